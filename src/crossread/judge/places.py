"""Where did it happen? The verdict on the places that statements of one act name."""

from __future__ import annotations

from collections.abc import Sequence

from crossread.judge.agreement import camps
from crossread.judge.questions import act_question
from crossread.judge.rulings import finding, rule
from crossread.judge.testimony import Court, Testimony
from crossread.model.finding import Finding, FindingKind, Grade, Verdict
from crossread.model.mention import MentionForm
from crossread.model.reason import Reason
from crossread.model.statement import Role, RoleName, Statement
from crossread.text.rarity import rarity

_TELLING = 0.3
"""Rarity from which a common noun tells a place ("tunnel", "bridge"; not "place")."""


def judge_places(court: Court, statements: Sequence[Statement], likeness: float, *, contests: bool) -> Finding | None:
    """Return the finding on the place of an act; None where fewer than two documents name one.

    Different places contest one another only where both documents name both: else one may lie in the other.

    Args:
        court: The records.
        statements: Statements of one act.
        likeness: How sure it is that they tell of the same act, 0 to 1.
        contests: Whether the act happens once, so that two places cannot both hold.
    """
    items = [item for statement in statements if court.sign(statement) > 0 for item in _places(court, statement)]
    if len({item.document for item in items}) < 2:
        return None
    sides = camps(sorted(items, key=lambda item: item.evidence), lambda a, b: bool(a.keys & b.keys))
    if len(sides) > 1 and not (contests and all(_both_known(court, a, b) for a in sides[0] for b in sides[1])):
        return None
    why = Reason("other_places", tuple((item.label, item.document) for item in items), "hard")
    ruling = rule(sides, Grade.HARD, (why,))
    if ruling.verdict is Verdict.REPEATED:
        return None
    question = act_question(court, FindingKind.PLACE, [item.statement for item in items if item.statement])
    answers = [(min((item.label for item in side), key=lambda label: (len(label), label)), side) for side in sides]
    return finding(question, answers, ruling, likeness, (Reason("same_act", (), f"{likeness:.2f}"),))


def _places(court: Court, statement: Statement) -> list[Testimony]:
    """Return the answer that the places of a statement give, its narrowest words first."""
    roles = [role for role in statement.roles if role.name is RoleName.PLACE and _tells(court, role)]
    if not roles:
        return []
    keys = frozenset(_key(court, role) for role in roles)
    return [court.testimony(statement, min(roles, key=lambda role: (role.span.length, role.span)).span, keys=keys)]


def _tells(court: Court, role: Role) -> bool:
    """Return whether a place is named, or put in a word that tells something."""
    mention = court.shelf.mentions.get(role.mention) if role.mention is not None else None
    if mention is not None and mention.form is MentionForm.PRONOUN:
        return False
    return court.named(_key(court, role)) or rarity(role.head) >= _TELLING


def _key(court: Court, role: Role) -> str:
    """Return the actor that a place is, else its head word."""
    actor = court.shelf.actor_in(role)
    return actor if actor is not None and court.named(actor) else role.head


def _both_known(court: Court, one: Testimony, other: Testimony) -> bool:
    """Return whether both documents name both places."""
    return all(_named_in(court, item.document, key) for item in (one, other) for key in one.keys | other.keys)


def _named_in(court: Court, document: str, key: str) -> bool:
    """Return whether a document names an actor."""
    actor = court.shelf.actors.get(key)  # type: ignore[call-overload]
    return actor is not None and any(court.shelf.mentions[m].document == document for m in actor.mentions)
