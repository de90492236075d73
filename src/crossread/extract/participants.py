"""Who and what stands around a verb, read off the trained parse: subjects, objects, what is joined to them by "and".

Without a parse the shallow analysis of `clauses.py` decides. What an infinitive, a participle or a second verb leaves
out is found where grammar says that it is: with the verb that governs it ("ordered the firm to pay": the firm pays),
with the noun that it describes ("the dam, built in 1962"), with the verb that it is joined to ("came and went").
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from crossread.extract.clauses import chunk_around, object_of, subject_of
from crossread.extract.completions import Completions
from crossread.extract.control import intends, object_acts, object_control, takes_intention
from crossread.extract.gazetteer import places
from crossread.extract.phrases import Chunk
from crossread.extract.speakers import saying_verbs
from crossread.extract.tagging import Tag

if TYPE_CHECKING:
    from crossread.extract.phrases import VerbGroup
    from crossread.extract.reading import Reading, Sentence

_SUBJECTS: Final = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_RELATIVES: Final = frozenset({"who", "which", "that", "whom"})
_CLIMB: Final = 8
"""Verbs that an omitted subject is looked for at; a longer chain is no English sentence."""
_FAR: Final = 25
"""Words that a relative clause may put between a subject and its verb for both to be shown."""
_MANY: Final = 6
"""Noun phrases that "and" may join in one role."""


class Participants(Completions):
    """The noun phrases around the verbs of one sentence."""

    def __init__(self, reading: Reading, sentence: Sentence) -> None:
        super().__init__(reading, sentence)
        self._dateline = dateline_end(reading, sentence)

    def subjects(self, group: VerbGroup) -> list[Chunk]:
        """Return who or what a verb is said of, those joined by "and" after the first; none where it is not clear."""
        if not self._reading.parsed:
            found = subject_of(self._reading, self._sentence, group)
            return [found] if found is not None else []
        return self._subjects_at(self.predicate(group), 0)

    def objects(self, group: VerbGroup) -> list[Chunk]:
        """Return what follows a verb as its object, those joined by "and" after the first."""
        if not self._reading.parsed:
            found = object_of(self._reading, self._sentence, group)
            return [found] if found is not None else []
        place = self.predicate(group)
        told = self._with_label(place, "obj")
        if not told and group.lemma == "be" and place != group.main:
            told = [place] if self._reading.words[place].tag in {Tag.NOUN, Tag.PROPN} else []
        found_chunks = [chunk for one in told for chunk in self._joined(one)]
        return found_chunks or self._relative_object(place)

    def recipients(self, group: VerbGroup) -> list[Chunk]:
        """Return to whom something is given: "paid the workers 300 crowns"."""
        told = self._with_label(self.predicate(group), "iobj") if self._reading.parsed else []
        return [chunk for one in told for chunk in self._joined(one)]

    def agents(self, group: VerbGroup) -> list[Chunk]:
        """Return by whom something is done: "shot by gunmen"."""
        told = self._with_label(self.predicate(group), "obl:agent") if self._reading.parsed else []
        return [chunk for one in told for chunk in self._joined(one)]

    def has_own_subject(self, group: VerbGroup) -> bool:
        """Tell whether a verb has a subject of its own."""
        return any(self._with_label(self.predicate(group), label) for label in _SUBJECTS)

    def has_complement(self, group: VerbGroup) -> bool:
        """Tell whether another verb completes a verb: "declined to answer"."""
        place = self.predicate(group)
        return bool(self._with_label(place, "xcomp") or self._with_label(place, "ccomp"))

    def reaches(self, word: int, place: int) -> bool:
        """Tell whether what stands at a word, a date say, holds of the verb at a place too.

        It does where its own verb governs that one or is joined to it by "and": in "he was freed in May by guards who
        had fled" the month is not when they fled, in "in May he was freed and left" it is of both.
        """
        if not self._reading.parsed:
            return True
        above = self._telling(place)
        for one in self._heads(word):
            if self._reading.words[one].tag in {Tag.VERB, Tag.AUX} or one in above:
                joined = self._reading.words[one].label == "conj" and self._reading.words[one].head in above
                return one in above or joined
        return True

    def is_inside_noun(self, word: int, place: int) -> bool:
        """Tell whether a word stands in a clause that describes a noun of the verb at a place, and so not with it."""
        if not self._reading.parsed:
            return False
        above = self._heads(word)
        below = above[: above.index(place)] if place in above else []
        return any((self._reading.words[one].label or "").startswith("acl") for one in below)

    def governs(self, place: int, word: int) -> bool:
        """Tell whether the verb at a place is the nearest above a word."""
        if not self._reading.parsed:
            return False
        above = (
            one for one in self._heads(word) if self._reading.words[one].tag in {Tag.VERB, Tag.AUX} or one == place
        )
        return next(above, None) == place

    def _telling(self, place: int) -> set[int]:
        """Return a verb and those above it up to one that lets someone say it: "said on Monday that it had sunk"."""
        found = [place]
        for one in self._heads(place)[1:]:
            below = self._reading.words[found[-1]].label or ""
            if below.startswith("ccomp") and self._reading.words[one].lemma.lower() in saying_verbs():
                break
            if below == "parataxis":
                break
            found.append(one)
        return set(found)

    def extent(self, group: VerbGroup, first: int, last: int) -> tuple[int, int]:
        """Return the words of a clause without the end of the one around it, with its subject before a relative clause.

        "The strike that began on Monday cost the port dearly" ends before "cost" for the one, is whole for the other.
        """
        if not self._reading.parsed:
            return first, last
        own = self.predicate(group)
        above = set(self._heads(own)) - {own}
        for other in self._sentence.verbs:
            if own < other.main and other.first < last and self.predicate(other) in above:
                last = max(other.first, group.last)
        first = max(first, self._content_begin(own, group.first))
        subject = next(iter(self.subjects(group)), None)
        if subject is not None and subject.last <= first:
            between = [self._heads(place) for place in range(subject.last, first)]
            if all(subject.head in heads for heads in between) and len(between) <= _FAR:
                first = subject.first
        return first, last

    def _content_begin(self, place: int, first: int) -> int:
        """Return where the clause begins that a verb of saying before it governs, for a verb right in it; else 0."""
        word = self._reading.words[place]
        above = self._above(place)
        if not (word.label or "").startswith("ccomp") or not 0 <= above < place:
            return 0
        cues = [one for one in self._sentence.verbs if one.main == above and one.lemma in saying_verbs()]
        begin = self._begin(place)
        return begin if cues and cues[0].last <= begin <= first else 0

    def joined_passive(self, group: VerbGroup) -> bool:
        """Tell whether a verb is joined by "and" to a passive."""
        head = self._reading.words[self.predicate(group)].head
        return any(one.passive and self.predicate(one) == head for one in self._sentence.verbs)

    def governor(self, group: VerbGroup) -> VerbGroup | None:
        """Return the verb whose complement a verb is ("began to shell", "refused to answer"), or None.

        Of a gerund after a preposition the lemma has the preposition with it: "keep_from", "accuse_of".
        """
        word = self._reading.words[self.predicate(group)]
        if not self._reading.parsed or word.label not in {"xcomp", "ccomp", "advcl"} or word.head is None:
            return None
        if word.label != "xcomp" and group.kind not in {"infinitive", "ing"}:
            return None
        preposition = self._preposition(self.predicate(group)) if word.label == "advcl" else ""
        if word.label == "advcl" and group.kind != "infinitive" and not preposition:
            return None
        verbs = self._sentence.verbs
        exact = next((one for one in verbs if one.main == word.head), None)
        found = exact or next((one for one in verbs if self.predicate(one) == word.head), None)
        if found is None or not preposition:
            return found
        bound = object_acts(found.lemma, preposition)
        return replace(found, lemma=f"{found.lemma}_{preposition}") if bound else None

    def intention(self, group: VerbGroup) -> str:
        """Return the noun before a verb that says that it is only meant ("a plan to sell the port"), or ""."""
        word = self._reading.words[self.predicate(group)]
        if not self._reading.parsed or word.label != "acl" or word.head is None:
            return ""
        noun = self._reading.words[word.head].lemma.lower()
        return noun if self._is_infinitive(self.predicate(group)) and intends(noun) else ""

    def _subjects_at(self, place: int, depth: int) -> list[Chunk]:
        """Return the subjects of the verb at a place."""
        if depth > _CLIMB:
            return []
        told = [one for label in sorted(_SUBJECTS) for one in self._with_label(place, label) if one >= self._dateline]
        for one in sorted(told, key=lambda at: abs(at - place)):
            if self._reading.words[one].lower in _RELATIVES:
                return self._antecedents(place)
            found = self._joined(one)
            if found:
                return found
        return self._left_out(place, depth) or self._right_before(place)

    def _right_before(self, place: int) -> list[Chunk]:
        """Return the noun phrase of unclear relation right before a verb: "neither side opened fire"."""
        near = [one for one in self._with_label(place, "obl:unmarked") if self._dateline <= one == place - 1]
        return [chunk for one in near for chunk in self._joined(one)]

    def _left_out(self, place: int, depth: int) -> list[Chunk]:
        """Return the subjects that a verb does not have of its own."""
        word = self._reading.words[place]
        label, head = word.label or "", word.head
        if head is None or head == place:
            return []
        if label == "conj":
            return self._subjects_at(head, depth + 1)
        if label in {"xcomp", "advcl", "ccomp"}:
            objects = self._with_label(head, "obj") or self._with_label(head, "iobj")
            if objects and self._object_acts(place, head):
                return [chunk for one in objects for chunk in self._joined(one)]
            return self._subjects_at(head, depth + 1) if label != "ccomp" else []
        if label == "acl" and (self._is_infinitive(place) or self._preposition(place)):
            return self._owners(head, depth)
        if label == "acl":
            chunk = chunk_around(self._sentence, head)
            return [chunk] if chunk is not None else []
        return []

    def _object_acts(self, place: int, head: int) -> bool:
        """Tell whether the object of the verb at `head` does what the verb at `place` tells."""
        lemma = self._reading.words[head].lemma.lower()
        preposition = self._preposition(place)
        if preposition:
            return object_acts(lemma, preposition)
        return self._reading.words[place].label == "xcomp" and object_control(lemma)

    def _owners(self, noun: int, depth: int) -> list[Chunk]:
        """Return who does what a noun intends: "the rebels' plan to attack", "he made a plan to attack"."""
        if not intends(self._reading.words[noun].lemma.lower()):
            return []
        owners = [chunk for one in self._with_label(noun, "nmod:poss") for chunk in self._possessor(one)]
        phrases = [one for one in self._with_label(noun, "nmod") if self._cased(one) & {"of", "by"}]
        owners = owners or [chunk for one in phrases for chunk in self._joined(one)]
        governor = self._reading.words[noun].head
        if owners or governor is None or governor == noun or self._reading.words[noun].label != "obj":
            return owners
        return self._subjects_at(governor, depth + 1) if takes_intention(self._reading.words[governor].lemma) else []

    def _possessor(self, place: int) -> list[Chunk]:
        """Return a possessor without what it owns: "the rebels" of "the rebels' plan"."""
        chunk = chunk_around(self._sentence, place)
        if chunk is None:
            return []
        if place < chunk.head:
            return [Chunk(min(chunk.first, place), place + 1, place)]
        return [chunk]

    def _antecedents(self, place: int) -> list[Chunk]:
        """Return what a relative pronoun stands for: the noun that its clause describes, and what is joined to it."""
        governor = self._reading.words[place].head
        steps = 0
        while governor is not None and steps < _CLIMB:
            if (self._reading.words[place].label or "").startswith("acl"):
                return self._joined(governor)
            place, governor, steps = governor, self._reading.words[governor].head, steps + 1
        return []

    def _relative_object(self, place: int) -> list[Chunk]:
        """Return what a relative clause without an object describes, where it has a subject: "the man they shot"."""
        word = self._reading.words[place]
        subject = any(self._with_label(place, label) for label in _SUBJECTS)
        if word.label != "acl:relcl" or word.head is None or not subject or word.tag is not Tag.VERB:
            return []
        own = [self._reading.words[one].lower for label in _SUBJECTS for one in self._with_label(place, label)]
        rest = [self._reading.words[one].label or "" for one in self._children.get(place, ())]
        if any(one in _RELATIVES for one in own) or any(one.startswith(("obl", "ccomp", "xcomp")) for one in rest):
            return []
        return self._joined(word.head)

    def _joined(self, place: int) -> list[Chunk]:
        """Return the noun phrase at a place and those joined to it; a relative pronoun gives what it means."""
        word = self._reading.words[place]
        if word.lower in _RELATIVES and word.label in {"obj", "iobj"} and word.head is not None:
            return self._antecedents(word.head)
        found: list[Chunk] = []
        for one in [place, *self._with_label(place, "conj")][:_MANY]:
            chunk = self._own_chunk(one)
            if chunk is not None and chunk not in found and self._reading.words[one].tag is not Tag.VERB:
                found.append(chunk)
        return found

    def _own_chunk(self, place: int) -> Chunk | None:
        """Return the noun phrase of a word, without a time after it: "a scheduled interview" before "Monday night"."""
        chunk = chunk_around(self._sentence, place)
        if chunk is None or place >= chunk.head or (chunk.owner is not None and place < chunk.owner):
            return chunk
        after = place + 1
        while after <= chunk.head and place in self._heads(after):
            after += 1
        above = next((one for one in self._heads(chunk.head) if not place < self._above(one) < chunk.last), place)
        if after > chunk.head or not (self._reading.words[above].label or "").startswith(("obl", "xcomp")):
            return chunk
        return Chunk(chunk.first, after, place, chunk.owner)


def dateline_end(reading: Reading, sentence: Sentence) -> int:
    """Return the position past a dateline ("ORLO (Almira Wire) —", "ORLO, May 5 -") at the begin of a sentence.

    Its names are places of writing, nobody who acts. Without a dateline it is the sentence's first word.
    """
    words = reading.words
    first = sentence.first
    opens = first < sentence.last and (words[first].text.isupper() or words[first].text in places())
    if not opens or len(words[first].text) < 3:
        return first
    for place in range(first + 1, min(first + 12, sentence.last - 1)):
        word = words[place]
        if word.text in {"—", "–", "-", "--"} and word.start > words[place - 1].end:
            return place + 1
        known = word.text in {",", "(", ")", "."} or word.text[0].isupper() or word.tag is Tag.NUM
        if not known or word.tag in {Tag.VERB, Tag.AUX}:
            break
    return first
