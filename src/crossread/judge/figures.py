"""How many? The verdict on figures that count the same thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from crossread.judge.agreement import amounts_agree, camps, is_rounding
from crossread.judge.fates import asked_by_fate
from crossread.judge.questions import figure_question
from crossread.judge.rulings import Ruling, finding, rule
from crossread.judge.testimony import Court, Testimony
from crossread.model.finding import Finding, Grade, Question, Verdict
from crossread.model.mention import Figure, FigureId
from crossread.model.reason import Reason
from crossread.model.statement import Modality, Statement
from crossread.model.value import Amount, Approximation
from crossread.text.revisions import is_revised
from crossread.text.senses import load_senses

_DENIED: Final = re.compile(
    r"(?<!if )\b(?:not|never|rather than|instead of|nor)(?: the| some| about)?\s$", re.IGNORECASE
)
"""Words right before a number that nobody gives: "not 400 but 650"."""

_SMALL = 13
"""Below this number two texts easily have an equal one, and one telling's copies always have."""


@dataclass(frozen=True, slots=True)
class _Given:
    """An answer, whether it counts all there are, and the classes of what it counts."""

    item: Testimony
    whole: bool
    sorts: frozenset[str]


def judge_figures(
    court: Court, counted: Sequence[FigureId], statements: Sequence[Statement], likeness: float
) -> Finding | None:
    """Return the finding on figures that count the same thing; None where they leave nothing to say.

    Numbers that are only planned or possible stand back where others are told as fact; among themselves they answer
    how many there are to be.

    Args:
        court: The records.
        counted: The figures.
        statements: The statements of their group.
        likeness: How sure it is that they count the same thing, 0 to 1.
    """
    owners = {figure: _owner(court.shelf.figures[figure], statements) for figure in counted}
    items = [
        (court.shelf.figures[figure], owner)
        for figure, owner in owners.items()
        if owner is not None
        and court.shelf.figures[figure].amount.low is not None
        and not _is_denied(court, court.shelf.figures[figure])
    ]
    real = [(figure, owner) for figure, owner in items if owner.modality is not Modality.HYPOTHETICAL]
    items = real or items
    given = [_Given(_testimony(court, figure, owner), _whole(figure), _sorts(figure)) for figure, owner in items]
    told = _one_each(court, _without_parts(sorted(given, key=lambda one: _exactness(one.item))))
    sides = camps(told, _agree)
    if len({item.document for item in told if not _is_vague(item)}) < 2 or _tells_little(sides):
        return None
    grade, why = _grade(sides)
    ordered = () if _disputed(court, sides) else [_middle(side) for side in sides]
    ruling = rule(sides, grade, why, ordered=ordered)
    confidence, reasons = _confidence(ruling, sides, likeness)
    kept = {item.evidence for item in told}
    items = [(figure, owner) for figure, owner in items if _testimony(court, figure, owner).evidence in kept]
    return finding(_question(court, items), [(_value(side), side) for side in sides], ruling, confidence, reasons)


def _is_denied(court: Court, figure: Figure) -> bool:
    """Return whether the words right before a number say that it is not that one: "no, not nine: eleven"."""
    text = court.shelf.documents[figure.document].text
    return _DENIED.search(text, max(0, figure.span.start - 24), figure.span.start) is not None


def _disputed(court: Court, sides: Sequence[Sequence[Testimony]]) -> bool:
    """Return whether one document sets two voices with two numbers side by side: that is a dispute, no news.

    Words that put the later number in the place of the earlier make it news again.
    """
    given = [(item, place) for place, side in enumerate(sides) for item in side]
    return any(
        one.document == other.document
        and here != there
        and one.evidence.voice != other.evidence.voice
        and not _revises(court.shelf.documents[one.document].text, one, other)
        for one, here in given
        for other, there in given
    )


def _question(court: Court, items: Sequence[tuple[Figure, Statement]]) -> Question:
    """Return the question that figures answer, worded after the clauses that give the number a part of their own.

    In "the plan to bring half the troops home - 7,000 soldiers - drew criticism" the soldiers drew none.
    """
    placed = [(one, owner) for one, owner in items if any(role.span.overlaps(one.span) for role in owner.roles)]
    owners = [owner for _, owner in placed or items]
    question = figure_question(court, owners, [figure.id for figure, _ in items])
    return asked_by_fate(court, question, [figure for figure, _ in items])


