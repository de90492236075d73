"""The reference is what the code says now, and every reason, error and notice has its words."""

from __future__ import annotations

import ast
import importlib.util
from pathlib import Path

import pytest

from crossread.align.scorer import FEATURES
from crossread.errors import Notice, NoticeCode
from crossread.show.export.formats import Format
from crossread.show.export.json import schema
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
    """Names of the rules that a room may give: plain strings in `Reason(...)`, in the links within a document, and the
    measures of the trained scorer."""
    found = set(FEATURES.values())
    for path in sorted((ROOT / "src" / "crossread").rglob("*.py")):
        if path.parent.name not in ROOMS:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            if getattr(node.func, "id", "") == "Reason":
                found |= {arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant)}
            elif path.name == "links.py" and getattr(node.func, "attr", "") == "join" and len(node.args) > 3:
                found |= {arg.value for arg in node.args[3:4] if isinstance(arg, ast.Constant)}
    return found


ROOMS = {"align", "judge", "extract", "run"}


def test_every_reason_has_its_words() -> None:
    assert rules() - set(REASONS) == set()


def test_no_words_for_reasons_that_nobody_gives() -> None:
    rooms = [path for path in (ROOT / "src" / "crossread").rglob("*.py") if path.parent.name in {*ROOMS, "model"}]
    sources = "".join(path.read_text("utf-8") for path in rooms)
    assert {rule for rule in REASONS if f'"{rule}"' not in sources} == set()


def test_the_page_on_the_export_names_every_format_and_every_field_of_the_added_lists() -> None:
    page = (ROOT / "docs" / "reference" / "export.md").read_text("utf-8")
    for kind in Format:
        assert f"| `{kind.value}` |" in page
    known = schema()["$defs"]
    for section, names in (("sayings", ["saying"]), ("timeline", ["event", "telling"]), ("network", ["act"])):
        told = page[page.index(f"`{section}`: ") :].split("\n\n`")[0].split("\n### ")[0]
        for name in names:
            assert [field for field in known[name]["properties"] if f"`{field}`" not in told] == [], name
    assert known["attribution"]["properties"]["kind"]["enum"][-1] == "attitude"
    assert "`attitude`" in page
