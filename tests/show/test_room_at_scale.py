"""The reading room on ten thousand documents, and on a document of one line of a million characters."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from crossread.model.account import Account
from crossread.model.document import Document, Passage, PassageKind, Source
from crossread.model.finding import (
    Answer,
    Evidence,
    Finding,
    FindingId,
    FindingKind,
    Naming,
    Question,
    Silence,
    Verdict,
)
from crossread.model.link import Actor, ActorId, Lineage, LineageId, Link, LinkKind
from crossread.model.mention import ActorKind, Mention, MentionForm
from crossread.model.reason import Reason
from crossread.model.span import Span
from crossread.model.statement import Role, RoleName, Statement
from crossread.model.value import Interval, PartialDate
from crossread.show.web import make_app
from crossread.store.writer import Writer

DOCUMENTS = int(os.environ.get("CROSSREAD_ROOM_DOCUMENTS", "10000"))
SECONDS = 20.0
"""No page takes longer, on two cores that do other things as well."""
BYTES = 1_500_000
"""No page is larger: long lists are paged."""
FIRST = date(2031, 1, 1)


def account(number: int) -> Account:
    """An invented report: forty sentences, a named actor acting on another in each tenth."""
    sentences = [f"Ward {number % 97} reported {place} losses after storm {place}." for place in range(40)]
    sentences[0] = f"Mayor Ilse Brand{number % 200} blamed Guild {number % 50}."
    text = "\n\n".join(sentences)
    day = FIRST + timedelta(number % 365)
    document = Document.named(
        f"{number:05}.txt",
        text,
        sha256=f"{number:064x}",
        title=f"Report {number}",
        source=Source(f"Outlet {number % 400}"),
        published=PartialDate(day.year, day.month, day.day),
    )
    passages, start = [], 0
    for place, sentence in enumerate(sentences):
        passages.append(Passage.at(document.id, Span(start, start + len(sentence)), PassageKind.SENTENCE, place))
        start += len(sentence) + 2
    blamed = text.index(" blamed")
    guild = Span(text.index("Guild"), text.index("."))
    mayor = Span(6, blamed)
    mentions = (
        Mention.at(document.id, mayor, mayor, ActorKind.PERSON, MentionForm.NAME, mayor.of(text)),
        Mention.at(document.id, guild, guild, ActorKind.ORGANISATION, MentionForm.NAME, guild.of(text)),
    )
    roles = (
        Role(RoleName.AGENT, mayor, "brand", mentions[0].id),
        Role(RoleName.PATIENT, guild, "guild", mentions[1].id),
    )
    told = Statement.at(
        document.id,
        passages[0].id,
        Span(0, guild.end),
        Span(blamed + 1, blamed + 7),
        "blame",
        roles=roles,
        time=Interval(day, day),
    )
    return Account(document, tuple(passages), (), mentions, statements=(told,))


def findings(accounts: list[Account]) -> Iterator[Finding]:
    """A finding for each two documents that follow each other, one in four of them contested."""
    for number, (one, other) in enumerate(pairwise(accounts)):
        answers = tuple(
            Answer(
                f"Guild {at}",
                str(at),
                (Evidence(item.document.id, item.statements[0].span, item.statements[0].id),),
                (LineageId(f"x{item.document.id}"),),
            )
            for at, item in enumerate((one, other))
        )
        verdict = Verdict.CONTESTED if number % 4 == 0 else Verdict.CORROBORATED
        question = Question(FindingKind.WHO, verb="blame", object=f"Guild {number}")
        rank = number % 1000 / 1000
        yield Finding(FindingId(f"v{number:016x}"), verdict, None, question, answers, 0.5, rank, (Reason("camps"),))


@pytest.fixture(scope="module")
def room(tmp_path_factory) -> TestClient:
    path = tmp_path_factory.mktemp("large") / "large.crossread"
    accounts = [account(number) for number in range(DOCUMENTS)]
    held: dict[str, list[Mention]] = {}
    for mention in (mention for item in accounts for mention in item.mentions):
        held.setdefault(mention.name, []).append(mention)
    actors = [
        Actor(ActorId(f"k{at:016x}"), name, found[0].kind, (name,), tuple(sorted(mention.id for mention in found)))
        for at, (name, found) in enumerate(sorted(held.items()))
    ]
    naming = [
        Naming(actor.id, mention.document, mention.name, 1, (mention.span,))
        for actor in actors
        for mention in held[actor.name]
    ]
    found = list(findings(accounts))
    silences = [
        Silence(item.document.id, one.id, Reason("others_report")) for item in accounts[:50] for one in found[:200]
    ]
    copies = [
        Link.between(
            LinkKind.REUSES, a.document.id, b.document.id, 0.9, span_a=a.statements[0].span, span_b=b.statements[0].span
        )
        for a, b in zip(accounts[:300], accounts[400:], strict=False)
    ]
    lineages = [Lineage(LineageId(f"x{item.document.id}"), (item.document.id,)) for item in accounts]
    with Writer(path) as writer:
        for item in accounts:
            writer.save_account(item)
        writer.replace_alignment(copies, actors, lineages, [])
        writer.replace_findings(found, silences, naming, [])
    opened = TestClient(make_app(path, ("testserver",)))
    opened.get("/findings")
    return opened


def one_of(room: TestClient, page: str, kind: str) -> str:
    found = re.search(rf'href="(/{kind}/[a-z][0-9a-f]{{16}})', room.get(page).text)
    assert found
    return found[1]


@pytest.mark.slow
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/findings",
        "/findings?page=399",
        "/findings?verdict=contested&about=brand7&source=Outlet 7",
        "/timeline",
        "/timeline?from=2031-05-01&to=2031-05-03",
        "/documents",
        "/documents?page=90",
        "/compare",
        "/actors",
        "/sources",
        "/search?q=storm",
        "/history",
        "ONE /findings findings",
        "ONE /documents documents",
        "ONE /actors actors",
    ],
)
def test_every_page_comes_soon_and_is_not_too_long(room: TestClient, address: str) -> None:
    if address.startswith("ONE"):
        address = one_of(room, *address.split()[1:])
    start = time.perf_counter()
    answer = room.get(address)
    took = time.perf_counter() - start
    print(f"{address[:40]:42}{took:6.2f} s {len(answer.content) / 1000:8.0f} KB")  # noqa: T201 - for pytest -s
    assert answer.status_code == 200
    assert took < SECONDS
    assert len(answer.content) < BYTES


def test_a_line_of_a_million_characters_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "long.crossread"
    text = "All night <b>rain</b> fell on the quay and " * 24_000
    document = Document.named("long.txt", text, sha256="0" * 64)
    passage = Passage.at(document.id, Span(0, len(text) - 1), PassageKind.SENTENCE, 0)
    with Writer(path) as writer:
        writer.save_account(Account(document, (passage,)))
    room = TestClient(make_app(path, ("testserver",)))
    start = time.perf_counter()
    page = room.get(f"/documents/{document.id}").text
    assert time.perf_counter() - start < SECONDS
    assert len(text) > 1_000_000
    assert page.count("&lt;b&gt;rain&lt;/b&gt;") == 24_000
    found = room.get("/search?q=quay").text
    assert "long.txt" in found