def _is_vague(item: Testimony) -> bool:
    """Return whether an answer is a vague word ("several"), which agrees with any number and so bears none out."""
    return item.amount is not None and item.amount.approximation is Approximation.VAGUE


def _tells_little(sides: Sequence[Sequence[Testimony]]) -> bool:
    """Return whether nobody differs on a number that is hardly news: an age, or a small one in copied words.

    A small number of people lost, hurt, held ... is news in copied words too.
    """
    if len(sides) != 1:
        return False
    side = sides[0]
    if all(item.amount is not None and item.amount.unit == "year" for item in side):
        return True
    small = max(_size(item) for item in side) < _SMALL
    return small and len({item.teller for item in side}) == 1 and not any(_of_people(item) for item in side)


def _of_people(item: Testimony) -> bool:
    """Return whether an answer is a number of people to whom something happens."""
    if item.statement is None or item.amount is None or item.amount.unit not in {"person", None}:
        return False
    senses = load_senses().of(item.statement.lemma, item.statement.terms)
    return item.amount.unit == "person" and any("people" in sense.flags for sense in senses)


def _whole(figure: Figure) -> bool:
    """Return whether a figure counts all there are ("people", "dead"), not one sort of them ("nurses")."""
    senses = load_senses()
    known = senses.noun_classes(figure.noun or "")
    return (
        not figure.noun
        or senses.counts_one_each(figure.noun)
        or any("general" in senses.noun_flags.get(name, ()) for name in known)
    )


def _sorts(figure: Figure) -> frozenset[str]:
    """Return the classes of what a figure counts, none where it names nothing."""
    return load_senses().noun_classes(figure.noun) if figure.noun else frozenset()


def _without_parts(told: Sequence[_Given]) -> list[Testimony]:
    """Return the answers without those that may count only a part of what others count.

    A number of one sort of people that is smaller than a number of people at large, and agrees with none, may be a
    part of it: it contests nothing. Where others give the whole as that sort ("14 killed", "14 troops killed"), it is
    no part: "12 troops killed" contests them.
    """
    wholes = [one.item for one in told if one.whole]
    if not wholes:
        return [one.item for one in told]
    largest = max(_size(item) for item in wholes)
    full = {sort for one in told if any(_agree(one.item, item) for item in wholes) for sort in one.sorts}
    return [one.item for one in told if one.whole or _size(one.item) >= largest or one.sorts & full]


def _one_each(court: Court, told: Sequence[Testimony]) -> list[Testimony]:
    """Return the answers, of each document and voice in it those that agree with its best one.

    A document that gives several numbers in one voice gives parts and wholes far more often than it contradicts itself.
    The best number is one that another document gives too, else the largest. What it lets others say is theirs: a
    paper may print the mayor's number beside its own. An early number whose place a later one takes stays too.
    """
    kept = []
    for document, voice in sorted({(item.document, item.evidence.voice) for item in told}):
        own = [item for item in told if (item.document, item.evidence.voice) == (document, voice)]
        others = [item for item in told if item.document != document]
        best = max(own, key=lambda item: (any(_agree(item, other) for other in others), _size(item)))
        text = court.shelf.documents[document].text
        kept += [item for item in own if _one_number(item, best) or _revises(text, item, best)]
    return sorted(kept, key=_exactness)


def _one_number(one: Testimony, other: Testimony) -> bool:
    """Return whether two figures of one text are one number, or one is the other rounded."""
    return _size(one) == _size(other) or (
        one.amount is not None
        and other.amount is not None
        and (is_rounding(one.amount, other.amount) or is_rounding(other.amount, one.amount))
    )


def _revises(text: str, item: Testimony, best: Testimony) -> bool:
    """Return whether of two numbers of one text the later takes the place of the earlier by its words."""
    return is_revised(text, item.evidence.span.start, best.evidence.span.start)


