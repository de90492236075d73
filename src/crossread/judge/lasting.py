"""How long did it take, how long has it lasted? What several documents say alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from crossread.judge.intended import is_question
from crossread.judge.questions import act_question
from crossread.judge.rulings import finding, rule
from crossread.judge.testimony import Court, Testimony
from crossread.model.duration import Duration
from crossread.model.finding import Finding, FindingKind, Grade, Question
from crossread.model.mention import TimexType
from crossread.model.reason import Reason
from crossread.model.span import Span
from crossread.model.statement import Statement
from crossread.model.value import Amount, Approximation

_OF: Final = re.compile(r"\s+of\s+((?:(?:the|a|an|his|her|its|their)\s+)?\w+(?:\s\w+){0,2})")
"""What a length of time is one of: "nine years of war"."""

_BEFORE: Final = re.compile(r"\s+(\w+)")
"""What stands after a length that is one word: "a 48-hour truce"."""

_ENDS: Final = re.compile(
    r"\s(?:and|or|in|on|at|by|to|of|for|over|with|that|which|who|had|has|have|was|were|is|are|did|from|against|since|"
    r"under|between|when|while|as|the|a|an)\b.*"
)
"""Where a phrase of a few words ends."""

_APART: Final = re.compile(r"\s+(?:in advance|before|after|ahead|ago|later|earlier|from now|hence|prior|old)\b")
"""Words after a length that tell how far apart two things are, not how long one lasts."""

_HEDGES: Final = {
    "APPROX": Approximation.ABOUT,
    "MORE_THAN": Approximation.MORE_THAN,
    "EQUAL_OR_MORE": Approximation.AT_LEAST,
    "LESS_THAN": Approximation.LESS_THAN,
    "EQUAL_OR_LESS": Approximation.AT_MOST,
}


def judge_lasting(court: Court, statements: Sequence[Statement], likeness: float) -> Finding | None:
    """Return the finding that several documents give one length of time for one thing; None where they do not.

    Lengths that differ are no contest here: one act has many ("two days of fighting in a war of nine years").

    Args:
        court: The records.
        statements: Statements of the same act.
        likeness: How sure it is that they tell of the same act, 0 to 1.
    """
    told = [
        (length, court.testimony(statement, span, amount=_amount(length, mod)))
        for statement in statements
        if not is_question(court, statement)
        for length, span, mod in _lengths(court, statement)
    ]
    camps = [[pair for pair in told if pair[0].same(length)] for length, _ in told]
    best = max(camps, key=lambda camp: (len({item.document for _, item in camp}), len(camp)), default=[])
    if len({item.document for _, item in best}) < 2:
        return None
    items = [item for _, item in best]
    question = _question(court, items, best[0][0])
    why = (Reason("same_act", (), f"{likeness:.2f}"),)
    return finding(question, [(f"{best[0][0].number:.12g}", items)], rule([items], Grade.HARD), likeness, why)


def _lengths(court: Court, statement: Statement) -> list[tuple[Duration, Span, str | None]]:
    """Return the lengths of time that a clause tells, each with its place and its hedge."""
    text = court.shelf.documents[statement.document].text
    known = [court.shelf.dates[key] for key in statement.dates if key in court.shelf.dates]
    known = [date for date in known if not _APART.match(text, date.span.end)]
    found = [(Duration.parse(date.value), date) for date in known if date.type is TimexType.DURATION]
    return [(length, date.span, date.mod) for length, date in found if length is not None and length.telling]


def _amount(length: Duration, mod: str | None) -> Amount:
    """Return a length as an amount of its unit."""
    return Amount(length.number, length.number, _HEDGES.get(mod or "", Approximation.EXACT), length.unit)


def _question(court: Court, items: Sequence[Testimony], length: Duration) -> Question:
    """Return how long what is asked: "how many years of war were there", or for how long somebody did something."""
    owners = [item.statement for item in items if item.statement is not None]
    things = [thing for item in items if (thing := _thing(court, item))]
    if things:
        return Question(
            FindingKind.FIGURE, counted=min(things, key=lambda thing: (len(thing), thing)), unit=length.unit
        )
    return replace(act_question(court, FindingKind.FIGURE, owners), unit=length.unit)


def _thing(court: Court, item: Testimony) -> str:
    """Return what a length of time is one of, in the document's words; "" where it is none."""
    text = court.shelf.documents[item.document].text
    joined = "-" in item.evidence.span.of(text)
    after = (_BEFORE if joined else _OF).match(text, item.evidence.span.end)
    return "" if after is None else _ENDS.sub("", after[1])
