"""Learn which words tell of one happening, from the train topics of ECB+; measure on its dev topics.

    PYTHONPATH=quality:. python -m training.happenings --cache FOLDER [--write]

Gold's words are given; what the product finds by itself is measured by `crossread-scores same-statement`. Written is
`src/crossread/data/happenings/scorer.json`: numbers only. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from crossread.align.actors import link_actors
from crossread.align.boosting import read_trees
from crossread.align.happening_measures import MEASURES, gather, measure_pairs
from crossread.align.happenings import HappeningOptions, average_link, candidates
from crossread.align.triggers import triggers_at
from crossread.extract.models import load_encoder
from crossread.model.account import Account
from crossread.model.document import Document, DocumentId
from crossread.model.span import Span
from crossread.run.pipeline import read_account
from crossread_scores import corpora_clusters
from crossread_scores.coreference import by_key, figures_of
from crossread_scores.corpora import data_folder
from crossread_scores.score_clusters import lemma

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src" / "crossread" / "data" / "happenings" / "scorer.json"
FOLDS = 5
LEVELS = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
SHAPE = {
    "max_iter": 110,
    "max_leaf_nodes": 10,
    "learning_rate": 0.08,
    "min_samples_leaf": 40,
    "l2_regularization": 5,
    "random_state": 0,
}


class Topic:
    """The words that gold marks in one topic, what is known of them, and which pairs are compared."""

    def __init__(self, story: Any, accounts: Sequence[Account], names: Mapping[DocumentId, str]) -> None:
        of = {names[account.document.id]: account for account in accounts}

        def inside(one: Any) -> bool:
            return any(a <= one.span[0] and one.span[1] <= b for a, b in story.stretches[one.document])

        marked = sorted((one.document, one.span, one.cluster) for one in story.marked if one.counts and inside(one))
        self.gold: dict[Hashable, Hashable] = dict.fromkeys(((document, span) for document, span, _ in marked), "")
        self.gold.update({(document, span): cluster for document, span, cluster in marked})
        places = list(dict.fromkeys((document, span) for document, span, _ in marked))
        triggers = [triggers_at(of[document], [Span(*span)])[0] for document, span in places]
        texts = {one["id"]: one["text"] for one in story.documents}
        self.heads: dict[Hashable, Hashable] = {place: lemma(texts[place[0]][slice(*place[1])]) for place in places}
        _, actors = link_actors(accounts)
        ordered = sorted(accounts, key=lambda account: account.document.id)
        material = gather(ordered, triggers, actors)
        self.places, self.pairs = places, candidates(material, HappeningOptions())
        rows = np.array(self.pairs, dtype=np.intp).reshape(-1, 2)
        self.measures = measure_pairs(material, rows[:, 0], rows[:, 1])
        clusters = [self.gold[place] for place in places]
        self.same = np.array([clusters[a] == clusters[b] for a, b in self.pairs])

    def sides(self, scores: np.ndarray, least: float) -> tuple[Any, Any]:
        """Return gold's clusters and those that these scores make."""
        known = {pair: float(score) for pair, score in zip(self.pairs, scores, strict=True) if score >= 0.05}
        home: dict[Hashable, Hashable] = {place: place for place in self.places}
        for group in average_link(len(self.places), known, least):
            home.update({self.places[number]: self.places[group[0]] for number in group})
        return by_key(self.gold), by_key(home)


def read_topics(wanted: tuple[str, ...], cache: Path) -> list[Topic]:
    """Return topics of ECB+; what is read off their documents is kept in `cache`."""
    corpora_clusters.ECB_DEV = wanted  # type: ignore[assignment]
    stories = corpora_clusters.read_ecb(data_folder(None), "ACTION|NEG_ACTION")
    return [topic(story, f"ecb_{story.name}", cache) for story in stories if story.documents]


def read_meantime(cache: Path, corpora: Sequence[str]) -> list[Topic]:
    """Return corpora of MEANTIME: its longer articles tell of many happenings with one word."""
    read = corpora_clusters.read_meantime_events
    stories = [story for name in corpora for story in read(data_folder(None), name)]
    return [topic(story, f"events_{story.name}", cache) for story in stories if story.documents]


def topic(story: Any, name: str, cache: Path) -> Topic:
    """Return one topic; the accounts of its documents come from `cache` where they are there."""
    path = cache / f"{name}.pkl"
    if not path.exists():
        made = [
            Document.named(
                f"{number:05d}.txt", one["text"], sha256=hashlib.sha256(one["text"].encode()).hexdigest(), language="en"
            )
            for number, one in enumerate(story.documents)
        ]
        accounts = [read_account(document, load_encoder()) for document in made]
        names = {document.id: one["id"] for document, one in zip(made, story.documents, strict=True)}
        path.write_bytes(pickle.dumps((story, accounts, names)))
    return Topic(*pickle.loads(path.read_bytes()))  # noqa: S301 - our own


