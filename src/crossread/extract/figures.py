"""Quantities: "at least a dozen", "350,000-strong", "$2.3 trillion", "hundreds of thousands", and what they count.

Dates, durations and clock times are the work of `dates.py`; ordinals, scores, names with numbers ("Gate 4", "G7") and
identifiers are no quantities. Hedges follow the approximations of TIMEX3's `mod`, applied to amounts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from crossread.extract.lexicon import table, words
from crossread.extract.numerals import Numeral, NumeralKind, find_numerals
from crossread.extract.tagging import Tag
from crossread.model.mention import DateMention, Figure
from crossread.model.outcome import Outcome
from crossread.model.span import Span
from crossread.model.value import Amount, Approximation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crossread.extract.phrases import Chunk
    from crossread.extract.reading import Reading, Sentence

_HEDGES: Final = {
    Approximation.AT_LEAST: (
        r"at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum of|"
        r"as many as|upwards? of"
    ),
    Approximation.AT_MOST: (
        r"at most|at the most|no more than|not more than|up to|a maximum of|maximum of|as few as|"
        r"as little as"
    ),
    Approximation.MORE_THAN: (
        r"more than|over|above|in excess of|well over|well above|(?:a )?little (?:over|more than)|"
        r"slightly (?:over|more than)|just over|exceeding|greater than|upward of|north of"
    ),
    Approximation.LESS_THAN: (
        r"less than|fewer than|under|below|just under|almost|nearly|close to|just short of|short of|"
        r"not quite|barely|hardly|approaching"
    ),
    Approximation.ABOUT: (
        r"about|around|some|roughly|approximately|approx\.?|circa|ca\.|an estimated|estimated|perhaps|"
        r"maybe|possibly|probably|more or less|in the (?:order|region) of|nigh on|something like|or so|"
        r"say"
    ),
}
_BEFORE: Final = re.compile(
    r"(?:^|(?<=[^\w]))(?:"
    + "|".join(rf"(?P<{kind.value}>{forms})" for kind, forms in _HEDGES.items())
    + r")\s+(?:the\s+|a\s+total\s+of\s+)?$",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"(?:^|(?<=\W))(?:between|from|anywhere between)\s+$", re.IGNORECASE)
_AFTER: Final = re.compile(
    (
        r"\s(?P<about>or so|or thereabouts)\b|\s?(?P<at_least>or more|or over|and more|and over|"
        r"at least)\b|(?P<plus>\+)|\s(?P<at_most>or less|or fewer|at (?:the )?most)\b"
    ),
    re.IGNORECASE,
)
_RANGE: Final = re.compile(r"\s?(?:-|–|—|to|or|and)\s?")
_STRONG: Final = re.compile(r"[-‑\s](?:strong|odd|member|person|man)\b", re.IGNORECASE)
_AGE_BEFORE: Final = re.compile(r"(?:\baged?|\bage of|\bages)\s+$", re.IGNORECASE)
_AGE_AFTER: Final = re.compile(r"[-‑\s]years?[-‑\s]olds?\b|\syears of age\b", re.IGNORECASE)
_NAME_AGE: Final = re.compile(r"[A-Z][\w'’.-]*(?:,\s+|\s\()$")
_NAME_AGE_END: Final = re.compile(r"\s*[,)]")
_STATES: Final = frozenset(
    {"dead", "injured", "wounded", "missing", "killed", "hurt", "arrested", "homeless", "detained"}
)
_REACH: Final = 40
"""Signs that are looked at before and after a numeral for its hedge and unit."""
_NOT_AFTER: Final = re.compile(
    r"(?:\b(?:No\.?|no\.|nos?\.|number|Number|Gate|Pier|Berth|berth|Room|room|Flight|flight|Route|"
    r"Highway|Article|article|Section|section|Chapter|chapter|Clause|clause|page|Page|"
    r"Figure|Table|paragraph|Resolution|Covid|Type|Group|group|Block|block|Unit|unit|Platform|"
    r"platform|Phase|phase|Level|Line|line|Bus|bus|Channel|channel|Studio|Act|Bill|Law|law|version|"
    r"Version|"
    r"Street|Radio|Apollo|Boeing|Airbus|Windows|iPhone|Stage|Tier|Grade|grade|Category|category|Shed|"
    r"Pit|Shaft|Hall|Ward|ward|Camp|District|Dock|Quay|Sector|sector|Station)\s+|[#§№@]\s?|[A-Za-z]-|"
    r"\bWorld War\s)$"
)
_NOT_BEFORE: Final = re.compile(
    r"(?:st|nd|rd|th)\b|[-‑/]?[A-Za-z]*\d|:\d|\.\d|\s?(?:a\.m|p\.m|am\b|pm\b|o['’]clock)|(?:ers|er)\b|[-‑](?:\d)"
)
_NOT_ONE: Final = re.compile(
    r"\b(?:every|each|any|no|the|this|that|which|another|such|some|only the|which|last|first|next|new|old|good|big)\s$",
    re.IGNORECASE,
)
_HARMED: Final = re.compile(
    r"\s(?:(?:more|others?)\s)?(?:(?:were|was|are|is|have|had|has|been|being|remain|still|also|"
    r"reported|left)\s){0,4}(?:killed|injured|wounded|hurt|dead|died|missing|arrested|detained|"
    r"hospitali[sz]ed|drowned|evacuated|homeless|infected|shot|taken\s(?:into|to)|trapped|rescued|"
    r"unaccounted|perished|survived|buried|kidnapped|displaced|burned|crushed)\b"
)
_YEAR_LIKE: Final = re.compile(r"(?:1[5-9]|20)\d\d")
_RELATIVES: Final = frozenset({Tag.NOUN, Tag.PROPN})


@dataclass(frozen=True, slots=True)
class FigureOptions:
    """What counts as a figure.

    Attributes:
        durations: Whether lengths of time that `dates.py` found are figures too; off, as they are dates already.
    """

    durations: bool = False


@dataclass(frozen=True, slots=True)
class _Draft:
    """A figure in the making: numerals, hedge, unit."""

    start: int
    end: int
    number: tuple[int, int]
    low: float | None
    high: float | None
    approximation: Approximation
    unit: str | None
    kind: NumeralKind


def find_figures(
    reading: Reading, dates: Sequence[DateMention] = (), options: FigureOptions = FigureOptions()
) -> Outcome[Figure]:
    """Return the quantities of a document, sorted.

    Args:
        reading: The document's words.
        dates: Its time expressions: numbers inside them are not figures.
        options: What counts as a figure.

    Examples:
        >>> from crossread.extract.reading import read_words
        >>> from crossread.model.document import Document, Passage, PassageKind
        >>> text = "At least twelve people died."
        >>> document = Document.named("a.txt", text, sha256="0")
        >>> passage = Passage.at(document.id, Span(0, len(text)), PassageKind.SENTENCE, 0)
        >>> [figure] = find_figures(read_words(document, (passage,))).found
        >>> figure.span.of(text), figure.amount.low, figure.amount.high, figure.noun
        ('At least twelve', 12.0, None, 'people')
    """
    taken = () if options.durations else tuple(date.span for date in dates)
    found: list[Figure] = []
    for sentence in reading.sentences:
        found.extend(_in_sentence(reading, sentence, taken))
    return Outcome(tuple(sorted(found, key=lambda figure: figure.span)))


def _in_sentence(reading: Reading, sentence: Sentence, taken: Sequence[Span]) -> Iterable[Figure]:
    """Yield the figures of one sentence."""
    text = reading.document.text
    span = sentence.passage.span
    blocked = [date for date in taken if date.overlaps(span)]
    numerals = find_numerals(text[span.start : span.end], span.start)
    free = [one for one in numerals if not any(date.start < one.end and one.start < date.end for date in blocked)]
    end = span.start
    place = 0
    while place < len(free):
        draft, used = _draft(text, free, place, span, end)
        place += used
        if draft is None or _is_part_of_name(reading, draft):
            continue
        figure = _with_counted(reading, sentence, draft)
        if figure is not None:
            end = draft.end
            yield figure


def _is_part_of_name(reading: Reading, draft: _Draft) -> bool:
    """Tell whether a capitalised numeral in words ends a name ("Warehouse Nine", "Gate Four")."""
    place = reading.word_at(draft.number[0])
    if place is None or not place or draft.start != draft.number[0]:
        return False
    word, before = reading.words[place], reading.words[place - 1]
    named = before.tag in {Tag.NOUN, Tag.PROPN} and before.text[:1].isupper() and before.end + 1 == word.start
    return named and word.text[:1].isupper() and not word.text[:1].isdigit()


def _draft(text: str, numerals: Sequence[Numeral], place: int, span: Span, begin: int) -> tuple[_Draft | None, int]:
    """Read the figure of one numeral, or of two that make a range; return it with the number of numerals used."""
    first = numerals[place]
    begin = max(begin, first.start - _REACH)
    before = text[begin : first.start]
    after = text[first.end : min(span.end, first.end + _REACH)]
    if _is_no_figure(text, first, before, after):
        return None, 1
    second = numerals[place + 1] if place + 1 < len(numerals) else None
    if second is not None and _makes_range(text, first, second, before):
        return _ranged(text, first, second, before, span), 2
    return _single(text, first, before, after, span), 1


def _is_no_figure(text: str, numeral: Numeral, before: str, after: str) -> bool:
    """Tell whether the numeral is part of a name, an ordinal, a clock time, a score, an identifier."""
    word = text[numeral.start : numeral.end]
    if (
        not before.strip()
        and re.match(r"[.)]\s|[.)]?$", after)
        and numeral.kind is NumeralKind.DIGITS
        and _begins_line(text, numeral.start)
    ):
        return True
    if (word[0].isupper() and numeral.kind is NumeralKind.PART and before.strip()) or (
        word.lower() == "half" and after[:1] == "-"
    ):
        return True
    if word.lower() == "one" and (_NOT_ONE.search(before) or re.match(r"\sof\b", after)):
        return True
    if _NOT_AFTER.search(before) and not _AGE_BEFORE.search(before):
        return True
    if numeral.kind is NumeralKind.DIGITS:
        follows = _NOT_BEFORE.match(after)
        if follows and not _STRONG.match(after):
            return (
                not follows.group()[-1:].isdigit()
                or _RANGE.match(after) is None
                or (word.isdigit() and _looks_like_code(word, after))
            )
        if _YEAR_LIKE.fullmatch(word):
            return not _unit_ahead(after) and not re.match(r"\s[a-z]+s\b", after)
        if before.endswith(("/", ".", ":")) or (before[-1:] == "-" and before[-2:-1].isalnum()):
            return True
    return before.endswith(("-", "‑")) and before[-2:-1].isalpha()


def _begins_line(text: str, offset: int) -> bool:
    """Tell whether nothing stands before on the same line."""
    return not text[text.rfind("\n", 0, offset) + 1 : offset].strip()


def _looks_like_code(word: str, after: str) -> bool:
    """Tell a score, a telephone number or a part number ("4-3", "555-0192") from a range ("10-12 boats")."""
    match = re.match(r"[-‑–/](\d+)", after)
    if match is None:
        return True
    return (
        int(word) >= int(match.group(1))
        or after[:1] == "/"
        or len(match.group(1)) > 6
        or (len(word) <= 2 and len(match.group(1)) == 4)
    )


def _makes_range(text: str, first: Numeral, second: Numeral, before: str) -> bool:
    """Tell whether two numerals stand as a range: "between 3 and 5", "three to five", "10-12", "three or four"."""
    gap = text[first.end : second.start]
    if len(gap) > 8 or not _RANGE.fullmatch(gap):
        return False
    if "and" in gap:
        return _BETWEEN.search(before) is not None
    small = second.low > first.low or (second.low >= 100 * first.low)
    return small and first.high is not None and second.high is not None


def _ranged(text: str, first: Numeral, second: Numeral, before: str, span: Span) -> _Draft:
    """Make the figure of a range; a scale or unit after the second holds for the first too."""
    start = first.start
    hedge = _BETWEEN.search(before)
    approximation, moved = _hedge(before)
    if hedge and approximation is Approximation.AT_LEAST:
        approximation = Approximation.EXACT
    if "and" in text[first.end : second.start]:
        approximation, moved = Approximation.ABOUT, len(before) - hedge.start() if hedge else 0
    after = text[second.end : min(span.end, second.end + _REACH)]
    unit, length = _unit_ahead(after) or (None, 0)
    low = first.low * _shared_scale(first, second, text)
    sign, lead = _currency_before(before)
    start -= max(moved, lead)
    return _Draft(
        start, second.end + length, (first.start, second.end), low, second.high, approximation, sign or unit, first.kind
    )


def _shared_scale(first: Numeral, second: Numeral, text: str) -> float:
    """Return the scale that "3 to 5 million" gives to its first number."""
    words_after = re.search(
        r"(?:thousand|million|billion|trillion|hundred|bn|mn|m|k)$", text[second.start : second.end]
    )
    if words_after is None or first.low >= 1000 or not second.low or first.low >= second.low:
        return 1.0
    own = re.search(r"[a-z]$", text[first.start : first.end])
    if own and first.kind is NumeralKind.DIGITS:
        return 1.0
    scale = {
        "thousand": 1e3,
        "million": 1e6,
        "billion": 1e9,
        "trillion": 1e12,
        "hundred": 1e2,
        "bn": 1e9,
        "mn": 1e6,
        "m": 1e6,
        "k": 1e3,
    }
    return scale[words_after.group()]


def _hedge(before: str) -> tuple[Approximation, int]:
    """Return the hedge that ends right before a numeral, and how many signs it takes."""
    match = _BEFORE.search(before)
    if match is None:
        return Approximation.EXACT, 0
    return Approximation(match.lastgroup or "about"), len(before) - match.start()


def _currency_before(before: str) -> tuple[str | None, int]:
    """Return the unit of a currency sign right before a numeral, and its length."""
    for sign, unit in _currencies():
        bare = before.rstrip()
        if bare.endswith(sign) and not (sign[0].isalpha() and bare[-len(sign) - 1 : -len(sign)].isalnum()):
            if sign.isalpha() and len(bare) == len(before):
                continue
            return unit, len(before) - len(bare) + len(sign)
    return None, 0


@cache
def _currencies() -> tuple[tuple[str, str], ...]:
    """Return signs and units, longest sign first."""
    return tuple(sorted(((sign, unit) for sign, unit in table("currencies")), key=lambda row: -len(row[0])))


@cache
def _unit_forms() -> dict[str, tuple[str, str]]:
    """Return for each form its unit and kind."""
    return {form: (unit, kind) for unit, kind, forms in table("units") for form in forms.split("|")}


@cache
def _unit_pattern() -> re.Pattern[str]:
    """Return one pattern for all units after a numeral."""
    forms = sorted(_unit_forms(), key=len, reverse=True)
    return re.compile(
        r"[\s-]?(?:of\sa\s)?(" + "|".join(re.escape(form) for form in forms) + r")(?![\w²³])", re.IGNORECASE
    )


def _unit_ahead(after: str) -> tuple[str, int] | None:
    """Return the unit right after a numeral, and how many signs it takes."""
    match = _unit_pattern().match(after)
    if match is None:
        return None
    form = match.group(1)
    if form in {"M", "MW"} or (form.lower() in {"won", "real"} and not after.startswith(" won")):
        return _unit_forms()[form.lower()][0], match.end()
    return _unit_forms()[form.lower()][0], match.end()


def _single(text: str, numeral: Numeral, before: str, after: str, span: Span) -> _Draft | None:
    """Make the figure of one numeral."""
    sign, lead = _currency_before(before)
    approximation, moved = _hedge(before[: len(before) - lead] if lead else before)
    start, end = numeral.start - lead - moved, numeral.end
    if _is_age(numeral, before, after):
        age = _AGE_AFTER.match(after)
        return _Draft(
            numeral.start,
            end + (age.end() if age else 0),
            (numeral.start, numeral.end),
            numeral.low,
            numeral.high,
            Approximation.EXACT,
            "year",
            numeral.kind,
        )
    ahead = _unit_ahead(after)
    unit = sign
    if ahead is not None and sign is None:
        unit, length = ahead
        end += length
    if numeral.kind is NumeralKind.VAGUE:
        approximation = Approximation.VAGUE
    tail = _AFTER.match(text[end : min(span.end, end + 14)])
    if tail and approximation is Approximation.EXACT:
        approximation = (
            Approximation.AT_LEAST
            if tail["at_least"] or tail["plus"]
            else Approximation.ABOUT
            if tail["about"]
            else Approximation.AT_MOST
        )
        end += tail.end()
    low, high = bounds(numeral.low, numeral.high, approximation)
    return _Draft(start, end, (numeral.start, numeral.end), low, high, approximation, unit, numeral.kind)


def bounds(low: float, high: float | None, approximation: Approximation) -> tuple[float | None, float | None]:
    """Return the bounds that a hedge leaves: "at least 12" has no upper one, "up to 12" no lower one.

    Examples:
        >>> bounds(12, 12, Approximation.AT_LEAST), bounds(12, 12, Approximation.ABOUT)
        ((12, None), (12, 12))
    """
    if approximation in {Approximation.AT_LEAST, Approximation.MORE_THAN}:
        return low, None
    if approximation in {Approximation.AT_MOST, Approximation.LESS_THAN}:
        return None, high
    return low, high


def _is_age(numeral: Numeral, before: str, after: str) -> bool:
    """Tell whether the numeral is someone's age."""
    if _AGE_BEFORE.search(before) or _AGE_AFTER.match(after):
        return True
    plausible = numeral.kind is NumeralKind.DIGITS and numeral.low < 110 and numeral.low.is_integer()
    return plausible and bool(_NAME_AGE.search(before)) and bool(_NAME_AGE_END.match(after))


