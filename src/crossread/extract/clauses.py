"""Who stands where around a verb: subject, object, what follows prepositions, and where its clause begins and ends.

A shallow analysis: when in doubt it finds nothing. Where the reading has a trained parse, the tree decides.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from crossread.extract.tagging import Tag

if TYPE_CHECKING:
    from crossread.extract.phrases import Chunk, VerbGroup
    from crossread.extract.reading import Reading, Sentence, Word

_RELATIVES: Final = frozenset({"who", "which", "that", "whom"})
_COMMAS: Final = frozenset({",", "–", "—", "(", ")", "--"})
_STOPS: Final = frozenset({";", ":", ".", "!", "?", "…"})
_QUOTES: Final = frozenset("\"“”‘’'«»„`")
_NEAR: Final = 8
"""Verb groups after a comma that are looked at; further ones stand too far to begin the clause there."""
_MOVES: Final = frozenset({Tag.ADV, Tag.PART})


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb group with the words that belong to it.

    Attributes:
        group: The verb group.
        first: Position of the clause's first word.
        last: Position just past its last word.
    """

    group: VerbGroup
    first: int
    last: int


def _first(one: Chunk | VerbGroup) -> int:
    """Return where a phrase begins; the phrases of a sentence stand in order without overlap."""
    return one.first


def _last(one: Chunk | VerbGroup) -> int:
    """Return where a phrase ends."""
    return one.last


def chunk_ending(sentence: Sentence, place: int) -> Chunk | None:
    """Return the noun phrase whose last word is right before `place`."""
    at = bisect_left(sentence.chunks, place, key=_last)
    return sentence.chunks[at] if at < len(sentence.chunks) and sentence.chunks[at].last == place else None


def chunk_starting(sentence: Sentence, place: int) -> Chunk | None:
    """Return the noun phrase that begins at `place`."""
    at = bisect_left(sentence.chunks, place, key=_first)
    return sentence.chunks[at] if at < len(sentence.chunks) and sentence.chunks[at].first == place else None


def chunk_around(sentence: Sentence, place: int) -> Chunk | None:
    """Return the noun phrase that holds the word at `place`."""
    at = bisect_right(sentence.chunks, place, key=_first) - 1
    return sentence.chunks[at] if at >= 0 and place < sentence.chunks[at].last else None


def subject_of(reading: Reading, sentence: Sentence, group: VerbGroup) -> Chunk | None:
    """Return the noun phrase that is the subject of a verb, where it stands before it; None where it is not clear.

    Steps over adverbs, appositions ("X, the mayor, said"), relative clauses ("X, who …, said"), and prepositional
    phrases ("the head of the police"); a relative pronoun gives its antecedent.
    """
    if reading.parsed:
        return _subject_in_tree(reading, sentence, group)
    place = _step_back(reading, sentence, group.first)
    found = _noun_before(reading, sentence, place)
    return found if found is not None else _shared_subject(reading, sentence, group, place)


def _shared_subject(reading: Reading, sentence: Sentence, group: VerbGroup, place: int) -> Chunk | None:
    """Return the subject of the verb before, where "and" or "but" joins this verb to it ("he came and said")."""
    if place <= sentence.first or reading.words[place - 1].lower not in {"and", "but", "or", "then", ","}:
        return None
    if reading.words[place - 1].lower == "," and group.kind != "ing":
        return None
    before = [one for one in sentence.verbs if one.last <= place - 1 and one.kind == "finite"]
    return subject_of(reading, sentence, before[-1]) if before else None


def _step_back(reading: Reading, sentence: Sentence, place: int) -> int:
    """Return the position just past the last word before `place` that is no adverb."""
    while place > sentence.first and reading.words[place - 1].tag in _MOVES and reading.words[place - 1].lower != "to":
        place -= 1
    return place


def _noun_before(reading: Reading, sentence: Sentence, place: int) -> Chunk | None:
    """Return the noun phrase before `place` that can be a subject."""
    if place <= sentence.first:
        return None
    word = reading.words[place - 1]
    if word.lower in _RELATIVES and word.tag in {Tag.PRON, Tag.SCONJ, Tag.DET}:
        return _antecedent(reading, sentence, place - 1)
    if word.lower in _COMMAS:
        found = _before_insert(reading, sentence, place - 1)
        named = chunk_ending(sentence, place - 1)
        if found is None and named is not None and reading.words[named.head].tag is Tag.PROPN:
            return named
        return found
    chunk = chunk_ending(sentence, place)
    if chunk is None:
        return None
    return _climbed(reading, sentence, chunk)


