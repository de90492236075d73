"""Which word is it? The verdict on sentences that are the same but for words that cannot both hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from crossread.judge.questions import act_question
from crossread.judge.rulings import finding, rule
from crossread.judge.testimony import Court, Testimony
from crossread.model.document import DocumentId
from crossread.model.finding import Finding, FindingKind, Grade, Verdict
from crossread.model.link import Link
from crossread.model.span import Span
from crossread.model.statement import StatementId

ALTERED: Final = "one_stretch_altered"
"""The rule of the links that say so."""

Place = tuple[DocumentId, Span]


def judge_alterations(court: Court, links: Iterable[Link], found: Sequence[Finding]) -> list[Finding]:
    """Return a contested finding for each sentence that documents give alike but for words that exclude one another.

    Args:
        court: The records.
        links: Links of the case, sorted, of which those with the rule `one_stretch_altered` count.
        found: Findings made before; where one of them is contested on the same words, nothing is said twice.
    """
    altered = [link for link in links if link.reasons and link.reasons[0].rule == ALTERED]
    told = [_places(item) for item in found if item.verdict in {Verdict.CONTESTED, Verdict.UPDATED}]
    judged = [_judge(court, members) for members in _components(altered)]
    return [item for item in judged if not any(_covers(places, item) for places in told)]


def _ends(link: Link) -> tuple[tuple[str, Span], tuple[str, Span]]:
    """Return the two statements of a link, each with the words in which they differ."""
    if link.span_a is None or link.span_b is None:
        message = "a link on altered words has spans"
        raise ValueError(message)
    return (link.a, link.span_a), (link.b, link.span_b)


def _components(links: Sequence[Link]) -> list[list[Link]]:
    """Return the links in groups that share ends."""
    home: dict[tuple[str, Span], list[Link]] = {}
    for link in links:
        ends = _ends(link)
        joined = {id(held): held for end in ends if (held := home.get(end)) is not None}
        members = [link, *(other for held in joined.values() for other in held)]
        for other in members:
            for end in _ends(other):
                home[end] = members
    return list({id(members): members for members in home.values()}.values())


def _judge(court: Court, links: Sequence[Link]) -> Finding:
    """Return the finding on one sentence."""
    ends = sorted({end for link in links for end in _ends(link)})
    items = [_testimony(court, StatementId(key), span) for key, span in ends]
    sides: dict[str, list[Testimony]] = {}
    for item in items:
        sides.setdefault(item.label.casefold(), []).append(item)
    why = tuple(sorted(link.reasons[0] for link in links))
    ruling = rule(list(sides.values()), Grade.HARD, why)
    question = act_question(court, FindingKind.WHAT, [item.statement for item in items if item.statement])
    likeness = sum(link.score for link in links) / len(links)
    return finding(question, sorted(sides.items()), ruling, likeness)


def _testimony(court: Court, key: StatementId, span: Span) -> Testimony:
    """Return what one document gives as the words."""
    return court.testimony(court.shelf.statements[key], span)


def _places(item: Finding) -> list[Place]:
    """Return the places that a finding rests on."""
    return [(evidence.document, evidence.span) for answer in item.answers for evidence in answer.evidence]


def _covers(places: Sequence[Place], item: Finding) -> bool:
    """Return whether each place of a finding meets some of these places."""
    held: Mapping[DocumentId, list[Span]] = {
        document: [span for other, span in places if other == document] for document, _ in places
    }
    return all(any(span.overlaps(other) for other in held.get(document, ())) for document, span in _places(item))
