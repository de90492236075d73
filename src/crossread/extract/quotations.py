"""Words in quotation marks: their stretches, their kind, who says them and by what cue.

The marks are paired in `quote_marks.py`. A stretch is someone's speech where a verb of saying stands by it, or where it
carries on speech of the same paragraph; a short one without is a scare quotation. Speakers that are far or doubtful
stay unknown.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from crossread.errors import Notice, NoticeCode
from crossread.extract.branches import Branches
from crossread.extract.cues import Above, source_above
from crossread.extract.lexicon import sections
from crossread.extract.quote_marks import Quoted, find_quoted
from crossread.extract.speakers import (
    Mentions,
    according_to,
    can_speak,
    cue_span,
    is_saying,
    speaker_of,
    speaking_after,
    speaking_subject,
)
from crossread.extract.tagging import Tag
from crossread.model.mention import ActorKind
from crossread.model.outcome import Outcome
from crossread.model.span import Span
from crossread.model.statement import Quotation, QuotationKind, Speaker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crossread.extract.phrases import Chunk, VerbGroup
    from crossread.extract.reading import Reading, Sentence
    from crossread.model.mention import Mention

_SHORT: Final = 4
"""Words that a scare quotation has at most, unless a cue stands by it."""
_ENDS: Final = re.compile(r"[,.!?…–—-]['’]?$")
_STARTS_SENTENCE: Final = re.compile(r"^\W*[A-Z0-9]")
_SENTENCE_BREAK: Final = re.compile(r"[.!?]\s+\S")
_SIGNS: Final = "“”„«»‘’‹›\"'` "
_LONGEST_CUE: Final = 400
"""Signs between two stretches of one quotation at most."""
_REACH: Final = 24
"""Words between a stretch and its verb of saying at most."""


@dataclass(frozen=True, slots=True)
class QuotationOptions:
    """How quotations are read.

    Attributes:
        carry: Whether a quotation without a cue has the speaker of the one before it in its paragraph.
    """

    carry: bool = True


@dataclass(frozen=True, slots=True)
class _Attached:
    """A stretch with its speaker and cue."""

    quoted: Quoted
    speaker: Speaker | None
    cue: Span | None
    paragraph: int
    after: bool = False


def find_quotations(
    reading: Reading,
    mentions: Sequence[Mention] = (),
    options: QuotationOptions = QuotationOptions(),
) -> Outcome[Quotation]:
    """Return the words in quotation marks, sorted.

    Args:
        reading: The document's words.
        mentions: Its mentions of actors, to say which one a speaker is.
        options: How they are read.

    Returns:
        The quotations, and a Notice UNBALANCED_QUOTE for each mark without a partner.

    Examples:
        >>> from crossread.extract.reading import read_words
        >>> from crossread.model.document import Document, Passage, PassageKind
        >>> text = "“We counted twice,” the clerk said."
        >>> document = Document.named("a.txt", text, sha256="0")
        >>> passage = Passage.at(document.id, Span(0, len(text)), PassageKind.SENTENCE, 0)
        >>> [one] = find_quotations(read_words(document, (passage,))).found
        >>> one.kind.value, one.speaker.span.of(text), one.cue.of(text)
        ('direct', 'the clerk', 'said')
    """
    paragraphs = _paragraphs(reading)
    quoted, stray = find_quoted(reading.document.text, [(start, end) for start, end, _ in paragraphs])
    lookup = Mentions.of(mentions)
    attached = [_attach(reading, lookup, one, paragraphs, quoted) for one in quoted]
    if options.carry:
        attached = _carried(reading, attached)
    attached = [_told_before(reading, lookup, one, paragraphs) for one in attached]
    if options.carry:
        attached = _carried(reading, attached)
    made = [_made(reading, group, paragraphs) for group in _joined(reading, attached)]
    return Outcome(tuple(sorted(made, key=lambda one: one.spans)), _notices(reading, stray))


def _notices(reading: Reading, stray: Sequence[Span]) -> tuple[Notice, ...]:
    """Tell of marks without a partner."""
    document = reading.document
    return tuple(
        Notice(NoticeCode.UNBALANCED_QUOTE, document.path, document.id, span.start, span.end)
        for span in sorted(set(stray))
    )


def _paragraphs(reading: Reading) -> list[tuple[int, int, tuple[Sentence, ...]]]:
    """Return where each paragraph begins and ends, with its sentences."""
    found = []
    for _, group in groupby(reading.sentences, key=lambda one: one.passage.paragraph):
        sentences = tuple(group)
        found.append((sentences[0].passage.span.start, sentences[-1].passage.span.end, sentences))
    return found


def _attach(
    reading: Reading,
    mentions: Mentions,
    quoted: Quoted,
    paragraphs: Sequence[tuple[int, int, tuple[Sentence, ...]]],
    others: Sequence[Quoted],
) -> _Attached:
    """Find speaker and cue of one stretch."""
    number = _paragraph_of(paragraphs, quoted.span)
    sentences = paragraphs[number][2]
    found = (
        _above(reading, mentions, quoted, sentences, others)
        or _after(reading, mentions, quoted, sentences, others)
        or _before(reading, mentions, quoted, sentences, others)
    )
    if found is None:
        found = _introduced(reading, mentions, quoted, paragraphs, number)
    if found is None:
        return _Attached(quoted, None, None, number)
    return _Attached(quoted, found[0], found[1], number, found[2])


def _above(
    reading: Reading, mentions: Mentions, quoted: Quoted, sentences: Sequence[Sentence], others: Sequence[Quoted]
) -> _Found | None:
    """Find the cue above a stretch in the tree of its last sentence, else of its first."""
    if not reading.parsed:
        return None
    inside = reading.words_in(quoted.span)
    if not inside:
        return None
    for offset in dict.fromkeys((reading.words[inside[-1]].start, reading.words[inside[0]].start)):
        sentence = _sentence_of(sentences, offset)
        if sentence is None:
            continue
        first, last = max(inside[0], sentence.first), min(inside[-1] + 1, sentence.last)
        found = source_above(reading, sentence, Branches(reading, sentence), first, last)
        if found is not None and not _in_marks(reading, found, others):
            cue = reading.span(found.cue, found.cue + 1)
            return speaker_of(reading, mentions, found.source), cue, found.cue > inside[-1]
    return None


def _in_marks(reading: Reading, found: Above, others: Sequence[Quoted]) -> bool:
    """Tell whether a source stands between marks that its cue stands outside of: then it is none."""
    source, cue = reading.words[found.source.head].start, reading.words[found.cue].start
    at = bisect_right(others, source, key=_start)
    return any(one.span.start <= source < one.span.end <= cue for one in others[max(0, at - 3) : at])


def _told_before(
    reading: Reading,
    mentions: Mentions,
    one: _Attached,
    paragraphs: Sequence[tuple[int, int, tuple[Sentence, ...]]],
) -> _Attached:
    """Give a sentence without a cue the person whom the sentence before it is about."""
    if one.speaker is not None or one.quoted.depth or not _is_sentence(reading, one.quoted.span):
        return one
    found = _sentence_before(reading, mentions, one.quoted, paragraphs[one.paragraph][2])
    return replace(one, speaker=found[0], cue=found[1]) if found else one


def _paragraph_of(paragraphs: Sequence[tuple[int, int, tuple[Sentence, ...]]], span: Span) -> int:
    """Return the number of the paragraph that holds a span."""
    low, high = 0, len(paragraphs) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if paragraphs[middle][0] <= span.start:
            low = middle
        else:
            high = middle - 1
    return low


_Found = tuple[Speaker | None, Span | None, bool]


def _after(  # noqa: C901 - a chain of conditions
    reading: Reading, mentions: Mentions, quoted: Quoted, sentences: Sequence[Sentence], others: Sequence[Quoted]
) -> _Found | None:
    """Find "…," the clerk said and "…," said the clerk: a verb of saying before the next mark and sentence."""
    text = reading.document.text
    end = quoted.span.end
    signed = _signed(reading, mentions, quoted, sentences)
    if signed is not None:
        return signed
    if not _ENDS.search(text[max(0, end - 3) : end]) and not re.match(r"\W{1,2}[,–—-]", text[end : end + 3]):
        return None
    stop = _next_start(quoted, others, sentences[-1].passage.span.end)
    first = reading.word_at(end)
    if first is None:
        return None
    while first < len(reading.words) and not reading.words[first].text[0].isalnum():
        first += 1
    if first >= len(reading.words) or reading.words[first].start >= stop:
        return None
    if text[end - 1] == "." and reading.words[first].text[0].isupper() and reading.words[first].start > end + 1:
        return None  # a full stop inside the marks, and a new sentence after them
    sentence = _sentence_of(sentences, reading.words[first].start)
    if sentence is None or (
        _SENTENCE_BREAK.search(text[end + 1 : reading.words[first].start + 1]) and text[end - 1] == "."
    ):
        return None
    for group in sentence.verbs:
        if group.first < first or group.first > first + _REACH or reading.words[group.main].start >= stop:
            continue
        if not is_saying(group):
            if group.kind == "finite" and reading.words[group.first - 1].lower not in {"who", "which", "that", "whose"}:
                return None
            continue
        chunk = _subject_from(reading, sentence, group, first) or speaking_after(reading, sentence, group)
        if chunk is None:
            return None
        return speaker_of(reading, mentions, chunk), cue_span(reading, group), True
    return None


def _signed(reading: Reading, mentions: Mentions, quoted: Quoted, sentences: Sequence[Sentence]) -> _Found | None:
    """Find “…” — Ana Ruiz: a dash and a name that end the paragraph."""
    match = _SIGNATURE.match(reading.document.text, quoted.span.end, sentences[-1].passage.span.end)
    if match is None:
        return None
    sentence = _sentence_of(sentences, match.start("name"))
    first = reading.word_at(match.start("name"))
    chunk = next((one for one in sentence.chunks if one.first == first), None) if sentence else None
    if chunk is None or reading.words[chunk.head].tag is not Tag.PROPN:
        return None
    return speaker_of(reading, mentions, chunk), Span(*match.span("dash")), True


_SIGNATURE: Final = re.compile(r"[”\"’'»]+\s*(?P<dash>[―—–-]{1,2})\s*(?P<name>[A-Z][^.!?:;\n]{2,60})\.?$")


def _subject_from(reading: Reading, sentence: Sentence, group: VerbGroup, first: int) -> Chunk | None:
    """Return the speaker before the verb if he stands after the quotation."""
    chunk = speaking_subject(reading, sentence, group)
    if chunk is not None and chunk.first >= first:
        return chunk
    return None


def _next_start(quoted: Quoted, others: Sequence[Quoted], end: int) -> int:
    """Return where the next stretch of the same depth begins."""
    at = bisect_right(others, quoted.span.end, key=_start)
    while at < len(others) and others[at].depth > quoted.depth:
        at += 1
    return others[at].span.start if at < len(others) else end


def _last_end(quoted: Quoted, others: Sequence[Quoted]) -> int:
    """Return where the stretch of the same depth before this one ends, or 0."""
    at = bisect_right(others, quoted.span.start - 1, key=_start) - 1
    while at >= 0 and others[at].depth != quoted.depth:
        at -= 1
    return others[at].span.end if at >= 0 else 0


def _start(one: Quoted) -> int:
    """Return where a stretch begins."""
    return one.span.start


def _sentence_of(sentences: Sequence[Sentence], offset: int) -> Sentence | None:
    """Return the sentence that holds an offset."""
    at = bisect_right(sentences, offset, key=_sentence_start) - 1
    return sentences[at] if at >= 0 and offset < sentences[at].passage.span.end else None


def _sentence_start(one: Sentence) -> int:
    """Return where a sentence begins."""
    return one.passage.span.start


def _before(
    reading: Reading, mentions: Mentions, quoted: Quoted, sentences: Sequence[Sentence], others: Sequence[Quoted]
) -> _Found | None:
    """Find: the clerk said: "…"; called it "…"; according to the clerk, "…"."""
    sentence = _sentence_of(sentences, quoted.span.start) or _sentence_of(sentences, quoted.span.start - 2)
    if sentence is None:
        return None
    begin = _last_end(quoted, others)
    best: _Found | None = None
    for group in sentence.verbs:
        if reading.words[group.main].start >= quoted.span.start:
            break
        if (
            reading.words[group.first].start < begin
            or not is_saying(group)
            or not _reaches(reading, sentence, group, quoted)
        ):
            continue
        chunk = speaking_subject(reading, sentence, group)
        if chunk is not None:
            best = speaker_of(reading, mentions, chunk), cue_span(reading, group), False
        elif reading.words[group.main].start > quoted.span.start - 60:
            after = speaking_after(reading, sentence, group)
            best = (speaker_of(reading, mentions, after), cue_span(reading, group), False) if after else best
    if (
        best is None
        and reading.document.text[max(0, quoted.span.start - 4) : quoted.span.start].rstrip("“\"‘'«„` ")[-1:] == ":"
    ):
        best = _by_any_verb(reading, mentions, quoted, sentence)
    return best or _by_colon(reading, mentions, quoted, sentence) or _by_phrase(reading, mentions, quoted, sentence)


def _by_any_verb(reading: Reading, mentions: Mentions, quoted: Quoted, sentence: Sentence) -> _Found | None:
    """Find "the clerk spoke up: “…”": before a colon the last verb's subject speaks, if a person."""
    for group in reversed(sentence.verbs):
        if reading.words[group.main].start >= quoted.span.start or group.kind != "finite":
            continue
        chunk = speaking_subject(reading, sentence, group)
        if chunk is not None and _is_personal(reading, mentions, chunk):
            return speaker_of(reading, mentions, chunk), cue_span(reading, group), False
    return None


