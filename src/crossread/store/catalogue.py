"""What lists and pictures show of a case, worked out once when its records are saved, so that no page counts them.

Everything here follows from the records; it is made anew whenever they change. Readers' decisions are not in it: they
are laid over when the case is asked.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Final

from crossread.store import codec
from crossread.store.database import Connection, open_for_reading, open_for_writing

FORMAT: Final = 3
"""Raised when what is worked out changes: an older catalogue is then made anew."""
LABELS: Final = 4
"""Labels of an actor that its row in the list shows."""
WIDEST: Final = 366
"""Days; what is told less exactly than to a year is counted, not drawn."""
_CROWD: Final = 12
"""Documents of a finding up to which it tells which two documents have most in common."""
_OUTER: Final = 20
"""One statement in so many at either end of the time told is left out of the days that a timeline begins with."""
_TABLES: Final = (
    "counts",
    "documents",
    "sources",
    "overlap",
    "finding_actors",
    "actors",
    "actor_documents",
    "told",
    "days",
)
_PLACES: Final = (
    "CASE verdict WHEN 'contested' THEN CASE grade WHEN 'hard' THEN 0 WHEN 'soft' THEN 1 ELSE 2 END"
    " WHEN 'updated' THEN 3 WHEN 'corroborated' THEN 4 WHEN 'repeated' THEN 5 ELSE 6 END"
)
_START: Final = "substr(s.time, 1, instr(s.time, '/') - 1)"
_END: Final = "substr(s.time, instr(s.time, '/') + 1)"
_TOLD_FROM: Final = "substr(t.time, 1, instr(t.time, '/') - 1)"
_TOLD_TO: Final = "substr(t.time, instr(t.time, '/') + 1)"


def open_catalogued(path: Path) -> Connection:
    """Return the case for reading, its catalogue made where an older version wrote it.

    Raises:
        CaseNotFoundError: If there is no such file.
        NotACaseError: If it is something else.
        NewerCaseError: If a newer Crossread wrote it.
    """
    case = open_for_reading(path)
    if is_fresh(case):
        return case
    case.close()
    writing = open_for_writing(path)
    try:
        catalogue(writing)
        writing.run("COMMIT")
    finally:
        writing.close()
    return open_for_reading(path)


def is_fresh(case: Connection) -> bool:
    """Return whether the catalogue is there, in the form that this version reads."""
    row = case.row("SELECT value FROM catalogue_counts WHERE key = 'format'")
    return row is not None and int(row[0]) == FORMAT


def catalogue(case: Connection) -> None:
    """Work the catalogue out of the records, in place of what was there."""
    for table in _TABLES:
        case.run(f"DELETE FROM catalogue_{table}")  # noqa: S608 - names are our own
    case.run("ANALYZE")
    _documents(case)
    _findings(case)
    _sources(case)
    _actors(case)
    _actor_documents(case)
    _told(case)
    case.run_many("INSERT INTO catalogue_counts VALUES (?, ?)", list(_counts(case)))
    case.run("ANALYZE")


def _documents(case: Connection) -> None:
    """Number the documents by path and their lineages by their first document."""
    lineages = {key: name for key, name in case.rows("SELECT document, lineage FROM lineage_documents")}  # noqa: C416
    kin = Counter(lineages.values())
    numbers: dict[str, int] = {}
    rows = []
    sql = (
        "SELECT id, path, coalesce(source, path), coalesce(title, ''), coalesce(author, ''), coalesce(published, ''),"
        " text FROM documents ORDER BY path, id"
    )
    for position, (key, *told, text) in enumerate(case.rows(sql)):
        lineage = lineages.get(key, key)
        number = numbers.setdefault(lineage, len(numbers) + 1)
        rows.append((position, key, *told, len(text.split()), number, kin.get(lineage, 1)))
    case.run_many("INSERT INTO catalogue_documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _findings(case: Connection) -> None:
    """Tell of each finding how many documents it rests on, which days it tells of, which actors its passages name."""
    case.run(
        f"UPDATE findings SET place = {_PLACES},"  # noqa: S608 - names are our own
        " documents = (SELECT count(DISTINCT document) FROM evidence WHERE finding = findings.id)"
    )
    case.run(
        f"UPDATE findings SET since = t.since, until = t.until FROM (SELECT e.finding AS finding,"  # noqa: S608
        f" min(replace({_START}, '..', '0000')) AS since, max(replace({_END}, '..', '9999')) AS until"
        " FROM evidence e JOIN statements s ON s.id = e.statement WHERE s.time IS NOT NULL GROUP BY e.finding) t"
        " WHERE t.finding = findings.id"
    )
    case.run(
        "INSERT OR IGNORE INTO catalogue_finding_actors SELECT a.actor, e.finding FROM evidence e"
        ' JOIN passages p ON p.document = e.document AND p.start < e."end" AND p."end" > e.start'
        ' JOIN mentions m ON m.document = p.document AND m.start >= p.start AND m.start < p."end"'
        " JOIN actor_mentions a ON a.mention = m.id"
    )


def _sources(case: Connection) -> None:
    """Tell of each source what there is of it, and of each two how many findings rest on both."""
    case.run(
        "INSERT INTO catalogue_sources SELECT d.label, count(*), coalesce(min(nullif(d.published, '')), ''),"
        " max(d.published), 0, 0, 0, 0 FROM catalogue_documents d GROUP BY d.label"
    )
    labels = "SELECT DISTINCT e.finding, d.label FROM evidence e JOIN catalogue_documents d ON d.document = e.document"
    case.run(
        "UPDATE catalogue_sources SET findings = t.number, alone = t.alone FROM"  # noqa: S608 - names are our own
        " (SELECT l.label AS label, count(*) AS number, sum(f.verdict = 'single_source') AS alone"
        f" FROM ({labels}) l JOIN findings f ON f.id = l.finding GROUP BY l.label) t"
        " WHERE t.label = catalogue_sources.label"
    )
    case.run(
        "UPDATE catalogue_sources SET copies = t.number FROM (SELECT d.label AS label, count(DISTINCT l.a) AS number"
        " FROM links l JOIN catalogue_documents d ON d.document = l.a WHERE l.kind = 'reuses' GROUP BY d.label) t"
        " WHERE t.label = catalogue_sources.label"
    )
    case.run(
        "UPDATE catalogue_sources SET silences = t.number FROM (SELECT d.label AS label, count(*) AS number"
        " FROM silences s JOIN catalogue_documents d ON d.document = s.document GROUP BY d.label) t"
        " WHERE t.label = catalogue_sources.label"
    )
    case.run(
        f"INSERT INTO catalogue_overlap WITH l AS MATERIALIZED ({labels})"  # noqa: S608 - names are our own
        " SELECT a.label, b.label, count(*) FROM l a JOIN l b ON b.finding = a.finding AND b.label <> a.label"
        " GROUP BY a.label, b.label"
    )


def _actors(case: Connection) -> None:
    """List the actors that a document calls something, or that have a name."""
    acts: Counter[str] = Counter()
    for side in ("agent", "patient"):
        for key, number in case.rows(f"SELECT {side}, count(*) FROM network GROUP BY {side}"):  # noqa: S608
            acts[key] += number
    named: dict[str, Counter[str]] = {}
    for key, label, number in case.rows("SELECT actor, label, sum(count) FROM naming GROUP BY actor, label"):
        named.setdefault(key, Counter())[label] = number
    counted = case.rows("SELECT actor, count(DISTINCT document) FROM naming GROUP BY actor")
    where: dict[str, int] = {key: number for key, number in counted}  # noqa: C416 - rows are sequences
    rows = []
    for key, name, kind, names in case.rows("SELECT id, name, kind, names FROM actors ORDER BY id"):
        labels = named.get(key, Counter())
        if labels or name:
            rows.append(
                (key, name or first_of(names), kind, labels.total(), where.get(key, 0), acts[key], top_labels(labels))
            )
    case.run_many("INSERT INTO catalogue_actors VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def _actor_documents(case: Connection) -> None:
    """Tell which documents name an actor or let it speak, those that let it speak before the silent ones."""
    speaking = "SELECT a.actor, s.document, 0 FROM {} s JOIN actor_mentions a ON a.mention = s.{}"
    case.run(
        "INSERT INTO catalogue_actor_documents SELECT actor, min(silent), document FROM"  # noqa: S608 - our own names
        " (SELECT actor, document, 1 AS silent FROM naming"
        f" UNION ALL {speaking.format('quotations', 'speaker_mention')}"
        f" UNION ALL {speaking.format('attributions', 'source_mention')}) GROUP BY actor, document"
    )


def first_of(names: str) -> str:
    """Return the first of a list of names that is kept as JSON, or ""."""
    return next(iter(json.loads(names)), "")


def top_labels(labels: Counter[str]) -> str:
    """Return the commonest labels with their counts, as JSON."""
    return codec.dump(sorted(labels.items(), key=lambda item: (-item[1], item[0]))[:LABELS])


def _told(case: Connection) -> None:
    """Lay out what is told by the time told: each stretch of a document once, as long as it is told to a year."""
    days = f"CAST(julianday({_TOLD_TO}) - julianday({_TOLD_FROM}) AS INTEGER)"
    # A year beyond those that SQLite reckons with has no length; it is told vaguely.
    case.run(
        f"INSERT INTO catalogue_told SELECT {_TOLD_FROM}, {_TOLD_TO}, {days}, t.document, d.label, t.start,"  # noqa: S608
        ' t."end", min(t.statement), coalesce(p.start, t.start) FROM tellings t'
        " JOIN catalogue_documents d ON d.document = t.document"
        " LEFT JOIN statements s ON s.id = t.statement LEFT JOIN passages p ON p.id = s.passage"
        f" WHERE t.time NOT LIKE '%..%' AND {days} <= {WIDEST}"
        ' GROUP BY t.document, t.start, t."end"'
    )
    case.run(
        'INSERT INTO catalogue_days SELECT label, start, "end", count(*) FROM catalogue_told'
        ' GROUP BY label, start, "end"'
    )


def _counts(case: Connection) -> Iterator[tuple[str, str | int | float | None]]:
    yield "format", FORMAT
    for name in ("documents", "statements", "notices", "findings", "actors"):
        yield name, _number(case, f"SELECT count(*) FROM {name}")  # noqa: S608 - names are our own
    yield "sources", _number(case, "SELECT count(*) FROM catalogue_sources")
    yield "listed_actors", _number(case, "SELECT count(*) FROM catalogue_actors")
    yield "acting", _number(case, "SELECT count(*) FROM catalogue_actors WHERE acts > 0")
    yield "joined", _number(case, "SELECT count(DISTINCT lineage) FROM catalogue_documents WHERE kin > 1")
    yield "first", _word(case, "SELECT min(published) FROM catalogue_documents WHERE published <> ''")
    yield "last", _word(case, "SELECT max(published) FROM catalogue_documents")
    for verdict, number in case.rows("SELECT verdict, count(*) FROM findings GROUP BY verdict"):
        yield f"verdict {verdict}", number
    drawn = _number(case, "SELECT count(*) FROM catalogue_told")
    dated = 'SELECT count(*) FROM (SELECT DISTINCT document, start, "end" FROM tellings)'
    yield "drawn", drawn
    yield "vague", _number(case, dated) - drawn
    yield "told first", _word(case, "SELECT min(start) FROM catalogue_told")
    yield "told last", _word(case, 'SELECT max("end") FROM catalogue_told')
    exact = _number(case, "SELECT count(*) FROM catalogue_told WHERE days <= 31")
    for key, order in (("told low", "ASC"), ("told high", "DESC")):
        sql = f"SELECT start FROM catalogue_told WHERE days <= 31 ORDER BY start {order}"  # noqa: S608 - our own
        sql += f" LIMIT 1 OFFSET {exact // _OUTER}"
        yield key, _word(case, sql)
    one, other = _most_alike(case)
    yield "alike one", one
    yield "alike other", other


def _number(case: Connection, sql: str) -> int:
    row = case.row(sql)
    return int(row[0] or 0) if row else 0


def _word(case: Connection, sql: str) -> str:
    row = case.row(sql)
    return str(row[0] or "") if row else ""


def _most_alike(case: Connection) -> tuple[str, str]:
    """Return the two documents with the most findings in common, or the first two."""
    together: Counter[tuple[str, str]] = Counter()
    held: dict[str, set[str]] = {}
    few = "JOIN findings f ON f.id = e.finding AND f.documents <= ?"
    sql = f"SELECT e.finding, e.document FROM evidence e {few}"  # noqa: S608 - names are our own
    for finding, document in case.rows(sql, (_CROWD,)):
        held.setdefault(finding, set()).add(document)
    for keys in held.values():
        together.update(combinations(sorted(keys), 2))
    if together:
        return min(together, key=lambda pair: (-together[pair], pair))
    first = [str(key) for (key,) in case.rows("SELECT document FROM catalogue_documents ORDER BY position LIMIT 2")]
    return (first[0], first[1]) if len(first) == 2 else ("", "")
