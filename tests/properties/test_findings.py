"""What must hold of the findings whatever the documents are."""

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

FILES = sorted((Path(__file__).parents[1] / "cases").glob("*.yaml"))
CASES = [case for path in FILES for case in yaml.safe_load(path.read_text("utf-8"))]
MIXED = {f"{number}-{name}": given for number, case in enumerate(CASES) for name, given in case["documents"].items()}
UNRELATED = {
    "bakery": {
        "published": "2031-06-05",
        "source": "The Baker's Almanac",
        "text": "Kettering Loaves hired forty apprentices for its ovens in Dunmarsh.",
        "actors": [{"words": "Kettering Loaves"}, {"words": "Dunmarsh", "kind": "place"}],
        "statements": [
            {
                "clause": "Kettering Loaves hired forty apprentices for its ovens in Dunmarsh",
                "trigger": "hired/hire",
                "agent": "Kettering Loaves",
                "patient": "forty apprentices",
                "figures": [{"words": "forty", "n": 40, "of": "apprentices", "unit": "person"}],
            }
        ],
    }
}
named = pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])


def verdicts(result):
    return {(f.id, f.verdict, f.grade) for f in result.findings if f.verdict != "single_source"}


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(order=st.permutations(range(len(MIXED))))
def test_order_of_documents_changes_nothing(order, build, run):
    accounts = build(MIXED)
    one, other = run(accounts), run([accounts[number] for number in order])
    for records in ("findings", "links", "actors", "lineages", "groups", "silences", "namings", "sayings"):
        key = [record.id if hasattr(record, "id") else record for record in getattr(one, records)]
        assert key == [record.id if hasattr(record, "id") else record for record in getattr(other, records)]
    assert one.findings == other.findings


@named
def test_an_unrelated_document_changes_no_verdict(case, build, run):
    assert verdicts(run(build(case["documents"]))) == verdicts(run(build({**case["documents"], **UNRELATED})))


@named
def test_a_document_given_twice_is_one_lineage_and_one_witness(case, build, run):
    name, given = next(iter(case["documents"].items()))
    twice = build({name: given, "again": {**given, "source": "Another"}})
    result = run(twice)
    assert len(result.lineages) == 1
    assert not any(f.verdict == "corroborated" for f in result.findings)
    assert not any(f.verdict == "contested" and len(f.documents) > 1 for f in result.findings)


@named
def test_renaming_files_changes_no_finding(case, build, run):
    renamed = {
        name: {**given, "path": f"folder/{number}.txt", "source": given.get("source", name)}
        for number, (name, given) in enumerate(case["documents"].items())
    }
    assert run(build(case["documents"])).findings == run(build(renamed)).findings


@named
def test_every_document_has_one_lineage_and_every_score_a_reason(case, build, run):
    result = run(build(case["documents"]))
    held = sorted(document for lineage in result.lineages for document in lineage.documents)
    assert held == sorted(account.document.id for account in result.accounts)
    assert all(link.reasons for link in result.links)
    assert all(finding.reasons and finding.answers for finding in result.findings)
    assert all(0 <= f.confidence <= 1 and 0 <= f.rank <= 1 for f in result.findings)
    assert all(a.rank >= b.rank for a, b in pairwise(result.findings))


@named
def test_evidence_is_in_the_text(case, build, run):
    result = run(build(case["documents"]))
    length = {account.document.id: len(account.document.text) for account in result.accounts}
    for finding in result.findings:
        for answer in finding.answers:
            assert answer.lineages
            assert all(item.span.end <= length[item.document] for item in answer.evidence)
