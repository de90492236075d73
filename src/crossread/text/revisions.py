"""Words by which one text tells an early number and a later one of the same thing: "first it was 400 … it is 650"."""

from __future__ import annotations

import re
from typing import Final

_EARLY: Final = re.compile(
    r"\b(?:at\sfirst|first\s(?:it|they|there|we)\b|initially|originally|at\sthe\soutset|in\sthe\sbeginning)\b",
    re.IGNORECASE,
)
_LATE: Final = re.compile(
    r"\b(?:(?:has|have|had)\s(?:since\s|now\s|meanwhile\s|again\s)?(?:become|risen|grown|climbed|fallen|sunk|shrunk)|"
    r"(?:rose|raised|climbed|grew|fell|sank|corrected|revised|changed|increased|lowered)(?:\s(?:up|down|again|since))?\sto|"
    r"then\s(?:that|it|there|they)\b|now\s(?:stands?|put|at)|by\snow|has\smoved\sagain)\b",
    re.IGNORECASE,
)
_BACK: Final = 110
"""Signs before a number that are looked at, as far as its sentence reaches."""
_APART: Final = 400
"""Greatest distance, in characters, between two numbers of which the later takes the place of the earlier."""


def is_revised(text: str, one: int, other: int) -> bool:
    """Return whether the later of two numbers of a text takes the place of the earlier, as far as words around tell.

    Args:
        text: A document's text.
        one: Where a number begins.
        other: Where another begins.

    Examples:
        >>> text = "First it was 400 places. On the new plan it is 650."
        >>> is_revised(text, 13, 47)
        True
        >>> is_revised("There were 400 places and 650 guests.", 11, 26)
        False
    """
    first, last = sorted((one, other))
    if last - first > _APART:
        return False
    return _EARLY.search(_before(text, first)) is not None or _LATE.search(_before(text, last)) is not None


def _before(text: str, start: int) -> str:
    """Return the words before a place, as far as its sentence reaches."""
    return re.split(r"[.;!?]\s|\n", text[max(0, start - _BACK) : start])[-1]
