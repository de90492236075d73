"""Rules for lengths of time and for what comes again and again: "three weeks", "half an hour", "every Monday"."""

from __future__ import annotations

import re
from typing import Final

from crossread.extract.numerals import read_number
from crossread.extract.time_words import (
    COUNT,
    HEDGE,
    MONTH,
    PART,
    UNIT_WORDS,
    WEEKDAY,
    Context,
    Found,
    Rule,
    count_of,
    hedge_mod,
    month_number,
)
from crossread.extract.timex import PARTS, UNITS, WEEKDAYS, Timex, duration
from crossread.model.mention import TimexType


def _compile(pattern: str) -> re.Pattern[str]:
    """Compile a pattern that begins and ends between words."""
    return re.compile(rf"(?<![\w.:,-]){pattern}(?!\w)", re.IGNORECASE)


_AGE: Final = re.compile(r"[-\s]olds?\b|\sof\sage\b|['’]?\solder")
_HALVES: Final = {"hour": "PT30M", "day": "PT12H", "year": "P6M", "century": "P50Y", "decade": "P5Y", "minute": "PT30S"}
_SMALLER: Final = {"hour": "PT{}H30M", "year": "P{}Y6M", "day": "P{}DT12H", "minute": "PT{}M30S", "month": "P{}M15D"}
_VAGUE: Final = frozenset({"several", "many", "some", "few", "a few", "just a few"})


def _length(match: Found, context: Context) -> Timex | None:
    """Read "three days", "nearly 20 years", "a 19-year war", "half an hour", "a few weeks", "decades"."""
    unit = _unit(match["unit"])
    follows = context.text[match.end() : match.end() + 12].lower()
    if _AGE.match(follows) or context.text[max(0, match.start() - 5) : match.start()] == "aged ":
        return None
    count, mod = re.sub(r"\s", " ", match["n"].lower()), hedge_mod(match["hedge"])
    if unit == "second" and count in {"a", "the", "one"}:
        return None
    if count in {"a", "an"} and unit in {"day", "night", "week", "month", "year"} and _is_rate(match, context):
        return None
    return Timex(TimexType.DURATION, _value(count, unit, half=bool(match["tail"])), mod)


def _value(count: str, unit: str, *, half: bool) -> str:
    """Return the TIMEX3 value of a count of units."""
    if count.startswith("half"):
        return _HALVES.get(unit, duration("0.5", unit))
    if "quarter of" in count:
        return "PT15M" if unit == "hour" else duration("0.25", unit)
    if re.fullmatch(r"\d+\.\d+", count):
        return duration(count, unit)
    if count.endswith(("½", " 1/2")):
        half, count = True, count.removesuffix("½").removesuffix("1/2").strip() or "0"
    number = None if count in _VAGUE else count_of(count) if count != "0" else 0
    if number is None:
        return duration("X", unit)
    if half:
        return _SMALLER[unit].format(number) if unit in _SMALLER and number else duration(f"{number}.5", unit)
    return duration(str(number), unit)


def _unit(words: str) -> str:
    """Return a unit in the singular."""
    return words.lower().removesuffix("s").replace("centurie", "century").replace("millennia", "millennium")


_RATE: Final = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|"
    r"hundred|thousand|million|billion|dozen|once|twice|times|dollars|pounds|euros|percent))\S*(?:\s[a-z-]+){0,3}\s$",
    re.IGNORECASE,
)
_NO_RATE: Final = re.compile(
    r"\b(?:for|in|after|within|of|than|about|over|almost|nearly|every|lasted|took|takes?|last|waited|is|was|be|"
    r"once|and|or|to|with|at|by|on|from|before|but|until|just|only|not|some)\s$"
)


def _is_rate(match: Found, context: Context) -> bool:
    """Tell whether "a day" stands for "per day", after a number and its noun."""
    before = context.text[max(0, match.start() - 60) : match.start()]
    if re.search(r"\b(?:once|twice)\s$", before):
        return True
    return _RATE.search(before) is not None and _NO_RATE.search(before) is None


def _vague_length(match: Found, context: Context) -> Timex | None:
    """Read "for years", "decades of war", "a matter of weeks"."""
    unit = _unit(match["unit"])
    return Timex(TimexType.DURATION, duration("X", unit)) if context.text else None


def _hours_and_minutes(match: Found, _: Context) -> Timex | None:
    """Read "an hour and twenty minutes"."""
    hours, minutes = count_of(match["h"]), count_of(match["m"])
    return Timex(TimexType.DURATION, f"PT{hours}H{minutes}M") if hours and minutes else None


def _long(match: Found, _: Context) -> Timex | None:
    """Read "day-long", "decades-long"."""
    words = match["unit"].lower()
    return Timex(TimexType.DURATION, duration("X" if _unit(words) != words else "1", _unit(words)))


def _past_length(match: Found, _: Context) -> Timex | None:
    """Read "the past three years", "the last 24 hours"."""
    unit = _unit(match["unit"])
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


_ADVERBS: Final = frozenset(_SETS)
LENGTH_RULES: Final[tuple[Rule, ...]] = (
    Rule("length", _compile(rf"{HEDGE}(?:the\s(?=\w+\s))?(?:(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\s?(?:to|or|-|–)\s?)?(?P<n>half\san?|(?:a|three)\squarters?\sof\san|{COUNT})(?P<tail>\sand\sa\shalf)?(?:\s(?:more|whole|full|long|consecutive|straight|short))?[\s-](?P<unit>{_UNIT})(?!\s(?:ago|earlier|later|from now)\b)"), _length, UNIT_WORDS),
    Rule("hour_and_half", _compile(r"(?P<hedge>(?!))?(?P<n>an?|one)\s(?P<unit>hour|year|day|minute|month|week)(?P<tail>\sand\sa\shalf)"), _length, frozenset({"half"})),
    Rule("hour_and_minutes", _compile(rf"(?P<h>{COUNT})\shours?(?:,|\sand|,\sand)?\s(?P<m>{COUNT})\sminutes?"), _hours_and_minutes, frozenset({"minute", "minutes"})),
    Rule("long", _compile(r"(?P<unit>day|week|month|year|decade|century|hour|days|weeks|months|years|decades|centuries|hours)-long"), _long, frozenset({"long"})),
    Rule("past_length", _compile(rf"the\s(?:past|last|next|coming|previous|first|final|following)\s(?:(?P<n>{COUNT})\s)?(?P<unit>seconds|minutes|hours|days|weeks|weekends|months|quarters|years|decades|centuries)"), _past_length, UNIT_WORDS),
    Rule("vague_length", _compile(r"(?:(?:for|in|after|over|within|took|take|lasted|of|matter of|many|countless)\s)(?P<span>(?P<unit>days|weeks|months|years|decades|centuries|hours|minutes))"), _vague_length, UNIT_WORDS),
    Rule("decades_of", _compile(r"(?P<unit>days|weeks|months|years|decades|centuries)(?=\sof\s)"), _vague_length, UNIT_WORDS),
    Rule("every", _compile(rf"(?:every|each)\s(?:(?P<n>{_SMALL})\s)?(?P<unit>day|week|month|quarter|year|decade|hour|minute|{WEEKDAY}|{PART}|spring|summer|autumn|winter)s?"), _every, frozenset({"every", "each"})),
    Rule("every_month", _compile(rf"(?:every|each)\s(?P<month>{MONTH})"), _every_month, frozenset({"every", "each"})),
    Rule("adverb", _compile(r"(?P<word>daily|nightly|weekly|monthly|yearly|hourly|fortnightly)"), _adverb, _ADVERBS),
)  # fmt: skip