def _size(item: Testimony) -> float:
    """Return the number that a figure stands at."""
    amount = item.amount
    return 0.0 if amount is None else float(amount.low if amount.low is not None else amount.high or 0.0)


def _owner(figure: Figure, statements: Sequence[Statement]) -> Statement | None:
    """Return the shortest statement that holds a figure; of one that none holds, the nearest of the document."""
    holders = [statement for statement in statements if figure.id in statement.figures]
    near = [statement for statement in statements if statement.document == figure.document]
    if holders:
        return min(holders, key=lambda statement: (statement.span.length, statement.id))
    return min(near, key=lambda statement: (abs(statement.span.start - figure.span.start), statement.id), default=None)


def _testimony(court: Court, figure: Figure, statement: Statement) -> Testimony:
    """Return the answer that one figure gives."""
    label = court.shelf.words(figure.document, figure.span)
    span = figure.span
    if figure.counted is not None and figure.counted.length <= 40 and figure.counted.start >= figure.span.start:
        span = figure.span.joined(figure.counted)
    span = span if span.length <= 80 else figure.span
    if span != figure.span:
        label = court.shelf.words(figure.document, span)
    return court.testimony(statement, span, label, amount=figure.amount)


def _exactness(item: Testimony) -> tuple[bool, bool, float, object]:
    """Return the key that puts exact figures first, then hedged, then open ones."""
    amount = item.amount or Amount(None, None)
    open_end = amount.low is None or amount.high is None
    return open_end, amount.approximation is not Approximation.EXACT, amount.low or 0.0, item.evidence


def _agree(one: Testimony, other: Testimony) -> bool:
    """Return whether two figures can be one camp; a bound far below what the other says is a camp of its own."""
    if one.amount is None or other.amount is None or not amounts_agree(one.amount, other.amount):
        return False
    low = [amount.low or amount.high or 0.0 for amount in (one.amount, other.amount)]
    return min(low) <= 0 or max(low) / min(low) <= 1.5


def _grade(sides: Sequence[Sequence[Testimony]]) -> tuple[Grade, tuple[Reason, ...]]:
    """Return how deep the difference is: hard where some two cannot hold together, soft where hedges leave room."""
    pairs = [(a, b) for place, side in enumerate(sides) for other in sides[place + 1 :] for a in side for b in other]
    clash = [(a, b) for a, b in pairs if a.amount and b.amount and not amounts_agree(a.amount, b.amount)]
    if not clash:
        return Grade.SOFT, (Reason("hedges_leave_room", (), "soft"),)
    a, b = clash[0]
    return Grade.HARD, (Reason("bounds_apart", (("a", a.label), ("b", b.label)), "hard"),)


def _middle(side: Sequence[Testimony]) -> float:
    """Return the value that a camp stands at: its most exact figure's."""
    return _size(side[0])


def _value(side: Sequence[Testimony]) -> str:
    """Return a camp's value as data: a number, or a range "low/high" with `..` for an open end."""
    lows = [item.amount.low for item in side if item.amount is not None]
    highs = [item.amount.high for item in side if item.amount is not None]
    low = max((bound for bound in lows if bound is not None), default=None)
    high = min((bound for bound in highs if bound is not None), default=None)
    if low is not None and (low == high or (high is not None and high < low)):
        return f"{low:.12g}"
    return f"{'..' if low is None else format(low, '.12g')}/{'..' if high is None else format(high, '.12g')}"


def _confidence(
    ruling: Ruling, sides: Sequence[Sequence[Testimony]], likeness: float
) -> tuple[float, tuple[Reason, ...]]:
    """Return how sure a finding on figures is, and why."""
    reasons = [Reason("same_thing_counted", (), f"{likeness:.2f}")]
    value = likeness
    sizes = sorted(_middle(side) for side in sides)
    if ruling.verdict is Verdict.CONTESTED and sizes[0] > 0 and sizes[-1] / sizes[0] > 10:
        value *= 0.6
        reasons.append(Reason("sizes_far_apart", (("ratio", f"{sizes[-1] / sizes[0]:.0f}"),), "x0.60"))
    return value, tuple(reasons)
