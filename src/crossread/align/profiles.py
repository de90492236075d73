"""Statements made ready to be compared: their slots as sets of keys, their words with weights."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from math import log
from typing import Final

import numpy as np

from crossread.align.counted import Counted, count_of
from crossread.align.nearest import Floats, near_passages
from crossread.model.account import Account
from crossread.model.document import DocumentId, PassageId
from crossread.model.duration import Duration
from crossread.model.link import Actor, ActorId
from crossread.model.mention import ActorKind, FigureId, MentionForm
from crossread.model.shelf import Shelf
from crossread.model.span import Span
from crossread.model.statement import Polarity, Role, RoleName, Statement, StatementId
from crossread.model.value import Interval
from crossread.text.rarity import rarity
from crossread.text.senses import Sense, Senses, load_senses

EXISTS: Final = "exist"
"""The sense of "there is", "there was no": whatever is told of a thing tells that there is one."""

_PRONOUNS: Final = frozenset(
    "i you he she it we they me him her us them this that these those who whom which what there one nobody someone "
    "anyone everyone nothing something anything everything himself herself itself themselves mine his hers ours".split()
)
"""Heads that name nobody by themselves; an unresolved pronoun is no other actor."""


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """A statement made ready to be compared.

    Attributes:
        statement: The statement.
        senses: What its trigger can mean, by class.
        doer: Keys of who does it: identifiers of actors that have a name, head lemmas of all others.
        undergoer: Keys of whom it happens to.
        places: Actor identifiers of its places.
        actors: Identifiers of all actors named in the clause.
        terms: Its content words with their weights, the trigger's and those of actors' names left out.
        counted: Its figures.
        vector: Sentence vector of its passage, or None.
        written: Last day on which its document may have been published, or None.
        told_of: Last day of the latest time that its sentence names, or None.
        times: The days, months and far years that its clause names.
        lengths: The lengths of time that its clause tells, of more than one of their unit.
        around: Identifiers of all actors named in its document.
        context: Weighted words and named actors of its whole sentence.
    """

    statement: Statement
    senses: Mapping[str, Sense]
    doer: frozenset[str]
    undergoer: frozenset[str]
    places: frozenset[str]
    actors: frozenset[str]
    terms: Mapping[str, float]
    counted: tuple[Counted, ...]
    vector: Floats | None
    written: date | None = None
    told_of: date | None = None
    times: frozenset[Interval] = frozenset()
    lengths: tuple[Duration, ...] = ()
    around: frozenset[str] = frozenset()
    context: Mapping[str, float] = field(default_factory=dict)

    @property
    def id(self) -> StatementId:
        """The statement's identifier."""
        return self.statement.id

    @property
    def document(self) -> DocumentId:
        """The document it stands in."""
        return self.statement.document

    @property
    def negative(self) -> bool:
        """Whether it says that something is not so."""
        return self.statement.polarity is Polarity.NEGATIVE

    @property
    def time(self) -> Interval | None:
        """When it may have happened."""
        return self.statement.time


@dataclass(frozen=True, slots=True, eq=False)
class Profiles:
    """The statements of a case, ready to be compared.

    Attributes:
        shelf: The case's records.
        all: Profiles by statement, sorted by document and place.
        stories: For each document its words with weights, of unit length: to tell whether two documents are of one
            story.
    """

    shelf: Shelf
    all: Mapping[StatementId, Profile]
    stories: Mapping[DocumentId, Mapping[str, float]]
    near: Mapping[tuple[PassageId, PassageId], int] = field(default_factory=dict)

    def rank(self, one: Profile, other: Profile) -> int | None:
        """Return the mutual rank of two statements' sentences among each other's nearest, from 0; None if far."""
        return (
            self.near.get((one.statement.passage, other.statement.passage))
            if (one.statement.passage <= other.statement.passage)
            else self.near.get((other.statement.passage, one.statement.passage))
        )

    def story(self, one: DocumentId, other: DocumentId) -> float:
        """Return how much two documents tell of the same story: 0 to 1 (cosine of their weighted words and actors)."""
        if one == other:
            return 1.0
        short, long = sorted((self.stories[one], self.stories[other]), key=len)
        return sum(weight * long.get(term, 0.0) for term, weight in short.items())


def make_profiles(accounts: Sequence[Account], actors: Sequence[Actor]) -> Profiles:
    """Return the statements of these accounts, ready to be compared."""
    shelf = Shelf.of(accounts, actors)
    weights = _weights(shelf)
    found: dict[StatementId, Profile] = {}
    named = _named_actors(shelf)
    for account in shelf.accounts:
        found.update(_of_account(account, shelf, weights, named))
    return Profiles(shelf, found, _stories(shelf, weights), near_passages(shelf))


