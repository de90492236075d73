"""Folders become documents."""

import os
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import permutations

import pytest

from crossread.errors import ExitCode, NothingToReadError, NoticeCode, PathNotFoundError
from crossread.model.document import Document, Source
from crossread.model.value import PartialDate
from crossread.read.files import file_key, gather, load_metadata, number_duplicates, read_file
from crossread.read.metadata import Metadata
from crossread.read.passages import split_passages


def paths(*inputs):
    return [ref.path for ref in gather(inputs).found]


def read_all(*inputs):
    metadata = load_metadata(inputs).found[0]
    outcomes = [read_file(ref, metadata) for ref in gather(inputs).found]
    return [one for outcome in outcomes for one in outcome.found], [n for outcome in outcomes for n in outcome.notices]


class TestGather:
    def test_folders_are_walked_deep_and_sorted(self, folder):
        root = folder({"b.txt": "x", "a/z.md": "x", "a/b/c.html": "x", "Z.TXT": "x", "noending": "words"})
        assert paths(root) == ["Z.TXT", "a/b/c.html", "a/z.md", "b.txt", "noending"]

    def test_what_is_no_account_is_left_aside_without_a_word(self, folder):
        root = folder(
            {
                "a.txt": "x",
                ".git/config": "x",
                ".hidden.txt": "x",
                "Thumbs.db": "x",
                "__MACOSX/a.txt": "x",
                "~$draft.docx": "x",
                "old.crossread": "x",
                "old.crossread-wal": "x",
                "sources.csv": "path\n",
                "news/Sources.csv": "path\n",
                "README.md": "x",
                "page.html": "<p>x",
                "page_files/logo.png": b"\x00",
                "page_files/ad.html": "<p>x",
                "other_files/b.txt": "x",
            }
        )
        outcome = gather([root])
        assert [ref.path for ref in outcome.found] == ["a.txt", "other_files/b.txt", "page.html"]
        assert outcome.notices == ()

    def test_files_of_other_formats_are_told(self, folder):
        outcome = gather([folder({"a.txt": "x", "b.png": b"\x89PNG\x00", "c/d.css": "p {}"})])
        assert [(notice.code, notice.path) for notice in outcome.notices] == [
            (NoticeCode.UNKNOWN_FORMAT, "b.png"),
            (NoticeCode.UNKNOWN_FORMAT, "c/d.css"),
        ]

    def test_a_file_that_is_given_is_read_whatever_its_name(self, folder):
        assert paths(folder({"README.md": "x"}) / "README.md") == ["README.md"]

    def test_paths_do_not_depend_on_where_the_folder_lies(self, folder, monkeypatch):
        one = folder({"a/b.txt": "x"}, "here")
        other = folder({"a/b.txt": "x"}, "there/deep/down")
        assert paths(one) == paths(other) == ["a/b.txt"]
        monkeypatch.chdir(one)
        assert paths(type(one)(".")) == ["a/b.txt"]
        assert paths(type(one)("a")) == ["b.txt"]

    def test_several_inputs_are_told_apart(self, folder):
        one = folder({"a.txt": "1", "b.txt": "2"}, "x/news")
        other = folder({"a.txt": "3"}, "y/news")
        third = folder({"a.txt": "4"}, "reports")
        wanted = ["reports/a.txt", "x/news/a.txt", "x/news/b.txt", "y/news/a.txt"]
        for inputs in permutations([one, other, third]):
            assert paths(*inputs) == wanted
        assert paths(one / "a.txt", third) == ["a.txt", "reports/a.txt"]
        assert paths(one / "a.txt", other / "a.txt") == ["x/news/a.txt", "y/news/a.txt"]

    def test_an_input_given_twice_or_inside_another_is_read_once(self, folder):
        root = folder({"a.txt": "1", "b/c.txt": "2"})
        assert len(paths(root, root)) == 2
        assert len(paths(root, root / "b")) == 2
        assert len(paths(root, root / "a.txt")) == 2

    def test_a_path_that_does_not_exist(self, tmp_path):
        with pytest.raises(PathNotFoundError, match="nowhere") as caught:
            gather([tmp_path / "nowhere"])
        assert caught.value.exit_code == ExitCode.NO_INPUT

    @pytest.mark.parametrize("files", [{}, {"a.png": b"\x00", "b.exe": b"MZ\x00"}, {"sources.csv": "path\n"}])
    def test_a_folder_without_accounts(self, folder, files):
        with pytest.raises(NothingToReadError, match="Put in files") as caught:
            gather([folder(files)])
        assert caught.value.exit_code == ExitCode.NO_INPUT
        assert ("a.png: unknown format" in str(caught.value)) == ("a.png" in files)

    def test_links_in_circles_end(self, folder):
        root = folder({"a.txt": "x"})
        (root / "loop").symlink_to(root)
        assert "a.txt" in paths(root)

    def test_a_broken_link_is_told(self, folder):
        root = folder({"a.txt": "x"})
        (root / "b.txt").symlink_to(root / "gone.txt")
        documents, notices = read_all(root)
        assert len(documents) == 1
        assert [(notice.code, notice.path) for notice in notices] == [(NoticeCode.UNREADABLE, "b.txt")]