def _is_personal(reading: Reading, mentions: Mentions, chunk: Chunk) -> bool:
    """Tell whether a noun phrase names a person: "he", "she", a name, a role."""
    head = reading.words[chunk.head]
    if head.tag is Tag.PRON:
        return head.lower in {"he", "she"}
    mention = mentions.heading(reading.chunk_span(chunk), head.span)
    return mention is not None and mention.kind is ActorKind.PERSON


def _by_colon(reading: Reading, mentions: Mentions, quoted: Quoted, sentence: Sentence) -> _Found | None:
    """Find "Fisherman Ota B.: “…”": a name and a colon, no verb before it."""
    before = reading.words_in(
        Span(sentence.passage.span.start, max(quoted.span.start, sentence.passage.span.start + 1))
    )
    marks = [place for place in before if reading.words[place].text == ":"]
    if (
        not marks
        or len(before) - (marks[-1] - before.start) > 3
        or any(one.first < marks[-1] for one in sentence.verbs)
    ):
        return None
    chunks = [one for one in sentence.chunks if one.last <= marks[-1] and can_speak(reading, one)]
    if not chunks:
        return None
    return speaker_of(reading, mentions, chunks[0]), reading.words[marks[-1]].span, False


def _reaches(reading: Reading, sentence: Sentence, group: VerbGroup, quoted: Quoted) -> bool:
    """Tell whether a verb of saying before a stretch governs it: only its object or content clause between."""
    text = reading.document.text
    opening = text[max(0, quoted.span.start - 4) : quoted.span.start].rstrip("“\"‘'«„` ")
    if opening.endswith((":", ",")) and _STARTS_SENTENCE.match(quoted.span.of(text)):
        return True
    after = reading.words[group.last].lower if group.last < sentence.last else ""
    if after == "that" or (group.lemma in sections("saying")["plain"] and group.kind == "finite" and not group.passive):
        return True
    between = [
        one for one in sentence.verbs if one.first >= group.last and reading.words[one.main].start < quoted.span.start
    ]
    return not between and group.kind != "infinitive"