def _with_counted(reading: Reading, sentence: Sentence, draft: _Draft) -> Figure | None:
    """Find what the figure counts, and make the record; None where nothing makes it a quantity."""
    counted, noun = (None, None) if draft.unit and draft.unit != "person" else _counted(reading, sentence, draft)
    if draft.unit and draft.unit not in {"person", "year"}:
        counted, noun = _measured(reading, sentence, draft)
    text = reading.document.text
    number = text[draft.number[0] : draft.number[1]].lower()
    if (
        number in {"one", "a", "half", "second", "seconds"}
        and draft.unit is None
        and not _one_counts(reading, draft, noun, number)
    ):
        return None
    unit = draft.unit or ("person" if noun and is_person_noun(noun) else None)
    amount = Amount(draft.low, draft.high, draft.approximation, unit)
    return Figure.at(
        reading.document.id, Span(draft.start, draft.end), Span(*draft.number), amount, counted=counted, noun=noun
    )


def _one_counts(reading: Reading, draft: _Draft, noun: str | None, number: str) -> bool:
    """Tell whether "one" counts: of persons, or hedged; "one day", "the one" do not."""
    if number == "half":
        after = reading.document.text[draft.end : draft.end + 6].lower()
        return noun is not None or after.startswith((" of", " the"))
    if draft.approximation is not Approximation.EXACT:
        return noun is not None
    return noun is not None and is_person_noun(noun) and noun not in {"other", "others"}


