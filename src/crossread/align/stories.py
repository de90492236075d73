"""Which documents may tell of one story: those of different stories are never compared, so that cases can be large."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np

from crossread.align.joining import Joined
from crossread.align.names import Name, is_ordinary, is_role, name_of
from crossread.align.nearest import Floats
from crossread.model.account import Account
from crossread.model.document import DocumentId
from crossread.model.link import Actor
from crossread.model.mention import MentionForm, MentionId

_NAMING = {MentionForm.NAME, MentionForm.ACRONYM}
_INVOKED = frozenset({"god", "allah", "christ"})
"""Names that are called upon in every story."""


@dataclass(frozen=True, slots=True)
class StoryOptions:
    """What holds documents together.

    Attributes:
        whole: Up to this many documents are one story: to compare them all costs little.
        crowd: An actor whom more documents than this name holds no documents together by itself; two of them do.
        few: A document that names fewer actors than this is also held to those whose sentences are nearest to its own:
            to the one with most of them, and to those with at least half as many.
        near: Least cosine of such sentences.
    """

    whole: int = 50
    crowd: int = 60
    few: int = 3
    near: float = 0.5


def part_stories(
    accounts: Iterable[Account], actors: Sequence[Actor], options: StoryOptions | None = None
) -> tuple[tuple[DocumentId, ...], ...]:
    """Return the documents of a case in stories, each in exactly one.

    Two documents are of one story where they name a common actor whose name is no ordinary word, or where a chain of
    such documents joins them: two floods in two countries are two stories, however alike they are told. A document
    that names hardly anyone goes with those that tell nearly the same.

    Args:
        accounts: What was read off the documents; gone through twice, one account at a time, in any order.
        actors: The actors of the case.
        options: What holds documents together.

    Returns:
        The stories, each sorted, sorted by their first documents.

    Examples:
        >>> part_stories((), ())
        ()
    """
    options = options or StoryOptions()
    named = _named(accounts, actors)
    documents = sorted(named)
    if len(documents) <= options.whole:
        return (tuple(documents),) if documents else ()
    places = {document: place for place, document in enumerate(documents)}
    joined = Joined(len(documents))
    few = {key for key in documents if len({name.split()[0] for name in named[key]}) < options.few}
    for one, other in (*_by_actors(named, options), *_by_sentences(accounts, few, options)):
        joined.join(places[one], places[other])
    return tuple(sorted(tuple(documents[place] for place in members) for members in joined.groups()))


def _named(accounts: Iterable[Account], actors: Sequence[Actor]) -> dict[DocumentId, frozenset[str]]:
    """Return the actors that each document calls by a name which is no ordinary word, each with the words that tell.

    The words count beside the actor: two port authorities that are once taken for one are not one name.
    """
    actor_of: Mapping[MentionId, str] = {mention: actor.id for actor in actors for mention in actor.mentions}
    return {
        account.document.id: frozenset(
            f"{actor_of[mention.id]} {word}"
            for mention in account.mentions
            if mention.id in actor_of and mention.form in _NAMING
            for word in _telling(mention.name)
        )
        for account in accounts
    }


def _telling(text: str) -> list[str]:
    """Return the words of a name that tell of one actor: "halden" of "Halden Petrol", none of "the Commission"."""
    if not any(letter.isupper() for letter in text):
        return []
    name = name_of(text)
    if is_role(name):
        return []
    long = (word for word in name.words if len(word) > 2 and word.isalpha() and word not in _INVOKED)
    return [
        word for word in long if not is_ordinary(Name((word,))) and not is_ordinary(Name((word.removesuffix("s"),)))
    ]


def _by_actors(
    named: Mapping[DocumentId, frozenset[str]], options: StoryOptions
) -> Iterable[tuple[DocumentId, DocumentId]]:
    """Yield documents that name one actor; of actors named everywhere, two."""
    holders = Counter(name for names in named.values() for name in names)
    groups: dict[tuple[str, ...], list[DocumentId]] = defaultdict(list)
    for document, names in named.items():
        common = sorted(name for name in names if holders[name] > options.crowd)
        pairs = (pair for pair in combinations(common, 2) if pair[0].split()[0] != pair[1].split()[0])
        for key in (*((name,) for name in names if holders[name] <= options.crowd), *pairs):
            groups[key].append(document)
    for members in groups.values():
        yield from pairwise(members)


def _by_sentences(
    accounts: Iterable[Account], few: set[DocumentId], options: StoryOptions
) -> Iterable[tuple[DocumentId, DocumentId]]:
    """Yield the documents of `few` with those that hold the sentences nearest to theirs."""
    own = [(account.document.id, _vectors(account)) for account in accounts if account.document.id in few]
    own = [(document, vectors) for document, vectors in own if len(vectors)]
    if not own:
        return
    rows = np.concatenate([vectors for _, vectors in own])
    owners = [document for document, vectors in own for _ in vectors]
    best: dict[int, tuple[float, DocumentId]] = {}
    for account in accounts:
        other = _vectors(account)
        if not len(other):
            continue
        nearest = (rows @ other.T).max(axis=1)
        for row in np.flatnonzero(nearest >= options.near).tolist():
            if owners[row] != account.document.id:
                found = (-float(nearest[row]), account.document.id)
                best[row] = min(found, best.get(row, found))
    votes: dict[DocumentId, Counter[DocumentId]] = defaultdict(Counter)
    for row, (_, document) in best.items():
        votes[owners[row]][document] += 1
    for owner, counts in votes.items():
        most = max(counts.values())
        yield from ((owner, document) for document, count in counts.items() if count >= most / 2)


def _vectors(account: Account) -> Floats:
    """Return the sentence vectors of a document, a row each."""
    if not account.vectors:
        return np.zeros((0, 0), dtype=np.float32)
    return np.stack([np.frombuffer(vector, dtype="<f2") for vector in account.vectors]).astype(np.float32)
