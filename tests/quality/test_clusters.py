"""Clusters of mentions: the published measures, and how found mentions meet those of gold."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread_scores.coreference import b_cubed, by_key, ceaf_e, clusters, figures_of, muc
from crossread_scores.corpora_clusters import Marked, Story
from crossread_scores.exports import document, empty_export, place
from crossread_scores.score_clusters import (
    Sorter,
    by_actor,
    by_happening,
    by_head_lemma,
    by_link,
    found_actors,
    found_happenings,
    found_triggers,
    measure_found,
    measure_given,
)

# The example of Pradhan and others 2014, figures 1 and 2: key {a b c} {d e f g}, response {a b} {c d} {f g h i}.
KEY = clusters([["a", "b", "c"], ["d", "e", "f", "g"]])
RESPONSE = clusters([["a", "b"], ["c", "d"], ["f", "g", "h", "i"]])


def test_the_published_example() -> None:
    figures = {
        m.__name__: (round(m(KEY, RESPONSE).recall / 100, 2), round(m(KEY, RESPONSE).precision / 100, 2))
        for m in (muc, b_cubed, ceaf_e)
    }
    assert figures == {"muc": (0.4, 0.4), "b_cubed": (0.42, 0.5), "ceaf_e": (0.65, 0.43)}


@given(st.dictionaries(st.integers(0, 12), st.integers(0, 4), min_size=1))
def test_gold_against_itself_is_all_right(keys: dict[int, int]) -> None:
    found = by_key(keys)
    assert b_cubed(found, found).f1 == pytest.approx(100)
    assert ceaf_e(found, found).f1 == pytest.approx(100)
    if any(len(one) > 1 for one in found):
        assert muc(found, found).f1 == pytest.approx(100)


@given(st.dictionaries(st.integers(0, 8), st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1))
def test_the_best_pairing_of_clusters_is_found(keys: dict[int, tuple[int, int]]) -> None:
    gold, found = by_key({k: a for k, (a, _) in keys.items()}), by_key({k: b for k, (_, b) in keys.items()})
    few, many = sorted((gold, found), key=len)
    best = max(
        sum(2 * len(a & b) / (len(a) + len(b)) for a, b in zip(few, order, strict=True))
        for order in itertools.permutations(many, len(few))
    )
    assert ceaf_e(gold, found).right == pytest.approx(best)


def test_singletons_count_only_where_mentions_are_given() -> None:
    gold, found = clusters([["a", "b"], ["c"]]), clusters([["a", "b"], ["c"], ["d"]])
    assert figures_of([(gold, found)], singletons=False)["conll"] == 100
    assert figures_of([(gold, found)], singletons=True)["conll"] < 100


TEXTS = {"one": "Ada Finch fled. The mayor fled.", "two": "Finch ran. A dog barked."}


def mention(name: str, words: str, actor: str | None) -> dict:
    start = TEXTS[name].index(words)
    record = place(f"{name}.{words}", name, start, start + len(words))
    return record | {
        "head": [start + words.rfind(" ") + 1, start + len(words)],
        "actor": actor,
        "kind": "person",
        "form": "name",
    }


def story(*marked: tuple[str, str, str, bool]) -> Story:
    documents = tuple(document(name, text) for name, text in TEXTS.items())
    marks = tuple(
        Marked(name, (TEXTS[name].index(words), TEXTS[name].index(words) + len(words)), key, counts)
        for name, words, key, counts in marked
    )
    return Story("s", documents, marks, {name: ((0, len(text)),) for name, text in TEXTS.items()})


def reader(**layers: list) -> object:
    return lambda documents: empty_export(documents) | layers


FINCH = story(
    ("one", "Ada Finch", "f", True),
    ("one", "The mayor", "f", True),
    ("two", "Finch", "f", True),
    ("two", "A dog", "d", False),
)


def test_mentions_meet_by_head_and_others_kinds_are_left_aside() -> None:
    found = [
        mention("one", "Finch", "x"),
        mention("one", "mayor", "x"),
        mention("two", "Finch", "x"),
        mention("two", "dog", "x"),
    ]
    figures = measure_found([FINCH], Sorter(reader(mentions=found), found_actors, by_actor))
    assert figures["conll"] == 100


def test_the_baseline_joins_equal_heads_only() -> None:
    found = [mention("one", "Ada Finch", "x"), mention("one", "mayor", "x"), mention("two", "Finch", "x")]
    joined = measure_found([FINCH], Sorter(reader(mentions=found), found_actors, by_actor))
    baseline = measure_found([FINCH], Sorter(reader(mentions=found), found_actors, by_head_lemma))
    assert joined["conll"] == 100
    assert 0 < baseline["conll"] < 100


def test_a_wrong_actor_costs() -> None:
    found = [mention("one", "Ada Finch", "x"), mention("one", "mayor", "y"), mention("two", "Finch", "y")]
    assert measure_found([FINCH], Sorter(reader(mentions=found), found_actors, by_actor))["muc"] == pytest.approx(
        200 / 3
    )


def statement(name: str, words: str) -> dict:
    start = TEXTS[name].index(words)
    return place(f"{name}.{words}", name, start, start + len(words)) | {
        "trigger": {"span": [start, start + len(words)], "lemma": words}
    }


def test_given_mentions_take_the_links_of_their_statements() -> None:
    flights = story(("one", "fled", "e", True), ("two", "ran", "e", True), ("two", "barked", "b", True))
    statements = [statement("one", "fled"), statement("two", "ran")]
    link = {"kind": "same_statement", "a": "one.fled", "b": "two.ran"}
    sorter = Sorter(reader(statements=statements, links=[link]), found_triggers, by_link)
    assert measure_given([flights], sorter)["conll"] == 100
    assert measure_given([flights], None)["conll"] < 100
    apart = Sorter(reader(statements=statements, links=[]), found_triggers, by_link)
    assert measure_given([flights], apart)["conll"] < 100


def test_words_are_sorted_by_links_of_one_happening() -> None:
    flights = story(("one", "fled", "e", True), ("two", "ran", "e", True), ("two", "barked", "b", True))
    statements = [statement("one", "fled")]
    (fled, ran) = (one.span for one in flights.marked[:2])
    link = {"kind": "same_happening", "a": "one", "span_a": list(fled), "b": "two", "span_b": list(ran)}
    sorter = Sorter(reader(statements=statements, links=[link]), found_happenings, by_happening)
    assert measure_given([flights], sorter)["conll"] == 100
    apart = Sorter(reader(statements=statements, links=[]), found_happenings, by_happening)
    assert measure_given([flights], apart)["conll"] < 100
