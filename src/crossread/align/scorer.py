"""How likely two statements of different documents answer one question: a trained score that explains itself.

The score is a logistic regression over the measures of `crossread.align.measures`, trained on the project's own
accounts corpus by `training/pairs.py`; its weights are data (`crossread/data/scorer`). Each part of a score is a weight
times how far a measure is from its mean over the training pairs, so the parts of a rule can be added up and shown.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product
from typing import Final

import numpy as np
import numpy.typing as npt

from crossread.align.measures import FEATURES, Floats, Side, is_actor, measure, own_words, stem
from crossread.align.profiles import Profile, Profiles
from crossread.model.document import DocumentId, PassageId
from crossread.model.reason import Reason
from crossread.text.rarity import rarity

Pair = tuple[int, int]
Block = tuple[DocumentId, int]
"""A document, and which block of its statements: long documents are measured in several."""

_SHOWN: Final = 0.05
"""Least part of the log-odds that is worth showing."""

_HELD: Final = 128
"""How many blocks of statements are held ready at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Scorer:
    """Weights of the measures.

    Attributes:
        weights: Log-odds that one unit of each measure adds, in the order of `FEATURES`.
        means: Mean of each measure over the training pairs.
        base: Log-odds where all measures are at their means.
    """

    weights: Floats
    means: Floats
    base: float

    def score(self, measures: Floats) -> Floats:
        """Return the probability that pairs answer one question, 0 to 1; the last axis holds the measures."""
        odds = np.asarray((measures - self.means) @ self.weights, dtype=np.float32) + np.float32(self.base)
        return np.asarray(1.0 / (1.0 + np.exp(-odds)), dtype=np.float32)

    def parts(self, measures: Floats) -> dict[str, float]:
        """Return how much each rule adds to the log-odds of one pair, in the order of `FEATURES`."""
        told: dict[str, float] = defaultdict(float)
        for rule, part in zip(FEATURES.values(), (measures - self.means) * self.weights, strict=True):
            told[rule] += float(part)
        return dict(told)


@cache
def load_scorer() -> Scorer:
    """Return the scorer that ships with the package; read once.

    Examples:
        >>> scorer = load_scorer()
        >>> scorer.weights.shape == scorer.means.shape == (len(FEATURES),)
        True
    """
    return read_scorer((files("crossread") / "data" / "scorer" / "scorer.json").read_text("utf-8"))


def read_scorer(text: str) -> Scorer:
    """Return the scorer that a JSON text holds: `base`, and `weight` and `mean` of each measure.

    Raises:
        KeyError: If a measure is missing.
    """
    record = json.loads(text)
    rows = [record["measures"][name] for name in FEATURES]
    return Scorer(
        np.array([row["weight"] for row in rows], dtype=np.float32),
        np.array([row["mean"] for row in rows], dtype=np.float32),
        float(record["base"]),
    )


