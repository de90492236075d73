"""The case as one self-contained HTML page: no network, no other file, good to read and to print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from crossread.case import Case
from crossread.model.account import Account
from crossread.model.document import Document, PassageKind
from crossread.model.finding import Finding
from crossread.show import wording
from crossread.show.screen import Screen
from crossread.text.visible import visible


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a document's text as the page shows it.

    Attributes:
        anchor: Address of the passage on the page, or "" for what stands between passages.
        kind: "title", "heading", "sentence" …, or "".
        html: The escaped text with its marks.
    """

    anchor: str
    kind: str
    html: Markup


def html_text(case: Case) -> str:
    """Return the page: the case at a glance, every finding, every document in full with the findings' words marked."""
    screen = Screen(case)
    found = list(case.findings())
    page = _environment().get_template("report.html.j2")
    return page.render(
        case=screen.overview(),
        findings=[screen.finding(finding) for finding in found],
        documents=[_document(account, found) for account in case.accounts()],
        names=_names(case),
        anchor=anchor,
        count=wording.count_text,
        meanings={wording.VERDICTS[key]: meaning for key, meaning in wording.VERDICT_MEANINGS.items()},
    )


def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )


def _shown(value: object) -> object:
    """Return what a reader may see of a value: direction marks and control characters visible, not obeyed."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _template(name: str) -> str:
    return files("crossread").joinpath("show/static", name).read_text("utf-8")


def anchor(document: str, start: int) -> str:
    """Return the address on the page of the words that begin at `start`.

    Examples:
        >>> anchor("d1f", 40)
        'd1f-40'
    """
    return f"{document}-{start}"


@dataclass(frozen=True, slots=True)
class Page:
    """One document on the page."""

    id: str
    label: str
    path: str
    title: str
    author: str
    published: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    findings: int


def _document(account: Account, found: Iterable[Finding]) -> Page:
    document = account.document
    marks = sorted(_marks(document, found))
    return Page(
        document.id,
        wording.document_text(document),
        document.path,
        document.title or "",
        document.author or "",
        wording.date_text(document.published),
        tuple(tuple(group) for group in _paragraphs(account, marks)),
        len({key for _, _, key in marks}),
    )


def _marks(document: Document, found: Iterable[Finding]) -> Iterator[tuple[int, int, str]]:
    """Yield where the words of findings stand in the document, with the finding's identifier."""
    for finding in found:
        for answer in finding.answers:
            for item in answer.evidence:
                if item.document == document.id:
                    yield item.span.start, item.span.end, finding.id


def _paragraphs(account: Account, marks: list[tuple[int, int, str]]) -> Iterator[list[Piece]]:
    group: list[Piece] = []
    last = None
    for passage in account.passages:
        if passage.paragraph != last and group:
            yield group
            group = []
        last = passage.paragraph
        span = passage.span
        inside = [mark for mark in marks if mark[0] < span.end and mark[1] > span.start]
        body = _marked(account.document, span.start, span.end, inside)
        kind = passage.kind.value if passage.kind is not PassageKind.SENTENCE else "sentence"
        group.append(Piece(anchor(account.document.id, span.start), kind, body))
    if group:
        yield group


def _marked(document: Document, start: int, end: int, marks: list[tuple[int, int, str]]) -> Markup:
    """Return the escaped text with a link around each stretch a finding rests on; of overlapping ones the first."""
    out, at = Markup(), start
    text = visible(document.text[start:end])
    for begin, stop, key in marks:
        begin, stop = max(begin, start), min(stop, end)  # noqa: PLW2901 - cut to the passage
        if begin < at:
            continue
        out += escape(text[at - start : begin - start])
        out += Markup('<a class="m" id="{}" href="#{}">{}</a>').format(
            anchor(document.id, begin) + "m", key, text[begin - start : stop - start]
        )
        at = stop
    return out + escape(text[at - start :])


def _names(case: Case) -> list[tuple[str, list[tuple[str, list[tuple[str, int]]]]]]:
    """Return, for each actor that two documents or more name differently, what each document calls it."""
    labels = {document.id: wording.document_text(document) for document in case.documents()}
    by_actor: dict[str, dict[str, list[tuple[str, int]]]] = {}
    for naming in case.naming():
        by_actor.setdefault(naming.actor, {}).setdefault(labels[naming.document], []).append(
            (naming.label, naming.count)
        )
    names: dict[str, str] = {actor.id: actor.name for actor in case.actors()}
    shown = []
    for actor, by_source in by_actor.items():
        used = {label.casefold() for rows in by_source.values() for label, _ in rows}
        if len(by_source) > 1 and len(used) > 1:
            rows = [
                (source, sorted(found, key=lambda pair: (-pair[1], pair[0]))) for source, found in by_source.items()
            ]
            shown.append((names.get(actor, actor), sorted(rows)))
    return sorted(shown, key=lambda pair: (-sum(count for _, rows in pair[1] for _, count in rows), pair[0]))
