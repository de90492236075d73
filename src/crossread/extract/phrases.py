"""Noun phrases and verb groups, from tags by rules: the shallow structure that the stages share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from crossread.extract.lexicon import sections, words
from crossread.extract.tagging import SAME_PAST, Tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossread.extract.reading import Word

_INSIDE: Final = frozenset({Tag.ADJ, Tag.NUM, Tag.NOUN, Tag.PROPN, Tag.SYM})
_HEADS: Final = frozenset({Tag.NOUN, Tag.PROPN})
_BE: Final = frozenset("be am is are was were been being 's 're 'm get gets got getting".split())
_NEGATIONS: Final = frozenset("not n't never no-one hardly barely scarcely".split())
_RELATIVE: Final = frozenset("who which that whom whose".split())


@dataclass(frozen=True, slots=True)
class Chunk:
    """A noun phrase without what follows its head.

    Attributes:
        first: Position of its first word in the reading.
        last: Position just past its last word.
        head: Position of its head.
        owner: Position just past a possessor inside it ("the mayor's" in "the mayor's car"), or None.
    """

    first: int
    last: int
    head: int
    owner: int | None = None


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with its auxiliaries and adverbs.

    Attributes:
        first: Position of its first word in the reading.
        last: Position just past its last word, a particle included.
        main: Position of the verb that tells what happens (of the copula where there is none other).
        lemma: Its base form, with its particle joined by `_`.
        passive: Whether the subject suffers the action.
        negated: Whether the group holds "not", "never" and the like.
        modal: Its modal in lower case ("may", "will"), or None.
        kind: "finite", "infinitive", "ing" or "participle".
    """

    first: int
    last: int
    main: int
    lemma: str
    passive: bool = False
    negated: bool = False
    modal: str | None = None
    kind: str = "finite"


def find_chunks(read: Sequence[Word], first: int, last: int) -> tuple[Chunk, ...]:
    """Return the noun phrases among words `first` up to `last`, in order."""
    found: list[Chunk] = []
    place = first
    while place < last:
        chunk = _chunk_at(read, place, last)
        if chunk is None:
            place += 1
        else:
            found.append(chunk)
            place = chunk.last
    return tuple(found)


def _chunk_at(read: Sequence[Word], first: int, last: int) -> Chunk | None:
    """Return the noun phrase that begins at `first`, or None."""
    word = read[first]
    if word.tag is Tag.PRON and word.lower not in _RELATIVE:
        return Chunk(first, first + 1, first)
    if word.tag not in _INSIDE | {Tag.DET} and not (word.tag is Tag.ADV and _leads_to_noun(read, first, last)):
        return None
    place, head, owner = first, None, None
    while place < last:
        word = read[place]
        if word.tag in _HEADS:
            head = place
        elif word.tag is Tag.PART and word.lower in {"'s", "'"} and head == place - 1:
            owner = place + 1
        elif not _goes_on(read, place, first, last, head):
            break
        place += 1
    return _closed(read, first, place, head, owner)


def _goes_on(read: Sequence[Word], place: int, first: int, last: int, head: int | None) -> bool:
    """Tell whether a word that is no noun belongs to the noun phrase."""
    word = read[place]
    if word.tag is Tag.DET:
        return place == first or (place == first + 1 and read[first].tag is Tag.DET)
    if _numbers(read, place, head):
        return True
    if word.tag is Tag.NUM and head is not None and read[place - 1].lower not in {"'s", "'", "-"}:
        return False  # "according to the union nine people died"
    if word.tag in _INSIDE:
        return (
            head is None
            or (place == head + 1 and _leads_to_noun(read, place, last))
            or read[place - 1].lower in {"'s", "'", "-"}
        )
    if word.tag is Tag.ADV:
        return head is None and _leads_to_noun(read, place, last)
    if word.lower in {"-", "‑", "–", "/"}:
        return 0 < place < last - 1 and read[place - 1].end == word.start and read[place + 1].start == word.end
    if word.lower == "&":
        return head == place - 1 and place + 1 < last and read[place + 1].tag is Tag.PROPN
    if read[place - 1].lower == "-" and read[place - 1].end == word.start:
        return True
    return word.lower in {"and", ","} and head is None and _adjectives_go_on(read, place, last)


