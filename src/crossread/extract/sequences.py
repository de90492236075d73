"""From scores of tags to the best row of tags (Viterbi 1967)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]


def best_tags(scores: Scores, begins: npt.NDArray[np.bool_], moves: Scores, opening: Scores) -> npt.NDArray[np.intp]:
    """Return the best tag of every word, for many rows of words at once.

    Args:
        scores: Shape (rows, words, tags): how well each tag fits each word.
        begins: Shape (rows, words): where a sentence begins; nothing carries over from the word before.
        moves: Shape (tags, tags): `moves[a, b]` is added where tag b follows tag a.
        opening: Shape (tags,): added to the tag of the first word of a sentence.

    Returns:
        Shape (rows, words).

    Examples:
        >>> import numpy as np
        >>> moves = np.array([[0, -9], [0, 0]], dtype=np.float32)  # tag 1 never follows tag 0
        >>> scores = np.array([[[2, 0], [0, 1]]], dtype=np.float32)
        >>> best_tags(scores, np.array([[True, False]]), moves, np.zeros(2, dtype=np.float32)).tolist()
        [[0, 0]]
    """
    rows, words, tags = scores.shape
    before = np.zeros((rows, words, tags), dtype=np.intp)
    best = scores[:, 0] + opening
    for i in range(1, words):
        reached = best[:, :, None] + moves
        before[:, i] = reached.argmax(1)
        fresh = best.max(1, keepdims=True) + opening
        first = begins[:, i, None]
        before[:, i] = np.where(first, best.argmax(1)[:, None], before[:, i])
        best = np.where(first, fresh, reached.max(1)) + scores[:, i]
    found = np.zeros((rows, words), dtype=np.intp)
    found[:, -1] = best.argmax(1)
    for i in range(words - 1, 0, -1):
        found[:, i - 1] = np.take_along_axis(before[:, i], found[:, i, None], 1)[:, 0]
    return found
