"""The list of actors: those that documents name, as readers corrected them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from heapq import merge
from itertools import islice
from typing import Any, Final

from crossread.case import Case
from crossread.model.link import Actor
from crossread.store import lists, telling
from crossread.store.lists import ActorRow
from crossread.store.telling import Act

LABELS: Final = 4
"""Labels of an actor that its row shows."""

_ORDERS: Final[Mapping[str, Callable[[ActorRow], tuple[Any, ...]]]] = {
    "mentions": lambda row: (-row.mentions, row.name, row.id),
    "name": lambda row: (row.name.lower(), row.id),
    "kind": lambda row: (row.kind, -row.mentions, row.id),
    "documents": lambda row: (-row.documents, -row.mentions, row.name, row.id),
    "acts": lambda row: (-row.acts, row.name, row.id),
}
"""As `lists.ACTOR_ORDERS`."""


def actor_list(case: Case, sort: str, limit: int, offset: int = 0) -> list[ActorRow]:
    """Return some of the actors that a document or a reader calls something.

    Args:
        case: The case.
        sort: "name", "kind", "documents", "acts", or (else) how often they are named.
        limit: At most so many.
        offset: Leave out so many first.
    """
    hidden, made = _touched(case)
    if not hidden and not made:
        return case.ask(lambda opened: lists.actors(opened, sort, limit, offset))
    # Those that readers made stand among those that were found, where the order puts them.
    key = _ORDERS.get(sort, _ORDERS["mentions"])
    end = limit + offset + len(hidden)
    found = [row for row in case.ask(lambda opened: lists.actors(opened, sort, end)) if row.id not in hidden]
    return list(islice(merge(found, sorted(made, key=key), key=key), offset, offset + limit))


def actor_count(case: Case) -> int:
    """Return how many actors `actor_list` has in all."""
    hidden, made = _touched(case)
    there = case.ask(lambda opened: lists.actors_named(opened, sorted(hidden)))
    return int(case.ask(lists.counts)["listed_actors"]) - len(there) + len(made)


def actors_called(case: Case, words: str, limit: int) -> list[ActorRow]:
    """Return the actors whose name holds some words, those named most first."""
    hidden, made = _touched(case)
    found = case.ask(lambda opened: lists.actors_called(opened, words, limit + len(hidden)))
    called = [row for row in made if words.casefold() in row.name.casefold()]
    return sorted([row for row in found if row.id not in hidden] + called, key=_ORDERS["mentions"])[:limit]


def _touched(case: Case) -> tuple[set[str], list[ActorRow]]:
    """Return the actors that lists leave out (corrected or rejected), and the rows of those that readers made."""
    laid, rejected = case.overlay.corrected, set(case.overlay.without("actor"))
    made = [_row(case, actor) for actor in laid.actors if actor.id not in rejected]
    return {*laid.gone, *rejected}, made


def _row(case: Case, actor: Actor) -> ActorRow:
    labels: Counter[str] = Counter()
    where = set()
    for naming in case.naming_of(actor):
        labels[naming.label] += naming.count
        where.add(naming.document)
    acts = [act for agent, patient, act in acts_corrected(case) if actor.id in {agent, patient}]
    top = tuple(sorted(labels.items(), key=lambda item: (-item[1], item[0]))[:LABELS])
    return ActorRow(actor.id, actor.name, actor.kind.value, labels.total(), len(where), len(acts), top)


def acts_corrected(case: Case) -> list[tuple[str, str, Act]]:
    """Return the statements in which an actor that readers made acts or is acted on: agent, patient, statement."""
    laid = case.overlay.corrected
    if not laid.actors:
        return []
    holder: dict[str, str] = {mention: actor.id for actor in laid.actors for mention in actor.mentions}
    found = case.ask(lambda opened: telling.acts_touching(opened, sorted(laid.gone)))
    ends = [(holder.get(a.agent_mention, a.agent), holder.get(a.patient_mention, a.patient), a) for a in found]
    return [(agent, patient, act) for agent, patient, act in ends if agent != patient]
