"""The gate refuses to let a floor fall in silence."""

import importlib.util
import json
from pathlib import Path

import pytest

PATH = Path(__file__).parents[2] / "quality" / "gate.py"


@pytest.fixture
def gate(tmp_path, monkeypatch):
    spec = importlib.util.spec_from_file_location("gate", PATH)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    path = tmp_path / "floors.json"
    path.write_text(json.dumps(floors()))
    monkeypatch.setattr(module, "FLOORS", path)
    return module


def floors(value=80.0, lowered=()):
    return {"rows": {"dates/accounts": {"digest": "d1", "floors": {"relaxed": value}}}, "lowered": list(lowered)}


def test_a_figure_below_its_floor_fails(gate):
    pinned = floors()["rows"]["dates/accounts"]
    assert gate.below("dates/accounts", pinned, {"relaxed": 80.0}, "d1") == []
    assert "below its floor 80.0" in gate.below("dates/accounts", pinned, {"relaxed": 79.9}, "d1")[0]


def test_another_corpus_fails(gate):
    assert "pinned is d1" in gate.below("dates/accounts", floors()["rows"]["dates/accounts"], {"relaxed": 99}, "d2")[0]


def test_a_floor_lowered_by_hand_fails_and_one_with_a_reason_does_not(gate):
    note = {
        "row": "dates/accounts",
        "figure": "relaxed",
        "from": 80.0,
        "to": 70.0,
        "by": "Ada",
        "reason": "gold was wrong",
    }
    assert "without a named reason" in gate.silently_lowered(floors(), floors(70.0))[0]
    assert gate.silently_lowered(floors(), floors(70.0, [note])) == []
    assert "without a named reason" in gate.silently_lowered(floors(), floors(60.0, [note]))[0]
    assert "taken away" in gate.silently_lowered(floors(), {"rows": {}, "lowered": []})[0]
    assert gate.silently_lowered(floors(), floors(90.0)) == []


def test_lowering_asks_for_name_and_reason(gate):
    assert gate.main(["--lower", "dates/accounts", "relaxed", "70"]) == 2
    assert gate.main(["--lower", "dates/accounts", "relaxed", "70", "--by", "Ada", "--reason", "because"]) == 2
    assert gate.main(["--lower", "dates/accounts", "strict", "70", "--by", "Ada", "--reason", "gold was wrong"]) == 2
    assert gate.main(["--lower", "dates/accounts", "relaxed", "70", "--by", "Ada", "--reason", "gold was wrong"]) == 0
    kept = json.loads(gate.FLOORS.read_text())
    assert kept["rows"]["dates/accounts"]["floors"]["relaxed"] == 70
    assert kept["lowered"][0]["by"] == "Ada"


def test_raising_never_lowers_on_the_same_corpus(gate):
    row = next(row for row in gate.ROWS if row.key == "dates/accounts")
    pinned = {"digest": "d1", "floors": {"relaxed": 80.0, "strict": 70.0, "value": 60.0}}
    lifted = gate.raised(row, pinned, {"relaxed": 85.0, "strict": 65.0, "value": 60.0}, "d1")
    assert lifted["floors"] == {"relaxed": 85.0, "strict": 70.0, "value": 60.0}


def test_the_floors_of_the_repository_name_rows_that_exist(gate):
    kept = json.loads((PATH.parent / "floors.json").read_text())
    keys = {row.key: row for row in gate.ROWS}
    for name, pinned in kept["rows"].items():
        assert name in keys
        assert set(pinned["floors"]) <= set(keys[name].guarded)
