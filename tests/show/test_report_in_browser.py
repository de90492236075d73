"""The report in headless Chromium: nothing is cut off, links land on the words, the filter filters, print shows all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from crossread.case import Case
from crossread.show.export.formats import Format, write_export

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (make browser installs it on Debian)"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()


@pytest.fixture
def page(browser, case: Case, tmp_path: Path):
    target = tmp_path / "report.html"
    write_export(case, Format.HTML, target)
    errors: list[str] = []
    opened = browser.new_page(viewport={"width": 1200, "height": 900})
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("request", lambda request: errors.append(request.url) if request.url != target.as_uri() else None)
    opened.goto(target.as_uri())
    yield opened
    opened.close()
    assert errors == []


def test_findings_show_question_answers_and_words(page) -> None:
    card = page.locator("article.f").first
    assert card.locator("h3").inner_text() == "How many people died?"
    assert card.locator("mark").all_inner_texts() == ["At least nine people died", "Twenty people died"]
    assert "the harbour office, “said”" in card.inner_text()


def test_a_link_from_a_finding_lands_on_the_passage(page) -> None:
    link = page.locator("article.f .evidence a").first
    link.click()
    target = page.evaluate("document.querySelector(':target').innerText")
    assert "At least nine people died" in target


def test_marked_words_in_a_text_lead_back_to_their_finding(page) -> None:
    page.locator("section.d a.m").first.click()
    assert page.evaluate("document.querySelector(':target').dataset.verdict") in {"contested", "single_source"}


def test_filter_by_verdict_with_the_keyboard(page) -> None:
    assert page.locator("article.f:visible").count() == 2
    page.get_by_role("button", name="single source 1").focus()
    page.keyboard.press("Enter")
    assert page.locator("article.f:visible").count() == 1
    page.get_by_role("button", name="all").focus()
    page.keyboard.press("Enter")
    assert page.locator("article.f:visible").count() == 2


@pytest.mark.parametrize("width", [360, 800, 1600])
def test_nothing_is_cut_off_at_any_width(page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0


def test_print_shows_reasons_and_hides_buttons(page) -> None:
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("details li").first.is_visible()
    assert not page.locator("nav").is_visible()


def test_hostile_text_is_shown_as_text(page) -> None:
    assert "<script>alert(1)</script>" in page.locator("section.d").last.inner_text()
