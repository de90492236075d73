"""A document becomes passages: sentences, titles, headings, captions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from crossread.errors import Notice, NoticeCode
from crossread.model.document import Document, Passage, PassageKind
from crossread.model.outcome import Outcome
from crossread.model.span import Span
from crossread.read.paragraphs import Paragraph, Role, split_paragraphs
from crossread.read.sentences import split_sentences

_LONGEST: Final = 2000
"""Characters of a passage at most. The longest sentences that people write have about 1200; what is longer is a table,
a list without full stops or no prose, and is cut so that it can be read in parts."""
_WORD: Final = re.compile(r"\S")
_CUTS: Final = ("; ", ", ", " ")
_KINDS: Final = {
    Role.TITLE: PassageKind.TITLE,
    Role.HEADING: PassageKind.HEADING,
    Role.CAPTION: PassageKind.CAPTION,
    Role.OTHER: PassageKind.OTHER,
}


def split_passages(
    document: Document, sentences: Callable[[str], Sequence[Span]] = split_sentences
) -> Outcome[Passage]:
    r"""Split a document into passages.

    Passages never overlap, have no white space around them and cover every letter and digit but the numbers of lists;
    marks of lists and headings stand outside. A title that is part of the text is a passage of it.

    Args:
        document: The document.
        sentences: Splits a paragraph into sentences: spans in order within the text it is given.

    Returns:
        The passages in order, and a notice for each stretch of more than 2000 characters in which no sentence ends:
        there the passage is cut between words.

    Examples:
        >>> text = "Bridge closed\n\nThe bridge was closed. No one was hurt."
        >>> [passage.span.of(text) for passage in split_passages(Document.named("a", text, sha256="00")).found]
        ['Bridge closed', 'The bridge was closed.', 'No one was hurt.']
    """
    passages: list[Passage] = []
    notices: list[Notice] = []
    for number, paragraph in enumerate(split_paragraphs(document.text, document.title)):
        kind = _KINDS.get(paragraph.role, PassageKind.SENTENCE)
        for span in _spans(document.text, paragraph, sentences):
            if span.length > _LONGEST:
                place = (document.path, document.id, span.start, span.end)
                notices.append(Notice(NoticeCode.LONG_LINE, *place, detail=str(span.length)))
            passages += (Passage.at(document.id, part, kind, number) for part in _cut(document.text, span))
    return Outcome(tuple(passages), tuple(notices))


def _spans(text: str, paragraph: Paragraph, sentences: Callable[[str], Sequence[Span]]) -> Iterator[Span]:
    if paragraph.role is not Role.PROSE:
        yield Span(paragraph.start, paragraph.end)
        return
    for span in sentences(text[paragraph.start : paragraph.end]):
        yield Span(paragraph.start + span.start, paragraph.start + span.end)


def _cut(text: str, span: Span) -> Iterator[Span]:
    """Yield a span in parts of at most `_LONGEST` characters, cut where a pause is, else between words."""
    start = span.start
    while span.end - start > _LONGEST:
        window = text[start : start + _LONGEST]
        places = (window.rfind(sign, _LONGEST // 2) for sign in _CUTS)
        cut = next((place + 1 for place in places if place > 0), _LONGEST)
        yield Span(start, start + len(window[:cut].rstrip()))
        rest = _WORD.search(text, start + cut, span.end)
        start = rest.start() if rest else span.end
    if start < span.end:
        yield Span(start, span.end)
