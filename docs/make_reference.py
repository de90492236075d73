"""Writes `docs/reference/`: every command with its options, every error, every notice, from the code itself.

Run `python docs/make_reference.py`; a test fails when what it would write differs from what is there.
"""

from __future__ import annotations

import inspect
from pathlib import Path

import typer

from crossread import errors
from crossread.errors import CrossreadError, Notice, NoticeCode
from crossread.show.cli import app
from crossread.show.wording import notice_text

HERE = Path(__file__).parent / "reference"


def commands_page() -> str:
    """Return the page on the command line."""
    group = typer.main.get_command(app)
    lines = ["# Commands", "", f"{group.help}", ""]
    for name, command in sorted(group.commands.items()):
        given = [item for item in command.params if item.param_type_name == "argument"]
        usage = " ".join(
            [*((item.metavar or item.name.upper()) + ("…" if item.nargs == -1 else "") for item in given), "[OPTIONS]"]
        )
        lines += [f"## crossread {name}", "", f"`crossread {name} {usage}`", "", command.help or "", ""]
        lines += ["| option | meaning |", "|---|---|"]
        for parameter in command.params:
            told = getattr(parameter, "help", "") or ""
            option = parameter.param_type_name == "option"
            named = ", ".join(parameter.opts) if option else parameter.metavar or parameter.name.upper()
            lines.append(f"| `{named}` | {told} |")
        lines.append("")
    return "\n".join(lines)


def troubles_page() -> str:
    """Return the page on errors and notices."""
    lines = ["# Errors and notices", "", "An error is the caller's mistake; its message ends in the next step.", ""]
    lines += ["| error | exit code | when |", "|---|---|---|"]
    for name, kind in sorted(inspect.getmembers(errors, inspect.isclass)):
        if issubclass(kind, CrossreadError) and kind is not CrossreadError:
            lines.append(f"| `{name}` | {int(kind.exit_code)} | {(kind.__doc__ or '').splitlines()[0]} |")
    lines += ["", "A notice is trouble in the material; the rest was read. `crossread notices CASE` lists them.", ""]
    lines += ["| notice | what it says |", "|---|---|"]
    lines += [f"| `{code.value}` | {notice_text(Notice(code, detail='…'))} |" for code in NoticeCode]
    return "\n".join(lines) + "\n"


PAGES = {"commands.md": commands_page, "troubles.md": troubles_page}


def main() -> None:
    """Write the pages."""
    HERE.mkdir(exist_ok=True)
    for name, make in PAGES.items():
        HERE.joinpath(name).write_text(make(), "utf-8")


if __name__ == "__main__":
    main()
