"""One happening across documents, whatever the word: "was attacked", "the raid", "the assault on the depot".

Words that may tell of one happening meet where they share a root or a family of words; a trained score then weighs
what stands around them, and average link joins them. That is wider than a question of which documents give answers:
verbs of saying, nouns without anybody beside them and states belong here too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import heapify, heappop, heappush
from importlib.resources import files
from typing import Final

import numpy as np

from crossread.align.boosting import Trees, read_trees
from crossread.align.happening_measures import MEASURES, Floats, Material, Rows, gather, measure_pairs
from crossread.align.kin import kin
from crossread.align.triggers import Trigger, find_triggers, sum_of_vectors
from crossread.model.account import Account
from crossread.model.link import Actor, Link, LinkKind
from crossread.model.outcome import Outcome
from crossread.model.reason import Reason

Pair = tuple[int, int]
_SHOWN: Final = 0.1
"""Least part of the log-odds that is worth showing."""
_BATCH: Final = 8_000
"""Pairs that are measured at once."""


@dataclass(frozen=True, slots=True)
class HappeningOptions:
    """How words are held to tell of one happening.

    Attributes:
        average: Least mean score between two groups that are joined, 0 to 1; pairs without a score count as 0.
        least: Scores below this count as 0.
        near: Least cosine of the vectors of the two sentences; 99 in 100 pairs of one happening have it (ECB+, train).
        days: Two words dated further apart than this are not of one happening, whatever else speaks for it.
        company: Greatest number of documents whose words are compared with one another; of a larger story those
            that are nearest to one another are taken together.
        words: Greatest number of words that are compared with one another: of long documents fewer are taken together,
            and one that has more words of its own is cut in its order.
        crowd: Greatest number of words of one family that are compared with one another; of more, those whose
            sentences are nearest to one another.
    """

    average: float = 0.3
    least: float = 0.05
    near: float = 0.1
    days: int = 7
    company: int = 100
    words: int = 6000
    crowd: int = 400


@cache
def load_trees() -> Trees:
    """Return the trained score that ships with the package; read once."""
    return read_trees((files("crossread") / "data" / "happenings" / "scorer.json").read_text("utf-8"), tuple(MEASURES))


def link_happenings(
    accounts: Sequence[Account],
    actors: Sequence[Actor],
    options: HappeningOptions | None = None,
    given: Mapping[str, Sequence[Trigger]] | None = None,
) -> Outcome[Link]:
    """Return which words of the documents tell of one happening.

    Args:
        accounts: What was read off the documents of one story, in any order.
        actors: The actors of the case.
        options: How words are joined.
        given: The words of each document, by its identifier, where others than those of `find_triggers` are meant.

    Returns:
        Links of kind `same_happening`, sorted: their ends are documents, their spans the words. What hangs together
        by links is one happening; each link joins a word to the one before it that is likest, with the reasons.

    Examples:
        >>> link_happenings((), ()).found
        ()
    """
    options = options or HappeningOptions()
    ordered = sorted(accounts, key=lambda account: account.document.id)
    triggers = {account.document.id: _triggers(account, given) for account in ordered}
    whole = sum(map(len, triggers.values()))
    most = max(1, min(options.company, options.words * len(ordered) // max(whole, 1)))
    links: list[Link] = []
    for company in _companies(ordered, most):
        found = [one for account in company for one in triggers[account.document.id]]
        for start in range(0, len(found), options.words):
            links += _linked(gather(company, found[start : start + options.words], actors), options)
    return Outcome(tuple(sorted(links, key=lambda link: link.id)))


def _triggers(account: Account, given: Mapping[str, Sequence[Trigger]] | None) -> Sequence[Trigger]:
    return find_triggers(account) if given is None else given.get(account.document.id, ())


def _companies(accounts: Sequence[Account], most: int) -> Iterator[Sequence[Account]]:
    """Yield documents that are compared with one another."""
    vectors = np.stack([sum_of_vectors(account) for account in accounts]) if accounts else np.zeros((0, 1))
    norms = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    for rows in cells(np.asarray(vectors / norms, dtype=np.float32), most):
        yield [accounts[row] for row in rows.tolist()]


def cells(vectors: Floats, most: int) -> Iterator[Rows]:
    """Yield rows in lots of at most `most`, those near to one another together; few rows are one lot.

    Rows are given to the nearest of as many pivots, at even distances, as there must be lots, and lots that are too
    large are cut in the same way again; what cannot be told apart is cut in its order.

    Args:
        vectors: Rows of unit length.
        most: Greatest size of a lot.

    Examples:
        >>> [rows.tolist() for rows in cells(np.eye(4, dtype=np.float32)[[0, 0, 1, 1]], 2)]
        [[0, 1], [2, 3]]
    """
    waiting = [np.arange(len(vectors))]
    while waiting:
        rows = waiting.pop(0)
        if len(rows) <= most:
            yield rows
            continue
        pivots = vectors[rows[:: max(1, most // 2)]]
        nearest = np.argmax(vectors[rows] @ pivots.T, axis=1)
        lots = [rows[nearest == number] for number in range(len(pivots))]
        lots = [lot for lot in lots if len(lot)]
        if len(lots) == 1:
            lots = [rows[start : start + most] for start in range(0, len(rows), most)]
        waiting = [*lots, *waiting]


def _linked(material: Material, options: HappeningOptions) -> Iterator[Link]:
    """Yield the links between triggers."""
    scores = score_pairs(material, options)
    pairs = [
        (max(group[:place], key=lambda one: (scores.get((one, there), 0.0), -one)), there)
        for group in average_link(len(material.triggers), scores, options.average)
        for place, there in enumerate(group)
        if place
    ]
    for start in range(0, len(pairs), _BATCH):
        lot = pairs[start : start + _BATCH]
        one, other = np.array(lot, dtype=np.intp).T
        parts = load_trees().parts(measure_pairs(material, one, other))
        for pair, row in zip(lot, parts, strict=True):
            yield _link(material, pair, scores.get(pair, 0.0), row)


def score_pairs(material: Material, options: HappeningOptions, trees: Trees | None = None) -> dict[Pair, float]:
    """Return the score of each pair of triggers that share a root or a family, where it is not next to nothing.

    Args:
        material: What is known of the triggers.
        options: Which pairs are compared, and which scores count.
        trees: The trained score; the one that ships with the package by default.
    """
    trees = trees or load_trees()
    pairs = np.array(candidates(material, options), dtype=np.intp).reshape(-1, 2)
    scores: dict[Pair, float] = {}
    for start in range(0, len(pairs), _BATCH):
        one, other = pairs[start : start + _BATCH].T
        found = trees.score(measure_pairs(material, one, other))
        found[_apart(material, one, other, options.days)] = 0.0
        kept = np.flatnonzero(found >= options.least)
        scores |= {(int(one[k]), int(other[k])): round(float(found[k]), 4) for k in kept}
    return scores


def candidates(material: Material, options: HappeningOptions) -> list[Pair]:
    """Return the pairs of triggers that share a root or a family, their sentences not far apart; sorted."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, trigger in enumerate(material.triggers):
        for key in kin(trigger.lemma):
            holders[key].append(number)
    vectors = material.of_sentences["vectors"]
    found: set[Pair] = set()
    for numbers in holders.values():
        held = np.array(numbers, dtype=np.intp)
        for rows in cells(vectors[material.sentence[held]], options.crowd) if len(numbers) > 1 else ():
            lot = held[rows]
            near = vectors[material.sentence[lot]]
            one, other = np.nonzero(np.triu(near @ near.T >= options.near, 1))
            found.update(zip(lot[one].tolist(), lot[other].tolist(), strict=True))
    return sorted(found)


