"""The verdict that follows from camps, lineages, voices and dates: the rule of `accounts/README.md`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from crossread_scores.event import Question


@dataclass(frozen=True, slots=True)
class Evidence:
    """One stretch that answers one question.

    Attributes:
        document: The outlet's id.
        answer: The answer's id.
        lineage: Index of the document's lineage.
        speaker: The actor whose voice it is; None for the author or an unknown voice.
        published: Partial ISO date of the document, or None.
    """

    document: str
    answer: str
    lineage: int
    speaker: str | None
    published: str | None


def independent(evidence: Sequence[Evidence]) -> int:
    """Count independent evidence: at most one per lineage and at most one per speaker, as many as can be had.

    Examples:
        >>> a = Evidence("a", "x", 0, "mayor", None)
        >>> b = Evidence("b", "x", 1, "mayor", None)
        >>> independent([a, b]), independent([a, Evidence("b", "x", 1, None, None)])
        (1, 2)
    """
    voices: dict[int, set[str]] = {}
    for item in evidence:
        voices.setdefault(item.lineage, set()).add(
            item.speaker if item.speaker is not None else f"#author {item.lineage}"
        )
    taken: dict[str, int] = {}

    def place(lineage: int, seen: set[str]) -> bool:
        for voice in sorted(voices[lineage] - seen):
            seen.add(voice)
            if voice not in taken or place(taken[voice], seen):
                taken[voice] = lineage
                return True
        return False

    return sum(place(lineage, set()) for lineage in sorted(voices))


def verdict_of(question: Question, evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """Return the verdicts that the rule allows for this evidence, the plainest first.

    Several camps are `contested`, and may be `updated` where the later replace the earlier.
    """
    camps = sorted({question.camp_of(item.answer) for item in evidence})
    if len(camps) > 1:
        return ("contested", "updated") if replaced(question, evidence) else ("contested",)
    if len({item.document for item in evidence}) == 1:
        return ("single_source",)
    return ("corroborated",) if independent(evidence) > 1 else ("repeated",)


def replaced(question: Question, evidence: Sequence[Evidence]) -> bool:
    """Tell whether the camps follow one another with the dates of publication, one way, the last one standing.

    Camps are put in order of their first date. Numeric values must rise or fall all the way. A later document may
    still tell the earlier value beside the new one; it may not tell the earlier value alone.
    """
    dated = [item for item in evidence if item.published]
    first = {
        camp: min(i.published or "" for i in dated if question.camp_of(i.answer) == camp)
        for camp in {question.camp_of(i.answer) for i in dated}
    }
    order = sorted(first, key=lambda camp: (first[camp], _value(question, camp) or 0.0, camp))
    if len(order) < 2 or first[order[0]] == first[order[-1]]:
        return False
    values = [value for camp in order if (value := _value(question, camp)) is not None]
    if len(values) == len(order) and values not in (sorted(values), sorted(values, reverse=True)):
        return False
    return _one_way(_latest_camps(question, dated, order))


def _latest_camps(question: Question, dated: Sequence[Evidence], order: Sequence[int]) -> list[tuple[str, int]]:
    latest: dict[str, tuple[str, int]] = {}
    for item in dated:
        rank = order.index(question.camp_of(item.answer))
        latest[item.document] = (item.published or "", max(rank, latest.get(item.document, ("", -1))[1]))
    return sorted(latest.values())


def _one_way(steps: Sequence[tuple[str, int]]) -> bool:
    return all(later >= earlier or date_b == date_a for (date_a, earlier), (date_b, later) in pairwise(steps))


def _value(question: Question, camp: int) -> float | None:
    values = [question.answers[name].value for name in question.camps[camp] if name in question.answers]
    numbers = [float(value) for value in values if isinstance(value, int | float)]
    return max(numbers) if numbers and len(numbers) == len(values) else None