def _weights(shelf: Shelf) -> dict[str, float]:
    """Return how much each word tells: its rarity in English, less where more documents have it.

    The number of documents in the case is left out on purpose: documents of another story change nothing.
    """
    holders: Counter[str] = Counter()
    for account in shelf.accounts:
        holders.update({term for statement in account.statements for term in statement.terms})
    return {term: rarity(term) / (1.0 + 0.35 * log(count)) for term, count in holders.items()}


def _named_actors(shelf: Shelf) -> frozenset[str]:
    """Return the actors that have a name, not only descriptors."""
    naming = {MentionForm.NAME, MentionForm.ACRONYM, MentionForm.DEMONYM}
    return frozenset(actor for mention, actor in shelf.actor_of.items() if shelf.mentions[mention].form in naming)


def _of_account(
    account: Account, shelf: Shelf, weights: Mapping[str, float], firm: frozenset[str]
) -> Iterable[tuple[StatementId, Profile]]:
    """Yield the profiles of one document's statements."""
    senses = load_senses()
    owners = _owners(account)
    owned: dict[StatementId, list[FigureId]] = defaultdict(list)
    for figure, owner in sorted(owners.items()):
        owned[owner].append(figure)
    named_days = _named_days(account)
    named = sorted(
        (mention.span.start, mention.span.end, actor)
        for mention in account.mentions
        if mention.form is not MentionForm.PRONOUN and (actor := shelf.actor_of.get(mention.id)) in firm
    )
    contexts = _contexts(account, named, weights)
    around = frozenset(actor for *_, actor in named)
    for statement in sorted(account.statements, key=lambda s: (s.span, s.trigger, s.id)):
        counted = tuple(
            count_of(shelf.figures[figure], statement, shelf, senses)
            for figure in sorted(owned[statement.id], key=lambda key: shelf.figures[key].span)
        )
        inside = [item for item in named if statement.span.start <= item[0] and item[1] <= statement.span.end]
        actors = frozenset(actor for *_, actor in inside)
        before = frozenset(actor for _, end, actor in inside if end + 1 == statement.trigger.start)
        profile = _with_doer(_profile(statement, shelf, senses, weights, actors, counted, firm), before)
        yield (
            statement.id,
            replace(
                profile,
                told_of=named_days.get(statement.passage),
                times=_telling_times(statement, shelf),
                lengths=_lengths(statement, shelf),
                around=around,
                context=contexts[statement.passage],
            ),
        )


def _contexts(
    account: Account, named: Sequence[tuple[int, int, str]], weights: Mapping[str, float]
) -> dict[PassageId, dict[str, float]]:
    """Return the weighted words and named actors of each passage that holds a statement."""
    contexts: dict[PassageId, dict[str, float]] = defaultdict(dict)
    for statement in account.statements:
        contexts[statement.passage].update({term: weights.get(term, 0.0) for term in statement.terms})
    for passage in account.passages:
        if passage.id in contexts:
            inside = named[
                bisect_left(named, (passage.span.start, 0, "")) : bisect_left(named, (passage.span.end, 0, ""))
            ]
            contexts[passage.id].update({actor: 0.7 for *_, actor in inside})
    return contexts


def _named_days(account: Account) -> dict[PassageId, date]:
    """Return, for each passage that names times, the last day of the latest one."""
    days: dict[PassageId, date] = {}
    for passage in account.passages:
        ends = [
            mention.interval.end
            for mention in account.dates
            if mention.interval is not None and mention.interval.end is not None and passage.span.contains(mention.span)
        ]
        if ends:
            days[passage.id] = max(ends)
    return days


def _telling_times(statement: Statement, shelf: Shelf) -> frozenset[Interval]:
    """Return the times that a statement's clause names and that few statements share.

    These are days, months, and years that ended a year or more before the document was published.
    """
    times = [shelf.dates[key].interval for key in statement.dates if key in shelf.dates]
    published = shelf.documents[statement.document].published
    written = published.interval().start if published is not None else None
    return frozenset(time for time in times if time is not None and _is_telling(time, written))


def _lengths(statement: Statement, shelf: Shelf) -> tuple[Duration, ...]:
    """Return the lengths of time that a statement's clause tells."""
    known = (Duration.parse(shelf.dates[key].value) for key in statement.dates if key in shelf.dates)
    return tuple(length for length in known if length is not None and length.telling)


def _is_telling(time: Interval, written: date | None) -> bool:
    """Return whether a time is a day, a month, or a year long past when it was written."""
    if time.start is None or time.end is None:
        return False
    days = (time.end - time.start).days + 1
    return days <= 31 or (days <= 366 and written is not None and (written - time.end).days > 365)


