"""Which dates tell when something happened."""

from __future__ import annotations

import re
from typing import Final

from crossread.model.mention import DateMention, TimexType
from crossread.model.shelf import Shelf
from crossread.model.statement import Statement
from crossread.model.value import Interval

_IN: Final = re.compile(r"\b(?:in|during|year)\s+$", re.IGNORECASE)
_NOUN: Final = re.compile(
    r"\s+(?!(?:and|or|but|to|by|at|on|in|of|for|with|after|when|as|was|were|is|the|a|an)\b)[a-z]", re.IGNORECASE
)


def dates_of(shelf: Shelf, statement: Statement) -> list[DateMention]:
    """Return the dates of a clause that can be those of its act."""
    text = shelf.documents[statement.document].text
    known = [shelf.dates[key] for key in statement.dates if key in shelf.dates]
    return [date for date in known if tells_when(date, text)]


def tells_when(date: DateMention, text: str) -> bool:
    """Return whether a date can be that of the act beside it: a day, a month, or a year as in "in 1994".

    A duration tells how long, and a year before a noun ("the 2012 primaries") is that of the noun.

    Args:
        date: The date.
        text: The text it stands in.
    """
    if date.type not in {TimexType.DATE, TimexType.TIME}:
        return False
    days = length(date.interval)
    before = text[max(0, date.span.start - 10) : date.span.start]
    return days <= 31 or (days <= 366 and _IN.search(before) is not None and not _NOUN.match(text, date.span.end))


def length(time: Interval | None) -> int:
    """Return how many days a time has; open ones are the longest."""
    if time is None or time.start is None or time.end is None:
        return 10**6
    return (time.end - time.start).days + 1
