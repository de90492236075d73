"""Records kept on disk while a case is built, so that memory does not grow with the case."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from types import TracebackType
from typing import Generic, Self, TypeVar

Record = TypeVar("Record")


class Spool(Generic[Record]):
    """Records by key in a nameless file that is gone when the spool is closed.

    Iterating gives them sorted by key, one at a time, as often as one likes.

    Examples:
        >>> with Spool[int]() as spool:
        ...     spool.add("b", 2)
        ...     spool.add("a", 1)
        ...     list(spool), spool.load(["b"])
        ([1, 2], [2])
    """

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - closed by `close`
        self._places: dict[str, int] = {}

    def __enter__(self) -> Self:
        """Return the spool itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the file go."""
        self.close()

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self._places)

    def __iter__(self) -> Iterator[Record]:
        """Yield the records, sorted by key."""
        yield from self._loaded(sorted(self._places))

    def add(self, key: str, record: Record) -> None:
        """Keep a record; one with the same key is replaced."""
        self._places[key] = self._file.seek(0, 2)
        pickle.dump(record, self._file, protocol=pickle.HIGHEST_PROTOCOL)

    def load(self, keys: Iterable[str]) -> list[Record]:
        """Return the records with these keys, in their order."""
        return list(self._loaded(keys))

    def close(self) -> None:
        """Let the file go."""
        self._file.close()

    def _loaded(self, keys: Iterable[str]) -> Iterator[Record]:
        for key in keys:
            self._file.seek(self._places[key])
            record: Record = pickle.load(self._file)  # noqa: S301 - nobody else can write to a nameless file
            yield record
