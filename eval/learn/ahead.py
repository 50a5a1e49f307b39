"""Tells of each figure whether ours is ahead of every peer's: whether the difference, bootstrapped page by page, is
above 0 at 95 %.

    ahead.py SETS_DIR OURS_DIR PEERS_DIR

SETS_DIR holds the corpora and their scorer, OURS_DIR a `<set>.json` of each set, PEERS_DIR a `<set>/<peer>.json`.
Prints a line a set and metric: ours, the best peer's, the difference with the interval that 95 % of the resamples lie
in, and what follows. We are *ahead* if the interval lies above 0 beside every peer, *behind* if it lies below 0 beside
any; peers other than the best that keep us from being ahead are named after it.
"""

import importlib.util
import json
import sys
from pathlib import Path

import numpy as np

# What is compared: the scorer's metric, its figure, and the name that we print.
BODY = [("shingle", "F1", "shingle F1")]
META = [("meta", key, key) for key in ("title", "author", "date")]
SNIPPETS = [("snippets", "F1", "snippets F1")]
SETS = {
    "zyte": BODY + [("shingle", "pageF1", "page F1"), ("shingle", "exact", "exact")],
    "fundus80": [("rouge", "F1", "ROUGE-LSum F1")] + BODY,
    "fundusnews": BODY + META,
    "wcxb": [("words", "F1", "words F1")] + SNIPPETS + META,
    "traf990": SNIPPETS + META,
    "htmldate": [("meta", "date", "date")],
}
N_RESAMPLES = 2000
SEED = 1


def mean_of(key):
    """The mean of a page's number over the pages that have it, from its sum and count."""
    return (
        lambda page: (0, 0) if page.get(key) is None else (page[key], 1),
        lambda sums: sums[..., 0] / sums[..., 1],
    )


def harmonic(p, r):
    return 2 * p * r / (p + r)


def shingle_f1():
    """The harmonic mean of two averages, each over the pages that have it."""
    precision, total = mean_of("p")
    recall, _ = mean_of("r")
    return (lambda page: precision(page) + recall(page)), (lambda sums: harmonic(total(sums), total(sums[..., 2:])))


def snippets_f1():
    """Pooled over the pages."""
    return (
        lambda page: (page["tp"], page["fp"], page["fn"]),
        lambda sums: 2 * sums[..., 0] / (2 * sums[..., 0] + sums[..., 1] + sums[..., 2]),
    )


def rule(metric, figure):
    """How a figure comes from the scorer's pages: the columns of a page, and the figure of the columns' sums."""
    if (metric, figure) == ("shingle", "F1"):
        return shingle_f1()
    if metric == "snippets":
        return snippets_f1()
    return mean_of({"F1": "f", "pageF1": "f"}.get(figure, figure))


class System:
    """One extractor on one set."""

    def __init__(self, score, name, truth, path):
        self.score, self.name, self.truth, self.predicted = score, name, truth, score.load_pred(path)
        self.by_metric = {}

    def figure(self, metric, figure, counts):
        """The figure, and that of each resample."""
        if metric not in self.by_metric:
            self.by_metric[metric] = self.score.evaluate(self.truth, self.predicted, [metric])
        results, pages = self.by_metric[metric]
        columns, total = rule(metric, figure)
        table = np.array([columns(pages[metric][page]) for page in self.truth], float)
        with np.errstate(invalid="ignore"):
            whole, resampled = np.nan_to_num(total(table.sum(0))), np.nan_to_num(total(counts @ table))
        assert abs(whole - results[metric][figure]) < 1e-9, (self.name, metric, figure)
        return whole, resampled


def compare(of_set, ours, peers, counts):
    for metric, figure, name in SETS[of_set]:
        our, our_resampled = ours.figure(metric, figure, counts)
        beside = []
        for peer in peers:
            their, their_resampled = peer.figure(metric, figure, counts)
            low, high = np.percentile(our_resampled - their_resampled, [2.5, 97.5])
            beside.append((their, peer.name, low, high))
        beside.sort(key=lambda it: (-it[0], it[1]))
        best, best_name, low, high = beside[0]
        behind = [name for _, name, _, high in beside if high < 0]
        level = [name for _, name, low, high in beside if low <= 0 <= high]
        verdict = "behind" if behind else "not shown" if level else "ahead"
        others = ", ".join(name for name in behind + level if name != best_name)
        print(
            f"{of_set:10} {name:13} {our:.3f}  {best_name:26} {best:.3f}  {our - best:+.3f} [{low:+.3f}, {high:+.3f}]  "
            f"{verdict}{f' (also {others})' if others else ''}",
            flush=True,
        )


def main():
    sets, our_dir, peers_dir = (Path(arg) for arg in sys.argv[1:4])
    spec = importlib.util.spec_from_file_location("score", sets / "score.py")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    for of_set in SETS:
        truth = json.loads((sets / of_set / "truth.json").read_text("utf-8"))
        draw = np.random.default_rng(SEED)
        counts = draw.multinomial(len(truth), np.full(len(truth), 1 / len(truth)), N_RESAMPLES)
        ours = System(score, "ours", truth, our_dir / f"{of_set}.json")
        peers = [System(score, path.stem, truth, path) for path in sorted((peers_dir / of_set).glob("*.json"))]
        compare(of_set, ours, peers, counts)


if __name__ == "__main__":
    main()
