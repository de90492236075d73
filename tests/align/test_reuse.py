import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.align.fingerprints import shared_runs, words_of
from crossread.align.lineage import trace_lineages
from crossread.align.reuse import find_reuse
from crossread.model.descent import Descent
from crossread.model.span import Span

COPY = (
    "The ferry struck the mole at a quarter past six, tore open her side on the old mooring ring and lay over "
    "until the water stood in the saloon windows. Fishermen from the near bank brought off the first forty passengers."
)
OWN = (
    "Nobody in the harbour office wished to say on Tuesday who had signed the certificate. A clerk pointed to a drawer. "
    "In the drawer lay three stamps, a sandwich, and a list of ships that had been scrapped before he was born. "
    "The union has asked for the logs and received a calendar. Its lawyer intends to frame it."
)
OTHER = (
    "At the market the price of perch doubled by noon. Women who sell it said that they had not seen so many buyers since "
    "the feast of the lake, and that most of them only wanted to talk. The school stayed shut because its bus was on board."
)


def document(text, **more):
    return {"text": text, "published": "2031-06-03", **more}


def links(build, **documents):
    accounts = build(documents)
    return accounts, find_reuse(accounts).found


def test_a_copied_paragraph_is_found_to_the_character(build):
    accounts, found = links(
        build, wire=document(f"{OTHER}\n\n{COPY}"), herald=document(f"{COPY}\n\n{OWN}", published="2031-06-04")
    )
    (link,) = found
    text = {account.document.id: account.document.text for account in accounts}
    assert link.span_a.of(text[link.a]) == COPY == link.span_b.of(text[link.b])
    assert text[link.a].endswith(OWN)  # the later one reuses
    assert "published_later" in {reason.rule for reason in link.reasons}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a quarter past six", "about 6:15 p.m."),
        ("the first forty passengers", "forty of the passengers"),
        ("old mooring ring", "mooring ring"),
        ("lay over", "came to rest, heavily listing to port,"),
    ],
)
def test_small_edits_are_bridged(old, new, build):
    edited = COPY.replace(old, new)
    accounts, found = links(build, wire=document(COPY), herald=document(f"{OWN} {edited}", published="2031-06-04"))
    text = {account.document.id: account.document.text for account in accounts}
    assert sum(link.span_a.length for link in found) > 0.7 * len(edited)
    assert all(link.span_a.of(text[link.a]) in edited for link in found)


def test_the_same_speech_quoted_is_not_copying(build):
    speech = "We shall not rest until the last of these certificates has been read aloud in the square of this town"
    _, found = links(
        build, wire=document(f'{OTHER} "{speech}," she said.'), herald=document(f"{OWN} “{speech}.” So she spoke.")
    )
    assert not found


def test_own_words_are_not_copying(build):
    assert not links(build, wire=document(OTHER), herald=document(OWN))[1]


def test_stock_phrases_are_not_copying(build):
    phrase = "on the other hand it is one of the most important things of all"
    assert not links(build, wire=document(f"{OTHER} And {phrase}."), herald=document(f"{OWN} But {phrase}."))[1]


def test_without_dates_the_direction_is_unknown(build):
    _, (link,) = links(build, wire={"text": COPY}, herald={"text": f"{OWN} {COPY}"})
    assert "direction_unknown" in {reason.rule for reason in link.reasons}
    assert link.b < link.a or link.a < link.b


def test_who_credits_the_other_reuses(build):
    accounts, (link,) = links(
        build,
        wire={"text": COPY, "source": "Lake Press"},
        herald={"text": f"TOLMAR (Lake Press)\n\n{COPY} {OWN}", "source": "Herald"},
    )
    reusing = next(account.document for account in accounts if account.document.id == link.a)
    assert reusing.source.name == "Herald"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from("lamp river stone copper window hollow turn".split()), max_size=60))
def test_any_words_can_be_compared(words):
    one = words_of(" ".join(words))
    for run in shared_runs(one, one, 4, 8):
        assert all(one.words[a] == one.words[b] for a, b in run.matches)
        assert list(run.matches) == sorted(run.matches)


def lineages(build, **documents):
    accounts = build(documents)
    names = {account.document.id: account.document.path[:-4] for account in accounts}
    reuses = find_reuse(accounts).found
    found = trace_lineages(accounts, reuses)
    return (
        sorted(sorted(names[document] for document in lineage.documents) for lineage in found),
        accounts,
        reuses,
        found,
    )


def test_a_document_mostly_copied_is_one_lineage(build):
    found, *_ = lineages(build, wire=document(COPY), herald=document(f"{COPY} Weather: rain."), voice=document(OWN))
    assert found == [["herald", "wire"], ["voice"]]


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        ({"family": "Lake Group"}, {"family": "Lake Group"}, "same_family"),
        ({"source": "Herald"}, {"source": "Herald"}, "same_source"),
        ({"text": f"TOLMAR (AP) {OWN}"}, {"text": f"By AP. {OTHER}"}, "same_agency"),
    ],
)
def test_what_makes_one_lineage(one, other, rule, build):
    found, *_, records = lineages(build, a={**document(OWN), **one}, b={**document(OTHER), **other})
    assert found == [["a", "b"]]
    assert [reason.rule for reason in records[0].reasons] == [rule]


def test_a_document_that_copies_a_part_speaks_for_itself_in_the_rest(build):
    long_own = f"{OWN} {OTHER}"
    found, accounts, reuses, records = lineages(
        build, wire=document(f"{COPY} {OTHER[::-1]}"), herald=document(f"{long_own}\n\n{COPY}", published="2031-06-04")
    )
    assert found == [["herald", "wire"]]
    descent = Descent.of(records, reuses)
    herald = next(account.document for account in accounts if account.document.path == "herald.txt")
    wire = next(account.document for account in accounts if account.document.path == "wire.txt")
    copied = herald.text.index("Fishermen")
    assert descent.teller(herald.id, Span(copied, copied + 40)) == descent.teller(wire.id, Span(0, 40))
    assert descent.teller(herald.id, Span(0, 40)) != descent.teller(wire.id, Span(0, 40))


def test_copies_of_copies_go_back_to_the_first(build):
    documents = {
        name: document(f"{COPY} {name}", published=f"2031-06-0{day}") for day, name in enumerate(("a", "b", "c"), 1)
    }
    _, accounts, reuses, records = lineages(build, **documents)
    descent = Descent.of(records, reuses)
    origins = {descent.origin(account.document.id, Span(10, 60)) for account in accounts}
    assert origins == {next(a.document.id for a in accounts if a.document.path == "a.txt")}
