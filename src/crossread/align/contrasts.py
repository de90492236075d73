"""What speaks for two short texts saying the same, and for their excluding one another: measures of a pair."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from math import exp
from typing import Final

import numpy as np
import numpy.typing as npt

from crossread.align.wordings import Count, Wording, stem
from crossread.text.exclusion import load_exclusions
from crossread.text.senses import load_senses

MEASURES: Final[Mapping[str, str]] = {
    "near": "near_vectors",
    "apart": "near_beside_the_others",
    "company": "near_beside_the_others",
    "aligned": "words_found_again",
    "aligned_either": "words_found_again",
    "aligned_short": "words_found_again",
    "same_words": "words_found_again",
    "same_words_short": "words_found_again",
    "foreign": "words_without_counterpart",
    "foreign_share": "words_without_counterpart",
    "rival": "words_without_counterpart",
    "names_shared": "names_compared",
    "names_differ": "names_compared",
    "names_missing": "names_compared",
    "names_later": "names_compared",
    "names_foreign": "names_compared",
    "names_one": "names_compared",
    "counts_equal": "numbers_compared",
    "counts_unequal": "numbers_compared",
    "counts_shared": "numbers_compared",
    "counts_differ": "numbers_compared",
    "counts_missing": "numbers_compared",
    "counts_clash": "numbers_compared",
    "counts_one": "numbers_compared",
    "number_equal": "numbers_compared",
    "number_unequal": "numbers_compared",
    "name_shared": "names_compared",
    "name_differs": "names_compared",
    "denial": "one_denies",
    "exclusive": "words_that_exclude",
    "opposite": "words_that_exclude",
    "sweeping": "no_exception",
    "sex": "he_and_she",
    "length": "forms_compared",
    "length_long": "forms_compared",
    "length_ratio": "forms_compared",
}
"""Each measure, and the rule under which its part of a score is explained. `apart`, `company` and those of what
is asked for need the question and other answers (`crossread.align.answers`)."""

_FAR: Final = 0.5
"""Cosine of two words below which neither stands for the other."""


def measure_contrast(one: Wording, other: Wording) -> dict[str, float]:
    """Return the measures of two texts, those that need others beside them left out; the order does not matter.

    Measures in `_short`, and what is missing or foreign, are those of the shorter text: what it says beside what the
    longer tells.
    """
    short, long = sorted((one, other), key=lambda side: (len(side.words), side.text))
    found = {"near": float(short.vector @ long.vector)}
    for part in _PARTS:
        found.update(part(short, long))
    return found


def _alignment(short: Wording, long: Wording) -> dict[str, float]:
    """Measure how far each word of one is found again in the other: by its vector, or as it stands."""
    near = short.vectors @ long.vectors.T
    near = np.where(_same(short, long), 1.0, np.minimum(near, 0.99))
    best, back = near.max(axis=1), near.max(axis=0)
    weight, heavy = short.weights / short.weights.sum(), long.weights / long.weights.sum()
    there, here = float(best @ weight), float(back @ heavy)
    lost = (best < _FAR) * weight
    rivals = [
        float(near[row, column])
        for row, column in zip(*np.nonzero((near > _FAR - 0.05) & (near < 0.85)), strict=True)
        if best[row] < 0.99 and back[column] < 0.99
    ]
    return {
        "aligned": 2 * there * here / max(there + here, 1e-6),
        "aligned_either": max(there, here),
        "aligned_short": there,
        "same_words": float(min((best >= 0.999) @ weight, (back >= 0.999) @ heavy)),
        "same_words_short": float((best >= 0.999) @ weight),
        "foreign": float(((1 - best) * short.weights).max()),
        "foreign_share": float(lost.sum()),
        "rival": max(rivals, default=0.0),
    }


def _same(short: Wording, long: Wording) -> npt.NDArray[np.bool_]:
    """Return which terms of two texts are one word."""
    return np.array([[a == b for b in long.roots] for a in short.roots])


def _names(short: Wording, long: Wording) -> dict[str, float]:
    """Compare what is named."""
    missing = [name for name in short.names if name not in long.stems]
    rivals = [name for name in long.names if name not in short.stems]
    shared = short.names & long.names
    return {
        "names_shared": float(bool(shared)),
        "names_differ": float(bool(short.names and long.names and not shared)),
        "names_missing": len(missing) / max(1, len(short.names)) if rivals or not long.names else 0.0,
        "names_later": len(short.later - long.stems) / max(1, len(short.later)),
        "names_foreign": float(bool(short.later - long.stems)),
        "names_one": float(bool(short.names) != bool(long.names)),
    }


def _numbers(short: Wording, long: Wording) -> dict[str, float]:
    """Compare what is counted."""
    ones, others = ({(count.low, count.high) for count in side.counts} for side in (short, long))
    met = [count for count in short.counts if _met(count, long)]
    missing = [count for count in short.counts if not _met(count, long)]
    clash = any(
        a.of and a.of == b.of and a.place == b.place and not a.meets(b) for a, b in product(missing, long.counts)
    )
    return {
        "counts_equal": float(bool(ones & others)),
        "counts_unequal": float(bool(ones and others and not ones & others)),
        "counts_shared": float(bool(met)),
        "counts_differ": float(bool(missing and long.counts and not met)),
        "counts_missing": float(len(missing)),
        "counts_clash": float(clash),
        "counts_one": float(bool(short.counts) != bool(long.counts)),
    }


def _met(count: Count, text: Wording) -> bool:
    """Return whether a text has a number of that size."""
    return any(count.place == other.place and count.meets(other) for other in text.counts)


def _signs(short: Wording, long: Wording) -> dict[str, float]:
    """Compare what is denied, swept over, and of which sex it is."""
    return {
        "denial": float(short.denies != long.denies),
        "sweeping": float(bool(short.sweeping - long.sweeping)),
        "sex": float(short.sex * long.sex < 0),
    }


def _exclusions(short: Wording, long: Wording) -> dict[str, float]:
    """Look for words of one that exclude words of the other; what both hold excludes nothing."""
    words, senses = load_exclusions(), load_senses()
    ones = [term for term, root in zip(short.terms, short.roots, strict=True) if root not in long.stems]
    others = [term for term, root in zip(long.terms, long.roots, strict=True) if root not in short.stems]
    here, there = set(words.phrases(short.words)), set(words.phrases(long.words))
    left, right = ([*sorted(held), *terms] for held, terms in ((here - there, ones), (there - here, others)))
    kinds = {words.between(a, b) for a, b in product(left, right)}
    here = {sense.name for term in ones for sense in (*senses.of(term), *senses.of(stem(term)))}
    there = {sense.name for term in others for sense in (*senses.of(term), *senses.of(stem(term)))}
    opposite = "opposites" in kinds or senses.opposite(here - there, there - here) is not None
    return {
        "exclusive": float(bool(kinds - {None, "opposites", "number", "ordinal", "negation"})),
        "opposite": float(opposite),
    }


def _lengths(short: Wording, long: Wording) -> dict[str, float]:
    """Compare lengths."""
    return {
        "length": float(np.log1p(len(short.words))),
        "length_long": float(np.log1p(len(long.words))),
        "length_ratio": (1 + len(short.words)) / (1 + len(long.words)),
    }


_PARTS: Final[tuple[Callable[[Wording, Wording], dict[str, float]], ...]] = (
    _alignment,
    _names,
    _numbers,
    _signs,
    _exclusions,
    _lengths,
)


@dataclass(frozen=True, slots=True)
class Weights:
    """A trained score of pairs of texts.

    Attributes:
        weights: Log-odds that one unit of a measure adds, for the measures that the score uses.
        means: Mean of each of these measures over the training pairs.
        base: Log-odds where all measures are at their means.
    """

    weights: Mapping[str, float]
    means: Mapping[str, float]
    base: float

    def score(self, measures: Mapping[str, float]) -> float:
        """Return how likely it is, 0 to 1."""
        odds = self.base + sum(self.parts(measures).values())
        return 1.0 / (1.0 + exp(-odds))

    def parts(self, measures: Mapping[str, float]) -> dict[str, float]:
        """Return how much each rule adds to the log-odds of one pair."""
        told: dict[str, float] = defaultdict(float)
        for name, weight in self.weights.items():
            told[MEASURES[name]] += weight * (measures[name] - self.means[name])
        return dict(told)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is held of two texts.

    Attributes:
        said: Whether it is so.
        score: How likely it is, 0 to 1.
        parts: What each rule adds to the log-odds: positive speaks for it.
    """

    said: bool
    score: float
    parts: Mapping[str, float]


def judged(weights: Weights, measures: Mapping[str, float], threshold: float) -> Judgement:
    """Return what a trained score makes of a pair."""
    score = weights.score(measures)
    return Judgement(score >= threshold, score, weights.parts(measures))


@cache
def load_weights(name: str) -> Weights:
    """Return a score that ships with the package, "answers" or "opposed"; read once.

    Examples:
        >>> sorted(load_weights("answers").weights) == sorted(load_weights("answers").means)
        True
    """
    record = json.loads((files("crossread") / "data" / "scorer" / f"{name}.json").read_text("utf-8"))
    rows = record["measures"]
    return Weights(
        {key: float(row["weight"]) for key, row in rows.items()},
        {key: float(row["mean"]) for key, row in rows.items()},
        float(record["base"]),
    )
