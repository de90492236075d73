"""PDF files: their lines joined into paragraphs again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any, Final

import pypdfium2

from crossread.errors import BadPartialDateError, Notice, NoticeCode
from crossread.model.value import PartialDate
from crossread.plugins import RawText

_PARTED: Final = re.compile(r"([\ufffe\u0002])(?=(.))")
_ENDS: Final = re.compile(r"""[.!?:;…]["'”’»)\]]*$""")
_HYPHEN: Final = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010\u0002\ufffe]$")
_LISTED: Final = re.compile(r"[•▪\u2013-] |\d{1,2}[.)] ")
_UNNAMED: Final = re.compile(r"(?i)^(?:untitled|microsoft word\b.*|.*\.(?:docx?|indd|pdf|qxp|odt))$")
_DATE: Final = re.compile(r"D?:?(\d{4})(\d\d)?(\d\d)?")
_PASSWORD: Final = 4
"""PDFium's FPDF_ERR_PASSWORD."""
_NOWHERE: Final = {"anonymous", "unspecified", "unknown", "(anonymous)", "(unspecified)"}
"""What programs write where they know no author or title."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    left: float
    right: float
    bottom: float
    height: float
    foot: float
    """Where its last word stands: PDFium puts a line that ends in a parted word and the next one into one."""


class PdfReader:
    """Reads `.pdf` files that hold text; scanned pages hold none.

    Lines are joined into paragraphs, words that were parted at the end of a line are joined, page numbers and lines
    that stand at the head or foot of most pages are left out.
    """

    suffixes: tuple[str, ...] = (".pdf",)

    def read(self, data: bytes, path: str) -> tuple[Sequence[RawText], Sequence[Notice]]:
        """Return the text of the file with the properties that its author gave it."""
        if not data:
            return (), (Notice(NoticeCode.EMPTY, path),)
        try:
            pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            code = NoticeCode.ENCRYPTED if _locked(error) else NoticeCode.UNREADABLE
            return (), (Notice(code, path, detail="" if code is NoticeCode.ENCRYPTED else str(error)),)
        try:
            return _read(pdf, path)
        finally:
            pdf.close()


def _locked(error: pypdfium2.PdfiumError) -> bool:
    return getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower()


def _read(pdf: pypdfium2.PdfDocument, path: str) -> tuple[Sequence[RawText], Sequence[Notice]]:
    pages: list[list[_Line]] = []
    notices = []
    for number in range(len(pdf)):
        try:
            pages.append(list(_lines(pdf[number])))
        except pypdfium2.PdfiumError as error:
            notices.append(Notice(NoticeCode.UNREADABLE, path, detail=f"page {number + 1}: {error}"))
    empty = [str(number) for number, page in enumerate(pages, 1) if not page]
    text = "\n\n".join(_paragraphs(_without_furniture(pages)))
    if not text:
        return (), (*notices, Notice(NoticeCode.NO_TEXT, path))
    if empty:
        notices.append(Notice(NoticeCode.NO_TEXT, path, detail=f"pages {', '.join(empty)}"))
    about = pdf.get_metadata_dict()
    title, author = (_told(about.get(name)) for name in ("Title", "Author"))
    return (RawText(text, title=title, author=author, published=_published(about)),), notices


def _told(value: str | None) -> str | None:
    words = (value or "").strip()
    return None if not words or words.lower() in _NOWHERE or _UNNAMED.match(words) else words


def _published(about: dict[str, str]) -> PartialDate | None:
    match = _DATE.match(about.get("CreationDate", ""))
    if match is None:
        return None
    try:
        return PartialDate.parse("-".join(part for part in match.groups() if part))
    except BadPartialDateError:
        return None


def _lines(page: Any) -> Iterator[_Line]:
    """Yield the lines of a page with their places, in points from the lower left corner."""
    words = page.get_textpage()
    text = words.get_text_range()
    start = 0
    for piece in text.split("\n"):
        line = piece.rstrip("\r")
        shown = line.strip(" \t\u00a0")
        if shown:
            first = start + line.index(shown[0])
            left, bottom, _, top = words.get_charbox(min(first, words.count_chars() - 1))
            last = min(first + len(shown) - 1, words.count_chars() - 1)
            _, foot, right, _ = words.get_charbox(last)
            yield _Line(_tidy(shown), left, right, bottom, top - bottom, foot)
        start += len(piece) + 1
    words.close()
    page.close()


def _tidy(line: str) -> str:
    line = re.sub(r"[ \t\u00a0]+", " ", line).replace("\x00", "")
    return _PARTED.sub(lambda match: "" if match[2].islower() else "-", line)


def _without_furniture(pages: Sequence[Sequence[_Line]]) -> list[list[_Line]]:
    """Return the pages without page numbers and without what stands at the head or foot of most of them."""
    edges = Counter(key for page in pages for key in {_edge(line) for line in (*page[:2], *page[-2:])})
    common = {key for key, count in edges.items() if len(pages) > 2 and count > len(pages) / 2}
    kept = []
    for page in pages:
        rims = (0, 1, len(page) - 2, len(page) - 1)
        kept.append(
            [
                line
                for place, line in enumerate(page)
                if not (
                    place in rims
                    and (
                        _edge(line) in common
                        or (len(pages) > 1 and _edge(line) in {"#", "page #", "- # -", "page # of #"})
                    )
                )
            ]
        )
    return kept


def _edge(line: _Line) -> str:
    return re.sub(r"\d+", "#", line.text).lower()


def _paragraphs(pages: Sequence[Sequence[_Line]]) -> Iterator[str]:
    """Yield paragraphs; one that a page's end cuts in two is joined."""
    paragraph = ""
    for page in pages:
        gaps = [a.foot - b.bottom for a, b in pairwise(page) if a.foot > b.bottom]
        usual = median(gaps) if gaps else 0.0
        width = max((line.right for line in page), default=0.0)
        margin = min((line.left for line in page), default=0.0)
        before: _Line | None = None
        for line in page:
            new = bool(_ENDS.search(paragraph)) if before is None else _begins(before, line, usual, width, margin)
            if new and paragraph:
                yield paragraph
                paragraph = ""
            paragraph = _joined(paragraph, line.text)
            before = line
    if paragraph:
        yield paragraph


def _begins(before: _Line, line: _Line, usual: float, width: float, margin: float) -> bool:
    """Return whether a line begins a paragraph: by the gap above, indent, size, or the line above ending early."""
    gap = before.foot - line.bottom
    wide = usual > 0 and gap > 1.35 * usual
    indented = line.left - before.left > 8 and before.left - margin < 4 and _ENDS.search(before.text) is not None
    early = before.right < margin + 0.8 * (width - margin) and _ENDS.search(before.text) is not None
    size = before.height > 0 and line.height > 0 and not 0.6 < before.height / line.height < 1.7
    listed = _LISTED.match(line.text) is not None
    return wide or indented or early or listed or (size and gap > 1.2 * usual)


def _joined(paragraph: str, line: str) -> str:
    """Return a paragraph with one more line; a word parted at the line's end is joined."""
    if not paragraph:
        return line
    if _HYPHEN.search(paragraph):
        # "-" before a capital or a figure is a real hyphen ("Franco-German"); PDFium's own signs never are.
        soft = paragraph[-1] != "-" or line[:1].islower()
        return (paragraph[:-1] if soft else paragraph) + line
    return f"{paragraph} {line}"
