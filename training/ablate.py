"""Try one thing on a small scale: `python -m training.ablate NAME ... --original FOLDER`.

Every trial begins with the original, takes the same number of steps (`--steps`, batches of 450 pieces, one thread,
the same seed) with a rate that falls to nothing, and is scored in 32 bits on the first sentences of the dev parts.
Trials are compared with `base` alone: the figures are far below those of a whole run. `seed` is `base` with another
seed: a difference no larger than that between the two says nothing.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TRIALS = {
    "base": [],
    "seed": ["--seed", "12"],
    "without-gum": ["--without-gum"],
    "smoothing": ["--smoothing", "0.1"],
    "one-rate": ["--layer-rate", "1"],
    "steep-rate": ["--layer-rate", "0.75"],
    "without-noise": ["--plain"],
    "four-layers": ["--trained", "3"],
    "five-layers": ["--trained", "4"],
    "two-kept": ["--kept", "2", "--trained", "4"],
    "without-silver": ["--silver", "0"],
    "tweets": ["--tweets", "0.2"],
    "average": ["--average", "0.98"],
    "names-twice": ["--names", "2"],
}

COMMON = ["--pieces", "450", "--threads", "1", "--save", "100000"]


def trial(name: str, steps: int, original: Path, sentences: int) -> dict[str, object]:
    """Train and score one trial."""
    from training.evaluate import score, sets_of, torch_model, vocabulary_of
    from training.windows import Pieces

    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        command = [sys.executable, "-m", "training.train", "--work", folder, "--original", str(original)]
        begun = time.monotonic()
        subprocess.run([*command, *COMMON, "--steps", str(steps), *TRIALS[name]], check=True, capture_output=True)
        spent = round(time.monotonic() - begun)
        predict, label = torch_model(work)
        pieces, vocabulary = Pieces(str(original / "tokenizer.json")), vocabulary_of(work)
        told: dict[str, object] = {"trial": name, "steps": steps, "seconds": spent}
        for part, chosen in sets_of("dev").items():
            found = score(chosen[:sentences], pieces, vocabulary, predict, label)
            told[part] = {k: found[k] for k in ("upos", "uas", "las", "names", "starts") if k in found}
    return told


def main() -> None:
    """Print one JSON line per trial."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("names", nargs="*", choices=[*TRIALS, []], help="all when none is given")
    p.add_argument("--original", type=Path, required=True)
    p.add_argument("--steps", type=int, default=320)
    p.add_argument("--sentences", type=int, default=700, help="of each dev part")
    args = p.parse_args()
    for name in args.names or TRIALS:
        print(json.dumps(trial(name, args.steps, args.original, args.sentences)), flush=True)


if __name__ == "__main__":
    main()
