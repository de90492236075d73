"""The command: it lists, refuses, skips with a word, prints and appends."""

import json

import pytest

from crossread_scores import cli, rows
from crossread_scores.accounts import event_folders, load_event
from crossread_scores.corpora import CorpusAbsentError
from crossread_scores.inspecting import told
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
            "conll",
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


def test_a_row_that_breaks_costs_no_other(row, tmp_path, monkeypatch, capsys):
    def broken(_material, _system):
        raise ZeroDivisionError("oh")

    bad = rows.Row(
        **{name: getattr(row, name) for name in row.__dataclass_fields__} | {"measure": broken, "corpus": "bad"}
    )
    monkeypatch.setattr(rows, "ROWS", (bad, row))
    assert cli.main(["all", "--results", str(tmp_path)]) == 1
    told = capsys.readouterr().out
    assert "wheels on bad: FAILED: ZeroDivisionError: oh" in told
    assert "appended to" in told


def test_inspecting_tells_right_wrong_missed_and_extra():
    event = load_event(rows.ACCOUNTS / "harbour-fire")
    gold = event.export()
    lines = list(told(event, gold))
    assert not any(line.startswith(("MISS", "VERD", "EXTRA")) for line in lines)
    assert sum(line.startswith("ok  ") for line in lines) == len(gold["findings"])
    first = gold["findings"][0]
    changed = {**gold, "findings": [{**first, "verdict": "none"}, *gold["findings"][2:], {**first, "id": "again"}]}
    marks = [line.split()[0] for line in told(event, changed)]
    assert (marks.count("VERD"), marks.count("MISS"), marks.count("EXTRA")) == (1, 1, 1)


def test_test_events_are_not_inspected(capsys):
    event = next(f.name for f in event_folders(rows.ACCOUNTS) if load_event(f).sheet.split == "test")
    assert cli.main(["inspect", event]) == 2
    assert cli.main(["inspect", "no-such-event"]) == 2
    assert "no event of train or dev" in capsys.readouterr().out
