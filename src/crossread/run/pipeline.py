"""The pipeline: the five rooms in order; what is fresh stays, what changed is read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Final, TypeAlias

from crossread import __version__
from crossread.align.actors import link_actors
from crossread.align.lineage import trace_lineages
from crossread.align.reuse import find_reuse
from crossread.align.statements import group_statements
from crossread.align.utterances import compare_utterances
from crossread.errors import NothingToReadError, Notice, NoticeCode
from crossread.extract.account import extract_account
from crossread.extract.models import SentenceEncoder, load_encoder
from crossread.judge.naming import find_naming
from crossread.judge.silences import find_silences
from crossread.judge.verdicts import judge_groups
from crossread.model.account import Account
from crossread.model.document import Document
from crossread.model.outcome import Outcome
from crossread.read.files import FileRef, gather, number_duplicates, read_file
from crossread.read.formats import SUFFIXES
from crossread.read.metadata import Metadata, load_metadata
from crossread.read.passages import split_passages
from crossread.run.engine import choose_engine
from crossread.store.database import Writer

Progress: TypeAlias = Callable[[str, int, int], None]
"""Told of the work: name of the stage, how many units are done, how many there are."""

READING: Final = "reading files"
EXTRACTING: Final = "reading accounts"
ALIGNING: Final = "comparing accounts"
JUDGING: Final = "judging"
SAVING: Final = "saving"


def unseen(stage: str, done: int, total: int) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How a case is built.

    Attributes:
        jobs: Local processes that read documents; None leaves it to the size of the work. The case is the same for
            any number.
        fresh: Read everything again, changed or not.
    """

    jobs: int | None = None
    fresh: bool = False


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
