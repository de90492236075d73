"""What a scorecard is: a corpus, how it is measured, the systems, and what others reach."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crossread_scores import corpora
from crossread_scores.exports import Export, Record

Figures = dict[str, float]
System = Callable[[Sequence[Record]], Export]


@dataclass(frozen=True)
class Material:
    """The gold of one corpus: one export per case, and the digest of what was read."""

    cases: Sequence[Any]
    digest: str


@dataclass(frozen=True)
class Row:
    """One scorecard on one corpus.

    Attributes:
        name: Name of the scorecard; several rows may share it.
        corpus: Name of the corpus.
        load: Reads the gold, given the folder of the corpora and the split.
        measure: Gives the figures of one system, given the material.
        systems: The systems by name, `crossread` and the trivial baseline.
        headline: The figures that TARGETS.md asks for, first the main one.
        reference: What others reach, in words.
        bar: The least for a first release, by figure.
        goal: Where it shall go, by figure.
        splits: Whether the corpus has splits to choose from.
    """

    name: str
    corpus: str
    load: Callable[[Path, str], Material]
    measure: Callable[[Material, Any], Figures]
    systems: Mapping[str, Any]
    headline: tuple[str, ...]
    reference: str
    bar: Mapping[str, float] = field(default_factory=dict)
    goal: Mapping[str, float] = field(default_factory=dict)
    splits: bool = False

    @property
    def guarded(self) -> tuple[str, ...]:
        """The figures that floors guard: those with a bar, else the main one. The others may be traded for them."""
        return tuple(self.bar) or self.headline[:1]

    @property
    def key(self) -> str:
        """Name and corpus, as floors name a row."""
        return f"{self.name}/{self.corpus}"


def corpus(reader: Callable[[Path], Sequence[Any]], *files: str) -> Callable[[Path, str], Material]:
    """Return the loader of a public corpus: its reader, and the files whose digest is kept."""

    def load(data: Path, _split: str) -> Material:
        return Material(reader(data), corpora.digest_of(*(data / name for name in files)))

    return load
