"""Part of speech and base form of each word, by word lists and a few rules of context; no trained model.

The dictionary is lemminflect's (words with their possible parts of speech and lemmas). The rules look one or two words
to each side. A trained parse, where there is one, replaces all this (`Reading.of`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from crossread.extract.lexicon import sections, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Tag(StrEnum):
    """Universal part-of-speech tags."""

    ADJ = "ADJ"
    ADP = "ADP"
    ADV = "ADV"
    AUX = "AUX"
    CCONJ = "CCONJ"
    DET = "DET"
    INTJ = "INTJ"
    NOUN = "NOUN"
    NUM = "NUM"
    PART = "PART"
    PRON = "PRON"
    PROPN = "PROPN"
    PUNCT = "PUNCT"
    SCONJ = "SCONJ"
    SYM = "SYM"
    VERB = "VERB"
    X = "X"


_OPEN: Final = frozenset({Tag.NOUN, Tag.VERB, Tag.ADJ, Tag.ADV, Tag.PROPN})
_BEFORE_NOUN: Final = frozenset({Tag.DET, Tag.ADJ, Tag.NUM})
_NOMINAL: Final = frozenset({Tag.NOUN, Tag.PROPN})
_BE: Final = frozenset("be am is are was were been being 's 're 'm".split())
_HAVE: Final = frozenset("have has had having 've 'd".split())
_DO: Final = frozenset("do does did".split())
_SUBJECTS: Final = frozenset("i he she it we they you who".split())
SAME_PAST: Final = frozenset(
    (
        "set cut put hit read come become run shut split spread hurt let cost burst shed cast quit beat "
        "overcome thrust bet rid broadcast overrun"
    ).split()
)
_POSSESSIVES: Final = frozenset("my your his her its our their whose".split())


@lru_cache(maxsize=50_000)
def _entries(lower: str) -> Mapping[str, tuple[str, ...]]:
    """Return the lemmas of a form by part of speech, of words in the dictionary alone."""
    from lemminflect import getAllLemmas  # noqa: PLC0415 - heavy: half a second at start

    found = {str(tag): tuple(lemmas) for tag, lemmas in getAllLemmas(lower).items()}
    if (
        set(found) == {"VERB"}
        and not lower.endswith(("ed", "ing", "ate", "ise", "ize", "ify"))
        and found["VERB"][0] not in words("verbs")
    ):
        lemma = found["VERB"][0]
        if lower == lemma or lower.endswith("s"):  # the dictionary lacks common nouns such as "log", "ward", "ally"
            found["NOUN"] = (lemma,)
    return found


@cache
def _closed() -> dict[str, Tag]:
    """Return the tag of each closed-class word; the first list that has it decides."""
    order = ("AUX", "DET", "PRON", "CCONJ", "SCONJ", "ADP", "PART", "NUM", "ADV", "ADJ")
    found: dict[str, Tag] = {}
    for name in order:
        for word in sections("closed")[name]:
            found.setdefault(word, Tag(name))
    return found


@cache
def _tellers() -> frozenset[str]:
    """Return verbs that take "that"."""
    return sections("saying")["plain"] | sections("saying")["neutral"]


@dataclass(frozen=True, slots=True)
class Tagged:
    """Tag and lemma of one word."""

    tag: Tag
    lemma: str


def tag_sentence(forms: Sequence[str], *, title: bool = False) -> list[Tagged]:
    """Return tag and lemma of each word of one sentence.

    Args:
        forms: The words as they stand.
        title: Whether most words are capitalised as in a headline, so that a capital tells nothing.

    Examples:
        >>> [word.tag.value for word in tag_sentence(["Rebels", "shot", "the", "two", "leading", "judges", "."])]
        ['NOUN', 'VERB', 'DET', 'NUM', 'ADJ', 'NOUN', 'PUNCT']
    """
    lowers = [form.lower().replace("’", "'") for form in forms]
    tags: list[Tag] = []
    for place, form in enumerate(forms):
        tags.append(_tag(place, form, forms, lowers, tags, title=title))
    for place in range(len(tags)):
        tags[place] = _counting(place, lowers, tags)
    return [Tagged(tag, lemma_of(form, tag)) for form, tag in zip(forms, tags, strict=True)]


_HEDGES: Final = frozenset({("at", "least"), ("at", "most"), ("more", "than"), ("less", "than"), ("fewer", "than")})
_BEFORE_NUMBERS: Final = frozenset("about around over under nearly almost roughly some approximately".split())


def _counting(place: int, lowers: Sequence[str], tags: Sequence[Tag]) -> Tag:
    """Return the tag of a word, set right where it counts: "one man", "forty-six others", "at least nine people"."""
    word, after = lowers[place], tags[place + 1 : place + 3]
    if word == "one" and after[:1] and after[0] in {Tag.NOUN, Tag.ADJ}:
        return Tag.NUM
    if word == "others" and place and tags[place - 1] in {Tag.NUM, Tag.DET, Tag.ADJ}:
        return Tag.NOUN
    if tuple(lowers[place : place + 2]) in _HEDGES and after[1:] == [Tag.NUM]:
        return Tag.ADV
    if place and tuple(lowers[place - 1 : place + 1]) in _HEDGES and after[:1] == [Tag.NUM]:
        return Tag.ADV
    if word in _BEFORE_NUMBERS and after[:1] == [Tag.NUM] and tags[place] is not Tag.DET:
        return Tag.ADV
    return tags[place]


def _tag(  # noqa: PLR0913 - what the rules look at
    place: int, form: str, forms: Sequence[str], lowers: Sequence[str], tags: Sequence[Tag], *, title: bool
) -> Tag:
    """Decide on one word, from left to right."""
    lower = lowers[place]
    if not any(sign.isalnum() for sign in form):
        return Tag.PART if lower == "'" and place and tags[place - 1] in _NOMINAL else _mark(form)
    if form[0].isdigit():
        return Tag.NUM
    if form in {"US", "UK", "IT", "WHO"} and not title and not _is_shouted(place, forms):
        return Tag.PROPN
    if _is_name(place, form, forms, lower, title=title):
        return Tag.PROPN
    closed = _closed().get(lower)
    if closed is not None:
        return _settle(closed, place, lowers, tags)
    return _choose(place, form, lowers, tags)


_AIMS: Final = frozenset("plan aim hope vow plot promise threaten attempt struggle rush race pledge swear".split())


def _is_shouted(place: int, forms: Sequence[str]) -> bool:
    """Tell whether the neighbours too are in capitals."""
    near = [form for form in (*forms[max(0, place - 2) : place], *forms[place + 1 : place + 3]) if form.isalpha()]
    return len(near) > 1 and all(form.isupper() for form in near)


def _mark(form: str) -> Tag:
    """Tag a word without letters or digits."""
    return Tag.SYM if form in {"$", "£", "€", "%", "+", "="} else Tag.PUNCT


def _is_name(place: int, form: str, forms: Sequence[str], lower: str, *, title: bool) -> bool:
    """Tell whether a capital marks a name here."""
    if not form[0].isupper() or lower == "i":
        return False
    if form.isupper() and len(form) > 1 and not title and lower not in _closed():
        return True
    known = _entries(lower)
    if title:
        return not known and lower not in _closed()
    first = (
        place == 0
        or forms[place - 1] in {'"', "“", "‘", "'", ":", "(", "—", "–", "-"}
        or not forms[place - 1][0].isalnum()
    )
    if first:
        follows = (
            place + 1 < len(forms)
            and forms[place + 1][:1].isupper()
            and _closed().get(forms[place + 1].lower(), Tag.NUM) is Tag.NUM
        )
        return lower not in _closed() and (not known or (follows and "VERB" not in known))
    return lower not in _closed() or lower in sections("closed")["DAYS"]


def _settle(closed: Tag, place: int, lowers: Sequence[str], tags: Sequence[Tag]) -> Tag:  # noqa: C901, PLR0912 - a decision table
    """Mend the tag of a closed-class word by its neighbours."""
    lower = lowers[place]
    after = lowers[place + 1] if place + 1 < len(lowers) else ""
    before = tags[place - 1] if place else None
    if lower == "'s":
        if before in _NOMINAL and not _starts_predicate(after):
            return Tag.PART
        return (
            Tag.PART
            if before in {Tag.PRON, Tag.NUM} and lowers[place - 1] not in _SUBJECTS | {"that", "there", "what"}
            else Tag.AUX
        )
    if lower in {"that", "this", "these", "those"}:
        return _demonstrative(lower, after, before)
    if lower == "to":
        return Tag.PART if _may_be_verb(after) else Tag.ADP
    if lower in {"her", "his"} and not _starts_noun(after):
        return Tag.PRON
    if lower == "which" or (lower in {"what", "whatever"} and not _starts_noun(after)):
        return Tag.PRON
    if lower in {"all", "some", "both", "each", "any", "another", "either", "neither"} and after in {"of", ""}:
        return Tag.PRON
    if lower == "since" and before is Tag.AUX:
        return Tag.ADV
    if lower == "one" and before in {Tag.DET, Tag.ADJ}:
        return Tag.NOUN
    if lower in {"since", "as", "than", "after", "before", "like", "until", "till"}:
        return Tag.ADP if _starts_noun(after) and not _finite_ahead(lowers, place) else Tag.SCONJ
    if lower in _DO | _HAVE | {"done", "having", "doing"} and lower != "'d":
        return Tag.AUX if _verb_ahead(lowers, place) else Tag.VERB
    if lower in {"about", "around", "over", "under", "past"} and after[:1].isdigit():
        return Tag.ADV
    if lower in {"may", "march"} and before in {Tag.ADP, Tag.NUM, Tag.DET}:
        return Tag.PROPN
    if lower in {"out", "up", "down", "off"} and not _starts_noun(after):
        return Tag.ADV
    if lower in {"dead", "injured", "second", "late"} and before is Tag.DET and not _starts_noun(after):
        return Tag.NOUN
    return closed


def _demonstrative(lower: str, after: str, before: Tag | None) -> Tag:
    """Tell "that" the conjunction from the pronoun and the determiner."""
    if lower == "that":
        if before in {Tag.VERB, Tag.NOUN, Tag.PROPN, Tag.ADJ, Tag.ADV, Tag.PUNCT, Tag.CCONJ}:
            return Tag.SCONJ
        return Tag.DET if _starts_noun(after) else Tag.PRON
    return Tag.DET if _starts_noun(after) else Tag.PRON


def _starts_predicate(after: str) -> bool:
    """Tell whether a word after "'s" makes it "is" or "has" rather than the possessive."""
    return after in {"a", "an", "the", "not", "been", "going", "got", "no", "very", "also"} or after.endswith("ing")


def _starts_noun(after: str) -> bool:
    """Tell whether a word can begin or carry on a noun phrase."""
    if not after or not after[0].isalnum():
        return False
    closed = _closed().get(after)
    if closed is not None:
        return closed in {Tag.DET, Tag.NUM, Tag.ADJ}
    entries = _entries(after)
    return not entries or "NOUN" in entries or "ADJ" in entries or after.endswith(("ed", "ing"))


def _may_be_verb(after: str) -> bool:
    """Tell whether a word can be an infinitive."""
    if after in {"be", "have", "do", "not"}:
        return True
    return after not in _closed() and after in _entries(after).get("VERB", ())


def _verb_ahead(lowers: Sequence[str], place: int) -> bool:
    """Tell whether a verb form stands within three words, adverbs and subjects between them."""
    for after in lowers[place + 1 : place + 4]:
        if after in {"been", "be", "being"}:
            return True
        closed = _closed().get(after)
        if closed in {Tag.ADV, Tag.PART, Tag.PRON} or after.endswith("ly"):
            continue
        return closed is None and "VERB" in _entries(after)
    return False


def _finite_ahead(lowers: Sequence[str], place: int) -> bool:
    """Tell whether an auxiliary or a clear past form stands near, as in "after the dam broke"."""
    for after in lowers[place + 1 : place + 8]:
        if not after[:1].isalnum():
            return False
        if _closed().get(after) is Tag.AUX:
            return True
        entries = _entries(after) if after not in _closed() else {}
        if set(entries) == {"VERB"} and after not in entries["VERB"] and not after.endswith("ing"):
            return True
    return False


def _choose(place: int, form: str, lowers: Sequence[str], tags: Sequence[Tag]) -> Tag:
    """Decide on an open-class word by its dictionary entries and its neighbours."""
    lower = lowers[place]
    entries = _entries(lower)
    if not entries:
        return _by_ending(form)
    possible = {Tag(name) for name in entries if name in Tag.__members__ and Tag(name) in _OPEN}
    if lower.endswith("ly") and Tag.ADV in possible:
        return Tag.ADV
    if len(possible) == 1:
        (only,) = possible
        return _participle(place, lowers, tags) if only is Tag.VERB and lower.endswith(("ed", "ing", "en")) else only
    if not possible:
        return Tag.X
    if Tag.VERB in possible and _verb_place(place, lowers, tags, entries):
        return Tag.VERB
    after = lowers[place + 1] if place + 1 < len(lowers) else ""
    if Tag.ADJ in possible and (
        _noun_follows(after) or (place and lowers[place - 1] in _BE) or Tag.NOUN not in possible
    ):
        if Tag.VERB in possible and lower.endswith(("ed", "ing")):
            return _participle(place, lowers, tags)
        if not (Tag.NOUN in possible and lower in entries["NOUN"] and lower not in entries["ADJ"]):
            return Tag.ADJ
    if Tag.NOUN in possible:
        return Tag.NOUN
    return _participle(place, lowers, tags) if Tag.VERB in possible else Tag.ADV


def _by_ending(form: str) -> Tag:
    """Guess the tag of a word that the dictionary lacks."""
    if form[:1].isupper():
        return Tag.PROPN
    for ending, tag in (
        ("ly", Tag.ADV),
        ("ed", Tag.VERB),
        ("ing", Tag.VERB),
        ("ous", Tag.ADJ),
        ("al", Tag.ADJ),
        ("ist", Tag.ADJ),
    ):
        if form.endswith(ending):
            return tag
    return Tag.NOUN


def _noun_follows(after: str) -> bool:
    """Tell whether the next word can be a noun or lead to one."""
    if not after[:1].isalnum():
        return False
    if after in _closed():
        return _closed()[after] in {Tag.NUM, Tag.ADJ}
    entries = _entries(after)
    return not entries or "NOUN" in entries or "ADJ" in entries


def _participle(place: int, lowers: Sequence[str], tags: Sequence[Tag]) -> Tag:
    """Tell a participle before its noun ("the wounded man") from a verb."""
    after = lowers[place + 1] if place + 1 < len(lowers) else ""
    before = tags[place - 1] if place else None
    if before is Tag.NUM and place > 1 and len(lowers[place - 1]) == 4 and tags[place - 2] in {Tag.ADP, Tag.PROPN}:
        return Tag.VERB  # "the fire of 2021 killed nine people"
    if before in _BEFORE_NOUN or (before is Tag.PART and lowers[place - 1] == "'s"):
        noun = after[:1].isalnum() and after not in _closed() and "NOUN" in _entries(after)
        if noun or _closed().get(after) in {Tag.ADJ, Tag.NUM}:
            return Tag.ADJ
        return Tag.NOUN if before is Tag.DET and lowers[place - 1] not in {"that", "all", "both"} else Tag.VERB
    return Tag.VERB


def _verb_place(place: int, lowers: Sequence[str], tags: Sequence[Tag], entries: Mapping[str, tuple[str, ...]]) -> bool:
    """Tell whether a word that may be verb or noun stands where a verb stands."""
    lower = lowers[place]
    at = place - 1
    while at >= 0 and tags[at] is Tag.ADV and lowers[at] not in {"about", "around"}:
        at -= 1
    if at < 0:
        return place == 0 and lower in words("verbs")
    before, tag = lowers[at], tags[at]
    base = lower in entries["VERB"] and (len(entries["VERB"]) == 1 or lower in words("verbs"))
    past = not base and not lower.endswith(("s", "ing"))  # "fell" is more often of "fall" than of "fell"
    if tag is Tag.PART and before in {"to", "not", "n't"}:
        return base or past or lower.endswith("ing")
    if tag is Tag.AUX:
        if before in _BE:
            return (
                lower.endswith(("ing", "ed"))
                or (past and "ADJ" not in entries)
                or lower in SAME_PAST - {"hurt", "shut"}
            )
        return past or lower in SAME_PAST if before in _HAVE else base
    if tag in _BEFORE_NOUN or tag is Tag.ADP or before in _POSSESSIVES:
        return (
            lower.endswith("ing")
            and tag is Tag.ADP
            and _starts_noun(lowers[place + 1] if place + 1 < len(lowers) else "")
        )
    if tag is Tag.PRON:
        return before in _SUBJECTS or past
    if tag in _NOMINAL:
        return past or _finite_after_noun(place, lowers, tags, at, base=base)
    if tag in {Tag.CCONJ, Tag.PUNCT, Tag.SCONJ}:
        return past or (lower in words("verbs") and lower not in words("nouns"))
    return past and tag is not Tag.VERB


def _finite_after_noun(place: int, lowers: Sequence[str], tags: Sequence[Tag], at: int, *, base: bool) -> bool:
    """Tell whether a present form follows its subject: number agrees, and something that follows verbs comes after."""
    lower, before = lowers[place], lowers[at]
    after = lowers[place + 1] if place + 1 < len(lowers) else ""
    plural = (before.endswith("s") and not before.endswith("ss")) or before in {
        "men",
        "women",
        "people",
        "police",
        "children",
    }
    if after in {"that", "to"} and _entries(lower)["VERB"][0] in _tellers() | words("verbs") | _AIMS and plural == base:
        return True
    if lower in words("nouns"):
        return False
    follows = after in _closed() and _closed()[after] in {
        Tag.DET,
        Tag.PRON,
        Tag.ADP,
        Tag.SCONJ,
        Tag.ADV,
        Tag.PART,
        Tag.NUM,
    }
    if base:
        return plural and tags[at] is Tag.NOUN and (lower in words("verbs") or (follows and after != "of"))
    if not lower.endswith("s") or plural:
        return False
    base_form = _entries(lower)["VERB"][0]
    return base_form in words("verbs") or (follows and after not in {"of", "and"})


def is_known(lower: str) -> bool:
    """Tell whether a word stands in the dictionary."""
    return lower in _closed() or bool(_entries(lower))


def verb_of(lower: str) -> str | None:
    """Return the verb whose past participle a form can be ("hurt", "wounded"), or None.

    Examples:
        >>> verb_of("wounded"), verb_of("hurt"), verb_of("dead")
        ('wound', 'hurt', None)
    """
    if lower in SAME_PAST:
        return lower
    lemmas = _entries(lower).get("VERB", ())
    return lemmas[0] if lemmas and lower not in lemmas and not lower.endswith(("ing", "s")) else None


_CLITICS: Final = {
    "n't": "not",
    "'re": "be",
    "'m": "be",
    "'ve": "have",
    "'ll": "will",
    "wo": "will",
    "ca": "can",
    "'d": "would",
}
_BE_FORMS: Final = (
    dict.fromkeys(_BE, "be") | dict.fromkeys(_HAVE - {"'d"}, "have") | dict.fromkeys(_DO | {"done", "doing"}, "do")
)


@lru_cache(maxsize=50_000)
def lemma_of(form: str, tag: Tag) -> str:
    """Return the base form of a word, lower case; names keep their letters.

    Examples:
        >>> lemma_of("Withdrew", Tag.VERB), lemma_of("crises", Tag.NOUN), lemma_of("Ondari", Tag.PROPN)
        ('withdraw', 'crisis', 'Ondari')
    """
    lower = form.lower().replace("’", "'")
    if tag is Tag.PROPN:
        return form
    if tag is Tag.PART:
        return _CLITICS.get(lower, lower)
    if tag in {Tag.AUX, Tag.VERB}:
        known = _CLITICS.get(lower) or _BE_FORMS.get(lower)
        if known:
            return known
    if tag not in {Tag.NOUN, Tag.VERB, Tag.ADJ, Tag.ADV}:
        return lower
    return _choose_lemma(lower, tag)


def _choose_lemma(lower: str, tag: Tag) -> str:
    """Choose among the lemmas of the dictionary, or cut the ending of a word it lacks."""
    lemmas = _entries(lower).get(tag)
    if tag is Tag.ADJ and lower.endswith(("ed", "ing")):
        return lower
    if lemmas:
        if tag is Tag.VERB and lower in lemmas and len(lemmas) > 1 and lower not in words("verbs"):
            return next(lemma for lemma in lemmas if lemma != lower)
        return (
            next((lemma for lemma in lemmas if lemma != lower), lemmas[0])
            if tag is Tag.NOUN and lower.endswith("s")
            else lemmas[0]
        )
    if tag is Tag.NOUN and lower.endswith("s") and not lower.endswith(("ss", "us", "is")):
        return lower[:-1]
    return lower
