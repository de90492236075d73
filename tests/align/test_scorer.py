"""The trained scorer: what it measures, that it explains itself, that nothing but the two documents counts."""

import json

import numpy as np
import pytest

from crossread.align.actors import link_actors
from crossread.align.learned import LearnedOptions, in_conflict, learn
from crossread.align.likeness import Likeness
from crossread.align.measures import FEATURES, Side, make_bag, measure
from crossread.align.profiles import make_profiles
from crossread.align.scorer import ScoreOptions, load_scorer, read_scorer, score_pairs, score_reasons
from crossread.model.reason import Reason

TALES = (
    ("The lighthouse", "burned down at midnight near Tolmar", "burned/burn"),
    ("The ferrymen", "hauled torn nets ashore", "hauled/haul"),
    ("The council", "praised a new school bus", "praised/praise"),
    ("A herd", "crossed the frozen lake westward", "crossed/cross"),
)


def story(name, order=(0, 1, 2, 3), denied=(), tales=TALES):
    clauses, statements = [], []
    for number in order:
        subject, rest, trigger = tales[number]
        clause = f"{subject} {'never ' if number in denied else ''}{rest}"
        clauses.append(f"{clause}.")
        statements.append({"clause": clause, "trigger": trigger, "agent": subject, "negative": number in denied})
    return {"source": name, "published": "2031-06-03", "text": " ".join(clauses), "statements": statements}


@pytest.fixture
def profiles(build):
    def make(documents):
        accounts = build(documents)
        _, actors = link_actors(accounts)
        return make_profiles(accounts, actors)

    return make


def by_source(made):
    sides = {}
    for profile in made.all.values():
        sides.setdefault(made.shelf.documents[profile.document].source.name, []).append(profile)
    return {name: Side(tuple(found)) for name, found in sides.items()}


def pairs_told(made, found):
    ordered = list(made.all.values())
    return sorted(tuple(sorted((ordered[a].statement.lemma, ordered[b].statement.lemma))) for a, b in found)


def test_the_same_tale_scores_above_every_other(profiles):
    made = profiles({n: story(n) for n in "ab"})
    sides = by_source(made)
    scores = load_scorer().score(measure(sides["a"], sides["b"]))
    assert scores.shape == (4, 4)
    assert (scores.argmax(axis=1) == np.arange(4)).all()
    assert ((scores >= 0) & (scores <= 1)).all()


def test_measures_are_the_same_from_either_side(profiles):
    sides = by_source(profiles({"a": story("a"), "b": story("b", (2, 0, 3), denied=(0,))}))
    there, back = measure(sides["a"], sides["b"]), measure(sides["b"], sides["a"])
    np.testing.assert_allclose(there, back.transpose(1, 0, 2), atol=1e-5)


def test_other_documents_change_no_score(profiles):
    two = {"a": story("a"), "b": story("b", (3, 1))}
    alone = profiles(two)
    tale = (("A comet", "lit the sky over Karsa", "lit/light"),)
    crowd = profiles({**two, "c": story("c", (0,), tales=tale)})
    for name in two:
        assert [p.id for p in by_source(alone)[name].profiles] == [p.id for p in by_source(crowd)[name].profiles]
    one, other = by_source(alone), by_source(crowd)
    np.testing.assert_array_equal(measure(one["a"], one["b"]), measure(other["a"], other["b"]))


def test_parts_add_up_to_the_score(profiles):
    sides = by_source(profiles({n: story(n) for n in "ab"}))
    scorer = load_scorer()
    measures = measure(sides["a"], sides["b"])[1, 1]
    odds = scorer.base + sum(scorer.parts(measures).values())
    assert scorer.score(measures) == pytest.approx(1 / (1 + np.exp(-odds)), abs=1e-5)


def test_reasons_name_the_rule_and_the_words(profiles):
    sides = by_source(profiles({n: story(n) for n in "ab"}))
    one, other = sides["a"].profiles[1], sides["b"].profiles[1]
    reasons = score_reasons(one, other, {"near_vectors": 1.5, "shared_rare_words": 0.3, "same_story": 0.01})
    assert [(reason.rule, reason.effect) for reason in reasons] == [
        ("near_vectors", "+1.50"),
        ("shared_rare_words", "+0.30"),
    ]
    assert "ferrymen" in dict(reasons[1].inputs)["words"]


