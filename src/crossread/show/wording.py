"""Reasons, verdicts and questions in English: the only place where English is chosen.

Everything here is neutral: it tells what the documents say, never who is right.
"""

from __future__ import annotations

from collections.abc import Mapping
from re import compile as pattern
from string import Formatter
from types import MappingProxyType
from typing import Final

from crossread.errors import Notice, NoticeCode
from crossread.model.decision import DecisionKind, DecisionState
from crossread.model.document import Document
from crossread.model.finding import FindingKind, Grade, Standing, Verdict
from crossread.model.reason import Reason
from crossread.model.statement import AttributionKind, Modality, Polarity, Stance
from crossread.model.value import Approximation, PartialDate
from crossread.show.questions import finding_question, question_text
from crossread.show.reasons import REASONS
from crossread.store.filters import Order

__all__ = ["finding_question", "question_text"]
"""What stands in `questions`, and belongs to the one choice of English."""

VERDICTS: Final = {
    Verdict.CORROBORATED: "corroborated",
    Verdict.CONTESTED: "contested",
    Verdict.UPDATED: "updated",
    Verdict.REPEATED: "repeated",
    Verdict.SINGLE_SOURCE: "single source",
}

VERDICT_MEANINGS: Final = {
    Verdict.CORROBORATED: "independent accounts agree",
    Verdict.CONTESTED: "the accounts give answers that differ",
    Verdict.UPDATED: "later accounts give newer values",
    Verdict.REPEATED: "several accounts, but one origin",
    Verdict.SINGLE_SOURCE: "only one account says so",
}

GRADES: Final = {
    Grade.HARD: "cannot both hold",
    Grade.SOFT: "differ in scope, precision or time of writing",
    Grade.INTERPRETIVE: "differ in interpretation",
}

KINDS: Final = {
    FindingKind.FIGURE: "figure",
    FindingKind.DATE: "date",
    FindingKind.PLACE: "place",
    FindingKind.WHO: "who",
    FindingKind.WHETHER: "whether",
    FindingKind.QUOTE: "quotation",
    FindingKind.WHAT: "what",
}

ORDERS: Final = {
    Order.MATTERS: "what matters most",
    Order.VERDICT: "verdict",
    Order.SOURCES: "most accounts",
    Order.TIME: "time told, earliest first",
    Order.CONFIDENCE: "confidence",
}

_NOTICES: Final = {
    NoticeCode.UNREADABLE: "This file could not be read: {detail}.",
    NoticeCode.ENCRYPTED: "This file is protected by a password. Save it without one and build again.",
    NoticeCode.BINARY: "This file is named as text but holds none.",
    NoticeCode.EMPTY: "This file is empty.",
    NoticeCode.NO_TEXT: "No text was found in this file{detail_after}. A scan needs text recognition first.",
    NoticeCode.UNKNOWN_FORMAT: "Files of this kind are not read{detail_after}.",
    NoticeCode.ENCODING_GUESSED: "The encoding had to be guessed; it was read as {detail}.",
    NoticeCode.BAD_ROW: "A row could not be read: {detail}.",
    NoticeCode.BAD_DATE: "This is not a date: {detail}. Write it as 2021, 2021-08 or 2021-08-17.",
    NoticeCode.METADATA_UNUSED: "The table of sources tells of something that is not there: {detail}.",
    NoticeCode.DUPLICATE: "This is the same text as {detail}. The two count as one lineage.",
    NoticeCode.NOT_ENGLISH: "This text does not seem to be English ({detail}). It was read as far as the rules allow.",
    NoticeCode.LONG_LINE: "A very long line was read as it stands{detail_after}.",
    NoticeCode.UNBALANCED_QUOTE: "A quotation mark is never closed or never opened here.",
    NoticeCode.STAGE_FAILED: "Part of this document could not be analysed: {detail}. The rest was read.",
    NoticeCode.CANDIDATES_LIMITED: "Not every pair of statements was compared: {detail}.",
    NoticeCode.NO_DATE: "The date of publication is unknown, so words like “yesterday” cannot be dated.",
}


DECISIONS: Final = {
    DecisionKind.CONFIRM: "confirmed",
    DecisionKind.REJECT: "rejected",
    DecisionKind.MERGE: "merged",
    DecisionKind.SPLIT: "split off",
    DecisionKind.RENAME: "renamed",
    DecisionKind.CHANGE: "dated anew",
    DecisionKind.NOTE: "noted",
}

STATES: Final = {
    DecisionState.IN_FORCE: "in force",
    DecisionState.WAITS: "takes effect with the next build",
    DecisionState.LOST: "its target is no longer in the case",
    DecisionState.UNDONE: "undone",
}

STANDINGS: Final = {Standing.OPEN: "", Standing.CONFIRMED: "confirmed", Standing.REJECTED: "rejected"}

UNNAMED: Final = "someone unnamed"
"""Who speaks where a document does not say."""


