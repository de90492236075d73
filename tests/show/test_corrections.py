"""Corrections in the reading room: made where the thing is seen, signed, undone; forged ones are refused."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from crossread.case import Case
from crossread.model.finding import Standing
from crossread.show.web import LARGEST_FORM, make_app

FINDING = "/findings/n00aa"
NAME = 'Ána <script>alert(1)</script> & "R"'


@pytest.fixture
def room(case_path: Path) -> TestClient:
    return TestClient(make_app(case_path, ("testserver",)))


def token_on(room: TestClient, address: str) -> str:
    found = re.search(r'name="token" value="([0-9a-f]+)"', room.get(address).text)
    assert found
    return found[1]


def decided(room: TestClient, **fields: str):
    form = {"kind": "reject", "target": "n00aa", "by": NAME, "note": "No.", "back": FINDING, **fields}
    form.setdefault("token", token_on(room, FINDING))
    return room.post("/decide", data=form, follow_redirects=False)


def test_rejecting_hides_the_finding_until_it_is_undone(room: TestClient, case_path: Path) -> None:
    answer = decided(room)
    assert (answer.status_code, answer.headers["location"]) == (303, FINDING)
    assert "How many people died?" not in room.get("/findings").text
    assert "1 rejected by readers is hidden" in room.get("/findings").text
    assert "How many people died?" in room.get("/findings?rejected=1").text
    page = room.get(FINDING).text
    assert "rejected by a reader" in page
    with Case.open(case_path) as case:
        made = case.decisions()[-1]
        assert (made.by, made.note) == (NAME, "No.")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", made.at)
    form = {"decision": made.id, "token": token_on(room, FINDING), "back": "/history"}
    assert room.post("/undo", data=form).status_code == 200
    assert "How many people died?" in room.get("/findings").text
    with Case.open(case_path) as case:
        assert case.finding("n00aa").standing is Standing.OPEN
    assert "undone" in room.get("/history").text


def test_the_name_is_remembered_in_a_cookie_that_no_other_site_sends(room: TestClient) -> None:
    answer = decided(room)
    cookies = answer.headers.get_list("set-cookie")
    assert all("SameSite=strict" in cookie and "HttpOnly" in cookie for cookie in cookies)
    field = re.search(r'name="by"[^>]* value="([^"]*)"', room.get(FINDING).text)
    assert field
    assert unescape(field[1]) == NAME


def test_hostile_names_and_notes_are_shown_as_text(room: TestClient) -> None:
    decided(room, kind="note", note="<img src=x onerror=alert(1)> \u202e\x07" + "x" * 5000)
    for address in (FINDING, "/history"):
        page = room.get(address).text
        assert "<img" not in page
        assert "<script>alert" not in page
        assert not set("\u202e\u0007") & set(page)


@pytest.mark.parametrize("token", ["", "0" * 64, "é"])
def test_forged_tokens_are_refused(room: TestClient, case_path: Path, token: str) -> None:
    room.get(FINDING)
    assert decided(room, token=token).status_code == 403
    with Case.open(case_path) as case:
        assert len(case.decisions()) == 1


def test_a_token_of_another_visit_is_refused(room: TestClient, case_path: Path) -> None:
    stranger = TestClient(room.app)
    token = token_on(stranger, FINDING)
    room.get(FINDING)
    assert decided(room, token=token).status_code == 403
    room.cookies.clear()
    room.cookies.set("crossread_visit", "made-up.0000")
    assert decided(room, token=token).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{"origin": "http://evil.example"}, {"origin": "null"}, {"host": "evil.example"}, {"sec-fetch-site": "cross-site"}],
)
def test_forms_from_elsewhere_are_refused(room: TestClient, case_path: Path, headers: dict[str, str]) -> None:
    form = {"kind": "reject", "target": "n00aa", "by": "A", "token": token_on(room, FINDING)}
    assert room.post("/decide", data=form, headers=headers).status_code == 403
    with Case.open(case_path) as case:
        assert case.finding("n00aa").standing is Standing.OPEN


@pytest.mark.parametrize("back", ["//evil.example", "http://evil.example", "/\\evil.example", "/a\nSet-Cookie: a=b"])
def test_nobody_is_led_away(room: TestClient, back: str) -> None:
    assert decided(room, back=back).headers["location"] == "/history"


def test_a_form_that_is_too_long_is_refused(room: TestClient) -> None:
    assert decided(room, note="x" * LARGEST_FORM).status_code == 413


@pytest.mark.parametrize(("fields", "status"), [({"by": " "}, 400), ({"kind": "bless"}, 400), ({"target": "n9"}, 404)])
def test_what_cannot_be_decided_is_told(room: TestClient, fields: dict[str, str], status: int) -> None:
    answer = decided(room, **fields)
    assert answer.status_code == status
    assert "<h1>" in answer.text


def test_reading_never_changes_the_case(room: TestClient, case_path: Path) -> None:
    before = case_path.read_bytes()
    for address in ("/", "/findings", FINDING, "/history", "/documents", "/decide", "/undo"):
        room.get(address)
    assert case_path.read_bytes() == before


# Behind a password


@pytest.fixture
def locked(case_path: Path) -> TestClient:
    return TestClient(make_app(case_path, ("testserver",), password="swordfish é"))  # noqa: S106


def enter(room: TestClient, password: str, name: str = "Ben"):
    form = {"by": name, "password": password, "token": token_on(room, "/enter")}
    return room.post("/enter", data=form, follow_redirects=False)


def test_behind_a_password_strangers_see_nothing(locked: TestClient) -> None:
    for address in ("/", FINDING, "/documents", "/search?q=flames"):
        answer = locked.get(address, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"], answer.text) == (303, "/enter", "")
    locked.cookies.set("crossread_reader", "Ben.0000")
    assert locked.get("/", follow_redirects=False).status_code == 303
    form = {"kind": "reject", "target": "n00aa", "by": "A", "token": token_on(locked, "/enter")}
    assert locked.post("/decide", data=form, follow_redirects=False).headers["location"] == "/enter"


def test_the_password_lets_in_and_signs(locked: TestClient, case_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crossread.show.web._PAUSE", 0.0)
    assert enter(locked, "wrong").status_code == 403
    assert enter(locked, "swordfish é", name=" ").status_code == 403
    assert enter(locked, "swordfish é").headers["location"] == "/"
    assert decided(locked, by="Somebody Else").status_code == 303
    with Case.open(case_path) as case:
        assert case.decisions()[-1].by == "Ben"
