"""Decisions: made by readers, laid over what was found whenever a case is asked, taken back when they say so.

The records stay as they were read: undoing a decision leaves nothing behind, and a rebuild cannot lose one. A target
that a rebuild gave another identifier (a finding that grew, an actor named once more) is found again by what it rested
on; one that is gone is told, and its decision stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from crossread.errors import BadDecisionError, BadPartialDateError, UnknownRecordError
from crossread.model.decision import Decision, DecisionId, DecisionKind, DecisionState
from crossread.model.document import Document, DocumentId
from crossread.model.event import Act
from crossread.model.finding import Finding, Naming, Saying, Standing
from crossread.model.link import Actor, Link
from crossread.model.reason import Reason
from crossread.model.value import PartialDate
from crossread.run.corrections import (
    Corrected,
    correct_actors,
    correct_acts,
    correct_links,
    correct_naming,
    correct_sayings,
    signature,
)
from crossread.run.regrouping import Regrouped, places_of, regroup
from crossread.store.view import View

_STANDINGS: Final = {DecisionKind.CONFIRM: Standing.CONFIRMED, DecisionKind.REJECT: Standing.REJECTED}
_RULES: Final = {DecisionKind.CONFIRM: "reader_confirmed", DecisionKind.REJECT: "reader_rejected"}
_TABLES: Final = {"finding": "findings", "document": "documents", "link": "links"}
"""Where records stand that are found by their identifier."""
_ACTORS: Final = frozenset({"actor", "mention"})


@dataclass(frozen=True, slots=True)
class Overlay:
    """The readers' decisions on one case, as far as they meet what it holds now.

    Attributes:
        decisions: All of them, in the order in which they were made.
        states: What became of each.
        met: The identifiers that the targets of each have now; nothing for those that are gone.
        on: The decisions in force on each record, by the identifier that it has now.
        rejected: What readers rejected: identifier, and what it is ("finding", "actor", "link" …).
        corrected: What decisions make of the actors.
        regrouped: What decisions make of the findings.
    """

    decisions: tuple[Decision, ...]
    states: Mapping[DecisionId, DecisionState]
    met: Mapping[DecisionId, tuple[str, ...]]
    on: Mapping[str, tuple[Decision, ...]]
    rejected: Mapping[str, str]
    corrected: Corrected
    regrouped: Regrouped

    @classmethod
    def of(cls, view: View) -> Overlay:
        """Return the decisions of a case, laid over it."""
        decisions = tuple(view.decisions())
        live = [decision for decision in decisions if not decision.undone]
        kinds = {decision.id: _what(decision, view) for decision in live}
        corrected = correct_actors(view, [decision for decision in live if kinds[decision.id] in _ACTORS])
        regrouped = regroup(view, [decision for decision in live if kinds[decision.id] == "finding"])
        met: dict[DecisionId, tuple[str, ...]] = {**corrected.met, **regrouped.met}
        met |= _met_records([(decision, kinds[decision.id]) for decision in live], view)
        on: dict[str, list[Decision]] = {}
        for decision in live:
            for key in met.get(decision.id, ()):
                on.setdefault(key, []).append(decision)
        states = {decision.id: _state(decision, met, view) for decision in decisions}
        laid = {key: tuple(found) for key, found in on.items()}
        rejected = {key: kinds[made[-1].id] for key, made in laid.items() if _standing(made) is Standing.REJECTED}
        return cls(decisions, states, met, laid, rejected, corrected, regrouped)

    def without(self, what: str) -> tuple[str, ...]:
        """Return the identifiers of the rejected findings, actors or links (`what`), sorted."""
        return tuple(sorted(key for key, kind in self.rejected.items() if kind == what))

    def finding(self, finding: Finding) -> Finding:
        """Return a finding as it stands after the readers' decisions, these among its reasons."""
        made = [decision for decision in self.on.get(finding.id, ()) if decision.kind in _STANDINGS]
        if not made:
            return finding
        why = [Reason(_RULES[one.kind], signature(one)) for one in made]
        return replace(finding, standing=_standing(made), reasons=(*finding.reasons, *why))

    def actors(self, found: Iterable[Actor]) -> list[Actor]:
        """Return the actors after the readers' decisions; those they rejected are left out."""
        rejected = set(self.without("actor"))
        return [actor for actor in self.corrected.laid_over(found) if actor.id not in rejected]

    def links(self, found: Iterable[Link]) -> list[Link]:
        """Return the links with those of the readers, without those that they took back."""
        return correct_links(found, self.corrected, frozenset(self.without("link")))

    def naming(self, found: Iterable[Naming], view: View) -> list[Naming]:
        """Return what documents call actors, by the actors after the readers' decisions."""
        rejected = set(self.without("actor"))
        laid = correct_naming(found, self.corrected, view.mention_places) if self.corrected.gone else list(found)
        return [naming for naming in laid if naming.actor not in rejected]

    def sayings(self, found: Iterable[Saying]) -> list[Saying]:
        """Return with which verbs documents let actors speak, by the actors after the readers' decisions."""
        rejected = frozenset(self.without("actor"))
        return correct_sayings(found, self.corrected, rejected) if self.corrected.gone or rejected else list(found)

    def acts(self, found: Iterable[Act]) -> list[Act]:
        """Return who did what to whom, by the actors after the readers' decisions."""
        rejected = frozenset(self.without("actor"))
        return correct_acts(found, self.corrected, rejected) if self.corrected.gone or rejected else list(found)


