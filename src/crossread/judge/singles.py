"""What only one document says, where it is worth saying."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from crossread.judge.questions import act_question, figure_question
from crossread.judge.rulings import finding, rule
from crossread.judge.testimony import Court
from crossread.judge.times import dates_of
from crossread.model.document import DocumentId
from crossread.model.finding import Finding, FindingKind, Grade
from crossread.model.mention import Figure, MentionForm
from crossread.model.reason import Reason
from crossread.model.span import Span
from crossread.model.statement import Modality, Role, RoleName, Statement
from crossread.model.value import Approximation, Interval
from crossread.text.senses import load_senses

_RECENT: Final = 62
"""Days before the day of printing up to which a date is of what is reported."""


def judge_singles(court: Court, found: Sequence[Finding]) -> list[Finding]:
    """Return findings of one source for what no other covers: an asserted figure, or a dated act, of a named actor.

    Args:
        court: The records.
        found: The findings that rest on several documents.
    """
    told = {item.statement for one in found for answer in one.answers for item in answer.evidence}
    dated = _dated(court, found)
    spans: dict[DocumentId, list[Span]] = {}
    for item in (item for one in found for answer in one.answers for item in answer.evidence):
        spans.setdefault(item.document, []).append(item.span)
    singles = []
    for statement in sorted(court.shelf.statements.values(), key=lambda s: (s.document, s.span, s.id)):
        if statement.id in told or statement.modality is not Modality.ASSERTED or not _named(court, statement):
            continue
        if not _tells(statement) or _is_told(court, statement, spans.get(statement.document, [])):
            continue
        if not dated.isdisjoint(_deeds(court, statement)):
            continue
        single = _single(court, statement)
        if single is not None:
            singles.append(single)
    return list({item.id: item for item in singles}.values())


def _dated(court: Court, found: Sequence[Finding]) -> set[tuple[str, str]]:
    """Return the deeds of which findings of several documents tell the day."""
    known = (
        e.statement
        for item in found
        if item.question.kind is FindingKind.DATE
        for a in item.answers
        for e in a.evidence
    )
    return {deed for key in known if key is not None for deed in _deeds(court, court.shelf.statements[key])}


def _deeds(court: Court, statement: Statement) -> set[tuple[str, str]]:
    """Return what a statement says who did: the trigger with each actor that has a part in it."""
    actors = (court.shelf.actor_in(role) for role in statement.roles)
    return {(statement.lemma, actor) for actor in actors if actor is not None}


def _tells(statement: Statement) -> bool:
    """Return whether the trigger tells of a happening that the lexicon knows; "sat" and "asked" tell too little."""
    return bool(load_senses().of(statement.lemma, statement.terms))


def _is_told(court: Court, statement: Statement, spans: Sequence[Span]) -> bool:
    """Return whether a figure of the statement stands in the evidence of another finding."""
    figures = [court.shelf.figures[key].span for key in statement.figures]
    return any(span.overlaps(figure) for span in spans for figure in figures)


def _named(court: Court, statement: Statement) -> bool:
    """Return whether a named actor has a part in what the statement tells."""
    return any(_is_name(court, role) for role in statement.roles if role.name in {RoleName.AGENT, RoleName.PATIENT})


def _is_name(court: Court, role: Role) -> bool:
    """Return whether a role is filled by a name."""
    mention = court.shelf.mentions.get(role.mention) if role.mention is not None else None
    return mention is not None and mention.form in {MentionForm.NAME, MentionForm.ACRONYM}


def _single(court: Court, statement: Statement) -> Finding | None:
    """Return the finding on one statement, or None where it holds neither figure nor date."""
    why = (Reason("worth_saying", (), "named_actor"),)
    figures = [court.shelf.figures[key] for key in statement.figures if _counts(court.shelf.figures[key])]
    if figures:
        item = court.testimony(statement, figures[0].span, amount=figures[0].amount)
        question = figure_question(court, [statement], [figures[0].id])
        return finding(question, [(f"{figures[0].amount.low:.12g}", [item])], rule([[item]], Grade.HARD), 0.5, why)
    dates = dates_of(court.shelf, statement)
    if dates and dates[0].interval is not None and _is_news(court, statement, dates[0].interval):
        item = court.testimony(statement, dates[0].span, time=dates[0].interval)
        question = act_question(court, FindingKind.DATE, [statement])
        return finding(question, [(dates[0].interval.iso(), [item])], rule([[item]], Grade.HARD), 0.5, why)
    return None


def _is_news(court: Court, statement: Statement, when: Interval) -> bool:
    """Return whether a date is of what the document reports, not of what went before.

    That a war began in a year long past stands in one account alone by chance; that someone resigned on the Thursday
    before it was printed is worth checking elsewhere. Where the day of printing is unknown nothing is told apart.
    """
    published = court.published(statement.document)
    return published is None or when.end is None or (published - when.end).days <= _RECENT


def _counts(figure: Figure) -> bool:
    """Return whether a figure is worth a finding of its own: a number with something counted or a unit."""
    return (
        figure.amount.low is not None
        and figure.amount.approximation is not Approximation.VAGUE
        and (figure.noun is not None or figure.amount.unit is not None)
        and figure.amount.low > 1
    )
