"""Quantities: "at least a dozen", "350,000-strong", "$2.3 trillion", "hundreds of thousands", and what they count.

Dates, durations and clock times are the work of `dates.py`; ordinals, scores, names with numbers ("Gate 4", "G7") and
identifiers are no quantities. Hedges follow the approximations of TIMEX3's `mod`, applied to amounts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from crossread.extract.counted import Count, count_of_context, count_of_noun, is_harmed, is_person_noun, measured
from crossread.extract.figure_names import RANGE, is_label, is_name
from crossread.extract.figure_words import bounds, currency_before, hedge, hedge_after, is_money, per, unit_ahead
from crossread.extract.numerals import Numeral, NumeralKind, find_numerals
from crossread.extract.sums import with_sums
from crossread.extract.tagging import Tag
from crossread.model.mention import DateMention, Figure
from crossread.model.outcome import Outcome
from crossread.model.span import Span
from crossread.model.value import Amount, Approximation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crossread.extract.reading import Reading, Sentence

_BETWEEN: Final = re.compile(r"(?:^|(?<=\W))(?:between|from|anywhere between)\s+$", re.IGNORECASE)
_CHANGED: Final = re.compile(
    r"\b(?:rose|risen|rise|rises|rising|fell|fallen|falls?|falling|grew|grown|grow|drop|dropped|increased?|cut|raised|"
    r"went|up|down|climbed|jumped|reduced|changed|moved|decreased|declined|shrank|slid|soared|doubled)"
    r"\s(?:\w+\s){0,4}from\s$",
    re.IGNORECASE,
)
_AGE_BEFORE: Final = re.compile(r"(?:\baged?|\bage of|\bages)\s+$", re.IGNORECASE)
_AGE_AFTER: Final = re.compile(r"[-\u2011\s]years?[-\u2011\s]olds?\b|\syears of age\b", re.IGNORECASE)
_NAME_AGE: Final = re.compile(r"[A-Z][\w'’.-]*(?:,\s+|\s\()$")
_NAME_AGE_END: Final = re.compile(r"\s*[,)]")
_FACTOR: Final = re.compile(
    r"\s(?:as|more|less|fewer|larger|higher|bigger|greater|smaller|the|over|that|its|their|his|her|what|worse|faster|[a-z]+er\s(?:than)?)\b"
)
_REACH: Final = 40
"""Signs that are looked at before and after a numeral for its hedge and unit."""
_PERIODS: Final = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})


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
    number: Span
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
    taken = [] if options.durations else sorted(date.span for date in dates)
    found: list[Figure] = []
    before: list[Figure] = []
    paragraph, at = None, 0
    for sentence in reading.sentences:
        span = sentence.passage.span
        while at < len(taken) and taken[at].end <= span.start:
            at += 1
        blocked = []
        for date in taken[at:]:
            if date.start >= span.end:
                break
            blocked.append(date)
        if sentence.passage.paragraph != paragraph:
            before, paragraph = [], sentence.passage.paragraph
        here = list(_in_sentence(reading, sentence, blocked, before[-1] if before else None))
        found.extend(here)
        before = here
    return Outcome(tuple(with_sums(reading, sorted(found, key=lambda figure: figure.span))))


def _in_sentence(
    reading: Reading, sentence: Sentence, blocked: Sequence[Span], before: Figure | None
) -> Iterator[Figure]:
    """Yield the figures of one sentence; `before` is the last figure of the sentence before."""
    span = sentence.passage.span
    numerals = find_numerals(reading.document.text[span.start : span.end], span.start)
    free = _outside(numerals, blocked)
    end, place = span.start, 0
    while place < len(free):
        draft, used = _draft(reading, sentence, free, place, end)
        place += used
        figure = _with_counted(reading, sentence, draft, before) if draft else None
        if figure is not None and draft is not None:
            end, before = draft.end, figure
            yield figure


def _outside(numerals: Sequence[Numeral], blocked: Sequence[Span]) -> list[Numeral]:
    """Return the numerals that touch none of the sorted spans."""
    free, at = [], 0
    for one in numerals:
        while at < len(blocked) and blocked[at].end <= one.start:
            at += 1
        if at == len(blocked) or blocked[at].start >= one.end:
            free.append(one)
    return free


def _draft(
    reading: Reading, sentence: Sentence, numerals: Sequence[Numeral], place: int, begin: int
) -> tuple[_Draft | None, int]:
    """Read the figure of one numeral, or of two that make a range; return it with the number of numerals used."""
    text, span, first = reading.document.text, sentence.passage.span, numerals[place]
    before = text[max(begin, first.start - _REACH) : first.start]
    after = text[first.end : min(span.end, first.end + _REACH)]
    if is_name(text, first, before, after) or _repeats(text, numerals, place):
        return None, 1
    second = numerals[place + 1] if place + 1 < len(numerals) else None
    if second is not None and (length := _makes_range(text, first, second, before)) is not None:
        return _ranged(text, first, second, before, span, length), 2
    made = _single(text, first, before, after, span)
    plain = made.unit is None and made.approximation is Approximation.EXACT and not is_harmed(before)
    if plain and is_label(reading, sentence, first):
        return None, 1
    return _with_next_unit(text, made, first, second) if second else made, 1


def _with_next_unit(text: str, made: _Draft, first: Numeral, second: Numeral) -> _Draft:
    """Return "5" of "from 5 to 7 km" and "45" of "45 and 50 km" with the unit that stands after the other number."""
    if made.unit is not None or made.end != first.end or not RANGE.fullmatch(text[first.end : second.start]):
        return made
    ahead = unit_ahead(text[second.end : second.end + _REACH])
    return replace(made, unit=ahead[0]) if ahead and ahead[0] not in _PERIODS | {"times"} else made


def _repeats(text: str, numerals: Sequence[Numeral], place: int) -> bool:
    """Tell whether a numeral in brackets says the one before it again: "fifty-eight (58)"."""
    if not place:
        return False
    first, second = numerals[place - 1], numerals[place]
    return (
        first.low == second.low and text[first.end : second.start] == " (" and text[second.end : second.end + 1] == ")"
    )


def _makes_range(text: str, first: Numeral, second: Numeral, before: str) -> int | None:
    """Return how long the unit between two numerals of a range is; None where they make none.

    Ranges are "between 3 and 5", "three to five", "10-12", "three or four", "44 mg to 50 mg", "$3 to $5".
    """
    gap = text[first.end : second.start]
    if len(gap) > 24 or second.low <= first.low or first.high is None or second.high is None or _CHANGED.search(before):
        return None
    unit = unit_ahead(gap) if not RANGE.match(gap) else None
    rest = gap[unit[1] :] if unit else gap
    sign, lead = currency_before(rest)
    rest = rest[: len(rest) - lead] if lead else rest
    if not RANGE.fullmatch(rest) or ("and" in rest and not _BETWEEN.search(before[: len(before) - _lead(before)])):
        return None
    ahead = unit_ahead(text[second.end : second.end + _REACH])
    if unit and (ahead is None or ahead[0] != unit[0]):
        return None
    return None if sign and sign != currency_before(before)[0] else (unit[1] if unit else 0)


def _lead(before: str) -> int:
    """Return the length of a currency sign at the end."""
    return currency_before(before)[1]


def _ranged(text: str, first: Numeral, second: Numeral, before: str, span: Span, _: int) -> _Draft:
    """Make the figure of a range; a scale or unit after the second holds for the first too."""
    sign, lead = currency_before(before)
    words_before = before[: len(before) - lead] if lead else before
    between = _BETWEEN.search(words_before)
    approximation, moved = hedge(words_before)
    if between and "from" not in between.group().lower():
        approximation, moved = Approximation.ABOUT, len(words_before) - between.start()
    after = text[second.end : min(span.end, second.end + _REACH)]
    unit, length = unit_ahead(after) or (None, 0)
    if sign is not None and (rate := per(after)):
        sign, length = f"{sign}/{rate[0]}", rate[1]
    low = first.low * _shared_scale(first, second, text)
    number = Span(first.start, second.end)
    return _Draft(
        first.start - lead - moved,
        second.end + length,
        number,
        low,
        second.high,
        approximation,
        sign or unit,
        first.kind,
    )


_SCALES: Final = {
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "hundred": 1e2, "bn": 1e9, "mn": 1e6, "m": 1e6,
    "k": 1e3,
}  # fmt: skip
_SCALE_END: Final = re.compile(rf"(?:{'|'.join(_SCALES)})$")


def _shared_scale(first: Numeral, second: Numeral, text: str) -> float:
    """Return the scale that "3 to 5 million" gives to its first number."""
    scale = _SCALE_END.search(text[second.start : second.end])
    if scale is None or first.low >= 1000 or not second.low or first.low >= second.low:
        return 1.0
    if first.kind is NumeralKind.DIGITS and text[first.end - 1].isalpha():
        return 1.0
    return _SCALES[scale.group()]


def _single(text: str, numeral: Numeral, before: str, after: str, span: Span) -> _Draft:
    """Make the figure of one numeral."""
    sign, lead = currency_before(before)
    words_before = before[: len(before) - lead] if lead else before
    approximation, moved = hedge(words_before)
    number = Span(numeral.start, numeral.end)
    if _is_age(numeral, before, after):
        age = _AGE_AFTER.match(after)
        end = numeral.end + (age.end() if age else 0)
        return _Draft(numeral.start, end, number, numeral.low, numeral.high, Approximation.EXACT, "year", numeral.kind)
    start, end, unit = numeral.start - lead - moved, numeral.end, sign
    ahead = unit_ahead(after, part=numeral.kind is NumeralKind.PART)
    if sign is not None and (rate := per(after)):
        unit, end = f"{sign}/{rate[0]}", end + rate[1]
    elif ahead is not None and (sign is None or is_money(ahead[0])):
        unit, end = sign or ahead[0], end + ahead[1]
    low, high = numeral.low, numeral.high
    if _is_below_zero(words_before, unit):
        start, low, high = start - len(_MINUS.search(words_before).group()), -numeral.low, -numeral.low  # type: ignore[union-attr]
    if numeral.kind is NumeralKind.VAGUE:
        approximation = Approximation.VAGUE
    elif approximation is Approximation.EXACT:
        approximation, tail = hedge_after(text[end : min(span.end, end + 20)])
        end += tail
    low_bound, high_bound = bounds(low, high if high is not None else low, approximation)
    if numeral.high is None:
        high_bound = None
    return _Draft(start, end, number, low_bound, high_bound, approximation, unit, numeral.kind)


_MINUS: Final = re.compile(r"(?:(?<![\w)])[-\u2212]|\b[Mm]inus\s)$")


def _is_below_zero(before: str, unit: str | None) -> bool:
    """Tell whether a minus stands before an amount that can be below zero."""
    return unit is not None and unit != "person" and _MINUS.search(before) is not None


def _is_age(numeral: Numeral, before: str, after: str) -> bool:
    """Tell whether the numeral is someone's age."""
    if _AGE_BEFORE.search(before) or _AGE_AFTER.match(after):
        return True
    plausible = numeral.kind is NumeralKind.DIGITS and numeral.low < 110 and numeral.low.is_integer()
    return plausible and bool(_NAME_AGE.search(before)) and bool(_NAME_AGE_END.match(after))


