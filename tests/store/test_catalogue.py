"""The catalogue: it follows from the records, is made anew when they change, and is made for older cases."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from tests.show.large import write_large

from crossread.model.account import Account
from crossread.model.document import Document
from crossread.model.finding import Naming, Verdict
from crossread.model.link import Actor, ActorId
from crossread.model.mention import ActorKind, MentionId
from crossread.model.span import Span
from crossread.store import lists, telling
from crossread.store.filters import Order, Wanted
from crossread.store.view import View
from crossread.store.writer import Writer

DOCUMENTS = 40


@pytest.fixture(scope="module")
def large(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("catalogue") / "large.crossread"
    write_large(path, DOCUMENTS)
    return path


@pytest.fixture
def view(large: Path):
    with View(large) as opened:
        yield opened


def test_it_counts_what_the_records_hold(view: View) -> None:
    counted, records = view.ask(lists.counts), view.counts()
    for name in ("documents", "statements", "notices", "findings"):
        assert counted[name] == records[name]
    assert counted["listed_actors"] == len(list(view.actors()))
    assert {verdict: counted.get(f"verdict {verdict}", 0) for verdict in view.verdicts()} == view.verdicts()


def test_sources_tell_how_many_findings_rest_on_them(view: View) -> None:
    documents = {item.id: item.label for item in view.ask(lists.documents)}
    held: dict[str, set[str]] = {}
    alone: dict[str, int] = {}
    for finding in view.findings():
        for key in finding.documents:
            held.setdefault(documents[key], set()).add(finding.id)
        if finding.verdict is Verdict.SINGLE_SOURCE:
            alone[documents[finding.documents[0]]] = alone.get(documents[finding.documents[0]], 0) + 1
    for row in view.ask(lists.sources):
        assert (row.findings, row.alone) == (len(held.get(row.label, ())), alone.get(row.label, 0))
    both = view.ask(lambda case: lists.overlap(case, sorted(held)))
    assert both
    for (one, other), number in both.items():
        assert number == len(held[one] & held[other])


def test_findings_of_an_actor_are_those_whose_passages_name_him(view: View) -> None:
    documents = [document.id for document in view.documents()]
    for actor in list(view.actors())[:5]:
        own = set(actor.mentions)
        places = view.mention_places(actor.mentions).values()
        wanted = set()
        for finding in view.findings():
            for item in (item for answer in finding.answers for item in answer.evidence):
                passages = [p.span for p in view.brief(item.document).passages if p.span.overlaps(item.span)]
                wanted |= {
                    finding.id
                    for document, span in places
                    for p in passages
                    if document == item.document and p.overlaps(span)
                }
        by_actor = {finding.id for finding in view.findings(Wanted(actors=(actor.id,)))}
        assert by_actor == wanted
        looked = {finding.id: finding.id in wanted for finding in view.findings()}
        assert view.ask(partial(telling.naming_findings, documents=documents, mentions=own)) == looked
        assert {finding.id for finding in view.findings(Wanted(actors=(), naming=looked))} == wanted


@pytest.mark.parametrize("order", list(Order))
def test_every_order_has_every_finding_and_pages_fit_together(view: View, order: Order) -> None:
    everything = [finding.id for finding in view.findings(order=order)]
    assert len(everything) == len(set(everything)) == DOCUMENTS - 1
    paged = [one.id for at in range(0, DOCUMENTS, 7) for one in view.findings(order=order, limit=7, offset=at)]
    assert paged == everything


def test_it_is_made_anew_when_records_change(tmp_path: Path) -> None:
    path = tmp_path / "grows.crossread"
    write_large(path, 6)
    with View(path) as view:
        gone = next(view.documents())
        before = view.ask(lists.counts)["documents"]
    with Writer(path) as writer:
        writer.remove_documents([gone.id])
    with View(path) as view:
        assert view.ask(lists.counts)["documents"] == before - 1
        assert gone.id not in {item.id for item in view.ask(lists.documents)}


def test_a_case_without_one_gets_it_when_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "old.crossread"
    write_large(path, 6)
    with View(path) as view:
        before = (view.ask(lists.counts), view.ask(lists.documents), view.ask(lists.sources))
    tables = sqlite3.connect(path)
    for (name,) in tables.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'catalogue_%'"
    ).fetchall():
        tables.execute(f"DELETE FROM {name}")  # noqa: S608 - our own tables
    tables.commit()
    tables.close()
    with View(path) as view:
        assert (view.ask(lists.counts), view.ask(lists.documents), view.ask(lists.sources)) == before


def test_making_it_twice_gives_the_same(tmp_path: Path) -> None:
    found = []
    for name in ("one", "two"):
        path = tmp_path / f"{name}.crossread"
        write_large(path, 12)
        tables = sqlite3.connect(path)
        names = tables.execute(
            "SELECT name FROM sqlite_master WHERE name LIKE 'catalogue_%' AND type = 'table' ORDER BY name"
        )
        found.append({key: tables.execute(f"SELECT * FROM {key}").fetchall() for (key,) in names.fetchall()})  # noqa: S608
        tables.close()
    assert found[0] == found[1]


def test_documents_of_an_actor_are_those_that_name_it_or_let_it_speak(tmp_path: Path, account: Account) -> None:
    path = tmp_path / "case.crossread"
    silent = Document.named("z.txt", "Ilse Brand left.", sha256="01")
    speaker = next(quotation.speaker for quotation in account.quotations if quotation.speaker)
    actor = Actor(ActorId("k1"), "Ilse Brand", ActorKind.PERSON, ("Ilse Brand",), (MentionId(str(speaker.mention)),))
    other = replace(actor, id=ActorId("k2"), name="Guild", mentions=(MentionId("e0"),))
    names = [Naming(actor.id, silent.id, "Brand", 1, (Span(5, 10),)), Naming(other.id, silent.id, "Guild", 1, ())]
    with Writer(path) as writer:
        writer.save_account(account)
        writer.save_account(Account(silent))
        writer.replace_alignment([], [actor, other], [], [])
        writer.replace_findings([], [], names, [])
    both = [account.document.id, silent.id]
    with View(path) as view:
        assert view.ask(lambda case: telling.documents_of(case, [actor.id], 9)) == (2, both)
        assert view.ask(lambda case: telling.documents_of(case, [actor.id], 9, 1)) == (2, both[1:])
        assert view.ask(lambda case: telling.documents_of(case, [actor.id, other.id], 1)) == (2, both[:1])
        assert view.ask(lambda case: telling.documents_of(case, [other.id], 9)) == (1, both[1:])
        assert view.ask(lambda case: telling.naming_of(case, [actor.id], both[:1])) == []
        assert view.ask(lambda case: telling.naming_of(case, [actor.id], both)) == names[:1]
        assert view.actor("k1") == actor
