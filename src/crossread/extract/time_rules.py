"""Rules for clock times, parts of the day, durations and sets."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from crossread.extract.time_words import (
    DIGITS,
    PART,
    PART_WORDS,
    WEEKDAY,
    Context,
    Found,
    Rule,
    count_of,
)
from crossread.extract.timex import PARTS, WEEKDAYS, Timex, weekday
from crossread.model.mention import TimexType

_HOUR: Final = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_MINUTES: Final = "five|ten|twenty|twenty-five|a quarter|quarter|half|twelve|fifteen|eighteen|nineteen|eleven|seven|eight|three|two|four|six|nine|thirteen|fourteen|sixteen|seventeen|twenty-(?:one|two|three|four|six|seven|eight|nine)"
_PART_AFTER: Final = r"(?:\s(?:in the|at|that|this|on\s\w+day)\s?(?P<part>morning|afternoon|evening|night)|\s(?P<half>a\.?m\.?|p\.?m\.?)(?!\w))?"


def _compile(pattern: str) -> re.Pattern[str]:
    """Compile a pattern that begins and ends between words."""
    return re.compile(rf"(?<![\w.:,-]){pattern}(?!\w)", re.IGNORECASE)


def _day(context: Context) -> str:
    """Return the day that a clock time without one is of: the one last spoken of, if it is known to the day."""
    last = context.last
    return last.iso() if last is not None and last.day is not None else "XXXX-XX-XX"


def _time(context: Context, hour: int, minute: int, match: Found | None = None) -> Timex | None:
    """Make a clock time; "p.m." and "in the evening" add twelve hours."""
    half, part = ((match[name] or "").lower() for name in ("half", "part")) if match else ("", "")
    night = part == "night" and hour > 5
    if hour < 12 and (half.startswith("p") or part in {"afternoon", "evening"} or night):
        hour += 12
    if half.startswith("a") and hour == 12:
        hour = 0
    if hour > 24 or minute > 59:
        return None
    return Timex(TimexType.TIME, f"{_day(context)}T{hour:02}:{minute:02}")


_AT: Final = re.compile(
    r"\b(?:at|by|until|till|from|before|after|since|around|about|to|and|timed|between|entry|reads?|stamp)\s$|"
    r"(?:day|\d|ary|ber|march|april|may|june|july|august),\s$"
)
_UNIT_NEXT: Final = re.compile(r"\s?(?:%|per|percent|million|billion|m\b|km|metres|tonnes|share|points|cents)")


def _digital(match: Found, context: Context) -> Timex | None:
    """Read "3:15 p.m.", "22.40", "3 p.m."; a full stop between the digits needs a sign that it is a time."""
    if not (match["half"] or match["oclock"]) and not _is_clock(match, context.text):
        return None
    return _time(context, int(match["h"]), int(match["min"] or 0), match)


def _is_clock(match: Found, text: str) -> bool:
    """Tell a clock time from another number with a stop or colon in it."""
    if match["min"] is None:
        return False
    if match["sep"] == ":":
        return True
    before = text[max(0, match.start() - 24) : match.start()].lower()
    alone = match.start() == 0 and text[match.end() : match.end() + 1] in {".", ",", ":", ""}
    marked = alone or _AT.search(before) is not None
    return marked and _UNIT_NEXT.match(text[match.end() : match.end() + 10].lower()) is None


def _military(match: Found, context: Context) -> Timex | None:
    """Read "0540 hours"."""
    return _time(context, int(match["h"]), int(match["min"]))


_CLOCK_BEFORE: Final = re.compile(
    r"\b(?:at|by|until|till|about|around|from|towards?|was|is|almost|nearly|then|past)\s$"
)


def _spoken(match: Found, context: Context) -> Timex | None:
    """Read "five past seven", "twenty to eleven", "half past three".

    "Five to seven" may be a range; "twenty to eleven" is none, as ranges rise.
    """
    words, to = match["m"].lower(), match["how"].lower() in {"to", "before"}
    minutes = 15 if "quarter" in words else 30 if words.startswith("half") else int(count_of(words) or 0)
    hour = int(count_of(match["h"]) or 0)
    if to and "minute" not in match.group().lower() and (match["how"].lower() == "before" or minutes <= hour):
        before = context.text[max(0, match.start() - 12) : match.start()].lower()
        if not match["about"] and not _CLOCK_BEFORE.search(before):
            return None
    if to:
        hour, minutes = (hour - 1) or 12, 60 - minutes
    timex = _time(context, hour, minutes, match)
    return replace(timex, mod="APPROX") if timex and match["about"] else timex


def _to_midnight(match: Found, context: Context) -> Timex | None:
    """Read "twenty minutes to midnight", "a quarter past noon", "an hour before midnight"."""
    words = match["m"].lower()
    minutes = 15 if "quarter" in words else 30 if words.startswith("half") else int(count_of(words) or 0)
    if match["unit"] and match["unit"].lower().startswith("hour"):
        minutes *= 60
    start = 24 * 60 if match["word"].lower() == "midnight" else 12 * 60
    total = (start + (minutes if match["how"].lower() in {"past", "after"} else -minutes)) % (24 * 60)
    return _time(context, *divmod(total, 60))


def _oclock(match: Found, context: Context) -> Timex | None:
    """Read "five o'clock in the evening", "six in the morning", "at nine"."""
    if _PUT_AT.search(context.text[max(0, match.start() - 24) : match.start()].lower()):
        return None
    return _time(context, int(count_of(match["h"]) or 0), 0, match)


_PUT_AT: Final = re.compile(
    r"\b(?:put|puts|stands?|stood|toll|deaths|dead|number|estimated|remains?|set|aged?|only)\s$"
)


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


_HOUR_WORDS: Final = frozenset(_HOUR.split("|"))
TIME_RULES: Final[tuple[Rule, ...]] = (
    Rule("digital", _compile(r"(?P<h>[01]?\d|2[0-4])(?=[.:]\d\d|\s?[ap]\.?m|\s(?:o['’]clock|hours))(?:(?P<sep>[.:])(?P<min>[0-5]\d))?(?:\s?(?P<half>a\.?m\.|p\.?m\.|[ap]m(?!\w))|\s(?P<oclock>o['’]clock|hours(?=\s(?:on|local))))?(?:\s(?:in the|at|on\s\w+day)\s?(?P<part>morning|afternoon|evening|night))?"), _digital, DIGITS),
    Rule("military", _compile(r"(?P<h>[01]\d|2[0-4])[.:]?(?P<min>[0-5]\d)\s?(?:hours|hrs)(?!\s(?:of|a|per)\b)"), _military, frozenset({"hours", "hrs"})),
    Rule("spoken", _compile(rf"(?P<about>(?:about|around|nearly|almost|some|roughly)\s)?(?P<m>{_MINUTES}|\d\d?)(?:\sminutes?)?\s(?P<how>past|to|before|after)\s(?P<h>{_HOUR})(?!\s(?:days|weeks|people|years|months|men|women|hours|minutes|dead|others|hundred|thousand|million|billion|per|of|times|more)\b|-){_PART_AFTER}"), _spoken, _HOUR_WORDS),
    Rule("to_midnight", _compile(rf"(?P<m>{_MINUTES}|an|one|\d\d?)(?:\s(?P<unit>minutes?|hours?))?\s(?P<how>past|to|before|after)\s(?P<word>midnight|noon|midday)"), _to_midnight, frozenset({"midnight", "noon", "midday"})),
    Rule("oclock", _compile(rf"(?P<h>{_HOUR})\so['’]clock{_PART_AFTER}"), _oclock, _HOUR_WORDS),
    Rule("hour_part", _compile(rf"(?P<h>{_HOUR}|\d\d?)(?P<half>(?!))?\s(?:in\sthe|at|that|this)\s(?P<part>morning|afternoon|evening|night)"), _oclock, PART_WORDS),
    Rule("bare_hour", _compile(rf"(?:at|at\sabout|at\saround|before|until|till|towards?|shortly\safter|shortly\sbefore|soon\safter)\s(?P<span>(?P<h>{_HOUR})(?P<half>(?!))?(?P<part>(?!))?)(?=[,.;:]|\s(?:on|that|this|sharp|when|and|but|the|he|she|they|it|we|I)\b|$)"), _oclock, _HOUR_WORDS),
    Rule("named_hour", _compile(r"(?P<word>noon|midday|midnight)"), _named_hour, frozenset({"midnight", "noon", "midday"})),
    Rule("part", _compile(r"(?:(?:in|during|on|by|of|until|since)\s)(?P<span>the\s(?:early\s|late\s)?(?P<part>morning|afternoon|evening|night))"), _part_of_day, PART_WORDS),
    Rule("dawn", _compile(r"(?:(?:at|before|towards?|by|until|since|after)\s)(?P<span>(?P<part>dawn|dusk))|(?P<over>(?!))"), _part_of_day, PART_WORDS),
    Rule("overnight", _compile(r"(?P<part>overnight)"), _part_of_day, frozenset({"overnight"})),
    Rule("night_of", _compile(rf"the\s(?P<part>{PART})\sof\s(?P<day>{WEEKDAY})(?!,?\s(?:the\s)?(?:\d|[A-Z][a-z]+\.?\s\d))"), _weekday_night, PART_WORDS),
)  # fmt: skip
