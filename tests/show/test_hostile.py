"""Texts that want to break the room: markup, scripts, direction marks, control characters, very long lines and names."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from crossread.case import Case
from crossread.model.account import Account
from crossread.model.document import Document, Passage, PassageKind, Source
from crossread.model.finding import Answer, Evidence, Finding, FindingId, FindingKind, Grade, Naming, Question, Verdict
from crossread.model.link import Actor, ActorId, Lineage, LineageId
from crossread.model.mention import ActorKind, Mention, MentionForm
from crossread.model.reason import Reason
from crossread.model.span import Span
from crossread.model.value import PartialDate
from crossread.show.export.html import html_text
from crossread.show.web import make_app
from crossread.store.writer import Writer

NASTY = {
    "script": "<script>alert(1)</script>",
    "attribute": '" onmouseover="alert(1)" x=\'',
    "image": "<img src=x onerror=alert(1)>",
    "comment": "--><!-- ]]> </title></textarea></style>",
    "template": "{{ 7 * 7 }} {% raw %} ${7*7}",
    "address": "javascript:alert(1)",
    "directions": "\u202eevil\u202c \u2066x\u2069 \u200f",
    "controls": "\x00\x01\x07\x08\x1b[31m\x7f\x85",
    "entities": "&lt;b&gt; &amp;amp; &#0; &notit;",
    "formula": "=HYPERLINK(1) @SUM +1",
    "sql": "'; DROP TABLE findings; --",
    "surrogate": "half \ud800 pair",
    "long": "x" * 20_000,
}
POSTED = {"/decide", "/undo"}
VISIBLE = set("\u202e\u202c\u2066\u2069\u200f\x00\x01\x07\x08\x1b\x7f\x85")


class Seen(HTMLParser):
    """The tags of a page, its links and what handlers it has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.handlers: list[str] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        self.links += [str(value) for name, value in attrs if name in {"href", "src", "action"}]


def hostile_case(path: Path, words: str) -> None:
    """Write a case in which every text, name and note is hostile."""
    accounts = []
    for number in (1, 2):
        text = f"{words} {number} people died {words}"
        document = Document.named(
            f"{number} {words[:150]}.txt",
            text,
            sha256=f"{number:064x}",
            title=words,
            source=Source(f"{words} {number}"),
            author=words,
            published=PartialDate(2031, 5, number),
            url=words,
        )
        passage = Passage.at(document.id, Span(0, len(text)), PassageKind.SENTENCE, 0)
        start = text.index(" people died")
        mention = Mention.at(
            document.id,
            Span(start + 1, start + 7),
            Span(start + 1, start + 7),
            ActorKind.GROUP,
            MentionForm.NAME,
            words,
        )
        accounts.append(Account(document, (passage,), (), (mention,)))
    answers = tuple(
        Answer(f"{words} {at}", str(at), (Evidence(item.document.id, item.passages[0].span),), (LineageId(f"x{at}"),))
        for at, item in enumerate(accounts)
    )
    question = Question(FindingKind.WHETHER, subject=words, verb="die", object=words)
    why = (Reason("a_rule", (("name", words),), words),)
    found = Finding(FindingId("v00000000000000aa"), Verdict.CONTESTED, Grade.HARD, question, answers, 0.9, 0.9, why)
    actor = Actor(
        ActorId("k00000000000000aa"), words, ActorKind.GROUP, (words,), tuple(item.mentions[0].id for item in accounts)
    )
    naming = [Naming(actor.id, item.document.id, words, 1, (item.mentions[0].span,)) for item in accounts]
    with Writer(path) as writer:
        for item in accounts:
            writer.save_account(item)
        lineages = [Lineage(LineageId(f"x{at}"), (item.document.id,), why) for at, item in enumerate(accounts)]
        writer.replace_alignment([], [actor], lineages, [])
        writer.replace_findings([found], [], naming, [])
    with Case.open(path) as case:
        case.decide("note", found.id, by=words[:200], at="2031-06-01T10:00:00+00:00", note=words)
        case.decide("rename", actor.id, to=words[:300] or "x", by="Ada", at="2031-06-01T10:00:00+00:00")


