"""How fast Python's feed readers are: megabytes a second of CPU time, entries, and how many documents each takes.

    feed_peers.py FOLDER...

Documents are read beforehand; each reader has one pass unmeasured and then the median of three.
"""

import statistics
import sys
import time
from pathlib import Path


def of_feedparser(document):
    import feedparser

    feed = feedparser.parse(document)
    return len(feed.entries) if feed.version else None


def of_fastfeedparser(document):
    import fastfeedparser

    try:
        return len(fastfeedparser.parse(document).entries)
    except Exception:  # noqa: BLE001 - it refuses by many kinds of error
        return None


def main():
    files = sorted(path for folder in sys.argv[1:] for path in Path(folder).rglob("*") if path.is_file())
    documents = [path.read_bytes() for path in files]
    n_bytes = sum(map(len, documents))
    for name, entries in [("feedparser", of_feedparser), ("fastfeedparser", of_fastfeedparser)]:
        found = [entries(document) for document in documents]
        seconds = []
        for _ in range(3):
            start = time.process_time()
            for document in documents:
                entries(document)
            seconds.append(time.process_time() - start)
        speed = n_bytes / 1e6 / statistics.median(seconds)
        taken = [n for n in found if n is not None]
        print(f"{name:16} {speed:7.1f} MB/s, {len(taken)} lists read, {sum(taken)} entries")


main()
