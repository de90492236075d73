"""The pipeline: the five rooms in order. What is fresh stays; what is new or changed is read again.

A build is one transaction: while it runs others read the last good case, and where it fails that one stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Final

from crossread import __version__
from crossread.errors import NothingToReadError, Notice, NoticeCode
from crossread.extract.account import extract_account
from crossread.extract.models import load_encoder
from crossread.model.account import Account
from crossread.model.document import Document, DocumentId
from crossread.model.outcome import Outcome
from crossread.plugins import Encoder
from crossread.read.files import FileRef, file_key, gather, load_metadata, number_duplicates, read_file
from crossread.read.formats import suffixes
from crossread.read.metadata import Metadata, MetadataRow, unused_rows
from crossread.read.passages import split_passages
from crossread.run.comparison import compare
from crossread.run.decisions import changed_paths
from crossread.run.engine import choose_engine
from crossread.run.options import BuildOptions, BuildReport, Progress
from crossread.run.spool import Spool
from crossread.run.telling import bring_up
from crossread.store.view import View
from crossread.store.writer import Writer

READING: Final = "reading files"
EXTRACTING: Final = "reading accounts"
SAVING: Final = "saving"


@dataclass(frozen=True, slots=True)
class Material:
    """What the input holds, and what of it the case knows already.

    Attributes:
        documents: All documents of the input, numbered, sorted by path.
        new: Those that have to be read (again).
        files: Key and path of each file that was read now, what came of it, and the trouble met.
        stale: Keys of files that are gone or changed.
        notices: Trouble with the input as a whole.
    """

    documents: tuple[Document, ...]
    new: tuple[Document, ...]
    files: tuple[tuple[str, str, tuple[DocumentId, ...], tuple[Notice, ...]], ...]
    stale: tuple[str, ...]
    notices: tuple[Notice, ...]


def build_case(inputs: Sequence[Path], target: Path, options: BuildOptions, progress: Progress) -> BuildReport:
    """Read the inputs into the case at `target`.

    Args:
        inputs: Folders and files.
        target: The case file; made where there is none.
        options: How to read.
        progress: Told of each step.

    Returns:
        What was done.

    Raises:
        PathNotFoundError: If an input does not exist.
        NothingToReadError: If no document comes of the input.
        NotACaseError, NewerCaseError, CaseBusyError, CannotWriteError: As `Writer` tells.
    """
    refs = gather(inputs)
    metadata = load_metadata(inputs)
    encoder = load_encoder(options.pipeline)
    stamp = f"{__version__} {encoder.name}"
    if target.is_file() and target.stat().st_size:
        # Before the transaction: what is in the case already is read through another connection meanwhile.
        bring_up(target)
    with Writer(target) as writer:
        again = options.fresh or writer.meta("stamp") != stamp
        material = _material(refs, metadata, writer, options, progress, again=again)
        if not material.documents:
            raise NothingToReadError(", ".join(map(str, inputs)), suffixes(), _told(material))
        stored = set(writer.documents())
        new = {document.id for document in material.new}
        kept = [document.id for document in material.documents if document.id not in new]
        gone = stored - {document.id for document in material.documents}
        with Spool[Account]() as accounts:
            for account in chain(
                _kept_accounts(target, kept), _read_new(material.new, encoder, writer, options, progress)
            ):
                accounts.add(account.document.id, account)
            writer.remove_documents(sorted(gone))
            _save_files(material, writer)
            compare(accounts, writer, progress, material.notices)
        writer.set_meta("stamp", stamp)
        writer.set_meta("version", __version__)
        writer.set_meta("models", encoder.name)
        progress(SAVING, 1, 1)
    with View(target) as view:
        counts = view.counts()
    return BuildReport(len(material.new), len(kept), len(gone), counts["findings"], counts["notices"])


def _told(material: Material) -> list[str]:
    """Return why nothing could be read, for the error: one line a file, ten at most, and how many more."""
    reasons = [
        f"{notice.path}: {notice.code.value.replace('_', ' ')}" for *_, told in material.files for notice in told
    ]
    more = [f"… and {len(reasons) - 10} more"] if len(reasons) > 10 else []
    return sorted(reasons)[:10] + more


def _material(  # noqa: PLR0913 - the parts of one step
    refs: Outcome[FileRef],
    metadata: Outcome[Metadata],
    writer: Writer,
    options: BuildOptions,
    progress: Progress,
    *,
    again: bool,
) -> Material:
    table = _with_changes(metadata.found[0] if metadata.found else Metadata(), writer)
    keys = {file_key(ref, table): ref for ref in refs.found}
    known = {} if again else dict(writer.known())
    fresh = {key: ref for key, ref in keys.items() if key not in known}
    outcomes = _read_files(fresh, table, options, progress)
    kept = {key: documents for key, documents in known.items() if key in keys}
    before = [writer.document(document) for documents in kept.values() for document in documents]
    pool = [document for document in before if document is not None]
    pool += [document for outcome in outcomes.values() for document in outcome.found]
    numbered = number_duplicates(pool)
    by_path = {document.path: document for document in numbered.found}
    unchanged = {(document.path, document.id) for document in before if document is not None}
    files = [
        (key, fresh[key].path, tuple(by_path[document.path].id for document in outcome.found), outcome.notices)
        for key, outcome in sorted(outcomes.items())
    ]
    paths = [document.path for document in numbered.found]
    unused = unused_rows(metadata.found[0] if metadata.found else Metadata(), [ref.path for ref in refs.found], paths)
    stale = tuple(sorted(set(writer.known()) - set(kept)))
    return Material(
        numbered.found,
        tuple(document for document in numbered.found if (document.path, document.id) not in unchanged),
        tuple(files),
        stale,
        (*refs.notices, *metadata.notices, *unused, *numbered.notices),
    )


def _with_changes(table: Metadata, writer: Writer) -> Metadata:
    """Return the table of sources with the dates of publication that readers put in."""
    stored = (document for key in writer.documents() if (document := writer.document(key)) is not None)
    decisions = list(writer.decisions())
    dates = changed_paths(decisions, stored) if decisions else {}
    rows = {path: replace(table.rows.get(path, MetadataRow()), published=date) for path, date in dates.items()}
    return table.joined(Metadata(rows))


def _read_files(
    fresh: Mapping[str, FileRef], table: Metadata, options: BuildOptions, progress: Progress
) -> dict[str, Outcome[Document]]:
    engine = choose_engine(options.jobs, len(fresh))
    outcomes: dict[str, Outcome[Document]] = {}
    read: Callable[[FileRef], Outcome[Document]] = partial(read_file, metadata=table)
    for key, outcome in zip(fresh, engine.map(read, fresh.values()), strict=True):
        outcomes[key] = outcome
        progress(READING, len(outcomes), len(fresh))
    return outcomes


def _save_files(material: Material, writer: Writer) -> None:
    writer.forget_files(material.stale)
    ids = {document.path: document.id for document in material.documents}
    for key, path, _, notices in material.files:
        placed = [_placed(notice, ids) for notice in notices]
        writer.save_file(key, path, placed)


def _placed(notice: Notice, ids: Mapping[str, DocumentId]) -> Notice:
    """Return the notice with its document's number among identical ones, which was unknown when it was read."""
    document = ids.get(notice.path) if notice.document else None
    return replace(notice, document=document)


