"""What decisions rest on: which records are there, which mentions actors have."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from crossread.model.document import DocumentId
from crossread.model.link import Actor, ActorId
from crossread.model.mention import ActorKind, MentionForm, MentionId
from crossread.model.span import Span
from crossread.store import codec
from crossread.store.database import Connection


def present(case: Connection, table: str, keys: Sequence[str]) -> frozenset[str]:
    """Return which of these identifiers a table holds."""
    sql = f"SELECT id FROM {table} WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608 - names are our own
    return frozenset(key for (key,) in case.rows(sql, (codec.dump(list(keys)),)))


def forms(case: Connection, keys: Sequence[str]) -> Mapping[tuple[MentionForm, ActorKind, str], int]:
    """Return how many of these mentions there are of each form, kind and name; unknown ones are passed over."""
    sql = (
        "SELECT form, kind, name, count(DISTINCT id) FROM mentions WHERE id IN (SELECT value FROM json_each(?))"
        " GROUP BY form, kind, name"
    )
    found = case.rows(sql, (codec.dump(list(keys)),))
    return {(MentionForm(form), ActorKind(kind), str(name)): int(number) for form, kind, name, number in found}


def mention_places(case: Connection, keys: Sequence[str]) -> Mapping[str, tuple[DocumentId, Span]]:
    """Return where mentions stand, by identifier; unknown ones are passed over."""
    sql = 'SELECT id, document, start, "end" FROM mentions WHERE id IN (SELECT value FROM json_each(?))'
    found = case.rows(sql, (codec.dump(list(keys)),))
    return {str(key): (DocumentId(document), Span(start, end)) for key, document, start, end in found}


def actor(case: Connection, key: str) -> Actor | None:
    """Return the actor with an identifier, or None."""
    row = case.row("SELECT name, kind, names FROM actors WHERE id = ?", (key,))
    if row is None:
        return None
    # As one text: an actor may have a hundred thousand mentions.
    ordered = "SELECT mention FROM actor_mentions WHERE actor = ? ORDER BY position"
    held = case.row(f"SELECT group_concat(mention, ' ') FROM ({ordered})", (key,))  # noqa: S608 - names are our own
    mentions = str(held[0] or "").split() if held else []
    return Actor(
        ActorId(key), row[0], ActorKind(row[1]), tuple(json.loads(row[2])), tuple(MentionId(name) for name in mentions)
    )


def called(case: Connection, name: str) -> Sequence[str]:
    """Return the identifiers of the actors of this name, upper or lower case alike, five at most."""
    sql = "SELECT actor FROM catalogue_actors WHERE name = ? COLLATE NOCASE ORDER BY actor LIMIT 5"
    return [str(key) for (key,) in case.rows(sql, (name,))]


def holders(case: Connection, mentions: Sequence[str]) -> Mapping[str, str]:
    """Return the actor that each of these mentions belongs to; unknown ones are passed over."""
    sql = "SELECT mention, actor FROM actor_mentions WHERE mention IN (SELECT value FROM json_each(?))"
    return {str(mention): str(key) for mention, key in case.rows(sql, (codec.dump(list(mentions)),))}


def lineages_of(case: Connection, documents: Sequence[str]) -> Mapping[str, str]:
    """Return the lineage of each of these documents."""
    sql = "SELECT document, lineage FROM lineage_documents WHERE document IN (SELECT value FROM json_each(?))"
    return {str(document): str(lineage) for document, lineage in case.rows(sql, (codec.dump(list(documents)),))}
