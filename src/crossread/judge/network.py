"""Who does what to whom, statement by statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from crossread.judge.modality import told_modality
from crossread.model.account import Account
from crossread.model.event import Act
from crossread.model.link import Actor
from crossread.model.mention import ActorKind, Mention, MentionForm
from crossread.model.outcome import Outcome
from crossread.model.shelf import Shelf
from crossread.model.statement import Role, RoleName, Statement

_ACTED_ON: Final = frozenset({RoleName.PATIENT, RoleName.RECIPIENT})
_WILLED: Final = frozenset({ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.GROUP})
"""Kinds of actor that a pronoun takes up again; "it" and "which" seldom mean a place or a thing by its name."""
_STATES: Final = frozenset(
    ["be", "have", "own", "include", "contain", "comprise", "consist", "involve", "mean", "resemble", "belong", "exist"]
)
"""Verbs of being and having: they tell of no act."""


def find_acts(accounts: Sequence[Account], actors: Sequence[Actor]) -> Outcome[Act]:
    """Return each statement in which one named actor acts on another.

    Left out are verbs of being and having, and whom a document names too loosely for it to be told of him: a place by
    other words than its name ("the country"), a place or thing by a pronoun, and "it" as what is acted on after the
    verb, for there it takes up a matter more often than an actor. What a clause only gives as a purpose ("to seize the
    port") or as an idea ("accused of lying") is not said to have happened: it counts as hypothetical.

    Args:
        accounts: What was read off the documents, in any order.
        actors: The actors of the case.

    Returns:
        The acts, by document, place and identifier.

    Examples:
        >>> find_acts((), ()).found
        ()
    """
    shelf = Shelf.of(accounts, actors)
    found = {act.id: act for statement in shelf.statements.values() for act in _acts(shelf, statement)}
    return Outcome(tuple(sorted(found.values(), key=lambda act: (act.document, act.span, act.id))))


def _acts(shelf: Shelf, statement: Statement) -> Iterator[Act]:
    if statement.lemma in _STATES or statement.lemma.startswith("be_"):
        return
    agents = [role for role in statement.roles if role.name is RoleName.AGENT and _is_named(shelf, statement, role)]
    others = [role for role in statement.roles if role.name in _ACTED_ON and _is_named(shelf, statement, role)]
    for agent in agents:
        for patient in others:
            act = _act(shelf, statement, agent, patient)
            if act is not None and act.agent != act.patient:
                yield act


def _act(shelf: Shelf, statement: Statement, agent: Role, patient: Role) -> Act | None:
    one, other = shelf.actor_in(agent), shelf.actor_in(patient)
    if one is None or other is None or agent.mention is None or patient.mention is None:
        return None
    return Act(
        Act.key(statement.id, agent.mention, patient.mention),
        statement.document,
        statement.span,
        statement.id,
        statement.passage,
        statement.lemma,
        statement.polarity,
        told_modality(statement, shelf.documents[statement.document].text),
        statement.voice,
        one,
        other,
        patient.name,
        agent.mention,
        patient.mention,
        agent.span,
        patient.span,
    )


def _is_named(shelf: Shelf, statement: Statement, role: Role) -> bool:
    """Return whether the words that fill a role name an actor well enough to tell of him."""
    actor = shelf.actor_in(role)
    mention = shelf.mentions.get(role.mention) if role.mention is not None else None
    if actor is None or mention is None or not shelf.actors[actor].name:
        return False
    kind = shelf.actors[actor].kind
    if mention.form is MentionForm.PRONOUN:
        return kind in _WILLED and not _is_matter(statement, role, mention)
    return kind is not ActorKind.PLACE or mention.form is not MentionForm.DESCRIPTOR


def _is_matter(statement: Statement, role: Role, mention: Mention) -> bool:
    """Return whether a pronoun is an "it" behind the verb."""
    return mention.kind is ActorKind.OTHER and role.name in _ACTED_ON and mention.span.start > statement.trigger.start
