"""The question that a finding answers, as one plain sentence; part of the one choice of English with `wording`."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Final

from crossread.model.finding import Finding, FindingKind, Question
from crossread.model.statement import Modality


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


def _past(lemma: str) -> str:
    """Return a verb as it stands after a plural: "were missing", "fled"."""
    return f"were {lemma[3:].replace('_', ' ')}" if lemma.startswith("be_") else _inflected(lemma, "VBD")


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
        >>> question_text(Question(FindingKind.WHAT, "the mayor", "repay", "the grant", modality=Modality.PREDICTED))
        'Is it said that the mayor will repay the grant?'
        >>> question_text(Question(FindingKind.WHAT, "the mayor", "resign", modality=Modality.DEMANDED))
        'Is it demanded that the mayor resign?'
        >>> question_text(Question(FindingKind.WHAT, "the mayor", "not_run", modality=Modality.PREDICTED))
        'Is it said that the mayor will not run?'
        >>> question_text(Question(FindingKind.FIGURE, "the guard", "hold", "the quay", unit="hour"))
        'For how many hours did the guard hold the quay?'
        >>> question_text(Question(FindingKind.FIGURE, counted="war", unit="year"))
        'How many years of war were there?'
        >>> planned = Question(FindingKind.FIGURE, "the army", "withdraw", counted="troops")
        >>> question_text(replace(planned, modality=Modality.PREDICTED))
        'How many troops is the army to withdraw?'
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


_BARE: Final = frozenset({"have", "make", "do", "take", "give", "put", "get", "say"})
"""Verbs that ask nothing without an object."""

_SHOWN: Final = 90
"""Characters of an answer that stand in for a question that has no words of its own."""


_SOMEBODY: Final = frozenset({"he", "she", "they", "i", "we", "you"})
"""Words that name nobody outside their text."""


def finding_question(finding: Finding) -> str:
    """Return the question of a finding; where its clause names nobody and nothing, the first answer's words are asked.

    A question that would read "Was it?" tells a reader nothing.
    """
    question = finding.question
    told = _phrase(finding.answers[0].label) if finding.answers else ""
    somebody = question.subject.lower()
    nameless = somebody in _SOMEBODY or {somebody, question.object.lower()} <= {"", "it", "this", "that", *_SOMEBODY}
    bare = (
        question.verb in _BARE
        and not _phrase(question.object)
        and question.kind in {FindingKind.WHAT, FindingKind.WHETHER}
    )
    if not ((nameless or bare) and told) or question.kind in {FindingKind.FIGURE, FindingKind.QUOTE}:
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


_LENGTHS: Final = frozenset({"year", "month", "week", "day", "hour", "minute"})
"""Units of how long something lasts."""


def _figure_question(question: Question) -> str:
    asked = _asked(question)
    if question.modality is not Modality.ASSERTED and question.verb and question.verb not in {"be", "have"}:
        return _planned_figure(question, asked)
    if question.unit in _LENGTHS and question.verb and (question.subject or question.passive):
        return f"for {asked} {_clause_question(replace(question, kind=FindingKind.WHAT))}"
    thing = f" {question.object}" if question.object else ""
    state = question.counted.lower() in _STATES and not question.verb
    if not question.verb or (question.verb in {"be", "have"} and not question.subject):
        be = "was" if question.unit == "percent" else "were"
        if question.verb == "have" and thing:
            return f"{asked} had{thing}"
        return f"{asked} {be} {question.counted}" if state else f"{asked} {be} there"
    if question.passive:
        return f"{asked} were {_inflected(question.verb, 'VBN')}{thing}"
    if not question.subject:
        return f"{asked} {_past(question.verb)}{thing}"
    return f"{asked} did {question.subject} {_plain(question.verb)}"


def _planned_figure(question: Question, asked: str) -> str:
    """Return "how many … are to be …" or "how many … is … to …": a number in a plan."""
    if question.passive:
        return f"{asked} are to be {_inflected(question.verb, 'VBN')}"
    if not question.subject:
        return f"{asked} are to {_plain(question.verb)}"
    be = "are" if _is_plural(question.subject) else "is"
    return f"{asked} {be} {question.subject} to {_plain(question.verb)}"


def _who_question(question: Question) -> str:
    if question.passive and question.subject and question.verb:
        be = "were" if _is_plural(question.subject) else "was"
        return f"by whom {be} {question.subject} {_inflected(question.verb, 'VBN')}"
    return f"who {_inflected(question.verb or 'do', 'VBD')} {question.object}".strip()


def _quote_question(question: Question) -> str:
    about = f" about {question.object}" if question.object else ""
    return f"what did {question.subject or 'the speaker'} say{about}"


def _clause_question(question: Question) -> str:
    """Return "when did …", "where was …", "did …"."""
    lead = {FindingKind.DATE: "when ", FindingKind.PLACE: "where "}.get(question.kind, "")
    subject, rest = question.subject or "it", f" {question.object}" if question.object else ""
    be = "were" if _is_plural(subject) else "was"
    if question.modality is not Modality.ASSERTED and question.verb:
        return _foreseen_question(question, subject, rest)
    if not question.verb:
        return f"{lead}{be} {subject}{rest}" if lead or rest else f"what is said of {subject}"
    if question.verb == "be" or question.verb.startswith("be_"):
        return f"{lead}{be} {subject} {_state(question.verb)}{rest}".replace("  ", " ").rstrip()
    if question.passive:
        return f"{lead}{be} {subject} {_inflected(question.verb, 'VBN')}{rest}"
    return f"{lead}did {subject} {_plain(question.verb)}{rest}"


def _state(verb: str) -> str:
    """Return what follows a form of "be": "" of "be", "safe" of "be_safe"."""
    return verb.removeprefix("be").removeprefix("_").replace("_", " ")


def _foreseen_question(question: Question, subject: str, rest: str) -> str:
    """Return "is it said that … will …" or "is it demanded that …": what is told is a wish or a promise, not a deed."""
    lemma = question.verb.removeprefix("not_")
    if question.passive:
        verb = f"be {_inflected(lemma, 'VBN')}"
    else:
        verb = f"be {_state(lemma)}" if lemma.split("_")[0] == "be" else _plain(lemma)
    verb = verb if lemma == question.verb else f"not {verb}"
    lead = "is it demanded that" if question.modality is Modality.DEMANDED else "is it said that"
    will = "" if question.modality is Modality.DEMANDED else " will"
    return f"{lead} {subject}{will} {verb.strip()}{rest}"
