"""From camps of answers to a verdict and a finding: the rule that all kinds of questions share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from crossread.judge.ranking import Weighing, rank
from crossread.judge.testimony import Testimony
from crossread.model.document import DocumentId
from crossread.model.finding import Answer, Finding, FindingId, Grade, Question, Verdict
from crossread.model.identity import content_id
from crossread.model.reason import Reason

Camp = Sequence[Testimony]


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict with its grade and why."""

    verdict: Verdict
    grade: Grade | None
    reasons: tuple[Reason, ...]


def rule(camps: Sequence[Camp], grade: Grade, why: tuple[Reason, ...] = (), *, ordered: Sequence[float] = ()) -> Ruling:
    """Return the verdict on camps of answers.

    One camp: `corroborated` where two answers or more are independent, `repeated` where several documents have one
    telling or one voice, else `single_source`. Several camps: `updated` where each camp has a value, and the values
    move one way with the dates of publication, else `contested`.

    Args:
        camps: The answers, in camps.
        grade: How deep the difference is, should it be one.
        why: Reasons for the grade.
        ordered: A value for each camp, where values have an order; leave out where an update is no possible reading.
    """
    items = [item for camp in camps for item in camp]
    documents = {item.document for item in items}
    vouchers = independent(items)
    counted = (("independent", str(vouchers)), ("documents", str(len(documents))))
    if len(camps) > 1:
        moved = _moves(camps, ordered)
        if moved is not None:
            return Ruling(Verdict.UPDATED, None, (moved,))
        told = Reason("answers_differ", (("camps", str(len(camps))), *counted), "contested")
        return Ruling(Verdict.CONTESTED, grade, (told, *why))
    if len(documents) == 1:
        return Ruling(Verdict.SINGLE_SOURCE, None, (Reason("one_document", (), "single_source"),))
    if vouchers > 1:
        return Ruling(Verdict.CORROBORATED, None, (Reason("independent_evidence", counted, "corroborated"),))
    kind = "one_telling" if len({item.lineage for item in items}) == 1 else "one_voice"
    return Ruling(Verdict.REPEATED, None, (Reason(kind, counted, "repeated"),))


def independent(items: Sequence[Testimony]) -> int:
    """Return how many of the answers are independent: at most one a telling and one a speaker, as many as can be had.

    An author who speaks in his own voice is a speaker of his own. (Maximum matching of tellings with speakers.)
    """
    speakers: dict[str, set[str]] = {}
    for item in items:
        speakers.setdefault(item.lineage, set()).add(item.speaker or f"author {item.lineage}")
    taken: dict[str, str] = {}

    def place(teller: str, seen: set[str]) -> bool:
        for speaker in sorted(speakers[teller] - seen):
            seen.add(speaker)
            if speaker not in taken or place(taken[speaker], seen):
                taken[speaker] = teller
                return True
        return False

    return sum(place(teller, set()) for teller in sorted(speakers))


def _moves(camps: Sequence[Camp], values: Sequence[float]) -> Reason | None:
    """Return why the camps are updates of one another, or None where they are not.

    In the order of their first dates the values must move one way, and no later document may tell an earlier value
    alone; beside the newer one it may.
    """
    items = [(item, number) for number, camp in enumerate(camps) for item in camp]
    if len(values) != len(camps) or any(item.published is None for item, _ in items):
        return None
    days = [min(item.published for item in camp if item.published is not None) for camp in camps]
    order = sorted(range(len(camps)), key=lambda number: (days[number], values[number]))
    moving = [values[number] for number in order]
    if len(set(days)) < len(days) or moving not in (sorted(moving), sorted(moving, reverse=True)):
        return None
    latest: dict[DocumentId, tuple[date, int]] = {}
    for item, number in items:
        if item.published is not None:
            known = latest.get(item.document, (item.published, -1))
            latest[item.document] = (item.published, max(known[1], order.index(number)))
    steps = sorted(latest.values())
    if any(later < earlier and day != before for (before, earlier), (day, later) in pairwise(steps)):
        return None
    inputs = tuple((days[number].isoformat(), f"{values[number]:g}") for number in order)
    return Reason("moves_with_publication", inputs, "updated")


def finding(
    question: Question,
    camps: Sequence[tuple[str, Camp]],
    ruling: Ruling,
    confidence: float,
    why: tuple[Reason, ...] = (),
) -> Finding:
    """Return the finding for a ruling.

    Args:
        question: What is answered.
        camps: The camps with their values as data.
        ruling: The verdict.
        confidence: How sure the evidence is, 0 to 1.
        why: Reasons for the confidence.
    """
    answers = [_answer(value, camp) for value, camp in camps]
    answers.sort(key=lambda answer: (-len(answer.lineages), -len(answer.evidence), answer.value, answer.evidence))
    sure = round(max(0.0, min(1.0, confidence)), 4)
    position, reasons = rank(Weighing(ruling.verdict, ruling.grade, question.kind, tuple(answers), sure))
    spans = sorted({(item.document, item.span) for answer in answers for item in answer.evidence})
    key = FindingId(content_id("v", question.kind, *spans))
    return Finding(
        key, ruling.verdict, ruling.grade, question, tuple(answers), sure, position, (*ruling.reasons, *why, *reasons)
    )


def _answer(value: str, camp: Camp) -> Answer:
    """Return one camp as an answer; its label is the commonest of its labels, the shortest of these.

    Where one says what happened, those that only name it give no label.
    """
    labels = Counter(item.label for item in camp if not item.noun) or Counter(item.label for item in camp)
    label = min(labels, key=lambda text: (-labels[text], len(text), text))
    places = {(item.document, item.evidence.span): item.evidence for item in sorted(camp, key=lambda i: i.evidence)}
    evidence = tuple(sorted(places.values()))
    return Answer(label, value, evidence, tuple(sorted({item.lineage for item in camp})))
