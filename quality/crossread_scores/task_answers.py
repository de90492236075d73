"""The scorecard of same answers: which answers of different outlets to one question belong together."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import Any, Protocol

import numpy as np

from crossread_scores.baseline_findings import Vectors
from crossread_scores.exports import Export, Record, document
from crossread_scores.scoring import overlap, share
from crossread_scores.systems import SystemAbsentError, shipped_encoder


class _Cases(Protocol):
    @property
    def cases(self) -> Sequence[Any]: ...


Answer = tuple[str, Any, str]
Table = Callable[[str, Sequence[str]], Any]
"""From a question and its answers to how alike each two answers are: a symmetric table."""


def measure_same_answer(material: _Cases, table: Table) -> dict[str, float]:
    """Tell whether two answers to one question belong together, by how alike a table says they are.

    The threshold for each question is the one that is best on all other questions. Answers in equal words are one
    answer: outlets repeat one another, and telling that equal words mean the same is no art.

    Returns:
        `balanced_accuracy`: mean of the shares of same and of different pairs told rightly, over all pairs;
        `by_question`: the mean of each question's; `as_shipped`: over all pairs, from 0.5 on, whatever is best;
        `with_repeats`: equal words included; `pairs`: how many pairs of different words.
    """
    distinct = [_answer_pairs(item["question"], _distinct(item["answers"]), table) for item in material.cases]
    repeated = [_answer_pairs(item["question"], item["answers"], table) for item in material.cases]
    judged = _judged(distinct)
    pooled = [pair for pairs in judged for pair in pairs]
    return {
        "balanced_accuracy": balanced(pooled),
        "by_question": sum(map(balanced, judged)) / max(1, len(judged)),
        "as_shipped": balanced([(same, (score >= 0.5) == same) for pairs in distinct for score, same in pairs]),
        "with_repeats": balanced([pair for pairs in _judged(repeated) for pair in pairs]),
        "pairs": float(len(pooled)),
    }


def cosines(encode: Callable[[Sequence[str]], Vectors], _question: str, answers: Sequence[str]) -> Any:
    """Return the cosines of the answers' vectors."""
    vectors = encode(answers)
    return vectors @ vectors.T


def crossread_answers(question: str, answers: Sequence[str]) -> Any:
    """Return what Crossread's score of whole answers says.

    Raises:
        SystemAbsentError: If it cannot be loaded.
    """
    try:
        # Late, so that other scorecards run without it.
        from crossread.align.answers import score_answers  # noqa: PLC0415
    except ImportError as error:
        raise SystemAbsentError(f"crossread cannot compare answers: {error}") from error
    return score_answers(answers, shipped_encoder(), question)


def _distinct(answers: Sequence[Answer]) -> list[Answer]:
    first: dict[str, Answer] = {}
    for answer in answers:
        first.setdefault(" ".join(re.findall(r"\w+", answer[0].lower())), answer)
    return list(first.values())


def _judged(questions: Sequence[Sequence[tuple[float, bool]]]) -> list[list[tuple[bool, bool]]]:
    """Return, for each question and each of its pairs, whether it is the same and whether that was told."""
    judged = []
    for number, own in enumerate(questions):
        threshold = _best_threshold([pair for k, pairs in enumerate(questions) if k != number for pair in pairs])
        judged.append([(same, (score >= threshold) == same) for score, same in own])
    return judged


def _answer_pairs(question: str, answers: Sequence[Answer], table: Table) -> list[tuple[float, bool]]:
    near = table(question, [words for words, _, _ in answers])
    return [(float(near[i, j]), answers[i][1] == answers[j][1]) for i, j in combinations(range(len(answers)), 2)]


def _best_threshold(pairs: Sequence[tuple[float, bool]]) -> float:
    steps = np.arange(0.0, 1.0, 0.01)
    return float(max(steps, key=lambda t: (balanced([(same, (score >= t) == same) for score, same in pairs]), -t)))


def balanced(right: Sequence[tuple[bool, bool]]) -> float:
    """Return the mean of the shares of same and of different pairs that were told rightly, in percent."""
    sides = [[ok for same, ok in right if same is side] for side in (True, False)]
    return sum(share(sum(side), len(side), empty=100.0) for side in sides) / 2


def measure_linked_answers(material: _Cases, system: Callable[[Sequence[Record]], Export]) -> dict[str, float]:
    """Tell whether two answers belong together by what a system links: the paragraphs of a question are one case.

    Two answers are held to be the same where a statement that overlaps the one is linked (`same_statement`, through
    others too) with a statement that overlaps the other. Figures as in `measure_same_answer`.
    """
    judged = [_linked(_distinct(item["answers"]), system) for item in material.cases]
    pooled = [pair for pairs in judged for pair in pairs]
    return {
        "balanced_accuracy": balanced(pooled),
        "by_question": sum(map(balanced, judged)) / max(1, len(judged)),
        "pairs": float(len(pooled)),
    }


def _linked(answers: Sequence[Answer], system: Callable[[Sequence[Record]], Export]) -> list[tuple[bool, bool]]:
    documents = [document(f"a{k}", words, source=f"Outlet {k}") for k, (_, _, words) in enumerate(answers)]
    export = system(documents)
    group = _groups(export)
    held = []
    for k, (words, _, paragraph) in enumerate(answers):
        start = max(0, paragraph.find(words))
        span = (start, start + len(words))
        own = [s for s in export["statements"] if s["document"] == f"a{k}" and overlap(s["span"], span)]
        held.append({group[s["id"]] for s in own if s["id"] in group})
    return [
        (answers[i][1] == answers[j][1], bool(held[i] & held[j]) == (answers[i][1] == answers[j][1]))
        for i, j in combinations(range(len(answers)), 2)
    ]


def _groups(export: Export) -> Mapping[str, str]:
    group: dict[str, str] = {}
    for link in export["links"]:
        if link["kind"] == "same_statement":
            a, b = (group.setdefault(link[end], link[end]) for end in ("a", "b"))
            group = {key: a if value == b else value for key, value in group.items()}
    return group
