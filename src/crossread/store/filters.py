"""The conditions by which findings are chosen, and the orders in which they are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from crossread.model.finding import FindingKind, Verdict
from crossread.store import codec
from crossread.store.search import match_query


class Order(StrEnum):
    """By what findings are sorted; those that are equal by it, by what matters most."""

    MATTERS = "matters"
    VERDICT = "verdict"
    SOURCES = "sources"
    TIME = "time"
    CONFIDENCE = "confidence"


ORDERS: Final = {
    Order.MATTERS: "f.rank DESC, f.id",
    Order.VERDICT: "f.place, f.rank DESC, f.id",
    Order.SOURCES: "f.documents DESC, f.rank DESC, f.id",
    Order.TIME: "f.since, f.rank DESC, f.id",
    Order.CONFIDENCE: "f.confidence DESC, f.rank DESC, f.id",
}
"""What stands after ORDER BY, for findings `f`; an index answers each."""

_SOURCE: Final = (
    "f.id IN (SELECT e.finding FROM catalogue_documents d JOIN evidence e ON e.document = d.document WHERE d.label = ?"
    " UNION SELECT e.finding FROM documents d JOIN evidence e ON e.document = d.id WHERE d.path = ?"
    " UNION SELECT e.finding FROM evidence e WHERE e.document = ?)"
)
_OF_ACTORS: Final = (
    "f.id IN (SELECT finding FROM catalogue_finding_actors WHERE actor IN (SELECT value FROM json_each(?)))"
)
_LISTED: Final = "f.id IN (SELECT value FROM json_each(?))"
_LOOKED_UP: Final = f"({_OF_ACTORS} AND NOT {_LISTED} OR {_LISTED})"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings are asked for; what is None is not asked.

    Attributes:
        verdict: Only those with this verdict.
        kind: Only those that ask for this.
        source: Only those to which this source contributes: its name, or a document's path or identifier, whatever the
            case of its letters.
        about: Only those that hold all these words in their question, answers or the passages behind them; words in
            quotation marks as they follow each other, `harb*` for a beginning.
        since: Only those that tell of something on this day (ISO) or later.
        until: Only those that tell of something on this day or earlier.
        actors: Only those behind which a passage names one of these actors.
        naming: With `actors`: findings looked into one by one, and whether a passage behind each names one of them.
        only: Only those of these identifiers.
        without: None of those of these identifiers.
    """

    verdict: Verdict | None = None
    kind: FindingKind | None = None
    source: str | None = None
    about: str | None = None
    since: str | None = None
    until: str | None = None
    actors: Sequence[str] | None = None
    naming: Mapping[str, bool] = field(default_factory=dict)
    only: Sequence[str] | None = None
    without: Sequence[str] = ()


def conditions_of(wanted: Wanted) -> tuple[str, list[str]]:
    """Return the condition on findings `f` ("" where there is none), and the values that it asks for."""
    found = [*_by_columns(wanted), *_by_words(wanted), *_by_names(wanted), *_by_keys(wanted)]
    where = " AND ".join(condition for condition, _ in found)
    return (f" WHERE {where}" if where else ""), [value for _, values in found for value in values]


Condition = tuple[str, list[str]]


def _by_columns(wanted: Wanted) -> list[Condition]:
    asked = (
        ("f.verdict = ?", wanted.verdict),
        ("f.kind = ?", wanted.kind),
        ("f.until >= ?", wanted.since),
        ("f.since <= ?", wanted.until),
    )
    return [(condition, [str(value)]) for condition, value in asked if value is not None]


def _by_words(wanted: Wanted) -> list[Condition]:
    if wanted.about is None:
        return []
    query = match_query(wanted.about)
    if query is None:  # words of which none is a word (dots, dashes) are in no finding
        return [("0", [])]
    return [("f.number IN (SELECT rowid FROM finding_search WHERE finding_search MATCH ?)", [query])]


def _by_names(wanted: Wanted) -> list[Condition]:
    found: list[Condition] = []
    if wanted.source is not None:
        found.append((_SOURCE, [wanted.source] * 3))
    if wanted.actors is not None:
        named = [key for key, names in wanted.naming.items() if names]
        keys = (wanted.actors, wanted.naming, named) if wanted.naming else (wanted.actors,)
        condition = _LOOKED_UP if wanted.naming else _OF_ACTORS
        found.append((condition, [codec.dump(list(one)) for one in keys]))
    return found


def _by_keys(wanted: Wanted) -> list[Condition]:
    found: list[Condition] = []
    if wanted.only is not None:
        found.append(("f.id IN (SELECT value FROM json_each(?))", [codec.dump(list(wanted.only))]))
    if wanted.without:
        found.append(("f.id NOT IN (SELECT value FROM json_each(?))", [codec.dump(list(wanted.without))]))
    return found
