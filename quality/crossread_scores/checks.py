"""What every event of the accounts corpus must hold to. Errors are errors; matters of style are warnings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from typing import Literal

from crossread_scores import schema
from crossread_scores.accounts import AccountsEvent, read_exactly
from crossread_scores.coverage import unmarked
from crossread_scores.event import Question
from crossread_scores.layout import VOICES
from crossread_scores.marks import Mark, MarkedText, write
from crossread_scores.runs import shared_runs
from crossread_scores.verdicts import Evidence, verdict_of

ACCOUNTS = (4, 7)
WORDS = (150, 900)
LEAST = {"contested": 3, "updated": 2, "corroborated": 4, "repeated": 1}
DENIALS = ("den", "reject", "dismiss", "refut", "rebut", "disput", "contradict")
Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an event, or one thing that could be better."""

    level: Level
    where: str
    what: str

    def __str__(self) -> str:
        """Say it on one line."""
        return f"{self.level}: {self.where}: {self.what}"


def check_event(event: AccountsEvent) -> list[Problem]:
    """Return all problems of one event, errors first."""
    found = [*_reading(event), *_outlets(event), *_marks(event), *_references(event), *_texts(event), *_copies(event)]
    found += [*_questions(event), *_minimum(event), *_utterances(event)]
    return sorted(set(found), key=lambda problem: (problem.level, problem.where, problem.what))


def _error(event: AccountsEvent, where: str, what: str) -> Problem:
    return Problem("error", f"{event.sheet.id}/{where}", what)


def _warning(event: AccountsEvent, where: str, what: str) -> Problem:
    return Problem("warning", f"{event.sheet.id}/{where}", what)


def _reading(event: AccountsEvent) -> Iterator[Problem]:
    for error in event.errors:
        yield Problem("error", *error.split(": ", 1))
    for problem in event.sheet.problems:
        name, what = problem.split(": ", 1)
        yield _error(event, name, what)


def _outlets(event: AccountsEvent) -> Iterator[Problem]:
    sheet, files = event.sheet, {path.stem for path in event.folder.glob("*.marked")}
    for name in sorted(set(sheet.outlets) - files):
        yield _error(event, "event.yaml", f"outlet '{name}' has no file {name}.marked")
    for name in sorted(files - set(sheet.outlets)):
        yield _error(event, f"{name}.marked", "is no outlet of event.yaml")
    if not ACCOUNTS[0] <= len(files) <= ACCOUNTS[1]:
        yield _error(event, "event.yaml", f"has {len(files)} accounts, must have {ACCOUNTS[0]} to {ACCOUNTS[1]}")
    placed = Counter(name for lineage in sheet.lineages for name in lineage.documents)
    for name in sorted(set(sheet.outlets) | set(placed)):
        if name not in sheet.outlets:
            yield _error(event, "event.yaml", f"lineages name '{name}', which is no outlet")
        elif placed[name] != 1:
            yield _error(
                event, "event.yaml", f"outlet '{name}' stands in {placed[name]} lineages, must stand in exactly one"
            )
    for one, other in combinations(sheet.outlets.values(), 2):
        if one.family and one.family == other.family and sheet.lineage_of(one.id) != sheet.lineage_of(other.id):
            yield _error(event, "event.yaml", f"'{one.id}' and '{other.id}' are of one family: they are one lineage")
    for outlet in sheet.outlets.values():
        if outlet.speaks_as and outlet.speaks_as not in sheet.actors:
            yield _error(event, "event.yaml", f"outlet '{outlet.id}' speaks_as '{outlet.speaks_as}', which is no actor")


def _marks(event: AccountsEvent) -> Iterator[Problem]:
    for name, text in event.texts.items():
        for line, what in schema.problems(text):
            yield _error(event, f"{name}.marked:{line}", what)
        for line, what in schema.style(text):
            yield _warning(event, f"{name}.marked:{line}", what)
        for line, what in unmarked(text, event.sheet):
            yield _warning(event, f"{name}.marked:{line}", what)
        if write(text) != read_exactly(event.folder / f"{name}.marked"):
            yield _error(
                event,
                f"{name}.marked",
                "is not in the canonical form (a value quoted without need?): crossread-accounts tidy mends it",
            )


def _references(event: AccountsEvent) -> Iterator[Problem]:
    for name, text in event.texts.items():
        for mark in text.marks:
            for what in _unresolved(event, name, mark):
                yield _error(event, f"{name}.marked:{mark.line}", f"<{mark.name}>: {what}")


