"""Verbs of saying with their speakers: the part that quotations and indirect speech share."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from crossread.extract.clauses import chunk_starting, inverted_subject, subject_of
from crossread.extract.lexicon import sections
from crossread.extract.tagging import Tag
from crossread.model.span import Span
from crossread.model.statement import Speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossread.extract.phrases import Chunk, VerbGroup
    from crossread.extract.reading import Reading, Sentence
    from crossread.model.mention import Mention

_NO_SPEAKERS: Final = frozenset(
    "it this that which there what these those something nothing everything anything".split()
)


@cache
def saying_verbs() -> frozenset[str]:
    """Return the base forms of all verbs of saying."""
    lists = sections("saying")
    return lists["neutral"] | lists["doubtful"] | lists["committing"]


def is_saying(group: VerbGroup) -> bool:
    """Tell whether a verb group lets someone speak."""
    return group.lemma in saying_verbs() or group.lemma.partition("_")[0] in {"say", "tell", "add"}


def cue_span(reading: Reading, group: VerbGroup) -> Span:
    """Return the words of the verb group that cue the speech: the verb, with its particle and its auxiliaries off."""
    first = group.main
    if group.negated and group.first < group.main:
        first = group.first
    return reading.span(first, max(group.last, first + 1))


@dataclass(frozen=True, slots=True)
class Mentions:
    """A document's mentions, looked up by place.

    Attributes:
        found: The mentions, sorted.
        starts: Their starts.
    """

    found: tuple[Mention, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, found: Sequence[Mention]) -> Mentions:
        """Return the look-up."""
        ordered = tuple(sorted(found, key=lambda one: one.span))
        return cls(ordered, tuple(one.span.start for one in ordered))

    def inside(self, span: Span) -> list[Mention]:
        """Return the mentions that lie wholly inside `span`."""
        at = bisect_left(self.starts, span.start)
        inside = []
        while at < len(self.found) and self.found[at].span.start < span.end:
            if self.found[at].span.end <= span.end:
                inside.append(self.found[at])
            at += 1
        return inside

    def heading(self, span: Span, head: Span) -> Mention | None:
        """Return the mention that a noun phrase is: the one that holds its head word, else none."""
        near = self.inside(Span(max(0, span.start - 80), span.end + 80))
        fitting = [one for one in near if one.span.contains(head)]
        return min(fitting, key=lambda one: (one.head != head, one.span.length), default=None)


@dataclass(frozen=True, slots=True)
class Around:
    """Stretches with the keys of what they are, looked up by what they hold.

    Attributes:
        found: The stretches with their keys, sorted.
        starts: Their starts.
        longest: The length of the longest.
    """

    found: tuple[tuple[Span, str], ...]
    starts: tuple[int, ...]
    longest: int

    @classmethod
    def of(cls, found: Sequence[tuple[Span, str]]) -> Around:
        """Return the look-up."""
        ordered = tuple(sorted(found))
        return cls(
            ordered, tuple(span.start for span, _ in ordered), max((span.length for span, _ in ordered), default=0)
        )

    def innermost(self, span: Span, besides: str = "") -> str | None:
        """Return the key of the shortest stretch that holds a span; `besides` is left out."""
        best: tuple[int, str] | None = None
        at = bisect_right(self.starts, span.start) - 1
        while at >= 0 and self.starts[at] + self.longest >= span.end:
            stretch, key = self.found[at]
            if key != besides and stretch.contains(span) and (best is None or (stretch.length, key) < best):
                best = (stretch.length, key)
            at -= 1
        return best[1] if best else None


def covered_length(marked: Sequence[Span], span: Span) -> int:
    """Return how many signs of a span lie inside marked stretches, which are sorted and do not overlap."""
    total = 0
    at = max(bisect_right(marked, span) - 1, 0)
    while at < len(marked) and marked[at].start < span.end:
        total += max(0, min(marked[at].end, span.end) - max(marked[at].start, span.start))
        at += 1
    return total


def speaker_of(reading: Reading, mentions: Mentions, chunk: Chunk) -> Speaker:
    """Return the speaker that a noun phrase names, with a name right after it ("the mayor, Ana Ruiz")."""
    span = reading.chunk_span(chunk)
    head = reading.words[chunk.head].span
    mention = mentions.heading(span, head)
    if mention is not None and mention.span.length > span.length:
        span = mention.span
    return Speaker(span, mention.id if mention else None)


def can_speak(reading: Reading, chunk: Chunk) -> bool:
    """Tell whether a noun phrase can be a speaker: not "it", "there", a number or a time."""
    head = reading.words[chunk.head]
    if head.lower in _NO_SPEAKERS and head.tag is Tag.PRON:
        return False
    if head.tag is Tag.NUM:
        return chunk.last - chunk.first <= 2 and not head.text[0].isdigit()
    return head.lower not in _TIMES


_TIMES: Final = frozenset(
    (
        "monday tuesday wednesday thursday friday saturday sunday january february march april june "
        "july august september october november december "
        "today yesterday tomorrow week month year day night morning evening afternoon hour minute time moment weekend"
    ).split()
)


def speaking_subject(reading: Reading, sentence: Sentence, group: VerbGroup) -> Chunk | None:
    """Return who speaks with a verb of saying: before it, else right after it."""
    before = subject_of(reading, sentence, group)
    if before is None:
        return None
    if can_speak(reading, before):
        return before
    told = group.lemma in _OF_IT and group.kind == "finite" and not group.passive
    return before if told and reading.words[before.head].lower == "it" else None


_OF_IT: Final = frozenset(
    "say find note add claim deny admit state insist report conclude maintain warn argue allege announce".split()
)


def speaking_after(reading: Reading, sentence: Sentence, group: VerbGroup) -> Chunk | None:
    """Return who speaks in "said the mayor"."""
    after = inverted_subject(sentence, group)
    if after is None or not can_speak(reading, after):
        return None
    head = reading.words[after.head]
    return None if head.lower in {"me", "him", "them", "us", "her"} else after


def according_to(reading: Reading, sentence: Sentence) -> list[tuple[int, int, Chunk]]:
    """Return each "according to X": first word, position just past "to", and X."""
    found = []
    for place in range(sentence.first, sentence.last - 1):
        length = _according_length(reading, place, sentence.last)
        if length:
            chunk = chunk_starting(sentence, place + length)
            if chunk is not None:
                found.append((place, place + length, chunk))
    return found


_ACCORDING: Final = (
    ("according", "to"),
    ("in", "the", "words", "of"),
    ("as", "per"),
    ("in", "the", "opinion", "of"),
    ("in", "the", "view", "of"),
    ("citing",),
    ("quoting",),
)


_ACCORDING_FIRST: Final = frozenset(form[0] for form in _ACCORDING)


def _according_length(reading: Reading, place: int, last: int) -> int:
    """Return how many words of "according to" stand at a place."""
    if reading.words[place].lower not in _ACCORDING_FIRST:
        return 0
    for form in _ACCORDING:
        here = tuple(word.lower for word in reading.words[place : min(place + len(form), last)])
        if here == form:
            return len(form)
    return 0
