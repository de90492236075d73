"""The case as FollowTheMoney entities, one JSON object a line: for Aleph and other tools that read them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from crossread.case import Case
from crossread.model.document import Document
from crossread.model.event import Act, Event
from crossread.model.finding import Naming
from crossread.model.identity import content_id
from crossread.model.link import Actor
from crossread.model.mention import ActorKind
from crossread.model.statement import AUTHOR, Modality, Polarity
from crossread.model.value import Interval
from crossread.show import wording
from crossread.show.export.addresses import is_web
from crossread.text.visible import visible

_SCHEMATA: Final[Mapping[ActorKind, str]] = {
    ActorKind.PERSON: "Person",
    ActorKind.ORGANISATION: "Organization",
    ActorKind.GROUP: "LegalEntity",
    ActorKind.PLACE: "Address",
    ActorKind.FACILITY: "Address",
    ActorKind.EVENT: "Event",
}
"""Actors of other kinds (works, and what is none of these) have no class in FollowTheMoney; they are left out."""
_LANGUAGES: Final = {"en": "eng"}
"""FollowTheMoney names languages by three letters; other languages than English are not read."""

_NAME: Final = 384
_STRING: Final = 1024
_ADDRESS: Final = 250
_URL: Final = 4096
_TEXT: Final = 65_000
"""Most characters of one value, by its type in FollowTheMoney 4."""

Properties = dict[str, list[str]]


def ftm_text(case: Case) -> str:
    """Return the entities: documents, actors, mentions, events of the timeline, and who did what to whom.

    Identifiers are those of the case: an entity keeps its own over every export. `proof` leads to the documents on
    which an event or a link rests.
    """
    return "".join(json.dumps(entity, ensure_ascii=False, sort_keys=True) + "\n" for entity in _entities(case))


def _entities(case: Case) -> Iterator[dict[str, object]]:
    documents = {document.id: document for document in sorted(case.documents(), key=lambda item: item.id)}
    actors: dict[str, Actor] = {
        actor.id: actor for actor in case.actors() if actor.kind in _SCHEMATA and _words(actor.name)
    }
    yield from (_entity(key, "Article", _article(document)) for key, document in documents.items())
    yield from (_entity(key, _SCHEMATA[actor.kind], _actor(actor)) for key, actor in actors.items())
    yield from (_mention(naming, actors[naming.actor]) for naming in case.naming() if naming.actor in actors)
    texts: dict[str, _Paper] = {key: _Paper(document.text, _publisher(document)) for key, document in documents.items()}
    taking_part = _taking_part(case, actors)
    events = case.events()
    for event in events:
        involved = {actor for telling in event.tellings for actor in taking_part.get(telling.statement, ())}
        yield _entity(event.id, "Event", _event(event, sorted(involved), texts))
    times = {telling.statement: telling.time for event in events for telling in event.tellings}
    for act in case.acts():
        if act.agent in actors and act.patient in actors:
            yield _entity(act.id, "UnknownLink", _link(act, times.get(act.statement), texts[act.document]))


@dataclass(frozen=True, slots=True)
class _Paper:
    """A document's text and who published it."""

    text: str
    publisher: str


