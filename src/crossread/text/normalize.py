"""One form for characters that are written in several: quotation marks, dashes, spaces, accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from crossread.text.offsets import Edit, OffsetMap

_SAME: Final = {
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‘’‚‛′ʼ`´", "'"),  # noqa: RUF001 - that they look alike is the point
    **dict.fromkeys("‐‑‒–—―−", "-"),  # noqa: RUF001
    **dict.fromkeys(
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
    ),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff", ""),
    "…": "...",
    "\u2028": "\n",
    "\u2029": "\n",
    "\u0085": "\n",
    "\r\n": "\n",
    "\r": "\n",
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
}
"""What is written in place of what."""
_ODD: Final = re.compile("\r\n|[" + re.escape("".join(sign for sign in _SAME if len(sign) == 1)) + "]")
_BEYOND: Final = re.compile(r"(?s).?[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class Normalized:
    """A text in one form.

    Attributes:
        text: The clean text.
        offsets: Where each of its characters stands in the raw text, and back.
    """

    text: str
    offsets: OffsetMap


def normalize(raw: str) -> Normalized:
    r"""Return a text with quotation marks, dashes, spaces, line ends and ligatures each in one form, and in NFC.

    Characters that show nothing (soft hyphens, zero-width spaces, marks of direction) are left out. Letters, their case
    and their accents stay. Normalizing twice is the same as once. Takes time in proportion to the length.

    Args:
        raw: Any text.

    Examples:
        >>> done = normalize("“We’ll\u00a0see” – she said…")
        >>> done.text
        '"We\'ll see" - she said...'
        >>> done.offsets.to_raw(22, 25)
        (22, 23)
    """
    # NFC first, for it makes quotation marks of some characters; and last, for accents may have come to their letters.
    done = Normalized(raw, OffsetMap(()))
    for changes in (_accents, _signs, _accents):
        done = _changed(done, changes(done.text))
    return done


def _changed(before: Normalized, changes: Iterable[tuple[int, int, str]]) -> Normalized:
    parts: list[str] = []
    edits: list[Edit] = []
    done = 0
    for start, end, clean in changes:
        parts += (before.text[done:start], clean)
        edits.append(Edit(start, end, len(clean)))
        done = end
    if not edits:
        return before
    parts.append(before.text[done:])
    return Normalized("".join(parts), OffsetMap(edits, before.offsets))


def _signs(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _ODD.finditer(text):
        yield match.start(), match.end(), _SAME[match[0]]


def _accents(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each letter with accents that is not in NFC, and what it is there."""
    if unicodedata.is_normalized("NFC", text):
        return
    for match in _BEYOND.finditer(text):
        first = match.start()
        for place in (*range(first + 1, match.end()), match.end()):
            if place == match.end() or not _joins(text[place]):
                piece = text[first:place]
                clean = unicodedata.normalize("NFC", piece)
                if clean != piece:
                    yield first, place, clean
                first = place


def _joins(sign: str) -> bool:
    """Return whether a character is part of the letter before it: an accent, a vowel sign, a Hangul vowel or final."""
    return unicodedata.category(sign) in {"Mn", "Mc"} or "\u1160" <= sign <= "\u11ff"
