"""Joins what was extracted of one set with the votes of each fold: of every page, what those votes chose that have not
seen its host.

    join.py FOLDS_DIR SET
"""

import json
import sys
from pathlib import Path


def main():
    folder, of_set = Path(sys.argv[1]), sys.argv[2]
    folds = json.loads((folder / "folds.json").read_text("utf-8"))[of_set]
    read = [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob(f"fold?.{of_set}.json"))]
    joined = {page: read[fold][page] for page, fold in folds.items()}
    (folder / f"{of_set}.json").write_text(json.dumps(joined), "utf-8")


if __name__ == "__main__":
    main()
