"""Dates and figures on text that means harm: a megabyte within a second, no pattern that backs up on itself."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.extract import figure_names, figure_words, figures, numerals, relative_rules, time_words
from crossread.extract.dates import RULES, find_dates
from crossread.extract.figures import find_figures
from crossread.extract.reading import Reading, Sentence, Word, read_words
from crossread.extract.tagging import Tag
from crossread.model.document import Document, Passage, PassageKind
from crossread.model.span import Span
from crossread.model.value import PartialDate

MEGABYTE = 1_000_000
LIMIT = 1.0
"""Seconds that a layer may take for a megabyte."""
HOSTILE = {
    "digits": "7",
    "digits and commas": "1,",
    "digit groups": "123,456,",
    "commas": ",",
    "hyphens": "-",
    "hyphens and digits": "5-",
    "dots": "1.2.",
    "strokes": "1/2/",
    "the": "the ",
    "of": "of the end of ",
    "number words": "twenty-five hundred and ",
    "plurals": "hundreds of ",
    "newlines": "\n",
    "spaces": " ",
    "hedges": "more than ",
    "earlier": "the end of the early ",
    "signs": "$€£",
    "quotation marks": "’s ",
}


def reading_of(text: str) -> Reading:
    """Cut at white space: the layers are under test here, not the tokenizer."""
    document = Document.named("a.txt", text, sha256="0", published=PartialDate.parse("2031-05-20"))
    passage = Passage.at(document.id, Span(0, len(text)), PassageKind.SENTENCE, 0)
    words = tuple(
        Word(*found.span(), found.group(), found.group().lower(), found.group().lower(), Tag.X)
        for found in re.finditer(r"\S+", text)
    )
    return Reading(document, words, (Sentence(passage, 0, len(words)),))


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_a_megabyte_within_a_second(unit: str) -> None:
    reading = reading_of((unit * (MEGABYTE // len(unit) + 1))[:MEGABYTE])
    dates = find_dates(reading).found
    assert least(lambda: find_dates(reading)) < LIMIT
    assert least(lambda: find_figures(reading, dates)) < LIMIT


def least(work: Callable[[], object], times: int = 2) -> float:
    """Return the least processor time of some runs; a busy machine makes single ones long."""
    took = []
    for _ in range(times):
        begun = time.process_time()
        work()
        took.append(time.process_time() - begun)
        if took[-1] < LIMIT / 2:
            break
    return min(took)


FULL = {
    "days of the week": "Monday ",
    "months": "May 5 ",
    "years": "in 1990 ",
    "lengths": "two days ",
    "ages": "aged 5, ",
    "ones": "one ",
    "ranges": "between 3 and ",
    "amounts": "$5 per hour ",
    "halves": "a half of ",
    "clock times": "at 5 p.m. ",
}
"""Texts full of what is looked for: each find costs its time, and twice the text twice that."""


@pytest.mark.parametrize("unit", FULL.values(), ids=FULL)
def test_time_is_linear_in_what_is_found(unit: str) -> None:
    def taken(size: int) -> float:
        reading = reading_of((unit * (size // len(unit) + 1))[:size])
        begun = time.process_time()
        find_figures(reading, find_dates(reading).found)
        return time.process_time() - begun

    taken(1_000)
    small = min(taken(8_000) for _ in range(3))
    assert min(taken(32_000) for _ in range(2)) < 4 * 2.5 * small + 0.05


def patterns() -> dict[str, re.Pattern[str]]:
    """Return every pattern of the two layers by name."""
    found = {f"rule {rule.name}": rule.pattern for rule in RULES}
    found["units"] = figure_words._pattern()
    for module in (figure_names, figure_words, figures, numerals, relative_rules, time_words):
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                found[f"{module.__name__.rpartition('.')[2]}.{name}"] = value
    return found


@pytest.mark.parametrize("pattern", patterns().values(), ids=patterns())
def test_each_pattern_is_linear(pattern: re.Pattern[str]) -> None:
    text = "".join(unit * 40 for unit in [*HOSTILE.values(), *FULL.values()])
    reach = 2_000  # no layer gives a pattern more than a sentence; of one that looks back, less

    def taken(times: int) -> float:
        begun = time.process_time()
        for _ in pattern.finditer(text[:reach] * times):
            pass
        return time.process_time() - begun

    taken(1)
    small = min(taken(2) for _ in range(3))
    assert min(taken(8) for _ in range(2)) < 4 * 3 * small + 0.02


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    text=st.text(min_size=1, max_size=120),
    published=st.sampled_from([None, "2031", "2031-05", "2031-05-20", "0001-01-01"]),
)
def test_any_text_is_read(text: str, published: str | None) -> None:
    check(text, published)


WORDS = st.sampled_from(
    "the a last next Monday May 31 February 30 2031 99 1/2 12:60 25:00 half past to eleven one in five of years ago "
    "quarter year-ago 1e9 ½ $ £ -5 °C minus per cent Easter day before week later , . ( ) ‑ – ’36 XX between and".split()
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    words=st.lists(WORDS, min_size=1, max_size=14),
    published=st.sampled_from([None, "2031-05-20", "0001-01-01", "9999-12-31"]),
)
def test_any_words_of_time_and_number_are_read(words: list[str], published: str | None) -> None:
    check(" ".join(words), published)


def check(text: str, published: str | None) -> None:
    """Read, and hold the spans against the text."""
    date = PartialDate.parse(published) if published else None
    document = Document.named("a.txt", text, sha256="0", published=date)
    passage = Passage.at(document.id, Span(0, len(text)), PassageKind.SENTENCE, 0)
    reading = read_words(document, (passage,))
    dates = find_dates(reading).found
    for one in dates:
        assert 0 <= one.span.start < one.span.end <= len(text)
    for before, after in pairwise(dates):
        assert before.span.end <= after.span.start
    for figure in find_figures(reading, dates).found:
        assert figure.span.contains(figure.number)
        assert 0 <= figure.span.start < figure.span.end <= len(text)
        low, high = figure.amount.low, figure.amount.high
        assert low is None or high is None or low <= high
