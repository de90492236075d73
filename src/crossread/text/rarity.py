"""How much a shared word tells: rare words much, common ones little."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import log
from typing import Final

_RAREST: Final = 2.0
"""Paragraphs in 10,000 below which a word is as rare as can be; words that the list lacks stand in about that many."""


@cache
def _frequencies() -> Mapping[str, float]:
    """Return, for each common word, in how many of 10,000 paragraphs it stands; read once."""
    text = (files("crossread") / "data" / "rarity" / "words.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {word: float(count) for word, count in rows}


def rarity(lemma: str) -> float:
    """Return how rare a word is in English: 0 (in every paragraph) to 1 (hardly ever met).

    Args:
        lemma: Lower case; of a verb with its particle ("take_over") the verb counts.

    Examples:
        >>> rarity("make") < rarity("collapse") < rarity("hawser")
        True
    """
    count = _frequencies().get(lemma.split("_", maxsplit=1)[0], _RAREST)
    return log(10_000 / max(min(count, 10_000), _RAREST)) / log(10_000 / _RAREST)
