"""Who says the words between marks, and by what cue: by the tree, else by what stands after, before and above them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from crossread.extract.clauses import chunk_ending
from crossread.extract.cues import source_above
from crossread.extract.lexicon import sections
from crossread.extract.speakers import can_speak, cue_span, is_saying, speaker_of, speaking_after
from crossread.extract.tagging import Tag
from crossread.extract.titled import is_titled
from crossread.model.mention import ActorKind
from crossread.model.span import Span
from crossread.model.statement import Speaker

if TYPE_CHECKING:
    from crossread.extract.phrases import Chunk, VerbGroup
    from crossread.extract.quote_marks import Quoted
    from crossread.extract.reading import Sentence
    from crossread.extract.surroundings import Surroundings

Found = tuple[Speaker | None, Span | None, bool]
"""A speaker, his cue, and whether the cue stands after the words."""

ENDS: Final = re.compile(r"[,.!?…–—-]['’]?$")
STARTS_SENTENCE: Final = re.compile(r"^\W*[A-Z0-9]")
_OPENERS: Final = "“\"‘'«„` "
_SENTENCE_BREAK: Final = re.compile(r"[.!?]\s+\S")
_SIGNATURE: Final = re.compile(r"[”\"’'»]+\s*(?P<dash>[―—–-]{1,2})\s*(?P<name>[A-Z][^.!?:;\n]{2,60})\.?$")
_REACH: Final = 24
"""Words between a stretch and its verb of saying at most."""
_NEAR: Final = 60
"""Signs between "said the clerk" and the stretch after it at most."""
_RELATIVES: Final = frozenset({"who", "which", "that", "whose"})


def speaker_and_cue(near: Surroundings, quoted: Quoted, paragraph: int) -> Found | None:
    """Return who says a stretch, where something in its sentence or right before it tells; nobody says a name."""
    if is_titled(near.reading, quoted.span):
        return None
    return (
        _above(near, quoted)
        or _after(near, quoted, paragraph)
        or _before(near, quoted)
        or _introduced(near, quoted, paragraph)
    )


def _above(near: Surroundings, quoted: Quoted) -> Found | None:
    """Find the cue above a stretch in the tree of its last sentence, else of its first."""
    reading = near.reading
    inside = reading.words_in(quoted.span) if reading.parsed else range(0)
    if not inside:
        return None
    for offset in dict.fromkeys((reading.words[inside[-1]].start, reading.words[inside[0]].start)):
        sentence = near.sentence_at(offset)
        if sentence is None:
            continue
        first, last = max(inside[0], sentence.first), min(inside[-1] + 1, sentence.last)
        found = source_above(reading, sentence, near.tree(sentence), first, last)
        if found is None:
            continue
        if not near.in_marks(reading.words[found.source.head].start, reading.words[found.cue].start):
            cue = reading.span(found.cue, found.cue + 1)
            return speaker_of(reading, near.mentions, found.source), cue, found.cue > inside[-1]
    return None


def _after(near: Surroundings, quoted: Quoted, paragraph: int) -> Found | None:
    """Find "…," the clerk said and "…," said the clerk: a verb of saying before the next mark and sentence."""
    signed = _signed(near, quoted, paragraph)
    if signed is not None:
        return signed
    reading = near.reading
    first = _word_after(near, quoted)
    stop = near.next_start(quoted, near.paragraphs[paragraph][1])
    if first is None or reading.words[first].start >= stop:
        return None
    sentence = near.sentence_at(reading.words[first].start)
    if sentence is None:
        return None
    for group in near.groups_between(sentence, reading.words[first].start, stop):
        if group.first > first + _REACH:
            return None
        if is_saying(group):
            chunk = _subject_from(near, sentence, group, first) or speaking_after(reading, sentence, group)
            return _told_by(near, group, chunk, after=True)
        if group.kind == "finite" and reading.words[group.first - 1].lower not in _RELATIVES:
            return None
    return None


def _word_after(near: Surroundings, quoted: Quoted) -> int | None:
    """Return the first word after a stretch, where what stands between lets a cue follow."""
    words, text, end = near.reading.words, near.reading.document.text, quoted.span.end
    if not ENDS.search(text[max(0, end - 3) : end]) and not re.match(r"\W{1,2}[,–—-]", text[end : end + 3]):
        return None
    first = near.reading.word_at(end)
    while first is not None and first < len(words) and not words[first].text[0].isalnum():
        first += 1
    if first is None or first >= len(words):
        return None
    if text[end - 1] != ".":
        return first
    # a full stop inside the marks, and a new sentence after them
    anew = words[first].text[0].isupper() and words[first].start > end + 1
    return None if anew or _SENTENCE_BREAK.search(text[end + 1 : words[first].start + 1]) else first


def _told_by(near: Surroundings, group: VerbGroup, chunk: Chunk | None, *, after: bool = False) -> Found | None:
    """Return a noun phrase as the speaker with a verb as its cue."""
    if chunk is None:
        return None
    return speaker_of(near.reading, near.mentions, chunk), cue_span(near.reading, group), after


def _signed(near: Surroundings, quoted: Quoted, paragraph: int) -> Found | None:
    """Find “…” — Ana Ruiz: a dash and a name that end the paragraph."""
    match = _SIGNATURE.match(near.reading.document.text, quoted.span.end, near.paragraphs[paragraph][1])
    if match is None:
        return None
    sentence = near.sentence_at(match.start("name"))
    first = near.reading.word_at(match.start("name"))
    chunk = next((one for one in sentence.chunks if one.first == first), None) if sentence else None
    if chunk is None or near.reading.words[chunk.head].tag is not Tag.PROPN:
        return None
    return speaker_of(near.reading, near.mentions, chunk), Span(*match.span("dash")), True


def _subject_from(near: Surroundings, sentence: Sentence, group: VerbGroup, first: int) -> Chunk | None:
    """Return the speaker before the verb if he stands after the quotation."""
    for chunk in (near.subject(sentence, group), chunk_ending(sentence, group.first)):
        if chunk is not None and chunk.first >= first and can_speak(near.reading, chunk):
            return chunk
    return None


def _before(near: Surroundings, quoted: Quoted) -> Found | None:
    """Find: the clerk said: "…"; called it "…"; according to the clerk, "…"."""
    sentence = near.sentence_at(quoted.span.start) or near.sentence_at(quoted.span.start - 2)
    if sentence is None:
        return None
    reading = near.reading
    groups = near.groups_between(sentence, near.last_end(quoted), quoted.span.start)
    for group in reversed(groups[-_REACH:]):
        if not is_saying(group) or not _reaches(near, sentence, group, quoted):
            continue
        chunk = near.subject(sentence, group)
        if chunk is None and reading.words[group.main].start > quoted.span.start - _NEAR:
            chunk = speaking_after(reading, sentence, group)
        if chunk is not None:
            return _told_by(near, group, chunk)
    colon = reading.document.text[max(0, quoted.span.start - 4) : quoted.span.start].rstrip(_OPENERS)[-1:] == ":"
    return (
        (_by_any_verb(near, quoted, sentence) if colon else None)
        or _by_colon(near, quoted, sentence)
        or _by_phrase(near, quoted, sentence)
    )


def _by_any_verb(near: Surroundings, quoted: Quoted, sentence: Sentence) -> Found | None:
    """Find "the clerk spoke up: “…”": before a colon the last verb's subject speaks, if a person."""
    for group in reversed(near.groups_between(sentence, 0, quoted.span.start)[-_REACH:]):
        if group.kind == "finite":
            chunk = near.subject(sentence, group) or chunk_ending(sentence, group.first)  # "He was blunt:"
            if chunk is not None and is_personal(near, chunk):
                return _told_by(near, group, chunk)
    return None


