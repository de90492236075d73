"""Crossread as a system under measure: documents in, its own case export out."""

from __future__ import annotations

import csv
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from crossread_scores.baseline_findings import Vectors
from crossread_scores.exports import Export, Record, empty_export, renamed


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
    _tell([n["message"] for n in export["notices"] if n["code"] == "stage_failed"], len(documents))
    return renamed(export, names)


class _ParseOnly:
    """The shipped encoder without its sentence vectors, which the layers read off one document do not need."""

    name = "parse only"

    def parse(self, words: Sequence[str], gaps: Sequence[str], starts: Sequence[int] | None = None) -> Any:
        return shipped_encoder().parse(words, gaps, starts)

    def vectors(self, sentences: Sequence[str]) -> list[bytes]:
        return [bytes(2)] * len(sentences)


def read_layers(documents: Sequence[Record]) -> Export:
    """Read each document by itself and return the layers that are read off it: no alignment, no findings, no vectors.

    Stages that failed on a document are told on stderr: their records are missing from the result, and count as missed.

    Raises:
        SystemAbsentError: If Crossread cannot be imported, or a stage fails on every document.
    """
    try:
        # Late, as in `_build`.
        from crossread.model.document import Document, Source  # noqa: PLC0415
        from crossread.model.value import PartialDate  # noqa: PLC0415
        from crossread.run.pipeline import read_account  # noqa: PLC0415
        from crossread.show.export import records  # noqa: PLC0415
    except ImportError as error:
        raise SystemAbsentError(f"crossread cannot read a document: {error}") from error
    export = empty_export(documents, "crossread")
    encoder: Any = _ParseOnly()
    failed: list[str] = []
    for item in documents:
        published = PartialDate.parse(item["published"]) if item["published"] else None
        source = Source(item["source"], item["family"]) if item["source"] else None
        made = Document.named(
            item["path"], item["text"], sha256=item["sha256"], language="en", source=source, published=published
        )
        account = read_account(made, encoder)
        failed += [f"{item['id']}: {n.detail}" for n in account.notices if n.code.value == "stage_failed"]
        text = item["text"]
        found: dict[str, list[Any]] = {
            "mentions": [records.mention_record(mention, {}) for mention in account.mentions],
            "dates": [records.date_record(date) for date in account.dates],
            "figures": [records.figure_record(figure, text) for figure in account.figures],
            "quotations": [records.quotation_record(quotation, text, {}) for quotation in account.quotations],
            "attributions": [records.attribution_record(said, text, {}) for said in account.attributions],
            "statements": [records.statement_record(statement) for statement in account.statements],
        }
        for layer, rows in found.items():
            export[layer].extend(row | {"document": item["id"]} for row in rows)
    _tell(failed, len(documents))
    return export


def _tell(failed: Sequence[str], documents: int) -> None:
    """Tell on stderr which stages failed; where that is one for every document, this Crossread cannot be measured."""
    for line in failed[:10]:
        print(f"stage failed on {line}", file=sys.stderr)
    if failed:
        print(f"{len(failed)} stages failed on {documents} documents", file=sys.stderr)
    if documents and len(failed) >= documents:
        raise SystemAbsentError(f"a stage of crossread fails on every document ({failed[0]})")


@cache
def shipped_encoder() -> Any:
    """Return the encoder that ships with Crossread, loaded once.

    Raises:
        SystemAbsentError: If it cannot be loaded.
    """
    try:
        from crossread.extract.models import load_encoder  # noqa: PLC0415 - as above

        return load_encoder()
    except Exception as error:
        raise SystemAbsentError(f"crossread's sentence encoder cannot be loaded: {error}") from error


_vectors: dict[str, Vectors] = {}


def encode(texts: Sequence[str]) -> Vectors:
    """Return the sentence vectors of the shipped encoder, one row a text; each text is read once.

    Raises:
        SystemAbsentError: If it cannot be loaded.
    """
    new = [text for text in dict.fromkeys(texts) if text not in _vectors]
    for text, vector in zip(new, shipped_encoder().vectors(new), strict=True):
        _vectors[text] = np.frombuffer(vector, dtype="<f2").astype(np.float32)
    return np.stack([_vectors[text] for text in texts]) if texts else np.zeros((0, 1), dtype=np.float32)
