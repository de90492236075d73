"""The sheet of one event: `event.yaml` read, checked and held in frozen records."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

VERDICTS = ("contested", "corroborated", "updated", "repeated", "single_source")
GRADES = ("hard", "soft", "interpretive")
QUESTION_KINDS = ("figure", "date", "place", "who", "whether", "quote", "what")
ACTOR_KINDS = ("person", "organisation", "place", "group", "facility", "event", "work", "other")
RELATIONS = ("identical", "cut", "altered", "reattributed", "indirect")
SPLITS = ("train", "dev", "test")
REGISTERS = (
    "agency copy",
    "reprint",
    "early report",
    "follow-up",
    "official statement",
    "eyewitness",
    "opinion",
    "partisan organ",
    "investigation",
    "broadcast script",
    "blog",
)
ID = re.compile(r"[a-z0-9][a-z0-9_-]*\Z", re.IGNORECASE)
PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2})?)?)?\Z")
_FIELDS = {
    "event": {
        "event",
        "title",
        "kind",
        "split",
        "sheet",
        "actors",
        "outlets",
        "questions",
        "lineages",
        "utterances",
        "silences",
    },
    "actor": {"name", "kind", "names"},
    "outlet": {"name", "family", "leaning", "register", "author", "published", "url", "speaks_as"},
    "question": {"question", "kind", "verdict", "grade", "answers", "camps", "note"},
    "answer": {"label", "value"},
    "utterance": {"by", "relation", "note"},
}


class _PlainLoader(yaml.SafeLoader):
    """YAML without surprises: dates stay text, `yes` and `no` stay words."""


_PlainLoader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or something the accounts speak of."""

    id: str
    name: str
    kind: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who published one account, and when; `speaks_as` names the actor whose own voice the account is."""

    id: str
    name: str
    family: str | None
    leaning: str
    register: str
    author: str | None
    published: str | None
    url: str | None
    speaks_as: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """One gold answer: its label and, where there is one, its value."""

    id: str
    label: str
    value: Any


@dataclass(frozen=True, slots=True)
class Question:
    """One gold question with its answers, camps, verdict and grade."""

    id: str
    question: str
    kind: str
    verdict: str
    grade: str | None
    answers: Mapping[str, Answer]
    camps: tuple[tuple[str, ...], ...]
    note: str

    def camp_of(self, answer: str) -> int:
        """Return the index of the camp that holds `answer`, or -1."""
        return next((i for i, camp in enumerate(self.camps) if answer in camp), -1)


@dataclass(frozen=True, slots=True)
class Lineage:
    """Documents that descend from one telling, and why."""

    documents: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Utterance:
    """What one person once said, given by several accounts."""

    id: str
    by: str
    relation: str
    note: str


@dataclass(frozen=True, slots=True)
class Silence:
    """A question that others answer and this document does not."""

    document: str
    question: str
    why: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that `event.yaml` says; `problems` lists what is wrong with it."""

    id: str
    title: str
    kind: str
    split: str
    actors: Mapping[str, Actor]
    outlets: Mapping[str, Outlet]
    questions: Mapping[str, Question]
    lineages: tuple[Lineage, ...]
    utterances: Mapping[str, Utterance]
    silences: tuple[Silence, ...]
    problems: tuple[str, ...] = field(default=())

    def lineage_of(self, outlet: str) -> int:
        """Return the index of the lineage that holds `outlet`, or -1."""
        return next((i for i, lineage in enumerate(self.lineages) if outlet in lineage.documents), -1)