def is_personal(near: Surroundings, chunk: Chunk) -> bool:
    """Tell whether a noun phrase names a person: "he", "she", a name, a role."""
    head = near.reading.words[chunk.head]
    if head.tag is Tag.PRON:
        return head.lower in {"he", "she"}
    mention = near.mentions.heading(near.reading.chunk_span(chunk), head.span)
    return mention is not None and mention.kind is ActorKind.PERSON


def _by_colon(near: Surroundings, quoted: Quoted, sentence: Sentence) -> Found | None:
    """Find "Fisherman Ota B.: “…”": a name and a colon, no verb before it."""
    words = near.reading.words
    first = near.reading.word_at(max(quoted.span.start, sentence.passage.span.start + 1))
    last = sentence.last if first is None else min(first, sentence.last)
    colon = next((at for at in range(last - 1, max(sentence.first - 1, last - 4), -1) if words[at].text == ":"), None)
    if colon is None or (sentence.verbs and sentence.verbs[0].first < colon):
        return None
    chunk = next((one for one in sentence.chunks if can_speak(near.reading, one)), None)
    if chunk is None or chunk.last > colon:
        return None
    return speaker_of(near.reading, near.mentions, chunk), words[colon].span, False


def _reaches(near: Surroundings, sentence: Sentence, group: VerbGroup, quoted: Quoted) -> bool:
    """Tell whether a verb of saying before a stretch governs it: only its object or content clause between."""
    text, words = near.reading.document.text, near.reading.words
    opening = text[max(0, quoted.span.start - 4) : quoted.span.start].rstrip(_OPENERS)
    if opening.endswith((":", ",")) and STARTS_SENTENCE.match(text, quoted.span.start, quoted.span.end):
        return True
    after = words[group.last].lower if group.last < sentence.last else ""
    if after == "that" or (group.lemma in sections("saying")["plain"] and group.kind == "finite" and not group.passive):
        return True
    between = group.last < len(words) and near.groups_between(sentence, words[group.last].start, quoted.span.start)
    return not between and group.kind != "infinitive"


