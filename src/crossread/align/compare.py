"""How alike two statements are, and why: their slots first, their words next, vectors last and never alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from math import exp

from crossread.align.profiles import EXISTS, Counted, Profile
from crossread.model.reason import Reason
from crossread.model.value import Interval
from crossread.text.rarity import rarity
from crossread.text.senses import load_senses


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
    """

    score: float
    reasons: tuple[Reason, ...]
    veto: bool = False


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
    score = _logistic(options.base + sum(part for part, _ in parts)) if _supported(one, other, value) else 0.0
    reasons = tuple(_weighed(reason, part) for part, reason in parts if abs(part) >= 0.05)
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
        same = _named(one.doer & other.doer | one.undergoer & other.undergoer)
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
    terms, shared = _overlap(one.terms, other.terms)
    context, around = _overlap(one.context, other.context)
    return [
        ("sense", sense, why_sense),
        ("role", roles, why_roles),
        ("terms", terms, Reason("shared_rare_words", (("words", " ".join(shared[:8])),))),
        ("context", context, Reason("shared_words_of_sentence", (("words", " ".join(around[:8])),))),
        ("strangers", _strangers(one, other), Reason("other_actors_named")),
        ("opposition", _opposed(one, other) * (1.0 - terms), Reason("says_the_opposite")),
        ("mutual", float(near is not None and near < 3), Reason("nearest_sentences", (("rank", str(near)),))),
        ("vector", _vectors_alike(one, other), Reason("near_vectors")),
        ("time", _times_alike(one.time, other.time), Reason("same_time")),
        ("place", _places_alike(one, other), Reason("places")),
        ("story", _same_story(story), Reason("same_story")),
    ]


def _logistic(value: float) -> float:
    """Return the probability that log-odds stand for."""
    return 1.0 / (1.0 + exp(-value))


def _weighed(reason: Reason, part: float) -> Reason:
    """Return the reason with its part of the log-odds."""
    return Reason(reason.rule, reason.inputs, f"{part:+.2f}")


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
        rare = max((rarity(key) for key in held if not _named((key,))), default=0.0)
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
            total += max(1.0 if _named((key,)) else min(1.0, rarity(key) * 1.2) for key in shared)
            told.append((name, "same"))
        else:
            total -= 0.8 if _named(here) and _named(there) else 0.3
            told.append((name, "different"))
    return total, Reason("actors_in_roles", tuple(told))


def _named(keys: Iterable[str]) -> bool:
    """Return whether some of the keys are actors (identifiers), not only head words."""
    return any(key.startswith("k") and len(key) == 17 for key in keys)


def _overlap(one: Mapping[str, float], other: Mapping[str, float]) -> tuple[float, list[str]]:
    """Return the weighted share of words in common, 0 to 1, and the shared words, the weightiest first."""
    shared = [term for term in one if term in other]
    weights = sum(weight * weight for words in (one, other) for weight in words.values())
    both = sum(one[term] ** 2 for term in shared) * 2
    return both / (weights + 0.5), sorted(shared, key=lambda term: (-one[term], term))


def _opposed(one: Profile, other: Profile) -> float:
    """Return 1 where one statement says what the other denies, or where their triggers are opposites, else 0."""
    shared = one.statement.lemma == other.statement.lemma or set(one.senses) & set(other.senses)
    against = not shared and load_senses().opposite(one.senses, other.senses) is not None
    return float(against != (one.negative != other.negative))


def _strangers(one: Profile, other: Profile) -> float:
    """Return 1 where each statement names an actor the other's sentence lacks, or one a doer that it lacks."""
    here = one.actors - other.context.keys()
    there = other.actors - one.context.keys()
    missing = (not other.doer and _absent(one, other)) or (not one.doer and _absent(other, one))
    return 1.0 if (here and there) or missing else 0.0


def _absent(one: Profile, other: Profile) -> bool:
    """Return whether the named doers of a statement are not named in the other's sentence at all."""
    return _named(one.doer) and not one.doer & other.context.keys()


def _vectors_alike(one: Profile, other: Profile) -> float:
    """Return how near the sentence vectors are, from -0.5 (far) through 0 (unrelated sentences of one story) to 1."""
    if one.vector is None or other.vector is None:
        return 0.0
    return max(-0.5, min(1.0, (float(one.vector @ other.vector) - 0.35) / 0.4))