def _by_phrase(reading: Reading, mentions: Mentions, quoted: Quoted, sentence: Sentence) -> _Found | None:
    """Find "according to X" anywhere in the sentence of a quotation."""
    for first, past, chunk in according_to(reading, sentence):
        if quoted.span.contains(reading.words[first].span):
            continue
        return speaker_of(reading, mentions, chunk), reading.span(first, past), False
    return None


def _introduced(
    reading: Reading,
    mentions: Mentions,
    quoted: Quoted,
    paragraphs: Sequence[tuple[int, int, tuple[Sentence, ...]]],
    number: int,
) -> _Found | None:
    """Find the sentence before, where it ends in a colon: The clerk was clear: / "…"."""
    text = reading.document.text
    before = [one for one in paragraphs[number][2] if one.passage.span.end <= quoted.span.start]
    if not before and number:
        before = list(paragraphs[number - 1][2])
    if not before or text[before[-1].passage.span.end - 1] != ":":
        return None
    sentence = before[-1]
    for group in reversed(sentence.verbs):
        chunk = speaking_subject(reading, sentence, group)
        if chunk is not None and (is_saying(group) or reading.words[chunk.head].tag in {Tag.PROPN, Tag.PRON}):
            return speaker_of(reading, mentions, chunk), cue_span(reading, group), False
    return None


