"""The paragraphs of a text, and what each of them is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise
from typing import Final

from crossread.read.bylines import head_lines, headline_line, is_byline, is_imprint
from crossread.read.sentences import split_sentences

_WIDEST: Final = 130
"""Characters of the longest line in a text whose lines were broken to fit a page; longer lines are paragraphs."""
_NARROWEST: Final = 40
"""Characters of the longest line below which lines were not broken to fit: lists, addresses, verse."""
_LISTED: Final = re.compile(r"\s*(?:[-*+•▪◦‣–]\s+|\(?\d{1,3}[.)]\s+)(?=\S)")
_HEADING: Final = re.compile(r"\s*#{1,6}\s+(?=\S)")
_QUOTED: Final = re.compile(r"\s*(?:>\s*)+(?=\S)")
_LINK: Final = re.compile(r"!?\[[^\]]{0,300}\]\([^)]{0,500}\)[.,;]?")
_URL: Final = re.compile(r"(?:https?://|www\.)\S+")
_CAPTION: Final = re.compile(
    r"(?i:photo(?:s|graph|graphs)?|image|picture|caption|file photo|illustration|graphic|video|map)"
    r"(?: by [^:]{1,60})?\s?[:|]"
)
_CREDIT: Final = re.compile(
    r"(?:\b(?:Photo(?:s|graph)?|Image|Picture|Credit|PHOTO|IMAGE)(?: credit)?: ?[^.:]{1,80}\.?"
    r"|[(\[](?:[A-Z][\w ]{1,20} )?(?:Photo|Image|Picture)s?(?: by |[:/])[^)\]]{1,80}[)\]]\.?"
    r"|\b[A-Z]\w{1,20} Photo/[^.]{1,60}"
    # "Ada Stone/Meridian Press" and "(Meridian Press)" after the last full stop, or alone
    r"|(?:^|[.!?][\"”]? )[(\[]?[A-Z][\w.’' -]{1,40}(?:/[A-Z][\w.’' -]{1,40}){1,3}[)\]]?"
    r"|[.!?][\"”]? \([A-Z]\w+(?: [A-Z]\w+){0,3}\)"
    r"|/[^/.]{1,40} via [A-Z][\w ]{1,30}|\bvia [A-Z][\w ]{1,30}Images\)?)$"
)
_HINTS: Final = frozenset("/:()")
"""Signs of which a credit has one at least; they are looked for first, for the pattern is slow."""
_FURNITURE: Final = re.compile(
    r"(?i:advertise?ments?|story continues below.{0,40}|scroll (?:down )?to continue.{0,40}|"
    r"(?:read|see|also read|read also|see also|watch|more|related|now playing|recommended)"
    r"(?: more| also| articles?| stories)?(?::.*)?|"
    r"(?:sign up|subscribe|click here|follow us|share this|keep up with|read or share|download our)\b.{0,100}|"
    r"slideshow\b.{0,40}|(?:copyright|©).{0,120}|all rights reserved.{0,40})"
)
_STOPS: Final = ".!?…:;,"
_ENDS: Final = frozenset(".!?…:")
_CLOSERS: Final = "\"'”’»)]*_"


class Role(Enum):
    """What a paragraph is."""

    TITLE = auto()
    HEADING = auto()
    CAPTION = auto()
    PROSE = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text between breaks.

    Attributes:
        start: Offset of its first character; marks of lists, headings and quotes are left before it.
        end: Offset just past its last character.
        role: What it is.
    """

    start: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    @property
    def bare(self) -> str:
        return self.text.strip()

    @property
    def blank(self) -> bool:
        return not any(sign.isalnum() for sign in self.text)


def split_paragraphs(text: str, title: str | None = None) -> Iterator[Paragraph]:
    r"""Yield the paragraphs of a text, in order; they never overlap, and every letter lies in one of them.

    Blank lines part paragraphs. Single line ends do where the lines are whole paragraphs; where lines were broken to
    fit a page they do not. A line was broken to fit if the next word would not have fitted on it.

    Args:
        text: The whole text.
        title: The document's headline, where it is known.

    Examples:
        >>> text = "Bridge closed\n\nThe bridge was closed.\nNo one was hurt.\n\n- two lanes"
        >>> [p.role.name for p in split_paragraphs(text)]
        ['TITLE', 'PROSE', 'PROSE', 'PROSE']
        >>> [text[p.start : p.end] for p in split_paragraphs(text)][2:]
        ['No one was hurt.', 'two lanes']
    """
    lines = _lines(text)
    head = headline_line([line.text for line in lines[:40]])
    headline = lines[head].start if head is not None else -1
    blocks = list(_blocks(lines))
    heads = head_lines([line.text for line in lines[:40]])
    if heads and headline == blocks[0][0].start:
        yield from _head(blocks.pop(0))
    width = 0 if _lines_are_paragraphs(blocks) else max((n for n in map(_width, lines) if n <= _WIDEST), default=0)
    pieces = [piece for block in blocks for piece in _parted(block, width)]
    for place, piece in enumerate(pieces):
        named = title if place < 6 else None
        yield _paragraph(piece, headline=headline, title=named, last=place == len(pieces) - 1)


