"""Words a second of each layer of extraction and of the encoder, on the same sentences: `python benchmarks/layers.py`.

Every layer shall be at least four times faster than the encoder's parse. A layer's time is its own: what it stands on
(dates for figures, actors for quotations) is made before and timed by itself. Texts: the accounts of this repository.
"""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from crossread.extract.actors import find_actors, link_actors
from crossread.extract.dates import find_dates
from crossread.extract.figures import find_figures
from crossread.extract.models import load_encoder
from crossread.extract.parsing import parse_passages
from crossread.extract.quotations import find_quotations
from crossread.extract.reading import read_words
from crossread.extract.statements import Heard, find_statements
from crossread.extract.voices import find_voices
from crossread.model.document import Document
from crossread.model.value import PartialDate
from crossread.read.passages import split_passages

ACCOUNTS = Path(__file__).resolve().parents[1] / "accounts"
RUNS = 3
BAR = 4.0
"""How many times faster than the encoder each layer shall be."""
PUBLISHED = PartialDate.parse("2035-06-01")


def texts(limit: int) -> list[Path]:
    """Return the first plain accounts by name."""
    return sorted(ACCOUNTS.glob("*/*.txt"))[:limit]


def least(times: dict[str, float], name: str, work: Callable[[], object]) -> None:
    """Keep the least processor time that some work took."""
    begun = time.process_time()
    work()
    took = time.process_time() - begun
    times[name] = min(times.get(name, took), took)


def measure(limit: int) -> tuple[int, dict[str, float]]:
    """Return the number of words and the seconds of each layer over all texts."""
    encoder = load_encoder()
    total: dict[str, float] = {}
    count = 0
    for path in texts(limit):
        document = Document.named(path.name, path.read_text("utf-8"), sha256="0", published=PUBLISHED)
        passages = split_passages(document).found
        times: dict[str, float] = {}
        for _ in range(RUNS):
            least(times, "encoder (parse)", lambda d=document, p=passages: parse_passages(encoder, d, p))  # type: ignore[misc]
        parse = parse_passages(encoder, document, passages)
        reading = read_words(document, passages, parse)
        count += len(reading.words)
        dates, mentions = find_dates(reading).found, find_actors(reading).found
        figures = find_figures(reading, dates).found
        quotations = find_quotations(reading, mentions).found
        voices = find_voices(reading, mentions, quotations).found
        heard = Heard(dates, figures, mentions, quotations, voices)
        layers: dict[str, Callable[[], object]] = {
            "words": lambda d=document, p=passages, q=parse: read_words(d, p, q),  # type: ignore[misc]
            "dates": lambda r=reading: find_dates(r),  # type: ignore[misc]
            "figures": lambda r=reading, d=dates: find_figures(r, d),  # type: ignore[misc]
            "quotations": lambda r=reading, m=mentions: find_quotations(r, m),  # type: ignore[misc]
            "voices": lambda r=reading, m=mentions, q=quotations: find_voices(r, m, q),  # type: ignore[misc]
            "actors": lambda r=reading, m=mentions, d=dates: (find_actors(r, d), link_actors(r, m)),  # type: ignore[misc]
            "statements": lambda r=reading, h=heard: find_statements(r, h),  # type: ignore[misc]
        }
        for _ in range(RUNS):
            for name, work in layers.items():
                least(times, name, work)
        for name, took in times.items():
            total[name] = total.get(name, 0.0) + took
    return count, total


def main() -> int:
    """Print the table; return 1 where a layer is slower than the bar."""
    limit = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    count, total = measure(limit)
    encoder = total["encoder (parse)"]
    print(
        f"crossread {version('crossread')}, {platform.machine()}, {os.cpu_count()} cores, Python "
        f"{platform.python_version()}; {count:,} words, least of {RUNS} runs a text, processor time"
    )
    slow = []
    for name, took in total.items():
        times = encoder / took
        slow += [name] if name not in {"encoder (parse)", "words"} and times < BAR else []
        print(f"{name:18}{count / took:>12,.0f} words a second{times:>8.1f} times the encoder")
    print(f"slower than {BAR:g} times the encoder: {', '.join(slow) or 'none'}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
