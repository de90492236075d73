"""How alike two things are, and what speaks for it: the measures that acts and figures share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from math import exp

from crossread.align.profiles import Profile
from crossread.model.reason import Reason
from crossread.model.value import Interval
from crossread.text.rarity import rarity


@dataclass(frozen=True, slots=True)
class CompareOptions:
    """Weights of the evidence, on the scale of log-odds.

    Attributes:
        base: Log-odds of two statements of which nothing is known.
        sense: For the same kind of happening.
        role: For the same actor in the same role; taken off for different ones.
        terms: For shared words of the clauses, weighted by rarity.
        context: For shared words and actors of the sentences.
        strangers: For actors that each names and the other does not.
        opposition: For saying the opposite: what sounds like a contest needs the better evidence.
        mutual: For sentences that are among each other's three nearest.
        vector: For near sentence vectors.
        time: For the same time.
        place: For the same place; taken off for different ones.
        story: For documents of one story.
        threshold: Score from which a pair is held to be the same.
        days: Two times further apart than this cannot be of one thing, even where the second tells of a later count.
    """

    base: float = -4.6
    sense: float = 2.2
    role: float = 1.3
    terms: float = 4.0
    context: float = 2.0
    strangers: float = -1.0
    opposition: float = -1.5
    mutual: float = 1.6
    vector: float = 1.6
    time: float = 0.6
    place: float = 0.7
    story: float = 0.8
    threshold: float = 0.5
    days: int = 45


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two things are.

    Attributes:
        score: 0 to 1.
        reasons: Why; the effect of each is its part of the log-odds, or the word "veto".
        veto: Whether some slot forbids that they are the same, whatever else speaks for it.
        sure: Whether this pair alone may join two groups whose other members are not alike.
    """

    score: float
    reasons: tuple[Reason, ...]
    veto: bool = False
    sure: bool = False


def logistic(value: float) -> float:
    """Return the probability that log-odds stand for."""
    return 1.0 / (1.0 + exp(-value))


def weighed(reason: Reason, part: float) -> Reason:
    """Return the reason with its part of the log-odds."""
    return Reason(reason.rule, reason.inputs, f"{part:+.2f}")


def any_named(keys: Iterable[str]) -> bool:
    """Return whether some of the keys are actors (identifiers), not only head words."""
    return any(key.startswith("k") and len(key) == 17 for key in keys)


def overlap(one: Mapping[str, float], other: Mapping[str, float]) -> tuple[float, list[str]]:
    """Return the weighted share of words in common, 0 to 1, and the shared words, the weightiest first."""
    shared = [term for term in one if term in other]
    weights = sum(weight * weight for words in (one, other) for weight in words.values())
    both = sum(one[term] ** 2 for term in shared) * 2
    return both / (weights + 0.5), sorted(shared, key=lambda term: (-one[term], term))


def vectors_alike(one: Profile, other: Profile) -> float:
    """Return how near the sentence vectors are, from -0.5 (far) through 0 (unrelated sentences of one story) to 1."""
    if one.vector is None or other.vector is None:
        return 0.0
    return max(-0.5, min(1.0, (float(one.vector @ other.vector) - 0.35) / 0.4))


def places_alike(one: Profile, other: Profile) -> float:
    """Return 0.4 for a place in common, -1 for different places (one may lie in the other), 0 where one names none."""
    if not one.places or not other.places:
        return 0.0
    return 0.4 if one.places & other.places else -1.0


def places_apart(one: Profile, other: Profile) -> bool:
    """Return whether two statements are of different places, neither of which the other's document names at all."""
    if not one.places or not other.places or one.places & other.places:
        return False
    return not (one.places & other.around or other.places & one.around)


def same_story(story: float) -> float:
    """Return -1 for documents of different stories, rising to 1 for documents of one.

    In the accounts corpus (train, 24 events in one case) the cosine of two documents of one event is 0.06 or more in
    nine of ten, of two events 0.07 or less in ninety-nine of a hundred.
    """
    return max(-1.0, min(1.0, (story - 0.06) / 0.04))


def apart(one: Interval | None, other: Interval | None, days: int) -> bool:
    """Return whether two times are further apart than `days`.

    Examples:
        >>> from crossread.model.value import PartialDate
        >>> apart(PartialDate(2021).interval(), PartialDate(2029, 3).interval(), 45)
        True
    """
    if one is None or other is None or one.overlaps(other):
        return False
    first, last = sorted((one, other), key=lambda time: (time.start is not None, time.start or time.end))
    if first.end is None or last.start is None:
        return False
    return last.start - first.end > timedelta(days=days)


def same_happening(one: Profile, other: Profile, rare: float = 0.25) -> bool:
    """Return whether two triggers are of one class, or one word that is rarer than `rare` (0 to 1)."""
    same = one.statement.lemma == other.statement.lemma and rarity(one.statement.lemma) > rare
    return same or bool(set(one.senses) & set(other.senses))


def name_strangers(one: Profile, other: Profile) -> bool:
    """Return whether each of two clauses names actors that the other's sentence does not name."""
    return bool(one.actors - other.context.keys()) and bool(other.actors - one.context.keys())


def doers_absent(one: Profile, other: Profile) -> bool:
    """Return whether the named doers of a statement are not named in the other's sentence at all."""
    return any_named(one.doer) and not one.doer & other.context.keys()
