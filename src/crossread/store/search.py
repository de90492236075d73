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


CROWD: Final = 4000
"""Passages up to which those that fit best come first; of more, weighing each would take longer than reading on."""


def is_crowded(case: Connection, words: str) -> bool:
    """Return whether so many passages hold all the words that they come in the order of the documents."""
    query = match_query(words)
    sql = "SELECT count(*) FROM (SELECT 1 FROM passage_search WHERE passage_search MATCH ? LIMIT ?)"
    row = case.row(sql, (query, CROWD + 1)) if query else None
    return row is not None and int(row[0]) > CROWD


def find_passages(case: Connection, words: str, limit: int | None, offset: int) -> Iterator[Hit]:
    """Yield the passages that hold all the words, the best fitting first (BM25); very many as they were saved."""
    query = match_query(words)
    if query is None:
        return
    crowded = limit is not None and is_crowded(case, words)
    best = (
        "SELECT s.rowid AS number, 0 AS fit FROM passage_search s WHERE passage_search MATCH ? ORDER BY s.rowid"
        if crowded
        else "SELECT s.rowid AS number, bm25(passage_search) AS fit FROM passage_search s"
        " JOIN passages p ON p.number = s.rowid JOIN documents d ON d.id = p.document"
        " WHERE passage_search MATCH ? ORDER BY fit, d.path, p.start"
    )
    columns = ", ".join(f't."{name}"' for name in rows.PASSAGES.columns)
    order = "t.number" if crowded else "b.fit, (SELECT path FROM documents d WHERE d.id = t.document), t.start"
    # The words are marked only in those that are shown.
    sql = (
        f"SELECT {columns}, highlight(passage_search, 0, '{_OPEN}', '{_CLOSE}')"  # noqa: S608 - names are our own
        f" FROM ({best} LIMIT ? OFFSET ?) b CROSS JOIN passage_search s ON s.rowid = b.number"
        f" JOIN passages t ON t.number = s.rowid WHERE passage_search MATCH ? ORDER BY {order}"
    )
    for row in case.rows(sql, (query, -1 if limit is None else limit, offset, query)):
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
