"""The timeline: what the statements tell, on an axis by the time told, in a lane per source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from crossread.case import Case
from crossread.model.finding import FindingKind, Verdict
from crossread.model.value import Interval
from crossread.show import wording
from crossread.show.axis import LANE, TOP, Scale, interval_text
from crossread.store import lists, telling
from crossread.store.telling import Dated

LANES: Final = 24
"""Sources on one page of the picture."""
LISTED: Final = 120
"""Entries that the list under the picture shows."""
DOTS: Final = 500
"""Statements that the picture shows one by one; more are gathered where they would cover each other."""
DISPUTES: Final = 20
"""Findings on differing dates that the page names."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A statement in the picture.

    Attributes:
        x: Its left edge.
        y: Its middle.
        width: How far it reaches: a dot for a day, a bar for a month.
        href: The words in the document.
        words: When, and what is told.
        disputed: Whether a finding says that the dates differ.
        number: How many statements it stands for.
    """

    x: float
    y: float
    width: float
    href: str
    words: str
    disputed: bool
    number: int = 1


@dataclass(frozen=True, slots=True)
class Join:
    """A line that joins dates which differ."""

    points: str
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list: when, who, what.

    Attributes:
        when: The time told.
        label: Who tells it.
        words: What happens then.
        passage: The passage in which it stands.
        marks: Where what happens stands in the passage.
        href: The passage in the document.
        force: What the account says of it, where it does not say that it is so; else "".
    """

    when: str
    label: str
    words: str
    passage: str
    marks: tuple[tuple[int, int], ...]
    href: str
    force: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The page.

    Attributes:
        lanes: Address, label, middle and lower edge of each lane.
        ticks: Place and label of each mark of the axis.
        dots: The statements.
        joins: The differing dates.
        height: Of the picture.
        start: First day shown, ISO.
        end: Last day shown, ISO.
        closer: For each part that one may look at closer: its first and last day, and its name.
        whole: First and last day of everything that is told, or None where it is all shown.
        entries: The same as a list, in order of time.
        outside: How many statements lie outside the days shown.
        vague: How many are told less exactly than to a year.
        left: How many more entries the list would have.
        gathered: Whether a dot may stand for several statements.
        number: Which page of sources this is, from 1.
        pages: How many there are.
        sources: All sources that tell of something in these days, to choose from; none where there are too many.
        differing: Questions on dates that differ, with their findings.
    """

    lanes: tuple[tuple[str, str, float, float], ...]
    ticks: tuple[tuple[float, str], ...]
    dots: tuple[Dot, ...]
    joins: tuple[Join, ...]
    height: float
    start: str
    end: str
    closer: tuple[tuple[str, str, str], ...]
    whole: tuple[str, str] | None
    entries: tuple[Entry, ...]
    outside: int
    vague: int
    left: int
    gathered: bool
    number: int
    pages: int
    sources: tuple[str, ...]
    differing: tuple[tuple[str, str], ...]


def timeline(  # noqa: PLR0913 - what a reader chooses
    case: Case, start: str, end: str, source: str = "", number: int = 1, *, listed: int = LISTED
) -> Timeline:
    """Return the timeline from one day to another, in a lane per source.

    Args:
        case: The case.
        start: First day (ISO); where it is none, the days that matter are chosen.
        end: Last day.
        source: Only what this source tells; "" for all.
        number: Which page of sources, from 1.
        listed: How many statements the list below has.
    """
    counted = case.ask(lists.counts)
    first, last = _range(counted, start, end)
    days = case.ask(lambda opened: telling.days_told(opened, first.isoformat(), last.isoformat()))
    told: Counter[str] = Counter()
    for label, _, _, many in days:
        told[label] += many
    labels = sorted(told, key=lambda label: (-told[label] if len(told) > LANES else 0, label.casefold()))
    chosen = [source] if source in told else labels
    pages = max(1, -(-len(chosen) // LANES))
    number = min(max(1, number), pages)
    lanes = sorted(chosen[(number - 1) * LANES : number * LANES], key=str.casefold)
    return _drawn(case, counted, days, lanes, (first, last), (number, pages, source, tuple(labels)), listed)


def _drawn(  # noqa: PLR0913 - the parts of one picture
    case: Case,
    counted: Mapping[str, Any],
    days: Sequence[tuple[str, str, str, int]],
    lanes: Sequence[str],
    span: tuple[date, date],
    paging: tuple[int, int, str, tuple[str, ...]],
    listed: int,
) -> Timeline:
    number, pages, source, labels = paging
    start, end = span[0].isoformat(), span[1].isoformat()
    scale = Scale(*span)
    here = [row for row in days if row[0] in set(lanes)]
    gathered = sum(row[3] for row in here) > DOTS
    disputes = _disputes(case, start, end)
    if gathered:
        rows = _gathered(here, scale)
        edges, below = _edges(lanes, [(label, 0) for label, *_ in rows])
        dots = {str(at): _crowd(row, edges, scale, source) for at, row in enumerate(rows)}
    else:
        items = case.ask(lambda opened: telling.dated(opened, start, end, lanes, DOTS))
        stacked = _stacked(items, scale)
        edges, below = _edges(lanes, [(item.label, row) for item, row in stacked.items()])
        disputed = {key for keys, _ in disputes.values() for key in keys}
        dots = dict(_dots(case, stacked, edges, scale, disputed))
    inside = sum(row[3] for row in days if source in {"", row[0]})
    only = [source] if source else None
    entries = case.ask(lambda opened: telling.dated(opened, start, end, only, listed))
    everything = (counted["told first"], counted["told last"])
    return Timeline(
        tuple((_of_source(label), label, sum(edges[label]) / 2, edges[label][1]) for label in lanes),
        tuple(scale.ticks()),
        tuple(dots.values()),
        tuple(_joins(disputes, dots)),
        below + 4,
        start,
        end,
        tuple(scale.parts()),
        everything if everything[0] and everything != (start, end) else None,
        tuple(_gathered_entries(_entry(case, item) for item in entries)),
        0 if source else counted["drawn"] - inside,
        counted["vague"],
        max(0, inside - len(entries)),
        gathered,
        number,
        pages,
        labels if len(labels) <= CHOICES else (),
        tuple((f"/findings/{key}", question) for key, (_, question) in disputes.items()),
    )


CHOICES: Final = 500
"""Sources that a list to choose from offers."""


def _of_source(label: str) -> str:
    return f"/findings?{urlencode({'source': label})}"


def _edges(lanes: Sequence[str], rows: Iterable[tuple[str, int]]) -> tuple[dict[str, tuple[float, float]], float]:
    """Return the upper and lower edge of each lane, high enough for its rows, and where the last one ends."""
    most: dict[str, int] = {}
    for label, row in rows:
        most[label] = max(most.get(label, 0), row)
    edges: dict[str, tuple[float, float]] = {}
    below: float = TOP
    for label in lanes:
        high = max(LANE, 10 * (most.get(label, 0) + 1) + 16)
        edges[label] = (below, below := below + high)
    return edges, below


def _gathered(days: Iterable[tuple[str, str, str, int]], scale: Scale) -> list[tuple[str, date, date, int]]:
    """Return source, first and last day, and number of the statements whose dots would touch."""
    found: list[tuple[str, date, date, int]] = []
    for label, start, end, number in days:  # by source and day
        begin, stop = date.fromisoformat(start), date.fromisoformat(end)
        last = found[-1] if found and found[-1][0] == label else None
        if last and scale.x(begin) - scale.x(last[1]) < _GAP:
            found[-1] = (label, last[1], max(last[2], stop), last[3] + number)
        else:
            found.append((label, begin, stop, number))
    return found


_GAP: Final = 26
"""Least way between two gathered dots."""


def _crowd(
    row: tuple[str, date, date, int], edges: Mapping[str, tuple[float, float]], scale: Scale, source: str
) -> Dot:
    """Return the dot for gathered statements; it leads closer, or, where it is one day, to its list."""
    label, start, end, number = row
    when = interval_text(Interval(start, end))
    days = {"from": start.isoformat(), "to": end.isoformat(), "source": source or label}
    size = min(13.0, 5 + 2 * number**0.35)
    return Dot(
        scale.x(start),
        sum(edges[label]) / 2,
        size,
        f"/timeline?{urlencode(days)}",
        f"{label}, {when}: {wording.count_text(number, 'statement')}",
        disputed=False,
        number=number,
    )


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def _range(counted: Mapping[str, Any], start: str, end: str) -> tuple[date, date]:
    """Return the days to show: those asked for, else those that hold nine in ten of the statements told to a month."""
    given = _day(start), _day(end)
    if given[0] and given[1] and given[0] <= given[1]:
        return given[0], given[1]
    low, high = _day(counted["told low"]), _day(counted["told high"])
    if low is None or high is None:
        first, last = _day(counted["told first"]), _day(counted["told last"])
        return (first, last) if first and last else (date(2000, 1, 1), date(2000, 12, 31))
    room = max(1, (high - low).days // 20)
    return max(low, date.min + timedelta(room)) - timedelta(room), min(high, date.max - timedelta(room)) + timedelta(
        room
    )


def _stacked(items: Iterable[Dated], scale: Scale) -> dict[Dated, int]:
    """Return the row of each statement in its lane: those that would cover each other stand above each other."""
    ends: dict[str, list[float]] = {}
    rows = {}
    for item in items:
        x, taken = scale.x(item.time.start or scale.first), ends.setdefault(item.label, [])
        row = next((row for row, end in enumerate(taken) if end <= x), len(taken))
        taken[row : row + 1] = [x + scale.width(item.time) + 1]
        rows[item] = row
    return rows


def _dots(
    case: Case, rows: dict[Dated, int], edges: dict[str, tuple[float, float]], scale: Scale, disputed: set[str]
) -> Iterator[tuple[str, Dot]]:
    """Yield the statement and its dot, from the middle of its lane up and down."""
    for item, row in rows.items():
        offset = (row + 1) // 2 * (10 if row % 2 else -10)
        y = sum(edges[item.label]) / 2 + offset
        entry = _entry(case, item)
        x, width = scale.x(item.time.start or scale.first), scale.width(item.time)
        yield item.statement, Dot(x, y, width, entry.href, f"{entry.when}: {entry.words}", item.statement in disputed)


def _entry(case: Case, item: Dated) -> Entry:
    passage = case.ask(lambda opened: telling.passage(opened, item.document, item.passage))
    start, end = item.span.start - item.passage, min(item.span.end - item.passage, len(passage))
    words = " ".join(passage[start:end].split())
    href = f"/documents/{item.document}#at{item.passage}"
    force = wording.force_text(*case.ask(lambda opened: telling.force(opened, item.statement)))
    return Entry(interval_text(item.time), item.label, words, passage, ((start, end),), href, force)


def _gathered_entries(entries: Iterable[Entry]) -> list[Entry]:
    """Return each passage once for each time that it tells of, all that happens then marked."""
    found: dict[tuple[str, str, str], Entry] = {}
    for entry in entries:
        known = found.get((entry.when, entry.href, entry.force))
        marks = sorted({*(known.marks if known else ()), *entry.marks})
        apart = [mark for at, mark in enumerate(marks) if not at or mark[0] >= max(end for _, end in marks[:at])]
        found[entry.when, entry.href, entry.force] = replace(entry, marks=tuple(apart))
    return list(found.values())


def _disputes(case: Case, start: str, end: str) -> dict[str, tuple[tuple[str, ...], str]]:
    """Return, for each finding whose dates differ, its statements and its question: those that matter most."""
    found = [
        finding
        for verdict in (Verdict.CONTESTED, Verdict.UPDATED)
        for finding in case.findings(kind=FindingKind.DATE, verdict=verdict, since=start, until=end, limit=DISPUTES)
    ]
    return {
        finding.id: (
            tuple(item.statement for answer in finding.answers for item in answer.evidence if item.statement),
            wording.finding_question(finding),
        )
        for finding in found
    }


def _joins(disputes: dict[str, tuple[tuple[str, ...], str]], dots: dict[str, Dot]) -> Iterator[Join]:
    for finding, (keys, question) in disputes.items():
        places = sorted({(dots[key].y, dots[key].x + dots[key].width / 2) for key in keys if key in dots})
        if len(places) > 1:
            yield Join(" ".join(f"{x:.1f},{y:.1f}" for y, x in places), f"/findings/{finding}", question)
