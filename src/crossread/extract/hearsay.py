"""Voices without a verb of saying: "according to X", "reportedly", and, where there is no tree, "the claim that"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crossread.extract.attributing import Draft, bare, doubts, kind_of_source, tells
from crossread.extract.clauses import chunk_starting
from crossread.extract.content_by_rules import clause_end, has_verb
from crossread.extract.speakers import Mentions, according_to, speaker_of
from crossread.extract.tagging import Tag
from crossread.model.statement import AttributionKind, Speaker, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crossread.extract.phrases import Chunk
    from crossread.extract.reading import Reading, Sentence

_HEARSAY: Final = frozenset(
    "reportedly allegedly supposedly apparently purportedly ostensibly rumouredly reputedly".split()
)


_NOUN_CUES: Final = frozenset(
    (
        "claim allegation assertion statement report rumour rumor suggestion belief warning fear hope "
        "view opinion conclusion argument accusation announcement admission denial promise threat "
        "prediction conviction impression notion idea suspicion insistence contention"
    ).split()
)


def by_phrases(reading: Reading, sentence: Sentence, mentions: Mentions) -> Iterator[Draft]:
    """Yield what stands beside "according to X"."""
    for first, past, chunk in according_to(reading, sentence):
        if reading.words[first].lower in {"citing", "quoting"} and first == sentence.first:
            continue
        speaker = speaker_of(reading, mentions, chunk)
        if reading.parsed and past - first == 1 and not tells(reading, chunk):
            continue
        cue = reading.span(first, past)
        kind = kind_of_source(reading, chunk, AttributionKind.SPEECH)
        end = _end_of_phrase(reading, sentence, chunk)
        content = _beside(reading, sentence, first, end)
        if content is not None:
            yield Draft((content,), cue, kind, Stance.NEUTRAL, speaker)


def _end_of_phrase(reading: Reading, sentence: Sentence, chunk: Chunk) -> int:
    """Return where "according to the head of the police in Almira, who …" ends."""
    place = chunk.last
    while place < sentence.last:
        word = reading.words[place]
        after = chunk_starting(sentence, place + 1)
        if (word.tag is Tag.ADP and after is not None) or (
            word.lower == "and" and after is not None and word.tag is Tag.CCONJ
        ):
            place = after.last if after else place + 1
        else:
            break
    return place


def _beside(reading: Reading, sentence: Sentence, first: int, end: int) -> tuple[int, int] | None:
    """Return the content beside a phrase: what follows it at the head of a sentence, else what stands before it."""
    head = first == sentence.first or all(
        reading.words[place].tag in {Tag.PUNCT, Tag.CCONJ, Tag.ADV} for place in range(sentence.first, first)
    )
    if head:
        return bare(reading, end, clause_end(reading, sentence, end, far=True))
    start = first
    while start > sentence.first and reading.words[start - 1].lower not in {";", ":"}:
        start -= 1
    return bare(reading, start, first)


def by_adverbs(reading: Reading, sentence: Sentence) -> Iterator[Draft]:
    """Yield the clause around "reportedly"; whose report it is stays unknown."""
    for place in range(sentence.first, sentence.last):
        if reading.words[place].lower in _HEARSAY:
            borders = _around(reading, sentence, place)
            content = bare(reading, *borders)
            if content is not None:
                stance = (
                    Stance.NEUTRAL if reading.words[place].lower in {"reportedly", "apparently"} else Stance.DOUBTFUL
                )
                yield Draft((content,), reading.words[place].span, AttributionKind.HEARSAY, stance, None)


def _around(reading: Reading, sentence: Sentence, place: int) -> tuple[int, int]:
    """Return the clause around a word: to the nearest marks and conjunctions with a verb inside."""
    first = place
    while (
        first > sentence.first
        and reading.words[first - 1].lower not in {";", ":", "but", "–", "—"}
        and not _closing_comma(reading, sentence, first - 1, place)
    ):
        first -= 1
    return first, clause_end(reading, sentence, place + 1, far=False)


def _closing_comma(reading: Reading, sentence: Sentence, place: int, before: int) -> bool:
    """Tell whether a comma before a place ends another clause."""
    return reading.words[place].lower == "," and any(place < group.first < before for group in sentence.verbs)


def by_nouns(reading: Reading, sentence: Sentence, mentions: Mentions) -> Iterator[Draft]:
    """Yield "the ministry's claim that …", "rumours that …"."""
    for chunk in sentence.chunks:
        lemma = reading.words[chunk.head].lemma.lower()
        if lemma not in _NOUN_CUES or chunk.last >= sentence.last or reading.words[chunk.last].lower != "that":
            continue
        if not has_verb(sentence, chunk.last):
            continue
        source = None
        if chunk.owner is not None:
            end = chunk.owner - 1 if reading.words[chunk.owner - 1].lower in {"'s", "'"} else chunk.owner
            span = reading.span(chunk.first, end)
            mention = mentions.heading(span, reading.words[end - 1].span)
            source = Speaker(span, mention.id if mention else None)
        kind = AttributionKind.HEARSAY if source is None else AttributionKind.SPEECH
        content = bare(reading, chunk.last, clause_end(reading, sentence, chunk.last + 1, far=False))
        if content is not None:
            yield Draft((content,), reading.words[chunk.head].span, kind, doubts(lemma), source)
