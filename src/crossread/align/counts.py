"""How alike two figures are: whether they count the same thing, and why."""

from __future__ import annotations

from typing import Final

from crossread.align.count_measures import (
    TELLING,
    is_old,
    load_count_weights,
    measure_counts,
    noun_flags,
    one_act,
    people_happening,
    size_of,
)
from crossread.align.counted import Counted
from crossread.align.likeness import (
    CompareOptions,
    Likeness,
    apart,
    logistic,
    name_strangers,
    overlap,
    places_apart,
    same_story,
)
from crossread.align.profiles import Profile
from crossread.model.reason import Reason
from crossread.text.rarity import rarity
from crossread.text.revisions import is_revised
from crossread.text.senses import load_senses

_BORNE_OUT: Final = 0.6
"""Score of figures that count one thing because their statements are alike and nothing speaks against it."""

_NEVER: Final = 2.0
"""Least score that no pair of statements reaches."""

_RARE: Final = 100
"""Below this number two who are different may well have an equal one: shares of votes, goals, years of age."""

_NEAR: Final = 3.0
"""Numbers this many times apart may count one thing at different hours, or as different people count."""

_NUMBERS: Final = ("equal", "telling", "equal_and_alike", "class_and_number", "measured_and_number")
"""What an equal number alone tells."""

_BESIDE: Final = -1.5
"""Least log-odds, the equal number left out, of a pair that alone may join two groups."""

_TOLD_APART: Final = -0.5
"""What two numbers of one document count where groups are joined on average: they are mostly of two things."""

_VICTIMS: Final = 1.5
"""Log-odds added where one thing happens to the people of two numbers: two tolls of one day are of one thing too."""

_TELLING_WORD: Final = 0.5
"""Rarity from which a word in common tells what two shares are shares of."""

_ONE_SIDED: Final = -2.0
"""Log-odds taken off where only the people of one number are told to be killed, hurt, held ..."""

_SURELY: Final = 0.7
"""Score of their statements from which what is told of one number's people is told of the other's."""

_OTHER_STORY: Final = 6.0
"""Log-odds taken off where two documents are of different stories: numbers of two stories are hardly of one thing."""

_SHOWN: Final = 0.05
"""Least part of the log-odds that is worth showing."""

_FAR: Final = 10.0
"""Numbers of one kind of thing may be this many times apart."""

FAR: Final = 12.0
"""Numbers further apart than this many times are of two things."""


def may_meet(one: Counted, other: Counted) -> bool:
    """Return whether two figures can count one thing as far as their numbers and units tell."""
    low, high = sorted(size_of(figure) for figure in (one, other))
    return _units_fit(one, other) and one.further == other.further and low >= 1 and high <= FAR * low


def compare_counts(  # noqa: PLR0913 - what two figures are compared by
    one: Counted,
    other: Counted,
    profiles: tuple[Profile, Profile],
    story: float,
    options: CompareOptions,
    learned: float = 0.0,
) -> Likeness:
    """Return how likely two figures count the same thing, and why.

    Args:
        one: A figure with what it counts.
        other: Another.
        profiles: The statements that they belong to.
        story: How much their documents are of one story, 0 to 1.
        options: Weights of the evidence.
        learned: What the trained scorer says of the two statements: how likely they answer one question, 0 to 1.
    """
    if _told_apart(one, other):
        return _of_one_text(one, other)
    if not may_meet(one, other):
        return Likeness(0.0, (), veto=True)
    if _of_two_sorts(one, other) or _bystanders(one, other) or _other_fates(one, other):
        return Likeness(0.0, (Reason("other_thing_counted", _inputs(one, other)),), veto=True)
    if _two_shares(one, other, profiles):
        return Likeness(0.0, (Reason("other_thing_counted", _inputs(one, other)),), veto=True)
    times = tuple(profile.time for profile in profiles)
    forbidden: tuple[Reason, ...] = ()
    if apart(times[0], times[1], options.days):
        forbidden = (Reason("other_time", (("a", str(times[0])), ("b", str(times[1]))), "veto"),)
    if places_apart(*profiles):
        forbidden = (*forbidden, Reason("other_place", (), "veto"))
    if one.people and other.people and is_old(profiles[0]) != is_old(profiles[1]):
        forbidden = (*forbidden, Reason("other_time_likely", (), "veto"))
    weights = load_count_weights()
    measures = measure_counts(one, other, profiles, learned)
    strange = _OTHER_STORY * min(0.0, same_story(story))
    victims = _VICTIMS if _one_fate(one, other) else 0.0
    alone = _ONE_SIDED if _told_of_one(one, other, learned) else 0.0
    score = round(logistic(weights.odds(measures) + strange + victims + alone), 4)
    if score < _BORNE_OUT and not forbidden and _borne_out(one, other, profiles, learned):
        score = _BORNE_OUT
    parts = {**weights.parts(measures), "same_story": strange}
    parts["kinds_of_happening"] += victims + alone
    told = _told(one, other, profiles)
    why = (Reason(rule, told.get(rule, ()), f"{part:+.2f}") for rule, part in parts.items() if abs(part) >= _SHOWN)
    reasons = (Reason("same_thing_counted", _inputs(one, other), f"{score:.2f}"), *why, *forbidden)
    beside = weights.odds({**measures, **dict.fromkeys(_NUMBERS, 0.0)}) + strange
    sure = size_of(one) == size_of(other) and beside >= _BESIDE
    return Likeness(score, reasons, veto=bool(forbidden), sure=sure)


