"""Rules for days, months, years, seasons, quarters and centuries that stand by themselves."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from crossread.extract.time_words import (
    DAY,
    DECADE_WORDS,
    DIGITS,
    EARLY,
    MONTH,
    MONTH_WORDS,
    ORDINAL,
    SEASON_WORDS,
    SHORT_DAY,
    YEAR,
    YEAR_WORDS,
    Context,
    Found,
    Rule,
    day_number,
    mod_of,
    month_number,
    pattern_of,
    spoken_year,
)
from crossread.extract.timex import SEASONS, Timex, day_value, full, nearest_year
from crossread.model.mention import TimexType


def _calendar_day(match: Found, context: Context) -> Timex | None:
    """Read "Tuesday, 3 May 2031" and "May 3rd"; without a year the nearest one is taken."""
    month, day = month_number(match["month"]), day_number(match["day"])
    if match["month"] in {"may", "march", "mar", "sat", "sun"}:
        return None
    if match["year"]:
        value = day_value(int(match["year"]), month, day)
        return Timex(TimexType.DATE, value) if value else None
    year = _told_year(match, context) or _year_of_day(context, match, month, day)
    value = day_value(year, month, day)
    return Timex(TimexType.DATE, value, None, context.stamp) if value else None


def _told_year(match: Found, context: Context) -> int | None:
    """Return the year of "last year" after a day, month or season."""
    if not match["rel"] or context.anchor is None:
        return None
    return context.anchor.year + {"last": -1, "this": 0, "next": 1}[match["rel"].lower()]


_FAR: Final = 8
"""Months that a day or month without a year lies ahead at most: a later one is called "next"."""


def _year_of_day(context: Context, match: Found, month: int, day: int) -> int | None:
    """Return the year of a day named without one: of the last such day, or of the next where words look ahead.

    Where no verb tells, that of the nearest one.
    """
    anchor = context.anchor
    if anchor is None or anchor.month is None:
        return nearest_year(anchor, month, -1)
    direction = context.ahead(match)
    told = (month, day) <= (anchor.month, anchor.day or 31)
    if direction > 0 and (month - anchor.month) % 12 <= _FAR:
        return anchor.year + (month < anchor.month)
    away = (month - anchor.month) % 12
    if direction < 0:
        return anchor.year if told or away <= 1 else anchor.year - 1
    if away > 6:
        return anchor.year - (month > anchor.month)
    return anchor.year + (month < anchor.month)


def _day_range(match: Found, context: Context) -> Timex | None:
    """Read the first of two days ("14-15 March 2031", "March 14 and 15")."""
    return _calendar_day(match, context)


def _iso(match: Found, _: Context) -> Timex | None:
    """Read 2031-05-03."""
    month, day = int(match["m"]), int(match["d"])
    value = day_value(int(match["y"]), month, day) if 1 <= month <= 12 else None
    return Timex(TimexType.DATE, value) if value else None


def _slashed(match: Found, context: Context) -> Timex | None:
    """Read 5/13/2031 and 13.5.2031; where both orders are possible the one nearer to the day of publication."""
    one, two, year = int(match["a"]), int(match["b"]), int(match["y"])
    year += 0 if year > 99 else 2000 if year < 50 else 1900
    orders = [(one, two), (two, one)] if match["sep"] == "/" else [(two, one)]
    values = [value for month, day in orders if 1 <= month <= 12 and (value := day_value(year, month, day))]
    if not values:
        return None
    known = full(context.anchor)
    if known is not None:
        values.sort(key=lambda value: abs((date.fromisoformat(value) - known).days))
    return Timex(TimexType.DATE, values[0])


def _month(match: Found, context: Context) -> Timex | None:
    """Read "May 2031", "late May", "last May", "June last year"; words that mean other things too need a sign."""
    word, mod = match["month"], mod_of(match)
    month = month_number(word)
    if not word[0].isupper():
        return None
    if match["year"]:
        return Timex(TimexType.DATE, day_value(int(match["year"]), month, None), mod)
    lead = (match["lead"] or "").lower()
    in_month = _BARE_MONTH.search(context.text[max(0, match.start() - 8) : match.start()])
    if len(word) < 4 and word != "May" and not (lead or in_month):
        return None
    if word in _AMBIGUOUS and not (lead or mod or match["rel"] or _before_month(match, context)):
        return None
    if word in _AMBIGUOUS and not (lead or mod) and _NAME_NEXT.match(context.text, match.end()) and not in_month:
        return None
    year = _told_year(match, context) or _year_of_month(lead, month, match, context)
    return Timex(TimexType.DATE, day_value(year, month, None), mod, context.stamp)


_BARE_MONTH: Final = re.compile(r"\b(?:in|since|until|by)\s$", re.IGNORECASE)
"""What has to stand before "Jan" or "Mar" without a full stop and without a day."""
_NAME_NEXT: Final = re.compile(r"\s(?-i:[A-Z][a-z]+)")
_AMBIGUOUS: Final = frozenset({"May", "March", "April", "June", "August"})


def _year_of_month(lead: str, month: int, match: Found, context: Context) -> int | None:
    """Return the year of a month named without one."""
    anchor = context.anchor
    if lead == "this" and anchor is not None:
        return anchor.year
    direction = {"last": -1, "this past": -1, "next": 1}.get(lead) or context.ahead(match) or -1
    if direction > 0 and lead != "next" and anchor and anchor.month and (month - anchor.month) % 12 > _FAR:
        direction = -1
    year = nearest_year(anchor, month, direction)
    if year is not None and anchor and lead in {"last", "next"} and anchor.month == month:
        year += -1 if lead == "last" else 1
    return year


def _before_month(match: Found, context: Context) -> bool:
    """Tell whether the word before lets a month follow."""
    before = context.text[: match.start()].rstrip().rpartition(" ")[2].lower()
    return before in {
        "in",
        "of",
        "since",
        "by",
        "until",
        "till",
        "from",
        "to",
        "through",
        "for",
        "during",
        "and",
        "or",
        "between",
        "before",
        "after",
        "each",
        "every",
        "mid",
        "around",
        "about",
        "on",
        "our",
        "the",
        "a",
        "its",
        "their",
    }


def _year(match: Found, context: Context) -> Timex | None:
    """Read a year: four digits that something marks as one."""
    number, mod = match["year"] or f"{spoken_year(match['spoken'])}", mod_of(match)
    after = context.text[match.end() : match.end() + 20]
    before = context.text[max(0, match.start() - 16) : match.start()].lower()
    if re.match(
        r"\s(?:people|men|women|troops|soldiers|dead|votes|km|metres|dollars|tonnes|homes|houses|families|workers)|[%,.]\d|-\d{3,}",
        after,
    ) or before.endswith(
        ("$", "£", "€", "#", "no. ", "about ", "some ", "than ", "issue ", "room ", "page ", "article ", "flight ")
    ):
        return None
    if "1900" <= number <= "2059":
        return Timex(TimexType.DATE, number, mod)
    marked = mod or re.search(
        r"(?:\b(?:in|since|of|by|until|till|from|during|before|after|to|and|year|for|between|through|early|late|mid|the|circa|as|through|around)\s|[(,;-]\s?|^)$",
        before,
    )
    return (
        Timex(TimexType.DATE, number, mod) if marked or re.match(r"\s?[),.;:]|\s(?:and|to|was|the)|$", after) else None
    )


def _short_year(match: Found, context: Context) -> Timex | None:
    """Read "in '36" as the last such year, or the next few."""
    number = int(match["two"])
    if context.anchor is None:
        return Timex(TimexType.DATE, f"XX{number:02}")
    year = context.anchor.year // 100 * 100 + number
    return Timex(TimexType.DATE, f"{year - 100 if year > context.anchor.year + 5 else year:04}", None, context.stamp)


def _decade(match: Found, context: Context) -> Timex | None:
    """Read "the 1990s", "the nineties", "'80s"."""
    mod = mod_of(match)
    if match["decade"]:
        return Timex(TimexType.DATE, match["decade"][:3], mod)
    names = {
        "twenties": "2",
        "thirties": "3",
        "forties": "4",
        "fifties": "5",
        "sixties": "6",
        "seventies": "7",
        "eighties": "8",
        "nineties": "9",
    }
    digit = names.get((match["name"] or "").lower()) or (match["short"] or "")[:1]
    before = context.text[max(0, match.start() - 12) : match.start()].lower()
    if not digit or (match["name"] and re.search(r"\b(?:his|her|their|its)\s$", before)):
        return None
    if match["name"] and not re.search(
        r"\b(?:the|early|late|mid)[\s-]?$", before + match.group().lower().partition(match["name"].lower())[0]
    ):
        return None
    return Timex(TimexType.DATE, f"19{digit}", mod)


def _century(match: Found, _: Context) -> Timex | None:
    """Read "the 19th century", "the seventeenth century"."""
    number = day_number(match["day"])
    return Timex(TimexType.DATE, f"{number - 1:02}", mod_of(match)) if 1 <= number <= 30 else None


_IN_SEASON: Final = re.compile(r"\b(?:in|since|until|till|by|during|over|through|throughout|for|before|after)\s$")
_FIRST_MONTHS: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def _season(match: Found, context: Context) -> Timex | None:
    """Read "the summer of 2031", "last winter", "this spring", "since the autumn"; "the fall" may be that of a wall."""
    word, lead, mod = match["season"].lower(), (match["lead"] or "").lower(), mod_of(match)
    code = SEASONS[word]
    if match["year"]:
        return Timex(TimexType.DATE, f"{match['year']}-{code}", mod)
    told = _told_year(match, context)
    if told is None:
        before, after = context.text[max(0, match.start() - 12) : match.start()], context.text[match.end() :][:4]
        plain = not mod and lead in {"", "the"}
        if after == " of " or before.endswith("-") or (plain and (word == "fall" or not _IN_SEASON.search(before))):
            return None
    year = told or _year_of_season(lead, _FIRST_MONTHS[code], match, context)
    return Timex(TimexType.DATE, f"{f'{year:04}' if year else 'XXXX'}-{code}", mod, context.stamp)


def _year_of_season(lead: str, first: int, match: Found, context: Context) -> int | None:
    """Return the year of a season named without one; "that summer" is of the year last spoken of."""
    anchor = context.anchor
    if lead == "that":
        return context.last.year if context.last else None
    if anchor is None or anchor.month is None:
        return anchor.year if anchor else None
    if lead == "this":
        return anchor.year
    direction = {"last": -1, "this past": -1, "next": 1, "coming": 1}.get(lead) or context.ahead(match) or -1
    return nearest_year(anchor, first, direction)


def _ninth_of_september(match: Found, _: Context) -> Timex | None:
    """Read "9/11", which is a name as much as a date."""
    return Timex(TimexType.DATE, "2001-09-11") if match else None


DATE_RULES: Final[tuple[Rule, ...]] = (
    Rule("iso", pattern_of(r"(?P<y>(?:1[0-9]|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)"), _iso, DIGITS),
    Rule("slashed", pattern_of(r"(?<![/.])(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:1[0-9]|20)\d\d|\d\d)"), _slashed, DIGITS),
    Rule("nine_eleven", pattern_of(r"(?<!/)9/11(?!/)"), _ninth_of_september, DIGITS),
    Rule("day_month", pattern_of(rf"(?:{SHORT_DAY},?\s(?:the\s)?)?(?:the\s)?(?P<day>{DAY})\s(?:of\s)?(?P<month>{MONTH})(?:,?\s(?P<year>{YEAR}))?(?:\s(?:of\s)?(?P<rel>last|this|next)\syear)?"), _calendar_day, MONTH_WORDS),
    Rule("month_day", pattern_of(rf"(?:{SHORT_DAY},?\s)?(?P<month>{MONTH})\s(?P<day>{DAY})(?!\d|[.:]\d)(?:,?\s(?P<year>{YEAR}))?(?:\s(?:of\s)?(?P<rel>last|this|next)\syear)?"), _calendar_day, MONTH_WORDS),
    Rule("days_month", pattern_of(rf"(?P<day>[123]?\d)\s?(?:-|–|to|and|or)\s?[123]?\d\s(?P<month>{MONTH})(?:,?\s(?P<year>{YEAR}))?(?:\s(?:of\s)?(?P<rel>last|this|next)\syear)?"), _day_range, MONTH_WORDS),
    Rule("month", pattern_of(rf"(?:(?P<lead>last|next|this|that|this past)\s)?{EARLY}(?P<month>{MONTH})(?!\s\d\d?\b)(?:,?\s(?:of\s)?(?P<year>{YEAR}))?(?:\s(?:of\s)?(?P<rel>last|this|next)\syear)?"), _month, MONTH_WORDS),
    Rule("year", pattern_of(rf"(?=[a-z]|1\d\d\d|20\d\d){EARLY}(?:(?P<year>{YEAR})|(?P<spoken>(?:nineteen|twenty)\s(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)|(?<=in )two thousand(?: and \w+)?|(?<=the year )two thousand(?: and \w+)?))"), _year, DIGITS | YEAR_WORDS),
    Rule("short_year", pattern_of(r"(?:in|since|until|by|before|after|from|of|back\sin)\s(?P<span>['’](?P<two>\d\d))(?!['’]?s\b)"), _short_year, DIGITS),
    Rule("decade", pattern_of(rf"(?=[a-z'’]|1\d\d0|20\d0)(?:the\s)?{EARLY}(?:(?P<decade>(?:1[0-9]|20)\d0)['’]?s|['’](?P<short>\d0)s|(?P<name>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))"), _decade, DIGITS | DECADE_WORDS),
    Rule("century", pattern_of(rf"(?:the\s)?{EARLY}(?P<day>\d\d?(?:st|nd|rd|th)|{ORDINAL})[\s-]century"), _century, frozenset({"century"})),
    Rule("season", pattern_of(rf"(?:(?P<lead>last|next|this|that|the|this past|coming)\s)?{EARLY}(?P<season>spring|summer|autumn|fall|winter)(?:,?\s(?:of\s)?(?P<year>{YEAR}))?(?:\s(?:of\s)?(?P<rel>last|this|next)\syear)?"), _season, SEASON_WORDS),
)  # fmt: skip
