"""The command: it lists, refuses, skips with a word, prints and appends."""

import json

import pytest

from crossread_scores import cli, rows
from crossread_scores.corpora import CorpusAbsentError
from crossread_scores.systems import SystemAbsentError


def nowhere(_data, _split):
    raise CorpusAbsentError(_data / "nowhere.tar")


def absent(_documents):
    raise SystemAbsentError("no wheels")


@pytest.fixture
def row(monkeypatch):
    made = rows.Row(
        name="wheels",
        corpus="carts",
        load=lambda _data, _split: rows.Material([{"documents": []}], "d1"),
        measure=lambda _material, system: {"f1": 1.0 if system is None else system([])["f1"], "extra": 2.0},
        systems={"crossread": absent, "trivial": None},
        headline=("f1",),
        reference="none",
        bar={"f1": 60},
    )
    monkeypatch.setattr(rows, "ROWS", (made,))
    monkeypatch.setattr(cli, "ROWS", (made,))
    return made


def test_the_list_names_every_row(row, capsys):
    assert cli.main(["list"]) == 0
    assert "wheels" in capsys.readouterr().out


def test_an_unknown_name_is_refused(capsys):
    assert cli.main(["wheels/none"]) == 2
    assert "crossread-scores list" in capsys.readouterr().err


def test_a_measurement_is_printed_and_appended(row, tmp_path, capsys):
    assert cli.main(["wheels", "--results", str(tmp_path)]) == 0
    assert cli.main(["wheels/carts", "--results", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "not measured: no wheels" in told
    assert "trivial" in told
    lines = [json.loads(line) for line in (tmp_path / "wheels.jsonl").read_text().splitlines()]
    assert len(lines) == 2
    assert lines[0]["systems"] == {"trivial": {"f1": 1.0, "extra": 2.0}}
    assert lines[0]["absent"] == {"crossread": "no wheels"}
    assert {"version", "machine", "date", "digest", "split", "cases"} <= set(lines[0])
    assert lines[0]["machine"]["cores"] >= 1


def test_nothing_is_appended_in_a_dry_run(row, tmp_path):
    assert cli.main(["wheels", "--dry", "--results", str(tmp_path)]) == 0
    assert list(tmp_path.iterdir()) == []


def test_an_absent_corpus_is_skipped_with_a_word(row, tmp_path, monkeypatch, capsys):
    gone = rows.Row(**{name: getattr(row, name) for name in row.__dataclass_fields__} | {"load": nowhere})
    monkeypatch.setattr(rows, "ROWS", (gone,))
    assert cli.main(["all", "--results", str(tmp_path)]) == 3
    assert "skipped" in capsys.readouterr().out


def test_every_row_names_its_figures():
    for row in rows.ROWS:
        assert row.headline
        assert set(row.goal) == set(row.bar)
        assert set(row.bar) <= {
            "balanced_accuracy",
            "both_bounds",
            "accuracy",
            "precision",
            "recall",
            "f1",
            "relaxed",
            "strict",
            "value",
            "unit",
            "span",
            "speaker",
            "content",
            "source_given_content",
        }
        assert len(row.systems) >= 1
