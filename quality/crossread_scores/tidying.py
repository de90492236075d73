"""Mending by rule what hands write differently: prepositions before dates, spellings of units. No word changes."""

from __future__ import annotations

import re
from dataclasses import replace

from crossread_scores.marks import Mark, MarkedText

# TIMEX3 leaves the preposition outside ("on Monday"), and what bounds or hedges inside ("before noon", "about nine").
_PREPOSITION = re.compile(
    r"(?:on|in|at|for|since|by|until|till|during|within|through|over|as of|from)\s+(?=\S)", re.IGNORECASE
)
# Units of measure and currencies with a code; other currencies go by their own word ("crown"), counted things by `of`.
KNOWN_UNITS = frozenset(
    "person percent times year month week day hour minute second km m cm mm mile foot inch yard km2 m2 ha acre m3 litre"
    " tonne kg g mg pound ounce C F degree km/h m/s knot nmi V A W kW MW GW kWh MWh GWh bar hPa dB Hz MHz"
    " percentage_point USD EUR GBP".split()
)
PEOPLE = frozenset("priest diplomat watcher witness soldier worker teacher doctor owner man woman child".split())
# Spellings that hands have used for a unit that already has a name.
UNITS = {
    "persons": "person",
    "people": "person",
    "years": "year",
    "months": "month",
    "weeks": "week",
    "days": "day",
    "hours": "hour",
    "minutes": "minute",
    "seconds": "second",
    "%": "percent",
    "percentage": "percent",
    "dollar": "USD",
    "dollars": "USD",
    "euro": "EUR",
    "euros": "EUR",
    "kilometre": "km",
    "kilometres": "km",
    "metre": "m",
    "metres": "m",
    "centimetre": "cm",
    "millimetre": "mm",
    "millimetres": "mm",
    "hectare": "ha",
    "hectares": "ha",
    "tonnes": "tonne",
    "litres": "litre",
    "kilo": "kg",
    "kilogram": "kg",
    "kph": "km/h",
}


def tidied(marked: MarkedText) -> MarkedText:
    """Return the text with its dates begun after their preposition and its units in one spelling.

    Examples:
        >>> from crossread_scores.marks import parse, write
        >>> write(tidied(parse("<date value=2031-05-05>on Monday</date>, <fig n=3 unit=metres>3</fig> m")))
        'on <date value=2031-05-05>Monday</date>, <fig n=3 unit=m>3</fig> m'
    """
    marks = list(marked.marks)
    for number, mark in enumerate(marks):
        if mark.name == "date":
            marks[number] = _begun_later(marked, mark, number)
        elif mark.has("unit"):
            marks[number] = _with_unit(mark)
    return MarkedText(marked.text, tuple(marks))


def counted_unit(mark: Mark) -> bool:
    """Tell whether the unit of a figure is only the counted noun over again ("unit=vote of=votes")."""
    unit = mark.get("unit").lower()
    if not unit or not mark.get("of") or unit in UNITS or mark.get("unit") in KNOWN_UNITS:
        return False
    stem = max(3, len(unit) - 1)
    return mark.get("of").lower().split()[-1][:stem] == unit[:stem]


def _with_unit(mark: Mark) -> Mark:
    """Return the figure with its unit in one spelling, or without one where it only repeats what is counted."""
    unit = mark.get("unit")
    if counted_unit(mark):
        unit = "person" if unit in PEOPLE else ""
    pairs = ((key, UNITS.get(unit, unit) if key == "unit" else value) for key, value in mark.attributes)
    return replace(mark, attributes=tuple((key, value) for key, value in pairs if value))


def preposition(marked: MarkedText, mark: Mark) -> int:
    """Return how many characters of a date's words are a preposition that belongs before it; 0 where none does."""
    found = _PREPOSITION.match(marked.words(mark))
    return found.end() if found else 0


def _begun_later(marked: MarkedText, mark: Mark, number: int) -> Mark:
    start = mark.start + preposition(marked, mark)
    inside = [other for other in marked.marks[number + 1 :] if mark.holds(other) and other.start < start]
    return mark if inside else replace(mark, start=start)
