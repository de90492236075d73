"""What speaks for and against two statements answering one question: all statements of two documents at once.

Everything is measured within the two documents: a word tells more where few of their statements have it, a sentence is
near where it is nearer than the rest. So other documents of the case change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from crossread.align.profiles import Profile
from crossread.model.statement import AUTHOR
from crossread.text.rarity import rarity
from crossread.text.senses import load_senses

Floats = npt.NDArray[np.float32]

FEATURES: Final[Mapping[str, str]] = {
    "cosine": "near_vectors",
    "cosine_above_rest": "near_vectors",
    "cosine_below_best": "near_vectors",
    "neighbours": "near_vectors",
    "clause_words": "shared_rare_words",
    "clause_share": "shared_rare_words",
    "same_word": "shared_rare_words",
    "sentence_words": "shared_words_of_sentence",
    "sentence_share": "shared_words_of_sentence",
    "best_word": "shared_words_of_sentence",
    "same_class": "kinds_of_happening",
    "shared_classes": "kinds_of_happening",
    "opposed": "kinds_of_happening",
    "roles": "actors_compared",
    "exchanged": "actors_compared",
    "strangers": "actors_compared",
    "same_time": "times_compared",
    "both_dated": "times_compared",
    "one_dated": "times_compared",
    "both_counted": "figures_compared",
    "one_counted": "figures_compared",
    "same_counted": "figures_compared",
    "same_number": "figures_compared",
    "voices": "forms_compared",
    "modalities": "forms_compared",
    "length": "forms_compared",
    "places_in_text": "forms_compared",
}
"""Each measure, and the rule under which its part of a score is explained."""

_LIGHT: Final = 0.25
"""Rarity up to which a word is too common to tell by itself."""


@dataclass(frozen=True, slots=True, eq=False)
class Bag:
    """What the statements of a document hold of one sort: a row a statement, a column a key.

    Attributes:
        keys: Columns by key.
        rows: 1 where a statement holds a key.
        counts: How many statements hold each key.
        weights: How much each key tells by itself, 0 to 1.
    """

    keys: Mapping[str, int]
    rows: Floats
    counts: Floats
    weights: Floats


def make_bag(held: Sequence[Iterable[str]], weigh: Callable[[str], float] | None = None) -> Bag:
    """Return the bag of what statements hold; without `weigh` each key tells the same."""
    sets = [set(keys) for keys in held]
    keys = {key: column for column, key in enumerate(sorted(set().union(*sets)))}
    rows = np.zeros((len(sets), len(keys)), dtype=np.float32)
    for row, found in enumerate(sets):
        rows[row, [keys[key] for key in found]] = 1.0
    weights = np.array([weigh(key) if weigh else 1.0 for key in keys], dtype=np.float32)
    return Bag(keys, rows, rows.sum(axis=0), weights)


@dataclass(frozen=True, eq=False)
class Side:
    """The statements of one document, ready to be measured against those of another.

    Attributes:
        profiles: The statements, in order of the text; all have vectors.
    """

    profiles: tuple[Profile, ...]

    @cached_property
    def vectors(self) -> Floats:
        """The sentence vectors, a row a statement."""
        return np.stack([profile.vector for profile in self.profiles if profile.vector is not None])

    @cached_property
    def sentences(self) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        """For each statement the number of its sentence, and for each sentence its first statement."""
        first: dict[str, int] = {}
        for row, profile in enumerate(self.profiles):
            first.setdefault(profile.statement.passage, row)
        numbers = {passage: number for number, passage in enumerate(first)}
        return (
            np.array([numbers[profile.statement.passage] for profile in self.profiles]),
            np.array(list(first.values())),
        )

    @cached_property
    def clause(self) -> Bag:
        """Stems of the words of the clause."""
        return _stems([own_words(profile) for profile in self.profiles])

    @cached_property
    def sentence(self) -> Bag:
        """Stems of the words of the sentence, and the actors that it names."""
        return _stems([[*profile.context, *own_words(profile)] for profile in self.profiles])

    @cached_property
    def triggers(self) -> Bag:
        """The words that tell what happens."""
        return make_bag([[profile.statement.lemma] for profile in self.profiles], rarity)

    @cached_property
    def classes(self) -> Bag:
        """Classes of happenings that any word of the clause can tell of."""
        senses = load_senses()
        return make_bag([{s.name for word in own_words(profile) for s in senses.of(word)} for profile in self.profiles])

    @cached_property
    def kinds(self) -> Bag:
        """Classes of happenings of the triggers."""
        return make_bag([profile.senses for profile in self.profiles])

    @cached_property
    def opposites(self) -> Bag:
        """Classes opposed to those of the triggers."""
        opposed = load_senses().opposed
        return make_bag(
            [{other for kind in profile.senses for other in opposed.get(kind, ())} for profile in self.profiles]
        )

    @cached_property
    def doers(self) -> Bag:
        """Who does it."""
        return make_bag([profile.doer for profile in self.profiles])

    @cached_property
    def undergoers(self) -> Bag:
        """Whom it happens to."""
        return make_bag([profile.undergoer for profile in self.profiles])

    @cached_property
    def actors(self) -> Bag:
        """Actors named in the clause."""
        return make_bag([profile.actors for profile in self.profiles])

    @cached_property
    def counted(self) -> Bag:
        """What figures count: classes of nouns, units."""
        return make_bag([_counted(profile) for profile in self.profiles])

    @cached_property
    def numbers(self) -> Bag:
        """Numbers above two."""
        lows = [{item.figure.amount.low or 0.0 for item in profile.counted} for profile in self.profiles]
        return make_bag([[f"{low:.12g}" for low in held if low > 2] for held in lows])

    @cached_property
    def times(self) -> tuple[Floats, Floats, Floats]:
        """First and last day of each statement's time, infinite where open, and whether it tells one at all."""
        found = [profile.time for profile in self.profiles]
        starts = [-np.inf if time is None or time.start is None else time.start.toordinal() for time in found]
        ends = [np.inf if time is None or time.end is None else time.end.toordinal() for time in found]
        return (
            np.array(starts, dtype=np.float32),
            np.array(ends, dtype=np.float32),
            np.array([time is not None for time in found], dtype=np.float32),
        )

    def tells(self, ask: Callable[[Profile], object]) -> Floats:
        """Return 1 for each statement of which `ask` is true, else 0."""
        return np.array([bool(ask(profile)) for profile in self.profiles], dtype=np.float32)


