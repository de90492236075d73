"""From which likeness of their statements on two figures count the same thing."""

import pytest

from crossread.align.actors import link_actors
from crossread.align.counts import least_score
from crossread.align.profiles import make_profiles


def document(name, words, number, noun, unit=None):
    clause = f"{words} were counted at Tolmar"
    figure = {"words": str(number), "n": number, "of": noun, "unit": unit}
    statement = {"clause": clause, "trigger": "counted/count", "patient": words, "figures": [figure]}
    return {"source": name, "published": "2031-06-03", "text": f"{clause}.", "statements": [statement]}


@pytest.fixture
def least(build):
    def ask(one, other):
        accounts = build({"a": document("a", *one), "b": document("b", *other)})
        _, actors = link_actors(accounts)
        figures = [figure for p in make_profiles(accounts, actors).all.values() for figure in p.counted]
        assert len(figures) == 2
        return least_score(*figures)

    return ask


def test_an_equal_number_that_nobody_hits_upon_needs_little(least):
    assert least(("640 head", 640, "head"), ("640 goats", 640, "goats")) == pytest.approx(0.3)


def test_a_small_equal_number_needs_one_noun(least):
    assert least(("9 barges", 9, "barges"), ("9 barges", 9, "barges")) == pytest.approx(0.5)
    assert least(("9 barges", 9, "barges"), ("9 lanterns", 9, "lanterns")) > 1


def test_one_kind_of_thing_may_grow_but_not_a_hundredfold(least):
    assert least(("60 booths", 60, "booths"), ("118 booths", 118, "booths")) < 0.5
    assert least(("60 booths", 60, "booths"), ("9000 booths", 9000, "booths")) > 1


def test_different_things_with_different_numbers_never_do(least):
    assert least(("60 booths", 60, "booths"), ("75 barges", 75, "barges")) > 1


def test_soldiers_are_not_prisoners(least):
    assert least(("5000 troops", 5000, "troop", "person"), ("5000 prisoners", 5000, "prisoner", "person")) > 1
    assert least(("5000 troops", 5000, "troop", "person"), ("5000 soldiers", 5000, "soldier", "person")) < 1


def test_shares_that_differ_are_never_one_share(least):
    one, other = ("17 voters", 17, "voters", "percent"), ("21 voters", 21, "voters", "percent")
    assert least(one, other) > 1
    assert least(one, one) < 1
