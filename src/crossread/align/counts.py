"""How alike two figures are: whether they count the same thing, and why."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import Final

from crossread.align.counted import Counted
from crossread.align.likeness import (
    CompareOptions,
    Likeness,
    apart,
    logistic,
    name_strangers,
    overlap,
    places_alike,
    places_apart,
    same_happening,
    same_story,
    vectors_alike,
    weighed,
)
from crossread.align.profiles import Profile
from crossread.model.reason import Reason
from crossread.text.rarity import rarity
from crossread.text.senses import load_senses

_BORNE_OUT: Final = 0.6
"""Score of figures that count one thing because their statements are alike and nothing speaks against it."""

_NEVER: Final = 2.0
"""Least score that no pair of statements reaches."""

_TELLING: Final = 13
"""From this number on an equal one is hardly hit upon by chance."""

_RARE: Final = 100
"""Below this number two who are different may well have an equal one: shares of votes, goals, years of age."""

_NEAR: Final = 3.0
"""Numbers this many times apart may count one thing at different hours, or as different people count."""

_FAR: Final = 10.0
"""Numbers of one kind of thing may be this many times apart."""


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
        return Likeness(0.0, ())
    same, why = _same_thing(one, other, profiles)
    terms, shared = overlap(profiles[0].terms, profiles[1].terms)
    times = tuple(profile.time for profile in profiles)
    far = apart(times[0], times[1], options.days)
    parts = [
        (same, why),
        (options.terms * terms, Reason("shared_rare_words", (("words", " ".join(shared[:8])),))),
        (0.7 * options.vector * max(0.0, vectors_alike(*profiles)), Reason("near_vectors")),
        (2.0 * options.story * same_story(story), Reason("same_story")),
        (_sizes_alike(one, other), Reason("sizes")),
        (_same_number(one, other), Reason("same_distinctive_number", (("number", _shown(one)),))),
        (_background(profiles), Reason("other_time_likely")),
        (1.5 * places_alike(*profiles), Reason("places")),
    ]
    forbidden = (Reason("other_time", (("a", str(times[0])), ("b", str(times[1]))), "veto"),) if far else ()
    if places_apart(*profiles):
        forbidden = (*forbidden, Reason("other_place", (), "veto"))
    score = logistic(options.base + sum(part for part, _ in parts)) if same > 0 else 0.0
    reasons = tuple(weighed(reason, part) for part, reason in parts if abs(part) >= 0.05)
    if (
        not forbidden
        and score < _BORNE_OUT
        and one.further == other.further
        and learned >= least_score(one, other, one_act=_one_act(profiles), strangers=name_strangers(*profiles))
    ):
        inputs = (("a", one.id), ("b", other.id), ("counted", _shown_noun(one, other)), ("by", "statements"))
        alike = Reason("statements_alike", (), f"{learned:.2f}")
        reasons = (Reason("same_thing_counted", inputs), alike)
        equal = one.figure.amount.low == other.figure.amount.low
        return Likeness(max(_BORNE_OUT, round(learned, 4)), reasons, sure=equal)
    return Likeness(round(score, 4), (*reasons, *forbidden), bool(forbidden) or same <= -9)


def _told_apart(one: Counted, other: Counted) -> bool:
    """Return whether one document gives both numbers, and they differ: two numbers mostly count two things.

    An early and a late number of one thing in one document still meet by way of other documents.
    """
    return one.figure.document == other.figure.document and one.figure.amount.low != other.figure.amount.low


def _one_act(profiles: tuple[Profile, Profile]) -> bool:
    """Return whether two statements tell of one kind of happening, or name one in the same part."""
    one, other = profiles
    return same_happening(*profiles) or bool(one.doer & other.doer or one.undergoer & other.undergoer)


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
        return 0.3 if a >= _TELLING else 0.5 if _alike(one, other) else _NEVER
    ratio = max(a, b) / min(a, b)
    if one.people and other.people:
        return _least_of_people(one, other) if ratio <= _NEAR else _NEVER
    if "percent" in (one.figure.amount.unit, other.figure.amount.unit):
        return _NEVER
    if one.nouns & other.nouns:
        return 0.1 if ratio <= _FAR else _NEVER
    unit = one.figure.amount.unit
    measured = unit == other.figure.amount.unit and unit is not None
    return 0.7 if measured and one_act and ratio <= _NEAR else _NEVER


def _of_two_sorts(one: Counted, other: Counted) -> bool:
    """Return whether two figures count people of two sorts that the lexicon knows: soldiers and prisoners."""
    flags = [_flags(one), _flags(other)]
    known = all("people" in flag and "general" not in flag for flag in flags)
    return known and not one.nouns & other.nouns


def _least_of_people(one: Counted, other: Counted) -> float:
    """Return the least score for two numbers of people that differ: what happens to them has to be one thing."""
    happenings = _main(one), _main(other)
    shared = bool(one.nouns & other.nouns)
    if all(happenings):
        return _NEVER if happenings[0] != happenings[1] else 0.1 if shared else 0.3
    return 0.7 if shared and not any(happenings) else _NEVER


def _alike(one: Counted, other: Counted) -> bool:
    """Return whether two small numbers count things of one class or unit, or people to whom one thing happens."""
    unit = one.figure.amount.unit
    if one.people and other.people:
        return bool(one.nouns & other.nouns) or _main(one) == _main(other) != ""
    return bool(one.nouns & other.nouns) or (unit is not None and unit == other.figure.amount.unit)


def _units_fit(one: Counted, other: Counted) -> bool:
    """Return whether the units of two figures are one, or one of them names none."""
    units = {counted.figure.amount.unit for counted in (one, other)} - {None}
    return len(units) < 2


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
    alike = same_happening(*profiles)
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
        return 2.4 if same_happening(*profiles) else 1.2, Reason("same_thing_counted", (*inputs, *shown))
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
