"""How a short text says what it says: its words with vectors and rarity, what it counts, names and denies.

Made for texts that are set against one another as wholes: answers to one question, a claim and what is told of it.
Nothing is needed but the words and an encoder; the clauses of documents are compared in `crossread.align.compare`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from crossread.plugins import Encoder
from crossread.text.exclusion import number_of, ordinal_of
from crossread.text.rarity import rarity

Floats = npt.NDArray[np.float32]

_WORD: Final = re.compile(r"\d+(?:[,.]\d+)*(?:st|nd|rd|th|['’]?s)?|[^\W\d_]+(?:['’][^\W\d_]+)*")
_DECADE: Final = re.compile(r"((?:[12]\d)?\d0)'?s")
_FUNCTION: Final = frozenset(
    "a an the of in on at to for from by with as is are was were be been being has have had having do does did it its "
    "he she his her hers him they them their theirs we us our you your i my me that this these those who whom whose "
    "which and or but if when while than then so such into also will would can could may might must shall should there "
    "here what where how why very too just about".split()
)
_DENYING: Final = frozenset(
    "not no never nobody none nothing neither nor without cannot unable failed fails fail refused refuses refuse "
    "denied denies deny lacked lacks lack unlike hardly barely instead untrue false".split()
)
_SWEEPING: Final = frozenset(
    "all every always each only never any entire whole completely solely exclusively everyone everything nobody "
    "nothing none entirely totally".split()
)
_LOOSE: Final = {"over": 1, "above": 1, "exceeding": 1, "under": -1, "below": -1, "almost": -1, "nearly": -1}
"""Words before a number that leave one side open: 1 upwards, -1 downwards."""
_HE: Final = frozenset("he him his himself".split())
_SHE: Final = frozenset("she her hers herself".split())
_SCALES: Final = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
    "decade": 10.0,
    "decades": 10.0,
}
_IN_NAMES: Final = frozenset("of the and in de von van".split())
_ENDINGS: Final = (("'s", ""), ("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", ""))
_LEAST: Final = 0.15
"""Weight of the commonest words: they still tell a little."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number as it is told.

    Attributes:
        low: Least value.
        high: Greatest value.
        of: Stem of the word after it, or "".
        place: Whether it is a place in a row ("third").
    """

    low: float
    high: float
    of: str
    place: bool = False

    def meets(self, other: Count) -> bool:
        """Return whether both can be of the same size."""
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """A short text made ready to be set against others.

    Attributes:
        text: The text.
        words: Its words in lower case, in order.
        stems: What is left of its words without their endings.
        terms: Its content words, each once, without those of the question; of a text of function words all its words.
        roots: Its terms without their endings.
        weights: How much each term tells, 0 to 1.
        vectors: A unit vector for each term by itself.
        vector: Unit vector of the whole text.
        names: Stems of words with a capital letter that are no common words at the beginning.
        later: Those of them that stand after the name at the beginning.
        counts: Its numbers.
        denies: Whether it says that something is not so.
        sweeping: Stems of its words that leave no exception ("only", "every").
        sex: 1 of "she", -1 of "he", 0 of neither or both.
    """

    text: str
    words: tuple[str, ...]
    stems: frozenset[str]
    terms: tuple[str, ...]
    roots: tuple[str, ...]
    weights: Floats
    vectors: Floats
    vector: Floats
    names: frozenset[str]
    later: frozenset[str]
    counts: tuple[Count, ...]
    denies: bool
    sweeping: frozenset[str]
    sex: int


def read_wordings(texts: Sequence[str], encoder: Encoder, question: str = "") -> tuple[Wording, ...]:
    """Return texts ready to be set against one another.

    Args:
        texts: Some words or sentences each; of long ones the encoder reads the beginning.
        encoder: Gives vectors of the texts and of their words.
        question: What they answer: its words tell nothing in an answer.
    """
    asked = frozenset(map(stem, lower_words(question)))
    terms = [_terms(lower_words(text), asked) for text in texts]
    known = sorted({term for found in terms for term in found})
    rows = dict(zip(known, _vectors(known, encoder), strict=True))
    wholes = _vectors(texts, encoder)
    return tuple(
        _wording(text, found, np.stack([rows[term] for term in found]) if found else wholes[row : row + 1], wholes[row])
        for row, (text, found) in enumerate(zip(texts, terms, strict=True))
    )


def stem(word: str) -> str:
    """Return a word in lower case without the endings of nouns and verbs.

    Examples:
        >>> stem("Bridges"), stem("bridge"), stem("parties"), stem("gas")
        ('bridge', 'bridge', 'party', 'gas')
    """
    plain = word.casefold().replace("’", "'")
    for ending, left in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= 3:
            return plain[: len(plain) - len(ending)] + left
    return plain


def _wording(text: str, terms: tuple[str, ...], vectors: Floats, vector: Floats) -> Wording:
    """Return a text with what can be read off its words."""
    found = [match[0] for match in _WORD.finditer(text)]
    words = tuple(_plain(word) for word in found)
    sexes = {1 for word in words if word in _SHE} | {-1 for word in words if word in _HE}
    return Wording(
        text,
        words,
        frozenset(map(stem, words)),
        terms or ("",),
        tuple(map(stem, terms or ("",))),
        np.array([max(_LEAST, rarity(term)) for term in terms] or [_LEAST], dtype=np.float32),
        vectors,
        vector,
        frozenset(_names(found)),
        frozenset(_names(_after_subject(found))),
        tuple(_counts(words)),
        any(word in _DENYING or word.endswith("n't") for word in words),
        frozenset(word for word in words if word in _SWEEPING),
        sum(sexes),
    )


def _plain(word: str) -> str:
    """Return a word in lower case with a straight apostrophe."""
    return word.casefold().replace("’", "'")


def lower_words(text: str) -> list[str]:
    """Return the words of a text in lower case, with straight apostrophes; the parts of a compound each."""
    return [_plain(match[0]) for match in _WORD.finditer(text)]


def _terms(words: Iterable[str], asked: frozenset[str]) -> tuple[str, ...]:
    """Return the content words, each once; where the question holds them all, those of the question too."""
    content = [word for word in dict.fromkeys(words) if word not in _FUNCTION and word not in _DENYING]
    return tuple([word for word in content if stem(word) not in asked] or content)


def _names(words: Sequence[str]) -> Iterator[str]:
    """Yield the stems of names: capital letters, at the beginning only on rare words."""
    for place, word in enumerate(words):
        plain = _plain(word)
        if word[:1].isupper() and plain not in _FUNCTION and (place > 0 or rarity(plain) > 0.95):
            yield stem(word)


def _after_subject(words: Sequence[str]) -> Sequence[str]:
    """Return the words after the name at the beginning: what the text is about may be told by "he" in another."""
    end = 0
    while end < len(words) and (words[end][:1].isupper() or _plain(words[end]) in _IN_NAMES):
        end += 1
    return ["", *words[end:]]


def _counts(words: Sequence[str]) -> Iterator[Count]:
    """Yield the numbers among words; each with the word that follows."""
    for place, word in enumerate(words):
        after = stem(words[place + 1]) if place + 1 < len(words) else ""
        before = words[max(0, place - 2) : place]
        decade, number, rank = _DECADE.fullmatch(word), number_of(word), ordinal_of(word)
        if decade is not None:
            yield Count(float(decade[1]), float(decade[1]) + 9, "(year)" if len(decade[1]) == 4 else "")
        elif rank is not None and after == "century":
            yield Count(100 * rank - 100, 100 * rank - 1, "(year)")
        elif rank is not None:
            yield Count(rank, rank, after, place=True)
        elif number is not None:
            year = len(word) == 4 and 1000 <= number <= 2100
            if scale := _SCALES.get(words[place + 1] if place + 1 < len(words) else ""):
                number, after = number * scale, stem(words[place + 2]) if place + 2 < len(words) else ""
            yield _loosened(Count(number, number, "(year)" if year and not scale else after), before)


def _loosened(count: Count, before: Sequence[str]) -> Count:
    """Return a number with the side open that the words before it leave open ("more than 40", "under 40")."""
    joined = " ".join(before)
    way = {"more than": 1, "at least": 1, "less than": -1, "fewer than": -1, "at most": -1}.get(joined, 0)
    way = way or (_LOOSE.get(before[-1], 0) if before else 0)
    return Count(count.low if way >= 0 else 0.0, count.high if way <= 0 else float("inf"), count.of, place=count.place)


def _vectors(texts: Sequence[str], encoder: Encoder) -> Floats:
    """Return unit vectors, a row a text."""
    if not texts:
        return np.zeros((0, 1), dtype=np.float32)
    return np.stack([np.frombuffer(vector, dtype="<f2").astype(np.float32) for vector in encoder.vectors(texts)])