def test_long_documents_are_measured_in_blocks(profiles):
    made = profiles({n: story(n) for n in "ab"})
    whole = score_pairs(made, ScoreOptions(threshold=0.0, best=False))
    parts = score_pairs(made, ScoreOptions(threshold=0.0, best=False, block=3))
    assert len(whole.proposed) == 16
    assert parts.proposed.keys() == whole.proposed.keys()
    assert len(parts.tables) == 4


def test_documents_of_other_stories_are_not_scored(profiles):
    tales = (
        ("A comet", "lit the sky over Karsa", "lit/light"),
        ("Two tenors", "quarrelled on stage", "quarrelled/quarrel"),
    )
    made = profiles({"a": story("a"), "b": story("b", (0, 1), tales=tales)})
    assert score_pairs(made, ScoreOptions(threshold=0.0)).tables == {}


def test_what_is_learned_joins_the_same_tale_told_again(profiles):
    made = profiles({"a": story("a"), "b": story("b", (3, 2, 1, 0))})
    learned = learn(made, LearnedOptions(ScoreOptions(threshold=0.5)))
    assert pairs_told(made, learned.pairs) == [
        ("burn", "burn"),
        ("cross", "cross"),
        ("haul", "haul"),
        ("praise", "praise"),
    ]


def test_what_is_learned_never_joins_yes_with_no(profiles):
    made = profiles({"a": story("a"), "b": story("b", denied=(1,))})
    learned = learn(made, LearnedOptions(ScoreOptions(threshold=0.3)))
    assert ("haul", "haul") not in pairs_told(made, learned.pairs)
    ordered = list(made.all.values())
    hauls = [k for k, profile in enumerate(ordered) if profile.statement.lemma == "haul"]
    assert in_conflict(*(ordered[k] for k in hauls))
    slots = Likeness(0.1, (Reason("same_word"),))
    assert learned.likeness(*hauls, slots) == slots


def test_what_is_learned_never_joins_acts_of_other_doers(profiles):
    def told(name, doer):
        tales = ((doer, "attacked Zemra at dawn", "attacked/attack"), *TALES)
        found = story(name, range(5), tales=tales)
        found["actors"] = [{"words": word, "kind": "place"} for word in (doer, "Zemra")]
        return found

    options = LearnedOptions(ScoreOptions(threshold=0.0, best=False))
    same = profiles({"a": told("a", "Karsa"), "b": told("b", "Karsa")})
    other = profiles({"a": told("a", "Karsa"), "b": told("b", "Ulmen")})
    assert ("attack", "attack") in pairs_told(same, learn(same, options).pairs)
    assert ("attack", "attack") not in pairs_told(other, learn(other, options).pairs)


def test_a_veto_of_the_slots_stands(profiles):
    made = profiles({n: story(n) for n in "ab"})
    learned = learn(made, LearnedOptions(ScoreOptions(threshold=0.5)))
    (one, other) = next(iter(learned.pairs))
    forbidden = Likeness(0.2, (), veto=True)
    assert learned.likeness(one, other, forbidden) == forbidden
    joined = learned.likeness(one, other, Likeness(0.0, ()))
    assert joined.score >= 0.5
    assert joined.reasons


def test_pairs_that_are_not_joined_never_reach_the_threshold(profiles):
    made = profiles({n: story(n) for n in "ab"})
    learned = learn(made, LearnedOptions(ScoreOptions(threshold=2.0)))
    count = len(made.all)
    found = [learned.likeness(a, b, Likeness(0.0, ())).score for a in range(count) for b in range(a + 1, count)]
    assert not learned.pairs
    assert 0 < max(found) <= learned.options.plain


def test_a_bag_keeps_what_statements_hold():
    bag = make_bag([["gate", "shut"], [], ["gate"]])
    assert list(bag.keys) == ["gate", "shut"]
    assert bag.rows.tolist() == [[1, 1], [0, 0], [1, 0]]
    assert bag.counts.tolist() == [2, 1]


def test_a_scorer_without_a_measure_is_refused():
    with pytest.raises(KeyError):
        read_scorer(json.dumps({"base": 0.0, "measures": {}}))


def test_the_shipped_scorer_knows_every_measure():
    scorer = load_scorer()
    assert len(scorer.weights) == len(FEATURES)
    assert scorer.weights[list(FEATURES).index("cosine")] > 0
