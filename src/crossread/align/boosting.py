"""A trained sum of small decision trees that explains itself (gradient boosting: Friedman 2001)."""

from __future__ import annotations

import json
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """Decision trees whose leaves add up to log-odds. All arrays have the shape (trees, nodes); node 0 is the root.

    Attributes:
        base: Log-odds before any tree.
        measure: Which measure a node asks for; -1 in a leaf.
        bound: A pair goes left where the measure is at most this.
        left: The node to the left.
        right: The node to the right.
        value: What a leaf adds; of an inner node the mean of what its leaves add over the training pairs.
        depth: Of each tree the greatest number of questions on the way to a leaf.
    """

    base: float
    measure: Ints
    bound: npt.NDArray[np.float64]
    left: Ints
    right: Ints
    value: Floats
    depth: tuple[int, ...]

    def score(self, measures: Floats) -> Floats:
        """Return probabilities, 0 to 1, one a row; the columns of `measures` are the measures."""
        odds = np.full(len(measures), self.base, dtype=np.float32)
        rows = np.arange(len(measures))
        for tree in range(len(self.measure)):
            node = np.zeros(len(measures), dtype=np.int32)
            for _ in range(self.depth[tree]):
                node = self._below(measures, rows, tree, node)
            odds += self.value[tree, node]
        return np.asarray(1.0 / (1.0 + np.exp(-odds)), dtype=np.float32)

    def parts(self, measures: Floats) -> Floats:
        """Return how much each measure adds to the log-odds: what each question changed (Saabas 2014).

        Args:
            measures: One row a pair.

        Returns:
            Numbers of the same shape.
        """
        told = np.zeros_like(measures)
        rows = np.arange(len(measures))
        for tree in range(len(self.measure)):
            node = np.zeros(len(measures), dtype=np.int32)
            for _ in range(self.depth[tree]):
                asked = self.measure[tree, node]
                below = self._below(measures, rows, tree, node)
                told[rows, asked] += np.where(asked < 0, 0, self.value[tree, below] - self.value[tree, node])
                node = below
        return told

    def _below(self, measures: Floats, rows: npt.NDArray[np.intp], tree: int, node: Ints) -> Ints:
        """Return the node that each row comes to next; a leaf stays."""
        asked = self.measure[tree, node]
        small = measures[rows, asked] <= self.bound[tree, node]
        return np.where(asked < 0, node, np.where(small, self.left[tree, node], self.right[tree, node]))


def read_trees(text: str, names: tuple[str, ...]) -> Trees:
    """Return the trees that a JSON text holds.

    Args:
        text: `base`, `measures` (names), and `trees`: rows of (measure or -1, bound, left, right, value).
        names: The measures that are at hand, in their order.

    Raises:
        ValueError: If the trees were trained on other measures.

    Examples:
        >>> leaves = [[0, 0.5, 1, 2, 0.0], [-1, 0, 0, 0, -1.0], [-1, 0, 0, 0, 1.0]]
        >>> trees = read_trees(json.dumps({"base": 0.0, "measures": ["a"], "trees": [leaves]}), ("a",))
        >>> [round(float(one), 2) for one in trees.score(np.array([[0.2], [0.9]], dtype=np.float32))]
        [0.27, 0.73]
    """
    record = json.loads(text)
    if tuple(record["measures"]) != names:
        raise ValueError(record["measures"])
    width = max(len(tree) for tree in record["trees"])
    table = np.zeros((len(record["trees"]), width, 5))
    table[..., 0] = -1
    for number, tree in enumerate(record["trees"]):
        table[number, : len(tree)] = tree
    whole = table[..., (0, 2, 3)].astype(np.int32)
    depth = tuple(_depth(tree, 0) for tree in record["trees"])
    parts = (whole[..., 0], table[..., 1], whole[..., 1], whole[..., 2], table[..., 4].astype(np.float32))
    return Trees(float(record["base"]), *parts, depth)


def _depth(tree: list[list[float]], node: int) -> int:
    """Return the greatest number of questions below a node."""
    asked, _, left, right, _ = tree[node]
    return 0 if asked < 0 else 1 + max(_depth(tree, int(left)), _depth(tree, int(right)))
