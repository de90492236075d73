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
from crossread.extract.date_rules import DATE_RULES, Context, Rule
from crossread.extract.lexicon import words
from crossread.extract.tagging import Tag
from crossread.extract.time_rules import TIME_RULES
from crossread.extract.timex import MONTHS, PARTS, SEASONS, UNITS, WEEKDAYS, Timex, interval_of
from crossread.model.document import PassageKind
from crossread.model.mention import DateMention, TimexType
from crossread.model.outcome import Outcome
from crossread.model.span import Span
from crossread.model.value import PartialDate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossread.extract.phrases import VerbGroup
    from crossread.extract.reading import Reading, Sentence

RULES: Final[tuple[Rule, ...]] = (*DATE_RULES, *TIME_RULES)
"""Every rule; of two finds of the same length the earlier rule's stands."""

_PLANS: Final = frozenset({"plan", "expect", "schedule", "intend"})
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
    anchor = published or (_dateline(reading) if options.datelines else None)
    found: list[DateMention] = []
    last: PartialDate | None = None
    lacking = False
    for sentence in reading.sentences:
        for span, timex in _in_sentence(reading, sentence, anchor, last):
            mention = _mention(reading, span, timex)
            found.append(mention)
            last = _carried(mention, last)
            lacking |= mention.value is None or mention.value.startswith("XXXX")
    return Outcome(
        tuple(sorted(found, key=lambda one: one.span)), _notices(reading, lacking=lacking and anchor is None)
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


def _carried(mention: DateMention, last: PartialDate | None) -> PartialDate | None:
    """Return the date that the next "the following day" is reckoned from."""
    if mention.interval is None or mention.value is None or (mention.anchor and len(mention.value) == 4):
        return last
    try:
        return PartialDate.parse(mention.value[:10])
    except BadPartialDateError:
        return last


def _dateline(reading: Reading) -> PartialDate | None:
    """Return the full date of a byline or dateline at the head of the text."""
    for sentence in reading.sentences[:_DATELINES]:
        if sentence.passage.span.length > _DATELINE_LENGTH or (
            sentence.verbs and sentence.passage.kind is PassageKind.SENTENCE
        ):
            continue
        for _, timex in _in_sentence(reading, sentence, None, None):
            if timex.value and len(timex.value) >= 10 and timex.value[:4].isdigit():
                return PartialDate.parse(timex.value[:10])
    return None


def _in_sentence(
    reading: Reading, sentence: Sentence, anchor: PartialDate | None, last: PartialDate | None
) -> list[tuple[Span, Timex]]:
    """Return the time expressions of one sentence."""
    text = reading.document.text
    begin, end = sentence.passage.span.start, sentence.passage.span.end
    piece = text[begin:end]
    if not _may_hold_time(reading, sentence):
        return []
    matches = _longest([(rule, match) for rule in RULES for match in rule.pattern.finditer(piece)])
    if not matches:
        return []
    context = Context(piece, anchor, last, _direction(reading, sentence))
    found: list[tuple[Span, Timex]] = []
    for rule, match in matches:
        timex = rule.read(match, context)
        if timex is None:
            continue
        start, stop = match.span("span") if "span" in match.re.groupindex else match.span()
        found.append((Span(begin + start, begin + stop), timex))
        context = replace(context, last=_context_date(timex, context.last))
    return _joined(text, found)


_ON: Final = re.compile(r",?\s(?:(?:E[DS]T|GMT|local time|UTC|CET|BST)\s)?(?:on\s|of\s)?(?:the\s)?")


def _joined(text: str, found: Sequence[tuple[Span, Timex]]) -> list[tuple[Span, Timex]]:
    """Join a clock time or part of the day to the day after it: "10 p.m. on Wednesday", "the evening of 3 May"."""
    made: list[tuple[Span, Timex]] = []
    for span, timex in found:
        if made and _is_bare_time(made[-1][1]) and _is_day(timex) and _ON.fullmatch(text[made[-1][0].end : span.start]):
            hour = _in_half((made[-1][1].value or "").partition("T")[2], (timex.value or "").partition("T")[2])
            value = f"{(timex.value or '')[:10]}T{hour}"
            made[-1] = (Span(made[-1][0].start, span.end), Timex(TimexType.TIME, value, made[-1][1].mod, timex.anchor))
        else:
            made.append((span, timex))
    return made


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


def _may_hold_time(reading: Reading, sentence: Sentence) -> bool:
    """Tell whether a sentence has a digit or a word of time at all; most have none, and no rule need look at them."""
    triggers = _triggers()
    return any(
        word.lower in triggers or word.text[0].isdigit() for word in reading.words[sentence.first : sentence.last]
    )


@cache
def _triggers() -> frozenset[str]:
    """Return the words without which there is no time expression."""
    plurals = {f"{word}s" for word in (*UNITS, *SEASONS, *PARTS, *WEEKDAYS)} | {"centuries"}
    return frozenset({*MONTHS, *WEEKDAYS, *SEASONS, *PARTS, *UNITS, *plurals, *words("times")})


def _context_date(timex: Timex, last: PartialDate | None) -> PartialDate | None:
    """Return what later words of the same sentence are reckoned from."""
    if timex.type not in {TimexType.DATE, TimexType.TIME} or not timex.value or not timex.value[:4].isdigit():
        return last
    if timex.anchor and len(timex.value) == 4:  # "a year earlier" twice in a row is the same year
        return last
    try:
        return PartialDate.parse(timex.value[:10])
    except BadPartialDateError:
        return last


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


def _direction(reading: Reading, sentence: Sentence) -> int:
    """Return -1 where the sentence tells of the past, 1 where it tells of what is to come, 0 where no verb says."""
    future = past = 0
    for group in sentence.verbs:
        main = reading.words[group.main]
        if group.modal in {"will", "shall", "'ll", "wo"} or (
            group.kind == "finite" and main.lemma in _PLANS and not _looks_back(reading, group)
        ):
            future += 1
        elif (
            main.tag in {Tag.VERB, Tag.AUX}
            and group.kind == "finite"
            and main.lower != main.lemma
            and not main.lower.endswith("s")
        ):
            past += 1
    if future > past or (future and future == past):
        return 1
    return -1 if past else 0


def _looks_back(reading: Reading, group: VerbGroup) -> bool:
    """Tell whether a verb group has a past auxiliary."""
    return any(word.lower in {"was", "were", "had"} for word in reading.words[group.first : group.main])
