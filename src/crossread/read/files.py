"""Folders, archives and tables become documents."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from crossread.errors import NothingToReadError, Notice, NoticeCode, PathNotFoundError
from crossread.model.document import Document, Source
from crossread.model.identity import content_id
from crossread.model.outcome import Outcome
from crossread.plugins import RawText
from crossread.read.bylines import completed
from crossread.read.folders import is_aside, is_hidden
from crossread.read.formats import is_known, read_part, reader_for, suffixes
from crossread.read.language import guess_language
from crossread.read.metadata import TABLE, Metadata, load_tables, merged

_HEAD: Final = 4096
"""Bytes by which a file of unknown ending is judged."""


@dataclass(frozen=True, slots=True, order=True)
class FileRef:
    """A file of the input.

    Attributes:
        path: Relative to the input, with `/`; the same wherever the input lies.
        location: Where it is on this machine.
    """

    path: str
    location: Path


def gather(inputs: Sequence[Path]) -> Outcome[FileRef]:
    """Find all files to read.

    Folders are walked deep. Hidden files, those of operating systems, case files, `README`s and `sources.csv` are left
    aside; so are the folders `NAME_files` that browsers save beside a page. Files of a format that cannot be read
    become notices.

    Args:
        inputs: Folders and files. With one folder, paths are relative to it; with several inputs they begin with the
            name of the folder, and with those of the folders above it as far as is needed to tell two apart.

    Returns:
        The files, sorted by path, each once.

    Raises:
        PathNotFoundError: If one of the inputs does not exist.
        NothingToReadError: If none of them holds a file that can be read.
    """
    refs, notices = _walk_all(inputs)
    found = []
    for ref in refs:
        if _is_table(ref.path):
            continue
        trouble = _refusal(ref)
        if trouble:
            notices.append(trouble)
        else:
            found.append(ref)
    if not found:
        reasons = [f"{notice.path}: {notice.code.value.replace('_', ' ')}" for notice in notices]
        raise NothingToReadError(", ".join(map(str, inputs)), suffixes(), sorted(reasons)[:10])
    return Outcome(tuple(found), tuple(sorted(notices, key=lambda notice: (notice.path, notice.code))))


def load_metadata(inputs: Sequence[Path]) -> Outcome[Metadata]:
    """Read every table `sources.csv` in the inputs.

    Returns:
        One `Metadata` of all, and notices for what the tables hold wrong.

    Raises:
        PathNotFoundError: If one of the inputs does not exist.
        BadMetadataError: If a table has no column `path`, or is no table.
    """
    refs, _ = _walk_all(inputs)
    return load_tables((ref.path, ref.location) for ref in refs if _is_table(ref.path))


def _is_table(path: str) -> bool:
    return path.rpartition("/")[2].lower() == TABLE


def _walk_all(inputs: Sequence[Path]) -> tuple[list[FileRef], list[Notice]]:
    """Return all files, tables of sources too, sorted, each once."""
    roots: dict[str, Path] = {}
    for path in inputs:
        if not path.exists():
            raise PathNotFoundError(path)
        roots.setdefault(str(path.absolute().resolve()), path)
    notices: list[Notice] = []
    walks = [(Path(root), tuple(_walk(Path(root), notices))) for root in sorted(roots)]
    found: dict[Path, FileRef] = {}
    for ref in sorted(_named(walks)):
        found.setdefault(ref.location, ref)
    return sorted(found.values()), notices


def _walk(root: Path, notices: list[Notice]) -> Iterator[str]:
    """Yield the paths under a folder, relative to it, with `/`; "" for a file."""
    if not root.is_dir():
        yield ""
        return

    def refuse(error: OSError) -> None:
        where = Path(error.filename or root).relative_to(root).as_posix()
        notices.append(Notice(NoticeCode.UNREADABLE, where, detail=error.strerror or str(error)))

    for folder, folders, names in os.walk(root, onerror=refuse):
        pages = {Path(name).stem for name in names if name.lower().endswith((".html", ".htm"))}
        folders[:] = sorted(
            name for name in folders if not is_hidden(name) and name.removesuffix("_files") not in pages - {name}
        )
        for name in names:
            if _is_table(name) or not is_aside(name):
                yield Path(folder, name).relative_to(root).as_posix()


def _named(walks: Sequence[tuple[Path, Sequence[str]]]) -> Iterator[FileRef]:
    """Yield files under paths that are unique, with as few of the folders above as that takes."""
    depths = [0 if len(walks) == 1 and walks[0][0].is_dir() else 1 for _ in walks]
    while True:
        named = [
            [FileRef(_label(root, depth, path), root / path if path else root) for path in paths]
            for (root, paths), depth in zip(walks, depths, strict=True)
        ]
        locations: dict[str, set[Path]] = {}
        for ref in (ref for refs in named for ref in refs):
            locations.setdefault(ref.path, set()).add(ref.location)
        clashing = {path for path, places in locations.items() if len(places) > 1}
        deeper = [depth + any(ref.path in clashing for ref in refs) for depth, refs in zip(depths, named, strict=True)]
        deeper = [min(depth, len(root.parts)) for depth, (root, _) in zip(deeper, walks, strict=True)]
        if deeper == depths:
            yield from (ref for refs in named for ref in refs)
            return
        depths = deeper


def _label(root: Path, depth: int, path: str) -> str:
    above = [part.strip("/\\:") for part in root.parts[len(root.parts) - depth :]] if depth else []
    return "/".join([part for part in above if part] + ([path] if path else []))


def _refusal(ref: FileRef) -> Notice | None:
    """Return a notice where a file is of no format that can be read."""
    if is_known(ref.path):
        return None
    try:
        with ref.location.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        return Notice(NoticeCode.UNREADABLE, ref.path, detail=error.strerror or str(error))
    return None if reader_for(ref.path, head) else Notice(NoticeCode.UNKNOWN_FORMAT, ref.path)


def file_key(ref: FileRef, metadata: Metadata) -> str:
    """Return an identifier that changes when the path, the bytes or the metadata of a file change."""
    try:
        with ref.location.open("rb") as file:
            digest = sha256()
            while block := file.read(2**20):
                digest.update(block)
    except OSError:
        return content_id("k", ref.path, "unreadable")
    return content_id("k", ref.path, digest.hexdigest(), metadata.of_file(ref.path).key())


def read_file(ref: FileRef, metadata: Metadata) -> Outcome[Document]:
    """Read one file; an archive or a table holds many documents.

    What the table of sources says of a document wins over what its page says, and that over what its text says. The
    documents have ordinal 0: `number_duplicates` comes after all files are read.

    Args:
        ref: The file.
        metadata: What is known of it.

    Returns:
        Its documents in the order of the file, and notices; trouble with the file is a notice, never an exception.
    """
    try:
        data = ref.location.read_bytes()
    except OSError as error:
        return Outcome((), (Notice(NoticeCode.UNREADABLE, ref.path, detail=error.strerror or str(error)),))
    texts, notices = read_part(data, ref.path)
    whole = sha256(data).hexdigest()
    documents = tuple(_document(ref.path, text, metadata, whole) for text in texts)
    return Outcome(documents, (*notices, *(notice for one in documents for notice in _language_notice(one))))


def _document(path: str, text: RawText, metadata: Metadata, whole: str) -> Document:
    place = f"{path}!{text.name}" if text.name else path
    best = merged(completed(text), metadata.row(place))
    words = _sound(text.text)
    return Document.named(
        place,
        words,
        sha256=text.sha256 or _part_hash(text, whole),
        language=guess_language(words),
        title=best.title,
        source=Source(best.source, best.family) if best.source else None,
        author=best.author,
        published=best.published,
        url=best.url,
    )


def _part_hash(text: RawText, whole: str) -> str:
    """Return the SHA-256 of the file, or of the text where it is one of several in the file."""
    return sha256(text.text.encode("utf-8", "surrogatepass")).hexdigest() if text.name else whole


def _sound(text: str) -> str:
    """Return a text without what no file can hold: zeros and halves of UTF-16 pairs (JSON can spell both)."""
    if "\x00" in text:
        text = text.replace("\x00", "\ufffd")
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _language_notice(document: Document) -> Iterator[Notice]:
    if document.language not in {None, "en"}:
        yield Notice(NoticeCode.NOT_ENGLISH, document.path, document.id, detail=document.language or "")


def number_duplicates(documents: Iterable[Document]) -> Outcome[Document]:
    """Give documents of identical bytes their ordinals, in the order of their paths.

    Args:
        documents: All documents of a case; ordinals given before do not matter.

    Returns:
        The documents, sorted by path, and a notice for each further copy that names the first.
    """
    seen: Counter[str] = Counter()
    first: dict[str, str] = {}
    numbered, notices = [], []
    for document in sorted(documents, key=lambda one: one.path):
        ordinal = seen[document.sha256]
        seen[document.sha256] += 1
        named = replace(document, id=Document.named("", "", sha256=document.sha256, ordinal=ordinal).id)
        numbered.append(named)
        if ordinal:
            detail = first[document.sha256]
            notices.append(Notice(NoticeCode.DUPLICATE, document.path, named.id, detail=detail))
        first.setdefault(document.sha256, document.path)
    return Outcome(tuple(numbered), tuple(notices))
