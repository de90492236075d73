"""What the pages of the reading room are made of: timeline, comparison, actors, copying, marks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.show.conftest import account, span

from crossread.case import Case
from crossread.model.event import Event, Telling
from crossread.model.finding import (
    Answer,
    Evidence,
    Finding,
    FindingId,
    FindingKind,
    Grade,
    Naming,
    Question,
    Verdict,
)
from crossread.model.link import Actor, ActorId
from crossread.model.mention import ActorKind, Mention, MentionForm
from crossread.model.span import Span
from crossread.model.statement import Modality, Polarity, Role, RoleName, Statement
from crossread.model.value import Interval
from crossread.run.telling import tell
from crossread.show.acting import act_views, matrix_and_network
from crossread.show.actor_page import actor_page
from crossread.show.comparing import comparison, differing, most_alike
from crossread.show.copying import copying
from crossread.show.document_page import LAYERS, document_page
from crossread.show.pages import overlap, source_views
from crossread.show.people import Roster
from crossread.show.screen import Screen
from crossread.show.synopsis import synopsis
from crossread.show.timeline import timeline
from crossread.show.web import make_app
from crossread.store.writer import Writer

ACTS = ("Mayor Orr accused the Guild of arson.", "The Guild sued Mayor Orr.", "Mayor Orr did not warn the Guild.")


@pytest.fixture
def acting(tmp_path: Path) -> Case:
    """Three documents in which two actors act on each other."""
    accounts, mentions = [], {"Mayor Orr": [], "Guild": []}
    for number, (text, verb) in enumerate(zip(ACTS, ("accused", "sued", "warn"), strict=True)):
        made = account(f"{number}.txt", f"Twenty people died. {text}")
        words, key = made.document.text, made.document.id
        named = [
            Mention.at(key, span(words, name), span(words, name), kind, MentionForm.NAME, name)
            for name, kind in (("Mayor Orr", ActorKind.PERSON), ("Guild", ActorKind.ORGANISATION))
        ]
        for mention in named:
            mentions[mention.name].append(mention)
        agent, patient = sorted(named, key=lambda item: item.span)
        roles = tuple(
            Role(role, item.span, item.name.lower(), item.id)
            for role, item in ((RoleName.AGENT, agent), (RoleName.PATIENT, patient))
        )
        clause = Span(words.index(text), len(words))
        polarity = Polarity.NEGATIVE if "not" in text else Polarity.POSITIVE
        act = Statement.at(key, made.passages[0].id, clause, span(words, verb), verb, roles=roles, polarity=polarity)
        accounts.append((made, tuple(named), act))
    path = tmp_path / "acts.crossread"
    actors = [
        Actor(ActorId(f"k{at}"), name, found[0].kind, (name,), tuple(item.id for item in found))
        for at, (name, found) in enumerate(mentions.items())
    ]
    naming = [Naming(one.id, item.document, one.name, 1, (item.span,)) for one in actors for item in mentions[one.name]]
    read = [
        type(made)(made.document, made.passages, made.vectors, named, statements=(*made.statements, act))
        for made, named, act in accounts
    ]
    told = tell(read, [], actors)
    with Writer(path) as writer:
        for made in read:
            writer.save_account(made)
        writer.replace_alignment([], actors, [], [])
        writer.replace_findings([], [], naming, [])
        writer.replace_tellings(told.sayings, told.events, told.acts)
    with Case.open(path) as case:
        yield case


def test_the_matrix_counts_who_acts_on_whom_and_in_how_many_accounts(acting: Case) -> None:
    matrix, network = matrix_and_network(acting)
    cells = {
        (cell.agent, cell.patient): (cell.count, cell.sources) for row in matrix.rows for cell in row if cell.count
    }
    assert cells == {("k0", "k1"): (2, 2), ("k1", "k0"): (1, 1)}
    assert {(edge.agent, edge.patient) for edge in network.edges} == set(cells)
    assert [edge.words for edge in network.edges if edge.agent == "k0"] == [
        "Mayor Orr → Guild: accused, not warn (2 statements)"
    ]
    assert [name for _, name in matrix_and_network(acting, "name")[0].agents] == ["Guild", "Mayor Orr"]


def test_the_network_is_the_same_every_time_and_inside_its_frame(acting: Case) -> None:
    first, second = (matrix_and_network(acting)[1] for _ in range(2))
    assert first == second
    assert all(0 < node.x < 900 and 0 < node.y < first.height for node in first.nodes)


def test_the_statements_behind_a_cell_tell_what_is_denied(acting: Case) -> None:
    total, found = act_views(acting, "k0", "k1", 10, 0)
    assert total == 2
    assert ["accused" in item.words for item in found].count(True) == 1
    assert {item.label: item.force for item in found} == {
        "0 <b>News</b>": "",
        "2 <b>News</b>": "says that it is not so",
    }


def test_actors_are_sorted_as_asked(acting: Case) -> None:
    assert [row.name for row in Roster(acting).page("name", 10)] == ["Guild", "Mayor Orr"]
    assert [row.mentions for row in Roster(acting).page("", 10)] == [3, 3]


def test_an_actor_shows_names_verbs_and_words_by_source(case: Case) -> None:
    page = actor_page(case, "c1")
    assert [(label, number) for source in page.sources for label, number, _ in source.labels] == [("Ann Low", 1)]
    assert [verb for source in page.sources for verb in source.verbs] == [("said", "", 1, 0)]
    assert [said.words for source in page.sources for said in source.said] == ["We saw the flames,"]
    assert page.mentions[0].words == "Ann Low"


def test_two_documents_stand_side_by_side(case: Case) -> None:
    one, other = case.documents()
    view = comparison(case, one.id, other.id)
    assert [(pair.question, pair.agree) for pair in view.pairs] == [("How many people died?", False)]
    assert [copy.words for copy in view.copies] == [2]
    assert [question for *_, question in view.only_left] == ["Did the talks fail?"]
    assert view.only_right == ()
    assert most_alike(case) == tuple(sorted((one.id, other.id)))
    back = comparison(case, other.id, one.id)
    assert back.copies[0].left.text == view.copies[0].right.text


@pytest.mark.parametrize(
    ("text", "other", "marked"),
    [
        ("Nine people died.", "nine people died", []),
        ("At least nine people died", "At least ten people died", ["nine"]),
        ("It burned down on Monday night", "It burned", ["down on Monday night"]),
        ("", "word", []),
        ("word", "", ["word"]),
    ],
)
def test_words_that_differ_are_marked(text: str, other: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in differing(text, other)] == marked


def test_the_timeline_has_a_lane_for_each_source_and_the_range_asked_for(case: Case) -> None:
    view = timeline(case, "", "")
    assert len(view.lanes) == len({lane[1] for lane in view.lanes}) == 2
    assert len(view.dots) == 2
    assert all(item.when == "12 May 2031" for item in view.entries)
    elsewhere = timeline(case, "2030-01-01", "2030-02-01")
    assert (elsewhere.dots, elsewhere.outside) == ((), 2)
    assert timeline(case, "2031-13-99", "x").start == view.start


def test_copies_are_drawn_from_the_original_or_without_an_arrow(case: Case) -> None:
    picture = copying(case)
    assert len(picture.stops) == 2
    assert [(arc.copied, arc.arrow) for arc in picture.arcs] == [(True, False)]


def test_each_layer_of_marks_can_be_shown_by_itself(case: Case) -> None:
    bell = case.documents()[0]
    whole = bell.text.replace("\n", "")
    for layer in LAYERS:
        page = document_page(case, bell.id, (layer,))
        parts = [part for paragraph in page.paragraphs for line in paragraph.lines for part in line.parts]
        assert "".join(part.text for part in parts) == whole
        assert {name for part in parts for name in part.layers} == {layer}
    counts = {key: number for key, _, number, _ in document_page(case, bell.id).layers}
    assert counts == {"findings": 2, "figures": 1, "dates": 1, "quotations": 1, "statements": 1, "copies": 1}


def test_dates_that_differ_are_joined_by_a_line(tmp_path: Path) -> None:
    accounts = [account("bell.txt", "Twelve people? Twenty people died."), account("drum.txt", "Twenty people died.")]
    days = (date(2031, 5, 12), date(2031, 5, 14))
    moved = [
        replace(item, statements=(replace(item.statements[0], time=Interval(day, day)),))
        for item, day in zip(accounts, days, strict=True)
    ]
    events = [
        Event.told(
            Interval(day, day),
            "die",
            "people died",
            (Telling(item.document.id, item.statements[0].span, item.statements[0].id, Interval(day, day)),),
        )
        for item, day in zip(moved, days, strict=True)
    ]
    answers = tuple(
        Answer(str(day), str(day), (Evidence(item.document.id, item.statements[0].span, item.statements[0].id),), ())
        for item, day in zip(moved, days, strict=True)
    )
    question = Question(FindingKind.DATE, subject="people", verb="die")
    path = tmp_path / "days.crossread"
    with Writer(path) as writer:
        for item in moved:
            writer.save_account(item)
        found = Finding(FindingId("v1"), Verdict.CONTESTED, Grade.HARD, question, answers, 0.9, 0.9, ())
        writer.replace_findings([found], [], [], [])
        writer.replace_tellings([], events, [])
    with Case.open(path) as case:
        view = timeline(case, "", "")
        assert [join.words for join in view.joins] == ["When did people die?"]
        assert all(dot.disputed for dot in view.dots)
        assert len(view.joins[0].points.split()) == 2
        assert [case.count_findings(since=day) for day in ("2031-05-14", "2031-05-15")] == [1, 0]
        assert [case.count_findings(until=day) for day in ("2031-05-12", "2031-05-11")] == [1, 0]


def test_the_timeline_says_what_is_not_said_to_have_happened(tmp_path: Path) -> None:
    made = account("bell.txt", "Twenty people died.")
    (statement,), day = made.statements, Interval(date(2031, 5, 12), date(2031, 5, 12))
    where = made.document.id, statement.span, statement.id, day
    with Writer(tmp_path / "days.crossread") as writer:
        writer.save_account(made)
        telling = Telling(*where, Polarity.NEGATIVE, Modality.PREDICTED)
        writer.replace_tellings([], [Event.told(day, "die", "Twenty people died", (telling,))], [])
    with Case.open(tmp_path / "days.crossread") as case:
        (entry,) = timeline(case, "", "").entries
    assert (entry.when, entry.force) == ("12 May 2031", "says that it will not be so")
    room = TestClient(make_app(tmp_path / "days.crossread", ("testserver",)))
    assert "(says that it will not be so)" in room.get("/timeline").text


def test_a_search_with_many_hits_is_paged(tmp_path: Path) -> None:
    path = tmp_path / "many.crossread"
    with Writer(path) as writer:
        for number in range(120):
            writer.save_account(account(f"{number}.txt", f"Twenty people died on Monday, {number}."))
    room = TestClient(make_app(path, ("testserver",)))
    assert "Passages 1 to 50" in room.get("/search?q=monday").text
    last = room.get("/search?q=monday&page=3").text
    assert last.count("<blockquote") == 20
    assert 'rel="next"' not in last


def test_very_many_statements_are_gathered_where_they_would_cover_each_other(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crossread.show.timeline.DOTS", 1)
    view = timeline(case, "", "")
    assert view.gathered
    assert [dot.number for dot in view.dots] == [1, 1]
    assert all(dot.href.startswith("/timeline?from=2031-05-12&to=2031-05-12&source=") for dot in view.dots)


def test_sources_stand_on_pages_of_the_timeline(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crossread.show.timeline.LANES", 1)
    first, second = (timeline(case, "", "", number=number) for number in (1, 2))
    assert (first.pages, len(first.lanes), len(second.lanes)) == (2, 1, 1)
    assert {lane[1] for lane in (*first.lanes, *second.lanes)} == {"Bell <b>News</b>", "Drum <b>News</b>"}
    only = timeline(case, "", "", "Drum <b>News</b>")
    assert [lane[1] for lane in only.lanes] == ["Drum <b>News</b>"]
    assert {entry.label for entry in only.entries} == {"Drum <b>News</b>"}


def test_the_synopsis_underlines_what_only_one_account_has(case: Case) -> None:
    view = Screen(case).finding(case.finding("n00aa"))
    columns = synopsis(case, view)
    told = [(piece.text, piece.differs) for said in columns[0].said for piece in said.pieces if piece.answer]
    assert told == [("At least nine", True), (" people died", False)]
    assert [said.camp for column in columns for said in column.said] == ["A", "B"]
    assert columns[0].said[0].item.hedge == "at least"


def test_what_sources_have_in_common_is_counted(case: Case) -> None:
    table = overlap(case)
    assert table.labels == ("Bell <b>News</b>", "Drum <b>News</b>")
    assert table.rows == ((2, 1), (1, 1))
    rows = {view.row.label: view.row for view in source_views(case, "alone", 10, 0)}
    assert [(row.findings, row.alone, row.silences) for row in rows.values()] == [(2, 1, 0), (1, 0, 1)]


def test_many_documents_are_drawn_by_their_sources(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crossread.show.copying.ROWS", 1)
    picture = copying(case)
    assert picture.sources
    assert len(picture.stops) == 1
