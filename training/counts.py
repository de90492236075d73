"""Train the weights by which two figures are held to count one thing, on the accounts corpus (train).

    python -m training.counts                 prints average precision, held out by event and on dev
    python -m training.counts --write         writes src/crossread/data/scorer/counts.json as well
    python -m training.counts --cache FOLDER  keeps what was read off the accounts, to read it once

Pairs are all pairs of figures of different accounts of one event whose units do not exclude one another and that are
at most FAR times apart. A pair is positive where both figures stand in gold evidence for one question of kind figure.
Of the negatives, those in which neither figure answers a question of the sheet count ASIDE: gold asks only what the
sheet lists, so some of them count one thing.

Needs scikit-learn, and crossread with `quality` on the path.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from crossread.align.actors import link_actors
from crossread.align.count_measures import FEATURES, measure_counts
from crossread.align.counted import Counted
from crossread.align.counts import may_meet
from crossread.align.learned import LearnedOptions, learn
from crossread.align.profiles import make_profiles
from crossread.model.account import Account
from training.pairs import ROOT, Gold, Names, read_events

TARGET = ROOT / "src/crossread/data/scorer/counts.json"
FOLDS = 6
ASIDE = 0.3  # weight of pairs of which gold says nothing
LIFT = 0.5  # log-odds added: of 0, 0.2, 0.5, 0.8 and 1 it gave the best F1 of findings on train
STRENGTH = 0.1  # inverse of the L2 penalty, over standardised measures
NEVER_FOR = {
    "other_class",
    "people_and_things",
    "one_happening",
    "other_happening",
    "strangers",
    "other_time",
    "distance",
    "equal_small",
}
NEVER_AGAINST = set(FEATURES) - NEVER_FOR
"""A likeness whose weight comes out negative is left out, and so is a difference whose weight comes out positive."""


def questions_of(gold: Gold, names: Names, counted: Sequence[Counted]) -> list[frozenset[int]]:
    """Return, for each figure, the questions of kind figure in whose evidence it stands."""
    evidence = defaultdict(list)
    for number, item in enumerate(gold["findings"]):
        for place in (e for answer in item["answers"] for e in answer["evidence"] if item["kind"] == "figure"):
            evidence[place["document"]].append((place["span"], number))
    return [
        frozenset(
            number
            for (start, end), number in evidence[names[figure.figure.document]]
            if figure.figure.span.start < end and start < figure.figure.span.end
        )
        for figure in counted
    ]


Pairs = tuple[np.ndarray, np.ndarray]
"""Measures and labels of the pairs of an event."""


def pairs_of(gold: Gold, names: Names, accounts: Sequence[Account]) -> Pairs:
    """Return the measures of an event's pairs, whether each is one thing (1), is not (0), or is not asked for (-1)."""
    _, actors = link_actors(accounts)
    profiles = make_profiles(accounts, actors)
    scores = learn(profiles, LearnedOptions()).scores
    places = {statement: place for place, statement in enumerate(profiles.all)}
    counted = [figure for profile in profiles.all.values() for figure in profile.counted]
    asked = questions_of(gold, names, counted)
    measures, labels = [], []
    for a, b in combinations(range(len(counted)), 2):
        one, other = counted[a], counted[b]
        if one.figure.document == other.figure.document or not may_meet(one, other):
            continue
        sides = profiles.all[one.statement], profiles.all[other.statement]
        found = measure_counts(one, other, sides, scores.score(places[one.statement], places[other.statement]))
        measures.append([found[name] for name in FEATURES])
        labels.append(int(bool(asked[a] & asked[b])) if asked[a] or asked[b] else -1)
    return np.array(measures), np.array(labels)


def fit(events: Sequence[Pairs]) -> tuple[np.ndarray, float]:
    """Return weights and base of a logistic regression; measures whose weight has the wrong sign are left out."""
    measures = np.concatenate([rows for rows, _ in events])
    labels = np.concatenate([told for _, told in events])
    spread = measures.std(axis=0) + 1e-6
    kept = np.ones(len(FEATURES), dtype=bool)
    names = np.array(list(FEATURES))
    weights = np.where(labels == -1, ASIDE, 1.0)
    while True:
        model = LogisticRegression(C=STRENGTH, max_iter=2000)
        model.fit((measures / spread)[:, kept], labels == 1, sample_weight=weights)
        found = np.zeros(len(FEATURES))
        found[kept] = model.coef_[0]
        wrong = (np.isin(names, list(NEVER_AGAINST)) & (found < 0)) | (np.isin(names, list(NEVER_FOR)) & (found > 0))
        if not wrong.any():
            return found / spread, float(model.intercept_[0])
        kept &= ~wrong


def held_out(events: Sequence[Pairs]) -> list[np.ndarray]:
    """Return, for each event, log-odds by weights that saw no pair of it."""
    found = [np.zeros(0)] * len(events)
    for fold in range(FOLDS):
        weights, base = fit([event for k, event in enumerate(events) if k % FOLDS != fold])
        for k in range(fold, len(events), FOLDS):
            found[k] = events[k][0] @ weights + base
    return found


def show(name: str, events: Sequence[Pairs], odds: Sequence[np.ndarray]) -> None:
    """Print average precision over all pairs, over those asked for, and over those with different numbers."""
    labels, scores = np.concatenate([told for _, told in events]), np.concatenate(odds)
    equal = np.concatenate([rows for rows, _ in events])[:, list(FEATURES).index("equal")] > 0
    asked = labels >= 0
    kept = {"all": labels < 2, "asked": asked, "other numbers": ~equal, "asked, other numbers": ~equal & asked}
    told = (f"{key} {100 * average_precision_score(labels[m] == 1, scores[m]):.1f}" for key, m in kept.items())
    print(f"{name:18} {'   '.join(told)}")
    for least in (0.3, 0.4, 0.5, 0.6, 0.7):
        sure = scores >= np.log(least / (1 - least))
        right = ((labels == 1) & sure).sum()
        precision, recall = 100 * right / max(1, (sure & asked).sum()), 100 * right / (labels == 1).sum()
        print(f"   from {least}: precision of asked {precision:.0f}, recall {recall:.0f}, pairs {sure.sum()}")


def main() -> None:
    """Train, compare, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if options.cache:
        options.cache.mkdir(parents=True, exist_ok=True)
    train, dev = ([pairs_of(*event) for event in read_events(split, options.cache)] for split in ("train", "dev"))
    labels = np.concatenate([told for _, told in train])
    print(f"{len(train)} events, {len(labels)} pairs, {(labels == 1).sum()} of one thing")
    show("train, held out", train, held_out(train))
    weights, base = fit(train)
    show("dev", dev, [rows @ weights + base for rows, _ in dev])
    for name, weight in zip(FEATURES, weights, strict=True):
        print(f"  {name:22} {weight:+.2f}")
    print(f"  {'base':22} {base:+.2f}")
    if options.write:
        rows = {name: round(float(weight), 6) for name, weight in zip(FEATURES, weights, strict=True)}
        record = {"format": "crossread-counts/1", "base": round(base + LIFT, 6), "weights": rows}
        TARGET.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
