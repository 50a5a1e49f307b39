"""Learns how much each witness of a line counts: the votes of the extractor (`extract/votes.rs`).

    body.py SETS_DIR TESTIMONY_DIR OUT.votes [--folds-only] [--folds-out DIR]

SETS_DIR holds the corpora and their scorer, TESTIMONY_DIR what `mediawire-eval testimony` wrote of each set.
A line is of the article if the words of the page's marked text have it; where only snippets are marked, the lines
that hold one are learned from. Prints the scores of five folds by host, in which each page is judged by trees that
have seen no page of its host; then learns from all pages and writes the trees. With --folds-out, also writes the trees
of each fold and which pages are judged by them, to try the whole extractor on hosts that it has not seen.
"""

import argparse
import hashlib
import json
import struct
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import lightgbm
import numpy as np

# How much a page of each set counts.
SETS = {"zyte": 1.5, "fundus80": 1.5, "fundusnews": 1.0, "wcxb": 0.9, "traf990": 0.35}
N_FOLDS = 5
N_TREES = 200
KEPT_MIN = 0.45
# A page on which trees that have not seen it agree with its marked text less than this is marked doubtfully.
DOUBTFUL_BELOW = 0.6
DOUBTFUL_WEIGHT = 0.1
PARAMETERS = {
    "objective": "binary", "learning_rate": 0.08, "num_leaves": 31, "min_data_in_leaf": 60,
    "feature_fraction": 0.5, "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5, "max_bin": 63,
    "num_threads": 1, "seed": 1, "deterministic": True, "verbose": -1,
}
N_GRAM = 4


class Page:
    def __init__(self, told, truth, of_set, rows):
        self.id, self.lines, self.truth, self.set, self.rows = told["id"], told["lines"], truth, of_set, rows
        host = (urlsplit(told["url"]).hostname or self.id).split(".")
        short = len(host) > 2 and len(host[-1]) == 2 and len(host[-2]) <= 3
        self.host = ".".join(host[-3:] if short else host[-2:])
        self.fold = int(hashlib.md5(self.host.encode()).hexdigest(), 16) % N_FOLDS
        self.weights = np.ones(len(self.lines))

    def text(self, kept):
        pairs = zip(self.lines, kept)
        return "\n".join(line for (line, is_caption), is_kept in pairs if is_kept and not is_caption)


def load(of_set, sets, told):
    truth = json.loads((sets / of_set / "truth.json").read_text("utf-8").replace(": NaN", ": null"))
    names, pages, at = [], [], 0
    for line in (told / f"{of_set}.jsonl").open(encoding="utf-8"):
        page = json.loads(line)
        names = page["witnesses"] or names
        pages.append(page)
    rows = np.fromfile(told / f"{of_set}.f32", dtype="<f4").reshape(-1, len(names))
    out = []
    for page in pages:
        n = len(page["lines"])
        out.append(Page(page, truth[page["id"]], of_set, rows[at : at + n]))
        at += n
    return names, out


def label_snippets(page, score):
    """1 for a line with a snippet of the article, 0 for one with a snippet that is none, -1 for any other."""
    inside, outside = ([score.fold(s) for s in page.truth.get(k) or []] for k in ("with", "without"))
    labels = np.full(len(page.lines), -1)
    for i, (line, _) in enumerate(page.lines):
        line = score.fold(line)
        if any(s in line for s in inside):
            labels[i] = 1
        elif any(s in line for s in outside):
            labels[i] = 0
    return labels


class Marked:
    """The words of a marked text, and which of them a line has taken."""

    def __init__(self, words):
        self.words = words
        self.taken = np.zeros(len(words) + 1, bool)
        self.grams = {}
        for k in range(len(words) - N_GRAM + 1):
            self.grams.setdefault(tuple(words[k : k + N_GRAM]), []).append(k)

    def find_long(self, line):
        """Where a line of more words than a gram stands, if at least half of its grams are there."""
        n = len(line) - N_GRAM + 1
        hits, n_found = [], 0
        for k in range(n):
            places = self.grams.get(tuple(line[k : k + N_GRAM]))
            if places:
                n_found += 1
                hits += [place - k for place in places]
        if n_found < n / 2:
            return None
        best = None
        for offset, count in Counter(hits).most_common(6):
            start, end = max(offset, 0), min(offset + len(line), len(self.words))
            if end > start:
                fresh = 1 - self.taken[start:end].mean()
                if best is None or count * fresh > best[0]:
                    best = (count * fresh, start, end, fresh)
        return best[1:3] if best and best[3] > 0.4 else None

    def find_short(self, line, start, end):
        """Where a line of few words stands between two places."""
        for k in range(start, end - len(line) + 1):
            span = slice(k, k + len(line))
            if self.words[span] == line and not self.taken[span].any():
                return k, k + len(line)
        return None


def label(page, score):
    """Whether the marked text has the line: 1 or 0; -1 where that is not known."""
    if page.set == "traf990":
        return label_snippets(page, score)
    lines = [[w.lower() for w in score.words(line)] for line, _ in page.lines]
    paragraphs = page.truth.get("paragraphs")
    if paragraphs:
        paragraphs = [p[1:-1] if p[:1] == "[" and p[-1:] == "]" else p for p in paragraphs]
    body = "\n".join(paragraphs) if paragraphs else page.truth.get("articleBody") or ""
    marked = Marked([w.lower() for w in score.words(body)])
    spans = [None] * len(lines)

    def take(i, span):
        spans[i] = span
        if span:
            marked.taken[span[0] : span[1]] = True

    for i in sorted(range(len(lines)), key=lambda i: (page.lines[i][1], i)):
        if len(lines[i]) > N_GRAM:
            take(i, marked.find_long(lines[i]))
    for i, line in enumerate(lines):
        if not line or len(line) > N_GRAM:
            continue
        before = next((spans[j][1] for j in range(i - 1, -1, -1) if spans[j]), None)
        behind = next((spans[j][0] for j in range(i + 1, len(lines)) if spans[j]), None)
        if before is None and behind is None:
            continue
        start = max(0, behind - 60) if before is None else before
        end = min(len(marked.words), before + 60) if behind is None else behind
        if start <= end <= start + 400:
            take(i, marked.find_short(line, start, end))
    return np.array([int(span is not None) for span in spans])


