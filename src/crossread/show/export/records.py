"""Records of the model as plain JSON values, in exactly the shape of `crossread-case/1`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from crossread.errors import Notice
from crossread.model.decision import Decision
from crossread.model.document import Document, Passage
from crossread.model.event import Act, Event, Telling
from crossread.model.finding import Answer, Evidence, Finding, Naming, Saying, Silence
from crossread.model.link import Actor, Lineage, Link
from crossread.model.mention import DateMention, Figure, Mention
from crossread.model.reason import Reason
from crossread.model.span import Span
from crossread.model.statement import Attribution, Quotation, Speaker, Statement
from crossread.model.value import Interval
from crossread.show import wording

Json: TypeAlias = bool | int | float | str | list["Json"] | dict[str, "Json"] | None
Record: TypeAlias = dict[str, Json]
Actors: TypeAlias = Mapping[str, str]
"""Identifier of the actor of each mention that has one."""


def span_pair(span: Span) -> Json:
    """Return a span as `[start, end]`."""
    return [span.start, span.end]


def _pairs(spans: Iterable[Span]) -> Json:
    return [span_pair(span) for span in spans]


def _number(value: float | None) -> Json:
    """Return a whole number without its ".0"."""
    return int(value) if value is not None and float(value).is_integer() else value


def document_record(document: Document) -> Record:
    """Return one entry of `documents`."""
    return {
        "id": document.id,
        "path": document.path,
        "sha256": document.sha256,
        "chars": len(document.text),
        "language": document.language,
        "title": document.title,
        "source": document.source.name if document.source else None,
        "family": document.source.family if document.source else None,
        "author": document.author,
        "published": document.published.iso() if document.published else None,
        "url": document.url,
        "text": document.text,
    }


def passage_record(passage: Passage) -> Record:
    """Return one entry of `passages`."""
    return {
        "id": passage.id,
        "document": passage.document,
        "span": span_pair(passage.span),
        "kind": passage.kind.value,
        "paragraph": passage.paragraph,
    }


def mention_record(mention: Mention, actors: Actors) -> Record:
    """Return one entry of `mentions`."""
    return {
        "id": mention.id,
        "document": mention.document,
        "span": span_pair(mention.span),
        "head": span_pair(mention.head),
        "kind": mention.kind.value,
        "form": mention.form.value,
        "actor": actors.get(mention.id),
    }


def actor_record(actor: Actor) -> Record:
    """Return one entry of `actors`."""
    return {"id": actor.id, "name": actor.name, "kind": actor.kind.value, "names": list(actor.names)}


def date_record(date: DateMention) -> Record:
    """Return one entry of `dates`."""
    return {
        "id": date.id,
        "document": date.document,
        "span": span_pair(date.span),
        "type": date.type.value,
        "value": date.value,
        "mod": date.mod,
        "anchor": date.anchor,
    }


def figure_record(figure: Figure, text: str) -> Record:
    """Return one entry of `figures`."""
    counted: Json = None
    if figure.counted:
        counted = {"text": figure.counted.of(text), "span": span_pair(figure.counted)}
    return {
        "id": figure.id,
        "document": figure.document,
        "span": span_pair(figure.span),
        "number": span_pair(figure.number),
        "low": _number(figure.amount.low),
        "high": _number(figure.amount.high),
        "approximation": figure.amount.approximation.value,
        "unit": figure.amount.unit,
        "counted": counted,
    }


def _speaker(speaker: Speaker | None, text: str, actors: Actors) -> Json:
    if speaker is None:
        return None
    return {
        "text": speaker.span.of(text),
        "span": span_pair(speaker.span),
        "actor": actors.get(speaker.mention) if speaker.mention else None,
    }


def _cue(cue: Span | None, text: str) -> Json:
    return {"text": cue.of(text), "span": span_pair(cue)} if cue else None


def quotation_record(quotation: Quotation, text: str, actors: Actors) -> Record:
    """Return one entry of `quotations`."""
    return {
        "id": quotation.id,
        "document": quotation.document,
        "spans": _pairs(quotation.spans),
        "kind": quotation.kind.value,
        "speaker": _speaker(quotation.speaker, text, actors),
        "cue": _cue(quotation.cue, text),
    }


def attribution_record(attribution: Attribution, text: str, actors: Actors) -> Record:
    """Return one entry of `attributions`."""
    return {
        "id": attribution.id,
        "document": attribution.document,
        "content": _pairs(attribution.content),
        "source": _speaker(attribution.source, text, actors),
        "cue": _cue(attribution.cue, text),
        "kind": attribution.kind.value,
        "stance": attribution.stance.value,
        "within": attribution.within,
    }


def statement_record(statement: Statement) -> Record:
    """Return one entry of `statements`; a role filled more than once holds a list."""
    roles: dict[str, Json] = {}
    for role in statement.roles:
        filler: Json = role.mention or span_pair(role.span)
        present = roles.get(role.name.value)
        if present is None:
            roles[role.name.value] = filler
        elif isinstance(present, list) and present and not isinstance(present[0], int):
            present.append(filler)
        else:
            roles[role.name.value] = [present, filler]
    return {
        "id": statement.id,
        "document": statement.document,
        "passage": statement.passage,
        "span": span_pair(statement.span),
        "trigger": {"span": span_pair(statement.trigger), "lemma": statement.lemma},
        "roles": roles,
        "polarity": statement.polarity.value,
        "modality": statement.modality.value,
        "voice": statement.voice,
        "time": statement.time.iso() if statement.time else None,
        "place": roles.get("place"),
        "figures": list(statement.figures),
        "dates": list(statement.dates),
    }


def reason_record(reason: Reason) -> Record:
    """Return a reason: rule, inputs and effect as data, and its sentence."""
    return {
        "rule": reason.rule,
        "inputs": dict(reason.inputs),
        "effect": reason.effect,
        "text": wording.reason_text(reason),
    }


def _reasons(reasons: Iterable[Reason]) -> Json:
    return [reason_record(reason) for reason in reasons]


def link_record(link: Link) -> Record:
    """Return one entry of `links`."""
    return {
        "id": link.id,
        "kind": link.kind.value,
        "a": link.a,
        "b": link.b,
        "score": round(link.score, 4),
        "reasons": _reasons(link.reasons),
        "by": link.by,
        "span_a": span_pair(link.span_a) if link.span_a else None,
        "span_b": span_pair(link.span_b) if link.span_b else None,
    }


def lineage_record(lineage: Lineage) -> Record:
    """Return one entry of `lineages`."""
    return {"id": lineage.id, "documents": list(lineage.documents), "reasons": _reasons(lineage.reasons)}


def _evidence(evidence: Evidence) -> Record:
    return {
        "document": evidence.document,
        "span": span_pair(evidence.span),
        "statement": evidence.statement,
        "voice": evidence.voice,
    }


def _answer(answer: Answer) -> Record:
    return {
        "label": answer.label,
        "value": answer.value,
        "evidence": [_evidence(item) for item in answer.evidence],
        "lineages": list(answer.lineages),
    }


def finding_record(finding: Finding) -> Record:
    """Return one entry of `findings`."""
    return {
        "id": finding.id,
        "verdict": finding.verdict.value,
        "grade": finding.grade.value if finding.grade else None,
        "kind": finding.question.kind.value,
        "question": wording.finding_question(finding),
        "answers": [_answer(answer) for answer in finding.answers],
        "confidence": round(finding.confidence, 4),
        "rank": round(finding.rank, 4),
        "reasons": _reasons(finding.reasons),
        "standing": finding.standing.value,
    }


def silence_record(silence: Silence) -> Record:
    """Return one entry of `silences`."""
    return {
        "document": silence.document,
        "finding": silence.finding,
        "reason": reason_record(silence.reason),
    }


def naming_record(naming: Naming) -> Record:
    """Return one entry of `naming`."""
    return {
        "actor": naming.actor,
        "document": naming.document,
        "label": naming.label,
        "count": naming.count,
        "spans": _pairs(naming.spans),
    }


def saying_record(saying: Saying) -> Record:
    """Return one entry of `sayings`."""
    return {
        "actor": saying.actor,
        "document": saying.document,
        "verb": saying.verb,
        "kind": saying.kind.value,
        "stance": saying.stance.value,
        "count": saying.count,
        "spans": _pairs(saying.spans),
    }


def event_record(event: Event, actors: Iterable[str]) -> Record:
    """Return one entry of `timeline`; `actors` are those that take part in it, as its tellings name them."""
    return {
        "id": event.id,
        "time": event.time.iso(),
        "verb": event.verb,
        "label": event.label,
        "actors": [*sorted(set(actors))],
        "tellings": [_telling(telling) for telling in event.tellings],
    }


def _telling(telling: Telling) -> Record:
    return {
        "document": telling.document,
        "span": span_pair(telling.span),
        "statement": telling.statement,
        "time": telling.time.iso(),
        "polarity": telling.polarity.value,
        "modality": telling.modality.value,
        "voice": telling.voice,
    }


def act_record(act: Act, time: Interval | None) -> Record:
    """Return one entry of `network`; `time` is when it is told to have happened, where its clause says so."""
    return {
        "id": act.id,
        "document": act.document,
        "span": span_pair(act.span),
        "statement": act.statement,
        "agent": act.agent,
        "verb": act.verb,
        "patient": act.patient,
        "role": act.role.value,
        "agent_span": span_pair(act.agent_span),
        "patient_span": span_pair(act.patient_span),
        "polarity": act.polarity.value,
        "modality": act.modality.value,
        "voice": act.voice,
        "time": time.iso() if time else None,
    }


def notice_record(notice: Notice) -> Record:
    """Return one entry of `notices`."""
    placed = notice.start is not None and notice.end is not None
    return {
        "document": notice.document,
        "path": notice.path,
        "span": [notice.start, notice.end] if placed else None,
        "code": notice.code.value,
        "message": wording.notice_text(notice),
    }


def decision_record(decision: Decision) -> Record:
    """Return one entry of `decisions`."""
    return {
        "id": decision.id,
        "kind": decision.kind.value,
        "target": decision.target,
        "by": decision.by,
        "at": decision.at,
        "note": decision.note,
        "undone": decision.undone,
        "to": decision.to,
        "anchor": decision.anchor,
    }
