"""The sources as a picture: who copied whom, and which documents count once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from urllib.parse import urlencode

from crossread.case import Case
from crossread.model.finding import Verdict
from crossread.model.link import Link
from crossread.model.reason import Reason
from crossread.show import wording
from crossread.show.screen import Names, reasons_text
from crossread.store import lists, telling

LEFT, ROW, WIDE = 380, 34, 800
"""Measures of the picture: width of the labels, height of a row, whole width."""
ROWS: Final = 40
"""Rows that the picture shows; the page says how many more there are. Of more documents, their sources are shown."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A document (or, of many, a source) in the picture."""

    href: str
    label: str
    published: str
    y: float
    tied: bool


@dataclass(frozen=True, slots=True)
class Arc:
    """A line between two of one lineage: an arrow from the earlier to the one that copied, or no arrow."""

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
        stops: The documents by date, those without any tie left out where there are many; or their sources.
        arcs: Who copied whom, and who shares a voice or a house.
        height: Of the picture.
        left: How many documents or sources are not shown.
        sources: Whether sources are shown instead of documents.
    """

    stops: tuple[Stop, ...]
    arcs: tuple[Arc, ...]
    height: float
    left: int
    sources: bool


@dataclass(frozen=True, slots=True)
class _Tie:
    """What joins two rows: how many passages of how many characters, or, with none, why they count once."""

    one: str
    other: str
    passages: int
    chars: int
    sure: bool
    href: str
    why: tuple[Reason, ...] = ()


def copies_of(case: Case, document: str) -> list[Link]:
    """Return the links that say what a document copied, or what was copied from it; none that readers rejected."""
    rejected = case.overlay.without("link")
    return [link for link in case.ask(lambda opened: telling.links_of(opened, document)) if link.id not in rejected]


def copying(case: Case) -> Copying:
    """Return who copied whom, in the order of the dates of publication."""
    ties = list(_ties(case))
    many = case.ask(lists.counts)["documents"] > ROWS
    stops, ties = _by_source(case, ties) if many else _by_document(case, ties)
    tied = {key for tie in ties for key in (tie.one, tie.other)}
    shown = [stop for stop in stops if stop[0] in tied or not many][:ROWS]
    rows = {stop[0]: at for at, stop in enumerate(shown)}
    drawn = tuple(
        Stop(href, label, wording.iso_text(day), ROW * (rows[key] + 0.5) + 4, key in tied)
        for key, href, label, day in shown
    )
    labels = {key: label for key, _, label, _ in shown}
    names = Names(case)
    arcs = tuple(_arc(tie, rows, labels, names) for tie in ties if tie.one in rows and tie.other in rows)
    return Copying(drawn, arcs, ROW * len(shown) + 8, len(stops) - len(shown), many)


def _ties(case: Case) -> Iterator[_Tie]:
    """Yield who copied from whom, and who else stands in one lineage, by documents."""
    copied = case.ask(lambda opened: lists.copied(opened, case.overlay.without("link")))
    joined = {frozenset((one, other)) for one, other, *_ in copied}
    for one, other, passages, chars, sure in copied:
        yield _Tie(one, other, passages, chars, sure, f"/compare?a={one}&b={other}")
    for _, lineage in case.ask(lists.joined_lineages):
        for one, other in pairwise(lineage.documents):
            if frozenset((one, other)) not in joined:
                href = f"/compare?a={one}&b={other}"
                yield _Tie(one, other, 0, 0, sure=False, href=href, why=lineage.reasons)


Row = tuple[str, str, str, str]
"""Of a row: its key, where it leads, what it is called, its date."""


def _by_document(case: Case, ties: Sequence[_Tie]) -> tuple[list[Row], list[_Tie]]:
    found = sorted(case.ask(lists.documents), key=lambda item: (item.published or "9", item.path))
    return [(item.id, f"/documents/{item.id}", item.label, item.published) for item in found], list(ties)


def _by_source(case: Case, ties: Sequence[_Tie]) -> tuple[list[Row], list[_Tie]]:
    """Return the sources with what joins their documents."""
    names = Names(case)
    names.learn(key for tie in ties for key in (tie.one, tie.other))
    both: dict[tuple[str, str], _Tie] = {}
    for tie in ties:
        one, other = names.get(tie.one, ""), names.get(tie.other, "")
        if one and other and one != other:
            old = both.get((one, other), _Tie(one, other, 0, 0, sure=False, href=tie.href, why=tie.why))
            sure, passages = old.sure or tie.sure, old.passages + tie.passages
            both[one, other] = _Tie(one, other, passages, old.chars + tie.chars, sure, old.href, old.why)
    found = sorted(case.ask(lists.sources), key=lambda row: (row.first or "9", row.label))
    rows = [(row.label, f"/findings?{urlencode({'source': row.label})}", row.label, row.first) for row in found]
    return rows, list(both.values())


def _arc(tie: _Tie, rows: Mapping[str, int], labels: Mapping[str, str], names: Names) -> Arc:
    y1, y2 = (ROW * (rows[key] + 0.5) + 4 for key in (tie.one, tie.other))
    reach = LEFT + 30 + min(WIDE - LEFT - 60.0, abs(y2 - y1) * 1.1)
    path = f"M {LEFT + 12} {y1} C {reach} {y1}, {reach} {y2}, {LEFT + 14} {y2}"
    one, other = labels[tie.one], labels[tie.other]
    if not tie.passages:
        why = " ".join(reasons_text(tie.why, names))
        return Arc(path, tie.href, f"{one} and {other} count once. {why}", arrow=False, copied=False, width=1.5)
    told = wording.count_text(tie.passages, "passage")
    told += " stands in both" if tie.passages == 1 else " stand in both"
    words = f"{other} copied from {one}" if tie.sure else f"{one} and {other}"
    width = round(min(6.0, 1.5 + tie.chars / 400), 1)
    return Arc(path, tie.href, f"{words}: {told}.", arrow=tie.sure, copied=True, width=width)


@dataclass(frozen=True, slots=True)
class Alone:
    """What one source alone reports: how much, and the first questions with their findings."""

    label: str
    number: int
    first: tuple[tuple[str, str], ...]


def alone_rows(case: Case, limit: int) -> list[Alone]:
    """Return what some sources alone report: those that report most."""
    found: list[Alone] = []
    for row in case.ask(lambda opened: lists.sources(opened, "alone", limit)):
        if row.alone:
            top = case.findings(verdict=Verdict.SINGLE_SOURCE, source=row.label, limit=3)
            first = tuple((one.id, wording.finding_question(one)) for one in top)
            found += [Alone(row.label, row.alone, first)] if first else []
    return sorted(found, key=lambda item: item.label.casefold())
