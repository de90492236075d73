"""The timeline: what the statements tell, on an axis by the time told, in a lane per source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from crossread.case import Case
from crossread.model.finding import FindingKind, Verdict
from crossread.model.value import Interval
from crossread.show import wording
from crossread.show.views import Screen
from crossread.store.telling import Dated

LEFT, WIDE, LANE, TOP = 190, 1080, 46, 34
"""Measures of the picture: width of the labels, whole width, least height of a lane, height of the axis."""
LANES: Final = 24
"""Sources that the picture shows; the page says how many more there are."""
LISTED: Final = 120
"""Entries that the list under the picture shows."""
_WIDEST: Final = 366
"""Days; what is told less exactly is counted, not drawn."""
_DOT: Final = 9


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
    """

    x: float
    y: float
    width: float
    href: str
    words: str
    disputed: bool


@dataclass(frozen=True, slots=True)
class Join:
    """A line that joins dates which differ."""

    points: str
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list: when, who, what."""

    when: str
    label: str
    words: str
    href: str


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
        hidden: How many more sources there are.
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
    hidden: int


def timeline(case: Case, start: str, end: str) -> Timeline:
    """Return the timeline from one day to another (ISO); from the first to the last that matter where none is given."""
    told = list({(item.document, item.span): item for item in reversed(case.dated())}.values())[::-1]
    drawn = [item for item in told if _days(item.time) <= _WIDEST]
    lanes = sorted({item.document for item in drawn})
    labels = case.labels()
    lanes.sort(key=lambda key: (labels[key], key))
    first, last = _range(drawn, start, end)
    inside = [
        item
        for item in drawn
        if item.time.start and item.time.end and item.time.end >= first and item.time.start <= last
    ]
    shown = [item for item in inside if item.document in lanes[:LANES]]
    scale = _Scale(first, last)
    screen = Screen(case)
    disputes = _disputes(case)
    disputed = {key for keys, _ in disputes.values() for key in keys}
    rows = _stacked(shown, scale)
    edges: dict[str, tuple[float, float]] = {}
    below: float = TOP
    for key in lanes[:LANES]:
        high = max([LANE, *(10 * (row + 1) + 16 for item, row in rows.items() if item.document == key)])
        edges[key] = (below, below := below + high)
    dots = dict(_dots(rows, edges, scale, screen, disputed))
    entries = sorted((item for item in inside), key=lambda item: (item.time.start or first, _days(item.time), item))
    everything = _ends(drawn)
    return Timeline(
        tuple((f"/documents/{key}", labels[key], sum(edges[key]) / 2, edges[key][1]) for key in lanes[:LANES]),
        tuple(scale.ticks()),
        tuple(dots.values()),
        tuple(_joins(disputes, dots)),
        below + 4,
        first.isoformat(),
        last.isoformat(),
        tuple(scale.parts()),
        (str(everything[0]), str(everything[1])) if everything and everything != (first, last) else None,
        tuple(_entry(item, screen) for item in entries[:LISTED]),
        len(drawn) - len(inside),
        len(told) - len(drawn),
        max(0, len(entries) - LISTED),
        max(0, len(lanes) - LANES),
    )


def _days(time: Interval) -> int:
    return (time.end - time.start).days if time.start and time.end else 10**6


def _ends(items: Iterable[Dated]) -> tuple[date, date] | None:
    times = [(item.time.start, item.time.end) for item in items if item.time.start and item.time.end]
    return (min(start for start, _ in times), max(end for _, end in times)) if times else None


def _range(items: Sequence[Dated], start: str, end: str) -> tuple[date, date]:
    """Return the days to show: those asked for, else those that hold nine in ten of the statements told to a month."""
    try:
        given = date.fromisoformat(start), date.fromisoformat(end)
    except ValueError:
        given = None
    if given and given[0] <= given[1]:
        return given
    exact = sorted(item.time.start for item in items if item.time.start and _days(item.time) <= 31)
    if not exact:
        return _ends(items) or (date(2000, 1, 1), date(2000, 12, 31))
    cut = len(exact) // 20
    low, high = exact[cut], exact[-1 - cut]
    room = max(1, (high - low).days // 20)
    return max(low, date.min + timedelta(room)) - timedelta(room), min(high, date.max - timedelta(room)) + timedelta(
        room
    )


class _Scale:
    """Days on the axis."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self._day = (WIDE - LEFT - 16) / ((last - first).days + 1)

    def x(self, day: date) -> float:
        """Return where a day begins, at the edge where it lies outside."""
        inside = min(max(day, self.first), self.last)
        return round(LEFT + (inside - self.first).days * self._day, 1)

    def width(self, time: Interval) -> float:
        """Return how far an interval reaches, never less than a dot."""
        start, end = time.start or self.first, time.end or self.last
        return round(max(_DOT, self.x(end) + self._day - self.x(start)), 1) if start != end else _DOT

    def ticks(self) -> Iterator[tuple[float, str]]:
        """Yield place and label of each mark: days, months or years, twelve or so."""
        for day, label in self._marks():
            if self.first <= day <= self.last:
                yield self.x(day), label

    def _marks(self) -> Iterator[tuple[date, str]]:
        days = (self.last - self.first).days + 1
        if days <= 80:
            step = max(1, round(days / 10))
            for number in range(0, days, step):
                day = self.first + timedelta(number)
                yield day, f"{day.day} {day:%b}" + (f" {day.year}" if number == 0 else "")
            return
        months = days // 30
        step = next((step for step in (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200) if months / step <= 13), 2400)
        for year in range(self.first.year, self.last.year + 1):
            for month in range(1, 13):
                if ((year * 12 + month - 1) % step) == 0:
                    day = date(year, month, 1)
                    yield day, str(year) if month == 1 or step >= 12 else f"{day:%b} {year}"

    def parts(self) -> Iterator[tuple[str, str, str]]:
        """Yield three parts to look at closer, as long as they are more than a few days."""
        days = (self.last - self.first).days + 1
        if days < 9:
            return
        third = days // 3
        for at, name in enumerate(("first third", "middle third", "last third")):
            start = self.first + timedelta(third * at)
            end = self.last if at == 2 else start + timedelta(third - 1)
            yield start.isoformat(), end.isoformat(), name


