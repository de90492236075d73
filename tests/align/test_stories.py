"""Documents of different stories are never compared; those of one story are, however large the case."""

from crossread.align.actors import link_actors
from crossread.align.stories import StoryOptions, part_stories

SMALL = StoryOptions(whole=0)


def given(path, text, *names):
    return {
        "path": path,
        "text": text,
        "actors": [{"words": name} for name in names],
        "statements": [],
    }


def parted(accounts, options=SMALL):
    _, actors = link_actors(accounts)
    path = {account.document.id: account.document.path for account in accounts}
    return sorted(sorted(path[key] for key in story) for story in part_stories(accounts, actors, options))


FLOODS = {
    "one": given("one", "Ostrel burst its banks at Quenby, said Marwick Adeyo.", "Ostrel", "Quenby", "Marwick Adeyo"),
    "two": given("two", "Marwick Adeyo saw Quenby drown. Hollin Bray wept.", "Marwick Adeyo", "Quenby", "Hollin Bray"),
    "three": given("three", "Hollin Bray has left Tamsing for Urdale.", "Hollin Bray", "Tamsing", "Urdale"),
    "far": given("far", "Zelm burst its banks at Porsk, said Ivo Kantel.", "Zelm", "Porsk", "Ivo Kantel"),
}


def test_documents_that_name_common_actors_are_one_story_through_others_too(build):
    assert parted(build(FLOODS)) == [["far"], ["one", "three", "two"]]


def test_a_small_case_is_one_story(build):
    assert parted(build(FLOODS), StoryOptions()) == [["far", "one", "three", "two"]]


def test_names_of_ordinary_words_hold_nothing_together(build):
    texts = {
        "a": given(
            "a",
            "The Ministry of Health closed Quenby Hall. Ostrel, Marwick Adeyo, Hollin Bray.",
            "The Ministry of Health",
            "Ostrel",
            "Marwick Adeyo",
            "Hollin Bray",
        ),
        "b": given(
            "b",
            "The Ministry of Health closed Porsk Hall. Zelm, Ivo Kantel, Petar Osk.",
            "The Ministry of Health",
            "Zelm",
            "Ivo Kantel",
            "Petar Osk",
        ),
    }
    assert parted(build(texts)) == [["a"], ["b"]]


def test_an_actor_named_everywhere_needs_a_second_one(build):
    others = (("Quenby", "Brayle"), ("Tamsing", "Urdale"), ("Porsk", "Kantel"), ("Zelm", "Adeyo"))
    texts = {one: given(one, f"Ostrel met {one}, {two}.", "Ostrel", one, two) for one, two in others}
    assert len(parted(build(texts))) == 1
    assert len(parted(build(texts), StoryOptions(whole=0, crowd=3))) == 4
    for entry in texts.values():
        entry["text"] += " Hallam Voss."
        entry["actors"].append({"words": "Hallam Voss"})
    assert len(parted(build(texts), StoryOptions(whole=0, crowd=3))) == 1


def test_two_bodies_that_share_an_ordinary_name_are_not_one_name(build):
    texts = {
        "a": given(
            "a",
            "Ostrel Port Authority, Brayle, Quenby. The Port Authority.",
            "Ostrel Port Authority",
            "Brayle",
            "Quenby",
            "The Port Authority",
        ),
        "b": given(
            "b",
            "Zelm Port Authority, Kantel, Adeyo. The Port Authority.",
            "Zelm Port Authority",
            "Kantel",
            "Adeyo",
            "The Port Authority",
        ),
    }
    assert parted(build(texts)) == [["a"], ["b"]]


def test_a_document_that_names_nobody_goes_with_the_nearest(build):
    texts = {
        **FLOODS,
        "plain": given("plain", "Ostrel drowned Quenby."),
    }
    assert ["far"] in parted(build(texts))


def test_order_of_documents_does_not_matter(build):
    accounts = build(FLOODS)
    assert parted(accounts) == parted(accounts[::-1])
