"""What looks as if it should be marked and is not: names, dates, digits, quoted words. Warnings, no errors."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossread_scores.event import Sheet
from crossread_scores.marks import MarkedText
from crossread_scores.schema import short

_DAY_OR_MONTH = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|January|February|April|June|July|August|September|October"
    r"|November|December|yesterday|tomorrow|tonight|(?:last|next) (?:week|month|year|night))\b"
)
_DIGITS = re.compile(r"(?<![\w.,:/-])\d+(?:[.,:/]\d+)*(?![\w-])")
_QUOTED = re.compile(r"\"([^\"\n]+)\"|\u201c([^\u201c\u201d\n]+)\u201d|\u00ab([^\u00ab\u00bb\n]+)\u00bb")


def unmarked(marked: MarkedText, sheet: Sheet) -> Iterator[tuple[int, str]]:
    """Yield (line, what) for names of actors, dates, digits and quoted words that stand in no mark of their kind."""
    text = marked.text
    dates, figures = _covered(marked, "date"), _covered(marked, "date", "fig", "actor")
    quotations, actors = _covered(marked, "q", "title", "head"), _covered(marked, "actor")
    for match in _DAY_OR_MONTH.finditer(text):
        if not _inside(match.span(), dates + actors):
            yield _at(marked, match.start()), f"'{match[0]}' is in no <date>"
    for match in _DIGITS.finditer(text):
        if not _inside(match.span(), figures):
            yield _at(marked, match.start()), f"'{match[0]}' is in no <fig> or <date>"
    for match in _QUOTED.finditer(text):
        group = next(g for g in (1, 2, 3) if match[g] is not None)
        if not any(_touch(match.span(group), span) for span in quotations):
            yield _at(marked, match.start()), f"'{short(match[0])}' is in no <q>"
    for name in sorted(
        {name for actor in sheet.actors.values() for name in (actor.name, *actor.names)}, key=len, reverse=True
    ):
        if name[:1].isupper():
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
                if not any(_touch(match.span(), span) for span in actors):
                    yield _at(marked, match.start()), f"'{name}' is in no <actor>"


def _covered(marked: MarkedText, *names: str) -> list[tuple[int, int]]:
    return [(mark.start, mark.end) for mark in marked.marks if mark.name in names]


def _inside(span: tuple[int, int], covered: list[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in covered)


def _touch(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _at(marked: MarkedText, offset: int) -> int:
    return marked.text.count("\n", 0, offset) + 1
