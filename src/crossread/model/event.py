"""What happened when, and who did what to whom: as the documents tell it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

from crossread.model.document import DocumentId, PassageId
from crossread.model.identity import content_id
from crossread.model.link import ActorId
from crossread.model.mention import MentionId
from crossread.model.span import Span
from crossread.model.statement import AUTHOR, Modality, Polarity, RoleName, StatementId
from crossread.model.value import Interval

EventId = NewType("EventId", str)
ActId = NewType("ActId", str)


@dataclass(frozen=True, slots=True)
class Telling:
    """One statement that tells of an event.

    Attributes:
        document: Where it stands.
        span: The clause.
        statement: The statement.
        time: The days on which it may have happened, as this clause says.
        polarity: Whether it says that it happened or that it did not.
        modality: Whether it says that it did, may, will or should.
        voice: `AUTHOR`, or the identifier of an attribution or quotation.
    """

    document: DocumentId
    span: Span
    statement: StatementId
    time: Interval
    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ASSERTED
    voice: str = AUTHOR


@dataclass(frozen=True, slots=True)
class Event:
    """Something that documents say happened at some time.

    Attributes:
        id: Made of the statements that tell of it.
        time: The days on which it may have happened, as all tellings allow.
        verb: Lemma of what happens, in the first telling.
        label: The clause of the first telling, white space single.
        tellings: Where it is told, by document and place.
    """

    id: EventId
    time: Interval
    verb: str
    label: str
    tellings: tuple[Telling, ...]

    @classmethod
    def told(cls, time: Interval, verb: str, label: str, tellings: tuple[Telling, ...]) -> Event:
        """Return the event with its identifier."""
        key = EventId(content_id("e", *sorted(telling.statement for telling in tellings)))
        return cls(key, time, verb, label, tellings)


@dataclass(frozen=True, slots=True)
class Act:
    """A statement in which one named actor does something to another.

    Attributes:
        id: Made of the statement and the two mentions.
        document: Where it stands.
        span: The clause.
        statement: The statement.
        passage: The passage in which it stands.
        verb: Lemma of what is done.
        polarity: Whether the statement says that it is so or that it is not.
        modality: Whether it says that it is, may be, will be or should be.
        voice: `AUTHOR`, or the identifier of an attribution or quotation.
        agent: The actor who acts.
        patient: The actor acted on.
        role: Whether that one is acted on (`PATIENT`) or given or told something (`RECIPIENT`).
        agent_mention: The mention of the one who acts.
        patient_mention: The mention of the one acted on.
        agent_span: The words that name the one who acts.
        patient_span: The words that name the one acted on.
    """

    id: ActId
    document: DocumentId
    span: Span
    statement: StatementId
    passage: PassageId
    verb: str
    polarity: Polarity
    modality: Modality
    voice: str
    agent: ActorId
    patient: ActorId
    role: RoleName
    agent_mention: MentionId
    patient_mention: MentionId
    agent_span: Span
    patient_span: Span

    @staticmethod
    def key(statement: StatementId, agent: MentionId, patient: MentionId) -> ActId:
        """Return the identifier of an act: the same whoever the two mentions are held to name."""
        return ActId(content_id("w", statement, agent, patient))