def _standing(made: Iterable[Decision]) -> Standing:
    """Return what was decided last."""
    kinds = [decision.kind for decision in made if decision.kind in _STANDINGS]
    return _STANDINGS[kinds[-1]] if kinds else Standing.OPEN


def _what(decision: Decision, view: View) -> str:
    """Return what a decision is about: as it says itself, else by where its target stands."""
    target, anchor = decision.targets[0]
    if anchor:
        return anchor[0]
    return next((what for what, table in _TABLES.items() if view.has(table, [target])), "actor")


def _met_records(decisions: Iterable[tuple[Decision, str]], view: View) -> dict[DecisionId, tuple[str, ...]]:
    """Return the targets of the decisions on documents and links that are there."""
    wanted: dict[str, list[Decision]] = {}
    for decision, what in decisions:
        if what in {"document", "link"}:
            wanted.setdefault(what, []).append(decision)
    met: dict[DecisionId, tuple[str, ...]] = {}
    for what, made in wanted.items():
        there = view.has(_TABLES[what], [decision.target for decision in made])
        met.update({decision.id: (decision.target,) for decision in made if decision.target in there})
    return met


def _state(decision: Decision, met: Mapping[DecisionId, tuple[str, ...]], view: View) -> DecisionState:
    if decision.undone:
        return DecisionState.UNDONE
    if decision.id not in met:
        return DecisionState.LOST
    if decision.kind is DecisionKind.CHANGE:
        published = view.document(decision.target).published
        return DecisionState.IN_FORCE if published == _date(decision) else DecisionState.WAITS
    return DecisionState.IN_FORCE


# Making one


