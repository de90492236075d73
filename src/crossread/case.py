"""Case: one investigation in one file. Open, build, ask; everything is done elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from crossread.errors import BadOptionError, Notice
from crossread.model.account import Account
from crossread.model.decision import Decision, DecisionKind
from crossread.model.document import Document, DocumentId
from crossread.model.finding import Finding, FindingKind, Naming, Silence, Verdict
from crossread.model.link import Actor, Lineage, Link, LinkKind
from crossread.model.statement import Attribution, Quotation
from crossread.run.decisions import Desk, Overlay
from crossread.run.options import BuildOptions, BuildReport, Progress, unseen
from crossread.store import telling
from crossread.store.search import Hit
from crossread.store.telling import Act, Dated, Listed
from crossread.store.view import View
from crossread.store.writer import Writer


class Case:
    """One investigation: a case file, open for reading.

    Use it as a context manager, or call `close`. Only `decide` and `undo` change the file.

    Args:
        path: The case file.

    Raises:
        CaseNotFoundError: If there is no file at `path`.
        NotACaseError: If the file is no case.
        NewerCaseError: If a newer Crossread wrote it.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     _ = Path(folder, "a.txt").write_text("The mill burned on Monday. Nobody was hurt.")
        ...     _ = Path(folder, "b.txt").write_text("Two workers were hurt when the mill burned.")
        ...     with Case.build(folder, Path(folder, "mill.crossread")) as case:
        ...         len(case.documents())
        2
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self._view = View(self.path)
        self.report: BuildReport | None = None

    @classmethod
    def open(cls, path: Path | str) -> Case:
        """Return the case at `path`, open for reading."""
        return cls(path)

    @classmethod
    def build(
        cls,
        inputs: Path | str | Sequence[Path | str],
        path: Path | str | None = None,
        options: BuildOptions | None = None,
        progress: Progress = unseen,
    ) -> Case:
        """Read a folder (or files) into a case and return it, open for reading.

        What is in the case already and has not changed is not read again; what is gone leaves the case; readers'
        decisions stay.

        Args:
            inputs: A folder, a file, or several of either.
            path: The case file; by default beside the working directory, named after the first input.
            options: How to read; see `BuildOptions`.
            progress: Called with each step of the work.

        Raises:
            PathNotFoundError: If an input does not exist.
            NothingToReadError: If there is no document in the input.
            NotACaseError: If `path` is a file that is no case.
            CannotWriteError: If the case cannot be written; the last good one is untouched.
        """
        # Asking a case needs no language model; only building does, and loading it takes a second.
        from crossread.run.pipeline import build_case  # noqa: PLC0415

        given = [inputs] if isinstance(inputs, (str, Path)) else list(inputs)
        paths = [Path(item) for item in given]
        target = Path(path) if path is not None else default_path(paths[0])
        report = build_case(paths, target, options or BuildOptions(), progress)
        case = cls(target)
        case.report = report
        return case

    def __enter__(self) -> Self:
        """Return the case itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file; the case cannot be asked any more."""
        self._view.close()

    @property
    def name(self) -> str:
        """Name of the case: its file name without the ending."""
        return self.path.stem

    @property
    def models(self) -> tuple[str, ...]:
        """Name and version of every model that was used, sorted."""
        return tuple(sorted(filter(None, (self._view.meta("models") or "").split("\n"))))

    @property
    def generator(self) -> str:
        """Program and version that wrote the case."""
        return f"crossread {self._view.meta('version') or ''}".strip()

    @property
    def statements(self) -> int:
        """How many statements were read."""
        return self._view.ask(telling.statement_count)

    def documents(self) -> Sequence[Document]:
        """Return all documents, by path."""
        return list(self._view.documents())

    def labels(self) -> dict[str, str]:
        """Return what to call each document, by identifier: its source, else its path."""
        return self._view.ask(telling.labels)

    def listed(self) -> Sequence[Listed]:
        """Return all documents without their texts, by path: for lists, where the texts would cost too much."""
        return self._view.ask(telling.listed)

    def document(self, key: str) -> Document:
        """Return one document by its identifier, the beginning of it, or its path.

        Raises:
            UnknownRecordError: If the case has no such document.
        """
        return self._view.document(key)

    def lineage_of(self) -> Mapping[DocumentId, str]:
        """Return the lineage of each document."""
        return self._view.ask(telling.lineage_of)

    def account(self, key: DocumentId) -> Account:
        """Return everything read off one document.

        Raises:
            UnknownRecordError: If the case has no such document.
        """
        return self._view.account(key)

    def accounts(self) -> Iterator[Account]:
        """Yield everything read off each document, by path."""
        return self._view.accounts()

    def findings(  # noqa: PLR0913 - each filter of the command line
        self,
        *,
        verdict: Verdict | str | None = None,
        kind: FindingKind | str | None = None,
        source: str | None = None,
        about: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        rejected: bool = False,
        since: str | None = None,
        until: str | None = None,
    ) -> Sequence[Finding]:
        """Return the findings, what an editor wants to see first coming first.

        Args:
            verdict: Only this verdict.
            kind: Only this kind of question.
            source: Only findings that rest on a document of this source (or path), upper or lower case alike.
            about: Only findings whose evidence holds these words.
            limit: At most so many; None for all.
            offset: Leave out so many first.
            rejected: Also those that a reader rejected, after all others.
            since: Only findings that tell of something on this day (ISO) or later.
            until: Only findings that tell of something on this day or earlier.

        Raises:
            BadOptionError: If `verdict` or `kind` is none of the possible ones.
        """
        last = self.overlay.without("finding")
        found = self._view.findings(
            verdict=_chosen(Verdict, "--verdict", verdict),
            kind=_chosen(FindingKind, "--kind", kind),
            source=source,
            about=about,
            limit=limit,
            offset=offset,
            last=last if rejected else (),
            without=() if rejected else last,
            since=since,
            until=until,
        )
        return [self.overlay.finding(finding) for finding in found]

    def count_findings(  # noqa: PLR0913 - the filters that people use
        self,
        *,
        verdict: Verdict | str | None = None,
        kind: FindingKind | str | None = None,
        source: str | None = None,
        about: str | None = None,
        rejected: bool = False,
        since: str | None = None,
        until: str | None = None,
    ) -> int:
        """Return how many findings there are of those that `findings` would return."""
        return self._view.count_findings(
            verdict=_chosen(Verdict, "--verdict", verdict),
            kind=_chosen(FindingKind, "--kind", kind),
            source=source,
            about=about,
            without=() if rejected else self.overlay.without("finding"),
            since=since,
            until=until,
        )

    def findings_of(self, key: DocumentId) -> Sequence[Finding]:
        """Return the findings that rest on a document, those that readers rejected left out."""
        without = set(self.overlay.without("finding"))
        return [self.overlay.finding(found) for found in self._view.findings_of(key) if found.id not in without]

    def finding(self, key: str) -> Finding:
        """Return one finding by its identifier, or the beginning of it.

        Raises:
            UnknownRecordError: If none, or more than one, begins so.
        """
        return self.overlay.finding(self._view.finding(key))

    def count(self, verdict: Verdict) -> int:
        """Return how many findings have this verdict, those that readers rejected left out."""
        return self.count_findings(verdict=verdict)

    def search(self, words: str, *, limit: int = 50, offset: int = 0) -> Sequence[Hit]:
        """Return the passages that hold all the words, best first, `offset` of them left out."""
        return list(self._view.search(words, limit=limit, offset=offset))

    def notices(self) -> Sequence[Notice]:
        """Return the trouble met in the material, sorted."""
        return list(self._view.notices())

    def actors(self) -> Sequence[Actor]:
        """Return all actors as readers corrected them, by identifier."""
        return self.overlay.actors(self._view.actors())

    def links(self) -> Sequence[Link]:
        """Return all links between records, with those that readers put in."""
        return self.overlay.links(self._view.links())

    def lineages(self) -> Sequence[Lineage]:
        """Return the lineages, by identifier; every document stands in one."""
        return list(self._view.lineages())

    def acts(self) -> Sequence[Act]:
        """Return every statement in which one actor acts on another, sorted."""
        return self._view.ask(telling.acts)

    def dated(self) -> Sequence[Dated]:
        """Return every statement whose time is known from both sides, sorted."""
        return self._view.ask(telling.dated)

    def speeches(self, actor: Actor) -> Sequence[Quotation | Attribution]:
        """Return the quotations and attributions whose speaker is an actor, by document and place."""
        return self._view.ask(lambda opened: telling.speeches(opened, actor.mentions))

    def copies_of(self, key: DocumentId) -> Sequence[Link]:
        """Return the links that say what a document copied, or what was copied from it; none that readers rejected."""
        rejected = self.overlay.without("link")
        return [link for link in self._view.ask(lambda case: telling.links_of(case, key)) if link.id not in rejected]

    def copies(self) -> Sequence[Link]:
        """Return all links that say who copied whom; none that readers rejected."""
        rejected = self.overlay.without("link")
        return [link for link in self._view.links(LinkKind.REUSES) if link.id not in rejected]

    def naming_of(self, actor: Actor) -> Sequence[Naming]:
        """Return what each document calls an actor."""
        if self.overlay.corrected is None:
            return self._view.ask(lambda opened: telling.naming_of(opened, [actor.id]))
        return [naming for naming in self.naming() if naming.actor == actor.id]

    def naming_counts(self) -> Sequence[tuple[str, str, str, int]]:
        """Return actor, document, label and count of everything that documents call actors, without the places."""
        if self.overlay.corrected is None:
            return self._view.ask(telling.naming_counts)
        return [(item.actor, item.document, item.label, item.count) for item in self.naming()]

    def silence_counts(self) -> Mapping[DocumentId, int]:
        """Return how much each document leaves out, where it leaves out anything."""
        return self._view.ask(telling.silence_counts)

    def joined_lineages(self) -> Sequence[Lineage]:
        """Return the lineages of several documents, by identifier."""
        return self._view.ask(telling.joined_lineages)

    def silences_of(self, key: DocumentId) -> Sequence[Silence]:
        """Return what a document leaves out that others report."""
        return self._view.ask(lambda opened: list(telling.silences_of(opened, key)))

    def silences(self) -> Sequence[Silence]:
        """Return what documents leave out that others report."""
        return list(self._view.silences())

    def naming(self) -> Sequence[Naming]:
        """Return what each document calls each actor."""
        return self.overlay.naming(self._view.naming(), self._view)

    def decisions(self) -> Sequence[Decision]:
        """Return what readers decided, oldest first, undone ones too."""
        return list(self._view.decisions())

    @cached_property
    def overlay(self) -> Overlay:
        """The readers' decisions, laid over the records; made when first asked for."""
        return Overlay.of(self._view)

    def decide(
        self, kind: DecisionKind | str, *targets: str, by: str, at: str, note: str = "", to: str = ""
    ) -> Decision:
        """Correct the case: confirm, reject, merge, split, rename, change or note something. It can be undone.

        What was read stays as it was; the decision is laid over it, now and after every build.

        Args:
            kind: What to decide. Confirm, reject, note: a finding, actor, document or link. Rename, merge: actors.
                Split: mentions, off the actor that they are held to name. Change: a document's date of publication,
                which takes effect with the next build.
            *targets: Identifiers (an actor may be named, a document given by its path).
            by: Who decides.
            at: When, ISO 8601 with the time zone.
            note: Why.
            to: The new name or date.

        Raises:
            BadDecisionError: If it is not signed, lacks a value, or cannot be made about such a record.
            UnknownRecordError: If the case has no such record.
            CaseBusyError, CannotWriteError: If the case cannot be written.
        """
        decision = Desk(self._view, self.overlay).make(str(kind), targets, by=by, at=at, note=note, to=to)
        with Writer(self.path) as writer:
            writer.add_decision(decision)
        self.__dict__.pop("overlay", None)
        return decision

    def undo(self, key: str) -> Decision:
        """Take a decision back, by its identifier or the beginning of it; it stays in the history as undone.

        Raises:
            UnknownRecordError: If there is no such decision.
            CaseBusyError, CannotWriteError: If the case cannot be written.
        """
        full = self._view.resolve("decision", "decisions", key)
        with Writer(self.path) as writer:
            writer.undo_decision(full)
        self.__dict__.pop("overlay", None)
        return next(decision for decision in self.decisions() if decision.id == full)


Kind = TypeVar("Kind", bound=StrEnum)


def _chosen(kinds: type[Kind], option: str, value: Kind | str | None) -> Kind | None:
    """Return the member that a caller means, by name or by itself."""
    if value is None:
        return None
    try:
        return kinds(value.lower().replace(" ", "_").replace("-", "_"))
    except ValueError as error:
        raise BadOptionError(option, value, [kind.value for kind in kinds]) from error


def default_path(first: Path) -> Path:
    """Return where a case goes when no name is given: in the working directory, named after the first input.

    Examples:
        >>> str(default_path(Path("/texts/kabul")))
        'kabul.crossread'
    """
    name = first.resolve().name if first.name in {"", ".", ".."} else first.name
    stem = name if first.is_dir() else Path(name).stem
    return Path(f"{stem}.crossread")
