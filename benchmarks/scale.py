"""Large cases, `make bench-scale`: time and memory of a whole build, how both grow, and whether events stay apart.

    python benchmarks/scale.py                   cases of 100 and 1,000 generated accounts; time(1,000) / 10 time(100)
    python benchmarks/scale.py 300 3000          other sizes
    python benchmarks/scale.py --peer            one event, five articles (the research peer: XCoref, 25-50 minutes)

Each case is built by a fresh process from accounts that `recombined.py` makes. Processor seconds are printed beside
those of the clock: on a machine that others use, only they compare. "Bleeding" counts the findings that rest on
accounts of two generated events: of twins (made of one event of the corpus, hence told in the same words), and of
strangers.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import recombined

from crossread.case import Case
from crossread.run.options import BuildOptions

STAGES = {"reading files": "files", "reading accounts": "reading", "comparing accounts": "comparing"}


def seconds() -> dict[str, float]:
    """Return seconds by the clock, and of processors: this one's and its children's."""
    own, theirs = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return {"wall": time.perf_counter(), "cpu": sum(u.ru_utime + u.ru_stime for u in (own, theirs))}


def measure(count: int, jobs: int) -> dict[str, Any]:
    """Build one case of generated accounts in this process and return what it took."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, path = Path(scratch, "accounts"), Path(scratch, "scale.crossread")
        folder.mkdir()
        made = recombined.write(folder, count)
        words = sum(len(text.read_text("utf-8").split()) for text in folder.rglob("*.txt"))
        begun = seconds()
        reached: dict[str, dict[str, float]] = {}

        def progress(stage: str, *_: int) -> None:
            if stage in STAGES:
                reached[STAGES[stage]] = seconds() | {"peak": peak()}

        with Case.build(folder, path, BuildOptions(jobs=jobs), progress) as case:
            done = seconds()
            told = {"documents": count, "words": words, "peak": peak(), "size": path.stat().st_size / 2**20}
            told |= {"events": len({account.event for account in made.values()})}
            told |= bleeding(case, made)
    ends = [begun, reached["reading"], done]
    for name, (before, after) in zip(("reading", "comparing"), pairwise(ends), strict=True):
        told[name] = {key: after[key] - before[key] for key in ("wall", "cpu")}
    told["total"] = {key: done[key] - begun[key] for key in ("wall", "cpu")}
    told["peak_reading"] = reached["reading"]["peak"]
    return told


def peak() -> float:
    """Return the greatest resident memory so far, in MB: of this process and, where there are several, the largest."""
    usages = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return max(usages) / 1024


def bleeding(case: Case, made: dict[str, recombined.Made]) -> dict[str, int]:
    """Return how many findings there are, and how many rest on several generated events: of twins, of strangers."""
    event = {document.id: made[document.path] for document in case.documents()}
    counts = {"findings": 0, "twins": 0, "strangers": 0}
    for finding in case.findings():
        counts["findings"] += 1
        held = [event[item.document] for answer in finding.answers for item in answer.evidence]
        if len({account.event for account in held}) > 1:
            counts["twins" if len({account.model for account in held}) == 1 else "strangers"] += 1
    return counts


def alone(count: int, jobs: int) -> dict[str, Any]:
    """Return what `measure` tells in a process of its own, so that peaks do not mix."""
    command = [sys.executable, __file__, "--one", str(count), "--jobs", str(jobs)]
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=os.environ)
    found: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return found


def show(told: dict[str, Any]) -> None:
    """Print one case."""
    print(f"{told['documents']:,} accounts, {told['words']:,} words, {told['events']} events")
    for stage in ("reading", "comparing", "total"):
        print(f"  {stage:10} {told[stage]['cpu']:8.1f} s of processors, {told[stage]['wall']:8.1f} s by the clock")
    print(f"  words read per second of processors  {told['words'] / told['reading']['cpu']:8,.0f}")
    print(f"  peak memory: reading {told['peak_reading']:.0f} MB, whole build {told['peak']:.0f} MB   (bar 1500)")
    print(f"  case file {told['size']:.0f} MB, {told['findings']:,} findings", end="; ")
    print(f"on two events: {told['strangers']} strangers, {told['twins']} twins")


def peer() -> dict[str, float]:
    """Build a case of five accounts of one event as the command line does; return seconds and memory."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "accounts")
        folder.mkdir()
        for account in list(recombined.accounts(7))[:5]:
            (folder / Path(account.path).name).write_text(account.text, encoding="utf-8")
        before = seconds()
        command = [
            sys.executable,
            "-m",
            "crossread",
            "build",
            str(folder),
            "-o",
            str(folder / "x.crossread"),
            "--quiet",
        ]
        subprocess.run(command, check=True)
        after = seconds()
    return {key: after[key] - before[key] for key in before} | {
        "peak": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    }


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[100, 1000])
    parser.add_argument("--jobs", type=int, default=1, help="processes that read")
    parser.add_argument("--peer", action="store_true", help="measure one event of five articles only")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.one, options.jobs)))
        return
    load = os.getloadavg()[0] / (os.cpu_count() or 1)
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}", end=", ")
    print(f"{options.jobs} process(es) reading; others waiting for each core at the start: {load:.1f}")
    told = peer()
    print("one event, five articles, whole process:", end=" ")
    print(f"{told['wall']:.1f} s, {told['cpu']:.1f} s of processors, {told['peak']:.0f} MB   (bar 30 s, 1000 MB)")
    found = []
    for size in [] if options.peer else options.sizes:
        found.append(alone(size, options.jobs))
        show(found[-1])
    for small, large in pairwise(found):
        times = large["documents"] / small["documents"]
        for unit, name in (("cpu", "processors"), ("wall", "clock")):
            ratio = large["total"][unit] / small["total"][unit] / times
            print(
                f"grow, by {name}: time({large['documents']:,}) / {times:g} time({small['documents']:,}) = {ratio:.2f}"
            )


if __name__ == "__main__":
    main()
