"""Marked text: plain words with inline marks, read strictly and written back exactly.

The grammar stands in `accounts/README.md`. Spans are half-open and count Unicode code points of the plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

NAMES = ("title", "head", "caption", "byline", "actor", "date", "fig", "q", "att", "cue", "s", "near", "copy")

# One token each: a mark, an escape, a stray `<` or `&`, or a run of plain characters.
_TOKEN = re.compile(
    r"</([A-Za-z][\w-]*)>|<([A-Za-z][\w-]*)([^<>\"]*(?:\"[^\"\n]*\"[^<>\"]*)*)>|&(lt|amp);|([<&])|[^<&]+"
)
_ATTRIBUTE = re.compile(r' ([a-z_]+)=(?:"([^"\n]*)"|([^\s"<>]+))')
_NEEDS_QUOTES = re.compile(r'[\s">]|^$')
_UNESCAPE = {"&lt;": "<", "&amp;": "&", "&quot;": '"'}


class MarkError(ValueError):
    """A marked text that cannot be read.

    Attributes:
        path: The file, as the caller named it.
        line: Line of the trouble, from 1.
        what: What is wrong, and what to write instead.

    Examples:
        >>> str(MarkError("lake/herald.marked", 3, "</q> closes nothing"))
        'lake/herald.marked:3: </q> closes nothing'
    """

    def __init__(self, path: str, line: int, what: str) -> None:
        """Build the message from where and what."""
        super().__init__(f"{path}:{line}: {what}")
        self.path = path
        self.line = line
        self.what = what


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: its name, its attributes in written order, and where its words stand.

    Attributes:
        name: One of `NAMES`.
        attributes: Pairs of key and value, in the order of the file.
        start: Offset of the first character, in code points of the plain text.
        end: Offset just past the last character; greater than `start`.
        parent: Index of the innermost mark around this one, or -1.
        line: Line of the marked file where the mark opens, from 1.
    """

    name: str
    attributes: tuple[tuple[str, str], ...]
    start: int
    end: int
    parent: int
    line: int

    def get(self, key: str, default: str = "") -> str:
        """Return the value of attribute `key`, or `default`."""
        return dict(self.attributes).get(key, default)

    def has(self, key: str) -> bool:
        """Tell whether attribute `key` is written."""
        return key in dict(self.attributes)

    def holds(self, other: Mark) -> bool:
        """Tell whether the words of `other` all stand inside this mark."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A plain text and its marks, in the order in which they open.

    Examples:
        >>> marked = parse("<fig n=3>Three</fig> fell &amp; rose.")
        >>> marked.text, marked.marks[0].start, marked.marks[0].end
        ('Three fell & rose.', 0, 5)
        >>> write(marked)
        '<fig n=3>Three</fig> fell &amp; rose.'
    """

    text: str
    marks: tuple[Mark, ...]

    def words(self, mark: Mark) -> str:
        """Return the plain words of `mark`."""
        return self.text[mark.start : mark.end]

    def above(self, mark: Mark) -> Iterator[Mark]:
        """Yield the marks around `mark`, innermost first."""
        while mark.parent >= 0:
            mark = self.marks[mark.parent]
            yield mark


