"""Language models: loaded when asked, passed as arguments, named in every result."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from crossread.errors import MissingModelError
from crossread.extract.encoder import WEIGHTS, Encoder, Parse
from crossread.extract.pipelines import Pipeline
from crossread.model.account import Vector


class PipelineEncoder:
    """The shipped sentence vectors beside a user's own spaCy pipeline; pickles as the pipeline's name.

    Args:
        pipeline: Name of an installed pipeline, or the folder of a saved one.
        threads: Threads for one sentence.

    Raises:
        PipelineNotFoundError: If spaCy cannot load it.
        ForeignLabelsError: If its labels are not those of Universal Dependencies.
    """

    def __init__(self, pipeline: str, threads: int = 1) -> None:
        self.pipeline = pipeline
        self._vectors = Encoder(WEIGHTS, threads)
        _pipeline(pipeline)

    @property
    def name(self) -> str:
        """Names of both models."""
        return f"{self._vectors.name}; {self.pipeline}"

    def vectors(self, sentences: Sequence[str]) -> Sequence[Vector]:
        """Return a vector of unit length for each sentence, in the same order."""
        return self._vectors.vectors(sentences)

    def parse(self, words: Sequence[str], gaps: Sequence[str], starts: Sequence[int] | None = None) -> Parse:
        """Read words into sentences, trees and names; arguments and result as of `Encoder.parse`."""
        return _pipeline(self.pipeline).parse(words, gaps, starts)


@cache
def _pipeline(name: str) -> Pipeline:
    """Load the user's pipeline once in each process."""
    return Pipeline(name)


def load_encoder(pipeline: str | None = None, threads: int = 1) -> Encoder | PipelineEncoder:
    """Return the encoder that ships with the package, or one that parses with a user's pipeline.

    Args:
        pipeline: A spaCy pipeline to parse with in place of the shipped encoder; None for the shipped one.
        threads: Threads for one pass, from 1.

    Raises:
        MissingModelError: If the package was installed without its model.
        PipelineNotFoundError, ForeignLabelsError: As `PipelineEncoder` tells.

    Examples:
        >>> encoder = load_encoder()
        >>> one, two = encoder.vectors(["The bridge fell.", ""])
        >>> len(one) // 2, two == encoder.vectors([""])[0]
        (384, True)
    """
    if not (WEIGHTS / "weights.bin").is_file():
        raise MissingModelError(WEIGHTS / "weights.bin")
    return PipelineEncoder(pipeline, threads) if pipeline else Encoder(WEIGHTS, threads)
