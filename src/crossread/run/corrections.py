"""Actors as readers corrected them: joined, parted, renamed, rejected. Laid over; what was read stays as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final, Protocol

from crossread.model.decision import Decision, DecisionId, DecisionKind
from crossread.model.document import DocumentId
from crossread.model.event import Act
from crossread.model.finding import Naming, Saying
from crossread.model.identity import content_id
from crossread.model.link import Actor, ActorId, Link, LinkKind
from crossread.model.mention import ActorKind, MentionForm, MentionId
from crossread.model.reason import Reason
from crossread.model.span import Span
from crossread.model.statement import AttributionKind, Stance

HELD: Final = 0.5
"""Share of the mentions of a corrected actor that another actor must hold to be taken for the same after a rebuild."""

Places = Callable[[Sequence[str]], Mapping[str, tuple[DocumentId, Span]]]
"""Tells where mentions stand, by identifier."""

Heirs = tuple[ActorId | None, frozenset[ActorId]]
"""Who holds now what nobody took off an actor, and who holds what was taken off."""


class Found(Protocol):
    """Where actors are looked up as they were found; a case may hold too many to go through them."""

    def actor(self, key: str) -> Actor | None:
        """Return an actor by its identifier, or None."""

    def holders(self, mentions: Sequence[str]) -> Mapping[str, str]:
        """Return the actor that each of these mentions belongs to."""

    def forms(self, keys: Sequence[str]) -> Mapping[tuple[MentionForm, ActorKind, str], int]:
        """Return how many of these mentions there are of each form, kind and name."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """The actors of a case that readers' decisions made, and those whose place they took.

    Attributes:
        actors: The actors that decisions made, sorted by identifier; rejected ones too.
        gone: Identifiers of the found actors that are no more.
        links: The links that readers put in, or took back (score 0), by identifier.
        met: For each decision that found its target: the identifiers that its targets have now.
        parted: Mentions that readers took off an actor, with the actor that holds each now.
        heirs: For each found actor that is no more: the actor that holds now what nobody took off it, and the actors
            that hold what was taken off.
    """

    actors: tuple[Actor, ...] = ()
    gone: frozenset[str] = frozenset()
    links: Mapping[str, Link] = field(default_factory=dict)
    met: Mapping[DecisionId, tuple[str, ...]] = field(default_factory=dict)
    parted: Mapping[str, ActorId] = field(default_factory=dict)
    heirs: Mapping[str, Heirs] = field(default_factory=dict)

    def laid_over(self, found: Iterable[Actor]) -> list[Actor]:
        """Return all actors after the decisions, sorted by identifier."""
        kept = [actor for actor in found if actor.id not in self.gone]
        return sorted([*kept, *self.actors], key=lambda actor: actor.id)

    def now(self, actor: ActorId, mention: str = "") -> ActorId:
        """Return the actor that holds a mention of a found actor now: that of a mention taken off it, or the rest."""
        if actor not in self.gone:
            return actor
        rest = self.heirs[actor][0] if actor in self.heirs else None
        return self.parted.get(mention) or rest or actor

    def made_of(self, key: str) -> tuple[str, ...]:
        """Return the found actors of which a made one holds a mention, sorted."""
        return tuple(sorted(old for old, (rest, off) in self.heirs.items() if key == rest or key in off))

    def left_to(self, key: str) -> tuple[str, ...]:
        """Return the found actors of which a made one holds all that nobody took off them, sorted."""
        return tuple(sorted(old for old, (rest, _) in self.heirs.items() if key == rest))

    def made(self, key: str) -> Actor | None:
        """Return an actor that decisions made, by its identifier."""
        return next((actor for actor in self.actors if actor.id == key), None)


@dataclass(slots=True)
class _Desk:
    """The actors that were touched, while one decision after another is laid over them."""

    found: Found
    made: dict[str, Actor] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    holder: dict[str, ActorId] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)
    parted: set[str] = field(default_factory=set)
    taken: dict[str, Actor] = field(default_factory=dict)

    def actor(self, key: str) -> Actor | None:
        """Return an actor as it stands now, by its identifier."""
        if key in self.made:
            return self.made[key]
        return None if key in self.gone else self.found.actor(key)

    def holders(self, mentions: Sequence[str]) -> dict[str, str]:
        """Return the actor that each mention belongs to now."""
        others = self.found.holders([mention for mention in mentions if mention not in self.holder])
        here = {mention: self.holder[mention] for mention in mentions if mention in self.holder}
        return {**others, **here}

    def find(self, target: str, anchor: Sequence[str]) -> Actor | None:
        """Return the actor that a decision meant: by its identifier, else the one that holds most of its mentions."""
        known = self.actor(target)
        if known is not None:
            return known
        mentions = anchor[1:]
        holders = self.holders([target, *mentions])
        if target in holders:
            return self.actor(holders[target])
        held = Counter(holders[mention] for mention in mentions if mention in holders)
        best = min(held, key=lambda key: (-held[key], key), default=None)
        return self.actor(best) if best and held[best] >= HELD * len(mentions) else None

    def put(self, old: Iterable[Actor], new: Iterable[Actor]) -> tuple[str, ...]:
        """Take actors off the desk and lay others on it; return the identifiers of those."""
        for actor in old:
            if self.made.pop(actor.id, None) is None:
                self.taken[actor.id] = actor
            self.gone.add(actor.id)
        laid = []
        for actor in new:
            self.made[actor.id] = actor
            self.holder.update((mention, actor.id) for mention in actor.mentions)
            laid.append(actor.id)
        return tuple(laid)

    def heirs(self) -> Iterator[tuple[str, Heirs]]:
        """Yield each found actor that is no more, with those that hold now what it held."""
        for key, actor in self.taken.items():
            # What nobody took off stays together, so one mention of it tells where it is.
            rest = next((self.holder[mention] for mention in actor.mentions if mention not in self.parted), None)
            off = self.parted.intersection(actor.mentions) if self.parted else ()
            yield key, (rest, frozenset(self.holder[mention] for mention in off))


def correct_actors(found: Found, decisions: Iterable[Decision]) -> Corrected:
    """Return what the readers' decisions make of the actors, laid on in the order in which they were made.

    Args:
        found: Where actors are looked up as they were found.
        decisions: All decisions; those taken back and those on other records are passed over.
    """
    desk = _Desk(found)
    met: dict[DecisionId, tuple[str, ...]] = {}
    for decision in decisions:
        correct = _CORRECTIONS.get(decision.kind)
        if correct is not None and not decision.undone:
            laid = correct(desk, decision)
            if laid:
                met[decision.id] = laid
    ordered = tuple(sorted(desk.made.values(), key=lambda actor: actor.id))
    parted = {mention: desk.holder[mention] for mention in sorted(desk.parted)}
    return Corrected(ordered, frozenset(desk.gone), desk.links, met, parted, dict(desk.heirs()))


def _rename(desk: _Desk, decision: Decision) -> tuple[str, ...]:
    actor = _first(desk, decision)
    if actor is None or not decision.to:
        return ()
    names = tuple(sorted({*actor.names, decision.to}))
    return desk.put([actor], [replace(actor, name=decision.to, names=names)])


def _merge(desk: _Desk, decision: Decision) -> tuple[str, ...]:
    """Join actors: one link of the reader's between each two that follow each other."""
    found = [desk.find(target, anchor) for target, anchor in decision.targets]
    actors = list({actor.id: actor for actor in found if actor is not None}.values())
    if None in found:
        return ()
    for one, other in pairwise(actors):
        _link(desk, decision, one.mentions[0], other.mentions[0], 1.0)
    name = decision.to or actors[0].name
    names = tuple(sorted({name, *(name for actor in actors for name in actor.names)}))
    mentions = tuple(sorted({mention for actor in actors for mention in actor.mentions}))
    return desk.put(actors, [Actor(_key(mentions), name, actors[0].kind, names, mentions)])


