"""What the stages before found in a document, looked up by place: dates, figures, mentions, voices."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossread.extract.speakers import Around, Mentions
from crossread.model.mention import DateMention, Figure, Mention
from crossread.model.span import Span
from crossread.model.statement import AUTHOR, Attribution, Quotation
from crossread.model.value import Interval

if TYPE_CHECKING:
    from crossread.extract.reading import Sentence


@dataclass(frozen=True, slots=True)
class Heard:
    """What the stages before found in the same document.

    Attributes:
        dates: Time expressions.
        figures: Quantities.
        mentions: Mentions of actors.
        quotations: Quotations.
        attributions: Indirect speech.
    """

    dates: tuple[DateMention, ...] = ()
    figures: tuple[Figure, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    attributions: tuple[Attribution, ...] = ()


@dataclass(frozen=True, slots=True)
class Places:
    """What was found, looked up by place.

    Attributes:
        dates: Time expressions, sorted.
        date_starts: Their starts.
        figures: Quantities, sorted.
        figure_starts: Their starts.
        mentions: Mentions.
        voices: Stretches that are someone's words.
    """

    dates: tuple[DateMention, ...]
    date_starts: tuple[int, ...]
    figures: tuple[Figure, ...]
    figure_starts: tuple[int, ...]
    mentions: Mentions
    voices: Around

    @classmethod
    def of(cls, heard: Heard) -> Places:
        """Return the look-up."""
        dates = tuple(sorted(heard.dates, key=lambda one: one.span))
        figures = tuple(sorted(heard.figures, key=lambda one: one.span))
        return cls(
            dates,
            tuple(one.span.start for one in dates),
            figures,
            tuple(one.span.start for one in figures),
            Mentions.of(heard.mentions),
            Around.of(list(_voices(heard))),
        )

    def dates_in(self, span: Span) -> tuple[DateMention, ...]:
        """Return the dates that begin inside a span."""
        return self.dates[bisect_left(self.date_starts, span.start) : bisect_left(self.date_starts, span.end)]

    def figures_in(self, span: Span) -> tuple[Figure, ...]:
        """Return the figures that begin inside a span."""
        return self.figures[bisect_left(self.figure_starts, span.start) : bisect_left(self.figure_starts, span.end)]

    def voice_at(self, span: Span) -> str:
        """Return the innermost quotation or attribution around a span, else the author."""
        return self.voices.innermost(span) or AUTHOR


def _voices(heard: Heard) -> Iterator[tuple[Span, str]]:
    """Yield the stretches that are someone's words; scare quotations are the author's."""
    for quotation in heard.quotations:
        if quotation.speaker is not None:
            for span in quotation.spans:
                yield span, quotation.id
    for attribution in heard.attributions:
        for span in attribution.content:
            yield span, attribution.id


def is_time(places: Places, span: Span) -> bool:
    """Tell whether a noun phrase is a time expression."""
    return any(date.span.overlaps(span) for date in places.dates_in(Span(max(0, span.start - 12), span.end)))


def time_of(places: Places, span: Span, sentence: Sentence, reaches: Callable[[DateMention], bool]) -> Interval | None:
    """Return when it may have happened: by the dates of the clause, else by the one date of the sentence.

    Args:
        places: What was found in the document.
        span: The clause.
        sentence: Its sentence.
        reaches: Whether a date holds of what the clause tells, not only of what a clause inside or beside it tells.
    """
    inside = [one.interval for one in places.dates_in(span) if one.interval is not None and reaches(one)]
    if not inside:
        others = [one for one in places.dates_in(sentence.passage.span) if one.interval is not None and reaches(one)]
        whole = [one.interval for one in others if one.interval is not None]
        inside = whole if len(set(whole)) == 1 else []
    if not inside:
        return None
    narrow = min(inside, key=_width)
    overlapping = [one for one in inside if one.contains(narrow)]
    return narrow if len(overlapping) == len(inside) else _cover(inside)


def _width(interval: Interval) -> int:
    """Return how many days an interval has; an open one is endless."""
    if interval.start is None or interval.end is None:
        return 10**7
    return (interval.end - interval.start).days


def _cover(intervals: Sequence[Interval]) -> Interval:
    """Return the shortest interval that holds all of them."""
    starts = [one.start for one in intervals]
    ends = [one.end for one in intervals]
    start = None if None in starts else min(one for one in starts if one is not None)
    end = None if None in ends else max(one for one in ends if one is not None)
    return Interval(start, end)
