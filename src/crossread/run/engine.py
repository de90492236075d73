"""Engines: how a function is run over many items, in this process or in several."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import Final, TypeVar

from crossread.plugins import Engine

Item = TypeVar("Item")
Result = TypeVar("Result")

_SPAWN_PAYS_FROM: Final = 24
"""Fewer items than this are read sooner by one process than the others need to start (about 2 s each, 2026-11)."""

_WAITING: Final = 4
"""Items handed out ahead of each worker: enough to keep it busy, few enough to keep memory flat."""


class SerialEngine:
    """Runs everything in this process.

    Examples:
        >>> list(SerialEngine().map(len, ["a", "bb"]))
        [1, 2]
    """

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Yield `function(item)` for each item, in the order of the items."""
        return map(function, items)


class ProcessEngine:
    """Runs the function in local processes; results come in the order of the items, so the case is the same.

    Args:
        jobs: How many processes; at least 1.
    """

    def __init__(self, jobs: int) -> None:
        self.jobs = max(1, jobs)

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Yield `function(item)` for each item, in the order of the items; `function` must be importable by name."""
        feed = iter(items)
        # Processes are spawned, not forked: the language model's threads do not survive a fork.
        with ProcessPoolExecutor(self.jobs, mp_context=get_context("spawn")) as pool:
            waiting = [pool.submit(function, item) for item in islice(feed, self.jobs * _WAITING)]
            while waiting:
                yield waiting.pop(0).result()
                waiting.extend(pool.submit(function, item) for item in islice(feed, 1))


def choose_engine(jobs: int | None, size: int) -> Engine:
    """Return the engine for a piece of work.

    Args:
        jobs: Processes that the caller wants; None leaves the choice to the size of the work.
        size: How many items there are.

    Returns:
        One process for little work or one job, else as many as asked for (all cores, four at most, by default).
    """
    if jobs is None:
        jobs = 1 if size < _SPAWN_PAYS_FROM else min(4, os.cpu_count() or 1)
    return SerialEngine() if jobs <= 1 or size <= 1 else ProcessEngine(min(jobs, size))
