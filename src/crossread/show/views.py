"""What a reader sees: one frozen record per screen, nothing else. Both faces and every report are made of these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from crossread.case import Case
from crossread.errors import Notice
from crossread.model.account import Account
from crossread.model.document import Document, DocumentId, Passage
from crossread.model.finding import Answer, Evidence, Finding
from crossread.model.reason import Reason
from crossread.model.span import Span
from crossread.show import wording
from crossread.show.voices import voice_text
from crossread.store.telling import Listed

_KEPT: Final = 64
"""Documents held ready while findings are rendered; more would only cost memory."""


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One place in one document that gives an answer.

    Attributes:
        document: Identifier of the document.
        label: What to call the document.
        published: Its date, in words.
        words: The words that give the answer.
        passages: The text of the passages they stand in.
        marks: Where the words stand in `passages`, half-open, in code points.
        start: Where the words stand in the document's text.
        end: Just past them.
        voice: Whose words they are ("the minister, “said”"), or "" where the document speaks in its own voice.
    """

    document: str
    label: str
    published: str
    words: str
    passages: str
    marks: tuple[tuple[int, int], ...]
    start: int
    end: int
    voice: str


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One answer, with everything it rests on.

    Attributes:
        label: The answer in the documents' words.
        lineages: How many independent lineages give it.
        evidence: Where it stands, by document.
    """

    label: str
    lineages: int
    evidence: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding, in words.

    Attributes:
        id: Its identifier.
        verdict: "contested", "corroborated" ….
        verdict_text: The verdict with its grade.
        meaning: What verdict and grade mean, in plain words.
        kind: What is asked for.
        question: One plain sentence.
        answers: The camps, most lineages first.
        confidence: 0 to 1.
        confidence_text: The same in a word.
        rank: 0 to 1; findings are shown by falling rank.
        reasons: Why, a sentence each.
        standing: "confirmed" or "rejected" where a reader said so, else "".
    """

    id: str
    verdict: str
    verdict_text: str
    meaning: str
    kind: str
    question: str
    answers: tuple[AnswerView, ...]
    confidence: float
    confidence_text: str
    rank: float
    reasons: tuple[str, ...]
    standing: str = ""


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document in the list of documents.

    Attributes:
        id: Its identifier.
        path: Where it was read.
        label: Its source, or its path.
        title: Headline, or "".
        author: Byline, or "".
        published: Date in words.
        words: How many words.
        lineage: Number of its lineage, from 1.
    """

    id: str
    path: str
    label: str
    title: str
    author: str
    published: str
    words: int
    lineage: int


@dataclass(frozen=True, slots=True)
class LineageView:
    """Documents that count once.

    Attributes:
        number: From 1, in the order of the documents.
        documents: What to call them.
        reasons: Why they belong together.
    """

    number: int
    documents: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoticeView:
    """Trouble in the material, in words."""

    path: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class HitView:
    """A passage that a search found."""

    document: str
    label: str
    published: str
    passage: str
    marks: tuple[tuple[int, int], ...]
    start: int


@dataclass(frozen=True, slots=True)
class CaseView:
    """The case at a glance.

    Attributes:
        name: Name of the case.
        documents: Its documents, by path.
        lineages: Lineages of more than one document.
        counts: How many findings of each verdict, in the order of `wording.VERDICTS`.
        statements: How many statements were read.
        dates: First and last date of publication, in words, or "".
        notices: Trouble met.
        generator: Program, version and models.
    """

    name: str
    documents: tuple[DocumentView, ...]
    lineages: tuple[LineageView, ...]
    counts: tuple[tuple[str, int], ...]
    statements: int
    dates: str
    notices: tuple[NoticeView, ...]
    generator: str


@dataclass(frozen=True, slots=True)
class Glance:
    """How much there is in a case.

    Attributes:
        name: Name of the case.
        documents: How many documents.
        counts: How many findings of each verdict, in the order of `wording.VERDICTS`.
        statements: How many statements were read.
        dates: First and last date of publication, in words, or "".
        notices: How many notices.
    """

    name: str
    documents: int
    counts: tuple[tuple[str, int], ...]
    statements: int
    dates: str
    notices: int


class Screen:
    """Makes views of one case; keeps the documents it needed last at hand.

    Args:
        case: The open case.
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        self.account = lru_cache(maxsize=_KEPT)(self._load)
        self.document = lru_cache(maxsize=_KEPT)(case.document)
        self._names: dict[str, str] | None = None

    @property
    def names(self) -> dict[str, str]:
        """What to call each document, by identifier; asked for once."""
        if self._names is None:
            self._names = dict(self._case.labels())
        return self._names

    def _load(self, key: DocumentId) -> Account:
        return self._case.account(key)

    def finding(self, finding: Finding) -> FindingView:
        """Return one finding in words, with the passages it rests on."""
        return FindingView(
            id=finding.id,
            verdict=finding.verdict.value,
            verdict_text=wording.verdict_text(finding.verdict, finding.grade),
            meaning=wording.meaning_text(finding.verdict, finding.grade),
            kind=finding.question.kind.value,
            question=wording.finding_question(finding),
            answers=tuple(self._answer(answer) for answer in finding.answers),
            confidence=finding.confidence,
            confidence_text=wording.confidence_text(finding.confidence),
            rank=finding.rank,
            reasons=reasons_text(finding.reasons, self.names),
            standing=wording.STANDINGS[finding.standing],
        )

    def _answer(self, answer: Answer) -> AnswerView:
        evidence = [self.evidence(item) for item in answer.evidence]
        evidence.sort(key=lambda view: (view.label, view.start))
        return AnswerView(answer.label.strip(" ,;:"), len(answer.lineages), tuple(evidence))

    def evidence(self, item: Evidence) -> EvidenceView:
        """Return one piece of evidence with its passages and its voice."""
        account = self.account(item.document)
        text = account.document.text
        around = surroundings(account.passages, item.span)
        start, end = max(item.span.start, around.start), min(item.span.end, around.end)
        return EvidenceView(
            document=item.document,
            label=wording.document_text(account.document),
            published=wording.date_text(account.document.published),
            words=item.span.of(text),
            passages=around.of(text),
            marks=((start - around.start, end - around.start),),
            start=item.span.start,
            end=item.span.end,
            voice=voice_text(account, item.voice),
        )

    def glance(self) -> Glance:
        """Return how much there is in the case, without its documents."""
        case, found = self._case, self._case.listed()
        return Glance(
            case.name,
            len(found),
            tuple((words, case.count(verdict)) for verdict, words in wording.VERDICTS.items()),
            case.statements,
            _dates(item.published for item in found),
            len(case.notices()),
        )

    def lineages(self) -> list[LineageView]:
        """Return the lineages of several documents, in the order of their first document."""
        return list(_lineages(self._case.listed(), self._case))

    def documents(self, found: Sequence[Listed], first: int, number: int) -> list[DocumentView]:
        """Return some of the documents of a list, from the one at `first` on."""
        numbers = lineage_numbers(found, self._case)
        wanted = found[first : first + number]
        return [_document(self._case.document(item.id), numbers[item.id]) for item in wanted]

    def overview(self) -> CaseView:
        """Return the case at a glance."""
        case = self._case
        documents = sorted(case.documents(), key=lambda document: document.path)
        numbers = lineage_numbers(documents, case)
        return CaseView(
            name=case.name,
            documents=tuple(_document(document, numbers[document.id]) for document in documents),
            lineages=tuple(_lineages(documents, case)),
            counts=tuple((words, case.count(verdict)) for verdict, words in wording.VERDICTS.items()),
            statements=case.statements,
            dates=_dates(item.published.iso() if item.published else "" for item in documents),
            notices=tuple(notice_view(notice) for notice in case.notices()),
            generator=case.generator,
        )

    def search(self, words: str, limit: int, offset: int = 0) -> Iterator[HitView]:
        """Yield the passages that hold `words`, best first, `offset` of them left out."""
        for hit in self._case.search(words, limit=limit, offset=offset):
            passage = hit.passage
            document = self.document(passage.document)
            start = passage.span.start
            marks = tuple((mark.start - start, mark.end - start) for mark in hit.words)
            yield HitView(
                document.id,
                wording.document_text(document),
                wording.date_text(document.published),
                hit.text,
                marks,
                start,
            )


