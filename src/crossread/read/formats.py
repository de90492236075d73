"""Which reader reads which file: the built-in ones, and those that installed packages offer."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from typing import Final

from crossread.errors import Notice, NoticeCode
from crossread.plugins import RawText, Reader, found
from crossread.read.archives import ArchiveReader
from crossread.read.decoding import decode
from crossread.read.html import PageReader, looks_like_page
from crossread.read.mail import MailReader
from crossread.read.pdf import PdfReader
from crossread.read.plain import PlainReader
from crossread.read.tables import ObjectsReader, RowsReader
from crossread.read.word import WordReader

_CODE: Final = frozenset(
    ".c .cfg .conf .cpp .css .h .ini .ipynb .java .js .log .map .py .r .rtf .sh .sql .srt .svg .toml .ts .vtt "
    ".xml .yaml .yml".split()
)
"""Endings of files that hold characters but no account."""
_NO_PROSE: Final = (b"{\\rtf", b"<?xml", b"<svg", b"#!", b"%!PS")
_HEAD: Final = 4096
"""Bytes from which a file of unknown ending is judged."""


def read_part(data: bytes, path: str) -> tuple[Sequence[RawText], Sequence[Notice]]:
    """Read the bytes of one file with the reader that is for it.

    A reader that fails, or returns what no reader may, or nothing at all, becomes a notice; what it prints is thrown
    away.

    Args:
        data: The whole file.
        path: Its path; the ending tells the format, else the first bytes.

    Examples:
        >>> read_part(b"Rain fell.", "a.txt")[0][0].text
        'Rain fell.'
    """
    reader = reader_for(path, data[:_HEAD])
    if reader is None:
        return (), (Notice(NoticeCode.UNKNOWN_FORMAT, path),)
    try:
        with redirect_stdout(StringIO()):
            found, notices = reader.read(data, path)
            texts = _checked(found)
    except Exception as error:  # noqa: BLE001 - a reader may be a stranger's, and one file never loses the others
        return (), (Notice(NoticeCode.UNREADABLE, path, detail=f"{type(error).__name__}: {error}"[:200]),)
    return texts, tuple(notices) if texts or notices else (Notice(NoticeCode.NO_TEXT, path),)


def _checked(texts: Sequence[RawText]) -> Sequence[RawText]:
    for text in texts:
        if not isinstance(text, RawText) or not isinstance(text.text, str):
            raise TypeError(f"a reader returned {type(text).__name__}")
    return tuple(texts)


BUILT_IN: Final[tuple[Reader, ...]] = (
    PlainReader(),
    PageReader(),
    PdfReader(),
    WordReader(),
    MailReader(read_part),
    ObjectsReader(),
    RowsReader(),
    ArchiveReader(read_part),
)
"""The readers that come with Crossread."""


@cache
def readers() -> tuple[Reader, ...]:
    """Return all readers: those of installed packages (entry points `crossread.readers`) first, so that they win."""
    return (*(_made(reader) for reader in found("crossread.readers")), *BUILT_IN)


def _made(reader: object) -> Reader:
    made = reader() if isinstance(reader, type) else reader
    if not isinstance(made, Reader):
        raise TypeError(f"{reader!r} is no Reader")
    return made


def suffixes() -> tuple[str, ...]:
    """Return the endings of all formats that can be read, sorted.

    Examples:
        >>> {".txt", ".pdf", ".zip"} <= set(suffixes())
        True
    """
    return tuple(sorted({suffix for reader in readers() for suffix in reader.suffixes}))


def suffix_of(path: str) -> str:
    """Return the ending of a path, lower case, with its dot; "" where it has none.

    Examples:
        >>> suffix_of("a.b/REPORT.PDF"), suffix_of("a.b/README")
        ('.pdf', '')
    """
    name = path.rpartition("/")[2].rpartition("!")[2]
    stem, dot, ending = name.rpartition(".")
    return f".{ending.lower()}" if dot and stem else ""


def is_known(path: str) -> bool:
    """Return whether the ending of a path is that of a format that can be read."""
    return suffix_of(path) in suffixes()


def reader_for(path: str, head: bytes) -> Reader | None:
    """Return the reader for a file, or None where it is no account.

    Args:
        path: Its path; a known ending decides.
        head: Its first bytes, by which a file of unknown ending is judged: a page, a PDF, an archive, plain text.
    """
    suffix = suffix_of(path)
    if suffix not in suffixes():
        suffix = _suffix_by_content(suffix, head)
    return next((reader for reader in readers() if suffix in reader.suffixes), None)


def _suffix_by_content(suffix: str, head: bytes) -> str:
    if looks_like_page(head):
        return ".html"
    if head.startswith(b"%PDF-"):
        return ".pdf"
    if suffix in _CODE or not head or head.startswith(_NO_PROSE):
        return suffix
    # The cut may lie in the middle of a character of up to four bytes.
    cuts = (decode(head[: len(head) - cut]) for cut in range(4 if len(head) == _HEAD else 1))
    return ".txt" if any(decoded is not None and decoded.guessed is None for decoded in cuts) else suffix
