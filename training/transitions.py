"""Fit which name tags follow which, on the dev part of UNER: `python -m training.transitions --work FOLDER`.

The network scores every word on its own; a chain over its scores (a conditional random field with the
network held fixed) learns from text the network has not seen how far to trust them. 182 numbers are
fitted, by likelihood with a small penalty; nothing else of the dev part goes into the model.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from training import corpora
from training.evaluate import torch_model, vocabulary_of, windows_in_order
from training.labels import ALL, TAGS
from training.windows import Pieces, batch_of

NEVER = -1e4


def forbidden() -> Tensor:
    """Return a large penalty where a tag may not follow another: I-X only after B-X or I-X."""
    out = torch.zeros(len(TAGS), len(TAGS))
    for a, one in enumerate(TAGS):
        for b, two in enumerate(TAGS):
            if two[0] == "I" and one[2:] != two[2:]:
                out[a, b] = NEVER
    return out


def sentences_of(work: Path, original: Path) -> list[tuple[Tensor, Tensor]]:
    """Return, per dev sentence, tag scores and which tags are allowed."""
    predict, _ = torch_model(work)
    vocabulary, pieces = vocabulary_of(work), Pieces(str(original / "tokenizer.json"))
    before = len(vocabulary.upos) + len(vocabulary.feats) + len(vocabulary.lemmas)
    windows = windows_in_order(corpora.ewt("dev"), pieces, 100)
    bits = np.arange(len(TAGS))
    found = []
    for at in range(0, len(windows), 16):
        group = windows[at : at + 16]
        scores = predict(batch_of(group, pieces, vocabulary))[0][..., before : before + len(TAGS)]
        for row, window in enumerate(group):
            offset = 0
            for s in window:
                k = len(s.words)
                masks = np.array(s.names or [ALL] * k)
                fits = ((masks[:, None] >> bits) & 1).astype(bool)
                found.append((torch.from_numpy(scores[row, offset : offset + k].copy()), torch.from_numpy(fits)))
                offset += k
    return found


def likelihood(scores: Tensor, fits: Tensor, lengths: Tensor, moves: Tensor, opening: Tensor) -> Tensor:
    """Return the log-probability of all allowed rows of tags; shapes (B, W, K), (B, W, K), (B,)."""

    def total(emit: Tensor) -> Tensor:
        alpha = emit[:, 0] + opening
        for i in range(1, emit.shape[1]):
            further = (alpha.unsqueeze(2) + moves).logsumexp(1) + emit[:, i]
            alpha = torch.where((i < lengths).unsqueeze(1), further, alpha)
        return alpha.logsumexp(1)

    return total(scores.masked_fill(~fits, NEVER)) - total(scores)


def main() -> None:
    """Fit, and write `transitions.npz` into the work folder."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--work", type=Path, required=True)
    p.add_argument("--original", type=Path, required=True)
    args = p.parse_args()
    torch.manual_seed(3)
    rows = [r for r in sentences_of(args.work, args.original) if len(r[0]) > 1]
    rows.sort(key=lambda r: len(r[0]))
    moves = torch.zeros(len(TAGS), len(TAGS), requires_grad=True)
    opening = torch.zeros(len(TAGS), requires_grad=True)
    scale = torch.ones(1, requires_grad=True)
    hard = forbidden()
    start = torch.tensor([NEVER if t[0] == "I" else 0.0 for t in TAGS])
    optim = torch.optim.Adam([moves, opening, scale], lr=0.05)
    for epoch in range(12):
        sums = []
        for at in torch.randperm((len(rows) + 63) // 64).tolist():
            group = rows[at * 64 : at * 64 + 64]
            scores = torch.nn.utils.rnn.pad_sequence([r[0] for r in group], batch_first=True)
            fits = torch.nn.utils.rnn.pad_sequence([r[1] for r in group], batch_first=True, padding_value=True)
            lengths = torch.tensor([len(r[0]) for r in group])
            gain = likelihood(scores * scale, fits, lengths, moves + hard, opening + start)
            loss = -gain.mean() + 0.01 * (moves.square().sum() + opening.square().sum()) / len(rows) * 64
            optim.zero_grad()
            loss.backward()
            optim.step()
            sums.append(float(loss.detach()))
        print(f"epoch {epoch} loss {np.mean(sums):.4f} scale {float(scale.detach()):.3f}", flush=True)
    np.savez(
        args.work / "transitions.npz",
        moves=((moves + hard) / scale).detach().numpy().clip(-100),
        opening=((opening + start) / scale).detach().numpy().clip(-100),
    )


if __name__ == "__main__":
    main()
