"""`crossread-scores`: measure one layer beside its trivial baseline and the reference, and keep the result."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from crossread_scores.corpora import REPOSITORY, CorpusAbsentError, data_folder
from crossread_scores.inspecting import inspect
from crossread_scores.results import Measurement, append, as_text
from crossread_scores.rows import ROWS, rows_named
from crossread_scores.scorecard import Row
from crossread_scores.systems import SystemAbsentError
from crossread_scores.tuning import tune_cosine

RESULTS = REPOSITORY / "quality" / "results"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0, 2 where it was called wrongly, 3 where nothing could be measured."""
    parser = argparse.ArgumentParser(prog="crossread-scores", description=__doc__)
    parser.add_argument(
        "name", help="a scorecard, one corpus of it (dates/accounts), list, all, inspect, tune-baseline"
    )
    parser.add_argument("event", nargs="?", default="", help="event of the accounts corpus (inspect)")
    parser.add_argument(
        "--split", default="dev", choices=("train", "dev", "test", "all"), help="of the accounts corpus (default: dev)"
    )
    parser.add_argument(
        "--data", type=Path, help="folder of the public corpora (default: $CROSSREAD_DATA or ../shared/data)"
    )
    parser.add_argument(
        "--results", type=Path, default=RESULTS, help="where results are appended (default: quality/results)"
    )
    parser.add_argument("--dry", action="store_true", help="print, append nothing")
    options = parser.parse_args(arguments)
    if options.name == "list":
        return show_list()
    if options.name == "inspect":
        return inspect(options.event)
    if options.name == "tune-baseline":
        return tune_cosine()
    rows = rows_named(options.name)
    if not rows:
        print(f"no scorecard '{options.name}'; crossread-scores list shows them", file=sys.stderr)
        return 2
    return run(rows, options)


def show_list() -> int:
    """Print every scorecard with its corpus, bar and goal."""
    for row in ROWS:
        bar = ", ".join(f"{name} {value:g}" for name, value in row.bar.items()) or "none"
        print(f"{row.name:<24}{row.corpus:<28}bar: {bar}")
    return 0


def run(rows: Sequence[Row], options: argparse.Namespace) -> int:
    """Measure rows, print and append them; return 1 where one broke, 3 where none could be measured."""
    measured, broken = 0, 0
    for row in rows:
        try:
            result = measure(row, data_folder(options.data), options.split if row.splits else "all")
        except CorpusAbsentError as absent:
            print(f"{row.name} on {row.corpus}: skipped: {absent}\n")
            continue
        except Exception as trouble:  # noqa: BLE001 - one row that breaks must not cost the others
            print(f"{row.name} on {row.corpus}: FAILED: {type(trouble).__name__}: {trouble}\n")
            broken += 1
            continue
        print(as_text(result))
        if not options.dry and result.figures:
            print(f"  appended to {append(result, options.results)}")
        print()
        measured += bool(result.figures)
    if broken:
        return 1
    return 0 if measured else 3


def measure(row: Row, data: Path, split: str, only: str = "") -> Measurement:
    """Measure every system of a row, or `only` one; one that cannot be loaded is named with the reason.

    Raises:
        CorpusAbsentError: If the corpus is not there.
    """
    material = row.load(data, split)
    figures, seconds, absent = {}, {}, {}
    for name, system in row.systems.items():
        if only not in {"", name}:
            continue
        start = time.perf_counter()
        try:
            figures[name] = row.measure(material, system)
        except SystemAbsentError as error:
            absent[name] = str(error)
        else:
            seconds[name] = time.perf_counter() - start
    return Measurement(row, split, material.digest, len(material.cases), figures, seconds, absent)


if __name__ == "__main__":
    sys.exit(main())
