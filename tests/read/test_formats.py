"""Each format: what is read, what becomes a notice."""

from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from crossread.errors import NoticeCode
from crossread.model.value import PartialDate
from crossread.read.archives import ArchiveOptions, ArchiveReader
from crossread.read.formats import read_part


def codes(notices):
    return [notice.code for notice in notices]


class TestPlainText:
    @pytest.mark.parametrize(
        ("data", "text", "guess"),
        [
            (b"Rain fell.\r\n\r\nIt stopped.\n", "Rain fell.\r\n\r\nIt stopped.\n", None),
            (b"\xef\xbb\xbfRain fell.", "Rain fell.", None),
            ("Élan’s “mill”".encode(), "Élan’s “mill”", None),
            ("Élan’s mill".encode("utf-16"), "Élan’s mill", None),
            (b"\xfe\xff" + "Élan’s mill".encode("utf-16-be"), "Élan’s mill", None),
            ("Élan’s mill".encode("utf-32"), "Élan’s mill", None),
            ("The mill of Élan.".encode("utf-16-le"), "The mill of Élan.", "utf-16-le"),
            ("The mill of Élan.".encode("utf-16-be"), "The mill of Élan.", "utf-16-be"),
            ("The mill of Élan Nuñez.".encode("latin-1"), "The mill of Élan Nuñez.", "cp1252"),
            ("“The mill” – Élan’s".encode("cp1252"), "“The mill” – Élan’s", "cp1252"),
            (
                "“Élan’s” mill, “Núñez” ".encode() + b"\xe9 end",
                "“Élan’s” mill, “Núñez” \ufffd end",
                "utf-8, 1 characters broken",
            ),
            (b"The mill \x81 stands alone.", "The mill \x81 stands alone.", "latin-1"),
        ],
    )
    def test_the_text_is_the_decoded_file_untouched(self, data, text, guess):
        (found,), notices = read_part(data, "a.txt")
        assert found.text == text
        assert [notice.detail for notice in notices] == ([guess] if guess else [])
        assert set(codes(notices)) <= {NoticeCode.ENCODING_GUESSED}

    def test_a_text_in_another_alphabet_is_guessed(self):
        words = "Наводнение разрушило мельницу в пятницу, и вместе с ней два дома и мост у реки. " * 5
        (found,), notices = read_part(words.encode("cp1251"), "a.txt")
        assert found.text == words
        assert codes(notices) == [NoticeCode.ENCODING_GUESSED]

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"", NoticeCode.EMPTY),
            (b" \r\n\t", NoticeCode.EMPTY),
            (b"\xef\xbb\xbf", NoticeCode.EMPTY),
            (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 20, NoticeCode.BINARY),
            (bytes(range(256)) * 10, NoticeCode.BINARY),
            (b"\x01\x02\x03\x04 words \x05\x06", NoticeCode.BINARY),
            (b"\xff\xfea", NoticeCode.BINARY),
        ],
    )
    def test_what_is_no_text_becomes_a_notice(self, data, code):
        texts, notices = read_part(data, "a.txt")
        assert texts == ()
        assert codes(notices) == [code]


