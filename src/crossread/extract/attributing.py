"""An attribution in the making, and what all ways of finding one share: its kind, its stance, its bare words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from crossread.extract.lexicon import sections, words
from crossread.extract.speakers import saying_verbs
from crossread.extract.tagging import Tag
from crossread.model.statement import AttributionKind, Stance

if TYPE_CHECKING:
    from crossread.extract.branches import Stretch
    from crossread.extract.phrases import Chunk
    from crossread.extract.reading import Reading
    from crossread.model.span import Span
    from crossread.model.statement import Speaker


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution in the making.

    Attributes:
        parts: The stretches of its content, as positions of words.
        cue: The words that mark it.
        kind: What kind of source it names.
        stance: What the writer makes of it.
        source: Whose it is, or None.
    """

    parts: tuple[Stretch, ...]
    cue: Span
    kind: AttributionKind
    stance: Stance
    source: Speaker | None


def stance_of(lemma: str) -> Stance:
    """Return how the writer makes words by their verb: neutral, doubtful, committing.

    Examples:
        >>> stance_of("say").value, stance_of("claim").value, stance_of("admit").value
        ('neutral', 'doubtful', 'committing')
    """
    lists = sections("saying")
    if lemma in lists["neutral"]:
        return Stance.NEUTRAL if lemma not in _STRONG else _STRONG_STANCE[lemma]
    if lemma in lists["doubtful"]:
        return Stance.DOUBTFUL
    return Stance.COMMITTING if lemma in lists["committing"] else Stance.NEUTRAL


_STRONG_STANCE: Final = {
    "point_out": Stance.COMMITTING,
    "maintain": Stance.DOUBTFUL,
    "contend": Stance.DOUBTFUL,
    "insist": Stance.DOUBTFUL,
    "find": Stance.COMMITTING,
}


_STRONG: Final = frozenset(_STRONG_STANCE)


@cache
def _documents() -> frozenset[str]:
    """Return nouns of documents."""
    return sections("sources")["document"]


def kind_of_source(reading: Reading, chunk: Chunk, kind: AttributionKind) -> AttributionKind:
    """Tell a document's words from a person's."""
    head = reading.words[chunk.head]
    if kind is AttributionKind.THOUGHT:
        return kind
    return AttributionKind.DOCUMENT if head.lemma.lower() in _documents() else kind


def tells(reading: Reading, chunk: Chunk) -> bool:
    """Tell whether a noun phrase names someone or something that can tell or want: an actor, a role, a document."""
    head = reading.words[chunk.head]
    if head.tag in {Tag.PRON, Tag.PROPN, Tag.NUM, Tag.SYM, Tag.DET, Tag.ADJ}:
        return True
    return head.lemma.lower() in _tellers()


@cache
def _tellers() -> frozenset[str]:
    """Return nouns of those who tell: roles, people, groups, documents and media."""
    kinds = sections("roles")
    named = kinds["person"] | kinds["organisation"] | kinds["group"] | words("people") | words("sources")
    return named | {word.removesuffix("s") for word in kinds["group"]}


def bare(reading: Reading, first: int, last: int) -> tuple[int, int] | None:
    """Return the words between two places without marks at the ends; None where nothing is left."""
    while (
        last > first
        and reading.words[last - 1].tag is Tag.PUNCT
        and reading.words[last - 1].lower not in {"”", '"', "’", ")"}
    ):
        last -= 1
    while (
        first < last
        and reading.words[first].tag is Tag.PUNCT
        and reading.words[first].lower not in {"“", '"', "‘", "("}
    ):
        first += 1
    if last <= first:
        return None
    return first, last


_DOUBTFUL_NOUNS: Final = frozenset("claim allegation assertion rumour rumor suggestion notion contention".split())


def doubts(noun: str) -> Stance:
    """Return what a writer makes of words by their noun: a claim is doubtful, a statement is not.

    Examples:
        >>> doubts("claim").value, doubts("statement").value
        ('doubtful', 'neutral')
    """
    return Stance.DOUBTFUL if noun.lower() in _DOUBTFUL_NOUNS else Stance.NEUTRAL


_MINDING: Final = frozenset({"know", "learn", "guess", "reckon", "wonder"})
"""Verbs of saying that mostly tell a thought."""


def kind_of_verb(reading: Reading, chunk: Chunk, lemma: str, *, thoughts: bool) -> AttributionKind:
    """Return what a verb and its subject make of a content: speech, a document's words, or a thought."""
    lists = sections("saying")
    thinks = thoughts and (lemma in lists["thought"] or lemma not in saying_verbs())
    thought = thinks and (lemma not in saying_verbs() or lemma in _MINDING)
    kind = kind_of_source(reading, chunk, AttributionKind.THOUGHT if thought else AttributionKind.SPEECH)
    if kind is AttributionKind.DOCUMENT and lemma not in lists["document"] and thinks:
        return AttributionKind.THOUGHT
    return kind