def _unresolved(event: AccountsEvent, name: str, mark: Mark) -> Iterator[str]:
    sheet = event.sheet
    if mark.name == "actor" and mark.get("id") not in sheet.actors:
        yield f"id '{mark.get('id')}' is no actor of event.yaml"
    if mark.name in VOICES:
        if mark.has("by") and mark.get("by") != "unknown" and mark.get("by") not in sheet.actors:
            yield f"by '{mark.get('by')}' is no actor of event.yaml"
        if mark.has("u") and mark.get("u") not in sheet.utterances:
            yield f"u '{mark.get('u')}' is no utterance of event.yaml"
    if mark.name == "near" and mark.get("of") not in sheet.questions:
        yield f"of '{mark.get('of')}' is no question of event.yaml"
    if mark.name == "copy" and mark.has("from") and (mark.get("from") not in sheet.outlets or mark.get("from") == name):
        yield f"from '{mark.get('from')}' is no other outlet of event.yaml"
    for part in mark.get("is").split() if mark.name == "s" else ():
        question, _, answer = part.partition("=")
        if question not in sheet.questions:
            yield f"'{question}' is no question of event.yaml"
        elif answer not in sheet.questions[question].answers:
            answers = ", ".join(sheet.questions[question].answers)
            yield f"'{answer}' is no answer of '{question}'; the answers are {answers}"


def _texts(event: AccountsEvent) -> Iterator[Problem]:
    for name, text in event.texts.items():
        words = len(text.text.split())
        if not WORDS[0] <= words <= WORDS[1]:
            yield _error(event, f"{name}.marked", f"has {words} words, must have {WORDS[0]} to {WORDS[1]}")
        plain = event.folder / f"{name}.txt"
        if not plain.exists():
            yield _error(event, f"{name}.txt", "is missing: crossread-accounts render makes it")
        elif read_exactly(plain) != text.text:
            yield _error(
                event, f"{name}.txt", "is not the rendering of the marked text: crossread-accounts render makes it"
            )
    for path in sorted(event.folder.glob("*.txt")):
        if not path.with_suffix(".marked").exists():
            yield _error(event, path.name, "has no marked text")
    for a, b, run in shared_runs(event.texts):
        yield _error(
            event,
            f"{a}.marked",
            f"shares with {b} the words '{schema.short(run, 90)}': say it otherwise, or mark the copy on both sides",
        )


def _copies(event: AccountsEvent) -> Iterator[Problem]:
    for key, stretches in event.copies().items():
        outlets = {name for name, _, _ in stretches}
        where = f"{stretches[0][0]}.marked"
        if len(outlets) < 2:
            yield _error(event, where, f"copy '{key}' has one side only")
        if all(source for _, _, source in stretches):
            yield _error(event, where, f"copy '{key}' has no source: the copied account marks its stretch without from")
        for name, span, source in stretches:
            if source and source not in outlets:
                yield _error(event, f"{name}.marked", f"copy '{key}' comes from '{source}', which has no copy '{key}'")
            elif source:
                yield from _copy_pair(event, key, (name, span), source)


def _copy_pair(event: AccountsEvent, key: str, copy: tuple[str, list[int]], source: str) -> Iterator[Problem]:
    name, span = copy
    words = event.texts[name].text[slice(*span)].split()
    ratio = max(
        SequenceMatcher(None, words, event.texts[source].text[slice(*other)].split(), autojunk=False).ratio()
        for outlet, other, _ in event.copies()[key]
        if outlet == source
    )
    if ratio < 0.5:
        yield _warning(
            event, f"{name}.marked", f"copy '{key}' shares only {ratio:.0%} of its words with '{source}': is it a copy?"
        )
    published, before = event.sheet.outlets[name].published, event.sheet.outlets[source].published
    if published and before and published < before[: len(published)]:
        yield _error(
            event, "event.yaml", f"'{name}' ({published}) copies '{source}' ({before}), which was published later"
        )
    if event.sheet.lineage_of(name) != event.sheet.lineage_of(source):
        yield _warning(event, f"{name}.marked", f"copy '{key}' comes from '{source}', which stands in another lineage")


def _questions(event: AccountsEvent) -> Iterator[Problem]:
    evidence = event.evidence()
    for question in event.sheet.questions.values():
        given = evidence[question.id]
        missing = sorted(set(question.answers) - {item.answer for item in given})
        for answer in missing:
            yield _error(event, "event.yaml", f"questions.{question.id}: answer '{answer}' stands in no text")
        if given and not missing:
            yield from _verdict(event, question, given)
    for silence in event.sheet.silences:
        if silence.document not in event.sheet.outlets:
            yield _error(event, "event.yaml", f"silences: '{silence.document}' is no outlet")
        elif silence.question not in event.sheet.questions:
            yield _error(event, "event.yaml", f"silences: '{silence.question}' is no question")
        elif any(item.document == silence.document for item in evidence[silence.question]):
            yield _error(event, "event.yaml", f"silences: '{silence.document}' does answer '{silence.question}'")


