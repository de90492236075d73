"""What the reading room shows beyond the findings: a document with its margin, names, overlap, silences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from crossread.case import Case
from crossread.model.account import Account
from crossread.model.document import Document
from crossread.model.finding import Finding
from crossread.show import wording
from crossread.show.views import EvidenceView, FindingView, lineage_numbers


@dataclass(frozen=True, slots=True)
class Column:
    """One document in the synopsis of a finding.

    Attributes:
        document: Its identifier.
        label: What to call it.
        published: Its date in words.
        lineage: Number of its lineage, from 1.
        rows: For each of its places: the answer's label and the evidence.
    """

    document: str
    label: str
    published: str
    lineage: int
    rows: tuple[tuple[str, EvidenceView], ...]


def evidence_columns(case: Case, view: FindingView) -> tuple[Column, ...]:
    """Return the evidence of a finding by document, in the order of publication (undated ones last)."""
    documents = {document.id: document for document in case.documents()}
    numbers = lineage_numbers(sorted(documents.values(), key=lambda document: document.path), case)
    rows: dict[str, list[tuple[str, EvidenceView]]] = {}
    for answer in view.answers:
        for item in answer.evidence:
            rows.setdefault(item.document, []).append((answer.label, item))
    ordered = sorted(
        (documents[key] for key in documents if key in rows), key=lambda document: (_when(document), document.path)
    )
    return tuple(
        Column(
            document.id,
            wording.document_text(document),
            wording.date_text(document.published),
            numbers[document.id],
            tuple(sorted(rows[document.id], key=lambda row: row[1].start)),
        )
        for document in ordered
    )


def _when(document: Document) -> str:
    return document.published.iso() if document.published else "9999"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text on a document's page.

    Attributes:
        text: The words.
        findings: Identifiers of the findings that rest on them.
    """

    text: str
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A passage on a document's page.

    Attributes:
        start: Where it begins in the text: its address on the page.
        kind: Title, heading, sentence …
        parts: Its text, cut at the edges of the findings' words.
    """

    start: int
    kind: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its margin.

    Attributes:
        lines: Its passages.
        margin: Identifier, verdict, verdict in words, and question of each finding that rests on it.
    """

    lines: tuple[Line, ...]
    margin: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A document in full.

    Attributes:
        label: What to call it.
        path: Where it was read.
        author: Byline, or "".
        published: Date in words.
        url: Where it was published, or "".
        paragraphs: The whole text.
        silences: Questions of the findings it is silent about, with identifier and verdict.
        copies: For each copied stretch: the words, and what to call the other document.
    """

    label: str
    path: str
    author: str
    published: str
    url: str
    paragraphs: tuple[Paragraph, ...]
    silences: tuple[tuple[str, str, str], ...]
    copies: tuple[tuple[str, str, str], ...]


def document_page(case: Case, key: str) -> DocumentPage:
    """Return a document with the findings it bears on.

    Raises:
        UnknownRecordError: If the case has no such document.
    """
    account = case.account(key)  # type: ignore[arg-type]
    document = account.document
    found: dict[str, Finding] = {finding.id: finding for finding in case.findings()}
    marks: list[tuple[int, int, str]] = sorted(
        (item.span.start, item.span.end, finding.id)
        for finding in found.values()
        for answer in finding.answers
        for item in answer.evidence
        if item.document == document.id
    )
    silent = (found[item.finding] for item in case.silences() if item.document == document.id and item.finding in found)
    return DocumentPage(
        wording.document_text(document),
        document.path,
        document.author or "",
        wording.date_text(document.published),
        _safe(document.url),
        tuple(_paragraphs(account, marks, found)),
        tuple((item.id, item.verdict.value, wording.question_text(item.question)) for item in silent),
        tuple(_copies(case, document)),
    )


def _safe(url: str | None) -> str:
    """Return an address that a link may have; others (scripts) are shown by no link."""
    return url if url and url.startswith(("https://", "http://")) else ""


def _paragraphs(account: Account, marks: list[tuple[int, int, str]], found: dict[str, Finding]) -> Iterator[Paragraph]:
    lines: list[Line] = []
    keys: list[str] = []
    last: int | None = None
    for passage in account.passages:
        if lines and passage.paragraph != last:
            yield Paragraph(tuple(lines), _margin(keys, found))
            lines, keys = [], []
        last = passage.paragraph
        start, end = passage.span.start, passage.span.end
        inside = [mark for mark in marks if mark[0] < end and mark[1] > start]
        keys += [key for *_, key in inside]
        lines.append(Line(start, passage.kind.value, tuple(_parts(account.document.text, start, end, inside))))
    if lines:
        yield Paragraph(tuple(lines), _margin(keys, found))


def _margin(keys: Iterable[str], found: dict[str, Finding]) -> tuple[tuple[str, str, str, str], ...]:
    shown = (found[key] for key in dict.fromkeys(keys))
    return tuple(
        (item.id, item.verdict.value, wording.VERDICTS[item.verdict], wording.question_text(item.question))
        for item in shown
    )


def _parts(text: str, start: int, end: int, marks: list[tuple[int, int, str]]) -> Iterator[Part]:
    """Cut a passage where the words of a finding begin or end."""
    edges = sorted({start, end, *(min(max(edge, start), end) for mark in marks for edge in mark[:2])})
    for begin, stop in pairwise(edges):
        keys = dict.fromkeys(key for first, last, key in marks if first <= begin and stop <= last)
        yield Part(text[begin:stop], tuple(keys))


def _copies(case: Case, document: Document) -> Iterator[tuple[str, str, str]]:
    labels = {other.id: wording.document_text(other) for other in case.documents()}
    for link in case.links():
        if link.kind.value != "reuses":
            continue
        for own, other, span in ((link.a, link.b, link.span_a), (link.b, link.a, link.span_b)):
            if own == document.id and span is not None and other in labels:
                yield " ".join(span.of(document.text).split()), labels[other], other  # type: ignore[index]


def actor_rows(case: Case) -> list[tuple[str, str, list[tuple[str, list[tuple[str, int]]]]]]:
    """Return, for each actor that two documents or more name, what each document calls it, most often named first."""
    labels = {document.id: wording.document_text(document) for document in case.documents()}
    named: dict[str, dict[str, Counter[str]]] = {}
    for naming in case.naming():
        by_source = named.setdefault(naming.actor, {})
        by_source.setdefault(labels[naming.document], Counter())[naming.label] += naming.count
    actors = {actor.id: actor for actor in case.actors()}
    rows = []
    for key, by_source in named.items():
        if len(by_source) < 2 or key not in actors:
            continue
        actor = actors[key]  # type: ignore[index]
        shown = [(source, sorted(used.items(), key=_often)) for source, used in sorted(by_source.items())]
        rows.append((actor.name, actor.kind.value, shown))
    return sorted(rows, key=lambda row: (-sum(number for _, used in row[2] for _, number in used), row[0]))


def _often(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]


def overlap_rows(case: Case) -> tuple[list[str], list[tuple[str, list[int]]]]:
    """Return the documents' labels, and for each pair how many findings rest on both."""
    documents = list(case.documents())
    together: Counter[tuple[str, str]] = Counter()
    for finding in case.findings():
        keys = finding.documents
        together.update((one, other) for one in keys for other in keys)
    labels = [wording.document_text(document) for document in documents]
    rows = [
        (label, [together[one.id, other.id] for other in documents])
        for label, one in zip(labels, documents, strict=True)
    ]
    return labels, rows


def silence_rows(case: Case) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Return, for each document, the findings that others report and it does not: identifier, verdict, question."""
    labels = {document.id: wording.document_text(document) for document in case.documents()}
    found = {finding.id: finding for finding in case.findings()}
    rows: dict[str, list[tuple[str, str, str]]] = {}
    for silence in case.silences():
        finding = found.get(silence.finding)
        if finding is not None:
            told = (finding.id, finding.verdict.value, wording.question_text(finding.question))
            rows.setdefault(labels[silence.document], []).append(told)
    return sorted(rows.items())
