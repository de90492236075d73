"""From scores of arcs to a tree: which word depends on which.

Each sentence takes the best head of every word; where that is no tree with one
root, the maximum spanning tree is found (Chu and Liu 1965, Edmonds 1967).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]

#: No sum of real scores reaches this.
_NEVER = -1e9


def best_tree(scores: Scores) -> list[int]:
    """Return the head of every word, as the tree of greatest score with one root.

    Args:
        scores: Shape (n, 1 + n), n of 1 or more; `scores[i, 0]` that word i is the
            root, `scores[i, 1 + j]` that its head is word j. Higher is better.

    Returns:
        n numbers: 0 for the root, else 1 + the position of the head.

    Examples:
        >>> import numpy as np
        >>> best_tree(np.array([[0, 0, 9, 0], [9, 0, 0, 0], [0, 0, 9, 0]], dtype=np.float32))
        [2, 0, 2]
    """
    clean = np.array(scores, dtype=np.float64)
    count = len(clean)
    clean[np.arange(count), np.arange(count) + 1] = _NEVER
    heads = clean.argmax(1)
    if is_tree(heads):
        return [int(head) for head in heads]
    return _exact(clean)


def is_tree(heads: npt.NDArray[np.intp]) -> bool:
    """Tell whether the heads make one tree with one root.

    Examples:
        >>> import numpy as np
        >>> is_tree(np.array([2, 0, 2])), is_tree(np.array([2, 1, 0])), is_tree(np.array([0, 0]))
        (True, False, False)
    """
    if int((heads == 0).sum()) != 1:
        return False
    # After doubling, every word has climbed past any depth: it stands at the root or runs in a circle.
    climb = np.concatenate(([0], heads))
    for _ in range(len(heads).bit_length()):
        climb = climb[climb]
    return not climb.any()


def _exact(scores: npt.NDArray[np.float64]) -> list[int]:
    """Return the best tree: as it falls out, when that has one root, else over the roots that could be in it."""
    count = len(scores)
    square = np.full((count + 1, count + 1), _NEVER)
    square[1:, :] = scores
    free = _spanning(square)[1:]
    roots = [int(word) for word in np.flatnonzero(free == 0)]
    if len(roots) == 1:
        return [int(head) for head in free]
    best: tuple[float, list[int]] | None = None
    for root in dict.fromkeys([*roots, *_likely_roots(scores)]):
        tried = square.copy()
        tried[1:, 0] = _NEVER
        tried[root + 1, :] = _NEVER
        tried[root + 1, 0] = square[root + 1, 0]
        heads = _spanning(tried)
        total = float(sum(tried[i, heads[i]] for i in range(1, count + 1)))
        if best is None or total > best[0]:
            best = (total, [int(h) for h in heads[1:]])
    assert best is not None  # there is at least one word  # noqa: S101
    return best[1]


def _likely_roots(scores: npt.NDArray[np.float64]) -> list[int]:
    """Return more words to try as the root: at most four, by what it would cost to make them one."""
    others = scores[:, 1:].max(1) if len(scores) > 1 else np.zeros(1)
    order = np.argsort(others - scores[:, 0], kind="stable")
    return [int(word) for word in order[:4]]


def _spanning(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.intp]:
    """Return the heads of the greatest spanning tree from node 0 (Chu-Liu/Edmonds).

    `scores[i, j]` is that of the arc from head j to i; row 0 is not used.
    """
    count = len(scores)
    heads = scores.argmax(1)
    heads[0] = 0
    circle = np.array(_circle(heads), dtype=np.intp)
    if not circle.size:
        return heads
    inside = np.zeros(count, dtype=bool)
    inside[circle] = True
    outside = np.flatnonzero(~inside)
    own = scores[circle, heads[circle]]
    into = scores[np.ix_(circle, outside)] - own[:, None]
    enter = into.argmax(0)
    out_of = scores[np.ix_(outside, circle)]
    leave = out_of.argmax(1)
    size = len(outside)
    smaller = np.full((size + 1, size + 1), _NEVER)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
    smaller[size, :size] = into.max(0)
    smaller[:size, size] = out_of.max(1)
    found = _spanning(smaller)
    for new, old in enumerate(outside[1:], 1):
        heads[old] = circle[leave[new]] if found[new] == size else outside[found[new]]
    gate = int(found[size])
    heads[circle[enter[gate]]] = outside[gate]
    return heads


def _circle(heads: npt.NDArray[np.intp]) -> list[int]:
    """Return the nodes of one circle, or nothing when all lead to node 0."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return []
