"""Days on an axis: where they stand, which are named, how an interval is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from crossread.model.value import Interval

LEFT, WIDE, LANE, TOP = 190, 1080, 46, 34
"""Measures of the picture: width of the labels, whole width, least height of a lane, height of the axis."""
DOT: Final = 9
"""Width of a dot."""


class Scale:
    """Days on the axis."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self._day = (WIDE - LEFT - 16) / ((last - first).days + 1)

    def x(self, day: date) -> float:
        """Return where a day begins, at the edge where it lies outside."""
        inside = min(max(day, self.first), self.last)
        return round(LEFT + (inside - self.first).days * self._day, 1)

    def width(self, time: Interval) -> float:
        """Return how far an interval reaches, never less than a dot."""
        start, end = time.start or self.first, time.end or self.last
        return round(max(DOT, self.x(end) + self._day - self.x(start)), 1) if start != end else DOT

    def ticks(self) -> Iterator[tuple[float, str]]:
        """Yield place and label of each mark: days, months or years, twelve or so."""
        for day, label in self._marks():
            if self.first <= day <= self.last:
                yield self.x(day), label

    def _marks(self) -> Iterator[tuple[date, str]]:
        days = (self.last - self.first).days + 1
        if days <= 80:
            step = max(1, round(days / 10))
            for number in range(0, days, step):
                day = self.first + timedelta(number)
                yield day, f"{day.day} {day:%b}" + (f" {day.year}" if number == 0 else "")
            return
        months = days // 30
        step = next((step for step in (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200) if months / step <= 13), 2400)
        for year in range(self.first.year, self.last.year + 1):
            for month in range(1, 13):
                if ((year * 12 + month - 1) % step) == 0:
                    day = date(year, month, 1)
                    yield day, str(year) if month == 1 or step >= 12 else f"{day:%b} {year}"

    def parts(self) -> Iterator[tuple[str, str, str]]:
        """Yield three parts to look at closer, as long as they are more than a few days."""
        days = (self.last - self.first).days + 1
        if days < 9:
            return
        third = days // 3
        for at, name in enumerate(("first third", "middle third", "last third")):
            start = self.first + timedelta(third * at)
            end = self.last if at == 2 else start + timedelta(third - 1)
            yield start.isoformat(), end.isoformat(), name


def interval_text(time: Interval) -> str:
    """Return an interval as a reader writes it.

    Examples:
        >>> interval_text(Interval(date(2031, 5, 1), date(2031, 5, 31)))
        'May 2031'
        >>> interval_text(Interval(date(2031, 5, 12), date(2031, 5, 12)))
        '12 May 2031'
        >>> interval_text(Interval(date(2031, 1, 1), date(2031, 12, 31)))
        '2031'
    """
    start, end = time.start, time.end
    if start is None or end is None:
        return ""
    if start == end:
        return f"{start.day} {start:%B} {start.year}"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year) if start.year == end.year else f"{start.year} to {end.year}"
    if start.day == 1 and (end + timedelta(1)).day == 1 and (start.year, start.month) == (end.year, end.month):
        return f"{start:%B} {start.year}"
    return f"{start.day} {start:%B} {start.year} to {end.day} {end:%B} {end.year}"
