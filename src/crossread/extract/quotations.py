"""Words in quotation marks: their stretches, their kind, who says them and by what cue.

The marks are paired in `quote_marks.py`, speakers found in `quoted_speakers.py`. A stretch is someone's speech where a
cue stands by it or above it, or where it carries on speech of the same paragraph; a short one without is a scare
quotation. Speakers that are far or doubtful stay unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from crossread.errors import Notice, NoticeCode
from crossread.extract.quote_marks import Quoted, find_quoted
from crossread.extract.quoted_speakers import ENDS, STARTS_SENTENCE, person_before, speaker_and_cue
from crossread.extract.speakers import Mentions
from crossread.extract.surroundings import Surroundings, paragraphs_of
from crossread.model.outcome import Outcome
from crossread.model.span import Span
from crossread.model.statement import Quotation, QuotationKind, Speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossread.extract.reading import Reading
    from crossread.model.mention import Mention

_SHORT: Final = 4
"""Words that a scare quotation has at most, unless a cue stands by it."""
_SIGNS: Final = "“”„«»‘’‹›\"'` "
_LONGEST_CUE: Final = 400
"""Signs between two stretches of one quotation at most."""


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
    paragraphs = paragraphs_of(reading)
    quoted, stray = find_quoted(reading.document.text, [(start, end) for start, end, _ in paragraphs])
    near = Surroundings(reading, Mentions.of(mentions), paragraphs, quoted)
    attached = [_attach(near, one) for one in quoted]
    if options.carry:
        attached = _carried(near, attached)
    attached = [_told_before(near, one) for one in attached]
    if options.carry:
        attached = _carried(near, attached)
    made = [_made(near, group) for group in _joined(near, attached)]
    return Outcome(tuple(sorted(made, key=lambda one: one.spans)), _notices(reading, stray))


def _notices(reading: Reading, stray: Sequence[Span]) -> tuple[Notice, ...]:
    """Tell of marks without a partner."""
    document = reading.document
    return tuple(
        Notice(NoticeCode.UNBALANCED_QUOTE, document.path, document.id, span.start, span.end) for span in stray
    )


def _attach(near: Surroundings, quoted: Quoted) -> _Attached:
    """Find speaker and cue of one stretch."""
    paragraph = near.paragraph_at(quoted.span.start)
    found = speaker_and_cue(near, quoted, paragraph)
    return (
        _Attached(quoted, None, None, paragraph)
        if found is None
        else _Attached(quoted, *found[:2], paragraph, found[2])
    )


def _told_before(near: Surroundings, one: _Attached) -> _Attached:
    """Give a sentence without a cue the person whom the sentence before it is about."""
    if one.speaker is not None or one.quoted.depth or not _is_sentence(near, one.quoted.span):
        return one
    found = person_before(near, one.quoted, one.paragraph)
    return replace(one, speaker=found[0], cue=found[1]) if found else one


def _carried(near: Surroundings, attached: Sequence[_Attached]) -> list[_Attached]:
    """Give stretches without a cue the speaker of the one before them: speech goes on in its paragraph."""
    made: list[_Attached] = []
    lasts: dict[int, _Attached] = {}
    for one in attached:
        last = lasts.get(one.quoted.depth)
        if one.speaker is None and last is not None and last.speaker is not None and _goes_on(near, last, one):
            one = replace(one, speaker=last.speaker)  # noqa: PLW2901 - the record of this turn
        lasts[one.quoted.depth] = one
        made.append(one)
    return made


def _goes_on(near: Surroundings, last: _Attached, one: _Attached) -> bool:
    """Tell whether a stretch carries on the speech before it: the same paragraph, or a re-opened mark; a sentence."""
    if last.quoted.open and one.paragraph == last.paragraph + 1:
        return True
    if one.paragraph != last.paragraph or one.quoted.depth:
        return False
    gap = near.reading.document.text[last.quoted.span.end : one.quoted.span.start]
    if not gap.strip(_SIGNS) or _is_sentence(near, one.quoted.span):
        return True
    if last.cue is None or _breaks(near, last, one):
        return False
    return _starts_anew(near, one) if last.after else ";" not in gap


def _breaks(near: Surroundings, last: _Attached, one: _Attached) -> bool:
    """Tell whether a sentence of the writer's own begins between two stretches."""
    end, start = last.quoted.span.end, one.quoted.span.start
    text = near.reading.document.text
    return any(text[begin:start].strip(_SIGNS) for begin in near.begins_between(end, start)[:2])


