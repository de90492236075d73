"""Which documents name an actor: as it was found, and as readers joined and parted it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from tests.show.large import write_large

from crossread.case import Case
from crossread.model.link import Actor

SIGNED = {"by": "Ada Reader", "at": "2031-06-01T10:00:00+00:00"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "case.crossread"
    write_large(place, 120)
    return place


def named(case: Case, actor: Actor) -> list[str]:
    """The documents in which a mention of the actor stands: every mention of this case is a name, nobody speaks."""
    return sorted({a.document.id for a in case.accounts() for m in a.mentions if m.id in actor.mentions})


def findings_naming(case: Case, actor: Actor) -> set[str]:
    """The findings behind which a passage holds a mention of the actor, looked at one by one."""
    accounts = {account.document.id: account for account in case.accounts()}
    found: set[str] = set()
    for finding in case.findings():
        for item in (item for answer in finding.answers for item in answer.evidence):
            account = accounts[item.document]
            behind = [passage.span for passage in account.passages if passage.span.overlaps(item.span)]
            own = [mention.span for mention in account.mentions if mention.id in actor.mentions]
            if any(part.overlaps(span) for part in behind for span in own):
                found.add(finding.id)
    return found


def check(case: Case, actor: Actor) -> None:
    assert {finding.id for finding in case.findings(actor=actor.id)} == findings_naming(case, actor)
    assert case.count_findings(actor=actor.id) == len(findings_naming(case, actor))
    wanted = named(case, actor)
    assert wanted
    assert case.actor_documents(actor, 99) == (len(wanted), wanted)
    assert case.actor_documents(actor, 1, 1) == (len(wanted), wanted[1:2])
    assert case.actor_documents(actor, 9, 99) == (len(wanted), [])
    assert sorted({naming.document for naming in case.naming_of(actor, wanted[:1])}) == wanted[:1]


def check_labels(case: Case, actor: Actor) -> None:
    namings = case.naming_of(actor)
    labels: Counter[str] = Counter()
    for naming in namings:
        labels[naming.label] += naming.count
    assert labels
    assert case.called(actor) == (labels, len({naming.document for naming in namings}))


def test_as_found(path: Path) -> None:
    with Case.open(path) as case:
        for actor in case.actors()[:5]:
            check(case, actor)


def test_joined_and_parted(path: Path) -> None:
    with Case.open(path) as case:
        one, other = (case.actor(f"Guild {number}") for number in (7, 8))
        case.decide("merge", one.id, other.id, **SIGNED)
    with Case.open(path) as case:
        both = case.actor(one.id)
        assert set(both.mentions) == {*one.mentions, *other.mentions}
        check(case, both)
        check_labels(case, both)
        case.decide("split", both.mentions[0], **SIGNED)
    with Case.open(path) as case:
        made = [actor for actor in case.actors() if set(actor.mentions) <= set(both.mentions)]
        assert sorted(len(actor.mentions) for actor in made) == [1, len(both.mentions) - 1]
        for actor in made:
            check(case, actor)
            check_labels(case, actor)
        case.decide("rename", made[0].id, to="The Guild", **SIGNED)
    with Case.open(path) as case:
        check(case, case.actor("The Guild"))
