"""Everything that was read off one document, together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

from crossread.errors import Notice
from crossread.model.document import Document, Passage, PassageId
from crossread.model.link import Link
from crossread.model.mention import DateMention, Figure, Mention
from crossread.model.statement import Attribution, Quotation, Statement

Vector = NewType("Vector", bytes)
"""A sentence vector of unit length, as little-endian 16-bit floats."""


@dataclass(frozen=True, slots=True)
class Account:
    """What extraction makes of one document; the rooms after it need nothing else.

    All records are sorted by where they stand; `links` joins mentions within the document (`same_actor`).

    Attributes:
        document: The document itself.
        passages: Its passages.
        vectors: For each passage, in the same order, its sentence vector.
        mentions: Words that name actors.
        dates: Time expressions.
        figures: Quantities.
        quotations: Words in quotation marks.
        attributions: Indirect speech, hearsay.
        statements: Who says what happened.
        links: Which mentions name the same actor.
        notices: Trouble met on the way.
    """

    document: Document
    passages: tuple[Passage, ...] = ()
    vectors: tuple[Vector, ...] = ()
    mentions: tuple[Mention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    figures: tuple[Figure, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    statements: tuple[Statement, ...] = ()
    links: tuple[Link, ...] = ()
    notices: tuple[Notice, ...] = ()

    def vector_of(self, passage: PassageId) -> Vector | None:
        """Return the vector of a passage, or None where it has none."""
        for known, vector in zip(self.passages, self.vectors, strict=False):
            if known.id == passage:
                return vector
        return None