class _Builder:
    """The state of one reading: text so far, open marks, closed marks."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.line = 1
        self.length = 0
        self.pieces: list[str] = []
        self.marks: list[Mark | None] = []
        self.open: list[tuple[int, str, tuple[tuple[str, str], ...], int, int]] = []

    def error(self, what: str) -> MarkError:
        return MarkError(self.path, self.line, what)

    def add(self, words: str) -> None:
        self.pieces.append(words)
        self.length += len(words)

    def open_mark(self, name: str, written: str) -> None:
        if name not in NAMES:
            raise self.error(f"<{name}> is no mark; the marks are {', '.join(NAMES)}")
        attributes = self._attributes(name, written)
        self.open.append((len(self.marks), name, attributes, self.length, self.line))
        self.marks.append(None)

    def close_mark(self, name: str) -> None:
        if not self.open:
            raise self.error(f"</{name}> closes nothing")
        index, opened, attributes, start, line = self.open.pop()
        if opened != name:
            raise self.error(f"</{name}> comes while <{opened}> of line {line} is still open; marks nest, never cross")
        if start == self.length:
            raise self.error(f"<{name}> is around no words")
        parent = self.open[-1][0] if self.open else -1
        self.marks[index] = Mark(name, attributes, start, self.length, parent, line)

    def _attributes(self, name: str, written: str) -> tuple[tuple[str, str], ...]:
        found: list[tuple[str, str]] = []
        at = 0
        while at < len(written):
            match = _ATTRIBUTE.match(written, at)
            if match is None:
                what = f"cannot read the attributes of <{name}{written}> from '{written[at:].strip()}'"
                raise self.error(f'{what}: write key=value or key="two words"')
            value = match[2] if match[2] is not None else match[3]
            if match[1] in dict(found):
                raise self.error(f"<{name}> has {match[1]} twice")
            found.append((match[1], _unescape(value)))
            at = match.end()
        return tuple(found)


def _unescape(value: str) -> str:
    return re.sub(r"&(?:lt|amp|quot);", lambda m: _UNESCAPE[m[0]], value)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def parse(marked: str, path: str = "<text>") -> MarkedText:
    """Read a marked text into its plain text and its marks.

    Args:
        marked: The text with marks.
        path: Name of the file, for errors.

    Returns:
        The plain text, character for character, and the marks in the order in which they open.

    Raises:
        MarkError: If a mark is unknown, crossed, empty, unclosed or unreadable, or `<` or `&` stands bare in the text.

    Examples:
        >>> parse("<q by=ada>So <s is=fell=yes>it fell</s></q>").marks[1].attributes
        (('is', 'fell=yes'),)
    """
    state = _Builder(path)
    for token in _TOKEN.finditer(marked):
        close, name, written, escape, stray = token.group(1, 2, 3, 4, 5)
        if close:
            state.close_mark(close)
        elif name:
            state.open_mark(name, written)
        elif stray:
            near = marked[token.start() : token.start() + 25]
            raise state.error(f"a bare '{stray}' in the text near {near!r}: write {_escape(stray)}, or mend the mark")
        else:
            state.add({"lt": "<", "amp": "&"}[escape] if escape else token[0])
        state.line += token[0].count("\n")
    if state.open:
        _, name, _, _, line = state.open[-1]
        raise MarkError(path, line, f"<{name}> is never closed")
    return MarkedText("".join(state.pieces), tuple(mark for mark in state.marks if mark is not None))


def write(marked: MarkedText) -> str:
    """Write a marked text back, in the canonical form that `parse` reads.

    Values are quoted only where they must be; so `write(parse(x)) == x` for every canonical `x`.
    """
    opens: dict[int, list[Mark]] = {}
    closes: dict[int, list[Mark]] = {}
    for mark in marked.marks:
        opens.setdefault(mark.start, []).append(mark)
        closes.setdefault(mark.end, []).insert(0, mark)
    pieces: list[str] = []
    at = 0
    for cut in sorted(set(opens) | set(closes)):
        pieces.append(_escape(marked.text[at:cut]))
        pieces.extend(f"</{mark.name}>" for mark in closes.get(cut, ()))
        pieces.extend(_opening(mark) for mark in opens.get(cut, ()))
        at = cut
    pieces.append(_escape(marked.text[at:]))
    return "".join(pieces)


def _opening(mark: Mark) -> str:
    return "<" + mark.name + "".join(f" {key}={_value(value)}" for key, value in mark.attributes) + ">"


def _value(value: str) -> str:
    escaped = _escape(value).replace('"', "&quot;")
    return f'"{escaped}"' if _NEEDS_QUOTES.search(value) else escaped