def fit(topics: Sequence[Topic], columns: Sequence[int]) -> Any:
    """Return boosted trees over the candidate pairs; a topic counts by the root of its pairs."""
    measures = np.concatenate([topic.measures[:, columns] for topic in topics])
    same = np.concatenate([topic.same for topic in topics])
    weights = np.concatenate([np.full(len(topic.same), max(len(topic.same), 1) ** -0.5) for topic in topics])
    model = HistGradientBoostingClassifier(**SHAPE)
    return model.fit(measures, same, sample_weight=weights / weights.mean())


def ask(model: Any, topic: Topic, columns: Sequence[int]) -> np.ndarray:
    """Return the scores of a topic's pairs."""
    return model.predict_proba(topic.measures[:, columns])[:, 1] if len(topic.pairs) else np.zeros(0)


def conll(topics: Sequence[Topic], scores: Sequence[np.ndarray], least: float) -> dict[str, float]:
    """Return the CoNLL score and its parts."""
    return figures_of([t.sides(s, least) for t, s in zip(topics, scores, strict=True)], singletons=True)


def compare(name: str, train: Sequence[Topic], others: Mapping[str, Sequence[Topic]], columns: Sequence[int]) -> Any:
    """Print the figures of some measures, held out by topic and on other topics, by level; return the model."""
    held = [np.zeros(0)] * len(train)
    for fold in range(FOLDS):
        model = fit([topic for k, topic in enumerate(train) if k % FOLDS != fold], columns)
        for k in range(fold, len(train), FOLDS):
            held[k] = ask(model, train[k], columns)
    model = fit(train, columns)
    scores = {"held out": held} | {key: [ask(model, one, columns) for one in topics] for key, topics in others.items()}
    print(f"{name}: CoNLL by least mean score {LEVELS}")
    for key, found in scores.items():
        told = [conll(others.get(key, train), found, least) for least in LEVELS]
        best = told[LEVELS.index(HappeningOptions().average)]
        print(
            f"  {key:10}",
            [round(one["conll"], 1) for one in told],
            {part: round(value, 1) for part, value in best.items()},
        )
    return model


def written(model: Any) -> str:
    """Return the model as JSON."""
    trees = []
    for (predictor,) in model._predictors:
        nodes = predictor.nodes
        value = nodes["value"].astype(float)
        for at in reversed(range(len(nodes))):  # an inner node stands before those below it
            if not nodes["is_leaf"][at]:
                below = [nodes["left"][at], nodes["right"][at]]
                value[at] = np.average(value[below], weights=nodes["count"][below])
        rows = []
        for node, mean in zip(nodes, value, strict=True):
            leaf = bool(node["is_leaf"])
            asked = (
                [-1, 0, 0, 0]
                if leaf
                else [int(node["feature_idx"]), float(node["num_threshold"]), int(node["left"]), int(node["right"])]
            )
            rows.append([*asked, round(float(mean), 5)])
        trees.append(rows)
    base = round(float(np.ravel(model._baseline_prediction)[0]), 5)
    return json.dumps(
        {"format": "crossread-trees/1", "base": base, "measures": list(MEASURES), "trees": trees}, separators=(",", ":")
    )


def main() -> None:
    """Learn, compare, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--drop", action="store_true", help="measure without each rule's measures, too")
    options = parser.parse_args()
    options.cache.mkdir(parents=True, exist_ok=True)
    dev_topics = corpora_clusters.ECB_DEV
    rest = tuple(str(k) for k in range(1, 36) if str(k) not in dev_topics)
    dev, train = read_topics(dev_topics, options.cache), read_topics(rest, options.cache)
    for name, topics in (("train", train), ("dev", dev)):
        figures = figures_of([(by_key(t.gold), by_key(t.heads)) for t in topics], singletons=True)
        print(
            name,
            len(topics),
            "topics,",
            sum(len(t.places) for t in topics),
            "words,",
            sum(len(t.pairs) for t in topics),
            "pairs; head lemma",
            {key: round(value, 1) for key, value in figures.items()},
        )
    columns = list(range(len(MEASURES)))
    aside = read_meantime(options.cache, ("apple",))
    figures = figures_of([(by_key(t.gold), by_key(t.heads)) for t in aside], singletons=True)
    print("MEANTIME apple, head lemma", {key: round(value, 1) for key, value in figures.items()})
    compare("ECB+ alone", train, {"dev": dev, "apple": aside}, columns)
    train += read_meantime(options.cache, ("gm", "stock"))
    model = compare("ECB+, MEANTIME gm and stock", train, {"dev": dev, "apple": aside}, columns)
    rules = defaultdict(list)
    for number, rule in enumerate(MEASURES.values()):
        rules[rule].append(number)
    for rule, numbers in rules.items() if options.drop else ():
        compare(f"without {rule}", train, {"dev": dev, "apple": aside}, [k for k in columns if k not in numbers])
    text = written(model)
    trees = read_trees(text, tuple(MEASURES))
    one = dev[0]
    assert np.abs(trees.score(one.measures) - ask(model, one, columns)).max() < 0.01
    if options.write:
        TARGET.write_text(text + "\n", encoding="utf-8")
        print(f"written: {TARGET.relative_to(ROOT)}, {len(text)} bytes")


if __name__ == "__main__":
    main()
