"""One actor across documents: mentions that name the same person, organisation or place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from crossread.align.descriptions import describe, same_descriptions
from crossread.align.joining import Joined
from crossread.align.names import (
    ACRONYM,
    Name,
    initials,
    is_ordinary,
    is_role,
    known_alias,
    name_of,
    spelled_alike,
    within,
)
from crossread.model.account import Account
from crossread.model.document import DocumentId
from crossread.model.identity import content_id
from crossread.model.link import Actor, ActorId, Link, LinkKind
from crossread.model.mention import ActorKind, Mention, MentionForm, MentionId
from crossread.model.outcome import Outcome
from crossread.model.reason import Reason

_NAMING = {MentionForm.NAME, MentionForm.ACRONYM}


@dataclass(frozen=True, slots=True)
class ActorOptions:
    """How names are joined across documents.

    Attributes:
        spelling: Least likeness of two spellings of one name, 0 to 1; lower joins more transliterations and more
            strangers.
    """

    spelling: float = 0.88


@dataclass(frozen=True, slots=True)
class _Local:
    """What one document calls one actor.

    Attributes:
        mentions: Its mentions in the document, in order of the text.
        names: Its names (not descriptors, not pronouns), fullest first.
        kind: The kind most of its mentions have.
    """

    mentions: tuple[Mention, ...]
    names: tuple[Name, ...]
    kind: ActorKind

    @property
    def first(self) -> Mention:
        """The mention that stands for all."""
        return next((mention for mention in self.mentions if mention.form in _NAMING), self.mentions[0])


def link_actors(
    accounts: Sequence[Account], options: ActorOptions | None = None
) -> tuple[Outcome[Link], tuple[Actor, ...]]:
    """Return which mentions of different documents name the same actor, and the actors.

    A name is joined with the same name; a surname with the one full name in the case that ends in it; an acronym
    with the name whose initials it is; a name with a fuller one; spellings that are nearly alike. A first name alone
    or a role alone ("the minister") joins nothing. Time grows with the number of mentions: names meet only where
    they share a key.

    Args:
        accounts: What was read off the documents, in any order.
        options: How names are joined.

    Returns:
        The links across documents with their reasons (those inside a document are in the accounts), and the
        actors, of which each mention that is not a pronoun belongs to exactly one.

    Examples:
        >>> link_actors(())[1]
        ()
    """
    options = options or ActorOptions()
    locals_ = [local for account in _ordered(accounts) for local in _locals(account)]
    joined = Joined(len(locals_))
    links: list[Link] = []
    texts = {account.document.id: account.document.text for account in accounts}
    for one, other, score, reason in _proposals(locals_, texts, joined, options):
        if joined.find(one) == joined.find(other):
            continue
        joined.join(one, other)
        a, b = locals_[one].first.id, locals_[other].first.id
        links.append(Link.between(LinkKind.SAME_ACTOR, a, b, score, (reason,)))
    actors = [_actor([locals_[index] for index in members]) for members in joined.groups()]
    return Outcome(tuple(sorted(links, key=lambda link: (link.a, link.b)))), tuple(sorted(actors, key=lambda a: a.id))


def _ordered(accounts: Sequence[Account]) -> list[Account]:
    """Return the accounts by document, so that their order does not matter."""
    return sorted(accounts, key=lambda account: account.document.id)


def _locals(account: Account) -> list[_Local]:
    """Return the actors of one document, as its own links and equal names join them."""
    mentions = sorted(account.mentions, key=lambda mention: (mention.span, mention.id))
    index = {mention.id: number for number, mention in enumerate(mentions)}
    joined = Joined(len(mentions))
    for link in sorted(account.links, key=lambda link: link.id):
        ends = index.get(MentionId(link.a)), index.get(MentionId(link.b))
        if link.kind is LinkKind.SAME_ACTOR and ends[0] is not None and ends[1] is not None:
            joined.join(ends[0], ends[1])
    named: dict[tuple[str, bool], int] = {}
    for number, mention in enumerate(mentions):
        if mention.form in _NAMING and mention.name:
            key = (mention.name.casefold(), mention.kind is ActorKind.PERSON)
            joined.join(named.setdefault(key, number), number)
    return [_local([mentions[number] for number in members]) for members in joined.groups()]


def _local(mentions: list[Mention]) -> _Local:
    """Return what one document calls one actor."""
    kinds = Counter(mention.kind for mention in mentions if mention.form is not MentionForm.PRONOUN)
    kind = min(kinds, key=lambda kind: (-kinds[kind], kind)) if kinds else mentions[0].kind
    names = {
        name_of(mention.name, acronym=mention.form is MentionForm.ACRONYM)
        for mention in mentions
        if mention.form in _NAMING
    }
    found = sorted(
        (name for name in names if name.words and not is_role(name)), key=lambda name: (-len(name.words), name.words)
    )
    return _Local(tuple(mentions), tuple(found), kind)


def _proposals(
    locals_: list[_Local], texts: Mapping[DocumentId, str], joined: Joined, options: ActorOptions
) -> Iterator[tuple[int, int, float, Reason]]:
    """Yield pairs of local actors to join, the surest rules first, each with its score and reason."""
    telling = _telling_names(locals_)
    yield from _same_names(locals_, telling)
    yield from _acronyms(locals_)
    yield from _fuller_names(locals_)
    yield from _surnames(locals_)
    yield from _spellings(locals_, options)
    yield from _short_names(locals_, telling)
    descriptions = [
        one
        for number, local in enumerate(locals_)
        for one in describe(local.mentions, texts[local.mentions[0].document], number, named=bool(local.names))
    ]
    yield from same_descriptions(descriptions, telling, joined)


def _same_names(
    locals_: list[_Local], telling: Mapping[DocumentId, set[str]]
) -> Iterator[tuple[int, int, float, Reason]]:
    """Yield actors with the same name, or with aliases known to everyone; a lone first name does not do.

    What a name of one word names is easily mistaken: a person and a place called alike are one only in one story.
    """
    first_names = _first_names(locals_)
    places: dict[str, list[int]] = defaultdict(list)
    doubtful: set[str] = set()
    for number, local in enumerate(locals_):
        for name in local.names:
            person, key = local.kind is ActorKind.PERSON, known_alias(name)
            if person and len(name.words) == 1 and name.words[0] in first_names:
                continue
            if not person and local.kind is not ActorKind.PLACE and is_ordinary(name):
                doubtful.add(key)
            if len(name.words) == 1 and any((locals_[n].kind is ActorKind.PERSON) != person for n in places[key]):
                doubtful.add(key)
            places[key].append(number)
    for key, numbers in sorted(places.items()):
        for one, other in _of_one_story(numbers, locals_, telling) if key in doubtful else pairwise(numbers):
            yield one, other, 1.0 if " " in key else 0.9, Reason("same_name", (("name", key),), "joined")


def _telling_names(locals_: list[_Local]) -> dict[DocumentId, set[str]]:
    """Return, for each document, its names that are not made of ordinary words."""
    known: dict[DocumentId, set[str]] = defaultdict(set)
    for local in locals_:
        known[local.mentions[0].document] |= {known_alias(name) for name in local.names if not is_ordinary(name)}
    return known


def _short_names(
    locals_: list[_Local], telling: Mapping[DocumentId, set[str]]
) -> Iterator[tuple[int, int, float, Reason]]:
    """Yield bodies called by one word ("the Department") with the one fuller name in their story that has it."""
    fuller: dict[str, dict[tuple[str, ...], int]] = defaultdict(dict)
    bodies = {ActorKind.ORGANISATION, ActorKind.GROUP, ActorKind.FACILITY, ActorKind.OTHER}
    for number, local in enumerate(locals_):
        for name in local.names:
            if local.kind in bodies and len(name.words) > 1:
                core = name.words[: name.words.index("of")] if "of" in name.words[1:] else name.words
                for word in {core[0], core[-1]} if len(core) > 1 else {core[0]}:
                    fuller[word].setdefault(name.words, number)
    for number, local in enumerate(locals_):
        if local.kind not in bodies or any(len(name.words) > 1 for name in local.names):
            continue
        here = telling[local.mentions[0].document]
        for name in local.names:
            if ACRONYM in name.marks or known_alias(name) != name.words[0]:
                continue  # "the UN" is a whole, "UN Security Council" one of its parts
            there = {
                words: other
                for words, other in fuller.get(name.words[0], {}).items()
                if here & telling[locals_[other].mentions[0].document]
            }
            if there and _one_person(there):
                words, other = min(there.items())
                inputs = (("name", name.words[0]), ("fuller", " ".join(words)))
                yield number, other, 0.75, Reason("fuller_name", inputs, "joined")


def _of_one_story(
    numbers: list[int], locals_: list[_Local], known: Mapping[DocumentId, set[str]]
) -> Iterable[tuple[int, int]]:
    """Yield pairs whose documents share a telling name: "the Fourth Brigade" of one war is not that of another."""
    stories: list[tuple[int, set[str]]] = []
    for number in numbers:
        names = known[locals_[number].mentions[0].document]
        home = next((place for place, (_, told) in enumerate(stories) if names & told), None)
        if home is None:
            stories.append((number, set(names)))
        else:
            yield stories[home][0], number
            stories[home] = (stories[home][0], stories[home][1] | names)


def _first_names(locals_: list[_Local]) -> set[str]:
    """Return words that begin a person's full name somewhere in the case and end none."""
    full = [name for local in locals_ if local.kind is ActorKind.PERSON for name in local.names if len(name.words) > 1]
    return {name.words[0] for name in full} - {name.words[-1] for name in full}


