"""Actors on the screen: the list of all, and who acts on whom, as a matrix and as a network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin
from typing import Final

from crossread.case import Case
from crossread.model.link import Actor
from crossread.show import wording
from crossread.store.telling import Act

SHOWN: Final = 14
"""Actors in the matrix and in the network; the list below them has all."""
WIDE: Final = 900
"""Width of the network, in its own units."""
_STEPS: Final = 240


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor in the list.

    Attributes:
        id: Its identifier.
        name: Its name.
        kind: Person, organisation ….
        documents: How many documents name it.
        mentions: How often it is named, pronouns left out.
        labels: What it is called most, with counts.
    """

    id: str
    name: str
    kind: str
    documents: int
    mentions: int
    labels: tuple[tuple[str, int], ...]


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
    """One statement in which one actor acts on another."""

    document: str
    label: str
    words: str
    start: int
    negative: bool


def actor_list(case: Case, sort: str) -> list[ActorRow]:
    """Return all actors that a document or a reader calls something.

    Args:
        case: The case.
        sort: "name", "kind", "documents", or (else) how often they are named.
    """
    named: dict[str, Counter[str]] = {}
    where: dict[str, set[str]] = {}
    for key, document, label, count in case.naming_counts():
        named.setdefault(key, Counter())[label] += count
        where.setdefault(key, set()).add(document)
    found = [
        ActorRow(
            actor.id,
            actor.name or actor.names[0] if actor.names else actor.name,
            actor.kind.value,
            len(where.get(actor.id, ())),
            named.get(actor.id, Counter()).total(),
            tuple(sorted(named.get(actor.id, Counter()).items(), key=_often)[:4]),
        )
        for actor in case.actors()
        if actor.id in named or actor.name
    ]
    keys = {
        "name": lambda row: (row.name.casefold(), row.id),
        "kind": lambda row: (row.kind, -row.mentions, row.id),
        "documents": lambda row: (-row.documents, -row.mentions, row.name, row.id),
    }
    return sorted(found, key=keys.get(sort, lambda row: (-row.mentions, row.name, row.id)))


def _often(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]


def _pairs(case: Case) -> tuple[dict[tuple[str, str], list[Act]], Mapping[str, Actor]]:
    # Whom the documents only call "he" or "they" nobody could find again on the page.
    actors: dict[str, Actor] = {actor.id: actor for actor in case.actors() if actor.name}
    holder: dict[str, str] = {mention: actor.id for actor in actors.values() for mention in actor.mentions}
    pairs: dict[tuple[str, str], list[Act]] = {}
    for act in case.acts():
        agent, patient = holder.get(act.agent, ""), holder.get(act.patient, "")
        if agent and patient and agent != patient:
            pairs.setdefault((agent, patient), []).append(act)
    return pairs, actors


def matrix_and_network(case: Case, order: str = "") -> tuple[Matrix, Network]:
    """Return who acts on whom: those who act or are acted on most often, sorted so, or by "name"."""
    pairs, actors = _pairs(case)
    often: Counter[str] = Counter()
    for (agent, patient), acts in pairs.items():
        often[agent] += len(acts)
        often[patient] += len(acts)
    top = [key for key, _ in sorted(often.items(), key=lambda item: (-item[1], actors[item[0]].name, item[0]))][:SHOWN]
    kept = {pair: acts for pair, acts in pairs.items() if set(pair) <= set(top)}
    if order == "name":
        top.sort(key=lambda key: (actors[key].name.casefold(), key))
    agents = [key for key in top if any(key == agent for agent, _ in kept)]
    patients = [key for key in top if any(key == patient for _, patient in kept)]
    rows = tuple(tuple(_cell(agent, patient, kept) for patient in patients) for agent in agents)
    called = {key: actors[key].name for key in top}
    matrix = Matrix(
        tuple((key, called[key]) for key in agents),
        tuple((key, called[key]) for key in patients),
        rows,
        len(often) - len(top),
    )
    return matrix, _network(kept, called, often)


def _cell(agent: str, patient: str, pairs: Mapping[tuple[str, str], Sequence[Act]]) -> Cell:
    acts = pairs.get((agent, patient), ())
    return Cell(agent, patient, len(acts), len({act.document for act in acts}))


def _network(pairs: Mapping[tuple[str, str], Sequence[Act]], called: Mapping[str, str], often: Counter[str]) -> Network:
    keys = [key for key in called if any(key in pair for pair in pairs)]
    high = 120.0 + 34 * len(keys)
    places = _laid_out(keys, set(pairs), high)
    most = max((often[key] for key in keys), default=1)
    size = {key: 7 + 11 * (often[key] / most) ** 0.5 for key in keys}
    nodes = tuple(Node(key, called[key], *places[key], size[key], _name_y(key, places, size, pairs)) for key in keys)
    edges = []
    for (agent, patient), acts in sorted(pairs.items()):
        (x1, y1), (x2, y2) = places[agent], places[patient]
        away = hypot(x2 - x1, y2 - y1) or 1.0
        # Two arrows between the same two lie side by side.
        side = 5.0 if (patient, agent) in pairs else 0.0
        shift = (-(y2 - y1) / away * side, (x2 - x1) / away * side)
        rim = (size[patient] + 5) / away
        verbs = Counter(act.lemma.replace("_", " ") for act in acts)
        words = ", ".join(verb for verb, _ in sorted(verbs.items(), key=_often)[:4])
        edges.append(
            Edge(
                agent,
                patient,
                f"{called[agent]} → {called[patient]}: {words} ({wording.count_text(len(acts), 'statement')})",
                round(x1 + shift[0], 1),
                round(y1 + shift[1], 1),
                round(x2 - (x2 - x1) * rim + shift[0], 1),
                round(y2 - (y2 - y1) * rim + shift[1], 1),
                round(1 + min(4.0, len(acts) / 2), 1),
            )
        )
    return Network(nodes, tuple(edges), high)


def _name_y(
    key: str,
    places: Mapping[str, tuple[float, float]],
    size: Mapping[str, float],
    pairs: Iterable[tuple[str, str]],
) -> float:
    """Return where a name stands: below its circle, or above it where more lines come from below."""
    y = places[key][1]
    others = [places[one if key == other else other][1] for one, other in pairs if key in {one, other}]
    above = sum(other > y for other in others) * 2 > len(others) and y - size[key] > 20
    return round(y - size[key] - 5 if above else y + size[key] + 14, 1)


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


def act_views(case: Case, agent: str, patient: str) -> list[ActView]:
    """Return the statements in which one actor acts on another, by document and place."""
    pairs, _ = _pairs(case)
    texts = {}
    found = []
    for act in pairs.get((agent, patient), ()):
        if act.document not in texts:
            texts[act.document] = case.account(act.document)
        account = texts[act.document]
        passage = next((p.span for p in account.passages if p.span.overlaps(act.span)), act.span)
        words = " ".join(act.span.of(account.document.text).split())
        label = wording.document_text(account.document)
        found.append(ActView(act.document, label, words, passage.start, act.negative))
    return found
