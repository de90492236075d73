"""Who says what happened: quotations, attributions and statements."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NewType

from crossread.model.document import DocumentId, PassageId
from crossread.model.identity import content_id
from crossread.model.mention import DateId, FigureId, MentionId
from crossread.model.span import Span
from crossread.model.value import Interval

QuotationId = NewType("QuotationId", str)
AttributionId = NewType("AttributionId", str)
StatementId = NewType("StatementId", str)

AUTHOR: Final = "author"
"""The voice of whoever wrote the document."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose words they are, as the document names him.

    Attributes:
        span: The words that name the speaker ("the minister").
        mention: The mention that these words are, or None where they are none.
    """

    span: Span
    mention: MentionId | None = None


class QuotationKind(StrEnum):
    """What words in quotation marks are."""

    DIRECT = "direct"
    PARTIAL = "partial"
    BLOCK = "block"
    SCARE = "scare"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words inside quotation marks, the marks excluded.

    Attributes:
        id: Made of document and first span.
        document: The document it stands in.
        spans: Its stretches in order of the text; several where the speaker is named in between or the quotation
            runs over several paragraphs.
        kind: Direct, partial, block, or scare (no speaker).
        speaker: Who says it, or None where unknown.
        cue: The words that introduce it ("said"), or None.
    """

    id: QuotationId
    document: DocumentId
    spans: tuple[Span, ...]
    kind: QuotationKind
    speaker: Speaker | None = None
    cue: Span | None = None

    @classmethod
    def at(
        cls,
        document: DocumentId,
        spans: tuple[Span, ...],
        kind: QuotationKind,
        speaker: Speaker | None = None,
        cue: Span | None = None,
    ) -> Quotation:
        """Return the quotation with its identifier."""
        key = QuotationId(content_id("q", document, spans[0].start, spans[0].end))
        return cls(key, document, spans, kind, speaker, cue)


class AttributionKind(StrEnum):
    """What kind of source an attribution names."""

    SPEECH = "speech"
    DOCUMENT = "document"
    HEARSAY = "hearsay"
    THOUGHT = "thought"
    ATTITUDE = "attitude"


class Stance(StrEnum):
    """How the writer lets someone speak, by the verb: "said", "claimed", "admitted"."""

    NEUTRAL = "neutral"
    DOUBTFUL = "doubtful"
    COMMITTING = "committing"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Indirect speech, "according to", hearsay: content that the document gives as someone's.

    Attributes:
        id: Made of document and content.
        document: The document it stands in.
        content: The stretches that are someone's words or thoughts, in order of the text.
        kind: Speech, document, hearsay, thought, or attitude: what someone wants, supports, opposes or speaks about,
            which is a thing or an act and no claim.
        source: Whose, or None where the document does not say.
        cue: The words that mark it ("said", "according to", "reportedly").
        stance: Whether the cue is neutral, casts doubt, or commits the writer.
        within: Identifier of the attribution or quotation that this one stands inside ("X said that Y had told"), or
            None.
    """

    id: AttributionId
    document: DocumentId
    content: tuple[Span, ...]
    kind: AttributionKind
    source: Speaker | None = None
    cue: Span | None = None
    stance: Stance = Stance.NEUTRAL
    within: str | None = None

    @classmethod
    def at(  # noqa: PLR0913 - the fields of the record
        cls,
        document: DocumentId,
        content: tuple[Span, ...],
        kind: AttributionKind,
        *,
        source: Speaker | None = None,
        cue: Span | None = None,
        stance: Stance = Stance.NEUTRAL,
        within: str | None = None,
    ) -> Attribution:
        """Return the attribution with its identifier."""
        key = AttributionId(content_id("a", document, content[0].start, content[0].end, cue))
        return cls(key, document, content, kind, source, cue, stance, within)


class RoleName(StrEnum):
    """What part someone or something has in what a statement tells."""

    AGENT = "agent"
    PATIENT = "patient"
    RECIPIENT = "recipient"
    PLACE = "place"
    TOPIC = "topic"
    CAUSE = "cause"
    ATTRIBUTE = "attribute"


@dataclass(frozen=True, slots=True, order=True)
class Role:
    """One filler of one role.

    Attributes:
        name: Which role.
        span: The words that fill it.
        head: Lemma of the head word, lower case.
        mention: The mention that these words are, or None where they name no actor.
    """

    name: RoleName
    span: Span
    head: str
    mention: MentionId | None = None


class Polarity(StrEnum):
    """Whether the statement says that it is so or that it is not."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Modality(StrEnum):
    """Whether the statement says that it is, may be, or will be."""

    ASSERTED = "asserted"
    HYPOTHETICAL = "hypothetical"
    PREDICTED = "predicted"
    DEMANDED = "demanded"


@dataclass(frozen=True, slots=True)
class Statement:
    """Who says what happened: the central record.

    Attributes:
        id: Made of document, span and trigger.
        document: The document it stands in.
        passage: The passage it stands in.
        span: The clause.
        trigger: The word that tells what happens (a verb, or a noun of happening).
        lemma: Lemma of the trigger, lower case; a verb with its particle is joined by `_` ("take_over").
        roles: Who and what takes part, in order of the text.
        polarity: Positive or negative.
        modality: Asserted, hypothetical, predicted or demanded.
        voice: `AUTHOR`, or the identifier of the attribution or quotation whose words it is (the innermost).
        time: All days on which it may have happened, as the words allow; None where they tell nothing.
        dates: Time expressions inside the clause.
        figures: Figures inside the clause.
        terms: Lemmas of the content words of the clause, lower case, in order of the text, repeated ones kept.
    """

    id: StatementId
    document: DocumentId
    passage: PassageId
    span: Span
    trigger: Span
    lemma: str
    roles: tuple[Role, ...] = ()
    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ASSERTED
    voice: str = AUTHOR
    time: Interval | None = None
    dates: tuple[DateId, ...] = ()
    figures: tuple[FigureId, ...] = ()
    terms: tuple[str, ...] = ()

    @classmethod
    def at(  # noqa: PLR0913 - the fields of the record
        cls,
        document: DocumentId,
        passage: PassageId,
        span: Span,
        trigger: Span,
        lemma: str,
        *,
        roles: tuple[Role, ...] = (),
        polarity: Polarity = Polarity.POSITIVE,
        modality: Modality = Modality.ASSERTED,
        voice: str = AUTHOR,
        time: Interval | None = None,
        dates: tuple[DateId, ...] = (),
        figures: tuple[FigureId, ...] = (),
        terms: tuple[str, ...] = (),
    ) -> Statement:
        """Return the statement with its identifier."""
        key = StatementId(content_id("s", document, span.start, span.end, trigger.start, trigger.end))
        return cls(
            key,
            document,
            passage,
            span,
            trigger,
            lemma,
            roles,
            polarity,
            modality,
            voice,
            time,
            dates,
            figures,
            terms,
        )