def _numbers(read: Sequence[Word], place: int, head: int | None) -> bool:
    """Tell whether a number belongs to the name before it: "Gate Four", "Flight 17"."""
    if head is None or head != place - 1 or read[place].tag is not Tag.NUM or not read[head].text[0].isupper():
        return False
    return read[place].text[0].isupper() or (read[place].text.isdigit() and len(read[place].text) < 4)


def _leads_to_noun(read: Sequence[Word], place: int, last: int) -> bool:
    """Tell whether a noun comes before anything else than adjectives, adverbs and numbers."""
    for at in range(place + 1, min(place + 4, last)):
        if read[at].tag in _HEADS:
            return True
        hyphened = read[at].lower == "-" or read[at - 1].lower == "-"  # "so-called", "state-run"
        if read[at].tag not in {Tag.ADJ, Tag.ADV, Tag.NUM} and not hyphened:
            return False
    return False


def _adjectives_go_on(read: Sequence[Word], place: int, last: int) -> bool:
    """Tell whether a comma or "and" joins two adjectives before their noun."""
    return (
        place + 2 < last
        and read[place - 1].tag is Tag.ADJ
        and read[place + 1].tag is Tag.ADJ
        and _leads_to_noun(read, place + 1, last)
    )


def _closed(read: Sequence[Word], first: int, place: int, head: int | None, owner: int | None) -> Chunk | None:
    """Make the chunk of words `first` up to `place`; without a noun a number or "the" with an adjective will do."""
    if head is not None:
        end = head + 2 if head + 1 < place and _numbers(read, head + 1, head) else head + 1
        end = max(end, owner if owner is not None and owner == place else 0)
        if owner == end:  # the possessor of nothing that stands here
            owner = None
            end = max(head + 1, end - 1)
        return Chunk(first, end, head, owner)
    if place == first or read[place - 1].tag not in {Tag.NUM, Tag.ADJ}:
        return None
    if read[first].tag in {Tag.DET, Tag.NUM} or read[place - 1].tag is Tag.NUM:
        return Chunk(first, place, place - 1)
    return None


def find_verbs(read: Sequence[Word], first: int, last: int) -> tuple[VerbGroup, ...]:
    """Return the verb groups among words `first` up to `last`, in order."""
    found: list[VerbGroup] = []
    place = first
    while place < last:
        if _is_hyphened(read, place, first, last):
            place += 1
        elif read[place].tag in {Tag.AUX, Tag.VERB} or _is_infinitive(read, place, last):
            group = _group_at(read, place, first, last)
            found.append(group)
            place = group.last
        else:
            place += 1
    return tuple(found)


def _is_hyphened(read: Sequence[Word], place: int, first: int, last: int) -> bool:
    """Tell whether a hyphen joins a word to its neighbour ("US-backed"), which makes it part of an adjective."""
    before = place > first and read[place - 1].text in {"-", "‑"} and read[place - 1].end == read[place].start
    after = place + 1 < last and read[place + 1].text in {"-", "‑"} and read[place + 1].start == read[place].end
    return before or after


def _is_infinitive(read: Sequence[Word], place: int, last: int) -> bool:
    """Tell whether "to" begins an infinitive here."""
    return read[place].lower == "to" and read[place].tag is Tag.PART and place + 1 < last


def _group_at(read: Sequence[Word], first: int, begin: int, last: int) -> VerbGroup:
    """Gather the group that begins at `first`."""
    place, main = first, first
    infinitive = read[first].lower == "to"
    if infinitive:
        place += 1
    inverted = False
    while place < last:
        word = read[place]
        if word.tag is Tag.VERB:
            main = place
            place += 1
            break
        if word.tag is Tag.AUX:
            main = place
        elif word.tag is Tag.PRON and place == first + 1 and read[first].tag is Tag.AUX:
            inverted = True
        elif word.tag is not Tag.ADV and word.lower not in _NEGATIONS:
            break
        place += 1
    end = place if read[place - 1].tag in {Tag.VERB, Tag.AUX} else main + 1
    end = max(end, main + 1, first + 1)
    if inverted and read[main].tag is not Tag.VERB:
        end = main + 1
    return _described(read, first, end, main, begin, last, infinitive=infinitive)


