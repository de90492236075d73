"""From camps of answers to a verdict and a finding: the rule that all kinds of questions share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from crossread.judge.ranking import Weighing, rank
from crossread.judge.testimony import Testimony
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

    One camp: `corroborated` with two independent vouchers or more (lineages, or voices), `repeated` with one voucher in
    several documents, else `single_source`. Several camps: `updated` where each camp has a value, and the values move one way
    with the dates of publication, else `contested`.

    Args:
        camps: The answers, in camps.
        grade: How deep the difference is, should it be one.
        why: Reasons for the grade.
        ordered: A value for each camp, where values have an order; leave out where an update is no possible reading.
    """
    documents = {item.document for camp in camps for item in camp}
    vouchers = sorted({item.voucher for camp in camps for item in camp})
    if len(camps) > 1:
        moved = _moves(camps, ordered)
        if moved is not None:
            return Ruling(Verdict.UPDATED, None, (moved,))
        told = Reason("answers_differ", (("camps", str(len(camps))), ("vouchers", str(len(vouchers)))), "contested")
        return Ruling(Verdict.CONTESTED, grade, (told, *why))
    if len(documents) == 1:
        return Ruling(Verdict.SINGLE_SOURCE, None, (Reason("one_document", (), "single_source"),))
    if len(vouchers) > 1:
        counted = (("vouchers", str(len(vouchers))), ("documents", str(len(documents))))
        return Ruling(Verdict.CORROBORATED, None, (Reason("independent_vouchers", counted, "corroborated"),))
    kind = "one_voice" if vouchers[0].startswith("voice ") else "one_lineage"
    return Ruling(Verdict.REPEATED, None, (Reason(kind, (("documents", str(len(documents))),), "repeated"),))


def _moves(camps: Sequence[Camp], values: Sequence[float]) -> Reason | None:
    """Return why the camps are updates of one another, or None where they are not."""
    if len(values) != len(camps):
        return None
    dated = []
    for camp, value in zip(camps, values, strict=True):
        days = [item.published for item in camp]
        if any(day is None for day in days):
            return None
        known = [day for day in days if day is not None]
        dated.append((min(known), max(known), value))
    dated.sort()
    steps = list(zip(dated, dated[1:], strict=False))
    if any(later[0] <= earlier[1] for earlier, later in steps):
        return None
    rises = {later[2] > earlier[2] for earlier, later in steps}
    if len(rises) != 1:
        return None
    inputs = tuple((day.isoformat(), f"{value:g}") for day, _, value in dated)
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
    """Return one camp as an answer; its label is the commonest of its labels, the shortest of these."""
    labels = Counter(item.label for item in camp)
    label = min(labels, key=lambda text: (-labels[text], len(text), text))
    evidence = tuple(sorted({item.evidence for item in camp}))
    return Answer(label, value, evidence, tuple(sorted({item.lineage for item in camp})))
