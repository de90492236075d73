"""Train the encoder: `python -m training.train --work FOLDER`.

Seeds are fixed. The learning rate falls in a line over the epochs, or, with
`--minutes`, over the time given, so that a run ends in time on a busy machine.
Checkpoints are left on the way (`--save` steps); a run that was stopped goes on from the last. `--init` begins from
the weights of another run with a fresh rate. What is kept is the moving average of the weights (`--average`).
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch

from training import corpora
from training.corpora import Sentence
from training.network import Habits, Reader, Shape, losses
from training.packing import Packed
from training.windows import (
    Batch,
    Pieces,
    Vocabulary,
    batch_of,
    batches,
    noisy,
    pack,
    respace,
)

WEIGHTS = {
    "upos": 0.5,
    "feats": 0.3,
    "lemmas": 0.3,
    "starts": 0.5,
    "names": 1.0,
    "heads": 1.0,
    "labels": 0.7,
}


def arguments() -> argparse.Namespace:
    """Read the command line."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--work", type=Path, required=True)
    p.add_argument("--original", type=Path, required=True, help="folder of MiniLM")
    p.add_argument("--epochs", type=float, default=6)
    p.add_argument("--minutes", type=float, default=0.0)
    p.add_argument("--steps", type=int, default=0, help="end after so many, whatever the epoch")
    p.add_argument("--kept", type=int, default=1)
    p.add_argument("--trained", type=int, default=5)
    p.add_argument("--bits", type=int, default=4, help="of the embeddings, as they will be exported")
    p.add_argument("--rate", type=float, default=5e-4)
    p.add_argument("--head-rate", type=float, default=1e-3)
    p.add_argument("--layer-rate", type=float, default=0.9, help="of each layer, as a part of the one above")
    p.add_argument("--smoothing", type=float, default=0.0, help="of the labels of parts of speech, heads and relations")
    p.add_argument("--pieces", type=int, default=900)
    p.add_argument("--without-gum", action="store_true")
    p.add_argument("--without-names", action="store_true")
    p.add_argument("--plain", action="store_true", help="no noise")
    p.add_argument("--share", type=float, default=1.0, help="part of the corpora")
    p.add_argument("--silver", type=float, default=0.34, help="part of GMB an epoch")
    p.add_argument("--gum", type=float, default=1.0, help="part of GUM an epoch; 1.3 reads 30 of 100 documents twice")
    p.add_argument("--wikigold", type=int, default=1, help="times an epoch")
    p.add_argument("--tweets", type=float, default=0.0, help="part of BTC and WNUT17 an epoch")
    p.add_argument("--names", type=float, default=1.0, help="weight of the loss of names")
    p.add_argument("--init", type=Path, help="begin with the weights of this file")
    p.add_argument(
        "--fixed", type=int, default=0, help="trained layers, from the lowest, that stay as `--init` has them"
    )
    p.add_argument(
        "--mix", type=float, default=1.0, help="part of the new weights in what is kept, of `--init` the rest"
    )
    p.add_argument("--average", type=float, default=0.0, help="decay of the moving average of the weights; 0: none")
    p.add_argument("--save", type=int, default=200, help="steps between checkpoints")
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--seed", type=int, default=11)
    return p.parse_args()


def drawn(sentences: list[Sentence], share: float, rng: random.Random) -> list[Sentence]:
    """Return a run of neighbouring sentences that is this part of the whole; above 1, the whole and a run more."""
    if share == 1:
        return sentences
    count = int(len(sentences) * (share if share < 1 else share - 1))
    start = rng.randrange(len(sentences) - count)
    run = sentences[start : start + count]
    return run if share < 1 else sentences + run


def epoch_of(
    args: argparse.Namespace, sets: dict[str, list[Sentence]], pieces: Pieces, number: int
) -> list[list[list[Sentence]]]:
    """Draw the batches of one epoch; they depend on seed and number alone."""
    rng = random.Random(args.seed * 1000 + number)
    shares = {"gmb": args.silver, "tweets": args.tweets, "gum": args.gum}
    windows = []
    for name in sorted(sets):
        sentences = sets[name]
        for _ in range(args.wikigold if name == "wikigold" else 1):
            chosen = drawn(sentences, shares.get(name, 1.0), rng)
            if args.share < 1:
                chosen = chosen[: int(len(chosen) * args.share)]
            if not args.plain:
                chosen = [noisy(s, rng) for s in chosen]
            windows += [respace(w, rng) for w in pack(chosen, pieces, rng)]
    return batches(windows, pieces, rng, args.pieces)


