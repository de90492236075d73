"""Where names begin and end inside a noun phrase: capitalised words, cut and joined by what the parse says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from crossread.extract.gazetteer import demonyms, name_word_kind, titles
from crossread.extract.tagging import Tag
from crossread.model.mention import ActorKind

if TYPE_CHECKING:
    from crossread.extract.reading import Reading, Sentence

_DAYS: Final = frozenset(
    (
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June "
        "July August September October November December"
    ).split()
)
LEADING: Final = frozenset(
    "Lake Mount Port Cape Gate Warehouse Shed Pit Pier Camp Fort Radio Hotel Operation Hurricane Typhoon Cyclone "
    "Storm".split()
)
"""Words that begin a name and tell its kind."""
_SMALL: Final = frozenset("& de del da al el bin ibn van von der du la le".split())
_FOR: Final = frozenset(
    "Ministry Department Centre Center Institute Office Council Committee Campaign Commission Agency Organisation "
    "Organization Foundation Fund Coalition Movement Union Party Bank Society Association Programme Program".split()
)
"""Bodies whose name goes on with "for"; of others "for" begins another phrase ("the Front for the ministers")."""
_KINDS: Final = {
    "PER": ActorKind.PERSON,
    "ORG": ActorKind.ORGANISATION,
    "LOC": ActorKind.PLACE,
    "GROUP": ActorKind.GROUP,
    "EVENT": ActorKind.EVENT,
    "OTHER": ActorKind.WORK,
}


@dataclass(frozen=True, slots=True)
class Run:
    """A row of words that are one name.

    Attributes:
        first: Position of its first word.
        last: Position just past its last word.
        told: What the parse says it is, or None.
    """

    first: int
    last: int
    told: ActorKind | None = None


class NameRuns:
    """The names of one document."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._told: dict[int, Run] = {}
        self._openers = {sentence.first for sentence in reading.sentences}
        for first, last, kind in reading.names:
            run = _without_article(reading, Run(first, last, _KINDS.get(kind)))
            if any(word.text[:1].isupper() for word in reading.words[run.first : run.last]):
                self._told.update(dict.fromkeys(range(run.first, run.last), run))

    def told(self, place: int) -> Run | None:
        """Return the name of the parse that covers a word, or None."""
        return self._told.get(place)

    def between(self, first: int, last: int) -> Iterator[Run]:
        """Yield the names between two places, in order; the last one may end beyond."""
        place = first
        while place < last:
            if not self.is_name_word(place):
                place += 1
                continue
            if self._is_lone_demonym(place, last):
                yield Run(place, place + 1, ActorKind.GROUP)
                place += 1
                continue
            end = place + 1
            while end < last and (self.is_name_word(end) or self._joins(end, last)):
                end += 1
            pieces = self._pieces(place, self._hyphened(end))
            yield from pieces
            place = max(pieces[-1].last, end)

    def _hyphened(self, end: int) -> int:
        """Return the end of a name with what a hyphen adds to it: "Kang Do-yun", not "Kabul-based"."""
        words = self._reading.words
        while end + 1 < len(words) and words[end].text in {"-", "\u2011"} and self._told_person(end - 1):
            tight = words[end - 1].end == words[end].start and words[end].end == words[end + 1].start
            if not tight or not words[end + 1].text.isalpha() or words[end + 1].tag in {Tag.VERB, Tag.ADJ}:
                break
            end += 2
        return end

    def _told_person(self, place: int) -> bool:
        """Tell whether the parse holds a word to be part of a person's name."""
        known = self._told.get(place)
        return known is not None and known.told is ActorKind.PERSON

    def is_name_word(self, place: int) -> bool:
        """Tell whether a word is part of a name."""
        word = self._reading.words[place]
        if word.text in demonyms() or place in self._told or self._leads_number(place):
            return True
        if word.tag is Tag.NUM and place and (word.text[0].isupper() or word.text.isdigit()):
            before = self._reading.words[place - 1].text
            return name_word_kind(before) is ActorKind.FACILITY and before[0].isupper()
        if word.text in LEADING and place + 1 < len(self._reading.words):
            return self._reading.words[place + 1].tag is Tag.PROPN or word.tag is Tag.PROPN
        if word.tag is Tag.NOUN and word.text[0].isupper() and place not in self._openers:
            return name_word_kind(word.text) is ActorKind.ORGANISATION  # "The Authority has no plan."
        return word.tag is Tag.PROPN and word.text[0].isalnum() and word.text not in _DAYS

    def is_numbered(self, place: int) -> bool:
        """Tell whether a word is the number at the end of a name."""
        return self._reading.words[place].tag is Tag.NUM and self.is_name_word(place)

    def extended(self, sentence: Sentence, run: Run) -> int:
        """Return the end of a name that goes on with "of" or "for": "Ministry of Works and Transport"."""
        words = self._reading.words
        head = words[run.last - 1].text
        if name_word_kind(head) is None or name_word_kind(head) is ActorKind.PLACE:
            return run.last
        linking = {"of", "for"} if head in _FOR else {"of"}
        place = run.last
        while place + 1 < sentence.last and words[place].lower in linking | ({"and"} if place > run.last else set()):
            at = place + 1
            if words[at].lower == "the" and at + 1 < sentence.last:
                at += 1
            if not self.is_name_word(at) or words[at].text in demonyms():
                break
            while at < sentence.last and self.is_name_word(at):
                at += 1
            place = at
        return place

    def _pieces(self, first: int, last: int) -> list[Run]:
        """Cut a row of name words where the parse says that a name begins or ends; titles stay with the name after."""
        cut: list[Run] = []
        place = first
        while place < last:
            known = self._told.get(place)
            end = known.last if known else place + 1
            while known is None and end < last and end not in self._told:
                end += 1
            cut.append(Run(place, end, known.told if known else None))
            place = end
        return self._joined(cut)

    def _joined(self, cut: list[Run]) -> list[Run]:
        """Join pieces that are one name: "President" and "Ana Ruiz", "Almira" and "Port Authority"."""
        words = self._reading.words
        joined: list[Run] = []
        for run in cut:
            before = joined[-1] if joined else None
            if before is None:
                joined.append(run)
                continue
            is_title = before.told is None and self._are_titles(before)
            leads = before.last - before.first == 1 and words[before.first].text in LEADING
            last_kind = name_word_kind(words[run.last - 1].text)
            completes = run.told is None and last_kind in {ActorKind.ORGANISATION, ActorKind.FACILITY, ActorKind.EVENT}
            hyphen = words[run.first].text in {"-", "–", "&"} or words[before.last - 1].text in {"-", "–", "&"}
            if is_title and run.told in {ActorKind.PERSON, None}:
                joined[-1] = Run(before.first, run.last, ActorKind.PERSON)
            elif leads or completes or hyphen or words[run.first].lower in _SMALL:
                joined[-1] = Run(before.first, run.last, last_kind or before.told or run.told)
            else:
                joined.append(run)
        return [run for run in joined if words[run.first].text not in {"-", "–", "&"}] or cut[:1]

    def _are_titles(self, run: Run) -> bool:
        """Tell whether all words are titles and roles of persons."""
        words = self._reading.words[run.first : run.last]
        return all(word.lower in titles() or word.lower.rstrip(".") in titles() or word.text == "-" for word in words)

    def _is_lone_demonym(self, place: int, last: int) -> bool:
        """Tell whether a demonym stands alone; it begins a name in "Afghan Security Forces", not in "German troops"."""
        if self._reading.words[place].text not in demonyms():
            return False
        known = self._told.get(place)
        if known is not None and known.last - known.first > 1:
            return False
        end = place + 1
        while end < last and self.is_name_word(end):
            end += 1
        return not (end > place + 1 and name_word_kind(self._reading.words[end - 1].text) is not None)

    def _leads_number(self, place: int) -> bool:
        """Tell whether a word begins "Gate Four" or "Gate 4"."""
        words = self._reading.words
        word = words[place]
        if place + 1 >= len(words) or not word.text[0].isupper():
            return False
        after = words[place + 1]
        facility = name_word_kind(word.text) is ActorKind.FACILITY
        return facility and after.tag is Tag.NUM and (after.text[0].isupper() or after.text.isdigit())

    def _joins(self, place: int, last: int) -> bool:
        """Tell whether a small word or hyphen joins two name words."""
        words = self._reading.words
        word = words[place]
        if place + 1 >= last or not self.is_name_word(place + 1):
            return False
        return word.lower in _SMALL or (word.text in {"-", "–"} and word.start == words[place - 1].end)


def _without_article(reading: Reading, run: Run) -> Run:
    """Return a name of the parse without an article before it and a mark after it."""
    first, last = run.first, run.last
    if last - first > 1 and reading.words[first].lower in {"the", "a", "an"}:
        first += 1
    while last - first > 1 and reading.words[last - 1].lower in {"'s", "'", "’s", "-", "\u2011"}:
        last -= 1
    return Run(first, last, run.told)