def is_person_noun(noun: str) -> bool:
    """Tell whether a lemma counts persons.

    Examples:
        >>> is_person_noun("firefighter"), is_person_noun("boat")
        (True, False)
    """
    return noun in words("people")


def _counted(reading: Reading, sentence: Sentence, draft: _Draft) -> tuple[Span | None, str | None]:
    """Return the counted noun phrase and its lemma: the rest of the numeral's own phrase, or what follows "of"."""
    last = reading.word_at(draft.end - 1)
    if last is None:
        return None, None
    after = last + 1
    if after < sentence.last and reading.words[after].lower in {"-", "‑"}:
        after = _past_hyphen(reading, after, sentence)
    if after < sentence.last and reading.words[after].lower in _STATES and not _noun_next(reading, sentence, after):
        return _harmed(reading, sentence, draft, after)
    chunk = next((one for one in sentence.chunks if one.first <= last < one.last), None)
    if chunk is not None and after < chunk.last:
        return _phrase(reading, after, chunk)
    follower = next((one for one in sentence.chunks if one.first == after), None)
    if follower is not None and reading.words[follower.head].tag is not Tag.PRON:
        return _phrase(reading, after, follower)
    if after < sentence.last and reading.words[after].lower in {"of", "out"}:
        return _after_of(reading, sentence, after)
    return _harmed(reading, sentence, draft, after)


