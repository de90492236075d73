"""Whom a pronoun cannot mean, by grammar and by quotation marks, and whom it goes on meaning.

Within one clause a pronoun and a name are two (Chomsky 1981, "Lectures on Government and Binding", conditions B and
C): "of Brandt he said", "asked about Brandt, he said", "Lind said of him", "Lind tried to hit him". Nobody speaks of
himself as "he" between his own quotation marks, or names himself there: "“Brandt is weak,” he said".
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from crossread.extract.quote_marks import Quoted, find_quoted
from crossread.extract.speakers import saying_verbs
from crossread.extract.surroundings import paragraphs_of

if TYPE_CHECKING:
    from crossread.extract.reading import Reading

_ABOUT: Final = frozenset("of about on regarding concerning to for against by from toward towards".split())
"""Prepositions whose noun is another one than the subject; "he looked behind him", "took it with him" are of one."""
_OPEN: Final = frozenset({"advcl", "xcomp", "acl", "conj"})
"""Relations of a verb that can leave its subject out."""
_HIGHEST: Final = 8
"""Words above a pronoun that are looked at for the verb whose subject it means."""
_WIDE: Final = 3
"""Words between marks from which on they hold what someone says; fewer are a name or a word set off."""


class Disjoint:
    """The grammar and the marks around the pronouns of one document.

    Args:
        reading: The document's words.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        bounds = [(start, end) for start, end, _ in paragraphs_of(reading)]
        quoted = find_quoted(reading.document.text, bounds)[0]
        self._quoted = [one for one in quoted if one.depth == 0 and len(reading.words_in(one.span)) >= _WIDE]
        self._starts = [one.span.start for one in self._quoted]
        self._sentences = [one.first for one in reading.sentences if not self._goes_on(one.passage.span.start)]
        self._children: dict[int, list[int]] = {}
        for place, word in enumerate(reading.words if reading.parsed else ()):
            if word.head is not None and word.head != place:
                self._children.setdefault(word.head, []).append(place)

    def others(self, pronoun: int, names: Sequence[int]) -> set[int]:
        """Return which of some names' head words a pronoun's head word cannot mean."""
        if not self._reading.parsed:
            return set()
        inside = self._quoted_at(pronoun)
        speaks = inside is None and self.speaks(pronoun)
        found = set()
        for name in names:
            named = self.bearer(name)
            quoted = inside is not None and self._says(named, inside)
            if quoted or self._in_one_clause(pronoun, named) or (speaks and self._is_said_by(pronoun, named)):
                found.add(name)
        return found

    def bearer(self, place: int) -> int:
        """Return the word of a name that stands for it in the tree: "Otto" of "Otto Lind"."""
        word = self._reading.words[place]
        while (word.label or "").startswith("flat") and word.head is not None and word.head < place:
            place, word = word.head, self._reading.words[word.head]
        return place

    def sentence(self, place: int) -> int:
        """Return the number of the sentence of a word; those inside one quotation count as one."""
        return bisect_right(self._sentences, place)

    def speaks(self, place: int) -> bool:
        """Tell whether a word outside marks is the subject of a verb of saying."""
        word = self._reading.words[self.bearer(place)]
        if not (word.label or "").startswith("nsubj") or word.head is None or self._quoted_at(place) is not None:
            return False
        return self._reading.words[word.head].lemma.lower() in saying_verbs()

    def subject_ahead(self, pronoun: int) -> int | None:
        """Return the subject that follows a pronoun in a phrase or clause set before it: "in his letter, Lind said"."""
        place = pronoun
        for _ in range(_HIGHEST):
            word = self._reading.words[place]
            if word.head is None or word.head <= place:
                return None
            subject = next((one for one in self._below(word.head, "nsubj") if one > place), None)
            if subject is not None:
                led = (word.label or "").partition(":")[0] in {"obl", "advcl"}
                return subject if led and self.sentence(pronoun) == self.sentence(subject) else None
            place = word.head
        return None

    def is_quoted(self, place: int) -> bool:
        """Tell whether a word stands between marks that hold what someone says."""
        return self._quoted_at(place) is not None

    def _quoted_at(self, place: int) -> Quoted | None:
        """Return the stretch between marks around a word, or None."""
        start = self._reading.words[place].start
        at = bisect_right(self._starts, start) - 1
        return self._quoted[at] if at >= 0 and start < self._quoted[at].span.end else None

    def _says(self, name: int, quoted: Quoted) -> bool:
        """Tell whether a name is the subject of a verb of saying in a sentence where a stretch begins or ends."""
        opens = quoted.span.of(self._reading.document.text).lstrip()[:1]
        if not self.speaks(name) or opens.islower():  # "Brandt told them “he would stay”" is Brandt's, reworded
            return False
        words = self._reading.words_in(quoted.span)
        return self.sentence(name) in {self.sentence(words[0]), self.sentence(words[-1])}

    def _is_said_by(self, pronoun: int, name: int) -> bool:
        """Tell whether a name stands between marks in the sentence of a pronoun that speaks."""
        return self._quoted_at(name) is not None and self.sentence(name) == self.sentence(pronoun)

    def _goes_on(self, start: int) -> bool:
        """Tell whether a quotation that began before an offset holds it."""
        at = bisect_right(self._starts, start - 1) - 1
        return at >= 0 and start < self._quoted[at].span.end

    def _in_one_clause(self, pronoun: int, name: int) -> bool:
        """Tell whether a pronoun and a name are two arguments of one verb, one of them its subject."""
        for one, other in ((pronoun, name), (name, pronoun)):
            verb = self._reading.words[one].head
            subject = (self._reading.words[one].label or "").startswith("nsubj")
            if subject and verb is not None and self._is_argument(other, verb):
                return True
        return False

    def _is_argument(self, place: int, verb: int) -> bool:
        """Tell whether a word is an object, or follows a preposition, of a verb or of one whose subject it lends."""
        word = self._reading.words[place]
        label = (word.label or "").partition(":")[0]
        if label not in {"obj", "iobj", "obl"} or word.head is None:
            return False
        if label == "obl" and not any(self._reading.words[one].lower in _ABOUT for one in self._below(place, "case")):
            return False
        governor = word.head
        if governor == verb:
            return True
        lends = self._reading.words[governor].head == verb and self._reading.words[governor].label in _OPEN
        lends = lends and not any(True for _ in self._below(governor, "nsubj"))
        # "persuaded Brandt to back him": the object of the verb above acts, and he may be its subject
        return lends and not any(True for _ in self._below(verb, "obj", "iobj"))

    def _below(self, place: int, *labels: str) -> list[int]:
        """Return the dependents of a word with one of some relations."""
        below = self._children.get(place, ())
        return [one for one in below if (self._reading.words[one].label or "").partition(":")[0] in labels]
