"""Verbs of saying, timeline and network in a case: built, brought up in older ones, corrected by readers, exported."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from crossread.case import Case
from crossread.run.options import BuildOptions
from crossread.show.export.json import case_record, json_text

SIGNED = {"by": "Ada Reader", "at": "2031-06-01T10:00:00+00:00"}
NORTH = """Mayor Ana Ruiz accused the Harbour Guild of arson. The Harbour Guild sued Ana Ruiz on 14 May 2031.
Ana Ruiz said that the gate was locked. On 12 May 2031 the mill burned down.
"""
SOUTH = """The Harbour Guild sued Mayor Ana Ruiz on 14 May 2031. "The gate was open," claimed Tom Ebb.
Tom Ebb said that he saw the fire. The mill burned down on 12 May 2031. Ana Ruiz praised Tom Ebb.
"""


@pytest.fixture(scope="module")
def guild(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("guild")
    for name, text in (("north.txt", NORTH), ("south.txt", SOUTH)):
        folder.joinpath(name).write_text(text, "utf-8")
    Case.build(folder, folder.with_suffix(".crossread"), BuildOptions(jobs=1)).close()
    return folder.with_suffix(".crossread")


@pytest.fixture
def case(guild: Path, tmp_path: Path):
    path = tmp_path / "guild.crossread"
    shutil.copy(guild, path)
    with Case.open(path) as opened:
        yield opened


def named(case: Case, words: str) -> str:
    return next(actor.id for actor in case.actors() if words in actor.name)


def network(case: Case) -> set[tuple[str, str, str]]:
    names = {actor.id: actor.name for actor in case.actors()}
    return {(names[act.agent], act.verb, names[act.patient]) for act in case.acts()}


def sayings(case: Case) -> set[tuple[str, str]]:
    names = {actor.id: actor.name for actor in case.actors()}
    return {(names[saying.actor], saying.verb) for saying in case.sayings()}


def test_a_build_tells_who_says_does_and_when(case: Case) -> None:
    ruiz, guild, ebb = (next(a.name for a in case.actors() if words in a.name) for words in ("Ruiz", "Guild", "Ebb"))
    assert network(case) >= {(ruiz, "accuse", guild), (guild, "sue", ruiz), (ruiz, "praise", ebb)}
    assert sayings(case) >= {(ruiz, "said"), (ebb, "said"), (ebb, "claimed")}
    times = {event.time.iso().split("/")[0] for event in case.events()}
    assert times == {"2031-05-12", "2031-05-14"}
    burned = [event for event in case.events() if event.time.iso() == "2031-05-12/2031-05-12"]
    assert {telling.document for event in burned for telling in event.tellings} == {d.id for d in case.documents()}


def test_every_span_and_identifier_of_the_export_leads_somewhere(case: Case) -> None:
    record = case_record(case)
    texts = {item["id"]: item["text"] for item in record["documents"]}
    actors = {item["id"] for item in record["actors"]}
    statements = {item["id"]: item for item in record["statements"]}
    for saying in record["sayings"]:
        assert saying["actor"] in actors
        words = {texts[saying["document"]][start:end].casefold() for start, end in saying["spans"]}
        assert words == {saying["verb"]}
    for act in record["network"]:
        assert {act["agent"], act["patient"]} <= actors
        assert statements[act["statement"]]["span"] == act["span"]
        assert statements[act["statement"]]["trigger"]["lemma"] == act["verb"]
    dated = [act for act in record["network"] if act["verb"] == "sue"]
    assert {act["time"] for act in dated} == {"2031-05-14/2031-05-14"}
    for event in record["timeline"]:
        assert set(event["actors"]) <= actors
        first = event["tellings"][0]
        start, end = first["span"]
        assert " ".join(texts[first["document"]][start:end].split()) == event["label"]
    sued = next(event for event in record["timeline"] if event["verb"] == "sue")
    assert len(sued["actors"]) == 2


def test_the_same_input_gives_the_same_records_whatever_the_files_are_called(guild: Path, tmp_path: Path) -> None:
    folder = tmp_path / "renamed"
    folder.mkdir()
    folder.joinpath("z.txt").write_text(NORTH, "utf-8")
    folder.joinpath("a.txt").write_text(SOUTH, "utf-8")
    with Case.open(guild) as first, Case.build(folder, tmp_path / "r.crossread", BuildOptions(jobs=1)) as second:
        one, other = case_record(first), case_record(second)
    for name in ("sayings", "timeline", "network"):
        assert one[name] == other[name]
        assert one[name]


def test_actors_that_readers_join_say_and_do_things_together(case: Case) -> None:
    case.decide("merge", named(case, "Ruiz"), named(case, "Ebb"), to="The Two", **SIGNED)
    assert {verb for name, verb in sayings(case) if name == "The Two"} >= {"said", "claimed"}
    told = network(case)
    assert ("The Two", "praise", "The Two") not in told
    assert {(agent, verb) for agent, verb, _ in told if agent == "The Two"} == {("The Two", "accuse")}
    two = case.actor(named(case, "The Two"))
    assert {row.verb for row in case.sayings_of(two)} == {verb for name, verb in sayings(case) if name == "The Two"}
    record = case_record(case)
    known = {item["id"] for item in record["actors"]}
    assert {row["actor"] for name in ("sayings", "naming") for row in record[name]} <= known
    assert {actor for event in record["timeline"] for actor in event["actors"]} <= known


def test_a_mention_that_a_reader_splits_off_takes_what_it_says_with_it(case: Case) -> None:
    ebb = case.actor(named(case, "Ebb"))
    cue = next(row for row in case.sayings_of(ebb) if row.verb == "claimed")
    case.decide("split", cue.speakers[0], to="Another Ebb", **SIGNED)
    assert ("Another Ebb", "claimed") in sayings(case)
    assert {verb for name, verb in sayings(case) if name == "Tom Ebb"} == {"said"}


def test_what_a_rejected_actor_says_and_does_leaves_and_comes_back(case: Case) -> None:
    before = json_text(case)
    ebb = named(case, "Ebb")
    made = case.decide("reject", ebb, **SIGNED)
    record = case_record(case)
    left = [row for name in ("sayings", "naming") for row in record[name] if row["actor"] == ebb]
    assert left == []
    assert not [act for act in record["network"] if ebb in {act["agent"], act["patient"]}]
    case.undo(made.id)
    again = json.loads(json_text(case))
    again["decisions"] = []
    assert again == json.loads(before)


def older(path: Path) -> None:
    """Make of a case one that was written before these records were kept."""
    tables = sqlite3.connect(path)
    with tables:
        for name in ("sayings", "tellings", "timeline", "network", "catalogue_actor_documents"):
            tables.execute(f"DROP TABLE {name}")
        tables.execute(
            "CREATE TABLE catalogue_acts (agent TEXT, patient TEXT, document TEXT, start INTEGER, statement TEXT)"
        )
        tables.execute("PRAGMA user_version = 4")
        tables.execute("UPDATE catalogue_counts SET value = 1 WHERE key = 'format'")
    tables.close()


def test_an_older_case_gets_them_when_it_is_opened(guild: Path, tmp_path: Path) -> None:
    path = tmp_path / "older.crossread"
    shutil.copy(guild, path)
    with Case.open(guild) as case:
        whole = json_text(case)
    older(path)
    with Case.open(path) as case:
        assert json_text(case) == whole
    before = path.read_bytes()
    with Case.open(path) as case:
        assert json_text(case) == whole
    assert path.read_bytes() == before


def test_an_older_case_can_be_built_anew_with_what_it_holds(tmp_path: Path) -> None:
    folder, path = tmp_path / "guild", tmp_path / "guild.crossread"
    folder.mkdir()
    folder.joinpath("north.txt").write_text(NORTH, "utf-8")
    Case.build(folder, path, BuildOptions(jobs=1)).close()
    older(path)
    folder.joinpath("south.txt").write_text(SOUTH, "utf-8")
    with Case.build(folder, path, BuildOptions(jobs=1)) as case:
        assert (case.report.read, case.report.kept) == (1, 1)
        assert len(case.acts()) >= 4
