"""The sources of a case: what there is of each, and what they have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from crossread.case import Case
from crossread.show import wording
from crossread.store import lists
from crossread.store.lists import SourceRow

FEW: Final = 30
"""Sources up to which each has a row and a column in the table of what they have in common."""


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
