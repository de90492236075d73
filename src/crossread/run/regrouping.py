"""Findings as readers merged and split them. Laid over; what was found stays as it is, and comes back when undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

from crossread.errors import CrossreadError
from crossread.judge.ranking import Weighing, rank
from crossread.model.decision import Decision, DecisionId, DecisionKind
from crossread.model.finding import Answer, Evidence, Finding, FindingId, FindingKind, Grade, Question, Verdict
from crossread.model.identity import content_id
from crossread.model.link import LineageId
from crossread.model.reason import Reason
from crossread.model.value import Interval

_RANGED: Final = frozenset({FindingKind.FIGURE, FindingKind.DATE})
_PLAIN: Final = frozenset({FindingKind.FIGURE, FindingKind.DATE, FindingKind.WHETHER, FindingKind.WHO})
"""Kinds of question to which two different answers cannot both hold, unless hedges leave room."""
_DEPTH: Final = (Grade.HARD, Grade.SOFT, Grade.INTERPRETIVE)


class Found(Protocol):
    """Where findings are looked up as they were found."""

    def one_finding(self, key: str) -> Finding | None:
        """Return a finding by its identifier, or None."""

    def resting_on(self, place: str) -> Sequence[str]:
        """Return the findings that rest on a place, given as `document:start-end`."""

    def lineages_of(self, documents: Sequence[str]) -> Mapping[str, str]:
        """Return the lineage of each of these documents."""


@dataclass(frozen=True, slots=True)
class Regrouped:
    """The findings that readers made, and those whose place they took.

    Attributes:
        made: The findings that decisions made, by identifier.
        parts: For each of them, the identifiers of the found ones that it is made of.
        gone: Identifiers of the found findings that are no more.
        met: For each decision that found its target: the identifiers that its targets have now.
    """

    made: Mapping[str, Finding] = field(default_factory=dict)
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    met: Mapping[DecisionId, tuple[str, ...]] = field(default_factory=dict)

    def now(self, key: str) -> tuple[str, ...]:
        """Return the findings that took the place of one, sorted; nothing where it stands as it was found."""
        return tuple(sorted(made for made, parts in self.parts.items() if key in parts and key in self.gone))


def place_text(item: Evidence) -> str:
    """Return the address of one place of a finding: `document:start-end`.

    Examples:
        >>> from crossread.model.document import DocumentId
        >>> from crossread.model.span import Span
        >>> place_text(Evidence(DocumentId("d1"), Span(4, 9)))
        'd1:4-9'
    """
    return f"{item.document}:{item.span.start}-{item.span.end}"


def places_of(finding: Finding) -> frozenset[str]:
    """Return the places that a finding rests on."""
    return frozenset(place_text(item) for answer in finding.answers for item in answer.evidence)


@dataclass(slots=True)
class _Desk:
    """The findings that were touched, while one decision after another is laid over them."""

    found: Found
    made: dict[str, Finding] = field(default_factory=dict)
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    def one(self, key: str) -> Finding | None:
        """Return a finding as it stands now."""
        if key in self.made:
            return self.made[key]
        return None if key in self.gone else self.found.one_finding(key)

    def find(self, target: str, anchor: Sequence[str]) -> Finding | None:
        """Return the finding that a decision meant: by its identifier, else the least that rests on all its places.

        One that lost a place, or whose places went different ways, is another finding: the reader has to look again.
        """
        known = self.one(target)
        kind, stood = anchor[1:2], frozenset(anchor[2:])
        if known is not None or not stood:
            return known
        near = {key: self.one(key) for key in (*self.found.resting_on(min(stood)), *self.made)}
        fitting = [
            finding
            for finding in near.values()
            if finding and [finding.question.kind.value] == list(kind) and stood <= places_of(finding)
        ]
        return min(fitting, key=lambda finding: (len(places_of(finding)), finding.id), default=None)

    def put(self, old: Sequence[Finding], new: Iterable[Finding]) -> tuple[str, ...]:
        """Take findings off the desk and lay others on it; return the identifiers of those."""
        parts = tuple(sorted({part for finding in old for part in self.parts.get(finding.id, (finding.id,))}))
        for finding in old:
            if finding.id in self.made:
                del self.made[finding.id], self.parts[finding.id]
            else:
                self.gone.add(finding.id)
        laid = []
        for finding in new:
            self.made[finding.id], self.parts[finding.id] = finding, parts
            laid.append(finding.id)
        return tuple(laid)


def regroup(found: Found, decisions: Iterable[Decision]) -> Regrouped:
    """Return what the readers' decisions make of the findings, laid on in the order in which they were made.

    Args:
        found: Where findings are looked up as they were found.
        decisions: Those on findings; those taken back are passed over.
    """
    desk = _Desk(found)
    met: dict[DecisionId, tuple[str, ...]] = {}
    for decision in decisions:
        if decision.undone:
            continue
        if decision.kind is DecisionKind.MERGE:
            laid = _merge(desk, decision)
        elif decision.kind is DecisionKind.SPLIT:
            laid = _split(desk, decision)
        else:
            target = desk.find(*decision.targets[0])
            laid = (target.id,) if target else ()
        if laid:
            met[decision.id] = laid
    return Regrouped(desk.made, desk.parts, frozenset(desk.gone), met)


def _signed(decision: Decision, **more: object) -> tuple[tuple[str, str], ...]:
    why = (("note", decision.note),) if decision.note else ()
    return (("by", decision.by), ("at", decision.at[:10]), *((name, str(value)) for name, value in more.items()), *why)


def _merge(desk: _Desk, decision: Decision) -> tuple[str, ...]:
    """Make one finding of several: their answers in camps, judged anew."""
    met = [desk.find(target, anchor) for target, anchor in decision.targets]
    several = list({finding.id: finding for finding in met if finding is not None}.values())
    if None in met or not several:
        return ()
    if len(several) == 1:  # the build joined them meanwhile
        return (several[0].id,)
    camps = _camps(several[0].question.kind, [answer for finding in several for answer in finding.answers])
    why = Reason("reader_merged", _signed(decision, findings=len(several)), "1")
    grades = [finding.grade for finding in several if finding.grade]
    once = any(finding.verdict is Verdict.REPEATED for finding in several) and not any(
        finding.verdict is Verdict.CORROBORATED for finding in several
    )
    made = _judged(several[0].question, camps, grades, max(finding.confidence for finding in several), why, once=once)
    return desk.put(several, [made])


def _split(desk: _Desk, decision: Decision) -> tuple[str, ...]:
    """Make two findings of one: the places that were chosen, and the rest."""
    finding = desk.find(*decision.targets[0])
    chosen = {target for target, _ in decision.targets[1:]}
    if finding is None or not chosen <= places_of(finding) or chosen == places_of(finding):
        return ()
    why = Reason("reader_split", _signed(decision, places=len(chosen)), "0")
    grades = [finding.grade] if finding.grade else []
    once = finding.verdict is Verdict.REPEATED
    made = []
    for inside in (True, False):
        camps = [_part(desk, answer, chosen, inside=inside) for answer in finding.answers]
        kept = [camp for camp in camps if camp.evidence]
        made.append(_judged(finding.question, kept, grades, finding.confidence, why, once=once))
    return desk.put([finding], made)


def _part(desk: _Desk, answer: Answer, chosen: set[str], *, inside: bool) -> Answer:
    """Return the evidence of an answer that was chosen, or the rest; with the lineages behind it."""
    kept = tuple(item for item in answer.evidence if (place_text(item) in chosen) is inside)
    of = desk.found.lineages_of(sorted({item.document for item in kept}))
    own = {LineageId(lineage) for lineage in of.values()}
    lineages = tuple(sorted(own & set(answer.lineages) or own))
    return replace(answer, evidence=kept, lineages=lineages)


def _camps(kind: FindingKind, answers: Sequence[Answer]) -> list[Answer]:
    """Return answers with those joined that can hold together; of two labels the first stays."""
    camps: list[Answer] = []
    for answer in answers:
        at = next((at for at, camp in enumerate(camps) if _agree(kind, camp, answer)), None)
        if at is None:
            camps.append(answer)
        else:
            camps[at] = _joined(camps[at], answer)
    return camps


def _joined(one: Answer, other: Answer) -> Answer:
    places = {(item.document, item.span): item for item in (*one.evidence, *other.evidence)}
    lineages = tuple(sorted({*one.lineages, *other.lineages}))
    return replace(one, evidence=tuple(sorted(places.values())), lineages=lineages)


def _agree(kind: FindingKind, one: Answer, other: Answer) -> bool:
    if one.value == other.value or one.label.casefold() == other.label.casefold():
        return True
    if kind not in _RANGED:
        return False
    if kind is FindingKind.DATE:
        with suppress(CrossreadError, ValueError):
            return Interval.parse(one.value).overlaps(Interval.parse(other.value))
        return False
    with suppress(ValueError):
        (low, high), (least, most) = _bounds(one.value), _bounds(other.value)
        return max(low, least) <= min(high, most)
    return False


def _bounds(value: str) -> tuple[float, float]:
    """Return the ends of "11", "12/19", "9/.."; ".." is open.

    Raises:
        ValueError: If the value is something else.
    """
    low, slash, high = value.partition("/")
    ends = (low, high if slash else low)
    return float(ends[0].replace("..", "-inf")), float(ends[1].replace("..", "inf"))


def _judged(  # noqa: PLR0913 - what a verdict rests on
    question: Question, camps: Sequence[Answer], grades: Sequence[Grade], confidence: float, why: Reason, *, once: bool
) -> Finding:
    """Return the finding that camps of answers make; lineages are counted, as they were found behind each answer."""
    answers = sorted(camps, key=lambda a: (-len(a.lineages), -len(a.evidence), a.value, a.evidence))
    documents = {item.document for answer in answers for item in answer.evidence}
    independent = len({lineage for answer in answers for lineage in answer.lineages})
    counted = (("independent", str(independent)), ("documents", str(len(documents))))
    grade = None
    if len(answers) > 1:
        verdict = Verdict.CONTESTED
        deepest = Grade.HARD if question.kind in _PLAIN else Grade.SOFT
        grade = min(grades, key=_DEPTH.index, default=deepest)
        told = Reason("answers_differ", (("camps", str(len(answers))), *counted), "contested")
    elif len(documents) == 1:
        verdict, told = Verdict.SINGLE_SOURCE, Reason("one_document", (), "single_source")
    elif independent > 1 and not once:
        verdict, told = Verdict.CORROBORATED, Reason("independent_evidence", counted, "corroborated")
    else:
        rule = "one_telling" if independent == 1 else "one_voice"
        verdict, told = Verdict.REPEATED, Reason(rule, counted, "repeated")
    place, ranked = rank(Weighing(verdict, grade, question.kind, tuple(answers), confidence))
    spans = sorted({(item.document, item.span) for answer in answers for item in answer.evidence})
    key = FindingId(content_id("v", question.kind, *spans))
    return Finding(key, verdict, grade, question, tuple(answers), confidence, place, (told, why, *ranked))
