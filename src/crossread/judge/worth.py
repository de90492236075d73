"""Which statements of one act agree on something that is worth saying."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import combinations
from typing import Final

from crossread.judge.agreement import amounts_agree
from crossread.judge.questions import complement, is_noun
from crossread.judge.testimony import Court
from crossread.model.link import ActorId
from crossread.model.statement import RoleName, Statement
from crossread.model.value import Amount
from crossread.text.rarity import rarity
from crossread.text.senses import load_senses

_DENIAL: Final = re.compile(
    r"\b(?:not|no|never|nobody|none|neither|nor|without|nothing|contrary|untrue|den(?:y|ied|ies)|reject\w*|refus\w*|disput\w*|"
    r"fals\w*)\b|n['\u2019]t\b",
    re.IGNORECASE,
)
"""Words that deny, anywhere in a sentence."""


_RARE: Final = 0.4
"""Rarity from which a shared word tells that two objects may be one thing."""

_PRONOUNS: Final = frozenset("he she it they i we you who that which this these those one all some many".split())
"""Heads that name no thing."""

_ENOUGH: Final = 1.6
"""Weight of shared words that tell enough where no named actor is shared."""

_SURE: Final = 0.9
"""Likeness from which less is enough."""

_ENOUGH_WHERE_SURE: Final = 1.3
"""Weight of shared words that is enough then, and for what is promised or demanded."""


def core(
    court: Court, statements: Sequence[Statement], likeness: float = 0.0, *, promised: bool = False
) -> list[Statement]:
    """Return the most statements of which every two agree on what is worth saying; none where no two do.

    One that is alike for other reasons ("fleeing diplomats" beside "the president fled") does not undo what the others
    agree on.

    Args:
        court: The records.
        statements: Statements of the same act.
        likeness: How sure it is that they tell of the same act, 0 to 1.
        promised: Whether they tell what is to come: then plain verbs tell something, too ("they will respect …").
    """
    enough = _ENOUGH if likeness < _SURE and not promised else _ENOUGH_WHERE_SURE
    if _worth_saying(court, statements, enough, promised=promised):
        return list(statements)
    parts = []
    for first in statements:
        part = [first]
        for other in statements:
            if other is not first and all(
                _worth_saying(court, (other, one), enough, promised=promised) for one in part
            ):
                part.append(other)
        parts.append(part)
    best = max(parts, key=lambda part: (len({s.document for s in part}), _share_a_name(court, part), len(part)))
    return [statement for statement in statements if statement in best] if len(best) > 1 else []


def _share_a_name(court: Court, statements: Sequence[Statement]) -> bool:
    """Return whether a named actor has a part in every one of the statements."""
    return bool(set.intersection(*(names_in(court, statement) for statement in statements)))


def _worth_saying(court: Court, statements: Sequence[Statement], enough: float, *, promised: bool) -> bool:
    """Return whether agreement on an act is worth a finding: a verb that tells something, and a name or a rare word."""
    senses = load_senses()
    shared = set.intersection(*(set(statement.terms) for statement in statements))
    plain = frozenset[str]() if promised else senses.light
    telling = sum(rarity(term) for term in shared if term not in plain)
    named = set.intersection(*(names_in(court, statement) for statement in statements))
    light = all(_tells_little(statement.lemma, plain) for statement in statements)
    if not (named or _of_one_kind(statements)) or all(is_noun(court, statement) for statement in statements):
        return False
    if _of_others(court, statements, shared - plain):
        return False
    return telling + 0.5 * len(named) >= (1.6 if light else 0.8) and bool(named or telling >= enough)


def _tells_little(lemma: str, light: Collection[str]) -> bool:
    """Return whether a trigger tells little by itself: a light verb, or that someone is something ("is tall")."""
    return lemma.split("_be", maxsplit=1)[0] in light or lemma.startswith("be_")


def _of_others(court: Court, statements: Sequence[Statement], shared: Collection[str]) -> bool:
    """Return whether one verb has another object in each: "opposes the tax" and "opposes the fence" are two things.

    A rare word in common, beside the verb and the actors, tells that it may be one thing in other words.
    """
    lemmas = {statement.lemma for statement in statements}
    actors = [court.shelf.actors[ActorId(key)] for statement in statements for key in names_in(court, statement)]
    naming = {word.casefold() for actor in actors for name in actor.names for word in name.split()}
    if len(lemmas) > 1 or any(rarity(word) >= _RARE for word in set(shared) - lemmas - naming):
        return False
    objects = [_objects(court, statement) for statement in statements]
    pairs = combinations([item for item in objects if item], 2)
    return any(not one & other for one, other in pairs)


def _objects(court: Court, statement: Statement) -> set[str]:
    """Return whom or what an act happens to: actors, and the nouns of all others; pronouns left out.

    Where no part is known, the names that follow the verb stand for it.
    """
    found = set()
    for role in statement.roles:
        actor = court.shelf.actor_in(role)
        if role.name is RoleName.PATIENT and (actor is not None or role.head not in _PRONOUNS):
            names = {
                word.casefold().replace(".", "") for word in court.shelf.words(statement.document, role.span).split()
            }
            found |= {role.head} if actor is None else {str(actor), role.head, *names}
    told = any(role.name is RoleName.PATIENT for role in statement.roles)
    words = [] if told or is_noun(court, statement) else complement(court, statement).split()
    return found | {word.casefold().replace(".", "") for word in words if word[0].isupper()}


def _of_one_kind(statements: Sequence[Statement]) -> bool:
    """Return whether the triggers are one word, or have a kind of happening in common."""
    kinds = set.intersection(*(classes_of(statement) for statement in statements))
    return bool(kinds) or len({statement.lemma for statement in statements}) == 1


def several(statements: Sequence[Statement]) -> bool:
    """Return whether statements stand in several documents."""
    return len({statement.document for statement in statements}) > 1


def of_one_tone(court: Court, statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements whose sentences deny something, or those whose sentences do not, whichever are more.

    Near sentences of which one alone holds a "not", a "nobody", a "denied" differ in what they answer in four of ten
    cases in the accounts corpus (train), others in one of ten: no agreement is claimed for them.
    """
    sides: tuple[list[Statement], list[Statement]] = ([], [])
    for statement in statements:
        passage = court.shelf.passages.get(statement.passage)
        span = passage.span if passage is not None else statement.span
        words = span.of(court.shelf.documents[statement.document].text)
        sides[_DENIAL.search(words) is not None].append(statement)
    return max(sides, key=len)


def figures_clash(court: Court, statements: Sequence[Statement]) -> bool:
    """Return whether two statements give different numbers of one thing: then they do not tell the act alike."""
    told: dict[str, list[Amount]] = {}
    for statement in statements:
        for figure in (court.shelf.figures[key] for key in statement.figures if key in court.shelf.figures):
            told.setdefault(figure.noun or figure.amount.unit or "", []).append(figure.amount)
    return any(not amounts_agree(a, b) for amounts in told.values() for a in amounts for b in amounts)


def names_in(court: Court, statement: Statement) -> set[str]:
    """Return the named actors in the roles of a statement."""
    actors = {court.shelf.actor_in(role) for role in statement.roles}
    return {actor for actor in actors if actor is not None and court.named(actor)}


def classes_of(statement: Statement) -> set[str]:
    """Return the classes of happenings of a trigger."""
    return {sense.name for sense in load_senses().of(statement.lemma, statement.terms)}
