"""Numerals that are no figures: labels and identifiers, scores, ordinals, clock times, parts of names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from crossread.extract.figure_words import unit_ahead
from crossread.extract.numerals import Numeral, NumeralKind
from crossread.extract.tagging import Tag

if TYPE_CHECKING:
    from crossread.extract.reading import Reading, Sentence

_NOT_AFTER: Final = re.compile(
    r"(?:\b(?:No\.?|no\.|nos?\.|number|Number|Gate|Pier|Berth|Room|Flight|Route|Highway|Article|Section|Chapter|Page|"
    r"Figure|Table|Resolution|Covid|Type|Group|Block|Unit|Platform|Phase|Level|Line|Bus|Channel|Studio|Act|Bill|Law|"
    r"Version|Street|Radio|Apollo|Boeing|Airbus|Windows|iPhone|Stage|Tier|Grade|Category|Shed|Pit|Shaft|Hall|Ward|"
    r"Camp|District|Dock|Quay|Sector|Station|Decree|Bulletin|Circular|pp?\.|vol\.|Vol\.|pages?|Pages)\s|"
    r"[#§№@^]\s?|[A-Za-z]-|\bWorld War\s)$"
)
_PAGES: Final = re.compile(
    r"\b(?:pages|pp\.|lines|verses|articles|sections|paragraphs|chapters)\s[\d,\s]*(?:and\s)?$", re.IGNORECASE
)
_NOT_BEFORE: Final = re.compile(
    r"(?:st|nd|rd|th)\b|[-\u2011/]?[A-Za-z]*\d|:\d|\.\d|\s?(?:a\.m|p\.m|am\b|pm\b|o['’]clock)|(?:ers|er)\b|[-\u2011](?:\d)"
)
_STRONG: Final = re.compile(r"[-\u2011\s](?:strong|odd|member|person|man)\b", re.IGNORECASE)
_AGED: Final = re.compile(r"(?:\baged?|\bage of|\bages)\s+$", re.IGNORECASE)
RANGE: Final = re.compile(r"(?:-?\s)?(?:-|–|—|to|or|and)\s?")
"""What stands between the two numerals of a range."""
_NOT_ONE: Final = re.compile(
    r"\b(?:every|each|any|no|the|this|that|which|another|such|some|only the|which|last|first|next|new|old|good|big)\s$",
    re.IGNORECASE,
)
_GRADE: Final = re.compile("[-\u2011](?:star|letter|ply)\\b")
"""Words that make a number a grade: "four-star general"."""
_SLUGGED: Final = re.compile(r"(?:^|\s)[A-Z]{4,}\s$")
_SLUG: Final = re.compile(r"[-\u2011–:](?=[^\W\d_]|[\"“'‘])")
"""The number of an agency's version between its slug and the headline: "UPDATE 2-Three hurt in fire"."""
_TO_YEAR: Final = re.compile(r"\s?(?:-|–|—|/|to|and)\s?(?:(?:1[5-9]|20)\d\d|\d\d)\b")
_PLACE_BEFORE: Final = re.compile(r"[°\u2032\u2033]\s?$")
_PLACE_AFTER: Final = re.compile(r"\s?[\u2032\u2033]|\s?°\s?(?:\d|[NSEW]\b)")
"""Degrees and minutes of a place on a map."""
_YEAR_LIKE: Final = re.compile(r"(?:1[5-9]|20)\d\d")
_HALF_OF: Final = re.compile(
    r"\sof\b|\san?\s(?:kilo|mile|metre|litre|per|teas|acre|cup|pint)|[\s-]?(?:mile|hectare|acre|cup|pint|inch)|\s?%"
)
_AMOUNT_NOUNS: Final = frozenset(
    "total number figure toll average price cost sum amount estimate rate score sale majority minimum maximum "
    "temperature speed distance length height depth value population turnout capacity quota yesterday today end all "
    "morning evening night day week month year time beginning moment least most group party team crew".split()
)
"""Nouns after which a number is an amount, not a label."""


def is_name(text: str, numeral: Numeral, before: str, after: str) -> bool:
    """Tell whether a numeral is part of a name, an ordinal, a clock time, a score or an identifier.

    Args:
        text: The document's text.
        numeral: The numeral.
        before: Some signs before it, as far as another figure.
        after: Some signs after it, as far as the end of the sentence.
    """
    word = text[numeral.start : numeral.end]
    if numeral.kind is NumeralKind.DIGITS and not before.strip() and _is_item(text, numeral, after):
        return True
    if numeral.kind is NumeralKind.PART and (
        (word[0].isupper() and before.strip()) or _is_half_word(word, before, after)
    ):
        return True
    if _GRADE.match(after) or (_SLUG.match(after) and _SLUGGED.search(before)):
        return True
    if word.lower() == "one" and (_NOT_ONE.search(before) or re.match(r"\sof\b", after)):
        return True
    if (_NOT_AFTER.search(before) or _PAGES.search(before)) and not _AGED.search(before):
        return True
    if numeral.kind is NumeralKind.DIGITS:
        return _is_digits_name(word, before, after)
    return (before.endswith(("-", "\u2011")) and before[-2:-1].isalpha()) or _ORDINAL.match(after) is not None


