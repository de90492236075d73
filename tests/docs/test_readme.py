"""The README shows what the commands print, and its links lead somewhere."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_example_is_what_the_command_prints() -> None:
    spec = importlib.util.spec_from_file_location("make_example", ROOT / "docs" / "make_example.py")
    assert spec is not None
    assert spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    text = (ROOT / "README.md").read_text("utf-8")
    assert "$ crossread findings" in text
    assert text == maker.page(text), "run python docs/make_example.py"


def test_links_lead_somewhere() -> None:
    for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "accounts/README.md", "quality/README.md"):
        page = ROOT / name
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{name}: {target}"


def test_every_module_has_its_room_in_the_architecture() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    for path in sorted((ROOT / "src" / "crossread").iterdir()):
        if path.name.startswith("_") or path.name in {"data", "py.typed"}:
            continue
        assert (f"{path.name}/" if path.is_dir() else path.name) in text, path.name