def _entity(key: str, schema: str, properties: Properties) -> dict[str, object]:
    kept = {name: [value for value in values if value] for name, values in properties.items()}
    return {"id": key, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


def _words(text: str | None, most: int = _STRING) -> str:
    """Return words of a document, white space single; "…" ends what is longer than a value may be."""
    words = " ".join(visible(text or "").split())
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _parts(text: str) -> list[str]:
    """Return a text in parts that are no longer than a value may be, parted at white space where there is some."""
    parts, rest = [], visible(text).strip()
    while len(rest) > _TEXT:
        end = max(rest.rfind(space, 0, _TEXT) for space in (" ", "\n"))
        parts.append(rest[: end if end > 0 else _TEXT].strip())
        rest = rest[end if end > 0 else _TEXT :].strip()
    return [*parts, rest]


def _publisher(document: Document) -> str:
    return _words(document.source.name) if document.source else ""


def _article(document: Document) -> Properties:
    return {
        "title": [_words(document.title)],
        "name": [_words(document.title, _NAME) or _words(document.path, _NAME)],
        "fileName": [_words(document.path)],
        "author": [_words(document.author)],
        "publisher": [_publisher(document)],
        "publishedAt": [document.published.iso() if document.published else ""],
        "language": [_LANGUAGES.get(document.language or "", "")],
        "sourceUrl": [document.url] if document.url and is_web(document.url) and len(document.url) <= _URL else [],
        "mimeType": ["text/plain"],
        "bodyText": list(dict.fromkeys(_parts(document.text))),
    }


def _actor(actor: Actor) -> Properties:
    name = _words(actor.name, _NAME)
    others = sorted({_words(other, _NAME) for other in actor.names} - {name, ""})
    properties = {"name": [name], "alias": others, "keywords": [actor.kind.value]}
    return {**properties, "full": [_words(actor.name, _ADDRESS)]} if _SCHEMATA[actor.kind] == "Address" else properties


def _mention(naming: Naming, actor: Actor) -> dict[str, object]:
    label = _words(naming.label, _NAME) or _words(actor.name, _NAME)
    properties = {
        "document": [str(naming.document)],
        "resolved": [str(naming.actor)],
        "name": [label],
        "detectedSchema": [_SCHEMATA[actor.kind]],
    }
    return _entity(content_id("fm", naming.actor, naming.document, naming.label), "Mention", properties)


def _taking_part(case: Case, actors: Mapping[str, Actor]) -> Mapping[str, list[str]]:
    """Return the actors that fill a role of each statement with a time."""
    of = {mention: key for key, actor in actors.items() for mention in actor.mentions}
    return {
        statement.id: [of[role.mention] for role in statement.roles if role.mention in of]
        for account in case.accounts()
        for statement in account.statements
        if statement.time
    }


def _dates(time: Interval | None) -> Properties:
    """Return a time as FollowTheMoney has it: a day, or its first and last day; an open end is left out."""
    if time is None:
        return {}
    if time.start == time.end:
        return {"date": [str(time.start)]}
    ends = {"startDate": time.start, "endDate": time.end}
    return {name: [str(day)] for name, day in ends.items() if day is not None}


def _event(event: Event, involved: Iterable[str], texts: Mapping[str, _Paper]) -> Properties:
    told = [_told(texts[t.document], t.span.of(texts[t.document].text), t.polarity, t.modality) for t in event.tellings]
    return {
        "name": [_words(event.label, _NAME)],
        "involved": [*involved],
        "proof": sorted({str(telling.document) for telling in event.tellings}),
        "summary": list(dict.fromkeys(told)),
        "keywords": [_words(event.verb.replace("_", " "))],
        "recordId": [str(event.id)],
        **_dates(event.time),
    }


def _told(paper: _Paper, words: str, polarity: Polarity, modality: Modality) -> str:
    """Return who tells what, and with what force, where it is not simply said to be so."""
    force = wording.force_text(polarity, modality)
    before = " ".join(filter(None, (paper.publisher or "One document", force)))
    return _words(f"{before}: {words}", _TEXT)


def _whose(voice: str) -> str:
    return "in the author's voice" if voice == AUTHOR else "given as another's words"


def _link(act: Act, time: Interval | None, paper: _Paper) -> Properties:
    words = act.span.of(paper.text)
    return {
        "subject": [str(act.agent)],
        "object": [str(act.patient)],
        "role": [_words(wording.act_text(act.verb, act.polarity, act.modality))],
        "status": [", ".join((act.modality.value, act.polarity.value, _whose(act.voice)))],
        "summary": [_told(paper, words, act.polarity, act.modality)],
        "publisher": [paper.publisher],
        "proof": [str(act.document)],
        "recordId": [str(act.id)],
        **_dates(time),
    }
