"""Which formats there are, and writing them so that a crash or a full disk leaves what was there before."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from tempfile import mkdtemp, mkstemp
from typing import Final

from crossread.case import Case
from crossread.errors import BadOptionError, CannotWriteError
from crossread.show.export.csv import csv_texts
from crossread.show.export.ftm import ftm_text
from crossread.show.export.graphml import graphml_text
from crossread.show.export.html import html_text
from crossread.show.export.json import json_parts
from crossread.show.export.markdown import markdown_text
from crossread.show.export.parquet import parquet_files
from crossread.show.export.webannotation import webannotation_text


def _whole(make: Callable[[Case], str]) -> Callable[[Case], Iterable[str]]:
    """Return what makes a text as one part."""
    return lambda case: (make(case),)


class Format(StrEnum):
    """A format of the export."""

    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"
    CSV = "csv"
    PARQUET = "parquet"
    GRAPHML = "graphml"
    FTM = "ftm"
    WEBANNOTATION = "webannotation"


_TEXTS: Final[Mapping[Format, Callable[[Case], str]]] = {
    Format.MARKDOWN: markdown_text,
    Format.HTML: html_text,
    Format.GRAPHML: graphml_text,
    Format.FTM: ftm_text,
    Format.WEBANNOTATION: webannotation_text,
}
_PARTS: Final[Mapping[Format, Callable[[Case], Iterable[str]]]] = {
    Format.JSON: json_parts,
    **{kind: _whole(make) for kind, make in _TEXTS.items()},
}
"""Formats that are one text: what makes it, part by part."""
_ENDINGS: Final = {
    Format.JSON: ".json",
    Format.MARKDOWN: ".md",
    Format.HTML: ".html",
    Format.CSV: "-csv",
    Format.PARQUET: "-parquet",
    Format.GRAPHML: ".graphml",
    Format.FTM: ".ftm.json",
    Format.WEBANNOTATION: ".jsonld",
}


def _csv_files(case: Case) -> dict[str, bytes]:
    return {name: text.encode("utf-8") for name, text in csv_texts(case).items()}


_FOLDERS: Final[Mapping[Format, Callable[[Case], Mapping[str, bytes]]]] = {
    Format.CSV: _csv_files,
    Format.PARQUET: parquet_files,
}
"""Formats that are a folder of files, all with the format's name as their ending."""


def parse_format(name: str) -> Format:
    """Return the format of that name.

    Raises:
        BadOptionError: If there is none.

    Examples:
        >>> parse_format("json").value
        'json'
    """
    try:
        return Format(name.lower())
    except ValueError as error:
        raise BadOptionError("--format", name, [kind.value for kind in Format]) from error


def default_output(case: Case, kind: Format) -> Path:
    """Return where an export goes when no name is given: beside the case, named after it."""
    return case.path.with_name(case.name + _ENDINGS[kind])


def export_text(case: Case, kind: Format) -> str:
    """Return an export that is one text.

    Raises:
        BadOptionError: For `csv` and `parquet`, which are a folder of files.
    """
    return "".join(_parts(case, kind))


def _parts(case: Case, kind: Format) -> Iterable[str]:
    if kind not in _PARTS:
        raise BadOptionError("--format", kind.value, [known.value for known in _PARTS])
    return _PARTS[kind](case)


def write_export(case: Case, kind: Format, target: Path) -> None:
    """Write the case to `target`: a file, or for `csv` and `parquet` a folder.

    Args:
        case: The open case.
        kind: The format.
        target: Where to write; what stands there is replaced when the new export is whole, and not before.

    Raises:
        CannotWriteError: If there is no room or no right to write; what stood there is untouched.
        MissingLibraryError: If the format needs a library that is not installed.
    """
    try:
        if kind in _FOLDERS:
            _write_folder(_FOLDERS[kind](case), target, f".{kind.value}")
        else:
            _write_file(_parts(case, kind), target)
    except OSError as error:
        raise CannotWriteError(target, error.strerror or str(error)) from error


def _write_file(parts: Iterable[str], target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n", errors="surrogateescape") as stream:
            stream.writelines(parts)
        Path(beside).chmod(0o644)
        Path(beside).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(beside).unlink()
        raise


def _write_folder(contents: Mapping[str, bytes], target: Path, ending: str) -> None:
    if target.exists() and not _is_export(target, ending):
        raise CannotWriteError(target, "it is there already and is no export of Crossread")
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    try:
        for name, content in contents.items():
            beside.joinpath(name).write_bytes(content)
        beside.chmod(0o755)
        if target.exists():
            shutil.rmtree(target)
        beside.replace(target)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _is_export(folder: Path, ending: str) -> bool:
    """Return whether a folder holds nothing but an earlier export of this format (or nothing at all)."""
    return folder.is_dir() and all(item.suffix == ending and item.is_file() for item in folder.iterdir())
