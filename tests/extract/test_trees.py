"""Trees from scores of arcs."""

from itertools import product

import numpy as np
import pytest

from crossread.extract.trees import best_tree, is_tree


def all_trees(count):
    for heads in product(range(count + 1), repeat=count):
        if all(head != i + 1 for i, head in enumerate(heads)) and is_tree(np.array(heads)):
            yield heads


@pytest.mark.parametrize("seed", range(60))
def test_no_other_tree_scores_higher(seed):
    random = np.random.default_rng(seed)
    count = int(random.integers(1, 6))
    scores = random.normal(size=(count, count + 1)).astype(np.float32)
    found = best_tree(scores)
    assert is_tree(np.array(found))
    best = max(sum(scores[i, head] for i, head in enumerate(heads)) for heads in all_trees(count))
    assert sum(scores[i, head] for i, head in enumerate(found)) == pytest.approx(best, abs=1e-4)


def test_a_long_sentence_of_noise_still_gives_one_tree():
    scores = np.random.default_rng(3).normal(size=(200, 201)).astype(np.float32)
    assert is_tree(np.array(best_tree(scores)))


def test_two_words_that_both_want_to_be_root_give_one_root():
    scores = np.array([[9, 0, 1], [8, 2, 0]], dtype=np.float32)
    assert best_tree(scores) == [0, 1]


@pytest.mark.parametrize("heads", [[0, 0], [2, 1], [2, 3, 1], [0, 3, 2]])
def test_circles_and_second_roots_are_no_tree(heads):
    assert not is_tree(np.array(heads))


def test_the_number_of_trees_is_that_of_cayley():
    # n ** (n - 1) rooted labelled trees on n nodes (Cayley 1889).
    assert [sum(1 for _ in all_trees(n)) for n in (1, 2, 3, 4)] == [1, 2, 9, 64]