@dataclass(frozen=True)
class Desk:
    """Where a reader's words become a decision: finds what is meant and refuses what cannot be.

    Attributes:
        view: The case.
        overlay: The decisions made before.
    """

    view: View
    overlay: Overlay

    def make(  # noqa: PLR0913 - the fields of the record
        self, kind: str, targets: Sequence[str], *, by: str, at: str, note: str, to: str
    ) -> Decision:
        """Return the decision that a reader means.

        Raises:
            BadDecisionError: If it says nothing, is not signed, or cannot be made about such a record.
            UnknownRecordError: If a target is not in the case.
        """
        chosen = _kind(kind)
        name, why, value = " ".join(by.split()), note.strip(), " ".join(to.split())
        if not name:
            raise BadDecisionError("it is not signed", "Say who decides, with --by NAME")
        _check_words(chosen, targets, why, value)
        found = self._found(chosen, targets)
        keys, anchors = zip(*found, strict=True)
        return Decision.made(chosen, keys, by=name, at=at, note=why, to=value, anchors=anchors)

    def _found(self, kind: DecisionKind, targets: Sequence[str]) -> list[tuple[str, str]]:
        """Return the identifiers of what is meant, each with its anchor."""
        if kind is DecisionKind.SPLIT:
            finding = self._finding(targets[0])
            return (
                self._sayings(finding, targets[1:]) if finding else [(self._mention(one), "mention") for one in targets]
            )
        if kind is DecisionKind.CHANGE:
            return [(self.view.document(target).id, "document") for target in targets]
        if kind is DecisionKind.RENAME:
            return [self._actor(target) for target in targets]
        if kind is DecisionKind.MERGE:
            return self._merged(targets)
        return [self._any(target) for target in targets]

    def _merged(self, targets: Sequence[str]) -> list[tuple[str, str]]:
        findings = [self._finding(target) for target in targets]
        whole = [finding for finding in findings if finding is not None]
        found = (
            [_anchored(one) for one in whole] if len(whole) == len(targets) else [self._actor(one) for one in targets]
        )
        if len({key for key, _ in found}) < len(found):
            raise BadDecisionError("the two are one already", "Give two that differ")
        return found

    def _finding(self, target: str) -> Finding | None:
        """Return a finding as it stands now, by its identifier or a unique beginning of it; None where it is none."""
        regrouped = self.overlay.regrouped
        made = [finding for key, finding in regrouped.made.items() if target and key.startswith(target)]
        if made:
            return made[0] if len(made) == 1 else None
        try:
            found = self.view.finding(target)
        except UnknownRecordError:
            return None
        now = regrouped.now(found.id)
        if now:
            raise BadDecisionError("a reader merged or split this finding", f"Decide about {' or '.join(now)}")
        return found

    def _sayings(self, finding: Finding, targets: Sequence[str]) -> list[tuple[str, str]]:
        """Return a finding and the places that shall be split off it."""
        there = places_of(finding)
        chosen = list(dict.fromkeys(self._place(target, there) for target in targets))
        if not chosen or len(chosen) == len(there):
            raise BadDecisionError("nothing or everything is split off", "Give some of the finding's places")
        return [_anchored(finding), *((place, "place") for place in chosen)]

    def _place(self, target: str, there: frozenset[str]) -> str:
        """Return a place of a finding, given as `document:start-end`; the document by identifier or path."""
        if target in there:
            return target
        document, _, span = target.rpartition(":")
        place = f"{self.view.document(document).id}:{span}" if document else target
        if place not in there:
            raise UnknownRecordError("place", target, sorted(there)[:5])
        return place

    def _actor(self, target: str) -> tuple[str, str]:
        """Return an actor by identifier, a unique beginning of it, or a name that only one has."""
        laid = self.overlay.corrected
        made: dict[str, Actor] = {actor.id: actor for actor in laid.actors}
        found = [key for key in made if target and key.startswith(target)]
        if target in made:
            found = [target]
        if not found:
            with suppress(UnknownRecordError):
                found = [self.view.resolve("actor", "actors", target)] if target else []
        called = [
            *self.view.called(target),
            *(k for k, one in made.items() if one.name.casefold() == target.casefold()),
        ]
        found = [key for key in found or called if key not in laid.gone and self.overlay.rejected.get(key) != "actor"]
        actors = [made.get(key) or self.view.actor(key) for key in dict.fromkeys(found)]
        known = [actor for actor in actors if actor is not None]
        if len(known) != 1:
            raise UnknownRecordError("actor", target, [f"{actor.id} ({actor.name})" for actor in known[:5]])
        return known[0].id, ",".join(("actor", *known[0].mentions))

    def _mention(self, target: str) -> str:
        key = self.view.resolve("mention", "mentions", target)
        laid = self.overlay.corrected
        holder = next((actor for actor in laid.actors if key in actor.mentions), None)
        holder = holder or self.view.actor(self.view.holders([key]).get(key, ""))
        if holder is None or len(holder.mentions) < 2:
            raise BadDecisionError("this mention is an actor by itself", "Give one that an actor shares with others")
        return key

    def _any(self, target: str) -> tuple[str, str]:
        """Return a finding, actor, document or link."""
        finding = self._finding(target)
        return _anchored(finding) if finding else self._other(target)

    def _other(self, target: str) -> tuple[str, str]:
        for what in ("document", "link"):
            if self.view.has(_TABLES[what], [target]):
                return target, what
        if self.view.actor(target) or self.overlay.corrected.made(target):
            return self._actor(target)
        self.view.finding(target)  # tells what comes near
        raise UnknownRecordError("finding", target)