def _acronyms(locals_: list[_Local]) -> Iterable[tuple[int, int, float, Reason]]:
    """Yield acronyms with the one name in the case that they are the initials of."""
    full: dict[str, dict[tuple[str, ...], int]] = defaultdict(dict)
    for number, local in enumerate(locals_):
        for name in local.names:
            if len(name.words) > 1 and local.kind is not ActorKind.PERSON:
                for short in initials(name):
                    full[short].setdefault(name.words, number)
    for number, local in enumerate(locals_):
        for name in local.names:
            alone = ACRONYM in name.marks and len(name.words) == 1 and known_alias(name) == name.words[0]
            expansions = full.get(name.words[0], {}) if alone else {}
            if len(expansions) == 1 and local.kind is not ActorKind.PERSON:
                words, other = next(iter(expansions.items()))
                inputs = (("acronym", name.words[0]), ("name", " ".join(words)))
                yield number, other, 0.85, Reason("initials", inputs, "joined")


def _fuller_names(locals_: list[_Local]) -> Iterable[tuple[int, int, float, Reason]]:
    """Yield names of two words or more with the one fuller name that holds their words in order ("Port Authority")."""
    by_last: dict[tuple[str, bool], dict[tuple[str, ...], int]] = defaultdict(dict)
    for number, local in enumerate(locals_):
        for name in local.names:
            if len(name.words) > 1:
                by_last[name.words[-1], local.kind is ActorKind.PERSON].setdefault(name.words, number)
    for key, names in sorted(by_last.items()):
        for words, number in sorted(names.items()):
            fuller = [other for other in names if len(other) > len(words) and within(words, other)]
            longest = max(fuller, key=lambda other: (len(other), other), default=None)
            if longest is not None and all(within(other, longest) for other in fuller):
                inputs = (("name", " ".join(words)), ("fuller", " ".join(longest)))
                yield number, names[longest], 0.9 if key[1] else 0.8, Reason("fuller_name", inputs, "joined")


