"""What happened when: statements put on the days that their own clauses name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from crossread.judge.modality import told_modality
from crossread.model.account import Account
from crossread.model.event import Event, Telling
from crossread.model.link import Group
from crossread.model.mention import DateId, DateMention, TimexType
from crossread.model.outcome import Outcome
from crossread.model.shelf import Shelf
from crossread.model.span import Span
from crossread.model.statement import Statement
from crossread.model.value import Interval
from crossread.text.senses import load_senses

_DAYS: Final = frozenset({TimexType.DATE, TimexType.TIME})
_BOUNDED: Final = re.compile(r"\b(?:since|after|before|until|till|following)\s+(?:\S+\s+){0,2}$", re.IGNORECASE)
"""Words that make of a time an end, not the day on which it happened ("since the 2001 flood")."""
_OWNED: Final = re.compile(r"(?:\b(?:the|an?|its|his|her|their|our|my|your)|['’]s?)\s+$", re.IGNORECASE)
"""What stands before a time that is part of a name of something ("the November elections")."""
_ADVERBIAL: Final = re.compile(
    r"(?:^|[,;:—–(-]|\b(?:in|by|to|from|through|during|around|about|circa|early|late|mid|or|till|until|since|year))\s*$",
    re.IGNORECASE,
)
"""What stands before a year that says when; a year without it is part of a name ("potential 2031 candidates")."""
_OF: Final = re.compile(r"\s*\bof\s+(?:the\s+)?$", re.IGNORECASE)
"""What joins a time to the noun before it ("its statement of 3 May"); the happening is that noun, or another one."""
_RANGE: Final = re.compile(r"\s?[-–—]\s?|\s(?:to|until|through)\s")
"""What stands between the two ends of a stretch of days."""
_YEAR: Final = re.compile(r"\d{4}")
_BARE: Final = re.compile(r"[ \w-]*")
_GRAMMAR: Final = frozenset(
    "that which who whom of in on at to for by with from and or but as than after before when while where because if"
    " was were is are be been being has have had do does did will would can could may might shall should must not"
    " he she it they we you i".split()
)
_WORDS_BETWEEN: Final = 3
"""Words that may stand between a time and the noun of happening it belongs to ("the 2031 first free elections")."""


def find_events(accounts: Sequence[Account], groups: Sequence[Group]) -> Outcome[Event]:
    """Return what happened when, as the documents tell it.

    A statement stands on the timeline when its own clause names a time in which it happened: not for a time that only
    bounds it ("since 2001"), that is part of a name ("the 2008 campaign"), or that another clause names. Statements
    that answer one question (`groups`) are tellings of one event as long as they tell of one kind of happening and
    their times can be the same; where they cannot, they are events apart.

    Args:
        accounts: What was read off the documents, in any order.
        groups: Statements that answer one question.

    Returns:
        The events, by time and identifier.

    Examples:
        >>> find_events((), ()).found
        ()
    """
    shelf = Shelf.of(accounts)
    tellings = {}
    for key, statement in shelf.statements.items():
        time = _time(shelf, statement)
        if time is not None:
            tellings[key] = _telling(shelf, statement, time)
    home = {statement: group.id for group in groups for statement in group.statements}
    together: dict[str, list[Telling]] = defaultdict(list)
    for key, telling in tellings.items():
        together[home.get(key, key)].append(telling)
    events = [
        _event(shelf, camp) for held in together.values() for alike in _kinds(shelf, held) for camp in _camps(alike)
    ]
    return Outcome(tuple(sorted(events, key=lambda event: (_span_key(event.time), event.id))))


def _span_key(time: Interval) -> tuple[date, date]:
    """Return what times are sorted by: their first day, then their last; an open end comes first, or last."""
    return time.start or date.min, time.end or date.max


def _telling(shelf: Shelf, statement: Statement, time: Interval) -> Telling:
    return Telling(
        statement.document,
        statement.span,
        statement.id,
        time,
        statement.polarity,
        told_modality(statement, shelf.documents[statement.document].text),
        statement.voice,
    )


def _event(shelf: Shelf, tellings: Sequence[Telling]) -> Event:
    ordered = tuple(sorted(tellings, key=lambda telling: (telling.document, telling.span, telling.statement)))
    first = ordered[0]
    time = first.time
    for telling in ordered[1:]:
        time = _common(time, telling.time) or time
    verb = shelf.statements[first.statement].lemma
    return Event.told(time, verb, shelf.words(first.document, first.span), ordered)


def _kinds(shelf: Shelf, tellings: Sequence[Telling]) -> list[list[Telling]]:
    """Return tellings by kind of happening: of one verb, or of verbs of one sense."""
    senses = load_senses()
    kinds: list[tuple[set[str], list[Telling]]] = []
    for telling in sorted(tellings, key=lambda item: item.statement):
        lemma = shelf.statements[telling.statement].lemma
        names = {lemma, *(f"{sense.name}." for sense in senses.of(lemma))}
        near = [kind for kind in kinds if kind[0] & names]
        kinds = [kind for kind in kinds if not kind[0] & names]
        kinds.append((names.union(*(kind[0] for kind in near)), [*(one for kind in near for one in kind[1]), telling]))
    return [held for _, held in kinds]


def _camps(tellings: Sequence[Telling]) -> list[list[Telling]]:
    """Return tellings in camps whose times can be the same; the most exact ones found a camp.

    One that fits into several camps, and so may mean either, stands by itself.
    """
    camps: list[tuple[Interval, list[Telling]]] = []
    alone: list[list[Telling]] = []
    for telling in sorted(tellings, key=lambda item: (_length(item.time), _span_key(item.time), item.statement)):
        fitting = [at for at, (time, _) in enumerate(camps) if time.overlaps(telling.time)]
        if not fitting:
            camps.append((telling.time, [telling]))
        elif len(fitting) > 1:
            alone.append([telling])
        else:
            time, held = camps[fitting[0]]
            camps[fitting[0]] = (_common(time, telling.time) or time, [*held, telling])
    return [*(held for _, held in camps), *alone]


def _length(time: Interval) -> int:
    start, end = _span_key(time)
    return (end - start).days


def _common(one: Interval, other: Interval) -> Interval | None:
    """Return the days that lie in both."""
    if not one.overlaps(other):
        return None
    starts = [time.start for time in (one, other) if time.start is not None]
    ends = [time.end for time in (one, other) if time.end is not None]
    return Interval(max(starts, default=None), min(ends, default=None))


def _time(shelf: Shelf, statement: Statement) -> Interval | None:
    """Return the days on which a statement's own clause puts it, or None."""
    if statement.time is None:
        return None
    text = shelf.documents[statement.document].text
    found: Interval | None = None
    for run in _named(shelf.dates, statement, text):
        time = _common(statement.time, _hull(run))
        if time is not None:
            found = time if found is None else _common(found, time)
            if found is None:  # two days, and the clause does not say on which of them
                return None
    return found


