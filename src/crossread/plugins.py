"""Every socket: the places where others may plug in, as protocols, and how they are found.

A socket exists where two things fit it and pass one suite (`tests/contracts`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Any, Protocol, TypeVar, runtime_checkable

from crossread.errors import Notice
from crossread.model.account import Vector
from crossread.model.value import PartialDate

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class RawText:
    """What a reader makes of one file, before it is a document.

    Attributes:
        text: What spans will refer to.
        name: Which part of the file it is ("rows/3", "b.txt"), "" for a file that holds one text.
        title: Headline, or None.
        source: Who published it, or None.
        family: The house that the source belongs to, or None.
        author: Byline, or None.
        published: Date of publication, or None.
        url: Where it was published, or None.
        sha256: Of the part's bytes where the file holds several texts, else None (the file's is taken).
    """

    text: str
    name: str = ""
    title: str | None = None
    source: str | None = None
    family: str | None = None
    author: str | None = None
    published: PartialDate | None = None
    url: str | None = None
    sha256: str | None = None


@runtime_checkable
class Reader(Protocol):
    """Turns the bytes of one kind of file into texts; trouble becomes notices."""

    suffixes: tuple[str, ...]
    """File name endings it reads, lower case, with the dot."""

    def read(self, data: bytes, path: str) -> tuple[Sequence[RawText], Sequence[Notice]]:
        """Return the texts in `data`, and notices; `path` is only for notices and for telling formats apart."""
        ...


@runtime_checkable
class Encoder(Protocol):
    """Gives sentence vectors."""

    @property
    def name(self) -> str:
        """Name and version of the model, as it stands in results."""
        ...

    def vectors(self, sentences: Sequence[str]) -> Sequence[Vector]:
        """Return a vector of unit length for each sentence, in the same order."""
        ...


@runtime_checkable
class Engine(Protocol):
    """Runs a function over many items: here, in processes, or on a cluster."""

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Yield `function(item)` for each item, in the order of the items."""
        ...


def found(group: str) -> tuple[Any, ...]:
    """Return what installed packages offer for a socket, sorted by name.

    Args:
        group: Name of the entry-point group: "crossread.readers".

    Returns:
        The loaded objects.
    """
    return tuple(point.load() for point in sorted(entry_points(group=group), key=lambda point: point.name))
