"""A document in full: its text with marks, what they mean in the margin, what it copied, what it is silent about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from crossread.case import Case
from crossread.model.account import Account
from crossread.model.document import Document
from crossread.model.finding import Finding
from crossread.model.mention import DateMention, Figure
from crossread.model.span import Span
from crossread.model.statement import Quotation, Statement
from crossread.show import wording
from crossread.show.copying import copies_of
from crossread.show.voices import voice_text
from crossread.store import lists

FINDINGS: Final = "findings"
LAYERS: Final = {
    FINDINGS: "findings",
    "figures": "figures",
    "dates": "dates",
    "quotations": "quotations",
    "statements": "statements",
    "copies": "copied words",
}
"""What may be marked in a text, and what it is called."""
SHOWN: Final = (FINDINGS, "copies")
"""What is marked where a reader has not chosen."""
SILENCES: Final = 40
"""Findings that the page lists as left out; it says how many more there are."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Something marked in the text.

    Attributes:
        start: Where it begins.
        end: Just past its end.
        layer: What it is, a key of `LAYERS`.
        href: Where it leads, or "".
        verdict: Of the finding, or "".
        label: What kind of thing it is, in words ("contested", "figure").
        words: What the margin says of it.
    """

    start: int
    end: int
    layer: str
    href: str
    verdict: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text on a document's page.

    Attributes:
        text: The words.
        layers: What is marked in them.
        href: Where they lead, or "".
        hint: What the marks mean, for those who point at them.
    """

    text: str
    layers: tuple[str, ...]
    href: str
    hint: str


@dataclass(frozen=True, slots=True)
class Line:
    """A passage on a document's page.

    Attributes:
        start: Where it begins in the text: its address on the page.
        kind: Title, heading, sentence …
        parts: Its text, cut at the edges of the marks.
    """

    start: int
    kind: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its margin.

    Attributes:
        lines: Its passages.
        margin: What is marked in it, each thing once.
    """

    lines: tuple[Line, ...]
    margin: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class CopyView:
    """Words that stand in another document too.

    Attributes:
        words: The words.
        label: What to call the other document.
        href: Where both stand side by side.
    """

    words: str
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A document in full.

    Attributes:
        id: Its identifier.
        label: What to call it.
        path: Where it was read.
        author: Byline, or "".
        published: Date in words.
        url: Where it was published, or "".
        paragraphs: The whole text.
        layers: Key, name, count and whether it is shown, of everything that may be marked.
        alone: Identifier and question of the findings that rest on this document alone.
        silences: Identifier, verdict and question of the findings it is silent about.
        more: How many more silences there are.
        copies: What stands in other documents too.
    """

    id: str
    label: str
    path: str
    author: str
    published: str
    url: str
    paragraphs: tuple[Paragraph, ...]
    layers: tuple[tuple[str, str, int, bool], ...]
    alone: tuple[tuple[str, str], ...]
    silences: tuple[tuple[str, str, str], ...]
    more: int
    copies: tuple[CopyView, ...]


def document_page(case: Case, key: str, shown: Iterable[str] = SHOWN) -> DocumentPage:
    """Return a document with what is marked in it.

    Raises:
        UnknownRecordError: If the case has no such document.
    """
    account = case.account(key)  # type: ignore[arg-type]
    document = account.document
    found = case.findings_of(document.id)
    copies = dict(_copies(case, document))
    marks = {layer: sorted(make(account, found, copies)) for layer, make in _MAKERS.items()}
    chosen = [mark for layer in LAYERS if layer in set(shown) for mark in marks[layer]]
    more, silences = _silences(case, document)
    alone = ((one.id, wording.finding_question(one)) for one in found if len(one.documents) == 1)
    return DocumentPage(
        document.id,
        wording.document_text(document),
        document.path,
        document.author or "",
        wording.date_text(document.published),
        _safe(document.url),
        tuple(_paragraphs(account, sorted(chosen))),
        tuple((layer, name, len(marks[layer]), layer in set(shown)) for layer, name in LAYERS.items()),
        tuple(alone),
        tuple(silences),
        more,
        tuple(copies.values()),
    )


def _safe(url: str | None) -> str:
    """Return an address that a link may have; others (scripts) are shown by no link."""
    return url if url and url.startswith(("https://", "http://")) else ""


def _silences(case: Case, document: Document) -> tuple[int, list[tuple[str, str, str]]]:
    """Return the first findings that a document is silent about, and how many more there are."""
    rejected = case.overlay.without("finding")
    number, keys = case.ask(lambda opened: lists.silences_of(opened, document.id, SILENCES, rejected))
    # A finding that a reader merged into one that rests on this document is no silence any more.
    named = ((key, case.finding(key)) for key in keys)
    found: dict[str, Finding] = {one.id: one for key, one in named if one.id == key or document.id not in one.documents}
    told = [(str(item.id), item.verdict.value, wording.finding_question(item)) for item in found.values()]
    return number - len(keys), told


Copies = Mapping[Span, CopyView]


def _copies(case: Case, document: Document) -> Iterator[tuple[Span, CopyView]]:
    links = copies_of(case, document.id)
    labels = case.ask(lambda opened: lists.listed(opened, [key for link in links for key in (link.a, link.b)]))
    for link in links:
        for own, other, span in ((link.a, link.b, link.span_a), (link.b, link.a, link.span_b)):
            if own == document.id and span is not None and other in labels:
                words = " ".join(span.of(document.text).split())
                yield span, CopyView(words, labels[other].label, f"/compare?a={own}&b={other}#{link.id}")


