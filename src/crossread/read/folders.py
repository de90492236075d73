"""Which names in a folder are no accounts."""

from __future__ import annotations

from typing import Final

from crossread.read.metadata import TABLE

_OF_SYSTEMS: Final = {"thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r", "__macosx", "$recycle.bin", "lost+found"}
_OF_CASES: Final = (".crossread", ".crossread-wal", ".crossread-shm", ".crossread-journal")


def is_hidden(path: str) -> bool:
    """Return whether any step of a path is hidden or belongs to the operating system.

    Examples:
        >>> is_hidden("news/.git/config"), is_hidden("news/a.txt")
        (True, False)
    """
    return any(
        (name.startswith(".") and name not in {".", ".."}) or name.lower() in _OF_SYSTEMS for name in path.split("/")
    )


def is_aside(name: str) -> bool:
    """Return whether a file of this name is no account: hidden, an office program's lock, a case, the table of sources.

    Examples:
        >>> [is_aside(name) for name in ("sources.csv", "~$draft.docx", "fire.crossread", "fire.txt")]
        [True, True, True, False]
    """
    return is_hidden(name) or name.startswith("~$") or name.lower().endswith(_OF_CASES) or name.lower() == TABLE
