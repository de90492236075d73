"""Figures made ready to be compared: what they count, and what happens to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from crossread.model.mention import Figure, FigureId
from crossread.model.shelf import Shelf
from crossread.model.span import Span
from crossread.model.statement import Statement, StatementId
from crossread.text.fates import fate_after, fate_before, fate_of_word
from crossread.text.senses import Senses

_WORD: Final = re.compile(r"[^\W_]+")
_FURTHER: Final = re.compile(r"\b(?:further|another|additional|more(?! (?:than|or less)\b))\b", re.IGNORECASE)
_BARE: Final = frozenset("own ours mine yours theirs us them you being other one rest".split())
"""Words after a number that name nothing by themselves: "eleven of our own", "the other four"."""
_ENDINGS: Final = (
    ("", ""),
    ("s", ""),
    ("es", ""),
    ("ed", ""),
    ("ed", "e"),
    ("d", ""),
    ("ing", ""),
    ("ing", "e"),
    ("ies", "y"),
)
_FORMS: Final = (
    "lives life lost lose slain slay shot shoot fled flee burnt burn took take taken take held hold left leave "
    "fell fall fallen fall dying die hanged hang men man women woman children child gone go went go sent send"
).split()
_IRREGULAR: Final = dict(zip(_FORMS[::2], _FORMS[1::2], strict=True))

_PERSON: Final = "person"
"""The class of nouns that count people whoever they are."""

_REACH: Final = 60
"""Greatest distance, in characters, between a figure and the word that tells what happens to those whom it counts."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure of a statement, and what it counts.

    Attributes:
        figure: The figure.
        statement: The statement it belongs to.
        nouns: Classes of the counted noun; the noun itself where the lexicon does not know it.
        happenings: Classes of what happens to the counted things, nearest word first.
        people: Whether people are counted.
        further: Whether it comes on top of others ("nineteen more", "a further 31").
        text: The text of its document.
    """

    figure: Figure
    statement: StatementId
    nouns: frozenset[str]
    happenings: tuple[str, ...]
    people: bool
    further: bool = False
    text: str = ""

    @property
    def id(self) -> FigureId:
        """The figure's identifier."""
        return self.figure.id


def count_of(figure: Figure, statement: Statement, shelf: Shelf, senses: Senses) -> Counted:
    """Return a figure with what it counts, and what happens to the counted things."""
    noun = "" if figure.noun in _BARE else figure.noun or ""
    nouns = senses.noun_classes(noun) if noun else frozenset[str]()
    happenings = [sense.name for sense in senses.of(noun, statement.terms) if "people" in sense.flags]
    if fate := _fate(figure, shelf):
        happenings = [fate, *(name for name in happenings if name != fate)]
    if not happenings:
        happenings = _nearest(figure.span, noun, statement, shelf, senses)
    text = shelf.documents[statement.document].text
    unit = figure.amount.unit
    listed = senses.counts_one_each(noun)
    people = unit == "person" or (
        unit is None and (senses.counts_people(noun) or ((not noun or listed) and bool(happenings)))
    )
    nouns = frozenset({_PERSON}) if listed and people else nouns
    return Counted(figure, statement.id, nouns, tuple(happenings), people, _on_top(figure, shelf), text)


def _fate(figure: Figure, shelf: Shelf) -> str:
    """Return what the words right after a figure say befell those whom it counts: "seven injured"."""
    text = shelf.documents[figure.document].text
    counted = figure.counted
    if counted is not None and counted.start >= figure.span.end:
        return fate_of_word(counted.of(text)) or fate_after(text, counted.end)
    return fate_after(text, figure.span.end) or fate_before(text, figure.span.start)


def _on_top(figure: Figure, shelf: Shelf) -> bool:
    """Return whether a figure's words say that it comes on top of others: "a further 31", "nineteen more"."""
    text = shelf.documents[figure.document].text
    end = figure.counted.end if figure.counted is not None else figure.span.end
    last = max(end, figure.span.end) + 6
    found = _FURTHER.search(text, max(0, figure.span.start - 14), last + 8)
    return found is not None and found.start() < last


def _nearest(figure: Span, noun: str, statement: Statement, shelf: Shelf, senses: Senses) -> list[str]:
    """Return the classes of happenings told within reach of the figure in its sentence, the nearest first.

    The trigger counts as half as far as it is; a figure without a noun reaches half as far.
    """
    away = max(statement.trigger.start - figure.end, figure.start - statement.trigger.end, 1) // 2
    found = [(away, sense.name) for sense in senses.of(statement.lemma, statement.terms)]
    text = shelf.documents[statement.document].text
    whole = shelf.passages[statement.passage].span if statement.passage in shelf.passages else statement.span
    first, last = max(whole.start, figure.start - _REACH), min(whole.end, figure.end + _REACH)
    words = [(match.start(), match.end(), _lemmas(match[0].casefold())) for match in _WORD.finditer(text, first, last)]
    around = {lemma for *_, lemmas in words for lemma in lemmas}
    for start, end, lemmas in words:
        distance = max(start - figure.end, figure.start - end, 1)
        for lemma in lemmas:
            found += [(distance, sense.name) for sense in senses.of(lemma, around) if "people" in sense.flags]
    best: dict[str, int] = {}
    for distance, name in found:
        best[name] = min(distance, best.get(name, distance))
    reach = _REACH if noun else _REACH // 2
    return sorted((name for name in best if best[name] <= reach), key=lambda name: (best[name], name))


def _lemmas(word: str) -> set[str]:
    """Return what a word may be a form of: by its ending, or as one of the irregular forms that the lexicon needs."""
    irregular = {_IRREGULAR[word]} if word in _IRREGULAR else set[str]()
    return irregular | {
        word[: len(word) - len(end)] + new for end, new in _ENDINGS if word.endswith(end) and len(word) > len(end) + 1
    }
