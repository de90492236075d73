"""Which pairs of statements are worth comparing: never all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from crossread.align.counted import Counted
from crossread.align.profiles import Profile, Profiles
from crossread.errors import Notice, NoticeCode
from crossread.model.document import PassageId
from crossread.model.outcome import Outcome

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CandidateOptions:
    """Which pairs are proposed.

    Attributes:
        weight: Least sum of the weights of the words and keys that two statements share.
        crowd: A word or actor that more statements than this have proposes no pairs by itself; two of them together
            still do.
        joint: Of each statement this many of its weightiest words and actors are also taken two by two.
    """

    weight: float = 1.1
    crowd: int = 100
    joint: int = 5


def propose_acts(profiles: Profiles, options: CandidateOptions | None = None) -> Outcome[Pair]:
    """Return pairs of statements, by their places in `profiles.all`, that may tell of the same act.

    Two statements are proposed where they share rare words, actors and kinds of happening of enough weight, or where
    their passages' vectors are among each other's nearest. Statements of one document are proposed too (a document
    may contradict itself).

    Args:
        profiles: The statements of a case.
        options: Which pairs are proposed.

    Returns:
        The pairs, sorted, and a notice for words so frequent that they proposed none.
    """
    options = options or CandidateOptions()
    ordered = list(profiles.all.values())
    places: dict[str, list[int]] = defaultdict(list)
    weights: dict[str, float] = {}
    for number, profile in enumerate(ordered):
        for key, weight in _keys(profile):
            places[key].append(number)
            weights[key] = max(weight, weights.get(key, 0.0))
    joints = _joints(ordered, places, options)
    shared: dict[Pair, float] = defaultdict(float)
    crowded = 0
    for key in sorted(places):
        if len(places[key]) <= options.crowd:
            for pair in combinations(places[key], 2):
                shared[pair] += weights[key]
    for (one, other), numbers in sorted(joints.items()):
        if len(numbers) > options.crowd:
            crowded += 1
            continue
        for pair in combinations(numbers, 2):
            shared[pair] = max(shared[pair], weights[one] + weights[other])
    found = {pair for pair, weight in shared.items() if weight >= options.weight}
    found = {(one, other) for one, other in found if ordered[one].statement.passage != ordered[other].statement.passage}
    keys = cache(lambda number: frozenset(key for key, _ in _keys(ordered[number])))
    found |= {(one, other) for one, other in _near(profiles, ordered) if keys(one) & keys(other)}
    notices = (Notice(NoticeCode.CANDIDATES_LIMITED, detail=f"statements {crowded}"),) if crowded else ()
    return Outcome(tuple(sorted(found)), notices)


def _joints(
    ordered: list[Profile], places: dict[str, list[int]], options: CandidateOptions
) -> dict[tuple[str, str], list[int]]:
    """Return the statements that share two weighty keys of which one is too frequent to propose pairs alone."""
    joints: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, profile in enumerate(ordered):
        best = sorted(_keys(profile), key=lambda item: (-item[1], item[0]))[: options.joint]
        for one, other in combinations(sorted(key for key, _ in best), 2):
            if max(len(places[one]), len(places[other])) > options.crowd:
                joints[one, other].append(number)
    return joints


def _keys(profile: Profile) -> Iterator[tuple[str, float]]:
    """Yield what a statement can be found by, with weights."""
    for term, weight in profile.terms.items():
        if weight > 0.2:
            yield f"t {term}", weight
    named = {key for key in profile.context if _is_actor(key)}
    for actor in named | profile.doer | profile.undergoer:
        for sense in profile.senses:
            yield f"s {sense} {actor}", 0.6
        yield f"l {profile.statement.lemma} {actor}", 0.6
    for sense in profile.senses:
        yield f"s {sense}", 0.3


def _is_actor(key: str) -> bool:
    """Return whether a key is an actor's identifier, not a word."""
    return len(key) == 17 and key.startswith("k")


def _near(profiles: Profiles, ordered: list[Profile]) -> Iterator[Pair]:
    """Yield pairs of statements whose passages are near."""
    by_passage: dict[PassageId, list[int]] = defaultdict(list)
    for number, profile in enumerate(ordered):
        by_passage[profile.statement.passage].append(number)
    for here, there in profiles.near:
        for one in by_passage[here]:
            for other in by_passage[there]:
                yield (one, other) if one < other else (other, one)


def propose_counts(
    counted: list[Counted], profiles: Profiles, options: CandidateOptions | None = None
) -> Outcome[Pair]:
    """Return pairs of figures, by their places in `counted`, that may count the same thing.

    Args:
        counted: The figures of a case.
        profiles: Its statements.
        options: Which pairs are proposed.

    Returns:
        The pairs, sorted, and a notice for kinds of figures so frequent that they were compared only where the
        clauses share another word or actor.
    """
    options = options or CandidateOptions()
    places: dict[str, list[int]] = defaultdict(list)
    for number, figure in enumerate(counted):
        for key in _themes(figure, profiles):
            places[key].append(number)
    found: set[Pair] = set()
    crowded = 0
    passages = [profiles.all[figure.statement].statement.passage for figure in counted]
    for key in sorted(places):
        numbers = places[key]
        if len(numbers) <= options.crowd:
            found.update(combinations(numbers, 2))
            continue
        crowded += 1
        for narrow in _narrowed(numbers, counted, profiles):
            found.update(combinations(narrow, 2) if len(narrow) <= options.crowd else ())
    notices = (Notice(NoticeCode.CANDIDATES_LIMITED, detail=f"figures {crowded}"),) if crowded else ()
    return Outcome(tuple(sorted(pair for pair in found if passages[pair[0]] != passages[pair[1]])), notices)


def _themes(figure: Counted, profiles: Profiles) -> list[str]:
    """Return what a figure can be found by: what is counted, what happens to it, its unit with the verb."""
    profile = profiles.all[figure.statement]
    keys = {f"n {noun}" for noun in figure.nouns}
    if figure.people:
        keys = {f"h {name}" for name in figure.happenings[:2]} | {key for key in keys if key != "n person"}
    elif figure.figure.amount.unit:
        keys |= {f"u {figure.figure.amount.unit} {sense}" for sense in profile.senses}
        keys.add(f"u {figure.figure.amount.unit} {profile.statement.lemma}")
    low = figure.figure.amount.low
    if low is not None and low >= 100 and len(f"{low:.12g}".strip("0")) > 1:
        keys.add(f"v {low:.12g}")
    return sorted(keys)


def _narrowed(numbers: list[int], counted: list[Counted], profiles: Profiles) -> Iterator[list[int]]:
    """Yield figures of one frequent kind by the rare words and actors of their clauses."""
    places: dict[str, list[int]] = defaultdict(list)
    for number in numbers:
        profile = profiles.all[counted[number].statement]
        for key in sorted({*profile.actors, *(term for term, weight in profile.terms.items() if weight > 0.5)}):
            places[key].append(number)
    yield from (places[key] for key in sorted(places))
