"""Whether answers to one question are the same, as wholes: each pair scored in the company of the other answers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log
from typing import Final

import numpy as np
import numpy.typing as npt

from crossread.align.contrasts import Judgement, judged, load_weights, measure_contrast
from crossread.align.wordings import Wording, lower_words, read_wordings
from crossread.plugins import Encoder

Floats = npt.NDArray[np.float32]
Pair = tuple[int, int]

_DOUBT: Final = 12.0
"""How many answers it takes until half of what they have in common is taken to be the topic, not the answer."""
_NUMBER: Final = re.compile(
    r"\bhow (?:many|much|long|far|old|large|big|high)\b|\bwhen\b|\bwhat (?:number|share|time|day|year)\b", re.IGNORECASE
)
_NAME: Final = re.compile(
    r"\bwho(?:m|se)?\b|\bwhere\b|\b(?:which|what) (?:country|city|party|company|place|town)\b", re.IGNORECASE
)
_EQUAL: Final = 0.999
"""Score of answers in equal words."""
_FEW: Final = 3
"""Least number of other answers that make a company."""


@dataclass(frozen=True, slots=True)
class AnswerOptions:
    """When answers are one.

    Attributes:
        threshold: Least score at which two answers are the same.
        join: Least mean score between two sets of answers at which they become one.
    """

    threshold: float = 0.5
    join: float = 0.5


def same_answer(  # noqa: PLR0913 - the pair, what it answers, what stands beside it
    one: str,
    other: str,
    encoder: Encoder,
    question: str = "",
    beside: Sequence[str] = (),
    options: AnswerOptions | None = None,
) -> Judgement:
    """Return whether two answers to one question say the same.

    Args:
        one: An answer, some words or a sentence.
        other: The other one; the order does not matter.
        encoder: Gives vectors.
        question: What both answer, "" where it is not known. Its words and its direction are taken out of the answers.
        beside: Other answers to the question. What all answers have in common is the topic; what two of them have in
            common beyond that is the answer.
        options: When they are the same.

    Returns:
        Whether they are the same; how likely (0 to 1, calibrated on held-out events of the accounts corpus); what
        speaks for and against it.
    """
    options = options or AnswerOptions()
    if lower_words(one) == lower_words(other):
        return Judgement(said=True, score=_EQUAL, parts={"words_found_again": log(_EQUAL / (1 - _EQUAL))})
    measures = measure_answers(_distinct((one, other, *beside)), encoder, question)[0, 1]
    return judged(load_weights("answers"), measures, options.threshold)


def score_answers(answers: Sequence[str], encoder: Encoder, question: str = "") -> Floats:
    """Return how likely each two answers are the same, 0 to 1: a symmetric table with ones on the diagonal.

    Answers in equal words are one answer, and count once in the company of the others.
    """
    known = _distinct(answers)
    weights = load_weights("answers")
    table = np.full((len(known), len(known)), _EQUAL, dtype=np.float32)
    for (i, j), measures in measure_answers(known, encoder, question).items():
        table[i, j] = table[j, i] = weights.score(measures)
    place = {tuple(lower_words(answer)): row for row, answer in enumerate(known)}
    rows = [place[tuple(lower_words(answer))] for answer in answers]
    whole = table[np.ix_(rows, rows)]
    np.fill_diagonal(whole, 1.0)
    return whole


def _distinct(answers: Sequence[str]) -> list[str]:
    """Return the first of each answers in equal words, in order."""
    first: dict[tuple[str, ...], str] = {}
    for answer in answers:
        first.setdefault(tuple(lower_words(answer)), answer)
    return list(first.values())


def group_answers(
    answers: Sequence[str], encoder: Encoder, question: str = "", options: AnswerOptions | None = None
) -> tuple[tuple[int, ...], ...]:
    """Return the places of answers that are the same, in sets; each answer stands in one.

    Two sets are joined while the mean score between their answers is `options.join` at least, the likest first.
    """
    options = options or AnswerOptions()
    scores = score_answers(answers, encoder, question)
    sets: list[tuple[int, ...]] = [(place,) for place in range(len(answers))]
    while len(sets) > 1:
        near = {(a, b): float(scores[np.ix_(a, b)].mean()) for a, b in combinations(sets, 2)}
        a, b = max(near, key=lambda pair: (near[pair], *(-place for place in (*pair[0], *pair[1]))))
        if near[a, b] < options.join:
            break
        sets = sorted([*(held for held in sets if held not in {a, b}), tuple(sorted(a + b))])
    return tuple(sets)


def measure_answers(answers: Sequence[str], encoder: Encoder, question: str = "") -> Mapping[Pair, dict[str, float]]:
    """Return all measures of each two answers (`crossread.align.contrasts.MEASURES`), by their places."""
    wordings = read_wordings(answers, encoder, question)
    if len(wordings) < 2:
        return {}
    asked = read_wordings([question], encoder)[0].vector if question else np.zeros_like(wordings[0].vector)
    apart = _apart(wordings, asked)
    found = {}
    alike = apart.copy()
    for i, j in combinations(range(len(wordings)), 2):
        found[i, j] = measure_contrast(wordings[i], wordings[j])
        alike[i, j] = alike[j, i] = (apart[i, j] + found[i, j]["aligned"]) / 2
    for (i, j), measures in found.items():
        measures.update({"apart": float(apart[i, j]), "company": _company(alike, i, j)} | _asked(question, measures))
    return found


def _asked(question: str, measures: Mapping[str, float]) -> dict[str, float]:
    """Return what is compared once more where the question asks for it: a number, a name."""
    number, name = _NUMBER.search(question) is not None, _NAME.search(question) is not None
    return {
        "number_equal": measures["counts_equal"] * number,
        "number_unequal": measures["counts_unequal"] * number,
        "name_shared": measures["names_shared"] * name,
        "name_differs": measures["names_differ"] * name,
    }


def _apart(wordings: Sequence[Wording], asked: Floats) -> Floats:
    """Return cosines of the answers without what lies in the direction of the question and what all have in common.

    The mean of few answers is mostly these answers themselves: it is taken out as far as it can be trusted.
    """
    vectors = np.stack([wording.vector for wording in wordings])
    vectors = vectors - (vectors @ asked)[:, None] * asked
    vectors = vectors - len(vectors) / (len(vectors) + _DOUBT) * vectors.mean(axis=0)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    return np.asarray(vectors @ vectors.T, dtype=np.float32)


def _company(alike: Floats, i: int, j: int) -> float:
    """Return how far two answers are near the same others, beyond what all are; 0 where the others are few."""
    others = [k for k in range(len(alike)) if k not in {i, j}]
    if len(others) < _FEW:
        return 0.0
    common = alike[:, others].mean(axis=0)
    a, b = alike[i, others] - common, alike[j, others] - common
    return float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b) + 0.1))