def _owners(account: Account) -> dict[FigureId, StatementId]:
    """Return, for each figure, the shortest clause that holds it; of those in none, the nearest of the sentence."""
    owners: dict[FigureId, tuple[int, StatementId]] = {}
    for statement in account.statements:
        for figure in statement.figures:
            claim = (statement.span.length, statement.id)
            owners[figure] = min(claim, owners.get(figure, claim))
    for orphan in (figure for figure in account.figures if figure.id not in owners):
        sentence = next((p.id for p in account.passages if p.span.contains(orphan.span)), None)
        claims = [(_gap(s.span, orphan.span), s.id) for s in account.statements if s.passage == sentence]
        if claims:
            owners[orphan.id] = min(claims)
    return {figure: statement for figure, (_, statement) in owners.items()}


def _gap(one: Span, other: Span) -> int:
    """Return how many characters lie between two spans, 0 where they touch."""
    return max(0, one.start - other.end, other.start - one.end)


def _profile(  # noqa: PLR0913 - what a profile is made of
    statement: Statement,
    shelf: Shelf,
    senses: Senses,
    weights: Mapping[str, float],
    actors: frozenset[str],
    counted: tuple[Counted, ...],
    firm: frozenset[str],
) -> Profile:
    """Return the profile of one statement."""
    known = {sense.name: sense for sense in senses.of(statement.lemma, statement.terms)}
    undergone = any(sense.undergone for sense in known.values())
    agent, patient = (_keys(statement, name, shelf, firm) for name in (RoleName.AGENT, RoleName.PATIENT))
    doer, undergoer = (frozenset[str](), agent or patient) if undergone else (agent, patient)
    if statement.lemma == "be" or statement.lemma.startswith("be_"):
        topic, attribute = (_keys(statement, name, shelf, firm) for name in (RoleName.TOPIC, RoleName.ATTRIBUTE))
        there = not topic
        doer, undergoer = frozenset[str](), (attribute if there else topic | agent | patient)
        known = {EXISTS: Sense(EXISTS)} if there and statement.lemma == "be" and attribute else known
    own = {*statement.lemma.split("_"), shelf.words(statement.document, statement.trigger).casefold()}
    own |= {word for actor in actors for word in _words_of(shelf, actor)}
    terms = {term: weights.get(term, 0.0) for term in statement.terms if term not in own}
    vector = shelf.vectors.get(statement.passage)
    numbers = None if vector is None else np.frombuffer(vector, dtype="<f2").astype(np.float32)
    # Only places of the map: two halls may stand in one yard, and one hall may have two names.
    places = frozenset(
        key
        for key in _keys(statement, RoleName.PLACE, shelf, firm)
        if key in firm and shelf.actors[ActorId(key)].kind is ActorKind.PLACE
    )
    published = shelf.documents[statement.document].published
    written = published.interval().end if published else None
    return Profile(statement, known, doer, undergoer, places, actors, terms, counted, numbers, written)


def _with_doer(profile: Profile, before: frozenset[str]) -> Profile:
    """Return the profile with the actor named just before its trigger ("the Soviet invasion") if no other does it."""
    if not before or profile.doer or before & profile.undergoer:
        return profile
    if any(sense.undergone for sense in profile.senses.values()):
        return profile if profile.undergoer else replace(profile, undergoer=before)
    return replace(profile, doer=before)


def _words_of(shelf: Shelf, actor: str) -> set[str]:
    """Return the words of an actor's names, lower case."""
    return {word for name in shelf.actors[ActorId(actor)].names for word in name.casefold().split()}


def _keys(statement: Statement, name: RoleName, shelf: Shelf, firm: frozenset[str]) -> frozenset[str]:
    """Return the keys of the fillers of one role: the actor where it has a name, else the head word."""
    keys = (_key(role, shelf, firm) for role in statement.roles if role.name is name)
    return frozenset(key for key in keys if key not in _PRONOUNS)


def _key(role: Role, shelf: Shelf, firm: frozenset[str]) -> str:
    """Return the key of one filler."""
    actor = shelf.actor_in(role)
    return actor if actor is not None and actor in firm else role.head


def _stories(shelf: Shelf, weights: Mapping[str, float]) -> dict[DocumentId, dict[str, float]]:
    """Return the weighted words and actors of each document, of unit length."""
    stories: dict[DocumentId, dict[str, float]] = {}
    for account in shelf.accounts:
        terms: dict[str, float] = defaultdict(float)
        for statement in account.statements:
            for term in statement.terms:
                terms[term] += weights[term]
        for mention in account.mentions:
            actor = shelf.actor_of.get(mention.id)
            if actor is not None and mention.form is not MentionForm.PRONOUN:
                terms[actor] += 1.0
        damped = {term: 1.0 + log(weight) if weight > 1.0 else weight for term, weight in terms.items()}
        length = sum(weight * weight for weight in damped.values()) ** 0.5 or 1.0
        stories[account.document.id] = {term: weight / length for term, weight in damped.items()}
    return stories
