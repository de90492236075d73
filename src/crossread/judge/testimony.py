"""What one statement answers, who vouches for it, and whose telling it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from crossread.model.account import Account
from crossread.model.descent import Descent
from crossread.model.document import DocumentId
from crossread.model.finding import Evidence
from crossread.model.link import Actor, Lineage, LineageId, Link
from crossread.model.mention import MentionForm
from crossread.model.shelf import Shelf
from crossread.model.span import Span
from crossread.model.statement import AUTHOR, Polarity, RoleName, Statement
from crossread.model.value import Amount, Interval

_DENYING: Final = ("den", "reject", "refut", "disput", "dismiss", "contradict", "rebut")
"""Beginnings of the verbs of saying whose content the speaker says is not so."""

_RECKONING: Final = frozenset(
    "put put_at speak estimate reckon count tally quote cite note note_down give report claim announce assess".split()
)
"""Verbs whose subject vouches for the number that its clause gives."""


@dataclass(frozen=True, slots=True)
class Testimony:
    """One answer of one document to one question.

    Attributes:
        statement: The statement that gives it, or None for quotations.
        evidence: Where it stands.
        label: Its words, short.
        speaker: Whose voice it is, the same in all documents; None for the author's, and for an unknown one.
        teller: Whose telling it is: independent tellings differ in it.
        lineage: The lineage of the words.
        published: First day on which the document may have been published, or None.
        amount: The answer, where it is an amount.
        time: The answer, where it is a time.
        minute: The time of day of the answer, in minutes from midnight, where it names one.
        keys: The answer, where it is actors: their identifiers.
        sign: The answer, where it is yes (1) or no (-1).
    """

    statement: Statement | None
    evidence: Evidence
    label: str
    speaker: str | None
    teller: DocumentId
    lineage: LineageId
    published: date | None
    amount: Amount | None = None
    time: Interval | None = None
    keys: frozenset[str] = frozenset()
    sign: int = 1
    minute: int | None = None

    @property
    def document(self) -> DocumentId:
        """The document it stands in."""
        return self.evidence.document


@dataclass(frozen=True, slots=True)
class Court:
    """The records that verdicts rest on, within reach.

    Attributes:
        shelf: All records by identifier.
        descent: Whose telling each stretch is.
        names: The actors that have a name, not only descriptors.
        speech: For each document, its stretches in quotation marks with the quotation's identifier.
    """

    shelf: Shelf
    descent: Descent
    names: frozenset[str]
    speech: Mapping[DocumentId, Sequence[tuple[Span, str]]]

    @classmethod
    def of(
        cls, accounts: Sequence[Account], lineages: Iterable[Lineage], links: Iterable[Link], actors: Sequence[Actor]
    ) -> Court:
        """Return the court for a case."""
        shelf = Shelf.of(accounts, actors)
        naming = {MentionForm.NAME, MentionForm.ACRONYM, MentionForm.DEMONYM}
        names = frozenset(actor for mention, actor in shelf.actor_of.items() if shelf.mentions[mention].form in naming)
        speech: dict[DocumentId, list[tuple[Span, str]]] = {}
        for quotation in shelf.quotations.values():
            speech.setdefault(quotation.document, []).extend((span, quotation.id) for span in quotation.spans)
        return cls(shelf, Descent.of(lineages, links), names, speech)

    def published(self, document: DocumentId) -> date | None:
        """Return the first day on which a document may have been published."""
        when = self.shelf.documents[document].published
        return None if when is None else when.interval().start

    def named(self, actor: str) -> bool:
        """Return whether an actor has a name, not only descriptors."""
        return actor in self.names

    def denied(self, statement: Statement) -> bool:
        """Return whether the voice of a statement denies what it tells ("she denied that …")."""
        attribution = self.shelf.attributions.get(statement.voice)
        if attribution is None or attribution.cue is None:
            return False
        return self.shelf.words(statement.document, attribution.cue).casefold().startswith(_DENYING)

    def sign(self, statement: Statement) -> int:
        """Return 1 for a statement that says that it is so, -1 for one that says that it is not."""
        negative = (statement.polarity is Polarity.NEGATIVE) != self.denied(statement)
        return -1 if negative else 1

    def testimony(  # noqa: PLR0913 - the kinds of answers
        self,
        statement: Statement,
        span: Span,
        label: str | None = None,
        *,
        amount: Amount | None = None,
        time: Interval | None = None,
        keys: frozenset[str] = frozenset(),
        sign: int = 1,
        minute: int | None = None,
    ) -> Testimony:
        """Return the answer that a statement gives with the words at `span`."""
        document = statement.document
        voice = self._voice(statement, span)
        return Testimony(
            statement,
            Evidence(document, span, statement.id, voice),
            label if label is not None else self.shelf.words(document, span),
            self.shelf.witness(document, voice) or self._reckoner(statement, voice),
            self.descent.teller(document, span),
            self.descent.lineage_at(document, span),
            self.published(document),
            amount,
            time,
            keys,
            sign,
            minute,
        )

    def _voice(self, statement: Statement, span: Span) -> str:
        """Return in whose voice an answer is given: the statement's, or that of the quotation the answer stands in."""
        if statement.voice != AUTHOR:
            return statement.voice or AUTHOR
        spoken = self.speech.get(statement.document, ())
        held = [(inside.length, key) for inside, key in spoken if inside.contains(span) and self._is_said(key)]
        return min(held)[1] if held else AUTHOR

    def _is_said(self, key: str) -> bool:
        """Return whether a quotation has a speaker."""
        return self.shelf.speaker(key) is not None

    def _reckoner(self, statement: Statement, voice: str) -> str | None:
        """Return who gives a number in the author's words: "the office put the damage at nine million"."""
        if voice != AUTHOR or statement.lemma not in _RECKONING:
            return None
        actors = [self.shelf.actor_in(role) for role in statement.roles if role.name is RoleName.AGENT]
        return next((actor for actor in actors if actor is not None), None)