def tensors(batch: Batch, device: torch.device) -> dict[str, torch.Tensor]:
    """Move a batch to the device."""
    return {k: torch.from_numpy(v).to(device) for k, v in vars(batch).items()}


def optimiser(reader: Reader, habits: Habits, rate: float, heads: float, down: float) -> torch.optim.AdamW:
    """AdamW; heads at a rate of their own, each lower layer at `down` times the rate of the one above."""
    groups = []
    deep = len(reader.layers)
    for number, layer in enumerate(reader.layers):
        groups.append(([p for p in layer.parameters() if p.requires_grad], rate * down ** (deep - 1 - number)))
    inside = {id(p) for p in reader.layers.parameters()}
    inside |= {id(p) for p in reader.trunk.parameters()}
    rest = [p for p in reader.parameters() if id(p) not in inside and p.requires_grad]
    groups.append((rest + list(habits.parameters()), heads))
    plain = [
        {"params": [p for p in ps if (p.dim() > 1) == big], "lr": lr, "base": lr, "weight_decay": decay}
        for ps, lr in groups
        for big, decay in ((True, 0.01), (False, 0.0))
    ]
    return torch.optim.AdamW([g for g in plain if g["params"]], betas=(0.9, 0.98))


def round_embeddings(reader: Reader, bits: int) -> None:
    """Give the frozen embeddings the values they will have when packed, so that the layers above learn from those."""
    if bits == 32:
        return
    for table, width in ((reader.trunk.words, bits), (reader.trunk.places, 8)):
        everything = torch.arange(table.num_embeddings).unsqueeze(0)
        table.weight.data.copy_(Packed(table.weight.data, width)(everything)[0])


def corpora_of(args: argparse.Namespace) -> tuple[dict[str, list[Sentence]], Vocabulary]:
    """Read the corpora that this run asks for, and collect the labels of the treebanks."""
    sets = {"ewt": corpora.ewt("train")}
    if not args.without_gum:
        sets["gum"] = corpora.gum("train")
    vocabulary = Vocabulary.of([s for part in sets.values() for s in part])
    if not args.without_names:
        if args.silver:
            sets["gmb"] = corpora.gmb()
        if args.tweets:
            sets["tweets"] = corpora.tweets()
        sets["wikigold"] = corpora.wikigold(held=False)
        sets["crossner"] = corpora.crossner("train") + corpora.crossner("dev")
    return sets, vocabulary


