"""Words of a text, their fingerprints, and the runs that two texts share."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from zlib import crc32

_WORD: Final = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Words:
    """A text as words.

    Attributes:
        text: The text.
        words: Its words, lower case, apostrophes straight.
        spans: Where each stands, half-open, in code points.
        marks: A number for each n-gram of words, the same in every run of the program.
        places: Where each of these numbers stands.
    """

    text: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    marks: tuple[int, ...]
    places: Mapping[int, list[int]]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch that two texts share, small edits bridged.

    Attributes:
        matches: Pairs of word numbers that are the same word, rising on both sides.
    """

    matches: tuple[tuple[int, int], ...]

    @property
    def first(self) -> int:
        """Number of the first word in the one text."""
        return self.matches[0][0]

    @property
    def last(self) -> int:
        """Number of the last word in the one text."""
        return self.matches[-1][0]

    @property
    def other_first(self) -> int:
        """Number of the first word in the other text."""
        return self.matches[0][1]

    @property
    def other_last(self) -> int:
        """Number of the last word in the other text."""
        return self.matches[-1][1]

    @property
    def length(self) -> int:
        """How many words the longer side has."""
        return max(self.last - self.first, self.other_last - self.other_first) + 1

    @property
    def density(self) -> float:
        """Share of the longer side's words that are the same on both."""
        return len(self.matches) / self.length


def words_of(text: str, gram: int = 4) -> Words:
    """Return the words of a text, with the marks of its n-grams of `gram` words.

    Examples:
        >>> words_of("The ferry's hull").words
        ('the', "ferry's", 'hull')
    """
    found = list(_WORD.finditer(text))
    words = tuple(match[0].casefold().replace("’", "'") for match in found)
    marks = tuple(crc32(" ".join(words[i : i + gram]).encode()) for i in range(len(words) - gram + 1))
    places: dict[int, list[int]] = defaultdict(list)
    for place, mark in enumerate(marks):
        places[mark].append(place)
    return Words(text, words, tuple((match.start(), match.end()) for match in found), marks, places)


def winnowed(words: Words, window: int) -> frozenset[int]:
    """Return the fingerprints of a text: of every `window` n-grams in a row the smallest (Schleimer et al. 2003)."""
    hashes = words.marks
    if len(hashes) <= window:
        return frozenset(hashes)
    return frozenset(min(hashes[i : i + window]) for i in range(len(hashes) - window + 1))


def shared_runs(one: Words, other: Words, gram: int, gap: int) -> list[Run]:
    """Return the stretches that two texts share, longest first, each word of either text in one of them at most.

    Args:
        one: A text.
        other: Another.
        gram: Least number of equal words in a row to begin from.
        gap: Greatest number of words that an edit may have on either side.
    """
    blocks = _blocks(one, other, gram)
    taken_one: set[int] = set()
    taken_other: set[int] = set()
    runs = []
    for chain in _chains(blocks, gap):
        matches = _bridged(one.words, other.words, chain, gap)
        matches = [pair for pair in matches if pair[0] not in taken_one and pair[1] not in taken_other]
        if matches:
            taken_one.update(a for a, _ in matches)
            taken_other.update(b for _, b in matches)
            runs.append(Run(tuple(matches)))
    return runs


def _blocks(one: Words, other: Words, gram: int) -> list[tuple[int, int, int]]:
    """Return the longest runs of equal words of at least `gram` words: place in one, place in other, length."""
    starts = sorted(
        (a, b) for mark in one.places.keys() & other.places.keys() for a in one.places[mark] for b in other.places[mark]
    )
    blocks = []
    ends: dict[int, int] = {}
    for a, b in starts:
        if ends.get(a - b, -1) >= a + gram:
            continue
        length = _run_from(one.words, other.words, a, b, 1)
        if length >= gram:
            blocks.append((a, b, length))
            ends[a - b] = a + length
    return blocks


