"""What the reading room shows beyond the findings: the synopsis by document, and what sources have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from crossread.case import Case
from crossread.show import wording
from crossread.show.views import EvidenceView, FindingView
from crossread.store import lists
from crossread.store.lists import SourceRow

FEW: Final = 30
"""Sources up to which each has a row and a column in the table of what they have in common."""


@dataclass(frozen=True, slots=True)
class Column:
    """One document in the synopsis of a finding.

    Attributes:
        document: Its identifier.
        label: What to call it.
        published: Its date in words.
        lineage: Number of its lineage, from 1.
        rows: For each of its places: what it answers, and the evidence.
        joined: Whether the column before it is of the same lineage.
    """

    document: str
    label: str
    published: str
    lineage: int
    rows: tuple[tuple[str, EvidenceView], ...]
    joined: bool


def evidence_columns(case: Case, view: FindingView) -> tuple[Column, ...]:
    """Return the evidence of a finding by document, in the order of publication, a lineage together."""
    rows: dict[str, list[tuple[str, EvidenceView]]] = {}
    for answer in view.answers:
        for item in answer.evidence:
            rows.setdefault(item.document, []).append((wording.camp_text(answer.label, item.words), item))
    documents = case.ask(lambda opened: lists.listed(opened, list(rows))).values()
    ordered = sorted(documents, key=lambda document: (document.published or "9", document.path))
    # Documents of one lineage stand beside each other, where the first of them stands.
    first: dict[int, int] = {}
    for at, document in enumerate(ordered):
        first.setdefault(document.lineage, at)
    ordered.sort(key=lambda document: first[document.lineage])
    before = [0, *(document.lineage for document in ordered)]
    return tuple(
        Column(
            document.id,
            document.label,
            wording.iso_text(document.published),
            document.lineage,
            tuple(sorted(rows[document.id], key=lambda row: row[1].start)),
            last == document.lineage,
        )
        for document, last in zip(ordered, before, strict=False)
    )


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many findings rest on each two sources.

    Attributes:
        labels: The sources: all of them, or those on which most findings rest.
        rows: For each of them, in the same order: how many findings rest on it and on each.
        left: How many more sources there are.
    """

    labels: tuple[str, ...]
    rows: tuple[tuple[int, ...], ...]
    left: int


def overlap(case: Case) -> Overlap:
    """Return what sources have in common."""
    found = case.ask(lambda opened: lists.sources(opened, "findings", FEW))
    found.sort(key=lambda row: row.label.casefold())
    labels = tuple(row.label for row in found)
    together = case.ask(lambda opened: lists.overlap(opened, labels))
    own = {(row.label, row.label): row.findings for row in found}
    both = {**together, **own}
    rows = tuple(tuple(both.get((one, other), 0) for other in labels) for one in labels)
    return Overlap(labels, rows, case.ask(lists.counts)["sources"] - len(labels))


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source in the list of sources.

    Attributes:
        row: What there is of it.
        dates: First and last date of its documents, in words.
        document: Identifier of its one document, or "" where it has several.
    """

    row: SourceRow
    dates: str
    document: str


def source_views(case: Case, order: str, limit: int, offset: int) -> list[SourceView]:
    """Return some of the sources with what there is of each."""
    found = case.ask(lambda opened: lists.sources(opened, order, limit, offset))
    return [SourceView(row, _span(row), _only(case, row)) for row in found]


def _span(row: SourceRow) -> str:
    first, last = wording.iso_text(row.first), wording.iso_text(row.last)
    return first if first == last else f"{first} to {last}"


def _only(case: Case, row: SourceRow) -> str:
    return case.ask(lambda opened: lists.document_named(opened, row.label)) or "" if row.documents == 1 else ""
