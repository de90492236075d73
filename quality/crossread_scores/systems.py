"""Crossread as a system under measure: documents in, its own case export out."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from crossread_scores.baseline_findings import Vectors
from crossread_scores.exports import Export, Record, renamed


class SystemAbsentError(Exception):
    """A part of Crossread that cannot be loaded here."""


_known: dict[tuple[Any, ...], Export] = {}


def read_case(documents: Sequence[Record]) -> Export:
    """Build a case of these documents and return its export, under the documents' own ids; each set is built once.

    The documents' source, family, author, date and address are given as a reader would give them, in `sources.csv`;
    titles are not: they stand in the texts.

    Raises:
        SystemAbsentError: If Crossread cannot be imported.
    """
    key = tuple((item["id"], item["text"], item["published"]) for item in documents)
    if key not in _known:
        with tempfile.TemporaryDirectory() as folder:
            _known[key] = _build(documents, Path(folder))
    return _known[key]


def _build(documents: Sequence[Record], folder: Path) -> Export:
    try:
        # Late, so that scorecards of other systems run where Crossread's rooms cannot be loaded.
        import crossread.run.pipeline  # noqa: F401, PLC0415
        from crossread.case import Case  # noqa: PLC0415
        from crossread.show.export.json import case_record  # noqa: PLC0415
    except ImportError as error:
        raise SystemAbsentError(f"crossread cannot build a case: {error}") from error
    texts = folder / "texts"
    texts.mkdir()
    paths = {f"{number:05d}.txt": item for number, item in enumerate(documents)}
    with (texts / "sources.csv").open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["path", "source", "family", "author", "published", "url"])
        for path, item in paths.items():
            (texts / path).write_bytes(item["text"].encode())
            rows.writerow(
                [path, *(item.get(name) or "" for name in ("source", "family", "author", "published", "url"))]
            )
    with Case.build(texts, folder / "case.crossread") as case:
        export: Export = dict(case_record(case))
    names = {record["id"]: paths[Path(record["path"]).name]["id"] for record in export["documents"]}
    return renamed(export, names)


@cache
def _encoder() -> Any:
    try:
        from crossread.extract.models import load_encoder  # noqa: PLC0415 - as above

        return load_encoder()
    except Exception as error:
        raise SystemAbsentError(f"crossread's sentence encoder cannot be loaded: {error}") from error


def encode(texts: Sequence[str]) -> Vectors:
    """Return the sentence vectors of the shipped encoder, one row a text.

    Raises:
        SystemAbsentError: If it cannot be loaded.
    """
    rows = [np.frombuffer(vector, dtype="<f2").astype(np.float32) for vector in _encoder().vectors(list(texts))]
    return np.stack(rows) if rows else np.zeros((0, 1), dtype=np.float32)
