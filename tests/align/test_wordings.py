"""What a short text counts, names and denies."""

import pytest

from crossread.align.wordings import Count, read_wordings
from crossread.extract.models import load_encoder


@pytest.fixture(scope="module")
def read():
    encoder = load_encoder()
    return lambda text, question="": read_wordings((text,), encoder, question)[0]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("12 ferries", 12, 12),
        ("more than 40 men", 40, float("inf")),
        ("fewer than 40 men", 0, 40),
        ("two million crowns", 2e6, 2e6),
        ("built in the 1940s", 1940, 1949),
        ("built in the 1940's", 1940, 1949),
        ("in the 19th century", 1800, 1899),
        ("for two decades", 20, 20),
    ],
)
def test_numbers_keep_their_bounds(read, text, low, high):
    (count,) = read(text).counts
    assert (count.low, count.high) == (low, high)


def test_a_place_in_a_row_is_no_number():
    third, three = Count(3, 3, "boat", place=True), Count(3, 3, "boat")
    assert third.meets(three)
    assert third.place != three.place


def test_a_year_counts_years(read):
    assert [count.of for count in read("sold in 1950 to 1,950 people").counts] == ["(year)", "people"]


def test_terms_leave_out_the_question_unless_nothing_is_left(read):
    assert read("the port bought a tug", "What did the port buy?").terms == ("bought", "tug")
    assert read("the port", "What did the port buy?").terms == ("port",)


def test_the_name_at_the_beginning_is_what_a_text_is_about(read):
    found = read("Ada Merrow sailed to Orlo")
    assert found.names >= {"merrow", "orlo"}
    assert found.later == {"orlo"}


@pytest.mark.parametrize("text", ["it did not burn", "it didn’t burn", "nobody came", "he failed to stop it"])
def test_denials(read, text):
    assert read(text).denies
