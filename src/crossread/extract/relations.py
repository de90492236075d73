"""The tree of one sentence, asked by relation: dependents of a word, what is above it, what stands before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crossread.extract.tagging import Tag

if TYPE_CHECKING:
    from crossread.extract.phrases import VerbGroup
    from crossread.extract.reading import Reading, Sentence

_AUXILIARIES: Final = frozenset({"aux", "aux:pass", "cop"})
_DEEP: Final = 40
"""Steps up a tree; deeper ones are errors of the parse."""


class Relations:
    """The words of one sentence by what they depend on.

    Args:
        reading: The document's words.
        sentence: One of its sentences.
    """

    def __init__(self, reading: Reading, sentence: Sentence) -> None:
        self._reading = reading
        self._sentence = sentence
        self._children: dict[int, list[int]] = {}
        if reading.parsed:
            for place in range(sentence.first, sentence.last):
                head = reading.words[place].head
                if head is not None and head != place:
                    self._children.setdefault(head, []).append(place)

    def _above(self, place: int) -> int:
        """Return the word that a word depends on, or -1."""
        head = self._reading.words[place].head
        return -1 if head is None else head

    def _heads(self, place: int) -> list[int]:
        """Return a word and those above it in the tree, up to the root."""
        found = [place]
        head = self._reading.words[place].head
        while head is not None and head != found[-1] and len(found) < _DEEP:
            found.append(head)
            head = self._reading.words[head].head
        return found

    def _begin(self, place: int) -> int:
        """Return the first word of a branch."""
        first = place
        for child in self._children.get(place, ()):
            first = min(first, self._begin(child)) if child < place else first
        return first

    def _with_label(self, place: int, label: str) -> list[int]:
        """Return the dependents of a word with a relation, in order of the text."""
        return [one for one in self._children.get(place, ()) if self._reading.words[one].label == label]

    def _is_infinitive(self, place: int) -> bool:
        """Tell whether a verb stands with "to"."""
        return any(self._reading.words[one].lower == "to" for one in self._children.get(place, ()))

    def _preposition(self, place: int) -> str:
        """Return the preposition before a gerund ("for lying"), or ""."""
        marks = [*self._with_label(place, "mark"), *self._with_label(place, "case")]
        found = (self._reading.words[one].lower for one in marks if self._reading.words[one].tag is not Tag.PART)
        return next(found, "") if self._is_gerund(place) else ""

    def _is_gerund(self, place: int) -> bool:
        """Tell whether a verb or its first auxiliary has the -ing form: "lying", "having lied"."""
        helpers = (one for label in sorted(_AUXILIARIES) for one in self._with_label(place, label))
        first = min((place, *helpers))
        return self._reading.words[first].lower.endswith("ing")

    def _cased(self, place: int) -> set[str]:
        """Return the prepositions before a noun."""
        return {self._reading.words[one].lower for one in self._with_label(place, "case")}

    def predicate(self, group: VerbGroup) -> int:
        """Return the word that tells what happens: the verb, or what a copula or a passive leads to."""
        word = self._reading.words[group.main]
        if word.label in _AUXILIARIES and word.head is not None and group.main < word.head < self._sentence.last:
            return word.head
        return group.main
