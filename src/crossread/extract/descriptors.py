"""Mentions without a name: "the ferry company", "nine dockers", "she", "its"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crossread.extract.clauses import chunk_starting
from crossread.extract.gazetteer import role_kind
from crossread.extract.mention_drafts import Draft, normal_name
from crossread.extract.tagging import Tag
from crossread.model.mention import ActorKind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crossread.extract.phrases import Chunk
    from crossread.extract.reading import Reading, Sentence

_PLURAL: Final = frozenset("they them their theirs themselves we us our ours ourselves".split())
_NEUTER: Final = frozenset("it its itself".split())
_SINGULAR: Final = frozenset("he him his himself she her hers herself i me my who".split())
PRONOUNS: Final = _PLURAL | _NEUTER | _SINGULAR
_OWNING: Final = frozenset("its his her their our my".split())
_VAGUE: Final = frozenset("some any every each no many another what which such all both either neither".split())
_RELATIONAL: Final = frozenset(
    (
        "head leader chief director president chairman chairwoman secretary minister commander owner "
        "spokesman spokeswoman manager founder member mayor governor editor crew captain family "
        "relative people residents inhabitants survivors victims workers government"
    ).split()
)


_FOR_SOMETHING: Final = frozenset(
    "spokesman spokeswoman spokesperson minister secretary director commissioner candidate envoy".split()
)


def find_pronouns(reading: Reading, chunk: Chunk) -> Iterator[Draft]:
    """Yield the pronoun that a noun phrase is, or the one that owns it ("her" in "her car")."""
    head, first = reading.words[chunk.head], reading.words[chunk.first]
    if head.tag is Tag.PRON and head.lower in PRONOUNS and not _is_empty(reading, chunk.head):
        yield _pronoun(reading, chunk.head)
    elif first.lower in _OWNING and chunk.first != chunk.head:
        yield _pronoun(reading, chunk.first)


def _pronoun(reading: Reading, place: int) -> Draft:
    """Make the mention of a pronoun."""
    word = reading.words[place]
    kind = ActorKind.GROUP if word.lower in _PLURAL else ActorKind.PERSON
    kind = ActorKind.OTHER if word.lower in _NEUTER else kind
    return Draft(word.span, word.span, MentionForm.PRONOUN, word.lower, kind)


_WEATHER: Final = frozenset("rain snow hail thunder seem appear turn happen take matter".split())
_JUDGED: Final = frozenset(
    "clear unclear likely unlikely possible impossible important necessary true hard easy difficult time".split()
)


def _is_empty(reading: Reading, place: int) -> bool:
    """Tell whether "it" stands for nobody: "it rained", "it is clear that"."""
    word = reading.words[place]
    if word.lower != "it":
        return False
    if word.label == "expl":
        return True
    after = [one.lemma for one in reading.words[place + 1 : place + 4]]
    return bool(after) and (after[0] in _WEATHER or (after[0] == "be" and bool(_JUDGED & set(after))))


def describe(reading: Reading, sentence: Sentence, first: int, last: int) -> Draft | None:
    """Make the mention of a noun phrase whose head, a common noun, can stand for someone; None where it cannot."""
    head = reading.words[last - 1]
    kind = role_kind(head.lower) or role_kind(head.lemma.lower())
    while first < last - 1 and (reading.words[first].tag is Tag.ADV or reading.words[first].lower == "least"):
        first += 1
    if kind is None or reading.words[first].lower in _VAGUE:
        return None
    if kind is ActorKind.PLACE and not _is_definite(reading, first):
        return None
    if head.lower != head.lemma.lower() and kind is ActorKind.PERSON:
        kind = ActorKind.GROUP
    end = _with_of(reading, sentence, last) if head.lemma.lower() in _RELATIONAL else last
    name = normal_name([word.text for word in reading.words[first:end]])
    return Draft(reading.span(first, end), head.span, MentionForm.DESCRIPTOR, name, kind)


def _is_definite(reading: Reading, first: int) -> bool:
    """Tell whether a noun phrase points at something known: "the", "this", a possessive, a possessor."""
    word = reading.words[first]
    return (word.tag in {Tag.DET, Tag.PRON} and word.lower not in {"a", "an"}) or word.tag is Tag.PROPN


def _with_of(reading: Reading, sentence: Sentence, last: int) -> int:
    """Return the end of "the head of customs at Almira": one "of" or "for" phrase."""
    linking = {"of", "for"} if reading.words[last - 1].lemma.lower() in _FOR_SOMETHING else {"of"}
    if last < sentence.last and reading.words[last].lower in linking:
        chunk = chunk_starting(sentence, last + 1)
        if chunk is not None and reading.words[chunk.head].tag is not Tag.PRON:
            return chunk.last
    return last
