"""Mentions: spans that name an actor, a time or a quantity."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from crossread.model.document import DocumentId
from crossread.model.identity import content_id
from crossread.model.span import Span
from crossread.model.value import Amount, Interval

MentionId = NewType("MentionId", str)
DateId = NewType("DateId", str)
FigureId = NewType("FigureId", str)


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    GROUP = "group"
    FACILITY = "facility"
    EVENT = "event"
    WORK = "work"
    OTHER = "other"


class MentionForm(StrEnum):
    """How a mention names its actor."""

    NAME = "name"
    ACRONYM = "acronym"
    DEMONYM = "demonym"
    DESCRIPTOR = "descriptor"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name an actor.

    Attributes:
        id: Made of document, span and kind.
        document: The document it stands in.
        span: The noun phrase without its relative clause.
        head: Its head word, inside `span`.
        kind: What the actor is.
        form: Name, acronym, demonym, descriptor or pronoun.
        name: The words in the form in which names are compared: title words and articles off, white space single.
    """

    id: MentionId
    document: DocumentId
    span: Span
    head: Span
    kind: ActorKind
    form: MentionForm
    name: str

    @classmethod
    def at(  # noqa: PLR0913 - the fields of the record
        cls, document: DocumentId, span: Span, head: Span, kind: ActorKind, form: MentionForm, name: str
    ) -> Mention:
        """Return the mention with its identifier."""
        key = MentionId(content_id("m", document, span.start, span.end, kind))
        return cls(key, document, span, head, kind, form, name)


class TimexType(StrEnum):
    """TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class DateMention:
    """A time expression, with its TIMEX3 value.

    Attributes:
        id: Made of document and span.
        document: The document it stands in.
        span: Where it stands.
        type: TIMEX3 type.
        value: TIMEX3 value, partial where the words are ("2031-05", "P3D", "PRESENT_REF"); None where nothing fixes it.
        mod: TIMEX3 modifier ("APPROX", "START", "MORE_THAN" …), or None.
        anchor: The date that the value was reckoned from (ISO, partial), or None where the value stands by itself.
        interval: All days it may mean, or None where unknown or not a date.
    """

    id: DateId
    document: DocumentId
    span: Span
    type: TimexType
    value: str | None
    mod: str | None = None
    anchor: str | None = None
    interval: Interval | None = None

    @classmethod
    def at(  # noqa: PLR0913 - the fields of the record
        cls,
        document: DocumentId,
        span: Span,
        type: TimexType,  # noqa: A002 - TIMEX3 calls it type
        value: str | None,
        *,
        mod: str | None = None,
        anchor: str | None = None,
        interval: Interval | None = None,
    ) -> DateMention:
        """Return the date with its identifier."""
        key = DateId(content_id("t", document, span.start, span.end))
        return cls(key, document, span, type, value, mod, anchor, interval)


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity, and what it counts.

    Attributes:
        id: Made of document and span.
        document: The document it stands in.
        span: Hedge, numeral and unit ("at least 40 km"), without the counted noun.
        number: The numeral alone ("40"), inside `span`.
        amount: Bounds, hedge and unit.
        counted: The noun phrase counted ("troops"), or None.
        noun: Lemma of the counted noun phrase's head, lower case, or None.
    """

    id: FigureId
    document: DocumentId
    span: Span
    number: Span
    amount: Amount
    counted: Span | None = None
    noun: str | None = None

    @classmethod
    def at(  # noqa: PLR0913 - the fields of the record
        cls,
        document: DocumentId,
        span: Span,
        number: Span,
        amount: Amount,
        *,
        counted: Span | None = None,
        noun: str | None = None,
    ) -> Figure:
        """Return the figure with its identifier."""
        key = FigureId(content_id("f", document, span.start, span.end))
        return cls(key, document, span, number, amount, counted, noun)
