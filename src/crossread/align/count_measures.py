"""What speaks for and against two figures counting one thing, as numbers; the weights are trained.

The weights are those of a logistic regression (`training/counts.py`) over pairs of figures of the accounts corpus; they
are data (`crossread/data/scorer/counts.json`). Each part of the log-odds is a weight times a measure, so the parts of a
rule can be added up and shown.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files
from math import log
from typing import Final

from crossread.align.counted import Counted
from crossread.align.likeness import name_strangers, overlap, places_alike, same_happening, vectors_alike
from crossread.align.profiles import Profile
from crossread.text.senses import load_senses

Sides = tuple[Profile, Profile]

TELLING: Final = 13
"""From this number on an equal one is hardly hit upon by chance."""

FEATURES: Final[Mapping[str, str]] = {
    "statements": "statements_compared",
    "vectors": "near_vectors",
    "words": "shared_rare_words",
    "equal": "sizes",
    "telling": "same_distinctive_number",
    "equal_small": "sizes",
    "distance": "sizes",
    "grows": "grows_with_publication",
    "equal_and_alike": "statements_compared",
    "one_class": "what_is_counted",
    "other_class": "what_is_counted",
    "general": "what_is_counted",
    "nothing_named": "what_is_counted",
    "people": "what_is_counted",
    "people_and_things": "what_is_counted",
    "measured": "what_is_counted",
    "happening": "kinds_of_happening",
    "one_happening": "kinds_of_happening",
    "other_happening": "kinds_of_happening",
    "one_act": "kinds_of_happening",
    "class_and_happening": "what_is_counted",
    "general_and_happening": "what_is_counted",
    "class_and_number": "what_is_counted",
    "measured_and_number": "what_is_counted",
    "class_and_act": "what_is_counted",
    "measured_and_act": "what_is_counted",
    "strangers": "actors_compared",
    "other_time": "other_time_likely",
    "places": "places",
}
"""Each measure, and the rule under which its part of a score is explained."""


@dataclass(frozen=True, slots=True, eq=False)
class CountWeights:
    """Weights of the measures.

    Attributes:
        weights: Log-odds that one unit of each measure adds.
        base: Log-odds where all measures are nought.
    """

    weights: Mapping[str, float]
    base: float

    def odds(self, measures: Mapping[str, float]) -> float:
        """Return the log-odds that two figures with these measures count one thing."""
        return self.base + sum(weight * measures[name] for name, weight in self.weights.items())

    def parts(self, measures: Mapping[str, float]) -> dict[str, float]:
        """Return how much each rule adds to the log-odds, in the order of `FEATURES`."""
        told: dict[str, float] = defaultdict(float)
        for name, rule in FEATURES.items():
            told[rule] += self.weights[name] * measures[name]
        return dict(told)


@cache
def load_count_weights() -> CountWeights:
    """Return the weights that ship with the package; read once.

    Examples:
        >>> sorted(load_count_weights().weights) == sorted(FEATURES)
        True
    """
    text = (files("crossread") / "data" / "scorer" / "counts.json").read_text("utf-8")
    record = json.loads(text)
    return CountWeights({name: float(record["weights"][name]) for name in FEATURES}, float(record["base"]))


def measure_counts(one: Counted, other: Counted, sides: Sides, learned: float) -> dict[str, float]:
    """Return the measures of two figures by name.

    Args:
        one: A figure with what it counts.
        other: Another.
        sides: The statements that they belong to.
        learned: What the trained scorer says of the statements: how likely they answer one question, 0 to 1.
    """
    return {
        "statements": learned,
        "vectors": max(0.0, vectors_alike(*sides)),
        "words": overlap(sides[0].terms, sides[1].terms)[0],
        **dict(_of_number(one, other, sides)),
        **dict(_of_sort(one, other, sides)),
        **_together(one, other, sides, learned),
        "strangers": float(name_strangers(*sides)),
        "other_time": float(is_old(sides[0]) != is_old(sides[1])),
        "places": places_alike(*sides),
    }


def _of_number(one: Counted, other: Counted, sides: Sides) -> Iterator[tuple[str, float]]:
    """Yield what the numbers tell by themselves."""
    low, high = sorted(size_of(figure) for figure in (one, other))
    equal = low == high
    yield "equal", float(equal)
    yield "telling", digits_told(low) if equal else 0.0
    yield "equal_small", float(equal and low < TELLING)
    yield "distance", log(high / low) if low > 0 else 0.0
    yield "grows", float(_grows(one, other, sides))


def _of_sort(one: Counted, other: Counted, sides: Sides) -> Iterator[tuple[str, float]]:
    """Yield what is told by the sort of things counted, and by what happens to them."""
    nouns = one.nouns, other.nouns
    yield "one_class", float(bool(nouns[0] & nouns[1]))
    yield "other_class", float(all(nouns) and not nouns[0] & nouns[1])
    yield "nothing_named", float(not any(nouns))
    yield "general", float(any("general" in noun_flags(figure) for figure in (one, other)))
    yield "people", float(one.people and other.people)
    yield "people_and_things", float(one.people != other.people)
    yield "measured", float(_measured(one, other))
    happenings = people_happening(one), people_happening(other)
    yield "happening", float(happenings[0] == happenings[1] != "")
    yield "other_happening", float(all(happenings) and happenings[0] != happenings[1])
    yield "one_happening", float(any(happenings) and not all(happenings))
    yield "one_act", float(one_act(sides))


def _together(one: Counted, other: Counted, sides: Sides, learned: float) -> dict[str, float]:
    """Return what is told by two things at once."""
    told = dict(_of_sort(one, other, sides))
    equal = size_of(one) == size_of(other)
    telling = equal and size_of(one) >= TELLING
    return {
        "equal_and_alike": learned * equal,
        "class_and_happening": told["one_class"] * told["happening"],
        "general_and_happening": told["people"] * told["general"] * told["happening"],
        "class_and_number": told["one_class"] * telling,
        "measured_and_number": told["measured"] * telling,
        "class_and_act": told["one_class"] * told["one_act"],
        "measured_and_act": told["measured"] * told["one_act"],
    }


def size_of(counted: Counted) -> float:
    """Return the number that a figure stands at, 0 where it names none."""
    amount = counted.figure.amount
    return float(amount.low if amount.low is not None else amount.high or 0.0)


def digits_told(number: float) -> float:
    """Return how much an equal number tells: 0 for a small one, 2 for one that nobody hits upon by chance.

    Examples:
        >>> digits_told(9), digits_told(40), digits_told(640), digits_told(31204)
        (0.0, 0.5, 1.0, 2.0)
    """
    if number < TELLING:
        return 0.0
    digits = len(f"{number:.12g}".replace(".", "").strip("0"))
    return min(2.0, 0.5 * digits + (0.5 if number >= 1000 else 0.0))


def _grows(one: Counted, other: Counted, sides: Sides) -> bool:
    """Return whether the document that was published later gives the larger number, as tolls grow."""
    days = [profile.written for profile in sides]
    if days[0] is None or days[1] is None or days[0] == days[1]:
        return False
    return size_of(one) != size_of(other) and (size_of(one) < size_of(other)) == (days[0] < days[1])


def _measured(one: Counted, other: Counted) -> bool:
    """Return whether two amounts have one unit of measure, or one currency."""
    unit = one.figure.amount.unit
    return unit == other.figure.amount.unit and unit not in {None, "person"}


def noun_flags(counted: Counted) -> frozenset[str]:
    """Return what the lexicon says of the counted nouns."""
    known = load_senses().noun_flags
    return frozenset(flag for noun in counted.nouns for flag in known.get(noun, ()))


def people_happening(counted: Counted) -> str:
    """Return the class of what happens to counted people, "" where the clause tells none."""
    return next((name for name in counted.happenings if name in _people_classes()), "")


@cache
def _people_classes() -> frozenset[str]:
    """Return the classes of happenings under which people are counted."""
    words = load_senses().words.values()
    return frozenset(sense.name for entries in words for _, sense in entries if "people" in sense.flags)


def one_act(sides: Sides) -> bool:
    """Return whether two statements tell of one kind of happening, or name one in the same part."""
    one, other = sides
    return same_happening(*sides) or bool(one.doer & other.doer or one.undergoer & other.undergoer)


def is_old(profile: Profile) -> bool:
    """Return whether a sentence names only times of more than 200 days before its document was published."""
    return (
        profile.told_of is not None
        and profile.written is not None
        and profile.written - profile.told_of > timedelta(days=200)
    )
