"""Who acts on whom: the matrix, the network, and the statements behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, hypot, pi, sin
from typing import Final

from crossread.case import Case
from crossread.model.account import Account
from crossread.model.event import Act
from crossread.model.statement import AUTHOR, Modality, Polarity
from crossread.show import wording
from crossread.show.people import Roster
from crossread.show.voices import voice_text
from crossread.store import lists, telling

SHOWN: Final = 14
"""Actors in the matrix and in the network; the list below them has all."""
WIDE: Final = 900
"""Width of the network, in its own units."""
_STEPS: Final = 240


@dataclass(frozen=True, slots=True)
class Cell:
    """What one actor is said to do to another.

    Attributes:
        agent: Who acts.
        patient: On whom.
        count: How many statements say so.
        sources: How many documents.
    """

    agent: str
    patient: str
    count: int
    sources: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who acts on whom.

    Attributes:
        agents: Identifier and name of those who act, in the order of the rows.
        patients: Identifier and name of those acted on, in the order of the columns.
        rows: For each agent, a cell for each patient.
        left: How many more actors act or are acted on.
    """

    agents: tuple[tuple[str, str], ...]
    patients: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Cell, ...], ...]
    left: int


@dataclass(frozen=True, slots=True)
class Node:
    """An actor in the network: where its circle stands, and its name, out of the way of the arrows."""

    id: str
    name: str
    x: float
    y: float
    size: float
    name_y: float


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow of the network, from the one who acts to the one acted on, ending at the circle's rim."""

    agent: str
    patient: str
    words: str
    x1: float
    y1: float
    x2: float
    y2: float
    width: float


@dataclass(frozen=True, slots=True)
class Network:
    """Who acts on whom, as a picture."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    height: float


@dataclass(frozen=True, slots=True)
class ActView:
    """One statement in which one actor acts on another.

    Attributes:
        document: Where it stands.
        label: What to call the document.
        words: The clause.
        start: Where its passage begins.
        force: What the statement says of it, where it does not say that it is so: "says that it is not so" …; else "".
        voice: Whose words they are, where they are not the author's; else "".
    """

    document: str
    label: str
    words: str
    start: int
    force: str
    voice: str


@dataclass(slots=True)
class _Pair:
    """What one actor is said to do to another: how many statements by verb, and in which documents."""

    verbs: Counter[str] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)


Pairs = Mapping[tuple[str, str], _Pair]


def _pairs(case: Case, roster: Roster, keys: Sequence[str]) -> Pairs:
    """Return what each of some actors is said to do to each other."""
    pairs: dict[tuple[str, str], _Pair] = {}

    def add(agent: str, patient: str, verb: str, document: str, number: int) -> None:
        pair = pairs.setdefault((agent, patient), _Pair())
        pair.verbs[verb] += number
        pair.documents.add(document)

    for row in case.ask(lambda opened: lists.pairs_acting(opened, keys)):
        verb = wording.act_text(row.verb, Polarity(row.polarity), Modality(row.modality))
        add(row.agent, row.patient, verb, row.document, row.number)
    for act in roster.acts:
        if act.agent in keys and act.patient in keys:
            verb = wording.act_text(act.verb, act.polarity, act.modality)
            add(act.agent, act.patient, verb, act.document, 1)
    return pairs


def matrix_and_network(case: Case, order: str = "", roster: Roster | None = None) -> tuple[Matrix, Network]:
    """Return who acts on whom: those who act or are acted on most often, sorted so, or by "name".

    Args:
        case: The case.
        order: By what to sort.
        roster: The actors of the case, where they are at hand.
    """
    roster = roster or Roster(case)
    top = [row for row in roster.page("acts", SHOWN) if row.acts]
    kept = _pairs(case, roster, [row.id for row in top])
    if order == "name":
        top.sort(key=lambda row: (row.name.casefold(), row.id))
    agents = [row.id for row in top if any(row.id == agent for agent, _ in kept)]
    patients = [row.id for row in top if any(row.id == patient for _, patient in kept)]
    rows = tuple(tuple(_cell(agent, patient, kept) for patient in patients) for agent in agents)
    called = {row.id: row.name for row in top}
    matrix = Matrix(
        tuple((key, called[key]) for key in agents),
        tuple((key, called[key]) for key in patients),
        rows,
        max(0, int(case.ask(lists.counts)["acting"]) - len(top)),
    )
    return matrix, _network(kept, called, Counter({row.id: row.acts for row in top}))


def _cell(agent: str, patient: str, pairs: Pairs) -> Cell:
    pair = pairs.get((agent, patient), _Pair())
    return Cell(agent, patient, pair.verbs.total(), len(pair.documents))


def _network(pairs: Pairs, called: Mapping[str, str], often: Counter[str]) -> Network:
    keys = [key for key in called if any(key in pair for pair in pairs)]
    high = 120.0 + 34 * len(keys)
    places = _laid_out(keys, set(pairs), high)
    most = max((often[key] for key in keys), default=1)
    size = {key: 7 + 11 * (often[key] / most) ** 0.5 for key in keys}
    heights = _names(keys, called, places, size)
    nodes = tuple(Node(key, called[key], *places[key], size[key], heights[key]) for key in keys)
    edges = []
    for (agent, patient), pair in sorted(pairs.items()):
        (x1, y1), (x2, y2) = places[agent], places[patient]
        away = hypot(x2 - x1, y2 - y1) or 1.0
        # Two arrows between the same two lie side by side.
        side = 5.0 if (patient, agent) in pairs else 0.0
        shift = (-(y2 - y1) / away * side, (x2 - x1) / away * side)
        rim = (size[patient] + 5) / away
        number = pair.verbs.total()
        words = ", ".join(verb for verb, _ in sorted(pair.verbs.items(), key=_often)[:4])
        edges.append(
            Edge(
                agent,
                patient,
                f"{called[agent]} → {called[patient]}: {words} ({wording.count_text(number, 'statement')})",
                round(x1 + shift[0], 1),
                round(y1 + shift[1], 1),
                round(x2 - (x2 - x1) * rim + shift[0], 1),
                round(y2 - (y2 - y1) * rim + shift[1], 1),
                round(1 + min(4.0, number / 2), 1),
            )
        )
    return Network(nodes, tuple(edges), high)


def _often(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]


def _names(
    keys: Sequence[str], called: Mapping[str, str], places: Mapping[str, tuple[float, float]], size: Mapping[str, float]
) -> dict[str, float]:
    """Return the height at which each name stands: below its circle or above it, where it covers least."""
    taken = [(x - size[key], y - size[key], x + size[key], y + size[key]) for key, (x, y) in places.items()]
    heights = {}
    for key in keys:
        x, y = places[key]
        half = 3.6 * min(len(called[key]), 28)
        boxes = [(x - half, at - 12, x + half, at + 3) for at in (y + size[key] + 14, y - size[key] - 5)]
        best = min(boxes, key=lambda box: (sum(_covered(box, other) for other in taken), boxes.index(box)))
        taken.append(best)
        heights[key] = round(best[1] + 12, 1)
    return heights


Box = tuple[float, float, float, float]


def _covered(one: Box, other: Box) -> float:
    """Return how much of one box another covers."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide * high if wide > 0 and high > 0 else 0.0