def _described(  # noqa: PLR0913 - what the group is made of
    read: Sequence[Word], first: int, end: int, main: int, begin: int, last: int, *, infinitive: bool
) -> VerbGroup:
    """Tell what the group is: lemma with particle, passive, negated, modal, kind."""
    inside = read[first:end]
    lemma, end = _with_particle(read, main, end, last)
    helpers = [word.lower for word in read[first:main]]
    participle = (
        read[main].tag is Tag.VERB
        and not read[main].lower.endswith("ing")
        and (read[main].lower != read[main].lemma or read[main].lower in SAME_PAST)
    )
    passive = participle and any(word in _BE for word in helpers) and not _ends_with_have(helpers)
    negated = any(word.lower in _NEGATIONS for word in inside) or _negated_outside(read, main, end, last)
    modal = next((word for word in helpers if word in sections("closed")["MODAL"]), None)
    return VerbGroup(
        first, end, main, lemma, passive, negated, modal, _kind(read, first, main, begin, infinitive=infinitive)
    )


def _ends_with_have(helpers: Sequence[str]) -> bool:
    """Tell whether the last auxiliary is a form of "have", which makes no passive."""
    verbs = [word for word in helpers if word in _BE | {"have", "has", "had", "having", "'ve"}]
    return bool(verbs) and verbs[-1] not in _BE


def _negated_outside(read: Sequence[Word], main: int, end: int, last: int) -> bool:
    """Tell whether "not" or "no" follows a copula ("was not", "is no threat")."""
    return read[main].tag is Tag.AUX and end < last and read[end].lower in {"not", "n't", "never", "no"}


def _with_particle(read: Sequence[Word], main: int, end: int, last: int) -> tuple[str, int]:
    """Return the lemma, with a particle that changes its meaning, and the end of the group after it."""
    lemma = read[main].lemma
    if end < last and f"{lemma}_{read[end].lower}" in words("phrasal"):
        return f"{lemma}_{read[end].lower}", end + 1
    for at in range(end + 1, min(end + 5, last)):
        if read[at].tag in {Tag.VERB, Tag.AUX, Tag.PUNCT, Tag.SCONJ, Tag.CCONJ}:
            break
        follows = at + 1 >= last or read[at + 1].tag in {Tag.PUNCT, Tag.CCONJ, Tag.ADP, Tag.SCONJ, Tag.PART}
        if follows and read[at].tag is not Tag.NOUN and f"{lemma}_{read[at].lower}" in words("phrasal"):
            return f"{lemma}_{read[at].lower}", end
    return lemma, end


def _kind(read: Sequence[Word], first: int, main: int, begin: int, *, infinitive: bool) -> str:
    """Tell finite groups from infinitives, -ing forms and bare participles."""
    if infinitive:
        return "infinitive"
    lead = read[first]
    if lead.tag is Tag.AUX and lead.lower not in {"been", "being", "having", "be"}:
        return "finite"
    if lead.lower.endswith("ing") and lead.tag in {Tag.VERB, Tag.AUX}:
        return "ing"
    before = read[first - 1] if first > begin else None
    form = read[main].lower
    if (
        before is not None
        and before.tag in {Tag.NOUN, Tag.PROPN, Tag.PUNCT}
        and _follows_by(read, main)
        and form.endswith(("ed", "en", "wn", "ught", "ade"))
    ):
        return "participle"
    return "finite"


def _follows_by(read: Sequence[Word], main: int) -> bool:
    """Tell whether "by" comes right after, as after a participle that stands for a clause."""
    return main + 1 < len(read) and read[main + 1].lower in {"by", "in", "at", "on", "under"}
