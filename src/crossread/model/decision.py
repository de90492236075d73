"""Decisions: what a reader corrected; laid over the records, never written into them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

DecisionId = NewType("DecisionId", str)


class DecisionKind(StrEnum):
    """What a reader decided."""

    CONFIRM = "confirm"
    REJECT = "reject"
    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    CHANGE = "change"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Decision:
    """One correction by one reader.

    Attributes:
        id: Made of kind, target, reader and time.
        kind: What was decided.
        target: Identifiers of the records it is about, joined by a space.
        by: The reader's name.
        at: When, ISO 8601 with the time zone; given by the caller, never by a stage.
        note: Why, in the reader's words; the new name or value for `rename` and `change`.
        undone: Whether it was taken back.
    """

    id: DecisionId
    kind: DecisionKind
    target: str
    by: str
    at: str
    note: str = ""
    undone: bool = False
