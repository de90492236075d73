"""Measure an exported encoder and write its score file and model card.

`python -m training.report --folder FOLDER --exact FOLDER --original FOLDER` scores the int8 export on dev and
test parts, the fp32 export of the same network on dev, the vectors against the original, size, load
time, memory and speed, and writes `scores.json` and `MODEL.md` beside the weights.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from crossread.extract.encoder import Encoder
from training.card import card
from training.evaluate import read_score, sets_of


def gold_words(folder: Path, part: str) -> dict[str, dict[str, float]]:
    """Return the scores on gold words, read as the package reads."""
    encoder = Encoder(folder)
    return {name: read_score(sentences, encoder) for name, sentences in sets_of(part).items()}


def told(*command: str) -> list[dict[str, Any]]:
    """Run a module of ours and return the JSON lines it prints."""
    done = subprocess.run([sys.executable, "-m", *command], check=True, capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def load(folder: Path) -> dict[str, float]:
    """Return seconds and peak memory of loading and one reading, in a process of its own.

    Run it where torch is not installed (`--parts 4,5` with the Python of the package): spaCy's thinc imports torch
    where it finds it, which adds 230 MB.
    """
    program = (
        "import json,resource,sys,time;from pathlib import Path;t=time.perf_counter();"
        "from crossread.extract.encoder import Encoder;e=Encoder(Path(sys.argv[1]));e.name;"
        "s=time.perf_counter()-t;e.parse(['The','dam','broke']*4000,['',*[' ']*11999]);e.vectors(['The dam broke.']);"
        "print(json.dumps({'seconds':round(s,2),'mb':resource.getrusage(resource.RUSAGE_SELF).ru_maxrss//1024}))"
    )
    done = subprocess.run([sys.executable, "-c", program, str(folder)], check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def speed(folder: Path) -> dict[str, float]:
    """Return words a second of reading raw text, and that divided by the bare network on the same windows.

    CPU seconds are counted, so that a busy machine does not blur the ratio.
    """
    from crossread.extract.encoder import Encoder
    from crossread.extract.tokens import tokenizer
    from training import corpora
    from training.evaluate import documents
    from training.raw import cut, text_of

    encoder, nlp = Encoder(folder, 1), tokenizer()
    texts = [text_of(g)[0] for g in documents(corpora.gum("dev", sharealike=False))]
    graph = encoder._loaded.reader
    bare = [0.0]

    class Timed:
        def run(self, *args: Any) -> Any:
            begun = time.process_time()
            found = graph.run(*args)
            bare[0] += time.process_time() - begun
            return found

    object.__setattr__(encoder._loaded, "reader", Timed())
    for text in texts[:3]:
        encoder.parse(*cut(nlp, text)[:2])
    bare[0], words, begun = 0.0, 0, time.process_time()
    for text in texts:
        made, gaps, _ = cut(nlp, text)
        words += len(encoder.parse(made, gaps).words)
    spent = time.process_time() - begun
    object.__setattr__(encoder._loaded, "reader", graph)
    return {"words/cpu second": round(words / spent), "ratio to bare encoder": round(bare[0] / spent, 3)}


def largest_loss(scores: dict[str, Any]) -> float:
    """Return the largest loss of any figure by 8 bits against 32."""
    return round(
        max(
            value - scores["gold words, int8"][part][name][figure]
            for part, sets in scores["gold words, fp32"].items()
            for name, row in sets.items()
            for figure, value in row.items()
        ),
        2,
    )


def main() -> None:
    """Measure part by part, writing down each, and write the card when all parts are there."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--folder", type=Path, required=True)
    p.add_argument("--exact", type=Path, required=True, help="the same network exported with --exact")
    p.add_argument("--original", type=Path, required=True)
    p.add_argument("--training", default="", help="how it was trained, in a sentence")
    p.add_argument("--parts", default="", help="only these, by number, as in 0,3")
    args = p.parse_args()
    folder = str(args.folder)
    parts: dict[str, Callable[[], Any]] = {
        "gold words, int8": lambda: {part: gold_words(args.folder, part) for part in ("dev", "test")},
        "gold words, fp32": lambda: {"dev": gold_words(args.exact, "dev")},
        "raw text": lambda: {"dev": told("training.raw", folder), "test": told("training.raw", folder, "--test")},
        "vectors": lambda: [
            {k: v for k, v in row.items() if k != "model"}
            for row in told("training.vectors", "--onnx", folder)
            + told("training.vectors", "--original", str(args.original))
        ],
        "load": lambda: load(args.folder),
        "speed, one thread": lambda: speed(args.folder),
    }
    chosen = [int(n) for n in args.parts.split(",") if n] or range(len(parts))
    path = args.folder / "scores.json"
    scores = json.loads(path.read_text()) if path.exists() else {}
    for number, (name, measure) in enumerate(parts.items()):
        if number in chosen:
            scores[name] = measure()
            path.write_text(json.dumps(scores, indent=1) + "\n")
            print(name, json.dumps(scores[name]), flush=True)
    scores["measured"] = str(date.today())
    scores["machine"] = f"{platform.machine()}, {os.cpu_count()} cores"
    scores["training"] = args.training or scores.get("training", "")
    scores["bytes"] = {
        f.name: f.stat().st_size
        for f in sorted(args.folder.iterdir())
        if f.name not in ("scores.json", "MODEL.md", "__init__.py")
    }
    if set(parts) <= set(scores):
        scores["largest loss by int8"] = largest_loss(scores)
        (args.folder / "MODEL.md").write_text(card(scores), encoding="utf-8")
    path.write_text(json.dumps(scores, indent=1) + "\n")


if __name__ == "__main__":
    main()
