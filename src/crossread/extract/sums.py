"""Sums of money whose unit stands elsewhere, or is a currency that no table has.

"Thirty million" after "six million crowns" are crowns. A word that plain English does not have, counted in millions
where sentences speak of paying, is a currency: its own word in the singular is the unit.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from crossread.extract.counted import is_person_noun
from crossread.extract.figure_words import is_money
from crossread.model.mention import Figure
from crossread.text.rarity import rarity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossread.extract.reading import Reading

_LARGE: Final = re.compile(r"(?:million|billion|trillion|m|bn|crore|lakh)$", re.IGNORECASE)
_PAYING: Final = frozenset(
    "pay cost price worth fine wage salary budget fund sum loan debt tax bill spend earn owe compensation penalty "
    "advance deposit invest investment donate donation grant subsidy bribe ransom fee charge rent buy sell revenue "
    "profit loss damage reward money currency bank account cash offer settlement withdraw withdrawal transfer".split()
)
_TWICE: Final = 2
_NEAR: Final = 5
"""Words before a figure that are looked at for one of money."""


def with_sums(reading: Reading, figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures with the units that their sums leave out.

    Args:
        reading: The document's words.
        figures: Its figures, in order of the text.
    """
    text = reading.document.text
    currencies = _currencies(reading, figures)
    found: list[Figure] = []
    last: str | None = None
    for figure in figures:
        unit = figure.amount.unit
        if unit is None and figure.noun in currencies:
            unit = figure.noun
        elif unit is None and figure.noun is None and last and _LARGE.search(figure.number.of(text)):
            unit = last
        if unit is not None and (is_money(unit) or unit in currencies):
            last = unit
        same = unit == figure.amount.unit
        found.append(figure if same else replace(figure, amount=replace(figure.amount, unit=unit)))
    return found


def _currencies(reading: Reading, figures: Sequence[Figure]) -> frozenset[str]:
    """Return the nouns of a document that are currencies of their own."""
    paid: dict[str, int] = {}
    large: set[str] = set()
    for figure in figures:
        noun = figure.noun
        if noun is None or figure.amount.unit is not None or not _may_be_currency(reading, figure, noun):
            continue
        paid[noun] = paid.get(noun, 0) + _is_paid(reading, figure)
        if _LARGE.search(figure.number.of(reading.document.text)):
            large.add(noun)
    return frozenset(noun for noun, count in paid.items() if count >= (1 if noun in large else _TWICE))


def _may_be_currency(reading: Reading, figure: Figure, noun: str) -> bool:
    """Tell whether a counted noun is one word in lower case that plain English does not have."""
    words = figure.counted.of(reading.document.text) if figure.counted else ""
    return words.isalpha() and words.islower() and not is_person_noun(noun) and rarity(noun) >= 1.0


def _is_paid(reading: Reading, figure: Figure) -> bool:
    """Tell whether a word of money stands right before a figure."""
    place = reading.word_at(figure.span.start) or 0
    return any(word.lemma in _PAYING for word in reading.words[max(0, place - _NEAR) : place])
