"""What kind of cue a word is: of saying, of thinking, or of taking a stand; verbs, nouns and adjectives."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from crossread.extract.contents import chunk_at, source_in_tree
from crossread.extract.lexicon import sections
from crossread.extract.phrases import Chunk
from crossread.extract.tagging import Tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crossread.extract.branches import Branches
    from crossread.extract.reading import Reading, Sentence


@cache
def speaking_verbs() -> frozenset[str]:
    """Return the base forms of verbs that let someone speak."""
    said = sections("saying")
    return (said["neutral"] | said["doubtful"] | said["committing"]) - said["thought"]


@cache
def minding_verbs() -> frozenset[str]:
    """Return the base forms of verbs by which someone thinks, judges or wants."""
    taken = sections("attitudes")
    verbs = sections("saying")["thought"] | taken["object"] | taken["infinitive"] | taken["order"] | taken["predicate"]
    return verbs - speaking_verbs()


@cache
def speaking_nouns() -> frozenset[str]:
    """Return the base forms of nouns of saying, thinking and judging ("claim", "support")."""
    return sections("attitudes")["noun"]


@dataclass(frozen=True, slots=True)
class Above:
    """A cue above some words.

    Attributes:
        cue: Position of the cue.
        source: Whose words it gives.
        speaks: Whether it is one of speaking, not of thinking or judging.
    """

    cue: int
    source: Chunk
    speaks: bool


def source_above(reading: Reading, sentence: Sentence, tree: Branches, first: int, last: int) -> Above | None:
    """Return the cue above some words in the tree, and whose words it gives; None where none is above them.

    The nearest cue of speaking counts; where there is none, the nearest of thinking or judging: of "he said they hold
    it to be “a sham”" the words are his who said so.

    Args:
        reading: The document's words, with a trained parse.
        sentence: The sentence that holds the words.
        tree: Its tree.
        first: The first of the words.
        last: Just past the last of them, not past the sentence.
    """
    best: Above | None = None
    for found in _climbed(reading, sentence, tree, first, last):
        if found.speaks:
            return found
        best = best or found
    return best


def _climbed(reading: Reading, sentence: Sentence, tree: Branches, first: int, last: int) -> Iterator[Above]:
    """Yield the cues above some words, the nearest first."""
    words = reading.words
    below = next((at for at in range(first, last) if _leaves(reading, at, first, last)), None)
    for _ in range(_HIGHEST):
        if below is None:
            return
        beside = _inserted(reading, sentence, tree, below, first, last)
        if beside is not None:
            yield beside
        above = words[below].head
        if above is None or above == below or not sentence.first <= above < sentence.last:
            return
        found = _cue_at(reading, sentence, tree, above, below) if not first <= above < last else None
        if found is not None:
            yield found
        below = above


_HIGHEST: Final = 12
"""Steps up the tree at most; a cue further up does not govern the words."""


def _leaves(reading: Reading, place: int, first: int, last: int) -> bool:
    """Tell whether a word hangs on one outside its stretch."""
    word = reading.words[place]
    return word.tag is not Tag.PUNCT and word.head is not None and (word.head == place or not first <= word.head < last)


def _inserted(  # noqa: PLR0913 - where to look and what to leave out
    reading: Reading, sentence: Sentence, tree: Branches, place: int, first: int, last: int
) -> Above | None:
    """Return a cue put into or after the clause of a word: "…, the mayor said"."""
    for child in tree.labelled(place, "parataxis", "advcl"):
        if first <= child < last or reading.words[child].lemma not in sections("saying")["neutral"] | {"put"}:
            continue
        a, b = tree.reach(child)
        if (a <= first and last <= b) or not any(True for _ in tree.labelled(child, "nsubj")):
            continue
        as_said = reading.words[child].label == "parataxis" or any(
            reading.words[one].lower == "as" for one in tree.labelled(child, "mark", "advmod")
        )
        source = source_in_tree(reading, sentence, tree, child) if as_said else None
        if source is not None:
            return Above(child, source, speaks=True)
    return None


def _cue_at(reading: Reading, sentence: Sentence, tree: Branches, place: int, below: int) -> Above | None:
    """Return the word at a place as a cue, where it is one and what hangs below is no subject of it."""
    word, label = reading.words[place], reading.words[below].label or ""
    if word.tag is Tag.NOUN and word.lemma in speaking_nouns() and label.startswith(("acl", "nmod", "ccomp", "appos")):
        owner = owner_of(reading, sentence, tree, place)
        return Above(place, owner, speaks=True) if owner else None
    if word.tag is not Tag.VERB or word.label == "amod" or label.startswith(("nsubj", "csubj")):
        return None
    speaks = word.lemma in speaking_verbs() or _speaks_about(reading, tree, word.lemma, below)
    if not speaks and word.lemma not in minding_verbs():
        return None
    source = source_in_tree(reading, sentence, tree, place)
    return Above(place, source, speaks=speaks) if source else None


def _speaks_about(reading: Reading, tree: Branches, lemma: str, below: int) -> bool:
    """Tell whether a verb speaks of what hangs below by its preposition: "talked about “the swamp”"."""
    cases = (reading.words[one].lower for one in tree.labelled(below, "case", "mark"))
    return any(f"{lemma}_{case}" in sections("attitudes")["topic"] for case in cases)


def owner_of(reading: Reading, sentence: Sentence, tree: Branches, noun: int) -> Chunk | None:
    """Return whose claim a noun names: "the mayor's claim", "a claim by the mayor", "the mayor made the claim"."""
    word = reading.words[noun]
    doer = None
    if word.label == "obj" and word.head is not None:
        doer = source_in_tree(reading, sentence, tree, word.head)
    for child in tree.labelled(noun, "nmod:poss"):
        if reading.words[child].lower in _POSSESSIVES and doer is not None:
            return doer  # "she repeated her claim"
        chunk = chunk_at(reading, sentence, child)
        return Chunk(min(chunk.first, child), child + 1, child) if chunk else None
    for child in tree.labelled(noun, "nmod"):
        if any(reading.words[one].lower in {"by", "from"} for one in tree.labelled(child, "case")):
            return chunk_at(reading, sentence, child)
    return doer


_POSSESSIVES: Final = frozenset({"his", "her", "its", "their"})
