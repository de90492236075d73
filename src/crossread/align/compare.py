"""How alike two statements are, and why: their slots first, their words next, vectors last and never alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from crossread.align.likeness import (
    CompareOptions,
    Likeness,
    any_named,
    apart,
    doers_absent,
    logistic,
    name_strangers,
    overlap,
    places_alike,
    places_apart,
    same_story,
    vectors_alike,
    weighed,
)
from crossread.align.profiles import EXISTS, Profile
from crossread.model.reason import Reason
from crossread.model.value import Interval
from crossread.text.rarity import rarity
from crossread.text.senses import load_senses


def compare_acts(
    one: Profile, other: Profile, story: float, options: CompareOptions, near: int | None = None
) -> Likeness:
    """Return how likely two statements tell of the same act, and why.

    Args:
        one: A statement.
        other: Another, of another document or the same.
        story: How much their documents are of one story, 0 to 1.
        options: Weights of the evidence.
        near: Mutual rank of their sentences among each other's nearest, or None.
    """
    if _hopeless(one, other, near):
        return Likeness(0.0, ())
    features = act_features(one, other, story, near)
    value = {name: measure for name, measure, _ in features}
    parts = [(getattr(options, name) * measure, reason) for name, measure, reason in features]
    forbidden = tuple(_vetoes(one, other, options))
    score = logistic(options.base + sum(part for part, _ in parts)) if _supported(one, other, value) else 0.0
    reasons = tuple(weighed(reason, part) for part, reason in parts if abs(part) >= 0.05)
    return Likeness(round(score, 4), (*reasons, *forbidden), bool(forbidden))


def _hopeless(one: Profile, other: Profile, near: int | None) -> bool:
    """Return whether two statements share neither a kind of happening nor words enough: a quick no for most pairs."""
    if len(one.terms.keys() & other.terms.keys()) >= (3 if near is None or near >= 3 else 2):
        return False
    return _senses_alike(one, other)[0] == 0


def _supported(one: Profile, other: Profile, value: Mapping[str, float]) -> bool:
    """Return whether the slots allow to speak of one act at all: vectors and story alone never do."""
    shared = len(one.terms.keys() & other.terms.keys())
    if value["opposition"]:
        if one.negative != other.negative:
            return value["sense"] > 0 and (value["role"] >= 0.5 or value["terms"] >= 0.5)
        # opposite words, without a "not": the same named actor has to have a part, or much else be the same
        same = any_named(one.doer & other.doer | one.undergoer & other.undergoer)
        return value["sense"] > 0 and value["role"] >= 0.5 and (same or value["terms"] >= 0.25)
    if one.statement.lemma in load_senses().light or value["sense"] == 0:
        told = sum(one.terms[term] for term in one.terms.keys() & other.terms.keys())
        paired = value["mutual"] > 0 and shared >= 2 and told >= 1.0 and value["terms"] >= 0.25
        return paired or (shared >= 3 and value["terms"] >= 0.5)
    return value["role"] > 0 or value["terms"] >= 0.12 or value["context"] >= 0.3


def act_features(
    one: Profile, other: Profile, story: float, near: int | None = None
) -> list[tuple[str, float, Reason]]:
    """Return what speaks for and against two statements being of one act: name of the weight, measure, reason."""
    sense, why_sense = _senses_alike(one, other)
    roles, why_roles = _roles_alike(one, other)
    terms, shared = overlap(one.terms, other.terms)
    context, around = overlap(one.context, other.context)
    return [
        ("sense", sense, why_sense),
        ("role", roles, why_roles),
        ("terms", terms, Reason("shared_rare_words", (("words", " ".join(shared[:8])),))),
        ("context", context, Reason("shared_words_of_sentence", (("words", " ".join(around[:8])),))),
        ("strangers", _strangers(one, other), Reason("other_actors_named")),
        ("opposition", _opposed(one, other) * (1.0 - terms), Reason("says_the_opposite")),
        ("mutual", float(near is not None and near < 3), Reason("nearest_sentences", (("rank", str(near)),))),
        ("vector", vectors_alike(one, other), Reason("near_vectors")),
        ("time", _times_alike(one.time, other.time), Reason("same_time")),
        ("place", places_alike(one, other), Reason("places")),
        ("story", same_story(story), Reason("same_story")),
    ]


def _senses_alike(one: Profile, other: Profile) -> tuple[float, Reason]:
    """Return whether two triggers tell of the same kind of happening, or of opposite ones: 0 to 1."""
    inputs = (("a", one.statement.lemma), ("b", other.statement.lemma))
    if one.statement.lemma == other.statement.lemma:
        light = one.statement.lemma in load_senses().light
        told = 0.25 if light else 0.25 + 0.75 * min(1.0, rarity(one.statement.lemma) * 1.6)
        return told, Reason("same_word", inputs)
    shared = sorted(set(one.senses) & set(other.senses))
    if shared:
        return 0.9, Reason("same_kind_of_happening", (*inputs, ("class", shared[0])))
    if EXISTS in one.senses or EXISTS in other.senses:
        held = one.undergoer & (other.undergoer | other.doer) | other.undergoer & one.doer
        rare = max((rarity(key) for key in held if not any_named((key,))), default=0.0)
        return (0.8 if rare >= 0.6 else 0.0), Reason("there_is_one", (*inputs, ("what", " ".join(sorted(held)))))
    opposed = load_senses().opposite(one.senses, other.senses)
    if opposed:
        return 0.7, Reason("opposite_happenings", (*inputs, ("classes", " ".join(opposed))))
    return 0.0, Reason("different_happenings", inputs)


def _roles_alike(one: Profile, other: Profile) -> tuple[float, Reason]:
    """Return how far the same actors stand in the same roles: -2 to 2."""
    told = []
    total = 0.0
    sides = [("doer", one.doer, other.doer), ("undergoer", one.undergoer, other.undergoer)]
    if EXISTS in one.senses or EXISTS in other.senses:
        sides = [("either", one.doer | one.undergoer, other.doer | other.undergoer)]
    for name, here, there in sides:
        if not here or not there:
            continue
        shared = sorted(here & there)
        if shared:
            total += max(1.0 if any_named((key,)) else min(1.0, rarity(key) * 1.2) for key in shared)
            told.append((name, "same"))
        else:
            total -= 0.8 if any_named(here) and any_named(there) else 0.3
            told.append((name, "different"))
    return total, Reason("actors_in_roles", tuple(told))


def _opposed(one: Profile, other: Profile) -> float:
    """Return 1 where one statement says what the other denies, or where their triggers are opposites, else 0."""
    shared = one.statement.lemma == other.statement.lemma or set(one.senses) & set(other.senses)
    against = not shared and load_senses().opposite(one.senses, other.senses) is not None
    return float(against != (one.negative != other.negative))


def _strangers(one: Profile, other: Profile) -> float:
    """Return 1 where each statement names an actor the other's sentence lacks, or one a doer that it lacks."""
    missing = (not other.doer and doers_absent(one, other)) or (not one.doer and doers_absent(other, one))
    return 1.0 if name_strangers(one, other) or missing else 0.0


