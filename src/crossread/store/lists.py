"""Lists of what a case holds, a page at a time: documents, sources, actors, lineages, silences, notices."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from crossread.errors import Notice
from crossread.model.document import DocumentId
from crossread.model.finding import FindingId
from crossread.model.link import Lineage, LineageId
from crossread.store import codec, rows
from crossread.store.database import Connection


@dataclass(frozen=True, slots=True)
class Listed:
    """A document without its text, for lists.

    Attributes:
        id: Its identifier.
        path: Where it was read.
        label: Its source, else its path.
        title: Headline, or "".
        author: Byline, or "".
        published: When (ISO, partial), or "".
        words: How many words.
        lineage: Number of its lineage, from 1, in the order of the documents.
        kin: How many documents its lineage has.
    """

    id: DocumentId
    path: str
    label: str
    title: str
    author: str
    published: str
    words: int
    lineage: int
    kin: int


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source and what there is of it.

    Attributes:
        label: Its name, or the path of its one document.
        documents: How many documents.
        first: Date of the first (ISO, partial), or "".
        last: Date of the last.
        findings: How many findings rest on it.
        alone: How many of them on it alone.
        copies: How many of its documents take words over from others.
        silences: How often it is silent about what others report.
    """

    label: str
    documents: int
    first: str
    last: str
    findings: int
    alone: int
    copies: int
    silences: int


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor in the list.

    Attributes:
        id: Its identifier.
        name: Its name.
        kind: Person, organisation ….
        mentions: How often it is named, pronouns left out.
        documents: How many documents name it.
        acts: In how many statements it acts on another, or is acted on.
        labels: What it is called most, with counts.
    """

    id: str
    name: str
    kind: str
    mentions: int
    documents: int
    acts: int
    labels: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class PairActing:
    """What one actor is said to do to another in one document.

    Attributes:
        agent: Who acts.
        patient: On whom.
        verb: What is done.
        polarity: Whether it is said to be so ("positive") or not.
        modality: Whether it is said to be, or that it may, will or should be.
        document: Where.
        number: In how many statements.
    """

    agent: str
    patient: str
    verb: str
    polarity: str
    modality: str
    document: str
    number: int


_LISTED: Final = "SELECT document, path, label, title, author, published, words, lineage, kin FROM catalogue_documents"
_ACTOR: Final = "SELECT actor, name, kind, mentions, documents, acts, labels FROM catalogue_actors"
_SOURCE: Final = "SELECT label, documents, first, last, findings, alone, copies, silences FROM catalogue_sources"
ACTOR_ORDERS: Final = {
    "mentions": "mentions DESC, name, actor",
    "name": "name COLLATE NOCASE, actor",
    "kind": "kind, mentions DESC, actor",
    "documents": "documents DESC, mentions DESC, name, actor",
    "acts": "acts DESC, name, actor",
}
"""By what actors are sorted; an index answers each."""
SOURCE_ORDERS: Final = {
    "label": "label",
    "documents": "documents DESC, label",
    "first": "first = '', first, label",
    "findings": "findings DESC, label",
    "alone": "alone DESC, label",
    "copies": "copies DESC, label",
    "silences": "silences DESC, label",
}
"""By what sources are sorted."""
DOCUMENT_ORDERS: Final = {
    "path": "position",
    "source": "label, position",
    "published": "published = '', published, position",
    "words": "words DESC, position",
    "lineage": "lineage, position",
}
"""By what documents are sorted."""


def counts(case: Connection) -> Mapping[str, Any]:
    """Return what was counted when the case was written; see `catalogue`."""
    return {str(key): value for key, value in case.rows("SELECT key, value FROM catalogue_counts")}


def documents(case: Connection, order: str = "path", limit: int | None = None, offset: int = 0) -> list[Listed]:
    """Return documents without their texts, in one of `DOCUMENT_ORDERS`."""
    sql = f"{_LISTED} ORDER BY {DOCUMENT_ORDERS.get(order, 'position')} LIMIT ? OFFSET ?"
    return [Listed(*row) for row in case.rows(sql, (-1 if limit is None else limit, offset))]


def listed(case: Connection, keys: Sequence[str]) -> dict[str, Listed]:
    """Return some documents without their texts, by identifier; unknown ones are passed over."""
    sql = f"{_LISTED} WHERE document IN (SELECT value FROM json_each(?)) ORDER BY position"  # noqa: S608 - our own
    return {row[0]: Listed(*row) for row in case.rows(sql, (codec.dump(list(keys)),))}


def document_named(case: Connection, words: str) -> str | None:
    """Return the first document that a person may mean: by identifier, path or source; None where there is none."""
    sql = "SELECT document FROM catalogue_documents WHERE {} ORDER BY position LIMIT 1"
    for condition in ("document = ?", "label = ?"):
        row = case.row(sql.format(condition), (words,))
        if row:
            return str(row[0])
    row = case.row("SELECT id FROM documents WHERE path = ? ORDER BY id", (words,))
    return str(row[0]) if row else None


def sources(case: Connection, order: str = "label", limit: int | None = None, offset: int = 0) -> list[SourceRow]:
    """Return sources with what there is of each, in one of `SOURCE_ORDERS`."""
    sql = f"{_SOURCE} ORDER BY {SOURCE_ORDERS.get(order, 'label')} LIMIT ? OFFSET ?"
    return [SourceRow(*row) for row in case.rows(sql, (-1 if limit is None else limit, offset))]


def overlap(case: Connection, labels: Sequence[str]) -> dict[tuple[str, str], int]:
    """Return how many findings rest on each two of these sources."""
    inside = "IN (SELECT value FROM json_each(?))"
    sql = f"SELECT one, other, findings FROM catalogue_overlap WHERE one {inside} AND other {inside}"  # noqa: S608
    return {(one, other): number for one, other, number in case.rows(sql, (codec.dump(list(labels)),) * 2)}


def actors(case: Connection, order: str = "mentions", limit: int | None = None, offset: int = 0) -> list[ActorRow]:
    """Return actors, in one of `ACTOR_ORDERS`."""
    sql = f"{_ACTOR} ORDER BY {ACTOR_ORDERS.get(order, ACTOR_ORDERS['mentions'])} LIMIT ? OFFSET ?"
    return [_actor(row) for row in case.rows(sql, (-1 if limit is None else limit, offset))]


def actors_named(case: Connection, keys: Sequence[str]) -> dict[str, ActorRow]:
    """Return some actors by identifier; unknown ones are passed over."""
    sql = f"{_ACTOR} WHERE actor IN (SELECT value FROM json_each(?))"  # noqa: S608 - names are our own
    return {row[0]: _actor(row) for row in case.rows(sql, (codec.dump(list(keys)),))}


def actors_called(case: Connection, words: str, limit: int) -> list[ActorRow]:
    """Return the actors whose name holds some words, upper or lower case alike, those named most first."""
    sql = f"{_ACTOR} WHERE name LIKE ? ESCAPE '!' ORDER BY {ACTOR_ORDERS['mentions']} LIMIT ?"
    asked = words.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return [_actor(row) for row in case.rows(sql, (f"%{asked}%", limit))]


def _actor(row: Sequence[Any]) -> ActorRow:
    key, name, kind, mentions, documents, acts, labels = row
    top = tuple((label, number) for label, number in json.loads(labels))
    return ActorRow(key, name, kind, mentions, documents, acts, top)


def pairs_acting(case: Connection, actors: Sequence[str]) -> list[PairActing]:
    """Return what every two of some actors are said to do to each other, by document."""
    inside = "IN (SELECT value FROM json_each(?))"
    sql = (
        "SELECT agent, patient, verb, polarity, modality, document, count(DISTINCT statement) FROM network"  # noqa: S608
        f" WHERE agent {inside} AND patient {inside} GROUP BY agent, patient, verb, polarity, modality, document"
        " ORDER BY agent, patient, verb, polarity, modality, document"
    )
    keys = codec.dump(list(actors))
    return [PairActing(*row) for row in case.rows(sql, (keys, keys))]


def joined_lineages(case: Connection, limit: int | None = None, offset: int = 0) -> list[tuple[int, Lineage]]:
    """Return the lineages of several documents with their numbers, in the order of their first document."""
    sql = (
        "SELECT c.lineage, l.id, l.reasons FROM (SELECT DISTINCT lineage, min(document) AS one FROM catalogue_documents"
        " WHERE kin > 1 GROUP BY lineage ORDER BY lineage LIMIT ? OFFSET ?) c"
        " JOIN lineage_documents d ON d.document = c.one JOIN lineages l ON l.id = d.lineage ORDER BY c.lineage"
    )
    found = list(case.rows(sql, (-1 if limit is None else limit, offset)))
    members: dict[str, list[DocumentId]] = {}
    sql = "SELECT lineage, document FROM lineage_documents WHERE lineage IN (SELECT value FROM json_each(?))"
    for key, document in case.rows(f"{sql} ORDER BY lineage, position", (codec.dump([key for _, key, _ in found]),)):
        members.setdefault(key, []).append(DocumentId(document))
    return [
        (number, Lineage(LineageId(key), tuple(members.get(key, ())), codec.load_reasons(reasons)))
        for number, key, reasons in found
    ]


def silences_of(
    case: Connection, document: str, limit: int, without: Sequence[str] = ()
) -> tuple[int, list[FindingId]]:
    """Return how much a document is silent about, and the first findings of that; some are left out."""
    only = "WHERE document = ? AND finding NOT IN (SELECT value FROM json_each(?))"
    asked = (document, codec.dump(list(without)))
    row = case.row(f"SELECT count(*) FROM silences {only}", asked)  # noqa: S608 - names are our own
    sql = f"SELECT finding FROM silences {only} ORDER BY number LIMIT ?"  # noqa: S608 - names are our own
    found = [FindingId(key) for (key,) in case.rows(sql, (*asked, limit))]
    return (int(row[0]) if row else 0), found


def notices(case: Connection, limit: int, offset: int = 0) -> list[Notice]:
    """Return some of the notices, sorted by path and place."""
    order = 'ORDER BY t.path, t.start, t."end", t.code, t.detail, t.number LIMIT ? OFFSET ?'
    return [rows.NOTICES.record(row) for row in case.rows(f"{rows.NOTICES.select} {order}", (limit, offset))]


def copied(case: Connection, without: Sequence[str] = ()) -> list[tuple[str, str, int, int, bool]]:
    """Return who copied: original, copy, how many passages, how many characters, whether the direction is known.

    Links that readers took back (`without`) are left out.
    """
    sure = "reasons LIKE '%\"published_later\"%' OR reasons LIKE '%\"credits_source\"%'"
    sql = (
        "SELECT b, a, count(*), sum(coalesce(a_end - a_start, 0)), max(" + sure + ") FROM links"  # noqa: S608 - our own
        " WHERE kind = 'reuses' AND id NOT IN (SELECT value FROM json_each(?)) GROUP BY a, b ORDER BY b, a"
    )
    return [(row[0], row[1], row[2], row[3], bool(row[4])) for row in case.rows(sql, (codec.dump(list(without)),))]