def own_words(profile: Profile) -> list[str]:
    """Return the words of a clause, its trigger's too."""
    return [*profile.terms, *profile.statement.lemma.split("_")]


def is_actor(key: str) -> bool:
    """Return whether a key is an actor's identifier, not a word."""
    return len(key) == 17 and key.startswith("k")


def stem(word: str) -> str:
    """Return what words of one family mostly share: the first five letters; actors and numbers whole."""
    return word if is_actor(word) or word[:1].isdigit() else word[:5]


def _stems(held: Sequence[Sequence[str]]) -> Bag:
    """Return the bag of stems; a stem is as rare as the rarest of its words here."""
    weights: dict[str, float] = {}
    for words in held:
        for word in words:
            weight = 0.7 if is_actor(word) else rarity(word)
            weights[stem(word)] = max(weight, weights.get(stem(word), 0.0))
    return make_bag([[stem(word) for word in words] for words in held], weights.__getitem__)


def _counted(profile: Profile) -> list[str]:
    """Return keys of what a statement's figures count."""
    nouns = [f"n {noun}" for item in profile.counted for noun in item.nouns]
    return nouns + [f"u {item.figure.amount.unit}" for item in profile.counted if item.figure.amount.unit]


def measure(one: Side, other: Side) -> Floats:
    """Return all measures of all pairs of statements of two documents.

    Args:
        one: The statements of one document, at least one.
        other: Those of another.

    Returns:
        Numbers by statement of `one`, statement of `other`, measure in the order of `FEATURES`.
    """
    shape = len(one.profiles), len(other.profiles)
    found = _near(one, other) | _words(one, other) | _happenings(one, other) | _slots(one, other) | _forms(one, other)
    return np.stack([np.broadcast_to(found[name], shape) for name in FEATURES], axis=-1).astype(np.float32)