def _starts_anew(near: Surroundings, one: _Attached) -> bool:
    """Tell whether a stretch begins and ends like a sentence, however short."""
    words = near.words_of(one.quoted.span).rstrip()
    return bool(STARTS_SENTENCE.match(words)) and bool(ENDS.search(words[-2:]))


def _is_sentence(near: Surroundings, span: Span) -> bool:
    """Tell whether the words of a stretch stand by themselves: a capital first, a verb, and a mark at the end."""
    text = near.words_of(span)
    return bool(STARTS_SENTENCE.match(text)) and bool(ENDS.search(text.rstrip()[-2:])) and len(text.split(None, 3)) > 2


def _joined(near: Surroundings, attached: Sequence[_Attached]) -> list[list[_Attached]]:
    """Return the stretches of each quotation: two that a cue divides, and those of a re-opened mark, are one."""
    groups: list[list[_Attached]] = []
    lasts: dict[int, list[_Attached]] = {}
    for one in attached:
        group = lasts.get(one.quoted.depth)
        if group is not None and _is_one(near, group[-1], one):
            group.append(one)
        else:
            group = lasts[one.quoted.depth] = [one]
            groups.append(group)
    return groups


def _is_one(near: Surroundings, one: _Attached, other: _Attached) -> bool:
    """Tell whether a stretch carries on the quotation of the one before it."""
    if one.quoted.open and other.paragraph == one.paragraph + 1:
        return True
    if one.paragraph != other.paragraph or one.speaker is None or not one.after:
        return False
    gap = near.reading.document.text[one.quoted.span.end : other.quoted.span.start].strip(_SIGNS)
    if len(gap) > _LONGEST_CUE or (other.cue is not None and other.cue != one.cue and other.speaker != one.speaker):
        return False
    if _breaks(near, one, other):
        return False
    return gap.endswith((",", ";", ":", "–", "—")) or _starts_anew(near, other)


def _made(near: Surroundings, group: Sequence[_Attached]) -> Quotation:
    """Make the record of one quotation."""
    first = group[0]
    with_cue = next((one for one in group if one.speaker is not None), first)
    spans = tuple(one.quoted.span for one in group)
    kind = _kind(near, group)
    speaker, cue = (None, None) if kind is QuotationKind.SCARE else (with_cue.speaker, with_cue.cue)
    return Quotation.at(near.reading.document.id, spans, kind, speaker, cue)


def _kind(near: Surroundings, group: Sequence[_Attached]) -> QuotationKind:
    """Tell what kind of quotation it is."""
    first = group[0]
    text = near.reading.document.text
    count = len(first.quoted.span.of(text).split())
    if first.speaker is None:
        return _kind_without_speaker(near, first, count)
    if len(group) > 1 and first.quoted.open:
        return QuotationKind.BLOCK
    start, end, _ = near.paragraphs[first.paragraph]
    whole = first.quoted.span.start - start <= 1 and end - first.quoted.span.end <= 1
    if whole and first.cue is not None and count > 20:
        return QuotationKind.BLOCK
    return QuotationKind.DIRECT if _is_direct(near, first) else QuotationKind.PARTIAL


def _kind_without_speaker(near: Surroundings, one: _Attached, count: int) -> QuotationKind:
    """Tell a scare quotation from speech whose speaker is unknown."""
    if _is_sentence(near, one.quoted.span) and count > _SHORT:
        return QuotationKind.DIRECT
    return QuotationKind.SCARE if count <= 2 * _SHORT or one.quoted.depth else QuotationKind.PARTIAL


def _is_direct(near: Surroundings, one: _Attached) -> bool:
    """Tell whether the words are a sentence of their own rather than a part of the writer's."""
    words = one.quoted.span.of(near.reading.document.text)
    if _is_sentence(near, one.quoted.span):
        return True
    before = near.reading.document.text[max(0, one.quoted.span.start - 4) : one.quoted.span.start].rstrip("“\"‘'«„` ")
    return bool(STARTS_SENTENCE.match(words)) and (before.endswith((":", ",")) or one.after) and len(words.split()) > 1
