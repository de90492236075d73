"""What the sources amount to: questions, answers, findings, silences, naming."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from crossread.model.document import DocumentId
from crossread.model.link import ActorId, LineageId
from crossread.model.mention import MentionId
from crossread.model.reason import Reason
from crossread.model.span import Span
from crossread.model.statement import AUTHOR, AttributionKind, Modality, Stance, StatementId

FindingId = NewType("FindingId", str)


class Verdict(StrEnum):
    """What the answers to one question amount to."""

    CORROBORATED = "corroborated"
    CONTESTED = "contested"
    UPDATED = "updated"
    REPEATED = "repeated"
    SINGLE_SOURCE = "single_source"


class Grade(StrEnum):
    """What kind of difference a contested finding is."""

    HARD = "hard"
    SOFT = "soft"
    INTERPRETIVE = "interpretive"


class Standing(StrEnum):
    """What readers decided about a finding."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class FindingKind(StrEnum):
    """What is asked for."""

    FIGURE = "figure"
    DATE = "date"
    PLACE = "place"
    WHO = "who"
    WHETHER = "whether"
    QUOTE = "quote"
    WHAT = "what"


@dataclass(frozen=True, slots=True)
class Question:
    """What a group of statements answers, as data; `show/wording.py` makes a sentence of it.

    Attributes:
        kind: What is asked for.
        subject: Words for who or what the question is about, as the documents have them, or "".
        verb: Lemma of what happens, or ""; led in by "not_" where it is asked whether it is not to be.
        object: Words for whom or what it happens to, or "".
        counted: Words for what is counted (kind figure), or "".
        unit: Unit of the answer (kind figure), or None.
        passive: Whether the subject is the one it happens to.
        modality: Whether it is asked what happened, or what is said to come (predicted) or demanded.
    """

    kind: FindingKind
    subject: str = ""
    verb: str = ""
    object: str = ""
    counted: str = ""
    unit: str | None = None
    passive: bool = False
    modality: Modality = Modality.ASSERTED


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Where an answer stands.

    Attributes:
        document: The document.
        span: The words that give the answer.
        statement: The statement they belong to, or None (quotations).
        voice: `AUTHOR`, or the identifier of an attribution or quotation.
    """

    document: DocumentId
    span: Span
    statement: StatementId | None = None
    voice: str = AUTHOR


@dataclass(frozen=True, slots=True)
class Answer:
    """One camp: answers that can hold together.

    Attributes:
        label: The answer in the documents' words, short.
        value: The answer as data: a number or range "12/19", an ISO interval, a polarity, a name.
        evidence: Where it stands, sorted.
        lineages: The independent lineages behind it, sorted.
    """

    label: str
    value: str
    evidence: tuple[Evidence, ...]
    lineages: tuple[LineageId, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """The answers of the documents to one question, and what they amount to.

    Attributes:
        id: Made of kind and evidence.
        verdict: Corroborated, contested, updated, repeated or single source.
        grade: Hard, soft or interpretive; None unless contested.
        question: What is answered.
        answers: The camps, the one with most lineages first.
        confidence: 0 to 1: how sure it is that the evidence answers one question and is read rightly.
        rank: 0 to 1: how much an editor would want to see it; findings are shown by falling rank.
        reasons: Why this verdict, grade, confidence and rank.
        standing: What readers decided about it; laid over when a case is asked, never stored with it.
    """

    id: FindingId
    verdict: Verdict
    grade: Grade | None
    question: Question
    answers: tuple[Answer, ...]
    confidence: float
    rank: float
    reasons: tuple[Reason, ...]
    standing: Standing = Standing.OPEN

    @property
    def documents(self) -> tuple[DocumentId, ...]:
        """The documents whose words the finding rests on, sorted, each once."""
        return tuple(sorted({item.document for answer in self.answers for item in answer.evidence}))


@dataclass(frozen=True, slots=True, order=True)
class Silence:
    """A finding that other documents report and this one does not, though it could have.

    Attributes:
        document: The silent document.
        finding: What it is silent about.
        reason: Why this counts as silence.
    """

    document: DocumentId
    finding: FindingId
    reason: Reason


@dataclass(frozen=True, slots=True, order=True)
class Naming:
    """What one document calls one actor.

    Attributes:
        actor: The actor.
        document: The document.
        label: The words, white space single.
        count: How often.
        spans: Where.
    """

    actor: ActorId
    document: DocumentId
    label: str
    count: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, order=True)
class Saying:
    """With which verb one document lets one actor speak.

    Attributes:
        actor: The actor.
        document: The document.
        verb: The words that introduce what he says, lower case, white space single ("said", "according to").
        kind: Whether they give it as speech, as what a document says, as hearsay, or as a thought.
        stance: Whether they are neutral, cast doubt, or commit the writer.
        count: How often.
        spans: Where, sorted.
        speakers: For each span, the mention that names the one who speaks there.
    """

    actor: ActorId
    document: DocumentId
    verb: str
    kind: AttributionKind
    stance: Stance
    count: int
    spans: tuple[Span, ...]
    speakers: tuple[MentionId, ...]
