"""What a case tells across its documents: who acts on whom, what happened when, who speaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossread.model.document import DocumentId
from crossread.model.finding import FindingId, Naming, Silence
from crossread.model.link import ActorId, Lineage, LineageId, Link
from crossread.model.mention import MentionId
from crossread.model.span import Span
from crossread.model.statement import Attribution, Quotation, StatementId
from crossread.model.value import Interval
from crossread.store import codec, rows
from crossread.store.database import Connection


@dataclass(frozen=True, slots=True, order=True)
class Act:
    """A statement in which one named actor does something to another.

    Attributes:
        document: Where it stands.
        span: The clause.
        statement: The statement.
        lemma: What is done.
        negative: Whether the statement says that it is not so.
        agent: The mention of the one who acts.
        patient: The mention of the one acted on.
    """

    document: DocumentId
    span: Span
    statement: StatementId
    lemma: str
    negative: bool
    agent: MentionId
    patient: MentionId


@dataclass(frozen=True, slots=True, order=True)
class Dated:
    """A statement whose time is known from both sides.

    Attributes:
        document: Where it stands.
        span: The clause.
        statement: The statement.
        time: The days on which it may have happened; no end is open.
        passage: Where the passage begins in which it stands.
    """

    document: DocumentId
    span: Span
    statement: StatementId
    time: Interval
    passage: int


def acts(case: Connection) -> list[Act]:
    """Return every statement in which an actor acts on another, sorted."""
    sql = (
        'SELECT DISTINCT s.document, s.start, s."end", s.id, s.lemma, s.polarity, a.mention, p.mention'
        " FROM statements s JOIN roles a ON a.statement = s.number JOIN roles p ON p.statement = s.number"
        " WHERE a.name = 'agent' AND p.name IN ('patient', 'recipient')"
        " AND a.mention IS NOT NULL AND p.mention IS NOT NULL"
    )
    return sorted(
        Act(document, Span(start, end), key, lemma, polarity == "negative", agent, patient)
        for document, start, end, key, lemma, polarity, agent, patient in case.rows(sql)
    )


def dated(case: Connection) -> list[Dated]:
    """Return every statement whose time is known from both sides, sorted."""
    sql = (
        'SELECT s.document, s.start, s."end", s.id, s.time, p.start FROM statements s'
        " JOIN passages p ON p.id = s.passage WHERE s.time IS NOT NULL AND s.time NOT LIKE '%..%'"
    )
    return sorted(
        Dated(document, Span(start, end), key, Interval.parse(time), passage)
        for document, start, end, key, time, passage in case.rows(sql)
    )


def speeches(case: Connection, mentions: Sequence[MentionId]) -> list[Quotation | Attribution]:
    """Return the quotations and attributions whose speaker one of these mentions names, by document and place."""
    own = (codec.dump(list(mentions)),)
    inside = "IN (SELECT value FROM json_each(?))"
    quoted = case.rows(f"{rows.QUOTATIONS.select} WHERE t.speaker_mention {inside} ORDER BY t.number", own)
    told = case.rows(f"{rows.ATTRIBUTIONS.select} WHERE t.source_mention {inside} ORDER BY t.number", own)
    found: list[Quotation | Attribution] = [rows.QUOTATIONS.record(row) for row in quoted]
    found += [rows.ATTRIBUTIONS.record(row) for row in told]
    return sorted(found, key=lambda item: (item.document, _first(item)))


def _first(speech: Quotation | Attribution) -> Span:
    return (speech.spans if isinstance(speech, Quotation) else speech.content)[0]


def links_of(case: Connection, document: str) -> list[Link]:
    """Return the links that join a document as a whole to others (`reuses`), by identifier."""
    sql = f"{rows.LINKS.select} WHERE t.kind = 'reuses' AND (t.a = ? OR t.b = ?) ORDER BY t.id"
    return [rows.LINKS.record(row) for row in case.rows(sql, (document, document))]


def silences_of(case: Connection, document: str) -> Iterator[Silence]:
    """Yield what a document is silent about, in the order in which it was saved."""
    sql = "SELECT document, finding, reason FROM silences WHERE document = ? ORDER BY number"
    for key, finding, reason in case.rows(sql, (document,)):
        yield Silence(DocumentId(key), FindingId(finding), codec.load_reasons(reason)[0])


@dataclass(frozen=True, slots=True)
class Listed:
    """A document without its text, for lists.

    Attributes:
        id: Its identifier.
        path: Where it was read.
        label: Its source, else its path.
        published: When (ISO, partial), or "".
    """

    id: DocumentId
    path: str
    label: str
    published: str


def listed(case: Connection) -> list[Listed]:
    """Return all documents without their texts, by path."""
    sql = "SELECT id, path, coalesce(source, path), coalesce(published, '') FROM documents ORDER BY path, id"
    return [Listed(DocumentId(key), path, label, published) for key, path, label, published in case.rows(sql)]


def labels(case: Connection) -> dict[str, str]:
    """Return what to call each document, by identifier: its source, else its path; sorted by path."""
    found = case.rows("SELECT id, coalesce(source, path) FROM documents ORDER BY path, id")
    return {str(key): str(label) for key, label in found}


def joined_lineages(case: Connection) -> list[Lineage]:
    """Return the lineages of several documents, by identifier."""
    sql = (
        "SELECT l.id, l.reasons, d.document FROM lineages l JOIN lineage_documents d ON d.lineage = l.id"
        " WHERE EXISTS (SELECT 1 FROM lineage_documents e WHERE e.lineage = l.id AND e.position > 0)"
        " ORDER BY l.id, d.position"
    )
    reasons: dict[str, str] = {}
    members: dict[str, list[DocumentId]] = {}
    for key, why, document in case.rows(sql):
        reasons[key] = why
        members.setdefault(key, []).append(DocumentId(document))
    return [Lineage(LineageId(key), tuple(found), codec.load_reasons(reasons[key])) for key, found in members.items()]


def lineage_of(case: Connection) -> dict[DocumentId, str]:
    """Return the lineage of each document."""
    return {DocumentId(key): lineage for key, lineage in case.rows("SELECT document, lineage FROM lineage_documents")}


def statement_count(case: Connection) -> int:
    """Return how many statements were read."""
    row = case.row("SELECT count(*) FROM statements")
    return int(row[0]) if row else 0


def naming_of(case: Connection, actors: Sequence[str]) -> list[Naming]:
    """Return what documents call these actors, in the order in which it was saved."""
    sql = (
        "SELECT actor, document, label, count, spans FROM naming"
        " WHERE actor IN (SELECT value FROM json_each(?)) ORDER BY number"
    )
    return [
        Naming(ActorId(actor), DocumentId(document), label, count, codec.load_spans(spans))
        for actor, document, label, count, spans in case.rows(sql, (codec.dump(list(actors)),))
    ]


def silence_counts(case: Connection) -> dict[DocumentId, int]:
    """Return how many findings each document is silent about, where there are any."""
    rows_found = case.rows("SELECT document, count(*) FROM silences GROUP BY document ORDER BY document")
    return {DocumentId(key): count for key, count in rows_found}


def naming_counts(case: Connection) -> list[tuple[str, str, str, int]]:
    """Return actor, document, label and count of everything that documents call actors, without the places."""
    return [
        (actor, document, label, count)
        for actor, document, label, count in case.rows("SELECT actor, document, label, count FROM naming")
    ]
