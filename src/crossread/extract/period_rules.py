"""Rules for quarters and half years, and for the periods that reports set against each other.

"The quarter" and "the latest period" are the quarter last spoken of; "the year-ago quarter" and "the same period last
year" are that quarter of the year before.
"""

from __future__ import annotations

from typing import Final

from crossread.extract.time_words import (
    EARLY,
    MONTH,
    UNIT_WORDS,
    YEAR,
    Context,
    Found,
    Rule,
    mod_of,
    month_number,
    pattern_of,
)
from crossread.extract.timex import Timex
from crossread.model.mention import TimexType

_NUMBERS: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "final": 4, "last": 2,
}  # fmt: skip
_YEARS: Final = {"this": 0, "last": -1, "next": 1, "the previous": -1, "the current": 0, "the following": 1}
_NTH: Final = r"(?P<n>first|second|third|fourth|final|1st|2nd|3rd|4th)"


def _quarter(match: Found, context: Context) -> Timex | None:
    """Read "the third quarter of 2031", "this year's first half"; "the final quarter" is the fourth."""
    number, half = _NUMBERS[match["n"].lower()], match["what"].lower() == "half"
    if half and (number > 2 or not _says_year(match)):
        return None
    code = f"{'H' if half else 'Q'}{number}"
    if match["year"]:
        return Timex(TimexType.DATE, f"{match['year']}-{code}", mod_of(match))
    return Timex(TimexType.DATE, f"{_year_of(match, context, number)}-{code}", mod_of(match), context.stamp)


def _says_year(match: Found) -> bool:
    """Tell whether the words name a year, without which "the first half" is that of a match."""
    return "year" in match.group().lower() or bool(match["year"])


def _year_of(match: Found, context: Context, number: int) -> str:
    """Return the year of a quarter named without one."""
    anchor = context.anchor
    if anchor is None:
        return "XXXX"
    lead = (match["rel"] or match["of"] or "").lower()
    if lead:
        return f"{anchor.year + _YEARS.get(lead, 0):04}"
    to_come = anchor.month is not None and number * 3 - 2 > anchor.month
    return f"{anchor.year - (to_come and context.ahead(match) < 0):04}"


def _other_year(match: Found, context: Context) -> Timex | None:
    """Read "the year-ago quarter", "year-earlier", "the same period last year", "the 1988 quarter"."""
    number = _NUMBERS.get((match["n"] or "").lower())
    period = f"XXXX-Q{number}" if number else context.period
    year = int(match["year"]) if match["year"] else _year_before(context, period)
    if year is None:
        return None
    kind = period[4:] if period else "-QX" if "quarter" in match.group().lower() else ""
    return Timex(TimexType.DATE, f"{year:04}{kind}", None, context.stamp)


def _year_before(context: Context, period: str | None) -> int | None:
    """Return the year before that of the period spoken of, else before that of publication."""
    if period and period[:4].isdigit():
        return int(period[:4]) - 1
    return context.anchor.year - 1 if context.anchor else None


def _this_period(match: Found, context: Context) -> Timex | None:
    """Read "the quarter", "the latest period": the one last spoken of."""
    if context.period is None:
        latest = match["lead"] and "quarter" in match.group().lower()
        return Timex(TimexType.DATE, "XXXX-QX") if latest else None
    return Timex(TimexType.DATE, context.period, None, context.stamp)


def _ended(match: Found, context: Context) -> Timex | None:
    """Read "the year" and "the quarter" of "the quarter ended 30 September" by the month in which they end."""
    unit = match["unit"].lower()
    if unit != "quarter":
        return Timex(TimexType.DURATION, {"year": "P1Y", "month": "P1M", "week": "P1W"}[unit])
    number = (month_number(match["month"]) + 2) // 3
    year = f"{context.anchor.year:04}" if context.anchor else "XXXX"
    return Timex(TimexType.DATE, f"{year}-Q{number}", None, context.stamp)


def _year_end(match: Found, context: Context) -> Timex | None:
    """Read "year-end", "the year's end": the end of the year of publication."""
    if context.text[match.end() : match.end() + 1] == "-":
        return None
    year = f"{context.anchor.year:04}" if context.anchor else "XXXX"
    return Timex(TimexType.DATE, year, "END", context.stamp)


