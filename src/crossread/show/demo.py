"""The demonstration: accounts that ship with the package, made into a case, findings and a report."""

from __future__ import annotations

import sys
from importlib.resources import files
from pathlib import Path
from shutil import which
from typing import Final

from crossread.case import Case
from crossread.errors import CannotWriteError
from crossread.show import terminal
from crossread.show.export.formats import Format, write_export
from crossread.show.screen import Screen
from crossread.show.wording import count_text

EVENT: Final = "harbour-fire"
"""The event of the accounts corpus that ships with the package: four outlets tell of a fire in a port."""


def copy_accounts(folder: Path) -> Path:
    """Copy the shipped accounts to `folder`, and return where they lie.

    Raises:
        CannotWriteError: If `folder` cannot be written.
    """
    target = folder / EVENT
    try:
        target.mkdir(parents=True, exist_ok=True)
        for item in files("crossread").joinpath("data/demo", EVENT).iterdir():
            target.joinpath(item.name).write_bytes(item.read_bytes())
    except OSError as error:
        raise CannotWriteError(target, error.strerror or str(error)) from error
    return target


def run_demo(folder: Path, *, limit: int, quiet: bool) -> None:
    """Build the demonstration case in `folder`, print its first findings, write the report, say how to go on.

    Args:
        folder: Where accounts, case and report go; made where it is missing.
        limit: How many findings to print.
        quiet: Show no progress.
    """
    program = "crossread" if which("crossread") else sys.argv[0]
    accounts = copy_accounts(folder)
    path, report = folder / f"{EVENT}.crossread", folder / f"{EVENT}.html"
    with terminal.progress(quiet=quiet) as tell, Case.build(accounts, path, progress=tell) as case:
        out = terminal.console()
        screen = Screen(case)
        found = case.findings()
        out.print(f"\n{count_text(len(case.documents()), 'account')} of one invented event: {accounts}\n")
        out.print(terminal.documents_table(screen.overview().documents))
        out.print()
        out.print(terminal.findings_table([screen.finding(finding) for finding in found[:limit]]))
        if len(found) > limit:
            out.print(f"… and {len(found) - limit} more: {program} findings {path}\n")
        write_export(case, Format.HTML, report)
        out.print("Look further:")
        out.print(f"  the reading room  {program} serve {path}")
        out.print(f"  the report        open {report} in a browser")
        if found:
            out.print(f"  one finding       {program} show {path} {found[0].id[:9]}")
        out.print(f"  your own folder   {program} build FOLDER")
