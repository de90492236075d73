"""Rules for clock times, parts of the day, durations and sets."""

from __future__ import annotations

import re
from typing import Final

from crossread.extract.date_rules import (
    COUNT,
    HEDGE,
    MONTH,
    PART,
    WEEKDAY,
    Context,
    Found,
    Rule,
    count_of,
    hedge_mod,
    month_number,
)
from crossread.extract.numerals import read_number
from crossread.extract.timex import PARTS, UNITS, WEEKDAYS, Timex, duration, weekday
from crossread.model.mention import TimexType

_HOUR: Final = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_MINUTES: Final = "five|ten|twenty|twenty-five|a quarter|quarter|half|twelve|fifteen|eighteen|nineteen|seven|eight|three|two|four|six|nine|thirteen|fourteen|sixteen|seventeen"
_PART_AFTER: Final = r"(?:\s(?:in the|at|that|this|on\s\w+day)\s?(?P<part>morning|afternoon|evening|night)|\s(?P<half>a\.?m\.?|p\.?m\.?)(?!\w))?"


def _compile(pattern: str) -> re.Pattern[str]:
    """Compile a pattern that begins and ends between words."""
    return re.compile(rf"(?<![\w.:,-]){pattern}(?!\w)", re.IGNORECASE)


def _day(context: Context) -> str:
    """Return the day that a clock time without one is of: the one last spoken of, if it is known to the day."""
    last = context.last
    return last.iso() if last is not None and last.day is not None else "XXXX-XX-XX"


def _time(context: Context, hour: int, minute: int, half: str | None, part: str | None) -> Timex | None:
    """Make a clock time; "p.m." and "in the evening" add twelve hours."""
    later = (
        (half or "").lower().startswith("p")
        or (part or "").lower() in {"afternoon", "evening"}
        or ((part or "").lower() == "night" and hour > 5)
    )
    if later and hour < 12:
        hour += 12
    if (half or "").lower().startswith("a") and hour == 12:
        hour = 0
    if hour > 24 or minute > 59:
        return None
    return Timex(TimexType.TIME, f"{_day(context)}T{hour:02}:{minute:02}")


def _digital(match: Found, context: Context) -> Timex | None:
    """Read "3:15 p.m.", "22.40", "3 p.m."; a full stop between the digits needs a sign that it is a time."""
    hour, minute = int(match["h"]), int(match["min"] or 0)
    before = context.text[max(0, match.start() - 24) : match.start()].lower()
    alone = match.start() == 0 and context.text[match.end() : match.end() + 1] in {".", ",", ":", ""}
    marked = (
        alone
        or match["half"]
        or match["oclock"]
        or re.search(r"\b(?:at|by|until|till|from|before|after|since|around|about|to|and|timed|around)\s$", before)
    )
    if not match["half"] and not match["oclock"]:
        if (
            match["min"] is None
            or (match["sep"] == "." and not marked)
            or (match["sep"] == "." and len(match["min"]) != 2)
        ):
            return None
        follows = context.text[match.end() : match.end() + 10].lower()
        if match["sep"] == "." and re.match(r"\s?(?:%|per|percent|million|billion|m\b|km|metres|tonnes)", follows):
            return None
    return _time(context, hour, minute, match["half"], match["part"])


def _spoken(match: Found, context: Context) -> Timex | None:
    """Read "five past seven", "twenty to eleven", "half past three"."""
    words = match["m"].lower()
    minutes = 15 if "quarter" in words else 30 if words == "half" else int(count_of(words) or 0)
    hour = int(count_of(match["h"]) or 0)
    if match["how"].lower() in {"to", "before"}:
        if "minute" not in match.group().lower() and not re.search(
            r"\b(?:at|by|until|about|around|from|towards)\s$", context.text[: match.start()].lower()
        ):
            return None
        hour, minutes = (hour - 1) or 12, 60 - minutes
    return _time(context, hour, minutes, match["half"], match["part"])


def _oclock(match: Found, context: Context) -> Timex | None:
    """Read "five o'clock in the evening", "six in the morning"."""
    return _time(context, int(count_of(match["h"]) or 0), 0, match["half"], match["part"])


def _named_hour(match: Found, context: Context) -> Timex | None:
    """Read "noon" and "midnight"."""
    return Timex(
        TimexType.TIME, f"{_day(context)}T{'12:00' if match['word'].lower() in {'noon', 'midday'} else '24:00'}"
    )


def _part_of_day(match: Found, context: Context) -> Timex | None:
    """Read "in the morning", "at dawn", "overnight", "the evening of 3 May" (its day is told beside it)."""
    return Timex(TimexType.TIME, f"{_day(context)}T{PARTS[match['part'].lower()]}")


