"""The filters by which people ask for findings, as conditions of a query."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from crossread.model.finding import FindingKind, Verdict
from crossread.store import codec
from crossread.store.search import match_query

_END: Final = "replace(substr(s.time, instr(s.time, '/') + 1), '..', '9999')"
"""The last day of a statement's time; an open end is later than every day."""
_TOLD: Final = (
    "f.id IN (SELECT e.finding FROM evidence e JOIN statements s ON s.id = e.statement"
    " WHERE s.time IS NOT NULL AND {} ?)"
)


def conditions_of(  # noqa: PLR0913 - the filters that people use
    verdict: Verdict | None,
    kind: FindingKind | None,
    source: str | None,
    about: str | None,
    without: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
) -> tuple[list[str], list[str]]:
    """Return the conditions on findings `f`, and the values that they ask for; see `View.findings`."""
    conditions, values = [], []
    if verdict is not None:
        conditions.append("f.verdict = ?")
        values.append(verdict.value)
    if kind is not None:
        conditions.append("f.kind = ?")
        values.append(kind.value)
    if source is not None:
        conditions.append(
            "f.id IN (SELECT e.finding FROM evidence e JOIN documents d ON d.id = e.document"
            " WHERE lower(d.source) = lower(?) OR d.path = ? OR d.id = ?)"
        )
        values += [source, source, source]
    if about is not None:
        # Words of which none is a word (dots, dashes) are in no finding.
        query = match_query(about)
        conditions.append(
            "f.number IN (SELECT rowid FROM finding_search WHERE finding_search MATCH ?)" if query else "0"
        )
        values += [query] if query else []
    for bound, sides in ((until, ("substr(s.time, 1, instr(s.time, '/') - 1)", "<=")), (since, (_END, ">="))):
        if bound:
            conditions.append(_TOLD.format(" ".join(sides)))
            values.append(bound)
    if without:
        conditions.append("f.id NOT IN (SELECT value FROM json_each(?))")
        values.append(codec.dump(without))
    return conditions, values
