"""Every engine gives the same results in the same order."""

from __future__ import annotations

import math

import pytest

from crossread.plugins import Engine
from crossread.run.engine import ProcessEngine, SerialEngine, choose_engine


@pytest.mark.parametrize("engine", [SerialEngine(), ProcessEngine(1), ProcessEngine(3)])
def test_results_come_in_the_order_of_the_items(engine: Engine) -> None:
    assert isinstance(engine, Engine)
    assert list(engine.map(math.sqrt, [n * n for n in range(40)])) == [float(n) for n in range(40)]
    assert list(engine.map(math.sqrt, [])) == []


@pytest.mark.parametrize("engine", [SerialEngine(), ProcessEngine(2)])
def test_an_error_in_one_item_is_not_swallowed(engine: Engine) -> None:
    with pytest.raises(ValueError, match=r"math domain error|expected a nonnegative"):
        list(engine.map(math.sqrt, [4, -1, 9]))


def test_little_work_is_not_spread() -> None:
    assert isinstance(choose_engine(None, 5), SerialEngine)
    assert isinstance(choose_engine(1, 5000), SerialEngine)
    assert isinstance(choose_engine(8, 1), SerialEngine)
    spread = choose_engine(8, 3)
    assert isinstance(spread, ProcessEngine)
    assert spread.jobs == 3
