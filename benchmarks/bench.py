"""Start and build times, as a reader meets them: `make bench`. Each figure is a whole process, median of five runs."""

from __future__ import annotations

import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.resources import files
from pathlib import Path
from statistics import median

RUNS = 5
CROSSREAD = [sys.executable, "-m", "crossread"]


def timed(command: list[str], *, before: Path | None = None) -> float:
    """Return the median of the wall times of `command`, in seconds; `before` is removed ahead of each run."""
    times = []
    for _ in range(RUNS):
        if before is not None:
            for left in before.parent.glob(before.name + "*"):
                left.unlink()
        begun = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        times.append(time.perf_counter() - begun)
    return median(times)


def seeds() -> Path | None:
    """Return the folder with the five real accounts, where it lies beside the repository."""
    folder = Path(os.environ.get("CROSSREAD_SEEDS", Path(__file__).parents[2] / "shared" / "seeds"))
    return folder if folder.is_dir() else None


def main() -> None:
    """Print the machine and the figures."""
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; median of {RUNS} runs")
    command = [str(Path(sys.executable).with_name("crossread")), "--version"]
    if not shutil.which(command[0]):
        command = [*CROSSREAD, "--version"]
    print(f"crossread --version                    {timed(command):6.2f} s   (bar 0.3)")
    with tempfile.TemporaryDirectory() as scratch:
        case = Path(scratch, "bench.crossread")
        shipped = Path(str(files("crossread").joinpath("data/demo/harbour-fire")))
        for name, folder, bar in (
            ("the four shipped accounts", shipped, ""),
            ("the five seeds", seeds(), "   (bar 15)"),
        ):
            if folder is None:
                print(f"build {name}: skipped, ../shared/seeds is not there (or set CROSSREAD_SEEDS)")
                continue
            once = timed([*CROSSREAD, "build", str(folder), "-o", str(case), "--quiet"], before=case)
            print(f"build {name:<32} {once:6.2f} s{bar}")
            again = timed([*CROSSREAD, "build", str(folder), "-o", str(case), "--quiet"])
            print(f"build {name + ', again':<32} {again:6.2f} s")
            print(f"findings, printed                      {timed([*CROSSREAD, 'findings', str(case)]):6.2f} s")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory of one process             {peak:6.0f} MB")


if __name__ == "__main__":
    main()
