"""The sources as a picture: who copied whom, and which documents count once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from crossread.case import Case
from crossread.model.finding import Verdict
from crossread.show import wording
from crossread.show.views import reasons_text
from crossread.store.telling import Listed

LEFT, ROW, WIDE = 380, 34, 800
"""Measures of the picture: width of the labels, height of a row, whole width."""
LOOKED: Final = 500
"""Findings of one source that are looked at for what each alone reports."""
ROWS: Final = 40
"""Documents that the picture shows; the page says how many more there are."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A document in the picture."""

    id: str
    label: str
    published: str
    y: float
    lineage: int


@dataclass(frozen=True, slots=True)
class Arc:
    """A line between two documents of one lineage: an arrow from the earlier to the one that copied, or no arrow."""

    path: str
    href: str
    words: str
    arrow: bool
    copied: bool
    width: float


@dataclass(frozen=True, slots=True)
class Copying:
    """The picture.

    Attributes:
        stops: The documents by date, those without any tie left out where there are many.
        arcs: Who copied whom, and who shares a voice or a house.
        height: Of the picture.
        left: How many documents are not shown.
    """

    stops: tuple[Stop, ...]
    arcs: tuple[Arc, ...]
    height: float
    left: int


def copying(case: Case) -> Copying:
    """Return who copied whom, the documents in the order of their dates."""
    documents = sorted(case.listed(), key=lambda item: (item.published or "9", item.path))
    links = case.copies()
    lineages = case.joined_lineages()
    tied = {key for link in links for key in (link.a, link.b)} | {key for item in lineages for key in item.documents}
    wanted = documents if len(documents) <= ROWS else [item for item in documents if item.id in tied]
    shown = wanted[:ROWS]
    rows: dict[str, int] = {document.id: at for at, document in enumerate(shown)}
    numbers: dict[str, int] = {key: at for at, item in enumerate(lineages, 1) for key in item.documents}
    labels: dict[str, str] = {document.id: document.label for document in documents}
    copied: dict[tuple[str, str], list[int]] = {}
    sure: set[tuple[str, str]] = set()
    for link in links:
        copied.setdefault((link.b, link.a), []).append(link.span_a.end - link.span_a.start if link.span_a else 0)
        if any(reason.rule in {"published_later", "credits_source"} for reason in link.reasons):
            sure.add((link.b, link.a))
    arcs = list(_copies(copied, sure, rows, labels))
    for lineage in lineages:
        keys = [key for key in lineage.documents if key in rows]
        keys.sort(key=lambda key: rows[key])
        words = " ".join(reasons_text(lineage.reasons, labels))
        for one, other in pairwise(keys):
            if not {(one, other), (other, one)} & set(copied):
                arcs.append(_arc(one, other, rows, f"Count once. {words}", arrow=False, copied=False, width=1.5))
    stops = tuple(_stop(document, rows[document.id], numbers) for document in shown)
    return Copying(stops, tuple(arcs), ROW * len(shown) + 8, len(documents) - len(shown))


def _stop(document: Listed, row: int, numbers: Mapping[str, int]) -> Stop:
    published = wording.iso_text(document.published)
    return Stop(document.id, document.label, published, ROW * (row + 0.5) + 4, numbers.get(document.id, 0))


def _copies(
    copied: Mapping[tuple[str, str], Sequence[int]],
    sure: set[tuple[str, str]],
    rows: Mapping[str, int],
    labels: Mapping[str, str],
) -> Iterator[Arc]:
    for (one, other), lengths in sorted(copied.items()):
        if one in rows and other in rows:
            told = wording.count_text(len(lengths), "passage")
            arrow = (one, other) in sure
            told += " stands in both" if len(lengths) == 1 else " stand in both"
            words = f"{labels[other]} copied from {labels[one]}" if arrow else f"{labels[one]} and {labels[other]}"
            width = round(min(6.0, 1.5 + sum(lengths) / 400), 1)
            yield _arc(one, other, rows, f"{words}: {told}.", arrow=arrow, copied=True, width=width)


def _arc(  # noqa: PLR0913 - what an arc is
    one: str, other: str, rows: Mapping[str, int], words: str, *, arrow: bool, copied: bool, width: float
) -> Arc:
    y1, y2 = (ROW * (rows[key] + 0.5) + 4 for key in (one, other))
    reach = LEFT + 30 + min(WIDE - LEFT - 60.0, abs(y2 - y1) * 1.1)
    path = f"M {LEFT + 12} {y1} C {reach} {y1}, {reach} {y2}, {LEFT + 14} {y2}"
    return Arc(path, f"/compare?a={one}&b={other}", words, arrow, copied, width)


def alone_rows(case: Case) -> list[tuple[str, str, int, list[tuple[str, str]]]]:
    """Return, for each document, what it alone reports: identifier, label, how much, and the first three questions.

    Of very many findings of one source only those that matter most are looked at.
    """
    only: dict[str, list[tuple[str, str]]] = {}
    for finding in case.findings(verdict=Verdict.SINGLE_SOURCE, limit=LOOKED):
        for key in finding.documents[:1]:
            only.setdefault(key, []).append((finding.id, wording.finding_question(finding)))
    labels: dict[str, str] = {**case.labels()}
    rows = [(key, labels[key], len(found), found[:3]) for key, found in only.items() if key in labels]
    return sorted(rows, key=lambda row: (row[1], row[0]))
