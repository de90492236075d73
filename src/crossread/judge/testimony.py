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
from crossread.model.mention import FigureId, MentionForm
from crossread.model.shelf import Shelf
from crossread.model.span import Span
from crossread.model.statement import AUTHOR, Attribution, AttributionKind, Polarity, RoleName, Stance, Statement
from crossread.model.value import Amount, Interval

_DENYING: Final = ("den", "reject", "refut", "disput", "dismiss", "contradict", "rebut")
"""Beginnings of the verbs of saying whose content the speaker says is not so."""

_RECKONING: Final = frozenset(
    "put put_at speak estimate reckon count tally quote cite note note_down give report claim announce assess".split()
)
"""Verbs whose subject vouches for the number that its clause gives."""

_SPEAKING: Final = frozenset("speak speaks spoke spoken speaking talk talks talked talking tells told".split())
"""Verbs of speaking about a thing: who speaks of nine wounded says that there are nine."""

_PRONOUNS: Final = frozenset("i we he she it they you one who his her its their my our".split())
"""Words for a speaker that name nobody by themselves."""


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
        noun: Whether the answer only names what happened ("the fall of the city").
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
    noun: bool = False

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
        reported: For each document, the stretches that it gives as told by someone without quotation marks, with the
            attribution's identifier; what someone thinks, wants or opposes left out.
        reckoned: For each document, its clauses in which somebody gives a number ("the office puts it at nine").
        publishers: For each document whose publisher is an actor of the case, that actor.
        holders: For each figure, the statements whose clauses hold it.
    """

    shelf: Shelf
    descent: Descent
    names: frozenset[str]
    speech: Mapping[DocumentId, Sequence[tuple[Span, str]]]
    reported: Mapping[DocumentId, Sequence[tuple[Span, str]]]
    reckoned: Mapping[DocumentId, Sequence[Statement]]
    publishers: Mapping[DocumentId, str]
    holders: Mapping[FigureId, Sequence[Statement]]

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
        reported: dict[DocumentId, list[tuple[Span, str]]] = {}
        for item in shelf.attributions.values():
            if _is_reported(shelf, item):
                reported.setdefault(item.document, []).extend((span, item.id) for span in item.content)
        reckoned: dict[DocumentId, list[Statement]] = {}
        for statement in shelf.statements.values():
            if statement.lemma in _RECKONING:
                reckoned.setdefault(statement.document, []).append(statement)
        holders: dict[FigureId, list[Statement]] = {}
        for statement in shelf.statements.values():
            for figure in statement.figures:
                holders.setdefault(figure, []).append(statement)
        descent = Descent.of(lineages, links)
        return cls(shelf, descent, names, speech, reported, reckoned, _publishers(shelf, actors), holders)

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
            self._witness(document, voice, span),
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
        """Return in whose voice an answer is given: the statement's, or that of the words around the answer.

        An answer may stand in words that are someone's while its clause begins outside them: "the minister promises
        two million a family".
        """
        if statement.voice != AUTHOR:
            return statement.voice or AUTHOR
        around = self._around(statement.document, span)
        return next((key for key in around if self.shelf.speaker(key) is not None), AUTHOR)

    def _around(self, document: DocumentId, span: Span) -> list[str]:
        """Return the voices in which the words at `span` stand, the innermost first."""
        spoken = (*self.speech.get(document, ()), *self.reported.get(document, ()))
        return [key for _, key in sorted((inside.length, key) for inside, key in spoken if inside.contains(span))]

    def _witness(self, document: DocumentId, voice: str, span: Span) -> str | None:
        """Return who vouches for an answer: who speaks, or who tells it after a voice without a name.

        "They are said to be forty, according to the envoy" is the envoy's, and so is "the envoy puts them at forty".
        Where the author speaks and the publisher is an actor of the case (a ministry's own statement), it is that
        actor.
        """
        if voice == AUTHOR:
            return self._reckoner(document, span) or self.publishers.get(document)
        around = self._around(document, span)
        outward = around[around.index(voice) :] if voice in around else [voice]
        named = (self._named_witness(document, key) for key in outward)
        return next((witness for witness in named if witness is not None), None)

    def _named_witness(self, document: DocumentId, voice: str) -> str | None:
        """Return who speaks; None for a pronoun that the document does not resolve: "she" is anyone.

        What someone is said to know the writer himself vouches for ("they knew that the gate was shut").
        """
        thought = self.shelf.attributions.get(voice)
        if thought is not None and thought.kind is AttributionKind.THOUGHT and thought.stance is Stance.COMMITTING:
            return None
        witness = self.shelf.witness(document, voice)
        return None if witness in _PRONOUNS else witness

    def _reckoner(self, document: DocumentId, span: Span) -> str | None:
        """Return who gives a number in the author's words: "the office put the damage at nine million"."""
        holders = [item for item in self.reckoned.get(document, ()) if item.span.contains(span)]
        for holder in sorted(holders, key=lambda item: (item.span.length, item.id)):
            actors = [self.shelf.actor_in(role) for role in holder.roles if role.name is RoleName.AGENT]
            known = next((actor for actor in actors if actor is not None), None)
            if known is not None:
                return known
        return None


def _is_reported(shelf: Shelf, item: Attribution) -> bool:
    """Return whether an attribution gives its content as told by someone: said, or spoken of ("speaks of nine")."""
    if item.kind is AttributionKind.ATTITUDE and item.cue is not None:
        return shelf.words(item.document, item.cue).casefold().split()[0] in _SPEAKING
    return item.kind not in {AttributionKind.ATTITUDE, AttributionKind.THOUGHT}


def _publishers(shelf: Shelf, actors: Sequence[Actor]) -> dict[DocumentId, str]:
    """Return, for each document whose publisher bears the name of an actor of the case, that actor."""
    known: dict[str, str] = {}
    for actor in sorted(actors, key=lambda item: item.id):
        for name in actor.names:
            known.setdefault(_plain(name), actor.id)
    sources = {key: document.source for key, document in shelf.documents.items()}
    return {
        key: known[_plain(source.name)]
        for key, source in sources.items()
        if source is not None and _plain(source.name) in known
    }


def _plain(name: str) -> str:
    """Return a name in lower case without its article."""
    return name.casefold().removeprefix("the ")
