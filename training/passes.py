"""Measure how reading is best done in passes: `python -m training.passes FOLDER`.

GUM dev is read from raw text with one thread for several sizes of windows and of passes, with two threads, and in two
processes of one thread each. CPU seconds are counted, so that other work on the machine does not blur the figures; the
wall time is given too, and means something on a quiet machine alone. Every figure is the better of two rounds.
"""

from __future__ import annotations

import argparse
import json
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import crossread.extract.windows as passes
from crossread.extract.encoder import Encoder
from crossread.extract.tokens import tokenizer
from training import corpora
from training.evaluate import documents
from training.raw import cut, text_of

Text = tuple[list[str], list[str]]


def texts_of_dev() -> list[Text]:
    """Return words and gaps of every document."""
    nlp = tokenizer()
    return [cut(nlp, text_of(group)[0])[:2] for group in documents(corpora.gum("dev", sharealike=False))]


def read(folder: Path, threads: int, texts: list[Text]) -> tuple[float, float]:
    """Read texts; return CPU and wall seconds."""
    encoder = Encoder(folder, threads)
    encoder.parse(*texts[0])
    cpu, wall = time.process_time(), time.perf_counter()
    for words, gaps in texts:
        encoder.parse(words, gaps)
    return time.process_time() - cpu, time.perf_counter() - wall


def tell(what: str, words: int, rounds: list[tuple[float, float]]) -> None:
    """Print one line: words per CPU second and per second."""
    cpu, wall = (min(r[k] for r in rounds) for k in (0, 1))
    print(json.dumps({"how": what, "words/cpu second": round(words / cpu), "words/s": round(words / wall)}), flush=True)


def main() -> None:
    """Print one JSON line per way of reading."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("folder", type=Path)
    p.add_argument("--rounds", type=int, default=2)
    args = p.parse_args()
    texts = texts_of_dev()
    words = sum(len(t[0]) for t in texts)
    enough, together = passes._ENOUGH, passes._TOGETHER
    for size in (16, 32, 80, 160):
        passes._ENOUGH = size
        tell(f"windows from {size} pieces", words, [read(args.folder, 1, texts) for _ in range(args.rounds)])
    passes._ENOUGH = enough
    for size in (1, 512, 1024, 4096):
        passes._TOGETHER = size
        tell(f"passes of {size} pieces", words, [read(args.folder, 1, texts) for _ in range(args.rounds)])
    passes._TOGETHER = together
    tell("two threads", words, [read(args.folder, 2, texts) for _ in range(args.rounds)])
    with ProcessPoolExecutor(2) as pool:
        rounds = []
        for _ in range(args.rounds):
            done = list(pool.map(read, [args.folder] * 2, [1, 1], [texts[::2], texts[1::2]]))
            rounds.append((sum(d[0] for d in done), max(d[1] for d in done)))
    tell("two processes", words, rounds)


if __name__ == "__main__":
    main()
