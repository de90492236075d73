"""What is told alike of what is to come: what is demanded, promised, refused, or foreseen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from crossread.judge.questions import act_question
from crossread.judge.rulings import finding, rule
from crossread.judge.testimony import Court, Testimony
from crossread.judge.worth import core, figures_clash, of_one_tone, several
from crossread.model.finding import Finding, FindingKind, Grade
from crossread.model.reason import Reason
from crossread.model.statement import AUTHOR, AttributionKind, Modality, Statement

_OPEN: Final = re.compile(r"(?:if|unless|whether|lest|before|until|in case|as if|how|why|who|what)\b", re.IGNORECASE)
"""Beginnings of clauses that say neither that it will be nor that it shall."""

_WILL: Final = re.compile(r"\b(?:will|would|shall|going to|wo)\b|['\u2019](?:ll|d)\b", re.IGNORECASE)
"""Words that tell what is to come, reported ("would") or in one's own words."""

_SHALL: Final = re.compile(r"\b(?:should|must|ought to|has to|have to|had to|needs? to)\b", re.IGNORECASE)
"""Words that tell what is demanded."""

_COMMITTING: Final = ("vow", "promis", "pledg", "threat", "agree", "offer", "decid", "plan", "intend", "swear", "swor")
"""Beginnings of verbs and nouns whose "to" tells what someone means to do."""

_REFUSING: Final = ("refus", "declin")
"""Beginnings of those whose "to" tells what someone will not do."""

_ORDERING: Final = (
    "urg",
    "ask",
    "tell",
    "told",
    "order",
    "demand",
    "call",
    "press",
    "advis",
    "beg",
    "implor",
    "instruct",
)
"""Beginnings of those whose "to" tells what another shall do."""

Aim = tuple[Modality, int]
"""Whether something is foreseen or demanded, and 1 or -1: whether it is to be or not to be."""


def judge_intended(court: Court, statements: Sequence[Statement], likeness: float) -> list[Finding]:
    """Return the finding that several documents tell the same of what is to come.

    "He will not run again", "she pledged to repay the grant" and "they urged him to resign" say nothing of what
    happened; that several accounts report the promise or the demand is a finding of its own. Two that differ are no
    contest here: one may promise what another rules out.

    Args:
        court: The records.
        statements: Statements of the same act.
        likeness: How sure it is that they tell of the same act, 0 to 1.
    """
    aims: dict[Aim, list[Statement]] = {}
    for statement in statements:
        aim = aim_of(court, statement)
        if aim is not None:
            aims.setdefault(aim, []).append(statement)
    found = []
    for (modality, sign), told in sorted(aims.items()):
        plain = core(court, of_one_tone(court, told), promised=True) if several(told) else []
        if several(plain) and not figures_clash(court, plain):
            found.append(_finding(court, plain, modality, sign, likeness))
    return found


def _finding(court: Court, told: Sequence[Statement], modality: Modality, sign: int, likeness: float) -> Finding:
    """Return the finding on what is told alike."""
    items: list[Testimony] = [court.testimony(s, s.span, sign=sign) for s in told]
    question = act_question(court, FindingKind.WHAT, told, modality)
    if sign < 0:
        question = replace(question, verb=f"not_{question.verb}")
    why = (Reason("same_act", (), f"{likeness:.2f}"), Reason("of_what_is_to_come", (("modality", modality.value),), ""))
    return finding(question, [("yes", items)], rule([items], Grade.HARD), likeness, why)


def aim_of(court: Court, statement: Statement) -> Aim | None:
    """Return whether a statement tells what is foreseen or demanded; None where it tells neither."""
    words = statement.span.of(court.shelf.documents[statement.document].text)
    if _OPEN.match(words) or is_question(court, statement):
        return None
    sign = court.sign(statement)
    if words[:3].casefold() == "to ":
        return _of_cue(court, statement, sign)
    if statement.modality is Modality.DEMANDED or (
        statement.modality is not Modality.ASSERTED and _SHALL.search(words)
    ):
        return Modality.DEMANDED, sign
    if statement.modality is Modality.PREDICTED or (statement.voice != AUTHOR and _WILL.search(words)):
        return Modality.PREDICTED, sign
    return None


def _of_cue(court: Court, statement: Statement, sign: int) -> Aim | None:
    """Return what an infinitive tells after a verb of promising, refusing or ordering."""
    voice = court.shelf.attributions.get(statement.voice)
    if voice is None or voice.cue is None or voice.kind is not AttributionKind.ATTITUDE:
        return (Modality.DEMANDED, sign) if statement.modality is Modality.DEMANDED else None
    cue = court.shelf.words(statement.document, voice.cue).casefold()
    if cue.startswith(_ORDERING):
        return Modality.DEMANDED, sign
    if cue.startswith(_REFUSING):
        return Modality.PREDICTED, -sign
    return (Modality.PREDICTED, sign) if cue.startswith(_COMMITTING) else None


def is_question(court: Court, statement: Statement) -> bool:
    """Return whether a statement stands in a sentence that ends with a question mark."""
    passage = court.shelf.passages.get(statement.passage)
    text = court.shelf.documents[statement.document].text
    return passage is not None and passage.span.of(text).rstrip("\"'\u201d\u2019)").endswith("?")