def _near(one: Side, other: Side) -> dict[str, Floats]:
    """Return how near the sentences are, by themselves and beside all others of the two documents."""
    cosine = one.vectors @ other.vectors.T
    across, down = cosine.max(axis=1, keepdims=True), cosine.max(axis=0, keepdims=True)
    return {
        "cosine": cosine,
        "cosine_above_rest": _standing(cosine, 1) + _standing(cosine, 0),
        "cosine_below_best": np.minimum(cosine - across, cosine - down),
        "neighbours": _neighbours(one, other, cosine),
    }


def _standing(cosine: Floats, axis: int) -> Floats:
    """Return how far each number stands above the mean of its row or column, in deviations."""
    mean, spread = cosine.mean(axis=axis, keepdims=True), cosine.std(axis=axis, keepdims=True)
    return np.asarray((cosine - mean) / np.maximum(spread, 0.03), dtype=np.float32)


def _neighbours(one: Side, other: Side, cosine: Floats) -> Floats:
    """Return the greatest cosine among the pairs of sentences right around a pair."""
    (rows, first), (columns, top) = one.sentences, other.sentences
    whole = cosine[np.ix_(first, top)]
    padded = np.pad(whole, 1, constant_values=float(whole.mean()))
    height, width = whole.shape
    steps = [(down, right) for down in (0, 1, 2) for right in (0, 1, 2) if (down, right) != (1, 1)]
    around = [padded[down : down + height, right : right + width] for down, right in steps]
    return np.asarray(np.maximum.reduce(around)[np.ix_(rows, columns)], dtype=np.float32)


def _columns(one: Bag, other: Bag) -> tuple[list[int], list[int]]:
    """Return the columns of the keys that two bags share."""
    shared = [key for key in one.keys if key in other.keys]
    return [one.keys[key] for key in shared], [other.keys[key] for key in shared]


def _both(one: Bag, other: Bag) -> Floats:
    """Return how much of one bag's keys each pair shares, by weight."""
    here, there = _columns(one, other)
    return np.asarray((one.rows[:, here] * one.weights[here]) @ other.rows[:, there].T, dtype=np.float32)


def _rare(one: Bag, other: Bag) -> tuple[Floats, Floats, Floats]:
    """Return what each pair shares: weight, share (0 to 1), weight of the best single key.

    A key's weight is its rarity in English times its rarity in the two documents.
    """
    here, there = _columns(one, other)
    counts = one.counts.copy(), other.counts.copy()
    counts[0][here] += other.counts[there]
    counts[1][there] += one.counts[here]
    all_rows = len(one.rows) + len(other.rows)
    weighed = [
        np.sqrt(bag.weights) * np.log((all_rows + 1.0) / np.maximum(count, 1.0))
        for bag, count in zip((one, other), counts, strict=True)
    ]
    joint = np.sqrt(weighed[0][here] * weighed[1][there])
    shared = (one.rows[:, here] * joint**2) @ other.rows[:, there].T
    sizes = (one.rows @ weighed[0] ** 2)[:, None] + (other.rows @ weighed[1] ** 2)[None, :]
    best = np.zeros_like(shared)
    for weight, row, column in zip(joint, one.rows[:, here].T, other.rows[:, there].T, strict=True):
        block = np.ix_(row > 0, column > 0)
        best[block] = np.maximum(best[block], weight)
    return np.sqrt(shared), 2.0 * shared / (sizes + 1.0), best


