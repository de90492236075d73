"""Asking a case: filters, search, identifiers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.errors import UnknownRecordError
from crossread.model.account import Account
from crossread.model.document import Document, Passage, PassageKind
from crossread.model.finding import FindingKind, Question, Verdict
from crossread.model.span import Span
from crossread.store.filters import Wanted
from crossread.store.search import match_query
from crossread.store.view import View
from crossread.store.writer import Writer

LINES = (
    "The harbour burned at night.",
    "Señor Núñez counted the boats at the quay.",
    "At night the harbours were dark; no harbour burned.",
    "A \x02private\x03 harbour sign.",
)


@pytest.fixture
def view(path):
    text = " ".join(LINES)
    document = Document.named("a.txt", text, sha256="00")
    places = [text.index(line) for line in LINES]
    passages = tuple(
        Passage.at(document.id, Span(start, start + len(line)), PassageKind.SENTENCE, 0)
        for start, line in zip(places, LINES, strict=True)
    )
    with Writer(path) as writer:
        writer.save_account(Account(document, passages))
    with View(path) as opened:
        yield opened


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("harbour", 3),
        ("HARBOUR burned", 2),
        ("harb*", 3),
        ('"at night"', 2),
        ('"night at"', 0),
        ("nunez senor", 1),
        ("Núñez", 1),
        ("boats AND quay", 0),
        ("nothing", 0),
        ("", 0),
        ("--- ' ) (", 0),
        ('"', 0),
        ('"at night', 2),
        ("boats NEAR(quay)", 0),
        ("text:harbour", 0),
        ("*", 0),
    ],
)
def test_search_finds_passages_with_all_the_words(view, words, count):
    assert len(list(view.search(words))) == count


def test_hits_tell_where_the_words_stand(view):
    text = view.document("a.txt").text
    hits = list(view.search('"at night" harbour'))
    assert {tuple(span.of(text) for span in hit.words) for hit in hits} == {
        ("harbour", "at night"),
        ("At night", "harbour"),
    }
    assert all(hit.text == hit.passage.span.of(text) for hit in hits)


def test_a_text_with_the_signs_that_mark_hits_is_shown_without_marks(view):
    (hit,) = view.search("private")
    assert hit.text == LINES[3]
    assert hit.words == ()


def test_hits_can_be_paged(view):
    every = list(view.search("harbour"))
    assert [*view.search("harbour", limit=2), *view.search("harbour", limit=2, offset=2)] == every


@settings(max_examples=150, deadline=None)
@given(words=st.text(st.sampled_from("ab*\"'():-^+{}[]\\/.,;&|! NOTANDR\x00é"), max_size=12))
def test_nothing_that_is_typed_breaks_the_search(shared_view, words):
    list(shared_view.search(words))
    list(shared_view.findings(Wanted(about=words)))


@pytest.fixture(scope="module")
def shared_view(tmp_path_factory):
    path = tmp_path_factory.mktemp("case") / "a.crossread"
    with Writer(path):
        pass
    with View(path) as opened:
        yield opened


def test_a_query_keeps_words_and_beginnings_apart():
    assert match_query("don't stop") == '"don t" "stop"'
    assert match_query("a-b* c") == '"a b"* "c"'


@pytest.fixture
def judged(path, records):
    bell, courier = records["account"](), records["account"]("b.txt", sha256="b", source="Courier")
    place = Question(FindingKind.PLACE, subject="boat")
    made = (
        records["finding"](bell, "naa1", rank=0.2),
        records["finding"](courier, "naa2", rank=0.9, verdict=Verdict.UPDATED, grade=None, question=place, answers=()),
        records["finding"](courier, "nbb3", rank=0.9, verdict=Verdict.SINGLE_SOURCE, grade=None, question=place),
    )
    with Writer(path) as writer:
        writer.save_account(bell)
        writer.save_account(courier)
        writer.replace_findings(made, (), (), ())
    with View(path) as opened:
        yield opened


@pytest.mark.parametrize(
    ("asked", "keys"),
    [
        ({}, ["naa2", "nbb3", "naa1"]),
        ({"verdict": Verdict.UPDATED}, ["naa2"]),
        ({"kind": FindingKind.PLACE}, ["naa2", "nbb3"]),
        ({"kind": FindingKind.WHO}, []),
        ({"source": "courier"}, ["nbb3"]),
        ({"source": "a.txt"}, ["naa1"]),
        ({"source": "Gazette"}, []),
        ({"about": "boat"}, ["naa2", "nbb3"]),
        ({"about": "elan houses"}, ["nbb3", "naa1"]),
        ({"about": "take"}, ["naa1"]),
        ({"about": "boat take"}, []),
        ({"about": "..."}, []),
        ({"limit": 1}, ["naa2"]),
        ({"limit": 2, "offset": 1}, ["nbb3", "naa1"]),
        ({"kind": FindingKind.PLACE, "verdict": Verdict.SINGLE_SOURCE, "source": "Courier", "about": "boat"}, ["nbb3"]),
    ],
)
def test_findings_are_filtered(judged, asked, keys):
    paging = {name: asked[name] for name in ("limit", "offset") if name in asked}
    wanted = Wanted(**{name: value for name, value in asked.items() if name not in paging})
    assert [finding.id for finding in judged.findings(wanted, **paging)] == keys
    if not paging:
        assert judged.count_findings(wanted) == len(keys)


def test_a_finding_by_its_identifier_or_a_unique_beginning(judged):
    assert judged.finding("naa1").id == "naa1"
    assert judged.finding("nb").id == "nbb3"


@pytest.mark.parametrize(
    ("key", "near"), [("naa", "naa1, naa2"), ("naa9", "naa1, naa2"), ("zzz", "findings CASE"), ("", "findings")]
)
def test_an_unknown_finding_is_told_with_its_neighbours(judged, key, near):
    with pytest.raises(UnknownRecordError, match=near):
        judged.finding(key)


def test_a_document_by_path_or_identifier(judged, account):
    assert judged.document("a.txt") == account.document
    assert judged.document(account.document.id) == account.document
    assert judged.document(account.document.id[:10]) == account.document
    with pytest.raises(UnknownRecordError):
        judged.document("z.txt")
    with pytest.raises(UnknownRecordError):
        judged.account("nothing")


def test_counts_are_by_the_names_of_the_export(judged):
    counts = judged.counts()
    assert counts["documents"] == 2
    assert counts["findings"] == 3
    assert counts["statements"] == 4
    assert counts["decisions"] == 0
