"""A mention in the making: what the words tell, before the whole document decides what a name is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from crossread.model.mention import ActorKind, MentionForm
from crossread.model.span import Span

_BEFORE_MARK: Final = re.compile(r" (['’]s?)")
"""The space that stands between a word and its possessive mark where words are joined by single spaces."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A mention in the making.

    Attributes:
        span: The noun phrase.
        head: Its head word.
        form: Name, acronym, demonym, descriptor or pronoun.
        name: As names are compared.
        kind: What it is, where the words alone tell, else None.
        told: What the parse says, or None.
        hint: What the surroundings tell, or None.
    """

    span: Span
    head: Span
    form: MentionForm
    name: str
    kind: ActorKind | None
    told: ActorKind | None = None
    hint: ActorKind | None = None


def normal_name(words: Sequence[str]) -> str:
    """Return a name as names are compared: articles off, white space single.

    Examples:
        >>> normal_name(["the", "Port", "Authority"])
        'Port Authority'
    """
    kept = [word for word in words if word.lower() not in {"the", "a", "an"}]
    return _BEFORE_MARK.sub(r"\1", " ".join(kept or words)).replace(" - ", "-")
