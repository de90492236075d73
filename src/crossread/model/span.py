"""A stretch of one document's text."""

from __future__ import annotations

from dataclasses import dataclass

from crossread.errors import EmptySpanError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where some words stand in one document's text.

    Attributes:
        start: Offset of the first character, in Unicode code points, from 0.
        end: Offset just past the last character; greater than `start`.

    Raises:
        EmptySpanError: If the span would cover nothing.

    Examples:
        >>> Span(4, 9).of("The storm broke")
        'storm'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a span that covers nothing."""
        if not 0 <= self.start < self.end:
            raise EmptySpanError(self.start, self.end)

    def of(self, text: str) -> str:
        """Return the words this span covers in `text`."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Return whether `other` lies wholly inside this span (equal spans contain each other).

        Examples:
            >>> Span(0, 9).contains(Span(4, 9))
            True
        """
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Return whether the two share at least one character.

        Examples:
            >>> Span(0, 4).overlaps(Span(4, 9))
            False
        """
        return self.start < other.end and other.start < self.end

    def joined(self, other: Span) -> Span:
        """Return the shortest span that covers both."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    @property
    def length(self) -> int:
        """How many code points the span covers."""
        return self.end - self.start