def _harmed(reading: Reading, sentence: Sentence, draft: _Draft, after: int) -> tuple[Span | None, str | None]:
    """Return what a number stands for that no noun follows: "nine dead", "twelve were hurt" count persons."""
    text, end = reading.document.text, draft.end
    if after < sentence.last and reading.words[after].lower in _STATES:
        return reading.words[after].span, "person"
    return None, "person" if _HARMED.match(text[end : min(sentence.passage.span.end, end + 60)]) else None


def _noun_next(reading: Reading, sentence: Sentence, place: int) -> bool:
    """Tell whether a noun follows a word, as in "nine wounded soldiers"."""
    return place + 1 < sentence.last and reading.words[place + 1].tag in _RELATIVES


def _past_hyphen(reading: Reading, hyphen: int, sentence: Sentence) -> int:
    """Return the position after "-strong", "-odd", "-member"."""
    if hyphen + 1 < sentence.last and reading.words[hyphen + 1].lower in {
        "strong",
        "odd",
        "member",
        "person",
        "man",
        "page",
        "point",
    }:
        return hyphen + 2
    return hyphen + 1


def _phrase(reading: Reading, first: int, chunk: Chunk) -> tuple[Span | None, str | None]:
    """Return the noun phrase from `first` to the end of its chunk."""
    if chunk.head < first:
        return None, None
    head = reading.words[chunk.head]
    if head.tag in {Tag.NUM, Tag.PRON} or head.lower in {"more", "others", "other"}:
        return None, "person" if head.lower == "others" else None
    return reading.span(first, chunk.last), head.lemma.lower()


def _after_of(reading: Reading, sentence: Sentence, of: int) -> tuple[Span | None, str | None]:
    """Return what follows "of" ("of the villagers", "of them")."""
    follower = next((one for one in sentence.chunks if one.first == of + 1), None)
    if follower is None:
        return None, None
    head = reading.words[follower.head]
    return reading.chunk_span(follower), "person" if head.tag is Tag.PRON else head.lemma.lower()


def _measured(reading: Reading, sentence: Sentence, draft: _Draft) -> tuple[Span | None, str | None]:
    """Return what a measure is of: "400 tonnes of solvents", "61 percent of voters"."""
    last = reading.word_at(draft.end - 1)
    if last is None or last + 1 >= sentence.last:
        return None, None
    if reading.words[last + 1].lower == "of":
        return _after_of(reading, sentence, last + 1)
    follower = next((one for one in sentence.chunks if one.first <= last + 1 < one.last), None)
    if follower is not None and reading.words[last + 1].tag not in {Tag.DET, Tag.PRON}:
        return _phrase(reading, last + 1, follower)
    return None, None
