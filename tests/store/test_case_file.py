"""The file: made, opened, refused, kept whole."""

import errno
import multiprocessing
import os
import shutil
import signal
import sqlite3
import tempfile
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from crossread.errors import (
    CannotWriteError,
    CaseBusyError,
    CaseNotFoundError,
    ExitCode,
    NewerCaseError,
    NotACaseError,
    Notice,
    NoticeCode,
    UnknownRecordError,
)
from crossread.model.account import Account
from crossread.model.decision import Decision, DecisionId, DecisionKind
from crossread.model.document import DocumentId
from crossread.store import database, schema
from crossread.store.view import View
from crossread.store.writer import Writer


def test_it_opens_in_any_sqlite_tool_and_tells_what_it_is(path, account):
    with Writer(path) as writer:
        writer.save_account(account)
    tables = sqlite3.connect(path)
    assert tables.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
    assert tables.execute("PRAGMA user_version").fetchone() == (len(schema.MIGRATIONS),)
    assert tables.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert tables.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert tables.execute("PRAGMA foreign_key_check").fetchall() == []
    row = tables.execute("SELECT path, source, published, language FROM documents").fetchone()
    assert row == ("a.txt", "The Bell", "2031-05", "en")
    words = tables.execute("SELECT text FROM passage_texts WHERE kind = 'title'").fetchone()
    assert words == ("Flood at Orsk Mill.",)
    tables.execute("INSERT INTO passage_search (passage_search) VALUES ('integrity-check')")
    tables.close()


def test_only_one_file_is_left_to_send(path, account):
    with Writer(path) as writer:
        writer.save_account(account)
    with View(path) as view:
        assert list(view.accounts()) == [account]
    moved = path.with_name("sent.crossread")
    shutil.copy(path, moved)
    with View(moved) as view:
        assert list(view.accounts()) == [account]


def test_no_case_there(path):
    with pytest.raises(CaseNotFoundError, match="crossread build"):
        View(path)


@pytest.mark.parametrize(
    "content", [b"just words, and enough of them to be no header of a database at all" * 20, b"short"]
)
def test_a_file_that_is_no_case_is_refused_and_untouched(path, content):
    path.write_bytes(content)
    for opening in (View, Writer):
        with pytest.raises(NotACaseError, match="not a Crossread case"):
            opening(path)
    assert path.read_bytes() == content


def test_a_folder_is_no_case(tmp_path):
    for opening in (View, Writer):
        with pytest.raises(NotACaseError):
            opening(tmp_path)


def test_another_database_is_refused_and_untouched(path):
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE recipes (name)")
    other.commit()
    other.close()
    before = path.read_bytes()
    for opening in (View, Writer):
        with pytest.raises(NotACaseError):
            opening(path)
    assert path.read_bytes() == before


def test_a_case_of_a_newer_version_is_refused(path):
    with Writer(path):
        pass
    newer = sqlite3.connect(path)
    newer.execute(f"PRAGMA user_version = {len(schema.MIGRATIONS) + 1}")
    newer.close()
    for opening in (View, Writer):
        with pytest.raises(NewerCaseError, match="Update Crossread"):
            opening(path)


@pytest.mark.parametrize("opening", [View, Writer])
def test_an_older_case_is_brought_up(path, account, monkeypatch, opening):
    with Writer(path) as writer:
        writer.save_account(account)
    more = "ALTER TABLE documents ADD COLUMN colour TEXT DEFAULT 'blue';\nCREATE TABLE extra (a);\n"
    monkeypatch.setattr(database, "MIGRATIONS", (*schema.MIGRATIONS, more))
    with opening(path):
        pass
    tables = sqlite3.connect(path)
    assert tables.execute("SELECT colour FROM documents").fetchone() == ("blue",)
    assert tables.execute("PRAGMA user_version").fetchone() == (len(schema.MIGRATIONS) + 1,)
    tables.close()
    with View(path) as view:
        assert list(view.accounts()) == [account]