class TestPages:
    def test_the_article_and_what_the_page_says_of_itself(self, make):
        (found,), notices = read_part(make["page"].encode(), "a.html")
        assert found.text.split("\n\n") == [
            "Flood takes mill at Orsk",
            make["story"][0],
            "## Third in ten years",
            make["story"][1],
            "- two houses lost\n- one bridge lost",
            make["story"][2],
        ]
        assert (found.title, found.source, found.author) == ("Flood takes mill at Orsk", "The Bell", "Ada Stone")
        assert (found.published, found.url) == (PartialDate(2031, 5, 2), "https://bell.example/flood")
        assert notices == ()

    def test_line_ends_in_the_source_are_spaces_and_breaks_are_line_ends(self, make):
        page = make["page"].replace(
            "Nobody was in the mill,", "Nobody\nwas <code>in</code> <em>the</em>\n  mill,<br>not one,"
        )
        (found,), _ = read_part(page.encode(), "a.html")
        assert "Nobody was in the mill,\n" in found.text
        assert "\nnot one, said Mayor Ana Toll." in found.text

    @pytest.mark.parametrize("date", ["2031", "2031-05"])
    def test_a_date_that_the_page_gives_in_part_stays_so(self, make, date):
        page = make["page"].replace("2031-05-02T08:00:00+02:00", date)
        (found,), _ = read_part(page.encode(), "a.html")
        assert found.published == PartialDate.parse(date)

    def test_a_page_without_a_date_has_none(self, make):
        page = make["page"].replace("2031-05-02T08:00:00+02:00", "soon")
        (found,), _ = read_part(page.encode(), "a.html")
        assert found.published is None

    @pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "cp1252", "utf-16"])
    def test_the_declared_encoding(self, encoding):
        page = f'<html><head><meta charset="{encoding}"></head><body><p>The mill of Élan burned down today.</p></body></html>'
        (found,), _ = read_part(page.encode(encoding), "a.htm")
        assert "Élan" in found.text

    @pytest.mark.parametrize(
        "page",
        [
            "<p>The mill burned down in the night, the mayor of the town said.",
            "<html><body><div><p>The mill burned down in the night, the mayor of the town said.<div></span></b>",
            "<<<html><p>The mill burned down in the night, the mayor of the town said.</p",
            "The mill burned down in the night, the mayor of the town said.",
            "<html><body><table><tr><td>The mill burned down in the night, the mayor of the town said.",
        ],
    )
    def test_a_broken_page_is_read_as_far_as_it_goes(self, page):
        (found,), notices = read_part(page.encode(), "a.html")
        assert "The mill burned down in the night, the mayor of the town said." in found.text
        assert notices == ()

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"", NoticeCode.EMPTY),
            (b"<html><head><title>x</title></head><body><script>var a</script></body></html>", NoticeCode.NO_TEXT),
            (b"<!-- nothing -->", NoticeCode.NO_TEXT),
            (b"\x00\x01\x02" * 50, NoticeCode.BINARY),
        ],
    )
    def test_a_page_without_words_becomes_a_notice(self, data, code):
        assert codes(read_part(data, "a.html")[1]) == [code]

    def test_nothing_is_asked_of_the_network(self, make, monkeypatch):
        def refuse(*_):
            raise AssertionError

        monkeypatch.setattr("socket.socket.connect", refuse)
        monkeypatch.setattr("socket.getaddrinfo", refuse)
        page = make["page"].replace("<article>", '<article><img src="https://bell.example/a.png">')
        assert read_part(page.encode(), "a.html")[0]

    def test_a_page_saved_as_one_file(self, make):
        data = make["mail"](None, html=make["page"])
        (found,), _ = read_part(data, "a.mhtml")
        assert found.title == "Flood takes mill at Orsk"


