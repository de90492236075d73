"""Cut the words of a document into windows for the encoder: whole sentences, as many as fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

#: Half-open range of words.
Window = tuple[int, int]

#: A window is closed at the first sure end of a sentence after so many pieces. Reading is fastest between 64 and 160;
#: the encoder was trained on windows up to 160 (docs/decisions/0010).
_ENOUGH = 80

#: The same where sentences are known: trees are better the fewer neighbours are read (docs/decisions/0016).
_ENOUGH_KNOWN = 16

#: No window grows beyond this many pieces (the encoder has 512 places); a longer sentence is cut, best after a comma.
_MOST = 300

#: Pieces read in one pass.
_TOGETHER = 1024

_ENDS = frozenset(".!?…")
_CLOSERS = frozenset("\"'”’)]»")
_MARKS = frozenset(",;:—–")


@dataclass(frozen=True)
class Words:
    """The words of one text with what the network must know of them.

    Attributes:
        forms: The words.
        kinds: Kind of gap before each, as of `gap_kind`.
        pieces: Numbers of the pieces of each.
        starts: Where sentences begin, if that was known before.
    """

    forms: Sequence[str]
    kinds: Sequence[int]
    pieces: Sequence[tuple[int, ...]]
    starts: set[int] | None


def gap_kind(gap: str) -> int:
    r"""Return the kind of gap before a word: 0 nothing, 1 blanks, 2 a line break, 3 a blank line.

    Examples:
        >>> gap_kind(""), gap_kind(" "), gap_kind(" \n"), gap_kind("\n\n")
        (0, 1, 2, 3)
    """
    breaks = gap.count("\n")
    return min(breaks, 2) + 1 if breaks else int(bool(gap))


def shape_of(word: str) -> int:
    """Return the kind of spelling, which the vocabulary without capitals cannot see.

    0 lower case, 1 capitalised, 2 capitals, 3 mixed, 4 one capital, 5 digits, 6 letters and digits, 7 no letter.

    Examples:
        >>> [shape_of(word) for word in ("dam", "Dam", "DAM", "McDam", "D.", "12", "G7", ",")]
        [0, 1, 2, 3, 4, 5, 6, 7]
    """
    if word.isalpha() and word.islower():
        return 0
    letters = sum(map(str.isalpha, word))
    if any(map(str.isdigit, word)):
        return 6 if letters else 5
    if not letters:
        return 7
    if word.islower():
        return 0
    if word.isupper():
        return 4 if letters == 1 else 2
    return 1 if word[0].isupper() and word[1:].islower() else 3


def cut_windows(
    words: Sequence[str], kinds: Sequence[int], sizes: Sequence[int], starts: set[int] | None = None
) -> list[Window]:
    """Cut words into windows that begin where a sentence surely begins.

    Args:
        words: The words.
        kinds: Kind of gap before each word, as of `gap_kind`.
        sizes: Number of pieces of each word, 1 or more.
        starts: Where sentences begin, when known: windows begin at those alone, or where a sentence grows too long.

    Returns:
        Windows that cover all words, in order.
    """
    windows: list[Window] = []
    enough = _ENOUGH if starts is None else _ENOUGH_KNOWN
    first, filled, good = 0, 0, 0
    for i, size in enumerate(sizes):
        sure = i in starts if starts is not None else _surely_begins(words, kinds, i)
        if i > first and ((sure and filled >= enough) or filled + size > _MOST):
            stop = i if sure or good <= first else good
            windows.append((first, stop))
            filled = sum(sizes[stop:i])
            first = stop
        if i > first and (sure or words[i - 1] in _MARKS):
            good = i
        filled += size
    if words:
        windows.append((first, len(words)))
    return windows


def _surely_begins(words: Sequence[str], kinds: Sequence[int], i: int) -> bool:
    """Tell whether a sentence surely begins at word i: after a blank line, or a stop that ends no abbreviation."""
    if i == 0 or kinds[i] == 3:
        return True
    if kinds[i] == 0 or not (words[i][0].isupper() or words[i][0] in "\"“‘'"):
        return False
    at = i - 1
    while at > 0 and words[at] in _CLOSERS:
        at -= 1
    before = words[at - 1] if at else ""
    return words[at] in _ENDS and kinds[at] == 0 and len(before) > 3 and before.islower()


def group_windows(windows: Sequence[Window], sizes: Sequence[int]) -> Iterator[list[Window]]:
    """Yield windows of like length together, so that little is read in vain."""
    sized = sorted((sum(sizes[first:last]), first, last) for first, last in windows)
    group: list[Window] = []
    for size, first, last in sized:
        if group and (len(group) + 1) * size > _TOGETHER:
            yield group
            group = []
        group.append((first, last))
    if group:
        yield group


def inputs(words: Words, group: Sequence[Window], begin: int, end: int) -> dict[str, Ints]:
    """Return the padded arrays of some windows, by the names of the network's inputs; `begin` and `end` are pieces."""
    rows: dict[str, list[list[int]]] = {name: [] for name in ("ids", "mask", "shapes", "gaps", "first")}
    for start, stop in group:
        ids, shapes, gaps, first = [begin], [7], [1], []
        for i in range(start, stop):
            parts = words.pieces[i]
            first.append(len(ids))
            ids += parts
            shapes += [shape_of(words.forms[i])] * len(parts)
            gaps += [_gap_before(words, i) if i > start else 1] * len(parts)
        rows["ids"].append([*ids, end])
        rows["shapes"].append([*shapes, 7])
        rows["gaps"].append([*gaps, 1])
        rows["mask"].append([1] * (len(ids) + 1))
        rows["first"].append(first)
    return {name: _padded(values) for name, values in rows.items()}


def _gap_before(words: Words, i: int) -> int:
    """Return the gap the network is told of; a known start of a sentence is told as a line break, which ends most."""
    return 2 if words.starts is not None and i in words.starts else min(words.kinds[i], 2)


def _padded(rows: Sequence[Sequence[int]]) -> Ints:
    """Return rows of unlike length as one array, filled up with 0."""
    array = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    for i, row in enumerate(rows):
        array[i, : len(row)] = row
    return array
