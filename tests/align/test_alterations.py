"""A sentence copied with one word changed is found, where the two words cannot both hold."""

import pytest

from crossread.align.actors import link_actors
from crossread.align.alterations import AlterationOptions, find_alterations
from crossread.align.lineage import trace_lineages
from crossread.judge.alterations import judge_alterations
from crossread.judge.testimony import Court


def told(clause, trigger):
    return {
        "published": "2031-05-02",
        "text": f"{clause}.",
        "actors": [],
        "statements": [{"clause": clause, "trigger": trigger}],
    }


def pair(build, one, other, trigger):
    return build({"bell": {**told(one, trigger), "source": "Bell"}, "drum": {**told(other, trigger), "source": "Drum"}})


def altered(accounts):
    return [dict(link.reasons[0].inputs)["kind"] for link in find_alterations(accounts).found]


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("The north gate of the quarry stood open", "The south gate of the quarry stood open", "direction"),
        (
            "Marwick carried a red banner across the bridge",
            "Marwick carried a white banner across the bridge",
            "colour",
        ),
        ("The second convoy reached the hospital", "The 12th convoy reached the hospital", "ordinal"),
        (
            "The warden said that the siren had been working",
            "The warden said that the siren had not been working",
            "negation",
        ),
        ("A Peruvian freighter left the harbour", "A Chilean freighter left the harbour", "people"),
        (
            "The clerk left a red coat and a red scarf in the archive",
            "The clerk left a green coat and a green scarf in the archive",
            "colour",
        ),
        ("The envoy was left in the living room", "The envoy was left in the dining room", "room"),
        ("The cellar beneath the laboratory was dry", "The cellar beneath the laboratory was wet", "opposites"),
    ],
)
def test_words_that_exclude_one_another_are_an_alteration(build, one, other, kind):
    trigger = {
        "stood": "stood/stand",
        "carried": "carried/carry",
        "reached": "reached/reach",
        "said": "said/say",
        "left": "left/leave",
        "was": "was/be",
    }[next(w for w in ("stood", "carried", "reached", "said", "left", "was") if f" {w} " in one)]
    assert altered(pair(build, one, other, trigger)) == [kind]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The grey cat slept beneath the laboratory", "The gray cat slept beneath the laboratory"),
        ("The small hall of the laboratory burned", "The little hall of the laboratory burned"),
        ("The old hall of the laboratory burned", "The brick hall of the laboratory burned"),
        ("Two men ran from the laboratory", "2 men ran from the laboratory"),
        ("He was in a red car then", "She sat on a blue bench yesterday"),
    ],
)
def test_words_that_can_both_hold_are_none(build, one, other):
    word = next(w for w in ("slept", "burned", "ran", "was") if f" {w}" in one)
    lemma = {"slept": "sleep", "burned": "burn", "ran": "run", "was": "be"}[word]
    mine = {**told(one, f"{word}/{lemma}"), "source": "Bell"}
    theirs = {**told(other, "sat/sit" if " sat " in other else f"{word}/{lemma}"), "source": "Drum"}
    assert altered(build({"bell": mine, "drum": theirs})) == []


def test_a_form_that_many_fill_in_is_none(build):
    places = ("kitchen", "bathroom", "garage", "attic")
    texts = {
        f"{n}": told(f"Somebody searched the {place} of the laboratory", "searched/search")
        for n, place in enumerate(places)
    }
    accounts = build(texts)
    assert find_alterations(accounts).found
    outcome = find_alterations(accounts, AlterationOptions(crowd=3))
    assert not outcome.found
    assert outcome.notices


def test_an_alteration_is_a_contested_finding_on_the_words_that_differ(build):
    accounts = pair(
        build, "The north gate of the quarry stood open", "The south gate of the quarry stood open", "stood/stand"
    )
    _, actors = link_actors(accounts)
    links = find_alterations(accounts).found
    court = Court.of(accounts, trace_lineages(accounts, ()), links, actors)
    found = judge_alterations(court, links, ())
    assert [(f.verdict.value, f.grade.value) for f in found] == [("contested", "hard")]
    assert sorted(answer.label for answer in found[0].answers) == ["north", "south"]
    assert judge_alterations(court, links, found) == []