def _two_shares(one: Counted, other: Counted, profiles: tuple[Profile, Profile]) -> bool:
    """Return whether two shares are of two things as far as their words tell: polls list many, alike in all but names.

    Shares that differ must name what they are shares of, or have a telling word in common ("turnout"); neither they nor
    equal ones may tell of other actors.
    """
    units = {one.figure.amount.unit, other.figure.amount.unit}
    if "percent" not in units or one.nouns & other.nouns:
        return False
    if len(units) > 1 and all(item.nouns or item.figure.amount.unit for item in (one, other)):
        return True
    if size_of(one) == size_of(other):
        return name_strangers(*profiles)
    shared = overlap(profiles[0].terms, profiles[1].terms)[1]
    return name_strangers(*profiles) or not any(rarity(term) >= _TELLING_WORD for term in shared)


def _one_fate(one: Counted, other: Counted) -> bool:
    """Return whether two figures count people to whom one thing happens, nobody of another sort than the other's."""
    happenings = people_happening(one), people_happening(other)
    if not (one.people and other.people and happenings[0] == happenings[1] != ""):
        return False
    known = load_senses().noun_flags
    named = all(figure.nouns & known.keys() for figure in (one, other))
    return bool(one.nouns & other.nouns) or not named or any("general" in noun_flags(item) for item in (one, other))


def _told_of_one(one: Counted, other: Counted, learned: float) -> bool:
    """Return whether something happens to the people of one number only, and nothing ties the two together."""
    happenings = people_happening(one), people_happening(other)
    telling = size_of(one) == size_of(other) >= TELLING
    return bool(happenings[0]) != bool(happenings[1]) and not telling and learned < _SURELY


def _other_fates(one: Counted, other: Counted) -> bool:
    """Return whether one thing happens to the people of one number and another to the other's: dead, found alive.

    A rare number ties them together all the same, as a clause may tell of two things.
    """
    happenings = people_happening(one), people_happening(other)
    telling = size_of(one) == size_of(other) >= TELLING
    return one.people and other.people and all(happenings) and happenings[0] != happenings[1] and not telling


def _bystanders(one: Counted, other: Counted) -> bool:
    """Return whether something happens to the people of one number, and the other counts another sort: 31 witnesses.

    A rare number ties them together all the same.
    """
    happenings = people_happening(one), people_happening(other)
    one_sort = bool(one.nouns & other.nouns) or not (one.nouns and other.nouns)
    rare = size_of(one) == size_of(other) >= _RARE
    return bool(happenings[0]) != bool(happenings[1]) and one.people and other.people and not one_sort and not rare


def _borne_out(one: Counted, other: Counted, profiles: tuple[Profile, Profile], learned: float) -> bool:
    """Return whether two numbers that differ are of one thing because their statements are much alike."""
    if size_of(one) == size_of(other):
        return False
    return learned >= least_score(one, other, one_act=one_act(profiles), strangers=name_strangers(*profiles))