class _Reading:
    """Collects what is wrong while the sheet is read."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def wrong(self, where: str, what: str) -> None:
        self.problems.append(f"event.yaml: {where}: {what}")

    def mapping(self, where: str, value: Any, kind: str | None = None) -> dict[str, Any]:
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            self.wrong(where, f"must be a mapping, is {value!r}")
            return {}
        found = {str(key): item for key, item in value.items()}
        if kind is not None:
            for key in sorted(set(found) - _FIELDS[kind]):
                fields = ", ".join(sorted(_FIELDS[kind]))
                hint = "quote the text: it holds a comma" if " " in key else f"the fields are {fields}"
                self.wrong(where, f"has no field '{key}'; {hint}")
        return found

    def named(self, where: str, value: Any, kind: str) -> list[tuple[str, str, dict[str, Any]]]:
        """Return (where, id, fields) of each entry of a mapping of mappings."""
        found = []
        for key, item in self.mapping(where, value).items():
            if not ID.match(key):
                self.wrong(where, f"'{key}' is no id: letters, digits, '-' and '_' only")
            found.append((f"{where}.{key}", key, self.mapping(f"{where}.{key}", item, kind)))
        return found

    def sequence(self, where: str, value: Any) -> list[Any]:
        if value is None:
            return []
        if isinstance(value, str) or not isinstance(value, Sequence):
            self.wrong(where, f"must be a list, is {value!r}")
            return []
        return list(value)

    def text(self, where: str, fields: Mapping[str, Any], key: str, *, needed: bool = True) -> str:
        value = fields.get(key)
        if value is None or value == "":
            if needed:
                self.wrong(where, f"{key} is missing")
            return ""
        if isinstance(value, Mapping | list):
            self.wrong(where, f"{key} must be words, is {value!r}")
            return ""
        return str(value)

    def one_of(self, where: str, fields: Mapping[str, Any], key: str, allowed: Sequence[str]) -> str:
        value = self.text(where, fields, key)
        if value and value not in allowed:
            self.wrong(where, f"{key} '{value}' is none of {', '.join(allowed)}")
        return value


def read_sheet(path: Path) -> Sheet:
    """Read and check one `event.yaml`.

    Args:
        path: The file.

    Returns:
        The sheet; what is wrong with it stands in `problems`, so that one slip does not hide the others.
    """
    reading = _Reading()
    try:
        with path.open(encoding="utf-8") as stream:
            # The loader is a SafeLoader with fewer resolvers.
            raw = yaml.load(stream, Loader=_PlainLoader)  # noqa: S506
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as trouble:
        reading.wrong("cannot be read", " ".join(str(trouble).split()))
        raw = {}
    return _sheet(reading, path.parent.name, raw)


def _sheet(reading: _Reading, folder: str, raw: Any) -> Sheet:
    top = reading.mapping("file", raw, "event")
    name = reading.text("file", top, "event")
    if name and name != folder:
        reading.wrong("file", f"event '{name}' stands in the folder '{folder}'")
    reading.text("file", top, "sheet")
    return Sheet(
        id=folder,
        title=reading.text("file", top, "title"),
        kind=reading.text("file", top, "kind"),
        split=reading.one_of("file", top, "split", SPLITS),
        actors=_actors(reading, top.get("actors")),
        outlets=_outlets(reading, top.get("outlets")),
        questions=_questions(reading, top.get("questions")),
        lineages=_lineages(reading, top.get("lineages")),
        utterances=_utterances(reading, top.get("utterances")),
        silences=_silences(reading, top.get("silences")),
        problems=tuple(reading.problems),
    )


def _actors(reading: _Reading, raw: Any) -> dict[str, Actor]:
    found = {}
    for where, key, fields in reading.named("actors", raw, "actor"):
        names = tuple(str(name) for name in reading.sequence(f"{where}.names", fields.get("names")))
        found[key] = Actor(
            key, reading.text(where, fields, "name"), reading.one_of(where, fields, "kind", ACTOR_KINDS), names
        )
    return found


def _outlets(reading: _Reading, raw: Any) -> dict[str, Outlet]:
    found = {}
    for where, key, fields in reading.named("outlets", raw, "outlet"):
        published = reading.text(where, fields, "published", needed=False) or None
        if published and not PARTIAL_DATE.match(published):
            reading.wrong(where, f"published '{published}' is no date like 2031, 2031-06 or 2031-06-03")
        found[key] = Outlet(
            id=key,
            name=reading.text(where, fields, "name"),
            family=reading.text(where, fields, "family", needed=False) or None,
            leaning=reading.text(where, fields, "leaning"),
            register=reading.one_of(where, fields, "register", REGISTERS),
            author=reading.text(where, fields, "author", needed=False) or None,
            published=published,
            url=reading.text(where, fields, "url", needed=False) or None,
            speaks_as=reading.text(where, fields, "speaks_as", needed=False) or None,
        )
    return found


def _questions(reading: _Reading, raw: Any) -> dict[str, Question]:
    found = {}
    for where, key, fields in reading.named("questions", raw, "question"):
        answers = {
            name: Answer(name, reading.text(place, item, "label"), item.get("value"))
            for place, name, item in reading.named(f"{where}.answers", fields.get("answers"), "answer")
        }
        verdict = reading.one_of(where, fields, "verdict", VERDICTS)
        if not answers:
            reading.wrong(where, "has no answers")
        found[key] = Question(
            id=key,
            question=reading.text(where, fields, "question"),
            kind=reading.one_of(where, fields, "kind", QUESTION_KINDS),
            verdict=verdict,
            grade=_grade(reading, where, fields, verdict),
            answers=answers,
            camps=_camps(reading, where, fields, answers),
            note=reading.text(where, fields, "note", needed=False),
        )
    return found


def _grade(reading: _Reading, where: str, fields: Mapping[str, Any], verdict: str) -> str | None:
    if verdict == "contested":
        return reading.one_of(where, fields, "grade", GRADES)
    if fields.get("grade") is not None:
        reading.wrong(where, f"grade belongs to contested questions only, this one is {verdict}")
    return None


def _camps(
    reading: _Reading, where: str, fields: Mapping[str, Any], answers: Mapping[str, Answer]
) -> tuple[tuple[str, ...], ...]:
    raw = reading.sequence(f"{where}.camps", fields.get("camps"))
    if not raw:
        if len(answers) > 1:
            reading.wrong(where, "camps are missing: write camps: [[a, b], [c]]")
        return (tuple(answers),)
    camps = tuple(tuple(str(name) for name in reading.sequence(f"{where}.camps", camp)) for camp in raw)
    placed = [name for camp in camps for name in camp]
    for name in sorted(set(placed) - set(answers)):
        reading.wrong(where, f"camps name '{name}', which is no answer of this question")
    for name in answers:
        if placed.count(name) != 1:
            reading.wrong(where, f"answer '{name}' stands in {placed.count(name)} camps, must stand in exactly one")
    return camps


def _lineages(reading: _Reading, raw: Any) -> tuple[Lineage, ...]:
    found = []
    for number, item in enumerate(reading.sequence("lineages", raw), 1):
        where = f"lineages[{number}]"
        fields = reading.mapping(where, item)
        documents = tuple(str(name) for name in reading.sequence(where, fields.get("documents")))
        found.append(Lineage(documents, reading.text(where, fields, "why")))
    return tuple(found)


def _utterances(reading: _Reading, raw: Any) -> dict[str, Utterance]:
    return {
        key: Utterance(
            key,
            reading.text(where, fields, "by"),
            reading.one_of(where, fields, "relation", RELATIONS),
            reading.text(where, fields, "note", needed=False),
        )
        for where, key, fields in reading.named("utterances", raw, "utterance")
    }


def _silences(reading: _Reading, raw: Any) -> tuple[Silence, ...]:
    found = []
    for number, item in enumerate(reading.sequence("silences", raw), 1):
        where = f"silences[{number}]"
        fields = reading.mapping(where, item)
        found.append(
            Silence(
                reading.text(where, fields, "document"),
                reading.text(where, fields, "question"),
                reading.text(where, fields, "why"),
            )
        )
    return tuple(found)
