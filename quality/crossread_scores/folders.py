"""An event of the accounts corpus as a folder that a reader would hold: plain texts and a table of sources.

`python -m crossread_scores.folders EVENT FOLDER` writes one; the accounts that ship with Crossread are made so.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Sequence
from pathlib import Path

from crossread_scores.accounts import AccountsEvent, load_event

COLUMNS = ("path", "source", "family", "author", "published", "url")
ROOT = Path(__file__).parents[2] / "accounts"


def folder_files(event: AccountsEvent) -> dict[str, str]:
    """Return the content of each file: `<outlet>.txt` and `sources.csv`."""
    files = {f"{name}.txt": text.text for name, text in sorted(event.texts.items())}
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for name in sorted(event.texts):
        outlet = event.sheet.outlets[name]
        row = (f"{name}.txt", outlet.name, outlet.family, outlet.author, outlet.published, outlet.url)
        writer.writerow(["" if cell is None else str(cell) for cell in row])
    files["sources.csv"] = stream.getvalue()
    return files


def write_folder(event: AccountsEvent, folder: Path) -> None:
    """Write the event's accounts to `folder`, made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in folder_files(event).items():
        folder.joinpath(name).write_bytes(text.encode())


def main(arguments: Sequence[str]) -> int:
    """Write one event to one folder; return the exit code."""
    if len(arguments) != 2:
        sys.stderr.write("usage: python -m crossread_scores.folders EVENT FOLDER\n")
        return 2
    event = load_event(ROOT / arguments[0])
    if event.errors or not event.texts:
        sys.stderr.write("\n".join(event.errors) or f"no event {arguments[0]}")
        return 1
    write_folder(event, Path(arguments[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