def _kept_accounts(target: Path, kept: Iterable[DocumentId]) -> Iterator[Account]:
    """Yield what was read off the documents that have not changed, from the last good case."""
    wanted = list(kept)
    if wanted:
        with View(target) as view:
            for key in wanted:
                yield view.account(key)


def _read_new(
    documents: Sequence[Document], encoder: Encoder, writer: Writer, options: BuildOptions, progress: Progress
) -> Iterator[Account]:
    """Yield what is read off the documents, each saved as soon as it is read."""
    engine = choose_engine(options.jobs, len(documents))
    read = engine.map(partial(read_account, encoder=encoder), documents)
    for number, account in enumerate(read, 1):
        writer.save_account(account)
        progress(EXTRACTING, number, len(documents))
        yield account


def read_account(document: Document, encoder: Encoder) -> Account:
    """Return everything that can be read off one document; what fails becomes a notice, and the document stays.

    Args:
        document: The document.
        encoder: Gives sentence vectors, and the parse where it is a parser.
    """
    passages = split_passages(document)
    try:
        account = extract_account(document, passages.found, encoder)
    except Exception as error:  # noqa: BLE001 - whatever goes wrong in one text must not lose the others
        told = f"{type(error).__name__}: {error}"
        notice = Notice(NoticeCode.STAGE_FAILED, document.path, document.id, detail=told)
        return Account(document, passages.found, notices=(*passages.notices, notice))
    if not passages.notices:
        return account
    return replace(account, notices=(*passages.notices, *account.notices))
