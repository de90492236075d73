"""Which names in a folder are no accounts."""

from __future__ import annotations

from typing import Final

from crossread.read.metadata import TABLE

_OF_SYSTEMS: Final = {"thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r", "__macosx", "$recycle.bin", "lost+found"}
_OF_FOLDERS: Final = ("readme", "license", "licence", "copying")
"""First parts of names of files that tell of a folder and are no account in it."""
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
    """Return whether a file of this name is no account: hidden, an office lock, a case, a table of sources, a README.

    Examples:
        >>> [is_aside(name) for name in ("sources.csv", "README.md", "~$draft.docx", "fire.crossread", "fire.txt")]
        [True, True, True, True, False]
    """
    lower = name.lower()
    aside = lower == TABLE or lower.partition(".")[0] in _OF_FOLDERS or lower.endswith(_OF_CASES)
    return aside or name.startswith("~$") or is_hidden(name)
