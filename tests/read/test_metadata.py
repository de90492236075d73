"""The table of sources: what it says wins; what is wrong in it is told."""

import pytest

from crossread.errors import BadMetadataError, NoticeCode
from crossread.model.value import PartialDate
from crossread.plugins import RawText
from crossread.read.metadata import Metadata, MetadataRow, merged, parse_table, unused_rows


def parse(table, prefix=""):
    outcome = parse_table(table.encode(), "sources.csv", prefix)
    return outcome.found[0], [(notice.code, notice.detail) for notice in outcome.notices]


def test_every_column_but_the_path_may_be_absent_or_empty():
    metadata, notices = parse("path\na.txt\n")
    assert metadata.row("a.txt") == MetadataRow()
    metadata, _ = parse("url,published,path,source\n,2031-05,a.txt,\n")
    assert metadata.row("a.txt") == MetadataRow(published=PartialDate(2031, 5))
    assert notices == []


@pytest.mark.parametrize("date", ["2031", "2031-05", "2031-05-02", "2031-05-02T10:00:00Z", "2031-05-02 10:00"])
def test_dates_may_be_partial(date):
    metadata, notices = parse(f"path,published\na.txt,{date}\n")
    assert metadata.row("a.txt").published == PartialDate.parse(date[:10])
    assert notices == []


@pytest.mark.parametrize(
    "table", ["path;source\na.txt;Bell\n", "path\tsource\na.txt\tBell\n", "\ufeffPath , SOURCE\r\n./a.txt, Bell \r\n"]
)
def test_tables_as_programs_write_them(table):
    assert parse(table)[0].row("a.txt").source == "Bell"


def test_paths_are_relative_to_the_folder_of_the_table():
    assert parse("path,source\na.txt,Bell\n", "news/")[0].row("news/a.txt").source == "Bell"
    assert parse("path,source\nb\\a.txt,Bell\n")[0].row("b/a.txt").source == "Bell"


def test_what_is_wrong_is_told_with_its_line():
    metadata, notices = parse(
        "path,source,colour,published\na.txt,Bell,red,2 May\n,Bell,,\n\nb.txt,Bell,,2031-02-30\na.txt,Courier,,,x\n"
    )
    assert metadata.row("a.txt").source == "Courier"
    assert metadata.row("b.txt") == MetadataRow(source="Bell")
    assert notices == [
        (NoticeCode.BAD_ROW, "line 1: unknown column colour"),
        (NoticeCode.BAD_DATE, "line 2: 2 May"),
        (NoticeCode.BAD_ROW, "line 3: no path"),
        (NoticeCode.BAD_DATE, "line 5: 2031-02-30"),
        (NoticeCode.BAD_ROW, "line 6: a.txt has a row already; the later one is taken"),
        (NoticeCode.BAD_ROW, "line 6: more cells than columns"),
    ]


@pytest.mark.parametrize("table", ["", "source,title\nBell,Flood\n", "\n\n"])
def test_a_table_without_paths_is_refused(table):
    with pytest.raises(BadMetadataError, match="no column 'path'"):
        parse(table)


def test_what_is_no_table_is_refused():
    with pytest.raises(BadMetadataError, match="no table"):
        parse_table(b"\x00\x01\x02", "sources.csv")


def test_the_table_wins_over_the_page():
    page = RawText("x", title="Page", source="Page", family="Page", author="Page", published=PartialDate(2030))
    told = merged(page, MetadataRow(source="Bell", published=PartialDate(2031, 5)))
    assert (told.title, told.author) == ("Page", "Page")
    assert (told.source, told.published) == ("Bell", PartialDate(2031, 5))
    assert told.family is None  # a family belongs to the source that named it


def test_a_row_of_a_file_speaks_for_its_parts():
    metadata = Metadata(
        {"a.zip": MetadataRow(source="Bell", family="Group"), "a.zip!b.csv!rows/2": MetadataRow(title="Two")}
    )
    assert metadata.row("a.zip!b.csv!rows/2") == MetadataRow(source="Bell", family="Group", title="Two")
    assert metadata.row("a.zip!b.csv!rows/1") == MetadataRow(source="Bell", family="Group")
    assert metadata.row("a.zip2") == MetadataRow()


def test_the_key_changes_when_anything_said_changes():
    one = Metadata({"a.txt": MetadataRow(source="Bell"), "b.txt": MetadataRow()})
    assert one.key() == Metadata(dict(reversed(one.rows.items()))).key()
    assert one.key() != Metadata({**one.rows, "a.txt": MetadataRow(title="Bell")}).key()
    assert one.of_file("a.txt").rows.keys() == {"a.txt"}


def test_rows_of_nothing_are_told():
    metadata = Metadata({name: MetadataRow() for name in ("a.txt", "gone.txt", "a.zip!b.txt")})
    notices = unused_rows(metadata, ["a.txt", "a.zip"], ["a.txt", "a.zip!b.txt"])
    assert [(notice.code, notice.path, notice.detail) for notice in notices] == [
        (NoticeCode.METADATA_UNUSED, "sources.csv", "gone.txt")
    ]
