"""Verbs of saying, what happened when, who did what to whom: made of the records of a story, and of older cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from crossread.judge.naming import find_sayings
from crossread.judge.network import find_acts
from crossread.judge.timeline import find_events
from crossread.model.account import Account
from crossread.model.document import DocumentId
from crossread.model.event import Act, Event
from crossread.model.finding import Saying
from crossread.model.link import Actor, Group
from crossread.model.mention import MentionId
from crossread.run.spool import Spool
from crossread.store import telling
from crossread.store.view import View
from crossread.store.writer import Writer


@dataclass(frozen=True, slots=True)
class Told:
    """What documents tell of actors and times.

    Attributes:
        sayings: With which verbs they let actors speak.
        events: What happened when.
        acts: Who did what to whom.
    """

    sayings: tuple[Saying, ...]
    events: tuple[Event, ...]
    acts: tuple[Act, ...]


def tell(accounts: Sequence[Account], groups: Sequence[Group], actors: Sequence[Actor]) -> Told:
    """Return what the documents of one story tell.

    Args:
        accounts: What was read off them, in any order.
        groups: Their statements that answer one question.
        actors: The actors of the case that they name.
    """
    sayings, events, acts = find_sayings(accounts, actors), find_events(accounts, groups), find_acts(accounts, actors)
    return Told(sayings.found, events.found, acts.found)


def bring_up(path: Path) -> None:
    """Bring an older case up: its tables, and what this version tells of its records; a case of today is left alone.

    Raises:
        CaseNotFoundError, NotACaseError, NewerCaseError, CannotWriteError: As `View` and `Writer` tell.
    """
    with View(path) as view:
        if view.meta("untold") is None:
            return
        with Spool[Told]() as done:
            for number, part in enumerate(_stories(view)):
                done.add(f"{number:08d}", tell(*part))
            with Writer(path) as writer:
                writer.replace_tellings(
                    (saying for part in done for saying in part.sayings),
                    (event for part in done for event in part.events),
                    (act for part in done for act in part.acts),
                )


def _stories(view: View) -> Iterator[tuple[list[Account], list[Group], list[Actor]]]:
    """Yield the documents of a case that groups of statements join, with these groups and the actors they name."""
    pairs = view.ask(telling.grouped)
    parts = _joined([document.id for document in view.documents()], pairs)
    home = {document: number for number, part in enumerate(parts) for document in part}
    at = {group: home[document] for group, document in pairs}
    groups: dict[int, list[Group]] = defaultdict(list)
    for group in view.groups():
        if group.id in at:
            groups[at[group.id]].append(group)
    actors = list(view.actors())
    bearer = {mention: place for place, actor in enumerate(actors) for mention in actor.mentions}
    for number, part in enumerate(parts):
        accounts = [view.account(document) for document in part]
        held: dict[int, list[MentionId]] = defaultdict(list)
        for mention in (mention.id for account in accounts for mention in account.mentions):
            if mention in bearer:
                held[bearer[mention]].append(mention)
        named = [replace(actors[place], mentions=tuple(sorted(mentions))) for place, mentions in sorted(held.items())]
        yield accounts, groups[number], named


def _joined(documents: Sequence[DocumentId], pairs: Iterable[tuple[str, DocumentId]]) -> list[list[DocumentId]]:
    """Return documents in parts: those that stand in one group are together."""
    first: dict[str, DocumentId] = {}
    leader = {document: document for document in documents}

    def lead(document: DocumentId) -> DocumentId:
        while leader[document] != document:
            leader[document] = document = leader[leader[document]]
        return document

    for group, document in pairs:
        leader[lead(document)] = lead(first.setdefault(group, document))
    parts: dict[DocumentId, list[DocumentId]] = defaultdict(list)
    for document in documents:
        parts[lead(document)].append(document)
    return list(parts.values())