def harmless(page: str) -> None:
    seen = Seen(page)
    assert seen.handlers == []
    assert "img" not in seen.tags
    assert seen.tags.count("script") <= 1
    assert not [link for link in seen.links if not link.startswith(("/", "#"))]
    assert not VISIBLE & set(page)
    assert "49 " not in page
    page.encode("utf-8")


@pytest.mark.parametrize("kind", [kind for kind in NASTY if kind != "surrogate"])
def test_every_page_shows_hostile_words_as_words(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "hostile.crossread"
    hostile_case(path, NASTY[kind])
    room = TestClient(make_app(path, ("testserver",)))
    waiting, done = ["/"], set[str]()
    while waiting:
        address = waiting.pop().split("#")[0]
        if address in done:
            continue
        done.add(address)
        answer = room.get(address)
        assert answer.status_code == 200, address
        if answer.headers["content-type"].startswith("text/html"):
            harmless(answer.text)
            waiting += [link for link in Seen(answer.text).links if link.startswith("/") and link not in POSTED]
    assert {"/findings/v00000000000000aa", "/actors", "/history", "/sources", "/timeline"} <= done
    with Case.open(path) as case:
        harmless(html_text(case))


@pytest.mark.parametrize("kind", [kind for kind in NASTY if kind != "long"])
def test_hostile_questions_break_no_page(case_path: Path, kind: str) -> None:
    room = TestClient(make_app(case_path, ("testserver",)))
    words = quote(NASTY[kind].encode("utf-8", "surrogatepass"))
    fields = (
        "q",
        "about",
        "source",
        "actor",
        "verdict",
        "kind",
        "since",
        "until",
        "sort",
        "page",
        "called",
        "a",
        "from",
        "to",
    )
    for page in ("/search", "/findings", "/actors", "/timeline", "/compare", "/documents", "/sources", "/history"):
        for field in fields:
            answer = room.get(f"{page}?{field}={words}")
            assert answer.status_code in {200, 404}, (page, field)
            assert Seen(answer.text).handlers == [], (page, field)
            assert not VISIBLE & set(answer.text), (page, field)
    for page in ("findings", "documents", "actors"):
        assert room.get(f"/{page}/{words}").status_code in {200, 404, 307}


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": "testserver:1"},
        {"host": "testserver@evil.example"},
        {"host": "TESTSERVER.evil.example"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://testserver.evil.example"},
    ],
)
def test_every_address_refuses_forged_headers(case_path: Path, headers: dict[str, str]) -> None:
    room = TestClient(make_app(case_path, ("testserver",)))
    for address in ("/", "/findings/n00aa", "/static/room.css", "/enter", "/search?q=a"):
        answer = room.get(address, headers=headers)
        assert (answer.status_code, "quay" in answer.text) == (403, False), address


@pytest.mark.parametrize(
    "path",
    [
        "/static/../web.py",
        "/static/%2e%2e%2fweb.py",
        "/static/..%5cweb.py",
        "/static/room.css%00.py",
        "/static//etc/passwd",
        "/static/base.html.j2",
        "/documents/../../etc/passwd",
        "/documents/%2fetc%2fpasswd",
        "//etc/passwd",
        "/findings/%00",
    ],
)
def test_no_path_leads_out_of_the_case(case_path: Path, path: str) -> None:
    answer = TestClient(make_app(case_path, ("testserver",))).get(path)
    assert answer.status_code == 404
    assert "root:" not in answer.text
    assert "import" not in answer.text


def test_forms_with_a_forged_token_change_nothing(case_path: Path) -> None:
    room = TestClient(make_app(case_path, ("testserver",)))
    page = room.get("/findings/n00aa").text
    token = re.search(r'name="token" value="([0-9a-f]+)"', page)
    assert token
    before = case_path.read_bytes()
    for forged in ("", token[1][:-1], token[1].upper() + "0", token[1][::-1], "0" * len(token[1])):
        for address in ("/decide", "/undo"):
            form = {"token": forged, "kind": "merge", "target": ["n00aa", "n00bb"], "by": "A", "decision": "k1"}
            assert room.post(address, data=form).status_code == 403
    assert case_path.read_bytes() == before