class TestPdf:
    def test_lines_are_joined_into_paragraphs(self, make):
        (found,), notices = read_part(make["pdf"](), "a.pdf")
        assert found.text.split("\n\n") == list(make["story"])
        assert (found.title, found.author) == ("Flood at Orsk", "Ada Stone")
        assert found.published is not None
        assert notices == ()

    def test_words_parted_at_the_end_of_a_line_are_joined(self, make):
        lines = ["The flood took the mill and the foot-", "bridge of the Franco-", "German friends of the village."]
        data = make["drawn"]([[(72, 700 - 14 * place, line) for place, line in enumerate(lines)]])
        (found,), _ = read_part(data, "a.pdf")
        assert found.text == "The flood took the mill and the footbridge of the Franco-German friends of the village."

    def test_heads_feet_and_page_numbers_are_left_out_and_paragraphs_go_on_over_pages(self, make):
        pages = [
            [(72, 800, "The Bell, a weekly"), (72, 700, first), (72, 686, second), (290, 40, str(number))]
            for number, (first, second) in enumerate(
                [
                    ("It rained all day in the valley and", "the river rose above the"),
                    ("bridge before night.", "The mill was lost then."),
                    ("Nobody was hurt that day.", "It was the third flood."),
                ],
                1,
            )
        ]
        (found,), _ = read_part(make["drawn"](pages), "a.pdf")
        assert "Bell" not in found.text
        assert not any(sign.isdigit() for sign in found.text)
        assert found.text.startswith(
            "It rained all day in the valley and the river rose above the bridge before night."
        )

    def test_a_gap_and_an_indent_begin_paragraphs(self, make):
        rows = [
            (72, 700, "The river rose in the night and took the old mill"),
            (72, 686, "of the village with all that was in it."),
            (90, 672, "Nobody was hurt, and the bridge held for now, as"),
            (72, 658, "the mayor of the village said to The Bell."),
            (72, 620, "The province sent two boats and a crew of twelve."),
        ]
        (found,), _ = read_part(make["drawn"]([rows]), "a.pdf")
        assert len(found.text.split("\n\n")) == 3

    def test_an_encrypted_file_is_told(self, make):
        data = make["pdf"](encrypt=StandardEncryption("secret", ownerPassword="owner", strength=128))
        texts, notices = read_part(data, "a.pdf")
        assert (texts, codes(notices)) == ((), [NoticeCode.ENCRYPTED])

    def test_a_file_that_only_may_not_be_changed_is_read(self, make):
        data = make["pdf"](encrypt=StandardEncryption("", ownerPassword="owner", strength=128))
        assert len(read_part(data, "a.pdf")[0]) == 1

    def test_scanned_pages_are_told(self, make):
        assert codes(read_part(make["drawn"]([[None], [None]]), "a.pdf")[1]) == [NoticeCode.NO_TEXT]
        texts, (notice,) = read_part(make["drawn"]([[(72, 700, "The mill is gone.")], [None]]), "a.pdf")
        assert texts[0].text == "The mill is gone."
        assert (notice.code, notice.detail) == (NoticeCode.NO_TEXT, "pages 2")

    @pytest.mark.parametrize("data", [b"%PDF-1.4 and then nothing", b"no PDF at all", b"\x00" * 100])
    def test_a_damaged_file_is_told(self, data):
        assert codes(read_part(data, "a.pdf")[1]) == [NoticeCode.UNREADABLE]

    def test_a_cut_file_is_read_or_told(self, make):
        data = make["pdf"]()
        texts, notices = read_part(data[: len(data) // 2], "a.pdf")
        assert texts or notices

    def test_properties_that_programs_leave_are_no_title(self, make):
        (found,), _ = read_part(make["pdf"](title="untitled", author="anonymous"), "a.pdf")
        assert (found.title, found.author) == (None, None)


class TestWord:
    def test_paragraphs_headings_lists_and_tables(self, make):
        def build(word):
            word.add_heading("Flood at Orsk", 1)
            word.add_paragraph("The mill  is gone.")
            word.add_paragraph("two houses", style="List Bullet")
            table = word.add_table(1, 2)
            table.rows[0].cells[0].text, table.rows[0].cells[1].text = "houses", "2"
            word.add_paragraph("")
            word.add_paragraph("The end.")

        (found,), notices = read_part(make["word"](build), "a.docx")
        assert found.text.split("\n\n") == [
            "## Flood at Orsk",
            "The mill is gone.",
            "- two houses",
            "houses | 2",
            "The end.",
        ]
        assert (found.title, found.author, found.published) == (None, None, None)
        assert notices == ()

    def test_core_properties(self, make):
        data = make["word"](title="Flood", author="Ada Stone", created=datetime(2031, 5, 2, 9, 0, tzinfo=UTC))
        (found,), _ = read_part(data, "a.docx")
        assert (found.title, found.author, found.published) == ("Flood", "Ada Stone", PartialDate(2031, 5, 2))

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"", NoticeCode.EMPTY),
            (b"PK\x03\x04 cut", NoticeCode.UNREADABLE),
            (b"plain words", NoticeCode.UNREADABLE),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, NoticeCode.ENCRYPTED),
        ],
    )
    def test_what_cannot_be_read_is_told(self, data, code):
        assert codes(read_part(data, "a.docx")[1]) == [code]

    def test_an_archive_of_other_things_is_told(self, make):
        assert codes(read_part(make["zip"]({"a.txt": b"x"}), "a.docx")[1]) == [NoticeCode.UNREADABLE]

    def test_a_file_without_words_is_told(self, make):
        assert codes(read_part(make["word"](lambda word: word.add_paragraph(" ")), "a.docx")[1]) == [NoticeCode.NO_TEXT]


