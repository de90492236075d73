"""What a stage returns: what it found, and the trouble it met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from crossread.errors import Notice

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """Results and notices, side by side: one bad sentence never loses a document.

    Attributes:
        found: The records, sorted.
        notices: The trouble met on the way.
    """

    found: tuple[T, ...] = ()
    notices: tuple[Notice, ...] = ()
