"""The table `sources.csv`: what the reader of a case knows of each file."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import StringIO
from pathlib import Path
from typing import Final

from crossread.errors import BadMetadataError, BadPartialDateError, Notice, NoticeCode
from crossread.model.identity import content_id
from crossread.model.outcome import Outcome
from crossread.model.value import PartialDate
from crossread.plugins import RawText
from crossread.read.decoding import decode
from crossread.read.tables import delimiter_of

TABLE: Final = "sources.csv"
"""Name of the table, in any folder of the input; its paths are relative to that folder."""
COLUMNS: Final = ("path", "source", "family", "author", "title", "published", "url")


@dataclass(frozen=True, slots=True)
class MetadataRow:
    """What the table says of one file; None where it says nothing.

    Attributes:
        source: Who published it.
        family: The house that the source belongs to.
        author: Byline.
        title: Headline.
        published: Date of publication, as exact as it is known.
        url: Where it was published.
    """

    source: str | None = None
    family: str | None = None
    author: str | None = None
    title: str | None = None
    published: PartialDate | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the tables say, by the path of the document or file, relative to the input.

    Attributes:
        rows: A row for each path.

    Examples:
        >>> told = Metadata({"a.zip": MetadataRow(source="Anchor"), "a.zip!b.txt": MetadataRow(title="Fire")})
        >>> told.row("a.zip!b.txt").source, told.row("a.zip!b.txt").title
        ('Anchor', 'Fire')
    """

    rows: Mapping[str, MetadataRow] = field(default_factory=dict)

    def row(self, path: str) -> MetadataRow:
        """Return what is said of a document; what its own row leaves open, the row of its file says."""
        found = self.rows.get(path, MetadataRow())
        while "!" in path:
            path = path.rpartition("!")[0]
            found = _over(found, self.rows.get(path, MetadataRow()))
        return found

    def of_file(self, path: str) -> Metadata:
        """Return only what is said of a file and its parts: all that `read_file` needs."""
        inside = f"{path}!"
        own = {key: row for key, row in self.rows.items() if key == path or key.startswith(inside)}
        return Metadata(own)

    def key(self) -> str:
        """Return an identifier that changes when anything said changes."""
        return content_id("k", *(f"{path}{self.rows[path]}" for path in sorted(self.rows)))

    def joined(self, other: Metadata) -> Metadata:
        """Return both together; `other` wins where both speak of one path."""
        return Metadata({**self.rows, **other.rows})


def _over(first: MetadataRow, second: MetadataRow) -> MetadataRow:
    """Return a row with the gaps of the first filled from the second; a family goes with its source."""
    family = first.family if first.source or first.family else second.family
    return MetadataRow(
        first.source or second.source,
        family,
        first.author or second.author,
        first.title or second.title,
        first.published or second.published,
        first.url or second.url,
    )


def merged(text: RawText, row: MetadataRow) -> RawText:
    """Return a text with what the table says in place of what it says of itself."""
    own = MetadataRow(text.source, text.family, text.author, text.title, text.published, text.url)
    best = _over(row, own)
    return replace(
        text,
        source=best.source,
        family=best.family,
        author=best.author,
        title=best.title,
        published=best.published,
        url=best.url,
    )


def load_tables(tables: Iterable[tuple[str, Path]]) -> Outcome[Metadata]:
    """Read the tables of sources.

    Args:
        tables: The path of each table relative to the input (`news/sources.csv`), and where it lies.

    Returns:
        One `Metadata` of all, and notices for unknown columns, rows without a path and dates that are none.

    Raises:
        BadMetadataError: If a table has no column `path`, or is no table.
    """
    metadata, notices = Metadata(), list[Notice]()
    for path, location in tables:
        try:
            data = location.read_bytes()
        except OSError as error:
            raise BadMetadataError(str(location), error.strerror or str(error)) from error
        folder = path.rpartition("/")[0]
        found = parse_table(data, path, f"{folder}/" if folder else "")
        metadata = metadata.joined(found.found[0])
        notices += found.notices
    return Outcome((metadata,), tuple(notices))


def parse_table(data: bytes, path: str, prefix: str = "") -> Outcome[Metadata]:
    r"""Return what one table says.

    Args:
        data: The table's bytes.
        path: Its path, for notices and errors.
        prefix: What to put before the paths of its rows.

    Raises:
        BadMetadataError: If it has no column `path`, or is no table.

    Examples:
        >>> parse_table(b"path,source\na.txt,Anchor\n", "sources.csv").found[0].row("a.txt").source
        'Anchor'
    """
    decoded = decode(data)
    if decoded is None:
        raise BadMetadataError(path, "it is no table of text")
    rows = csv.reader(StringIO(decoded.text, newline=""), delimiter=delimiter_of(decoded.text))
    try:
        lines = [(rows.line_num, row) for row in rows if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise BadMetadataError(path, f"line {rows.line_num}: {error}") from error
    names = [cell.strip().lower() for cell in lines[0][1]] if lines else []
    if "path" not in names:
        raise BadMetadataError(path, f"line 1 has no column 'path' (columns: {', '.join(COLUMNS)})")
    notices = [
        Notice(NoticeCode.BAD_ROW, path, detail=f"line 1: unknown column {name}")
        for name in names
        if name not in COLUMNS
    ]
    found: dict[str, MetadataRow] = {}
    for number, cells in lines[1:]:
        notices += _take(found, dict(zip(names, cells, strict=False)), path, prefix, number)
        if len(cells) > len(names):
            notices.append(Notice(NoticeCode.BAD_ROW, path, detail=f"line {number}: more cells than columns"))
    return Outcome((Metadata(found),), tuple(notices))


def _take(
    found: dict[str, MetadataRow], row: Mapping[str, str], path: str, prefix: str, number: int
) -> Iterator[Notice]:
    cells = {name: " ".join(value.split()) for name, value in row.items()}
    name = cells.get("path", "").replace("\\", "/").removeprefix("./")
    if not name:
        yield Notice(NoticeCode.BAD_ROW, path, detail=f"line {number}: no path")
        return
    if prefix + name in found:
        yield Notice(
            NoticeCode.BAD_ROW, path, detail=f"line {number}: {name} has a row already; the later one is taken"
        )
    published = None
    if cells.get("published"):
        try:
            published = PartialDate.parse(cells["published"].partition(" ")[0])
        except BadPartialDateError:
            yield Notice(NoticeCode.BAD_DATE, path, detail=f"line {number}: {cells['published']}")
    told = {key: cells.get(key) or None for key in ("source", "family", "author", "title", "url")}
    found[prefix + name] = MetadataRow(published=published, **told)


def unused_rows(
    metadata: Metadata, files: Iterable[str], documents: Iterable[str], table: str = TABLE
) -> Sequence[Notice]:
    """Return a notice for each row that is of no file and no document.

    Args:
        metadata: What the tables say.
        files: Paths of all files that were found.
        documents: Paths of all documents that came of them (parts of archives and tables have rows too).
        table: Path of the table, for the notices.
    """
    known = {*files, *documents}
    return tuple(
        Notice(NoticeCode.METADATA_UNUSED, table, detail=path) for path in sorted(metadata.rows) if path not in known
    )