class TestMail:
    def test_sender_subject_date_and_text(self, make):
        (found,), notices = read_part(make["mail"]("The mill is gone.\nNobody was hurt.\n"), "a.eml")
        assert found.text == "Flood at Orsk\n\nThe mill is gone.\nNobody was hurt."
        assert (found.title, found.source) == ("Flood at Orsk", "Orsk Town Hall")
        assert found.published == PartialDate(2031, 5, 2)
        assert notices == ()

    def test_the_plain_part_wins_and_a_page_alone_is_read(self, make):
        both = make["mail"]("Plain words.", html="<p>Page words in a sentence that is long enough.</p>")
        assert read_part(both, "a.eml")[0][0].text.endswith("Plain words.")
        page = make["mail"](None, html="<p>Page words in a sentence that is long enough.</p>")
        assert "Page words" in read_part(page, "a.eml")[0][0].text

    def test_attachments_are_texts_of_their_own(self, make):
        data = make["mail"](attachments=[("note.txt", b"The note."), ("a.bin", b"\x00\x01"), ("b.pdf", make["pdf"]())])
        texts, notices = read_part(data, "a.eml")
        assert [text.name for text in texts] == ["", "note.txt", "b.pdf"]
        assert [(notice.code, notice.path) for notice in notices] == [(NoticeCode.UNKNOWN_FORMAT, "a.eml!a.bin")]

    def test_odd_headers_are_left_unknown(self):
        (found,), _ = read_part(b"Date: someday\nFrom: \n\nThe mill is gone.\n", "a.eml")
        assert (found.published, found.source, found.title) == (None, None, None)

    def test_other_encodings(self):
        data = (
            b"From: =?utf-8?q?Stadt_M=C3=BChle?= <a@b.example>\nSubject: =?iso-8859-1?q?M=FChle?=\n"
            b"Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n"
            b"Die M=FChle ist fort.\n"
        )
        (found,), _ = read_part(data, "a.eml")
        assert (found.source, found.text) == ("Stadt Mühle", "Mühle\n\nDie Mühle ist fort.")

    @pytest.mark.parametrize(("data", "code"), [(b" ", NoticeCode.EMPTY), (b"Subject: x\n\n", NoticeCode.NO_TEXT)])
    def test_a_message_without_words_is_told(self, data, code):
        assert codes(read_part(data, "a.eml")[1]) == [code]