def _weekday_night(match: Found, context: Context) -> Timex | None:
    """Read "the night of Saturday", whose day is found by the weekday's own rule where it is known."""
    value = (
        weekday(context.anchor, WEEKDAYS[match["day"].lower()], context.ahead(match))
        or f"XXXX-WXX-{WEEKDAYS[match['day'].lower()] + 1}"
    )
    return Timex(TimexType.TIME, f"{value}T{PARTS[match['part'].lower()]}")


def _length(match: Found, context: Context) -> Timex | None:
    """Read "three days", "nearly 20 years", "a 19-year war", "half an hour", "a few weeks", "decades"."""
    unit = match["unit"].lower().removesuffix("s").replace("centurie", "century")
    follows = context.text[match.end() : match.end() + 12].lower()
    if re.match(r"[-\s]olds?\b|\sof\sage\b|['’]?\solder", follows) or context.text[: match.start()].endswith("aged "):
        return None
    if unit == "second" and match["n"].lower() in {"a", "the", "one"}:
        return None
    mod = hedge_mod(match["hedge"])
    words = match["n"].lower()
    if words.startswith("half"):
        return Timex(
            TimexType.DURATION,
            {"hour": "PT30M", "day": "PT12H", "year": "P6M", "century": "P50Y", "decade": "P5Y"}.get(
                unit, duration("0.5", unit)
            ),
            mod,
        )
    count = re.sub(r"\s", " ", words)
    if re.fullmatch(r"\d+\.\d+", count):
        return Timex(TimexType.DURATION, duration(count, unit), mod)
    number = count_of(count) if count not in {"several", "many", "some", "few"} and "few" not in count else None
    if number is not None and match["tail"]:
        return _with_half(number, unit, mod)
    if count in {"a", "an"} and unit in {"day", "night", "week", "month", "year"} and _is_rate(match, context):
        return None
    return Timex(TimexType.DURATION, duration(str(number) if number is not None else "X", unit), mod)


def _with_half(number: int, unit: str, mod: str | None) -> Timex:
    """Read "two and a half hours"."""
    smaller = {"hour": ("PT", 60, "M"), "year": ("P", 12, "M"), "day": ("PT", 24, "H"), "minute": ("PT", 60, "S")}.get(
        unit
    )
    if smaller is None:
        return Timex(TimexType.DURATION, duration(f"{number}.5", unit), mod)
    head, size, letter = smaller
    if unit == "hour":
        return Timex(TimexType.DURATION, f"PT{number}H30M", mod)
    return Timex(TimexType.DURATION, f"{head}{number * size + size // 2}{letter}", mod)


def _is_rate(match: Found, context: Context) -> bool:
    """Tell whether "a day" stands for "per day", after a number and its noun."""
    return (
        re.search(
            r"\d[\w,.]*\s\w+\s$|(?:times|twice|once|dollars|percent|barrels)\s$",
            context.text[max(0, match.start() - 30) : match.start()],
        )
        is not None
    )


def _vague_length(match: Found, context: Context) -> Timex | None:
    """Read "for years", "decades of war", "a matter of weeks"."""
    unit = match["unit"].lower().removesuffix("s").replace("centurie", "century")
    return Timex(TimexType.DURATION, duration("X", unit)) if context.text else None


def _past_length(match: Found, _: Context) -> Timex | None:
    """Read "the past three years", "the last 24 hours"."""
    unit = match["unit"].lower().removesuffix("s").replace("centurie", "century")
    number = count_of(match["n"]) if match["n"] else None
    return Timex(TimexType.DURATION, duration(str(number) if number is not None else "X", unit))


_SETS: Final = {
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "quarterly": "P1Q",
    "yearly": "P1Y",
    "annual": "P1Y",
    "annually": "P1Y",
    "hourly": "PT1H",
    "fortnightly": "P2W",
}


def _every(match: Found, _: Context) -> Timex | None:
    """Read "every day", "each year", "every Monday", "every two weeks"."""
    unit = match["unit"].lower().removesuffix("s")
    if unit in WEEKDAYS:
        return Timex(TimexType.SET, f"XXXX-WXX-{WEEKDAYS[unit] + 1}")
    if unit in PARTS:
        return Timex(TimexType.SET, f"XXXX-XX-XXT{PARTS[unit]}" if unit != "night" else "XXXX-XX-XXTNI")
    if unit not in UNITS:
        return Timex(TimexType.SET, "P1Y")
    number = read_number(match["n"]) if match["n"] and not match["n"].isdigit() else float(match["n"] or 1)
    return Timex(TimexType.SET, duration(str(int(number or 2)), unit))


def _every_month(match: Found, _: Context) -> Timex | None:
    """Read "each July"."""
    return Timex(TimexType.SET, f"XXXX-{month_number(match['month']):02}")