@dataclass(frozen=True, slots=True)
class ScoreOptions:
    """Which pairs are scored, and which are proposed.

    Attributes:
        story: Least likeness of two documents' stories.
        threshold: Least score of a proposed pair.
        best: Of two sentences, propose the best pair of statements only.
        block: Greatest number of statements of a document that are measured together.
    """

    story: float = 0.08
    threshold: float = 0.1
    best: bool = True
    block: int = 400


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Scores of pairs of statements of a case, by their places in `profiles.all`.

    Attributes:
        places: For each statement its block and its row there; None where it has no vector.
        tables: For two blocks, the smaller first, the scores of all pairs (half precision).
        proposed: The pairs worth joining, with the parts of their log-odds by rule.
    """

    places: tuple[tuple[Block, int] | None, ...]
    tables: Mapping[tuple[Block, Block], npt.NDArray[np.float16]]
    proposed: Mapping[Pair, Mapping[str, float]]

    def score(self, one: int, other: int) -> float:
        """Return the score of two statements: 0 where their documents are not of one story, or are one document."""
        here, there = self.places[one], self.places[other]
        if here is None or there is None:
            return 0.0
        (a, row), (b, column) = sorted((here, there))
        table = self.tables.get((a, b))
        return 0.0 if table is None else float(table[row, column])

    def from_score(self, least: float, among: Collection[int]) -> Iterator[Pair]:
        """Yield the pairs of these statements whose score is `least` at least, the smaller place first."""
        held: dict[Block, list[tuple[int, int]]] = defaultdict(list)
        for number in sorted(among):
            if (place := self.places[number]) is not None:
                held[place[0]].append((place[1], number))
        for (one, other), table in self.tables.items():
            rows, columns = held.get(one, []), held.get(other, [])
            part = table[np.ix_([row for row, _ in rows], [column for column, _ in columns])]
            for row, column in np.argwhere(part >= least):
                a, b = sorted((rows[row][1], columns[column][1]))
                yield a, b


def score_pairs(
    profiles: Profiles,
    options: ScoreOptions | None = None,
    scorer: Scorer | None = None,
    accept: Callable[[Profile, Profile, float], bool] | None = None,
) -> Scores:
    """Return how likely the statements of every two documents of one story answer one question.

    Two documents are compared where some of their sentences are among each other's nearest and they tell of one story:
    that grows with the number of documents of an event, not with that of the case.

    Args:
        profiles: The statements of a case.
        options: Which pairs are scored and proposed.
        scorer: The weights; those that ship with the package by default.
        accept: Whether two statements with this score may be proposed; without it all may.
    """
    options = options or ScoreOptions()
    scorer = scorer or load_scorer()
    ordered = tuple(profiles.all.values())
    blocks = _blocks(ordered, options.block)
    places: list[tuple[Block, int] | None] = [None] * len(ordered)
    for block, numbers in blocks.items():
        for row, number in enumerate(numbers):
            places[number] = block, row

    @lru_cache(maxsize=_HELD)
    def side(block: Block) -> Side:
        return Side(tuple(ordered[number] for number in blocks[block]))

    tables: dict[tuple[Block, Block], npt.NDArray[np.float16]] = {}
    proposed: dict[Pair, Mapping[str, float]] = {}
    for one, other in _block_pairs(profiles, blocks, options):
        measures = measure(side(one), side(other))
        table = scorer.score(measures)
        tables[one, other] = table.astype(np.float16)
        for row, column in _worth_joining(table, side(one), side(other), options, accept):
            a, b = sorted((blocks[one][row], blocks[other][column]))
            proposed[a, b] = scorer.parts(measures[row, column])
    return Scores(tuple(places), tables, {pair: proposed[pair] for pair in sorted(proposed)})


def _blocks(ordered: Sequence[Profile], size: int) -> dict[Block, list[int]]:
    """Return the places of the statements that have vectors, by document, in blocks of about one size."""
    rows: dict[DocumentId, list[int]] = defaultdict(list)
    for number, profile in enumerate(ordered):
        if profile.vector is not None:
            rows[profile.document].append(number)
    blocks: dict[Block, list[int]] = {}
    for document, numbers in rows.items():
        count = -(-len(numbers) // size)
        step = -(-len(numbers) // count)
        for block in range(count):
            blocks[document, block] = numbers[block * step : (block + 1) * step]
    return blocks


def _block_pairs(
    profiles: Profiles, blocks: Mapping[Block, list[int]], options: ScoreOptions
) -> Iterator[tuple[Block, Block]]:
    """Yield the pairs of blocks to compare, of different documents, the smaller first, sorted."""
    passages = profiles.shelf.passages
    found = {tuple(sorted((passages[a].document, passages[b].document))) for a, b in profiles.near}
    held: dict[DocumentId, list[Block]] = defaultdict(list)
    for block in sorted(blocks):
        held[block[0]].append(block)
    for one, other in sorted(found):
        if one != other and profiles.story(one, other) >= options.story:
            yield from product(held.get(one, ()), held.get(other, ()))


def _worth_joining(
    table: Floats,
    one: Side,
    other: Side,
    options: ScoreOptions,
    accept: Callable[[Profile, Profile, float], bool] | None,
) -> Iterator[tuple[int, int]]:
    """Yield rows and columns of the scores that are accepted; of two sentences the best one only, if so asked."""
    found = [(-float(table[row, column]), int(row), int(column)) for row, column in np.argwhere(_over(table, options))]
    seen: set[tuple[PassageId, PassageId]] = set()
    for score, row, column in sorted(found):
        a, b = one.profiles[row], other.profiles[column]
        sentences = a.statement.passage, b.statement.passage
        if (not options.best or sentences not in seen) and (accept is None or accept(a, b, -score)):
            seen.add(sentences)
            yield row, column


def _over(table: Floats, options: ScoreOptions) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Return which scores reach the threshold."""
    return np.asarray(table >= options.threshold)


def score_reasons(one: Profile, other: Profile, parts: Mapping[str, float]) -> tuple[Reason, ...]:
    """Return why a pair has its score: one reason for each rule, with its part of the log-odds.

    Args:
        one: A statement.
        other: The other.
        parts: The parts by rule, as `Scorer.parts` gives them.
    """
    inputs = {
        "shared_rare_words": (("words", _shared(own_words(one), own_words(other))),),
        "shared_words_of_sentence": (("words", _shared(list(one.context), list(other.context))),),
        "kinds_of_happening": (("a", one.statement.lemma), ("b", other.statement.lemma)),
    }
    return tuple(
        Reason(rule, inputs.get(rule, ()), f"{part:+.2f}") for rule, part in parts.items() if abs(part) >= _SHOWN
    )


def _shared(one: list[str], other: list[str]) -> str:
    """Return the words that two statements share by their stems, the rarest first, eight at most; "none" of none."""
    stems = {stem(word) for word in other}
    words = {word for word in one if stem(word) in stems and not is_actor(word)}
    return " ".join(sorted(words, key=lambda word: (-rarity(word), word))[:8]) or "none"