class TestTables:
    @pytest.mark.parametrize("column", ["text", "body", "Content", "ARTICLE", "maintext"])
    def test_a_row_a_text(self, column):
        data = f'id,{column},source,published\n1,"The mill, gone.",The Bell,2031-05\n2,It burned.,,\n'.encode()
        texts, notices = read_part(data, "a.csv")
        assert [(text.name, text.text) for text in texts] == [("rows/1", "The mill, gone."), ("rows/2", "It burned.")]
        assert (texts[0].source, texts[0].published) == ("The Bell", PartialDate(2031, 5))
        assert (texts[1].source, texts[1].published) == (None, None)
        assert texts[0].sha256 != texts[1].sha256
        assert notices == ()

    @pytest.mark.parametrize(("sign", "name"), [(";", "a.csv"), ("\t", "a.tsv"), ("\t", "a.csv")])
    def test_other_signs_between_columns(self, sign, name):
        data = f"source{sign}text\nBell{sign}The mill, gone.\n".encode()
        assert read_part(data, name)[0][0].text == "The mill, gone."

    def test_a_text_over_several_lines_and_a_very_long_one(self):
        data = ('text\n"one\r\ntwo"\n"' + "long " * 50_000 + '"\n').encode()
        texts, _ = read_part(data, "a.csv")
        assert texts[0].text == "one\r\ntwo"
        assert len(texts[1].text) == 250_000

    def test_objects_a_line(self):
        data = (
            b'{"maintext": "The mill.", "title": "Flood", "authors": ["Ada", "Bo"], "date_publish": "2031-05-02 08:00:00",'
            b' "source_domain": "bell.example", "url": null}\n\nno object\n["x"]\n{"text": ""}\n{"text": 5}\n'
            b'{"text": "a\\ud800b", "published": "May"}\n'
        )
        texts, notices = read_part(data, "a.jsonl")
        assert [text.name for text in texts] == ["rows/1", "rows/7"]
        first = texts[0]
        assert (first.title, first.author, first.source, first.url) == ("Flood", "Ada, Bo", "bell.example", None)
        assert first.published == PartialDate(2031, 5, 2)
        assert [(notice.code, notice.detail.split(":")[0]) for notice in notices] == [
            (NoticeCode.BAD_ROW, "row 3"),
            (NoticeCode.BAD_ROW, "row 4"),
            (NoticeCode.BAD_ROW, "row 5"),
            (NoticeCode.BAD_ROW, "row 6"),
            (NoticeCode.BAD_DATE, "row 7"),
        ]

    @pytest.mark.parametrize(
        "data", [b'{"text": "The mill."}', b'[{"text": "The mill."}]', b'{"text": "The mill."}\n{"text": "b"}']
    )
    def test_a_file_of_one_object_or_a_list(self, data):
        assert read_part(data, "a.json")[0][0].text == "The mill."

    @pytest.mark.parametrize(
        ("name", "data", "code"),
        [
            ("a.csv", b"name,price\nmill,3\n", NoticeCode.UNKNOWN_FORMAT),
            ("a.json", b'{"compilerOptions": {}}', NoticeCode.UNKNOWN_FORMAT),
            ("a.json", b"[1, 2]", NoticeCode.UNKNOWN_FORMAT),
            ("a.csv", b"", NoticeCode.EMPTY),
            ("a.jsonl", b"\n", NoticeCode.EMPTY),
            ("a.csv", b"\x00\x01\x02", NoticeCode.BINARY),
            ("a.jsonl", b"[" * 100_000, NoticeCode.BAD_ROW),
        ],
    )
    def test_tables_without_texts_are_told(self, name, data, code):
        texts, notices = read_part(data, name)
        assert (list(texts), codes(notices)) == ([], [code])

    def test_the_same_text_has_the_same_hash_wherever_it_stands(self):
        one = read_part(b"text\nThe mill.\n", "a.csv")[0][0]
        other = read_part(b'{"text": "The mill.", "title": "x"}', "b.jsonl")[0][0]
        assert one.sha256 == other.sha256


