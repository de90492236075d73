"""Train the scorer of pairs of statements on the accounts corpus (train), cross-validated by event.

    python -m training.pairs                 prints average precision of scorer, ablations and baselines
    python -m training.pairs --write         writes src/crossread/data/scorer/scorer.json as well
    python -m training.pairs --findings      prints F1 of findings with and without the scorer instead
    python -m training.pairs --slots         prints from which score on which slots bear a pair out, and figures
    python -m training.pairs --cache FOLDER  keeps what was read off the accounts, to read it once

Pairs are all pairs of statements of different accounts of one event. A pair is positive where both statements lie on
gold evidence for one question (half of the shorter stretch at least). Of the negatives, those in which a statement
answers no question of the sheet count 0.3: gold asks only what the sheet lists, so some of them tell the same thing.

Needs scikit-learn, and crossread with `quality` on the path.
"""

from __future__ import annotations

import argparse
import csv
import json
import pickle
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from crossread.align.actors import link_actors
from crossread.align.alterations import find_alterations
from crossread.align.candidates import propose_acts
from crossread.align.compare import compare_acts
from crossread.align.learned import LearnedOptions, one_time
from crossread.align.likeness import CompareOptions, same_happening
from crossread.align.lineage import trace_lineages
from crossread.align.measures import FEATURES, Side, measure
from crossread.align.profiles import Profile, make_profiles
from crossread.align.reuse import find_reuse
from crossread.align.scorer import ScoreOptions, load_scorer
from crossread.align.statements import StatementOptions, group_statements
from crossread.align.utterances import compare_utterances
from crossread.extract.models import load_encoder
from crossread.judge.verdicts import judge_groups
from crossread.model.account import Account
from crossread.model.document import DocumentId
from crossread.model.finding import Finding
from crossread.model.link import Lineage, LineageId, LinkKind
from crossread.plugins import Encoder
from crossread.read.files import gather, load_metadata, number_duplicates, read_file
from crossread.run.pipeline import read_account
from crossread_scores.accounts import event_folders, load_event
from crossread_scores.score_case import score_findings

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src/crossread/data/scorer/scorer.json"
FOLDS = 6
ASIDE = 0.3  # weight of pairs of which gold says nothing
NEAREST = 3000  # pairs of an event kept whole; of the rest one in 25, with 25 times the weight
STRENGTH = 0.05  # inverse of the L2 penalty
EITHER = {"one_dated", "one_counted", "strangers", "exchanged", "voices", "modalities", "length", "places_in_text"}
"""Measures that may speak against a pair; all others are likenesses, and count for it or not at all."""
LEVELS = (0.1, 0.3, 0.5, 0.7)
GROUPINGS = {
    "slots alone": StatementOptions(learned=LearnedOptions(ScoreOptions(threshold=2.0), plain=-1.0), counted=2.0),
    "slots and scorer": StatementOptions(),
    "scorer not on figures": StatementOptions(counted=2.0),
    "words from 0.7 on": StatementOptions(learned=LearnedOptions(words=0.7)),
    "not borne out": StatementOptions(learned=LearnedOptions(words=0.5, many=0.0)),
}
FAMILIES: dict[str, Callable[[str], bool]] = {
    "all measures": lambda name: name in FEATURES,
    "vectors only": lambda name: FEATURES[name] == "near_vectors",
    "slots and words only": lambda name: FEATURES[name] != "near_vectors",
}


Gold = dict[str, Any]
"""An event's gold in the shape of the export."""
Names = dict[DocumentId, str]
"""The name of each document in the gold."""
Read = tuple[Gold, Names, list[Account]]
Model = tuple[np.ndarray, np.ndarray, float]
"""Weights, means and base of a logistic regression."""


@dataclass
class Event:
    """Pairs of one event: measures, truth, whether gold speaks of both, the hand-made weights' score."""

    measures: np.ndarray
    same: np.ndarray
    asked: np.ndarray
    by_hand: np.ndarray