_ORDINAL: Final = re.compile(r"[-\u2011\s](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b")


def _is_item(text: str, numeral: Numeral, after: str) -> bool:
    """Tell whether a numeral numbers an item of a list."""
    line = text[max(0, numeral.start - _INDENT) : numeral.start].rpartition("\n")
    begins = line[1] or numeral.start < _INDENT
    return bool(begins) and not line[2].strip() and re.match(r"[.)]\s|[.)]?$", after) is not None


_INDENT: Final = 12
"""Signs before the number of an item on its line at most."""


def _is_half_word(word: str, before: str, after: str) -> bool:
    """Tell whether "half" says no amount: "half-open", "the other half", "half asleep"."""
    return word.lower() == "half" and (
        after[:1] == "-" or before.endswith(("first ", "second ", "other ", "better ")) or _HALF_OF.match(after) is None
    )


def _is_digits_name(word: str, before: str, after: str) -> bool:
    """Tell whether digits are an ordinal, a clock time, a code, a score or a year."""
    if _PLACE_BEFORE.search(before) or _PLACE_AFTER.match(after) or (before.endswith("[") and after.startswith("]")):
        return True
    if before.endswith(("/", ".", ":")) or (before[-1:] == "-" and before[-2:-1].isalnum()):
        return True
    if _YEAR_LIKE.fullmatch(word) and _TO_YEAR.match(after):
        return True
    follows = _NOT_BEFORE.match(after)
    if follows and not _STRONG.match(after) and unit_ahead(after) is None:
        return (
            not follows.group()[-1:].isdigit()
            or RANGE.match(after) is None
            or (word.isdigit() and _looks_like_code(word, after))
        )
    if _YEAR_LIKE.fullmatch(word):
        return not unit_ahead(after) and not re.match(r"\s[a-z]+s\b", after)
    return re.fullmatch(r"0\d+(?:\.\d+)?", word) is not None


def _looks_like_code(word: str, after: str) -> bool:
    """Tell a score, a telephone number or a part number ("4-3", "555-0192") from a range ("10-12 boats")."""
    match = re.match(r"[-\u2011\u2013/](\d+)", after)
    if match is None:
        return True
    return (
        int(word) >= int(match.group(1))
        or after[:1] == "/"
        or len(match.group(1)) > 6
        or (len(word) <= 2 and len(match.group(1)) == 4)
    )


def is_label(reading: Reading, sentence: Sentence, numeral: Numeral) -> bool:
    """Tell whether a numeral names the thing before it ("gate two", "pavilion 4", "Warehouse Nine").

    A noun in the singular right before a numeral that counts nothing after it makes it a label.
    """
    place = reading.word_at(numeral.start)
    if place is None or place <= sentence.first:
        return False
    word, before = reading.words[place], reading.words[place - 1]
    if before.lower == "of" and place - 2 >= sentence.first and word.text[:1].isupper() and word.text.isalpha():
        return reading.words[place - 2].text[:1].isupper()  # "the Group of Seven"
    if before.tag not in {Tag.NOUN, Tag.PROPN} or before.end + 1 != word.start:
        return False
    if (word.label or "").startswith("nsubj") and word.head != place - 1:
        return False
    if before.text[:1].isupper() and word.text[:1].isupper() and not word.text[:1].isdigit():
        return True
    if before.tag is Tag.PROPN or (before.text[:1].isupper() and place - 1 > sentence.first):
        return re.fullmatch(r"\d+(?:\.\d+)?", word.text) is not None and _counts_nothing(reading, sentence, numeral)
    singular = before.tag is Tag.NOUN and before.lower == before.lemma and before.lemma not in _AMOUNT_NOUNS
    if not singular or numeral.low > _LABELS or not numeral.low.is_integer() or numeral.kind is NumeralKind.VAGUE:
        return False
    return _counts_nothing(reading, sentence, numeral)


_LABELS: Final = 9999
"""The highest number that things are labelled with."""


def _counts_nothing(reading: Reading, sentence: Sentence, numeral: Numeral) -> bool:
    """Tell whether no noun follows a numeral."""
    after = reading.word_at(numeral.end)
    if after is None or after >= sentence.last:
        return True
    return reading.words[after].tag not in {Tag.NOUN, Tag.PROPN, Tag.ADJ, Tag.NUM, Tag.SYM}
