"""What each mark may carry: attributes, values, nesting. One list of problems per marked text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossread_scores.layout import VOICES, cue_targets, nearest_words, stretches, voice_of
from crossread_scores.marks import Mark, MarkedText
from crossread_scores.tidying import UNITS, counted_unit, preposition

APPROXIMATIONS = ("exact", "about", "at_least", "at_most", "more_than", "less_than", "vague")
ALLOWED: dict[str, dict[str, tuple[str, ...] | None]] = {
    "title": {},
    "head": {},
    "caption": {},
    "byline": {},
    "actor": {"id": None, "form": ("name", "acronym", "demonym", "descriptor", "pronoun")},
    "date": {
        "value": None,
        "type": ("DATE", "TIME", "DURATION", "SET"),
        "mod": (
            "BEFORE",
            "AFTER",
            "ON_OR_BEFORE",
            "ON_OR_AFTER",
            "LESS_THAN",
            "MORE_THAN",
            "EQUAL_OR_LESS",
            "EQUAL_OR_MORE",
            "START",
            "MID",
            "END",
            "APPROX",
        ),
    },
    "fig": {"low": None, "high": None, "n": None, "approx": APPROXIMATIONS, "unit": None, "of": None, "num": None},
    "q": {"by": None, "kind": ("direct", "partial", "block", "scare"), "u": None, "id": None},
    "att": {"by": None, "kind": ("speech", "document", "hearsay", "thought"), "u": None, "id": None},
    "cue": {"for": None},
    "s": {"is": None},
    "near": {"of": None},
    "copy": {"id": None, "from": None},
}
NEEDED = {"actor": ("id",), "date": ("value",), "s": ("is",), "near": ("of",), "copy": ("id",)}
NUMBER = re.compile(r"-?\d+(\.\d+)?\Z")
_CLOCK = r"T(\d{2}(:\d{2}(:\d{2})?)?|MO|MI|AF|EV|NI|DT)"
TIMEX = re.compile(
    r"(PRESENT_REF|PAST_REF|FUTURE_REF"
    r"|P([\dX]+(\.\d+)?(Y|M|W|D|Q|DE|CE|WE|SU|WI|SP|FA|MO|AF|EV|NI))*(T([\dX]+(\.\d+)?(H|M|S|MO|AF|EV|NI))+)?"
    r"|(BC)?[\dX]{2,4}"
    r"|[\dX]{4}-((0[1-9]|1[0-2]|XX)(-([0-2]\d|3[01]|XX))?|W([\dX]{2})(-([1-7X]|WE))?|Q[1-4X]|H[12X]|SP|SU|FA|WI)("
    + _CLOCK
    + r")?"
    r"|" + _CLOCK + r")\Z"
)


def problems(marked: MarkedText) -> Iterator[tuple[int, str]]:
    """Yield (line, what is wrong) for everything that the grammar of marks forbids."""
    for mark in marked.marks:
        for what in _attributes(mark):
            yield mark.line, f"<{mark.name}>: {what}"
        for what in _CHECKS.get(mark.name, _nothing)(marked, mark):
            yield mark.line, f"<{mark.name}> '{short(marked.words(mark))}': {what}"
    yield from _ids(marked)


def style(marked: MarkedText) -> Iterator[tuple[int, str]]:
    """Yield (line, what could be better): matters of style, no errors."""
    introduced: dict[tuple[int, int], int] = {}
    for mark in marked.marks:
        words = marked.words(mark)
        if words != words.strip() and mark.name not in ("copy", "q", "byline"):
            yield mark.line, f"<{mark.name}> '{short(words)}' begins or ends with a space"
        yield from ((mark.line, f"<{mark.name}> '{short(words)}' {what}") for what in _habits(marked, mark))
        if mark.name == "cue":
            for target in cue_targets(marked, mark)[:1]:
                key = (target.start, target.end)
                if key in introduced and not mark.has("for"):
                    what = f"is the second cue of one <{target.name}> (the other stands in line {introduced[key]})"
                    yield mark.line, f"<cue> '{short(words)}' {what}: is it meant? say it with for="
                introduced.setdefault(key, mark.line)


def _habits(marked: MarkedText, mark: Mark) -> Iterator[str]:
    unit = mark.get("unit")
    if mark.name == "date" and preposition(marked, mark):
        yield "begins with a preposition: crossread-accounts tidy moves it out"
    if unit in UNITS:
        yield f"has the unit '{unit}': crossread-accounts tidy writes {UNITS[unit]}"
    elif counted_unit(mark):
        yield f"has the unit '{unit}', which is what is counted: of says it, and crossread-accounts tidy takes it off"


def short(words: str, limit: int = 40) -> str:
    """Return `words` on one line, cut to `limit` characters."""
    line = " ".join(words.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def _attributes(mark: Mark) -> Iterator[str]:
    allowed = ALLOWED[mark.name]
    for key, value in mark.attributes:
        if key not in allowed:
            yield f"has no attribute '{key}'" + (f"; it has {', '.join(allowed)}" if allowed else "")
        elif not value:
            yield f"{key} is empty"
        elif (values := allowed[key]) is not None and value not in values:
            yield f"{key} '{value}' is none of {', '.join(values)}"
    for key in NEEDED.get(mark.name, ()):
        if not mark.has(key):
            yield f"{key} is missing"


def _nothing(_marked: MarkedText, _mark: Mark) -> Iterator[str]:
    yield from ()


def _date(_marked: MarkedText, mark: Mark) -> Iterator[str]:
    value, kind = mark.get("value"), mark.get("type", "DATE")
    if value and not TIMEX.match(value):
        yield f"'{value}' is no TIMEX3 value"
    elif kind == "DURATION" and not value.startswith("P"):
        yield f"a DURATION has a value like P3D, not '{value}'"
    elif kind == "TIME" and "T" not in value and not value.endswith("_REF"):
        yield f"a TIME has a value like 2031-06-03T18:00, not '{value}'"
    elif kind == "DATE" and (
        "T" in value.replace("PRESENT", "").replace("PAST", "").replace("FUTURE", "") or re.match(r"P[\dX]", value)
    ):
        yield f"'{value}' is no DATE: write type=TIME, DURATION or SET"


def _figure(marked: MarkedText, mark: Mark) -> Iterator[str]:
    if mark.has("n") and (mark.has("low") or mark.has("high")):
        yield "n is short for low and high: write one or the other"
    if not any(mark.has(key) for key in ("n", "low", "high")) and mark.get("approx") != "vague":
        yield "has no number: write n, low or high, or approx=vague"
    values = {key: mark.get(key) for key in ("n", "low", "high") if mark.has(key)}
    for key, value in values.items():
        if not NUMBER.match(value):
            yield f"{key} '{value}' is no number like 12, 0.5 or 2300000"
    if (
        all(NUMBER.match(value) for value in values.values())
        and "low" in values
        and "high" in values
        and float(values["low"]) > float(values["high"])
    ):
        yield "low is more than high"
    if mark.has("num") and mark.get("num") not in marked.words(mark):
        yield f"num '{mark.get('num')}' does not stand in the mark"
    if mark.get("of") and nearest_words(marked.text, mark.get("of"), mark) is None:
        yield f"of '{mark.get('of')}' does not stand in the paragraph"


def _quotation(_marked: MarkedText, mark: Mark) -> Iterator[str]:
    if mark.get("kind") == "scare":
        if mark.has("by"):
            yield "a scare quote has no speaker"
    elif not mark.has("by"):
        yield "by is missing (an actor id, unknown, or kind=scare)"


def _attribution(_marked: MarkedText, mark: Mark) -> Iterator[str]:
    if not mark.has("by"):
        yield "by is missing (an actor id or unknown)"


def _cue(marked: MarkedText, mark: Mark) -> Iterator[str]:
    if cue_targets(marked, mark):
        return
    yield (
        f"for '{mark.get('for')}' is the id of no <q> or <att> here"
        if mark.has("for")
        else "stands in a paragraph without <q> or <att>"
    )


def _statement(marked: MarkedText, mark: Mark) -> Iterator[str]:
    for part in mark.get("is").split():
        if part.count("=") != 1 or not all(part.split("=")):
            yield f"is '{part}' is not question=answer"
    if "\n\n" in marked.words(mark):
        yield "goes over a paragraph: mark a clause, at most a sentence"


def _ids(marked: MarkedText) -> Iterator[tuple[int, str]]:
    owner: dict[str, Mark] = {}
    for mark in marked.marks:
        if mark.name in VOICES and (key := mark.get("id")):
            first = owner.setdefault(key, mark)
            if first.name != mark.name:
                yield (
                    mark.line,
                    f"id '{key}' belongs to a <{first.name}> in line {first.line} and to a <{mark.name}> here",
                )
            elif mark.has("by") and first.get("by") != mark.get("by"):
                yield (
                    mark.line,
                    f"id '{key}' is by '{first.get('by')}' in line {first.line} and by '{mark.get('by')}' here",
                )
    for group in stretches([mark for mark in marked.marks if mark.name in VOICES]):
        if any(voice_of(marked, mark) in group for mark in group):
            yield group[0].line, f"id '{group[0].get('id')}' stands inside itself"


_CHECKS = {"date": _date, "fig": _figure, "q": _quotation, "att": _attribution, "cue": _cue, "s": _statement}
