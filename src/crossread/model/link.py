"""Links say that two things are the same or that one was copied; groups are what links join. Nothing is ever merged."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NewType

from crossread.model.document import DocumentId
from crossread.model.identity import content_id
from crossread.model.mention import ActorKind, MentionId
from crossread.model.reason import Reason
from crossread.model.span import Span
from crossread.model.statement import StatementId

LinkId = NewType("LinkId", str)
ActorId = NewType("ActorId", str)
LineageId = NewType("LineageId", str)
GroupId = NewType("GroupId", str)

CROSSREAD: Final = "crossread"
"""Who decided a link that no reader decided."""


class LinkKind(StrEnum):
    """What a link says of the two things it joins."""

    SAME_ACTOR = "same_actor"
    SAME_UTTERANCE = "same_utterance"
    SAME_STATEMENT = "same_statement"
    SAME_HAPPENING = "same_happening"
    REUSES = "reuses"


@dataclass(frozen=True, slots=True)
class Link:
    """Two things held to be the same, or one copied from the other.

    Attributes:
        id: Made of kind, ends and spans.
        kind: What the link says. The ends are mentions (`same_actor`), quotations or attributions (`same_utterance`),
            statements (`same_statement`), or documents (`reuses`: `a` reuses what stands in `b`; `same_happening`:
            words of `a` and words of `b` tell of one happening).
        a: Identifier of one end. For kinds without direction the smaller identifier.
        b: Identifier of the other end.
        score: 0 (not at all) to 1 (certain).
        reasons: Why.
        by: `CROSSREAD`, or the name of the reader who decided.
        span_a: For `reuses`: the copied words in document `a`; for `same_happening`: the words that tell of it.
        span_b: For `reuses`: the same words in document `b`; for `same_happening`: the words that tell of it there.
    """

    id: LinkId
    kind: LinkKind
    a: str
    b: str
    score: float
    reasons: tuple[Reason, ...] = ()
    by: str = CROSSREAD
    span_a: Span | None = None
    span_b: Span | None = None

    @classmethod
    def between(  # noqa: PLR0913 - the fields of the record
        cls,
        kind: LinkKind,
        a: str,
        b: str,
        score: float,
        reasons: tuple[Reason, ...] = (),
        *,
        by: str = CROSSREAD,
        span_a: Span | None = None,
        span_b: Span | None = None,
    ) -> Link:
        """Return the link with its identifier; the ends are put in order where the kind has no direction."""
        if kind is not LinkKind.REUSES and b < a:
            a, b, span_a, span_b = b, a, span_b, span_a
        key = LinkId(content_id("l", kind, a, b, span_a, span_b))
        return cls(key, kind, a, b, score, reasons, by, span_a, span_b)


@dataclass(frozen=True, slots=True)
class Actor:
    """What mentions joined by `same_actor` name: a person, an organisation, a place, a group.

    Attributes:
        id: Made of the mentions.
        name: The fullest name found.
        kind: The kind most mentions have.
        names: All names and labels, sorted.
        mentions: Its mentions in all documents, sorted.
    """

    id: ActorId
    name: str
    kind: ActorKind
    names: tuple[str, ...]
    mentions: tuple[MentionId, ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """Documents that descend from one telling; they count once.

    Attributes:
        id: Made of the documents.
        documents: Its documents, sorted; one alone is a lineage too.
        reasons: Why they belong together: same family, copied passages, same text.
    """

    id: LineageId
    documents: tuple[DocumentId, ...]
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Statements that answer the same question.

    Attributes:
        id: Made of the statements.
        statements: Its statements, sorted.
        links: Identifiers of the `same_statement` links that join them, sorted.
    """

    id: GroupId
    statements: tuple[StatementId, ...]
    links: tuple[LinkId, ...] = ()

    @classmethod
    def of(cls, statements: tuple[StatementId, ...], links: tuple[LinkId, ...] = ()) -> Group:
        """Return the group with its identifier."""
        ordered = tuple(sorted(statements))
        return cls(GroupId(content_id("g", *ordered)), ordered, tuple(sorted(links)))