def _with_counted(reading: Reading, sentence: Sentence, draft: _Draft, before: Figure | None) -> Figure | None:
    """Find what the figure counts, and make the record; None where nothing makes it a quantity."""
    draft = _factor(reading, draft)
    count = _count(reading, sentence, draft, before)
    number = draft.number.of(reading.document.text).lower()
    if draft.unit is None and not _is_quantity(reading, draft, count.noun, number):
        return None
    unit = draft.unit or count.unit or ("person" if count.noun and is_person_noun(count.noun) else None)
    amount = Amount(draft.low, draft.high, draft.approximation, unit)
    noun = count.noun if count.unit is None else None
    return Figure.at(
        reading.document.id, Span(draft.start, draft.end), draft.number, amount, counted=count.span, noun=noun
    )


def _factor(reading: Reading, draft: _Draft) -> _Draft:
    """Tell "five times larger", a factor, from "asked five times", which counts how often."""
    if draft.unit != "times" and draft.kind is not NumeralKind.TIMES:
        return draft
    after = reading.document.text[draft.end : draft.end + 24]
    return replace(draft, unit="times" if _FACTOR.match(after) else None, kind=NumeralKind.TIMES)


_AGAIN: Final = re.compile(r"\s\([\d,]+\)")
"""The number once more in digits: "fifty-eight (58) persons"."""


