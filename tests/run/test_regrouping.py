"""Findings merged and split by readers: judged anew, found again after a rebuild, taken back without a trace."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from crossread.case import Case
from crossread.errors import BadDecisionError, UnknownRecordError
from crossread.model.decision import DecisionState
from crossread.model.finding import Finding, Standing, Verdict
from crossread.run.options import BuildOptions
from crossread.run.regrouping import place_text, places_of
from crossread.show.export.json import json_text, schema

SIGNED = {"by": "Ada Reader", "at": "2031-06-01T10:00:00+00:00"}


def built(folder: Path, path: Path) -> Case:
    return Case.build(folder, path, BuildOptions(jobs=1, fresh=True))


def toll(case: Case) -> Finding:
    return next(one for one in case.findings(kind="figure") if len(one.answers) > 1)


def other(case: Case) -> Finding:
    first = toll(case)
    return next(one for one in case.findings() if one.id != first.id)


def ids(found) -> list[str]:
    return [one.id for one in found]


def test_two_findings_become_one_that_rests_on_all_their_places(case: Case) -> None:
    one, two = toll(case), other(case)
    count = case.count_findings()
    made = case.decide("merge", one.id, two.id, note="The same fire.", **SIGNED)
    (key,) = case.overlay.met[made.id]
    merged = case.finding(key)
    assert places_of(merged) == places_of(one) | places_of(two)
    assert merged.question == one.question
    assert case.count_findings() == count - 1
    assert {one.id, two.id}.isdisjoint(ids(case.findings()))
    assert [case.finding(old.id).id for old in (one, two)] == [key, key]
    why = next(reason for reason in merged.reasons if reason.rule == "reader_merged")
    assert dict(why.inputs) == {"by": "Ada Reader", "at": "2031-06-01", "findings": "2", "note": "The same fire."}
    for document in merged.documents:
        assert key in ids(case.findings_of(document))


def test_the_merged_one_stands_where_each_order_puts_it_and_filters_find_it(case: Case) -> None:
    one, two = toll(case), other(case)
    case.decide("merge", one.id, two.id, **SIGNED)
    (merged,) = case.overlay.regrouped.made.values()
    for sort in ("matters", "verdict", "sources", "time", "confidence"):
        everything = case.findings(sort=sort)
        assert merged.id in ids(everything)
        paged = [case.findings(sort=sort, limit=1, offset=at)[0] for at in range(len(everything))]
        assert ids(paged) == ids(everything)
    ranks = [one.rank for one in case.findings()]
    assert ranks == sorted(ranks, reverse=True)
    sizes = [len(one.documents) for one in case.findings(sort="sources")]
    assert sizes == sorted(sizes, reverse=True)
    assert merged.id in ids(case.findings(kind=merged.question.kind.value, verdict=merged.verdict.value))
    assert merged.id in ids(case.findings(source="Bell News", about="mill"))
    assert merged.id not in ids(case.findings(about="submarine"))
    case.decide("reject", merged.id, **SIGNED)
    assert merged.id not in ids(case.findings())
    assert case.findings(rejected=True)[-1].id == merged.id
    assert case.findings(rejected=True)[-1].standing is Standing.REJECTED
    assert case.count_findings(rejected=True) == case.count_findings() + 1


def test_sayings_that_were_split_off_are_a_finding_of_their_own(case: Case) -> None:
    one = toll(case)
    place = place_text(one.answers[-1].evidence[0])
    made = case.decide("split", one.id, place, note="Another toll.", **SIGNED)
    off, rest = sorted((case.finding(key) for key in case.overlay.met[made.id]), key=lambda item: len(places_of(item)))
    assert places_of(off) == {place}
    assert places_of(off) | places_of(rest) == places_of(one)
    assert off.verdict is Verdict.SINGLE_SOURCE
    assert one.id not in ids(case.findings())
    assert {off.id, rest.id} <= set(ids(case.findings()))


def test_a_place_may_be_given_by_the_path_of_its_document(case: Case) -> None:
    one = toll(case)
    item = one.answers[-1].evidence[0]
    path = case.document(item.document).path
    made = case.decide("split", one.id, f"{path}:{item.span.start}-{item.span.end}", **SIGNED)
    assert made.target == f"{one.id} {place_text(item)}"


def test_undoing_brings_the_findings_back(case: Case) -> None:
    before = json.loads(json_text(case))["findings"]
    one, two = toll(case), other(case)
    merge = case.decide("merge", one.id, two.id, **SIGNED)
    (merged,) = case.overlay.regrouped.made.values()
    split = case.decide("split", merged.id, place_text(one.answers[0].evidence[0]), **SIGNED)
    assert len(case.overlay.regrouped.made) == 2
    case.undo(merge.id)
    assert case.overlay.states[split.id] is DecisionState.LOST
    assert json.loads(json_text(case))["findings"] == before
    case.undo(split.id)
    assert json.loads(json_text(case))["findings"] == before


def test_merged_and_split_findings_survive_every_rebuild_and_are_exported(folder: Path, path: Path) -> None:
    with Case.open(path) as case:
        one, two = toll(case), other(case)
        case.decide("merge", one.id, two.id, **SIGNED)
        (merged,) = case.overlay.regrouped.made.values()
        case.decide("split", merged.id, place_text(one.answers[0].evidence[0]), **SIGNED)
        case.decide("confirm", min(case.overlay.regrouped.made), **SIGNED)
        before = json_text(case)
    with built(folder, path) as case:
        assert json_text(case) == before
        assert set(case.overlay.states.values()) == {DecisionState.IN_FORCE}
        record = json.loads(before)
        assert {silence["finding"] for silence in record["silences"]} <= {item["id"] for item in record["findings"]}
        jsonschema.validate(record, schema())
        assert set(case.overlay.regrouped.made) <= {finding["id"] for finding in record["findings"]}
        assert [decision["kind"] for decision in record["decisions"]] == ["merge", "split", "confirm"]


def test_a_merge_holds_when_the_findings_grew(folder: Path, path: Path) -> None:
    with Case.open(path) as case:
        one, two = toll(case), other(case)
        case.decide("merge", one.id, two.id, **SIGNED)
        before = next(iter(case.overlay.regrouped.made.values()))
    folder.joinpath("horn.txt").write_text(
        "Eleven people were killed when the flour mill burned down on Monday, the hospital said.\n"
    )
    with built(folder, path) as case:
        assert set(case.overlay.states.values()) == {DecisionState.IN_FORCE}
        (after,) = case.overlay.regrouped.made.values()
        assert places_of(before) < places_of(after)


def test_what_cannot_be_merged_or_split_is_refused(case: Case) -> None:
    one = toll(case)
    places = sorted(places_of(one))
    for targets in ((one.id,), (one.id, one.id)):
        with pytest.raises(BadDecisionError):
            case.decide("merge", *targets, **SIGNED)
    for chosen in ((), places):
        with pytest.raises(BadDecisionError):
            case.decide("split", one.id, *chosen, **SIGNED)
    with pytest.raises(UnknownRecordError):
        case.decide("split", one.id, places[0].replace("-", "-9"), **SIGNED)
    with pytest.raises(UnknownRecordError):
        case.decide("merge", one.id, case.actors()[0].id, **SIGNED)
    case.decide("split", one.id, places[0], **SIGNED)
    with pytest.raises(BadDecisionError, match="merged or split"):
        case.decide("confirm", one.id, **SIGNED)


def test_silences_follow_what_was_made_of_a_finding(case: Case) -> None:
    silences = case.silences()
    assert silences
    silent = silences[0]
    second = next(one for one in case.findings() if one.id != silent.finding and silent.document in one.documents)
    case.decide("merge", silent.finding, second.id, **SIGNED)
    told = {(one.document, one.finding) for one in case.silences()}
    assert not [key for _, key in told if key in {silent.finding, second.id}]
    (merged,) = case.overlay.regrouped.made
    assert (silent.document, merged) not in told