def _sentence_before(
    reading: Reading, mentions: Mentions, quoted: Quoted, sentences: Sequence[Sentence]
) -> _Found | None:
    """Find the person whom the sentence before is about: Judge Ruiz smiles at that. “…”; there is no cue then."""
    at = bisect_right(sentences, quoted.span.start - 2, key=_sentence_start) - 1
    while at >= 0 and sentences[at].passage.span.end > quoted.span.start - 1:
        at -= 1
    if at < 0:
        return None
    text = reading.document.text
    if any(sign in sentences[at].passage.span.of(text) for sign in '“”"«»'):
        return None
    groups = [group for group in sentences[at].verbs if group.kind == "finite"]
    chunk = speaking_subject(reading, sentences[at], groups[0]) if groups else None
    if chunk is None or not _is_personal(reading, mentions, chunk):
        return None
    return speaker_of(reading, mentions, chunk), None, False


def _carried(reading: Reading, attached: Sequence[_Attached]) -> list[_Attached]:
    """Give stretches without a cue the speaker of the one before them: speech goes on in its paragraph."""
    made: list[_Attached] = []
    for one in attached:
        last = next((done for done in reversed(made) if done.quoted.depth == one.quoted.depth), None)
        if one.speaker is None and last is not None and last.speaker is not None and _goes_on(reading, last, one):
            one = replace(one, speaker=last.speaker)  # noqa: PLW2901 - the record of this turn
        made.append(one)
    return made


