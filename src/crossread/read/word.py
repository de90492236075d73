"""Word files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, Final
from zipfile import BadZipFile

from crossread.errors import Notice, NoticeCode
from crossread.model.value import PartialDate
from crossread.plugins import RawText

_OLE: Final = b"\xd0\xcf\x11\xe0"
"""First bytes of a Microsoft compound file: what an encrypted `.docx` is wrapped in."""
_TEMPLATE_AUTHOR: Final = "python-docx"
"""Author that python-docx leaves in a file whose author was never set; its dates are the template's too."""


class WordReader:
    """Reads `.docx` files.

    The text is the paragraphs with blank lines between them; `## ` marks a heading and `- ` a list item, as in
    Markdown; the cells of a table's row stand on one line with ` | ` between them. Headers, footers and
    comments are left out.
    """

    suffixes: tuple[str, ...] = (".docx",)

    def read(self, data: bytes, path: str) -> tuple[Sequence[RawText], Sequence[Notice]]:
        """Return the text of the file with its core properties."""
        from docx import Document  # noqa: PLC0415 - only Word files need it

        if not data:
            return (), (Notice(NoticeCode.EMPTY, path),)
        if data.startswith(_OLE):
            return (), (Notice(NoticeCode.ENCRYPTED, path),)
        try:
            word = Document(BytesIO(data))
            text = "\n\n".join(_blocks(word))
        except (BadZipFile, KeyError, ValueError, SyntaxError, AttributeError) as error:
            return (), (Notice(NoticeCode.UNREADABLE, path, detail=type(error).__name__),)
        if not text:
            return (), (Notice(NoticeCode.NO_TEXT, path),)
        return (_with_properties(text, word),), ()


def _with_properties(text: str, word: Any) -> RawText:
    about = word.core_properties
    own = about.author != _TEMPLATE_AUTHOR
    made = about.created if own else None
    return RawText(
        text,
        title=about.title.strip() or None,
        author=(about.author.strip() or None) if own else None,
        published=PartialDate(made.year, made.month, made.day) if made else None,
    )


def _blocks(word: Any) -> Iterator[str]:
    for item in word.iter_inner_content():
        if hasattr(item, "rows"):
            rows = (" | ".join(_cells(row)) for row in item.rows)
            block = "\n".join(row for row in rows if row.strip(" |"))
        else:
            block = _paragraph(item)
        if block.strip():
            yield block


def _cells(row: Any) -> Iterator[str]:
    before = None
    for cell in row.cells:
        if cell._tc is not before:  # noqa: SLF001 - a merged cell comes once for each column
            yield " ".join(cell.text.split())
        before = cell._tc  # noqa: SLF001


def _paragraph(paragraph: Any) -> str:
    words = "\n".join(" ".join(line.split()) for line in paragraph.text.split("\n")).strip()
    style = (paragraph.style.name or "").lower() if paragraph.style is not None else ""
    if words and style.startswith("heading"):
        return f"## {words}"
    if words and style.startswith("list"):
        return f"- {words}"
    return words
