"""Rules for days, months, years, seasons, festivals, centuries, and for dates reckoned from another date."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from crossread.extract.numerals import read_number
from crossread.extract.timex import (
    MONTHS,
    PARTS,
    SEASONS,
    WEEKDAYS,
    Timex,
    day_value,
    nearest_year,
    shifted,
    weekday,
)
from crossread.model.mention import TimexType
from crossread.model.value import PartialDate

Found = re.Match[str]


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may look at besides its own words.

    Attributes:
        text: The sentence.
        anchor: When the document was published, or None.
        last: The date last spoken of, or None.
        direction: -1 where the sentence looks back, 1 where it looks ahead, 0 where no verb tells.
    """

    text: str
    anchor: PartialDate | None
    last: PartialDate | None
    direction: int

    def ahead(self, match: Found) -> int:
        """Return the direction at a match: words right before it can turn it."""
        before = self.text[max(0, match.start() - 24) : match.start()].lower().rstrip()
        if before.endswith(
            (
                " by",
                " until",
                " till",
                " next",
                " coming",
                "due",
                "expected",
                "scheduled for",
                "effective",
                "as soon as",
                "as early as",
            )
        ):
            return 1
        if self.direction == 0 and before.endswith((" for", "starting", "beginning")):
            return 1
        return -1 if before.endswith((" since", " last", " past")) else self.direction

    @property
    def stamp(self) -> str | None:
        """Return the date of publication as it is written into `anchor`."""
        return self.anchor.iso() if self.anchor else None


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what it means; `read` returns None where the words are no time after all.

    A group called `span` in the pattern marks the expression where the pattern looks further than that.
    """

    name: str
    pattern: re.Pattern[str]
    read: Callable[[Found, Context], Timex | None]


MONTH: Final = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
WEEKDAY: Final = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
SHORT_DAY: Final = rf"(?:{WEEKDAY}|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\b\.?)"
PART: Final = r"(?:morning|afternoon|evening|night)"
ORDINALS: Final = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
}
_ORDINAL: Final = "|".join(ORDINALS)
_DAY: Final = (
    rf"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?|(?:the\s)?(?:{_ORDINAL}|twenty-(?:{_ORDINAL})|thirtieth|thirty-first)"
)
_YEAR: Final = r"(?:1[0-9]|20)\d\d"
_EARLY: Final = r"(?:(?P<mod>early|late|mid|mid-to-late|the beginning of|the start of|the end of|the middle of|the close of|beginning of|end of|the first half of|the second half of|early on|late on)[\s-](?:in\s)?)?"
MODS: Final = {
    "early": "START",
    "late": "END",
    "mid": "MID",
    "mid-to-late": "END",
    "beginning": "START",
    "start": "START",
    "end": "END",
    "middle": "MID",
    "close": "END",
    "first half": "START",
    "second half": "END",
}


def _compile(pattern: str) -> re.Pattern[str]:
    """Compile a pattern that begins and ends between words."""
    return re.compile(rf"(?<![\w-]){pattern}(?!\w)", re.IGNORECASE)


def mod_of(match: Found) -> str | None:
    """Return the modifier of the words "early", "the end of" and the like."""
    words = (match["mod"] or "").lower()
    return (
        next(
            (mod for key, mod in MODS.items() if key in words.split() or (key in words and " " in key) or key == words),
            None,
        )
        if words
        else None
    )


def day_number(words: str) -> int:
    """Return the day of the month: "3rd", "the twenty-first".

    Examples:
        >>> day_number("3rd"), day_number("the twenty-first")
        (3, 21)
    """
    digits = re.match(r"\d+", words)
    if digits:
        return int(digits.group())
    parts = words.lower().removeprefix("the ").split("-")
    tens = {"twenty": 20, "thirty": 30, "thirtieth": 30}
    return sum(tens.get(part, 0) or ORDINALS.get(part, 0) for part in parts)


def month_number(words: str) -> int:
    """Return the number of a month."""
    return MONTHS[words.lower().rstrip(".")]


def _calendar_day(match: Found, context: Context) -> Timex | None:
    """Read "Tuesday, 3 May 2031" and "May 3rd"; without a year the nearest one is taken."""
    month, day = month_number(match["month"]), day_number(match["day"])
    if match["month"] in {"may", "march", "mar", "sat", "sun"}:
        return None
    if match["year"]:
        value = day_value(int(match["year"]), month, day)
        return Timex(TimexType.DATE, value) if value else None
    year = _year_of_day(context, match, month, day)
    value = day_value(year, month, day)
    return Timex(TimexType.DATE, value, None, context.stamp) if value else None


def _year_of_day(context: Context, match: Found, month: int, day: int) -> int | None:
    """Return the year of a day named without one: that of the nearest such day, as far as six months ahead."""
    anchor = context.anchor
    if anchor is None or anchor.month is None:
        return nearest_year(anchor, month, -1)
    away = (month - anchor.month) % 12
    if context.ahead(match) > 0:
        return anchor.year + (month < anchor.month)
    if context.direction == 0 and away > 6:
        return anchor.year - (month > anchor.month)
    if context.direction == 0:
        return anchor.year + (month < anchor.month)
    if (month, day) <= (anchor.month, anchor.day or 31):
        return anchor.year
    return anchor.year if away <= 1 else anchor.year - 1


def _day_range(match: Found, context: Context) -> Timex | None:
    """Read the first of two days ("14-15 March 2031", "March 14 and 15")."""
    return _calendar_day(match, context)


def _iso(match: Found, _: Context) -> Timex | None:
    """Read 2031-05-03."""
    month, day = int(match["m"]), int(match["d"])
    value = day_value(int(match["y"]), month, day) if 1 <= month <= 12 else None
    return Timex(TimexType.DATE, value) if value else None


def _slashed(match: Found, _: Context) -> Timex | None:
    """Read 5/13/2031 and 13.5.2031; month first with strokes where both are possible."""
    one, two, year = int(match["a"]), int(match["b"]), int(match["y"])
    year += 0 if year > 99 else 2000 if year < 50 else 1900
    month, day = (one, two) if match["sep"] == "/" and one <= 12 else (two, one)
    if month > 12:
        month, day = day, month
    value = day_value(year, month, day) if 1 <= month <= 12 else None
    return Timex(TimexType.DATE, value) if value else None


def _month(match: Found, context: Context) -> Timex | None:
    """Read "May 2031", "late May", "last May"; the bare words may, march and mar are months only where something says so."""
    word = match["month"]
    month = month_number(word)
    mod = mod_of(match)
    if not word[0].isupper():
        return None
    if match["year"]:
        return Timex(TimexType.DATE, day_value(int(match["year"]), month, None), mod)
    lead = (match["lead"] or "").lower()
    if word in {"May", "March", "Mar", "Jan", "Jun", "Sep", "April", "June", "August"} and not (
        lead or mod or _before_month(match, context)
    ):
        return None
    direction = {"last": -1, "next": 1, "this": context.direction}.get(lead, context.ahead(match))
    year = nearest_year(context.anchor, month, direction)
    if year is not None and context.anchor and lead in {"last", "next"} and context.anchor.month == month:
        year += -1 if lead == "last" else 1
    return Timex(TimexType.DATE, day_value(year, month, None), mod, context.stamp)


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


def spoken_year(words: str) -> int:
    """Return a year in words.

    Examples:
        >>> spoken_year("nineteen ninety-six"), spoken_year("two thousand and four")
        (1996, 2004)
    """
    lower = words.lower().replace("-", " ")
    if lower.startswith("two thousand"):
        return int(2000 + read_number(lower.removeprefix("two thousand")))
    head, _, tail = lower.partition(" ")
    return int(read_number(head) * 100 + read_number(tail))


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


def _season(match: Found, context: Context) -> Timex | None:
    """Read "the summer of 2031", "last winter", "this spring"."""
    code = SEASONS[match["season"].lower()]
    mod, lead = mod_of(match), (match["lead"] or "").lower()
    if match["year"]:
        return Timex(TimexType.DATE, f"{match['year']}-{code}", mod)
    if not mod and (lead in {"", "the"} and match["season"].lower() not in {"summer", "winter", "autumn"}):
        return None
    if context.text[match.end() : match.end() + 4] == " of " or context.text[match.start() - 1 : match.start()] == "-":
        return None
    if context.anchor is None or context.anchor.month is None or lead in {"that", "the"} or not lead:
        year = (
            f"{context.anchor.year:04}" if context.anchor and lead not in {"that", "the"} and (mod or lead) else "XXXX"
        )
        return Timex(TimexType.DATE, f"{year}-{code}", mod)
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    year_number = nearest_year(context.anchor, first, 1 if lead in {"next", "this", "coming"} else -1)
    if lead == "this" and context.anchor.month > first and year_number:
        year_number = context.anchor.year
    return Timex(TimexType.DATE, f"{year_number:04}-{code}", mod, context.stamp)


def _quarter_of(match: Found, context: Context) -> Timex | None:
    """Read "this year's third quarter"."""
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4}[match["n"].lower()]
    year = shifted(context.anchor, _LEADS[match["lead"].lower()], "year") or "XXXX"
    return Timex(
        TimexType.DATE, f"{year}-{'H' if match['what'].lower() == 'half' else 'Q'}{number}", None, context.stamp
    )


def _day_only(match: Found, context: Context) -> Timex | None:
    """Read "on the 9th" as a day of the month last spoken of."""
    number, last = day_number(match["day"]), context.last
    if not 1 <= number <= 31:
        return None
    if last is None or last.month is None:
        return Timex(TimexType.DATE, f"XXXX-XX-{number:02}")
    value = day_value(last.year, last.month, number)
    return Timex(TimexType.DATE, value, None, last.iso()) if value else None


def _quarter(match: Found, context: Context) -> Timex | None:
    """Read "the third quarter of 2031", "last quarter"."""
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "final": 4}.get(
        (match["n"] or "").lower()
    )
    half = "H" if match["what"].lower() == "half" else "Q"
    if number is None or (half == "H" and number > 2):
        return None
    if match["year"]:
        return Timex(TimexType.DATE, f"{match['year']}-{half}{number}", mod_of(match))
    if half == "H" and "year" not in match.group().lower():
        return None
    year = f"{context.anchor.year:04}" if context.anchor else "XXXX"
    if context.anchor and context.anchor.month and number * 3 - 2 > context.anchor.month and context.direction < 0:
        year = f"{context.anchor.year - 1:04}"
    return Timex(TimexType.DATE, f"{year}-{half}{number}", mod_of(match), context.stamp)


_NAMED_DAYS: Final = {
    "today": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "tonight": 0,
    "last night": -1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}


def _deictic(match: Found, context: Context) -> Timex | None:
    """Read "today", "yesterday evening", "tonight"."""
    word = re.sub(r"\s+", " ", match["word"].lower())
    value = shifted(context.anchor, _NAMED_DAYS[word], "day") or ("XXXX-XX-XX" if word != "today" else "PRESENT_REF")
    part = PARTS.get((match["part"] or "").lower()) or ("NI" if "night" in word else None)
    if part:
        return Timex(
            TimexType.TIME, f"{value}T{part}" if value != "PRESENT_REF" else f"XXXX-XX-XXT{part}", None, context.stamp
        )
    return Timex(TimexType.DATE, value, None, context.stamp)


_REFERENCES: Final = {
    "now": "PRESENT_REF", "currently": "PRESENT_REF", "at present": "PRESENT_REF", "at the moment": "PRESENT_REF", "presently": "PRESENT_REF", "nowadays": "PRESENT_REF",
    "these days": "PRESENT_REF", "at this time": "PRESENT_REF", "right now": "PRESENT_REF", "recently": "PAST_REF", "lately": "PAST_REF", "the past": "PAST_REF", "in the past": "PAST_REF",
    "long ago": "PAST_REF", "the future": "FUTURE_REF", "at that time": "PAST_REF", "recent days": "PAST_REF", "recent weeks": "PAST_REF", "recent months": "PAST_REF", "recent years": "PAST_REF",
}  # fmt: skip


def _reference(match: Found, _: Context) -> Timex | None:
    """Read "now", "recently", "the future"."""
    return Timex(TimexType.DATE, _REFERENCES[re.sub(r"\s+", " ", match["word"].lower())])


def _named_weekday(match: Found, context: Context) -> Timex | None:
    """Read "Monday", "last Monday", "next Monday evening", "Mondays"."""
    if not match["day"][0].isupper():
        return None
    number = WEEKDAYS[match["day"].lower()]
    lead = (match["lead"] or "").lower()
    base = (
        (context.last or context.anchor)
        if lead in {"that", "the following", "the next", "the previous", "the"}
        else context.anchor
    )
    direction = {
        "next": 2,
        "last": -2,
        "the following": 2,
        "the next": 2,
        "the previous": -2,
        "this coming": 1,
        "coming": 1,
        "past": -1,
        "that": -1,
        "the": -1,
    }.get(lead) or context.ahead(match)
    value = weekday(base, number, direction) or f"XXXX-WXX-{number + 1}"
    stamp = base.iso() if base and not value.startswith("XXXX") else None
    part = PARTS.get((match["part"] or "").lower())
    if part:
        return Timex(TimexType.TIME, f"{value}T{part}", mod_of(match), stamp)
    return Timex(TimexType.DATE, value, mod_of(match), stamp)


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


def _weekend(match: Found, context: Context) -> Timex | None:
    """Read "over the weekend" as the last one, or the coming one."""
    count = 0 if context.ahead(match) > 0 else -1
    return Timex(TimexType.DATE, shifted(context.anchor, count, "weekend") or "XXXX-WXX-WE", None, context.stamp)


def count_of(words: str) -> int | None:
    """Return a whole number in digits or words, or None.

    Examples:
        >>> count_of("a"), count_of("twenty-one"), count_of("several")
        (1, 21, None)
    """
    lower = re.sub(r"\s+", " ", words.lower().strip())
    if lower.replace(",", "").isdigit():
        return int(lower.replace(",", ""))
    if lower in {"a", "an", "one", "the"}:
        return 1
    if lower in {"a couple of", "couple of", "a couple"}:
        return 2
    if lower == "a dozen":
        return 12
    number = read_number(lower)
    return int(number) if number else None


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
    value = shifted(base, sign * count, unit) if count < 100_000 else None
    unknown = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX"}.get(unit)
    return Timex(TimexType.DATE, value or unknown, _hedge_mod(match), base.iso() if base and value else None)


def _clock_day(base: PartialDate | None) -> str:
    """Return the day on which something happened some hours from another time, whose hour is not known."""
    return base.iso() if base and base.day else "XXXX-XX-XX"


def _hedge_mod(match: Found) -> str | None:
    """Return the TIMEX3 modifier of a hedge before a count."""
    return hedge_mod(match["hedge"]) if "hedge" in match.re.groupindex else None


def hedge_mod(words: str | None) -> str | None:
    """Return the TIMEX3 modifier of "about", "more than", "at least" and the like.

    Examples:
        >>> hedge_mod("more than"), hedge_mod(None)
        ('MORE_THAN', None)
    """
    lower = re.sub(r"\s+", " ", (words or "").lower().strip())
    if not lower:
        return None
    if lower in {"more than", "over", "well over", "just over"}:
        return "MORE_THAN"
    if lower in {"less than", "under", "fewer than", "just under"}:
        return "LESS_THAN"
    if lower in {"at least", "no less than", "not less than"}:
        return "EQUAL_OR_MORE"
    if lower in {"up to", "at most", "no more than", "not more than"}:
        return "EQUAL_OR_LESS"
    return "APPROX"


_FESTIVALS: Final = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "new year's day": (1, 1), "new year's eve": (12, 31), "boxing day": (12, 26),
    "halloween": (10, 31), "valentine's day": (2, 14), "may day": (5, 1), "independence day": (7, 4), "armistice day": (11, 11), "veterans day": (11, 11), "labour day": (5, 1), "epiphany": (1, 6),
}  # fmt: skip


def _festival(match: Found, context: Context) -> Timex | None:
    """Read feasts with a fixed day."""
    month, day = _FESTIVALS[match["feast"].lower().replace("’", "'")]
    year = int(match["year"]) if match["year"] else nearest_year(context.anchor, month, context.ahead(match))
    return Timex(TimexType.DATE, day_value(year, month, day), None, None if match["year"] else context.stamp)


def _ninth_of_september(match: Found, _: Context) -> Timex | None:
    """Read "9/11", which is a name as much as a date."""
    return Timex(TimexType.DATE, "2001-09-11") if match else None


HEDGE: Final = r"(?:(?P<hedge>about|around|some|nearly|almost|roughly|approximately|more than|less than|over|under|at least|up to|no more than|not more than|no less than|just over|just under|well over|fewer than)\s)?"
COUNT: Final = r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|an?|(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?|hundred)(?:\s(?:and\s)?)?){1,4}|several|(?:just\s)?a\sfew|a\scouple\sof|many|some|a dozen|few)"
_UNIT: Final = (
    r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|fortnights?|months?|years?|decades?|century|centuries)"
)

DATE_RULES: Final[tuple[Rule, ...]] = (
    Rule("iso", _compile(r"(?P<y>(?:1[0-9]|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)"), _iso),
    Rule("slashed", _compile(r"(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:1[0-9]|20)\d\d|\d\d)"), _slashed),
    Rule("nine_eleven", _compile(r"9/11"), _ninth_of_september),
    Rule("day_month", _compile(rf"(?:{SHORT_DAY},?\s(?:the\s)?)?(?:the\s)?(?P<day>{_DAY})\s(?:of\s)?(?P<month>{MONTH})(?:,?\s(?P<year>{_YEAR}))?"), _calendar_day),
    Rule("month_day", _compile(rf"(?:{SHORT_DAY},?\s)?(?P<month>{MONTH})\s(?P<day>{_DAY})(?!\d|[.:]\d)(?:,?\s(?P<year>{_YEAR}))?"), _calendar_day),
    Rule("days_month", _compile(rf"(?P<day>[123]?\d)\s?(?:-|–|to|and|or)\s?[123]?\d\s(?P<month>{MONTH})(?:,?\s(?P<year>{_YEAR}))?"), _day_range),
    Rule("month", _compile(rf"(?:(?P<lead>last|next|this|that|this past)\s)?{_EARLY}(?P<month>{MONTH})(?:,?\s(?:of\s)?(?P<year>{_YEAR}))?"), _month),
    Rule("year", _compile(rf"{_EARLY}(?:(?P<year>{_YEAR})|(?P<spoken>(?:nineteen|twenty)\s(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)|(?<=in )two thousand(?: and \w+)?))"), _year),
    Rule("decade", _compile(rf"(?:the\s)?{_EARLY}(?:(?P<decade>(?:1[0-9]|20)\d0)['’]?s|['’](?P<short>\d0)s|(?P<name>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))"), _decade),
    Rule("century", _compile(rf"(?:the\s)?{_EARLY}(?P<day>\d\d?(?:st|nd|rd|th)|{_ORDINAL})[\s-]century"), _century),
    Rule("season", _compile(rf"(?:(?P<lead>last|next|this|that|the|this past|coming)\s)?{_EARLY}(?P<season>spring|summer|autumn|fall|winter)(?:,?\s(?:of\s)?(?P<year>{_YEAR}))?"), _season),
    Rule("quarter", _compile(rf"(?:the\s)?{_EARLY}(?P<n>first|second|third|fourth|final|1st|2nd|3rd|4th)[\s-](?P<what>quarter|half)(?:\sof\s(?:the\s(?:fiscal\s)?year|(?:fiscal\s)?(?P<year>{_YEAR})))?"), _quarter),
    Rule("quarter_of", _compile(r"(?P<lead>this|last|next)\syear['’]s\s(?P<n>first|second|third|fourth)\s(?P<what>quarter|half)"), _quarter_of),
    Rule("day_only", _compile(rf"(?:(?:on|of|by|until|from|since|{WEEKDAY})\s)(?P<span>the\s(?P<day>\d\d?(?:st|nd|rd|th)|{_ORDINAL}|twenty-(?:{_ORDINAL})))(?=[,.;:)]|\s(?:and|to|at|he|she|they|it|we|when|in the|a)\b|$)"), _day_only),
    Rule("deictic", _compile(rf"(?P<word>the day before yesterday|the day after tomorrow|today|yesterday|tomorrow|tonight|last\snight)(?:\s(?P<part>{PART}))?"), _deictic),
    Rule("reference", _compile(r"(?P<word>right now|now|currently|at present|at the moment|presently|nowadays|these days|at this time|recently|lately|in the past(?!\s\w)|long ago|the future|at that time|recent\s(?:days|weeks|months|years))"), _reference),
    Rule("weekday", _compile(rf"(?:(?P<lead>last|next|this|past|coming|this coming|that|the following|the next|the previous)\s)?{_EARLY}(?P<day>{WEEKDAY})(?:\s(?P<part>{PART}))?"), _named_weekday),
    Rule("led_unit", _compile(rf"{_EARLY}(?P<lead>last|past|this past|previous|the previous|this|earlier this|later this|earlier last|late last|the current|current|the same|that|that same|next|the next|the following|following|coming|the coming|this coming|the preceding|the last|the past)\s(?P<unit>day|week|weekend|month|quarter|year|decade|century|{PART})"), _led_unit),
    Rule("away", _compile(rf"{HEDGE}(?:(?P<n>{COUNT})\s|the\s)?(?P<unit>{_UNIT})\s(?P<how>ago|earlier|later|from now|from today|previously|hence|back)"), _away),
    Rule("day_before", _compile(r"(?P<n>the)\s(?P<unit>day|night|week|month|year)\s(?P<how>before|after)(?=[.,;:]|\s(?:he|she|they|it|and|the|when|that|in)\b|$)"), _away),
    Rule("weekend", _compile(r"(?:over|during|at|this|on)\s(?P<span>the\sweekend)"), _weekend),
    Rule("festival", _compile(rf"(?P<feast>Christmas Eve|Christmas Day|Christmas|New Year['’]s Day|New Year['’]s Eve|Boxing Day|Halloween|Valentine['’]s Day|May Day|Armistice Day|Veterans Day)(?:,?\s(?P<year>{_YEAR}))?"), _festival),
)  # fmt: skip
