"""From a folder to a case: what is read, what stays, what a crash leaves, and that the bytes are the same."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import jsonschema
import pytest

from crossread.case import Case
from crossread.errors import NothingToReadError, PathNotFoundError
from crossread.model.account import Account
from crossread.model.decision import Decision, DecisionId, DecisionKind
from crossread.model.document import Document
from crossread.run import pipeline
from crossread.run.options import BuildOptions
from crossread.show.export.json import json_text, schema
from crossread.store.writer import Writer


def built(folder: Path, path: Path, **options: object) -> Case:
    return Case.build(folder, path, BuildOptions(**options))  # type: ignore[arg-type]


def test_a_folder_becomes_a_case_with_findings(folder: Path, tmp_path: Path) -> None:
    with built(folder, tmp_path / "a.crossread") as case:
        assert [document.path for document in case.documents()] == ["bell.txt", "drum.txt", "town.txt"]
        assert case.documents()[0].source is not None
        assert case.findings()
        record = json.loads(json_text(case))
    jsonschema.validate(record, schema())
    texts = {document["id"]: document["text"] for document in record["documents"]}
    assert texts[record["documents"][0]["id"]]
    for name in ("passages", "mentions", "dates", "figures", "statements"):
        assert record[name], name
        for item in record[name]:
            start, end = item["span"]
            assert 0 <= start < end <= len(texts[item["document"]])
    for finding in record["findings"]:
        for answer in finding["answers"]:
            for evidence in answer["evidence"]:
                start, end = evidence["span"]
                assert texts[evidence["document"]][start:end].strip()


def test_spans_of_plain_text_are_true_to_the_file(folder: Path, tmp_path: Path) -> None:
    with built(folder, tmp_path / "a.crossread") as case:
        for document in case.documents():
            assert document.text == folder.joinpath(document.path).read_text("utf-8")


def test_the_contested_toll_is_found_and_tells_both_sides(folder: Path, tmp_path: Path) -> None:
    with built(folder, tmp_path / "a.crossread") as case:
        tolls = [
            finding
            for finding in case.findings(verdict="contested", kind="figure")
            if {"9", "14"} <= {value for answer in finding.answers for value in answer.value.replace("/", " ").split()}
        ]
        assert len(tolls) == 1
        assert len(tolls[0].documents) == 3
        assert tolls[0].reasons


def test_the_same_input_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "other" / "place"
    shutil.copytree(folder, elsewhere)
    texts = []
    for number, (where, jobs) in enumerate(((folder, 1), (folder, 2), (elsewhere, 1))):
        with built(where, tmp_path / f"{number}.crossread", jobs=jobs) as case:
            texts.append(json_text(case))
    assert texts[0] == texts[1] == texts[2]


def test_a_second_build_reads_only_what_changed(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.crossread"
    built(folder, path).close()
    read: list[str] = []
    real = pipeline.extract_account

    def watched(document: Document, *rest: object) -> Account:
        read.append(document.path)
        return real(document, *rest)

    monkeypatch.setattr(pipeline, "extract_account", watched)
    with built(folder, path) as case:
        before = json_text(case)
        assert case.report is not None
        assert (case.report.read, case.report.kept, case.report.removed) == (0, 3, 0)
    folder.joinpath("drum.txt").write_text("Eleven people were killed at the mill.", "utf-8")
    with built(folder, path) as case:
        assert case.report is not None
        assert (case.report.read, case.report.kept, case.report.removed) == (1, 2, 1)
    assert read == ["drum.txt"]
    with built(folder, tmp_path / "fresh.crossread") as fresh, Case.open(path) as grown:
        assert json_text(grown) == json_text(fresh) != before


def test_removed_files_leave_and_decisions_stay(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.crossread"
    with built(folder, path) as case:
        target = case.findings()[0].id
    note = Decision(DecisionId("k1"), DecisionKind.CONFIRM, target, "R. Eader", "2031-06-01T10:00:00Z", "checked")
    with Writer(path) as writer:
        writer.add_decision(note)
    folder.joinpath("drum.txt").unlink()
    with built(folder, path) as case:
        assert [document.path for document in case.documents()] == ["bell.txt", "town.txt"]
        assert list(case.decisions()) == [note]
        assert not [item for item in case.notices() if item.path == "drum.txt" and item.code != "metadata_unused"]
        assert all(
            evidence.document in {document.id for document in case.documents()}
            for finding in case.findings()
            for answer in finding.answers
            for evidence in answer.evidence
        )


def test_changed_metadata_is_read_anew(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.crossread"
    built(folder, path).close()
    table = folder / "sources.csv"
    table.write_text(table.read_text("utf-8").replace("The Drum", "The Drum and Fife"), "utf-8")
    with built(folder, path) as case:
        names = [document.source.name for document in case.documents() if document.source]
        assert "The Drum and Fife" in names
        assert case.report is not None
        assert case.report.read == 1


def test_a_document_given_twice_is_told_and_counts_once(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "bell.txt", folder / "zz-copy.txt")
    with built(folder, tmp_path / "a.crossread") as case:
        assert len(case.documents()) == 4
        assert [notice.path for notice in case.notices() if notice.code == "duplicate"] == ["zz-copy.txt"]
        of = {document: lineage.id for lineage in case.lineages() for document in lineage.documents}
        ids = {document.path: document.id for document in case.documents()}
        assert of[ids["bell.txt"]] == of[ids["zz-copy.txt"]]


def test_renaming_changes_no_finding(folder: Path, tmp_path: Path) -> None:
    with built(folder, tmp_path / "a.crossread") as case:
        before = [(finding.id, finding.verdict) for finding in case.findings()]
    for path in sorted(folder.glob("*.txt")):
        path.rename(path.with_name(f"x-{path.name}"))
    table = folder / "sources.csv"
    table.write_text(
        table.read_text("utf-8")
        .replace("\nbell", "\nx-bell")
        .replace("\ndrum", "\nx-drum")
        .replace("\ntown", "\nx-town")
    )
    with built(folder, tmp_path / "b.crossread") as case:
        assert [(finding.id, finding.verdict) for finding in case.findings()] == before


def test_one_text_that_breaks_a_stage_does_not_lose_the_others(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pipeline.extract_account

    def fragile(document: Document, *rest: object) -> Account:
        if document.path == "drum.txt":
            raise RuntimeError("a sentence nobody foresaw")
        return real(document, *rest)

    monkeypatch.setattr(pipeline, "extract_account", fragile)
    with built(folder, tmp_path / "a.crossread", jobs=1) as case:
        assert len(case.documents()) == 3
        told = [notice for notice in case.notices() if notice.code == "stage_failed"]
        assert [notice.path for notice in told] == ["drum.txt"]
        assert "nobody foresaw" in told[0].detail
        assert list(case.search("whatever"))


def test_a_crash_leaves_the_last_good_case(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.crossread"
    with built(folder, path) as case:
        before = json_text(case)
    folder.joinpath("new.txt").write_text("Eleven people were killed at the mill on Monday.", "utf-8")

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "compare", crash)
        with pytest.raises(KeyboardInterrupt):
            built(folder, path)
    with Case.open(path) as case:
        assert json_text(case) == before


def test_nothing_to_read_is_an_error_and_leaves_no_file(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    path = tmp_path / "a.crossread"
    with pytest.raises(NothingToReadError, match=r"\.txt"):
        built(empty, path)
    empty.joinpath("a.txt").write_bytes(b"")
    with pytest.raises(NothingToReadError, match=r"a\.txt: empty"):
        built(empty, path)
    with pytest.raises(PathNotFoundError, match="nowhere"):
        built(tmp_path / "nowhere", path)
    assert not path.exists()


def test_the_case_opens_in_any_sqlite_tool(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.crossread"
    built(folder, path).close()
    with sqlite3.connect(path) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert database.execute("SELECT count(*) FROM documents").fetchone() == (3,)
    database.close()
