"""Feasts: fixed days, days reckoned from Easter, and days like "the fourth Thursday in November"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from crossread.extract.time_words import (
    YEAR,
    Context,
    Found,
    Rule,
    pattern_of,
)
from crossread.extract.timex import Timex, full
from crossread.model.mention import TimexType

_FIXED: Final = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "new year's day": (1, 1),
    "new year's eve": (12, 31), "boxing day": (12, 26), "halloween": (10, 31), "valentine's day": (2, 14),
    "may day": (5, 1), "armistice day": (11, 11), "veterans day": (11, 11), "epiphany": (1, 6),
    "all saints' day": (11, 1), "bastille day": (7, 14),
}  # fmt: skip
_FROM_EASTER: Final = {
    "ash wednesday": -46, "palm sunday": -7, "maundy thursday": -3, "good friday": -2, "easter saturday": -1,
    "easter sunday": 0, "easter monday": 1, "easter": 0, "ascension day": 39, "whit sunday": 49, "pentecost": 49,
    "whit monday": 50,
}  # fmt: skip
_NTH: Final = {
    "thanksgiving": (11, 3, 4), "thanksgiving day": (11, 3, 4), "martin luther king day": (1, 0, 3),
    "presidents day": (2, 0, 3), "memorial day": (5, 0, -1), "labor day": (9, 0, 1), "columbus day": (10, 0, 2),
}  # fmt: skip
"""Month, day of the week (Monday is 0), and which one of the month, -1 for the last."""


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar, after the anonymous algorithm in Meeus, Astronomical Algorithms.

    Examples:
        >>> easter(2031), easter(2000)
        (datetime.date(2031, 4, 13), datetime.date(2000, 4, 23))
    """
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap, odd = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * odd + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def day_of(feast: str, year: int) -> date:
    """Return the day of a feast in a year.

    Args:
        feast: Its name in lower case with straight apostrophes.
        year: 1 to 9998.

    Examples:
        >>> day_of("thanksgiving", 1999), day_of("memorial day", 2031), day_of("good friday", 2031)
        (datetime.date(1999, 11, 25), datetime.date(2031, 5, 26), datetime.date(2031, 4, 11))
    """
    if feast in _FIXED:
        return date(year, *_FIXED[feast])
    if feast in _FROM_EASTER:
        return easter(year) + timedelta(days=_FROM_EASTER[feast])
    month, day, which = _NTH[feast]
    if which < 0:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - day) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(day - first.weekday()) % 7 + 7 * (which - 1))


def _festival(match: Found, context: Context) -> Timex | None:
    """Read a feast: of the year that is told, else the last one, or the next where words look ahead."""
    feast = match["feast"].lower().replace("’", "'")
    if not match["feast"][0].isupper():
        return None
    if match["year"]:
        return Timex(TimexType.DATE, day_of(feast, int(match["year"])).isoformat())
    lead = (match["lead"] or "").lower()
    day = _nearest(feast, context, lead, {"last": -1, "next": 1}.get(lead) or context.ahead(match))
    return Timex(TimexType.DATE, day.isoformat() if day else None, None, context.stamp) if day else _unknown(feast)


def _unknown(feast: str) -> Timex:
    """Return a feast of no known year."""
    month, day = _FIXED.get(feast, (None, None))
    return Timex(TimexType.DATE, f"XXXX-{month:02}-{day:02}" if month else "XXXX-XX-XX")


def _nearest(feast: str, context: Context, lead: str, direction: int) -> date | None:
    """Return the last or next such day, where the day of publication is known."""
    known = full(context.anchor)
    if known is None or context.anchor is None or not 2 <= known.year <= 9990:
        return None
    if lead == "this":
        return day_of(feast, known.year)
    days = [day_of(feast, known.year + shift) for shift in (-1, 0, 1)]
    if direction > 0:
        return next(day for day in days if day >= known)
    if direction < 0:
        return next(day for day in reversed(days) if day <= known)
    return min(days, key=lambda day: abs((day - known).days))


_NAMES: Final = "|".join(
    sorted((name.replace("'", "['’]") for name in (*_FIXED, *_FROM_EASTER, *_NTH)), key=len, reverse=True)
)
_WORDS: Final = frozenset(
    word for name in (*_FIXED, *_FROM_EASTER, *_NTH) for word in name.split() if word not in {"new", "may", "day"}
) | {"new", "may", "year"}
FESTIVAL_RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "festival",
        pattern_of(rf"(?:(?P<lead>last|this|next)\s)?(?P<feast>{_NAMES})(?:,?\s(?P<year>{YEAR}))?"),
        _festival,
        _WORDS,
    ),
)