def _places_alike(one: Profile, other: Profile) -> float:
    """Return 0.4 for a place in common, -1 for different places (one may lie in the other), 0 where one names none."""
    if not one.places or not other.places:
        return 0.0
    return 0.4 if one.places & other.places else -1.0


def places_apart(one: Profile, other: Profile) -> bool:
    """Return whether two statements are of different places, neither of which the other's document names at all."""
    if not one.places or not other.places or one.places & other.places:
        return False
    return not (one.places & other.around or other.places & one.around)


def _times_alike(one: Interval | None, other: Interval | None) -> float:
    """Return 1 for times of a month at most that meet, else 0."""
    if one is None or other is None or not one.overlaps(other):
        return 0.0
    return float(all(_days(time) is not None and (_days(time) or 0) <= 31 for time in (one, other)))


def _days(time: Interval) -> int | None:
    """Return how many days an interval has, None where it is open."""
    return None if time.start is None or time.end is None else (time.end - time.start).days + 1


def _same_story(story: float) -> float:
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
    named = all(_named((key,)) for key in one.doer | other.doer)
    once = all(any("once" in sense.flags for sense in profile.senses.values()) for profile in (one, other))
    return named and not once


def compare_counts(
    one: Counted, other: Counted, profiles: tuple[Profile, Profile], story: float, options: CompareOptions
) -> Likeness:
    """Return how likely two figures count the same thing, and why.

    Args:
        one: A figure with what it counts.
        other: Another.
        profiles: The statements that they belong to.
        story: How much their documents are of one story, 0 to 1.
        options: Weights of the evidence.
    """
    same, why = _same_thing(one, other, profiles)
    terms, shared = _overlap(profiles[0].terms, profiles[1].terms)
    times = tuple(profile.time for profile in profiles)
    far = apart(times[0], times[1], options.days)
    parts = [
        (same, why),
        (options.terms * terms, Reason("shared_rare_words", (("words", " ".join(shared[:8])),))),
        (0.7 * options.vector * max(0.0, _vectors_alike(*profiles)), Reason("near_vectors")),
        (2.0 * options.story * _same_story(story), Reason("same_story")),
        (_sizes_alike(one, other), Reason("sizes")),
        (_same_number(one, other), Reason("same_distinctive_number", (("number", _shown(one)),))),
        (_background(profiles), Reason("other_time_likely")),
        (1.5 * _places_alike(*profiles), Reason("places")),
    ]
    forbidden = (Reason("other_time", (("a", str(times[0])), ("b", str(times[1]))), "veto"),) if far else ()
    if places_apart(*profiles):
        forbidden = (*forbidden, Reason("other_place", (), "veto"))
    score = _logistic(options.base + sum(part for part, _ in parts)) if same > 0 else 0.0
    reasons = tuple(_weighed(reason, part) for part, reason in parts if abs(part) >= 0.05)
    return Likeness(round(score, 4), (*reasons, *forbidden), bool(forbidden) or same <= -9)


def _same_thing(one: Counted, other: Counted, profiles: tuple[Profile, Profile]) -> tuple[float, Reason]:
    """Return the log-odds that two figures count the same kind of thing; -9 where they cannot."""
    inputs = (("a", one.id), ("b", other.id))
    units = one.figure.amount.unit, other.figure.amount.unit
    if one.further != other.further:
        return -9.0, Reason("comes_on_top", inputs)
    number = _same_number(one, other)
    if number >= 1.5 and _may_be_one(one, other):
        return 2.4, Reason("same_thing_counted", (*inputs, ("counted", _shown(one)), ("by", "number")))
    if one.people and other.people:
        return _same_people(one, other, profiles, inputs)
    if units[0] != units[1]:
        return -9.0, Reason("other_unit", (*inputs, ("units", f"{units[0]} {units[1]}")))
    shared = sorted(one.nouns & other.nouns)
    alike = _same_trigger(profiles)
    if shared:
        told = 1.0 + 1.0 * min(1.0, max(rarity(noun) for noun in shared)) + 1.6 * alike
        return told, Reason("same_thing_counted", (*inputs, ("counted", shared[0])))
    if one.nouns and other.nouns:
        return -9.0, Reason("other_thing_counted", (*inputs, ("counted", f"{_first(one)} / {_first(other)}")))
    if units[0] is not None and alike:
        return 1.6, Reason("same_thing_counted", (*inputs, ("counted", units[0])))
    return -9.0, Reason("nothing_counted", inputs)