def _apart(material: Material, one: Rows, other: Rows, days: int) -> Rows:
    """Return the places of pairs whose times are further apart than `days`."""
    first, last = material.of_triggers["days"].T
    with np.errstate(invalid="ignore"):
        return np.flatnonzero(np.maximum(first[one] - last[other], first[other] - last[one]) > days)


def average_link(count: int, scores: Mapping[Pair, float], least: float) -> list[list[int]]:
    """Return groups of numbers by average link, those of one number left out; what has no score counts as 0.

    Args:
        count: How many numbers there are, from 0.
        scores: The score of pairs, the smaller number first.
        least: Least mean score between two groups that are joined, above 0.

    Examples:
        >>> average_link(4, {(0, 1): 0.9, (1, 2): 0.5, (0, 2): 0.1}, 0.4)
        [[0, 1]]
    """
    members = {number: [number] for number in range(count)}
    sums: dict[int, dict[int, float]] = defaultdict(dict)
    for (one, other), score in scores.items():
        sums[one][other] = sums[other][one] = score
    heap = [(-score, one, other, 1) for (one, other), score in scores.items() if score >= least]
    heapify(heap)
    while heap:
        _, one, other, size = heappop(heap)
        if one not in members or other not in members or size != len(members[one]) * len(members[other]):
            continue
        members[one] += members.pop(other)
        mine, theirs = sums[one], sums.pop(other)
        del mine[other], theirs[one]
        for third, score in theirs.items():
            mine[third] = mine.get(third, 0.0) + score
            del sums[third][other]
            sums[third][one] = mine[third]
        for third, score in mine.items():
            size = len(members[one]) * len(members[third])
            if score / size >= least:
                heappush(heap, (-score / size, min(one, third), max(one, third), size))
    return [sorted(group) for _, group in sorted(members.items()) if len(group) > 1]


def _link(material: Material, pair: Pair, score: float, parts: Floats) -> Link:
    """Return the link of two triggers, with what speaks for it and against it."""
    a, b = sorted((material.triggers[number] for number in pair), key=lambda one: (one.document, one.span))
    told: dict[str, float] = defaultdict(float)
    for rule, part in zip(MEASURES.values(), parts.tolist(), strict=True):
        told[rule] += part
    reasons = _reasons(a, b, score, told)
    return Link.between(LinkKind.SAME_HAPPENING, a.document, b.document, score, reasons, span_a=a.span, span_b=b.span)


def _reasons(one: Trigger, other: Trigger, score: float, parts: Mapping[str, float]) -> tuple[Reason, ...]:
    words = (("a", one.lemma), ("b", other.lemma))
    inputs: dict[str, tuple[tuple[str, str], ...]] = {"kinds_of_happening": words}
    weighty: Iterable[str] = (rule for rule in dict.fromkeys(MEASURES.values()) if abs(parts.get(rule, 0.0)) >= _SHOWN)
    first = Reason("same_happening", words, f"{score:.2f}")
    return (first, *(Reason(rule, inputs.get(rule, ()), f"{parts[rule]:+.2f}") for rule in weighty))
