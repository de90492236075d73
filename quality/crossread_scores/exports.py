"""Exports by hand: empty ones, merged ones, documents renamed; what readers of corpora and systems build with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

Record = dict[str, Any]
Export = dict[str, Any]
LAYERS = (
    "documents",
    "passages",
    "mentions",
    "actors",
    "dates",
    "figures",
    "quotations",
    "attributions",
    "statements",
    "links",
    "lineages",
    "findings",
    "silences",
    "naming",
    "notices",
    "decisions",
)


def empty_export(documents: Sequence[Record] = (), name: str = "gold") -> Export:
    """Return an export without records over `documents`."""
    layers: Export = {layer: [] for layer in LAYERS}
    return layers | {
        "format": "crossread-case/1",
        "generator": {"name": name, "version": "", "model": None},
        "documents": list(documents),
    }


def document(key: str, text: str, *, published: str | None = None, source: str | None = None) -> Record:
    """Return the record of a document."""
    return {
        "id": key,
        "path": f"{key}.txt",
        "sha256": sha256(text.encode()).hexdigest(),
        "chars": len(text),
        "language": "en",
        "title": None,
        "source": source,
        "family": None,
        "author": None,
        "published": published,
        "url": None,
        "text": text,
    }


def place(key: str, name: str, start: int, end: int) -> Record:
    """Return the fields that every record with one span has."""
    return {"id": key, "document": name, "span": [start, end]}


def words_at(text: str, span: Sequence[int] | None) -> Record | None:
    """Return `{text, span}`, or None where there is no span."""
    return None if span is None else {"text": text[span[0] : span[1]], "span": [span[0], span[1]]}


def speaker_at(text: str, span: Sequence[int] | None, actor: str | None = None) -> Record | None:
    """Return `{text, span, actor}`, or None where there is no span."""
    found = words_at(text, span)
    return None if found is None else found | {"actor": actor}


def renamed(export: Mapping[str, Any], names: Mapping[str, str]) -> Export:
    """Return the export with its documents' ids replaced, wherever they stand."""
    found: Export = dict(export)
    found["documents"] = [record | {"id": names[record["id"]]} for record in export["documents"]]
    for layer in LAYERS[1:]:
        found[layer] = [_renamed(record, names) for record in export.get(layer, ())]
    return found


def _renamed(record: Record, names: Mapping[str, str]) -> Record:
    changed = dict(record)
    if record.get("document") in names:
        changed["document"] = names[record["document"]]
    if "documents" in record:
        changed["documents"] = sorted(names.get(name, name) for name in record["documents"])
    for end in ("a", "b"):
        if record.get(end) in names:
            changed[end] = names[record[end]]
    if "answers" in record and record["answers"] and isinstance(record["answers"][0], dict):
        changed["answers"] = [
            answer | {"evidence": [item | {"document": names[item["document"]]} for item in answer["evidence"]]}
            for answer in record["answers"]
        ]
    return changed


def merged(exports: Sequence[Mapping[str, Any]]) -> Export:
    """Return one export of all: documents and actors are told apart by the number of their export."""
    whole = empty_export()
    for number, export in enumerate(exports):
        names = {record["id"]: f"{number}/{record['id']}" for record in export["documents"]}
        part = renamed(export, names)
        for layer in LAYERS:
            whole[layer].extend(_with_actors(record, layer, number) for record in part[layer])
    return whole


def _with_actors(record: Record, layer: str, number: int) -> Record:
    changed = dict(record)
    if layer == "actors":
        changed["id"] = f"{number}/{record['id']}"
    if layer == "mentions" and record.get("actor"):
        changed["actor"] = f"{number}/{record['actor']}"
    for key in ("speaker", "source") if layer in {"quotations", "attributions"} else ():
        if record.get(key) and record[key].get("actor"):
            changed[key] = record[key] | {"actor": f"{number}/{record[key]['actor']}"}
    return changed