def _goes_on(reading: Reading, last: _Attached, one: _Attached) -> bool:
    """Tell whether a stretch carries on the speech before it: the same paragraph, or a re-opened mark; a sentence."""
    if last.quoted.open and one.paragraph == last.paragraph + 1:
        return True
    if one.paragraph != last.paragraph or one.quoted.depth:
        return False
    gap = reading.document.text[last.quoted.span.end : one.quoted.span.start]
    if not gap.strip(_SIGNS) or (
        last.after and last.cue is not None and not _breaks(reading, last, one) and _starts_anew(reading, one)
    ):
        return True
    return _is_sentence(reading, one.quoted.span) or (
        not last.after and last.cue is not None and not _breaks(reading, last, one) and ";" not in gap
    )


def _breaks(reading: Reading, last: _Attached, one: _Attached) -> bool:
    """Tell whether a sentence of the writer's own begins between two stretches."""
    end, start = last.quoted.span.end, one.quoted.span.start
    at = bisect_right(reading.sentences, end, key=_sentence_start)
    while at < len(reading.sentences) and _sentence_start(reading.sentences[at]) < start:
        begin = _sentence_start(reading.sentences[at])
        if reading.document.text[begin:start].strip(_SIGNS):
            return True
        at += 1
    return False


def _starts_anew(reading: Reading, one: _Attached) -> bool:
    """Tell whether a stretch begins and ends like a sentence, however short."""
    words = one.quoted.span.of(reading.document.text).rstrip()
    return bool(_STARTS_SENTENCE.match(words)) and bool(_ENDS.search(words))


