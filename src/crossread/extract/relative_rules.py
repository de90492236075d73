"""Rules for dates reckoned from another date: "today", "last Monday", "two weeks later", "the same quarter a year ago"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from crossread.extract.time_words import (
    COUNT,
    DAY_WORDS,
    DIGITS,
    EARLY,
    HEDGE,
    ORDINAL,
    ORDINAL_WORDS,
    PART,
    PART_WORDS,
    UNIT,
    UNIT_WORDS,
    WEEKDAY,
    Context,
    Found,
    Rule,
    count_of,
    day_number,
    hedge_mod,
    mod_of,
    pattern_of,
)
from crossread.extract.timex import PARTS, WEEKDAYS, Timex, day_value, full, shifted, weekday
from crossread.model.mention import TimexType
from crossread.model.value import PartialDate

_NAMED_DAYS: Final = {
    "today": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "tonight": 0,
    "last night": -1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}


_QUOTED: Final = re.compile("[\"'\u2018\u201c]{1}[\"'\u2019\u201d]{1}")


def _deictic(match: Found, context: Context) -> Timex | None:
    """Read "today", "yesterday evening", "tonight"."""
    word = re.sub(r"\s+", " ", match["word"].lower())
    around = context.text[max(0, match.start() - 1) : match.start()] + context.text[match.end() : match.end() + 1]
    if match["word"][0].isupper() and _QUOTED.fullmatch(around):  # the name of a programme
        return None
    value = shifted(context.anchor, _NAMED_DAYS[word], "day") or ("XXXX-XX-XX" if word != "today" else "PRESENT_REF")
    part = PARTS.get((match["part"] or "").lower()) or ("NI" if "night" in word else None)
    if part:
        return Timex(
            TimexType.TIME, f"{value}T{part}" if value != "PRESENT_REF" else f"XXXX-XX-XXT{part}", None, context.stamp
        )
    return Timex(TimexType.DATE, value, None, context.stamp)


_REFERENCES: Final = {
    **dict.fromkeys(
        ("now", "currently", "at present", "at the moment", "presently", "nowadays", "these days", "at this time", "right now"),
        "PRESENT_REF",
    ),
    **dict.fromkeys(
        (
            "recently", "more recently", "most recently", "lately", "the past", "long ago", "at that time",
            "recent days", "recent weeks", "recent months", "recent years", "recent quarters", "the recent past",
        ),
        "PAST_REF",
    ),
    **dict.fromkeys(
        (
            "the future", "the near future", "the foreseeable future", "the short term", "the near term",
            "coming days", "coming weeks", "coming months", "coming quarters",
        ),
        "FUTURE_REF",
    ),
}  # fmt: skip


def _reference(match: Found, _: Context) -> Timex | None:
    """Read "now", "recently", "the future"."""
    return Timex(TimexType.DATE, _REFERENCES[re.sub(r"\s+", " ", match["word"].lower())])


_WEEKDAY_LEADS: Final = {
    "next": 2, "last": -2, "the following": 2, "the next": 2, "the previous": -2, "this coming": 1, "coming": 1,
    "past": -1, "this past": -1,
}  # fmt: skip
_TOLD_BEFORE: Final = frozenset({"that", "the", "that same", "the following", "the next", "the previous"})
"""Words with which a day of the week is reckoned from the date last spoken of."""


def _named_weekday(match: Found, context: Context) -> Timex | None:
    """Read "Monday", "last Monday", "the Monday", "next Monday evening", "a Monday"."""
    if not match["day"][0].isupper():
        return None
    number = WEEKDAYS[match["day"].lower()]
    lead = re.sub(r"\s+", " ", (match["lead"] or "").lower())
    base = (context.last or context.anchor) if lead in _TOLD_BEFORE else context.anchor
    value = _day_named(lead, number, base, match, context) or f"XXXX-WXX-{number + 1}"
    stamp = base.iso() if base and not value.startswith("XXXX") else None
    part = PARTS.get((match["part"] or "").lower())
    if part:
        return Timex(TimexType.TIME, f"{value}T{part}", mod_of(match), stamp)
    return Timex(TimexType.DATE, value, mod_of(match), stamp)


def _day_named(lead: str, number: int, base: PartialDate | None, match: Found, context: Context) -> str | None:
    """Return the day of a named day of the week."""
    if lead == "a":  # "19 April, a Monday" says no other day than the one last spoken of
        last = full(context.last)
        return last.isoformat() if last is not None and last.weekday() == number else None
    if lead in {"that", "the", "that same"}:
        told = context.last is not None and context.last != context.anchor
        value = weekday(base, number, 1 if told and lead == "the" else -1)
        late = value is not None and context.anchor is not None and value > context.anchor.iso()
        return weekday(context.anchor, number, -1) if late and context.ahead(match) <= 0 else value
    return weekday(base, number, _WEEKDAY_LEADS.get(lead) or context.ahead(match) or -1)


def _weekday_of_week(match: Found, context: Context) -> Timex | None:
    """Read "Friday of last week", "the Friday before last", "Saturday week"."""
    number, known = WEEKDAYS[match["day"].lower()], full(context.anchor)
    if known is None or not match["day"][0].isupper():
        return Timex(TimexType.DATE, f"XXXX-WXX-{number + 1}")
    if match["week"]:
        monday = known - timedelta(days=known.weekday())
        day = monday + timedelta(days=number, weeks={"last": -1, "this": 0, "next": 1}[match["week"].lower()])
    elif "before" in match.group().lower():
        day = known - timedelta(days=((known.weekday() - number) % 7 or 7) + 7)
    else:
        day = known + timedelta(days=((number - known.weekday()) % 7 or 7) + 7)
    part = PARTS.get((match["part"] or "").lower())
    value = day.isoformat()
    return Timex(TimexType.TIME if part else TimexType.DATE, f"{value}T{part}" if part else value, None, context.stamp)


def _weekday_numbered(match: Found, context: Context) -> Timex | None:
    """Read "Monday the nineteenth": the last such day of that name, as far as a year back."""
    number, day, anchor = WEEKDAYS[match["day"].lower()], day_number(match["number"]), full(context.anchor)
    if not 1 <= day <= 31 or not match["day"][0].isupper():
        return None
    if anchor is None:
        return Timex(TimexType.DATE, f"XXXX-XX-{day:02}")
    months = [((anchor.year * 12 + anchor.month - 1) - back) for back in (0, *range(1, 12), -1)]
    days = (day_value(month // 12, month % 12 + 1, day) for month in months)
    value = next((one for one in days if one and date.fromisoformat(one).weekday() == number), None)
    return Timex(TimexType.DATE, value or f"XXXX-XX-{day:02}", None, context.stamp if value else None)


_LEADS: Final = {
    "earlier this": 0,
    "later this": 0,
    "earlier last": -1,
    "late last": -1,
    "last": -1,
    "past": -1,
    "this past": -1,
    "previous": -1,
    "the previous": -1,
    "this": 0,
    "the current": 0,
    "current": 0,
    "the same": 0,
    "that": 0,
    "that same": 0,
    "next": 1,
    "the next": 1,
    "the following": 1,
    "following": 1,
    "coming": 1,
    "the coming": 1,
    "this coming": 1,
    "the preceding": -1,
    "the last": -1,
    "the past": -1,
}
_FROM_TEXT: Final = frozenset(
    {
        "the same",
        "that",
        "that same",
        "the next",
        "the following",
        "the previous",
        "following",
        "the preceding",
        "previous",
    }
)


def _led_unit(match: Found, context: Context) -> Timex | None:
    """Read "last week", "this year", "the following day", "that month"."""
    lead = re.sub(r"\s+", " ", match["lead"].lower())
    unit = match["unit"].lower()
    base = (context.last or context.anchor) if lead in _FROM_TEXT else context.anchor
    part = PARTS.get(unit)
    if lead in {"the last", "the past", "past", "the coming", "the next"} and unit not in {"day", *PARTS}:
        return Timex(
            TimexType.DURATION,
            {
                "week": "P1W",
                "month": "P1M",
                "year": "P1Y",
                "decade": "P1E",
                "century": "P1C",
                "quarter": "P1Q",
                "weekend": "P1WE",
            }.get(unit),
            mod_of(match),
        )
    value = shifted(base, _LEADS[lead], "day" if part else unit)
    if lead == "the" and value is None:
        return None
    stamp = base.iso() if base and value else None
    if part:
        count = (
            -1
            if lead in {"last", "previous", "the previous"}
            else 1
            if lead in {"the next", "the following", "next"}
            else 0
        )
        return Timex(TimexType.TIME, f"{shifted(base, count, 'day') or 'XXXX-XX-XX'}T{part}", mod_of(match), stamp)
    unknown = {
        "day": "XXXX-XX-XX",
        "week": "XXXX-WXX",
        "weekend": "XXXX-WXX-WE",
        "month": "XXXX-XX",
        "year": "XXXX",
        "quarter": "XXXX-QX",
    }
    return Timex(TimexType.DATE, value or unknown.get(unit), mod_of(match), stamp)


def _end_of_unit(match: Found, context: Context) -> Timex | None:
    """Read "the end of the year", "the middle of the month"."""
    unit = match["unit"].lower()
    unknown = {"week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX", "decade": "XXX", "century": "XX"}
    return Timex(TimexType.DATE, shifted(context.anchor, 0, unit) or unknown[unit], mod_of(match), context.stamp)


def _weekend(match: Found, context: Context) -> Timex | None:
    """Read "over the weekend" as the last one, or the coming one."""
    count = 0 if context.ahead(match) > 0 else -1
    return Timex(TimexType.DATE, shifted(context.anchor, count, "weekend") or "XXXX-WXX-WE", None, context.stamp)


def _away(match: Found, context: Context) -> Timex | None:
    """Read "two years ago", "three days earlier", "a week later", "the day before", "in two weeks' time"."""
    unit = match["unit"].lower().rstrip("s").replace("centurie", "century")
    count = count_of(match["n"]) if match["n"] else None if match["unit"].lower().endswith("s") else 1
    how = re.sub(r"\s+", " ", match["how"].lower())
    sign = -1 if how in {"ago", "earlier", "before", "previously", "prior", "back"} else 1
    base = (
        context.anchor if how in {"ago", "from now", "from today", "back", "away"} else context.last or context.anchor
    )
    if unit in {"minute", "hour", "second"}:
        return Timex(TimexType.TIME if how != "ago" else TimexType.DATE, _clock_day(base), None, None)
    if count is None:
        vague = "PAST_REF" if sign < 0 else "FUTURE_REF"
        return Timex(TimexType.DATE, vague, None, None)
    if unit == "year" and count == 1 and sign < 0 and context.period and context.period[:4].isdigit():
        return Timex(TimexType.DATE, f"{int(context.period[:4]) - 1:04}{context.period[4:]}", None, context.stamp)
    value = shifted(base, sign * count, unit) if count < 100_000 else None
    unknown = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX"}.get(unit)
    return Timex(TimexType.DATE, value or unknown, hedged(match), base.iso() if base and value else None)


def _clock_day(base: PartialDate | None) -> str:
    """Return the day on which something happened some hours from another time, whose hour is not known."""
    return base.iso() if base and base.day else "XXXX-XX-XX"


def hedged(match: Found) -> str | None:
    """Return the TIMEX3 modifier of a hedge before a count."""
    return hedge_mod(match["hedge"]) if "hedge" in match.re.groupindex else None


def _day_only(match: Found, context: Context) -> Timex | None:
    """Read "on the 9th" as a day of the month last spoken of, but no day to come where the words look back."""
    number, last = day_number(match["number"]), context.last
    if not 1 <= number <= 31:
        return None
    if last is None or last.month is None:
        return Timex(TimexType.DATE, f"XXXX-XX-{number:02}")
    value = day_value(last.year, last.month, number)
    anchor = full(context.anchor)
    if value and anchor and date.fromisoformat(value) > anchor and context.ahead(match) <= 0:
        before = shifted(PartialDate(last.year, last.month), -1, "month") or ""
        value = day_value(int(before[:4]), int(before[5:7]), number) if before else value
    return Timex(TimexType.DATE, value, None, last.iso()) if value else None


_REFERENCE_WORDS: Final = frozenset(
    "now currently present moment presently nowadays days time recently lately past ago future term recent coming".split()
)
RELATIVE_RULES: Final[tuple[Rule, ...]] = (
    Rule("day_only", pattern_of(rf"(?:(?:on|of|by|until|from|since|between|after|before|was|is)\s)(?P<span>the\s(?P<number>\d\d?(?:st|nd|rd|th)|{ORDINAL}|twenty-(?:{ORDINAL})))(?=[,.;:)]|\s(?:and|to|at|he|she|they|it|we|I|when|that|which|had|was|in the|a)\b|$)"), _day_only, DIGITS | ORDINAL_WORDS),
    Rule("deictic", pattern_of(rf"(?P<word>the day before yesterday|the day after tomorrow|today|yesterday|tomorrow|tonight|last\snight)(?:\s(?P<part>{PART}))?"), _deictic, frozenset({"today", "yesterday", "tomorrow", "tonight", "night"})),
    Rule("reference", pattern_of(r"(?:in\s(?=the\spast))?(?P<span>(?P<word>right now|now|currently|at present|at the moment|presently|nowadays|these days|at this time|(?:more|most)\srecently|recently(?!\sas\b)|lately|(?<=in )the past(?!\s[\w-]+)|the recent past|long ago|the (?:near |foreseeable )?future|the (?:short|near) term|at that time|recent\s(?:days|weeks|months|years|quarters)|coming\s(?:days|weeks|months|quarters)))"), _reference, _REFERENCE_WORDS),
    Rule("weekday", pattern_of(rf"(?:(?P<lead>last|next|this past|this coming|this|past|coming|that same|that|the following|the next|the previous|the|a)\s)?{EARLY}(?P<day>{WEEKDAY})(?:\s(?P<part>{PART}))?"), _named_weekday, DAY_WORDS),
    Rule("weekday_of_week", pattern_of(rf"(?:the\s)?(?P<day>{WEEKDAY})(?:\s(?P<part>{PART}))?\s(?:(?:of\s)?(?P<week>last|this|next)\sweek|before\slast|week(?=[,.;:]|\s(?:and|at|in|from)\b|$))"), _weekday_of_week, DAY_WORDS),
    Rule("weekday_numbered", pattern_of(rf"(?P<day>{WEEKDAY}),?\sthe\s(?P<number>\d\d?(?:st|nd|rd|th)|{ORDINAL}|twenty-(?:{ORDINAL}))(?!\s(?:of|in\sa))"), _weekday_numbered, DAY_WORDS),
    Rule("led_unit", pattern_of(rf"{EARLY}(?P<lead>last|past|this past|previous|the previous|this|earlier this|later this|earlier last|late last|the current|current|the same|that|that same|next|the next|the following|following|coming|the coming|this coming|the preceding|the last|the past)\s(?:fiscal\s)?(?P<unit>day|week|weekend|month|quarter|year|decade|century|{PART})"), _led_unit, UNIT_WORDS | PART_WORDS),
    Rule("away", pattern_of(rf"{HEDGE}(?:(?P<n>{COUNT})\s|the\s)?(?P<unit>{UNIT})\s(?:or\sso\s)?(?P<how>ago|earlier(?!\sthan)|later(?!\sthan)|from now|from today|previously|hence|back)"), _away, UNIT_WORDS),
    Rule("day_before", pattern_of(r"(?P<n>the)\s(?P<unit>day|night|week|month|year)\s(?P<how>before|after)(?=[.,;:]|\s(?:he|she|they|it|and|the|when|that|in)\b|$)"), _away, UNIT_WORDS),
    Rule("end_of_unit", pattern_of(r"(?:the\s)?(?P<mod>end of|beginning of|start of|middle of|close of)\sthe\s(?:fiscal\s)?(?P<unit>week|month|year|decade|century)"), _end_of_unit, UNIT_WORDS),
    Rule("weekend", pattern_of(r"(?:over|during|at|this|on)\s(?P<span>the\sweekend)"), _weekend, frozenset({"weekend"})),

)  # fmt: skip