def _anchored(finding: Finding) -> tuple[str, str]:
    """Return a finding's identifier, and by what it is found again: its kind and its places."""
    return finding.id, ",".join(("finding", finding.question.kind.value, *sorted(places_of(finding))))


def _kind(kind: str) -> DecisionKind:
    try:
        return DecisionKind(kind.lower())
    except ValueError as error:
        named = ", ".join(item.value for item in DecisionKind)
        raise BadDecisionError(f"{kind!r} is none", f"Choose one of: {named}") from error


def _check_words(kind: DecisionKind, targets: Sequence[str], note: str, to: str) -> None:
    """Refuse a decision that lacks what its kind needs."""
    if not targets:
        raise BadDecisionError("it is about nothing", "Give the identifier of what you decide about")
    if kind is DecisionKind.MERGE and len(targets) < 2:
        raise BadDecisionError("only one record is given", "Give the identifiers of both")
    if kind not in {DecisionKind.MERGE, DecisionKind.SPLIT} and len(targets) > 1:
        raise BadDecisionError(f"{kind.value} is about one record", "Decide about each by itself")
    if kind is DecisionKind.NOTE and not note:
        raise BadDecisionError("the note is empty", "Write it with --note TEXT")
    if kind in {DecisionKind.RENAME, DecisionKind.CHANGE} and not to:
        raise BadDecisionError("the new value is missing", "Give it with --to VALUE")
    if kind is DecisionKind.CHANGE:
        try:
            PartialDate.parse(to)
        except BadPartialDateError as error:
            raise BadDecisionError(f"{to!r} is not a date", "Write it as 2021, 2021-08 or 2021-08-17") from error


# What a build has to know


def changed_dates(decisions: Iterable[Decision]) -> Mapping[DocumentId, PartialDate]:
    """Return the dates of publication that readers put in; the last decision on a document wins."""
    made = (one for one in decisions if one.kind is DecisionKind.CHANGE and not one.undone)
    return {DocumentId(one.target): date for one in made if (date := _date(one)) is not None}


def _date(decision: Decision) -> PartialDate | None:
    """Return the date that a reader put in; None for what another program wrote and is none."""
    try:
        return PartialDate.parse(decision.to)
    except BadPartialDateError:
        return None


def taken_back(decisions: Iterable[Decision]) -> frozenset[str]:
    """Return the identifiers of links that readers rejected: copying that is none makes no lineage."""
    made = (one for one in decisions if one.anchor == "link" and not one.undone and one.kind in _STANDINGS)
    last = {one.target: one.kind for one in made}
    return frozenset(key for key, kind in last.items() if kind is DecisionKind.REJECT)


def changed_paths(decisions: Iterable[Decision], stored: Iterable[Document]) -> Mapping[str, PartialDate]:
    """Return the dates that readers put in, by the path of the document."""
    dates = changed_dates(decisions)
    return {document.path: dates[document.id] for document in stored if document.id in dates}