def meaning_text(verdict: Verdict, grade: Grade | None) -> str:
    """Return what a verdict means, in plain words.

    Examples:
        >>> meaning_text(Verdict.CONTESTED, Grade.HARD)
        'the accounts give answers that cannot both hold'
    """
    if verdict is Verdict.CONTESTED and grade is not None:
        return f"the accounts give answers that {GRADES[grade]}"
    return VERDICT_MEANINGS[verdict]


def notice_text(notice: Notice) -> str:
    """Return what a notice says, in a sentence or two.

    Examples:
        >>> notice_text(Notice(NoticeCode.EMPTY, path="a.txt"))
        'This file is empty.'
    """
    after = f" ({notice.detail})" if notice.detail else ""
    return _NOTICES[notice.code].format(detail=notice.detail or "unknown", detail_after=after)


def verdict_text(verdict: Verdict, grade: Grade | None) -> str:
    """Return the verdict and, where there is one, its grade.

    Examples:
        >>> verdict_text(Verdict.CONTESTED, Grade.HARD)
        'contested (hard)'
    """
    return VERDICTS[verdict] + (f" ({grade.value})" if grade else "")


def confidence_text(confidence: float) -> str:
    """Return how sure a finding is, in a word; the number is in the export.

    Examples:
        >>> confidence_text(0.82), confidence_text(0.5), confidence_text(0.2)
        ('high', 'medium', 'low')
    """
    return "high" if confidence >= 0.7 else "medium" if confidence >= 0.45 else "low"


_MONTHS: Final = "January February March April May June July August September October November December".split()


def date_text(date: PartialDate | None) -> str:
    """Return a date as a reader writes it, as far as it is known.

    Examples:
        >>> date_text(PartialDate(2021, 8)), date_text(None)
        ('August 2021', 'undated')
    """
    if date is None:
        return "undated"
    parts = [str(date.day)] if date.day else []
    parts += [_MONTHS[date.month - 1]] if date.month else []
    return " ".join([*parts, str(date.year)])


def iso_text(date: str) -> str:
    """Return a partial ISO date as a reader writes it.

    Examples:
        >>> iso_text("2021-08"), iso_text("")
        ('August 2021', 'undated')
    """
    return date_text(PartialDate.parse(date) if date else None)


HEDGES: Final = {
    Approximation.EXACT: "",
    Approximation.ABOUT: "about",
    Approximation.AT_LEAST: "at least",
    Approximation.AT_MOST: "at most",
    Approximation.MORE_THAN: "more than",
    Approximation.LESS_THAN: "less than",
    Approximation.VAGUE: "vaguely",
}
"""How a figure is hedged."""


_RANGED: Final = frozenset({FindingKind.FIGURE, FindingKind.DATE})


def fits_text(kind: FindingKind, label: str, words: str) -> str:
    """Return how a place gives the answer of its camp, or "" where it gives it in these very words.

    Examples:
        >>> fits_text(FindingKind.FIGURE, "eleven", "eleven persons")
        ''
        >>> fits_text(FindingKind.FIGURE, "eleven", "at least nine people")
        'can hold together with “eleven”'
        >>> fits_text(FindingKind.WHETHER, "the mill burned", "a fire destroyed it")
        'in other words'
    """
    label = " ".join(label.split()).strip(" ,;:.")
    if label.casefold() in " ".join(words.split()).casefold():
        return ""
    return f"can hold together with “{label}”" if kind in _RANGED else "in other words"


_SEASONS: Final = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_PARTS: Final = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime", "MI": "midday"}
_WHOLES: Final = {"PRESENT_REF": "now", "PAST_REF": "some time before", "FUTURE_REF": "some time to come"}


def timex_text(value: str) -> str:
    """Return a TIMEX3 value as a reader writes it; one that has no plain words as it is.

    Examples:
        >>> timex_text("2027-SU"), timex_text("XXXX-FA"), timex_text("2029-03-18T03:00"), timex_text("2029-03-16TEV")
        ('summer 2027', 'an autumn', '18 March 2029, 03:00', '16 March 2029, evening')
        >>> timex_text("P2D"), timex_text("PRESENT_REF"), timex_text("2029-W11"), timex_text("XXXX-WXX-1")
        ('2 days', 'now', 'week 11 of 2029', 'a Monday')
        >>> timex_text("2029-W11-WE"), timex_text("PXD")
        ('weekend of week 11 of 2029', 'some days')
    """
    day, _, clock = value.partition("T")
    length = _LENGTH.fullmatch(value)
    season = _SEASONS.get(day[5:])
    if value in _WHOLES:
        return _WHOLES[value]
    if length:
        unit = _UNITS.get("T" * value.startswith("PT") + length[2], "")
        return count_text(int(length[1]), unit, "centuries" if unit == "century" else None) if unit else value
    if season and not clock:
        return f"{season} {day[:4]}" if day[:4].isdigit() else f"a{'n' * (season[0] in 'aeiou')} {season}"
    if day.startswith("XXXX-WXX-") and day[9:] in _WEEKDAYS and not clock:
        return f"a {_WEEKDAYS[day[9:]]}"
    if _SOME.fullmatch(value):
        return f"some {_UNITS[value[2:]]}s"
    week = _WEEK.fullmatch(value)
    if week:
        return f"{'weekend of ' if week[2] else ''}week {int(week[1])} of {day[:4]}"
    if not _DAY.fullmatch(day):
        return value
    told = iso_text(day)
    return f"{told}, {_PARTS.get(clock, clock)}" if clock else told


