"""What completes a verb besides its object: an adjective, an infinitive, a prepositional object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crossread.extract.control import takes_preposition
from crossread.extract.relations import Relations
from crossread.extract.tagging import Tag

if TYPE_CHECKING:
    from crossread.extract.phrases import VerbGroup

_NESTED: Final = 3
"""Verbs and nouns inside a complement that are shown with it ("to authorise the sale of the port")."""


class Completions(Relations):
    """What completes the verbs of one sentence."""

    def completions(self, group: VerbGroup) -> list[tuple[int, int, int]]:
        """Return what completes a verb besides its object: "guilty", "to leave the race", "in favour of the bill".

        Each as its first word, just past its last, and its head; in order of the text. None of a copula, whose
        predicate is told by the lemma or is its object.
        """
        if not self._reading.parsed or group.lemma in {"be", "have"}:
            return []
        place = self.predicate(group)
        found = [
            self._stretch(one)
            for label in ("xcomp", "obl", "nmod")
            for one in self._completing(place, label, group.lemma)
        ]
        after = [(max(one[0], group.last), *one[1:]) for one in found if one is not None and one[0] > place]
        return sorted(one for one in after if one[0] < one[1])  # "pulled out of the port": "out" belongs to the verb

    def _completing(self, place: int, label: str, lemma: str) -> list[int]:
        """Return the dependents of a verb that complete it; of prepositional phrases those that belong to the verb."""
        found = self._with_label(place, label) + ([] if label != "obl" else self._gerunds(place))
        if label == "xcomp":
            return found
        if label == "nmod":
            found = [one for at in self._with_label(place, "obj") for one in self._with_label(at, "nmod")]
        return [one for one in found if takes_preposition(lemma, self._case(one))]

    def _gerunds(self, place: int) -> list[int]:
        """Return the gerunds after a preposition under a verb: "accused him of lying"."""
        return [one for one in self._with_label(place, "advcl") if self._preposition(one)]

    def _case(self, place: int) -> str:
        """Return the first preposition before a noun or gerund, or ""."""
        return next(iter(sorted(self._cased(place))), "") or self._preposition(place)

    def _stretch(self, place: int) -> tuple[int, int, int] | None:
        """Return the words of a complement up to its own object: what follows that is no part of it."""
        words = self._reading.words
        marks = ("mark", "case", "det", "amod", "advmod", "aux", "aux:pass", "cop", "nummod", "compound", "nmod:poss")
        before = [one for label in marks for one in self._with_label(place, label) if one < place]
        first = min([place, *(min([one, *self._children.get(one, ())]) for one in before)])
        last = self._end(place, 0)
        if any(words[one].tag is Tag.PUNCT for one in range(first, last)):
            return None
        return first, last, place

    def _end(self, place: int, depth: int) -> int:
        """Return just past a word with its particle, its objects and what completes it."""
        last = place + 1
        inner = ("flat", "fixed", "compound:prt", "obj", "iobj", "xcomp", "nmod")
        for child in sorted(self._children.get(place, ())):
            label = self._reading.words[child].label or ""
            if child < last or (label not in inner) or depth > _NESTED:
                continue
            if self._begin(child) > last:
                break
            last = max(last, self._end(child, depth + 1))
        return last
