"""Case: one investigation in one file. Open, build, ask; everything is done elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self, TypedDict, TypeVar, Unpack

from crossread.errors import BadOptionError, Notice
from crossread.model.account import Account
from crossread.model.decision import Decision, DecisionKind
from crossread.model.document import Document, DocumentId
from crossread.model.event import Act, Event
from crossread.model.finding import Finding, FindingKind, Naming, Saying, Silence, Verdict
from crossread.model.link import Actor, Lineage, Link
from crossread.run.decisions import Desk, Overlay
from crossread.run.listing import (
    actor_documents,
    actor_wanted,
    called,
    count_findings,
    findings_of,
    laid_silences,
    list_findings,
    naming_of,
    one_actor,
    one_finding,
    sayings_of,
)
from crossread.run.options import BuildOptions, BuildReport, Progress, unseen
from crossread.run.telling import bring_up
from crossread.store import lists
from crossread.store.database import Connection
from crossread.store.filters import Order, Wanted
from crossread.store.search import Hit
from crossread.store.view import View
from crossread.store.writer import Writer

Kind = TypeVar("Kind", bound=StrEnum)
Told = TypeVar("Told")


class Filters(TypedDict, total=False):
    """Which findings are asked for; what is None or missing is not asked."""

    verdict: Verdict | str | None
    kind: FindingKind | str | None
    source: str | None
    about: str | None
    actor: str | None
    since: str | None
    until: str | None


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
        bring_up(self.path)
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
        return int(self._view.ask(lists.counts).get("statements", 0))

    def documents(self) -> Sequence[Document]:
        """Return all documents, by path."""
        return list(self._view.documents())

    def document(self, key: str) -> Document:
        """Return one document by its identifier, the beginning of it, or its path.

        Raises:
            UnknownRecordError: If the case has no such document.
        """
        return self._view.document(key)

    def account(self, key: DocumentId) -> Account:
        """Return everything read off one document.

        Raises:
            UnknownRecordError: If the case has no such document.
        """
        return self._view.account(key)

    def brief(self, key: DocumentId, *, mentions: bool = False) -> Account:
        """Return a document with its passages and what is said in it, perhaps its mentions: quicker than `account`.

        Raises:
            UnknownRecordError: If the case has no such document.
        """
        return self._view.brief(key, mentions=mentions)

    def accounts(self) -> Iterator[Account]:
        """Yield everything read off each document, by path."""
        return self._view.accounts()

    def findings(
        self,
        *,
        limit: int | None = None,
        offset: int = 0,
        sort: Order | str = Order.MATTERS,
        rejected: bool = False,
        **filters: Unpack[Filters],
    ) -> Sequence[Finding]:
        """Return the findings, what an editor wants to see first coming first.

        Args:
            limit: At most so many; None for all.
            offset: Leave out so many first.
            sort: By what matters most ("matters"), or by "verdict", "sources" (most documents first), "time" (earliest
                told first), "confidence".
            rejected: Also those that a reader rejected, after all others.
            **filters: `verdict`, `kind` (only these), `source` (only findings that rest on a document of this source or
                path), `about` (only findings whose evidence holds these words), `actor` (only findings behind which a
                passage names this actor, by identifier), `since`, `until` (only findings that tell of something on this
                day, ISO, or later, or earlier).

        Raises:
            BadOptionError: If `verdict`, `kind` or `sort` is none of the possible ones.
        """
        order = _chosen(Order, "--sort", sort) or Order.MATTERS
        wanted = self._wanted(filters)
        return list_findings(self._view, self.overlay, wanted, order, limit, offset, rejected=rejected)

    def count_findings(self, *, rejected: bool = False, **filters: Unpack[Filters]) -> int:
        """Return how many findings there are of those that `findings` would return."""
        return count_findings(self._view, self.overlay, self._wanted(filters), rejected=rejected)

    def _wanted(self, filters: Filters) -> Wanted:
        key = filters.get("actor")
        actors, naming = actor_wanted(self._view, self.overlay, key) if key else (None, {})
        return Wanted(
            verdict=_chosen(Verdict, "--verdict", filters.get("verdict")),
            kind=_chosen(FindingKind, "--kind", filters.get("kind")),
            source=filters.get("source"),
            about=filters.get("about"),
            since=filters.get("since"),
            until=filters.get("until"),
            actors=actors,
            naming=naming,
        )

    def findings_of(self, key: DocumentId) -> Sequence[Finding]:
        """Return the findings that rest on a document, those that readers rejected left out."""
        return findings_of(self._view, self.overlay, key)

    def finding(self, key: str) -> Finding:
        """Return one finding by its identifier, or the beginning of it; what readers made of it where they did.

        Raises:
            UnknownRecordError: If none, or more than one, begins so.
        """
        return one_finding(self._view, self.overlay, key)

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

    def ask(self, question: Callable[[Connection], Told]) -> Told:
        """Return what a question finds out in the case file; `store.telling` and `store.lists` have some."""
        return self._view.ask(question)

    def actor(self, key: str) -> Actor:
        """Return an actor as readers corrected it; by its own identifier, or by that of one it was made of.

        Raises:
            UnknownRecordError: If there is none.
        """
        return one_actor(self._view, self.overlay, key)

    def naming_of(self, actor: Actor, documents: Sequence[str] | None = None) -> Sequence[Naming]:
        """Return what each document (or each of some) calls an actor."""
        return naming_of(self._view, self.overlay, actor, documents)

    def called(self, actor: Actor) -> tuple[Counter[str], int]:
        """Return what documents call an actor that readers made, how often by label, and how many documents do."""
        return called(self._view, self.overlay, actor)

    def actor_documents(self, actor: Actor, limit: int, offset: int = 0) -> tuple[int, Sequence[DocumentId]]:
        """Return how many documents name an actor or let it speak, and some of them; those that let it speak first."""
        return actor_documents(self._view, self.overlay, actor, limit, offset)

    def _forget(self) -> None:
        """Lay decisions anew when they are asked for again."""
        self.__dict__.pop("overlay", None)

    def silences(self) -> Sequence[Silence]:
        """Return what documents leave out that others report."""
        return laid_silences(self._view, self.overlay)

    def naming(self) -> Sequence[Naming]:
        """Return what each document calls each actor."""
        return self.overlay.naming(self._view.naming(), self._view)

    def sayings(self) -> Sequence[Saying]:
        """Return with which verbs each document lets each actor speak."""
        return self.overlay.sayings(self._view.sayings())

    def sayings_of(self, actor: Actor, documents: Sequence[str] | None = None) -> Sequence[Saying]:
        """Return with which verbs each document (or each of some) lets an actor speak."""
        return sayings_of(self._view, self.overlay, actor, documents)

    def events(self) -> Sequence[Event]:
        """Return what happened when, as the documents tell it, by time."""
        return list(self._view.events())

    def acts(self) -> Sequence[Act]:
        """Return who did what to whom, statement by statement, by document and place."""
        return self.overlay.acts(self._view.acts())

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
        self._forget()
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
        self._forget()
        return next(decision for decision in self.decisions() if decision.id == full)


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