def _times_alike(one: Interval | None, other: Interval | None) -> float:
    """Return 1 for times of a month at most that meet, else 0."""
    if one is None or other is None or not one.overlaps(other):
        return 0.0
    return float(all(_days(time) is not None and (_days(time) or 0) <= 31 for time in (one, other)))


def _days(time: Interval) -> int | None:
    """Return how many days an interval has, None where it is open."""
    return None if time.start is None or time.end is None else (time.end - time.start).days + 1


def _vetoes(one: Profile, other: Profile, options: CompareOptions) -> Iterable[Reason]:
    """Yield what forbids that two statements tell of the same act."""
    if apart(one.time, other.time, options.days) and one.time is not None and other.time is not None:
        yield Reason("other_time", (("a", one.time.iso()), ("b", other.time.iso())), "veto")
    sides = [(one.doer, other.doer), (one.undergoer, other.undergoer)]
    if all(here and there and not here & there for here, there in sides):
        yield Reason("other_actors", (), "veto")
    if places_apart(one, other):
        yield Reason("other_place", (), "veto")
    if _other_doers(one, other):
        yield Reason("other_doers", (), "veto")
    if one.doer and one.undergoer and one.doer == other.undergoer and one.undergoer == other.doer:
        yield Reason("roles_reversed", (), "veto")


def _other_doers(one: Profile, other: Profile) -> bool:
    """Return whether two acts of a kind that can happen often have different named doers: then they are two acts."""
    if not one.doer or not other.doer or one.doer & other.doer:
        return False
    named = all(any_named((key,)) for key in one.doer | other.doer)
    once = all(any("once" in sense.flags for sense in profile.senses.values()) for profile in (one, other))
    return named and not once
