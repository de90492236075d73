"""Names as they are compared: folded, cut into words, with their initials and the aliases that everyone knows."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.fuzz import ratio

from crossread.text.rarity import rarity

ACRONYM: Final = "acronym"

_WORD: Final = re.compile(r"[^\W_]+")
_REMARK: Final = re.compile(r"(?<=\w)[,.\s]*[\[(].*", re.DOTALL)
"""What stands in brackets after a name: a footnote's number, the same in another script."""
_DOTTED: Final = re.compile(r"\b(?:\w\.){2,}")
_SMALL: Final = frozenset(
    {"of", "the", "and", "for", "in", "on", "de", "la", "le", "du", "des", "al", "a", "an", "to", "at", "s"}
)
_ORDINALS: Final = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth north south east west northern "
    "southern eastern western central".split()
)
_BODIES: Final = frozenset(
    "ministry commission government parliament congress senate assembly court police army navy force council party "
    "union front movement authority department office bureau agency committee board brigade guard division regiment "
    "corps church university hospital school company bank palace house ministries defence defense interior "
    "foreign affairs "
    "health justice finance education transport labour labor gazette times herald post".split()
)
_TITLES: Final = frozenset(
    "mr mrs ms miss dr prof professor sir lady lord dame president minister general colonel major captain lieutenant "
    "sergeant commander chief senator governor mayor secretary judge justice king queen prince princess sheikh imam "
    "mullah ayatollah father sister brother comrade rev reverend bishop archbishop cardinal pope hon admiral marshal "
    "deputy vice prime acting former ex chairman chairwoman director officer inspector constable premier "
    "chancellor".split()
)
_SHORT_TITLES: Final = frozenset("lt gen col maj capt sgt brig adm cmdr cpl lieut sen rep gov supt insp".split())
_KNOWN: Final = {
    "united states": ("us", "usa", "america", "united states of america"),
    "united kingdom": ("uk", "britain", "great britain"),
    "european union": ("eu",),
    "united nations": ("un",),
    "soviet union": ("ussr",),
    "north atlantic treaty organization": ("nato", "north atlantic treaty organisation"),
    "united arab emirates": ("uae",),
    "islamic state": (
        *("isil", "isis", "daesh", "da esh", "daish", "islamic state of iraq and levant", "islamic state of iraq"),
        *("islamic state of iraq and syria", "islamic state in iraq and syria", "islamic state in iraq and levant"),
    ),
    "al qaeda": ("al qaida", "alqaeda", "qaeda"),
    "european central bank": ("ecb",),
    "international monetary fund": ("imf",),
    "world trade organization": ("wto", "world trade organisation"),
    "international atomic energy agency": ("iaea",),
    "central intelligence agency": ("cia",),
    "federal bureau of investigation": ("fbi",),
    "african union": ("au",),
    "north korea": ("dprk", "democratic people republic of korea"),
    "south korea": ("republic of korea",),
    "china": ("prc", "people republic of china"),
    "russia": ("russian federation",),
    "iran": ("islamic republic of iran",),
    "turkey": ("turkiye", "republic of turkey"),
    "ivory coast": ("cote d ivoire", "cote divoire"),
    "myanmar": ("burma",),
    "kyiv": ("kiev",),
    "new york": ("new york city", "nyc"),
    "washington": ("washington dc", "washington d c"),
}
_ALIASES: Final = {alias: full for full, aliases in _KNOWN.items() for alias in aliases}


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the form in which names are compared.

    Attributes:
        words: Its words, lower case, accents off, titles and articles off.
        marks: `ACRONYM` where it is one.
    """

    words: tuple[str, ...]
    marks: frozenset[str] = frozenset()


@lru_cache(maxsize=65536)
def name_of(text: str, *, acronym: bool = False) -> Name:
    """Return the name that `text` writes.

    Examples:
        >>> name_of("President José Ramos").words
        ('jose', 'ramos')
        >>> name_of("the U.N.").words
        ('un',)
        >>> name_of("the Harbour Society,[3").words
        ('harbour', 'society')
    """
    whole = _DOTTED.sub(lambda match: match[0].replace(".", ""), _REMARK.sub("", text))
    plain = unicodedata.normalize("NFKD", whole)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).replace("’", "'")
    plain = re.sub(r"'s?\b", "", plain)
    words = _WORD.findall(plain)
    short = acronym or (len(words) == 1 and 2 <= len(words[0]) <= 6 and words[0].isupper())
    folded = [word.casefold() for word in words]
    while len(folded) > 1 and folded[0] in _TITLES | _SHORT_TITLES | {"the", "a", "an"}:
        folded.pop(0)
    return Name(tuple(folded), frozenset({ACRONYM} if short else ()))


def is_role(name: Name) -> bool:
    """Return whether a name is a role alone ("the Minister"), which names another in every story.

    Examples:
        >>> is_role(name_of("the Prime Minister")), is_role(name_of("Minister Okafor"))
        (True, False)
    """
    return all(word in _TITLES for word in name.words)


def is_ordinary(name: Name) -> bool:
    """Return whether a name is made of ordinary English words alone ("Fourth Brigade", "the Ministry of Health").

    Examples:
        >>> is_ordinary(name_of("the Commission")), is_ordinary(name_of("Halden Petrol"))
        (True, False)
    """
    return all(word in _SMALL or rarity(word) < 1.0 or word in _ORDINALS | _BODIES for word in name.words)


def initials(name: Name) -> tuple[str, ...]:
    """Return the acronyms that a name can have: initials of all its words, and of all but the small ones.

    Examples:
        >>> initials(name_of("Union of Quay and Yard Workers"))
        ('uoqayw', 'uqyw')
    """
    every = "".join(word[0] for word in name.words)
    large = "".join(word[0] for word in name.words if word not in _SMALL)
    return tuple(sorted({short for short in (every, large) if len(short) > 1}))


def known_alias(name: Name) -> str:
    """Return the one form of a name that has several which everyone knows, else its own words joined.

    Examples:
        >>> known_alias(name_of("the US")) == known_alias(name_of("United States of America"))
        True
    """
    joined = " ".join(word for word in name.words if word != "the")
    return _ALIASES.get(joined, joined)


def within(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Return whether the words of `short` stand in `full` in the same order, others between or before them allowed.

    An initial stands for a word that begins with it.

    Examples:
        >>> within(("john", "q", "adams"), ("john", "quincy", "adams"))
        True
    """
    rest = iter(full)
    return all(any(word == other or (len(word) == 1 and other.startswith(word)) for other in rest) for word in short)


def spelled_alike(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Return the likeness of the least alike words of two names of as many words, 0 to 1; 0 where one is a short word.

    Examples:
        >>> spelled_alike(("muammar", "gaddafi"), ("muammar", "gadafi")) > 0.9
        True
    """
    if len(one) != len(other):
        return 0.0
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if any(len(a) < 5 or len(b) < 5 or a.isdigit() or b.isdigit() for a, b in pairs):
        return 0.0
    return min((ratio(a, b) / 100 for a, b in pairs), default=1.0)
