"""`crossread-accounts`: check, render, tidy and count the accounts corpus."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from crossread_scores.accounts import AccountsEvent, event_folders, load_event, read_exactly
from crossread_scores.checks import check_event
from crossread_scores.corpora import REPOSITORY
from crossread_scores.marks import MarkError, parse, write
from crossread_scores.scoring import Counts
from crossread_scores.second_reading import compare, read_notes
from crossread_scores.statistics import statistics_text
from crossread_scores.tidying import tidied

ROOT = REPOSITORY / "accounts"
NOTES = REPOSITORY / "quality" / "second-reading"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0 where all is well, 1 where something is wrong, 2 where it was called wrongly."""
    parser = argparse.ArgumentParser(prog="crossread-accounts", description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="folder of the events (default: accounts)")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, what in _HELP.items():
        command = commands.add_parser(name, help=what)
        command.add_argument(
            "events", nargs="*", metavar="EVENT", help="name of an event, or part of it (default: all)"
        )
        if name == "second-reading":
            command.add_argument("--notes", type=Path, default=NOTES, help="folder of the notes")
        if name == "check":
            command.add_argument("--quiet", "-q", action="store_true", help="no warnings")
    options = parser.parse_args(arguments)
    folders = chosen(options.root, options.events)
    if not folders:
        print(f"no event {' '.join(options.events)} under {options.root}", file=sys.stderr)
        return 2
    return _COMMANDS[options.command](folders, options)


def chosen(root: Path, names: Sequence[str]) -> list[Path]:
    """Return the folders of the events whose name is one of `names`, or holds one of them where none is equal."""
    folders = event_folders(root)
    if not names:
        return folders
    wanted = [Path(name).name for name in names]
    return [folder for folder in folders if folder.name in wanted] or [
        folder for folder in folders if any(name in folder.name for name in wanted)
    ]


def check(folders: Sequence[Path], options: argparse.Namespace) -> int:
    """Print every problem and a line per event; return 1 where there are errors."""
    wrong = 0
    for folder in folders:
        event = load_event(folder)
        problems = check_event(event)
        errors = [problem for problem in problems if problem.level == "error"]
        for problem in errors if options.quiet else problems:
            print(problem)
        print(summary(event, len(errors), len(problems) - len(errors)))
        wrong += bool(errors)
    print(f"{len(folders)} events, {wrong} with errors")
    return 1 if wrong else 0


def summary(event: AccountsEvent, errors: int, warnings: int) -> str:
    """Return the line that sums an event up."""
    words = sum(len(text.text.split()) for text in event.texts.values())
    verdicts = [question.verdict for question in event.sheet.questions.values()]
    counts = ", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in dict.fromkeys(sorted(verdicts)))
    size = f"{event.sheet.id} ({event.sheet.split or '?'}): {len(event.texts)} accounts, {words} words"
    return f"{size}; {counts or 'no questions'}; {errors} errors, {warnings} warnings"


def render(folders: Sequence[Path], _options: argparse.Namespace) -> int:
    """Write `<outlet>.txt` beside every marked text that parses; return 1 where one does not."""
    wrong, written = 0, 0
    for folder in folders:
        event = load_event(folder)
        for error in event.errors:
            print(f"error: {error}")
        wrong += len(event.errors)
        for name, text in event.texts.items():
            path = folder / f"{name}.txt"
            if not path.exists() or read_exactly(path) != text.text:
                path.write_bytes(text.text.encode())
                written += 1
    print(f"{written} texts written")
    return 1 if wrong else 0


def tidy(folders: Sequence[Path], _options: argparse.Namespace) -> int:
    """Write the marked texts in the canonical form, dates and units by rule; return 1 where one does not parse."""
    wrong = 0
    for path in (path for folder in folders for path in sorted(folder.glob("*.marked"))):
        before = read_exactly(path)
        try:
            after = write(tidied(parse(before, f"{path.parent.name}/{path.name}")))
        except MarkError as error:
            print(f"error: {error}")
            wrong += 1
            continue
        if after != before:
            path.write_bytes(after.encode())
            print(f"tidied {path}")
    return 1 if wrong else 0


def export(folders: Sequence[Path], _options: argparse.Namespace) -> int:
    """Print the gold of each event as a case export, one JSON object per line."""
    for folder in folders:
        print(json.dumps(load_event(folder).export(), ensure_ascii=False, sort_keys=True))
    return 0


def statistics(folders: Sequence[Path], options: argparse.Namespace) -> int:
    """Write `STATISTICS.md` beside the events (all of them), or print the statistics of the chosen ones."""
    text = statistics_text([load_event(folder) for folder in folders])
    if options.events:
        print(text, end="")
        return 0
    path: Path = options.root / "STATISTICS.md"
    path.write_text(text, encoding="utf-8")
    print(f"{path} written")
    return 0


def second_reading(folders: Sequence[Path], options: argparse.Namespace) -> int:
    """Print how the second reading of each event agrees with the gold; return 1 where words do not stand in a text."""
    total, lost_any = Counts(), False
    for folder in folders:
        notes = options.notes / f"{folder.name}.yaml"
        if not notes.is_file():
            continue
        event = load_event(folder)
        findings, lost = read_notes(notes, event)
        agreement = compare(event, findings)
        total, lost_any = total + agreement.counts, lost_any or bool(lost)
        print(f"{agreement.event}: {_shares(agreement.counts)}")
        for line in [*lost, *agreement.differences]:
            print(f"  {line}")
    print(f"all: {_shares(total)}")
    return 1 if lost_any else 0


def _shares(counts: Counts) -> str:
    agreed = f"{counts.right:.0f} agreed of {counts.found} read and {counts.gold} in gold"
    return f"{agreed}: precision {counts.precision:.1f}, recall {counts.recall:.1f}, F1 {counts.f1:.1f}"


_HELP = {
    "check": "prove that every mark parses, every id resolves and every verdict follows",
    "render": "write the plain text of every account",
    "tidy": "write the marked texts in the canonical form, dates and units by rule",
    "statistics": "write STATISTICS.md, or print the statistics of the events named",
    "second-reading": "compare the second reading with the gold",
    "export": "print the gold in the shape of the case export",
}
_COMMANDS = {
    "check": check,
    "render": render,
    "tidy": tidy,
    "statistics": statistics,
    "second-reading": second_reading,
    "export": export,
}

if __name__ == "__main__":
    sys.exit(main())
