"""The list of actors: those that documents name, as readers corrected them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cached_property
from heapq import merge
from itertools import islice
from typing import Any, Final

from crossread.case import Case
from crossread.model.event import Act
from crossread.model.link import Actor
from crossread.store import lists, telling
from crossread.store.lists import ActorRow

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


class Roster:
    """The actors of a case in lists, those that readers made among those that were found.

    Args:
        case: The open case.
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        rejected = set(case.overlay.without("actor"))
        self._hidden = {*case.overlay.corrected.gone, *rejected}
        self._made = [actor for actor in case.overlay.corrected.actors if actor.id not in rejected]

    def page(self, sort: str, limit: int, offset: int = 0) -> list[ActorRow]:
        """Return some of the actors that a document or a reader calls something.

        Args:
            sort: "name", "kind", "documents", "acts", or (else) how often they are named.
            limit: At most so many.
            offset: Leave out so many first.
        """
        if not self._hidden and not self._made:
            return self._case.ask(lambda opened: lists.actors(opened, sort, limit, offset))
        # Those that readers made stand among those that were found, where the order puts them.
        key = _ORDERS.get(sort, _ORDERS["mentions"])
        end = limit + offset + len(self._hidden)
        found = self._case.ask(lambda opened: lists.actors(opened, sort, end))
        kept = (row for row in found if row.id not in self._hidden)
        return list(islice(merge(kept, sorted(self.made, key=key), key=key), offset, offset + limit))

    def names(self, limit: int) -> list[str]:
        """Return the names of those named most, and of those that readers made; sorted."""
        found = self._case.ask(lambda opened: lists.actors(opened, "mentions", limit))
        kept = {row.name for row in found if row.id not in self._hidden}
        return sorted(kept | {actor.name for actor in self._made}, key=str.casefold)

    def count(self) -> int:
        """Return how many actors there are in all."""
        there = self._case.ask(lambda opened: lists.actors_named(opened, sorted(self._hidden)))
        return int(self._case.ask(lists.counts)["listed_actors"]) - len(there) + len(self._made)

    def called(self, words: str, limit: int) -> list[ActorRow]:
        """Return the actors whose name holds some words, those named most first."""
        found = self._case.ask(lambda opened: lists.actors_called(opened, words, limit + len(self._hidden)))
        called = [row for row in self.made if words.casefold() in row.name.casefold()]
        return sorted([row for row in found if row.id not in self._hidden] + called, key=_ORDERS["mentions"])[:limit]

    @cached_property
    def made(self) -> list[ActorRow]:
        """The rows of the actors that readers made."""
        acting: Counter[str] = Counter()
        for act in self.acts:
            acting.update((act.agent, act.patient))
        return [self._row(actor, acting[actor.id]) for actor in self._made]

    def _row(self, actor: Actor, acts: int) -> ActorRow:
        labels, where = self._case.called(actor)
        top = tuple(sorted(labels.items(), key=lambda item: (-item[1], item[0]))[:LABELS])
        return ActorRow(actor.id, actor.name, actor.kind.value, labels.total(), where, acts, top)

    @cached_property
    def acts(self) -> list[Act]:
        """The statements in which an actor that readers made acts or is acted on, by document and place."""
        laid = self._case.overlay.corrected
        if not laid.actors:
            return []
        return self._case.overlay.acts(self._case.ask(lambda opened: telling.acts_touching(opened, sorted(laid.gone))))
