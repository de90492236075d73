"""What kind of happening a word tells of, and which kinds are opposed: a small lexicon, read once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Final

_ENTRY: Final = re.compile(r"(\w+)(?: \[([\w ]+)\])?: (.+)")


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a word.

    Attributes:
        name: The class of happenings ("die").
        undergone: Whether the word's subject is the one it happens to ("he died").
        flags: What the lexicon says of the class: "once", "judged", "people".
    """

    name: str
    undergone: bool = False
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Senses:
    """The lexicon of happenings, their opposites, and of counted nouns.

    Attributes:
        words: For a lemma, its senses; each with the other lemma that the clause must hold, or "".
        opposed: For a class, the classes that are its opposite.
        nouns: For a counted noun, its classes.
        noun_flags: What the lexicon says of a class of nouns.
        light: Verbs that tell little by themselves.

    Examples:
        >>> senses = load_senses()
        >>> [sense.name for sense in senses.of("perish")]
        ['die']
        >>> senses.opposite({"win"}, {"lose"})
        ('lose', 'win')
    """

    words: Mapping[str, tuple[tuple[str, Sense], ...]]
    opposed: Mapping[str, frozenset[str]]
    nouns: Mapping[str, frozenset[str]] = field(default_factory=dict)
    noun_flags: Mapping[str, frozenset[str]] = field(default_factory=dict)
    light: frozenset[str] = frozenset()

    def of(self, lemma: str, terms: Iterable[str] = ()) -> tuple[Sense, ...]:
        """Return the senses of `lemma` in a clause that holds `terms`, those that need another word first.

        A verb with a particle ("take_over") that the lexicon does not know has the senses of none, not of the verb;
        "be_open" has those of "open".
        """
        lemma = lemma.removeprefix("be_")
        held = set(terms) | set(lemma.split("_")[1:])
        entries = self.words.get(lemma, ())
        joined = [sense for other, sense in entries if other and other in held]
        return tuple(joined) or tuple(sense for other, sense in entries if not other)

    def opposite(self, ones: Iterable[str], others: Iterable[str]) -> tuple[str, str] | None:
        """Return the first pair of opposed classes, one of each side, in the order of the alphabet; None without."""
        known = set(others)
        pairs = [(one, other) for one in ones for other in self.opposed.get(one, ()) if other in known]
        return min(tuple(sorted(pair)) for pair in pairs) if pairs else None  # type: ignore[return-value]

    def noun_classes(self, noun: str) -> frozenset[str]:
        """Return the classes of a counted noun; of a noun that the lexicon does not know, the noun itself."""
        return self.nouns.get(noun, frozenset((noun,)))

    def counts_people(self, noun: str) -> bool:
        """Return whether a number of this noun is a number of people."""
        return any("people" in self.noun_flags.get(name, ()) for name in self.nouns.get(noun, ()))

    def counts_one_each(self, noun: str) -> bool:
        """Return whether a number of this noun is a number of people where something happens to people.

        Examples:
            >>> load_senses().counts_one_each("coffin"), load_senses().counts_one_each("boat")
            (True, False)
        """
        return any("each" in self.noun_flags.get(name, ()) for name in self.nouns.get(noun, ()))


def _lines(name: str) -> list[str]:
    """Return the lines of a file of the lexicon, remarks left out."""
    text = (files("crossread") / "data" / "opposites" / name).read_text("utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _entries(name: str) -> list[tuple[str, frozenset[str], list[str]]]:
    """Return the classes of a file: name, flags, words."""
    matches = [_ENTRY.fullmatch(line.strip()) for line in _lines(name)]
    return [(m[1], frozenset((m[2] or "").split()), m[3].split()) for m in matches if m is not None]


@cache
def load_senses() -> Senses:
    """Return the lexicon that ships with the package; read once."""
    words: dict[str, list[tuple[str, Sense]]] = {}
    for name, flags, members in _entries("classes.txt"):
        for member in members:
            lemma, _, other = member.rstrip("<").partition("+")
            words.setdefault(lemma, []).append((other, Sense(name, member.endswith("<"), flags)))
    opposed: dict[str, set[str]] = {}
    for line in _lines("opposites.txt"):
        one, other = line.split()
        opposed.setdefault(one, set()).add(other)
        opposed.setdefault(other, set()).add(one)
    nouns: dict[str, set[str]] = {}
    noun_flags = {}
    for name, flags, members in _entries("nouns.txt"):
        noun_flags[name] = flags
        for member in members:
            nouns.setdefault(member, set()).add(name)
    return Senses(
        {lemma: tuple(found) for lemma, found in words.items()},
        {name: frozenset(found) for name, found in opposed.items()},
        {noun: frozenset(found) for noun, found in nouns.items()},
        noun_flags,
        frozenset(word for line in _lines("light.txt") for word in line.split()),
    )
