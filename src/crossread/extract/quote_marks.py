"""Where quotation marks open and close: curly, straight, single, low, angled; nested; re-opened at each paragraph.

Apostrophes are told from single marks by their neighbours. A mark that never closes, or closes nothing, is trouble:
what it opens is taken to end with its sentence, and the rest is read on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from crossread.model.span import Span

_PAIRS: Final = {"“": "”", "„": "”", "«": "»", "‘": "’", "‹": "›", '"': '"', "'": "'", "``": "''", "''": "''"}
_DOUBLE_CLOSERS: Final = frozenset({"”", "»", '"', "''", "“"})
_MARK: Final = re.compile(r"([“”„«»‘’‹›\"'`])\1{3,}|``|''|[“”„«»‘’‹›\"']")
"""A mark, or four and more of a kind in a row, which are a line or a gap and quote nothing."""
_LONGEST_MARK: Final = 2
_ELISIONS: Final = re.compile(r"(?:\d\ds\b|tis\b|twas\b|em\b|til\b|cause\b|n\b|round\b|bout\b|\d\d\b)", re.IGNORECASE)
_SENTENCE_END: Final = re.compile(r"[.!?…]['’\")\]]*(?=\s|$)")
DEEPEST: Final = 3
"""How deep marks nest in what people write; a deeper one is taken for a stray."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch between marks.

    Attributes:
        span: The words inside, the marks excluded.
        depth: 0 outermost.
        open: Whether it runs on into the next paragraph, where its mark is re-opened.
        mark: The mark that opened it.
    """

    span: Span
    depth: int
    open: bool
    mark: str


@dataclass(slots=True)
class _Open:
    """A mark that waits for its closer."""

    mark: str
    start: int
    inside: int


def find_quoted(text: str, paragraphs: list[tuple[int, int]]) -> tuple[list[Quoted], list[Span]]:
    r"""Return the stretches between marks, sorted, and the marks that have no partner.

    Args:
        text: The document's text.
        paragraphs: Where paragraphs begin and end, in order.

    Examples:
        >>> found, stray = find_quoted('He said “no” and "never', [(0, 23)])
        >>> [one.span.start for one in found], stray
        ([9, 18], [Span(start=17, end=18)])
    """
    found: list[Quoted] = []
    stray: list[tuple[int, int]] = []
    for number, (start, end) in enumerate(paragraphs):
        after = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else len(text)
        following = text[after : after + 2]
        _in_paragraph(text, start, end, following, found, stray)
    return sorted(found, key=lambda one: (one.span.start, -one.span.end)), _runs(stray)


def _runs(stray: list[tuple[int, int]]) -> list[Span]:
    """Return stray marks as spans, sorted; those that touch one another are one trouble."""
    runs: list[tuple[int, int]] = []
    for start, end in sorted(stray):
        if runs and start <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
        else:
            runs.append((start, end))
    return [Span(start, end) for start, end in runs]


def _in_paragraph(  # noqa: PLR0913 - state of one reading
    text: str, start: int, end: int, following: str, found: list[Quoted], stray: list[tuple[int, int]]
) -> None:
    """Pair the marks of one paragraph."""
    waiting: list[_Open] = []
    matches = list(_MARK.finditer(text, start, end))
    singles = _single_closers(text, matches, end)
    for place, match in enumerate(matches):
        mark = match.group()
        if len(mark) > _LONGEST_MARK:
            stray.append(match.span())
            continue
        role = _role(text, match, start, end, waiting, singles_left=singles[place])
        if role == "open" and len(waiting) < DEEPEST:
            waiting.append(_Open(mark, match.start(), match.end()))
        elif role == "close":
            _close(match, mark, waiting, found, stray)
        elif role == "open":
            stray.append(match.span())
    for depth, one in enumerate(waiting):
        _leave_open(text, one, depth, end, following, found, stray)


def _single_closers(text: str, matches: list[re.Match[str]], end: int) -> list[int]:
    """Return for each mark how many marks after it can close a single quotation: a word before them, none after."""
    counts = [0] * len(matches)
    later = 0
    for place in range(len(matches) - 1, -1, -1):
        counts[place] = later
        match = matches[place]
        if (
            match.group() in {"’", "'"}
            and not _letter(text, match.end(), end)
            and match.start()
            and not text[match.start() - 1].isspace()
        ):
            later += 1
    return counts


def _letter(text: str, place: int, end: int) -> bool:
    """Tell whether a letter or digit stands at a place."""
    return place < end and text[place].isalnum()


def _role(  # noqa: PLR0913 - what decides
    text: str, match: re.Match[str], start: int, end: int, waiting: list[_Open], *, singles_left: int
) -> str:
    """Tell whether a mark opens, closes, or is an apostrophe ("")."""
    mark = match.group()
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    if mark in {"“", "„", "«", "‹", "``"}:
        low = any(one.mark == "„" for one in waiting)
        return "close" if mark == "“" and low and not before.isspace() else "open"
    if mark in {"”", "»", "›"}:
        return "close"
    if mark == "''":
        return "close" if any(one.mark in {"``", "''"} for one in waiting) else "open"
    if mark == '"':
        return _straight(before, after, waiting)
    if mark == "‘":
        return "" if before.isalnum() or after.isspace() else "open"
    return _single(text, match, before, after, waiting, singles_left=singles_left)


def _straight(before: str, after: str, waiting: list[_Open]) -> str:
    """Tell whether a straight double mark opens or closes."""
    if before.isdigit() and not any(one.mark == '"' for one in waiting):
        return ""  # inches
    if not any(one.mark == '"' for one in waiting):
        return "open"
    if after.isalnum() and (before.isspace() or before in "([—–-"):
        return "open"
    return "close"


def _single(  # noqa: PLR0913 - what decides
    text: str, match: re.Match[str], before: str, after: str, waiting: list[_Open], *, singles_left: int
) -> str:
    """Tell whether ' or ’ opens, closes or is an apostrophe."""
    if before.isalnum() and after.isalnum():
        return ""
    inside = any(one.mark in {"‘", "'"} for one in waiting)
    straight = match.group() == "'"
    if not before.isalnum() and after.isalnum() and (before.isspace() or before in '“"(—–-[„«'):
        if _ELISIONS.match(text, match.end()):
            return ""
        return "open" if straight and singles_left else ""
    if not inside:
        return ""
    if before.isspace():
        return ""
    plural = before == "s" and after == " " and text[match.end() + 1 : match.end() + 2].islower()
    return "" if plural and singles_left else "close"


