"""Windows of whole sentences for the encoder."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.extract.windows import cut_windows, gap_kind, group_windows, shape_of

WORDS = st.lists(st.sampled_from(["The", "dam", "broke", ".", ",", "U.S.", "”", "Dr.", "officials"]), max_size=400)


@given(WORDS, st.data())
def test_windows_cover_every_word_once_and_none_is_too_long(words, data):
    sizes = data.draw(st.lists(st.integers(1, 16), min_size=len(words), max_size=len(words)))
    kinds = data.draw(st.lists(st.integers(0, 3), min_size=len(words), max_size=len(words)))
    windows = cut_windows(words, kinds, sizes)
    assert [i for first, last in windows for i in range(first, last)] == list(range(len(words)))
    assert all(sum(sizes[first:last]) <= 300 for first, last in windows)
    grouped = [window for group in group_windows(windows, sizes) for window in group]
    assert sorted(grouped) == windows


def test_windows_begin_where_known_sentences_begin():
    words = (["word"] * 39 + ["."]) * 6
    starts = set(range(0, 240, 40))
    windows = cut_windows(words, [1] * 240, [1] * 240, starts)
    assert {first for first, _ in windows} <= starts
    assert len(windows) > 1


def test_an_abbreviation_ends_no_window():
    words = ["officials"] * 90 + ["in", "the", "U.S.", "Senate", "met"]
    assert cut_windows(words, [1] * 95, [1] * 95) == [(0, 95)]


def test_a_stop_after_a_plain_word_ends_a_window_that_is_full():
    words = ["officials"] * 90 + ["resigned", ".", "”", "The", "mayor", "stayed"]
    kinds = [1] * 91 + [0, 0, 1, 1, 1]
    assert cut_windows(words, kinds, [1] * 96) == [(0, 93), (93, 96)]


def test_a_sentence_without_end_is_cut_after_a_comma():
    words = (["word"] * 9 + [","]) * 40
    windows = cut_windows(words, [1] * 400, [1] * 400)
    assert all(words[last - 1] == "," for _, last in windows)


@pytest.mark.parametrize(("gap", "kind"), [("", 0), (" ", 1), ("\t", 1), ("\n", 2), (" \n ", 2), ("\n \n", 3)])
def test_gaps(gap, kind):
    assert gap_kind(gap) == kind


@pytest.mark.parametrize(
    ("word", "shape"),
    [("iPhone", 3), ("naïve", 0), ("É", 4), ("O'Neil", 3), ("O'NEIL", 2), ("Co-op", 1), ("’", 7), ("A1", 6)],
)
def test_shapes(word, shape):
    assert shape_of(word) == shape


def test_where_sentences_are_known_fewer_are_read_together():
    words = (["The", "dam", "broke", "."] * 40)[:160]
    kinds, sizes = [1] * 160, [1] * 160
    known = cut_windows(words, kinds, sizes, set(range(0, 160, 4)))
    assert max(b - a for a, b in known) < max(b - a for a, b in cut_windows(words, [1, 1, 1, 0] * 40, sizes))
    assert all(a % 4 == 0 for a, _ in known)
