"""Makes the views of a case: findings, documents, lineages, notices and hits in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from string import ascii_uppercase
from typing import Final

from crossread.case import Case
from crossread.errors import Notice
from crossread.model.document import DocumentId
from crossread.model.finding import Answer, Evidence, Finding
from crossread.model.reason import Reason
from crossread.model.span import Span
from crossread.model.statement import AUTHOR
from crossread.show import wording
from crossread.show.views import (
    AnswerView,
    CaseView,
    DocumentView,
    EvidenceView,
    FindingView,
    Glance,
    HitView,
    LineageView,
    NoticeView,
)
from crossread.show.voices import voice_text
from crossread.store import lists, telling
from crossread.store.lists import Listed

_KEPT: Final = 64
"""Documents held ready while findings are rendered; more would only cost memory."""


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
        self.document = lru_cache(maxsize=_KEPT)(case.document)
        self._spoken = lru_cache(maxsize=_KEPT)(case.brief)
        self.names = Names(case)

    def finding(self, finding: Finding) -> FindingView:
        """Return one finding in words, with the passages it rests on."""
        return FindingView(
            id=finding.id,
            verdict=finding.verdict.value,
            verdict_text=wording.verdict_text(finding.verdict, finding.grade),
            meaning=wording.meaning_text(finding.verdict, finding.grade),
            kind=finding.question.kind.value,
            question=wording.finding_question(finding),
            answers=tuple(self._answer(answer, at) for at, answer in enumerate(finding.answers)),
            confidence=finding.confidence,
            confidence_text=wording.confidence_text(finding.confidence),
            rank=finding.rank,
            reasons=reasons_text(finding.reasons, self.names),
            standing=wording.STANDINGS[finding.standing],
        )

    def _answer(self, answer: Answer, at: int) -> AnswerView:
        evidence = [self.evidence(item) for item in answer.evidence]
        evidence.sort(key=lambda view: (view.label, view.start))
        camp = ascii_uppercase[at] if at < len(ascii_uppercase) else str(at + 1)
        return AnswerView(answer.label.strip(" ,;:"), len(answer.lineages), tuple(evidence), camp)

    def evidence(self, item: Evidence) -> EvidenceView:
        """Return one piece of evidence with its passages and its voice."""
        document, case = self.document(item.document), self._case
        text = document.text
        around = self.around(document.id, item.span)
        hedge = case.ask(lambda opened: telling.approximation(opened, document.id, item.span))
        start, end = max(item.span.start, around.start), min(item.span.end, around.end)
        return EvidenceView(
            document=item.document,
            label=wording.document_text(document),
            published=wording.date_text(document.published),
            words=item.span.of(text),
            passages=around.of(text),
            marks=((start - around.start, end - around.start),),
            start=item.span.start,
            end=item.span.end,
            voice=self._voice(item),
            hedge=wording.HEDGES[hedge],
        )

    def around(self, document: DocumentId, span: Span) -> Span:
        """Return the stretch of the passages that a span of a document touches; the span where it touches none."""
        return self._case.ask(lambda opened: telling.surroundings(opened, document, span))

    def _voice(self, item: Evidence) -> str:
        """Return whose words they are; the document's quotations are read only where they are not its author's."""
        return "" if item.voice == AUTHOR else voice_text(self._spoken(item.document), item.voice)

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
