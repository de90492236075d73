"""Readers of strangers that crash, print, lie or claim too much: one file is lost at most, and it is told."""

import pytest

from crossread.errors import Notice, NoticeCode
from crossread.plugins import RawText
from crossread.read import formats
from crossread.read.files import gather, read_file
from crossread.read.metadata import Metadata


class Good:
    suffixes = (".odd", ".txt")

    def read(self, data, path):
        return [RawText(data.decode().upper())], []


class Crashes(Good):
    def read(self, data, path):
        raise ZeroDivisionError("inside")


class Prints(Good):
    def read(self, data, path):
        print("noise")  # noqa: T201
        return super().read(data, path)


class ReturnsNothing(Good):
    def read(self, data, path):
        return None


class ReturnsWords(Good):
    def read(self, data, path):
        return ["just words"], []


class ReturnsBytes(Good):
    def read(self, data, path):
        return [RawText(data)], []


class RunsDeep(Good):
    def read(self, data, path):
        return self.read(data, path)


class FailsMidway(Good):
    def read(self, data, path):
        def texts():
            yield RawText("one")
            raise OSError("gone")

        return texts(), []


@pytest.fixture
def install(monkeypatch):
    """Offers a reader as an installed package would."""

    def offer(*made):
        monkeypatch.setattr(formats, "found", lambda group: made if group == "crossread.readers" else ())
        formats.readers.cache_clear()

    yield offer
    monkeypatch.undo()
    formats.readers.cache_clear()


@pytest.mark.parametrize("offered", [Good, Good()])
def test_a_strangers_reader_wins_for_its_endings(install, offered):
    install(offered)
    assert formats.read_part(b"words", "a.odd")[0][0].text == "WORDS"
    assert formats.read_part(b"words", "a.txt")[0][0].text == "WORDS"
    assert formats.read_part(b"words", "a.md")[0][0].text == "words"
    assert ".odd" in formats.suffixes()


@pytest.mark.parametrize("reader", [Crashes, ReturnsNothing, ReturnsWords, ReturnsBytes, RunsDeep, FailsMidway])
def test_what_goes_wrong_inside_is_a_notice_and_the_rest_goes_on(install, tmp_path, reader):
    install(reader())
    (tmp_path / "a.odd").write_text("words")
    (tmp_path / "b.md").write_text("words")
    outcomes = [read_file(ref, Metadata()) for ref in gather([tmp_path]).found]
    assert [len(outcome.found) for outcome in outcomes] == [0, 1]
    (notice,) = outcomes[0].notices
    assert (notice.code, notice.path) == (NoticeCode.UNREADABLE, "a.odd")
    assert notice.detail


def test_what_it_prints_is_thrown_away(install, capsys):
    install(Prints())
    texts, notices = formats.read_part(b"words", "a.odd")
    assert [text.text for text in texts] == ["WORDS"]
    assert notices == ()
    assert capsys.readouterr().out == ""


def test_a_reader_that_returns_nothing_without_a_word_is_told(install):
    install(type("Silent", (Good,), {"read": lambda *_: ([], [])}))
    assert formats.read_part(b"words", "a.odd") == ((), (Notice(NoticeCode.NO_TEXT, "a.odd"),))


@pytest.mark.parametrize("offered", [object(), 5, type("NoSuffixes", (), {"read": None})])
def test_what_is_no_reader_is_refused_by_name(install, offered):
    install(offered)
    with pytest.raises(TypeError, match="is no Reader"):
        formats.readers()


def test_notices_of_a_reader_are_kept(install):
    told = Notice(NoticeCode.NO_TEXT, "a.odd", detail="page 2")

    class Tells(Good):
        def read(self, data, path):
            return [RawText("x")], [told]

    install(Tells())
    assert formats.read_part(b"words", "a.odd")[1] == (told,)
