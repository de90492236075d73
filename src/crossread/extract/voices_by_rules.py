"""Indirect speech by rules over noun phrases and verb groups, for readings without a tree; the passive for both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crossread.extract.attributing import Draft, bare, kind_of_source, kind_of_verb, stance_of
from crossread.extract.clauses import chunk_ending, chunk_starting
from crossread.extract.content_by_rules import DAYS, OPENERS, clause_end, content_after, has_verb
from crossread.extract.lexicon import sections
from crossread.extract.speakers import (
    Mentions,
    can_speak,
    cue_span,
    saying_verbs,
    speaker_of,
    speaking_after,
    speaking_subject,
)
from crossread.extract.tagging import Tag
from crossread.model.statement import AttributionKind

if TYPE_CHECKING:
    from crossread.extract.phrases import Chunk, VerbGroup
    from crossread.extract.reading import Reading, Sentence

_PASSIVE_HEARSAY: Final = frozenset(
    "report allege rumour rumor say believe think claim understand estimate know suspect fear assume consider".split()
)


_NEVER_TO: Final = frozenset({"know", "note", "estimate"})


def by_verb(
    reading: Reading, sentence: Sentence, mentions: Mentions, group: VerbGroup, *, thoughts: bool
) -> Draft | None:
    """Read one verb of saying or thinking with its content and source."""
    if group.lemma not in saying_verbs() and not (thoughts and group.lemma in sections("saying")["thought"]):
        return None
    if group.passive or (reading.words[group.main].tag is Tag.ADJ):
        return by_passive(reading, sentence, mentions, group)
    chunk = speaking_subject(reading, sentence, group)
    dummy = chunk is None and _dummy_subject(reading, sentence, group)
    content = content_after(reading, sentence, group, plain=chunk is not None)
    if content is None:
        return parenthetical(reading, sentence, mentions, group, chunk)
    if chunk is None:
        chunk = None if dummy else _inverted_before(reading, sentence, group)
    if chunk is None or reading.words[chunk.head].lower in _OWN or reading.words[chunk.first].lower in _NOBODY:
        return None
    kind = kind_of_verb(reading, chunk, group.lemma, thoughts=thoughts)
    source = speaker_of(reading, mentions, chunk)
    return Draft((content,), cue_span(reading, group), kind, stance_of(group.lemma), source)


_OWN: Final = frozenset({"i", "you", "we"})
"""Those whose words the voice around tells: "I think", "we heard"."""
_NOBODY: Final = frozenset({"nobody", "none", "no", "nothing", "neither"})


def _inverted_before(reading: Reading, sentence: Sentence, group: VerbGroup) -> Chunk | None:
    """Return the speaker of "says Captain Benn that …"; only after a mark."""
    if group.first > sentence.first and reading.words[group.first - 1].tag is not Tag.PUNCT:
        return None
    return speaking_after(reading, sentence, group)


def _dummy_subject(reading: Reading, sentence: Sentence, group: VerbGroup) -> bool:
    """Tell whether the subject is "it" or nothing."""
    chunk = chunk_ending(sentence, group.first)
    return chunk is None or reading.words[chunk.head].lower == "it"


def by_passive(reading: Reading, sentence: Sentence, mentions: Mentions, group: VerbGroup) -> Draft | None:
    """Read "it is said that …", "he is reported to have …", "was told by X that …", "it is now known that …"."""
    lemma = group.lemma
    content = content_after(reading, sentence, group, plain=False)
    by = next(
        (
            chunk_starting(sentence, place + 1)
            for place in range(group.last, min(group.last + 6, sentence.last))
            if reading.words[place].lower == "by"
        ),
        None,
    )
    source = speaker_of(reading, mentions, by) if by is not None and can_speak(reading, by) else None
    cue = cue_span(reading, group)
    if content is not None and reading.words[content[0]].lower in OPENERS:
        return Draft(
            (content,),
            cue,
            AttributionKind.HEARSAY if source is None else AttributionKind.SPEECH,
            stance_of(lemma),
            source,
        )
    if group.last < sentence.last and reading.words[group.last].lower == "to" and lemma in _PASSIVE_HEARSAY - _NEVER_TO:
        first = _subject_start(sentence, group)
        end = clause_end(reading, sentence, group.last, far=False)
        return Draft(((first, end),), cue, AttributionKind.HEARSAY, stance_of(lemma), source)
    return None


def _subject_start(sentence: Sentence, group: VerbGroup) -> int:
    """Return where the subject of a passive begins."""
    chunk = chunk_ending(sentence, group.first)
    return chunk.first if chunk is not None else group.first


def parenthetical(
    reading: Reading, sentence: Sentence, mentions: Mentions, group: VerbGroup, chunk: Chunk | None
) -> Draft | None:
    """Read ", the clerk said." after or inside its content; "as the clerk said" too."""
    inverted = chunk is None
    speaker = chunk if chunk is not None else speaking_after(reading, sentence, group)
    if speaker is None or group.kind != "finite" or group.lemma not in saying_verbs() | {"believe", "think"}:
        return None
    first = min(speaker.first, group.first)
    while first > sentence.first and reading.words[first - 1].lower in {"as", "so"}:
        first -= 1
    last = max(speaker.last, group.last)
    if first == sentence.first or reading.words[first - 1].lower not in {",", "–", "—", "”", "’", '"'}:
        return None
    if inverted and group.first < first + 1 and reading.words[group.first - 1].tag is not Tag.PUNCT:
        return None
    after = reading.words[last] if last < sentence.last else None
    if (
        after is not None
        and not inverted
        and after.lower not in DAYS
        and after.tag not in {Tag.PUNCT, Tag.ADP, Tag.ADV, Tag.SCONJ}
    ):
        return None
    begin = first - 1
    while begin > sentence.first and reading.words[begin - 1].lower not in {";", ":"}:
        begin -= 1
    content = bare(reading, begin, first - 1)
    if content is None or not any(content[0] <= one.main < content[1] for one in sentence.verbs):
        return None
    rest = None
    if after is not None and after.lower == "," and has_verb(sentence, last):
        rest = bare(reading, last + 1, sentence.last)
    kind = kind_of_source(reading, speaker, AttributionKind.SPEECH)
    parts = (content,) if rest is None else (content, rest)
    return Draft(parts, cue_span(reading, group), kind, stance_of(group.lemma), speaker_of(reading, mentions, speaker))
