"""Two documents side by side: questions that both answer, words that stand in both, what only one of them says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from re import compile as pattern
from typing import Final

from crossread.case import Case
from crossread.model.document import DocumentId
from crossread.model.finding import Finding
from crossread.model.link import Link
from crossread.model.span import Span
from crossread.show import wording
from crossread.show.copying import copies_of
from crossread.show.screen import Screen
from crossread.show.views import EvidenceView
from crossread.store import lists

_WORD: Final = pattern(r"\w+")
_LONGEST: Final = 4000
"""Characters of a passage up to which its differing words are marked; finding them in longer ones takes too long."""


@dataclass(frozen=True, slots=True)
class Side:
    """A passage of one of the two documents.

    Attributes:
        text: The passage.
        marks: The words that give the answer: those that differ from the other's, all where none does; or those shared.
        start: Where the passage begins in the document.
        voice: Whose words they are, or "".
    """

    text: str
    marks: tuple[tuple[int, int], ...]
    start: int
    voice: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A question that both documents answer.

    Attributes:
        finding: Its identifier.
        verdict: Its verdict.
        verdict_text: The verdict in words.
        question: The question.
        agree: Whether both stand in one camp.
        left: What the first says: how it gives its camp's answer ("" in the very words), and the passages.
        right: What the second says.
    """

    finding: str
    verdict: str
    verdict_text: str
    question: str
    agree: bool
    left: tuple[tuple[str, Side], ...]
    right: tuple[tuple[str, Side], ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """A stretch that stands in both.

    Attributes:
        id: Identifier of the link.
        left: In the first document, with the words around it.
        right: In the second.
        words: How many words.
        reasons: Why it is held to be copied.
        later: What to call the document that took it over, or "" where that cannot be told.
    """

    id: str
    left: Side
    right: Side
    words: int
    reasons: tuple[str, ...]
    later: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The page.

    Attributes:
        left: Identifier, label and date of the first document.
        right: Of the second.
        pairs: The questions that both answer, in the order of the first.
        copies: What stands in both word by word.
        only_left: Identifier, verdict and question of the findings that rest on the first and not on the second.
        only_right: The other way round.
    """

    left: tuple[str, str, str]
    right: tuple[str, str, str]
    pairs: tuple[Pair, ...]
    copies: tuple[Copy, ...]
    only_left: tuple[tuple[str, str, str], ...]
    only_right: tuple[tuple[str, str, str], ...]


def comparison(case: Case, left: str, right: str) -> Comparison:
    """Return two documents side by side.

    Raises:
        UnknownRecordError: If one of them is not in the case.
    """
    screen = Screen(case)
    one, other = (screen.document(DocumentId(key)) for key in (left, right))
    first, second = case.findings_of(one.id), case.findings_of(other.id)
    shared: set[str] = {finding.id for finding in first}
    shared &= {finding.id for finding in second}
    pairs = [_pair(finding, one.id, other.id, screen) for finding in first if finding.id in shared]
    links = [link for link in copies_of(case, one.id) if {link.a, link.b} == {one.id, other.id}]
    return Comparison(
        (one.id, wording.document_text(one), wording.date_text(one.published)),
        (other.id, wording.document_text(other), wording.date_text(other.published)),
        tuple(sorted(pairs, key=lambda pair: (pair.left[0][1].start, pair.finding))),
        tuple(_copy(link, one.id, other.id, screen) for link in links if link.span_a and link.span_b),
        tuple(_only(first, shared)),
        tuple(_only(second, shared)),
    )


def _only(findings: Iterable[Finding], shared: set[str]) -> Iterable[tuple[str, str, str]]:
    for finding in findings:
        if finding.id not in shared:
            yield finding.id, finding.verdict.value, wording.finding_question(finding)


def _pair(finding: Finding, left: str, right: str, screen: Screen) -> Pair:
    sides: dict[str, list[tuple[str, EvidenceView]]] = {left: [], right: []}
    for answer in finding.answers:
        for item in answer.evidence:
            if item.document in sides:
                view = screen.evidence(item)
                fits = wording.fits_text(finding.question.kind, answer.label, view.words)
                sides[item.document].append((fits, view))
    words = {key: " ".join(view.words for _, view in found) for key, found in sides.items()}
    camps = [answer for answer in finding.answers if {item.document for item in answer.evidence} & {left, right}]
    return Pair(
        finding.id,
        finding.verdict.value,
        wording.verdict_text(finding.verdict, finding.grade),
        wording.finding_question(finding),
        len(camps) == 1,
        _sides(sides[left], words[right]),
        _sides(sides[right], words[left]),
    )


def _sides(found: Sequence[tuple[str, EvidenceView]], other: str) -> tuple[tuple[str, Side], ...]:
    sides = {}
    for label, view in sorted(found, key=lambda item: item[1].start):
        begin = view.marks[0][0]
        marks = tuple((begin + start, begin + end) for start, end in differing(view.words, other))
        side = Side(view.passages, marks or view.marks, view.start - begin, view.voice)
        sides[label, side.start] = (label, side)
    return tuple(sides.values())


def differing(text: str, other: str) -> tuple[tuple[int, int], ...]:
    """Return where the words of `text` stand that `other` does not have in the same order, upper or lower case alike.

    Examples:
        >>> differing("Nine people died", "Ten people died")
        ((0, 4),)
    """
    if max(len(text), len(other)) > _LONGEST:
        return ()
    own = list(_WORD.finditer(text))
    theirs = [word.casefold() for word in _WORD.findall(other)]
    same = SequenceMatcher(None, [match[0].casefold() for match in own], theirs, autojunk=False)
    kept = {at for block in same.get_matching_blocks() for at in range(block.a, block.a + block.size)}
    marks: list[tuple[int, int]] = []
    for at, match in enumerate(own):
        if at in kept:
            continue
        if marks and at - 1 not in kept and at:
            marks[-1] = (marks[-1][0], match.end())
        else:
            marks.append(match.span())
    return tuple(marks)


def _copy(link: Link, left: str, right: str, screen: Screen) -> Copy:
    turned = link.a != left
    spans = (link.span_b, link.span_a) if turned else (link.span_a, link.span_b)
    one, other = (_stretch(screen, key, span) for key, span in zip((left, right), spans, strict=True))
    known = any(reason.rule in {"published_later", "credits_source"} for reason in link.reasons)
    words = " ".join(wording.reason_text(reason, screen.names) for reason in link.reasons)
    return Copy(
        link.id,
        one,
        other,
        len(one.text[one.marks[0][0] : one.marks[0][1]].split()),
        (words,) if words else (),
        screen.names.get(link.a, "") if known else "",
    )


def _stretch(screen: Screen, key: str, span: Span | None) -> Side:
    document = screen.document(DocumentId(key))
    inside = span or Span(0, 1)
    around = screen.around(document.id, inside)
    start, end = max(inside.start, around.start), min(inside.end, around.end)
    return Side(around.of(document.text), ((start - around.start, end - around.start),), around.start)


def most_alike(case: Case) -> tuple[str, str] | None:
    """Return the two documents with the most findings in common, or the first two; None where there is only one."""
    counted = case.ask(lists.counts)
    one, other = counted["alike one"], counted["alike other"]
    return (one, other) if one and other else None