def _may_be_one(one: Counted, other: Counted) -> bool:
    """Return whether units and counted nouns of two figures do not exclude one another."""
    units = {one.figure.amount.unit, other.figure.amount.unit} - {None}
    nouns = one.nouns & other.nouns or not one.nouns or not other.nouns or one.people or other.people
    return len(units) < 2 and bool(nouns)


def _first(counted: Counted) -> str:
    """Return the counted noun, to be shown."""
    return counted.figure.noun or min(counted.nouns, default="")


def _same_trigger(profiles: tuple[Profile, Profile]) -> bool:
    """Return whether two triggers are of one class, or one word that is not of the commonest."""
    one, other = profiles
    same = one.statement.lemma == other.statement.lemma and rarity(one.statement.lemma) > 0.25
    return same or bool(set(one.senses) & set(other.senses))


def _same_people(
    one: Counted, other: Counted, profiles: tuple[Profile, Profile], inputs: tuple[tuple[str, str], ...]
) -> tuple[float, Reason]:
    """Return the log-odds that two figures count the same people: what happens to them and who they are must fit."""
    happening = _main(one), _main(other)
    shown = (("happening", f"{happening[0]} / {happening[1]}"), ("counted", f"{_first(one)} / {_first(other)}"))
    if happening[0] != happening[1]:
        return -9.0, Reason("other_happening_counted", (*inputs, *shown))
    general = ["general" in flag for flag in (_flags(one), _flags(other))]
    shared = one.nouns & other.nouns
    if not happening[0]:
        if not shared or all(general):
            return -9.0, Reason("nothing_counted", inputs)
        return 2.4 if _same_trigger(profiles) else 1.2, Reason("same_thing_counted", (*inputs, *shown))
    if shared or all(general) or not (one.nouns and other.nouns):
        return 3.6, Reason("same_thing_counted", (*inputs, *shown))
    if any(general) or _unknown(one) or _unknown(other):
        return 3.0, Reason("same_thing_counted", (*inputs, *shown, ("scope", "one side narrower")))
    return -9.0, Reason("other_thing_counted", (*inputs, *shown))


def _unknown(counted: Counted) -> bool:
    """Return whether the lexicon does not know the counted noun ("workmates")."""
    return not counted.nouns & load_senses().noun_flags.keys()


def _main(counted: Counted) -> str:
    """Return the class of what happens to counted people, "" where the clause tells none."""
    people = [name for name in counted.happenings if name in _people_classes()]
    return people[0] if people else ""


@cache
def _people_classes() -> frozenset[str]:
    """Return the classes of happenings under which people are counted."""
    words = load_senses().words.values()
    return frozenset(sense.name for entries in words for _, sense in entries if "people" in sense.flags)


def _flags(counted: Counted) -> frozenset[str]:
    """Return what the lexicon says of the counted nouns."""
    known = load_senses().noun_flags
    return frozenset(flag for noun in counted.nouns for flag in known.get(noun, ()))


def _same_number(one: Counted, other: Counted) -> float:
    """Return how much an equal number tells: 0 for a small one, 2 for one that nobody hits upon by chance."""
    a, b = one.figure.amount.low, other.figure.amount.low
    if a is None or a != b or a < 13:
        return 0.0
    digits = len(f"{a:.12g}".replace(".", "").strip("0"))
    return min(2.0, 0.5 * digits + (0.5 if a >= 1000 else 0.0))


def _shown(counted: Counted) -> str:
    """Return a figure's number, to be shown."""
    low = counted.figure.amount.low
    return "" if low is None else f"{low:.12g}"


def _background(profiles: tuple[Profile, Profile]) -> float:
    """Return -3 where one sentence tells only of times long before its document, and the other does not."""
    old = [_is_old(profile) for profile in profiles]
    return -3.0 if old[0] != old[1] else 0.0


def _is_old(profile: Profile) -> bool:
    """Return whether a sentence names only times of more than 200 days before its document was published."""
    return (
        profile.told_of is not None
        and profile.written is not None
        and profile.written - profile.told_of > timedelta(days=200)
    )


def _sizes_alike(one: Counted, other: Counted) -> float:
    """Return 0 for figures of one order of size, falling for figures that are very far apart."""
    sizes = [counted.figure.amount.low or counted.figure.amount.high or 0.0 for counted in (one, other)]
    if min(sizes) <= 0:
        return 0.0
    ratio = max(sizes) / min(sizes)
    return 0.0 if ratio <= 4 else -0.8 if ratio <= 20 else -2.0
