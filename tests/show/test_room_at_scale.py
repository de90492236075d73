"""The reading room on many documents, and on a document of one line of a million characters."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.show.large import write_large

from crossread.case import Case
from crossread.model.account import Account
from crossread.model.document import Document, Passage, PassageKind
from crossread.model.span import Span
from crossread.show.web import make_app
from crossread.store.filters import ORDERS
from crossread.store.writer import Writer

DOCUMENTS = int(os.environ.get("CROSSREAD_ROOM_DOCUMENTS", "1500"))
"""`benchmarks/room_pages.py` measures ten thousand, on accounts as journalists write them."""
SECONDS = 0.4
"""No page costs more of the processor: twice the bar, for machines that do other things as well."""
BYTES = 400_000
"""No page is larger: long lists are paged."""


@pytest.fixture(scope="module")
def room(tmp_path_factory) -> TestClient:
    path = tmp_path_factory.mktemp("large") / "large.crossread"
    write_large(path, DOCUMENTS)
    return TestClient(make_app(path, ("testserver",)))


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
        "/findings?page=50",
        "/findings?verdict=contested&about=brand7&source=Outlet 7&sort=time",
        "/findings?actor=Guild 7&sort=sources",
        "/timeline",
        "/timeline?source=Outlet 7",
        "/timeline?from=2031-05-01&to=2031-05-03",
        "/documents",
        "/documents?page=12&sort=words",
        "/compare",
        "/actors",
        "/actors?sort=name&page=3",
        "/actors?called=guild",
        "/sources",
        "/sources?sort=alone&page=2",
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
    comes_soon(room, address)


@pytest.mark.slow
def test_an_actor_named_in_every_sentence_is_shown_as_soon_also_corrected(tmp_path: Path) -> None:
    path = tmp_path / "wards.crossread"
    write_large(path, DOCUMENTS, wards=True)
    room = TestClient(make_app(path, ("testserver",)))
    with Case.open(path) as case:
        ward, other = case.actor("Ward"), case.actor("Guild 7")
    assert len(ward.mentions) == 39 * DOCUMENTS
    corrections = ((), ("merge", ward.id, other.id), ("split", ward.mentions[DOCUMENTS]))
    for correction in corrections:
        with Case.open(path) as case:
            if correction:
                kind, *targets = correction
                case.decide(kind, *targets, by="Ada Reader", at="2031-06-01T10:00:00+00:00")
        with Case.open(path) as case:
            key = case.actor(ward.id).id
        for address in ("/", "/actors", f"/actors/{key}", f"/actors/{key}?page=9", f"/findings?actor={key}"):
            comes_soon(room, address)


def comes_soon(room: TestClient, address: str) -> None:
    took = []
    for _ in range(3):
        begun = time.process_time()
        answer = room.get(address)
        took.append(time.process_time() - begun)
        assert answer.status_code == 200
        assert len(answer.content) < BYTES
    assert min(took) < SECONDS, f"{address}: {min(took):.2f} s"


def test_a_line_of_a_million_characters_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "long.crossread"
    text = "All night <b>rain</b> fell on the quay and " * 24_000
    document = Document.named("long.txt", text, sha256="0" * 64)
    passage = Passage.at(document.id, Span(0, len(text) - 1), PassageKind.SENTENCE, 0)
    with Writer(path) as writer:
        writer.save_account(Account(document, (passage,)))
    room = TestClient(make_app(path, ("testserver",)))
    page = room.get(f"/documents/{document.id}").text
    assert len(text) > 1_000_000
    assert page.count("&lt;b&gt;rain&lt;/b&gt;") == 24_000
    found = room.get("/search?q=quay").text
    assert "long.txt" in found


def test_lists_have_every_record_once_over_their_pages(room: TestClient) -> None:
    for address, kind, count in (
        ("/findings?sort=time", "findings", DOCUMENTS - 1),
        ("/documents?sort=words", "documents", DOCUMENTS),
    ):
        seen: list[str] = []
        number = 1
        while True:
            text = room.get(f"{address}&page={number}").text
            seen += dict.fromkeys(re.findall(rf'<(?:h3|th scope="row")><a href="/{kind}/([a-z][0-9a-f]{{16}})"', text))
            if 'rel="next"' not in text:
                break
            number += 1
        assert len(seen) == len(set(seen)) == count


def test_a_crowded_search_says_in_which_order_it_comes(room: TestClient) -> None:
    page = room.get("/search?q=storm").text
    assert "in the order of the documents" in page
    assert "in the order of the documents" not in room.get("/search?q=brand7").text


def test_each_order_is_answered_by_an_index(tmp_path: Path) -> None:
    path = tmp_path / "some.crossread"
    write_large(path, 60)
    with Case.open(path) as case:
        for order, clause in ORDERS.items():
            sql = f"EXPLAIN QUERY PLAN SELECT f.reasons FROM findings f ORDER BY {clause} LIMIT 25"  # noqa: S608 - our own
            plan = " ".join(str(row[3]) for row in case.ask(lambda store, sql=sql: list(store.rows(sql))))
            assert "TEMP B-TREE" not in plan, order
