"""From scores of tags to the best row of tags (Viterbi 1967), and what a word's other occurrences say of its tag."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]

#: Added to every chance, so that nothing is held to be impossible.
_LEAST = np.float32(1e-4)


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


def last_words(words: Sequence[str], upos: Sequence[str], starts: Sequence[bool]) -> list[list[int]]:
    """Return the places of each capitalised word that ends a run of proper nouns twice or more.

    Args:
        words: The words of one document.
        upos: Their parts of speech.
        starts: Where sentences begin; a run does not go on there.

    Examples:
        >>> last_words("Ana Ruiz left . Ruiz won".split(), "PROPN PROPN VERB PUNCT PROPN VERB".split(), [False] * 6)
        [[1, 4]]
    """
    proper = [kind == "PROPN" and word[0].isupper() and len(word) > 1 for word, kind in zip(words, upos, strict=True)]
    places: dict[str, list[int]] = {}
    for i, word in enumerate(words):
        goes_on = i + 1 < len(words) and proper[i + 1] and not starts[i + 1]
        if proper[i] and not goes_on:
            places.setdefault(word, []).append(i)
    return [found for found in places.values() if len(found) > 1]


def agreed(scores: Scores, kinds: npt.NDArray[np.intp]) -> Scores:
    """Return the scores of one word's occurrences, moved so that each kind is as likely in all as it is on average.

    A name that is written the same is the same kind of thing throughout a document (one sense per discourse: Gale,
    Church and Yarowsky 1992); where one sentence leaves open whether it is a person or a place, the others tell.

    Args:
        scores: Shape (occurrences, tags), before any normalising.
        kinds: Shape (tags,): the kind of each tag, from 0; begun and continued names are of one kind.

    Examples:
        >>> import numpy as np
        >>> scores = np.array([[0, 4], [1, 0]], dtype=np.float32)  # sure of the second; unsure, rather the first
        >>> agreed(scores, np.array([0, 1])).argmax(1).tolist()
        [1, 1]
    """
    chances = np.exp(scores - scores.max(1, keepdims=True))
    chances /= chances.sum(1, keepdims=True)
    of_kind = chances @ np.eye(int(kinds.max()) + 1, dtype=np.float32)[kinds] + _LEAST
    moved: Scores = scores + (np.log(of_kind.mean(0)) - np.log(of_kind))[:, kinds]
    return moved
