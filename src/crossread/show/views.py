"""What a reader sees: one frozen record per screen, nothing else. Both faces and every report are made of these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from crossread.case import Case
from crossread.errors import Notice
from crossread.model.account import Account
from crossread.model.document import DocumentId, Passage
from crossread.model.finding import Answer, Evidence, Finding
from crossread.model.reason import Reason
from crossread.model.span import Span
from crossread.show import wording
from crossread.show.voices import voice_text
from crossread.store import lists
from crossread.store.lists import Listed

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
        kin: How many documents its lineage has.
    """

    id: str
    path: str
    label: str
    title: str
    author: str
    published: str
    words: int
    lineage: int
    kin: int


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
        sources: How many sources.
        counts: How many findings of each verdict, in the order of `wording.VERDICTS`.
        statements: How many statements were read.
        dates: First and last date of publication, in words, or "".
        notices: How many notices.
    """

    name: str
    documents: int
    sources: int
    counts: tuple[tuple[str, int], ...]
    statements: int
    dates: str
    notices: int


class Names(Mapping[str, str]):
    """What to call each document, by identifier; looked up when it is asked for.

    Args:
        case: The open case.
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        self._known: dict[str, str] = {}

    def learn(self, keys: Iterable[str]) -> None:
        """Look several up at once."""
        wanted = [key for key in dict.fromkeys(keys) if key not in self._known]
        if wanted:
            found = self._case.ask(lambda opened: lists.listed(opened, wanted))
            self._known.update({key: found[key].label if key in found else "" for key in wanted})

    def __contains__(self, key: object) -> bool:
        """Return whether an identifier is a document's."""
        return isinstance(key, str) and key.startswith("d") and bool(self._label(key))

    def __getitem__(self, key: str) -> str:
        """Return what to call a document."""
        label = self._label(key)
        if not label:
            raise KeyError(key)
        return label

    def _label(self, key: str) -> str:
        self.learn([key])
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        """Yield the identifiers of all documents."""
        return iter([item.id for item in self._case.ask(lists.documents)])

    def __len__(self) -> int:
        """Return how many documents there are."""
        return int(self._case.ask(lists.counts)["documents"])


class Screen:
    """Makes views of one case; keeps the documents it needed last at hand.

    Args:
        case: The open case.
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        self.account = lru_cache(maxsize=_KEPT)(self._load)
        self.document = lru_cache(maxsize=_KEPT)(case.document)
        self.names = Names(case)

    def _load(self, key: DocumentId) -> Account:
        return self._case.brief(key)

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
        case, counted = self._case, self._case.ask(lists.counts)
        return Glance(
            case.name,
            counted["documents"],
            counted["sources"],
            tuple((words, case.count(verdict)) for verdict, words in wording.VERDICTS.items()),
            counted["statements"],
            _dates((counted["first"], counted["last"])),
            counted["notices"],
        )

    def lineages(self, limit: int | None = None, offset: int = 0) -> list[LineageView]:
        """Return lineages of several documents, in the order of their first document."""
        found = self._case.ask(lambda opened: lists.joined_lineages(opened, limit, offset))
        self.names.learn(key for _, lineage in found for key in lineage.documents)
        return [
            LineageView(
                number,
                tuple(self.names.get(key, key) for key in lineage.documents),
                reasons_text(lineage.reasons, self.names),
            )
            for number, lineage in found
        ]

    def overview(self) -> CaseView:
        """Return the case at a glance."""
        case = self._case
        documents = case.ask(lists.documents)
        return CaseView(
            name=case.name,
            documents=tuple(document_view(item) for item in documents),
            lineages=tuple(self.lineages()),
            counts=tuple((words, case.count(verdict)) for verdict, words in wording.VERDICTS.items()),
            statements=case.statements,
            dates=_dates(item.published for item in documents),
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


def document_view(item: Listed) -> DocumentView:
    """Return a document as a list shows it."""
    return DocumentView(
        item.id,
        item.path,
        item.label,
        item.title,
        item.author,
        wording.iso_text(item.published),
        item.words,
        item.lineage,
        item.kin,
    )


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
