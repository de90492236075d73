"""Readers' decisions: laid over, kept over every build, found again, told when lost, taken back without a trace."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from crossread.case import Case
from crossread.errors import BadDecisionError, UnknownRecordError
from crossread.model.decision import Decision, DecisionKind, DecisionState
from crossread.model.finding import Standing
from crossread.model.link import LinkKind
from crossread.run.options import BuildOptions
from crossread.show.export.json import json_text, schema
from crossread.store.writer import Writer

AT = "2031-06-01T10:00:00+00:00"
SIGNED = {"by": "Ada Reader", "at": AT}


def built(folder: Path, path: Path, *, fresh: bool = False) -> Case:
    return Case.build(folder, path, BuildOptions(jobs=1, fresh=fresh))


def actor_named(case: Case, words: str) -> object:
    return next(actor for actor in case.actors() if words in actor.name)


def without_decisions(case: Case) -> dict[str, object]:
    record = json.loads(json_text(case))
    del record["decisions"]
    return record


def test_a_rejected_finding_stays_ranked_last_and_hidden_from_lists(case: Case) -> None:
    first = case.findings()[0]
    count, verdicts = len(case.findings()), case.count(first.verdict)
    case.decide("reject", first.id, **SIGNED, note="Two different fires.")
    assert first.id not in {finding.id for finding in case.findings()}
    everything = case.findings(rejected=True)
    assert (len(everything), everything[-1].id) == (count, first.id)
    assert everything[-1].standing is Standing.REJECTED
    assert everything[-1].reasons[-1].inputs == (
        ("by", "Ada Reader"),
        ("at", "2031-06-01"),
        ("note", "Two different fires."),
    )
    assert case.finding(first.id).standing is Standing.REJECTED
    assert case.count(first.verdict) == verdicts - 1
    assert case.count_findings(rejected=True) == count


def test_undoing_leaves_nothing_behind_but_the_history(case: Case) -> None:
    before = without_decisions(case)
    mayor, other = case.actors()[:2]
    for made in (
        case.decide("reject", case.findings()[0].id, **SIGNED),
        case.decide("merge", mayor.id, other.id, **SIGNED),
        case.decide("rename", case.actors()[0].id, to="Somebody", **SIGNED),
    ):
        assert without_decisions(case) != before
        case.undo(made.id)
    assert without_decisions(case) == before
    assert [decision.undone for decision in case.decisions()] == [True] * 3


def test_decisions_survive_every_rebuild(folder: Path, path: Path) -> None:
    with Case.open(path) as case:
        finding = case.findings()[0]
        actor = actor_named(case, "Ruiz")
        case.decide("reject", finding.id, **SIGNED)
        case.decide("confirm", case.findings()[0].id, **SIGNED)
        case.decide("rename", actor.id, to="Mayor Ruiz of Orsk Haven", **SIGNED)
        before = json_text(case)
    with built(folder, path, fresh=True) as case:
        assert json_text(case) == before
        assert set(case.overlay.states.values()) == {DecisionState.IN_FORCE}


def test_a_finding_and_an_actor_that_grew_are_found_again(folder: Path, path: Path) -> None:
    with Case.open(path) as case:
        toll = next(one for one in case.findings(verdict="contested", kind="figure"))
        ruiz = actor_named(case, "Ruiz")
        case.decide("confirm", toll.id, **SIGNED)
        case.decide("rename", ruiz.id, to="A. Ruiz", **SIGNED)
    folder.joinpath("horn.txt").write_text(
        "Eleven people were killed when the flour mill burned down on Monday, the hospital said. Ana Ruiz was not there.\n"
    )
    with built(folder, path) as case:
        again = [one for one in case.findings() if one.standing is Standing.CONFIRMED]
        assert [len(one.documents) for one in again] == [len(toll.documents) + 1]
        assert again[0].id != toll.id
        named = actor_named(case, "A. Ruiz")
        assert len(named.mentions) > len(ruiz.mentions)


def test_what_is_gone_is_told_and_its_decision_stays(folder: Path, path: Path) -> None:
    with Case.open(path) as case:
        town = next(document for document in case.documents() if document.path == "town.txt")
        finding = next(one for one in case.findings() if town.id in one.documents)
        case.decide("reject", finding.id, **SIGNED)
        case.decide("note", town.id, note="Sent by post.", **SIGNED)
    kept = folder.joinpath("town.txt").read_text()
    folder.joinpath("town.txt").unlink()
    with built(folder, path) as case:
        assert list(case.overlay.states.values()) == [DecisionState.LOST, DecisionState.LOST]
        assert not case.overlay.on
    folder.joinpath("town.txt").write_text(kept)
    with built(folder, path) as case:
        assert list(case.overlay.states.values()) == [DecisionState.IN_FORCE, DecisionState.IN_FORCE]
        assert case.finding(finding.id).standing is Standing.REJECTED


def test_two_actors_are_joined_by_a_link_of_the_reader(case: Case) -> None:
    ruiz, brigade = actor_named(case, "Ruiz"), actor_named(case, "brigade")
    case.decide("merge", ruiz.id, brigade.id, note="A test.", **SIGNED)
    joined = actor_named(case, "Ruiz")
    assert set(joined.mentions) == {*ruiz.mentions, *brigade.mentions}
    assert {*ruiz.names, *brigade.names} <= set(joined.names)
    links = [link for link in case.links() if link.by == "Ada Reader"]
    assert [(link.kind, link.score) for link in links] == [(LinkKind.SAME_ACTOR, 1.0)]
    names = {row.label for row in case.naming() if row.actor == joined.id}
    assert any("Ruiz" in name for name in names)
    assert any("brigade" in name for name in names)


def test_a_mention_split_off_is_an_actor_of_its_own(case: Case) -> None:
    ruiz = actor_named(case, "Ruiz")
    off = ruiz.mentions[-1]
    labels = sum(row.count for row in case.naming())
    case.decide("split", off, to="The other Ruiz", **SIGNED)
    actors = {actor.name: actor for actor in case.actors()}
    assert actors["The other Ruiz"].mentions == (off,)
    assert off not in actors[ruiz.name].mentions
    assert [link.score for link in case.links() if link.by == "Ada Reader"] == [0.0]
    assert sum(row.count for row in case.naming()) == labels
    assert not {row.actor for row in case.naming()} & {ruiz.id}


def test_later_decisions_hold_when_an_earlier_one_is_undone(case: Case) -> None:
    ruiz, brigade = actor_named(case, "Ruiz"), actor_named(case, "brigade")
    merged = case.decide("merge", ruiz.id, brigade.id, **SIGNED)
    case.decide("rename", actor_named(case, "Ruiz").id, to="Both", **SIGNED)
    case.undo(merged.id)
    bigger = max(ruiz, brigade, key=lambda actor: len(actor.mentions))
    assert actor_named(case, "Both").mentions == bigger.mentions


def test_a_rejected_actor_and_a_rejected_link_leave_the_lists(folder: Path, path: Path) -> None:
    text = folder.joinpath("bell.txt").read_text()
    folder.joinpath("copy.txt").write_text(text + "\nThe copy adds this line of its own.\n")
    with built(folder, path) as case:
        link = next(link for link in case.links() if link.kind is LinkKind.REUSES)
        actor = case.actors()[0]
        assert any(len(lineage.documents) > 1 for lineage in case.lineages())
        case.decide("reject", link.id, **SIGNED)
        case.decide("reject", actor.id, **SIGNED)
        assert link.id not in {item.id for item in case.links()}
        assert actor.id not in {item.id for item in case.actors()}
    rejected = {decision.target for decision in Case.open(path).decisions()}
    with built(folder, path) as case:
        copied = {item.id for item in case.links() if item.kind is LinkKind.REUSES}
        assert link.id not in copied
        assert link.id in rejected


def test_a_changed_date_waits_for_the_build_and_stays(folder: Path, path: Path) -> None:
    with Case.open(path) as case:
        made = case.decide("change", "drum.txt", to="2031-05-20", **SIGNED)
        assert case.overlay.states[made.id] is DecisionState.WAITS
    for fresh in (False, True):
        with built(folder, path, fresh=fresh) as case:
            drum = next(document for document in case.documents() if document.path == "drum.txt")
            assert drum.published is not None
            assert drum.published.iso() == "2031-05-20"
            assert case.overlay.states[made.id] is DecisionState.IN_FORCE
            source = drum.source.name if drum.source else ""
    assert source == "The Drum"
    with Case.open(path) as case:
        case.undo(made.id)
    with built(folder, path) as case:
        drum = next(document for document in case.documents() if document.path == "drum.txt")
        assert drum.published is not None
        assert drum.published.iso() == "2031-05-14"


@pytest.mark.parametrize(
    ("kind", "targets", "more"),
    [
        ("reject", ("FINDING",), {"by": "  "}),
        ("bless", ("FINDING",), {}),
        ("note", ("FINDING",), {}),
        ("rename", ("ACTOR",), {}),
        ("merge", ("ACTOR",), {}),
        ("merge", ("ACTOR", "ACTOR"), {}),
        ("reject", ("FINDING", "ACTOR"), {}),
        ("reject", (), {}),
        ("change", ("drum.txt",), {"to": "last week"}),
        ("change", ("drum.txt",), {}),
    ],
)
def test_what_says_nothing_is_refused(case: Case, kind: str, targets: tuple[str, ...], more: dict[str, str]) -> None:
    keys = {"FINDING": case.findings()[0].id, "ACTOR": case.actors()[0].id}
    with pytest.raises(BadDecisionError):
        case.decide(kind, *(keys.get(target, target) for target in targets), **{**SIGNED, **more})
    assert not case.decisions()


@pytest.mark.parametrize(
    ("kind", "target", "more"),
    [
        ("reject", "n0000", {}),
        ("rename", "nobody", {"to": "x"}),
        ("split", "m0000", {}),
        ("change", "none.txt", {"to": "2031"}),
    ],
)
def test_what_is_not_in_the_case_is_refused(case: Case, kind: str, target: str, more: dict[str, str]) -> None:
    with pytest.raises(UnknownRecordError):
        case.decide(kind, target, **SIGNED, **more)
    with pytest.raises(UnknownRecordError):
        case.undo(target)


def test_decisions_are_exported_and_the_export_keeps_its_promise(case: Case) -> None:
    case.decide("reject", case.findings()[0].id, **SIGNED)
    case.decide("note", case.findings()[0].id, note="See the \u202ephoto", **SIGNED)
    record = json.loads(json_text(case))
    jsonschema.validate(record, schema())
    assert [item["kind"] for item in record["decisions"]] == ["reject", "note"]
    assert [item["standing"] for item in record["findings"]][-1] == "rejected"


def test_decisions_that_another_program_wrote_wrongly_break_nothing(folder: Path, path: Path) -> None:
    with Case.open(path) as case:
        document, actor = case.documents()[0].id, case.actors()[0].id
    with Writer(path) as writer:
        for kind, target in ((DecisionKind.CHANGE, document), (DecisionKind.RENAME, actor), (DecisionKind.SPLIT, "m0")):
            writer.add_decision(Decision.made(kind, (target,), by="Ada", at=AT, to=""))
        writer.add_decision(Decision.made(DecisionKind.CHANGE, (document,), by="Ada", at=AT, to="soon"))
        writer.add_decision(Decision.made(DecisionKind.REJECT, ("",), by="Ada", at=AT))
    with built(folder, path) as case:
        assert DecisionState.IN_FORCE not in case.overlay.states.values()
        assert case.actors()
        assert case.findings()
