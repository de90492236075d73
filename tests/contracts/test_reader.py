"""What every reader keeps to, whoever wrote it: one suite, run on all that are installed."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document as Word
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from crossread.errors import Notice
from crossread.model.value import PartialDate
from crossread.plugins import RawText, Reader
from crossread.read.formats import BUILT_IN, read_part, readers

WORDS = "The flood took the mill at Orsk on Friday, and with it two houses."


def _pdf():
    buffer = BytesIO()
    canvas = Canvas(buffer)
    canvas.drawString(72, 700, WORDS)
    canvas.save()
    return buffer.getvalue()


def _word():
    buffer = BytesIO()
    word = Word()
    word.add_paragraph(WORDS)
    word.save(buffer)
    return buffer.getvalue()


def _zip():
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", WORDS)
    return buffer.getvalue()


SAMPLES = {
    ".txt": WORDS.encode(),
    ".html": f"<html><body><article><p>{WORDS}</p></article></body></html>".encode(),
    ".pdf": _pdf(),
    ".docx": _word(),
    ".eml": f"From: a@b.example\nSubject: Flood\n\n{WORDS}\n".encode(),
    ".jsonl": b'{"text": "%s"}' % WORDS.encode(),
    ".csv": b'text\n"%s"\n' % WORDS.encode(),
    ".zip": _zip(),
}
"""A good file for each built-in reader, by one of its endings."""

ALL = pytest.mark.parametrize("reader", readers(), ids=lambda reader: type(reader).__name__)
CASES = pytest.mark.parametrize(("suffix", "data"), SAMPLES.items(), ids=SAMPLES)


def reader_of(suffix):
    return next(reader for reader in BUILT_IN if suffix in reader.suffixes)


def test_every_built_in_reader_has_a_sample():
    assert {reader_of(suffix) for suffix in SAMPLES} == set(BUILT_IN)


@ALL
def test_it_fits_the_socket_and_names_its_endings(reader):
    assert isinstance(reader, Reader)
    assert reader.suffixes
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in reader.suffixes)


def test_no_two_built_in_readers_want_one_ending():
    endings = [suffix for reader in BUILT_IN for suffix in reader.suffixes]
    assert len(endings) == len(set(endings))


@CASES
def test_a_good_file_gives_its_words_and_no_notice(suffix, data):
    texts, notices = reader_of(suffix).read(data, f"a{suffix}")
    assert [WORDS in text.text for text in texts] == [True]
    assert list(notices) == []


@CASES
def test_the_same_bytes_give_the_same_texts(suffix, data):
    reader = reader_of(suffix)
    assert reader.read(data, f"a{suffix}") == reader.read(data, f"a{suffix}")


@CASES
def test_texts_are_complete_records(suffix, data):
    for text in reader_of(suffix).read(data, f"a{suffix}")[0]:
        assert isinstance(text, RawText)
        told = (text.title, text.source, text.family, text.author, text.url, text.sha256)
        assert all(value is None or (isinstance(value, str) and value.strip() == value != "") for value in told)
        assert text.published is None or isinstance(text.published, PartialDate)


@CASES
@settings(max_examples=40, deadline=None)
@given(noise=st.binary(max_size=300), place=st.integers(0, 2000))
def test_damaged_files_give_texts_or_notices(suffix, data, noise, place):
    damaged = data[:place] + noise + data[place + len(noise) :]
    texts, notices = _read(suffix, damaged)
    assert texts or notices
    assert all(notice.path.startswith(f"a{suffix}") for notice in notices)


@CASES
@pytest.mark.parametrize("data_", [b"", b"\x00", b"\xff\xfe", b"\n", bytes(range(256))])
def test_what_is_no_such_file_gives_a_notice(suffix, data, data_):
    texts, notices = _read(suffix, data_)
    assert texts or notices
    assert all(isinstance(notice, Notice) for notice in notices)


def _read(suffix, data):
    """Read as the room does: what a reader raises is a notice there."""

    return read_part(data, f"a{suffix}")
