"""What stands around a numeral: hedges, bounds, currencies and units of measure."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from crossread.extract.lexicon import table
from crossread.model.value import Approximation

_HEDGES: Final = {
    Approximation.AT_LEAST: (
        r"at least|at the least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum of|"
        r"as many as|upwards? of"
    ),
    Approximation.AT_MOST: (
        r"at most|at the most|no more than|not more than|up to|a maximum of|maximum of|as few as|"
        r"as little as"
    ),
    Approximation.MORE_THAN: (
        r"more than|over|above|in excess of|well over|well above|(?:a )?little (?:over|more than)|"
        r"slightly (?:over|more than)|just over|exceeding|greater than|upward of|north of|a good"
    ),
    Approximation.LESS_THAN: (
        r"less than|fewer than|under|below|just under|almost|nearly|close to|just short of|short of|"
        r"not quite|barely|hardly|approaching"
    ),
    Approximation.ABOUT: (
        r"about|around|some|roughly|approximately|approx\.?|circa|ca\.|an estimated|estimated|perhaps|"
        r"maybe|possibly|probably|more or less|in the (?:order|region) of|nigh on|something like|or so"
    ),
}
_BEFORE: Final = re.compile(
    r"(?:^|(?<=[^\w]))(?:"
    + "|".join(rf"(?P<{kind.value}>{forms})" for kind, forms in _HEDGES.items())
    + r")\s(?:a\stotal\sof\s)?$",
    re.IGNORECASE,
)
AFTER: Final = re.compile(
    r"\s(?P<about>or so|or thereabouts|or something like it|give or take)\b|"
    r"\s?(?P<at_least>or more|or over|and more|and over|at (?:the )?least)\b|(?P<plus>\+)|"
    r"\s(?P<at_most>or less|or fewer|at (?:the )?most)\b",
    re.IGNORECASE,
)
"""A hedge after the numeral and its unit."""


def hedge(before: str) -> tuple[Approximation, int]:
    """Return the hedge that ends right before a numeral, and how many signs it takes.

    Examples:
        >>> hedge("It cost more than "), hedge("It cost ")
        ((<Approximation.MORE_THAN: 'more_than'>, 10), (<Approximation.EXACT: 'exact'>, 0))
    """
    match = _BEFORE.search(before)
    if match is None:
        return Approximation.EXACT, 0
    return Approximation(match.lastgroup or "about"), len(before) - match.start()


def hedge_after(text: str) -> tuple[Approximation, int]:
    """Return the hedge that begins right after a numeral, and how many signs it takes.

    Examples:
        >>> hedge_after(" or so")
        (<Approximation.ABOUT: 'about'>, 6)
    """
    match = AFTER.match(text)
    if match is None:
        return Approximation.EXACT, 0
    if match["about"]:
        return Approximation.ABOUT, match.end()
    return Approximation.AT_MOST if match["at_most"] else Approximation.AT_LEAST, match.end()


def bounds(low: float, high: float | None, approximation: Approximation) -> tuple[float | None, float | None]:
    """Return the bounds that a hedge leaves: "at least 12" has no upper one, "up to 12" no lower one.

    Examples:
        >>> bounds(12, 12, Approximation.AT_LEAST), bounds(12, 12, Approximation.ABOUT)
        ((12, None), (12, 12))
    """
    if approximation in {Approximation.AT_LEAST, Approximation.MORE_THAN}:
        return low, None
    if approximation in {Approximation.AT_MOST, Approximation.LESS_THAN}:
        return None, high
    return low, high


def currency_before(before: str) -> tuple[str | None, int]:
    """Return the unit of a currency sign or code right before a numeral, and how many signs it takes.

    Examples:
        >>> currency_before("paid US$"), currency_before("paid EUR "), currency_before("paid ")
        (('USD', 3), ('EUR', 4), (None, 0))
    """
    bare = before.rstrip()
    for sign, unit in _currencies():
        if bare.endswith(sign) and not (sign[0].isalpha() and bare[-len(sign) - 1 : -len(sign)].isalnum()):
            if sign.isalpha() and len(bare) == len(before):
                continue
            return unit, len(before) - len(bare) + len(sign)
    return None, 0


@cache
def _currencies() -> tuple[tuple[str, str], ...]:
    """Return signs and units, longest sign first."""
    return tuple(sorted(((sign, unit) for sign, unit in table("currencies")), key=lambda row: -len(row[0])))


@cache
def _forms() -> dict[str, tuple[str, str]]:
    """Return for each form, in lower case, its unit and kind."""
    units = {form: (unit, kind) for unit, kind, forms in table("units") for form in forms.split("|")}
    signs = {sign.lower(): (unit, "money") for sign, unit in _currencies()}
    return signs | units


@cache
def _pattern() -> re.Pattern[str]:
    """Return one pattern for all units after a numeral; some of a single letter count only as they are written."""
    forms = "|".join(re.escape(form) for form in sorted(_forms(), key=len, reverse=True))
    return re.compile(
        rf"[\s-]?(?P<article>(?:of\s)?an?\s)?(?:(?P<form>{forms})|(?P<short>(?-i:[LWVJtK]|cds)))(?![\w²³^])",
        re.IGNORECASE,
    )


_SHORT: Final = {"L": "litre", "W": "W", "V": "V", "J": "J", "t": "tonne", "K": "K"}
_INCH: Final = re.compile(r"\sin(?=\s\(\d|\.?$|\s(?:thick|long|wide|tall|high|deep|of\s(?:rain|snow))\b)")
_PER: Final = re.compile(
    r"(?:\s?/\s?|\sper\s)(second|minute|hour|day|week|month|year|person|head|kg|km|litre|tonne|m|s|h)\b"
)
_NO_UNIT: Final = frozenset({"second", "mark"})


def unit_ahead(after: str, *, part: bool = False) -> tuple[str, int] | None:
    """Return the unit right after a numeral, and how many signs it takes; money per something is a unit of its own.

    Args:
        after: What follows the numeral.
        part: Whether the numeral is a part, which takes its unit with an article: "half a mile".

    Examples:
        >>> unit_ahead(" km north"), unit_ahead(" euros per hour"), unit_ahead("-year sentence"), unit_ahead(" boats")
        (('km', 3), ('EUR/hour', 15), ('year', 5), None)
    """
    match = _pattern().match(after)
    if match is None:
        inch = _INCH.match(after)
        return ("inch", inch.end()) if inch else None
    if match["article"] and not part:  # "four hundred a day"
        return None
    if match["short"]:
        return (_SHORT[match["short"]], match.end()) if match["short"] in _SHORT and _bare(match) else None
    unit, kind = _forms()[match["form"].lower()]
    rate = per(after[match.end() :]) if kind == "money" else None
    return (f"{unit}/{rate[0]}", match.end() + rate[1]) if rate else (unit, match.end())


def _bare(match: re.Match[str]) -> bool:
    """Tell whether a single letter stands right beside its numeral, or after one space."""
    return len(match.group()) <= 2


def per(after: str) -> tuple[str, int] | None:
    """Return what an amount is per, and how many signs that takes.

    Examples:
        >>> per("/hour"), per(" per kg"), per(" for")
        (('hour', 5), ('kg', 7), None)
    """
    match = _PER.match(after)
    return (match.group(1), match.end()) if match else None


def is_money(unit: str) -> bool:
    """Tell whether a unit is one of money.

    Examples:
        >>> is_money("EUR"), is_money("km")
        (True, False)
    """
    return unit.partition("/")[0] in _money()


@cache
def _money() -> frozenset[str]:
    """Return all units of money."""
    return frozenset(unit for unit, kind in _forms().values() if kind == "money")
