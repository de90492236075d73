"""Export a trained encoder: two small ONNX graphs that share one file of weights.

`python -m training.export --work FOLDER --original FOLDER --out FOLDER`

Matrices become int8 with one scale per column (7 bits of range, so that processors without
VNNI do not overflow); activations are quantised while running. Embeddings become 4 or 8
bits with scales of their own. Tensors that both graphs hold are stored once.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, numpy_helper
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_dynamic, quantize_static
from safetensors.torch import load_file
from torch import Tensor, nn

from training import corpora
from training.evaluate import vocabulary_of
from training.labels import TAGS
from training.network import Reader, Shape, Trunk
from training.packing import Packed
from training.windows import Pieces, batch_of, batches, pack

#: Tensors below this many bytes stay inside of the graphs.
SMALL = 1024


class Sentences(nn.Module):
    """The original's sentence vectors: mean of the states, length 1."""

    def __init__(self, trunk: Trunk) -> None:
        """Wrap a trunk of all the original's layers."""
        super().__init__()
        self.trunk = trunk

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return one vector per row."""
        weight = mask.float()
        x = self.trunk(ids, (1.0 - weight)[:, None, None, :] * -1e4)
        x = (x * weight.unsqueeze(-1)).sum(1) / weight.sum(1, keepdim=True)
        return x / x.norm(dim=-1, keepdim=True)


def modules(work: Path, original: Path, bits: int) -> tuple[Reader, Sentences]:
    """Load both networks; their embeddings are packed when `bits` is not 32."""
    shape = Shape(**json.loads((work / "vocabulary.json").read_text())["shape"])
    reader = Reader(shape)
    final = work / "reader.pt"
    state = torch.load(final if final.exists() else work / "checkpoint.pt", map_location="cpu", weights_only=True)
    reader.load_state_dict(state.get("reader", state))
    trunk = Trunk(6)
    trunk.load(load_file(original / "model.safetensors"))
    if bits != 32:
        packed = Packed(trunk.words.weight.data, bits)
        places = Packed(trunk.places.weight.data, 8)
        for part in (reader.trunk, trunk):
            part.words = packed
            part.places = places
            part.forward = _packed_forward.__get__(part)  # type: ignore[method-assign]
    return reader.eval(), Sentences(trunk).eval()


def _packed_forward(self: Trunk, ids: Tensor, bias: Tensor) -> Tensor:
    """As `Trunk.forward`, with places looked up by number."""
    numbers = torch.arange(ids.shape[1]).unsqueeze(0)
    x = self.norm(self.words(ids) + self.places(numbers) + self.kinds)
    for layer in self.layers:
        x = layer(x, bias)
    return x


def export(reader: Reader, sentences: Sentences, folder: Path) -> tuple[Path, Path]:
    """Write both graphs in fp32."""
    ids = torch.arange(18).view(2, 9) + 999
    mask = torch.ones(2, 9, dtype=torch.long)
    shapes, gaps = torch.zeros_like(mask), torch.ones_like(mask)
    first = torch.ones(2, 5, dtype=torch.long)
    b, p, w = (torch.export.Dim(n, min=1, max=m) for n, m in (("B", 4096), ("P", 512), ("W", 511)))
    one, two = folder / "reader.onnx", folder / "vectors.onnx"
    pieces, words = {0: b, 1: p}, {0: b, 1: w}
    torch.onnx.export(
        reader,
        (ids, mask, shapes, gaps, first),
        str(one),
        input_names=["ids", "mask", "shapes", "gaps", "first"],
        output_names=["tag_scores", "arc_scores", "left", "right"],
        dynamic_shapes=(pieces, pieces, pieces, pieces, words),
        dynamo=True,
        external_data=False,
        opset_version=18,
    )
    torch.onnx.export(
        sentences,
        (ids.clone(), mask.clone()),
        str(two),
        input_names=["ids", "mask"],
        output_names=["vectors"],
        dynamic_shapes=(pieces, pieces),
        dynamo=True,
        external_data=False,
        opset_version=18,
    )
    return one, two


def quantise(path: Path, out: Path) -> None:
    """Make the matrices int8, per column, with 7 bits of range."""
    model = onnx.load(str(path))
    del model.graph.value_info[:]
    onnx.save(model, str(path))
    quantize_dynamic(
        path,
        out,
        op_types_to_quantize=["MatMul", "Gemm"],
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True, "WeightSymmetric": True},
    )


def quantise_fixed(path: Path, out: Path, work: Path, original: Path, windows: int = 160) -> None:
    """Make the matrices int8 with fixed scales of the activations, from windows of the train parts."""
    rng = random.Random(1)
    pieces, vocabulary = Pieces(str(original / "tokenizer.json")), vocabulary_of(work)
    found = pack(corpora.ewt("train")[:1500] + corpora.gum("train")[:600], pieces, rng)
    rng.shuffle(found)
    groups = iter(batches(found[:windows], pieces, rng, 1000))

    class Ranges(CalibrationDataReader):
        def get_next(self) -> dict[str, np.ndarray] | None:
            group = next(groups, None)
            if group is None:
                return None
            batch = batch_of(group, pieces, vocabulary)
            names = ("ids", "mask", "shapes", "gaps")
            return {n: getattr(batch, n) for n in names} | {"first": batch.first.clip(0)}

    model = onnx.load(str(path))
    del model.graph.value_info[:]
    onnx.save(model, str(path))
    quantize_static(
        path,
        out,
        Ranges(),
        quant_format=QuantFormat.QDQ,
        op_types_to_quantize=["MatMul"],
        per_channel=True,
        reduce_range=True,
        activation_type=QuantType.QUInt8,
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True, "WeightSymmetric": True},
    )


def share(paths: list[Path], folder: Path) -> None:
    """Write the graphs with all larger tensors in one file, each once."""
    stored: dict[str, tuple[int, int]] = {}
    with (folder / "weights.bin").open("wb") as file:
        for path in paths:
            model = onnx.load(str(path))
            for tensor in model.graph.initializer:
                data = numpy_helper.to_array(tensor).tobytes()
                if len(data) < SMALL:
                    continue
                key = hashlib.sha256(data).hexdigest()
                if key not in stored:
                    file.write(b"\0" * (-file.tell() % 64))
                    stored[key] = (file.tell(), len(data))
                    file.write(data)
                tensor.ClearField("raw_data")
                for name in ("float_data", "int32_data", "int64_data"):
                    tensor.ClearField(name)
                tensor.data_location = TensorProto.EXTERNAL
                del tensor.external_data[:]
                place = {"location": "weights.bin", "offset": stored[key][0], "length": stored[key][1]}
                for name, value in place.items():
                    tensor.external_data.add(key=name, value=str(value))
            del model.metadata_props[:]
            for node in model.graph.node:
                del node.metadata_props[:]
                node.doc_string = ""
            del model.graph.value_info[:]
            onnx.save(model, str(folder / path.name))


def main() -> None:
    """Export, and print the size of every file."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--work", type=Path, required=True)
    p.add_argument("--original", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--bits", type=int, default=4, choices=(4, 8, 32), help="of the embeddings")
    p.add_argument("--exact", action="store_true", help="keep the matrices fp32, to compare")
    p.add_argument("--fixed", action="store_true", help="fixed scales of the reader's activations, to compare")
    p.add_argument("--name", default="crossread-reader-2")
    args = p.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    reader, sentences = modules(args.work, args.original, args.bits)
    with tempfile.TemporaryDirectory() as folder:
        plain = export(reader, sentences, Path(folder))
        small = []
        for path in plain:
            target = Path(folder) / "int8" / path.name
            target.parent.mkdir(exist_ok=True)
            if args.fixed and path.name == "reader.onnx":
                quantise_fixed(path, target, args.work, args.original)
            elif args.exact:
                shutil.copy(path, target)
            else:
                quantise(path, target)
            small.append(target)
        share(small, args.out)
    with np.load(args.work / "transitions.npz") as chain:
        np.savez(
            args.out / "heads.npz",
            weight=reader.relations.weight.detach().numpy().astype(np.float16),
            bias=reader.relations.bias.detach().numpy(),
            moves=chain["moves"].astype(np.float32),
            opening=chain["opening"].astype(np.float32),
        )
    told = json.loads((args.work / "vocabulary.json").read_text())
    labels = {n: told[n] for n in ("upos", "feats", "lemmas", "labels")}
    labels |= {"names": list(TAGS), "name": args.name, "dimensions": 384}
    (args.out / "labels.json").write_text(json.dumps(labels, ensure_ascii=False, indent=0) + "\n")
    shutil.copy(args.original / "tokenizer.json", args.out / "tokenizer.json")
    total = 0
    for path in sorted(args.out.iterdir()):
        total += path.stat().st_size
        print(f"{path.stat().st_size:>10} {path.name}")
    print(f"{total:>10} in all")


if __name__ == "__main__":
    main()
