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

Change = tuple[int, int, int, int]
"""Where words differ: (from, to) in the one, (from, to) in the other."""


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
    changes = find_changes(ones, others)
    same = len(ones) - sum(j - i for i, j, _, _ in changes)
    if same < options.frame * max(len(ones), len(others)):
        return None
    if any(max(j - i, m - k) > options.stretch for i, j, k, m in changes):
        return None
    weighed = (weigh_change(ones, others, change) for change in changes)
    return tuple((" ".join(ones[i:j]), " ".join(others[k:m]), kind) for (i, j, k, m), kind in weighed)


def find_changes(ones: Sequence[str], others: Sequence[str]) -> tuple[Change, ...]:
    """Return the stretches in which two rows of words differ, in order.

    Examples:
        >>> find_changes("a red hat".split(), "a blue hat".split())
        ((1, 2, 1, 2),)
    """
    matcher = SequenceMatcher(None, ones, others, autojunk=False)
    return tuple((i, j, k, m) for name, i, j, k, m in matcher.get_opcodes() if name != "equal")


def weigh_change(ones: Sequence[str], others: Sequence[str], change: Change) -> tuple[Change, str | None]:
    """Return why the words at a change exclude one another, None where they can both hold.

    Returns:
        The change, with a neighbour that both sides share where only that tells, and the kind.

    Examples:
        >>> weigh_change("the living room".split(), "the dining room".split(), (1, 2, 1, 2))
        ((1, 3, 1, 3), 'room')
    """
    between = load_exclusions().between
    for i, j, k, m in _widened(change, min(len(ones) - change[1], len(others) - change[3])):
        if (kind := between(" ".join(ones[i:j]), " ".join(others[k:m]))) is not None:
            return (i, j, k, m), kind
    return change, None


def _widened(change: Change, left: int) -> Iterator[Change]:
    """Yield a change alone, then with a word after, before, and on both sides; `left` words follow it."""
    i, j, k, m = change
    for before, after in product((0, 1), (0, 1)):
        if before <= min(i, k) and after <= left:
            yield i - before, j + after, k - before, m + after
