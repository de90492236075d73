"""What a case tells across its documents: who acts on whom, what happened when, who speaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossread.model.document import DocumentId
from crossread.model.finding import FindingId, Silence
from crossread.model.link import Link
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
