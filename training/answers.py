"""Train the two scores of short texts: whether two answers are the same, and whether two texts oppose each other.

    python -m training.answers           prints what the scores reach, held out, beside plain ones
    python -m training.answers --write   writes src/crossread/data/scorer/answers.json and opposed.json as well

Same answers: the stretches of the accounts corpus (train) that answer one question of an event, and the sheet's short
words for each answer, each two of different accounts; they are the same where the sheet lists them under one answer.
Events of the dev split are only measured.
NAnCo is never read here.

Opposed: claims of FM2 dev with their evidence, those of the pages that the scorecard does not report on
(`crossread_scores.corpora_stories.read_fm2`, part "train"); a claim that its evidence refutes opposes it.

A logistic regression each, cross-validated by event or by page. A measure whose weight has the wrong sign (a likeness
that speaks against the same answer) is left out, and the rest is fitted again.

Needs scikit-learn, and crossread with `quality` on the path.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from crossread.align.answers import measure_answers
from crossread.align.contrasts import MEASURES, measure_contrast
from crossread.align.wordings import read_wordings
from crossread.extract.models import load_encoder
from crossread_scores.accounts import event_folders, load_event
from crossread_scores.corpora import data_folder
from crossread_scores.corpora_stories import read_fm2

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src/crossread/data/scorer"
FOLDS = 10
FORMAT = "crossread-contrast/1"
TOGETHER = {
    "apart",
    "aligned",
    "aligned_either",
    "same_words",
    "same_words_short",
    "company",
    "names_shared",
    "counts_shared",
    "counts_equal",
    "number_equal",
    "name_shared",
}
ASIDE = {
    "number_unequal",
    "name_differs",
    "counts_unequal",
    "foreign",
    "foreign_share",
    "names_differ",
    "counts_differ",
    "counts_clash",
    "counts_missing",
    "denial",
    "exclusive",
    "opposite",
}
ANSWERS = [name for name in MEASURES if name in TOGETHER | ASIDE | {"length_ratio"}]
BORNE = {
    "near",
    "aligned",
    "aligned_either",
    "aligned_short",
    "same_words",
    "same_words_short",
    "names_shared",
    "counts_shared",
    "counts_equal",
}
UNBORNE = {
    "foreign",
    "foreign_share",
    "rival",
    "names_missing",
    "names_later",
    "names_foreign",
    "names_differ",
    "counts_missing",
    "counts_unequal",
    "counts_differ",
    "counts_clash",
    "denial",
    "exclusive",
    "opposite",
    "sweeping",
    "sex",
}
OPPOSED = [name for name in MEASURES if name in BORNE | UNBORNE | {"length", "length_long"}]


class Remembering:
    """The shipped encoder; equal texts are read once."""

    def __init__(self) -> None:
        self.encoder = load_encoder()
        self.name = self.encoder.name
        self.known: dict[str, bytes] = {}

    def vectors(self, sentences: Sequence[str]) -> list[bytes]:
        """Return a vector for each sentence."""
        new = [text for text in dict.fromkeys(sentences) if text not in self.known]
        self.known.update(zip(new, self.encoder.vectors(new), strict=True))
        return [self.known[text] for text in sentences]


Answered = tuple[str, str, list[tuple[str, str, str]]]
"""A question's words, its kind, and for each stretch that answers it words, answer and account."""
Model = tuple[list[str], np.ndarray, np.ndarray, float]
"""Names of the measures kept, their weights and means, and the base."""
Rows = Any
"""Which pairs: a slice, or true and false for each."""


@dataclass
class Pairs:
    """Pairs to learn from: measures by name, truth, which pairs are held out together, how much each counts."""

    measures: list[dict[str, float]]
    truth: np.ndarray
    home: np.ndarray
    weight: np.ndarray
    kind: np.ndarray

    def table(self, names: Sequence[str]) -> np.ndarray:
        """Return the measures of these names, a row a pair."""
        return np.array([[row[name] for name in names] for row in self.measures])


def answer_pairs(split: str, encoder: Any) -> Pairs:
    """Return pairs of answers to one question of the accounts corpus."""
    rows = []
    for folder in event_folders(ROOT / "accounts"):
        event = load_event(folder)
        if event.sheet.split == split:
            rows += [(folder.name, *row) for question in questions(event.export()) for row in asked(question, encoder)]
    return Pairs(
        [row[1] for row in rows],
        np.array([row[2] for row in rows]),
        np.array([row[0] for row in rows]),
        np.array([row[3] for row in rows]),
        np.array([row[4] for row in rows]),
    )


