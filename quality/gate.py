"""The gate: measured accuracy may rise, never silently fall.

`quality/floors.json` pins, for each row, the corpus by its digest and the least that each figure may be. The gate
measures every pinned row whose corpus is at hand and fails where a figure is below its floor. A floor may be lowered
only with a reason and a name, which stay in the file; the gate compares with the floors of the last commit and fails
where one was lowered without.

    python quality/gate.py                                   measure and compare
    python quality/gate.py --raise                           measure, and raise floors to what was reached (new rows:
    set them) python quality/gate.py --lower ROW FIGURE VALUE --by NAME --reason TEXT
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from crossread_scores.cli import measure
from crossread_scores.corpora import REPOSITORY, CorpusAbsentError, data_folder
from crossread_scores.rows import ROWS
from crossread_scores.scorecard import Row
from crossread_scores.scoring import rounded

FLOORS = Path(__file__).resolve().parent / "floors.json"
Floors = dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate; return 0 where every floor holds, 1 where one does not, 2 where it was called wrongly."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="*", help="only these rows (dates/accounts)")
    parser.add_argument("--data", type=Path, help="folder of the public corpora")
    parser.add_argument("--raise", dest="lift", action="store_true", help="raise floors to what was reached")
    parser.add_argument("--lower", nargs=3, metavar=("ROW", "FIGURE", "VALUE"), help="lower one floor")
    parser.add_argument("--by", default="", help="who lowers it")
    parser.add_argument("--reason", default="", help="why it is lowered")
    options = parser.parse_args(arguments)
    floors: Floors = json.loads(FLOORS.read_text("utf-8"))
    if options.lower:
        row, figure, value = options.lower
        return lower(floors, row, figure, value=float(value), by=options.by, reason=options.reason)
    problems = silently_lowered(committed(), floors)
    problems += compare(floors, options.rows, data_folder(options.data), lift=options.lift)
    if options.lift:
        save(floors)
    for problem in problems:
        print(f"FAIL {problem}")
    return 1 if problems else 0


def lower(floors: Floors, row: str, figure: str, *, value: float, by: str, reason: str) -> int:
    """Lower one floor, with the reason and the name of who does it; refuse without."""
    if len(reason.split()) < 3 or not by.strip():
        print("a floor is lowered with --by NAME and --reason TEXT only (three words at least)", file=sys.stderr)
        return 2
    held = floors["rows"].get(row, {}).get("floors", {})
    if figure not in held or value >= held[figure]:
        print(f"{row} has no floor of {figure} above {value:g}", file=sys.stderr)
        return 2
    note = {"row": row, "figure": figure, "from": held[figure], "to": value, "by": by, "reason": reason}
    floors["lowered"].append(note | {"date": datetime.now(UTC).strftime("%Y-%m-%d")})
    held[figure] = value
    save(floors)
    return 0


def silently_lowered(before: Floors, now: Floors) -> list[str]:
    """Return the floors that were lowered or taken away since `before` without a note that says so."""
    allowed = {(n["row"], n["figure"], n["to"]) for n in now["lowered"] if n.get("by") and n.get("reason")}
    found = []
    for row, pinned in before.get("rows", {}).items():
        for figure, floor in pinned["floors"].items():
            held = now["rows"].get(row, {}).get("floors", {}).get(figure)
            if held is None:
                found.append(f"{row}: the floor of {figure} ({floor}) was taken away")
            elif held < floor and (row, figure, held) not in allowed:
                found.append(f"{row}: the floor of {figure} was lowered from {floor} to {held} without a named reason")
    return found


def compare(floors: Floors, names: Sequence[str], data: Path, *, lift: bool) -> list[str]:
    """Measure the pinned rows and compare; with `lift`, raise the floors and pin new rows."""
    found = []
    for row in ROWS:
        pinned = floors["rows"].get(row.key)
        if (names and row.key not in names) or (pinned is None and not lift):
            continue
        try:
            reached = measure(row, data, "dev" if row.splits else "all", only="crossread")
        except CorpusAbsentError as absent:
            print(f"skip {row.key}: {absent}")
            continue
        figures = reached.figures.get("crossread")
        if figures is None:
            print(f"skip {row.key}: {reached.absent.get('crossread', 'crossread is no system of this row')}")
            continue
        if lift:
            floors["rows"][row.key] = raised(row, pinned, rounded(figures), reached.digest)
        else:
            found += below(row.key, pinned, rounded(figures), reached.digest)
    return found


def below(row: str, pinned: Mapping[str, Any], figures: Mapping[str, float], digest: str) -> list[str]:
    """Return the figures that are under their floor; a corpus that is another one is a failure too."""
    if pinned["digest"] != digest:
        return [f"{row}: the corpus is {digest[:12]}, pinned is {pinned['digest'][:12]}; --raise pins it anew"]
    floors = pinned["floors"]
    wrong = [name for name, low in floors.items() if figures[name] < low]
    if not wrong:
        print(f"ok   {row}: " + ", ".join(f"{name} {figures[name]:.1f} (floor {floors[name]})" for name in floors))
    return [f"{row}: {name} {figures[name]:.1f} is below its floor {floors[name]}" for name in wrong]


def raised(row: Row, pinned: Mapping[str, Any] | None, figures: Mapping[str, float], digest: str) -> dict[str, Any]:
    """Return the row's pin with floors no lower than before; a corpus that changed starts anew."""
    before = pinned["floors"] if pinned and pinned["digest"] == digest else {}
    return {"digest": digest, "floors": {name: max(figures[name], before.get(name, 0.0)) for name in row.guarded}}


def committed() -> Floors:
    """Return the floors of the last commit; none where there are none."""
    told = subprocess.run(
        ["git", "show", "HEAD:quality/floors.json"], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    found: Floors = json.loads(told.stdout) if told.returncode == 0 else {"rows": {}, "lowered": []}
    return found


def save(floors: Floors) -> None:
    """Write the floors."""
    FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