def _fiscal(match: Found, _: Context) -> Timex | None:
    """Read "fiscal 2031" as the year that names it."""
    return Timex(TimexType.DATE, match["year"])


PERIOD_RULES: Final[tuple[Rule, ...]] = (
    Rule("quarter", pattern_of(rf"(?:(?:the|its|their)\s)?{EARLY}(?:fiscal\s)?{_NTH}\s(?P<what>quarter|half)(?:\sof\s(?:(?P<of>the|this|last|next|the previous|the current|the following)\s(?:fiscal\s)?year|(?:fiscal\s)?(?P<year>{YEAR}))|\s(?P<rel>last|this|next)\syear)?"), _quarter, frozenset({"quarter", "half"})),
    Rule("quarter_before_noun", pattern_of(rf"(?P<mod>(?!))?(?P<rel>(?!))?(?P<of>(?!))?(?P<year>(?!))?(?:fiscal[\s-])?{_NTH}-(?P<what>quarter)"), _quarter, frozenset({"quarter"})),
    Rule("quarter_of", pattern_of(rf"(?P<mod>(?!))?(?P<of>(?!))?(?P<year>(?!))?(?P<rel>this|last|next)\syear['’]s\s{_NTH}\s(?P<what>quarter|half)"), _quarter, frozenset({"quarter", "half"})),
    Rule("year_ago", pattern_of(rf"(?:the\s)?(?P<year>(?!))?(?:year[\s-](?:ago|earlier|before)|prior[\s-]year|previous[\s-]year)(?:[\s-](?:{_NTH}\s)?(?:quarter|period))"), _other_year, frozenset({"quarter", "period"})),
    Rule("year_ago_bare", pattern_of(r"(?P<year>(?!))?(?P<n>(?!))?year-(?:ago|earlier)"), _other_year, frozenset({"year"})),
    Rule("same_period", pattern_of(rf"(?P<year>(?!))?(?:the\s)?(?:same|corresponding|comparable|like|equivalent)\s(?:{_NTH}\s)?(?:quarter|period|time|three\smonths)\s(?:(?:of\s)?(?:last|the\sprevious|the\sprior)\syear|a\syear\s(?:ago|earlier|before)|the\syear\sbefore)"), _other_year, frozenset({"year"})),
    Rule("last_years", pattern_of(rf"(?P<year>(?!))?last\syear['’]s\s(?:(?:same|corresponding|comparable)\s)?(?:{_NTH}\s)?(?:quarter|period)"), _other_year, frozenset({"quarter", "period"})),
    Rule("period_of_year", pattern_of(rf"(?:the\s)?(?P<year>{YEAR})\s(?:{_NTH}\s)?(?:quarter|period)"), _other_year, frozenset({"quarter", "period"})),
    Rule("this_period", pattern_of(r"the\s(?:(?P<lead>latest|most\srecent|just-ended)\s)?(?:quarter|reporting\speriod)(?![\s-]mile|[\s-]final|s\b)"), _this_period, frozenset({"quarter", "period"})),
    Rule("latest_period", pattern_of(r"the\s(?P<lead>latest|most\srecent)\speriod"), _this_period, frozenset({"period"})),
    Rule("ended_quarter", pattern_of(rf"(?:the|its)\s(?:fiscal\s)?(?P<unit>quarter)(?=\s(?:that\s)?(?:ended|ending|to)\s(?:on\s)?(?:\d\d?\s)?(?P<month>{MONTH}))"), _ended, frozenset({"quarter"})),
    Rule("ended", pattern_of(rf"(?:the|its)\s(?:fiscal\s)?(?P<unit>year|month|week)(?=\s(?:that\s)?(?:ended|ending|to)\s(?:on\s)?(?:\d\d?\s)?(?P<month>{MONTH}))"), _ended, UNIT_WORDS),
    Rule("year_end", pattern_of(r"(?:the\s)?year(?:[\s-]|['’]s\s)end"), _year_end, frozenset({"end"})),
    Rule("fiscal", pattern_of(rf"fiscal\s(?:year\s)?(?P<year>{YEAR})"), _fiscal, frozenset({"fiscal"})),
)  # fmt: skip