class Run:
    """The state of one training run: networks, optimiser, place in the plan."""

    def __init__(self, args: argparse.Namespace, device: torch.device) -> None:
        """Read the corpora and make the networks, from the original, from `--init`, or from the last checkpoint."""
        self.args, self.device = args, device
        self.pieces = Pieces(str(args.original / "tokenizer.json"))
        self.sets, self.vocabulary = corpora_of(args)
        sizes = (len(getattr(self.vocabulary, n)) for n in ("upos", "feats", "lemmas", "labels"))
        shape = Shape(args.kept, args.trained, *sizes)
        told = {**vars(self.vocabulary), "shape": shape.asdict()}
        (args.work / "vocabulary.json").write_text(json.dumps(told, indent=0))
        self.reader, self.habits = Reader(shape), Habits(shape.width)
        self.reader.load_original(str(args.original / "model.safetensors"))
        round_embeddings(self.reader, args.bits)
        if args.init:
            self.reader.load_state_dict(torch.load(args.init, map_location="cpu", weights_only=True))
        if args.fixed:
            for part in (self.reader.shapes, self.reader.gaps, self.reader.layers[: args.fixed]):
                part.requires_grad_(False)
        self.average = copy.deepcopy(self.reader).requires_grad_(False)
        for part in (self.reader, self.habits, self.average):
            part.to(device)
        self.optim = optimiser(self.reader, self.habits, args.rate, args.head_rate, args.layer_rate)
        self.epoch, self.step, self.count, self.spent = 0, 0, 0, 0.0
        self.saved = args.work / "checkpoint.pt"
        if self.saved.exists():
            self.restore()
        self.begun = time.monotonic() - self.spent

    def parts(self) -> dict[str, torch.nn.Module | torch.optim.Optimizer]:
        """Return what a checkpoint holds beside numbers."""
        return {"reader": self.reader, "habits": self.habits, "average": self.average, "optim": self.optim}

    def restore(self) -> None:
        """Go on from the last checkpoint."""
        state = torch.load(self.saved, map_location=self.device, weights_only=True)
        for name, part in self.parts().items():
            part.load_state_dict(state[name])
        self.epoch, self.step, self.count, self.spent = state["epoch"], state["step"], state["count"], state["spent"]
        torch.set_rng_state(state["chance"].cpu())

    def save(self) -> None:
        """Leave a checkpoint."""
        state = {name: part.state_dict() for name, part in self.parts().items()}
        numbers = {"epoch": self.epoch, "step": self.step, "count": self.count, "spent": self.spent}
        torch.save({**state, **numbers, "chance": torch.get_rng_state()}, self.saved.with_suffix(".new"))
        self.saved.with_suffix(".new").replace(self.saved)

    def progress(self, steps: int) -> float:
        """Return which part of the run is behind, 0 to 1."""
        self.spent = time.monotonic() - self.begun
        if self.args.minutes:
            return self.spent / 60 / self.args.minutes
        if self.args.steps:
            return float(self.count / self.args.steps)
        return float((self.epoch + self.step / steps) / self.args.epochs)

    def learn(self, group: list[list[Sentence]], part: float) -> dict[str, float]:
        """Do one step and return the losses."""
        warm = min(1.0, (self.count + 1) / 50)
        for g in self.optim.param_groups:
            g["lr"] = g["base"] * warm * max(0.01, 1 - part)
        rng = random.Random((self.args.seed * 77 + self.epoch) * 100_000 + self.step)
        masked = 0.0 if self.args.plain else 0.02
        batch = tensors(batch_of(group, self.pieces, self.vocabulary, rng, masked), self.device)
        found = losses(self.reader, batch, self.habits, self.args.smoothing)
        weights = {**WEIGHTS, "names": self.args.names}
        loss = sum(weights[k] * v for k, v in found.items())
        self.optim.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.reader.parameters(), 2.0)
        self.optim.step()
        self.follow()
        return {k: float(v.detach()) for k, v in found.items()}

    @torch.no_grad()
    def follow(self) -> None:
        """Move the average towards the weights; it is short-sighted at first."""
        decay = min(self.args.average, self.count / (self.count + 10))
        for mine, theirs in zip(self.average.parameters(), self.reader.parameters(), strict=True):
            if theirs.requires_grad:
                mine.lerp_(theirs, 1 - decay)

    def steps(self) -> Iterator[tuple[list[list[Sentence]], float, int]]:
        """Yield batch, progress and steps in the epoch until the run is done."""
        while True:
            plan = epoch_of(self.args, self.sets, self.pieces, self.epoch)
            while self.step < len(plan):
                part = self.progress(len(plan))
                if part >= 1:
                    return
                yield plan[self.step], part, len(plan)
                self.step += 1
                self.count += 1
                if self.count % self.args.save == 0:
                    self.save()
            self.epoch, self.step = self.epoch + 1, 0

    def train(self) -> None:
        """Train to the end."""
        self.reader.train()
        self.reader.trunk.eval()
        self.reader.layers[: self.args.fixed].eval()
        sums: dict[str, list[float]] = {}
        for group, part, steps in self.steps():
            for k, v in self.learn(group, part).items():
                sums.setdefault(k, []).append(v)
            if self.step % 50 == 0:
                recent = {k: round(sum(v[-100:]) / len(v[-100:]), 3) for k, v in sums.items()}
                print(f"{self.spent:7.0f}s epoch {self.epoch} {self.step}/{steps} part {part:.3f} {recent}", flush=True)
        self.save()


def mixed(state: dict[str, torch.Tensor], args: argparse.Namespace) -> dict[str, torch.Tensor]:
    """Return weights between those of `--init` and the new ones (Wortsman and others 2022: better than either)."""
    if not args.init or args.mix == 1:
        return state
    first = torch.load(args.init, map_location="cpu", weights_only=True)
    return {name: torch.lerp(first[name], new.cpu(), args.mix) for name, new in state.items()}


def main() -> None:
    """Train, and leave `reader.pt`, `vocabulary.json` and `told.txt` in the work folder."""
    args = arguments()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    args.work.mkdir(parents=True, exist_ok=True)
    run = Run(args, device)
    run.train()
    torch.save(mixed(run.average.state_dict(), args), args.work / "reader.pt")
    where = torch.cuda.get_device_name() if device.type == "cuda" else f"{args.threads} threads of a CPU"
    told = (
        f"Trained for {run.count} steps in {run.spent / 60:.0f} minutes on {where}"
        + (f", from the weights of an earlier round, of which {1 - args.mix:.0%} stay" if args.init else "")
        + f"; rate {args.rate:g}, heads {args.head_rate:g}, falling to nothing in a line; "
        f"{args.pieces} pieces a batch; average {args.average:g}; seed {args.seed}."
    )
    (args.work / "told.txt").write_text(told + "\n", encoding="utf-8")
    print(told, flush=True)


if __name__ == "__main__":
    main()
