"""The tree of one sentence as stretches of words: what depends on a word, and how far its branch reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crossread.extract.reading import Reading, Sentence

Stretch = tuple[int, int]
"""Words from the first up to, not including, the second; positions in the reading."""


class Branches:
    """A sentence's tree, laid out once in linear time.

    Args:
        reading: The document's words, with a trained parse.
        sentence: One of its sentences.
    """

    __slots__ = ("_below", "_first", "_reach", "_words")

    def __init__(self, reading: Reading, sentence: Sentence) -> None:
        self._words = reading.words
        self._first = sentence.first
        self._below: list[list[int]] = [[] for _ in range(sentence.first, sentence.last)]
        roots = []
        for place in range(sentence.first, sentence.last):
            head = reading.words[place].head
            if head is None or head == place or not sentence.first <= head < sentence.last:
                roots.append(place)
            else:
                self._below[head - self._first].append(place)
        self._reach: list[Stretch] = [(place, place + 1) for place in range(sentence.first, sentence.last)]
        self._measure(roots)

    def _measure(self, roots: Sequence[int]) -> None:
        """Widen each word's stretch by those of its dependents, the deepest first."""
        order = list(roots)
        for place in order:
            order.extend(self._below[place - self._first])
        for place in reversed(order):
            for child in self._below[place - self._first]:
                a, b = self._reach[place - self._first]
                c, d = self._reach[child - self._first]
                self._reach[place - self._first] = (min(a, c), max(b, d))

    def below(self, place: int) -> Sequence[int]:
        """Return the dependents of a word, in order of the text."""
        return self._below[place - self._first]

    def labelled(self, place: int, *labels: str) -> Iterator[int]:
        """Yield the dependents of a word whose relation is one of these, or a subtype of one of these."""
        for child in self.below(place):
            label = self._words[child].label or ""
            if label in labels or label.partition(":")[0] in labels:
                yield child

    def reach(self, place: int) -> Stretch:
        """Return the stretch from the first to the last word of a branch."""
        return self._reach[place - self._first]