def read_events(split: str, cache: Path | None) -> list[Read]:
    """Return the events of a split: gold, names of the documents by identifier, accounts."""
    encoder = load_encoder()
    found = []
    for folder in event_folders(ROOT / "accounts"):
        event = load_event(folder)
        if event.sheet.split != split:
            continue
        kept = cache / f"{folder.name}.pkl" if cache else None
        if kept and kept.exists():
            gold, names, accounts = pickle.loads(kept.read_bytes())  # noqa: S301 - written by this script
        else:
            gold = event.export()
            names, accounts = read_accounts(gold["documents"], encoder)
            if kept:
                kept.write_bytes(pickle.dumps((gold, names, accounts)))
        found.append((gold, names, accounts))
    return found


def read_accounts(documents: Sequence[Gold], encoder: Encoder) -> tuple[Names, list[Account]]:
    """Read the documents of an event as a case would, and return their names by identifier, and the accounts."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with (folder / "sources.csv").open("w", newline="", encoding="utf-8") as stream:
            rows = csv.writer(stream)
            rows.writerow(["path", "source", "family", "author", "published", "url"])
            for number, item in enumerate(documents):
                (folder / f"{number:05d}.txt").write_bytes(item["text"].encode())
                told = [item.get(key) or "" for key in ("source", "family", "author", "published", "url")]
                rows.writerow([f"{number:05d}.txt", *told])
        table = load_metadata([folder]).found[0]
        read = [document for ref in gather([folder]).found for document in read_file(ref, metadata=table).found]
        accounts = [read_account(document, encoder) for document in number_duplicates(read).found]
    accounts.sort(key=lambda account: account.document.id)
    return {a.document.id: documents[int(Path(a.document.path).stem)]["id"] for a in accounts}, accounts


def answered(gold: Gold, names: Names, profiles: Sequence[Profile]) -> list[frozenset[str]]:
    """Return, for each statement, the questions on whose evidence it lies."""
    evidence = defaultdict(list)
    for record in gold["statements"]:
        evidence[record["document"]].append((record["span"], {part.split("=")[0] for part in record["answers"]}))
    found = []
    for profile in profiles:
        start, end = profile.statement.span.start, profile.statement.span.end
        questions: set[str] = set()
        for (low, high), asked in evidence[names[profile.document]]:
            if min(end, high) - max(start, low) >= 0.5 * min(end - start, high - low):
                questions |= asked
        found.append(frozenset(questions))
    return found


def pairs_of(gold: Gold, names: Names, accounts: Sequence[Account]) -> Event:
    """Return the pairs of one event."""
    _, actors = link_actors(accounts)
    profiles = make_profiles(accounts, actors)
    everything = list(profiles.all.values())
    ordered = [profile for profile in everything if profile.vector is not None]
    questions = answered(gold, names, ordered)
    rows = defaultdict(list)
    for number, profile in enumerate(ordered):
        rows[profile.document].append(number)
    sides = {document: Side(tuple(ordered[k] for k in numbers)) for document, numbers in rows.items()}
    hand = {}
    for a, b in propose_acts(profiles).found:
        one, other = everything[a], everything[b]
        story, near = profiles.story(one.document, other.document), profiles.rank(one, other)
        hand[one.id, other.id] = compare_acts(one, other, story, CompareOptions(), near).score
    measures, pairs = [], []
    for left, right in combinations(sorted(rows), 2):
        measures.append(measure(sides[left], sides[right]).reshape(-1, len(FEATURES)))
        pairs += [(a, b) for a in rows[left] for b in rows[right]]
    keys = [(ordered[a].id, ordered[b].id) for a, b in pairs]
    return Event(
        np.concatenate(measures),
        np.array([bool(questions[a] & questions[b]) for a, b in pairs]),
        np.array([bool(questions[a] and questions[b]) for a, b in pairs]),
        np.array([hand.get(key, hand.get(key[::-1], 0.0)) for key in keys]),
    )


def findings(events: Sequence[Read], options: StatementOptions, *, lineages: bool = True) -> dict[str, float]:
    """Return the scores of the findings of events, grouped with these options; or with every document by itself."""
    found = []
    for _, names, accounts in events:
        naming, actors = link_actors(accounts)
        reuses = find_reuse(accounts)
        shared = trace_lineages(accounts, reuses.found)
        alone = [Lineage(LineageId(a.document.id), (a.document.id,)) for a in accounts]
        utterances = compare_utterances(accounts, actors)
        same, groups = group_statements(accounts, actors, options)
        altered = find_alterations(accounts)
        links = {link.id: link for outcome in (naming, reuses, utterances, same, altered) for link in outcome.found}
        known = list(links.values()) if lineages else [link for link in links.values() if link.kind != LinkKind.REUSES]
        judged = judge_groups(accounts, groups, known, shared if lineages else alone, actors)
        found.append({"findings": [finding_record(item, names) for item in judged.found]})
    return score_findings([gold for gold, _, _ in events], found)


def finding_record(item: Finding, names: Names) -> Gold:
    """Return a finding as far as its score needs it."""
    answers = [
        {"evidence": [{"document": names[e.document], "span": [e.span.start, e.span.end]} for e in answer.evidence]}
        for answer in item.answers
    ]
    return {"verdict": item.verdict, "grade": item.grade, "kind": item.question.kind, "answers": answers}


def compare_findings(train: Sequence[Read], dev: Sequence[Read]) -> None:
    """Print what the scorer adds to the findings."""
    print("F1 of findings          train    dev   precision  recall  matched (train)")
    print_findings("without lineages", train, dev, StatementOptions(), lineages=False)
    for name, options in GROUPINGS.items():
        print_findings(name, train, dev, options)


def print_findings(
    name: str, train: Sequence[Read], dev: Sequence[Read], options: StatementOptions, *, lineages: bool = True
) -> None:
    """Print one row."""
    one, other = (findings(events, options, lineages=lineages) for events in (train, dev))
    told = "   ".join(f"{one[key]:6.1f}" for key in ("precision", "recall", "matched"))
    print(f"{name:22} {one['f1']:6.1f} {other['f1']:6.1f}      {told}")


def compare_slots(events: Sequence[Read]) -> None:
    """Print, for what two statements or two figures share and from which score on, how many pairs are the same."""
    told: dict[tuple[str, float], list[int]] = defaultdict(lambda: [0, 0, 0])
    for gold, names, accounts in events:
        _, actors = link_actors(accounts)
        profiles = make_profiles(accounts, actors)
        ordered = [profile for profile in profiles.all.values() if profile.vector is not None]
        questions = answered(gold, names, ordered)
        counting = {item["id"] for item in gold["findings"] if item["kind"] == "figure"}
        rows = defaultdict(list)
        for number, profile in enumerate(ordered):
            rows[profile.document].append(number)
        for one, other in combinations(sorted(rows), 2):
            sides = [Side(tuple(ordered[k] for k in rows[key])) for key in (one, other)]
            scores = load_scorer().score(measure(*sides))
            for (row, column), score in np.ndenumerate(scores):
                a, b = rows[one][row], rows[other][column]
                here, there = questions[a], questions[b]
                for shared in slots_shared(ordered[a], ordered[b]) if score >= LEVELS[0] else ():
                    count(told[shared, level(float(score))], here, there)
                for shared in figures_shared(ordered[a], ordered[b]):
                    count(told[shared, level(float(score))], here & counting, there & counting)
    print("shared                                    score   pairs  asked  same in 100 asked  in 100 of all")
    for (shared, low), (pairs, asked, same) in sorted(told.items()):
        if asked >= 5:
            print(f"{shared:42} {low:4.1f} {pairs:8} {asked:6} {100 * same / asked:12.0f} {100 * same / pairs:14.0f}")


def level(score: float) -> float:
    """Return the level that a score reaches."""
    return max((low for low in (0.0, *LEVELS) if score >= low), default=0.0)


def count(row: list[int], here: frozenset[str] | set[str], there: frozenset[str] | set[str]) -> None:
    """Add a pair to pairs, those of which gold speaks on both sides, and those that answer one question."""
    row[0] += 1
    row[1] += bool(here and there)
    row[2] += bool(here & there)


def slots_shared(one: Profile, other: Profile) -> Iterator[str]:
    """Yield what two statements share."""
    yield "anything"
    alike = same_happening(one, other)
    if alike and one.doer & other.doer:
        yield "happening and doer"
    if alike and one.undergoer & other.undergoer:
        yield "happening and undergoer"
    if not alike and one.undergoer & other.undergoer:
        yield "undergoer alone"
    if one_time(one, other):
        yield "day, month or far year"


def figures_shared(one: Profile, other: Profile) -> Iterator[str]:
    """Yield what figures of two statements share."""
    for a, b in product(one.counted, other.counted):
        low, high = sorted((a.figure.amount.low or 0.0, b.figure.amount.low or 0.0))
        if low <= 1:
            continue
        size = "equal" if low == high else "within 3 times" if high <= 3 * low else "further apart"
        size += " below 13" if low == high < 13 else ""
        sort = "people" if a.people and b.people else "noun" if a.nouns & b.nouns else "no noun in common"
        sort += ", of one noun" if sort == "people" and a.nouns & b.nouns else ""
        yield f"figures: {size}, {sort}"


def sample(events: Sequence[Event], columns: Sequence[int]) -> list[np.ndarray]:
    """Return measures, truth and weights of the pairs to learn from."""
    chance = np.random.default_rng(0)
    parts = []
    for event in events:
        whole = event.asked.copy()
        whole[np.argsort(-event.measures[:, 0], kind="stable")[:NEAREST]] = True
        kept = whole | (chance.random(len(whole)) < 0.04)
        weights = np.where(whole, 1.0, 25.0) * np.where(event.asked, 1.0, ASIDE)
        parts.append((event.measures[kept][:, columns], event.same[kept], weights[kept]))
    return [np.concatenate(column) for column in zip(*parts, strict=True)]


def fit(events: Sequence[Event], columns: Sequence[int]) -> Model:
    """Return weights, means and base of a logistic regression over standardised measures.

    Likenesses whose weight comes out negative are left out and the rest is fitted again: where texts of the corpus
    happen to be unlike, likeness must not count against a pair (a sentence told word for word is the same).
    """
    measures, same, weights = sample(events, columns)
    means, spread = measures.mean(axis=0), measures.std(axis=0) + 1e-6
    measures = (measures - means) / spread
    likeness = np.array([name not in EITHER for name in FEATURES])[columns]
    kept = np.ones(len(columns), dtype=bool)
    while True:
        model = LogisticRegression(C=STRENGTH, max_iter=500).fit(measures[:, kept], same, sample_weight=weights)
        found = np.zeros(len(columns))
        found[kept] = model.coef_[0]
        if not (wrong := likeness & (found < 0)).any():
            return found / spread, means, float(model.intercept_[0])
        kept &= ~wrong


def fit_boosting(events: Sequence[Event], columns: Sequence[int]) -> Any:
    """Return gradient-boosted trees over the same pairs, for comparison."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    model = HistGradientBoostingClassifier(
        max_iter=120, max_leaf_nodes=15, learning_rate=0.08, min_samples_leaf=100, l2_regularization=5, random_state=0
    )
    measures, same, weights = sample(events, columns)
    return model.fit(measures, same, sample_weight=weights)


