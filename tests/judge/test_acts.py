"""Which clauses say that something is so, and which dates tell when."""

import pytest

from crossread.judge.acts import _is_asked
from crossread.judge.times import _IN, _NOUN
from crossread.model.span import Span


class Clause:
    def __init__(self, start, end):
        self.span = Span(start, end)


def asked(text, clause):
    start = text.index(clause)
    return _is_asked(Clause(start, start + len(clause)), text)


def test_a_question_that_is_told_says_nothing():
    assert asked("It turned on the question of where the warden was born.", "where the warden was born")
    assert asked("Asked in the yard how deep the shaft is, Orvo smiled.", "how deep the shaft is")
    assert not asked("She fled to Tolmar, where the warden was born.", "where the warden was born")


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("The line was drawn in 1994", True),
        ("in 1994, after the war", True),
        ("in 1994 primaries", False),
        ("the 1994 line", False),
    ],
)
def test_a_year_before_a_noun_is_that_of_the_noun(text, tells):
    at = text.index("1994")
    assert (_IN.search(text[max(0, at - 10) : at]) is not None and not _NOUN.match(text, at + 4)) is tells
