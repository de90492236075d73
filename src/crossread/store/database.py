"""The case file: opening it, and knowing whether it is one.

A build is **one transaction**: a crash, a full disk or Ctrl-C leaves the last good case, and others go on reading that
one meanwhile (WAL). Building beside and replacing was not chosen: it would lose a reader's decision made during the
build, copy the whole case for one new file, and fail on Windows while the case is open elsewhere.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from crossread.errors import CannotWriteError, CaseBusyError, CaseNotFoundError, NewerCaseError, NotACaseError
from crossread.store.codec import Row
from crossread.store.schema import APPLICATION_ID, MIGRATIONS

_BUSY: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_FOREIGN: Final = {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}
_UNWRITABLE: Final = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_TOOBIG,
}
_MAGIC: Final = b"SQLite format 3\x00"
"""How every SQLite file begins (its file format, section 1.2)."""
_WAIT: Final = 5.0
"""Seconds to wait for another program that writes, before `CaseBusyError`."""


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into ours, which tell the next step."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _BUSY:
            raise CaseBusyError(path) from error
        if code in _FOREIGN:
            raise NotACaseError(path) from error
        if code in _UNWRITABLE:
            raise CannotWriteError(path, str(error)) from error
        raise


class Connection:
    """An open case file; SQLite's errors come out as ours.

    Attributes:
        path: The case file.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._sqlite = connection

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Run one statement and return the number of the row it stored, or 0."""
        with told(self.path):
            return self._sqlite.execute(sql, values).lastrowid or 0

    def run_many(self, sql: str, rows: Iterator[Row] | Sequence[Row]) -> None:
        """Run one statement for each row."""
        with told(self.path):
            self._sqlite.executemany(sql, rows)

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Sequence[Any]]:
        """Yield the rows of a query, a few at a time."""
        with told(self.path):
            yield from self._sqlite.execute(sql, values)

    def row(self, sql: str, values: Sequence[Any] = ()) -> Sequence[Any] | None:
        """Return the first row of a query, or None."""
        with told(self.path):
            found: Sequence[Any] | None = self._sqlite.execute(sql, values).fetchone()
            return found

    def close(self) -> None:
        """Close the file; what was not committed is taken back."""
        with told(self.path):
            self._sqlite.close()


def open_for_writing(path: Path) -> Connection:
    """Return the case, made where there is none, brought to the newest version, in a transaction that has begun.

    Raises:
        NotACaseError: If the file is something else.
        NewerCaseError: If a newer Crossread wrote it.
        CaseBusyError: If another program writes to it.
        CannotWriteError: If its place cannot be written.
    """
    if path.is_dir() or _is_foreign(path):
        raise NotACaseError(path)
    with told(path):
        connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
    try:
        with told(path):
            _prepare(path, connection)
    except BaseException:
        connection.close()
        raise
    return Connection(path, connection)


def _is_foreign(path: Path) -> bool:
    """Return whether a file begins otherwise than SQLite's do; it would take one of a few bytes for an empty one."""
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError:
        return False
    return bool(head) and head != _MAGIC


def _prepare(path: Path, connection: sqlite3.Connection) -> None:
    version = _version(path, connection, new=True)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("BEGIN IMMEDIATE")
    # Asked again inside the transaction: another program may have made the tables meanwhile.
    version = _version(path, connection, new=True)
    for migration in MIGRATIONS[version:]:
        for statement in _statements(migration):
            connection.execute(statement)
    if version < len(MIGRATIONS):
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _statements(migration: str) -> Iterator[str]:
    # executescript would commit the transaction first.
    waiting = ""
    for line in migration.splitlines(keepends=True):
        waiting += line
        if sqlite3.complete_statement(waiting):
            yield waiting
            waiting = ""


def _version(path: Path, connection: sqlite3.Connection, *, new: bool) -> int:
    """Return the version of the case, 0 for an empty file where `new` allows one."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if application != APPLICATION_ID:
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if tables or application or version or not new:
            raise NotACaseError(path)
        return 0
    if version > len(MIGRATIONS):
        raise NewerCaseError(path, version, len(MIGRATIONS))
    return version


def open_for_reading(path: Path) -> Connection:
    """Return the case for reading only; an older one is first brought to the newest version.

    Raises:
        CaseNotFoundError: If there is no such file.
        NotACaseError: If it is something else.
        NewerCaseError: If a newer Crossread wrote it.
    """
    if not path.is_file():
        raise NotACaseError(path) if path.exists() else CaseNotFoundError(path)
    connection = _readable(path)
    try:
        with told(path):
            version = _version(path, connection, new=False)
    except BaseException:
        connection.close()
        raise
    if version == len(MIGRATIONS):
        return Connection(path, connection)
    connection.close()
    _upgrade(path)
    return Connection(path, _readable(path))


def _upgrade(path: Path) -> None:
    writing = open_for_writing(path)
    writing.run("COMMIT")
    writing.close()


def _readable(path: Path) -> sqlite3.Connection:
    """Return a connection that changes nothing; on a medium that cannot be written, the case is taken as final.

    The file is opened for writing all the same: only so does SQLite take its side files away when it closes, and one
    file is left to send.
    """
    where = path.resolve().as_uri()
    with told(path):
        connection = sqlite3.connect(f"{where}?mode=rw", uri=True, timeout=_WAIT, check_same_thread=False)
        try:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            connection.close()
            if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _UNWRITABLE:
                raise
            connection = sqlite3.connect(f"{where}?immutable=1", uri=True, check_same_thread=False)
        return connection
