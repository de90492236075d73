"""One actor across documents of one story by what it is called without a name: "the ferry company", "the governor".

Equal words for a role tell nothing by themselves: every story has its minister. They count where the documents tell one
story, shown by telling names that they share, and where each of them knows but one who is called so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from crossread.align.joining import Joined
from crossread.model.document import DocumentId
from crossread.model.mention import Mention, MentionForm
from crossread.model.reason import Reason

SHARED_NAMES: Final = 2
"""Telling names that two documents share at least before a description alone joins their actors."""
_VAGUE: Final = frozenset(
    "people man men woman women official officials resident residents world others member members child children "
    "family families side sides group groups person persons boy girl friend friends source sources body team".split()
)
_INDEFINITE: Final = frozenset("a an one two three four five six seven eight nine ten several many".split())
_NOT_TELLING: Final = frozenset(
    "new other another own same first second last next former late old young big large small local major several same "
    "many more few such only very certain own whole entire main key".split()
)
_ARTICLES: Final = frozenset({"a", "an"})
_DEFINITE: Final = frozenset("the this these those our its their his her".split())


@dataclass(frozen=True, slots=True)
class Description:
    """What one document calls one actor without a name.

    Attributes:
        document: The document.
        local: Number of the actor among those of all documents.
        head: The head word, lower case.
        before: The words before it, lower case, articles and owners off.
        named: Whether the document also names the actor.
    """

    document: DocumentId
    local: int
    head: str
    before: frozenset[str]
    named: bool


def describe(mentions: Sequence[Mention], text: str, local: int, *, named: bool) -> Iterator[Description]:
    """Yield the descriptions of one actor of one document: definite ones, and bare ones ("dockers").

    Args:
        mentions: Its mentions.
        text: The document's text.
        local: Its number.
        named: Whether one of the mentions is a name.
    """
    for mention in mentions:
        if mention.form is not MentionForm.DESCRIPTOR:
            continue
        words = mention.span.of(text).lower().split()
        head = mention.head.of(text).lower()
        before = mention.name.lower().split()
        kept = frozenset(before[: before.index(head)] if head in before else before) - _DEFINITE - _INDEFINITE
        telling = kept - _NOT_TELLING
        if words[0].isdigit() or words[0] in _INDEFINITE - _ARTICLES:
            continue
        if (head in _VAGUE or words[0] in _ARTICLES) and not telling:
            continue  # "a man", "the official": of whom there are many
        yield Description(mention.document, local, head, kept, named)


def same_descriptions(
    found: Sequence[Description], telling: Mapping[DocumentId, AbstractSet[str]], joined: Joined
) -> Iterator[tuple[int, int, float, Reason]]:
    """Yield actors of different documents that one description means; see the module for when.

    Args:
        found: The descriptions of all documents.
        telling: Of each document its telling names.
        joined: The actors joined so far; two that are both named are never joined here.
    """
    by_head: dict[str, dict[DocumentId, list[Description]]] = defaultdict(lambda: defaultdict(list))
    for one in found:
        by_head[one.head][one.document].append(one)
    for head, documents in sorted(by_head.items()):
        known: list[tuple[set[str], Description, set[int]]] = []
        for name in sorted(documents):
            for one in _only(documents[name]):
                home = _home(known, one, telling[name], joined)
                if home is None:
                    known.append((set(telling[name]), one, {one.local} if one.named else set()))
                    continue
                names, first, bearers = home
                names |= telling[name]
                bearers |= {one.local} if one.named else set()
                yield first.local, one.local, 0.6, Reason("same_description", (("words", head),), "joined")


def _only(descriptions: Sequence[Description]) -> list[Description]:
    """Return the fullest description of each actor of a document whose words no other actor of it shares."""
    fullest: dict[int, Description] = {}
    for one in descriptions:
        known = fullest.setdefault(one.local, one)
        if len(one.before) > len(known.before):
            fullest[one.local] = one
    several = list(fullest.values())
    return [
        one
        for one in several
        if not any(other is not one and (one.before <= other.before or other.before <= one.before) for other in several)
    ]


def _one_story(told: AbstractSet[str], names: AbstractSet[str]) -> bool:
    """Tell whether names show that documents tell one story: two are shared, or half of the few that one has."""
    shared = len(told & names)
    return shared >= SHARED_NAMES or (shared > 0 and 2 * shared >= min(len(told), len(names)))


def _home(
    known: Sequence[tuple[set[str], Description, set[int]]], one: Description, names: AbstractSet[str], joined: Joined
) -> tuple[set[str], Description, set[int]] | None:
    """Return the one actor of the same story that a description fits, or None where none or several do."""
    fitting = []
    for told, first, bearers in known:
        nested = one.before <= first.before or first.before <= one.before
        rivals = {joined.find(local) for local in bearers} - {joined.find(one.local)}
        if nested and _one_story(told, names) and not (one.named and rivals):
            fitting.append((told, first, bearers))
    return fitting[0] if len(fitting) == 1 else None
