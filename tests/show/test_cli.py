"""The terminal face, on a case made by hand."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from crossread import __version__
from crossread.__main__ import main


class Ran(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def crossread(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Ran]:
    def run(*words: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["crossread", *map(str, words)])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 0 if stop.code is None else 1
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Ran(code, out.decode(), err.decode())

    return run


def test_version_loads_nothing_heavy() -> None:
    code = "import sys; sys.argv = ['crossread', '--version']; from crossread.__main__ import main; main(); print(*sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.startswith(f"crossread {__version__}\n")
    assert not {"typer", "rich", "numpy", "spacy", "onnxruntime", "sqlite3"} & set(out.split())


def test_help_loads_no_model() -> None:
    code = "import sys; import crossread.show.cli; print(*sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not {"numpy", "spacy", "onnxruntime", "trafilatura"} & set(out.split())


def test_findings_are_told_with_words_and_voices(crossread, case_path: Path) -> None:
    ran = crossread("findings", case_path)
    assert ran.code == 0
    for words in ("contested", "How many people died?", "At least nine people died", "the harbour office, “said”"):
        assert words in ran.out
    assert "2 findings" in ran.out


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (("--verdict", "contested"), 1),
        (("--verdict", "single-source"), 1),
        (("--verdict", "updated"), 0),
        (("--kind", "figure"), 1),
        (("--source", "bell <b>News</b>"), 2),
        (("--source", "drum.txt"), 1),
        (("--about", "talks"), 1),
        (("--about", "no such words"), 0),
        (("--limit", "1"), 1),
    ],
)
def test_findings_filters(crossread, case_path: Path, options: tuple[str, ...], count: int) -> None:
    ran = crossread("findings", case_path, "--json", *options)
    assert ran.code == 0
    assert len(json.loads(ran.out)) == count


def test_a_wrong_filter_says_what_is_right(crossread, case_path: Path) -> None:
    ran = crossread("findings", case_path, "--verdict", "true")
    assert ran.code == 2
    assert "contested" in ran.err
    assert "single_source" in ran.err


def test_show_marks_the_words_in_their_passage(crossread, case_path: Path) -> None:
    ran = crossread("show", case_path, "n00aa")
    assert "[At least nine people died]" in ran.out
    assert "the harbour office said" in ran.out
    assert "Why" in ran.out
    near = crossread("show", case_path, "n00zz")
    assert near.code == 5
    assert "n00aa" in near.err


def test_texts_cannot_command_the_terminal(crossread, case_path: Path) -> None:
    told = "".join(
        crossread(*words).out
        for words in (("show", case_path, "n00aa"), ("search", case_path, "alert"), ("notices", case_path))
    )
    assert "alert(1)" in told
    assert not set("\u202e\u0007\x1b") & set(told)


def test_documents_search_and_notices(crossread, case_path: Path) -> None:
    listed = crossread("documents", case_path)
    assert "bell.txt" in listed.out
    assert "May 2031" in listed.out
    hits = crossread("search", case_path, "flames")
    assert "[flames]" in hits.out
    assert "1 passage." in hits.out
    assert "No passage" in crossread("search", case_path, "volcano").out
    assert crossread("search", case_path, '" OR *').code == 0
    told = crossread("notices", case_path)
    assert "t.csv" in told.out
    for command in (("documents",), ("notices",), ("search", "people")):
        words = (command[0], case_path, *command[1:], "--json")
        assert json.loads(crossread(*words).out)


@pytest.mark.parametrize("kind", ["json", "markdown", "html", "csv"])
def test_export_writes_beside_the_case(crossread, case_path: Path, kind: str) -> None:
    ran = crossread("export", case_path, "--format", kind)
    assert ran.code == 0
    written = Path(ran.out.removeprefix("Written: ").strip())
    assert written.exists()
    assert written.parent == case_path.parent


def test_export_to_standard_output(crossread, case_path: Path) -> None:
    assert json.loads(crossread("export", case_path, "-o", "-").out)["format"] == "crossread-case/1"


def test_what_is_no_case_is_told(crossread, tmp_path: Path) -> None:
    missing = crossread("findings", tmp_path / "none.crossread")
    assert missing.code == 4
    assert "crossread build" in missing.err
    novel = tmp_path / "novel.crossread"
    novel.write_text("It was a dark night.")
    foreign = crossread("findings", novel)
    assert foreign.code == 4
    assert "not a Crossread case" in foreign.err
    assert novel.read_text() == "It was a dark night."


def test_unknown_commands_and_options_are_usage_errors(crossread) -> None:
    assert crossread("frobnicate").code == 2
    assert crossread("findings").code == 2


def test_decide_undo_and_decisions(crossread, case_path: Path) -> None:
    made = crossread("decide", case_path, "reject", "n00aa", "--by", "Ada", "--note", "Two fires")
    assert made.code == 0
    key = made.out.split()[1].rstrip(".")
    assert "How many people died?" not in crossread("findings", case_path).out
    listed = crossread("decisions", case_path).out
    assert "rejected" in listed
    assert "in force" in listed
    assert crossread("undo", case_path, key).code == 0
    listed = json.loads(crossread("decisions", case_path, "--json").out)
    assert [item["undone"] for item in listed] == [False, True]
    assert crossread("decide", case_path, "reject", "n00aa", "--by", " ").code == 2
