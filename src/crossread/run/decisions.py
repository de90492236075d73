"""Decisions: made by readers, laid over what was found whenever a case is asked, taken back when they say so.

The records stay as they were read: undoing a decision leaves nothing behind, and a rebuild cannot lose one. A target
that a rebuild gave another identifier (a finding that grew, an actor named once more) is found again by what it rested
on; one that is gone is told, and its decision stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from crossread.errors import BadDecisionError, BadPartialDateError, UnknownRecordError
from crossread.model.decision import Decision, DecisionId, DecisionKind, DecisionState
from crossread.model.document import Document, DocumentId
from crossread.model.finding import Finding, Naming, Standing
from crossread.model.link import Actor, Link
from crossread.model.reason import Reason
from crossread.model.value import PartialDate
from crossread.run.corrections import Corrected, correct_actors, correct_links, correct_naming, signature
from crossread.store.view import View

_STANDINGS: Final = {DecisionKind.CONFIRM: Standing.CONFIRMED, DecisionKind.REJECT: Standing.REJECTED}
_RULES: Final = {DecisionKind.CONFIRM: "reader_confirmed", DecisionKind.REJECT: "reader_rejected"}
_TABLES: Final = {"finding": "findings", "document": "documents", "link": "links"}
"""Where records stand that are found by their identifier."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """The readers' decisions on one case, as far as they meet what it holds now.

    Attributes:
        decisions: All of them, in the order in which they were made.
        states: What became of each.
        met: The identifiers that the targets of each have now; nothing for those that are gone.
        on: The decisions in force on each record, by the identifier that it has now.
        rejected: What readers rejected: identifier, and what it is ("finding", "actor", "link" …).
        corrected: The actors after them; None where no decision touches one.
    """

    decisions: tuple[Decision, ...]
    states: Mapping[DecisionId, DecisionState]
    met: Mapping[DecisionId, tuple[str, ...]]
    on: Mapping[str, tuple[Decision, ...]]
    rejected: Mapping[str, str]
    corrected: Corrected | None

    @classmethod
    def of(cls, view: View) -> Overlay:
        """Return the decisions of a case, laid over it."""
        decisions = tuple(view.decisions())
        live = [decision for decision in decisions if not decision.undone]
        kinds = {decision.id: _what(decision, view) for decision in live}
        actors = [decision for decision in live if kinds[decision.id] in {"actor", "mention"}]
        corrected = correct_actors(view.actors(), actors, view.mentions) if actors else None
        met: dict[DecisionId, tuple[str, ...]] = dict(corrected.met) if corrected else {}
        met |= _met_records([(decision, kinds[decision.id]) for decision in live], view)
        on: dict[str, list[Decision]] = {}
        for decision in live:
            for key in met.get(decision.id, ()):
                on.setdefault(key, []).append(decision)
        states = {decision.id: _state(decision, met, view) for decision in decisions}
        laid = {key: tuple(found) for key, found in on.items()}
        rejected = {key: kinds[made[-1].id] for key, made in laid.items() if _standing(made) is Standing.REJECTED}
        return cls(decisions, states, met, laid, rejected, corrected)

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
        return [actor for actor in (self.corrected.actors if self.corrected else found) if actor.id not in rejected]

    def links(self, found: Iterable[Link]) -> list[Link]:
        """Return the links with those of the readers, without those that they took back."""
        rejected = frozenset(self.without("link"))
        nobody = Corrected((), {}, {}, frozenset())
        return correct_links(found, self.corrected or nobody, rejected) if self.corrected or rejected else list(found)

    def naming(self, found: Iterable[Naming], view: View) -> list[Naming]:
        """Return what each document calls each actor, by the actors after the readers' decisions."""
        if self.corrected is None:
            return list(found)
        return correct_naming(found, view.actors(), self.corrected, view.mentions)


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
    """Return, for each decision on a finding, document or link, the identifier that its target has now."""
    wanted: dict[str, list[Decision]] = {}
    for decision, what in decisions:
        if what in _TABLES:
            wanted.setdefault(what, []).append(decision)
    met: dict[DecisionId, tuple[str, ...]] = {}
    for what, made in wanted.items():
        there = view.has(_TABLES[what], [decision.target for decision in made])
        lost = [decision for decision in made if decision.target not in there]
        met.update({decision.id: (decision.target,) for decision in made if decision.target in there})
        places = view.places() if lost and what == "finding" else {}
        again = ((decision.id, _again(decision.targets[0][1], places)) for decision in lost)
        met.update({key: (found,) for key, found in again if found})
    return met


def _again(anchor: Sequence[str], places: Mapping[str, tuple[str, frozenset[str]]]) -> str | None:
    """Return the finding of the same kind that rests on all the places of the one decided about, or on more.

    One that lost a place, or whose places went different ways, is another finding: the reader has to look again.
    """
    kind, stood = anchor[1:2], frozenset(anchor[2:])
    fitting = [key for key, (asked, now) in places.items() if stood and [asked] == list(kind) and stood <= now]
    return min(fitting, key=lambda key: (len(places[key][1]), key), default=None)


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

    @cached_property
    def actors(self) -> Mapping[str, Actor]:
        """The actors after the decisions made before, by identifier."""
        return {actor.id: actor for actor in self.overlay.actors(self.view.actors())}

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
        found = [self._find(chosen, target) for target in targets]
        if chosen is DecisionKind.MERGE and len({key for key, _ in found}) < len(found):
            raise BadDecisionError("the two are one actor already", "Give two actors")
        keys, anchors = zip(*found, strict=True)
        return Decision.made(chosen, keys, by=name, at=at, note=why, to=value, anchors=anchors)

    def _find(self, kind: DecisionKind, target: str) -> tuple[str, str]:
        """Return the identifier of what is meant, and its anchor."""
        if kind is DecisionKind.SPLIT:
            return self._mention(target), "mention"
        if kind is DecisionKind.CHANGE:
            return self.view.document(target).id, "document"
        if kind in {DecisionKind.MERGE, DecisionKind.RENAME}:
            return self._actor(target)
        return self._any(target)

    def _actor(self, target: str) -> tuple[str, str]:
        """Return an actor by identifier, a unique beginning of it, or a name that only one has."""
        alike = [key for key in self.actors if target and key.startswith(target)]
        found = [target] if target in self.actors else alike
        called = [key for key, actor in self.actors.items() if actor.name.casefold() == target.casefold()]
        found = found or called
        if len(found) != 1:
            near = [f"{key} ({self.actors[key].name})" for key in found[:5]]
            raise UnknownRecordError("actor", target, near)
        return found[0], ",".join(("actor", *self.actors[found[0]].mentions))

    def _mention(self, target: str) -> str:
        key = self.view.resolve("mention", "mentions", target)
        holder = [actor for actor in self.actors.values() if key in actor.mentions]
        if not holder or len(holder[0].mentions) < 2:
            raise BadDecisionError("this mention is an actor by itself", "Give one that an actor shares with others")
        return key

    def _any(self, target: str) -> tuple[str, str]:
        """Return a finding, actor, document or link."""
        try:
            key = self.view.finding(target).id
        except UnknownRecordError as error:
            return self._other(target, error)
        kind, places = self.view.places()[key]
        return key, ",".join(("finding", kind, *sorted(places)))

    def _other(self, target: str, error: UnknownRecordError) -> tuple[str, str]:
        for what in ("document", "link"):
            if self.view.has(_TABLES[what], [target]):
                return target, what
        if target in self.actors:
            return self._actor(target)
        raise error


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
        raise BadDecisionError("only one actor is given", "Give the identifiers of both")
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