def _words(one: Side, other: Side) -> dict[str, Floats]:
    """Return what clauses and sentences share in words."""
    clause, clause_share, _ = _rare(one.clause, other.clause)
    sentence, share, best = _rare(one.sentence, other.sentence)
    return {
        "clause_words": clause,
        "clause_share": clause_share,
        "same_word": _both(one.triggers, other.triggers),
        "sentence_words": sentence,
        "sentence_share": share,
        "best_word": best,
    }


def _happenings(one: Side, other: Side) -> dict[str, Floats]:
    """Return whether the triggers, or other words, tell of the same kind of happening, or of opposite ones."""
    return {
        "same_class": np.minimum(_both(one.kinds, other.kinds), 1.0),
        "shared_classes": _rare(one.classes, other.classes)[0],
        "opposed": np.minimum(_both(one.kinds, other.opposites), 1.0),
    }


def _slots(one: Side, other: Side) -> dict[str, Floats]:
    """Return how the actors, times and figures compare."""
    doers = one.tells(lambda p: p.doer)[:, None] * other.tells(lambda p: p.doer)
    undergoers = one.tells(lambda p: p.undergoer)[:, None] * other.tells(lambda p: p.undergoer)
    same = np.minimum(_both(one.doers, other.doers), 1.0), np.minimum(_both(one.undergoers, other.undergoers), 1.0)
    exchanged = _both(one.doers, other.undergoers) + _both(one.undergoers, other.doers)
    named = one.tells(lambda p: p.actors)[:, None] * other.tells(lambda p: p.actors)
    dated = one.tells(lambda p: p.statement.dates)[:, None], other.tells(lambda p: p.statement.dates)[None, :]
    counts = one.tells(lambda p: p.counted)[:, None], other.tells(lambda p: p.counted)[None, :]
    return {
        "roles": 1.5 * (same[0] + same[1]) - 0.5 * (doers + undergoers),
        "exchanged": np.minimum(exchanged, 1.0),
        "strangers": named * (_both(one.actors, other.actors) == 0),
        "same_time": _times(one, other),
        "both_dated": dated[0] * dated[1],
        "one_dated": np.abs(dated[0] - dated[1]),
        "both_counted": counts[0] * counts[1],
        "one_counted": np.abs(counts[0] - counts[1]),
        "same_counted": np.minimum(_both(one.counted, other.counted), 1.0),
        "same_number": np.minimum(_both(one.numbers, other.numbers), 1.0),
    }


def _times(one: Side, other: Side) -> Floats:
    """Return 1 where times of three days at most meet, -1 where they do not; less for longer ones, 0 without."""
    starts = one.times[0][:, None], other.times[0][None, :]
    ends = one.times[1][:, None], other.times[1][None, :]
    known = one.times[2][:, None] * other.times[2][None, :]
    meets = np.maximum(*starts) <= np.minimum(*ends)
    short = (ends[0] - starts[0] <= 2) & (ends[1] - starts[1] <= 2)
    value = np.where(meets, np.where(short, 1.0, 0.3), np.where(short, -1.0, -0.5))
    return np.asarray(known * value, dtype=np.float32)


def _forms(one: Side, other: Side) -> dict[str, Floats]:
    """Return how the statements compare in voice, modality, length and place in their documents."""
    voices = [side.tells(lambda p: p.statement.voice == AUTHOR) for side in (one, other)]
    lengths = [np.array([p.statement.span.length for p in side.profiles], dtype=np.float32) for side in (one, other)]
    places = [side.sentences[0] / max(1, len(side.sentences[1]) - 1) for side in (one, other)]
    modalities = [np.array([p.statement.modality.value for p in side.profiles]) for side in (one, other)]
    return {
        "voices": np.asarray(voices[0][:, None] == voices[1], dtype=np.float32),
        "modalities": np.asarray(modalities[0][:, None] == modalities[1], dtype=np.float32),
        "length": np.log1p(np.minimum(lengths[0][:, None], lengths[1])),
        "places_in_text": np.abs(places[0][:, None] - places[1]).astype(np.float32),
    }
