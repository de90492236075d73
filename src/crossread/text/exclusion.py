"""Which words cannot both be said of one thing: opposites, members of one kind, different numbers. Read once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise, product
from typing import Final

_SMALL: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS: Final = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_ORDINAL_TENS: Final = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split()
_DIGITS: Final = re.compile(r"(\d+(?:[,.]\d+)*)(st|nd|rd|th)?")
_DENYING: Final = frozenset(("not", "never", "no", "n't"))
_HELPING: Final = frozenset(("do", "does", "did"))
_AFFIRMED: Final = {"cannot": "can", "can't": "can", "won't": "will", "shan't": "shall"}
_ENDINGS: Final = (("s", ""), ("es", ""), ("ies", "y"), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"))


@dataclass(frozen=True, slots=True)
class Exclusions:
    """Words that exclude one another.

    Attributes:
        members: For a word, the kinds that it is a member of, each with the name of what it stands for there.
        opposed: For a word, its opposites.

    Examples:
        >>> words = load_exclusions()
        >>> words.between("red", "blue"), words.between("grey", "gray"), words.between("wet", "dry")
        ('colour', None, 'opposites')
        >>> words.between("third", "12th"), words.between("two", "2"), words.between("two", "2,000")
        ('ordinal', None, 'number')
        >>> words.between("Chilean", "Peruvian"), words.between("red", "round")
        ('people', None)
    """

    members: Mapping[str, Mapping[str, str]]
    opposed: Mapping[str, frozenset[str]]

    def between(self, one: str, other: str) -> str | None:
        """Return why two words (or short phrases) cannot both be said of one thing, or None where they can.

        Returns:
            "opposites", "negation", "number", "ordinal", or the kind of which both are members ("colour").
        """
        a, b = (_plain(words) for words in (one, other))
        if a == b:
            return None
        if _denies(a) != _denies(b) and _affirmed(a) == _affirmed(b):
            return "negation"
        for name, parse in (("number", number_of), ("ordinal", ordinal_of)):
            values = parse(a), parse(b)
            if None not in values:
                return name if values[0] != values[1] else None
        forms = self._forms(a), self._forms(b)
        if any(right in self.opposed.get(left, ()) for left, right in product(*forms)):
            return "opposites"
        return self._kind(*forms)

    def phrases(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return the neighbouring words that exclude anything as a phrase ("prime minister"), in order.

        Args:
            words: Words in lower case.
        """
        pairs = (f"{one} {other}" for one, other in pairwise(words))
        return tuple(phrase for phrase in pairs if phrase in self.members or phrase in self.opposed)

    def _kind(self, ones: Sequence[str], others: Sequence[str]) -> str | None:
        """Return the kind of which both are members, as different things; None where they are one thing in any kind."""
        here, there = (
            {k: v for form in reversed(forms) for k, v in self.members.get(form, {}).items()}
            for forms in (ones, others)
        )
        shared = sorted(kind for kind in here if kind in there)
        if not shared or any(here[kind] == there[kind] for kind in shared):
            return None
        return shared[0]

    def _forms(self, words: str) -> tuple[str, ...]:
        """Return words, and without an ending of nouns and verbs; of a phrase that is no member, its last word.

        A French horn is a horn: what a phrase names is told by its last word.
        """
        known = self._known(words)
        if known or " " not in words:
            return known
        return self._known(words.rsplit(" ", maxsplit=1)[-1])

    def _known(self, words: str) -> tuple[str, ...]:
        """Return those of a word's forms that exclude anything."""
        cut = (words[: len(words) - len(end)] + left for end, left in _ENDINGS if words.endswith(end))
        return tuple(form for form in (words, *cut) if form in self.members or form in self.opposed)


def _denies(words: str) -> bool:
    """Return whether a word among these denies."""
    return any(word in _DENYING or word in _AFFIRMED or word.endswith("n't") for word in words.split())


def _affirmed(words: str) -> str:
    """Return words without what denies: "cannot" is "can", "was not" is "was", "didn't" is nothing."""
    kept = (_AFFIRMED.get(word, word.removesuffix("n't")) for word in words.split() if word not in _DENYING)
    return " ".join(word for word in kept if word not in _HELPING)


def _plain(words: str) -> str:
    """Return words in lower case without an article before them."""
    plain = " ".join(words.casefold().replace("’", "'").split())
    return next((plain.removeprefix(article) for article in ("a ", "an ", "the ") if plain.startswith(article)), plain)


def number_of(words: str) -> float | None:
    """Return the number that words write, or None.

    Examples:
        >>> number_of("1,200"), number_of("twenty-one"), number_of("dozens")
        (1200.0, 21.0, None)
    """
    match = _DIGITS.fullmatch(words)
    if match is not None:
        return (
            None if match[2] else float(match[1].replace(",", "").rstrip(".") or 0) if match[1].count(".") < 2 else None
        )
    return _spelled(words, _SMALL, _TENS)


def ordinal_of(words: str) -> float | None:
    """Return the place that words write, or None.

    Examples:
        >>> ordinal_of("12th"), ordinal_of("twenty-first"), ordinal_of("last")
        (12.0, 21.0, None)
    """
    match = _DIGITS.fullmatch(words)
    if match is not None:
        return float(match[1].replace(",", "")) if match[2] and "." not in match[1] else None
    return _spelled(words, _ORDINALS, _ORDINAL_TENS)


def _spelled(words: str, small: list[str], tens: list[str]) -> float | None:
    """Return the number below a hundred that words spell out, or None."""
    if words in small:
        return float(small.index(words))
    if words in tens:
        return float(20 + 10 * tens.index(words))
    first, _, last = words.replace(" ", "-").partition("-")
    if first in _TENS and last in small[1:10]:
        return float(20 + 10 * _TENS.index(first) + small.index(last))
    return None


@cache
def load_exclusions() -> Exclusions:
    """Return the words that ship with the package; read once."""
    members: dict[str, dict[str, str]] = {}
    for kind, names in (*_kinds(), *_countries()):
        for word in names:
            members.setdefault(word, {})[kind] = names[0]
    opposed: dict[str, set[str]] = {}
    for line in _lines("opposites", "antonyms.txt"):
        one, other = (_names(entry) for entry in line.split())
        for word, others in (*((word, other) for word in one), *((word, one) for word in other)):
            opposed.setdefault(word, set()).update(others)
    return Exclusions(members, {word: frozenset(found) for word, found in opposed.items()})


def _kinds() -> Iterator[tuple[str, list[str]]]:
    """Yield the members of the kinds, each with its kind and all its names."""
    for line in _lines("opposites", "exclusive.txt"):
        kind, _, words = line.partition(":")
        for entry in words.split():
            yield kind, _names(entry)


def _countries() -> Iterator[tuple[str, list[str]]]:
    """Yield countries with all their names, peoples with all their words, and both as one."""
    for line in _lines("lexicon", "countries.tsv"):
        name, others, people, *_ = (*line.casefold().split("\t"), "", "")
        country = [name, *filter(None, others.split("|"))]
        yield "country", country
        if people:
            yield "people", people.split("|")
            yield "people_or_country", [*country, *people.split("|")]


def _names(entry: str) -> list[str]:
    """Return the words of an entry that mean the same."""
    return [word.replace("_", " ") for word in entry.split("=")]


def _lines(folder: str, name: str) -> list[str]:
    """Return the lines of a file of words, remarks left out."""
    text = (files("crossread") / "data" / folder / name).read_text("utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