class TestArchives:
    def test_files_of_all_kinds_nested(self, make):
        inner = make["zip"]({"deep.txt": b"Deep words.", "t.csv": b"text\nRow words.\n"})
        data = make["zip"](
            {
                "b/two.txt": b"Two.",
                "a.txt": b"One.",
                "more.zip": inner,
                "x.pdf": make["pdf"](),
                "__MACOSX/a.txt": b"no",
                ".hidden": b"no",
                "b/": b"",
                "pic.png": b"\x89PNG\x00",
            }
        )
        texts, notices = read_part(data, "f.zip")
        assert [text.name for text in texts] == [
            "a.txt",
            "b/two.txt",
            "more.zip!deep.txt",
            "more.zip!t.csv!rows/1",
            "x.pdf",
        ]
        assert len({text.sha256 for text in texts}) == 5
        assert [(notice.code, notice.path) for notice in notices] == [(NoticeCode.UNKNOWN_FORMAT, "f.zip!pic.png")]

    def test_a_table_of_sources_inside_tells_of_the_files_inside(self, make):
        table = b"path,source,published\na.txt,The Bell,2031-05\n"
        data = make["zip"]({"news/a.txt": b"The mill.", "news/sources.csv": table})
        (found,), notices = read_part(data, "f.zip")
        assert (found.source, found.published) == ("The Bell", PartialDate(2031, 5))
        assert notices == ()

    @pytest.mark.parametrize("name", ["../a.txt", "b/../../a.txt", "/etc/a.txt"])
    def test_names_that_lead_out_are_refused(self, make, name):
        data = make["zip"]({name: b"The mill.", "ok.txt": b"The mill."})
        texts, notices = read_part(data, "f.zip")
        assert [text.name for text in texts] == ["ok.txt"]
        assert [(notice.code, notice.path) for notice in notices] == [(NoticeCode.UNREADABLE, f"f.zip!{name}")]

    def test_a_bomb_is_refused(self, make):
        data = make["zip"]({"bomb.txt": b"0" * (300 * 2**20 // 10), "ok.txt": b"The mill."})
        texts, notices = read_part(data, "f.zip")
        assert [text.name for text in texts] == ["ok.txt"]
        assert "too large" in notices[0].detail

    def test_the_sum_of_many_files_is_bounded(self, make):
        reader = ArchiveReader(read_part, ArchiveOptions(total_bytes=25))
        data = make["zip"]({f"{number}.txt": b"ten bytes." for number in range(5)})
        texts, notices = reader.read(data, "f.zip")
        assert len(texts) == 2
        assert len(notices) == 3

    def test_archives_in_archives_end_somewhere(self, make):
        data = b"The mill."
        name = "a.txt"
        for level in range(6):
            data, name = make["zip"]({name: data}), f"{level}.zip"
        texts, notices = read_part(data, "f.zip")
        assert texts == ()
        assert codes(notices) == [NoticeCode.UNREADABLE]

    def test_an_archive_that_lies_about_sizes_is_told(self, make):
        data = bytearray(make["zip"]({"a.txt": b"The mill burned. " * 1000}))
        for place in (data.find(b"PK\x03\x04") + 22, data.find(b"PK\x01\x02") + 24):
            data[place : place + 4] = (10).to_bytes(4, "little")
        texts, notices = read_part(bytes(data), "f.zip")
        assert sum(len(text.text) for text in texts) <= 11
        assert texts or codes(notices) == [NoticeCode.UNREADABLE]

    def test_an_encrypted_part_is_told(self, make):
        data = bytearray(make["zip"]({"a.txt": b"The mill."}))
        for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            data[data.find(sign) + offset] |= 1
        assert codes(read_part(bytes(data), "f.zip")[1]) == [NoticeCode.ENCRYPTED]

    @pytest.mark.parametrize("data", [b"", b"PK", b"words", b"PK\x03\x04" + b"\x00" * 50])
    def test_what_is_no_archive_is_told(self, data):
        assert codes(read_part(data, "f.zip")[1]) == [NoticeCode.UNREADABLE]

    def test_an_empty_archive_is_told(self):
        buffer = BytesIO()
        ZipFile(buffer, "w").close()
        assert codes(read_part(buffer.getvalue(), "f.zip")[1]) == [NoticeCode.EMPTY]


class TestUnknownEndings:
    @pytest.mark.parametrize(
        ("path", "data", "text"),
        [
            ("statement", b"The mill is gone.", "The mill is gone."),
            ("a.account", "The mill of Élan.".encode(), "The mill of Élan."),
            (
                "page.aspx",
                b"<!DOCTYPE html><html><body><p>The mill is gone, the mayor said.</p></body></html>",
                "The mill",
            ),
        ],
    )
    def test_text_and_pages_are_known_by_their_beginning(self, path, data, text):
        assert text in read_part(data, path)[0][0].text

    def test_a_pdf_without_its_ending(self, make):
        assert read_part(make["pdf"](), "report")[0][0].title == "Flood at Orsk"

    def test_a_long_text_cut_inside_a_character(self):
        words = "é" * 5000
        assert read_part(words.encode(), "long")[0][0].text == words

    @pytest.mark.parametrize(
        ("path", "data"),
        [
            ("a.png", b"\x89PNG\x00\x00"),
            ("a.css", b"p { color: red }"),
            ("a.rtf", b"{\\rtf1 words}"),
            ("a.odd", b"<?xml version='1.0'?><a/>"),
            ("a.odd", b""),
            ("a.odd", b"caf\xe9"),
        ],
    )
    def test_what_is_no_account_is_told(self, path, data):
        assert codes(read_part(data, path)[1]) == [NoticeCode.UNKNOWN_FORMAT]


def test_bytes_at_random_never_raise(make):
    seeds = [make["pdf"](), make["word"](), make["mail"](), make["zip"]({"a.txt": b"x"}), make["page"].encode()]
    endings = [".pdf", ".docx", ".eml", ".zip", ".html"]
    for seed, ending in zip(seeds, endings, strict=True):
        cuts = [len(seed) * step // 7 for step in range(8)]
        for start, end in pairwise(cuts):
            texts, notices = read_part(seed[:start] + seed[end:], f"a{ending}")
            assert texts or notices
