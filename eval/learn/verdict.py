"""Learns which answers weigh for an article, and says how well that holds on hosts that were not seen.

Usage: verdict.py FEATURES.jsonl WEIGHTS.rs

Each line of FEATURES.jsonl is a page: {"set", "id", "host", "is_article", "names", "answers"}; the sets
whose name begins with `invented` are left out, for what they show is known by rules. The model is a logistic
regression over ln(1 + answer), standardised and cut off at three deviations, with the penalty L2 = 1 / C; in five
folds no host is on both sides. The threshold is the one that keeps 97.3 % of the articles of the folds. To train
with more articles than the measured sets have (name them with `:more` behind the folder), is allowed: they count
half and are not counted in the figures.
"""

import json
import sys

import numpy as np
from sklearn.linear_model import LogisticRegression

C = 0.1
FAR = 3.0
RECALL = 0.973
FOLDS = 5
SEEDS = (0, 1, 2)


def fit(x, y, weights):
    """The mean and the deviation of each column, and a model over what is standardised with them."""
    mean, deviation = x.mean(axis=0), np.maximum(x.std(axis=0), 1e-3)
    model = LogisticRegression(C=C, max_iter=5000)
    model.fit(np.clip((x - mean) / deviation, -FAR, FAR), y, sample_weight=weights)
    return mean, deviation, model.coef_[0], model.intercept_[0]


def score(x, learned):
    mean, deviation, coefficients, bias = learned
    return np.clip((x - mean) / deviation, -FAR, FAR) @ coefficients + bias


def figures(scores, y, threshold):
    told = scores >= threshold
    hits = (told & y).sum()
    return hits / max(told.sum(), 1), hits / y.sum()


def main(features, out):
    with open(features, encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines]
    pages = [page for page in pages if not page["set"].startswith("invented")]
    names = pages[0]["names"]
    x = np.log1p(np.array([page["answers"] for page in pages]))
    y = np.array([page["is_article"] for page in pages])
    is_measured = np.array([not page["set"].endswith(":more") for page in pages])
    weights = np.where(is_measured, 1.0, 0.5)
    hosts = {host: i for i, host in enumerate(sorted({page["host"] for page in pages}))}
    of_page = np.array([hosts[page["host"]] for page in pages])

    scores = np.zeros(len(pages))
    for seed in SEEDS:
        fold = np.random.RandomState(seed).permutation(len(hosts))[of_page] % FOLDS
        for k in range(FOLDS):
            seen, unseen = fold != k, fold == k
            learned = fit(x[seen], y[seen], weights[seen])
            scores[unseen] += score(x[unseen], learned) / len(SEEDS)
    measured = scores[is_measured & y]
    threshold = float(np.sort(measured)[int(len(measured) * (1 - RECALL))])
    precision, recall = figures(scores[is_measured], y[is_measured], threshold)
    print(f"{FOLDS} folds by host, {len(hosts)} hosts, mean of {len(SEEDS)} divisions:")
    print(f"precision {precision:.4f}, recall {recall:.4f}, {int((~y).sum())} pages that are no articles")
    for name in sorted({page["set"] for page in pages}):
        of_set = np.array([page["set"] == name for page in pages])
        told = (scores[of_set] >= threshold).mean()
        print(f"  {name}: {of_set.sum()} pages, {told:.3f} taken for articles")

    learned = fit(x, y, weights)
    print("all pages learned: precision {:.4f}, recall {:.4f}".format(
        *figures(score(x, learned)[is_measured], y[is_measured], threshold)))
    mean, deviation, coefficients, bias = learned
    with open(out, "w", encoding="utf-8") as file:
        file.write(
            "//! What each answer weighs: written by `scripts/learn-verdict`, not by hand.\n\n"
            "/// What speaks for an article when every answer is the mean.\n"
            f"pub(super) const BIAS: f32 = {bias - threshold:.4f};\n\n"
            "/// Of each question: its name, the mean and the deviation of ln(1 + answer), and what a deviation more\n"
            "/// than the mean weighs: above 0 for an article.\n"
            "pub(super) const WEIGHTS: &[(&str, f32, f32, f32)] = &[\n"
        )
        for row in zip(names, mean, deviation, coefficients):
            file.write('    ("{}", {:.4f}, {:.4f}, {:.4f}),\n'.format(*row))
        file.write("];\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
