"""The case as JSON: the format `crossread-case/1` that other tools, the tests and the scorecards read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from importlib.resources import files
from tempfile import TemporaryFile
from typing import IO, Any, Final

from crossread import __version__
from crossread.case import Case
from crossread.model.account import Account
from crossread.model.event import Event
from crossread.model.link import Actor
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
    lists: dict[str, list[Json]] = {name: [] for name in _LISTS}
    for name, row in _listed(case):
        lists[name].append(row)
    return {**lists, **_about(case)}


def json_parts(case: Case) -> Iterator[str]:
    """Yield the export as text, part by part; joined they are `json_text`.

    Each record becomes text at once and waits on disk, so that memory does not grow with the case.
    """
    about = _about(case)
    with ExitStack() as stack:
        waiting = {name: stack.enter_context(_waiting()) for name in _LISTS}
        for name, row in _listed(case):
            file = waiting[name]
            file.write(",\n  " if file.tell() else "  ")
            file.write(_text(row, 2))
        before = "{"
        for name in sorted({*about, *waiting}):
            yield f'{before}\n "{name}": '
            yield from _list(waiting[name]) if name in waiting else (_text(about[name], 1),)
            before = ","
        yield "\n}\n"


def _waiting() -> IO[str]:
    return TemporaryFile("w+", encoding="utf-8", errors="surrogateescape", newline="")


def _list(file: IO[str]) -> Iterator[str]:
    """Yield a list of the records that wait in a file."""
    if not file.tell():
        yield "[]"
        return
    file.seek(0)
    yield "[\n"
    while part := file.read(_PART):
        yield part
    yield "\n ]"


_PART: Final = 1 << 20
"""Characters read at once."""


def _text(value: Json, depth: int) -> str:
    """Return a value as text that stands so many levels deep, from its second line on."""
    lines = json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1)
    # Text of JSON breaks at "\n" alone: other signs that break a line stand inside strings and stay as they are.
    return lines.replace("\n", "\n" + " " * depth)


def _about(case: Case) -> Record:
    generator: Record = {"name": "crossread", "version": __version__, "model": list[Json](case.models)}
    return {"format": FORMAT, "generator": generator}


def _listed(case: Case) -> Iterator[tuple[str, Record]]:
    """Yield each record of the export with the list it stands in; those of one list in their order."""
    actors = case.actors()
    of: Actors = {mention: actor.id for actor in actors for mention in actor.mentions}
    taking_part: dict[str, list[str]] = {}
    for key in sorted(document.id for document in case.documents()):
        account = case.account(key)
        for name, rows in _of_account(account, of).items():
            yield from ((name, row) for row in rows)
        taking_part |= {statement.id: _taking_part(statement, of) for statement in account.statements if statement.time}
    for name, found in _of_case(case, actors, taking_part):
        yield from ((name, row) for row in found)


def _of_case(
    case: Case, actors: Sequence[Actor], taking_part: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, Iterable[Record]]]:
    """Yield the lists that belong to no one document."""
    events = case.events()
    times = {telling.statement: telling.time for event in events for telling in event.tellings}
    yield "actors", _by_id(records.actor_record(actor) for actor in actors)
    yield "links", _by_id(records.link_record(link) for link in case.links())
    yield "lineages", _by_id(records.lineage_record(lineage) for lineage in case.lineages())
    yield "findings", (records.finding_record(finding) for finding in case.findings(rejected=True))
    yield "silences", (records.silence_record(silence) for silence in sorted(case.silences()))
    yield "naming", (records.naming_record(naming) for naming in sorted(case.naming()))
    yield "sayings", (records.saying_record(saying) for saying in case.sayings())
    yield "timeline", _timeline(events, taking_part)
    yield "network", (records.act_record(act, times.get(act.statement)) for act in case.acts())
    yield "notices", (records.notice_record(notice) for notice in case.notices())
    yield "decisions", (records.decision_record(decision) for decision in case.decisions())


_PER_DOCUMENT: Final = (
    *("documents", "passages", "mentions", "dates", "figures", "quotations", "attributions", "statements"),
)
_LISTS: Final = (
    *_PER_DOCUMENT,
    *("actors", "links", "lineages", "findings", "silences", "naming", "sayings", "timeline", "network", "notices"),
    "decisions",
)


def _of_account(account: Account, actors: Actors) -> dict[str, list[Record]]:
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


def _timeline(events: Iterable[Event], taking_part: Mapping[str, Sequence[str]]) -> Iterator[Record]:
    for event in events:
        actors = (actor for one in event.tellings for actor in taking_part.get(one.statement, ()))
        yield records.event_record(event, actors)


def _start(record: Record) -> tuple[Any, str]:
    place: Any = record.get("span") or record.get("spans") or record.get("content")
    first = place[0]
    return (first if isinstance(first, int) else first[0]), str(record["id"])


def _placed(rows: Iterable[Record]) -> list[Record]:
    return sorted(rows, key=_start)


def _by_id(rows: Iterable[Record]) -> list[Record]:
    return sorted(rows, key=_id)


def _id(record: Record) -> str:
    return str(record["id"])


def json_text(case: Case) -> str:
    """Return the export as text: keys sorted, UTF-8 kept, one final line end; the same case gives the same bytes."""
    return "".join(json_parts(case))
