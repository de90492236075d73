"""Records to rows of the case file, and back; what comes back equals what went in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from crossread.errors import Notice, NoticeCode
from crossread.model.decision import Decision, DecisionId, DecisionKind
from crossread.model.document import Document, DocumentId, Passage, PassageId, PassageKind, Source
from crossread.model.link import Link, LinkId, LinkKind
from crossread.model.mention import (
    ActorKind,
    DateId,
    DateMention,
    Figure,
    FigureId,
    Mention,
    MentionForm,
    MentionId,
    TimexType,
)
from crossread.model.span import Span
from crossread.model.statement import (
    Attribution,
    AttributionId,
    AttributionKind,
    Modality,
    Polarity,
    Quotation,
    QuotationId,
    QuotationKind,
    Role,
    RoleName,
    Stance,
    Statement,
    StatementId,
)
from crossread.model.value import Amount, Approximation, PartialDate
from crossread.store.codec import (
    Row,
    Table,
    Value,
    dump,
    dump_reasons,
    dump_spans,
    ends,
    interval_of,
    load_reasons,
    load_spans,
    span_of,
    speaker_of,
    speaker_row,
)


def _document_row(d: Document) -> Row:
    name, family = (d.source.name, d.source.family) if d.source else (None, None)
    published = d.published.iso() if d.published else None
    fields = (d.id, d.path, d.sha256, len(d.text), d.language, d.title, name, family, d.author)
    return (*fields, published, d.url, d.text)


def _document(row: Sequence[Any]) -> Document:
    key, path, sha256, _, language, title, name, family, author, published, url, text = row
    return Document(
        DocumentId(key),
        path,
        sha256,
        text,
        language,
        title,
        None if name is None else Source(name, family),
        author,
        None if published is None else PartialDate.parse(published),
        url,
    )


DOCUMENTS: Final[Table[Document]] = Table(
    "documents",
    (
        "id",
        "path",
        "sha256",
        "chars",
        "language",
        "title",
        "source",
        "family",
        "author",
        "published",
        "url",
        "text",
    ),
    _document_row,
    _document,
)

PASSAGES: Final[Table[Passage]] = Table(
    "passages",
    ("id", "document", "start", "end", "kind", "paragraph"),
    lambda p: (p.id, p.document, *ends(p.span), p.kind.value, p.paragraph),
    lambda r: Passage(PassageId(r[0]), DocumentId(r[1]), Span(r[2], r[3]), PassageKind(r[4]), r[5]),
)

MENTIONS: Final[Table[Mention]] = Table(
    "mentions",
    ("id", "document", "start", "end", "head_start", "head_end", "kind", "form", "name"),
    lambda m: (m.id, m.document, *ends(m.span), *ends(m.head), m.kind.value, m.form.value, m.name),
    lambda r: Mention(
        MentionId(r[0]),
        DocumentId(r[1]),
        Span(r[2], r[3]),
        Span(r[4], r[5]),
        ActorKind(r[6]),
        MentionForm(r[7]),
        r[8],
    ),
)

DATES: Final[Table[DateMention]] = Table(
    "dates",
    ("id", "document", "start", "end", "type", "value", "mod", "anchor", "interval"),
    lambda d: (
        d.id,
        d.document,
        *ends(d.span),
        d.type.value,
        d.value,
        d.mod,
        d.anchor,
        d.interval.iso() if d.interval else None,
    ),
    lambda r: DateMention(
        DateId(r[0]), DocumentId(r[1]), Span(r[2], r[3]), TimexType(r[4]), r[5], r[6], r[7], interval_of(r[8])
    ),
)


def _number(value: float | None) -> Value:
    # SQLite's integers end at 64 bits; a greater one is kept as the nearest float.
    return float(value) if isinstance(value, int) and not -(2**63) <= value < 2**63 else value


FIGURES: Final[Table[Figure]] = Table(
    "figures",
    (
        "id",
        "document",
        "start",
        "end",
        "number_start",
        "number_end",
        "low",
        "high",
        "approximation",
        "unit",
        "counted_start",
        "counted_end",
        "noun",
    ),
    lambda f: (
        f.id,
        f.document,
        *ends(f.span),
        *ends(f.number),
        _number(f.amount.low),
        _number(f.amount.high),
        f.amount.approximation.value,
        f.amount.unit,
        *ends(f.counted),
        f.noun,
    ),
    lambda r: Figure(
        FigureId(r[0]),
        DocumentId(r[1]),
        Span(r[2], r[3]),
        Span(r[4], r[5]),
        Amount(r[6], r[7], Approximation(r[8]), r[9]),
        span_of(r[10], r[11]),
        r[12],
    ),
)

QUOTATIONS: Final[Table[Quotation]] = Table(
    "quotations",
    (
        "id",
        "document",
        "start",
        "end",
        "spans",
        "kind",
        "speaker_start",
        "speaker_end",
        "speaker_mention",
        "cue_start",
        "cue_end",
    ),
    lambda q: (
        q.id,
        q.document,
        q.spans[0].start,
        q.spans[-1].end,
        dump_spans(q.spans),
        q.kind.value,
        *speaker_row(q.speaker),
        *ends(q.cue),
    ),
    lambda r: Quotation(
        QuotationId(r[0]),
        DocumentId(r[1]),
        load_spans(r[4]),
        QuotationKind(r[5]),
        speaker_of(*r[6:9]),
        span_of(r[9], r[10]),
    ),
)

ATTRIBUTIONS: Final[Table[Attribution]] = Table(
    "attributions",
    (
        "id",
        "document",
        "start",
        "end",
        "content",
        "kind",
        "source_start",
        "source_end",
        "source_mention",
        "cue_start",
        "cue_end",
        "stance",
        "within",
    ),
    lambda a: (
        a.id,
        a.document,
        a.content[0].start,
        a.content[-1].end,
        dump_spans(a.content),
        a.kind.value,
        *speaker_row(a.source),
        *ends(a.cue),
        a.stance.value,
        a.within,
    ),
    lambda r: Attribution(
        AttributionId(r[0]),
        DocumentId(r[1]),
        load_spans(r[4]),
        AttributionKind(r[5]),
        speaker_of(*r[6:9]),
        span_of(r[9], r[10]),
        Stance(r[11]),
        r[12],
    ),
)


def _statement_row(s: Statement) -> Row:
    time = s.time.iso() if s.time else None
    words = (s.lemma, s.polarity.value, s.modality.value, s.voice, time)
    lists = (dump(s.dates), dump(s.figures), dump(s.terms))
    return (s.id, s.document, s.passage, *ends(s.span), *ends(s.trigger), *words, *lists)


def _statement(row: Sequence[Any]) -> Statement:
    return Statement(
        StatementId(row[0]),
        DocumentId(row[1]),
        PassageId(row[2]),
        Span(row[3], row[4]),
        Span(row[5], row[6]),
        row[7],
        (),
        Polarity(row[8]),
        Modality(row[9]),
        row[10],
        interval_of(row[11]),
        tuple(json.loads(row[12])),
        tuple(json.loads(row[13])),
        tuple(json.loads(row[14])),
    )


STATEMENTS: Final[Table[Statement]] = Table(
    "statements",
    (
        "id",
        "document",
        "passage",
        "start",
        "end",
        "trigger_start",
        "trigger_end",
        "lemma",
        "polarity",
        "modality",
        "voice",
        "time",
        "dates",
        "figures",
        "terms",
    ),
    _statement_row,
    _statement,
)
"""Without the roles, which have a table of their own."""


def role_row(role: Role) -> Row:
    """Return the columns name, start, end, head, mention of `roles`."""
    return (role.name.value, *ends(role.span), role.head, role.mention)


def role_of(row: Sequence[Any]) -> Role:
    """Return the role that `role_row` took apart."""
    return Role(RoleName(row[0]), Span(row[1], row[2]), row[3], row[4])


LINKS: Final[Table[Link]] = Table(
    "links",
    ("id", "kind", "a", "b", "score", "reasons", "by", "a_start", "a_end", "b_start", "b_end"),
    lambda x: (
        x.id,
        x.kind.value,
        x.a,
        x.b,
        x.score,
        dump_reasons(x.reasons),
        x.by,
        *ends(x.span_a),
        *ends(x.span_b),
    ),
    lambda r: Link(
        LinkId(r[0]),
        LinkKind(r[1]),
        r[2],
        r[3],
        r[4],
        load_reasons(r[5]),
        r[6],
        span_of(r[7], r[8]),
        span_of(r[9], r[10]),
    ),
)

NOTICES: Final[Table[Notice]] = Table(
    "notices",
    ("code", "path", "document", "start", "end", "detail"),
    lambda n: (n.code.value, n.path, n.document, n.start, n.end, n.detail),
    lambda r: Notice(NoticeCode(r[0]), r[1], r[2], r[3], r[4], r[5]),
)

DECISIONS: Final[Table[Decision]] = Table(
    "decisions",
    ("id", "kind", "target", "by", "at", "note", "undone", "to", "anchor"),
    lambda d: (d.id, d.kind.value, d.target, d.by, d.at, d.note, int(d.undone), d.to, d.anchor),
    lambda r: Decision(DecisionId(r[0]), DecisionKind(r[1]), r[2], r[3], r[4], r[5], bool(r[6]), r[7], r[8]),
)