def _is_sentence(reading: Reading, span: Span) -> bool:
    """Tell whether the words of a stretch stand by themselves: a capital first, a verb, and a mark at the end."""
    text = span.of(reading.document.text)
    return bool(_STARTS_SENTENCE.match(text)) and bool(_ENDS.search(text.rstrip())) and len(text.split()) > 2


def _joined(reading: Reading, attached: Sequence[_Attached]) -> Iterator[list[_Attached]]:
    """Yield the stretches of each quotation: two that a cue divides, and those of a re-opened mark, are one."""
    done: set[int] = set()
    for place, one in enumerate(attached):
        if place in done:
            continue
        group = [one]
        for at in range(place + 1, len(attached)):
            other = attached[at]
            if other.quoted.depth != one.quoted.depth or at in done:
                continue
            if not _is_one(reading, group[-1], other):
                break
            group.append(other)
            done.add(at)
        yield group


def _is_one(reading: Reading, one: _Attached, other: _Attached) -> bool:
    """Tell whether a stretch carries on the quotation of the one before it."""
    if one.quoted.open and other.paragraph == one.paragraph + 1:
        return True
    if one.paragraph != other.paragraph or one.speaker is None or not one.after:
        return False
    gap = reading.document.text[one.quoted.span.end : other.quoted.span.start].strip(_SIGNS)
    if len(gap) > _LONGEST_CUE or (other.cue is not None and other.cue != one.cue and other.speaker != one.speaker):
        return False
    if _breaks(reading, one, other):
        return False
    return gap.endswith((",", ";", ":", "–", "—")) or _starts_anew(reading, other)


def _made(
    reading: Reading, group: Sequence[_Attached], paragraphs: Sequence[tuple[int, int, tuple[Sentence, ...]]]
) -> Quotation:
    """Make the record of one quotation."""
    first = group[0]
    with_cue = next((one for one in group if one.speaker is not None), first)
    spans = tuple(one.quoted.span for one in group)
    kind = _kind(reading, group, paragraphs)
    speaker, cue = (None, None) if kind is QuotationKind.SCARE else (with_cue.speaker, with_cue.cue)
    return Quotation.at(reading.document.id, spans, kind, speaker, cue)


def _kind(
    reading: Reading, group: Sequence[_Attached], paragraphs: Sequence[tuple[int, int, tuple[Sentence, ...]]]
) -> QuotationKind:
    """Tell what kind of quotation it is."""
    first = group[0]
    text = reading.document.text
    count = len(first.quoted.span.of(text).split())
    if first.speaker is None:
        return _kind_without_speaker(reading, first, count)
    if len(group) > 1 and first.quoted.open:
        return QuotationKind.BLOCK
    start, end, _ = paragraphs[first.paragraph]
    whole = first.quoted.span.start - start <= 1 and end - first.quoted.span.end <= 1
    if whole and first.cue is not None and count > 20:
        return QuotationKind.BLOCK
    return QuotationKind.DIRECT if _is_direct(reading, first) else QuotationKind.PARTIAL


def _kind_without_speaker(reading: Reading, one: _Attached, count: int) -> QuotationKind:
    """Tell a scare quotation from speech whose speaker is unknown."""
    if _is_sentence(reading, one.quoted.span) and count > _SHORT:
        return QuotationKind.DIRECT
    return QuotationKind.SCARE if count <= 2 * _SHORT or one.quoted.depth else QuotationKind.PARTIAL


def _is_direct(reading: Reading, one: _Attached) -> bool:
    """Tell whether the words are a sentence of their own rather than a part of the writer's."""
    words = one.quoted.span.of(reading.document.text)
    if _is_sentence(reading, one.quoted.span):
        return True
    before = reading.document.text[max(0, one.quoted.span.start - 4) : one.quoted.span.start].rstrip("“\"‘'«„` ")
    return bool(_STARTS_SENTENCE.match(words)) and (before.endswith((":", ",")) or one.after) and len(words.split()) > 1