def _surnames(locals_: list[_Local]) -> Iterable[tuple[int, int, float, Reason]]:
    """Yield lone surnames with the one person in the case whose full name ends in them.

    A lone surname is easily taken for an organisation's name, hence its kind is not asked for, but that it is no place.
    """
    full: dict[str, dict[tuple[str, ...], int]] = defaultdict(dict)
    for number, local in enumerate(locals_):
        for name in local.names:
            if len(name.words) > 1 and local.kind is ActorKind.PERSON:
                full[name.words[-1]].setdefault(name.words, number)
    for number, local in enumerate(locals_):
        if local.kind is ActorKind.PLACE or any(len(name.words) > 1 for name in local.names):
            continue
        for name in local.names:
            bearers = full.get(name.words[0], {})
            if bearers and _one_person(bearers):
                words, other = min(bearers.items())
                inputs = (("surname", name.words[0]), ("name", " ".join(words)))
                yield number, other, 0.85, Reason("surname_after_full_name", inputs, "joined")
    yield from _family_names_first(locals_, full)


def _family_names_first(
    locals_: list[_Local], full: Mapping[str, Mapping[tuple[str, ...], int]]
) -> Iterator[tuple[int, int, float, Reason]]:
    """Yield "Mr Kang" with the one "Kang Do-yun" of the case, where nobody's name ends in that word."""
    leading: dict[str, dict[tuple[str, ...], int]] = defaultdict(dict)
    for bearers in full.values():
        for words, number in bearers.items():
            leading[words[0]].setdefault(words, number)
    for number, local in enumerate(locals_):
        if local.kind is not ActorKind.PERSON or any(len(name.words) > 1 for name in local.names):
            continue
        for name in local.names:
            bearers = leading.get(name.words[0], {})
            titled = any(mention.span.length > mention.head.length for mention in local.mentions)
            if titled and name.words[0] not in full and bearers and _one_person(bearers):
                words, other = min(bearers.items())
                inputs = (("surname", name.words[0]), ("name", " ".join(words)))
                yield number, other, 0.75, Reason("surname_after_full_name", inputs, "joined")