def _antecedent(reading: Reading, sentence: Sentence, relative: int) -> Chunk | None:
    """Return the noun phrase that a relative pronoun stands for: the one right before it."""
    place = relative
    if place > sentence.first and reading.words[place - 1].lower in _COMMAS:
        place -= 1
    chunk = chunk_ending(sentence, place)
    if chunk is None or reading.words[chunk.head].tag is Tag.PRON:
        return None
    return chunk


def _before_insert(reading: Reading, sentence: Sentence, comma: int) -> Chunk | None:
    """Return the noun phrase before an insert that ends at `comma`: an apposition, a relative clause, a participle."""
    for place in range(comma - 1, max(sentence.first, comma - 30), -1):
        word = reading.words[place]
        if word.lower in _STOPS or (word.text in _QUOTES and word.tag is Tag.PUNCT):
            return None
        if reading.words[place].lower in _COMMAS:
            chunk = chunk_ending(sentence, place)
            opens = reading.words[place + 1]
            if chunk is not None and _opens_insert(reading, sentence, place + 1, opens):
                return _climbed(reading, sentence, chunk)
    return None


def _opens_insert(reading: Reading, sentence: Sentence, place: int, word: Word) -> bool:
    """Tell whether a word after a comma begins an insert."""
    if word.lower in {"who", "which", "whose", "whom", "where", "a", "an", "the", "his", "her", "its", "their"}:
        return True
    if word.tag in {Tag.ADP, Tag.NUM} or word.lower.endswith("ing"):
        return True
    return chunk_starting(sentence, place) is not None and reading.words[place - 1].lower in _COMMAS


def _climbed(reading: Reading, sentence: Sentence, chunk: Chunk) -> Chunk | None:
    """Climb from "Almira" to "the head" in "the head of the police in Almira"; None in "after the speech"."""
    for _ in range(6):
        before = chunk.first - 1
        if before < sentence.first:
            return chunk
        word = reading.words[before]
        if word.tag is Tag.ADP or (word.lower == "to" and word.tag is Tag.PART):
            higher = chunk_ending(sentence, before)
            if higher is None:
                return None
            chunk = higher
        elif (
            word.lower in {"and", "or"}
            and chunk_ending(sentence, before) is not None
            and reading.words[chunk.head].tag is not Tag.PRON
        ):
            higher = chunk_ending(sentence, before)
            if higher is None or _is_object(reading, sentence, higher):
                return chunk
            chunk = higher
        elif word.tag in {Tag.VERB, Tag.AUX} and _is_participle(word):
            return chunk
        else:
            return chunk
    return chunk


def _is_object(reading: Reading, sentence: Sentence, chunk: Chunk) -> bool:
    """Tell whether a noun phrase follows a verb or a preposition, and so begins no subject."""
    before = chunk.first - 1
    return before >= sentence.first and reading.words[before].tag in {Tag.VERB, Tag.ADP, Tag.AUX}


def _is_participle(word: Word) -> bool:
    """Tell whether a word can be a participle."""
    return word.lower.endswith(("ing", "ed"))


def inverted_subject(sentence: Sentence, group: VerbGroup) -> Chunk | None:
    """Return the noun phrase right after a verb of saying ("said the mayor", "says Captain Benn")."""
    chunk = chunk_starting(sentence, group.last)
    if chunk is None or group.modal is not None:
        return None
    return chunk


def object_of(reading: Reading, sentence: Sentence, group: VerbGroup) -> Chunk | None:
    """Return the noun phrase right after a verb, adverbs between them; None where something else follows."""
    if reading.parsed:
        return _child(reading, sentence, group.main, ("obj",))
    place = group.last
    while place < sentence.last and reading.words[place].tag is Tag.ADV:
        chunk = chunk_starting(sentence, place)
        if chunk is not None:
            break
        place += 1
    chunk = chunk_starting(sentence, place)
    if chunk is None or reading.words[chunk.head].lower in _RELATIVES:
        return None
    return chunk


def after_preposition(reading: Reading, sentence: Sentence, clause: Clause) -> list[tuple[str, Chunk]]:
    """Return prepositions with their noun phrases between a verb and the end of its clause, in order."""
    found: list[tuple[str, Chunk]] = []
    for place in range(clause.group.last, clause.last):
        word = reading.words[place]
        if word.tag is Tag.ADP or (word.lower == "to" and place > clause.group.last - 1):
            chunk = chunk_starting(sentence, place + 1)
            if chunk is not None:
                found.append((word.lower, chunk))
    return found