def _close(
    match: re.Match[str], mark: str, waiting: list[_Open], found: list[Quoted], stray: list[tuple[int, int]]
) -> None:
    """Close the innermost open mark that this one can close; what was opened inside it is stray."""
    at = next((place for place in range(len(waiting) - 1, -1, -1) if _fits(waiting[place].mark, mark)), None)
    if at is None and waiting and mark in _DOUBLE_CLOSERS:
        at = len(waiting) - 1  # opened by one kind of mark, closed by another
    if at is None:
        if mark not in {"’", "'"}:
            stray.append(match.span())
        return
    stray.extend((one.start, one.inside) for one in waiting[at + 1 :])
    one = waiting[at]
    del waiting[at:]
    if one.inside < match.start():
        found.append(Quoted(Span(one.inside, match.start()), at, open=False, mark=one.mark))


def _fits(opener: str, closer: str) -> bool:
    """Tell whether a closing mark belongs to an opening one."""
    return (
        _PAIRS[opener] == closer or (opener == "„" and closer in {"“", "”", '"'}) or (opener == "“" and closer == '"')
    )


def _leave_open(  # noqa: PLR0913 - what decides
    text: str, one: _Open, depth: int, end: int, following: str, found: list[Quoted], stray: list[tuple[int, int]]
) -> None:
    """Save a stretch that its paragraph does not close: it runs on where the next paragraph re-opens the mark."""
    if following.startswith(one.mark) and depth == 0 and not text[one.inside : one.inside + 1].islower():
        _add(text, one, end, depth, found, runs_on=True)
        return
    stray.append((one.start, one.inside))
    if one.mark in {"‘", "'"}:
        return
    stop = _SENTENCE_END.search(text, one.inside, end)
    _add(text, one, stop.end() if stop else end, depth, found, runs_on=False)


def _add(text: str, one: _Open, end: int, depth: int, found: list[Quoted], *, runs_on: bool) -> None:  # noqa: PLR0913
    """Add a stretch without white space at its end."""
    while end > one.inside and text[end - 1].isspace():
        end -= 1
    if one.inside < end:
        found.append(Quoted(Span(one.inside, end), depth, open=runs_on, mark=one.mark))
