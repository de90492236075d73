"""What speaks for and against two figures counting one thing."""

import pytest

from crossread.align.actors import link_actors
from crossread.align.count_measures import FEATURES, load_count_weights, measure_counts
from crossread.align.counts import may_meet
from crossread.align.profiles import make_profiles


def document(name, day, clause, words, number, noun, unit=None):
    figure = {"words": words, "n": number, "of": noun, "unit": unit}
    statement = {"clause": clause, "trigger": "sealed/seal", "patient": f"{words} {noun}", "figures": [figure]}
    return {"source": name, "published": day, "text": f"{clause}.", "statements": [statement]}


@pytest.fixture
def pair(build):
    def make(one, other):
        accounts = build({"a": document("a", *one), "b": document("b", *other)})
        _, actors = link_actors(accounts)
        profiles = make_profiles(accounts, actors)
        found = [(figure, profile) for profile in profiles.all.values() for figure in profile.counted]
        found.sort(key=lambda item: item[0].figure.amount.low)
        (a, x), (b, y) = found
        return a, b, (x, y)

    return make


EARLY = ("2031-06-03", "The guards sealed 60 booths", "60", 60, "booths")
LATE = ("2031-06-05", "The guards sealed 118 booths", "118", 118, "booths")


def test_a_number_that_grows_with_the_dates_speaks_for_a_pair(pair):
    measures = measure_counts(*pair(EARLY, LATE), 0.5)
    assert measures["grows"] == 1
    assert load_count_weights().parts(measures)["grows_with_publication"] > 0


def test_a_number_that_falls_does_not(pair):
    shrunk = ("2031-06-01", *LATE[1:])
    assert measure_counts(*pair(EARLY, shrunk), 0.5)["grows"] == 0


def test_every_measure_has_a_weight_and_likenesses_never_speak_against(pair):
    measures = measure_counts(*pair(EARLY, LATE), 0.5)
    weights = load_count_weights().weights
    assert measures.keys() == weights.keys() == FEATURES.keys()
    assert all(weights[name] >= 0 for name in ("statements", "vectors", "equal", "telling", "grows", "happening"))
    assert all(weights[name] <= 0 for name in ("distance", "other_class", "other_happening", "other_time"))


def test_the_odds_are_the_base_and_all_parts(pair):
    measures, weights = measure_counts(*pair(EARLY, LATE), 0.5), load_count_weights()
    assert weights.odds(measures) == pytest.approx(weights.base + sum(weights.parts(measures).values()))


def test_a_hundredfold_is_of_another_thing(pair):
    huge = ("2031-06-05", "The guards sealed 9000 booths", "9000", 9000, "booths")
    assert not may_meet(*pair(EARLY, huge)[:2])
    assert may_meet(*pair(EARLY, LATE)[:2])


def test_more_or_less_is_no_addition(pair):
    rough = ("2031-06-05", "The guards sealed 140 booths, more or less", "140", 140, "booths")
    further = ("2031-06-05", "The guards sealed a further 140 booths", "140", 140, "booths")
    assert not pair(EARLY, rough)[1].further
    assert pair(EARLY, further)[1].further
