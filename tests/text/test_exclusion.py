"""Words that cannot both be said of one thing."""

import pytest

from crossread.text.exclusion import load_exclusions


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("can", "cannot", "negation"),
        ("is", "isn't", "negation"),
        ("was not", "was", "negation"),
        ("didn't", "", "negation"),
        ("tomatoes", "onion", "vegetable"),
        ("saxophone", "French horn", "instrument"),
        ("stood", "sat", "opposites"),
        ("two weeks", "two months", "length_of_time"),
        ("twelve", "13", "number"),
        ("hospital", "school", "building"),
    ],
)
def test_words_that_exclude_one_another(one, other, kind):
    assert load_exclusions().between(one, other) == kind
    assert load_exclusions().between(other, one) == kind


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("French horn", "horn"),
        ("film", "movie"),
        ("do", "did"),
        ("", "red"),
        ("lorries", "truck"),
        ("can not", "cannot"),
        ("round", "red"),
    ],
)
def test_words_that_go_together(one, other):
    assert load_exclusions().between(one, other) is None
    assert load_exclusions().between(other, one) is None
