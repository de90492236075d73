"""The demonstration, and that the accounts it ships are those of the corpus."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from crossread.__main__ import main

ROOT = Path(__file__).parents[2]


def test_demo_builds_prints_and_writes_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        sys, "argv", ["crossread", "demo", "--folder", str(tmp_path / "demo"), "--quiet", "--limit", "2"]
    )
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 0
    out = capsys.readouterr().out
    for words in (
        "4 accounts",
        "contested",
        " more: ",
        "crossread serve",
        "crossread build FOLDER",
        "harbour-fire.html",
    ):
        assert words in out, words
    assert "The Red Anchor" in (tmp_path / "demo" / "harbour-fire.html").read_text("utf-8")


def test_shipped_accounts_are_those_of_the_corpus() -> None:
    folders = pytest.importorskip("crossread_scores.folders")
    accounts = pytest.importorskip("crossread_scores.accounts")
    event = accounts.load_event(ROOT / "accounts" / "harbour-fire")
    shipped = ROOT / "src" / "crossread" / "data" / "demo" / "harbour-fire"
    files = folders.folder_files(event)
    assert {path.name: path.read_bytes().decode() for path in shipped.iterdir()} == files