_WEEKDAYS: Final = dict(zip("1234567", "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(), strict=True))
_LENGTH: Final = pattern(r"PT?([0-9]{1,6})([YMWDHSEC])")
_UNITS: Final = {
    "Y": "year",
    "E": "decade",
    "C": "century",
    "M": "month",
    "W": "week",
    "D": "day",
    "TH": "hour",
    "TM": "minute",
    "TS": "second",
}
_WEEK: Final = pattern(r"[0-9]{4}-W([0-9]{2})(-WE)?")
_SOME: Final = pattern(r"PX[YMWDHSE]")
_DAY: Final = pattern(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")


def document_text(document: Document) -> str:
    """Return what to call a document: its source, else its title cut short, else its path."""
    if document.source:
        return document.source.name
    return document.path


def reason_text(reason: Reason, names: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return a reason in a sentence.

    Args:
        reason: The reason.
        names: What to call the records whose identifiers stand in the reason's inputs.

    Examples:
        >>> reason_text(Reason("same_name", (("name", "ana ruiz"),), "joined"))
        'The same name: ana ruiz.'
        >>> reason_text(Reason("a_plug_in_s_rule", (("words", "levee"),), "+0.3"))
        'A plug in s rule: words levee; +0.3.'
    """
    inputs = {name: _named(value, names) for name, value in reason.inputs}
    every = ", ".join(f"{_named(name, names)} {value}".strip() for name, value in inputs.items())
    for sentence in REASONS.get(reason.rule, ()):
        if _fields(sentence) <= set(inputs) | {"effect", "all"}:
            return sentence.format(**{**inputs, "effect": reason.effect, "all": every})
    rule = reason.rule.replace("_", " ").capitalize()
    told = "; ".join(filter(None, (every, reason.effect)))
    return f"{rule}: {told}." if told else f"{rule}."


def _named(value: str, names: Mapping[str, str]) -> str:
    """Return a value whose words are all identifiers as the names they stand for, any other value as it is."""
    parts = value.split(" ")
    return " and ".join(names[part] for part in parts) if parts and all(part in names for part in parts) else value


def _fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


_FORCES: Final = {
    (Polarity.NEGATIVE, Modality.ASSERTED): ("not", "says that it is not so"),
    (Polarity.POSITIVE, Modality.HYPOTHETICAL): ("perhaps", "tells it as possible, meant or wished"),
    (Polarity.NEGATIVE, Modality.HYPOTHETICAL): ("perhaps not", "tells it as possibly not so"),
    (Polarity.POSITIVE, Modality.PREDICTED): ("will", "says that it will be so"),
    (Polarity.NEGATIVE, Modality.PREDICTED): ("will not", "says that it will not be so"),
    (Polarity.POSITIVE, Modality.DEMANDED): ("should", "says that it should be so"),
    (Polarity.NEGATIVE, Modality.DEMANDED): ("should not", "says that it should not be so"),
}
"""For what is not simply said to be so: the word before the verb, and a sentence of the account."""


def act_text(verb: str, polarity: Polarity, modality: Modality) -> str:
    """Return what is done, and whether it is said to be so.

    Examples:
        >>> act_text("take_over", Polarity.POSITIVE, Modality.ASSERTED)
        'take over'
        >>> act_text("meet", Polarity.NEGATIVE, Modality.PREDICTED)
        'will not meet'
    """
    word, _ = _FORCES.get((polarity, modality), ("", ""))
    return f"{word} {verb.replace('_', ' ')}".strip()


def force_text(polarity: Polarity, modality: Modality) -> str:
    """Return what an account says of a thing that it does not simply say to be so; else "".

    Examples:
        >>> force_text(Polarity.NEGATIVE, Modality.ASSERTED)
        'says that it is not so'
    """
    return _FORCES.get((polarity, modality), ("", ""))[1]


_STANCES: Final = {Stance.NEUTRAL: "", Stance.DOUBTFUL: "casts doubt", Stance.COMMITTING: "takes it as true"}
_GIVEN_AS: Final = {AttributionKind.THOUGHT: "a thought", AttributionKind.HEARSAY: "hearsay"}


def stance_text(stance: Stance, kind: AttributionKind = AttributionKind.SPEECH) -> str:
    """Return what a writer makes of words by their verb, and as what he gives them; "" for plain speech.

    Examples:
        >>> stance_text(Stance.COMMITTING, AttributionKind.THOUGHT)
        'a thought, takes it as true'
    """
    return ", ".join(filter(None, (_GIVEN_AS.get(kind, ""), _STANCES[stance])))


def count_text(number: int, singular: str, plural: str | None = None) -> str:
    """Return a number with its noun in the right form.

    Examples:
        >>> count_text(1, "document"), count_text(3, "lineage")
        ('1 document', '3 lineages')
    """
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
