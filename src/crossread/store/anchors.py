"""What decisions rest on: which records are there, where findings stand, which mentions actors have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crossread.model.mention import Mention, MentionId
from crossread.store import codec, rows
from crossread.store.database import Connection


def places(case: Connection) -> Mapping[str, tuple[str, frozenset[str]]]:
    """Return, for each finding, its kind and the places it rests on, each as `document:start-end`."""
    sql = 'SELECT f.id, f.kind, e.document, e.start, e."end" FROM findings f JOIN evidence e ON e.finding = f.id'
    kinds: dict[str, str] = {}
    found: dict[str, set[str]] = {}
    for key, kind, document, start, end in case.rows(sql):
        kinds[key] = kind
        found.setdefault(key, set()).add(f"{document}:{start}-{end}")
    return {key: (kinds[key], frozenset(stand)) for key, stand in found.items()}


def present(case: Connection, table: str, keys: Sequence[str]) -> frozenset[str]:
    """Return which of these identifiers a table holds."""
    sql = f"SELECT id FROM {table} WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608 - names are our own
    return frozenset(key for (key,) in case.rows(sql, (codec.dump(list(keys)),)))


def mentions(case: Connection, keys: Sequence[str]) -> Mapping[MentionId, Mention]:
    """Return mentions by identifier; unknown ones are passed over."""
    sql = f"{rows.MENTIONS.select} WHERE t.id IN (SELECT value FROM json_each(?))"  # noqa: S608 - names are our own
    found = (rows.MENTIONS.record(row) for row in case.rows(sql, (codec.dump(list(keys)),)))
    return {mention.id: mention for mention in found}