def _finding_marks(account: Account, found: Iterable[Finding], _: Copies) -> Iterator[Mark]:
    for finding in found:
        label, words = wording.VERDICTS[finding.verdict], wording.finding_question(finding)
        for answer in finding.answers:
            for item in answer.evidence:
                if item.document == account.document.id:
                    href = f"/findings/{finding.id}"
                    yield Mark(item.span.start, item.span.end, FINDINGS, href, finding.verdict.value, label, words)


def _copy_marks(_: Account, __: Iterable[Finding], copies: Copies) -> Iterator[Mark]:
    for span, copy in copies.items():
        yield Mark(span.start, span.end, "copies", copy.href, "", "also in", copy.label)


def _figure_marks(account: Account, _: Iterable[Finding], __: Copies) -> Iterator[Mark]:
    for figure in account.figures:
        words = _figure_words(figure, account.document.text)
        yield Mark(figure.span.start, figure.span.end, "figures", "", "", "figure", words)


def _figure_words(figure: Figure, text: str) -> str:
    """Return a figure's bounds, hedge, unit and what it counts."""
    low, high = figure.amount.low, figure.amount.high
    bounds = [_number(bound) for bound in (low, high) if bound is not None]
    number = bounds[0] if low == high or len(bounds) == 1 else " to ".join(bounds) or figure.number.of(text)
    counted = figure.counted.of(text) if figure.counted else figure.amount.unit or ""
    return " ".join(f"{wording.HEDGES[figure.amount.approximation]} {number} {counted}".split())


def _number(value: float) -> str:
    """Return a number as a reader writes it: 5,000,000,000 and not 5e+09."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.12g}"


def _date_marks(account: Account, _: Iterable[Finding], __: Copies) -> Iterator[Mark]:
    for item in account.dates:
        yield Mark(item.span.start, item.span.end, "dates", "", "", "time", _date_words(item, account.document.text))


def _date_words(item: DateMention, text: str) -> str:
    """Return a time expression and what it is taken to mean."""
    words = " ".join(item.span.of(text).split())
    meant = wording.timex_text(item.value) if item.value else ""
    return f"“{words}”: {meant}" if meant and meant.casefold() != words.casefold() else f"“{words}”"


def _quotation_marks(account: Account, _: Iterable[Finding], __: Copies) -> Iterator[Mark]:
    for quotation in account.quotations:
        label = "words in marks" if quotation.kind.value == "scare" else "quotation"
        words = "" if quotation.kind.value == "scare" else _quotation_words(account, quotation)
        for span in quotation.spans:
            yield Mark(span.start, span.end, "quotations", "", "", label, words)


def _quotation_words(account: Account, quotation: Quotation) -> str:
    return voice_text(account, quotation.id) or wording.UNNAMED


def _statement_marks(account: Account, _: Iterable[Finding], __: Copies) -> Iterator[Mark]:
    text = account.document.text
    for statement in account.statements:
        words = _statement_words(statement, text)
        yield Mark(statement.trigger.start, statement.trigger.end, "statements", "", "", "statement", words)


def _statement_words(statement: Statement, text: str) -> str:
    """Return what happens, and who and what takes part."""
    parts = (f"{role.name.value}: {' '.join(role.span.of(text).split())}" for role in statement.roles)
    told = "not " if statement.polarity.value == "negative" else ""
    mood = "" if statement.modality.value == "asserted" else f"; {statement.modality.value}"
    return "; ".join([f"{told}{statement.lemma.replace('_', ' ')}{mood}", *parts])


_MAKERS: Final[Mapping[str, Callable[[Account, Iterable[Finding], Copies], Iterator[Mark]]]] = {
    FINDINGS: _finding_marks,
    "figures": _figure_marks,
    "dates": _date_marks,
    "quotations": _quotation_marks,
    "statements": _statement_marks,
    "copies": _copy_marks,
}


def _paragraphs(account: Account, marks: list[Mark]) -> Iterator[Paragraph]:
    lines: list[Line] = []
    margin: list[Mark] = []
    last: int | None = None
    waiting, at = list[Mark](), 0
    for passage in account.passages:
        if lines and passage.paragraph != last:
            yield Paragraph(tuple(lines), _margin(margin))
            lines, margin = [], []
        last = passage.paragraph
        start, end = passage.span.start, passage.span.end
        # Marks and passages are sorted: each is looked at only where it may stand.
        while at < len(marks) and marks[at].start < end:
            waiting.append(marks[at])
            at += 1
        waiting = [mark for mark in waiting if mark.end > start]
        margin += waiting
        lines.append(Line(start, passage.kind.value, tuple(_parts(account.document.text, start, end, waiting))))
    if lines:
        yield Paragraph(tuple(lines), _margin(margin))


def _margin(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    return tuple({(mark.layer, mark.href, mark.words): mark for mark in marks if mark.words or mark.href}.values())


def _parts(text: str, start: int, end: int, marks: list[Mark]) -> Iterator[Part]:
    """Cut a passage where something marked begins or ends."""
    edges = sorted({start, end, *(min(max(edge, start), end) for mark in marks for edge in (mark.start, mark.end))})
    for begin, stop in pairwise(edges):
        over = [mark for mark in marks if mark.start <= begin and stop <= mark.end]
        # Where a finding and a copy overlap, the words lead to the finding; the margin has both.
        href = next((mark.href for mark in sorted(over, key=lambda mark: mark.layer != FINDINGS) if mark.href), "")
        hints = dict.fromkeys(f"{mark.label}: {mark.words}" if mark.words else mark.label for mark in over)
        yield Part(text[begin:stop], tuple(dict.fromkeys(mark.layer for mark in over)), href, "\n".join(hints))
