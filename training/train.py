"""Train the encoder: `python -m training.train --work FOLDER`.

Seeds are fixed. The learning rate falls in a line over the epochs, or, with
`--minutes`, over the time given, so that a run ends in time on a busy machine.
Every epoch leaves a checkpoint; a run that was stopped goes on from it.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import torch

from training import corpora
from training.corpora import Sentence
from training.network import Reader, Shape, losses
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
    p.add_argument("--kept", type=int, default=2)
    p.add_argument("--trained", type=int, default=4)
    p.add_argument("--bits", type=int, default=4, help="of the embeddings, as they will be exported")
    p.add_argument("--rate", type=float, default=2e-4)
    p.add_argument("--head-rate", type=float, default=1e-3)
    p.add_argument("--pieces", type=int, default=1100)
    p.add_argument("--without-gum", action="store_true")
    p.add_argument("--without-names", action="store_true")
    p.add_argument("--plain", action="store_true", help="no noise")
    p.add_argument("--share", type=float, default=1.0, help="part of the corpora")
    p.add_argument("--silver", type=float, default=0.34, help="part of GMB an epoch")
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--seed", type=int, default=11)
    return p.parse_args()


def epoch_of(
    args: argparse.Namespace, sets: dict[str, list[Sentence]], pieces: Pieces, number: int
) -> list[list[list[Sentence]]]:
    """Draw the batches of one epoch; they depend on seed and number alone."""
    rng = random.Random(args.seed * 1000 + number)
    windows = []
    for name in sorted(sets):
        sentences = sets[name]
        if name == "gmb":
            count = int(len(sentences) * args.silver)
            start = rng.randrange(len(sentences) - count)
            sentences = sentences[start : start + count]
        if args.share < 1:
            count = int(len(sentences) * args.share)
            sentences = sentences[:count]
        if not args.plain:
            sentences = [noisy(s, rng) for s in sentences]
        windows += [respace(w, rng) for w in pack(sentences, pieces, rng)]
    return batches(windows, pieces, rng, args.pieces)


def tensors(batch: Batch, device: torch.device) -> dict[str, torch.Tensor]:
    """Move a batch to the device."""
    return {k: torch.from_numpy(v).to(device) for k, v in vars(batch).items()}


def optimiser(reader: Reader, rate: float, heads: float) -> torch.optim.AdamW:
    """AdamW; heads at a rate of their own, lower layers at less than the upper."""
    groups = []
    deep = len(reader.layers)
    for number, layer in enumerate(reader.layers):
        groups.append((list(layer.parameters()), rate * 0.9 ** (deep - 1 - number)))
    inside = {id(p) for p in reader.layers.parameters()}
    inside |= {id(p) for p in reader.trunk.parameters()}
    rest = [p for p in reader.parameters() if id(p) not in inside]
    groups.append((rest, heads))
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


def main() -> None:
    """Train, and leave `reader.pt` and `vocabulary.json` in the work folder."""
    args = arguments()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    args.work.mkdir(parents=True, exist_ok=True)
    pieces = Pieces(str(args.original / "tokenizer.json"))
    sets = {"ewt": corpora.ewt("train")}
    if not args.without_gum:
        sets["gum"] = corpora.gum("train")
    vocabulary = Vocabulary.of([s for part in sets.values() for s in part])
    if not args.without_names:
        sets["gmb"] = corpora.gmb()
        sets["wikigold"] = corpora.wikigold(held=False)
        sets["crossner"] = corpora.crossner("train") + corpora.crossner("dev")
    shape = Shape(
        args.kept,
        args.trained,
        *(len(getattr(vocabulary, n)) for n in ("upos", "feats", "lemmas", "labels")),
    )
    (args.work / "vocabulary.json").write_text(json.dumps({**vars(vocabulary), "shape": shape.asdict()}, indent=0))
    reader = Reader(shape)
    reader.load_original(str(args.original / "model.safetensors"))
    round_embeddings(reader, args.bits)
    reader.to(device)
    optim = optimiser(reader, args.rate, args.head_rate)
    saved = args.work / "checkpoint.pt"
    epoch, spent = 0, 0.0
    if saved.exists():
        state = torch.load(saved, map_location=device, weights_only=True)
        reader.load_state_dict(state["reader"])
        optim.load_state_dict(state["optim"])
        epoch, spent = state["epoch"], state["spent"]
    begun = time.monotonic() - spent
    done = False
    while not done:
        plan = epoch_of(args, sets, pieces, epoch)
        reader.train()
        reader.trunk.eval()
        sums: dict[str, list[float]] = {}
        rng = random.Random(args.seed * 77 + epoch)
        for step, group in enumerate(plan):
            spent = time.monotonic() - begun
            if args.minutes:
                part = spent / 60 / args.minutes
            else:
                part = (epoch + step / len(plan)) / args.epochs
            part_of_epoch = step / len(plan)
            if part >= 1:
                done = True
                break
            warm = min(1.0, (epoch * len(plan) + step + 1) / 50)
            for g in optim.param_groups:
                g["lr"] = g["base"] * warm * max(0.01, 1 - part)
            masked = 0.0 if args.plain else 0.02
            batch = tensors(batch_of(group, pieces, vocabulary, rng, masked), device)
            parts = losses(reader, batch)
            loss = sum(WEIGHTS[k] * v for k, v in parts.items())
            optim.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 2.0)
            optim.step()
            for k, v in parts.items():
                sums.setdefault(k, []).append(float(v.detach()))
            if step % 50 == 0:
                recent = {k: round(sum(v[-100:]) / len(v[-100:]), 3) for k, v in sums.items()}
                print(f"{spent:7.0f}s epoch {epoch} {step}/{len(plan)} part {part:.3f} {recent}", flush=True)
        epoch += 1
        torch.save(
            {"reader": reader.state_dict(), "optim": optim.state_dict(), "epoch": epoch, "spent": spent},
            saved.with_suffix(".new"),
        )
        saved.with_suffix(".new").replace(saved)
    torch.save(reader.state_dict(), args.work / "reader.pt")
    where = torch.cuda.get_device_name() if device.type == "cuda" else f"{args.threads} threads of a CPU"
    told = (
        f"Trained for {epoch - 1 + part_of_epoch:.1f} epochs in {spent / 60:.0f} minutes on {where}; "
        f"rate {args.rate:g}, heads {args.head_rate:g}, falling to nothing in a line; "
        f"{args.pieces} pieces a batch; seed {args.seed}."
    )
    (args.work / "told.txt").write_text(told + "\n", encoding="utf-8")
    print(told, flush=True)


if __name__ == "__main__":
    main()
