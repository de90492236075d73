"""Measures every page of the reading room on a case of `large_case.py`: `python benchmarks/room_pages.py CASE`.

For each page: the middle of five answers by the clock, and by the processor time that this process spent. On a machine
that does other things as well the clock tells of those too; the bar (200 ms, the goal 50 ms) is held against processor
time where they differ, and both are printed. The first answer to each page is left out: it fills the file cache.

With `--decisions` a reader has merged actors and findings, renamed and rejected some: what pages cost with corrections.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import sys
import time
from html import unescape
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from starlette.testclient import TestClient

from crossread.case import Case
from crossread.show.web import make_app
from crossread.store import lists

BAR = 0.200
"""Seconds of the server's time that a page may take."""
RUNS = 5
SIGNED = {"by": "Ada Reader", "at": "2031-06-01T10:00:00+00:00"}


def addresses(room: TestClient, case: Path) -> list[str]:
    """Return every kind of page, with the filters, orders and records that cost most."""
    with Case.open(case) as opened:
        actors = opened.ask(lambda store: lists.actors(store, "mentions", 1))
        documents = opened.ask(lambda store: lists.documents(store, "words", 1))
        sources = opened.ask(lambda store: lists.sources(store, "findings", 1))
        counted = opened.ask(lists.counts)
        widest = opened.findings(sort="sources", limit=1)
        contested = opened.findings(verdict="contested", limit=1)
    actor = actors[0].id if actors else ""
    source = sources[0].label if sources else ""
    last = counted["findings"] // 25
    acts = re.search(r'href="(/actors/acts[^"]*)', room.get("/actors").text)
    found = ["/", "/findings", f"/findings?page={last}", f"/findings?page={last // 2}&sort=confidence"]
    found += [f"/findings?sort={order}" for order in ("verdict", "sources", "time", "confidence")]
    found += ["/findings?verdict=contested", "/findings?kind=figure&sort=sources", "/findings?verdict=single_source"]
    found += [f"/findings?source={source}", f"/findings?actor={actor}", "/findings?about=people&sort=time"]
    found += ["/findings?since=2030-01-01&until=2031-12-31", f"/findings?source={source}&actor={actor}&about=the"]
    found += [f"/findings/{item.id}" for item in (*widest, *contested)]
    found += ["/documents", "/documents?sort=words&page=50"]
    found += [f"/documents/{item.id}" for item in documents]
    found += [f"/documents/{item.id}?chosen=1&findings=1&figures=1&dates=1&statements=1" for item in documents]
    found += ["/compare", "/timeline", f"/timeline?source={source}", "/timeline?from=2029-01-01&to=2029-12-31&page=3"]
    found += [f"/timeline?from={counted['told first']}&to={counted['told last']}"]
    found += ["/actors", "/actors?sort=name&page=50", "/actors?called=a", f"/actors/{actor}", f"/actors/{actor}?page=9"]
    found += [unescape(acts[1])] if acts else []
    found += ["/sources", "/sources?sort=alone&page=2", "/search?q=the", "/search?q=people", '/search?q="at least"']
    return [*found, "/notices", "/history"]


def correct(case: Path) -> None:
    """Make the corrections that touch most: the actors and findings at the head of the lists."""
    with Case.open(case) as opened:
        rows = opened.ask(lambda store: lists.actors(store, "mentions", 6))
        opened.decide("merge", rows[0].id, rows[1].id, **SIGNED)
    with Case.open(case) as opened:
        opened.decide("rename", rows[2].id, to="Another Name", **SIGNED)
        opened.decide("split", opened.actor(rows[3].id).mentions[0], **SIGNED)
    with Case.open(case) as opened:
        found = opened.findings(limit=6)
        opened.decide("merge", found[0].id, found[1].id, **SIGNED)
        opened.decide("reject", found[2].id, **SIGNED)
        opened.decide("confirm", found[3].id, **SIGNED)


def measured(room: TestClient, address: str) -> tuple[float, float, int]:
    """Return the middle clock and processor time of answering, in seconds, and the bytes of the answer."""
    clock, own, size = [], [], 0
    for run in range(RUNS + 1):
        begun, spent = time.perf_counter(), time.process_time()
        answer = room.get(address)
        if run:
            clock.append(time.perf_counter() - begun)
            own.append(time.process_time() - spent)
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")
        size = len(answer.content)
    return median(clock), median(own), size


def main(case: str, *options: str) -> int:
    """Print the figures; return 1 where a page misses the bar."""
    with TemporaryDirectory() as folder:
        path = Path(case)
        if "--decisions" in options:
            path = Path(shutil.copy(case, folder))
            correct(path)
        room = TestClient(make_app(path, ("testserver",)))
        with Case.open(path) as opened:
            counted = opened.ask(lists.counts)
        told = ", ".join(f"{counted[name]:,} {name}" for name in ("documents", "sources", "statements", "findings"))
        print(f"{told}, {counted['listed_actors']:,} actors{', corrected' if options else ''}")
        print(f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; middle of {RUNS}")
        missed = 0
        for address in addresses(room, path):
            clock, own, size = measured(room, address)
            over = min(clock, own) > BAR
            missed += over
            line = f"{address[:66]:68}{clock * 1000:6.0f} ms {own * 1000:6.0f} ms own {size / 1000:6.0f} KB"
            print(line + ("  OVER" if over else ""))
        print(f"{missed} pages over {BAR * 1000:.0f} ms")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