def _one_person(names: Iterable[tuple[str, ...]]) -> bool:
    """Return whether full names of one surname are forms of one name ("Ana Reyes", "Ana Maria Reyes")."""
    ordered = sorted(names, key=lambda words: (len(words), words))
    return all(within(words, ordered[-1]) for words in ordered)


def _spellings(locals_: list[_Local], options: ActorOptions) -> Iterable[tuple[int, int, float, Reason]]:
    """Yield names that are nearly spelled alike, word by word ("Hamed Karzai", "Hamid Karsai")."""
    blocks: dict[tuple[str, ...], dict[tuple[str, ...], int]] = defaultdict(dict)
    for number, local in enumerate(locals_):
        for name in local.names:
            if sum(map(len, name.words)) >= 8:
                key = (str(local.kind is ActorKind.PERSON), *(word[0] for word in name.words))
                blocks[key].setdefault(name.words, number)
    for _, names in sorted(blocks.items()):
        ordered = sorted(names)
        for place, words in enumerate(ordered):
            for other in ordered[place + 1 : place + 40]:
                likeness = spelled_alike(words, other)
                if likeness >= options.spelling:
                    inputs = (("one", " ".join(words)), ("other", " ".join(other)))
                    yield names[words], names[other], likeness, Reason("spelled_alike", inputs, f"{likeness:.2f}")


_SELDOM: Final = 0.1
"""Share of the commonest name's mentions below which a fuller name is a chance wording, not the name."""


def _fullest(counts: Mapping[str, int]) -> str:
    """Return the fullest name in use: "Ana Ruiz" beside "Ruiz", not one chance "Almiran Ruiz" beside fifty."""
    used = [name for name, count in counts.items() if count >= _SELDOM * max(counts.values())]
    return min(used, key=lambda name: (-min(len(name.split()), 4), -counts[name], -len(name), name), default="")


def _actor(locals_: list[_Local]) -> Actor:
    """Return the actor that local actors joined are."""
    mentions = sorted({mention.id for local in locals_ for mention in local.mentions})
    kinds = Counter(local.kind for local in locals_)
    kind = min(kinds, key=lambda kind: (-kinds[kind], kind))
    shown = [m for local in locals_ for m in local.mentions if m.form is not MentionForm.PRONOUN and m.name]
    named = [mention for mention in shown if mention.form in _NAMING] or shown
    counts = Counter(mention.name for mention in named)
    best = _fullest(counts) if named is not shown else min(counts, key=lambda name: (-counts[name], name), default="")
    names = tuple(sorted({mention.name for mention in shown}))
    return Actor(ActorId(content_id("k", *mentions)), best, kind, names, tuple(mentions))
