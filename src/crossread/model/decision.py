"""Decisions: what a reader corrected; laid over the records, never written into them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from crossread.model.identity import content_id

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


class DecisionState(StrEnum):
    """What became of a decision."""

    IN_FORCE = "in_force"
    WAITS = "waits"
    LOST = "lost"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Decision:
    """One correction by one reader.

    Attributes:
        id: Made of kind, target, reader, time, note and value.
        kind: What was decided.
        target: Identifiers of the records it is about, joined by a space.
        by: The reader's name.
        at: When, ISO 8601 with the time zone; given by the caller, never by a stage.
        note: Why, in the reader's words.
        undone: Whether it was taken back.
        to: The new name (`rename`, `merge`) or value (`change`), else "".
        anchor: What each target is ("finding", "actor", "mention", "document", "link"), joined by a space; by what
            follows it after commas the target is found again where a rebuild gave it another identifier: for a finding
            its kind and places, for an actor its mentions.
    """

    id: DecisionId
    kind: DecisionKind
    target: str
    by: str
    at: str
    note: str = ""
    undone: bool = False
    to: str = ""
    anchor: str = ""

    @classmethod
    def made(  # noqa: PLR0913 - the fields of the record
        cls,
        kind: DecisionKind,
        targets: tuple[str, ...],
        *,
        by: str,
        at: str,
        note: str = "",
        to: str = "",
        anchors: tuple[str, ...] = (),
    ) -> Decision:
        """Return the decision with its identifier.

        Examples:
            >>> Decision.made(DecisionKind.REJECT, ("n1",), by="Ada", at="2031-05-04T10:00:00+00:00").id[0]
            'o'
        """
        target = " ".join(targets)
        key = DecisionId(content_id("o", kind, target, by, at, note, to))
        return cls(key, kind, target, by, at, note, to=to, anchor=" ".join(anchors))

    @property
    def targets(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each target with the parts of its anchor: what it is, then what it rested on; none where it has none."""
        targets = self.target.split(" ")
        anchors = [tuple(anchor.split(",")) for anchor in self.anchor.split(" ")] if self.anchor else []
        anchors += [()] * (len(targets) - len(anchors))
        return tuple(zip(targets, anchors, strict=False))
