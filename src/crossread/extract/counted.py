"""What a figure counts: its noun phrase, or what is left out because it was said before.

"Nine women were freed; two stayed": two women. "Twelve were hurt": persons, as the verb tells. "A boy of sixteen" is
sixteen years old.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from crossread.extract.gazetteer import demonyms
from crossread.extract.lexicon import sections, words
from crossread.extract.tagging import Tag
from crossread.model.mention import Figure
from crossread.model.span import Span

if TYPE_CHECKING:
    from crossread.extract.phrases import Chunk
    from crossread.extract.reading import Reading, Sentence

_STATES: Final = frozenset(
    "dead injured wounded missing killed hurt arrested homeless detained sick ill infected drowned".split()
)
_HARMED: Final = re.compile(
    r"[”\"’']?\s(?:(?:more|others?|alone)\s)?(?:(?:were|was|are|is|have|had|has|been|being|remain|still|also|feared|"
    r"reported|left|confirmed|presumed|later|already|to|be|believed)\s){0,5}(?:killed|injured|wounded|hurt|dead|dies?|died|missing|arrested|slain|massacred|executed|"
    r"detained|hospitali[sz]ed|drowned|evacuated|homeless|infected|shot|taken\s(?:into|to)|trapped|rescued|"
    r"unaccounted|perished|survived|buried|kidnapped|displaced|burned|crushed|charged|jailed|acquitted|convicted|"
    r"sentenced|fled|resigned|voted|abstained|testified|pleaded|enrolled|employed|hired|dismissed|sacked|vaccinated)\b"
)
_HARMING: Final = re.compile(
    r"\b(?:kill|injur|wound|arrest|detain|massacr|execut|evacuat|rescu)(?:s|es|ed|ing|e)?\s"
    r"(?:at\sleast\s|up\sto\s|about\s|some\s|over\s|nearly\s|more\sthan\s)?$",
    re.IGNORECASE,
)
"""A verb of harm right before a bare number: "plane downed, killing 49"."""
_DID_TO: Final = frozenset(
    "kill injure wound hurt arrest detain rescue evacuate hospitalise hospitalize kidnap jail imprison execute behead "
    "massacre behead recruit hire employ dismiss sack vaccinate treat trap displace bury maroon convict acquit".split()
)
"""Verbs whose object, where it is a bare number, counts persons."""
_DOES: Final = frozenset(
    "say tell ask deny resign die survive flee march sign vote testify abstain claim insist admit recall refuse "
    "disagree complain weep sing drown perish volunteer attend enrol plead protest want think believe know".split()
)
"""Verbs whose subject, where it is a bare number, counts persons."""
_WHOM: Final = re.compile(
    r"\b(?:of|with|for|to)\swhom\s(?:the\s|some\s|only\s|at\sleast\s|about\s)?$|\b(?:father|mother|parents?|crew|family|team|group|party|panel|staff)\sof\s$",
    re.IGNORECASE,
)
_NUMBER_OF: Final = re.compile(
    r"\b(?:number|total|count|tally|toll)\sof\s(?:the\s)?(?:[a-z-]+\s){0,2}?(?P<noun>[a-z]+)\b[^.;]{0,48}$"
)
_TOLL: Final = re.compile(
    r"\b(?P<noun>toll|deaths?|dead|injured|wounded|missing|casualties|fatalities|arrests|attendance|crowd|headcount|workforce|membership)"
    r"\b(?:\s[A-Za-z'’-]+){0,8}?\s(?:at|to|of|is|was|reached|reaching|stood|stands|numbers?|numbered|as|from)\s$"
)
_OF_AGE: Final = re.compile(
    r"\b(?P<who>[a-z]+)\s(?:of|aged?|under|over|below|above|younger\sthan|older\sthan|just|barely|not\syet|nearly)\s$",
    re.IGNORECASE,
)
_IS_AGE: Final = re.compile(
    r"\b(?:(?:he|she|I|who)\s(?:was|is|turned|turns|had\sturned|was\sonly|is\sonly|was\sjust|is\sjust|will\sbe|became)|(?:he|she)['’]s|I['’]m|age\sof|aged?|"
    r"looking|turned|turning)\s(?:only\s|just\s|barely\s|nearly\s|almost\s|about\s)?$",
    re.IGNORECASE,
)
_AGE_ENDS: Final = re.compile(
    r"\s*(?:[,.;:!?)”\"’]|\s(?:and|who|whose|when|but|at|or|with|then|now|before|to|on|in|from|was|is|had|has|turned|found)\b|$)"
)
_ANYBODY: Final = frozenset("anyone anybody everyone everybody nobody someone those people persons".split())
_BY_PERSON: Final = frozenset({"arrest", "kidnapping", "killing", "execution", "hospitalisation", "hospitalization"})
"""Nouns of what befalls one person each."""
_NO_MAN: Final = frozenset(
    "specimen regimen abdomen omen acumen talisman ottoman caiman stamen dolmen semen hymen foramen cyclamen".split()
)
"""Nouns that end like "man" and name nobody."""
_COLLECTIVE: Final = frozenset("crew staff troop people police body death dead injured missing mother father".split())
"""Person nouns after which "of twelve" is no age: "a crew of twelve", "a mother of three"."""


@dataclass(frozen=True, slots=True)
class Count:
    """What a figure counts.

    Attributes:
        span: The noun phrase, or None where none stands there.
        noun: Lemma of its head, or None.
        unit: A unit that the words around tell ("year" of an age, the unit of the figure before), or None.
    """

    span: Span | None = None
    noun: str | None = None
    unit: str | None = None


def is_person_noun(noun: str) -> bool:
    """Tell whether a lemma counts persons.

    Examples:
        >>> is_person_noun("firefighter"), is_person_noun("boat"), is_person_noun("churchwoman")
        (True, False, True)
    """
    return (
        noun in _BY_PERSON
        or noun in words("people")
        or noun in sections("roles")["person"]
        or (noun.endswith(("man", "men")) and noun not in _NO_MAN)
        or _is_people(noun)
    )


@cache
def _peoples() -> frozenset[str]:
    """Return the words for somebody of a people, in lower case, singular and plural: "afghan", "afghans"."""
    named = {word.lower() for word in demonyms()}
    return frozenset(word for word in named if word + "s" in named or word.endswith("ese")) | {
        word for word in named if word.endswith("s") and word[:-1] in named
    }


def _is_people(noun: str) -> bool:
    """Tell whether a noun is a word for somebody of a people: "13 Ukrainians"."""
    return noun in _peoples()


def is_harmed(behind: str) -> bool:
    """Tell whether a verb of harm stands right before a number, whose number is then one of persons.

    Examples:
        >>> is_harmed("A barge went down, killing "), is_harmed("It is told in chapter ")
        (True, False)
    """
    return _HARMING.search(behind) is not None


def count_of_noun(reading: Reading, sentence: Sentence, end: int) -> Count:
    """Return what stands after a numeral that ends at `end`: the rest of its noun phrase, or what follows "of"."""
    last = reading.word_at(end - 1)
    if last is None:
        return Count()
    after = last + 1
    if after < sentence.last and reading.words[after].lower in {"-", "\u2011"}:
        after = _past_hyphen(reading, after, sentence)
        if after < sentence.last and reading.words[after - 1].lower in {"-", "\u2011"}:
            return Count(reading.words[after].span, reading.words[after].lemma.lower())
    if after < sentence.last and reading.words[after].lower in _STATES and not _noun_next(reading, sentence, after):
        return Count(reading.words[after].span, "person")
    chunk = _chunk_over(sentence, last)
    if chunk is not None and after < chunk.last:
        return _phrase(reading, after, chunk)
    follower = _chunk_over(sentence, after)
    if follower is not None and follower.first == after and reading.words[follower.head].tag is not Tag.PRON:
        return _phrase(reading, after, follower)
    if after < sentence.last and reading.words[after].lower in {"of", "out"}:
        return _after_of(reading, sentence, after)
    return Count()


def _chunk_over(sentence: Sentence, place: int) -> Chunk | None:
    """Return the noun phrase that holds a word."""
    at = bisect_right(sentence.chunks, place, key=lambda chunk: chunk.first) - 1
    return sentence.chunks[at] if at >= 0 and place < sentence.chunks[at].last else None


def measured(reading: Reading, sentence: Sentence, end: int) -> Count:
    """Return what a measure is of: "400 tonnes of solvents", "61 percent of voters"."""
    last = reading.word_at(end - 1)
    if last is None or last + 1 >= sentence.last:
        return Count()
    if reading.words[last + 1].lower == "of":
        return _after_of(reading, sentence, last + 1)
    follower = _chunk_over(sentence, last + 1)
    if follower is not None and reading.words[last + 1].tag not in {Tag.DET, Tag.PRON}:
        return _phrase(reading, last + 1, follower)
    return Count()


def count_of_context(reading: Reading, sentence: Sentence, number: Span, before: Figure | None) -> Count:
    """Return what a bare numeral stands for, by the words around it or by the figure before it.

    Args:
        reading: The document's words.
        sentence: The sentence of the numeral.
        number: The numeral.
        before: The figure before it in the same sentence, or in the sentence before; None where there is none.
    """
    text, passage = reading.document.text, sentence.passage.span
    ahead = text[number.end : min(passage.end, number.end + 72)]
    behind = text[max(passage.start, number.start - 90) : number.start]
    if _is_age(behind, ahead, number.of(text)):
        return Count(unit="year")
    if _WHOM.search(behind) or _HARMED.match(ahead) or ahead.startswith((" of us", " of you", " of whom")):
        return Count(noun="person")
    if told := _told_number(behind):
        return Count(noun=told)
    if is_harmed(behind) or _by_verb(reading, number):
        return Count(noun="person")
    return _as_before(before, number.of(text))


_NOT_HANDED_ON: Final = frozenset({"year", "times", "month", "day", "hour", "minute", "second", "week"})


def _as_before(before: Figure | None, number: str) -> Count:
    """Return what the figure before counts, or its unit."""
    if before is None:
        return Count()
    unit = before.amount.unit
    if unit in {None, "person"}:
        return Count(before.counted, before.noun) if before.noun else Count()
    if unit == "percent" and number.endswith(("million", "billion", "thousand", "hundred")):
        return Count()
    return Count(unit=unit) if unit not in _NOT_HANDED_ON else Count()


def _told_number(behind: str) -> str | None:
    """Return the noun of "the number of strikers … at", "the death toll … to"."""
    if match := _TOLL.search(behind):
        return "person" if match["noun"] else None
    match = _NUMBER_OF.search(behind)
    if match is None:
        return None
    return "person" if is_person_noun(match["noun"].removesuffix("s")) or is_person_noun(match["noun"]) else None


def _is_age(behind: str, ahead: str, number: str) -> bool:
    """Tell whether a bare number is someone's age: "a boy of sixteen", "she was nineteen", "anyone under forty"."""
    if _AGE_ENDS.match(ahead) is None or any(sign in number for sign in ",%"):
        return False
    if _IS_AGE.search(behind):
        return True
    match = _OF_AGE.search(behind)
    who = match["who"].lower() if match else ""
    return who in _ANYBODY or (who not in _COLLECTIVE and is_person_noun(who))


