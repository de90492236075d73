"""What the sources amount to: camps of answers, independent lineages and voices behind each, verdicts with reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from crossread.judge.acts import judge_act
from crossread.judge.alterations import judge_alterations
from crossread.judge.figures import judge_figures
from crossread.judge.lasting import judge_lasting
from crossread.judge.losses import judge_losses
from crossread.judge.questions import figure_clusters, figures_of
from crossread.judge.quotes import judge_quotes
from crossread.judge.singles import judge_singles
from crossread.judge.testimony import Court
from crossread.model.account import Account
from crossread.model.finding import Evidence, Finding, FindingKind, Verdict
from crossread.model.link import Actor, Group, Lineage, Link, LinkId, LinkKind
from crossread.model.mention import FigureId
from crossread.model.outcome import Outcome
from crossread.model.statement import Statement, StatementId


@dataclass(frozen=True, slots=True)
class VerdictOptions:
    """What becomes a finding.

    Attributes:
        confidence: Least confidence of a finding; 0 keeps all.
        singles: Whether statements that one document alone makes become findings, where they are worth saying.
    """

    confidence: float = 0.3
    singles: bool = True


def judge_groups(  # noqa: PLR0913 - what a verdict rests on
    accounts: Sequence[Account],
    groups: Iterable[Group],
    links: Iterable[Link],
    lineages: Iterable[Lineage],
    actors: Sequence[Actor],
    options: VerdictOptions | None = None,
) -> Outcome[Finding]:
    """Return the findings of a case.

    Evidence counts once per lineage, and evidence in someone's voice once per speaker, whoever prints it; words that
    stand in a copied stretch count for the lineage they were copied from. Quotations compared are findings of kind
    quote.

    Args:
        accounts: What was read off the documents, in any order.
        groups: Statements that answer the same question.
        links: All links of the case: `same_statement` (of altered sentences too), `same_utterance`, `reuses`.
        lineages: Documents that count once; every document of `accounts` stands in one.
        actors: The actors of the case.
        options: What becomes a finding.

    Returns:
        The findings by falling rank.

    Examples:
        >>> judge_groups((), (), (), (), ()).found
        ()
    """
    options = options or VerdictOptions()
    links = sorted(links, key=lambda link: link.id)
    court = Court.of(accounts, lineages, links, actors)
    known = {link.id: link for link in links}
    uttered = {end for link in links if link.kind is LinkKind.SAME_UTTERANCE for end in (link.a, link.b)}
    groups = tuple(groups)
    counts = _counts(court, groups, known)
    found = [item for group in groups for item in _of_group(court, group, known, uttered, counts)]
    found += judge_quotes(court, links)
    kept = _distinct([item for item in found if item.confidence >= options.confidence])
    found = kept + (judge_singles(court, kept) if options.singles else [])
    found += judge_alterations(court, links, found)
    found += judge_losses(court, found) if options.singles else []
    return Outcome(tuple(sorted(found, key=lambda item: (-item.rank, item.id))))


@dataclass(frozen=True, slots=True)
class _Count:
    """Figures of one thing, how sure that is, and the statements that they stand in."""

    figures: tuple[FigureId, ...]
    score: float
    statements: tuple[Statement, ...]


def _counts(court: Court, groups: Iterable[Group], links: Mapping[LinkId, Link]) -> dict[FigureId, _Count]:
    """Return, for each figure held to count one thing with others, all of them.

    A link may hold figures of two things, and so stand in two groups: which figures are of one thing all links tell.
    """
    held = [links[key] for key in sorted({key for group in groups for key in group.links if key in links})]
    owners: dict[FigureId, set[str]] = defaultdict(set)
    for link in held:
        for figure in figures_of(link):
            owners[figure].update((link.a, link.b))
    found: dict[FigureId, _Count] = {}
    for figures, score in figure_clusters(held):
        ends = sorted({StatementId(end) for figure in figures for end in owners[figure]})
        statements = tuple(court.shelf.statements[key] for key in ends if key in court.shelf.statements)
        found.update(dict.fromkeys(figures, _Count(figures, score, statements)))
    return found


def _of_group(
    court: Court,
    group: Group,
    links: Mapping[LinkId, Link],
    uttered: Collection[str],
    counts: Mapping[FigureId, _Count],
) -> list[Finding]:
    """Return the findings on one group: on each thing counted, and on the act."""
    held = [links[key] for key in group.links if key in links]
    statements = [court.shelf.statements[key] for key in group.statements if key in court.shelf.statements]
    here = {counts[figures[0]].figures: counts[figures[0]] for figures, _ in figure_clusters(held)}
    judged = [judge_figures(court, count.figures, count.statements, count.score) for count in here.values()]
    acts = [link for link in held if any(reason.rule == "same_act" for reason in link.reasons)]
    ends = {end for link in acts for end in (link.a, link.b)}
    told = [statement for statement in statements if statement.id in ends]
    score = sum(link.score for link in acts) / len(acts) if acts else 0.0
    lasting = judge_lasting(court, told, score)
    lasting = None if lasting is not None and _one_utterance(court, lasting, uttered) else lasting
    counted = [item for item in (*judged, lasting) if item is not None]
    found = [item for item in judge_act(court, told, score) if not _one_utterance(court, item, uttered)] if told else []
    said = {evidence.statement for item in counted for answer in item.answers for evidence in answer.evidence}
    return counted + [item for item in found if item.question.kind is not FindingKind.WHAT or not _within(item, said)]


def _within(item: Finding, statements: Collection[StatementId | None]) -> bool:
    """Return whether a finding rests on statements whose figures are a finding already, but for one at most."""
    held = [evidence.statement in statements for answer in item.answers for evidence in answer.evidence]
    return sum(held) >= max(1, len(held) - 1)


def _one_utterance(court: Court, item: Finding, uttered: Collection[str]) -> bool:
    """Return whether all evidence but one at most is words of utterances that are compared: a finding already."""
    told = [evidence for answer in item.answers for evidence in answer.evidence]
    inside = [_inside(court, evidence, uttered) for evidence in told]
    return sum(inside) >= max(2, len(told) - 1)


def _inside(court: Court, evidence: Evidence, uttered: Collection[str]) -> bool:
    """Return whether words stand mostly in speech that is compared with speech of other documents."""
    spans = court.speech.get(evidence.document, ())
    return evidence.voice in uttered or any(
        key in uttered
        and 2 * (min(span.end, evidence.span.end) - max(span.start, evidence.span.start)) > evidence.span.length
        for span, key in spans
    )


def _distinct(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings without those whose evidence another finding of the same kind holds whole."""
    kept: list[Finding] = []
    holders: dict[object, set[int]] = defaultdict(set)
    spans = [(item, sorted({(e.document, e.span) for a in item.answers for e in a.evidence})) for item in findings]
    for item, held in sorted(spans, key=lambda pair: (-len(pair[1]), -pair[0].rank, pair[0].id)):
        if set.intersection(*(holders[item.question.kind, place] for place in held)):
            continue
        for place in held:
            holders[item.question.kind, place].add(len(kept))
        kept.append(item)
    return [item for item in kept if item.verdict is not Verdict.SINGLE_SOURCE]