def _hull(times: Sequence[Interval]) -> Interval:
    """Return the days from the first of some times to the last."""
    starts, ends = [time.start for time in times], [time.end for time in times]
    first = None if None in starts else min(start for start in starts if start)
    return Interval(first, None if None in ends else max(end for end in ends if end))


def _named(dates: Mapping[DateId, DateMention], statement: Statement, text: str) -> Iterator[list[Interval]]:
    """Yield the times that a clause names for what it tells; the ends of a stretch of days ("3-5 May") together."""
    runs: list[list[DateMention]] = []
    for found in sorted((dates[key] for key in statement.dates if key in dates), key=lambda item: item.span):
        if runs and _is_range(text, runs[-1], found):
            runs[-1].append(found)
        else:
            runs.append([found])
    for run in runs:
        times = [found.interval for found in run if found.type in _DAYS and found.interval]
        if times and _says_when(run[0].span.joined(run[-1].span), statement, text):
            yield times


def _is_range(text: str, run: Sequence[DateMention], found: DateMention) -> bool:
    """Return whether a time ends a stretch of days that another begins: "3-5 May", "between 3 and 5 May"."""
    between = text[run[-1].span.end : found.span.start]
    if _RANGE.fullmatch(between):
        return True
    return between.strip() == "and" and text[: run[0].span.start].rstrip().casefold().endswith("between")


def _says_when(when: Span, statement: Statement, text: str) -> bool:
    """Return whether a time says when it happened, and neither bounds it nor is part of a name."""
    before, after = text[statement.span.start : when.start], text[when.end : statement.span.end]
    if _BOUNDED.search(before):
        return False
    if _OF.search(before):
        return _OF.fullmatch(text[statement.trigger.end : when.start]) is not None
    year = _YEAR.fullmatch(when.of(text)) is not None
    named = (year and not _ADVERBIAL.search(before)) or (not year and _OWNED.search(before) is not None)
    goes_on = after[:2].strip() != "" and (after[:1] == "-" or after[:1].isspace())
    if after[:1] in {"'", "’"} or (named and goes_on):
        return _belongs(text[when.end : statement.trigger.start])
    return True


def _belongs(between: str) -> bool:
    """Return whether nothing but a few words of description stand between a time and a noun of happening."""
    words = between.replace("’s", "").replace("'s", "").replace("-", " ").casefold().split()
    few = len(between) > 0 and len(words) <= _WORDS_BETWEEN and _BARE.fullmatch(" ".join(words)) is not None
    return few and not _GRAMMAR & set(words)