def _chains(blocks: list[tuple[int, int, int]], gap: int) -> Iterator[list[tuple[int, int, int]]]:
    """Yield blocks that follow one another on both sides with small edits between them; the longest chain first."""
    chains: list[list[tuple[int, int, int]]] = []
    open_chains: list[list[tuple[int, int, int]]] = []
    for block in sorted(blocks):
        open_chains = [chain for chain in open_chains if block[0] - (chain[-1][0] + chain[-1][2]) <= gap]
        fitting = [chain for chain in open_chains if _follows(chain[-1], block, gap)]
        if fitting:
            best = min(fitting, key=lambda chain: (abs((block[0] - block[1]) - (chain[-1][0] - chain[-1][1])), chain))
            best.append(block)
        else:
            chain = [block]
            chains.append(chain)
            open_chains.append(chain)
    yield from sorted(chains, key=lambda chain: (-sum(block[2] for block in chain), chain))


def _follows(last: tuple[int, int, int], block: tuple[int, int, int], gap: int) -> bool:
    """Return whether a block begins after another ends, on both sides, no more than `gap` words on."""
    here, there = block[0] - (last[0] + last[2]), block[1] - (last[1] + last[2])
    return -2 <= here <= gap and -2 <= there <= gap


def _bridged(
    one: Sequence[str], other: Sequence[str], chain: list[tuple[int, int, int]], gap: int
) -> list[tuple[int, int]]:
    """Return the matching words of a chain, those in its gaps and just past its ends with it."""
    matches: list[tuple[int, int]] = []
    for a, b, length in chain:
        skip = max(0, matches[-1][0] + 1 - a, matches[-1][1] + 1 - b) if matches else 0
        if matches:
            matches += _common(one, other, matches[-1], (a + skip, b + skip))
        matches += [(a + i, b + i) for i in range(skip, length)]
    return _stretched(one, other, matches, gap)


def _common(
    one: Sequence[str], other: Sequence[str], start: tuple[int, int], end: tuple[int, int]
) -> list[tuple[int, int]]:
    """Return the longest common subsequence of the words between two places."""
    left, right = one[start[0] + 1 : end[0]], other[start[1] + 1 : end[1]]
    if not left or not right:
        return []
    table = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            equal = left[i] == right[j]
            table[i][j] = table[i + 1][j + 1] + 1 if equal else max(table[i + 1][j], table[i][j + 1])
    found, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i] == right[j]:
            found.append((start[0] + 1 + i, start[1] + 1 + j))
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def _stretched(
    one: Sequence[str], other: Sequence[str], matches: list[tuple[int, int]], gap: int
) -> list[tuple[int, int]]:
    """Return the matches with runs of three equal words or more just past either end, small edits between."""
    while (more := _next_run(one, other, matches[-1], gap, 1)) is not None:
        matches = matches + more
    while (more := _next_run(one, other, matches[0], gap, -1)) is not None:
        matches = more[::-1] + matches
    return matches


def _next_run(
    one: Sequence[str], other: Sequence[str], end: tuple[int, int], gap: int, step: int
) -> list[tuple[int, int]] | None:
    """Return the next run of equal words past a place, forward (`step` 1) or backward (-1); None without.

    The nearest first; three words long or more unless it follows at once.
    """
    reach = gap // 2
    for total in range(2 * reach + 1):
        for i in range(max(0, total - reach), min(total, reach) + 1):
            a, b = end[0] + step * (1 + i), end[1] + step * (1 + total - i)
            length = _run_from(one, other, a, b, step)
            if length >= 3 or (length >= 1 and total == 0):
                return [(a + step * k, b + step * k) for k in range(length)]
    return None


def _run_from(one: Sequence[str], other: Sequence[str], a: int, b: int, step: int) -> int:
    """Return how many words are equal from two places on, in one direction."""
    length = 0
    while 0 <= a < len(one) and 0 <= b < len(other) and one[a] == other[b]:
        a, b, length = a + step, b + step, length + 1
    return length