def boosted_odds(model: Any, event: Event, columns: Sequence[int]) -> np.ndarray:
    """Return what the trees say of all pairs of an event, 0 to 1."""
    return model.predict_proba(event.measures[:, columns])[:, 1]


def odds(model: Model, event: Event, columns: Sequence[int]) -> np.ndarray:
    """Return the log-odds of all pairs of an event."""
    weights, means, base = model
    return (event.measures[:, columns] - means) @ weights + base


def held_out(
    events: Sequence[Event],
    columns: Sequence[int],
    learn: Callable[[Sequence[Event], Sequence[int]], Any],
    ask: Callable[[Any, Event, Sequence[int]], np.ndarray],
) -> list[np.ndarray]:
    """Return, for each event, scores by a model that saw no pair of it."""
    scores = [np.zeros(0)] * len(events)
    for fold in range(FOLDS):
        model = learn([event for k, event in enumerate(events) if k % FOLDS != fold], columns)
        for k in range(fold, len(events), FOLDS):
            scores[k] = ask(model, events[k], columns)
    return scores


def precisions(events: Sequence[Event], scores: Sequence[np.ndarray]) -> str:
    """Return mean average precision by event: of all pairs, and of those of which gold speaks; in percent."""
    everything = [average_precision_score(event.same, score) for event, score in zip(events, scores, strict=True)]
    spoken = [
        average_precision_score(event.same[event.asked], score[event.asked])
        for event, score in zip(events, scores, strict=True)
    ]
    return f"{100 * np.mean(everything):5.1f}   {100 * np.mean(spoken):5.1f}"


