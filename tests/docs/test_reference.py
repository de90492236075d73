"""The reference is what the code says now, and every reason, error and notice has its words."""

from __future__ import annotations

import ast
import importlib.util
from pathlib import Path

import pytest

from crossread.errors import Notice, NoticeCode
from crossread.show.reasons import REASONS
from crossread.show.wording import notice_text

ROOT = Path(__file__).parents[2]


def make_reference():
    spec = importlib.util.spec_from_file_location("make_reference", ROOT / "docs" / "make_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_reference_pages_are_up_to_date() -> None:
    maker = make_reference()
    for name, page in maker.PAGES.items():
        written = (ROOT / "docs" / "reference" / name).read_text("utf-8")
        assert written == page(), f"run python docs/make_reference.py ({name})"


@pytest.mark.parametrize("code", list(NoticeCode))
def test_every_notice_has_a_sentence(code: NoticeCode) -> None:
    assert notice_text(Notice(code, detail="that")).endswith(".")


def rules() -> set[str]:
    """Names of all reasons that a room may give: the first argument of every `Reason(...)` that is a plain string."""
    found = set()
    for path in sorted((ROOT / "src" / "crossread").rglob("*.py")):
        if path.parent.name not in {"align", "judge", "extract", "run"}:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Reason" and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return found | NAMED


NAMED = {"one_telling", "one_voice", "partly_copied", "same_text", "same_source", "same_family", "same_agency"}
NAMED |= {"reader_confirmed", "reader_rejected", "reader_joined", "reader_parted"}
"""Rules whose name stands in a variable where the reason is made."""


def test_every_reason_has_its_words() -> None:
    assert rules() - set(REASONS) == set()


def test_named_rules_exist() -> None:
    rooms = [path for path in (ROOT / "src" / "crossread").rglob("*.py") if path.parent.name != "show"]
    sources = "".join(path.read_text("utf-8") for path in rooms)
    assert {name for name in NAMED if f'"{name}"' not in sources} == set()


def test_no_words_for_reasons_that_nobody_gives() -> None:
    assert set(REASONS) - rules() == set()
