"""Time expressions with their TIMEX3 values: absolute, partial, relative to the day of publication or to the text.

Each rule is a pattern and a reader (`date_rules.py`, `time_rules.py`). All rules look at each sentence; where finds
overlap, the longer one stands. A value that nothing fixes stays open: "XXXX-05-01" is a first of May of no known year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from crossread.errors import BadPartialDateError, Notice, NoticeCode
from crossread.extract.date_rules import DATE_RULES
from crossread.extract.festivals import FESTIVAL_RULES
from crossread.extract.length_rules import LENGTH_RULES
from crossread.extract.period_rules import PERIOD_RULES
from crossread.extract.relative_rules import RELATIVE_RULES
from crossread.extract.tense import direction_at
from crossread.extract.time_rules import TIME_RULES
from crossread.extract.time_words import Context, Rule
from crossread.extract.timex import Timex, interval_of
from crossread.model.document import PassageKind
from crossread.model.mention import DateMention, TimexType
from crossread.model.outcome import Outcome
from crossread.model.span import Span
from crossread.model.value import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crossread.extract.reading import Reading, Sentence

RULES: Final[tuple[Rule, ...]] = (
    *PERIOD_RULES,
    *DATE_RULES,
    *FESTIVAL_RULES,
    *RELATIVE_RULES,
    *TIME_RULES,
    *LENGTH_RULES,
)
"""Every rule; of two finds of the same length the earlier rule's stands."""

_DATELINES: Final = 5
"""Passages at the head of a text that may hold its date."""
_DATELINE_LENGTH: Final = 120
"""Signs that a byline or dateline has at most."""


@dataclass(frozen=True, slots=True)
class DateOptions:
    """How dates are read.

    Attributes:
        datelines: Whether a full date in a byline or dateline anchors a document without a date of publication.
    """

    datelines: bool = True


def find_dates(reading: Reading, options: DateOptions = DateOptions()) -> Outcome[DateMention]:
    """Return the time expressions of a document, sorted.

    Args:
        reading: The document's words; the document's date of publication is what "Monday" is reckoned from.
        options: How dates are read.

    Returns:
        The dates; and a Notice NO_DATE where there is something to reckon and no date to reckon from.

    Examples:
        >>> from crossread.extract.reading import read_words
        >>> from crossread.model.document import Document, Passage
        >>> text = "The dam broke on Monday, two days after the rain."
        >>> document = Document.named("a.txt", text, sha256="0", published=PartialDate.parse("2031-05-22"))
        >>> passage = Passage.at(document.id, Span(0, len(text)), PassageKind.SENTENCE, 0)
        >>> [(one.span.of(text), one.value) for one in find_dates(read_words(document, (passage,))).found]
        [('Monday', '2031-05-19'), ('two days', 'P2D')]
    """
    published = reading.document.published
    context = Context("", published or (_dateline(reading) if options.datelines else None))
    found: list[DateMention] = []
    lacking = False
    for sentence in reading.sentences:
        timexes, context = _in_sentence(reading, sentence, context)
        found.extend(_mention(reading, span, timex) for span, timex in timexes)
        lacking |= any(timex.value is None or timex.value.startswith("XXXX") for _, timex in timexes)
    return Outcome(
        tuple(sorted(found, key=lambda one: one.span)), _notices(reading, lacking=lacking and context.anchor is None)
    )


def _notices(reading: Reading, *, lacking: bool) -> tuple[Notice, ...]:
    """Tell that relative dates of this document cannot be reckoned."""
    document = reading.document
    return (Notice(NoticeCode.NO_DATE, document.path, document.id),) if lacking else ()


def _mention(reading: Reading, span: Span, timex: Timex) -> DateMention:
    """Make the record."""
    interval = interval_of(timex.value) if timex.type in {TimexType.DATE, TimexType.TIME} else None
    return DateMention.at(
        reading.document.id, span, timex.type, timex.value, mod=timex.mod, anchor=timex.anchor, interval=interval
    )


def _dateline(reading: Reading) -> PartialDate | None:
    """Return the full date of a byline or dateline at the head of the text."""
    for sentence in reading.sentences[:_DATELINES]:
        if sentence.passage.span.length > _DATELINE_LENGTH or (
            sentence.verbs and sentence.passage.kind is PassageKind.SENTENCE
        ):
            continue
        for _, timex in _in_sentence(reading, sentence, Context("", None))[0]:
            if timex.value and len(timex.value) >= 10 and timex.value[:4].isdigit():
                return PartialDate.parse(timex.value[:10])
    return None


def _in_sentence(reading: Reading, sentence: Sentence, context: Context) -> tuple[list[tuple[Span, Timex]], Context]:
    """Return the time expressions of one sentence, and what the next sentence's are reckoned from."""
    begin, end = sentence.passage.span.start, sentence.passage.span.end
    piece = reading.document.text[begin:end]
    held = _words_of_time(reading, sentence)
    if not held:
        return [], context
    context = replace(context, text=piece, tense=lambda at: direction_at(reading, sentence, begin + at))
    found: list[tuple[Span, Timex]] = []
    for rule, match in _longest(list(_matches(piece, held, context))):
        timex = rule.read(match, context)
        if timex is None:
            continue
        start, stop = match.span("span") if "span" in match.re.groupindex else match.span()
        found.append((Span(begin + start, begin + stop), timex))
        context = _after(rule, timex, context)
    return _joined(reading.document.text, found), context