def test_a_failing_migration_changes_nothing(path, account, monkeypatch):
    with Writer(path) as writer:
        writer.save_account(account)
    monkeypatch.setattr(
        database, "MIGRATIONS", (*schema.MIGRATIONS, "CREATE TABLE extra (a);\nCREATE TABLE meta (b);\n")
    )
    with pytest.raises(sqlite3.OperationalError):
        Writer(path)
    monkeypatch.undo()
    with View(path) as view:
        assert list(view.accounts()) == [account]


def test_an_error_takes_everything_back(path, records):
    first, second = records["account"]("a.txt", sha256="a"), records["account"]("b.txt", sha256="b")
    with Writer(path) as writer:
        writer.save_account(first)
    with pytest.raises(ZeroDivisionError), Writer(path) as writer:  # noqa: PT012
        writer.save_account(second)
        writer.remove_documents([first.document.id])
        raise ZeroDivisionError
    with View(path) as view:
        assert list(view.accounts()) == [first]


def test_a_first_build_that_fails_leaves_no_file(path, account):
    with pytest.raises(ZeroDivisionError), Writer(path) as writer:  # noqa: PT012
        writer.save_account(account)
        raise ZeroDivisionError
    assert list(path.parent.iterdir()) == []


def _build_and_hang(path, account, begun):
    with Writer(path) as writer:
        writer.save_account(account)
        begun.set()
        time.sleep(60)


def test_a_build_that_is_killed_leaves_the_last_good_case(path, records):
    first, second = records["account"]("a.txt", sha256="a"), records["account"]("b.txt", sha256="b")
    with Writer(path) as writer:
        writer.save_account(first)
    here = multiprocessing.get_context("fork")
    begun = here.Event()
    build = here.Process(target=_build_and_hang, args=(path, second, begun))
    build.start()
    assert begun.wait(20)
    os.kill(build.pid, signal.SIGKILL)
    build.join(20)
    with View(path) as view:
        assert list(view.accounts()) == [first]
    with Writer(path) as writer:
        writer.save_account(second)
    with View(path) as view:
        assert list(view.accounts()) == [first, second]


def test_others_read_the_last_good_case_during_a_build(path, records):
    first, second = records["account"]("a.txt", sha256="a"), records["account"]("b.txt", sha256="b")
    with Writer(path) as writer:
        writer.save_account(first)
    with Writer(path) as writer:
        writer.save_account(second)
        with View(path) as view:
            assert list(view.accounts()) == [first]
    with View(path) as view:
        assert list(view.accounts()) == [first, second]


def test_two_builds_at_once_are_refused(path, monkeypatch):
    monkeypatch.setattr(database, "_WAIT", 0.1)
    with Writer(path), pytest.raises(CaseBusyError, match="another program") as caught:
        Writer(path)
    assert caught.value.exit_code == ExitCode.CANNOT_WRITE


def test_a_place_that_cannot_be_written(tmp_path):
    with pytest.raises(CannotWriteError, match="-o"):
        Writer(tmp_path / "no" / "such" / "folder" / "a.crossread")


def test_a_full_disk_is_told_and_the_last_good_case_stays(path, records):
    first = records["account"]("a.txt", sha256="a")
    with Writer(path) as writer:
        writer.save_account(first)
    writer = Writer(path)
    pages = writer._case._sqlite.execute("PRAGMA page_count").fetchone()[0]
    writer._case._sqlite.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(CannotWriteError, match="full"), writer:  # noqa: PT012
        for number in range(200):
            writer.save_account(records["account"](f"{number}.txt", sha256=str(number)))
    with View(path) as view:
        assert list(view.accounts()) == [first]