def find_clauses(reading: Reading, sentence: Sentence) -> list[Clause]:
    """Return a clause for each verb group: from the border before it to the border after it.

    Borders are marks, conjunctions before another subject and verb, relative pronouns and subordinators; an infinitive
    belongs to the clause of its verb and makes one of its own as well.
    """
    borders = _borders(reading, sentence)
    infinitives = [group.first for group in sentence.verbs if group.kind == "infinitive"]
    found = []
    for group in sentence.verbs:
        at = bisect_right(borders, group.first)
        first = borders[at - 1] if at else sentence.first
        at = bisect_right(borders, group.main)
        last = borders[at] if at < len(borders) else sentence.last
        if group.kind == "infinitive":
            first = group.first
        at = bisect_right(infinitives, group.first)
        stop = infinitives[at] if at < len(infinitives) and infinitives[at] < last else last
        found.append(Clause(group, first, _trimmed(reading, first, max(stop, group.last))))
    return found


def _trimmed(reading: Reading, first: int, last: int) -> int:
    """Return the end without marks and conjunctions at it."""
    while last - 1 > first and (reading.words[last - 1].tag in {Tag.PUNCT, Tag.CCONJ, Tag.SCONJ}):
        last -= 1
    return last


def _borders(reading: Reading, sentence: Sentence) -> list[int]:
    """Return the positions where a clause can begin."""
    found = [sentence.first]
    finite = [group for group in sentence.verbs if group.kind != "infinitive"]
    mains = [group.main for group in finite]
    participles = {group.first for group in finite if group.kind in {"ing", "participle"}}
    for place in range(sentence.first + 1, sentence.last):
        word = reading.words[place]
        if word.lower in _STOPS or word.lower in {"–", "—", "--"}:
            found.append(place + 1)
        elif word.tag is Tag.SCONJ or (word.lower in _RELATIVES and word.tag is not Tag.DET):
            found.append(place)
        elif (
            word.lower == ","
            and _verb_between(mains, found[-1], place)
            and _clause_follows(reading, sentence, place + 1)
        ) or (
            word.tag is Tag.CCONJ
            and _verb_between(mains, found[-1], place)
            and _clause_follows(reading, sentence, place + 1)
        ):
            found.append(place + 1)
        elif place in participles and _verb_between(mains, found[-1], place):
            found.append(place)
    return found


def _verb_between(mains: list[int], first: int, last: int) -> bool:
    """Tell whether a verb stands between two places."""
    at = bisect_left(mains, first)
    return at < len(mains) and mains[at] < last


def _clause_follows(reading: Reading, sentence: Sentence, place: int) -> bool:
    """Tell whether a subject with its verb, or a verb, follows before the next mark."""
    for group in sentence.verbs[bisect_left(sentence.verbs, place, key=_first) :][:_NEAR]:
        if group.kind in {"finite", "ing"}:
            between = reading.words[place : group.first]
            return (
                not any(word.lower in _COMMAS | _STOPS or word.tag in {Tag.CCONJ, Tag.SCONJ} for word in between)
                and len(between) < 15
            )
    return False


def _subject_in_tree(reading: Reading, sentence: Sentence, group: VerbGroup) -> Chunk | None:
    """Return the subject that the trained parse gives; of a relative pronoun its antecedent."""
    chunk = _child(reading, sentence, group.main, ("nsubj", "nsubj:pass", "csubj"))
    if chunk is None:
        head = reading.words[group.main]
        if head.head is not None and head.head != group.main and head.label in {"conj", "xcomp"}:
            return _child(reading, sentence, head.head, ("nsubj", "nsubj:pass"))
        if head.head is not None and (head.label or "").startswith("acl"):
            return chunk_around(sentence, head.head)
        return None
    if reading.words[chunk.head].lower in _RELATIVES:
        governor = reading.words[group.main].head
        return chunk_around(sentence, governor) if governor is not None else None
    return chunk


def _child(reading: Reading, sentence: Sentence, head: int, labels: tuple[str, ...]) -> Chunk | None:
    """Return the noun phrase around the dependent of `head` with one of the labels."""
    for place in range(sentence.first, sentence.last):
        word = reading.words[place]
        if word.head == head and word.label in labels and place != head:
            return chunk_around(sentence, place)
    return None
