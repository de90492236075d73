"""The parts of a row: lists, reasons, spans and speakers, and how a record stands in its table."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from crossread.model.reason import Reason
from crossread.model.span import Span
from crossread.model.statement import Speaker
from crossread.model.value import Interval

Value = str | int | float | bytes | None
Row = tuple[Value, ...]
Record = TypeVar("Record")


def dump(value: Any) -> str:
    """Return a list as JSON, short and with its characters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def dump_reasons(reasons: Sequence[Reason]) -> str:
    """Return reasons as JSON: a list of objects with rule, inputs and effect."""
    return dump([{"rule": r.rule, "inputs": r.inputs, "effect": r.effect} for r in reasons])


def load_reasons(text: str) -> tuple[Reason, ...]:
    """Return the reasons that `dump_reasons` wrote."""
    return tuple(
        Reason(item["rule"], tuple((name, value) for name, value in item["inputs"]), item["effect"])
        for item in json.loads(text)
    )


def dump_spans(spans: Sequence[Span]) -> str:
    """Return spans as JSON: a list of [start, end]."""
    return dump([[span.start, span.end] for span in spans])


def load_spans(text: str) -> tuple[Span, ...]:
    """Return the spans that `dump_spans` wrote."""
    return tuple(Span(start, end) for start, end in json.loads(text))


def ends(span: Span | None) -> tuple[int | None, int | None]:
    """Return both ends of a span, or two empty fields where there is none."""
    return (span.start, span.end) if span else (None, None)


def span_of(start: Any, end: Any) -> Span | None:
    """Return the span that `ends` took apart."""
    return None if start is None else Span(start, end)


def speaker_row(speaker: Speaker | None) -> Row:
    """Return a speaker's span and mention, or three empty fields where there is none."""
    return (*ends(speaker.span), speaker.mention) if speaker else (None, None, None)


def speaker_of(start: Any, end: Any, mention: Any) -> Speaker | None:
    """Return the speaker that `speaker_row` took apart."""
    return None if start is None else Speaker(Span(start, end), mention)


def interval_of(text: str | None) -> Interval | None:
    """Return a stored interval, or None."""
    return None if text is None else Interval.parse(text)


@dataclass(frozen=True, slots=True)
class Table(Generic[Record]):
    """How one kind of record stands in its table.

    Attributes:
        name: The table.
        columns: The columns of a record, without `number`.
        row: Makes a row of a record.
        record: Makes a record of a row.
    """

    name: str
    columns: tuple[str, ...]
    row: Callable[[Record], Row]
    record: Callable[[Sequence[Any]], Record]

    @property
    def select(self) -> str:
        """The beginning of a query that yields rows for `record`."""
        names = ", ".join(f't."{name}"' for name in self.columns)
        return f"SELECT {names} FROM {self.name} t"  # noqa: S608 - names are our own

    def insert(self, extra: Sequence[str] = ()) -> str:
        """Return the statement that stores a row, with columns of `extra` after those of the record."""
        columns = (*self.columns, *extra)
        names = ", ".join(f'"{name}"' for name in columns)
        return f"INSERT INTO {self.name} ({names}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608
