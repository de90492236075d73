"""Which words may tell of one happening: "resign" and "resignation", "quake" and "tremor"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from crossread.text.senses import load_senses

_ENDINGS: Final = (
    *(
        "ation",
        "ition",
        "tion",
        "sion",
        "ment",
        "ance",
        "ence",
        "ings",
        "ing",
        "ure",
        "ion",
        "er",
        "or",
        "al",
        "y",
        "e",
    ),
)
"""Endings that make a noun of a verb, and the mute "e"; the longest first."""
_STEM: Final = 4
"""Letters that an ending leaves at least."""
_PARTICLES: Final = frozenset("in into out up down off on over away back of to for from with by at about".split())


def _lines(folder: str, name: str) -> list[str]:
    """Return the lines of a list that ships with the package, remarks left out."""
    text = (files("crossread") / "data" / folder / name).read_text("utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def _verbs() -> Mapping[str, str]:
    """Return nouns of happening with the verb that each stands for."""
    rows = (line.split("\t") for line in _lines("lexicon", "events.tsv"))
    return {row[0]: row[1] for row in rows}


@cache
def nouns_of_happening() -> frozenset[str]:
    """Return nouns that tell of happenings.

    Examples:
        >>> {"attack", "ceremony"} <= nouns_of_happening(), "harbour" in nouns_of_happening()
        (True, False)
    """
    return frozenset(_verbs()) | {word for line in _lines("happenings", "nouns.txt") for word in line.split()}


_OFTEN_THINGS: Final = frozenset(
    "back bar battleground berth bid bomb build case clear close count court evidence film fix free fund funding game "
    "guard gun head heat hold jail job key kill lam leave list lock loose name open order patch play post present "
    "prize project push record role rule ship show speech star state stay storm table talk term test top trigger value "
    "vote movie illness".split()
)
"""Words of families that as often name a thing or a quality: they tell of a happening where they are verbs."""


@cache
def words_of_happening() -> frozenset[str]:
    """Return words that tell of a happening wherever they stand: nouns of happening, and most words of the families.

    Examples:
        >>> {"attack", "hurt"} <= words_of_happening(), "film" in words_of_happening()
        (True, False)
    """
    return nouns_of_happening() | (frozenset(_families()) - _OFTEN_THINGS)


@cache
def _families() -> Mapping[str, frozenset[str]]:
    """Return for each word the numbers of its families."""
    found: dict[str, set[str]] = defaultdict(set)
    for number, line in enumerate(_lines("happenings", "families.txt")):
        for word in line.split():
            found[word].add(f"f{number}")
    return {word: frozenset(keys) for word, keys in found.items()}


def root(lemma: str) -> str:
    """Return what a word and those made of it have in common: the verb of a noun of happening, its ending off.

    Examples:
        >>> root("resignation") == root("resign"), root("attack") == root("attract")
        (True, False)
    """
    word = _verbs().get(lemma, lemma).split("_", maxsplit=1)[0]
    ending = next((end for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= _STEM), "")
    return word.removesuffix(ending)


@cache
def families(lemma: str) -> frozenset[str]:
    """Return the families that a word belongs to: those of the list, and the classes of happenings.

    Examples:
        >>> bool(families("quake") & families("tremor")), bool(families("quake") & families("election"))
        (True, False)
    """
    bare = lemma.removeprefix("be_")
    listed = _families().get(bare) or _families().get(bare.split("_", maxsplit=1)[0], frozenset())
    return listed | {f"s{sense.name}" for sense in load_senses().of(bare)}


@cache
def kin(lemma: str) -> frozenset[str]:
    """Return the keys under which a word meets those that may tell of the same happening: its root and its families."""
    return families(lemma) | {f"r{root(lemma)}", f"r{lemma}"}


@cache
def head_lemma(words: str) -> str:
    """Return the base form of the head of a few words, lower case: the last but particles; a verb's where it has one.

    Examples:
        >>> head_lemma("was killed"), head_lemma("checked into"), head_lemma("Raids")
        ('kill', 'check', 'raid')
    """
    from lemminflect import getAllLemmas  # noqa: PLC0415 - heavy: loaded when asked

    parts = re.findall(r"\w+", words.lower()) or [words.lower()]
    while len(parts) > 1 and parts[-1] in _PARTICLES:
        parts.pop()
    known = getAllLemmas(parts[-1])
    return str(next((known[tag][0] for tag in ("VERB", "NOUN") if known.get(tag)), parts[-1]))
