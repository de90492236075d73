"""A small folder of accounts, written here."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossread.case import Case
from crossread.run.options import BuildOptions

BELL = """Mill fire kills nine

ORSK HAVEN, 12 May (Bell) - At least nine people were killed when the old flour mill burned down on Monday, the fire
brigade said. Mayor Ana Ruiz said the gate had been locked. "We counted nine bodies," she said.

Thirty people were injured.
"""
DRUM = """A hundred questions and no answer

Fourteen people were killed in the fire at the flour mill on Monday, whatever the town hall likes to say. The gate was not
locked, according to two workers. "We counted nine bodies," claimed the so-called mayor, Ana Ruiz.
"""
TOWN = """Statement of the town of Orsk Haven

The town mourns the nine people who were killed in the fire of 12 May 2031. Thirty people were injured. The town rejects
all rumours. Mayor Ana Ruiz will speak on Thursday.
"""
TABLE = """path,source,family,author,title,published,url
bell.txt,Bell News,,,,2031-05-13,
drum.txt,The Drum,,K. Loud,,2031-05-14,
town.txt,Town of Orsk Haven,,,,2031-05-15,
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "mill"
    target.mkdir()
    for name, text in (("bell.txt", BELL), ("drum.txt", DRUM), ("town.txt", TOWN), ("sources.csv", TABLE)):
        target.joinpath(name).write_text(text, "utf-8")
    return target


@pytest.fixture
def path(folder: Path, tmp_path: Path) -> Path:
    target = tmp_path / "mill.crossread"
    Case.build(folder, target, BuildOptions(jobs=1)).close()
    return target


@pytest.fixture
def case(path: Path):
    with Case.open(path) as opened:
        yield opened
