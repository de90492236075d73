"""Lines of results: what was measured, on what, where and when; printed for people and appended as JSON."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from crossread_scores.corpora import REPOSITORY
from crossread_scores.scorecard import Row
from crossread_scores.scoring import rounded


@dataclass(frozen=True)
class Measurement:
    """What one row gave: the figures of each system, or why a system could not be measured."""

    row: Row
    split: str
    digest: str
    cases: int
    figures: Mapping[str, Mapping[str, float]]
    seconds: Mapping[str, float]
    absent: Mapping[str, str]


def version() -> str:
    """Return the version of Crossread that is installed here."""
    try:
        return metadata.version("crossread")
    except metadata.PackageNotFoundError:
        return "unknown"


def revision() -> str:
    """Return the commit of the source code, with `+` where `src` differs from it; "unknown" outside a repository."""
    told = _git("rev-parse", "--short", "HEAD")
    return told + ("+" if told != "unknown" and _git("status", "--porcelain", "--", "src") else "")


def _git(*arguments: str) -> str:
    run = subprocess.run(["git", *arguments], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    return run.stdout.strip() if run.returncode == 0 else "unknown"


def machine() -> dict[str, Any]:
    """Return cores and processor of this machine."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {"cores": cores, "processor": _processor()}


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    if path.is_file():
        for line in path.read_text("utf-8", "replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def as_line(measured: Measurement) -> dict[str, Any]:
    """Return the measurement as one JSON object."""
    return {
        "scorecard": measured.row.name,
        "corpus": measured.row.corpus,
        "split": measured.split,
        "digest": measured.digest,
        "cases": measured.cases,
        "systems": {name: rounded(figures) for name, figures in measured.figures.items()},
        "seconds": rounded(measured.seconds),
        "absent": dict(measured.absent),
        "version": version(),
        "revision": revision(),
        "machine": machine(),
        "date": datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ"),
    }


def append(measured: Measurement, folder: Path) -> Path:
    """Append the measurement to `folder/NAME.jsonl`, and return that file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{measured.row.name}.jsonl"
    with path.open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(as_line(measured), ensure_ascii=False, sort_keys=True) + "\n")
    return path


def as_text(measured: Measurement) -> str:
    """Return the measurement as a small table: a line a system, a column a figure."""
    row = measured.row
    size = f"{measured.cases} case{'s' if measured.cases != 1 else ''}"
    others = {name for figures in measured.figures.values() for name in figures} - set(row.headline)
    columns = [*row.headline, *sorted(others)] if measured.figures else []
    width = 2 + max(len(name) for name in ["reference", *measured.figures, *measured.absent])
    lines = [f"{row.name} on {row.corpus}" + (f" ({measured.split})" if row.splits else "") + f", {size}"]
    lines.append(" " * (width + 2) + "  ".join(f"{column:>7}" for column in columns))
    for name, figures in measured.figures.items():
        cells = "  ".join(
            f"{figures[c]:>{max(7, len(c))}.1f}" if c in figures else " " * max(7, len(c)) for c in columns
        )
        lines.append(f"  {name:<{width}}{cells}  ({measured.seconds[name]:.1f} s)")
    lines += [f"  {name:<{width}}not measured: {why}" for name, why in measured.absent.items()]
    for name, wanted in (("bar", row.bar), ("goal", row.goal)):
        if wanted:
            lines.append(f"  {name:<{width}}" + ", ".join(f"{figure} {value:g}" for figure, value in wanted.items()))
    lines.append(f"  {'reference':<{width}}{row.reference}")
    return "\n".join(lines)
