"""What an editor wants to see first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from crossread.model.finding import Answer, FindingKind, Grade, Verdict
from crossread.model.reason import Reason

_VERDICTS: Final = {
    (Verdict.CONTESTED, Grade.HARD): 0.75,
    (Verdict.CONTESTED, Grade.SOFT): 0.55,
    (Verdict.CONTESTED, Grade.INTERPRETIVE): 0.6,
    (Verdict.UPDATED, None): 0.6,
    (Verdict.CORROBORATED, None): 0.4,
    (Verdict.REPEATED, None): 0.3,
    (Verdict.SINGLE_SOURCE, None): 0.08,
}
_KINDS: Final = {
    FindingKind.FIGURE: 0.08,
    FindingKind.DATE: 0.05,
    FindingKind.WHO: 0.08,
    FindingKind.WHETHER: 0.06,
    FindingKind.QUOTE: -0.08,
    FindingKind.PLACE: 0.04,
    FindingKind.WHAT: 0.0,
}


@dataclass(frozen=True, slots=True)
class Weighing:
    """What is known of a finding when it is ranked."""

    verdict: Verdict
    grade: Grade | None
    kind: FindingKind
    answers: tuple[Answer, ...]
    confidence: float


def rank(weighing: Weighing) -> tuple[float, tuple[Reason, ...]]:
    """Return how much an editor would want to see a finding, 0 to 1, and why.

    A contest comes before agreement, well evidenced before thin, several lineages before few, what can be checked (a
    figure, a doer, a date) before what is put in words; all of it less where it is unsure.

    Examples:
        >>> low = rank(Weighing(Verdict.SINGLE_SOURCE, None, FindingKind.FIGURE, (), 0.9))[0]
        >>> low < rank(Weighing(Verdict.CONTESTED, Grade.HARD, FindingKind.FIGURE, (), 0.9))[0]
        True
    """
    base = _VERDICTS[weighing.verdict, weighing.grade]
    lineages = {lineage for answer in weighing.answers for lineage in answer.lineages}
    breadth = min(0.12, 0.04 * max(0, len(lineages) - 2))
    kind = 0.0 if weighing.verdict is Verdict.SINGLE_SOURCE else _KINDS[weighing.kind]
    factor = 0.4 + 0.6 * weighing.confidence
    value = round(min(1.0, (base + breadth + kind) * factor), 4)
    return value, (
        Reason("rank_verdict", (("verdict", weighing.verdict), ("grade", weighing.grade or "")), f"{base:+.2f}"),
        Reason("rank_breadth", (("lineages", str(len(lineages))),), f"{breadth:+.2f}"),
        Reason("rank_kind", (("kind", weighing.kind),), f"{kind:+.2f}"),
        Reason("rank_confidence", (("confidence", f"{weighing.confidence:.2f}"),), f"x{factor:.2f}"),
    )