def _matches(piece: str, held: frozenset[str], context: Context) -> Iterator[tuple[Rule, re.Match[str]]]:
    """Yield the matches of all rules whose words the sentence has, and which mean a time."""
    for rule in RULES:
        if not rule.needs or not rule.needs.isdisjoint(held):
            for match in rule.pattern.finditer(piece):
                if rule.read(match, context) is not None:
                    yield rule, match


_FOCUS: Final = frozenset({"quarter", "quarter_before_noun", "quarter_of", "ended_quarter"})
"""Rules that tell of which period a report speaks; those that set another beside it do not."""


def _after(rule: Rule, timex: Timex, context: Context) -> Context:
    """Return the context after a time expression: later words are reckoned from it."""
    value = timex.value or ""
    if timex.type not in {TimexType.DATE, TimexType.TIME}:
        return context
    if not value[:4].isdigit():
        return context
    if rule.name in _FOCUS and "X" not in value:
        return replace(context, period=value)
    if timex.anchor and len(value) == 4:  # "a year earlier" twice in a row is the same year
        return context
    try:
        return replace(context, last=PartialDate.parse(value[:10]))
    except BadPartialDateError:
        return context


_ZONE: Final = r"(?:\s(?:[EPCM][DS]?T|GMT|UTC|CET|BST|local\stime))?"
_ON: Final = re.compile(rf"{_ZONE},?\s(?:on\s|of\s)?(?:the\s)?")
_AT: Final = re.compile(r",?\s(?:at\s)?(?:about\s|around\s)?")


def _joined(text: str, found: Sequence[tuple[Span, Timex]]) -> list[tuple[Span, Timex]]:
    """Join clock times to their days: "10 p.m. on Wednesday", "the evening of 3 May", "Wednesday, 10 p.m."."""
    made: list[tuple[Span, Timex]] = []
    for span, timex in found:
        one = _one_time(made[-1][1], timex, text[made[-1][0].end : span.start]) if made else None
        if one is not None:
            made[-1] = (Span(made[-1][0].start, span.end), one)
        else:
            made.append((span, timex))
    return made


def _one_time(first: Timex, second: Timex, between: str) -> Timex | None:
    """Return the one time that two expressions side by side tell, or None."""
    if _is_bare_time(first) and _is_day(second) and _ON.fullmatch(between):
        clock, day, mod, anchor = first, second, first.mod, second.anchor
    elif _is_day(first) and _is_bare_clock(second) and _AT.fullmatch(between):
        clock, day, mod, anchor = second, first, second.mod, first.anchor
    else:
        return None
    hour = _in_half((clock.value or "").partition("T")[2], (day.value or "").partition("T")[2])
    return Timex(TimexType.TIME, f"{(day.value or '')[:10]}T{hour}", mod, anchor)


def _is_bare_clock(timex: Timex) -> bool:
    """Tell whether a time is a clock time that says no day of its own."""
    return _is_bare_time(timex) and (timex.value or "").partition("T")[2][:1].isdigit()


def _in_half(hour: str, part: str) -> str:
    """Return a clock time in the part of the day that the day's words name ("3.25 this afternoon" is 15:25)."""
    if (
        part in {"AF", "EV", "NI"}
        and hour[:2].isdigit()
        and int(hour[:2]) < 12
        and not (part == "NI" and int(hour[:2]) < 6)
    ):
        return f"{int(hour[:2]) + 12}{hour[2:]}"
    return hour or part


def _is_bare_time(timex: Timex) -> bool:
    """Tell whether a time says no day of its own."""
    return timex.type is TimexType.TIME and timex.anchor is None and timex.value is not None and "T" in timex.value


def _is_day(timex: Timex) -> bool:
    """Tell whether a date is known to the day or the day of the week."""
    return (
        timex.type in {TimexType.DATE, TimexType.TIME}
        and timex.value is not None
        and re.match(r"[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|WXX-\d)", timex.value) is not None
    )


_CUT: Final = re.compile("[-\u2011\u2013\u2014/'\u2019.]+")


def _words_of_time(reading: Reading, sentence: Sentence) -> frozenset[str]:
    """Return the words of time that a sentence has, "#" for digits; most have none, and no rule need look at them."""
    held: set[str] = set()
    for word in {word.lower for word in reading.words[sentence.first : sentence.last]}:
        held.update((word,) if word.isalpha() else _CUT.split(word))
    found = held & _triggers()
    return frozenset(found | {"#"} if any(word[:1].isdigit() for word in held) else found)


@cache
def _triggers() -> frozenset[str]:
    """Return all words that some rule needs."""
    return frozenset().union(*(rule.needs for rule in RULES))


def _longest(matches: Sequence[tuple[Rule, re.Match[str]]]) -> list[tuple[Rule, re.Match[str]]]:
    """Return matches that do not overlap, the longer before the shorter, in order of the text."""
    order = sorted(range(len(matches)), key=lambda at: (matches[at][1].start() - matches[at][1].end(), at))
    kept: list[int] = []
    taken: set[int] = set()
    for at in order:
        start, end = matches[at][1].span()
        if start in taken or end - 1 in taken:
            continue
        taken.update(range(start, end))
        kept.append(at)
    return [matches[at] for at in sorted(kept, key=lambda at: matches[at][1].start())]