def _by_verb(reading: Reading, number: Span) -> bool:
    """Tell whether the verb that governs a bare number has persons in its place."""
    place = reading.word_at(number.end - 1)
    word = reading.words[place] if place is not None else None
    if word is None or word.head is None or word.label is None:
        return False
    verb = reading.words[word.head].lemma
    if word.label.startswith("nsubj"):
        return verb in _DOES or (word.label == "nsubj:pass" and verb in _DID_TO)
    return word.label == "obj" and verb in _DID_TO


def _noun_next(reading: Reading, sentence: Sentence, place: int) -> bool:
    """Tell whether a noun follows a word, as in "nine wounded soldiers"."""
    return place + 1 < sentence.last and reading.words[place + 1].tag in {Tag.NOUN, Tag.PROPN}


def _past_hyphen(reading: Reading, hyphen: int, sentence: Sentence) -> int:
    """Return the position after "-strong", "-odd", "-member"."""
    tails = {"strong", "odd", "member", "person", "man", "page", "point"}
    if hyphen + 1 < sentence.last and reading.words[hyphen + 1].lower in tails:
        return hyphen + 2
    return hyphen + 1


def _phrase(reading: Reading, first: int, chunk: Chunk) -> Count:
    """Return the noun phrase from `first` to the end of its chunk."""
    if chunk.head < first:
        return Count()
    head = reading.words[chunk.head]
    if head.tag in {Tag.NUM, Tag.PRON} or head.lower in {"more", "others", "other"}:
        return Count()
    return Count(reading.span(first, chunk.last), head.lemma.lower())


def _after_of(reading: Reading, sentence: Sentence, of: int) -> Count:
    """Return what follows "of" ("of the villagers"); of "of them" only that persons are meant by "us" and "you"."""
    follower = _chunk_over(sentence, of + 1)
    if follower is None or follower.first != of + 1:
        return Count()
    head = reading.words[follower.head]
    if head.tag is Tag.PRON:
        return Count(reading.chunk_span(follower), "person" if head.lower in {"us", "you"} else None)
    return Count(reading.chunk_span(follower), head.lemma.lower())
