"""Tables of texts: a row, a text."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from io import StringIO
from typing import Any, Final

from crossread.errors import BadPartialDateError, Notice, NoticeCode
from crossread.model.value import PartialDate
from crossread.plugins import RawText
from crossread.read.decoding import decode

TEXT_COLUMNS: Final = ("text", "body", "content", "article", "maintext")
"""Columns that hold the text; the first one that is there is taken."""
_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("title", "headline"),
    "source": ("source", "source_domain", "publisher"),
    "family": ("family",),
    "author": ("author", "authors", "byline"),
    "published": ("published", "date_publish", "date"),
    "url": ("url",),
}
"""Columns that tell of the text: the names of `sources.csv` first, then those of news-please and its like."""
_NOTHING: Final = {"", "none", "null", "nan", "n/a"}


class RowsReader:
    """Reads `.csv` and `.tsv` files with a column for the text and others by the names of `sources.csv`."""

    suffixes: tuple[str, ...] = (".csv", ".tsv")

    def read(self, data: bytes, path: str) -> tuple[Sequence[RawText], Sequence[Notice]]:
        """Return a text for each row, named `rows/1` and so on."""
        text, notices = _decoded(data, path)
        if text is None:
            return (), notices
        csv.field_size_limit(sys.maxsize)  # a long article is longer than the 128 KB that Python allows
        table = csv.DictReader(StringIO(text, newline=""), delimiter=delimiter_of(text, path), restkey="")
        if _text_column(table.fieldnames or ()) is None:
            return (), (*notices, Notice(NoticeCode.UNKNOWN_FORMAT, path, detail="no text column"))
        texts, trouble = _texts(_numbered(table, path), path)
        return texts, (*notices, *trouble)


class ObjectsReader:
    """Reads `.jsonl` files (an object a line) and `.json` files (an object, or a list of objects)."""

    suffixes: tuple[str, ...] = (".jsonl", ".ndjson", ".json")

    def read(self, data: bytes, path: str) -> tuple[Sequence[RawText], Sequence[Notice]]:
        """Return a text for each object, named `rows/1` and so on."""
        text, notices = _decoded(data, path)
        if text is None:
            return (), notices
        whole = _whole(text) if path.lower().endswith(".json") else None
        if whole is not None and not any(isinstance(row, dict) and _text_column(row) for row in whole):
            return (), (*notices, Notice(NoticeCode.UNKNOWN_FORMAT, path, detail="no text column"))
        rows = enumerate(whole, 1) if whole is not None else _lines(text)
        texts, trouble = _texts(rows, path)
        return texts, (*notices, *trouble)


def delimiter_of(text: str, path: str = "") -> str:
    r"""Return what parts the columns: the sign that is most frequent in the first line.

    Examples:
        >>> delimiter_of("path;source\na.txt;Anchor, The")
        ';'
    """
    if path.lower().endswith(".tsv"):
        return "\t"
    head = text.lstrip("\r\n").partition("\n")[0]
    return max(",;\t", key=head.count)


def _decoded(data: bytes, path: str) -> tuple[str | None, tuple[Notice, ...]]:
    if not data.strip():
        return None, (Notice(NoticeCode.EMPTY, path),)
    decoded = decode(data)
    if decoded is None:
        return None, (Notice(NoticeCode.BINARY, path),)
    if not decoded.text.strip():
        return None, (Notice(NoticeCode.EMPTY, path),)
    guess = decoded.guessed
    return decoded.text, (Notice(NoticeCode.ENCODING_GUESSED, path, detail=guess),) if guess else ()


def _numbered(table: Iterator[Any], path: str) -> Iterator[tuple[int, Any]]:
    number = 0
    while True:
        number += 1
        try:
            yield number, next(table)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, Notice(NoticeCode.BAD_ROW, path, detail=f"row {number}: {error}")


def _whole(text: str) -> list[Any] | None:
    """Return the objects of a JSON file, or None where it is not one (then it may hold an object a line)."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, list) else [found]


def _lines(text: str) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError):
                yield number, None


def _texts(rows: Iterator[tuple[int, Any]], path: str) -> tuple[Sequence[RawText], Sequence[Notice]]:
    texts: list[RawText] = []
    notices: list[Notice] = []
    for number, row in rows:
        if isinstance(row, Notice):
            notices.append(row)
            continue
        if not isinstance(row, dict):
            notices.append(Notice(NoticeCode.BAD_ROW, path, detail=f"row {number}: no object"))
            continue
        found, trouble = _text(number, row, path)
        notices += trouble
        if found is not None:
            texts.append(found)
    return texts, notices


def _text(number: int, row: dict[str, Any], path: str) -> tuple[RawText | None, tuple[Notice, ...]]:
    cells = {name.strip().lower(): value for name, value in row.items() if isinstance(name, str)}
    column = _text_column(cells)
    words = cells.get(column) if column else None
    if not isinstance(words, str) or not words.strip():
        return None, (Notice(NoticeCode.BAD_ROW, path, detail=f"row {number}: no text"),)
    told = {field: _told(cells, names) for field, names in _COLUMNS.items()}
    date = told.pop("published")
    published: PartialDate | None = None
    notices: tuple[Notice, ...] = ()
    if date is not None:
        published = _date(date)
        if published is None:
            notices = (Notice(NoticeCode.BAD_DATE, path, detail=f"row {number}: {date}"),)
    digest = sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
    return RawText(words, f"rows/{number}", published=published, sha256=digest, **told), notices


def _date(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text.strip().partition(" ")[0])
    except BadPartialDateError:
        return None


def _text_column(names: Sequence[str] | Mapping[str, Any]) -> str | None:
    known = {name.strip().lower().removeprefix("\ufeff") for name in names if isinstance(name, str)}
    return next((name for name in TEXT_COLUMNS if name in known), None)


def _told(cells: Mapping[str, Any], names: Sequence[str]) -> str | None:
    """Return the first of the columns that says something; a list is joined with commas."""
    for name in names:
        value = cells.get(name)
        if isinstance(value, list):
            value = ", ".join(str(item) for item in value)
        words = " ".join(str(value).split()) if value is not None else ""
        if words.lower() not in _NOTHING:
            return words
    return None
