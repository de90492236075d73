"""How a case is built, and what a build did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

Progress: TypeAlias = Callable[[str, int, int], None]
"""Told of the work: name of the stage, how many units are done, how many there are."""


def unseen(stage: str, done: int, total: int) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How a case is built.

    Attributes:
        jobs: Local processes that read documents, at least 1; None leaves it to the size of the work. The case is
            the same for any number.
        fresh: Read everything again, changed or not.
        pipeline: A spaCy pipeline with the labels of Universal Dependencies that parses in place of the encoder that
            ships: its name, or its folder. None for the shipped one.
    """

    jobs: int | None = None
    fresh: bool = False
    pipeline: str | None = None


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Attributes:
        read: Documents read now.
        kept: Documents that were in the case and have not changed.
        removed: Documents that left the case.
        findings: Findings in the case.
        notices: Notices in the case.
    """

    read: int
    kept: int
    removed: int
    findings: int
    notices: int
