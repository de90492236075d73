"""Crossread reads many accounts of the same events and shows what they agree on, dispute, leave out and copied.

Examples:
    >>> from tempfile import TemporaryDirectory
    >>> from pathlib import Path
    >>> from crossread import Case
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "a.txt").write_text("Nine people were killed when the mill burned, the brigade said.")
    ...     _ = Path(folder, "b.txt").write_text("Fourteen people were killed when the mill burned.")
    ...     with Case.build(folder, Path(folder, "mill.crossread")) as case:
    ...         [finding.verdict.value for finding in case.findings(kind="figure", limit=1)]
    ['contested']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from crossread.case import Case
    from crossread.errors import CrossreadError, Notice
    from crossread.model.finding import Finding, FindingKind, Grade, Verdict
    from crossread.run.options import BuildOptions

__version__ = "0.1.0"

__all__ = [
    "BuildOptions",
    "Case",
    "CrossreadError",
    "Finding",
    "FindingKind",
    "Grade",
    "Notice",
    "Verdict",
    "__version__",
]

_HOMES: Final = {
    "BuildOptions": "crossread.run.options",
    "Case": "crossread.case",
    "CrossreadError": "crossread.errors",
    "Finding": "crossread.model.finding",
    "FindingKind": "crossread.model.finding",
    "Grade": "crossread.model.finding",
    "Notice": "crossread.errors",
    "Verdict": "crossread.model.finding",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for, so that `crossread --version` loads nothing."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
