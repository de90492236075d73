"""Statements that answer the same question, in groups that resist chaining."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from crossread.align.candidates import CandidateOptions, Pair, propose_acts, propose_counts
from crossread.align.compare import compare_acts
from crossread.align.counted import Counted
from crossread.align.counts import compare_counts
from crossread.align.learned import Learned, LearnedOptions, learn
from crossread.align.likeness import CompareOptions, Likeness
from crossread.align.profiles import Profile, Profiles, make_profiles
from crossread.align.scorer import Scores
from crossread.errors import Notice
from crossread.model.account import Account
from crossread.model.link import Actor, Group, Link, LinkKind
from crossread.model.outcome import Outcome
from crossread.model.reason import Reason
from crossread.model.statement import StatementId


@dataclass(frozen=True, slots=True)
class StatementOptions:
    """How statements are grouped.

    Attributes:
        candidates: Which pairs are proposed.
        compare: How a pair is weighed.
        learned: What the trained scorer may join beside.
        counted: Least score of two statements whose figures are compared though their words do not propose
            it; above 1 the trained scorer says nothing on figures.
        average: Least mean score between two groups that are joined; pairs that were not held alike count with their
        score. largest: Two groups of more members than this together are not joined.
    """

    candidates: CandidateOptions = field(default_factory=CandidateOptions)
    compare: CompareOptions = field(default_factory=CompareOptions)
    learned: LearnedOptions = field(default_factory=LearnedOptions)
    counted: float = 0.1
    average: float = 0.4
    largest: int = 200


def group_statements(
    accounts: Sequence[Account], actors: Sequence[Actor], options: StatementOptions | None = None
) -> tuple[Outcome[Link], tuple[Group, ...]]:
    """Return which statements answer the same question, two by two with reasons, and in groups.

    Statements are compared in two ways: as telling of the same act, and as counting the same thing. Groups are made
    for each way by average link: two groups are joined only where their members are alike on average and no slot of any
    two forbids it (another time, other actors, another thing counted). A statement can be in several groups: "nine died
    and thirty were hurt" answers two questions. The link's reasons tell which: `same_act`, or `same_thing_counted` with
    the two figures.

    Args:
        accounts: What was read off the documents, in any order.
        actors: The actors of the case.
        options: How statements are grouped.

    Returns:
        Links of kind `same_statement` with notices, and the groups, all sorted.

    Examples:
        >>> group_statements((), ())[1]
        ()
    """
    options = options or StatementOptions()
    profiles = make_profiles(accounts, actors)
    learned = learn(profiles, options.learned)
    acts, act_notices = _act_links(profiles, learned, options)
    counts, count_notices = _count_links(profiles, learned.scores, options)
    links = _merged([*acts, *counts])
    groups = {group.id: group for group in (*_groups(acts, links), *_groups(counts, links))}
    return Outcome(tuple(links[pair] for pair in sorted(links)), (*act_notices, *count_notices)), tuple(
        sorted(groups.values(), key=lambda group: group.id)
    )


@dataclass(frozen=True, slots=True)
class _Tie:
    """Two statements held alike in one way, inside one group."""

    a: StatementId
    b: StatementId
    score: float
    reasons: tuple[Reason, ...]
    group: int


def _act_links(
    profiles: Profiles, learned: Learned, options: StatementOptions
) -> tuple[list[_Tie], tuple[Notice, ...]]:
    """Return the statements held to tell of the same act."""
    ordered = list(profiles.all.values())
    proposed = propose_acts(profiles, options.candidates)
    story = cache(profiles.story)

    def compare(one: int, other: int) -> Likeness:
        a, b = sorted((ordered[one], ordered[other]), key=lambda profile: profile.document)
        slots = compare_acts(a, b, story(a.document, b.document), options.compare, profiles.rank(a, b))
        return learned.likeness(one, other, slots)

    ties = []
    pairs = sorted({*proposed.found, *learned.pairs})
    for number, (members, found) in enumerate(_clusters(pairs, compare, options)):
        if len(members) > 1:
            ties += [_act_tie(ordered[a], ordered[b], like, number) for (a, b), like in found]
    return ties, proposed.notices


def _act_tie(one: Profile, other: Profile, like: Likeness, group: int) -> _Tie:
    """Return the tie of two statements that tell of the same act."""
    return _Tie(one.id, other.id, like.score, (Reason("same_act", (), f"{like.score:.2f}"), *like.reasons), group)


def _count_links(
    profiles: Profiles, scores: Scores, options: StatementOptions
) -> tuple[list[_Tie], tuple[Notice, ...]]:
    """Return the statements held to count the same thing."""
    counted = [figure for profile in profiles.all.values() for figure in profile.counted]
    places = {statement: place for place, statement in enumerate(profiles.all)}
    proposed = propose_counts(counted, profiles, options.candidates)
    near = _near_counts([places[figure.statement] for figure in counted], scores, options.counted)
    story = cache(profiles.story)

    def compare(one: int, other: int) -> Likeness:
        a, b = sorted((counted[one], counted[other]), key=lambda item: item.figure.document)
        sides = profiles.all[a.statement], profiles.all[b.statement]
        learned = scores.score(places[a.statement], places[b.statement]) if options.counted <= 1 else 0.0
        return compare_counts(a, b, sides, story(sides[0].document, sides[1].document), options.compare, learned)

    ties = []
    clusters = _clusters(sorted({*proposed.found, *near}), compare, options)
    for number, (members, found) in enumerate(clusters):
        if len(members) > 1:
            ties += [_count_tie(counted[a], counted[b], like, number) for (a, b), like in found]
    return ties, proposed.notices


def _near_counts(owners: Sequence[int], scores: Scores, least: float) -> Iterable[Pair]:
    """Yield pairs of figures whose statements are scored `least` at least.

    Args:
        owners: For each figure, the place of its statement.
        scores: The scores of pairs of statements.
        least: The least score.
    """
    held: dict[int, list[int]] = defaultdict(list)
    for number, owner in enumerate(owners):
        held[owner].append(number)
    for one, other in scores.from_score(least, held):
        yield from ((min(a, b), max(a, b)) for a in held[one] for b in held[other])


def _count_tie(one: Counted, other: Counted, like: Likeness, group: int) -> _Tie:
    """Return the tie of two statements that count the same thing."""
    return _Tie(one.statement, other.statement, like.score, like.reasons, group)


def _clusters(
    pairs: Iterable[Pair],
    compare: Callable[[int, int], Likeness],
    options: StatementOptions,
) -> Iterable[tuple[list[int], list[tuple[Pair, Likeness]]]]:
    """Yield groups of numbers by average link, each with its pairs that are alike.

    What is sure is joined last, and by one pair alone: it bears groups together that are alike in other ways.
    """
    known: dict[Pair, Likeness] = {}

    def like(one: int, other: int) -> Likeness:
        pair = (one, other) if one < other else (other, one)
        if pair not in known:
            known[pair] = compare(*pair)
        return known[pair]

    alike = [pair for pair in pairs if (found := like(*pair)).score >= options.compare.threshold and not found.veto]
    home: dict[int, list[int]] = {number: [number] for pair in alike for number in pair}
    for one, other in sorted(alike, key=lambda pair: (known[pair].sure, -known[pair].score, pair)):
        here, there = home[one], home[other]
        if here is there or len(here) + len(there) > options.largest:
            continue
        if not _may_join([like(a, b) for a in here for b in there], options, sure=like(one, other).sure):
            continue
        here += there
        for number in there:
            home[number] = here
    strong: dict[int, list[tuple[Pair, Likeness]]] = defaultdict(list)
    for pair in alike:
        if home[pair[0]] is home[pair[1]]:
            strong[min(home[pair[0]])].append((pair, known[pair]))
    for first in sorted(strong):
        yield sorted(home[first]), sorted(strong[first], key=lambda item: item[0])


def _may_join(crossing: Sequence[Likeness], options: StatementOptions, *, sure: bool) -> bool:
    """Return whether two groups with these likenesses across may be one."""
    if any(item.veto for item in crossing):
        return False
    return sure or sum(item.score for item in crossing) / len(crossing) >= options.average


def _merged(ties: Iterable[_Tie]) -> dict[tuple[StatementId, StatementId], Link]:
    """Return one link for each pair of different statements, with the reasons of every way in which they are alike."""
    found: dict[tuple[StatementId, StatementId], list[_Tie]] = defaultdict(list)
    for tie in ties:
        if tie.a != tie.b:
            found[min(tie.a, tie.b), max(tie.a, tie.b)].append(tie)
    links = {}
    for (a, b), several in found.items():
        reasons = tuple(dict.fromkeys(reason for tie in several for reason in tie.reasons))
        score = max(tie.score for tie in several)
        links[a, b] = Link.between(LinkKind.SAME_STATEMENT, a, b, score, reasons)
    return links


def _groups(ties: Iterable[_Tie], links: dict[tuple[StatementId, StatementId], Link]) -> Iterable[Group]:
    """Yield the groups of one way of being alike."""
    members: dict[int, list[_Tie]] = defaultdict(list)
    for tie in ties:
        members[tie.group].append(tie)
    for number in sorted(members):
        pairs = {(min(tie.a, tie.b), max(tie.a, tie.b)) for tie in members[number] if tie.a != tie.b}
        if pairs:
            statements = {statement for pair in pairs for statement in pair}
            yield Group.of(tuple(sorted(statements)), tuple(sorted(links[pair].id for pair in pairs)))