def _by_phrase(near: Surroundings, quoted: Quoted, sentence: Sentence) -> Found | None:
    """Find "according to X" anywhere in the sentence of a quotation."""
    for first, past, chunk in near.according(sentence):
        if not quoted.span.contains(near.reading.words[first].span):
            return speaker_of(near.reading, near.mentions, chunk), near.reading.span(first, past), False
    return None


def _introduced(near: Surroundings, quoted: Quoted, paragraph: int) -> Found | None:
    """Find the sentence before, where it ends in a colon: The clerk was clear: / "…"."""
    sentence = near.sentence_before(quoted.span.start, paragraph)
    if sentence is None or near.reading.document.text[sentence.passage.span.end - 1] != ":":
        return None
    for group in reversed(sentence.verbs):
        chunk = near.subject(sentence, group)
        named = chunk is not None and near.reading.words[chunk.head].tag in {Tag.PROPN, Tag.PRON}
        if chunk is not None and (is_saying(group) or named):
            return _told_by(near, group, chunk)
    return None


def person_before(near: Surroundings, quoted: Quoted, paragraph: int) -> Found | None:
    """Find the person whom the sentence before is about: Judge Ruiz smiles at that. “…”; there is no cue then."""
    sentence = near.sentence_before(quoted.span.start - 1, paragraph)
    if sentence is None or sentence.passage.span.start < near.paragraphs[paragraph][0]:
        return None
    if any(sign in near.words_of(sentence.passage.span) for sign in ("“", "”", '"', "«", "»", "''")):
        return None
    group = next((one for one in sentence.verbs if one.kind == "finite"), None)
    chunk = near.subject(sentence, group) if group is not None else None
    if chunk is None or not is_personal(near, chunk):
        return None
    return speaker_of(near.reading, near.mentions, chunk), None, False
