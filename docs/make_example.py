"""Writes the example of README.md: the first findings of the demonstration, as the command prints them.

Run `python docs/make_example.py`; a test fails when the README shows something else than the command prints.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
EVENT = Path(__file__).parents[1] / "src" / "crossread" / "data" / "demo" / "harbour-fire"
BLOCK = re.compile(r"(<!-- example:begin -->\n).*?(<!-- example:end -->)", re.DOTALL)
SHOWN = 3


def crossread(*words: str) -> str:
    """Return what a command prints."""
    command = [sys.executable, "-m", "crossread", *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def example() -> str:
    """Return the example: a command and what it prints."""
    with tempfile.TemporaryDirectory() as folder:
        case = str(Path(folder, "harbour-fire.crossread"))
        crossread("build", str(EVENT), "-o", case, "--quiet")
        out = crossread("findings", case, "--limit", str(SHOWN))
    body = "\n".join(line.rstrip() for line in out.replace(case, "CASE").strip().splitlines()[:-1]).rstrip()
    return f"```\n$ crossread findings harbour-fire.crossread --limit {SHOWN}\n\n{body}\n```\n"


def page(text: str) -> str:
    """Return the README with the example as it is now."""
    made = example()
    return BLOCK.sub(lambda match: match[1] + made + match[2], text)


if __name__ == "__main__":
    README.write_text(page(README.read_text("utf-8")), "utf-8")
