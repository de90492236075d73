"""Groups of statements: what is joined, what is kept apart, that chains do not form."""

from crossread.align.actors import link_actors
from crossread.align.statements import group_statements


def toll(name, number, place="Tolmar", noun="people", day="2031-06-03"):
    words = f"{number} {noun} were killed in the fire at {place}"
    return {
        "source": name,
        "published": day,
        "text": f"{words}.",
        "actors": [{"words": place, "kind": "place"}],
        "statements": [
            {
                "clause": words,
                "trigger": "killed/kill",
                "patient": f"{number} {noun}",
                "place": place,
                "figures": [
                    {"words": str(number), "n": number, "of": noun, "unit": "person" if noun == "people" else None}
                ],
            }
        ],
    }


def groups(build, documents):
    accounts = build(documents)
    _, actors = link_actors(accounts)
    outcome, found = group_statements(accounts, actors)
    names = {s.id: account.document.source.name for account in accounts for s in account.statements}
    return sorted(sorted(names[key] for key in group.statements) for group in found), outcome


def test_the_same_toll_is_one_group(build):
    found, outcome = groups(build, {n: toll(n, k) for n, k in (("a", 9), ("b", 11), ("c", 14))})
    assert ["a", "b", "c"] in found
    assert all(link.reasons and 0 <= link.score <= 1 for link in outcome.found)


def test_tolls_of_two_places_are_two_groups(build):
    documents = {n: toll(n, 9) for n in "ab"} | {n: toll(n, 30, place="Orvo Sands") for n in "xy"}
    found, _ = groups(build, documents)
    assert all(set(group) <= {"a", "b"} or set(group) <= {"x", "y"} for group in found)


def test_goats_are_not_people(build):
    _, outcome = groups(build, {"a": toll("a", 9), "b": toll("b", 9, noun="goats")})
    assert "same_thing_counted" not in {reason.rule for link in outcome.found for reason in link.reasons}


def test_links_tell_the_figures_that_count_the_same(build):
    _, outcome = groups(build, {n: toll(n, k) for n, k in (("a", 9), ("b", 11))})
    rules = {reason.rule for link in outcome.found for reason in link.reasons}
    assert "same_thing_counted" in rules