def _told(one: Counted, other: Counted, profiles: tuple[Profile, Profile]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return what the reasons of two figures show, by rule."""
    verbs = [profile.statement.lemma for profile in profiles]
    shared = overlap(profiles[0].terms, profiles[1].terms)[1]
    return {
        "kinds_of_happening": (("a", verbs[0]), ("b", verbs[1])),
        "what_is_counted": (("counted", _shown_noun(one, other)),),
        "same_distinctive_number": (("number", f"{size_of(one):.12g}"),),
        "shared_rare_words": (("words", " ".join(shared[:8])),),
    }


def _inputs(one: Counted, other: Counted) -> tuple[tuple[str, str], ...]:
    """Return the two figures and what they count, to be shown."""
    return ("a", one.id), ("b", other.id), ("counted", _shown_noun(one, other))


def _told_apart(one: Counted, other: Counted) -> bool:
    """Return whether one document gives both numbers, and they differ: two numbers mostly count two things.

    An early and a late number of one thing in one document still meet by way of other documents.
    """
    return one.figure.document == other.figure.document and one.figure.amount.low != other.figure.amount.low


def _of_one_text(one: Counted, other: Counted) -> Likeness:
    """Return how alike two numbers of one text are: alike only where the later takes the place of the earlier."""
    kinds = bool(one.nouns & other.nouns) or not (one.nouns and other.nouns)
    fits = may_meet(one, other) and kinds and not _of_two_sorts(one, other)
    if not fits or not is_revised(one.text, one.figure.span.start, other.figure.span.start):
        return Likeness(_TOLD_APART, ())
    reasons = (Reason("same_thing_counted", _inputs(one, other), f"{_BORNE_OUT:.2f}"), Reason("takes_its_place"))
    return Likeness(_BORNE_OUT, reasons)


def _shown_noun(one: Counted, other: Counted) -> str:
    """Return the counted nouns of two figures, to be shown."""
    return " / ".join(dict.fromkeys(name for name in (_first(one), _first(other)) if name))


def least_score(one: Counted, other: Counted, *, one_act: bool = False, strangers: bool = False) -> float:
    """Return from which score of their statements on two figures count the same thing; above 1 where they never do.

    The thresholds are read off the accounts corpus (`python -m training.pairs --slots`, train): of pairs of figures
    whose statements both answer a question of the gold sheet, how many answer the same one.

    Args:
        one: A figure with what it counts.
        other: Another.
        one_act: Whether their statements tell of one kind of happening, or name one in the same part.
        strangers: Whether each names actors that the other's sentence does not.
    """
    a, b = one.figure.amount.low, other.figure.amount.low
    if a is None or b is None or min(a, b) <= 1 or not _units_fit(one, other):
        return _NEVER
    if _of_two_sorts(one, other):
        return _NEVER
    if a == b:
        if strangers and a < _RARE:
            return _NEVER
        return 0.3 if a >= TELLING else 0.5 if _alike(one, other) else _NEVER
    ratio = max(a, b) / min(a, b)
    if one.people and other.people:
        return _least_of_people(one, other) if ratio <= _NEAR else _NEVER
    if "percent" in (one.figure.amount.unit, other.figure.amount.unit):
        return _NEVER
    if one.nouns & other.nouns:
        return 0.1 if ratio <= _FAR and max(a, b) >= TELLING else _NEVER
    unit = one.figure.amount.unit
    measured = unit == other.figure.amount.unit and unit is not None
    return 0.7 if measured and one_act and ratio <= _NEAR else _NEVER


def _of_two_sorts(one: Counted, other: Counted) -> bool:
    """Return whether two figures count two sorts that the lexicon knows: soldiers and prisoners, people and goats."""
    if one.nouns & other.nouns:
        return False
    flags = [noun_flags(one), noun_flags(other)]
    if one.people != other.people:
        thing = other if one.people else one
        return not thing.people and bool(thing.nouns & load_senses().noun_flags.keys())
    return all("people" in flag and "general" not in flag for flag in flags)


def _least_of_people(one: Counted, other: Counted) -> float:
    """Return the least score for two numbers of people that differ: what happens to them has to be one thing."""
    happenings = people_happening(one), people_happening(other)
    shared = bool(one.nouns & other.nouns)
    if all(happenings):
        return _NEVER if happenings[0] != happenings[1] else 0.1 if shared else 0.3
    return 0.7 if shared and not any(happenings) else _NEVER


def _alike(one: Counted, other: Counted) -> bool:
    """Return whether two small numbers count things of one class or unit, or people to whom one thing happens."""
    unit = one.figure.amount.unit
    if one.people and other.people:
        return bool(one.nouns & other.nouns) or people_happening(one) == people_happening(other) != ""
    return bool(one.nouns & other.nouns) or (unit is not None and unit == other.figure.amount.unit)


def _units_fit(one: Counted, other: Counted) -> bool:
    """Return whether the units of two figures are one, or one of them names none."""
    units = {counted.figure.amount.unit for counted in (one, other)} - {None}
    return len(units) < 2


def _first(counted: Counted) -> str:
    """Return the counted noun, to be shown."""
    return counted.figure.noun or min(counted.nouns, default="")
