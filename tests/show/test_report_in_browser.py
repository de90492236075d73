"""The report in headless Chromium: nothing is cut off, links land on the words, the filter filters, print shows all."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.show.chromium import MARKS

from crossread.case import Case
from crossread.show.export.formats import Format, write_export

pytestmark = MARKS


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


def shown(page) -> str:
    """The one page of the report that is shown."""
    assert page.locator(".leaf:visible").count() == 1
    return page.locator(".leaf:visible").get_attribute("id")


def leaves(page) -> list[str]:
    return page.locator(".leaf").evaluate_all("all => all.map(one => one.id)")


def test_the_overview_comes_first_and_the_pages_follow_from_it(page) -> None:
    assert shown(page) == "overview"
    for name in ("Findings", "Timeline", "Documents", "Compare", "Actors", "Sources", "History", "Notices"):
        page.locator("header nav").get_by_role("link", name=name).click()
        assert shown(page) == name.lower()
        assert page.locator("header nav [aria-current=page]").inner_text() == name


def test_a_finding_opens_its_synopsis_and_leads_to_the_words(page) -> None:
    page.goto(page.url + "#findings")
    page.get_by_role("link", name="How many people died?").first.click()
    assert shown(page) == "n00aa"
    leaf = page.locator("#n00aa")
    assert leaf.locator("mark").all_inner_texts()[:2] == ["At least nine", " people died"]
    assert "the harbour office, “said”" in leaf.inner_text()
    leaf.get_by_role("link", name="in the text").first.click()
    assert shown(page).startswith("d")
    target = page.locator(":target")
    assert "At least nine people died" in target.inner_text()
    assert target.locator("a.findings").first.is_visible()
    target.locator("a.findings").first.click()
    assert shown(page) in {"n00aa", "n00bb"}


def test_every_link_lands_on_its_place(page) -> None:
    links = page.locator("a[href]").evaluate_all("all => [...new Set(all.map(a => a.getAttribute('href')))]")
    assert len(links) > 15
    for link in links:
        page.evaluate("link => { location.hash = link; }", link)
        page.wait_for_function("link => location.hash === link", arg=link)
        assert page.locator(".leaf:visible").count() == 1
        if link != "#main":
            assert page.evaluate("document.querySelector(':target') !== null"), link


def test_there_is_no_form_in_a_report(page) -> None:
    assert page.locator("form, input, select").count() == 0


def test_findings_are_filtered_by_verdict_with_the_keyboard(page) -> None:
    page.get_by_role("link", name="Findings", exact=True).first.click()
    cards = page.locator("#findings .card:visible")
    assert cards.count() == 2
    page.get_by_role("button", name="single source 1").focus()
    page.keyboard.press("Enter")
    assert cards.count() == 1
    page.get_by_role("button", name="all").focus()
    page.keyboard.press("Enter")
    assert cards.count() == 2
    page.goto(page.url.split("#")[0] + "#overview")
    page.locator(".tiles a", has_text="contested").click()
    assert cards.count() == 1


@pytest.mark.parametrize("width", [360, 800, 1600])
def test_nothing_is_cut_off_at_any_width(page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for leaf in leaves(page):
        page.evaluate("leaf => { location.hash = leaf; }", leaf)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, leaf


def test_print_holds_every_page_and_its_reasons(page) -> None:
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".leaf:visible").count() == page.locator(".leaf").count() > 8
    assert page.locator("#n00aa .list li").first.is_visible()
    assert not page.locator("header").is_visible()


def test_without_scripts_everything_stands_on_one_page(browser, case: Case, tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    write_export(case, Format.HTML, target)
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(target.as_uri())
    assert opened.locator(".leaf:visible").count() > 8
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_violation(page, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page.emulate_media(color_scheme=scheme)
    for leaf in leaves(page):
        page.evaluate("leaf => { location.hash = leaf; }", leaf)
        found = axe.run(page).response["violations"]
        serious = [item for item in found if item["impact"] in {"serious", "critical"}]
        assert [f"{item['id']}: {item['nodes'][0]['html'][:200]}" for item in serious] == [], leaf


def test_hostile_text_is_shown_as_text(page, case: Case) -> None:
    page.evaluate("key => { location.hash = key; }", case.documents()[1].id)
    assert "<script>alert(1)</script>" in page.locator(".leaf:visible").inner_text()