@contextmanager
def as_nobody():
    """Run as a user who owns nothing, where the tests run as one who may write everything."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_a_case_that_may_not_be_written_can_be_read(account):
    folder = Path(tempfile.mkdtemp())
    path = folder / "flood.crossread"
    with Writer(path) as writer:
        writer.save_account(account)
    path.chmod(0o444)
    folder.chmod(0o555)
    try:
        with as_nobody(), View(path) as view:
            assert list(view.accounts()) == [account]
        with as_nobody(), pytest.raises(CannotWriteError):
            Writer(path)
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_path_with_odd_signs(tmp_path, account):
    path = tmp_path / "what? 50% #1 é.crossread"
    with Writer(path) as writer:
        writer.save_account(account)
    with View(path) as view:
        assert list(view.accounts()) == [account]
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


def test_files_are_known_with_what_came_of_them(path, account):
    empty = Notice(NoticeCode.EMPTY, "b.txt")
    with Writer(path) as writer:
        writer.save_account(account)
        writer.save_file("k1", "a.txt")
        writer.save_file("k2", "b.txt", [empty])
        assert writer.known() == {"k1": (account.document.id,), "k2": ()}
        assert list(writer.documents()) == [account.document.id]
        assert writer.document(account.document.id) == account.document
        assert writer.document("d-none") is None
    with View(path) as view:
        assert empty in list(view.notices())
    with Writer(path) as writer:
        writer.save_file("k2", "b.txt")
        writer.forget_files(["k1"])
        assert writer.known() == {"k2": ()}
    with View(path) as view:
        assert empty not in list(view.notices())


def test_parts_belong_to_their_file_and_a_changed_file_to_its_new_key(path, records):
    parts = [records["account"](f"f!x.zip!{name}", sha256=name) for name in ("a.txt", "t.csv!rows/1")]
    other = records["account"]("f", sha256="f")
    with Writer(path) as writer:
        for account in (*parts, other):
            writer.save_account(account)
        writer.save_file("k1", "f!x.zip")
        writer.save_file("k2", "f")
        assert writer.known() == {"k1": tuple(account.document.id for account in parts), "k2": (other.document.id,)}
        writer.save_file("k3", "f")
        assert set(writer.known()) == {"k1", "k3"}


def test_a_copy_that_comes_later_and_takes_the_number_of_the_first(path, records):
    told = Notice(NoticeCode.NOT_ENGLISH, "b.txt", records["account"]("b.txt").document.id, detail="fr")
    with Writer(path) as writer:
        writer.save_account(records["account"]("b.txt"))
        writer.save_file("kb", "b.txt", [told])
    first = records["account"]("a.txt")
    second = replace(first.document, path="b.txt", id=DocumentId("d-second"))
    with Writer(path) as writer:
        writer.save_account(first)
        writer.save_account(Account(second))
        writer.save_file("ka", "a.txt")
        assert writer.known() == {"ka": (first.document.id,), "kb": (second.id,)}
    with View(path) as view:
        assert replace(told, document=second.id) in list(view.notices())


def test_decisions_stay_over_every_rebuild(path, records):
    account = records["account"]()
    decision = Decision(DecisionId("x1"), DecisionKind.REJECT, "n1", "Ada", "2031-05-04T10:00:00+00:00")
    with Writer(path) as writer:
        writer.save_account(account)
        writer.replace_findings((records["finding"](account),), (), (), ())
        writer.add_decision(decision)
        writer.add_decision(decision)
    with Writer(path) as writer:
        writer.remove_documents([account.document.id])
        writer.replace_alignment((), (), (), ())
        writer.replace_findings((), (), (), ())
    with View(path) as view:
        assert list(view.decisions()) == [decision]
    with Writer(path) as writer:
        writer.undo_decision("x1")
        with pytest.raises(UnknownRecordError, match="x1"):
            writer.undo_decision("x2")
    with View(path) as view:
        assert [found.undone for found in view.decisions()] == [True]


def test_disk_error_numbers_are_ours(path):
    failing = sqlite3.OperationalError("disk I/O error")
    failing.sqlite_errorcode = sqlite3.SQLITE_IOERR
    with pytest.raises(CannotWriteError), database.told(path):
        raise failing
    with pytest.raises(OSError, match="other"), database.told(path):
        raise OSError(errno.EIO, "other")


@pytest.mark.parametrize("content", [b"x", b"SQLite", b"a few words\n", b"\x00" * 40])
def test_a_small_foreign_file_is_never_overwritten(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "mine.crossread"
    path.write_bytes(content)
    with pytest.raises(NotACaseError):
        Writer(path)
    assert path.read_bytes() == content
