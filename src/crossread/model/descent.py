"""Whose telling a stretch of text is: passage by passage, since a document may copy some and report the rest itself."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from crossread.model.document import DocumentId
from crossread.model.link import Lineage, LineageId, Link, LinkKind
from crossread.model.span import Span

PARTLY_COPIED: Final = "partly_copied"
"""The rule of a lineage's reason that joins two documents for some passages only; its `documents` input names them."""


@dataclass(frozen=True, slots=True)
class Descent:
    """For every stretch of every document, whose telling it is.

    A statement in a copied stretch is told by the document it was copied from. All else is told by the document itself,
    together with those that it is one with as a whole (same text, same family, mostly copied).

    Attributes:
        lineages: The lineage of each document.
        tellers: For each document, the first of those that it is one with as a whole.
        copies: For each document, its copied stretches with the document and place they were copied from, sorted.
    """

    lineages: Mapping[DocumentId, LineageId]
    tellers: Mapping[DocumentId, DocumentId]
    copies: Mapping[DocumentId, tuple[tuple[Span, DocumentId, Span], ...]]

    @classmethod
    def of(cls, lineages: Iterable[Lineage], links: Iterable[Link]) -> Descent:
        """Return the descent that these lineages and the `reuses` links among `links` give."""
        lineages = tuple(lineages)
        copies: dict[DocumentId, list[tuple[Span, DocumentId, Span]]] = {}
        for link in links:
            if link.kind is LinkKind.REUSES and link.span_a is not None and link.span_b is not None:
                copies.setdefault(DocumentId(link.a), []).append((link.span_a, DocumentId(link.b), link.span_b))
        return cls(
            {document: lineage.id for lineage in lineages for document in lineage.documents},
            {document: teller for lineage in lineages for document, teller in _tellers(lineage).items()},
            {document: tuple(sorted(found)) for document, found in copies.items()},
        )

    def origin(self, document: DocumentId, span: Span) -> DocumentId:
        """Return the document that the words at `span` come from, through copies of copies.

        A stretch counts as copied where at least half of it is.
        """
        seen = {document}
        while True:
            source = self._source(document, span)
            if source is None or source[0] in seen:
                return document
            document, span = source
            seen.add(document)

    def _source(self, document: DocumentId, span: Span) -> tuple[DocumentId, Span] | None:
        """Return where the words at `span` were copied from, one step back, or None."""
        found = self.copies.get(document, ())
        ahead = bisect_right(found, span.end, key=lambda copy: copy[0].start)
        best: tuple[int, DocumentId, Span] | None = None
        for here, origin, there in found[:ahead]:
            shared = min(here.end, span.end) - max(here.start, span.start)
            if 2 * shared >= span.length and (best is None or (-shared, origin) < (-best[0], best[1])):
                best = (shared, origin, _moved(span, here, there))
        return None if best is None else best[1:]

    def teller(self, document: DocumentId, span: Span) -> DocumentId:
        """Return the document that stands for whoever tells the words at `span`; independent tellings differ in it.

        Raises:
            KeyError: If `document` is in no lineage.
        """
        return self.tellers[self.origin(document, span)]

    def lineage_at(self, document: DocumentId, span: Span) -> LineageId:
        """Return the lineage that the words at `span` count for.

        Raises:
            KeyError: If `document` is in no lineage.
        """
        return self.lineages[self.origin(document, span)]


def _tellers(lineage: Lineage) -> dict[DocumentId, DocumentId]:
    """Return, for each document of a lineage, the first of those that it is one with as a whole."""
    teller = {document: document for document in lineage.documents}
    for reason in lineage.reasons:
        named = dict(reason.inputs).get("documents", "").split()
        if reason.rule == PARTLY_COPIED or len(named) != 2:
            continue
        old = sorted(teller[DocumentId(document)] for document in named)
        teller = {document: old[0] if first == old[1] else first for document, first in teller.items()}
    return teller


def _moved(span: Span, here: Span, there: Span) -> Span:
    """Return where `span`, which stands in the copy `here`, stands in the original `there`, about."""
    scale = there.length / here.length
    start = there.start + round(max(0, span.start - here.start) * scale)
    start = min(start, there.end - 1)
    return Span(start, max(start + 1, min(there.end, start + span.length)))
