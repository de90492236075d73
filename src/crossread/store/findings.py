"""Reading findings out of the case file: by filters, in an order, by the document they rest on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from crossread.model.document import DocumentId
from crossread.model.finding import Answer, Evidence, Finding, FindingId, FindingKind, Grade, Question, Verdict
from crossread.model.span import Span
from crossread.model.statement import Modality
from crossread.store import codec
from crossread.store.database import Connection
from crossread.store.filters import ORDERS, Order, Wanted, conditions_of

SELECT: Final = (
    "SELECT f.id, f.verdict, f.grade, f.kind, f.subject, f.verb, f.object, f.counted, f.unit, f.passive,"
    " f.modality, f.confidence, f.rank, f.reasons FROM findings f"
)


def findings(
    case: Connection, wanted: Wanted, order: Order = Order.MATTERS, limit: int | None = None, offset: int = 0
) -> Iterator[Finding]:
    """Yield the findings that are wanted, at most `limit`, `offset` of them left out."""
    where, values = conditions_of(wanted)
    sql = f"{SELECT}{where} ORDER BY {ORDERS[order]} LIMIT ? OFFSET ?"
    for row in case.rows(sql, (*values, -1 if limit is None else limit, offset)):
        yield _finding(case, row)


def keys(case: Connection, wanted: Wanted, order: Order, limit: int | None = None) -> list[tuple[Any, ...]]:
    """Return, for each finding that is wanted, what the order goes by; its identifier comes last."""
    where, values = conditions_of(wanted)
    columns = ORDERS[order].replace(" DESC", "")
    sql = f"SELECT {columns} FROM findings f{where} ORDER BY {ORDERS[order]} LIMIT ?"  # noqa: S608 - names are our own
    return [tuple(row) for row in case.rows(sql, (*values, -1 if limit is None else limit))]


def count(case: Connection, wanted: Wanted) -> int:
    """Return how many findings are wanted."""
    where, values = conditions_of(wanted)
    row = case.row(f"SELECT count(*) FROM findings f{where}", values)  # noqa: S608 - names are our own
    return int(row[0]) if row else 0


def of_document(case: Connection, document: str) -> Iterator[Finding]:
    """Yield the findings that rest on a document, by falling rank."""
    own = "WHERE f.id IN (SELECT finding FROM evidence WHERE document = ?) ORDER BY f.rank DESC, f.id"
    for row in case.rows(f"{SELECT} {own}", (document,)):
        yield _finding(case, row)


def one(case: Connection, key: str) -> Finding | None:
    """Return the finding with an identifier, or None."""
    row = case.row(f"{SELECT} WHERE f.id = ?", (key,))
    return None if row is None else _finding(case, row)


def times(case: Connection, statements: Sequence[str]) -> tuple[str, str]:
    """Return the first and the last day that statements tell of (ISO), "~" and "" where they tell of none."""
    sql = (
        "SELECT min(replace(substr(time, 1, instr(time, '/') - 1), '..', '0000')),"
        " max(replace(substr(time, instr(time, '/') + 1), '..', '9999'))"
        " FROM statements WHERE time IS NOT NULL AND id IN (SELECT value FROM json_each(?))"
    )
    row = case.row(sql, (codec.dump(list(statements)),)) or (None, None)
    return str(row[0] or "~"), str(row[1] or "")


def places(case: Connection, wanted: Sequence[str]) -> Mapping[str, tuple[str, frozenset[str]]]:
    """Return, for findings by identifier, the kind and the places they rest on, each as `document:start-end`."""
    sql = (
        'SELECT f.id, f.kind, e.document, e.start, e."end" FROM findings f JOIN evidence e ON e.finding = f.id'
        " WHERE f.id IN (SELECT value FROM json_each(?))"
    )
    kinds: dict[str, str] = {}
    found: dict[str, set[str]] = {}
    for key, kind, document, start, end in case.rows(sql, (codec.dump(list(wanted)),)):
        kinds[key] = kind
        found.setdefault(key, set()).add(f"{document}:{start}-{end}")
    return {key: (kinds[key], frozenset(stand)) for key, stand in found.items()}


def resting_on(case: Connection, place: str) -> list[str]:
    """Return the findings that rest on one place, given as `document:start-end`; sorted."""
    document, _, ends = place.rpartition(":")
    start, _, end = ends.partition("-")
    if not (start.isdigit() and end.isdigit()):
        return []
    sql = 'SELECT DISTINCT finding FROM evidence WHERE document = ? AND start = ? AND "end" = ? ORDER BY finding'
    return [str(key) for (key,) in case.rows(sql, (document, int(start), int(end)))]


def _finding(case: Connection, row: Sequence[Any]) -> Finding:
    key, verdict, grade, kind, subject, verb, thing, counted, unit, passive, *rest = row
    modality, confidence, rank, reasons = rest
    question = Question(FindingKind(kind), subject, verb, thing, counted, unit, bool(passive), Modality(modality))
    level = None if grade is None else Grade(grade)
    why = codec.load_reasons(reasons)
    return Finding(FindingId(key), Verdict(verdict), level, question, _answers(case, key), confidence, rank, why)


def _answers(case: Connection, finding: str) -> tuple[Answer, ...]:
    evidence: dict[int, list[Evidence]] = {}
    sql = (
        'SELECT answer, document, start, "end", statement, voice FROM evidence WHERE finding = ?'
        " ORDER BY answer, position"
    )
    for place, document, start, end, statement, voice in case.rows(sql, (finding,)):
        item = Evidence(DocumentId(document), Span(start, end), statement, voice)
        evidence.setdefault(place, []).append(item)
    sql = "SELECT position, label, value, lineages FROM answers WHERE finding = ? ORDER BY position"
    return tuple(
        Answer(label, value, tuple(evidence.get(place, ())), tuple(json.loads(lineages)))
        for place, label, value, lineages in case.rows(sql, (finding,))
    )
