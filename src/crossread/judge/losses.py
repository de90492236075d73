"""How many were killed, hurt, missing? Told by one document alone it is worth saying too, whoever they were."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from crossread.judge.fates import asked_by_fate, fate_of
from crossread.judge.questions import figure_question
from crossread.judge.rulings import finding, rule
from crossread.judge.testimony import Court
from crossread.model.account import Account
from crossread.model.document import DocumentId, PassageId
from crossread.model.finding import Finding, FindingKind, Grade
from crossread.model.mention import Figure
from crossread.model.reason import Reason
from crossread.model.span import Span
from crossread.model.statement import Modality, Statement
from crossread.model.value import Approximation
from crossread.text.senses import load_senses

LOSSES: Final = frozenset({"die", "injure", "missing"})
"""Classes of happenings whose victims are counted."""

_REACH: Final = 40
"""Greatest distance, in characters, between a number and the word that tells what happened to those it counts."""


def judge_losses(court: Court, found: Sequence[Finding]) -> list[Finding]:
    """Return single-source findings on numbers of victims that no other finding holds.

    Args:
        court: The records.
        found: Findings made before.
    """
    told: dict[DocumentId, list[Span]] = defaultdict(list)
    for item in (item for one in found if one.question.kind is FindingKind.FIGURE for item in one.answers):
        for evidence in item.evidence:
            told[evidence.document].append(evidence.span)
    fresh = {
        figure.id
        for account in court.shelf.accounts
        for figure in account.figures
        if _counts_people(figure) and not any(span.overlaps(figure.span) for span in told[figure.document])
    }
    made = [item for account in court.shelf.accounts for item in _of_account(court, account, fresh)]
    return list({item.id: item for item in made}.values())


def _counts_people(figure: Figure) -> bool:
    """Return whether a figure is a number of people that can be checked."""
    if figure.amount.low is None or figure.amount.approximation is Approximation.VAGUE:
        return False
    return figure.amount.unit == "person" or (
        figure.amount.unit is None and (figure.noun is None or load_senses().counts_people(figure.noun))
    )


def _of_account(court: Court, account: Account, fresh: Iterable[str]) -> Iterable[Finding]:
    """Yield the findings on one document's numbers of victims."""
    clauses: dict[PassageId, list[Statement]] = defaultdict(list)
    for statement in account.statements:
        clauses[statement.passage].append(statement)
    wanted = frozenset(fresh)
    for figure in (figure for figure in account.figures if figure.id in wanted):
        home = next((passage.id for passage in account.passages if passage.span.contains(figure.span)), None)
        owner = _told_loss(court, figure, clauses[home]) if home is not None else None
        if owner is not None and owner.modality is Modality.ASSERTED:
            yield _single(court, figure, owner)


def _told_loss(court: Court, figure: Figure, statements: Sequence[Statement]) -> Statement | None:
    """Return the statement that tells what happened to those whom a figure counts, or None where it is no loss.

    The words right after the number tell it best: in "one soldier killed, seven injured" seven were injured.
    """
    fate = fate_of(court, figure)
    if not fate:
        return _tells_loss(figure, statements)
    if fate not in LOSSES:
        return None
    senses = load_senses()
    fitting = [s for s in statements if any(sense.name == fate for sense in senses.of(s.lemma, s.terms))]
    near = fitting or [statement for statement in statements if statement.span.contains(figure.span)] or statements
    return min(near, key=lambda s: (_gap(s.trigger, figure.span), s.id), default=None)


def _tells_loss(figure: Figure, statements: Sequence[Statement]) -> Statement | None:
    """Return the statement that tells what happened to those whom a figure counts, or None where it is no loss."""
    near = [
        statement
        for statement in statements
        if _gap(statement.trigger, figure.span) <= _REACH
        and _is_loss(statement.lemma, statement.terms)
        and (not statement.figures or statement.figures[0] == figure.id)
    ]
    if not near and figure.noun is not None and _is_loss(figure.noun, ()):
        near = [statement for statement in statements if statement.span.contains(figure.span)]
    return min(near, key=lambda s: (_gap(s.trigger, figure.span), s.id), default=None)


def _is_loss(lemma: str, terms: Iterable[str]) -> bool:
    """Return whether a word tells of people killed, hurt or missing."""
    return any(sense.name in LOSSES for sense in load_senses().of(lemma, terms))


def _gap(one: Span, other: Span) -> int:
    """Return how many characters lie between two spans, 0 where they touch."""
    return max(0, one.start - other.end, other.start - one.end)


def _single(court: Court, figure: Figure, owner: Statement) -> Finding:
    """Return the finding on one number."""
    item = court.testimony(owner, figure.span, amount=figure.amount)
    question = asked_by_fate(court, figure_question(court, [owner], [figure.id]), [figure])
    low = "" if figure.amount.low is None else f"{figure.amount.low:.12g}"
    value = low if figure.amount.high == figure.amount.low else f"{low}/.."
    why = (Reason("worth_saying", (), "people_lost"),)
    return finding(question, [(value, [item])], rule([[item]], Grade.HARD), 0.5, why)
