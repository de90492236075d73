"""Lengths of time as TIMEX3 writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_VALUE: Final = re.compile(r"P(T?)(\d{1,9}(?:\.\d{1,4})?)(DE|CE|[YMWDHS])")
_UNITS: Final = {
    "CE": ("year", 100, 36525.0),
    "DE": ("year", 10, 3652.5),
    "Y": ("year", 1, 365.25),
    "M": ("month", 1, 30.44),
    "W": ("week", 1, 7.0),
    "D": ("day", 1, 1.0),
    "TH": ("hour", 1, 1 / 24),
    "TM": ("minute", 1, 1 / 1440),
}
_NEAR: Final = 0.06
"""How far two lengths that are one may be apart, as a share of the longer: a fortnight is fourteen days."""


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time.

    Attributes:
        number: How many units.
        unit: "year", "month", "week", "day", "hour", "minute".
        days: Its length in days; a month has 30.44, a year 365.25.

    Examples:
        >>> Duration.parse("P9D"), Duration.parse("PXD"), Duration.parse("P2DE").number
        (Duration(number=9.0, unit='day', days=9.0), None, 20.0)
        >>> Duration.parse("P2W").same(Duration.parse("P14D")), Duration.parse("P9D").same(Duration.parse("P7D"))
        (True, False)
    """

    number: float
    unit: str
    days: float

    @classmethod
    def parse(cls, value: str | None) -> Duration | None:
        """Return the length that a TIMEX3 value of one unit tells; None for others ("PXD", "P1Y2M")."""
        found = _VALUE.fullmatch(value or "")
        if found is None or found[1] + found[3] not in _UNITS:
            return None
        unit, times, days = _UNITS[found[1] + found[3]]
        number = float(found[2])
        return cls(number * times, unit, number * days)

    def same(self, other: Duration) -> bool:
        """Return whether two lengths are one, however they are put: "a fortnight", "fourteen days"."""
        return abs(self.days - other.days) <= _NEAR * max(self.days, other.days)

    @property
    def telling(self) -> bool:
        """Whether it is more than one of its unit: "a day" and "for an hour" are said of anything."""
        return self.number > 1
