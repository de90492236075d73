"""What the other occurrences of a word say of its tag."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from crossread.extract.sequences import agreed, last_words

KINDS = np.array([0, 1, 1, 2, 2])


def chances(scores):
    found = np.exp(scores - scores.max(1, keepdims=True))
    found /= found.sum(1, keepdims=True)
    return np.stack([found[:, kind == KINDS].sum(1) for kind in range(3)], 1)


def test_runs_end_at_sentences_and_single_letters_do_not_count():
    words = "Mayor Hale met Hale . Orsa Hale left X and X".split()
    upos = "PROPN PROPN VERB PROPN PUNCT PROPN PROPN VERB PROPN CCONJ PROPN".split()
    starts = [i in (0, 5) for i in range(11)]
    assert last_words(words, upos, starts) == [[1, 3, 6]]


def test_a_run_is_cut_where_a_sentence_begins():
    words, upos = "We saw Orsa Hale won Orsa".split(), "PRON VERB PROPN PROPN VERB PROPN".split()
    assert last_words(words, upos, [True, False, False, True, False, False]) == [[2, 5]]


def test_small_letters_and_other_words_are_left_alone():
    assert last_words(["hale", "Storm", "hale", "Storm"], ["PROPN", "NOUN", "PROPN", "NOUN"], [False] * 4) == []


@given(arrays(np.float32, (4, 5), elements=st.floats(-8, 8, width=32)))
def test_equal_occurrences_stay_and_begun_or_continued_is_kept(scores):
    same = np.repeat(scores[:1], 3, axis=0)
    assert np.allclose(agreed(same, KINDS), same, atol=1e-4)
    moved = agreed(scores, KINDS)
    assert np.allclose(moved[:, 1] - moved[:, 2], scores[:, 1] - scores[:, 2], atol=1e-3)


@given(arrays(np.float32, (4, 5), elements=st.floats(-2, 2, width=32)))
def test_all_occurrences_come_to_the_mean_of_kinds(scores):
    assert np.allclose(chances(agreed(scores, KINDS)), chances(scores).mean(0), atol=0.01)
