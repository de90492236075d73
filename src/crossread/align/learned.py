"""Statements that the trained scorer holds to answer one question, where their slots bear it out.

The scorer alone ranks by topic: on opinionated texts, sentences near in meaning often tell different things. So its
pairs count only where the clauses share what happens and who or what it happens to, or several rare words; and never
where they would contest one another (yes and no, other times, other doers), for a contest must rest on slots.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from crossread.align.likeness import Likeness, doers_absent, same_happening
from crossread.align.measures import stem
from crossread.align.profiles import Profile, Profiles
from crossread.align.scorer import Pair, ScoreOptions, Scorer, Scores, score_pairs, score_reasons
from crossread.text.rarity import rarity
from crossread.text.senses import load_senses

_JUST_BEFORE: Final = 3
"""Days before the day of printing that most of the news is of."""


@dataclass(frozen=True, slots=True)
class LearnedOptions:
    """What the trained scorer may join.

    Attributes:
        scores: Which pairs are scored, and the least score of a pair to be joined.
        plain: Score that a pair which is not joined counts at most, when groups are joined on average.
        borne: Score that a pair which its slots bear out counts at least.
        slot: Least score that one day or one number bears out.
        words: Least score that words bear out.
        length: Least score that one length of time bears out without rare words.
        rare: Rarity from which a shared word counts.
        some: Weight of shared rare words that bears out the same kind of happening.
        many: Weight of shared rare words that bears out a pair by itself.
    """

    scores: ScoreOptions = field(default_factory=ScoreOptions)
    plain: float = 0.49
    borne: float = 0.55
    slot: float = 0.3
    words: float = 0.5
    length: float = 0.7
    rare: float = 0.25
    some: float = 0.4
    many: float = 1.6


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """What the trained scorer says of the pairs of a case.

    Attributes:
        profiles: The statements, in order.
        scores: Their scores.
        pairs: The pairs to join, by places in `profiles`, with the parts of their log-odds by rule.
        options: What may be joined.
    """

    profiles: tuple[Profile, ...]
    scores: Scores
    pairs: Mapping[Pair, Mapping[str, float]]
    options: LearnedOptions

    def likeness(self, one: int, other: int, slots: Likeness) -> Likeness:
        """Return the likeness of a pair by slots and by the trained scorer, whichever is greater.

        Args:
            one: Place of a statement.
            other: Place of another, greater.
            slots: Its likeness by slots; a veto stands.
        """
        if slots.veto or self.scores.score(one, other) <= slots.score:
            return slots
        a, b = self.profiles[one], self.profiles[other]
        score = self.scores.score(one, other)
        if (one, other) in self.pairs:
            return Likeness(round(max(score, self.options.borne), 4), score_reasons(a, b, self.pairs[one, other]))
        if in_conflict(a, b) or slots.score >= self.options.plain:
            return slots
        return Likeness(round(min(score, self.options.plain), 4), slots.reasons)


def learn(profiles: Profiles, options: LearnedOptions | None = None, scorer: Scorer | None = None) -> Learned:
    """Return what the trained scorer says of the statements of a case.

    Args:
        profiles: The statements.
        options: What may be joined.
        scorer: The weights; those that ship with the package by default.
    """
    options = options or LearnedOptions()
    ordered = tuple(profiles.all.values())

    def accept(one: Profile, other: Profile, score: float) -> bool:
        return borne_out(one, other, score, options) and not in_conflict(one, other)

    scores = score_pairs(profiles, options.scores, scorer, accept)
    return Learned(ordered, scores, scores.proposed, options)


def borne_out(one: Profile, other: Profile, score: float, options: LearnedOptions) -> bool:
    """Return whether the slots of two statements bear out that they tell of one thing, at the score they have.

    The more telling the slot, the less the score has to say: one kind of happening with the same one in the same part;
    one day; one number; else rare words. The thresholds are read off the accounts corpus (`python -m training.pairs
    --slots`, train).

    Args:
        one: A statement.
        other: Another.
        score: What the trained scorer gives the pair, 0 to 1.
        options: The thresholds.
    """
    alike = same_happening(one, other, options.rare)
    if alike and (one.doer & other.doer or one.undergoer & other.undergoer):
        return True
    words = shared_weight(one, other, options.rare)
    dated = one_time(one, other) and (words > 0 or alike or not _of_the_hour(one, other))
    if score >= options.slot and (dated or _one_number(one, other)):
        return True
    if score < options.words:
        return False
    if one_length(one, other) and (words >= options.some or score >= options.length):
        return True
    sides = one.doer | one.undergoer, other.doer | other.undergoer
    return words >= options.many or (alike and (bool(sides[0] & sides[1]) or words >= options.some))


def _of_the_hour(one: Profile, other: Profile) -> bool:
    """Return whether all days that two clauses share are those just before their documents: most news is of them."""
    written = max((side.written for side in (one, other) if side.written is not None), default=None)
    if written is None:
        return False
    days = [time.end for time in one.times & other.times if time.end is not None]
    return all(abs((written - day).days) <= _JUST_BEFORE for day in days)


def one_time(one: Profile, other: Profile) -> bool:
    """Return whether two clauses name one and the same day, month or far year."""
    return bool(one.times & other.times)


def one_length(one: Profile, other: Profile) -> bool:
    """Return whether two clauses tell one and the same length of time."""
    return any(length.same(there) for length in one.lengths for there in other.lengths)


def _one_number(one: Profile, other: Profile) -> bool:
    """Return whether two statements hold an equal number, other than one and two."""
    numbers = [{counted.figure.amount.low for counted in side.counted} for side in (one, other)]
    return bool((numbers[0] & numbers[1]) - {None, 1.0, 2.0})


def shared_weight(one: Profile, other: Profile, rare: float) -> float:
    """Return the weight of the rare words that two clauses share by their stems."""
    sides = [{stem(word): rarity(word) for word in profile.terms} for profile in (one, other)]
    shared = [min(sides[0][key], sides[1][key]) for key in sides[0] if key in sides[1]]
    return sum(weight for weight in sorted(shared) if weight > rare)


def in_conflict(one: Profile, other: Profile) -> bool:
    """Return whether two statements may contest one another: yes and no, opposites, other times, other doers."""
    if one.negative != other.negative:
        return True
    if one.time is not None and other.time is not None and not one.time.overlaps(other.time):
        return True
    if doers_absent(one, other) or doers_absent(other, one):
        return True
    if one.statement.lemma == other.statement.lemma or set(one.senses) & set(other.senses):
        return False
    return load_senses().opposite(one.senses, other.senses) is not None
