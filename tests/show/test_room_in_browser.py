"""The reading room in headless Chromium: links land on the words, keyboard, narrow screen, print, corrections, axe."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import pytest
import uvicorn
from tests.show.chromium import MARKS
from tests.show.large import write_large

from crossread.case import Case
from crossread.run.options import BuildOptions
from crossread.show.web import make_app
from crossread.store.writer import Writer

pytestmark = MARKS


@contextmanager
def serving(path: Path) -> Iterator[str]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        where = f"127.0.0.1:{listening.getsockname()[1]}"
        server = uvicorn.Server(uvicorn.Config(make_app(path, (where,)), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        yield f"http://{where}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def demo_folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "harbour-fire"
    shutil.copytree(str(files("crossread").joinpath("data/demo/harbour-fire")), folder)
    return folder


@pytest.fixture(scope="module")
def demo(demo_folder: Path) -> Iterator[tuple[Path, str]]:
    path = demo_folder.parent / "harbour-fire.crossread"
    Case.build(demo_folder, path, BuildOptions(jobs=1)).close()
    with serving(path) as room:
        yield path, room


@pytest.fixture
def page(browser, demo):
    """A page of the demo's room; scripts that fail and anything loaded from elsewhere fail the test."""
    troubles: list[str] = []
    opened = browser.new_page(viewport={"width": 1200, "height": 900}, base_url=demo[1])
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("console", lambda told: troubles.append(told.text) if "Content Security Policy" in told.text else None)
    opened.on("request", lambda asked: None if asked.url.startswith(demo[1]) else troubles.append(asked.url))
    yield opened
    opened.close()
    assert troubles == []


def addresses(path: Path) -> list[str]:
    """Every kind of page of a case."""
    fixed = ["/", "/findings", "/timeline", "/documents", "/compare", "/actors", "/sources", "/history", "/notices"]
    with Case.open(path) as case:
        one = [f"/findings/{item.id}" for item in case.findings(limit=1)]
        one += [f"/documents/{item.id}?chosen=1&{EVERY}" for item in case.documents()[:1]]
        one += [f"/actors/{item.id}" for item in sorted(case.actors(), key=lambda a: -len(a.mentions))[:1]]
    return [*fixed, "/search?q=fire", "/search", *one]


EVERY = "findings=1&figures=1&dates=1&quotations=1&statements=1&copies=1"


def send(page, button) -> None:
    """Press a button or link, and wait for the page that comes of it."""
    with page.expect_navigation():
        button.click()