def _count(reading: Reading, sentence: Sentence, draft: _Draft, before: Figure | None) -> Count:
    """Return what a figure counts."""
    if draft.kind is NumeralKind.TIMES:
        return Count()
    if draft.unit is not None and draft.unit not in {"person", "year"}:
        return measured(reading, sentence, draft.end)
    again = _AGAIN.match(reading.document.text, draft.end)
    count = count_of_noun(reading, sentence, again.end() if again else draft.end)
    if draft.unit == "year" or count.noun or draft.kind in {NumeralKind.PART, NumeralKind.RATIO}:
        return count
    context = count_of_context(reading, sentence, draft.number, before)
    return Count(count.span or context.span, context.noun, context.unit)


def _is_quantity(reading: Reading, draft: _Draft, noun: str | None, number: str) -> bool:
    """Tell whether a numeral that may be another word is a quantity: "one", "a half", "several"."""
    if number in {"twice", "thrice"}:  # "twice as many", not "they asked twice"
        return draft.approximation is not Approximation.EXACT
    if number == "several":
        return noun is not None and is_person_noun(noun)
    if number not in {"one", "a", "half", "second", "seconds"}:
        return True
    if number == "half":
        after = reading.document.text[draft.end : draft.end + 6].lower()
        return noun is not None or after.startswith((" of", " the"))
    if draft.approximation is not Approximation.EXACT:
        return noun is not None
    return noun is not None and is_person_noun(noun) and _noun_stands(reading, draft)


def _noun_stands(reading: Reading, draft: _Draft) -> bool:
    """Tell whether a noun follows the numeral itself."""
    place = reading.word_at(draft.end)
    return place is not None and reading.words[place].tag in {Tag.NOUN, Tag.PROPN, Tag.ADJ}
