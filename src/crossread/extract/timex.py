"""TIMEX3 values: reckoning with dates, weeks, seasons, quarters; and the days that a value may mean.

Values follow TimeML's TIMEX3 (Pustejovsky et al. 2003; ISO 24617-1): "2031-05", "2031-W21", "2031-Q3", "2031-SU",
"203" (a decade), "20" (a century's first two digits), "P3D", "PXY", "PRESENT_REF".
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from crossread.model.mention import TimexType
from crossread.model.value import Interval, PartialDate

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
SEASONS: Final = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_SEASON_MONTHS: Final = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
PARTS: Final = {
    "morning": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "dawn": "MO",
    "dusk": "EV",
    "daytime": "DT",
    "overnight": "NI",
    "lunchtime": "MI",
    "midday": "MI",
}
UNITS: Final = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "week": "W", "weekend": "W", "fortnight": "W",
    "month": "M", "quarter": "Q",
    "year": "Y", "decade": "E", "century": "C", "centurie": "C", "generation": "X", "millennium": "L",
}  # fmt: skip
CLOCK: Final = frozenset({"second", "minute", "hour"})


@dataclass(frozen=True, slots=True)
class Timex:
    """What a time expression means.

    Attributes:
        type: TIMEX3 type.
        value: TIMEX3 value; None where nothing fixes it.
        mod: TIMEX3 modifier, or None.
        anchor: The date it was reckoned from, or None.
    """

    type: TimexType
    value: str | None
    mod: str | None = None
    anchor: str | None = None


def full(known: PartialDate | None) -> date | None:
    """Return the day of a date that is known to the day, else None."""
    if known is None or known.month is None or known.day is None:
        return None
    return date(known.year, known.month, known.day)


def week(day: date) -> str:
    """Return the ISO week of a day.

    Examples:
        >>> week(date(2031, 5, 20))
        '2031-W21'
    """
    year, number, _ = day.isocalendar()
    return f"{year:04}-W{number:02}"


def shifted(anchor: PartialDate | None, count: int, unit: str) -> str | None:
    """Return the date `count` units from the anchor, as exact as unit and anchor allow; None where it cannot be known.

    Args:
        anchor: Where to reckon from.
        count: How many units; negative for the past.
        unit: "day", "week", "month", "quarter", "year", "decade", "century".

    Examples:
        >>> shifted(PartialDate(2031, 5, 20), -2, "year"), shifted(PartialDate(2031, 5, 20), 10, "day")
        ('2029', '2031-05-30')
    """
    if anchor is None:
        return None
    try:
        return _shifted(anchor, count, unit)
    except (ValueError, OverflowError):
        return None


def _shifted(anchor: PartialDate, count: int, unit: str) -> str | None:
    """Reckon, where the calendar goes that far."""
    day = full(anchor)
    if unit in {"day", "night"}:
        return (day + timedelta(days=count)).isoformat() if day else None
    if unit in {"week", "fortnight", "weekend"}:
        weeks = count * (2 if unit == "fortnight" else 1)
        tail = "-WE" if unit == "weekend" else ""
        return week(day + timedelta(weeks=weeks)) + tail if day else None
    if unit == "year":
        return _year(anchor.year + count)
    if unit in {"decade", "century"}:
        width = 10 if unit == "decade" else 100
        return _year((anchor.year // width + count) * width)[: 3 if width == 10 else 2]
    if anchor.month is None:
        return None
    return _months(anchor, count, unit)


def _months(anchor: PartialDate, count: int, unit: str) -> str:
    """Reckon in months or quarters."""
    month = anchor.month or 1
    if unit == "quarter":
        total = anchor.year * 4 + (month - 1) // 3 + count
        return f"{_year(total // 4)}-Q{total % 4 + 1}"
    total = anchor.year * 12 + month - 1 + count
    return f"{_year(total // 12)}-{total % 12 + 1:02}"


def _year(year: int) -> str:
    """Write a year, if the calendar has it."""
    if not 1 <= year <= 9999:
        raise ValueError(year)
    return f"{year:04}"


def exact(anchor: PartialDate | None, count: int, unit: str) -> str | None:
    """Return the very day `count` weeks, months or years from the anchor ; as `shifted` else."""
    day = full(anchor)
    if day is None or unit not in {"week", "fortnight"}:
        return shifted(anchor, count, unit)
    try:
        return (day + timedelta(weeks=count * (2 if unit == "fortnight" else 1))).isoformat()
    except OverflowError:
        return None


def weekday(anchor: PartialDate | None, number: int, direction: int) -> str | None:
    """Return the nearest such day of the week.

    Args:
        anchor: Where to reckon from.
        number: 0 for Monday to 6 for Sunday.
        direction: -1: the anchor itself or before it; 1: the anchor or after it; -2 or 2: strictly before or after.

    Examples:
        >>> weekday(PartialDate(2031, 5, 20), 0, -1), weekday(PartialDate(2031, 5, 20), 0, 1)
        ('2031-05-19', '2031-05-26')
    """
    day = full(anchor)
    if day is None:
        return None
    away = (day.weekday() - number) % 7 if direction < 0 else (number - day.weekday()) % 7
    if abs(direction) == 2 and away == 0:
        away = 7
    try:
        return (day + timedelta(days=-away if direction < 0 else away)).isoformat()
    except OverflowError:
        return None


def nearest_year(anchor: PartialDate | None, month: int, direction: int) -> int | None:
    """Return the year of a month named without one: the last such month, or the next.

    Args:
        anchor: Where to reckon from.
        month: 1 to 12.
        direction: -1 for the past (this month included), 1 for the future (this month included).
    """
    if anchor is None:
        return None
    if anchor.month is None:
        return anchor.year
    if direction < 0:
        return anchor.year - (month > anchor.month)
    return anchor.year + (month < anchor.month)


def day_value(year: int | None, month: int, day: int | None) -> str | None:
    """Write a date; an unknown year is XXXX; None for a day that no calendar has."""
    if day is not None and not 1 <= day <= monthrange(year or 2000, month)[1]:
        return None
    head = f"{year:04}" if year else "XXXX"
    return f"{head}-{month:02}" + (f"-{day:02}" if day is not None else "")


_DAY: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH: Final = re.compile(r"(\d{4})-(\d\d)(?!\d)")
_WEEK: Final = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
_QUARTER: Final = re.compile(r"(\d{4})-[QH](\d)")
_SEASON: Final = re.compile(r"(\d{4})-(SP|SU|FA|WI)")


def interval_of(value: str | None) -> Interval | None:
    """Return all days that a TIMEX3 value may mean; None for durations, sets, references and unknown years.

    Examples:
        >>> interval_of("2031-W21").iso(), interval_of("203").iso(), interval_of("P3D")
        ('2031-05-19/2031-05-25', '2030-01-01/2039-12-31', None)
    """
    if value is None or not value[:1].isdigit():
        return None
    try:
        return _interval(value)
    except (ValueError, OverflowError):
        return None


def _interval(value: str) -> Interval | None:
    """Read the value by its form."""
    if match := _DAY.match(value):
        day = date(*(int(part) for part in match.groups()))
        return Interval(day, day)
    if match := _WEEK.match(value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return Interval(monday + timedelta(days=5 if match[3] else 0), monday + timedelta(days=6))
    if match := _QUARTER.match(value):
        length = 3 if "-Q" in value else 6
        return _span_of_months(int(match[1]), (int(match[2]) - 1) * length + 1, length)
    if match := _SEASON.match(value):
        first, last = _SEASON_MONTHS[match[2]]
        return _span_of_months(int(match[1]), first, last - first + 1)
    if match := _MONTH.match(value):
        return PartialDate(int(match[1]), int(match[2])).interval()
    if value.isdigit() and len(value) in {2, 3, 4}:
        low, high = value.ljust(4, "0"), value.ljust(4, "9")
        return Interval(date(max(int(low), 1), 1, 1), date(int(high), 12, 31))
    return None


def _span_of_months(year: int, first: int, length: int) -> Interval:
    """Return the days of some months; months past 12 are of the next year."""
    last = first + length - 1
    begin = PartialDate(year + (first - 1) // 12, (first - 1) % 12 + 1).interval()
    end = PartialDate(year + (last - 1) // 12, (last - 1) % 12 + 1).interval()
    return Interval(begin.start, end.end)


def duration(count: str, unit: str) -> str:
    """Return the TIMEX3 value of a length of time.

    Args:
        count: The number as TIMEX3 writes it, "X" where unknown.
        unit: A unit of `UNITS`, singular.

    Examples:
        >>> duration("3", "day"), duration("30", "minute"), duration("2", "decade")
        ('P3D', 'PT30M', 'P2E')
    """
    if unit == "fortnight" and count.isdigit():
        count = str(int(count) * 2)
    return f"P{'T' if unit in CLOCK else ''}{count}{UNITS[unit]}"
