"""The reading room: pages, links, and what it refuses."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from crossread.case import Case
from crossread.errors import CaseNotFoundError, NotACaseError
from crossread.show.web import make_app
from crossread.store.writer import Writer


class Links(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.found += [str(given[name]) for name in ("href", "src") if given.get(name)]
        if given.get("id"):
            self.ids.append(str(given["id"]))


@pytest.fixture
def room(case_path: Path) -> TestClient:
    return TestClient(make_app(case_path, ("testserver",)))


def addresses(room: TestClient, start: str = "/") -> dict[str, str]:
    """Every page that links lead to, with its text."""
    pages: dict[str, str] = {}
    waiting = [start]
    while waiting:
        address = waiting.pop().split("#")[0]
        if address in pages:
            continue
        answer = room.get(address)
        assert answer.status_code == 200, address
        pages[address] = answer.text
        if answer.headers["content-type"].startswith("text/html"):
            waiting += [link for link in Links(answer.text).found if link.startswith("/")]
    return pages


def test_every_link_leads_to_a_page_and_every_mark_to_its_words(room: TestClient) -> None:
    pages = addresses(room)
    assert {"/findings/n00aa", "/documents", "/actors", "/sources", "/static/room.css"} <= set(pages)
    for page in pages.values():
        for link in Links(page).found:
            address, _, place = link.partition("#")
            if place and address:
                assert place in Links(pages[address]).ids, link


def test_the_synopsis_shows_passages_side_by_side_with_their_voice(room: TestClient) -> None:
    page = room.get("/findings/n00aa").text
    assert "How many people died?" in page
    assert page.count("<section") == 2
    assert '<mark class="differs">At least nine</mark><mark> people died</mark>' in page
    assert "hedged: at least" in page
    assert "the harbour office, “said”" in page
    assert "in its own voice" in page


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 2),
        ("verdict=contested", 1),
        ("kind=whether", 1),
        ("about=talks", 1),
        ("source=drum.txt", 1),
        ("page=99", 2),
    ],
)
def test_filters_stay_in_the_address(room: TestClient, query: str, count: int) -> None:
    assert room.get(f"/findings?{query}").text.count('<article class="card"') == count


def test_document_page_shows_text_margin_copies_and_silences(room: TestClient, case: Case) -> None:
    bell, drum = case.documents()
    page = room.get(f"/documents/{bell.id}").text
    assert "How many people died?" in page
    assert "Words it shares" in page
    assert "What others report" in room.get(f"/documents/{drum.id}").text


def test_search_marks_the_words(room: TestClient) -> None:
    assert "<mark>flames</mark>" in room.get("/search", params={"q": "flames"}).text
    assert "0 passages" in room.get("/search", params={"q": '" OR NEAR('}).text
    assert room.get("/search").status_code == 200


def test_hostile_texts_are_shown_as_text(room: TestClient) -> None:
    for page in addresses(room).values():
        assert "<script>alert" not in page
        assert not set("\u202e\u0007\x1b") & set(page)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8033", "testserver.evil.example", ""])
def test_foreign_hosts_are_refused(room: TestClient, host: str) -> None:
    answer = room.get("/", headers={"host": host})
    assert answer.status_code == 403
    assert "quay" not in answer.text


def test_foreign_origins_are_refused(room: TestClient) -> None:
    assert room.get("/", headers={"origin": "http://evil.example"}).status_code == 403
    assert room.get("/", headers={"origin": "http://testserver"}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/static/cli.py", "/static/..%2fcli.py", "/static/%2e%2e/cli.py", "/etc/passwd", "/findings/n0"]
)
def test_nothing_outside_the_case_is_served(room: TestClient, path: str) -> None:
    answer = room.get(path)
    assert answer.status_code == 404
    assert "import" not in answer.text


def test_only_reading_is_possible(room: TestClient) -> None:
    assert room.post("/findings").status_code == 405
    assert room.delete("/documents").status_code == 405


def test_headers_keep_the_page_by_itself(room: TestClient) -> None:
    headers = room.get("/").headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_no_page_loads_much_or_from_elsewhere(room: TestClient) -> None:
    pages = addresses(room)
    own = sum(len(text) for address, text in pages.items() if address.startswith("/static/"))
    assert 0 < own < 300_000
    for page in pages.values():
        assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)


def test_an_empty_case_has_all_pages(tmp_path: Path) -> None:
    path = tmp_path / "empty.crossread"
    with Writer(path) as writer:
        writer.set_meta("version", "0")
    pages = addresses(TestClient(make_app(path, ("testserver",))))
    assert "No two accounts" in pages["/"]


def test_what_is_no_case_is_told_before_serving(tmp_path: Path) -> None:
    with pytest.raises(CaseNotFoundError):
        make_app(tmp_path / "none.crossread", ("testserver",))
    novel = tmp_path / "novel.crossread"
    novel.write_text("It was a dark night.")
    with pytest.raises(NotACaseError):
        make_app(novel, ("testserver",))
