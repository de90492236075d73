"""Verbs of saying, events and acts to rows of the case file, and back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from crossread.model.document import DocumentId, PassageId
from crossread.model.event import Act, ActId, Event, EventId, Telling
from crossread.model.finding import Saying
from crossread.model.link import ActorId
from crossread.model.mention import MentionId
from crossread.model.span import Span
from crossread.model.statement import AttributionKind, Modality, Polarity, RoleName, Stance, StatementId
from crossread.model.value import Interval
from crossread.store.codec import Row, Table, dump, dump_spans, ends, load_spans
from crossread.store.database import Connection


def _saying(row: Sequence[Any]) -> Saying:
    actor, document, verb, kind, stance, count, spans, speakers = row
    return Saying(
        ActorId(actor),
        DocumentId(document),
        verb,
        AttributionKind(kind),
        Stance(stance),
        count,
        load_spans(spans),
        tuple(MentionId(key) for key in json.loads(speakers)),
    )


SAYINGS: Final[Table[Saying]] = Table(
    "sayings",
    ("actor", "document", "verb", "kind", "stance", "count", "spans", "speakers"),
    lambda s: (
        s.actor,
        s.document,
        s.verb,
        s.kind.value,
        s.stance.value,
        s.count,
        dump_spans(s.spans),
        dump(s.speakers),
    ),
    _saying,
)


def _act(row: Sequence[Any]) -> Act:
    key, document, start, end, statement, passage, verb, polarity, modality, voice, agent, patient, role, *rest = row
    one, other, one_start, one_end, other_start, other_end = rest
    return Act(
        ActId(key),
        DocumentId(document),
        Span(start, end),
        StatementId(statement),
        PassageId(passage),
        verb,
        Polarity(polarity),
        Modality(modality),
        voice,
        ActorId(agent),
        ActorId(patient),
        RoleName(role),
        MentionId(one),
        MentionId(other),
        Span(one_start, one_end),
        Span(other_start, other_end),
    )


NETWORK: Final[Table[Act]] = Table(
    "network",
    (
        *("id", "document", "start", "end", "statement", "passage", "verb", "polarity", "modality", "voice", "agent"),
        *("patient", "role", "agent_mention", "patient_mention", "agent_start", "agent_end", "patient_start"),
        "patient_end",
    ),
    lambda a: (
        *(a.id, a.document, *ends(a.span), a.statement, a.passage, a.verb, a.polarity.value, a.modality.value, a.voice),
        *(a.agent, a.patient, a.role.value, a.agent_mention, a.patient_mention),
        *(*ends(a.agent_span), *ends(a.patient_span)),
    ),
    _act,
)

TIMELINE: Final[Table[Event]] = Table(
    "timeline",
    ("id", "time", "verb", "label"),
    lambda e: (e.id, e.time.iso(), e.verb, e.label),
    lambda r: Event(EventId(r[0]), Interval.parse(r[1]), r[2], r[3], ()),
)
"""Without the tellings, which have a table of their own."""


def telling_rows(event: Event) -> Iterator[Row]:
    """Yield the rows of `tellings` for one event."""
    for place, t in enumerate(event.tellings):
        said = (t.statement, t.time.iso(), t.polarity.value, t.modality.value, t.voice)
        yield (event.id, place, t.document, *ends(t.span), *said)


def tellings(case: Connection) -> Mapping[str, tuple[Telling, ...]]:
    """Return the tellings of all events, by event, in their order."""
    sql = (
        'SELECT event, document, start, "end", statement, time, polarity, modality, voice FROM tellings'
        " ORDER BY event, position"
    )
    found: dict[str, list[Telling]] = {}
    for event, *row in case.rows(sql):
        found.setdefault(event, []).append(_telling(row))
    return {event: tuple(held) for event, held in found.items()}


def _telling(row: Sequence[Any]) -> Telling:
    document, start, end, statement, time, polarity, modality, voice = row
    return Telling(
        DocumentId(document),
        Span(start, end),
        StatementId(statement),
        Interval.parse(time),
        Polarity(polarity),
        Modality(modality),
        voice,
    )
