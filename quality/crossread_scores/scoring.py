"""Counts, F1 and one-to-one matching: the arithmetic of every scorecard. All shares are percentages from 0 to 100."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

Record = dict[str, Any]
Pair = tuple[int, int]
A = TypeVar("A")
B = TypeVar("B")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were right, found, and to be found; adds up over documents.

    `right` may be a fraction where partial overlap earns partial credit; `recalled` is then the gold side's credit.

    Examples:
        >>> counts = Counts(1, 2, 4) + Counts(1, 1, 1)
        >>> round(counts.precision, 1), round(counts.recall, 1), round(counts.f1, 1)
        (66.7, 40.0, 50.0)
    """

    right: float = 0.0
    found: int = 0
    gold: int = 0
    recalled: float | None = None

    def __add__(self, other: Counts) -> Counts:
        """Add up."""
        recalled = self._recalled() + other._recalled()
        return Counts(self.right + other.right, self.found + other.found, self.gold + other.gold, recalled)

    def _recalled(self) -> float:
        return self.right if self.recalled is None else self.recalled

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 100 where nothing was found and nothing was to be found."""
        return share(self.right, self.found, empty=0.0 if self.gold else 100.0)

    @property
    def recall(self) -> float:
        """Share of what was to be found that was found; 100 where there was nothing."""
        return share(self._recalled(), self.gold, empty=100.0)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def share(part: float, whole: float, *, empty: float = 0.0) -> float:
    """Return `part` of `whole` in percent, `empty` where there is no whole."""
    return 100.0 * part / whole if whole else empty


def overlap(a: Sequence[int], b: Sequence[int]) -> int:
    """Return how many characters two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def total_overlap(a: Iterable[Sequence[int]], b: Sequence[Sequence[int]]) -> int:
    """Return how many characters two lists of spans share; spans of one list do not overlap one another."""
    return sum(overlap(x, y) for x in a for y in b)


def one_to_one(gold: Sequence[A], found: Sequence[B], weight: Callable[[A, B], float]) -> list[Pair]:
    """Pair gold with found one to one, the heaviest pairs first; pairs of weight 0 are no pairs.

    Ties go to the earlier gold, then to the earlier found.
    """
    pairs = [(-w, i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if (w := weight(g, f)) > 0]
    return take_best(pairs)


def take_best(pairs: Iterable[tuple[float, int, int]]) -> list[Pair]:
    """Choose pairs greedily from (negative weight, gold, found), each side used once."""
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    chosen = []
    for _, i, j in sorted(pairs):
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            chosen.append((i, j))
    return sorted(chosen)


def by_document(records: Iterable[Record]) -> dict[str, list[Record]]:
    """Group records by document."""
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(record["document"], []).append(record)
    return groups


def words(text: str, spans: Iterable[Sequence[int]]) -> set[int]:
    """Return where the words inside `spans` start: the unit in which overlap is counted."""
    return {match.start() for start, end in spans for match in _WORD.finditer(text, start, end)}


def trim(
    text: str, span: Sequence[int], signs: str = " \t\r\n.,;:!?\"'\u2018\u2019\u201c\u201d-\u2013\u2014()"
) -> tuple[int, int]:
    """Return `span` without white space and punctuation at its ends."""
    start, end = span
    while start < end and text[start] in signs:
        start += 1
    while end > start and text[end - 1] in signs:
        end -= 1
    return start, end


def soft(gold: Sequence[set[int]], found: Sequence[set[int]]) -> Counts:
    """Count overlap of sets of words softly: each found set earns the share of it that lies in gold, and the other way.

    This is the overlap measure of Pareti 2013 and of Citron (Newell and others 2018), one to one by best overlap.
    """
    pairs = one_to_one(gold, found, lambda g, f: float(len(g & f)))
    right = sum(len(gold[i] & found[j]) / len(found[j]) for i, j in pairs)
    recalled = sum(len(gold[i] & found[j]) / len(gold[i]) for i, j in pairs)
    return Counts(right, len(found), len(gold), recalled)


def exact(gold: Iterable[Hashable], found: Iterable[Hashable]) -> Counts:
    """Count equal things; each counts once."""
    a, b = set(gold), set(found)
    return Counts(len(a & b), len(b), len(a))


def pairwise(gold: Iterable[Iterable[str]], found: Iterable[Iterable[str]]) -> Counts:
    """Count pairs of members that share a group: pairwise F1 of two groupings."""
    return exact(_pairs(gold), _pairs(found))


def _pairs(groups: Iterable[Iterable[str]]) -> set[tuple[str, str]]:
    return {(a, b) for group in groups for a in group for b in group if a < b}


def rounded(figures: Mapping[str, float]) -> dict[str, float]:
    """Round figures to one decimal, as they are printed and stored."""
    return {name: round(value, 1) for name, value in figures.items()}
