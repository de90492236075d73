"""Characters that command a terminal or turn the direction of writing, made visible instead of obeyed."""

from __future__ import annotations

import unicodedata
from typing import Final

_KEPT: Final = "\n\t"
_TURNING: Final = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SIGN: Final = "\ufffd"

_VISIBLE: Final = {
    **{code: _SIGN for code in range(0xA0) if unicodedata.category(chr(code)) == "Cc" and chr(code) not in _KEPT},
    **dict.fromkeys(map(ord, _TURNING), _SIGN),
    **dict.fromkeys(range(55296, 57344), _SIGN),  # lone surrogates: no terminal can write them
}


def visible(text: str) -> str:
    r"""Return `text` with every control character, direction mark and lone surrogate as U+FFFD; length stays.

    Line ends and tabs stay. The marks are those of Unicode's bidirectional algorithm (UAX #9); a text could use them
    to show words in another order than they stand in.

    Examples:
        >>> visible("red \x1b[31m\u202eabc") == "red \ufffd[31m\ufffdabc"
        True
    """
    return text.translate(_VISIBLE)
