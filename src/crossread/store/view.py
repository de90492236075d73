"""Reading records out of the case file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from crossread.errors import Notice, UnknownRecordError
from crossread.model.account import Account, Vector
from crossread.model.decision import Decision
from crossread.model.document import Document, DocumentId
from crossread.model.event import Act, Event
from crossread.model.finding import Finding, FindingId, Naming, Saying, Silence, Verdict
from crossread.model.link import Actor, ActorId, Group, GroupId, Lineage, LineageId, Link, LinkId, LinkKind
from crossread.model.mention import ActorKind, MentionForm, MentionId
from crossread.model.span import Span
from crossread.model.statement import Role, Statement, StatementId
from crossread.store import anchors, codec, findings, rows, telling_rows
from crossread.store.catalogue import open_catalogued
from crossread.store.codec import Table
from crossread.store.database import Connection
from crossread.store.filters import Order, Wanted
from crossread.store.search import Hit, find_passages

Record = TypeVar("Record")

_COUNTED: Final = (
    "documents",
    "passages",
    "mentions",
    "actors",
    "dates",
    "figures",
    "quotations",
    "attributions",
    "statements",
    "links",
    "lineages",
    "findings",
    "silences",
    "naming",
    "sayings",
    "timeline",
    "network",
    "notices",
    "decisions",
)
_NEAR: Final = 5
"""How many identifiers are named when one is not found."""


class View:
    """Reads one case file; never changes it.

    Args:
        path: The case file.

    Raises:
        CaseNotFoundError: If there is no such file.
        NotACaseError: If it is something else.
        NewerCaseError: If a newer Crossread wrote it.
    """

    def __init__(self, path: Path) -> None:
        self._case = open_catalogued(path)

    @property
    def path(self) -> Path:
        """The case file."""
        return self._case.path

    def __enter__(self) -> Self:
        """Return the view."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._case.close()

    # Documents and what was read off them

    def documents(self) -> Iterator[Document]:
        """Yield all documents, sorted by path."""
        yield from self._all(rows.DOCUMENTS, "ORDER BY t.path, t.id")

    def document(self, key: str) -> Document:
        """Return one document by its identifier, a unique beginning of it, or its path.

        Raises:
            UnknownRecordError: If there is none.
        """
        for condition in ("t.id = ?", "t.path = ? ORDER BY t.id"):
            row = self._case.row(f"{rows.DOCUMENTS.select} WHERE {condition}", (key,))
            if row is not None:
                return rows.DOCUMENTS.record(row)
        full = self.resolve("document", "documents", key)
        row = self._case.row(f"{rows.DOCUMENTS.select} WHERE t.id = ?", (full,))
        return rows.DOCUMENTS.record(row or ())

    def account(self, key: str) -> Account:
        """Return all that was read off one document, equal to what was saved.

        Raises:
            UnknownRecordError: If there is no such document.
        """
        return self._account(self.document(key))

    def brief(self, key: str, *, mentions: bool = False) -> Account:
        """Return a document with its passages, figures and what is said in it; with its mentions where they are asked.

        Raises:
            UnknownRecordError: If there is no such document.
        """
        document = self.document(key)
        return Account(
            document=document,
            passages=self._of(rows.PASSAGES, document.id),
            figures=self._of(rows.FIGURES, document.id),
            quotations=self._of(rows.QUOTATIONS, document.id),
            attributions=self._of(rows.ATTRIBUTIONS, document.id),
            mentions=self._of(rows.MENTIONS, document.id) if mentions else (),
        )

    def accounts(self) -> Iterator[Account]:
        """Yield all that was read off each document, one document at a time, sorted by path."""
        keys = [key for (key,) in self._case.rows("SELECT id FROM documents ORDER BY path, id")]
        for key in keys:
            for document in self._all(rows.DOCUMENTS, "WHERE t.id = ?", (key,)):
                yield self._account(document)

    def _account(self, document: Document) -> Account:
        own = (document.id,)
        sql = (
            "SELECT v.vector FROM passages p JOIN vectors v ON v.passage = p.number WHERE p.document = ?"
            " ORDER BY p.number"
        )
        return Account(
            document=document,
            passages=self._of(rows.PASSAGES, document.id),
            vectors=tuple(Vector(vector) for (vector,) in self._case.rows(sql, own)),
            mentions=self._of(rows.MENTIONS, document.id),
            dates=self._of(rows.DATES, document.id),
            figures=self._of(rows.FIGURES, document.id),
            quotations=self._of(rows.QUOTATIONS, document.id),
            attributions=self._of(rows.ATTRIBUTIONS, document.id),
            statements=self._statements(document.id),
            links=self._of(rows.LINKS, document.id),
            notices=tuple(self._all(rows.NOTICES, "WHERE t.account = ? ORDER BY t.number", own)),
        )

    def _of(self, table: Table[Record], document: DocumentId) -> tuple[Record, ...]:
        return tuple(self._all(table, "WHERE t.document = ? ORDER BY t.number", (document,)))

    def _statements(self, document: DocumentId) -> tuple[Statement, ...]:
        roles: dict[int, list[Role]] = {}
        sql = (
            'SELECT r.statement, r.name, r.start, r."end", r.head, r.mention FROM statements s'
            " JOIN roles r ON r.statement = s.number WHERE s.document = ? ORDER BY r.statement, r.position"
        )
        for number, *role in self._case.rows(sql, (document,)):
            roles.setdefault(number, []).append(rows.role_of(role))
        numbers = self._case.rows("SELECT number FROM statements WHERE document = ? ORDER BY number", (document,))
        found = self._of(rows.STATEMENTS, document)
        return tuple(
            replace(statement, roles=tuple(roles.get(number, ())))
            for (number,), statement in zip(numbers, found, strict=True)
        )

    def _all(self, table: Table[Record], rest: str, values: Sequence[Any] = ()) -> Iterator[Record]:
        for row in self._case.rows(f"{table.select} {rest}", values):
            yield table.record(row)

    # What joins documents

    def links(self, kind: LinkKind | None = None) -> Iterator[Link]:
        """Yield all links, those inside one document too, sorted by kind, ends and identifier; or those of one kind."""
        where, values = ("WHERE t.kind = ?", (kind.value,)) if kind else ("", ())
        yield from self._all(rows.LINKS, f"{where} ORDER BY t.kind, t.a, t.b, t.id, t.number", values)

    def actors(self) -> Iterator[Actor]:
        """Yield all actors, sorted by identifier."""
        members = self._members("actor_mentions", "actor", "mention")
        for key, name, kind, names in self._case.rows("SELECT id, name, kind, names FROM actors ORDER BY id"):
            mentions = tuple(MentionId(m) for m in members.get(key, ()))
            yield Actor(ActorId(key), name, ActorKind(kind), tuple(json.loads(names)), mentions)

    def actor(self, key: str) -> Actor | None:
        """Return the actor with an identifier, or None."""
        return anchors.actor(self._case, key)

    def called(self, name: str) -> Sequence[str]:
        """Return the identifiers of the actors of this name, upper or lower case alike, a few at most."""
        return anchors.called(self._case, name)

    def holders(self, mentions: Sequence[str]) -> Mapping[str, str]:
        """Return the actor that each of these mentions belongs to; unknown ones are passed over."""
        return anchors.holders(self._case, mentions)

    def lineages(self) -> Iterator[Lineage]:
        """Yield all lineages, sorted by identifier."""
        members = self._members("lineage_documents", "lineage", "document")
        for key, reasons in self._case.rows("SELECT id, reasons FROM lineages ORDER BY id"):
            documents = tuple(DocumentId(d) for d in members.get(key, ()))
            yield Lineage(LineageId(key), documents, codec.load_reasons(reasons))

    def groups(self) -> Iterator[Group]:
        """Yield all groups of statements, sorted by identifier."""
        members = self._members("group_statements", "group", "statement")
        for key, links in self._case.rows("SELECT id, links FROM statement_groups ORDER BY id"):
            statements = tuple(StatementId(s) for s in members.get(key, ()))
            yield Group(GroupId(key), statements, tuple(LinkId(link) for link in json.loads(links)))

    def _members(self, table: str, one: str, many: str) -> Mapping[str, Sequence[str]]:
        """Return the members of each group, in their order; asked for at once, for there may be many groups."""
        sql = f'SELECT "{one}", "{many}" FROM {table} ORDER BY "{one}", position'  # noqa: S608 - names are our own
        found: dict[str, list[str]] = {}
        for key, member in self._case.rows(sql):
            found.setdefault(key, []).append(member)
        return found

    # What the documents amount to

    def findings(
        self,
        wanted: Wanted | None = None,
        order: Order = Order.MATTERS,
        *,
        limit: int | None = None,
        offset: int = 0,
    ) -> Iterator[Finding]:
        """Yield the findings that are wanted (all by default), at most `limit`, `offset` of them left out first."""
        yield from findings.findings(self._case, wanted or Wanted(), order, limit, offset)

    def count_findings(self, wanted: Wanted | None = None) -> int:
        """Return how many findings there are of those that `findings` would yield."""
        return findings.count(self._case, wanted or Wanted())

    def findings_of(self, document: str) -> Iterator[Finding]:
        """Yield the findings that rest on a document, by falling rank."""
        yield from findings.of_document(self._case, document)

    def ask(self, question: Callable[[Connection], Record]) -> Record:
        """Return what a question finds out in the case; `telling` has some."""
        return question(self._case)

    def has(self, table: str, keys: Sequence[str]) -> frozenset[str]:
        """Return which of these identifiers a table of records holds ("findings", "links" …)."""
        return anchors.present(self._case, table, keys)

    def forms(self, keys: Sequence[str]) -> Mapping[tuple[MentionForm, ActorKind, str], int]:
        """Return how many of these mentions there are of each form, kind and name; unknown ones are passed over."""
        return anchors.forms(self._case, keys)

    def mention_places(self, keys: Sequence[str]) -> Mapping[str, tuple[DocumentId, Span]]:
        """Return where mentions stand, by identifier; unknown ones are passed over."""
        return anchors.mention_places(self._case, keys)

    def finding(self, key: str) -> Finding:
        """Return one finding by its identifier or a unique beginning of it.

        Raises:
            UnknownRecordError: If there is none, or several begin so.
        """
        found = findings.one(self._case, self.resolve("finding", "findings", key))
        if found is None:
            raise UnknownRecordError("finding", key)
        return found

    def one_finding(self, key: str) -> Finding | None:
        """Return the finding with an identifier, or None."""
        return findings.one(self._case, key)

    def resting_on(self, place: str) -> Sequence[str]:
        """Return the findings that rest on a place, given as `document:start-end`."""
        return findings.resting_on(self._case, place)

    def lineages_of(self, documents: Sequence[str]) -> Mapping[str, str]:
        """Return the lineage of each of these documents."""
        return anchors.lineages_of(self._case, documents)

    def silences(self) -> Iterator[Silence]:
        """Yield all silences, in the order in which they were saved."""
        for document, finding, reason in self._case.rows(
            "SELECT document, finding, reason FROM silences ORDER BY number"
        ):
            yield Silence(DocumentId(document), FindingId(finding), codec.load_reasons(reason)[0])

    def naming(self) -> Iterator[Naming]:
        """Yield what each document calls each actor, in the order in which it was saved."""
        sql = "SELECT actor, document, label, count, spans FROM naming ORDER BY number"
        for actor, document, label, count, spans in self._case.rows(sql):
            yield Naming(ActorId(actor), DocumentId(document), label, count, codec.load_spans(spans))

    def sayings(self) -> Iterator[Saying]:
        """Yield with which verbs each document lets each actor speak, in the order in which it was saved."""
        yield from self._all(telling_rows.SAYINGS, "ORDER BY t.number")

    def events(self) -> Iterator[Event]:
        """Yield what happened when, by time."""
        told = telling_rows.tellings(self._case)
        # An open end comes last, an open beginning first.
        found = self._all(telling_rows.TIMELINE, "ORDER BY replace(t.time, '/..', '/~'), t.id")
        yield from (replace(event, tellings=told.get(event.id, ())) for event in found)

    def acts(self) -> Iterator[Act]:
        """Yield who did what to whom, by document and place."""
        yield from self._all(telling_rows.NETWORK, 'ORDER BY t.document, t.start, t."end", t.id')

    # The rest

    def search(self, words: str, *, limit: int | None = None, offset: int = 0) -> Iterator[Hit]:
        """Yield the passages that hold all the words, the best fitting first; nothing where no word was given.

        Args:
            words: As a person types them: words in quotation marks as they follow each other, `harb*` for a beginning.
                Accents and the case of letters do not matter.
            limit: At most so many; None for all.
            offset: Leave out so many first.
        """
        yield from find_passages(self._case, words, limit, offset)

    def notices(self) -> Iterator[Notice]:
        """Yield all notices: of files, of documents, of the whole case; sorted by path, document and place."""
        # What a file's notice is about is found by its path: a copy that came later may have taken its number.
        where = "(SELECT d.id FROM documents d WHERE d.path = t.path ORDER BY d.id)"
        own = f"CASE WHEN t.file IS NULL OR t.document IS NULL THEN t.document ELSE {where} END"
        select = rows.NOTICES.select.replace('t."document"', f"{own} AS about")
        for row in self._case.rows(f'{select} ORDER BY t.path, about, t.start, t."end", t.code, t.detail, t.number'):
            yield rows.NOTICES.record(row)

    def decisions(self) -> Iterator[Decision]:
        """Yield the readers' decisions, also those taken back, in the order in which they were made."""
        yield from self._all(rows.DECISIONS, "ORDER BY t.number")

    def counts(self) -> Mapping[str, int]:
        """Return how many records of each kind the case holds, by the names of the export."""
        sql = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in _COUNTED)  # noqa: S608
        return dict((name, count) for name, count in self._case.rows(sql))  # noqa: C402 - rows are sequences

    def verdicts(self) -> Mapping[Verdict, int]:
        """Return how many findings there are of each verdict that occurs."""
        rows_found = self._case.rows("SELECT verdict, count(*) FROM findings GROUP BY verdict ORDER BY verdict")
        return {Verdict(verdict): count for verdict, count in rows_found}

    def meta(self, key: str) -> str | None:
        """Return what was stored under a key, or None."""
        row = self._case.row("SELECT value FROM meta WHERE key = ?", (key,))
        return None if row is None else str(row[0])

    def resolve(self, kind: str, table: str, key: str) -> str:
        """Return the one identifier that is `key` or begins with it."""
        if self._case.row(f"SELECT 1 FROM {table} WHERE id = ?", (key,)):  # noqa: S608 - names are our own
            return key
        sql = f"SELECT id FROM {table} WHERE substr(id, 1, ?) = ? ORDER BY id LIMIT ?"  # noqa: S608 - names are our own
        found = [name for (name,) in self._case.rows(sql, (len(key), key, _NEAR))] if key else []
        if len(found) == 1:
            return str(found[0])
        for length in range(len(key) - 1, 1, -1):
            if found:
                break
            found = [name for (name,) in self._case.rows(sql, (length, key[:length], _NEAR))]
        raise UnknownRecordError(kind, key, found)