def weigh(page, score):
    """Long lines count more, but not by their length; captions are not learned from."""
    is_caption = np.array([is_caption for _, is_caption in page.lines], bool)
    if page.set == "traf990":
        known = (page.labels >= 0) & ~is_caption
        return known / max(1, known.sum()) * SETS[page.set]
    sizes = np.array([max(1, len(score.words(line))) for line, _ in page.lines], float) ** 0.5
    return np.where(is_caption, 0, sizes / sizes.sum() * SETS[page.set])


def learn(pages):
    pages = [page for page in pages if len(page.lines)]
    rows = np.concatenate([page.rows for page in pages])
    labels = np.concatenate([page.labels for page in pages])
    weights = np.concatenate([page.weights for page in pages])
    used = weights > 0
    data = lightgbm.Dataset(rows[used], labels[used], weight=weights[used] / weights[used].mean())
    return lightgbm.train(PARAMETERS, data, N_TREES)


def fold(pages, n_witnesses, out=None):
    """How sure trees that have not seen a page's host are of each of its lines."""
    for k in range(N_FOLDS):
        trees = learn([page for page in pages if page.fold != k])
        if out:
            write(trees, n_witnesses, out / f"fold{k}.votes")
        for page in pages:
            if page.fold == k:
                page.votes = trees.predict(page.rows) if len(page.lines) else np.zeros(0)
    if out:
        folds = {of_set: {page.id: page.fold for page in pages if page.set == of_set} for of_set in SETS}
        (out / "folds.json").write_text(json.dumps(folds, indent=1), "utf-8")


def agreement(page, score):
    return score.shingle_page(page.truth.get("articleBody"), page.text(page.votes >= KEPT_MIN))["f"]


def report(pages, score):
    for of_set in SETS:
        own = [(page.truth, page.text(page.votes >= KEPT_MIN)) for page in pages if page.set == of_set]
        told = {}
        if of_set != "traf990":
            told |= score.shingle_total([score.shingle_page(t.get("articleBody"), b) for t, b in own])
        if of_set == "wcxb":
            told["words F1"] = score.prf_mean([score.words_page(t.get("articleBody"), b) for t, b in own])["F1"]
        if of_set == "fundus80":
            told["ROUGE F1"] = score.prf_mean([score.rouge_page(t["paragraphs"], b) for t, b in own])["F1"]
        if of_set in ("wcxb", "traf990"):
            told["snippets F1"] = score.snippets_total([score.snippets_page(t, b) for t, b in own])["F1"]
        print(f"{of_set:12} {len(own):4} pages, unseen hosts: " + ", ".join(f"{k} {v:.4f}" for k, v in told.items()))


def nodes(tree):
    """The nodes of a tree with the left child behind its parent: [witness, right, value, threshold]."""
    out = []

    def add(node):
        at = len(out)
        out.append(None)
        if "leaf_value" in node:
            out[at] = [255, 0, node["leaf_value"], 0.0]
            return node["leaf_value"], node.get("leaf_count", 1)
        left, n_left = add(node["left_child"])
        right_at = len(out)
        right, n_right = add(node["right_child"])
        value = (left * n_left + right * n_right) / max(1, n_left + n_right)
        # The greatest f32 that is not above the threshold: rows are f32 as well.
        threshold = np.float32(node["threshold"])
        if float(threshold) > node["threshold"]:
            threshold = np.nextafter(threshold, np.float32(-np.inf))
        out[at] = [node["split_feature"], right_at, value, float(threshold)]
        return value, n_left + n_right

    add(tree)
    return out


def write(trees, n_witnesses, out):
    told = trees.dump_model()["tree_info"]
    data = struct.pack("<HHf", len(told), n_witnesses, 0.0)
    for tree in told:
        own = nodes(tree["tree_structure"])
        data += struct.pack("<B", len(own))
        for witness, right, value, threshold in own:
            data += struct.pack("<BBhf", witness, right, round(value * 4096), threshold)
    out.write_bytes(data)
    print(f"{out}: {len(told)} trees over {n_witnesses} witnesses, {len(data)} bytes")


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("sets", type=Path)
    ask.add_argument("testimony", type=Path)
    ask.add_argument("out", type=Path)
    ask.add_argument("--folds-only", action="store_true", help="print the scores of the folds and learn no more")
    ask.add_argument("--folds-out", type=Path, metavar="DIR", help="where to write the trees of each fold")
    asked = ask.parse_args()
    sys.path.insert(0, str(asked.sets))
    import score

    pages, names = [], []
    for of_set in SETS:
        names, own = load(of_set, asked.sets, asked.testimony)
        pages += own
    for page in pages:
        page.labels = label(page, score)
        page.weights = weigh(page, score)
    fold(pages, len(names))
    for page in pages:
        if page.set != "traf990" and agreement(page, score) < DOUBTFUL_BELOW:
            page.weights *= DOUBTFUL_WEIGHT
    if asked.folds_out:
        asked.folds_out.mkdir(parents=True, exist_ok=True)
    fold(pages, len(names), asked.folds_out)
    report(pages, score)
    if not asked.folds_only:
        write(learn(pages), len(names), asked.out)


if __name__ == "__main__":
    main()
