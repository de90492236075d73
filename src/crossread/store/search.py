"""Finding passages by their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from crossread.model.document import DocumentId, Passage
from crossread.model.span import Span
from crossread.store import rows
from crossread.store.database import Connection

_ASKED: Final = re.compile(r'"([^"]*)"|([^\s"]+)')
_WORD: Final = re.compile(r"\w+")
_OPEN, _CLOSE = "\x02", "\x03"
"""Marks put around hits: control characters, which no text should hold (those of the private area count as letters)."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that holds the words that were looked for.

    Attributes:
        passage: The passage.
        text: Its words.
        words: Where the words that were looked for stand, in the document's text, in order.
    """

    passage: Passage
    text: str
    words: tuple[Span, ...]


def match_query(words: str) -> str | None:
    """Return what a person typed as a query that cannot be malformed, or None where it holds no word.

    All words must be there, in any order; words in quotation marks as they follow each other; a word that ends in `*`
    is a beginning.

    Examples:
        >>> match_query('harbour "at night" AND burn*')
        '"harbour" "at night" "AND" "burn"*'
        >>> match_query("-- ' (") is None
        True
    """
    terms = []
    for phrase, word in _ASKED.findall(words):
        inner = " ".join(_WORD.findall(phrase or word))
        if inner:
            terms.append(f'"{inner}"' + ("*" if word.endswith("*") else ""))
    return " ".join(terms) or None


def find_passages(case: Connection, words: str, limit: int | None, offset: int) -> Iterator[Hit]:
    """Yield the passages that hold all the words, the best fitting first (BM25)."""
    query = match_query(words)
    if query is None:
        return
    columns = ", ".join(f't."{name}"' for name in rows.PASSAGES.columns)
    sql = (
        f"SELECT {columns}, highlight(passage_search, 0, '{_OPEN}', '{_CLOSE}') FROM passage_search s"  # noqa: S608
        " JOIN passages t ON t.number = s.rowid JOIN documents d ON d.id = t.document"
        " WHERE passage_search MATCH ? ORDER BY bm25(passage_search), d.path, t.start LIMIT ? OFFSET ?"
    )
    for row in case.rows(sql, (query, -1 if limit is None else limit, offset)):
        passage = rows.PASSAGES.record(row[:-1])
        yield _hit(case, passage, row[-1])


def _hit(case: Connection, passage: Passage, marked: str) -> Hit:
    text = marked.replace(_OPEN, "").replace(_CLOSE, "")
    if len(text) != passage.span.length:  # the text itself uses those characters: show the passage without marks
        return Hit(passage, _text_of(case, passage.document, passage.span), ())
    spans, place, start = [], passage.span.start, passage.span.start
    for sign in marked:
        if sign == _OPEN:
            start = place
        elif sign == _CLOSE:
            spans.append(Span(start, place))
        else:
            place += 1
    return Hit(passage, text, tuple(spans))


def _text_of(case: Connection, document: DocumentId, span: Span) -> str:
    sql = "SELECT substr(text, ?, ?) FROM documents WHERE id = ?"
    row = case.row(sql, (span.start + 1, span.length, document))
    return str(row[0]) if row else ""