def serious(page) -> list[str]:
    """What axe-core finds that keeps people out, with the place."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page).response["violations"]
    return [
        f"{item['id']}: {item['nodes'][0]['html'][:200]}" for item in found if item["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_violation_on_any_page(page, demo, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    for address in addresses(demo[0]):
        page.goto(address)
        assert serious(page) == [], address


def test_every_link_from_a_finding_lands_on_the_marked_words(page, demo) -> None:
    with Case.open(demo[0]) as case:
        findings = case.findings()
        texts = {document.id: document.text for document in case.documents()}
    looked = 0
    for finding in findings:
        words = {
            item.document: " ".join(item.span.of(texts[item.document]).split())[:40]
            for answer in finding.answers
            for item in answer.evidence
            if len([one for one in answer.evidence if one.document == item.document]) == 1
        }
        page.goto(f"/findings/{finding.id}")
        links = page.locator(".synopsis a", has_text="in the text").evaluate_all(
            "all => all.map(a => a.getAttribute('href'))"
        )
        assert links
        for link in links:
            page.goto(link)
            place = page.locator(":target")
            assert place.count() == 1, link
            assert place.locator("a.findings").count() >= 1, link
            box = place.bounding_box()
            assert box is not None
            assert -1 <= box["y"] < 900, link
            key = link.split("/")[2].split("#")[0]
            told = " ".join(place.inner_text().split())
            looked += words.get(key, "\x00")[:20] in told
    assert looked >= len(findings)


def test_a_copied_passage_leads_to_its_twin_with_both_marked(page, demo) -> None:
    with Case.open(demo[0]) as case:
        link = next(link for link in case.links() if link.kind.value == "reuses")
    page.goto(f"/documents/{link.a}?chosen=1&copies=1")
    page.locator("a.m.copies").first.click()
    page.wait_for_url("**/compare**")
    shown = page.locator(":target")
    assert shown.locator("blockquote.copied").count() == 2
    left, right = (" ".join(words.split()) for words in shown.locator("mark").all_inner_texts())
    assert left[:30] == right[:30]


def test_the_room_is_walked_through_by_keyboard_alone(page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "To the content"
    page.keyboard.press("Enter")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('h3') !== null"):
            break
    question = page.evaluate("document.activeElement.innerText")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/findings/*")
    assert page.locator("h1").inner_text() == question
    page.keyboard.press("/")
    page.keyboard.type("fire")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=fire")
    assert page.locator("mark").count() > 0


def test_every_link_and_field_is_reached_by_tab_and_seen(page, demo) -> None:
    for address in addresses(demo[0]):
        page.goto(address)
        hidden = page.evaluate(
            """() => [...document.querySelectorAll('main a[href]:not([tabindex="-1"]), main button, main input, main select')]
            .filter(e => e.type !== 'hidden' && !e.closest('details:not([open])'))
            .filter(e => e.tabIndex < 0 || !e.getClientRects().length).map(e => e.outerHTML.slice(0, 120))"""
        )
        assert hidden == [], address


@pytest.mark.parametrize("width", [390, 820, 1600])
def test_nothing_is_cut_off_at_any_width(page, demo, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for address in addresses(demo[0]):
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, address


def test_every_page_prints_whole_and_without_forms(page, demo) -> None:
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 740, "height": 1000})
    for address in addresses(demo[0]):
        page.goto(address)
        assert page.locator("h1").is_visible(), address
        assert page.locator("header:visible, form:visible, button:visible").count() == 0, address
        hidden = page.evaluate(
            "[...document.querySelectorAll('.synopsis')].map(e => e.scrollWidth - e.clientWidth).filter(w => w > 0)"
        )
        assert hidden == [], address


def test_a_correction_is_made_where_the_thing_is_seen_and_survives_a_rebuild(page, demo, demo_folder: Path) -> None:
    page.goto("/findings")
    question = page.locator("article h3").last.inner_text()
    send(page, page.locator("article h3 a").last)
    address = page.url
    page.get_by_label("Your name").first.fill("Ada Reader")
    page.get_by_label("Why").first.fill("It is something else.")
    send(page, page.get_by_role("button", name="Reject"))
    assert page.url == address
    assert "rejected by a reader" in page.locator("main").inner_text()
    assert page.get_by_label("Your name").first.input_value() == "Ada Reader"
    Case.build(demo_folder, demo[0], BuildOptions(jobs=1, fresh=True)).close()
    page.goto("/findings")
    assert question not in page.locator("article h3").all_inner_texts()
    page.goto("/history")
    send(page, page.get_by_role("button", name="Undo").first)
    page.goto("/findings")
    assert question in page.locator("article h3").all_inner_texts()


def test_two_findings_are_merged_and_one_saying_split_off(page, demo, demo_folder: Path) -> None:
    with Case.open(demo[0]) as case:
        one, two = case.findings()[:2]
        count = case.count_findings()
    page.goto(f"/findings/{one.id}")
    page.get_by_text("It asks the same as another finding").click()
    form = page.locator("form", has=page.get_by_role("button", name="Merge into one"))
    form.get_by_label("identifier").fill(two.id)
    form.get_by_label("Your name").fill("Ben")
    form.get_by_label("Why").fill("One fire.")
    send(page, form.get_by_role("button"))
    assert "merged" in page.locator(".decisions").inner_text()
    assert "Ben merged 2 findings" in page.locator("main").inner_text()
    page.goto("/findings")
    assert f"{count - 1} findings" in page.locator("main .lead").inner_text()
    send(page, page.locator("article h3 a").first)
    page.get_by_text("Some of these answer another question").click()
    form = page.locator("form", has=page.get_by_role("button", name="Split off"))
    form.get_by_role("checkbox").first.check()
    form.get_by_label("Your name").fill("Ben")
    send(page, form.get_by_role("button"))
    page.goto("/findings")
    assert f"{count} findings" in page.locator("main .lead").inner_text()
    Case.build(demo_folder, demo[0], BuildOptions(jobs=1)).close()
    page.goto("/history")
    assert page.locator("tbody tr").first.locator("td").nth(5).inner_text() == "in force"
    while page.get_by_role("button", name="Undo").count():
        send(page, page.get_by_role("button", name="Undo").first)
    with Case.open(demo[0]) as case:
        assert {item.id for item in case.findings()} >= {one.id, two.id}
        assert case.count_findings() == count


def test_findings_are_filtered_and_sorted_by_keyboard_alone(page) -> None:
    page.goto("/findings")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "verdict"
    page.keyboard.type("contested")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "sort":
            break
    page.keyboard.type("most")
    with page.expect_navigation():
        for _ in range(4):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.type") == "submit":
                break
        page.keyboard.press("Enter")
    assert "verdict=contested" in page.url
    assert "sort=sources" in page.url
    assert set(page.locator("article").evaluate_all("all => all.map(a => a.dataset.verdict)")) == {"contested"}
    assert "most accounts" in page.locator("main .lead").inner_text()


def test_an_actor_is_renamed_merged_and_split(page, demo) -> None:
    page.goto("/actors")
    send(page, page.locator("table").last.locator("tbody th a").first)
    page.get_by_text("Some places mean another actor").click()
    form = page.locator("form", has=page.get_by_role("button", name="Split off"))
    form.get_by_role("checkbox").first.check()
    form.get_by_label("Name of the other").fill("The other one")
    form.get_by_label("Your name").fill("Ben")
    send(page, form.get_by_role("button"))
    page.goto("/history")
    send(page, page.get_by_role("link", name="The other one").first)
    page.get_by_text("Another name").click()
    form = page.locator("form", has=page.get_by_role("button", name="Rename"))
    form.get_by_label("New name").fill("Somebody else")
    send(page, form.get_by_role("button"))
    assert page.locator("h1").inner_text() == "Somebody else"
    page.goto("/history")
    while page.get_by_role("button", name="Undo").count():
        send(page, page.get_by_role("button", name="Undo").first)
    page.goto("/history")
    assert page.get_by_role("link", name="Somebody else").count() == 0
    assert page.locator("tr.undone").count() >= 2


def test_the_switch_marks_what_is_chosen(page, demo) -> None:
    with Case.open(demo[0]) as case:
        key = case.documents()[0].id
    page.goto(f"/documents/{key}")
    assert page.locator("p.text .m.figures").count() == 0
    page.get_by_label("figures").check()
    page.get_by_label("findings").uncheck()
    send(page, page.locator("form.switch").get_by_role("button", name="Show"))
    assert page.locator("p.text .m.figures").count() > 0
    assert page.locator("p.text .m.findings").count() == 0
    assert "figures=1" in page.url


@contextmanager
def pages_of(browser, path: Path) -> Iterator[object]:
    """A page of a case's room; what fails in it, or is loaded from elsewhere, fails the test."""
    troubles: list[str] = []
    with serving(path) as room:
        opened = browser.new_page(base_url=room, viewport={"width": 1200, "height": 900})
        opened.on("pageerror", lambda error: troubles.append(str(error)))
        opened.on("dialog", lambda shown: troubles.append(shown.message))
        opened.on("request", lambda asked: None if asked.url.startswith(room) else troubles.append(asked.url))
        yield opened
        opened.close()
    assert troubles == []


