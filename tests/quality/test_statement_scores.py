"""Statements beside gold: gold against itself is all right, and each damage costs what it should."""

from __future__ import annotations

import copy

import pytest

from crossread_scores.exports import document, empty_export, place
from crossread_scores.score_statements import score_happenings, score_stretches, verblike

TEXT = "Ada Finch closed the gate on Monday. Nine guards fled."


def span(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def read() -> dict:
    export = empty_export([document("a", TEXT)])
    export["mentions"] = [place("m", "a", *span("Ada Finch")) | {"form": "name"}]
    export["figures"] = [place("f", "a", *span("Nine"))]
    export["dates"] = [place("t", "a", *span("Monday"))]
    export["statements"] = [
        place("s1", "a", *span("Ada Finch closed the gate on Monday"))
        | {"trigger": {"span": span("closed"), "lemma": "close"}, "roles": {"agent": "m", "patient": span("the gate")}}
        | {"polarity": "positive", "modality": "asserted", "figures": [], "dates": ["t"]},
        place("s2", "a", *span("Nine guards fled"))
        | {"trigger": {"span": span("fled"), "lemma": "flee"}, "roles": {"agent": [span("Nine guards")]}}
        | {"polarity": "positive", "modality": "asserted", "figures": ["f"], "dates": []},
    ]
    return export


def happenings() -> dict:
    export = empty_export([document("a", TEXT) | {"stretches": [[0, len(TEXT)]]}])
    export["statements"] = [
        place("g1", "a", *span("closed"))
        | {"trigger": {"span": span("closed")}, "agent": [span("Ada Finch")], "patient": [span("the gate")]}
        | {"participants": [span("Ada Finch"), span("the gate")], "polarity": "positive", "unsure": False},
        place("g2", "a", *span("fled"))
        | {"trigger": {"span": span("fled")}, "agent": [span("guards")], "patient": []}
        | {"participants": [span("guards")], "polarity": "positive", "unsure": False},
    ]
    return export


def test_a_full_reading_is_all_right() -> None:
    assert set(score_stretches(read(), read()).values()) == {100}
    assert set(score_happenings(happenings(), read()).values()) == {100}


@pytest.mark.parametrize(
    ("damage", "figure", "left"),
    [
        (lambda one: one["statements"].pop(), "covered", 50),
        (lambda one: one["statements"][0].update(roles={}), "actors", 0),
        (lambda one: one["statements"][0].update(dates=[]), "dates", 0),
        (lambda one: one["statements"][1].update(figures=[]), "figures", 0),
    ],
)
def test_what_a_stretch_lacks_costs(damage, figure: str, left: float) -> None:
    found = copy.deepcopy(read())
    damage(found)
    assert score_stretches(read(), found)[figure] == left


@pytest.mark.parametrize(
    ("damage", "figure"),
    [
        (lambda one: one["statements"].pop(), "trigger"),
        (lambda one: one["statements"][0]["roles"].update(agent=span("Monday")), "agent"),
        (lambda one: one["statements"][0]["roles"].pop("patient"), "patient"),
        (lambda one: one["statements"][0].update(polarity="negative"), "negative"),
        (lambda one: one["statements"][0].update(modality="predicted"), "unsure"),
    ],
)
def test_what_a_happening_lacks_costs(damage, figure: str) -> None:
    found = copy.deepcopy(read())
    damage(found)
    assert score_happenings(happenings(), found)[figure] < 100


def test_the_trivial_baseline_finds_verblike_words() -> None:
    one, _ = verblike([document("a", TEXT)])["statements"]
    assert (one["trigger"]["lemma"], one["roles"]) == (
        "closed",
        {"agent": span("Ada Finch"), "patient": span("Monday")},
    )
