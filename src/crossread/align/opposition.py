"""Whether two short texts oppose each other as wholes: by the words in which they differ, else by a trained score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import product

from crossread.align.contrasts import Judgement, judged, load_weights, measure_contrast
from crossread.align.wordings import lower_words, read_wordings
from crossread.plugins import Encoder
from crossread.text.exclusion import load_exclusions


@dataclass(frozen=True, slots=True)
class OppositionOptions:
    """When two texts oppose each other.

    Attributes:
        stretch: Greatest number of words in which texts differ at one place that are else the same.
        frame: Least share of the words of the longer text that stand in both, in one order, for texts that are the
            same but for some stretches: there the stretches alone decide.
        threshold: Least score from which other texts oppose each other.
    """

    stretch: int = 4
    frame: float = 0.6
    threshold: float = 0.5


def opposed(one: str, other: str, encoder: Encoder, options: OppositionOptions | None = None) -> Judgement:
    """Return whether two texts cannot both hold, when they tell of the same thing.

    Texts that are the same but for some words oppose each other where these words exclude one another
    (`crossread.text.exclusion`). Others are judged by what the shorter says that the longer does not bear out: foreign
    words, other numbers and names, words that exclude one another, a denial on one side. Such a score can be wrong
    often: it is for ranking and for reading, no verdict rests on it alone.

    Args:
        one: A sentence or some.
        other: The other one; the order does not matter.
        encoder: Gives vectors.
        options: When they oppose each other.

    Returns:
        Whether they oppose each other; how likely (0 to 1); what speaks for and against it.
    """
    options = options or OppositionOptions()
    changes = changed_words(one, other, options)
    if changes is not None:
        kinds = [kind for *_, kind in changes if kind is not None]
        return Judgement(
            said=bool(kinds), score=0.95 if kinds else 0.05, parts={"words_that_exclude": float(len(kinds))}
        )
    measures = measure_contrast(*read_wordings((one, other), encoder))
    return judged(load_weights("opposed"), measures, options.threshold)


def changed_words(
    one: str, other: str, options: OppositionOptions | None = None
) -> tuple[tuple[str, str, str | None], ...] | None:
    """Return the stretches in which two texts differ, each with why they exclude one another, or None where they can.

    Returns:
        (words of one, words of the other, kind); None where the texts are not the same but for some stretches. The
        words are taken with a neighbour that both share where only that tells ("living" and "dining" room).

    Examples:
        >>> changed_words("The old mill had a red door", "The old mill had a blue door")
        (('red', 'blue', 'colour'),)
        >>> changed_words("He slept in the living room", "He slept in the dining room")
        (('living room', 'dining room', 'room'),)
        >>> changed_words("The mill burned down", "Nobody saw the ferry leave") is None
        True
    """
    options = options or OppositionOptions()
    ones, others = lower_words(one), lower_words(other)
    matcher = SequenceMatcher(None, ones, others, autojunk=False)
    changes = [(i, j, k, m) for name, i, j, k, m in matcher.get_opcodes() if name != "equal"]
    shared = sum(block.size for block in matcher.get_matching_blocks())
    if shared < options.frame * max(len(ones), len(others)):
        return None
    if any(max(j - i, m - k) > options.stretch for i, j, k, m in changes):
        return None
    return tuple(_change(ones, others, change) for change in changes)


def _change(
    ones: Sequence[str], others: Sequence[str], change: tuple[int, int, int, int]
) -> tuple[str, str, str | None]:
    """Return the words at one change, with a neighbour where that tells, and why they exclude one another."""
    between = load_exclusions().between
    tried = list(_widened(ones, others, change))
    return next(((a, b, kind) for a, b in tried if (kind := between(a, b)) is not None), (*tried[0], None))


def _widened(
    ones: Sequence[str], others: Sequence[str], change: tuple[int, int, int, int]
) -> Iterator[tuple[str, str]]:
    """Yield the words at a change alone, then with a word after, before, and on both sides."""
    i, j, k, m = change
    for before, after in product((0, 1), (0, 1)):
        if before <= min(i, k):
            yield " ".join(ones[i - before : j + after]), " ".join(others[k - before : m + after])
