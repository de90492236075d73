"""Word lists that ship with the package, read when first asked for.

A list is a text file in `crossread/data/lexicon`: words set apart by spaces, `[section]` lines, `#` comments, and a
backslash before a space that belongs to the word. A table is the same with tabs between its columns.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

LEXICON: Final = Path(__file__).parents[1] / "data" / "lexicon"
"""Where the lists lie in the package."""

_KEPT_SPACE: Final = "\x00"


def _lines(name: str) -> list[str]:
    """Return the lines of a list that say something."""
    text = (LEXICON / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def sections(name: str) -> Mapping[str, frozenset[str]]:
    """Return the words of each section of a list; words before any section stand under "".

    Args:
        name: The file without its ending.

    Examples:
        >>> "whether" in sections("closed")["SCONJ"]
        True
    """
    found: dict[str, set[str]] = {}
    here = ""
    for line in _lines(f"{name}.txt"):
        if line.startswith("["):
            here = line.strip("[] ")
            found.setdefault(here, set())
            continue
        words = line.replace("\\ ", _KEPT_SPACE).split()
        found.setdefault(here, set()).update(word.replace(_KEPT_SPACE, " ") for word in words)
    return MappingProxyType({key: frozenset(words) for key, words in found.items()})


@cache
def words(name: str) -> frozenset[str]:
    """Return all words of a list, of whatever section."""
    return frozenset().union(*sections(name).values())


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table, cut at tabs.

    Args:
        name: The file without its ending `.tsv`.
    """
    return tuple(tuple(line.split("\t")) for line in _lines(f"{name}.tsv"))