def walk(opened, path: Path) -> None:
    """Open every page wide and narrow; nothing is cut off, and nobody is kept out."""
    for address in addresses(path):
        answer = opened.goto(address)
        assert answer.status == 200, address
        assert opened.locator("h1").count() == 1, address
        assert serious(opened) == [], address
        for width in (390, 1200):
            opened.set_viewport_size({"width": width, "height": 900})
            wide = opened.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, (address, width)


def test_an_empty_case_has_every_page(browser, tmp_path: Path) -> None:
    path = tmp_path / "empty.crossread"
    with Writer(path) as writer:
        writer.set_meta("version", "0")
    with pages_of(browser, path) as opened:
        walk(opened, path)


def test_a_large_case_has_every_page(browser, tmp_path: Path) -> None:
    path = tmp_path / "large.crossread"
    write_large(path, 700)
    with pages_of(browser, path) as opened:
        walk(opened, path)
        opened.goto("/findings?sort=time")
        first = opened.locator("article h3").all_inner_texts()
        opened.get_by_role("link", name="Next").click()
        assert "sort=time" in opened.url
        assert set(first).isdisjoint(opened.locator("article h3").all_inner_texts())


def test_hostile_text_is_shown_as_text(browser, case_path: Path) -> None:
    with Case.open(case_path) as case:
        key = case.documents()[1].id
        case.decide("rename", "c1", to="<script>alert(2)</script>\u202e", by="<b>\u202eAda", at="2031-06-01T10:00:00Z")
    with pages_of(browser, case_path) as opened:
        opened.goto(f"/documents/{key}?chosen=1&{EVERY}")
        assert "<script>alert(1)</script>" in opened.locator(".reader").inner_text()
        for address in addresses(case_path):
            opened.goto(address)
            assert not set("\u202e\u0007\x1b") & set(opened.locator("main").inner_text()), address
        opened.goto("/actors")
        assert "<script>alert(2)</script>" in opened.locator("main").inner_text()
        opened.goto("/history")
        assert "<b>" in opened.locator("main").inner_text()
