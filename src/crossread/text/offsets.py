"""From places in one form of a text to places in another: the only module that converts offsets."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """One change made to a raw text.

    Attributes:
        start: Where the replaced characters begin in the raw text, in code points.
        end: Where they end (just past the last one); equal to `start` where characters were only put in.
        length: How many characters stand in their place in the clean text.
    """

    start: int
    end: int
    length: int


class OffsetMap:
    """Places in a raw text and in the clean text made of it.

    Outside the edits every character keeps its own place. Inside an edit, a place in the clean text answers to the
    whole of the characters that were replaced: a span is widened to them, never cut.

    Args:
        edits: The changes, in order, not overlapping.
        before: The map of changes that were made before these, or None: then this map joins both.

    Examples:
        >>> places = OffsetMap([Edit(3, 6, 1)])  # "one...two" became "one…two"
        >>> places.to_raw(4, 7), places.to_clean(6, 9), places.to_raw(3, 4)
        ((6, 9), (4, 7), (3, 6))
    """

    def __init__(self, edits: Sequence[Edit], before: OffsetMap | None = None) -> None:
        self._before = before
        shifts = list(accumulate((e.length - (e.end - e.start) for e in edits), initial=0))
        self._raw = ([e.start for e in edits], [e.end for e in edits])
        self._clean = (
            [e.start + shift for e, shift in zip(edits, shifts, strict=False)],
            [e.end + shift for e, shift in zip(edits, shifts[1:], strict=False)],
        )

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the clean text, `[start, end)`, stands in the raw text."""
        place = _moved(start, end, self._clean, self._raw)
        return self._before.to_raw(*place) if self._before else place

    def to_clean(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the raw text, `[start, end)`, stands in the clean text.

        The two are equal where all of it was taken away.
        """
        place = self._before.to_clean(start, end) if self._before else (start, end)
        return _moved(*place, self._raw, self._clean)


_Sides = tuple[list[int], list[int]]


def _moved(start: int, end: int, here: _Sides, there: _Sides) -> tuple[int, int]:
    """Return both ends on the other side; an end inside an edit goes to the edit's outer border."""
    place = bisect_right(here[1], start)  # the first edit that ends after the start
    inside = place < len(here[0]) and here[0][place] < start
    first = there[0][place] if inside else start + _shift(place, here, there)
    place = bisect_left(here[0], end)  # one past the last edit that begins before the end
    last = there[1][place - 1] if place and here[1][place - 1] > end else end + _shift(place, here, there)
    return first, max(first, last)


def _shift(number: int, here: _Sides, there: _Sides) -> int:
    """Return how far places behind the first `number` edits are moved."""
    return there[1][number - 1] - here[1][number - 1] if number else 0


class Utf16Map:
    """Places in a text counted in code points, and as browsers count: in UTF-16 units.

    Args:
        text: The text.

    Examples:
        >>> places = Utf16Map("a🙂b")
        >>> places.to_utf16(2), places.to_code_point(3)
        (3, 2)
    """

    def __init__(self, text: str) -> None:
        self._length = len(text)
        # Only characters beyond the basic plane take two units; most texts have none.
        self._wide = [] if text.isascii() else [place for place, sign in enumerate(text) if ord(sign) > 0xFFFF]
        self._wide_units = [place + number for number, place in enumerate(self._wide)]

    def to_utf16(self, offset: int) -> int:
        """Return how many UTF-16 units stand before a place given in code points (0 to the length of the text)."""
        return offset + bisect_left(self._wide, offset)

    def to_code_point(self, offset: int) -> int:
        """Return the place in code points of one given in UTF-16 units; inside a pair, the pair's beginning."""
        number = bisect_left(self._wide_units, offset)
        if number and self._wide_units[number - 1] + 1 == offset:
            return self._wide[number - 1]
        return offset - number