def _laid_out(keys: Sequence[str], pairs: set[tuple[str, str]], high: float) -> dict[str, tuple[float, float]]:
    """Return places by the forces of Fruchterman and Reingold (1991), begun on a circle: the same every time."""
    joined = {frozenset(pair) for pair in pairs}
    places = {
        key: [WIDE / 2 + WIDE / 3 * cos(2 * pi * at / len(keys)), high / 2 + high / 3 * sin(2 * pi * at / len(keys))]
        for at, key in enumerate(keys)
    }
    ideal = 0.6 * (WIDE * high / max(1, len(keys))) ** 0.5
    for step in range(_STEPS):
        moves = {key: _force(key, places, joined, ideal, high) for key in keys}
        reach = WIDE / 10 * (1 - step / _STEPS)
        for key, (dx, dy) in moves.items():
            far = hypot(dx, dy) or 1.0
            places[key][0] += dx / far * min(far, reach)
            places[key][1] += dy / far * min(far, reach)
    across = _fitted([places[key][0] for key in keys], 90.0, WIDE - 90.0)
    down = _fitted([places[key][1] for key in keys], 44.0, high - 36.0)
    return dict(zip(keys, zip(across, down, strict=True), strict=True))


def _fitted(values: Sequence[float], low: float, high: float) -> list[float]:
    """Return values stretched so that the least is `low` and the greatest `high`; in the middle where all are one."""
    least, most = min(values, default=0.0), max(values, default=0.0)
    if most - least < 1:
        return [round((low + high) / 2, 1) for _ in values]
    return [round(low + (value - least) / (most - least) * (high - low), 1) for value in values]


def _force(
    key: str, places: Mapping[str, Sequence[float]], joined: set[frozenset[str]], ideal: float, high: float
) -> tuple[float, float]:
    x, y = places[key]
    # A weak pull to the middle keeps parts that nothing joins from flying apart.
    dx, dy = (WIDE / 2 - x) * 0.25, (high / 2 - y) * 0.5
    for other, (ox, oy) in places.items():
        if other == key:
            continue
        away = max(1.0, hypot(x - ox, y - oy))
        push = ideal * ideal / away
        if frozenset((key, other)) in joined:
            push -= away * away / ideal
        dx += (x - ox) / away * push
        dy += (y - oy) / away * push
    return dx, dy


def act_views(case: Case, agent: str, patient: str, limit: int, offset: int) -> tuple[int, list[ActView]]:
    """Return in how many statements one actor acts on another, and some of them, by document and place."""
    laid = case.overlay.corrected
    if laid.made(agent) or laid.made(patient):
        acts = [act for act in Roster(case).acts if (act.agent, act.patient) == (agent, patient)]
    else:
        acts = case.ask(lambda opened: telling.acts(opened, [agent], [patient]))
    acts = list({act.statement: act for act in acts}.values())
    shown = acts[offset : offset + limit]
    names = case.ask(lambda opened: lists.listed(opened, sorted({act.document for act in shown})))
    speaking = {act.document for act in shown if act.voice != AUTHOR}
    briefs = {document: case.brief(document) for document in sorted(speaking)}
    return len(acts), [_view(case, act, names[act.document].label, briefs.get(act.document)) for act in shown]


def _view(case: Case, act: Act, label: str, account: Account | None) -> ActView:
    words = case.ask(lambda opened: telling.words(opened, act.document, act.span))
    start = case.ask(lambda opened: telling.passage_start(opened, act.passage))
    force = wording.force_text(act.polarity, act.modality)
    voice = voice_text(account, act.voice) if account else ""
    at = act.span.start if start is None else start
    return ActView(act.document, label, " ".join(words.split()), at, force, voice)
