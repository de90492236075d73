"""The exports: what they hold, that they are whole, and that hostile text stays text."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest
from tests.show.conftest import account

from crossread.case import Case
from crossread.errors import BadOptionError, CannotWriteError
from crossread.show.export.csv import csv_texts
from crossread.show.export.formats import Format, default_output, export_text, parse_format, write_export
from crossread.show.export.html import html_text
from crossread.show.export.json import case_record, json_text, schema
from crossread.show.export.markdown import markdown_text
from crossread.store.writer import Writer

SECTIONS = {
    *("format", "generator", "documents", "passages", "mentions", "actors", "dates", "figures", "quotations"),
    *("attributions", "statements", "links", "lineages", "findings", "silences", "naming", "sayings"),
    *("timeline", "network", "notices", "decisions"),
}


def test_json_is_valid_and_has_every_section(case: Case) -> None:
    record = json.loads(json_text(case))
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.Draft202012Validator(schema()).validate(record)
    assert set(record) == SECTIONS
    empty = [name for name in SECTIONS if not record[name]]
    assert empty == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), "crossread-case/2"),
        (("documents", 0, "sha256"), "zz"),
        (("passages", 0, "span"), [3]),
        (("findings", 0, "verdict"), "true"),
        (("findings", 0, "grade"), None),
        (("findings", 0, "question"), "no question"),
        (("figures", 0, "approximation"), "roughly"),
        (("documents", 0, "published"), "May 2031"),
    ],
)
def test_schema_refuses_what_the_promise_excludes(case: Case, path: tuple, value: object) -> None:
    record = json.loads(json_text(case))
    place = record
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record, schema())


def test_every_span_covers_the_words_that_go_with_it(case: Case) -> None:
    record = case_record(case)
    texts = {item["id"]: item["text"] for item in record["documents"]}
    for figure in record["figures"]:
        start, end = figure["counted"]["span"]
        assert texts[figure["document"]][start:end] == figure["counted"]["text"] == "people"
    for attribution in record["attributions"]:
        start, end = attribution["source"]["span"]
        assert texts[attribution["document"]][start:end] == attribution["source"]["text"]


def test_records_are_sorted_by_document_start_and_id(case: Case) -> None:
    record = case_record(case)
    for name in ("documents", "passages", "figures", "statements"):
        keys = [(item.get("document", item["id"]), (item.get("span") or [0])[0]) for item in record[name]]
        assert keys == sorted(keys), name


def test_a_role_filled_twice_is_a_list(case: Case) -> None:
    for statement in case_record(case)["statements"]:
        first, second = statement["roles"]["patient"]
        assert first != second


def test_the_same_case_gives_the_same_bytes(case_path: Path) -> None:
    texts = []
    for _ in range(2):
        with Case.open(case_path) as case:
            texts.append((json_text(case), html_text(case), markdown_text(case), csv_texts(case)))
    assert texts[0] == texts[1]


def test_the_text_of_the_export_is_its_record(case: Case, tmp_path: Path) -> None:
    whole = json.dumps(case_record(case), ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    assert json_text(case) == whole
    texts = {"empty": [], "breaks": ["One\u2028two\x85three\x0bfour\r\nfive."]}
    for name, given in texts.items():
        with Writer(tmp_path / f"{name}.crossread") as writer:
            for text in given:
                writer.save_account(account(f"{name}.txt", f"{text} Twenty people died."))
        with Case.open(tmp_path / f"{name}.crossread") as other:
            record = case_record(other)
            assert json_text(other) == json.dumps(record, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
            assert [item["text"][: len(text)] for item, text in zip(record["documents"], given, strict=True)] == given


def test_csv_has_a_file_for_each_kind_and_no_formulas(case: Case) -> None:
    texts = csv_texts(case)
    assert {f"{name}.csv" for name in SECTIONS - {"format", "generator"}} | {"answers.csv", "tellings.csv"} == set(
        texts
    )
    for name, text in texts.items():
        rows = list(csv.reader(io.StringIO(text)))
        assert len({len(row) for row in rows}) == 1, name
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]
    answers = list(csv.DictReader(io.StringIO(texts["answers.csv"])))
    assert [row["label"] for row in answers] == ["at least nine", "Twenty", "at least nine"]
    tellings = list(csv.DictReader(io.StringIO(texts["tellings.csv"])))
    assert [row["time"] for row in tellings] == ["2031-05-12/2031-05-12"] * 2
    assert {row["event"] for row in tellings} == {event.id for event in case.events()}


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(given["id"] or "")
        if given.get("href"):
            self.targets.append(given["href"] or "")


def test_html_links_land_and_hostile_text_is_text(case: Case) -> None:
    text = html_text(case)
    page = Tags()
    page.feed(text)
    assert page.tags.count("script") == 1
    assert "<script>alert" not in text
    assert "<b>News" not in text
    assert len(page.ids) == len(set(page.ids))
    assert page.targets
    for target in page.targets:
        assert target.startswith("#"), target
        assert target[1:] in page.ids, target


def test_html_needs_nothing_from_outside(case: Case) -> None:
    text = html_text(case)
    assert "http://" not in text
    assert "https://" not in text
    assert "default-src 'none'" in text


@pytest.mark.parametrize("make", [html_text, markdown_text])
def test_texts_cannot_turn_the_direction_of_a_report(case: Case, make) -> None:
    assert not set("\u202e\u0007\x1b") & set(make(case))


def test_markdown_tells_the_findings_and_escapes_texts(case: Case) -> None:
    text = markdown_text(case)
    assert "### How many people died?" in text
    assert "**At least nine people died**" in text
    assert "<script>" not in text
    assert r"\<script\>" in text


def test_writing_replaces_only_when_whole(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out.json"
    target.write_text("the last good one")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        with pytest.raises(CannotWriteError, match="No space left"):
            write_export(case, Format.JSON, target)
    assert target.read_text() == "the last good one"
    assert sorted(item.name for item in tmp_path.iterdir() if item.name.startswith(".")) == []
    write_export(case, Format.JSON, target)
    assert json.loads(target.read_text())["format"] == "crossread-case/1"


def test_csv_folder_is_replaced_but_never_a_foreign_one(case: Case, tmp_path: Path) -> None:
    target = tmp_path / "tables"
    write_export(case, Format.CSV, target)
    write_export(case, Format.CSV, target)
    assert (target / "findings.csv").is_file()
    foreign = tmp_path / "mine"
    foreign.mkdir()
    (foreign / "novel.txt").write_text("chapter one")
    with pytest.raises(CannotWriteError):
        write_export(case, Format.CSV, foreign)
    assert (foreign / "novel.txt").read_text() == "chapter one"


def test_formats_are_named_and_wrong_ones_told(case: Case) -> None:
    assert parse_format("HTML") is Format.HTML
    with pytest.raises(BadOptionError, match="json, markdown, html, csv"):
        parse_format("xlsx")
    with pytest.raises(BadOptionError):
        export_text(case, Format.CSV)
    assert default_output(case, Format.MARKDOWN).name == "quay.md"
