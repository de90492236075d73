"""What a case tells across its documents: who acts on whom, what happened when, who speaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from crossread.model.document import DocumentId
from crossread.model.event import Act
from crossread.model.finding import Naming, Saying
from crossread.model.link import ActorId, Link
from crossread.model.span import Span
from crossread.model.statement import Modality, Polarity, StatementId
from crossread.model.value import Approximation, Interval
from crossread.store import codec, rows
from crossread.store.catalogue import WIDEST
from crossread.store.database import Connection
from crossread.store.telling_rows import NETWORK, SAYINGS

_OF_THEM: Final = "FROM catalogue_actor_documents WHERE actor IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True, order=True)
class Dated:
    """A statement whose time is known to a year or better.

    Attributes:
        time: The days on which it may have happened; no end is open.
        document: Where it stands.
        span: The clause.
        statement: The statement.
        label: What to call the document's source.
        passage: Where the passage begins in which it stands.
    """

    time: Interval
    document: DocumentId
    span: Span
    statement: StatementId
    label: str
    passage: int


def acts(case: Connection, agents: Sequence[str], patients: Sequence[str]) -> list[Act]:
    """Return every statement in which one of some actors acts on one of others, by document and place."""
    where = "t.agent IN (SELECT value FROM json_each(?)) AND t.patient IN (SELECT value FROM json_each(?))"
    sql = f"{NETWORK.select} WHERE {where} ORDER BY t.document, t.start, t.id"
    return [NETWORK.record(row) for row in case.rows(sql, (codec.dump(list(agents)), codec.dump(list(patients))))]


def acts_touching(case: Connection, actors: Sequence[str]) -> list[Act]:
    """Return every statement in which one of some actors acts or is acted on, by document and place."""
    held = "IN (SELECT value FROM json_each(?))"
    ids = f"SELECT id FROM network WHERE agent {held} UNION SELECT id FROM network WHERE patient {held}"  # noqa: S608
    sql = f"{NETWORK.select} WHERE t.id IN ({ids}) ORDER BY t.document, t.start, t.id"
    return [NETWORK.record(row) for row in case.rows(sql, (codec.dump(list(actors)),) * 2)]


def sayings_of(case: Connection, actors: Sequence[str], documents: Sequence[str] | None = None) -> list[Saying]:
    """Return with which verbs documents (all, or these) let these actors speak, in the order in which it was saved."""
    held = "IN (SELECT value FROM json_each(?))"
    where = f"t.actor {held}" + ("" if documents is None else f" AND t.document {held}")
    values = [codec.dump(list(keys)) for keys in (actors, documents) if keys is not None]
    return [SAYINGS.record(row) for row in case.rows(f"{SAYINGS.select} WHERE {where} ORDER BY t.number", values)]


def force(case: Connection, statement: str) -> tuple[Polarity, Modality]:
    """Return whether a statement on the timeline says that it is so or not, and that it is, may, will or should be."""
    row = case.row("SELECT polarity, modality FROM tellings WHERE statement = ?", (statement,))
    return (Polarity(row[0]), Modality(row[1])) if row else (Polarity.POSITIVE, Modality.ASSERTED)


def passage_start(case: Connection, key: str) -> int | None:
    """Return where a passage begins, by its identifier; None where there is none."""
    row = case.row("SELECT start FROM passages WHERE id = ?", (key,))
    return int(row[0]) if row else None


def grouped(case: Connection) -> list[tuple[str, DocumentId]]:
    """Return group and document of the statements that answer one question, by group; each pair once."""
    sql = (
        'SELECT DISTINCT g."group", s.document FROM group_statements g JOIN statements s ON s.id = g.statement'
        ' ORDER BY g."group", s.document'
    )
    return [(str(group), DocumentId(document)) for group, document in case.rows(sql)]


def dated(case: Connection, start: str, end: str, sources: Sequence[str] | None, limit: int) -> list[Dated]:
    """Return the statements that tell of some day between two (ISO), the first and shortest first.

    Args:
        case: The case.
        start: First day.
        end: Last day.
        sources: Only those of these sources; None for all.
        limit: At most so many.
    """
    only = "" if sources is None else " AND label IN (SELECT value FROM json_each(?))"
    values = () if sources is None else (codec.dump(list(sources)),)
    sql = (
        'SELECT start, "end", document, first, last, statement, label, passage FROM catalogue_told'  # noqa: S608
        f' WHERE start <= ? AND start >= ? AND "end" >= ?{only} ORDER BY start, days, document, first LIMIT ?'
    )
    earliest = _before(start)
    return [
        Dated(Interval(date.fromisoformat(one), date.fromisoformat(other)), document, Span(first, last), *rest)
        for one, other, document, first, last, *rest in case.rows(sql, (end, earliest, start, *values, limit))
    ]


def days_told(
    case: Connection, start: str, end: str, sources: Sequence[str] | None = None
) -> list[tuple[str, str, str, int]]:
    """Return source, first and last day, and number of the statements that tell of some day between two (ISO)."""
    only = "" if sources is None else " AND label IN (SELECT value FROM json_each(?))"
    values = () if sources is None else (codec.dump(list(sources)),)
    sql = (
        'SELECT label, start, "end", number FROM catalogue_days'  # noqa: S608 - names are our own
        f' WHERE start <= ? AND start >= ? AND "end" >= ?{only} ORDER BY label, start, "end"'
    )
    return [(row[0], row[1], row[2], row[3]) for row in case.rows(sql, (end, _before(start), start, *values))]


def _before(day: str) -> str:
    """Return the earliest day on which something begins that reaches to a day; longer things are not laid out."""
    known = date.fromisoformat(day)
    return (known - timedelta(min(WIDEST, (known - date.min).days))).isoformat()


def speaking(case: Connection, documents: Sequence[str], mentions: AbstractSet[str]) -> frozenset[DocumentId]:
    """Return those of some documents that let the actor speak whom these mentions name."""
    held = "IN (SELECT value FROM json_each(?))"
    sql = (
        f"SELECT document, speaker_mention FROM quotations WHERE document {held}"  # noqa: S608 - names are our own
        f" UNION SELECT document, source_mention FROM attributions WHERE document {held}"
    )
    found = case.rows(sql, (codec.dump(list(documents)),) * 2)
    return frozenset(DocumentId(key) for key, mention in found if mention in mentions)


def naming_findings(case: Connection, documents: Sequence[str], mentions: AbstractSet[str]) -> dict[str, bool]:
    """Return the findings that rest on these documents, and whether a passage behind them holds one of the mentions."""
    sql = (
        "SELECT e.finding, m.id FROM (SELECT DISTINCT finding FROM evidence"
        " WHERE document IN (SELECT value FROM json_each(?))) f CROSS JOIN evidence e ON e.finding = f.finding"
        ' LEFT JOIN passages p ON p.document = e.document AND p.start < e."end" AND p."end" > e.start'
        ' LEFT JOIN mentions m ON m.document = p.document AND m.start >= p.start AND m.start < p."end"'
    )
    found: dict[str, bool] = {}
    for key, mention in case.rows(sql, (codec.dump(list(documents)),)):
        found[key] = found.get(key, False) or mention in mentions
    return found


def documents_of(case: Connection, actors: Sequence[str], limit: int, offset: int = 0) -> tuple[int, list[DocumentId]]:
    """Return how many documents name some actors or let them speak, and some of them; those that let them speak first.

    Args:
        case: The case.
        actors: Whom; taken for one.
        limit: At most so many.
        offset: Leave out so many first.
    """
    keys = codec.dump(list(actors))
    row = case.row(f"SELECT count(DISTINCT document) {_OF_THEM}", (keys,))
    sql = f"SELECT document {_OF_THEM} GROUP BY document ORDER BY min(silent), document LIMIT ? OFFSET ?"
    found = [DocumentId(key) for (key,) in case.rows(sql, (keys, limit, offset))]
    return (int(row[0]) if row else 0), found


def silent_documents(case: Connection, actors: Sequence[str]) -> dict[DocumentId, bool]:
    """Return the documents that name some actors or let them speak, and whether they only name them."""
    sql = f"SELECT document, min(silent) {_OF_THEM} GROUP BY document"
    return {DocumentId(key): bool(silent) for key, silent in case.rows(sql, (codec.dump(list(actors)),))}


def links_of(case: Connection, document: str) -> list[Link]:
    """Return the links that join a document as a whole to others (`reuses`), by identifier."""
    sql = f"{rows.LINKS.select} WHERE t.kind = 'reuses' AND (t.a = ? OR t.b = ?) ORDER BY t.id"
    return [rows.LINKS.record(row) for row in case.rows(sql, (document, document))]


def naming_of(case: Connection, actors: Sequence[str], documents: Sequence[str] | None = None) -> list[Naming]:
    """Return what documents (all, or these) call these actors, in the order in which it was saved."""
    held = "IN (SELECT value FROM json_each(?))"
    where = f"actor {held}" + ("" if documents is None else f" AND document {held}")
    values = [codec.dump(list(keys)) for keys in (actors, documents) if keys is not None]
    sql = f"SELECT actor, document, label, count, spans FROM naming WHERE {where} ORDER BY number"  # noqa: S608
    return [
        Naming(ActorId(actor), DocumentId(document), label, count, codec.load_spans(spans))
        for actor, document, label, count, spans in case.rows(sql, values)
    ]


def called(case: Connection, actors: Sequence[str], without: Sequence[str] = ()) -> tuple[Mapping[str, int], int]:
    """Return what documents call these actors, how often by label, and how many documents do; some are left out."""
    held = "FROM naming WHERE actor IN (SELECT value FROM json_each(?))"
    held += " AND document NOT IN (SELECT value FROM json_each(?))"
    asked = (codec.dump(list(actors)), codec.dump(list(without)))
    labels = {label: number for label, number in case.rows(f"SELECT label, sum(count) {held} GROUP BY label", asked)}  # noqa: C416 - rows are sequences
    row = case.row(f"SELECT count(DISTINCT document) {held}", asked)
    return labels, int(row[0]) if row else 0


def words(case: Connection, document: str, span: Span) -> str:
    """Return the words of a document that a span covers."""
    row = case.row("SELECT substr(text, ?, ?) FROM documents WHERE id = ?", (span.start + 1, span.length, document))
    return str(row[0]) if row else ""


def surroundings(case: Connection, document: str, span: Span) -> Span:
    """Return the stretch of the passages of a document that a span touches; the span itself where it touches none."""
    sql = 'SELECT min(start), max("end") FROM passages WHERE document = ? AND start < ? AND "end" > ?'
    row = case.row(sql, (document, span.end, span.start))
    return Span(row[0], row[1]) if row and row[0] is not None else span


def approximation(case: Connection, document: str, span: Span) -> Approximation:
    """Return how exact the first figure is whose number a span of a document touches; exact where it touches none."""
    sql = (
        "SELECT approximation FROM figures WHERE document = ? AND number_start < ? AND number_end > ?"
        " ORDER BY number LIMIT 1"
    )
    row = case.row(sql, (document, span.end, span.start))
    return Approximation(row[0]) if row else Approximation.EXACT


def passage(case: Connection, document: str, start: int) -> str:
    """Return the text of the passage that begins at a place of a document; "" where none does."""
    sql = (
        'SELECT substr(d.text, p.start + 1, p."end" - p.start) FROM passages p JOIN documents d ON d.id = p.document'
        " WHERE p.document = ? AND p.start = ?"
    )
    row = case.row(sql, (document, start))
    return str(row[0]) if row else ""
