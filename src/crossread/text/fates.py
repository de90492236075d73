"""The words right after a number of people that tell what befell them: "five dead", "two civilians were hurt"."""

from __future__ import annotations

import re
from typing import Final

_FATES: Final = {
    "die": "dead dies die died killed slain drowned perished massacred executed",
    "injure": "injured wounded hurt",
    "missing": "missing unaccounted",
    "arrest": "arrested detained",
}
_CLASS: Final = {word: name for name, words in _FATES.items() for word in words.split()}
_BETWEEN: Final = (
    r"(?:(?:people|persons|men|women|children|were|was|are|is|have|has|had|been|being|more|others|also|feared|reported|said|confirmed|believed|known|"
    r"reportedly|still|left|shot|burned|crushed|to|have|be)\s){0,5}"
)
_AFTER: Final = re.compile(
    rf"[”\"’']?\s?{_BETWEEN}(?P<word>{'|'.join(_CLASS)})\b(?!\s(?:the|a|an|his|her|their|at\sleast|\d|two|three)\b)",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    r"\b(?:death\stoll|toll|(?:number|count|tally)\sof\s(?:the\s)?(?:dead|deaths|victims|fatalities)|fatalities)\b"
    r"(?:\s[\w'’-]+){0,8}?\s(?:to|at|of|hits?|reach(?:es|ed)?|tops|passe[sd]|is|was|climbs\sto|stands\sat)\s"
    r"(?:at\sleast\s|about\s|some\s|over\s|nearly\s|more\sthan\s)?$",
    re.IGNORECASE,
)
"""A toll told right before its number: "the toll from the flood rose to 17"."""
_BACK: Final = 90
"""Signs before a number that are looked at."""
_REACH: Final = 64
"""Signs after a number, or after what it counts, that are looked at."""


def fate_of_word(word: str) -> str:
    """Return what a word says befell people ("die", "injure", "missing", "arrest"); "" for any other word.

    Examples:
        >>> fate_of_word("Dead"), fate_of_word("boats")
        ('die', '')
    """
    return _CLASS.get(word.casefold(), "")


def fate_after(text: str, end: int) -> str:
    """Return what the words from `end` on say befell the people counted just before; "" where they tell no fate.

    Args:
        text: A document's text.
        end: Where a number, or what it counts, ends.

    Examples:
        >>> fate_after("Two people were shot dead.", 10), fate_after("Five guards killed the dogs.", 11)
        ('die', '')
    """
    match = _AFTER.match(text, end, end + _REACH)
    return _CLASS[match["word"].casefold()] if match is not None else ""


def fate_before(text: str, start: int) -> str:
    """Return "die" where the words up to `start` say that the number there is a toll; else "".

    Args:
        text: A document's text.
        start: Where a number begins.

    Examples:
        >>> fate_before("The toll from the flood rose to 17.", 32), fate_before("It rose to 17.", 11)
        ('die', '')
    """
    line = text[max(0, start - _BACK) : start].rpartition("\n")[2]
    return "die" if _BEFORE.search(re.split(r"[.;!?]\s", line)[-1]) else ""