def _head(block: Sequence[_Line]) -> Iterator[Paragraph]:
    """Yield headline, subheads and byline, a line each."""
    for place, line in enumerate(block):
        start = line.start + len(line.text) - len(line.text.lstrip())
        role = Role.TITLE if not place else Role.OTHER if is_imprint(line.bare) else Role.HEADING
        yield Paragraph(start, line.start + len(line.text.rstrip()), role)


def _lines(text: str) -> list[_Line]:
    lines, start = [], 0
    for line in text.splitlines(keepends=True):
        lines.append(_Line(start, line))
        start += len(line)
    return lines


def _blocks(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Yield runs of lines that no blank line and no line without letters parts."""
    block: list[_Line] = []
    for line in lines:
        if not line.blank:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _width(line: _Line) -> int:
    return len(line.bare)


def _lines_are_paragraphs(blocks: Sequence[Sequence[_Line]]) -> bool:
    """Return whether at least half of the lines that another follows end like a paragraph: then they are some.

    Where lines were broken to fit a page, a full stop stands at the end of about one in ten.
    """
    ends = [line.bare.rstrip(_CLOSERS)[-1:] in _ENDS for block in blocks for line in block[:-1]]
    return 2 * sum(ends) >= len(ends)


def _parted(block: Sequence[_Line], width: int) -> Iterator[list[_Line]]:
    """Yield the lines of each paragraph in a block."""
    longest = max(map(_width, block))
    reach = longest if len(block) > 3 and width else width
    piece = [block[0]]
    for before, line in pairwise(block):
        if longest <= _WIDEST and _runs_on(before, line, reach):
            piece.append(line)
        else:
            yield piece
            piece = [line]
    yield piece


def _runs_on(before: _Line, line: _Line, width: int) -> bool:
    """Return whether a line goes on what the line before it began."""
    if _HEADING.match(before.text) or _HEADING.match(line.text) or _LISTED.match(line.text):
        return False
    first = line.bare.split(maxsplit=1)[0]
    if first[:1].islower():
        return True
    fitted = len(before.bare) + 1 + len(first) <= width
    return width >= _NARROWEST and not fitted


def _paragraph(piece: Sequence[_Line], *, headline: int, title: str | None, last: bool) -> Paragraph:
    first, final = piece[0], piece[-1]
    mark = _HEADING.match(first.text) or _QUOTED.match(first.text) or _LISTED.match(first.text)
    start = first.start + (mark.end() if mark else len(first.text) - len(first.text.lstrip()))
    end = final.start + len(final.text.rstrip())
    words = " ".join(line.bare for line in piece)[mark.end() if mark else 0 :] if len(piece) > 1 else ""
    words = words or first.text[start - first.start :].rstrip()
    if first.start <= headline <= final.start or (title and key(words) == key(title)):
        return Paragraph(start, end, Role.TITLE)
    if _HEADING.match(first.text):
        return Paragraph(start, end, Role.HEADING)
    return Paragraph(start, end, _role(words, listed=bool(mark), last=last))


def key(words: str) -> str:
    """Return words in the form in which headlines are compared: letters and digits, lower case."""
    return re.sub(r"[\W_]+", " ", words).casefold().strip()


def _role(words: str, *, listed: bool, last: bool) -> Role:
    if len(words) < 400 and (_CAPTION.match(words) or (_may_credit(words) and _CREDIT.search(words))):
        return Role.CAPTION
    if (
        _FURNITURE.fullmatch(words)
        or _LINK.fullmatch(words)
        or _URL.fullmatch(words)
        or is_byline(words)
        or " | " in words
    ):
        return Role.OTHER
    if listed or not _is_heading(words):
        return Role.PROSE
    return Role.OTHER if last else Role.HEADING  # what stands over nothing is a signature


def _may_credit(words: str) -> bool:
    return " via " in words or not _HINTS.isdisjoint(words)


def _is_heading(words: str) -> bool:
    """Return whether a paragraph that is one short line without a full stop stands over others."""
    bare = words.rstrip(_CLOSERS)
    first = words.lstrip("\"'“‘«([*_")[:1]
    short = len(words) <= 90 and len(words.split()) <= 12
    return short and bare[-1:] not in _STOPS and not first.islower() and len(split_sentences(words)) == 1