def _split(desk: _Desk, decision: Decision) -> tuple[str, ...]:
    """Take mentions off the actor that holds them; they are an actor of their own."""
    wanted = {target for target, _ in decision.targets}
    holders = set(desk.holders(sorted(wanted)).values())
    actor = desk.actor(holders.pop()) if len(holders) == 1 else None
    if actor is None:
        return ()
    off = tuple(mention for mention in actor.mentions if mention in wanted)
    rest = tuple(mention for mention in actor.mentions if mention not in wanted)
    if not rest:
        return ()
    _link(desk, decision, off[0], rest[0], 0.0)
    desk.parted.update(off)
    parts = [_of(desk.found, held, actor, name) for held, name in ((off, decision.to), (rest, actor.name))]
    return desk.put([actor], parts)


def _of(found: Found, mentions: tuple[MentionId, ...], actor: Actor, name: str) -> Actor:
    counts: Counter[str] = Counter()
    kinds: Counter[ActorKind] = Counter()
    for (form, kind, called), number in found.forms(mentions).items():
        kinds[kind] += number
        if form is not MentionForm.PRONOUN and called:
            counts[called] += number
    names = tuple(sorted(counts))
    own = min(counts, key=lambda item: (-len(item.split()), -counts[item], item), default=actor.name)
    shown = name if name and (name in names or name != actor.name) else own
    kind = min(kinds, key=lambda item: (-kinds[item], item), default=actor.kind)
    return Actor(_key(mentions), shown, kind, tuple(sorted({*names, shown})), mentions)


