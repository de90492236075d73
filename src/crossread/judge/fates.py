"""What befell the people whom a number counts, by the words right after it: "five dead", "two civilians were hurt"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from crossread.judge.testimony import Court
from crossread.model.finding import Question
from crossread.model.mention import Figure
from crossread.text.fates import fate_after, fate_before, fate_of_word

_VERBS: Final = {"die": ("die", False), "injure": ("injure", True), "arrest": ("arrest", True)}
"""How it is asked for each fate: the verb, and whether in the passive."""


def fate_of(court: Court, figure: Figure) -> str:
    """Return what befell those whom a figure counts ("die", "injure", "missing", "arrest"); "" where no word tells it.

    The words right after it are read first ("five dead"), then those before it ("the toll rose to five").

    Args:
        court: The records.
        figure: A number.
    """
    text = court.shelf.documents[figure.document].text
    counted = figure.counted if figure.counted is not None and figure.counted.start >= figure.span.end else None
    if counted is not None and (told := fate_of_word(court.shelf.words(figure.document, counted))):
        return told
    after = fate_after(text, figure.span.end) or (fate_after(text, counted.end) if counted is not None else "")
    return after or fate_before(text, figure.span.start)


def asked_by_fate(court: Court, question: Question, figures: Sequence[Figure]) -> Question:
    """Return a question on people asked by what befell them, where the words after most of their numbers tell it.

    "Five dead as police storm the square" answers how many died, not how many stormed it.
    """
    told = Counter(fate for figure in figures if (fate := fate_of(court, figure)))
    fate = min(told, key=lambda name: (-told[name], name), default="")
    if fate not in _VERBS or 2 * told[fate] < len(figures):
        return question
    verb, passive = _VERBS[fate]
    counted = "" if fate_of_word(question.counted) else question.counted
    return replace(question, subject="", verb=verb, object="", passive=passive, counted=counted)