def calibrate(events: Sequence[Event], scores: Sequence[np.ndarray]) -> tuple[float, float]:
    """Return slope and shift that turn held-out log-odds into probabilities over pairs of which gold speaks."""
    values = np.concatenate([score[event.asked] for event, score in zip(events, scores, strict=True)])
    same = np.concatenate([event.same[event.asked] for event in events])
    model = LogisticRegression(C=1e6).fit(values[:, None], same)
    return float(model.coef_[0][0]), float(model.intercept_[0])


def reliability(events: Sequence[Event], scores: Sequence[np.ndarray], slope: float, shift: float) -> None:
    """Print how often pairs of a score are the same, held out."""
    values = np.concatenate([score[event.asked] for event, score in zip(events, scores, strict=True)])
    same = np.concatenate([event.same[event.asked] for event in events])
    chance = 1 / (1 + np.exp(-(slope * values + shift)))
    print("score       pairs   same in 100")
    for low in np.arange(0, 1, 0.1):
        inside = (chance >= low) & (chance < low + 0.1)
        if inside.any():
            print(f"{low:.1f}-{low + 0.1:.1f}  {inside.sum():8d}   {100 * same[inside].mean():5.1f}")


def write(model: Model, slope: float, shift: float) -> None:
    """Write the scorer as JSON."""
    weights, means, base = model
    rows = {
        name: {"weight": round(float(slope * weight), 6), "mean": round(float(mean), 6)}
        for name, weight, mean in zip(FEATURES, weights, means, strict=True)
    }
    record = {"format": "crossread-scorer/1", "base": round(slope * base + shift, 6), "measures": rows}
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Train, compare, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--findings", action="store_true", help="measure findings, not pairs")
    parser.add_argument("--slots", action="store_true", help="count which slots bear a pair out, not pairs")
    parser.add_argument("--boosting", action="store_true", help="compare with gradient-boosted trees (minutes)")
    options = parser.parse_args()
    if options.cache:
        options.cache.mkdir(parents=True, exist_ok=True)
    if options.slots:
        compare_slots(read_events("train", options.cache))
        return
    read = read_events("train", options.cache), read_events("dev", options.cache)
    if options.findings:
        compare_findings(*read)
        return
    train, dev = ([pairs_of(*event) for event in events] for events in read)
    same = sum(int(event.same.sum()) for event in train)
    print(f"{len(train)} events, {sum(len(event.same) for event in train)} pairs, {same} the same")
    print("average precision by event            train, held out      dev")
    print("                                       all   asked       all   asked")
    cosine = [[event.measures[:, 0] for event in events] for events in (train, dev)]
    print(f"{'cosine':36} {precisions(train, cosine[0])}     {precisions(dev, cosine[1])}")
    hand = [[event.by_hand for event in events] for events in (train, dev)]
    print(f"{'weights by hand':36} {precisions(train, hand[0])}     {precisions(dev, hand[1])}")
    for family, wanted in FAMILIES.items():
        columns = [k for k, name in enumerate(FEATURES) if wanted(name)]
        outside = held_out(train, columns, fit, odds)
        model = fit(train, columns)
        inside = [odds(model, event, columns) for event in dev]
        print(f"{'logistic, ' + family:36} {precisions(train, outside)}     {precisions(dev, inside)}")
        if family == "all measures":
            kept = outside, model
    if options.boosting:
        columns = list(range(len(FEATURES)))
        outside = held_out(train, columns, fit_boosting, boosted_odds)
        trees = fit_boosting(train, columns)
        print(f"{'boosted trees, all measures':36} {precisions(train, outside)}     ", end="")
        print(precisions(dev, [boosted_odds(trees, event, columns) for event in dev]))
    slope, shift = calibrate(train, kept[0])
    reliability(train, kept[0], slope, shift)
    if options.write:
        write(kept[1], slope, shift)
        print(f"written: {TARGET.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