def _mark(desk: _Desk, decision: Decision) -> tuple[str, ...]:
    """Confirm, reject and note change nothing; they only have to be found."""
    actor = _first(desk, decision)
    return (actor.id,) if actor else ()


_CORRECTIONS: Final[Mapping[DecisionKind, Callable[[_Desk, Decision], tuple[str, ...]]]] = {
    DecisionKind.RENAME: _rename,
    DecisionKind.MERGE: _merge,
    DecisionKind.SPLIT: _split,
    DecisionKind.CONFIRM: _mark,
    DecisionKind.REJECT: _mark,
    DecisionKind.NOTE: _mark,
}


def _first(desk: _Desk, decision: Decision) -> Actor | None:
    target, anchor = decision.targets[0]
    return desk.find(target, anchor)


def _key(mentions: Iterable[MentionId]) -> ActorId:
    return ActorId(content_id("k", *mentions))


def signature(decision: Decision) -> tuple[tuple[str, str], ...]:
    """Return who decided, on which day, and why, as inputs of a reason."""
    why = (("note", decision.note),) if decision.note else ()
    return (("by", decision.by), ("at", decision.at[:10]), *why)


def _link(desk: _Desk, decision: Decision, one: str, other: str, score: float) -> None:
    rule = "reader_joined" if score else "reader_parted"
    why = Reason(rule, signature(decision), f"{score:.0f}")
    link = Link.between(LinkKind.SAME_ACTOR, one, other, score, (why,), by=decision.by)
    desk.links[link.id] = link


def correct_links(links: Iterable[Link], corrected: Corrected, rejected: frozenset[str]) -> list[Link]:
    """Return the links of a case with those of the readers, without those that readers took back, by identifier."""
    holder: dict[str, str] = {mention: actor.id for actor in corrected.actors for mention in actor.mentions}
    kept: dict[str, Link] = {}
    for link in links:
        joins = link.kind is LinkKind.SAME_ACTOR and {link.a, link.b} & corrected.parted.keys()
        if link.id not in rejected and not (joins and holder.get(link.a) != holder.get(link.b)):
            kept[link.id] = link
    return sorted([*{**kept, **corrected.links}.values()], key=lambda link: link.id)


def correct_naming(naming: Iterable[Naming], corrected: Corrected, places: Places) -> list[Naming]:
    """Return what documents call actors, by the actors as they are after the readers' decisions.

    Args:
        naming: As it was found: of all actors, or of some.
        corrected: The actors after the decisions.
        places: Tells where mentions stand.
    """
    at = {place: key for key, place in places(sorted(corrected.parted)).items()}
    rows: dict[tuple[ActorId, DocumentId, str], set[Span]] = {}
    for row in naming:
        for span in row.spans:
            actor = corrected.now(row.actor, at.get((row.document, span), ""))
            rows.setdefault((actor, row.document, row.label), set()).add(span)
    return sorted(Naming(*key, len(spans), tuple(sorted(spans))) for key, spans in rows.items())


def correct_sayings(sayings: Iterable[Saying], corrected: Corrected, rejected: frozenset[str]) -> list[Saying]:
    """Return with which verbs documents let actors speak, by the actors as they are after the readers' decisions.

    Args:
        sayings: As they were found: of all actors, or of some.
        corrected: The actors after the decisions.
        rejected: Actors that readers rejected: what these say is left out.
    """
    rows: dict[tuple[ActorId, DocumentId, str, AttributionKind, Stance], set[tuple[Span, MentionId]]] = {}
    for row in sayings:
        for span, mention in zip(row.spans, row.speakers, strict=True):
            actor = corrected.now(row.actor, mention)
            if actor not in rejected:
                rows.setdefault((actor, row.document, row.verb, row.kind, row.stance), set()).add((span, mention))
    return sorted(
        Saying(*key, len(places), tuple(span for span, _ in sorted(places)), tuple(who for _, who in sorted(places)))
        for key, places in rows.items()
    )


def correct_acts(acts: Iterable[Act], corrected: Corrected, rejected: frozenset[str]) -> list[Act]:
    """Return who did what to whom, by the actors as they are after the readers' decisions, in the order given.

    Args:
        acts: As they were found: all, or some.
        corrected: The actors after the decisions. What one does to itself, after two were joined, is left out.
        rejected: Actors that readers rejected: what these do, or what is done to them, is left out.
    """
    kept = []
    for act in acts:
        agent = corrected.now(act.agent, act.agent_mention)
        patient = corrected.now(act.patient, act.patient_mention)
        if agent != patient and not {agent, patient} & rejected:
            kept.append(replace(act, agent=agent, patient=patient))
    return kept
