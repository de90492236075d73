"""Happenings told by a noun: "the withdrawal of the troops by the president", "his resignation", "made an arrest"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from crossread.extract.clauses import chunk_starting
from crossread.extract.gazetteer import role_kind
from crossread.extract.heard import is_time
from crossread.extract.lexicon import table
from crossread.extract.roles import is_place, role_at
from crossread.extract.tagging import Tag
from crossread.model.mention import ActorKind
from crossread.model.statement import Role, RoleName

if TYPE_CHECKING:
    from crossread.extract.heard import Places
    from crossread.extract.phrases import Chunk
    from crossread.extract.reading import Reading, Sentence
    from crossread.extract.roles import Told

_LIGHT: Final = frozenset(
    "carry_out make give take have launch conduct stage mount hold issue deliver commit perform undertake do lead "
    "put_up call wage file lodge".split()
)
"""Verbs that leave it to their object to tell what is done: "carried out an attack"."""
_LINKS: Final = frozenset("of by in at on from near against to as for over".split())
_VOTES: Final = frozenset("election race referendum vote poll ballot primary".split())
"""Happenings before which a country or town tells where: "the Tolmar election"."""
_TARGETED: Final = frozenset(
    "attack assault raid ban crackdown vote offensive war strike protest fire siege ambush".split()
)
_OWNING: Final = frozenset("his her its their our my".split())
_OF_PATIENT: Final = frozenset(
    (
        "killing murder assassination execution destruction seizure capture arrest detention release "
        "evacuation occupation invasion bombing shelling closure opening construction purchase sale "
        "defeat withdrawal rescue search recall election appointment dismissal rejection approval "
        "transfer deployment overthrow kidnapping abduction siege shooting delivery collapse death loss "
        "fall sinking betrayal shutdown ouster sacking firing removal expulsion suspension impeachment indictment "
        "conviction beating nomination eviction deportation extradition hanging lynching demolition"
    ).split()
)


_OF_AGENT: Final = frozenset(
    "arrival departure visit escape flight return march advance retreat offensive victory win triumph surrender "
    "resignation retirement protest demonstration rally parade walkout promise pledge threat vow warning decision "
    "refusal attack assault raid strike speech statement fight battle clash uprising rebellion revolt riot mutiny coup "
    "defection trip journey tour trial".split()
)
"""Nouns whose "of" phrase acts: "the arrival of the envoy"; that of others undergoes them: "the use of force"."""


@cache
def event_nouns() -> dict[str, str]:
    """Return nouns of happening with the verb that each stands for."""
    return {row[0]: row[1] for row in table("events")}


def happening(reading: Reading, chunk: Chunk) -> str | None:
    """Return the verb that the head of a noun phrase stands for where it tells a happening, else None."""
    head = reading.words[chunk.head]
    return event_nouns().get(head.lemma.lower()) if head.tag is Tag.NOUN else None


def carried_out(reading: Reading, told: Told) -> Chunk | None:
    """Return the noun phrase that tells what a light verb does, or what there is ("there were 12 deaths"); or None."""
    there = told.group.lemma == "be" and reading.words[max(0, told.group.first - 1)].lower == "there"
    if told.group.lemma not in _LIGHT and not there:
        return None
    told_of = told.subjects if told.group.passive or (there and reading.parsed) else told.objects
    return next((chunk for chunk in told_of[:1] if happening(reading, chunk) is not None), None)


def noun_roles(reading: Reading, sentence: Sentence, chunk: Chunk, places: Places) -> tuple[tuple[Role, ...], int]:
    """Return who takes part in what a noun tells (its owner, phrases with "of" and "by"), and the end of the words."""
    noun = reading.words[chunk.head].lemma.lower()
    roles: list[Role] = []
    owner = _owner(reading, places, chunk, noun)
    if owner is not None:
        roles.append(owner)
    roles.extend(_before_head(reading, places, chunk, noun))
    last = place = chunk.last
    while place + 1 < sentence.last and reading.words[place].lower in _LINKS:
        after = chunk_starting(sentence, place + 1)
        if after is None:
            break
        name = _role_after(reading, places, reading.words[place].lower, after, noun)
        joined = [after, *_joined(reading, sentence, after)]
        if name is not None:
            roles.extend(role_at(reading, places, name, one) for one in joined)
            last = joined[-1].last
        place = joined[-1].last
    roles = _shared_out(roles, owner, reading.words[chunk.head].start)
    return tuple(sorted(dict.fromkeys(roles), key=lambda role: (role.span, role.name))), max(last, chunk.last)


def _shared_out(roles: list[Role], owner: Role | None, head: int) -> list[Role]:
    """Return the roles with the owner in the one that is left: "his arrest by the guard", "her dismissal of the clerk".

    A noun before the head does not act beside an owner: "his Tolmar decision" is one about Tolmar.
    """
    if owner is None:
        return roles
    after = {role.name for role in roles if role.span.start > head}
    name = owner.name
    if RoleName.AGENT in after:
        name = RoleName.PATIENT
    elif RoleName.PATIENT in after:
        name = RoleName.AGENT
    before = [one for one in roles if one is not owner and one.span.start < head and one.name is RoleName.AGENT]
    kept = [one for one in roles if one is not owner and one not in before]
    return [Role(name, owner.span, owner.head, owner.mention), *kept]


def _joined(reading: Reading, sentence: Sentence, chunk: Chunk) -> list[Chunk]:
    """Return the noun phrases that "and" and commas join to one right after it."""
    found: list[Chunk] = []
    place = chunk.last
    while place + 1 < sentence.last and reading.words[place].lower in {"and", ","}:
        opens = place + 2 if reading.words[place + 1].lower == "and" else place + 1
        after = chunk_starting(sentence, opens)
        if after is None or not any(_is_joined(reading, one, chunk) for one in range(after.first, after.last)):
            break
        found.append(after)
        place = after.last
    return found


def _is_joined(reading: Reading, place: int, chunk: Chunk) -> bool:
    """Tell whether the parse joins a word to one of a noun phrase."""
    word = reading.words[place]
    return word.label == "conj" and word.head is not None and chunk.first <= word.head < chunk.last


def _owner(reading: Reading, places: Places, chunk: Chunk, noun: str) -> Role | None:
    """Return the role of a possessor: "the army's attack" is by the army, "his death" befalls him."""
    name = RoleName.PATIENT if noun in _OF_PATIENT and noun not in _OWN_ACTS else RoleName.AGENT
    if chunk.owner is not None:
        end = chunk.owner - 1 if reading.words[chunk.owner - 1].lower in {"'s", "'"} else chunk.owner
        head = reading.words[end - 1]
        span = reading.span(chunk.first, end)
        mention = places.mentions.heading(span, head.span)
        return Role(name, span, head.lemma.lower(), mention.id if mention else None)
    first = reading.words[chunk.first]
    if first.lower not in _OWNING or chunk.first == chunk.head:
        return None
    mention = places.mentions.heading(first.span, first.span)
    return Role(name, first.span, first.lower, mention.id if mention else None)


_OWN_ACTS: Final = frozenset("withdrawal invasion occupation rescue search election purchase sale".split())
"""Nouns whose "of" phrase undergoes them, while who owns them acts: "the army's invasion of the valley"."""


def _before_head(reading: Reading, places: Places, chunk: Chunk, noun: str) -> list[Role]:
    """Return the role of a noun right before the head: "the dam collapse", "a police raid"."""
    place = chunk.head - 1
    first = chunk.owner if chunk.owner is not None else chunk.first
    word = reading.words[place] if place >= first else None
    if word is None or word.tag not in {Tag.NOUN, Tag.PROPN} or is_time(places, word.span):
        return []
    mention = places.mentions.heading(word.span, word.span)
    if noun in _VOTES and mention is not None and mention.kind in {ActorKind.PLACE, ActorKind.FACILITY}:
        return [Role(RoleName.PLACE, mention.span, word.lemma.lower(), mention.id)]
    undergoes = noun in _OF_PATIENT
    if mention is None or mention.span.contains(reading.words[chunk.head].span):
        acts = role_kind(word.lower) in {ActorKind.ORGANISATION, ActorKind.GROUP, ActorKind.PERSON}
        name = RoleName.PATIENT if undergoes else RoleName.AGENT
        return [Role(name, word.span, word.lemma.lower(), None)] if undergoes or acts else []
    name = RoleName.PATIENT if undergoes and noun not in _OWN_ACTS else RoleName.AGENT
    return [Role(name, mention.span, word.lemma.lower(), mention.id)]


def _role_after(reading: Reading, places: Places, word: str, chunk: Chunk, noun: str) -> RoleName | None:
    """Return the role of a phrase after a noun of happening."""
    if is_time(places, reading.chunk_span(chunk)):
        return None
    if word == "by":
        return RoleName.AGENT
    if word == "of":
        return RoleName.AGENT if noun in _OF_AGENT else RoleName.PATIENT
    if word == "against" or (word == "on" and noun in _TARGETED):
        return RoleName.PATIENT
    return RoleName.PLACE if word != "to" and is_place(reading, places, chunk) else None
