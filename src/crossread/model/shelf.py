"""Every record of a case within reach by its identifier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crossread.model.account import Account, Vector
from crossread.model.document import Document, DocumentId, Passage, PassageId
from crossread.model.link import Actor, ActorId
from crossread.model.mention import DateId, DateMention, Figure, FigureId, Mention, MentionId
from crossread.model.span import Span
from crossread.model.statement import AUTHOR, Attribution, Quotation, Role, Speaker, Statement, StatementId


@dataclass(frozen=True, slots=True)
class Shelf:
    """The records of several accounts by identifier; made once, then only read.

    Attributes:
        accounts: The accounts, sorted by document identifier.
        documents: Documents by identifier.
        passages: Passages by identifier.
        vectors: Sentence vectors by passage.
        mentions: Mentions by identifier.
        dates: Time expressions by identifier.
        figures: Figures by identifier.
        quotations: Quotations by identifier.
        attributions: Attributions by identifier.
        statements: Statements by identifier.
        actors: Actors by identifier.
        actor_of: For each mention that belongs to an actor, the actor.

    Examples:
        >>> Shelf.of(()).statements
        {}
    """

    accounts: tuple[Account, ...]
    documents: Mapping[DocumentId, Document]
    passages: Mapping[PassageId, Passage]
    vectors: Mapping[PassageId, Vector]
    mentions: Mapping[MentionId, Mention]
    dates: Mapping[DateId, DateMention]
    figures: Mapping[FigureId, Figure]
    quotations: Mapping[str, Quotation]
    attributions: Mapping[str, Attribution]
    statements: Mapping[StatementId, Statement]
    actors: Mapping[ActorId, Actor]
    actor_of: Mapping[MentionId, ActorId]

    @classmethod
    def of(cls, accounts: Sequence[Account], actors: Sequence[Actor] = ()) -> Shelf:
        """Return the shelf of these accounts; the order in which they are given does not matter."""
        ordered = tuple(sorted(accounts, key=lambda account: account.document.id))
        return cls(
            ordered,
            {account.document.id: account.document for account in ordered},
            {passage.id: passage for account in ordered for passage in account.passages},
            {
                passage.id: vector
                for account in ordered
                for passage, vector in zip(account.passages, account.vectors, strict=False)
            },
            {mention.id: mention for account in ordered for mention in account.mentions},
            {date.id: date for account in ordered for date in account.dates},
            {figure.id: figure for account in ordered for figure in account.figures},
            {quotation.id: quotation for account in ordered for quotation in account.quotations},
            {attribution.id: attribution for account in ordered for attribution in account.attributions},
            {statement.id: statement for account in ordered for statement in account.statements},
            {actor.id: actor for actor in actors},
            {mention: actor.id for actor in actors for mention in actor.mentions},
        )

    def words(self, document: DocumentId, span: Span) -> str:
        """Return the words at `span`, white space single."""
        return " ".join(span.of(self.documents[document].text).split())

    def actor_in(self, role: Role) -> ActorId | None:
        """Return the actor that fills a role; None where its words name none."""
        return self.actor_of.get(role.mention) if role.mention is not None else None

    def speaker(self, voice: str) -> Speaker | None:
        """Return who speaks in a voice; None for the author, and where the document does not say."""
        if voice == AUTHOR:
            return None
        quotation = self.quotations.get(voice)
        if quotation is not None:
            return quotation.speaker
        attribution = self.attributions.get(voice)
        return attribution.source if attribution is not None else None

    def witness(self, document: DocumentId, voice: str) -> str | None:
        """Return who vouches for what is said in a voice: the same value for the same speaker in any document.

        Returns:
            The actor's identifier; else the speaker's words in lower case; None for the author's own voice and for
            a speaker whom the document does not name.
        """
        speaker = self.speaker(voice)
        if speaker is None:
            return None
        actor = self.actor_of.get(speaker.mention) if speaker.mention is not None else None
        return actor or self.words(document, speaker.span).casefold()
