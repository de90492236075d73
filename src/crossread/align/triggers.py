"""Words that tell of a happening: verbs of statements, cues of speech, nouns of happening, events with a name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from crossread.align.kin import head_lemma, words_of_happening
from crossread.model.account import Account
from crossread.model.document import DocumentId
from crossread.model.mention import ActorKind, MentionForm
from crossread.model.span import Span
from crossread.model.statement import Statement

_WORD: Final = re.compile(r"[^\W\d_]+")
_SENTENCE: Final = 100
"""Characters to each side that are looked at where a word stands in no passage."""
_NAMES: Final = {MentionForm.NAME, MentionForm.ACRONYM}
_EMPTY: Final = frozenset("be have do seem remain become get".split())
"""Verbs that tell of nothing by themselves."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells of a happening, and where it stands.

    Attributes:
        document: The document.
        span: The word, or the few words of a verb.
        lemma: Base form of its head, lower case.
        sentence: The sentence around it.
        passage: Number of the passage around it in the account, or -1.
        statement: The statement that it makes, or None.
    """

    document: DocumentId
    span: Span
    lemma: str
    sentence: Span
    passage: int = -1
    statement: Statement | None = None


def find_triggers(account: Account) -> tuple[Trigger, ...]:
    """Return the words of a document that tell of happenings, in order of the text.

    Verbs come from its statements, verbs of saying from its voices; nouns are those of the shipped lists, names of
    people and bodies apart ("Strike Committee"); what bears a name as an event counts by that name.

    Args:
        account: What was read off the document.

    Examples:
        >>> from crossread.model.document import Document
        >>> text = "The raid in Ostrel was news to many."
        >>> [one.lemma for one in find_triggers(Account(Document.named("a.txt", text, sha256="0")))]
        ['raid']
    """
    text = account.document.text
    taken = [one.trigger for one in account.statements if head_lemma(one.trigger.of(text)) not in _EMPTY]
    told = (*(one.cue for one in account.quotations), *(one.cue for one in account.attributions))
    cues = [cue for cue in told if cue is not None and _is_verbal(cue.of(text))]
    named = [one for one in account.mentions if one.form in _NAMES]
    events = [one.head for one in named if one.kind is ActorKind.EVENT]
    nouns = _nouns(text, [one.span for one in named])
    spans = _apart(taken, sorted({*cues, *events, *nouns}))
    return triggers_at(account, sorted({*taken, *spans}))


def triggers_at(account: Account, spans: Iterable[Span]) -> tuple[Trigger, ...]:
    """Return the words at these places as triggers, in their order.

    Args:
        account: What was read off the document.
        spans: The places.
    """
    starts = [passage.span.start for passage in account.passages]
    told = sorted(account.statements, key=lambda one: (one.trigger, one.span, one.id))
    begins = [one.trigger.start for one in told]
    return tuple(_trigger(account, span, starts, told, begins) for span in spans)


def _is_verbal(cue: str) -> bool:
    """Tell whether a cue of speech tells of an act: not a colon, not "reportedly"."""
    return any(letter.isalpha() for letter in cue) and not cue.lower().endswith("ly") and cue.lower() != "to"


def _trigger(account: Account, span: Span, starts: list[int], told: list[Statement], begins: list[int]) -> Trigger:
    text = account.document.text
    place = bisect_right(starts, span.start) - 1
    inside = place >= 0 and account.passages[place].span.end > span.start
    sentence = account.passages[place].span if inside else _around(span, len(text))
    last = bisect_right(begins, span.end - 1)
    makes = next((one for one in reversed(told[max(0, last - 4) : last]) if one.trigger.overlaps(span)), None)
    return Trigger(account.document.id, span, head_lemma(span.of(text)), sentence, place if inside else -1, makes)


def _around(span: Span, length: int) -> Span:
    return Span(max(0, span.start - _SENTENCE), min(length, span.end + _SENTENCE))


def _nouns(text: str, names: Iterable[Span]) -> Iterator[Span]:
    """Yield nouns of happening that stand in no name."""
    known = words_of_happening()
    inside = {offset for span in names for offset in range(span.start, span.end)}
    for word in _WORD.finditer(text):
        if word.start() not in inside and (word[0].lower() in known or head_lemma(word[0].lower()) in known):
            yield Span(word.start(), word.end())


def _apart(taken: Iterable[Span], spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans that overlap none before them and none that is taken."""
    held = {offset for span in taken for offset in range(span.start, span.end)}
    for span in spans:
        places = set(range(span.start, span.end))
        if not places & held:
            held |= places
            yield span


def sum_of_vectors(account: Account) -> npt.NDArray[np.float32]:
    """Return the sum of the vectors of a document's passages: what it is about as a whole; zeros where it has none."""
    vectors = [np.frombuffer(vector, dtype="<f2").astype(np.float32) for vector in account.vectors]
    return np.sum(vectors, axis=0, dtype=np.float32) if vectors else np.zeros(384, dtype=np.float32)
