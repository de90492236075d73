"""What can go wrong: the caller's mistakes (exceptions) and the material's troubles (notices).

A mistake of the caller (a path that does not exist, a wrong option) is a `CrossreadError`: its message ends in the next
step, and `exit_code` is what the command line returns. Trouble in the material (an unreadable file, a quotation that
never closes) is a `Notice`: it travels beside the results, and the rest goes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class ExitCode(IntEnum):
    """What the command returns to the shell."""

    OK = 0
    USAGE = 2
    NO_INPUT = 3
    BAD_CASE = 4
    NOT_FOUND = 5
    CANNOT_WRITE = 6
    DAMAGED_INSTALL = 7


class CrossreadError(Exception):
    """A mistake that the caller can mend; the message says how.

    Attributes:
        exit_code: What the command line returns for it.
    """

    exit_code = ExitCode.USAGE


class EmptySpanError(CrossreadError):
    """A span was asked for that would cover nothing."""

    def __init__(self, start: int, end: int) -> None:
        super().__init__(f"A span must cover at least one character, not [{start}, {end}).")


class BadPartialDateError(CrossreadError):
    """A date was given that is none."""

    def __init__(self, value: str) -> None:
        super().__init__(f"{value!r} is not a date. Write it as 2021, 2021-08 or 2021-08-17.")


class PathNotFoundError(CrossreadError):
    """There is nothing at the path that was given."""

    exit_code = ExitCode.NO_INPUT

    def __init__(self, path: Path) -> None:
        super().__init__(f"There is nothing at {path}. Give a folder of accounts, or single files.")


class NothingToReadError(CrossreadError):
    """The input holds no document that can be read."""

    exit_code = ExitCode.NO_INPUT

    def __init__(self, where: str, formats: Sequence[str], reasons: Sequence[str] = ()) -> None:
        told = "".join(f"\n  {reason}" for reason in reasons)
        super().__init__(
            f"{where} holds no account that can be read. Put in files of these kinds: {' '.join(formats)}.{told}"
        )


class BadMetadataError(CrossreadError):
    """The table of sources cannot be used as it stands."""

    def __init__(self, path: str, trouble: str) -> None:
        super().__init__(f"{path}: {trouble}. Mend that line, or remove the file to read without it.")


class CaseNotFoundError(CrossreadError):
    """There is no case file at this path."""

    exit_code = ExitCode.BAD_CASE

    def __init__(self, path: Path) -> None:
        super().__init__(f"There is no case at {path}. Make one with: crossread build FOLDER -o {path}")


class NotACaseError(CrossreadError):
    """The file is no case of Crossread."""

    exit_code = ExitCode.BAD_CASE

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is not a Crossread case. Give a file made by `crossread build`, "
            "or another name for the case to make."
        )


class NewerCaseError(CrossreadError):
    """The case was written by a newer Crossread."""

    exit_code = ExitCode.BAD_CASE

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(
            f"{path} was written by a newer Crossread (case version {found}; this one knows {known}). "
            "Update Crossread, or build the case again under another name."
        )


class CaseBusyError(CrossreadError):
    """Another program is writing to the case."""

    exit_code = ExitCode.CANNOT_WRITE

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is being written by another program. Wait until it ends, then try again.")


class CannotWriteError(CrossreadError):
    """The result cannot be written; what was there before is untouched."""

    exit_code = ExitCode.CANNOT_WRITE

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path} cannot be written ({why}). Free some space or give another place with -o.")


class PortTakenError(CrossreadError):
    """Another program listens on the port."""

    exit_code = ExitCode.CANNOT_WRITE

    def __init__(self, port: int) -> None:
        super().__init__(f"Another program uses port {port} already. Give another one with --port {port + 1}.")


class UnknownRecordError(CrossreadError):
    """No record of the case has this identifier."""

    exit_code = ExitCode.NOT_FOUND

    def __init__(self, kind: str, key: str, near: Sequence[str] = ()) -> None:
        hint = f" Did you mean {', '.join(near)}?" if near else " List them with: crossread findings CASE"
        super().__init__(f"The case has no {kind} {key!r}.{hint}")


class BadDecisionError(CrossreadError):
    """A reader's decision cannot be made."""

    def __init__(self, why: str, step: str) -> None:
        super().__init__(f"This cannot be decided: {why}. {step}.")


class BadOptionError(CrossreadError):
    """An option has a value that is none of the possible ones."""

    def __init__(self, option: str, value: str, possible: Sequence[str]) -> None:
        super().__init__(f"{option} cannot be {value!r}. Choose one of: {', '.join(possible)}.")


class MissingModelError(CrossreadError):
    """The language model that ships with the package is not where it should be."""

    exit_code = ExitCode.DAMAGED_INSTALL

    def __init__(self, path: Path) -> None:
        super().__init__(f"The language model is missing at {path}. Install Crossread again.")


class MissingLibraryError(CrossreadError):
    """A library that only some work needs is not installed."""

    def __init__(self, library: str, extra: str) -> None:
        super().__init__(f"This needs {library}, which is not installed: pip install 'crossread[{extra}]'")


class NoticeCode(StrEnum):
    """Every kind of trouble in the material; `show/wording.py` has the sentence for each."""

    UNREADABLE = "unreadable"
    ENCRYPTED = "encrypted"
    BINARY = "binary"
    EMPTY = "empty"
    NO_TEXT = "no_text"
    UNKNOWN_FORMAT = "unknown_format"
    ENCODING_GUESSED = "encoding_guessed"
    BAD_ROW = "bad_row"
    BAD_DATE = "bad_date"
    METADATA_UNUSED = "metadata_unused"
    DUPLICATE = "duplicate"
    NOT_ENGLISH = "not_english"
    LONG_LINE = "long_line"
    UNBALANCED_QUOTE = "unbalanced_quote"
    STAGE_FAILED = "stage_failed"
    CANDIDATES_LIMITED = "candidates_limited"
    NO_DATE = "no_date"


@dataclass(frozen=True, slots=True, order=True)
class Notice:
    """Trouble in the material, tied to its place; the rest was read.

    Attributes:
        code: What kind of trouble.
        path: The file, as given relative to the input; "" where the trouble is of the whole case.
        document: Identifier of the document, or None where no document came of it.
        start: Where the trouble begins in the document's text, in code points, or None.
        end: Where it ends (just past the last character), or None.
        detail: What is particular to this one: words for the sentence that tells of it (a count, a name).

    Examples:
        >>> Notice(NoticeCode.EMPTY, path="a.txt").detail
        ''
    """

    code: NoticeCode
    path: str = ""
    document: str | None = None
    start: int | None = None
    end: int | None = None
    detail: str = ""


class PipelineNotFoundError(CrossreadError):
    """The spaCy pipeline that was asked for is not installed."""

    exit_code = ExitCode.NO_INPUT

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no spaCy pipeline {name!r}. Install it, or give the folder of a saved one.")


class ForeignLabelsError(CrossreadError):
    """A spaCy pipeline does not speak Universal Dependencies."""

    def __init__(self, name: str, trouble: str) -> None:
        super().__init__(
            f"The spaCy pipeline {name!r} cannot be used: {trouble}. Give one trained on a Universal Dependencies"
            " treebank, or leave the option out to use the encoder that ships."
        )
