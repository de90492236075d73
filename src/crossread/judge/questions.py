"""What a group of statements answers: which slot is asked for, and in which words, as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from crossread.judge.testimony import Court
from crossread.model.document import DocumentId
from crossread.model.finding import FindingKind, Question
from crossread.model.link import Link
from crossread.model.mention import FigureId, MentionForm
from crossread.model.span import Span
from crossread.model.statement import Role, RoleName, Statement
from crossread.text.senses import load_senses

_NOUN_ENDINGS = ("al", "ion", "ment", "ure", "ance", "ence", "ory", "over", "th")
"""Endings of nouns made of verbs ("withdrawal", "victory", "takeover", "death")."""

_LONG = 60
"""Longest words that a question takes over from a document; longer ones are cut back to the head."""


def figure_clusters(links: Iterable[Link]) -> list[tuple[tuple[FigureId, ...], float]]:
    """Return figures that links hold to count the same thing, each cluster with the mean score of its links."""
    pairs = [
        (FigureId(dict(reason.inputs)["a"]), FigureId(dict(reason.inputs)["b"]), link.score)
        for link in links
        for reason in link.reasons
        if reason.rule == "same_thing_counted"
    ]
    home: dict[FigureId, set[FigureId]] = {}
    for a, b, _ in pairs:
        joined = home.get(a, {a}) | home.get(b, {b})
        for member in joined:
            home[member] = joined
    found = {tuple(sorted(members)) for members in home.values()}
    return [(members, _mean([score for a, _, score in pairs if a in members])) for members in sorted(found)]


def _mean(values: Sequence[float]) -> float:
    """Return the mean, 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


def figure_question(court: Court, statements: Sequence[Statement], figures: Sequence[FigureId]) -> Question:
    """Return the question that figures of the same thing answer."""
    shelf = court.shelf
    known = [shelf.figures[figure] for figure in figures]
    counted = _most([_brief(court, figure.document, figure.counted) for figure in known if figure.counted])
    noun = _most([figure.noun for figure in known if figure.noun])
    owner = _clearest(statements)
    own = [figure.span for figure in known if figure.document == owner.document]
    patient = any(_holds(owner, RoleName.PATIENT, span) for span in own)
    undergone = any(sense.undergone for sense in load_senses().of(owner.lemma, owner.terms))
    carries = any("people" in sense.flags for sense in load_senses().of(noun))
    subject = "" if carries or not patient else _filler(court, [owner], RoleName.AGENT)
    return Question(
        FindingKind.FIGURE,
        subject=subject,
        verb="" if carries else owner.lemma,
        object="" if patient or carries else _filler(court, [owner], RoleName.PATIENT),
        counted=counted or noun,
        unit=known[0].amount.unit,
        passive=patient and not subject and not undergone,
    )


def _clearest(statements: Sequence[Statement]) -> Statement:
    """Return the statement that a question is worded after: commonest trigger, most roles, shortest clause."""
    lemmas = Counter(statement.lemma for statement in statements)
    return min(statements, key=lambda s: (-lemmas[s.lemma], -len(s.roles), s.span.length, s.id))


def _holds(statement: Statement, name: RoleName, span: Span) -> bool:
    """Return whether a role of the statement holds the words at `span`."""
    return any(role.name is name and role.span.overlaps(span) for role in statement.roles)


def act_question(court: Court, kind: FindingKind, statements: Sequence[Statement]) -> Question:
    """Return the question that statements of one act answer."""
    owner = _clearest(statements)
    alike = [statement for statement in statements if statement.lemma == owner.lemma]
    subject = _filler(court, alike, RoleName.AGENT)
    doers = {_plain(_role_words(court, s.document, r)) for s in statements for r in s.roles if r.name is RoleName.AGENT}
    verbal = [statement for statement in alike if not is_noun(court, statement)]
    target = _filler(court, verbal, RoleName.PATIENT, doers)
    if subject and target and subject.casefold().split()[-1] == target.casefold().split()[-1]:
        subject = ""
    return Question(kind, subject=subject, verb=owner.lemma, object=target, passive=not subject and bool(target))


def is_noun(court: Court, statement: Statement) -> bool:
    """Return whether a trigger is a noun of happening: what stands beside it need not be its object."""
    word = court.shelf.words(statement.document, statement.trigger).casefold()
    return word != statement.lemma and word.endswith(_NOUN_ENDINGS)


def _plain(words: str) -> str:
    """Return words in lower case without an article."""
    return words.casefold().removeprefix("the ").removeprefix("a ").removeprefix("an ")


def _filler(court: Court, statements: Sequence[Statement], name: RoleName, but: Collection[str] = frozenset()) -> str:
    """Return the words for a role: the name of its actor where it has one, else the shortest words in the documents.

    Args:
        court: The records.
        statements: Where to look.
        name: Which role.
        but: Words that are not wanted, in lower case without article.
    """
    found = [_role_words(court, s.document, role) for s in statements for role in s.roles if role.name is name]
    return _most([words for words in found if words and _plain(words) not in but])


def _role_words(court: Court, document: DocumentId, role: Role) -> str:
    """Return the words for one filler."""
    mention = court.shelf.mentions.get(role.mention) if role.mention is not None else None
    if mention is not None:
        actor = court.shelf.actors.get(court.shelf.actor_of[mention.id]) if mention.id in court.shelf.actor_of else None
        if actor is not None and mention.form is MentionForm.PRONOUN:
            return actor.name
        return _brief(court, document, mention.span)
    return _brief(court, document, role.span)


def _brief(court: Court, document: DocumentId, span: Span) -> str:
    """Return the words at a span, cut back to their beginning where they are long."""
    words = court.shelf.words(document, span)
    if len(words) <= _LONG:
        return words
    return words[:_LONG].rsplit(" ", 1)[0]


def _most(words: Iterable[str]) -> str:
    """Return the commonest words, the shortest of the commonest; "" of nothing."""
    counts = Counter(words)
    return min(counts, key=lambda word: (-counts[word], len(word), word), default="")
