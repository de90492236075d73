"""Archives: files inside a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from crossread.errors import BadMetadataError, Notice, NoticeCode
from crossread.plugins import RawText
from crossread.read.folders import is_aside, is_hidden
from crossread.read.mail import ReadPart
from crossread.read.metadata import TABLE, Metadata, merged, parse_table


@dataclass(frozen=True, slots=True)
class ArchiveOptions:
    """How far an archive is trusted: a small one can unpack to more than any disk holds.

    Attributes:
        part_bytes: Greatest size of one unpacked file, in bytes; a greater one becomes a notice.
        total_bytes: Greatest size of all that an archive holds, unpacked, in bytes.
        parts: Greatest number of files in one archive.
        ratio: How many times its packed size a file of more than 1 MB may grow to; text seldom passes 20.
    """

    part_bytes: int = 256 * 2**20
    total_bytes: int = 2 * 2**30
    parts: int = 200_000
    ratio: int = 200


_DEPTH: Final = 3
"""How many archives may lie in one another."""


class ArchiveReader:
    """Reads `.zip` files; a table `sources.csv` inside one tells of its files.

    Args:
        read_part: Reads a file of the archive.
        options: How far an archive is trusted.
    """

    suffixes: tuple[str, ...] = (".zip",)

    def __init__(self, read_part: ReadPart, options: ArchiveOptions | None = None) -> None:
        self._read_part = read_part
        self._options = options or ArchiveOptions()

    def read(self, data: bytes, path: str) -> tuple[Sequence[RawText], Sequence[Notice]]:
        """Return the texts of all files in the archive, in the order of their names."""
        if path.count("!") >= _DEPTH:
            return (), (Notice(NoticeCode.UNREADABLE, path, detail="too many archives in one another"),)
        try:
            with ZipFile(BytesIO(data)) as archive:
                return self._read_all(archive, path)
        except (BadZipFile, LargeZipFile, ValueError, OSError) as error:
            return (), (Notice(NoticeCode.UNREADABLE, path, detail=str(error)),)

    def _read_all(self, archive: ZipFile, path: str) -> tuple[Sequence[RawText], Sequence[Notice]]:
        texts: list[RawText] = []
        metadata, notices = self._tables(archive, path)
        left = self._options.total_bytes
        for count, part in enumerate(_parts(archive)):
            place = f"{path}!{part.filename}"
            trouble = self._refusal(part, place, count, left)
            if trouble:
                notices.append(trouble)
                continue
            left -= part.file_size
            found, more = self._read_one(archive, part, place)
            texts += [merged(one, metadata.row(one.name)) for one in found]
            notices += more
        if not texts and not notices:
            notices.append(Notice(NoticeCode.EMPTY, path))
        return texts, notices

    def _refusal(self, part: ZipInfo, place: str, count: int, left: int) -> Notice | None:
        """Return why a part is not read, or None where it is."""
        if ".." in part.filename.split("/") or part.filename.startswith("/"):
            return Notice(NoticeCode.UNREADABLE, place, detail="name leads out of the archive")
        if part.flag_bits & 1:
            return Notice(NoticeCode.ENCRYPTED, place)
        bomb = part.file_size > 2**20 and part.file_size > self._options.ratio * max(part.compress_size, 1)
        if bomb or count >= self._options.parts or part.file_size > min(self._options.part_bytes, left):
            return Notice(NoticeCode.UNREADABLE, place, detail=f"too large: {part.file_size} bytes unpacked")
        return None

    def _read_one(self, archive: ZipFile, part: ZipInfo, place: str) -> tuple[list[RawText], Sequence[Notice]]:
        try:
            # The size that the archive declares may be a lie: never unpack more than was allowed.
            with archive.open(part) as file:
                data = file.read(part.file_size + 1)
        except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
            return [], (Notice(NoticeCode.UNREADABLE, place, detail=str(error)),)
        found, notices = self._read_part(data, place)
        return [_within(one, part.filename, data) for one in found], notices

    def _tables(self, archive: ZipFile, path: str) -> tuple[Metadata, list[Notice]]:
        notices: list[Notice] = []
        metadata = Metadata()
        for part in archive.infolist():
            folder, _, name = part.filename.rpartition("/")
            if name.lower() != TABLE or self._refusal(part, path, 0, self._options.part_bytes) or is_hidden(folder):
                continue
            try:
                found = parse_table(archive.read(part), f"{path}!{part.filename}", f"{folder}/" if folder else "")
            except (BadMetadataError, BadZipFile, RuntimeError, NotImplementedError) as error:
                notices.append(Notice(NoticeCode.UNREADABLE, f"{path}!{part.filename}", detail=str(error)))
                continue
            metadata = metadata.joined(found.found[0])
            notices += found.notices
        return metadata, notices


def _parts(archive: ZipFile) -> Iterator[ZipInfo]:
    for part in sorted(archive.infolist(), key=lambda part: part.filename):
        folders, _, name = part.filename.rpartition("/")
        if not part.is_dir() and not is_hidden(folders) and not is_aside(name):
            yield part


def _within(one: RawText, name: str, data: bytes) -> RawText:
    own = one.sha256 or sha256(data).hexdigest()
    return replace(one, name=f"{name}!{one.name}" if one.name else name, sha256=own)
