"""Saved web pages: the article without what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from lxml import etree
from lxml.html import document_fromstring

from crossread.errors import BadPartialDateError, Notice, NoticeCode
from crossread.model.value import PartialDate
from crossread.plugins import RawText
from crossread.read.decoding import decode

_SPACE: Final = re.compile(r"\s+")
_HEAD: Final = re.compile(r"h?([1-6])")
_MARKUP: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p)\b", re.IGNORECASE)
_DECLARED: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w-]{2,20})""", re.IGNORECASE)
_DATES: Final = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
"""Options of htmldate: the day of publication and not of the last change; only what the page declares, no date that
happens to stand in the text; and not bounded by today, so that the same page gives the same on any day."""
_BREAK: Final = "\x1e"
"""Stands for a line break; line ends in the page's source are spaces."""
_BLOCKS: Final = ("p", "quote", "list", "table", "head", "div", "code", "figDesc", "blockquote", "ul", "ol", "pre")


class PageReader:
    """Reads saved web pages; never asks the network.

    The text is the headline, then the article's paragraphs with blank lines between them; `## ` marks a heading and
    `- ` a list item, as in Markdown.
    """

    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml", ".mhtml", ".mht")

    def read(self, data: bytes, path: str) -> tuple[Sequence[RawText], Sequence[Notice]]:
        """Return the article of the page with what the page says of itself."""
        if not data.strip():
            return (), (Notice(NoticeCode.EMPTY, path),)
        if path.lower().endswith((".mhtml", ".mht")):
            data = _page_of_archive(data)
        page = _decoded(data)
        if page is None:
            return (), (Notice(NoticeCode.BINARY, path),)
        found = read_page(page)
        return ((found,), ()) if found else ((), (Notice(NoticeCode.NO_TEXT, path),))


def _page_of_archive(data: bytes) -> bytes:
    """Return the page inside a browser's single-file archive (RFC 2557: MIME)."""
    from email import message_from_bytes, policy  # noqa: PLC0415 - only archives need it

    message = message_from_bytes(data, policy=policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            return content if isinstance(content, bytes) else b""
    return data


def _decoded(data: bytes) -> str | None:
    """Return the page's characters, by what it declares, else by what its bytes tell."""
    declared = _DECLARED.search(data[:4096])
    if declared:
        try:
            return data.decode(declared[1].decode("ascii")).removeprefix("\ufeff")
        except (LookupError, UnicodeDecodeError):
            pass
    decoded = decode(data)
    return decoded.text if decoded else None


def looks_like_page(data: bytes) -> bool:
    """Return whether the first bytes of a file are those of a web page."""
    return _MARKUP.search(data[:2048]) is not None and data.lstrip()[:1] == b"<"


def read_page(page: str) -> RawText | None:
    """Return the article of a page, or None where there is none.

    Args:
        page: The whole HTML.
    """
    from trafilatura import bare_extraction  # noqa: PLC0415 - takes most of a second to load, and only pages need it

    found = bare_extraction(
        page,
        include_comments=False,
        include_formatting=False,
        with_metadata=True,
        date_extraction_params=dict(_DATES),
    )
    blocks = tuple(_blocks(found.body)) if found is not None and found.body is not None else ()
    if not blocks:
        blocks = tuple(_rough(page))
    if not blocks:
        return None
    title = _clean(found.title) if found is not None else None
    return RawText(
        _with_title(title, blocks),
        title=title,
        source=_clean(found.sitename) if found is not None else None,
        author=_clean(found.author) if found is not None else None,
        published=_published(page, found.date if found is not None else None),
        url=_clean(found.url) if found is not None else None,
    )


def _with_title(title: str | None, blocks: Sequence[str]) -> str:
    first = blocks[0].removeprefix("## ")
    if title is None or _key(title) == _key(first):
        return "\n\n".join((first, *blocks[1:])) if title else "\n\n".join(blocks)
    return "\n\n".join((title, *(block for block in blocks if block != f"## {title}")))


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text).casefold().strip()


def _clean(text: str | None) -> str | None:
    return _SPACE.sub(" ", text).strip() or None if text else None


def _words(element: Any) -> str:
    return _SPACE.sub(" ", "".join(element.itertext())).strip()


def _blocks(element: Any) -> Iterator[str]:
    """Yield the blocks of an extracted body, each on one line."""
    loose = [element.text or ""]
    for child in element:
        if _is_block(child, element):
            yield from _loose(loose)
            loose = [child.tail or ""]
            yield from _block(child)
        elif isinstance(child.tag, str):
            loose += [_BREAK if child.tag == "lb" else "".join(child.itertext()), child.tail or ""]
    yield from _loose(loose)


def _is_block(child: Any, parent: Any) -> bool:
    """Return whether an element stands on lines of its own; code within a paragraph does not."""
    inline = child.tag == "code" and parent.tag in {"p", "quote", "head"}
    return isinstance(child.tag, str) and child.tag in _BLOCKS and not inline


def _loose(parts: Sequence[str]) -> Iterator[str]:
    for line in "".join(parts).split(_BREAK):
        words = _SPACE.sub(" ", line).strip()
        if words:
            yield words


def _block(element: Any) -> Iterator[str]:
    words = _words(element)
    if not words:
        return
    if element.tag == "head":
        yield f"## {words}"
    elif element.tag in {"list", "ul", "ol"}:
        items = [_words(item) for item in element if isinstance(item.tag, str)]
        yield "\n".join(f"- {item}" for item in items if item)
    elif element.tag == "table":
        rows = [" | ".join(filter(None, map(_words, row))) for row in element.iter("row")]
        yield "\n".join(filter(None, rows))
    elif any(child.tag == "lb" or _is_block(child, element) for child in element):
        yield from _blocks(element)
    else:
        yield words


def _rough(page: str) -> Iterator[str]:
    """Yield the paragraphs of a page in which no article was found (a bare fragment, a broken page)."""
    try:
        root = document_fromstring(page)
    except (etree.ParserError, ValueError):
        return
    for noise in root.iter("script", "style", "noscript", "template", "nav", "title"):
        noise.text = None
        for child in list(noise):
            noise.remove(child)
    for element in root.iter("p", "h1", "h2", "h3", "h4", "li", "blockquote", "pre", "td"):
        words = _words(element)
        if words and not any(child.tag in {"p", "li", "td"} for child in element.iterdescendants()):
            yield f"## {words}" if _HEAD.fullmatch(element.tag) else words
    if not root.xpath("//p|//h1|//h2|//h3|//h4|//li|//blockquote|//pre|//td"):
        words = _words(root)
        if words:
            yield words


_META_DATE: Final = re.compile(
    r"""<meta[^>]{0,300}?(?:date|publish|created|issued)[^>]{0,300}?content\s*=\s*["'](\d{4}(?:-\d\d)?)["']""",
    re.IGNORECASE,
)


def _published(page: str, found: str | None) -> PartialDate | None:
    """Return the date of publication, as exact as the page gives it.

    htmldate always answers with a day. Where the page itself declares only a year or a month, that is taken.
    """
    partial = _META_DATE.search(page)
    try:
        if partial:
            return PartialDate.parse(partial[1])
        return PartialDate.parse(found) if found else None
    except BadPartialDateError:
        return None
