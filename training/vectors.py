"""Score sentence vectors: news similarity (sts-news) and same answers (NAnCo).

`python -m training.vectors --original FOLDER` scores the original in fp32;
`--onnx FOLDER` an exported encoder. Both sets are for evaluation only.
"""

from __future__ import annotations

import argparse
import json
import lzma
import tarfile
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import numpy as np

from training.corpora import DATA

Vectors = Callable[[list[str]], np.ndarray]


def similarity(vectors: Vectors) -> dict[str, float]:
    """Return the Pearson correlation per set of sts-news, and their mean, times 100."""
    out: dict[str, float] = {}
    with tarfile.open(DATA / "sts-news" / "sts-news.tar.gz") as archive:
        for member in sorted(archive.getnames()):
            if not member.endswith("test.tsv"):
                continue
            file = archive.extractfile(member)
            assert file is not None
            rows = [line.split("\t") for line in file.read().decode().splitlines()]
            rows = [r for r in rows if len(r) >= 3 and r[0].strip()]
            gold = np.array([float(r[0]) for r in rows])
            one, two = vectors([r[1] for r in rows]), vectors([r[2] for r in rows])
            out[member] = round(100 * float(np.corrcoef((one * two).sum(1), gold)[0, 1]), 2)
    out["mean"] = round(float(np.mean(list(out.values()))), 2)
    return out


def answers(vectors: Vectors) -> float:
    """Return the balanced accuracy on NAnCo, at the best threshold, times 100.

    Pairs are those of answers to one question; they are the same when they stand in one cluster.
    """
    with lzma.open(DATA / "discord-questions" / "nanco_dataset.json.xz") as file:
        data = json.load(file)
    scores, gold = [], []
    for question in data:
        found = [a for a in question["answers"] if a.get("cluster_global") not in (None, "")]
        if len(found) < 2:
            continue
        v = vectors([a["Answer"] for a in found])
        for i, j in combinations(range(len(found)), 2):
            scores.append(float(v[i] @ v[j]))
            gold.append(found[i]["cluster_global"] == found[j]["cluster_global"])
    s, g = np.array(scores), np.array(gold)
    best = max(((s[g] >= t).mean() + (s[~g] < t).mean()) / 2 for t in np.linspace(0, 1, 201))
    return round(100 * float(best), 2)


def original(folder: Path, bits: int) -> Vectors:
    """Return the original in torch; with 4 or 8 bits its embeddings are packed."""
    import torch
    from safetensors.torch import load_file
    from tokenizers import Tokenizer

    from training.export import Sentences, _packed_forward
    from training.network import Trunk
    from training.packing import Packed

    torch.set_num_threads(2)
    trunk = Trunk(6)
    trunk.load(load_file(folder / "model.safetensors"))
    if bits != 32:
        trunk.words = Packed(trunk.words.weight.data, bits)
        trunk.places = Packed(trunk.places.weight.data, 8)
        trunk.forward = _packed_forward.__get__(trunk)  # type: ignore[method-assign]
    network = Sentences(trunk).eval()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(256)
    tokenizer.enable_padding()

    @torch.no_grad()
    def vectors(texts: list[str]) -> np.ndarray:
        out = []
        for at in range(0, len(texts), 64):
            rows = tokenizer.encode_batch(texts[at : at + 64])
            ids = torch.tensor([r.ids for r in rows])
            mask = torch.tensor([r.attention_mask for r in rows])
            out.append(network(ids, mask).numpy())
        return np.concatenate(out)

    return vectors


def main() -> None:
    """Print the scores as one JSON line."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--original", type=Path)
    p.add_argument("--onnx", type=Path)
    p.add_argument("--bits", type=int, default=32)
    args = p.parse_args()
    vectors: Vectors
    if args.onnx:
        from crossread.extract.encoder import Encoder

        encoder = Encoder(args.onnx, 2)

        def shipped(texts: list[str]) -> np.ndarray:
            rows = [np.frombuffer(v, "<f2") for v in encoder.vectors(texts)]
            return np.array(rows, dtype=np.float32)

        vectors = shipped
    else:
        vectors = original(args.original, args.bits)
    model = str(args.onnx or f"original {args.bits} bits")
    print(json.dumps({"model": model, "sts": similarity(vectors), "nanco": answers(vectors)}))


if __name__ == "__main__":
    main()