def questions(export: Mapping[str, Any]) -> Iterator[Answered]:
    """Yield the questions of an event: words, kind, and for each stretch that answers it (words, answer, account).

    The sheet's own short words for each answer stand beside them, as if another account gave them.
    """
    texts = {document["id"]: document["text"] for document in export["documents"]}
    held = defaultdict(list)
    for statement in export["statements"]:
        for key in statement["answers"]:
            question, _, answer = key.partition("=")
            words = texts[statement["document"]][slice(*statement["span"])]
            held[question].append((words, answer, statement["document"]))
    for finding in export["findings"]:
        if len(held[finding["id"]]) > 1:
            labels = [
                (item["label"], item["id"], f"sheet {item['id']}") for item in finding["answers"] if item["label"]
            ]
            yield finding["question"], finding["kind"], held[finding["id"]] + labels


def asked(question: Answered, encoder: Any) -> list[tuple[dict[str, float], bool, float, str]]:
    """Return measures, truth, weight and kind of each two stretches of different accounts."""
    words, kind, answers = question
    measures = measure_answers([answer[0] for answer in answers], encoder, words)
    pairs = [(i, j) for i, j in measures if answers[i][2] != answers[j][2] and answers[i][0] != answers[j][0]]
    return [(measures[i, j], answers[i][1] == answers[j][1], len(pairs) ** -0.5, kind) for i, j in pairs]


def claim_pairs(part: str, encoder: Any) -> Pairs:
    """Return claims of FM2 with their evidence."""
    cases = read_fm2(data_folder(), part)
    measures = [measure_contrast(*read_wordings((case.one, case.other), encoder)) for case in cases]
    truth, home = np.array([case.opposed for case in cases]), np.array([case.page for case in cases])
    return Pairs(measures, truth, home, np.ones(len(cases)), home)


def fit(
    pairs: Pairs,
    names: Sequence[str],
    better: AbstractSet[str],
    worse: AbstractSet[str],
    strength: float,
    rows: Rows = slice(None),
) -> Model:
    """Return (names kept, weights, means, base) of a regression in which no measure speaks the wrong way."""
    table = pairs.table(names)[rows]
    means, spread = table.mean(axis=0), table.std(axis=0) + 1e-6
    kept = list(range(len(names)))
    while True:
        model = LogisticRegression(C=strength, max_iter=1000, class_weight="balanced")
        model.fit(((table - means) / spread)[:, kept], pairs.truth[rows], sample_weight=pairs.weight[rows])
        found = dict(zip(kept, model.coef_[0], strict=True))
        wrong = {k for k, w in found.items() if (names[k] in better and w < 0) or (names[k] in worse and w > 0)}
        if not wrong:
            chosen = [names[k] for k in kept]
            return chosen, np.array([found[k] / spread[k] for k in kept]), means[kept], float(model.intercept_[0])
        kept = [k for k in kept if k not in wrong]


def odds(model: Model, pairs: Pairs, rows: Rows = slice(None)) -> np.ndarray:
    """Return log-odds of pairs."""
    names, weights, means, base = model
    return (pairs.table(names)[rows] - means) @ weights + base


def held_out(pairs: Pairs, learn: Callable[..., Any], ask: Callable[..., np.ndarray], seed: int = 0) -> np.ndarray:
    """Return log-odds of each pair by a model that saw none of its event or page."""
    homes, place = np.unique(pairs.home, return_inverse=True)
    fold = np.random.default_rng(seed).permutation(len(homes))[place] % FOLDS
    scores = np.zeros(len(pairs.truth))
    for k in range(FOLDS):
        scores[fold == k] = ask(learn(pairs, fold != k), pairs, fold == k)
    return scores


def boosted(names: Sequence[str]) -> tuple[Callable[..., Any], Callable[..., np.ndarray]]:
    """Return how to learn and ask boosted trees, for comparison."""

    def learn(pairs: Pairs, rows: Rows) -> Any:
        model = GradientBoostingClassifier(
            n_estimators=80, max_depth=3, learning_rate=0.05, subsample=0.6, min_samples_leaf=15, random_state=0
        )
        return model.fit(pairs.table(names)[rows], pairs.truth[rows], sample_weight=pairs.weight[rows])

    def ask(model: Any, pairs: Pairs, rows: Rows) -> np.ndarray:
        return model.decision_function(pairs.table(names)[rows])

    return learn, ask