def _stacked(items: Iterable[Dated], scale: _Scale) -> dict[Dated, int]:
    """Return the row of each statement in its lane: those that would cover each other stand above each other."""
    ends: dict[str, list[float]] = {}
    rows = {}
    for item in sorted(items, key=lambda item: (item.time.start or date.min, _days(item.time), item)):
        x, taken = scale.x(item.time.start or scale.first), ends.setdefault(item.document, [])
        row = next((row for row, end in enumerate(taken) if end <= x), len(taken))
        taken[row : row + 1] = [x + scale.width(item.time) + 1]
        rows[item] = row
    return rows


def _dots(
    rows: dict[Dated, int], edges: dict[str, tuple[float, float]], scale: _Scale, screen: Screen, disputed: set[str]
) -> Iterator[tuple[str, Dot]]:
    """Yield the statement and its dot, from the middle of its lane up and down."""
    for item, row in rows.items():
        offset = (row + 1) // 2 * (10 if row % 2 else -10)
        y = sum(edges[item.document]) / 2 + offset
        entry = _entry(item, screen)
        x, width = scale.x(item.time.start or scale.first), scale.width(item.time)
        disputes = item.statement in disputed
        yield item.statement, Dot(x, y, width, entry.href, f"{entry.when}: {entry.words}", disputes)


def _entry(item: Dated, screen: Screen) -> Entry:
    document = screen.document(item.document)
    words = " ".join(item.span.of(document.text).split())
    return Entry(interval_text(item.time), document.label, words, f"/documents/{item.document}#at{item.passage}")


def interval_text(time: Interval) -> str:
    """Return an interval as a reader writes it.

    Examples:
        >>> interval_text(Interval(date(2031, 5, 1), date(2031, 5, 31)))
        'May 2031'
        >>> interval_text(Interval(date(2031, 5, 12), date(2031, 5, 12)))
        '12 May 2031'
        >>> interval_text(Interval(date(2031, 1, 1), date(2031, 12, 31)))
        '2031'
    """
    start, end = time.start, time.end
    if start is None or end is None:
        return ""
    if start == end:
        return f"{start.day} {start:%B} {start.year}"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year) if start.year == end.year else f"{start.year} to {end.year}"
    if start.day == 1 and (end + timedelta(1)).day == 1 and (start.year, start.month) == (end.year, end.month):
        return f"{start:%B} {start.year}"
    return f"{start.day} {start:%B} {start.year} to {end.day} {end:%B} {end.year}"


def _disputes(case: Case) -> dict[str, tuple[tuple[str, ...], str]]:
    """Return, for each finding whose dates differ, its statements and its question."""
    found = [*case.findings(kind=FindingKind.DATE, verdict=Verdict.CONTESTED)]
    found += case.findings(kind=FindingKind.DATE, verdict=Verdict.UPDATED)
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
