"""The words that rules for time expressions share: months, days, counts, hedges; and what a rule is.

Patterns are put together from the pieces here; each begins and ends between words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from crossread.extract.numerals import read_number
from crossread.extract.timex import MONTHS, PARTS, SEASONS, UNITS, WEEKDAYS, Timex
from crossread.model.value import PartialDate

Found = re.Match[str]


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may look at besides its own words.

    Attributes:
        text: The sentence.
        anchor: When the document was published, or None.
        last: The date last spoken of, or None.
        period: The quarter or half year last spoken of, as TIMEX3 writes it, or None.
        tense: Given an offset in the sentence, -1 where its verb looks back, 1 where it looks ahead, 0 where none tells.
    """

    text: str
    anchor: PartialDate | None
    last: PartialDate | None = None
    period: str | None = None
    tense: Callable[[int], int] = field(default=lambda _: 0)

    def ahead(self, match: Found) -> int:
        """Return the direction at a match, -1, 0 or 1: words right before it can turn that of the verb."""
        before = self.text[max(0, match.start() - 48) : match.start()].lower().rstrip()
        if self.text[match.end() : match.end() + 2] in {"'s", "’s"} and not _WILL.search(before):
            return -1
        if _AHEAD.search(before):
            return 1
        if _BACK.search(before):
            return -1
        direction = self.tense(match.start())
        if _BOUND.search(before) and (direction == 0 or _PUT_OFF.search(before)):
            return 1
        return direction

    @property
    def stamp(self) -> str | None:
        """Return the date of publication as it is written into `anchor`."""
        return self.anchor.iso() if self.anchor else None


_AHEAD: Final = re.compile(
    r"\b(?:next|coming|due|expected|(?:scheduled|set|slated|planned|billed|due|called|fixed)\s(?:for|on|to\s\w+)|effective|"
    r"starting|beginning|(?:starting|beginning)\s(?:on|from)|as\s(?:soon|early)\sas|payable|no\slater\sthan)$"
)
_BACK: Final = re.compile(r"\b(?:since|last|past)$")
_WILL: Final = re.compile(r"\b(?:will|shall|going\sto|ahead\sof|before|for)\b")
_BOUND: Final = re.compile(r"\b(?:by|until|till|through|for|to|before)$")
_PUT_OFF: Final = re.compile(
    r"\b(?:deadline|postpon|extend|delay|defer|adjourn|suspend|put\soff|put\sback|remanded|ultimatum|valid)"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what it means; `read` returns None where the words are no time after all.

    `needs` are the words, in lower case, of which a sentence must have one ("#" stands for digits); empty for any.
    A group called `span` in the pattern marks the expression where the pattern looks further than that.
    """

    name: str
    pattern: re.Pattern[str]
    read: Callable[[Found, Context], Timex | None]
    needs: frozenset[str] = frozenset()


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
ORDINAL: Final = "|".join(ORDINALS)
DAY: Final = (
    rf"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?|(?:the\s)?(?:{ORDINAL}|twenty-(?:{ORDINAL})|thirtieth|thirty-first)"
)
YEAR: Final = r"(?:1[0-9]|20)\d\d"
EARLY: Final = r"(?:(?P<mod>early|late|mid|mid-to-late|the beginning of|the start of|the end of|the middle of|the close of|beginning of|end of|the first half of|the second half of|early on|late on)[\s-](?:in\s)?)?"
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


DIGITS: Final = frozenset({"#"})
"""What stands for digits among the words that a rule needs."""
MONTH_WORDS: Final = frozenset(MONTHS)
DAY_WORDS: Final = frozenset(WEEKDAYS)
PART_WORDS: Final = frozenset(PARTS)
SEASON_WORDS: Final = frozenset(SEASONS)
ORDINAL_WORDS: Final = frozenset(ORDINALS)
UNIT_WORDS: Final = frozenset({*UNITS, *(f"{unit}s" for unit in UNITS), "millennia"})
YEAR_WORDS: Final = frozenset({"nineteen", "twenty", "thousand"})
DECADE_WORDS: Final = frozenset("twenties thirties forties fifties sixties seventies eighties nineties".split())


def pattern_of(pattern: str) -> re.Pattern[str]:
    """Compile a pattern that begins and ends between words."""
    return re.compile(rf"(?<!\w)(?<![^\W\d]-){pattern}(?!\w)", re.IGNORECASE)


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


HEDGE: Final = r"(?:(?P<hedge>about|around|some|nearly|almost|roughly|approximately|more than|less than|over|under|at least|up to|no more than|not more than|no less than|just over|just under|well over|fewer than)\s)?"
COUNT: Final = r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|an?|(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?|hundred|thousand)(?:\s(?:and\s)?)?){1,4}|several|a\sfew|(?:a\s)?couple\sof|many|some|a dozen|few|\d+\s1/2|\d*½)"
UNIT: Final = (
    r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|fortnights?|months?|years?|decades?|century|centuries|millennia)"
)