class TestRead:
    def test_metadata_from_the_table_then_the_page_then_the_text(self, folder, make):
        root = folder(
            {
                "a.html": make["page"],
                "b.txt": "Flood takes mill\n\nBy Bo Reed\n\n" + make["story"][0],
                "n/c.txt": "Words of the river and the mill.",
                "sources.csv": "path,source,published\na.html,Bell on Sunday,2031\nn/c.txt,River Post,\n",
            }
        )
        documents, notices = read_all(root)
        a, b, c = documents
        assert a.source == Source("Bell on Sunday")
        assert (a.published, a.author, a.title) == (PartialDate(2031), "Ada Stone", "Flood takes mill at Orsk")
        assert (b.title, b.author, b.source, b.published) == ("Flood takes mill", "Bo Reed", None, None)
        assert c.source == Source("River Post")
        assert [document.language for document in documents] == ["en", "en", "en"]
        assert notices == []

    def test_a_table_in_a_deeper_folder(self, folder):
        root = folder({"n/a.txt": "x", "n/sources.csv": "path,source\na.txt,Bell\n"})
        assert read_all(root)[0][0].source == Source("Bell")

    def test_parts_of_archives_and_tables_are_documents(self, folder, make):
        root = folder({"f.zip": make["zip"]({"d/t.jsonl": b'{"text": "One."}\n{"text": "Two."}'})})
        documents, _ = read_all(root)
        assert [document.path for document in documents] == ["f.zip!d/t.jsonl!rows/1", "f.zip!d/t.jsonl!rows/2"]

    def test_another_language_is_told_and_read(self, folder):
        documents, (notice,) = read_all(
            folder({"a.txt": "La crecida se llevó el molino el viernes y con él dos casas."})
        )
        assert documents[0].language == "es"
        assert (notice.code, notice.document, notice.detail) == (NoticeCode.NOT_ENGLISH, documents[0].id, "es")
        assert len(split_passages(documents[0]).found) == 1

    def test_text_that_no_file_can_hold_is_made_sound(self, folder):
        documents, _ = read_all(folder({"a.jsonl": b'{"text": "a\\ud83d\\ude42b\\ud800c\\u0000d"}'}))
        assert documents[0].text == "a🙂b\ufffdc\ufffdd"

    def test_a_file_that_goes_away_meanwhile_is_told(self, folder):
        root = folder({"a.txt": "x"})
        (ref,) = gather([root]).found
        (root / "a.txt").unlink()
        assert [notice.code for notice in read_file(ref, Metadata()).notices] == [NoticeCode.UNREADABLE]
        assert file_key(ref, Metadata()).startswith("k")

    def test_a_file_that_may_not_be_read_is_told(self, folder, monkeypatch):
        root = folder({"a.txt": "x", "b.txt": "y"})
        real = type(root).read_bytes

        def refuse(path):
            if path.name == "a.txt":
                raise PermissionError(13, "Permission denied")
            return real(path)

        monkeypatch.setattr(type(root), "read_bytes", refuse)
        documents, (notice,) = read_all(root)
        assert [document.path for document in documents] == ["b.txt"]
        assert (notice.code, notice.detail) == (NoticeCode.UNREADABLE, "Permission denied")

    def test_the_same_in_other_processes(self, folder, make):
        root = folder({"a.html": make["page"], "b.pdf": make["pdf"](), "c.docx": make["word"](), "d.txt": "Words."})
        refs, metadata = gather([root]).found, Metadata()
        here = [read_file(ref, metadata) for ref in refs]
        with ProcessPoolExecutor(2) as pool:
            assert list(pool.map(read_file, refs, [metadata] * len(refs))) == here

    @pytest.mark.slow
    def test_fifty_megabytes_are_read_in_seconds(self, folder):
        line = (
            "The flood took the mill at Orsk on Friday, and with it two houses that stood beside it since the year 1931."
            " Nobody was hurt, said Mayor Ana Toll, who had come to the bridge with the fire brigade of the village.\n\n"
        )
        root = folder({"big.txt": line * (50_000_000 // len(line))})
        begin = time.perf_counter()
        (document,), notices = read_all(root)
        found = split_passages(document).found
        assert time.perf_counter() - begin < 400  # ten to fifteen seconds on an idle core; a hang would take hours
        assert len(found) == 2 * (50_000_000 // len(line))
        assert notices == []


class TestFreshness:
    def test_the_key_changes_with_path_bytes_and_metadata(self, folder):
        root = folder({"a.txt": "x", "b.txt": "x", "sources.csv": "path,source\nb.txt,Bell\n"})
        a, b = gather([root]).found
        metadata = load_metadata([root]).found[0]
        keys = {file_key(a, metadata), file_key(b, metadata), file_key(a, Metadata())}
        assert file_key(a, metadata) == file_key(a, Metadata())  # the row of another file changes nothing
        assert file_key(b, metadata) != file_key(b, Metadata())
        assert len(keys) == 2
        before = file_key(a, metadata)
        (root / "a.txt").write_text("y")
        assert file_key(a, metadata) != before

    def test_the_time_of_the_file_does_not_matter(self, folder):
        root = folder({"a.txt": "x"})
        (ref,) = gather([root]).found
        before = file_key(ref, Metadata())
        os.utime(ref.location, (0, 0))
        assert file_key(ref, Metadata()) == before


class TestDuplicates:
    def test_copies_are_numbered_in_the_order_of_their_paths(self):
        made = [Document.named(path, "x", sha256=sha) for path, sha in [("b", "1"), ("c", "1"), ("a", "1"), ("d", "2")]]
        for order in permutations(made):
            outcome = number_duplicates(order)
            assert [document.path for document in outcome.found] == ["a", "b", "c", "d"]
            assert [document.id for document in outcome.found] == [
                Document.named("", "", sha256=sha, ordinal=number).id
                for sha, number in [("1", 0), ("1", 1), ("1", 2), ("2", 0)]
            ]
            assert [(notice.code, notice.path, notice.detail) for notice in outcome.notices] == [
                (NoticeCode.DUPLICATE, "b", "a"),
                (NoticeCode.DUPLICATE, "c", "a"),
            ]

    def test_numbering_again_changes_nothing(self):
        made = [Document.named(path, "x", sha256="1") for path in "ab"]
        once = number_duplicates(made).found
        assert number_duplicates(once).found == once

    def test_a_file_twice_keeps_the_identifiers_that_its_bytes_give(self, folder):
        one, _ = read_all(folder({"a.txt": "The mill."}, "one"))
        two, _ = read_all(folder({"x/other.txt": "The mill.", "z.txt": "The mill."}, "two"))
        numbered = number_duplicates(two).found
        assert numbered[0].id == one[0].id
        assert numbered[1].id != one[0].id
