"""Which words a verb lets someone say, by rules over noun phrases and verb groups, where there is no tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crossread.extract.attributing import bare
from crossread.extract.clauses import chunk_ending, chunk_starting
from crossread.extract.lexicon import sections
from crossread.extract.speakers import saying_verbs
from crossread.extract.tagging import Tag

if TYPE_CHECKING:
    from crossread.extract.phrases import VerbGroup
    from crossread.extract.reading import Reading, Sentence

OPENERS: Final = frozenset({"that", "whether", "if", "how", "why", "what", "where", "when", "who", "because"})


_TAKES_INFINITIVE: Final = frozenset("claim promise vow pledge threaten refuse agree profess purport".split())


_HEDGED_QUESTION: Final = frozenset("know see remember forget understand wonder".split())


_NO_CONTENT: Final = frozenset({"when", "if", "where", "because", "who"})
"""Openers that mostly begin an adverbial clause, unless the verb takes a question."""


_TAKES_QUESTIONS: Final = frozenset({"ask", "say", "tell", "explain", "decide"})


def content_after(  # noqa: C901 - a decision table, one row a form of content
    reading: Reading, sentence: Sentence, group: VerbGroup, *, plain: bool
) -> tuple[int, int] | None:
    """Return the content clause that a verb governs: from "that" (or its bare beginning) to the end of the clause."""
    place = group.last
    place = _past_addressee(reading, sentence, group, place)
    if place >= sentence.last:
        return None
    word = reading.words[place]
    if place and reading.words[place - 1].lower == "so" and word.lower == "that":
        return None
    if word.lower == "," and place + 1 < sentence.last and reading.words[place + 1].lower in {"that", "saying"}:
        place += 1
        word = reading.words[place]
    if word.lower == ":" and place + 1 < sentence.last:
        return bare(reading, place + 1, sentence.last)
    if word.lower in OPENERS and has_verb(sentence, place):
        if word.lower in _NO_CONTENT and group.lemma not in _HEDGED_QUESTION | _TAKES_QUESTIONS:
            return None
        return bare(reading, place, clause_end(reading, sentence, place + 1, far=True))
    if word.lower == "to" and group.lemma in _TAKES_INFINITIVE and word.tag is Tag.PART:
        return bare(reading, place, clause_end(reading, sentence, place + 1, far=False))
    later = _that_later(reading, sentence, place)
    if later is not None:
        return bare(reading, later, clause_end(reading, sentence, later + 1, far=True))
    if plain and group.lemma in sections("saying")["plain"] and _finite_follows(reading, sentence, place):
        return bare(reading, place, clause_end(reading, sentence, place, far=True))
    if plain and group.lemma in {
        "deny",
        "admit",
        "report",
        "confirm",
        "mention",
        "suggest",
        "recall",
        "claim",
        "allege",
        "announce",
        "predict",
        "describe",
        "condemn",
        "blame",
        "accuse",
        "demand",
        "call_for",
    }:
        return _nominal(reading, sentence, place)
    return None


def _past_addressee(reading: Reading, sentence: Sentence, group: VerbGroup, place: int) -> int:
    """Step over whom or when it was said: "told reporters", "said on Tuesday", "said in a statement"."""
    if group.lemma in {"tell", "inform", "assure", "remind", "warn", "advise", "convince", "ask", "notify"}:
        chunk = chunk_starting(sentence, place)
        if chunk is not None and not _verb_follows(sentence, chunk.last):
            place = chunk.last
    for _ in range(4):
        if place >= sentence.last:
            break
        word = reading.words[place]
        after = chunk_starting(sentence, place + 1)
        if (
            word.tag in {Tag.ADP, Tag.ADV}
            and after is not None
            and not _verb_follows(sentence, after.last)
            and word.lower != "of"
        ):
            place = after.last
        elif (
            word.tag is Tag.ADV and place + 1 < sentence.last and reading.words[place + 1].lower in OPENERS | {","}
        ) or (word.lower in DAYS and not _verb_follows(sentence, place + 1)):
            place += 1
        else:
            break
    return place


DAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today".split())


def _verb_follows(sentence: Sentence, place: int) -> bool:
    """Tell whether a finite verb group begins right at a place."""
    return any(group.first == place and group.kind == "finite" for group in sentence.verbs)


def has_verb(sentence: Sentence, place: int) -> bool:
    """Tell whether a verb stands after a place."""
    return any(group.main > place for group in sentence.verbs)


def _that_later(reading: Reading, sentence: Sentence, place: int) -> int | None:
    """Return a "that" some words further on, nothing but names, nouns and prepositions between."""
    for at in range(place, min(place + 12, sentence.last)):
        word = reading.words[at]
        if word.lower == "that" and word.tag is Tag.SCONJ and at > place:
            before = reading.words[at - 1]
            near = (
                before.lower == ","
                or before.tag in {Tag.PROPN, Tag.PRON}
                or before.lower in DAYS
                or chunk_ending(sentence, at) is not None
            )
            addressed = near and _is_after_addressee(reading, place)
            return at if addressed and has_verb(sentence, at) else None
        if word.tag in {Tag.VERB, Tag.AUX} or word.lower in {";", ":", "."}:
            return None
    return None


def _is_after_addressee(reading: Reading, place: int) -> bool:
    """Tell whether what stands at a place can lead to a later "that": a preposition, a comma, an adverb."""
    return reading.words[place].tag in {Tag.ADP, Tag.ADV, Tag.PUNCT} or reading.words[place].lower == "to"


def _finite_follows(reading: Reading, sentence: Sentence, place: int) -> bool:
    """Tell whether a subject and a finite verb follow, as in "said nine people had died"."""
    if reading.words[place].tag in {Tag.PUNCT, Tag.CCONJ} or reading.words[place].lower in {"to", "so", "about", "of"}:
        return False
    for group in sentence.verbs:
        if group.first > place and group.kind in {"finite", "participle"}:
            between = reading.words[place : group.first]
            if any(word.lower in {";", ":"} for word in between) or len(between) > 30:
                return False
            return any(one.first >= place and one.last <= group.first for one in sentence.chunks)
    return False


def _nominal(reading: Reading, sentence: Sentence, place: int) -> tuple[int, int] | None:
    """Return a content that is a noun phrase or a gerund: "denied any part in the attack", "denied shooting"."""
    chunk = chunk_starting(sentence, place)
    gerund = reading.words[place].lower.endswith("ing") and reading.words[place].tag is Tag.VERB
    if chunk is None and not gerund:
        return None
    if chunk is not None and (reading.words[chunk.head].tag is Tag.PRON or _verb_follows(sentence, chunk.last)):
        return None
    return bare(reading, place, clause_end(reading, sentence, place + 1, far=False))


def clause_end(reading: Reading, sentence: Sentence, place: int, *, far: bool) -> int:
    """Return where the content that begins at a place ends.

    With `far` it runs to the end of the sentence, unless another speaker or the writer's own clause takes over: a
    semicolon, a dash, ", but"/", while"/", and" with a subject of its own that speaks, or ", X said".
    """
    for at in range(place, sentence.last):
        lower = reading.words[at].lower
        if lower in {";", "–", "—"}:
            return at
        if lower == "," and at + 1 < sentence.last:
            follows = reading.words[at + 1].lower
            if follows in {
                "but",
                "while",
                "whereas",
                "although",
                "though",
                "adding",
                "saying",
                "citing",
                "according",
            } or (not far and follows in {"and", "which", "who"}):
                return at
            if _speech_tag(reading, sentence, at + 1):
                return at
    return sentence.last


def _speech_tag(reading: Reading, sentence: Sentence, place: int) -> bool:
    """Tell whether ", the clerk said" or ", said the clerk" begins at a place."""
    for group in sentence.verbs:
        if group.first >= place and group.lemma in saying_verbs():
            chunk = chunk_starting(sentence, place)
            near = group.first == place or (chunk is not None and chunk.last == group.first)
            ends = (
                group.last >= sentence.last
                or reading.words[group.last].tag is Tag.PUNCT
                or chunk_starting(sentence, group.last) is not None
            )
            return near and ends
        if group.first >= place:
            return False
    return False
