from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.align.actors import link_actors
from crossread.align.names import known_alias, name_of, spelled_alike, within
from crossread.model.span import Span


def documents(*texts):
    """Each text is a list of (words, kind) or (words, kind, form)."""
    return {
        f"d{number}": {
            "text": ". ".join(words for words, *_ in named) + ".",
            "actors": [
                {"words": words, "kind": kind, **({"form": rest[0]} if rest else {})} for words, kind, *rest in named
            ],
        }
        for number, named in enumerate(texts)
    }


def together(build, given, one, other):
    _, actors = link_actors(build(given))
    return any({one, other} <= set(actor.names) for actor in actors)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Dinah Okafor", "Dinah Okafor", "person"),
        ("Dinah Okafor", "Okafor", "person"),
        ("Dinah Okafor", "Minister Okafor", "person"),
        ("Dinah Okafor", "Dinah Mary Okafor", "person"),
        ("Muammar Kharrazi", "Muammar Kharazi", "person"),
        ("Ummar Lake Line", "ULL", "organisation"),
        ("United States", "the US", "place"),
        ("United States", "America", "place"),
        ("ISIL", "Daesh", "organisation"),
        ("Harbour Watch", "Harbour Watch,[3", "organisation"),
        ("Lt. Col. Dinah Okafor", "Dinah Okafor", "person"),
        ("Port Authority of Almira", "Almira Port Authority of Almira", "organisation"),
    ],
)
def test_names_of_one_actor_are_joined(one, other, kind, build):
    _, actors = link_actors(build(documents([(one, kind)], [(other, kind)])))
    assert len(actors) == 1


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Dinah Okafor", "Joseph Okafor", "person"),
        ("Dinah Okafor", "Dinah", "person"),
        ("the Minister", "the Minister", "person"),
        ("Ministry of Health", "Ministry of Finance", "organisation"),
        ("Northern Bank", "Southern Bank", "organisation"),
        ("Tolmar", "Tolman", "place"),
    ],
)
def test_names_of_different_actors_are_not_joined(one, other, kind, build):
    _, actors = link_actors(build(documents([(one, kind)], [(other, kind)])))
    assert len(actors) == 2


def test_a_surname_of_two_people_joins_neither(build):
    found = documents([("Dinah Okafor", "person")], [("Joseph Okafor", "person")], [("Okafor", "person")])
    _, actors = link_actors(build(found))
    assert len(actors) == 3


def test_an_ordinary_name_is_joined_within_a_story_only(build):
    brigade = ("Fourth Brigade", "organisation")
    one = documents([brigade, ("Tolmar", "place")], [brigade, ("Tolmar", "place")])
    assert len(link_actors(build(one))[1]) == 2
    two = documents([brigade, ("Tolmar", "place")], [brigade, ("Orvo", "place")])
    assert len(link_actors(build(two))[1]) == 4


STORY = [("Velmar", "place"), ("Ummar Quay", "place")]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a Velmari warship", "the Velmari warship", True),
        ("an Almiran ferry pilot", "an Almiran ferry pilot", True),
        ("a former ferry pilot", "a retired harbour pilot", False),
        ("a Velmari man", "an Almiran man", False),
        ("a man", "a man", False),
        ("a new minister", "a new minister", False),
        ("two Velmari pilots", "two Velmari pilots", False),
    ],
)
def test_a_description_that_tells_joins_in_one_story(one, other, same, build):
    given = documents([*STORY, (one, "person", "descriptor")], [*STORY, (other, "person", "descriptor")])
    _, actors = link_actors(headed(build(given)))
    assert len(actors) == (3 if same else 4)
    strangers = documents([(one, "person", "descriptor")], [(other, "person", "descriptor")])
    assert len(link_actors(headed(build(strangers)))[1]) == 2


def headed(accounts):
    """Return the accounts with the last word of each mention as its head."""

    def last(mention, text):
        return replace(mention, head=Span(text.rindex(" ", 0, mention.span.end) + 1, mention.span.end))

    return [
        replace(
            account,
            mentions=tuple(
                last(one, account.document.text) if " " in one.span.of(account.document.text) else one
                for one in account.mentions
            ),
        )
        for account in accounts
    ]


def test_links_inside_a_document_carry_across(build):
    given_documents = documents(
        [("Dinah Okafor", "person"), ("the harbour master", "person", "descriptor")], [("Okafor", "person")]
    )
    given_documents["d0"]["same"] = [["Dinah Okafor", "the harbour master"]]
    outcome, actors = link_actors(build(given_documents))
    assert [set(actor.names) for actor in actors] == [{"Dinah Okafor", "harbour master", "Okafor"}]
    assert [link.reasons[0].rule for link in outcome.found] == ["surname_after_full_name"]


def test_every_mention_has_one_actor(build):
    accounts = build(documents([("Dinah Okafor", "person"), ("ULL", "organisation")], [("Okafor", "person")]))
    _, actors = link_actors(accounts)
    held = [mention for actor in actors for mention in actor.mentions]
    assert sorted(held) == sorted(mention.id for account in accounts for mention in account.mentions)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30))
def test_any_text_has_a_name(text):
    name = name_of(text)
    assert all(name.words)
    assert known_alias(name) == known_alias(name_of(text))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("abc", min_size=1, max_size=6), max_size=4).map(tuple))
def test_a_name_is_within_itself_and_spelled_like_itself(words):
    assert within(words, words)
    assert spelled_alike(words, words) == 1.0
