"""The case as CSV: a file for each kind of record, with the columns of the JSON export."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Final

from crossread.case import Case
from crossread.show.export.json import case_record
from crossread.show.export.records import Json, Record

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def csv_texts(case: Case) -> dict[str, str]:
    """Return file name and content for each kind of record, and what stands inside of some in files of its own.

    These are `answers.csv`, with a row for each piece of evidence of a finding, and `tellings.csv`, with a row for each
    statement that tells of an event of the timeline.

    Spans stand in two columns, `start` and `end`; what is a list or a record in the JSON export is JSON in its cell.
    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    record = case_record(case)
    tables = {name: rows for name, rows in record.items() if isinstance(rows, list)}
    texts = {f"{name}.csv": _table(_rows(rows)) for name, rows in sorted(tables.items())}
    texts["answers.csv"] = _table(list(_answers(tables["findings"])))
    texts["tellings.csv"] = _table(list(_tellings(tables["timeline"])))
    return texts


def _rows(rows: Iterable[Json]) -> list[dict[str, Json]]:
    return [_flat(row) for row in rows if isinstance(row, dict)]


def _flat(row: Record) -> dict[str, Json]:
    flat: dict[str, Json] = {}
    for name, value in row.items():
        if name == "span":
            flat["start"], flat["end"] = value if isinstance(value, list) else (None, None)
        elif isinstance(value, dict) and set(value) >= {"text", "span"}:
            flat[name] = value["text"]
        else:
            flat[name] = value
    return flat


def _answers(findings: Iterable[Json]) -> Iterator[dict[str, Json]]:
    for finding in findings:
        answers = finding["answers"] if isinstance(finding, dict) else None
        for number, answer in enumerate(answers if isinstance(answers, list) else (), start=1):
            if not isinstance(answer, dict) or not isinstance(answer["evidence"], list):
                continue
            for evidence in answer["evidence"]:
                if isinstance(evidence, dict) and isinstance(finding, dict):
                    told: dict[str, Json] = {"finding": finding["id"], "answer": number, "label": answer["label"]}
                    yield {**told, **_flat(evidence)}


def _tellings(events: Iterable[Json]) -> Iterator[dict[str, Json]]:
    for event in events:
        tellings = event["tellings"] if isinstance(event, dict) else None
        for telling in tellings if isinstance(tellings, list) else ():
            if isinstance(event, dict) and isinstance(telling, dict):
                yield {"event": event["id"], **_flat(telling)}


def _table(rows: list[dict[str, Json]]) -> str:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")  # RFC 4180
    writer.writerow(columns)
    writer.writerows([_cell(row.get(name)) for name in columns] for row in rows)
    return stream.getvalue()


def _cell(value: Json) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return "'" + value if value.startswith(_FORMULA) else value
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
