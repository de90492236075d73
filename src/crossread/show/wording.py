"""Reasons, verdicts and questions in English: the only place where English is chosen.

Everything here is neutral: it tells what the documents say, never who is right.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from string import Formatter
from types import MappingProxyType
from typing import Final

from crossread.errors import Notice, NoticeCode
from crossread.model.decision import DecisionKind, DecisionState
from crossread.model.document import Document
from crossread.model.finding import Finding, FindingKind, Grade, Question, Standing, Verdict
from crossread.model.reason import Reason
from crossread.model.value import PartialDate
from crossread.show.reasons import REASONS
from crossread.store.filters import Order

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


def camp_text(label: str, words: str) -> str:
    """Return what one place answers: the answer of its camp where it gives it in these words, else that it fits.

    Examples:
        >>> camp_text("eleven", "eleven persons")
        'eleven'
        >>> camp_text("eleven", "at least nine people")
        'fits “eleven”'
    """
    return label if label.casefold() in " ".join(words.split()).casefold() else f"fits “{label}”"


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


def count_text(number: int, singular: str, plural: str | None = None) -> str:
    """Return a number with its noun in the right form.

    Examples:
        >>> count_text(1, "document"), count_text(3, "lineage")
        ('1 document', '3 lineages')
    """
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


@cache
def _inflected(lemma: str, tag: str) -> str:
    """Return a verb in the form that a Penn tag names, its particle kept.

    The inflections are lemminflect's; it is loaded only when a question is first put into words.
    """
    from lemminflect import getInflection  # noqa: PLC0415 - heavy: half a second at start

    verb, _, particle = lemma.partition("_")
    forms = getInflection(verb, tag=tag)
    form = forms[0] if forms else verb
    return f"{form} {particle}".strip()


_LOWERED: Final = frozenset(
    "the a an this that these those its his her their our my your some many all no both every each several most".split()
)
_LEADING: Final = frozenset({"that", "which", "while", "as", "and", "but", "when", "if", "because"})
"""Words that lead a clause in and may cling to a noun phrase."""
_ASKING: Final = frozenset({"what", "which", "who", "whom", "whose", "that"})
"""Words that stand for nobody by themselves."""
_STATES: Final = frozenset(
    {"dead", "killed", "injured", "wounded", "missing", "hurt", "arrested", "homeless", "displaced"}
)
"""Words that stand for the people they tell of ("nine dead")."""
_SUFFERED: Final = frozenset(
    "arrive appear begin bleed burn capsize collapse come crash decay depart die disappear drown end erupt escape "
    "explode fail fall flee go grow happen leave occur perish recover resign return rise sink starve start stop "
    "subside suffer surrender survive vanish withdraw".split()
)
"""Verbs whose subject is the one it happens to: "the city fell", never "the city was fallen"."""


def question_text(question: Question) -> str:
    """Return the question as one plain sentence.

    Examples:
        >>> question_text(Question(FindingKind.FIGURE, verb="kill", counted="people", passive=True))
        'How many people were killed?'
        >>> question_text(Question(FindingKind.FIGURE, verb="be", counted="deaths"))
        'How many deaths were there?'
        >>> question_text(Question(FindingKind.FIGURE, verb="store", counted="solvents", unit="tonne", passive=True))
        'How many tonnes of solvents were stored?'
        >>> question_text(Question(FindingKind.WHO, verb="open", object="The gate"))
        'Who opened the gate?'
        >>> question_text(Question(FindingKind.WHETHER, subject="the talks", verb="fail"))
        'Did the talks fail?'
        >>> question_text(Question(FindingKind.DATE, subject="The forces", verb="leave"))
        'When did the forces leave?'
        >>> question_text(Question(FindingKind.WHAT, verb="fall", object="the city", passive=True))
        'Did the city fall?'
    """
    subject, thing = _phrase(question.subject), _phrase(question.object)
    passive = question.passive
    if passive and question.verb in _SUFFERED:
        passive = False
        subject, thing = subject or thing, thing if subject else ""
    elif passive and not subject and question.kind is not FindingKind.FIGURE:
        subject, thing = thing, ""
    clear = replace(question, subject=subject, object=thing, counted=_phrase(question.counted), passive=passive)
    makers = {
        FindingKind.FIGURE: _figure_question,
        FindingKind.WHO: _who_question,
        FindingKind.QUOTE: _quote_question,
    }
    words = makers.get(clear.kind, _clause_question)(clear)
    return words[0].upper() + words[1:] + "?"


_SHOWN: Final = 90
"""Characters of an answer that stand in for a question that has no words of its own."""


def finding_question(finding: Finding) -> str:
    """Return the question of a finding; where its clause names nobody and nothing, the first answer's words are asked.

    A question that would read "Was it?" tells a reader nothing.
    """
    question = finding.question
    told = _phrase(finding.answers[0].label) if finding.answers else ""
    nameless = {question.subject.lower(), question.object.lower()} <= {"", "it", "this", "that", "he", "she", "they"}
    if not (nameless and told) or question.kind in {FindingKind.FIGURE, FindingKind.QUOTE}:
        return question_text(question)
    words = told if len(told) <= _SHOWN else told[:_SHOWN].rsplit(" ", 1)[0] + " …"
    return f"Is it so: “{words.strip(' ,;:.')}”?"


def _phrase(words: str) -> str:
    """Return a noun phrase as it stands inside a sentence: no conjunction before it, its article in lower case."""
    parts = [] if words.lower() in _ASKING else words.split()
    while len(parts) > 1 and parts[0].lower() in _LEADING and parts[1][0].isalpha():
        parts = parts[1:]
    if parts and parts[0].lower() in _LOWERED:
        parts[0] = parts[0].lower()
    return " ".join(parts)


def _plain(lemma: str) -> str:
    """Return the verb as it stands after "did": "take over"."""
    return lemma.replace("_", " ")


def _is_plural(words: str) -> bool:
    """Return whether a noun phrase takes "were"."""
    last = words.split(" of ", maxsplit=1)[0].rsplit(maxsplit=1)[-1].lower() if words.strip() else ""
    plural = last in {"people", "police", "children", "men", "women", "they", "troops", "forces", "others"}
    return " and " in words or plural or (last.endswith("s") and not last.endswith(("ss", "us", "is")))


def _many(counted: str) -> str:
    """Return what is counted as it stands after "how many": in the plural, and people for a state they are in."""
    if counted.lower() in _STATES | {"person", "persons"}:
        return "people"
    if _is_plural(counted):
        return counted
    from lemminflect import getInflection  # noqa: PLC0415 - heavy: see `_inflected`

    *rest, last = counted.split()
    plural = getInflection(last, tag="NNS", inflect_oov=False)
    return " ".join([*rest, plural[0] if plural else last])


_UNITS: Final = {
    "USD": "dollars",
    "EUR": "euros",
    "GBP": "pounds",
    "m": "metres",
    "km": "kilometres",
    "kg": "kilograms",
}
"""Names of units that the records abbreviate."""


def _asked(question: Question) -> str:
    """Return "how many tonnes of solvents", "what share of the voters", "how many people"."""
    of = f" of {question.counted}" if question.counted else ""
    if question.unit == "percent":
        return f"what share{of}"
    if question.unit and question.unit != "person":
        unit = _UNITS.get(question.unit) or _many(question.unit.replace("_", " "))
        return f"how many {unit}{of}" if of and unit not in of else f"how many {unit}"
    return (
        f"how many {_many(question.counted or question.unit or '')}"
        if question.counted or question.unit
        else "how much"
    )


def _figure_question(question: Question) -> str:
    asked = _asked(question)
    thing = f" {question.object}" if question.object else ""
    state = question.counted.lower() in _STATES and not question.verb
    if not question.verb or (question.verb in {"be", "have"} and not question.subject):
        return f"{asked} were {question.counted}" if state else f"{asked} were there{thing}"
    if question.passive:
        return f"{asked} were {_inflected(question.verb, 'VBN')}{thing}"
    if not question.subject:
        return f"{asked} {_inflected(question.verb, 'VBD')}{thing}"
    return f"{asked} did {question.subject} {_plain(question.verb)}"


def _who_question(question: Question) -> str:
    if question.passive and question.subject and question.verb:
        be = "were" if _is_plural(question.subject) else "was"
        return f"by whom {be} {question.subject} {_inflected(question.verb, 'VBN')}"
    return f"who {_inflected(question.verb or 'do', 'VBD')} {question.object or question.subject}".strip()


def _quote_question(question: Question) -> str:
    about = f" about {question.object}" if question.object else ""
    return f"what did {question.subject or 'the speaker'} say{about}"


def _clause_question(question: Question) -> str:
    """Return "when did …", "where was …", "did …"."""
    lead = {FindingKind.DATE: "when ", FindingKind.PLACE: "where "}.get(question.kind, "")
    subject, rest = question.subject or "it", f" {question.object}" if question.object else ""
    be = "were" if _is_plural(subject) else "was"
    if not question.verb:
        return f"{lead}{be} {subject}{rest}" if lead or rest else f"what is said of {subject}"
    if question.verb == "be":
        return f"{lead}{be} {subject}{rest}"
    if question.passive:
        return f"{lead}{be} {subject} {_inflected(question.verb, 'VBN')}{rest}"
    return f"{lead}did {subject} {_plain(question.verb)}{rest}"
