"""Bytes to text: which encoding, and whether it is text at all."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import Final

from charset_normalizer import from_bytes

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS: Final = bytes(sorted({*range(32), 127} - {9, 10, 11, 12, 13, 27, 30, 31}))
"""Bytes that no text holds, but for a few strays."""
_STRAYS: Final = 0.01
"""Share of control bytes above which a file is no text: a page of text has none, a picture or a program over 5 %."""
_SAMPLE: Final = 200_000
"""Bytes from which a foreign encoding is guessed; the guess does not get better from more."""
_WESTERN: Final = 0.1
"""Share of bytes beyond ASCII below which a text is Western: French has about 5 %, Cyrillic over 70 %."""
_SHORT: Final = 200
"""Bytes below which statistics tell nothing."""
_WESTERN_SHORT: Final = 0.4
"""The same share for such short texts, in which quotation marks weigh more."""
_WIDE: Final = 0.3
"""Share of zero bytes in every second place from which a text without mark is taken for UTF-16."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text made of bytes.

    Attributes:
        text: The text, without a byte order mark; nothing else is changed, line ends neither.
        guessed: Name of the encoding where it was guessed, None where the bytes leave no doubt; for UTF-8 with broken
            characters, which stand as U+FFFD in the text, how many there are.
    """

    text: str
    guessed: str | None = None


def decode(data: bytes) -> Decoded | None:
    r"""Return the text that the bytes are, or None where they are no text.

    UTF-8 and marked UTF-16 and UTF-32 are certain; UTF-16 without mark and everything else is guessed.

    Args:
        data: The whole file.

    Examples:
        >>> decode(b"\xef\xbb\xbfrain\r\n").text
        'rain\r\n'
        >>> decode(b"caf\xe9 closed at noon").guessed
        'cp1252'
        >>> decode(b"\x00\x01\x02\x89PNG") is None
        True
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    wide = _wide(data)
    if wide is not None:
        found = _strict(data, wide)
        return found and Decoded(found.text, wide)
    if _binary(data):
        return None
    return _strict(data, "utf-8") or _damaged(data) or _guess(data)


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError:
        return None


def _wide(data: bytes) -> str | None:
    """Return the kind of UTF-16 that the zeros of Western text betray, or None."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 4 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > _WIDE and even < odd / 10:
        return "utf-16-le"
    return "utf-16-be" if even > _WIDE and odd < even / 10 else None


def _binary(data: bytes) -> bool:
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return b"\x00" in data or controls > _STRAYS * len(data)


def _damaged(data: bytes) -> Decoded | None:
    """Return UTF-8 in which a few bytes are broken, or None where that is not the likeliest."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd") - data.count("\ufffd".encode())
    whole = len(text) - len(text.encode("ascii", errors="ignore")) - text.count("\ufffd")
    # In Western code pages hardly any two bytes happen to form a character of UTF-8.
    return Decoded(text, f"utf-8, {broken} characters broken") if whole > 3 * broken else None


def _guess(data: bytes) -> Decoded | None:
    """Return the text in the likeliest encoding.

    Western text has few bytes beyond ASCII, too few to tell Western code pages apart by statistics: there Windows-1252
    is taken, which Latin-1 is a part of (WHATWG Encoding Standard, "latin1").
    """
    sample = data[:_SAMPLE]
    foreign = sum(1 for byte in sample if byte > 127) / len(sample)
    if foreign < (_WESTERN if len(sample) > _SHORT else _WESTERN_SHORT):
        for encoding in ("cp1252", "latin-1"):
            found = _strict(data, encoding)
            if found:
                return Decoded(found.text, encoding)
    best = from_bytes(sample).best()
    if best is None:
        return None
    return Decoded(data.decode(best.encoding, errors="replace"), best.encoding)