def _verdict(event: AccountsEvent, question: Question, given: list[Evidence]) -> Iterator[Problem]:
    allowed = verdict_of(question, given)
    if question.verdict not in allowed:
        rule = f"verdict is {question.verdict}, by the rule it is {' or '.join(allowed)}"
        yield _error(event, "event.yaml", f"questions.{question.id}: {rule} ({_why(question, given)})")
    if question.kind == "figure":
        yield from _values(event, question)


def _why(question: Question, given: list[Evidence]) -> str:
    said = sorted(
        {
            f"{item.document}: {item.answer} by {item.speaker or 'the author'}"
            f" (camp {question.camp_of(item.answer) + 1}, {item.published})"
            for item in given
        }
    )
    return "; ".join(said)


def _values(event: AccountsEvent, question: Question) -> Iterator[Problem]:
    for name, account in event.accounts.items():
        figures = {record["id"]: record for record in account.figures()}
        for statement in account.statements():
            inside = [figures[key] for key in statement["figures"]]
            for part in statement["answers"]:
                asked, _, answer = part.partition("=")
                value = question.answers[answer].value if asked == question.id and answer in question.answers else None
                if (
                    inside
                    and isinstance(value, int | float)
                    and not any(value in (figure["low"], figure["high"]) for figure in inside)
                ):
                    numbers = ", ".join(f"{figure['low']} to {figure['high']}" for figure in inside)
                    line = _line(account.marked, statement["span"])
                    yield _warning(
                        event,
                        f"{name}.marked:{line}",
                        f"<s is={part}> has the value {value}, the figures in it are {numbers}",
                    )


def _line(text: MarkedText, span: list[int]) -> int:
    return next((mark.line for mark in text.marks if mark.name == "s" and [mark.start, mark.end] == span), 1)


def _minimum(event: AccountsEvent) -> Iterator[Problem]:
    counts = Counter(question.verdict for question in event.sheet.questions.values())
    for verdict, least in LEAST.items():
        if counts[verdict] < least:
            yield _error(event, "event.yaml", f"has {counts[verdict]} {verdict} questions, must have at least {least}")
    contested = [question for question in event.sheet.questions.values() if question.verdict == "contested"]
    kinds, grades = {question.kind for question in contested}, {question.grade for question in contested}
    if contested and len(kinds) < 3:
        what = f"its contested questions are all of the kinds {', '.join(sorted(kinds))}"
        yield _error(event, "event.yaml", f"{what}; at least three different kinds are asked for")
    if contested and len(grades) < 2:
        yield _warning(event, "event.yaml", f"all its contested questions are {contested[0].grade}")
    near = sum(mark.name == "near" for text in event.texts.values() for mark in text.marks)
    if near < 2:
        yield _warning(event, "event.yaml", f"has {near} near-misses, several are asked for")
    if not contradictions(event):
        yield _warning(event, "event.yaml", "no document or speaker contradicts himself")
    if not denials(event):
        yield _warning(event, "event.yaml", "no denial found (no cue such as 'denied' introduces an answer)")


def contradictions(event: AccountsEvent) -> list[str]:
    """Return the questions to which one document's author, or one speaker, gives answers of two camps."""
    found = []
    for question, given in event.evidence().items():
        camps: dict[str, set[int]] = {}
        for item in given:
            camps.setdefault(item.speaker or f"#{item.document}", set()).add(
                event.sheet.questions[question].camp_of(item.answer)
            )
        if any(len(held) > 1 for held in camps.values()):
            found.append(question)
    return found


def denials(event: AccountsEvent) -> list[str]:
    """Return the quotations and attributions whose cue denies, rejects or disputes."""
    voices = [record for account in event.accounts.values() for record in [*account.quotations, *account.attributions]]
    return [
        record["id"]
        for record in voices
        if record["cue"] and any(word in record["cue"]["text"].lower() for word in DENIALS)
    ]


def _utterances(event: AccountsEvent) -> Iterator[Problem]:
    given, differing = event.utterances(), 0
    for key, utterance in event.sheet.utterances.items():
        documents = {record.split(".")[0] for record in given.get(key, ())}
        if not documents:
            yield _error(event, "event.yaml", f"utterances.{key}: no text gives it")
        elif len(documents) < 2:
            yield _warning(event, "event.yaml", f"utterances.{key}: only {documents.pop()} gives it")
        elif utterance.relation != "identical":
            differing += 1
        if utterance.by not in event.sheet.actors and utterance.by != "unknown":
            yield _error(event, "event.yaml", f"utterances.{key}: by '{utterance.by}' is no actor")
    if differing < 2:
        yield _error(
            event, "event.yaml", f"has {differing} utterances that two accounts give differently, must have at least 2"
        )
