"""Content hashes: the same thing read twice has the same identifier."""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

_SEPARATOR: Final = b"\x1f"


def content_id(prefix: str, *parts: object) -> str:
    r"""Return an identifier made of what a thing is, never of when or where it was made.

    Args:
        prefix: One or two letters that tell the kind of record ("d" document, "s" statement …).
        *parts: What makes the thing this one; compared by their text.

    Returns:
        The prefix and 16 hexadecimal digits (64 bits of BLAKE2b).

    Examples:
        >>> content_id("d", "some text", 0) == content_id("d", "some text", 0)
        True
        >>> content_id("d", "ab", "c") == content_id("d", "a", "bc")
        False
    """
    digest = blake2b(digest_size=8)
    for part in parts:
        digest.update(str(part).encode("utf-8", "surrogatepass"))
        digest.update(_SEPARATOR)
    return prefix + digest.hexdigest()
