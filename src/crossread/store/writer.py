"""Saving records into the case file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from crossread.errors import Notice, UnknownRecordError
from crossread.model.account import Account
from crossread.model.decision import Decision
from crossread.model.document import Document, DocumentId
from crossread.model.event import Act, Event
from crossread.model.finding import Finding, Naming, Saying, Silence
from crossread.model.link import Actor, Group, Lineage, Link
from crossread.model.statement import Statement
from crossread.store import codec, rows
from crossread.store.catalogue import catalogue, is_fresh
from crossread.store.codec import Row, Table
from crossread.store.database import Connection, open_for_writing
from crossread.store.telling_rows import NETWORK, SAYINGS, TIMELINE, telling_rows

_OF_DOCUMENT: Final[tuple[tuple[Table[Any], str], ...]] = (
    (rows.MENTIONS, "mentions"),
    (rows.DATES, "dates"),
    (rows.FIGURES, "figures"),
    (rows.QUOTATIONS, "quotations"),
    (rows.ATTRIBUTIONS, "attributions"),
)
"""Tables that hold a field of `Account` as it is."""


class Writer:
    """Saves records into one case file, all in one transaction that ends with the `with` block.

    An exception inside the block takes everything back: the last good case stays as it was.

    Args:
        path: The case file; made where there is none.

    Raises:
        NotACaseError: If the file is something else.
        NewerCaseError: If a newer Crossread wrote it.
        CaseBusyError: If another program writes to it for longer than five seconds.
        CannotWriteError: If its place cannot be written, or the disk is full.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "a.crossread")
        ...     with Writer(path) as writer:
        ...         writer.save_account(Account(Document.named("a.txt", "Rain fell.", sha256="00")))
        ...         writer.set_meta("model", "none")
        ...     with Writer(path) as writer:
        ...         writer.meta("model")
        'none'
    """

    def __init__(self, path: Path) -> None:
        self._new = not path.exists()
        self._case: Connection = open_for_writing(path)
        self._changed = False

    def __enter__(self) -> Self:
        """Return the writer; its transaction has begun."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Keep what was saved, or take it back where an exception ended the block."""
        if kind is None:
            self.commit()
        else:
            self.discard()

    def commit(self) -> None:
        """Keep what was saved and close the file."""
        try:
            if self._changed or not is_fresh(self._case):
                catalogue(self._case)
            self._case.run("COMMIT")
        except BaseException:
            self.discard()
            raise
        self._case.close()

    def discard(self) -> None:
        """Take back what was saved since the file was opened, and close it; a file made for it is removed."""
        self._case.close()
        if self._new:
            self._case.path.unlink(missing_ok=True)

    # What is known already

    def known(self) -> Mapping[str, tuple[DocumentId, ...]]:
        """Return the documents that came of each file, by the file's key as given to `save_file`.

        A document belongs to the file whose path it has, or of which it is a part (`file.zip!a/b.txt`). Paths tell it
        and not identifiers, for a copy that is found later may take a document's number among identical ones.
        """
        files = {path: key for key, path in self._case.rows("SELECT key, path FROM files")}
        found: dict[str, list[DocumentId]] = {key: [] for key in files.values()}
        for document, path in self._case.rows("SELECT id, path FROM documents ORDER BY path, id"):
            place = path
            while place not in files and "!" in place:
                place = place.rpartition("!")[0]
            if place in files:
                found[files[place]].append(DocumentId(document))
        return {key: tuple(documents) for key, documents in found.items()}

    def document(self, key: DocumentId) -> Document | None:
        """Return a document that is stored already, or None."""
        row = self._case.row(f"{rows.DOCUMENTS.select} WHERE t.id = ?", (key,))
        return rows.DOCUMENTS.record(row) if row else None

    def documents(self) -> Iterator[DocumentId]:
        """Yield the identifiers of all documents that are stored, sorted by path."""
        for (key,) in self._case.rows("SELECT id FROM documents ORDER BY path, id"):
            yield DocumentId(key)

    # What reading and extraction give

    def save_file(self, key: str, path: str, notices: Sequence[Notice] = ()) -> None:
        """Remember that a file was read, and the trouble met; older entries for its key or path are replaced.

        Args:
            key: What the file is: changes when its path, its bytes or its metadata change.
            path: Relative to the input.
            notices: The trouble met while reading it; they leave the case with the file.
        """
        self._changed = True
        self._case.run("DELETE FROM files WHERE key = ? OR path = ?", (key, path))
        self._case.run("INSERT INTO files (key, path) VALUES (?, ?)", (key, path))
        self._insert(rows.NOTICES, notices, ("file",), (key,))

    def forget_files(self, keys: Iterable[str]) -> None:
        """Forget that these files were read, with their notices; their documents stay."""
        self._changed = True
        self._case.run_many("DELETE FROM files WHERE key = ?", [(key,) for key in keys])

    def save_account(self, account: Account) -> None:
        """Save a document with all that was read off it; what was stored under its identifier is replaced."""
        document = account.document
        self._changed = True
        self.remove_documents([document.id])
        self._insert(rows.DOCUMENTS, [document])
        self._save_passages(account)
        for table, field in _OF_DOCUMENT:
            self._insert(table, getattr(account, field))
        self._save_statements(account.statements)
        self._insert(rows.LINKS, account.links, ("document",), (document.id,))
        self._insert(rows.NOTICES, account.notices, ("account",), (document.id,))

    def _save_passages(self, account: Account) -> None:
        first = self._next("passages")
        text = account.document.text
        self._insert(rows.PASSAGES, account.passages)
        words = ((number, p.span.of(text)) for number, p in enumerate(account.passages, first))
        self._case.run_many("INSERT INTO passage_search (rowid, text) VALUES (?, ?)", words)
        vectors = ((number, bytes(vector)) for number, vector in enumerate(account.vectors, first))
        self._case.run_many("INSERT INTO vectors (passage, vector) VALUES (?, ?)", vectors)

    def _save_statements(self, statements: Sequence[Statement]) -> None:
        first = self._next("statements")
        self._insert(rows.STATEMENTS, statements)
        sql = 'INSERT INTO roles (statement, position, name, start, "end", head, mention) VALUES (?, ?, ?, ?, ?, ?, ?)'
        roles = (
            (number, place, *rows.role_row(role))
            for number, statement in enumerate(statements, first)
            for place, role in enumerate(statement.roles)
        )
        self._case.run_many(sql, roles)

    def remove_documents(self, documents: Iterable[DocumentId]) -> None:
        """Remove documents with all that was read off them; unknown identifiers are passed over.

        Links, actors, lineages, groups and findings that rest on them stay until they are replaced.
        """
        for key in documents:
            self._changed = True
            row = self._case.row("SELECT text FROM documents WHERE id = ?", (key,))
            if row is None:
                continue
            self._forget_words(key, row[0])
            self._case.run("DELETE FROM documents WHERE id = ?", (key,))

    def _forget_words(self, document: DocumentId, text: str) -> None:
        # An index over text kept elsewhere has to be told the words that it shall forget.
        found = self._case.rows('SELECT number, start, "end" FROM passages WHERE document = ?', (document,))
        words = [(number, text[start:end]) for number, start, end in found]
        sql = "INSERT INTO passage_search (passage_search, rowid, text) VALUES ('delete', ?, ?)"
        self._case.run_many(sql, words)

    # What alignment and judgement give

    def replace_alignment(
        self, links: Iterable[Link], actors: Sequence[Actor], lineages: Sequence[Lineage], groups: Sequence[Group]
    ) -> None:
        """Put what joins documents in place of what was stored; links inside one account stay with it.

        `links` may be made while they are saved; `groups` is looked at after them.
        """
        self._changed = True
        self._clear("actors", "lineages", "statement_groups")
        self._case.run("DELETE FROM links WHERE document IS NULL")
        self._insert(rows.LINKS, links)
        self._many(
            "INSERT INTO actors (id, name, kind, names) VALUES (?, ?, ?, ?)",
            [(a.id, a.name, a.kind.value, codec.dump(a.names)) for a in actors],
        )
        self._members("actor_mentions", "actor", "mention", [(a.id, a.mentions) for a in actors])
        self._many(
            "INSERT INTO lineages (id, reasons) VALUES (?, ?)",
            [(x.id, codec.dump_reasons(x.reasons)) for x in lineages],
        )
        self._members("lineage_documents", "lineage", "document", [(x.id, x.documents) for x in lineages])
        self._many(
            "INSERT INTO statement_groups (id, links) VALUES (?, ?)", [(g.id, codec.dump(g.links)) for g in groups]
        )
        self._members("group_statements", "group", "statement", [(g.id, g.statements) for g in groups])

    def replace_findings(
        self,
        findings: Sequence[Finding],
        silences: Sequence[Silence],
        naming: Iterable[Naming],
        notices: Sequence[Notice],
    ) -> None:
        """Put what the documents amount to in place of what was stored; notices are those of the whole case."""
        self._changed = True
        self._clear("findings", "silences", "naming")
        self._case.run("INSERT INTO finding_search (finding_search) VALUES ('delete-all')")
        self._case.run("DELETE FROM notices WHERE file IS NULL AND account IS NULL")
        for finding in findings:
            self._save_finding(finding)
        self._many(
            "INSERT INTO silences (document, finding, reason) VALUES (?, ?, ?)",
            [(s.document, s.finding, codec.dump_reasons([s.reason])) for s in silences],
        )
        self._case.run_many(
            "INSERT INTO naming (actor, document, label, count, spans) VALUES (?, ?, ?, ?, ?)",
            ((n.actor, n.document, n.label, n.count, codec.dump_spans(n.spans)) for n in naming),
        )
        self._insert(rows.NOTICES, notices)

    def replace_tellings(self, sayings: Iterable[Saying], events: Iterable[Event], acts: Iterable[Act]) -> None:
        """Put verbs of saying, the timeline and the network in place of what was stored; each may be made meanwhile."""
        self._changed = True
        self._clear("sayings", "timeline", "network")
        self._case.run("DELETE FROM meta WHERE key = 'untold'")
        self._insert(SAYINGS, sayings)
        columns = 'event, position, document, start, "end", statement, time, polarity, modality, voice'
        sql = f"INSERT INTO tellings ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - our own names
        for event in events:
            self._insert(TIMELINE, [event])
            self._case.run_many(sql, telling_rows(event))
        self._insert(NETWORK, acts)

    def _save_finding(self, finding: Finding) -> None:
        asked = finding.question
        words = (asked.subject, asked.verb, asked.object, asked.counted, asked.unit)
        question = (asked.kind.value, *words, asked.passive, asked.modality.value)
        grade = finding.grade.value if finding.grade else None
        weight = (finding.confidence, finding.rank, codec.dump_reasons(finding.reasons))
        number = self._case.run(
            "INSERT INTO findings (id, verdict, grade, kind, subject, verb, object, counted, unit, passive, modality,"
            " confidence, rank, reasons) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (finding.id, finding.verdict.value, grade, *question, *weight),
        )
        self._many(
            "INSERT INTO answers (finding, position, label, value, lineages) VALUES (?, ?, ?, ?, ?)",
            [
                (finding.id, place, answer.label, answer.value, codec.dump(answer.lineages))
                for place, answer in enumerate(finding.answers)
            ],
        )
        self._many(
            'INSERT INTO evidence (finding, answer, position, document, start, "end", statement, voice)'
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (finding.id, place, step, item.document, *codec.ends(item.span), item.statement, item.voice)
                for place, answer in enumerate(finding.answers)
                for step, item in enumerate(answer.evidence)
            ],
        )
        self._case.run("INSERT INTO finding_search (rowid, text) VALUES (?, ?)", (number, self._words_of(finding)))

    def _words_of(self, finding: Finding) -> str:
        """Return the words by which a finding is found: its question, its answers and the passages they stand in."""
        asked = finding.question
        words = [asked.subject, asked.verb.replace("_", " "), asked.object, asked.counted, asked.unit or ""]
        words += [answer.label for answer in finding.answers]
        for item in (item for answer in finding.answers for item in answer.evidence):
            sql = (
                "SELECT text FROM passage_texts WHERE number IN"
                ' (SELECT number FROM passages WHERE document = ? AND start < ? AND "end" > ?)'
            )
            words += [text for (text,) in self._case.rows(sql, (item.document, item.span.end, item.span.start))]
        return "\n".join(words)

    # What readers decide

    def add_decision(self, decision: Decision) -> None:
        """Save a reader's decision; it stays over every rebuild. One with the same identifier is replaced."""
        self._case.run("DELETE FROM decisions WHERE id = ?", (decision.id,))
        self._insert(rows.DECISIONS, [decision])

    def undo_decision(self, key: str) -> None:
        """Mark a decision as taken back; it is kept.

        Raises:
            UnknownRecordError: If there is none with this identifier.
        """
        if self._case.row("SELECT 1 FROM decisions WHERE id = ?", (key,)) is None:
            near = [found for (found,) in self._case.rows("SELECT id FROM decisions ORDER BY number DESC LIMIT 5")]
            raise UnknownRecordError("decision", key, near)
        self._case.run("UPDATE decisions SET undone = 1 WHERE id = ?", (key,))

    def decisions(self) -> Iterator[Decision]:
        """Yield the readers' decisions, also those taken back, in the order in which they were made."""
        for row in self._case.rows(f"{rows.DECISIONS.select} ORDER BY t.number"):
            yield rows.DECISIONS.record(row)

    # What else is to be remembered

    def meta(self, key: str) -> str | None:
        """Return what was stored under a key, or None."""
        row = self._case.row("SELECT value FROM meta WHERE key = ?", (key,))
        return None if row is None else str(row[0])

    def set_meta(self, key: str, value: str) -> None:
        """Store a text under a key, in place of what was there."""
        self._case.run(
            "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, value)
        )

    def _insert(self, table: Table[Any], records: Iterable[Any], extra: Sequence[str] = (), values: Row = ()) -> None:
        self._case.run_many(table.insert(extra), ((*table.row(record), *values) for record in records))

    def _many(self, sql: str, values: Sequence[Row]) -> None:
        self._case.run_many(sql, values)

    def _members(self, table: str, one: str, many: str, groups: Iterable[tuple[str, Sequence[str]]]) -> None:
        sql = f'INSERT INTO {table} ("{one}", position, "{many}") VALUES (?, ?, ?)'  # noqa: S608 - names are our own
        self._case.run_many(
            sql, [(key, place, member) for key, members in groups for place, member in enumerate(members)]
        )

    def _clear(self, *tables: str) -> None:
        for table in tables:
            self._case.run(f"DELETE FROM {table}")  # noqa: S608 - names are our own

    def _next(self, table: str) -> int:
        row = self._case.row(f"SELECT coalesce(max(number), 0) + 1 FROM {table}")  # noqa: S608 - names are our own
        return int(row[0]) if row else 1
