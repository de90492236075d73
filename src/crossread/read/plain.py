"""Plain text files."""

from __future__ import annotations

from collections.abc import Sequence

from crossread.errors import Notice, NoticeCode
from crossread.plugins import RawText
from crossread.read.decoding import decode


class PlainReader:
    """Reads `.txt` and `.md` files.

    The text is the decoded file, untouched: line ends, blank lines and marks stay as they are, so that spans are true
    to the file. Only a byte order mark is left out, for it is no part of the text.
    """

    suffixes: tuple[str, ...] = (".txt", ".md", ".markdown", ".text")

    def read(self, data: bytes, path: str) -> tuple[Sequence[RawText], Sequence[Notice]]:
        """Return the text of the file; a notice tells where its encoding was guessed or it is no text."""
        if not data:
            return (), (Notice(NoticeCode.EMPTY, path),)
        decoded = decode(data)
        if decoded is None:
            return (), (Notice(NoticeCode.BINARY, path),)
        if not decoded.text.strip():
            return (), (Notice(NoticeCode.EMPTY, path),)
        guess = decoded.guessed
        notices = (Notice(NoticeCode.ENCODING_GUESSED, path, detail=guess),) if guess else ()
        return (RawText(decoded.text),), notices