def surroundings(passages: Iterable[Passage], span: Span) -> Span:
    """Return the stretch of the passages that `span` touches; the span itself where it touches none."""
    touched = [passage.span for passage in passages if passage.span.overlaps(span)]
    if not touched:
        return span
    return Span(min(part.start for part in touched), max(part.end for part in touched))


def notice_view(notice: Notice) -> NoticeView:
    """Return a notice in words."""
    return NoticeView(notice.path, notice.code.value, wording.notice_text(notice))


def lineage_numbers(documents: Iterable[Document | Listed], case: Case) -> dict[DocumentId, int]:
    """Return a number for each document's lineage, from 1, in the order of `documents`."""
    of = case.lineage_of()
    numbers: dict[str, int] = {}
    return {
        document.id: numbers.setdefault(of.get(document.id, document.id), len(numbers) + 1) for document in documents
    }


def _document(document: Document, lineage: int) -> DocumentView:
    return DocumentView(
        document.id,
        document.path,
        wording.document_text(document),
        document.title or "",
        document.author or "",
        wording.date_text(document.published),
        len(document.text.split()),
        lineage,
    )


def _lineages(documents: Sequence[Document | Listed], case: Case) -> Iterator[LineageView]:
    numbers = lineage_numbers(documents, case)
    labels: dict[str, str] = {document.id: document.label for document in documents}
    for lineage in sorted(case.joined_lineages(), key=lambda item: numbers.get(item.documents[0], 0)):
        names = tuple(labels.get(key, key) for key in lineage.documents)
        yield LineageView(numbers[lineage.documents[0]], names, reasons_text(lineage.reasons, labels))


def reasons_text(reasons: Iterable[Reason], names: Mapping[str, str]) -> tuple[str, ...]:
    """Return reasons in words, each once, in their order; `names` tells what to call documents."""
    return tuple(dict.fromkeys(wording.reason_text(reason, names) for reason in reasons))


def _dates(dates: Iterable[str]) -> str:
    """Return the first and the last of ISO dates in words; empty ones are passed over."""
    known = sorted(filter(None, dates))
    if not known:
        return ""
    first, last = wording.iso_text(known[0]), wording.iso_text(known[-1])
    return first if first == last else f"{first} to {last}"
