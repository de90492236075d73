"""Which sentences of different documents are nearest to one another, by their vectors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from crossread.model.document import PassageId
from crossread.model.shelf import Shelf

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class NearestOptions:
    """Which sentences count as near.

    Attributes:
        count: How many nearest sentences of other documents are looked at for each.
        cosine: Least cosine of the two vectors.
        whole: Up to this many sentences all are compared; above, only those of one cell (nearest to one pivot).
    """

    count: int = 8
    cosine: float = 0.45
    whole: int = 20_000


def near_passages(shelf: Shelf, options: NearestOptions | None = None) -> Mapping[tuple[PassageId, PassageId], int]:
    """Return pairs of near passages of different documents, the smaller identifier first, with their mutual rank.

    The mutual rank is the greater of the two ranks that each has among the other's nearest, from 0; where only one is
    among the other's nearest it is `options.count`.

    Args:
        shelf: The records of a case.
        options: Which sentences count as near.

    Examples:
        >>> near_passages(Shelf.of(()))
        {}
    """
    options = options or NearestOptions()
    keys = [key for key in sorted(shelf.vectors) if key in shelf.passages]
    if len(keys) < 2:
        return {}
    vectors = np.stack([np.frombuffer(shelf.vectors[key], dtype="<f2").astype(np.float32) for key in keys])
    documents = np.array([shelf.passages[key].document for key in keys])
    ranks: dict[tuple[int, int], int] = {}
    for here, there, rank in _nearest(vectors, documents, options):
        ranks[here, there] = min(rank, ranks.get((here, there), rank))
    found = {}
    for (here, there), rank in ranks.items():
        back = ranks.get((there, here), options.count)
        one, other = sorted((keys[here], keys[there]))
        found[one, other] = max(rank, back)
    return {pair: found[pair] for pair in sorted(found)}


def _nearest(vectors: Floats, documents: npt.NDArray[Any], options: NearestOptions) -> Iterable[tuple[int, int, int]]:
    """Yield rows of different documents of which the second is among the nearest of the first, with its rank."""
    for rows in _cells(vectors, options.whole):
        inside = vectors[rows]
        for start in range(0, len(rows), 1024):
            block = rows[start : start + 1024]
            cosines = vectors[block] @ inside.T
            cosines[documents[block][:, None] == documents[rows][None, :]] = -1.0
            count = min(options.count, len(rows))
            best = np.argpartition(-cosines, count - 1, axis=1)[:, :count]
            for here, columns in enumerate(best):
                ordered = sorted((-float(cosines[here, column]), int(rows[column])) for column in columns)
                for rank, (cosine, there) in enumerate(ordered):
                    if -cosine >= options.cosine:
                        yield int(block[here]), there, rank


def _cells(vectors: Floats, whole: int) -> Iterator[Rows]:
    """Yield the rows to compare with one another: all, or, where they are very many, those nearest to one pivot.

    Pivots are rows at even distances; each row stands in the cells of its two nearest.
    """
    count = len(vectors)
    if count <= whole:
        yield np.arange(count)
        return
    pivots = vectors[:: max(1, whole // 20)]
    nearest = np.concatenate(
        [np.argpartition(-(vectors[i : i + 4096] @ pivots.T), 1, axis=1)[:, :2] for i in range(0, count, 4096)]
    )
    for cell in range(len(pivots)):
        rows = np.flatnonzero((nearest == cell).any(axis=1))
        if len(rows) > 1:
            yield rows
