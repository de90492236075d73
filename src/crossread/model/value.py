"""Values that keep their precision and their wording: partial dates, intervals, amounts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from crossread.errors import BadPartialDateError

_PARTIAL: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """A stretch of days, both ends included; an open end is None.

    Attributes:
        start: First day, or None where it is open.
        end: Last day, or None where it is open.

    Examples:
        >>> Interval(date(2031, 5, 1), date(2031, 5, 31)).iso()
        '2031-05-01/2031-05-31'
    """

    start: date | None
    end: date | None

    def iso(self) -> str:
        """Return the interval as ISO 8601 writes it, `..` for an open end."""
        return f"{self.start or '..'}/{self.end or '..'}"

    @classmethod
    def parse(cls, text: str) -> Interval:
        """Return the interval that `iso` wrote.

        Examples:
            >>> Interval.parse("2031-05-01/..").end is None
            True
        """
        start, _, end = text.partition("/")
        return cls(*(None if side == ".." else date.fromisoformat(side) for side in (start, end)))

    def overlaps(self, other: Interval) -> bool:
        """Return whether some day lies in both."""
        begins = self.start is None or other.end is None or self.start <= other.end
        ends = self.end is None or other.start is None or other.start <= self.end
        return begins and ends

    def contains(self, other: Interval) -> bool:
        """Return whether every day of `other` lies in this one."""
        begins = self.start is None or (other.start is not None and self.start <= other.start)
        ends = self.end is None or (other.end is not None and other.end <= self.end)
        return begins and ends


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date that may lack its day, or its month and day; nothing is filled in.

    Attributes:
        year: 1 to 9999.
        month: 1 to 12, or None where unknown.
        day: 1 to 31, or None where unknown; None when `month` is None.

    Examples:
        >>> PartialDate.parse("2021-08").iso()
        '2021-08'
        >>> PartialDate(2021, 8).interval().iso()
        '2021-08-01/2021-08-31'
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Refuse what no calendar holds."""
        if self.month is None and self.day is not None:
            raise BadPartialDateError(f"{self.year}-??-{self.day:02}")
        try:
            date(self.year, self.month or 1, self.day or 1)
        except ValueError as error:
            raise BadPartialDateError(self.iso()) from error

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Return the date written as `2021`, `2021-08` or `2021-08-17`; a time of day after it is left out.

        Raises:
            BadPartialDateError: If `text` is not of that form or names a day that does not exist.
        """
        match = _PARTIAL.fullmatch(text.strip().split("T")[0])
        if match is None:
            raise BadPartialDateError(text)
        year, month, day = (int(part) if part else None for part in match.groups())
        return cls(year or 0, month, day)

    def iso(self) -> str:
        """Return the date as ISO 8601 writes it, as far as it is known."""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    def interval(self) -> Interval:
        """Return all days that the date may mean."""
        first = date(self.year, self.month or 1, self.day or 1)
        if self.day is not None:
            return Interval(first, first)
        if self.month is None:
            return Interval(first, date(self.year, 12, 31))
        later = date(self.year + self.month // 12, self.month % 12 + 1, 1) if self.year < 9999 else date.max
        return Interval(first, later - timedelta(days=1))


class Approximation(StrEnum):
    """How a writer hedges an amount."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity with its bounds and its hedge.

    Attributes:
        low: Least value that the words allow, or None where it is open.
        high: Greatest value that the words allow, or None where it is open.
        approximation: The hedge.
        unit: "person", "year", "USD", "percent", "times" …, or None.

    Examples:
        >>> Amount(12, None, Approximation.AT_LEAST, "person").admits(Amount(19, 19))
        True
        >>> Amount(12, 12).admits(Amount(19, 19))
        False
    """

    low: float | None
    high: float | None
    approximation: Approximation = Approximation.EXACT
    unit: str | None = None

    def admits(self, other: Amount) -> bool:
        """Return whether some number satisfies both; bounds are included."""
        low = max((bound for bound in (self.low, other.low) if bound is not None), default=None)
        high = min((bound for bound in (self.high, other.high) if bound is not None), default=None)
        return low is None or high is None or low <= high