def told(pairs: Pairs, scores: np.ndarray) -> str:
    """Return accuracy, balanced accuracy and the area under the curve, in percent."""
    said = scores >= 0
    sides = [float((said[pairs.truth == side] == side).mean()) for side in (True, False)]
    figures = float((said == pairs.truth).mean()), sum(sides) / 2, roc_auc_score(pairs.truth, scores)
    return "   ".join(f"{100 * figure:5.1f}" for figure in figures)


def calibrate(pairs: Pairs, scores: np.ndarray) -> tuple[float, float]:
    """Return slope and shift that turn held-out log-odds into probabilities."""
    model = LogisticRegression(C=1e6).fit(scores[:, None], pairs.truth)
    return float(model.coef_[0][0]), float(model.intercept_[0])


def _fitted(pairs: Pairs, rows: Rows, **given: Any) -> Model:
    return fit(pairs, rows=rows, **given)


def compare(
    name: str,
    families: Mapping[str, Sequence[str]],
    better: AbstractSet[str],
    worse: AbstractSet[str],
    strength: float,
    train: Pairs,
    dev: Pairs,
) -> tuple[np.ndarray, Model]:
    """Print what each family of measures reaches, held out on train and on dev; return the model of the last."""
    print(f"{name}: {len(train.truth)} and {len(dev.truth)} pairs, {100 * train.truth.mean():.1f} in 100 so")
    print("accuracy, balanced, area under curve          train, held out             apart")
    for family, names in families.items():
        wanted = partial(_fitted, names=names, better=better, worse=worse, strength=strength)
        outside, model = held_out(train, wanted, odds), fit(train, names, better, worse, strength)
        print(f"{family:40} {told(train, outside)}     {told(dev, odds(model, dev))}")
    learn, ask = boosted(names)
    everything = np.ones(len(train.truth), bool)
    apart = ask(learn(train, everything), dev, np.ones(len(dev.truth), bool))
    print(f"{'boosted trees, all measures':40} {told(train, held_out(train, learn, ask))}     {told(dev, apart)}")
    for rule, weight in zip(model[0], model[1] * train.table(model[0]).std(axis=0), strict=True):
        print(f"    {rule:18} {weight:+.2f}")
    return outside, model


def write(name: str, model: Model, slope: float, shift: float) -> None:
    """Write a score as JSON."""
    names, weights, means, base = model
    rows = {
        key: {"weight": round(float(slope * weight), 5), "mean": round(float(mean), 5)}
        for key, weight, mean in zip(names, weights, means, strict=True)
    }
    record = {"format": FORMAT, "base": round(slope * base + shift, 5), "measures": rows}
    (TARGET / f"{name}.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    print(f"written: {name}.json")


def main() -> None:
    """Train, compare, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    encoder = Remembering()
    same = answer_pairs("train", encoder), answer_pairs("dev", encoder)
    families = {
        "cosine": ["near"],
        "cosine without question and topic": ["apart"],
        "vectors and words": ["apart", "company", "aligned", "aligned_either", "same_words", "same_words_short"],
        "all measures": ANSWERS,
    }
    outside, model = compare("same answers", families, TOGETHER | {"near"}, ASIDE, 0.1, *same)
    slope, shift = calibrate(same[0], outside)
    if options.write:
        write("answers", model, slope, shift)
    claims = claim_pairs("train", encoder), claim_pairs("report", encoder)
    families = {
        "cosine": ["near"],
        "vectors and words": [
            "near",
            "aligned",
            "aligned_either",
            "aligned_short",
            "same_words",
            "same_words_short",
            "foreign",
            "foreign_share",
        ],
        "without words that exclude": [name for name in OPPOSED if name not in {"exclusive", "opposite"}],
        "all measures": OPPOSED,
    }
    outside, model = compare("opposed", families, UNBORNE, BORNE, 0.02, *claims)
    slope, shift = calibrate(claims[0], outside)
    if options.write:
        write("opposed", model, slope, shift)


if __name__ == "__main__":
    main()