def _adverb(match: Found, context: Context) -> Timex | None:
    """Read "daily", "annual"; in a name ("Daily News") they are none."""
    if match.group()[0].isupper() and re.match(r"\s[A-Z]", context.text[match.end() :]) and match.start() > 0:
        return None
    return Timex(TimexType.SET, _SETS[match["word"].lower()])


_UNIT: Final = (
    r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|fortnights?|months?|years?|decades?|century|centuries)"
)
_SMALL: Final = r"two|three|four|five|six|seven|eight|nine|ten|other|second|third|\d+"

TIME_RULES: Final[tuple[Rule, ...]] = (
    Rule("digital", _compile(r"(?P<h>[01]?\d|2[0-4])(?:(?P<sep>[.:])(?P<min>[0-5]\d))?(?:\s?(?P<half>a\.?m\.|p\.?m\.|[ap]m(?!\w))|\s(?P<oclock>o['’]clock|hours(?=\s(?:on|local))))?(?:\s(?:in the|at|on\s\w+day)\s?(?P<part>morning|afternoon|evening|night))?"), _digital),
    Rule("spoken", _compile(rf"(?:about\s|around\s)?(?P<m>{_MINUTES}|\d\d?)(?:\sminutes)?\s(?P<how>past|to|before|after)\s(?P<h>{_HOUR})(?!\s(?:days|weeks|people|years|months|men|women|hours|minutes|dead|others|hundred|thousand|per|of)|-){_PART_AFTER}"), _spoken),
    Rule("oclock", _compile(rf"(?P<h>{_HOUR})(?:\so['’]clock{_PART_AFTER})"), _oclock),
    Rule("hour_part", _compile(rf"(?P<h>{_HOUR}|\d\d?)\s(?:in the (?P<part>morning|afternoon|evening)|at (?P<half>p)?(?:night))"), lambda match, context: _time(context, int(count_of(match["h"]) or 0), 0, None, match["part"] or "night")),
    Rule("bare_hour", _compile(rf"at\s(?P<span>(?P<h>{_HOUR})(?P<half>(?!))?(?P<part>(?!))?)(?=[,.;:]|\s(?:on|that|this|in|sharp)\b|$)"), _oclock),
    Rule("named_hour", _compile(r"(?P<word>noon|midday|midnight)"), _named_hour),
    Rule("part", _compile(r"(?:(?:in|during|on|by|of|until|since)\s)(?P<span>the\s(?:early\s|late\s)?(?P<part>morning|afternoon|evening|night))"), _part_of_day),
    Rule("dawn", _compile(r"(?:(?:at|before|towards?|by|until|since|after)\s)(?P<span>(?P<part>dawn|dusk))|(?P<over>(?!))"), _part_of_day),
    Rule("overnight", _compile(r"(?P<part>overnight)"), _part_of_day),
    Rule("night_of", _compile(rf"the\s(?P<part>{PART})\sof\s(?P<day>{WEEKDAY})"), _weekday_night),
    Rule("length", _compile(rf"{HEDGE}(?:the\s(?=\w+\s))?(?:(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\s?(?:to|or|-|–)\s?)?(?P<n>half\san?|{COUNT})(?P<tail>\sand\sa\shalf)?(?:\s(?:more|whole|full|long|consecutive|straight|short))?[\s-](?P<unit>{_UNIT})(?!\s(?:ago|earlier|later|from now)\b)"), _length),
    Rule("hour_and_half", _compile(r"(?P<hedge>(?!))?(?P<n>an?)\s(?P<unit>hour|year|day)(?P<tail>\sand\sa\shalf)"), _length),
    Rule("past_length", _compile(rf"the\s(?:past|last|next|coming|previous|first|final|following)\s(?:(?P<n>{COUNT})\s)?(?P<unit>seconds|minutes|hours|days|weeks|months|years|decades|centuries)"), _past_length),
    Rule("vague_length", _compile(r"(?:(?:for|in|after|over|within|took|take|lasted|of|matter of|many|countless)\s)(?P<span>(?P<unit>days|weeks|months|years|decades|centuries|hours|minutes))"), _vague_length),
    Rule("decades_of", _compile(r"(?P<unit>days|weeks|months|years|decades|centuries)(?=\sof\s)"), _vague_length),
    Rule("every", _compile(rf"(?:every|each)\s(?:(?P<n>{_SMALL})\s)?(?P<unit>day|week|month|quarter|year|decade|hour|minute|{WEEKDAY}|{PART}|spring|summer|autumn|winter)s?"), _every),
    Rule("every_month", _compile(rf"(?:every|each)\s(?P<month>{MONTH})"), _every_month),
    Rule("adverb", _compile(r"(?P<word>daily|nightly|weekly|monthly|yearly|hourly|fortnightly)"), _adverb),
)  # fmt: skip
