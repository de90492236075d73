"""The case as JSON: the format `crossread-case/1` that other tools, the tests and the scorecards read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import Any, Final

from crossread import __version__
from crossread.case import Case
from crossread.model.account import Account
from crossread.model.event import Event
from crossread.model.statement import Statement
from crossread.show.export import records
from crossread.show.export.records import Actors, Json, Record

FORMAT: Final = "crossread-case/1"


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the export; it ships with the package.

    Examples:
        >>> schema()["$schema"]
        'https://json-schema.org/draft/2020-12/schema'
    """
    text = files("crossread").joinpath("data/schema/crossread-case-1.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def case_record(case: Case) -> Record:
    """Return the whole case as JSON values.

    Records that stand in a document are sorted by (document, start, id); findings by falling rank; the timeline by
    time; the rest by id.
    """
    actors = case.actors()
    of: Actors = {mention: actor.id for actor in actors for mention in actor.mentions}
    placed: dict[str, list[Json]] = {name: [] for name in _PER_DOCUMENT}
    taking_part: dict[str, list[str]] = {}
    for key in sorted(document.id for document in case.documents()):
        account = case.account(key)
        for name, rows in _of_account(account, of).items():
            placed[name] += rows
        taking_part |= {statement.id: _taking_part(statement, of) for statement in account.statements if statement.time}
    events = case.events()
    times = {telling.statement: telling.time for event in events for telling in event.tellings}
    return {
        **placed,
        "format": FORMAT,
        "generator": {"name": "crossread", "version": __version__, "model": list[Json](case.models)},
        "actors": _by_id(records.actor_record(actor) for actor in actors),
        "links": _by_id(records.link_record(link) for link in case.links()),
        "lineages": _by_id(records.lineage_record(lineage) for lineage in case.lineages()),
        "findings": [records.finding_record(finding) for finding in case.findings(rejected=True)],
        "silences": [records.silence_record(silence) for silence in sorted(case.silences())],
        "naming": [records.naming_record(naming) for naming in sorted(case.naming())],
        "sayings": [records.saying_record(saying) for saying in case.sayings()],
        "timeline": _timeline(events, taking_part),
        "network": [records.act_record(act, times.get(act.statement)) for act in case.acts()],
        "notices": [records.notice_record(notice) for notice in case.notices()],
        "decisions": [records.decision_record(decision) for decision in case.decisions()],
    }


_PER_DOCUMENT: Final = (
    *("documents", "passages", "mentions", "dates", "figures", "quotations", "attributions", "statements"),
)


def _of_account(account: Account, actors: Actors) -> dict[str, list[Json]]:
    text = account.document.text
    return {
        "documents": [records.document_record(account.document)],
        "passages": [records.passage_record(item) for item in account.passages],
        "mentions": _placed(records.mention_record(item, actors) for item in account.mentions),
        "dates": _placed(records.date_record(item) for item in account.dates),
        "figures": _placed(records.figure_record(item, text) for item in account.figures),
        "quotations": _placed(records.quotation_record(item, text, actors) for item in account.quotations),
        "attributions": _placed(records.attribution_record(item, text, actors) for item in account.attributions),
        "statements": _placed(records.statement_record(item) for item in account.statements),
    }


def _taking_part(statement: Statement, actors: Actors) -> list[str]:
    """Return the actors that fill a role of a statement."""
    mentions = (role.mention for role in statement.roles if role.mention is not None)
    return [actors[mention] for mention in mentions if mention in actors]


def _timeline(events: Iterable[Event], taking_part: Mapping[str, Sequence[str]]) -> list[Json]:
    return [
        records.event_record(event, (actor for one in event.tellings for actor in taking_part.get(one.statement, ())))
        for event in events
    ]


def _start(record: Record) -> tuple[Any, str]:
    place: Any = record.get("span") or record.get("spans") or record.get("content")
    first = place[0]
    return (first if isinstance(first, int) else first[0]), str(record["id"])


def _placed(rows: Iterable[Record]) -> list[Json]:
    return [*sorted(rows, key=_start)]


def _by_id(rows: Iterable[Record]) -> list[Json]:
    return [*sorted(rows, key=_id)]


def _id(record: Record) -> str:
    return str(record["id"])


def json_text(case: Case) -> str:
    """Return the export as text: keys sorted, UTF-8 kept, one final line end; the same case gives the same bytes."""
    return json.dumps(case_record(case), ensure_ascii=False, sort_keys=True, indent=1) + "\n"
