"""Which texts are addresses of pages, for formats that take no others."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

_NEVER: Final = frozenset(' <>"{}|\\^`')
"""Printable characters that an address may not hold as they are (RFC 3986)."""


def is_web(url: str) -> bool:
    """Return whether a text is the address of a page, of the characters that an address may hold.

    Examples:
        >>> is_web("https://bell.example/flood"), is_web("javascript:alert(1)"), is_web("http://[half")
        (True, False, False)
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    plain = url.isascii() and url.isprintable() and not _NEVER & set(url)
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and plain
