"""Where things stand in a marked account: paragraphs, and what belongs to what inside them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossread_scores.marks import Mark, MarkedText

_BREAK = re.compile(r"\n[ \t\r]*\n[\s]*")
VOICES = ("q", "att")


def paragraphs(text: str) -> list[tuple[int, int]]:
    r"""Return the spans of the paragraphs of `text`: what stands between blank lines.

    Examples:
        >>> paragraphs("One.\n\nTwo\nlines.")
        [(0, 4), (6, 16)]
    """
    found, start = [], 0
    for gap in _BREAK.finditer(text):
        found.append((start, gap.start()))
        start = gap.end()
    found.append((start, len(text)))
    return [(a, b) for a, b in found if a < b]


def paragraph_of(text: str, mark: Mark) -> tuple[int, int]:
    """Return the span of the paragraph in which `mark` begins."""
    return next(((a, b) for a, b in paragraphs(text) if a <= mark.start < b), (0, len(text)))


def gap(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Return how many characters lie between two spans; 0 where they touch or overlap."""
    return max(0, b[0] - a[1], a[0] - b[1])


def nearest_words(text: str, words: str, mark: Mark) -> tuple[int, int] | None:
    """Find `words` in the paragraph of `mark`, nearest to it; white space matches any white space.

    Words inside the mark itself count as nearest. Whole words only. None where they do not stand in the paragraph.
    """
    start, end = paragraph_of(text, mark)
    pieces = [re.escape(piece) for piece in words.split()]
    if not pieces:
        return None
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(pieces) + r"(?!\w)")
    places = [found.span() for found in pattern.finditer(text, start, end)]
    return min(places, key=lambda place: (gap(place, (mark.start, mark.end)), place), default=None)


def voice_of(marked: MarkedText, mark: Mark) -> Mark | None:
    """Return the innermost quotation or attribution around `mark`; None where the author speaks.

    Scare quotes give no voice.
    """
    return next((above for above in marked.above(mark) if above.name in VOICES and above.get("kind") != "scare"), None)


def cue_targets(marked: MarkedText, cue: Mark) -> list[Mark]:
    """Return the quotations and attributions that `cue` may introduce, nearest first.

    With `for`, those of that id. Else those of the paragraph that share the innermost voice around the cue; where
    there are none, that voice itself (a cue that interrupts what it introduces). Scare quotes have no cue.
    """
    voices = [mark for mark in marked.marks if mark.name in VOICES and mark.get("kind") != "scare"]
    if cue.has("for"):
        return [mark for mark in voices if mark.get("id") == cue.get("for")]
    around = voice_of(marked, cue)
    start, end = paragraph_of(marked.text, cue)
    beside = [
        mark
        for mark in voices
        if mark.end > start and mark.start < end and not mark.holds(cue) and voice_of(marked, mark) is around
    ]
    if not beside:
        return [around] if around is not None else []
    return sorted(beside, key=lambda mark: (gap((mark.start, mark.end), (cue.start, cue.end)), mark.start))


def stretches(marks: Sequence[Mark]) -> list[list[Mark]]:
    """Group quotations or attributions: marks that share an `id` are one, the others stand alone; in order of start."""
    groups: dict[str, list[Mark]] = {}
    for number, mark in enumerate(marks):
        groups.setdefault(mark.get("id") or f"#{number}", []).append(mark)
    return list(groups.values())
