"""The case as Parquet: a file for each kind of record, with the fields of the JSON export."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from crossread.case import Case
from crossread.errors import MissingLibraryError
from crossread.show.export.json import case_record, schema
from crossread.show.export.records import Json

_PLAIN: Final = ("string", "integer", "number", "boolean")
Prepare = Callable[[Any], Any]
"""Turns a value of the JSON export into what its column holds."""


def parquet_files(case: Case) -> dict[str, bytes]:
    """Return file name and content for each kind of record.

    The columns and their types are those of the JSON schema of the export, so that a kind of which the case holds no
    record has them too. What has fields of its own is a struct, lists are lists, `inputs` of a reason is a map; a value
    whose shape differs from record to record (the roles of a statement) is JSON in a column of text.

    Raises:
        MissingLibraryError: If pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - large, and only this format needs it
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError as error:
        raise MissingLibraryError("pyarrow", "parquet") from error

    record: Mapping[str, Any] = case_record(case)
    whole = schema()
    columns = _Columns(pa, whole["$defs"])
    about = {"format": str(record["format"]), "generator": json.dumps(record["generator"], sort_keys=True)}
    files = {}
    for name, rows in sorted(record.items()):
        if isinstance(rows, list):
            fields = columns.fields(columns.resolved(whole["properties"][name]["items"]))
            table = pa.Table.from_pylist(
                [{field: prepare(row.get(field)) for field, (_, prepare) in fields.items()} for row in rows],
                schema=pa.schema([(field, kind) for field, (kind, _) in fields.items()], metadata=about),
            )
            stream = io.BytesIO()
            pq.write_table(table, stream)
            files[f"{name}.parquet"] = stream.getvalue()
    return files


class _Columns:
    """The types of columns, made of a JSON schema.

    Args:
        arrow: The module pyarrow.
        known: The definitions that `$ref` leads to.
    """

    def __init__(self, arrow: Any, known: Mapping[str, Any]) -> None:
        self._arrow, self._known = arrow, known

    def resolved(self, node: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return what a node stands for: what it refers to, and without "or null"."""
        while True:
            if "$ref" in node:
                node = self._known[node["$ref"].rpartition("/")[2]]
            elif len(kinds := [kind for kind in node.get("anyOf", ()) if kind != {"type": "null"}]) == 1:
                node = kinds[0]
            else:
                return node

    def fields(self, node: Mapping[str, Any]) -> dict[str, tuple[Any, Prepare]]:
        """Return the type of each field of an object, and how its values are prepared."""
        return {name: self.column(field) for name, field in node["properties"].items()}

    def column(self, node: Mapping[str, Any]) -> tuple[Any, Prepare]:
        """Return the type of a column, and how its values are prepared."""
        node = self.resolved(node)
        if "properties" in node:
            return self._struct(node)
        if node.get("type") == "array":
            return self._list(node)
        if node.get("additionalProperties") == {"type": "string"}:
            return self._arrow.map_(self._arrow.string(), self._arrow.string()), _pairs
        plain = _plain(node)
        types = {
            "string": self._arrow.string(),
            "integer": self._arrow.int64(),
            "number": self._arrow.float64(),
            "boolean": self._arrow.bool_(),
        }
        return (types[plain], _same) if plain else (self._arrow.string(), _as_json)

    def _struct(self, node: Mapping[str, Any]) -> tuple[Any, Prepare]:
        fields = self.fields(node)

        def prepare(value: Any) -> Any:
            return None if value is None else {name: make(value.get(name)) for name, (_, make) in fields.items()}

        return self._arrow.struct([(name, kind) for name, (kind, _) in fields.items()]), prepare

    def _list(self, node: Mapping[str, Any]) -> tuple[Any, Prepare]:
        kind, make = self.column(node["items"] if isinstance(node.get("items"), dict) else node["prefixItems"][0])

        def prepare(value: Any) -> Any:
            return None if value is None else [make(item) for item in value]

        return self._arrow.list_(kind), prepare


def _plain(node: Mapping[str, Any]) -> str | None:
    """Return the one plain type that a node allows beside null; choices are text."""
    if "enum" in node or "const" in node:
        return "string"
    given = node.get("type", ())
    types: Sequence[str] = [given] if isinstance(given, str) else given
    kinds = [kind for kind in types if kind != "null"]
    return kinds[0] if len(kinds) == 1 and kinds[0] in _PLAIN else None


def _same(value: Json) -> Json:
    return value


def _pairs(value: Mapping[str, str] | None) -> list[tuple[str, str]] | None:
    return None if value is None else sorted(value.items())


def _as_json(value: Json) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)
