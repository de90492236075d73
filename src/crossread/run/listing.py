"""Findings in lists: those that were found and those that readers made, filtered and sorted together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from heapq import merge
from itertools import islice
from typing import Any, Final

from crossread.errors import UnknownRecordError
from crossread.model.document import DocumentId
from crossread.model.finding import Finding, FindingId, Grade, Naming, Saying, Silence, Verdict
from crossread.model.link import Actor
from crossread.run.decisions import Overlay
from crossread.store import findings, telling
from crossread.store.filters import Order, Wanted
from crossread.store.view import View

_PLACES: Final = {
    (Verdict.CONTESTED, Grade.HARD): 0,
    (Verdict.CONTESTED, Grade.SOFT): 1,
    (Verdict.CONTESTED, Grade.INTERPRETIVE): 2,
    (Verdict.UPDATED, None): 3,
    (Verdict.CORROBORATED, None): 4,
    (Verdict.REPEATED, None): 5,
    (Verdict.SINGLE_SOURCE, None): 6,
}
"""The order of verdicts, as in `store.catalogue`."""


def list_findings(  # noqa: PLR0913 - what a list is
    view: View, overlay: Overlay, wanted: Wanted, order: Order, limit: int | None, offset: int, *, rejected: bool
) -> list[Finding]:
    """Return some of the findings that are wanted, in an order; rejected ones, where they are asked for, after all.

    Args:
        view: The case.
        overlay: The readers' decisions.
        wanted: The filters.
        order: By what to sort.
        limit: At most so many; None for all.
        offset: Leave out so many first.
        rejected: Also those that readers rejected.
    """
    last = overlay.without("finding")
    laid = _laid_over(overlay, wanted)
    listed = replace(laid, without=(*laid.without, *last))
    made = _made(view, overlay, wanted, order, set(last))
    end = None if limit is None else offset + limit
    found = _page(view, listed, made, order, end, offset)
    if rejected and last and (limit is None or len(found) < limit):
        before = count_findings(view, overlay, wanted, rejected=False)
        back = _rejected(view, overlay, laid, order, last)
        first = max(0, offset - before)
        found += back[first : None if limit is None else first + limit - len(found)]
    return [overlay.finding(finding) for finding in found]


Keyed = tuple[tuple[Any, ...], Finding]
"""A finding with what the order goes by."""


def _page(  # noqa: PLR0913 - what a list is
    view: View, wanted: Wanted, made: Sequence[Keyed], order: Order, end: int | None, start: int
) -> list[Finding]:
    if not made:
        limit = None if end is None else end - start
        return list(view.findings(wanted, order, limit=limit, offset=start))
    found = ((key, None) for key in view.ask(lambda case: findings.keys(case, wanted, order, end)))
    both = merge(found, made, key=lambda item: _falling(item[0], order))
    return [one or view.finding(key[-1]) for key, one in islice(both, start, end)]


def _rejected(view: View, overlay: Overlay, wanted: Wanted, order: Order, last: Sequence[str]) -> list[Finding]:
    """Return the rejected findings that are wanted."""
    found = list(view.findings(replace(wanted, only=last), order))
    return found + [finding for key, finding in sorted(overlay.regrouped.made.items()) if key in last]


def count_findings(view: View, overlay: Overlay, wanted: Wanted, *, rejected: bool) -> int:
    """Return how many findings `list_findings` has in all."""
    last = () if rejected else overlay.without("finding")
    laid = _laid_over(overlay, wanted)
    made = _made(view, overlay, wanted, Order.MATTERS, set(last))
    return view.count_findings(replace(laid, without=(*laid.without, *last))) + len(made)


def _laid_over(overlay: Overlay, wanted: Wanted) -> Wanted:
    """Return the filters for the findings that stand as they were found."""
    return replace(wanted, without=(*wanted.without, *sorted(overlay.regrouped.gone)))


def _made(view: View, overlay: Overlay, wanted: Wanted, order: Order, last: set[str]) -> list[Keyed]:
    """Return the findings that readers made and that are wanted, with what the order goes by, sorted.

    One that is made of several is about what any of them is about.
    """
    laid = overlay.regrouped
    made = [finding for key, finding in laid.made.items() if key not in last]
    made = [one for one in made if wanted.verdict in {None, one.verdict} and wanted.kind in {None, one.question.kind}]
    if made and (wanted.source, wanted.about, wanted.actors, wanted.since, wanted.until) != (None,) * 5:
        parts = sorted({part for finding in made for part in laid.parts[finding.id]})
        asked = replace(wanted, verdict=None, kind=None, only=parts, without=())
        fitting = {finding.id for finding in view.findings(asked)}
        made = [finding for finding in made if fitting & set(laid.parts[finding.id])]
    keyed = [(_key(view, finding, order), finding) for finding in made]
    return sorted(keyed, key=lambda item: _falling(item[0], order))


def _key(view: View, finding: Finding, order: Order) -> tuple[Any, ...]:
    """Return what an order goes by, as `findings.keys` does."""
    told = [item.statement for answer in finding.answers for item in answer.evidence if item.statement]
    first: dict[Order, tuple[Any, ...]] = {
        Order.MATTERS: (),
        Order.VERDICT: (_PLACES.get((finding.verdict, finding.grade), 6),),
        Order.SOURCES: (len(finding.documents),),
        Order.TIME: (view.ask(lambda case: findings.times(case, told))[0],) if order is Order.TIME else (),
        Order.CONFIDENCE: (finding.confidence,),
    }
    return (*first[order], finding.rank, finding.id)


def _falling(key: tuple[Any, ...], order: Order) -> tuple[Any, ...]:
    """Return a key that sorts as the order does: numbers falling, but for the place of a verdict."""
    *numbers, identifier = key
    turned = [part if isinstance(part, str) else -part for part in numbers]
    if order is Order.VERDICT:
        turned[0] = numbers[0]
    return (*turned, identifier)


def findings_of(view: View, overlay: Overlay, document: DocumentId) -> list[Finding]:
    """Return the findings that rest on a document, by falling rank; those that readers rejected left out."""
    laid, without = overlay.regrouped, {*overlay.without("finding")}
    made = [finding for finding in laid.made.values() if document in finding.documents]
    found = [finding for finding in view.findings_of(document) if finding.id not in laid.gone]
    found = sorted([*found, *made], key=lambda finding: (-finding.rank, finding.id)) if made else found
    return [overlay.finding(finding) for finding in found if finding.id not in without]


def one_finding(view: View, overlay: Overlay, key: str) -> Finding:
    """Return one finding by its identifier or the beginning of it; what readers made of it where they did.

    Raises:
        UnknownRecordError: If none, or more than one, begins so.
    """
    laid = overlay.regrouped
    made = [one for one in laid.made if key and one.startswith(key)]
    if len(made) == 1:
        return overlay.finding(laid.made[made[0]])
    found = view.finding(key)
    now = laid.now(found.id)
    if not now:
        return overlay.finding(found)
    # Of the parts of a finding that was split, the larger one stands for it.
    best = min(now, key=lambda one: (-len(laid.made[one].documents), one))
    return overlay.finding(laid.made[best])


def one_actor(view: View, overlay: Overlay, key: str) -> Actor:
    """Return an actor as readers corrected it; by its identifier, that of one it was made of, or a name only it has.

    Raises:
        UnknownRecordError: If there is none.
    """
    laid = overlay.corrected
    made = laid.made(key)
    if made is None and key in laid.gone:
        old = view.actor(key)
        held = {mention for mention in old.mentions} if old else set()  # noqa: C416
        made = max(laid.actors, key=lambda actor: (len(held & set(actor.mentions)), actor.id), default=None)
    found = made or (None if key in laid.gone else view.actor(key))
    if found is None:
        found = next((laid.made(now) for now in _now(overlay, key) if laid.made(now)), None)
    if found is None:
        made_so = [actor for actor in laid.actors if actor.name.casefold() == key.casefold()]
        called = [actor for name in view.called(key) if name not in laid.gone and (actor := view.actor(name))]
        alike = [*made_so, *called]
        if len(alike) != 1:
            raise UnknownRecordError("actor", key, [f"{actor.id} ({actor.name})" for actor in alike])
        found = alike[0]
    return found


def _now(overlay: Overlay, key: str) -> list[str]:
    """Return what decisions on an actor that is no more lead to now."""
    touched = (one for one in overlay.decisions if key in {target for target, _ in one.targets})
    return [now for decision in touched for now in overlay.met.get(decision.id, ())]


def laid_silences(view: View, overlay: Overlay) -> list[Silence]:
    """Return what documents leave out; of findings that readers merged or split, what was made of them.

    A document is not silent about a merged finding that rests on it.
    """
    laid = overlay.regrouped
    found = []
    for silence in view.silences():
        for key in laid.now(silence.finding) or (silence.finding,):
            made = laid.made.get(key)
            if made is None or silence.document not in made.documents:
                found.append(replace(silence, finding=FindingId(key)))
    return list(dict.fromkeys(found))


def naming_of(view: View, overlay: Overlay, actor: Actor, documents: Sequence[str] | None) -> list[Naming]:
    """Return what documents call an actor; one that readers made, by what it is made of.

    Args:
        view: The case.
        overlay: The readers' decisions.
        actor: As they corrected it.
        documents: Only these; None for all.
    """
    if overlay.corrected.made(actor.id) is None:
        return view.ask(lambda case: telling.naming_of(case, [actor.id], documents))
    held = overlay.corrected.made_of(actor.id)
    found = view.ask(lambda case: telling.naming_of(case, held, documents))
    return [naming for naming in overlay.naming(found, view) if naming.actor == actor.id]


def called(view: View, overlay: Overlay, actor: Actor) -> tuple[Counter[str], int]:
    """Return what documents call an actor that readers made, how often by label, and how many documents do."""
    laid = overlay.corrected
    mixed = _mixed(view, overlay)
    labels, number = view.ask(lambda case: telling.called(case, laid.left_to(actor.id), mixed))
    found = Counter(labels)
    rest = naming_of(view, overlay, actor, mixed) if mixed else []
    for naming in rest:
        found[naming.label] += naming.count
    return found, number + len({naming.document for naming in rest})


def actor_documents(
    view: View, overlay: Overlay, actor: Actor, limit: int, offset: int
) -> tuple[int, list[DocumentId]]:
    """Return how many documents name an actor or let it speak, and some of them; those that let it speak first.

    Args:
        view: The case.
        overlay: The readers' decisions.
        actor: As they corrected it.
        limit: At most so many.
        offset: Leave out so many first.
    """
    laid = overlay.corrected
    whole = [actor.id] if laid.made(actor.id) is None else laid.left_to(actor.id)
    mixed = [] if laid.made(actor.id) is None else _mixed(view, overlay)
    if not mixed:
        return view.ask(lambda case: telling.documents_of(case, whole, limit, offset))
    silent = view.ask(lambda case: telling.silent_documents(case, whole))
    for document in mixed:
        silent.pop(document, None)
    silent |= {naming.document: True for naming in naming_of(view, overlay, actor, mixed)}
    silent |= dict.fromkeys(view.ask(lambda case: telling.speaking(case, mixed, set(actor.mentions))), False)
    order = sorted(silent, key=lambda document: (silent[document], document))
    return len(order), order[offset : offset + limit]


def _mixed(view: View, overlay: Overlay) -> list[DocumentId]:
    """Return the documents in which readers took a mention off an actor: only there one has to look at each mention."""
    return sorted({document for document, _ in view.mention_places(sorted(overlay.corrected.parted)).values()})


def sayings_of(view: View, overlay: Overlay, actor: Actor, documents: Sequence[str] | None) -> list[Saying]:
    """Return with which verbs documents let an actor speak; of one that readers made, those of what it is made of.

    Args:
        view: The case.
        overlay: The readers' decisions.
        actor: As they corrected it.
        documents: Only these; None for all.
    """
    made = overlay.corrected.made(actor.id) is not None
    held = overlay.corrected.made_of(actor.id) if made else [actor.id]
    found = view.ask(lambda case: telling.sayings_of(case, held, documents))
    return [saying for saying in overlay.sayings(found) if saying.actor == actor.id]


def actor_wanted(view: View, overlay: Overlay, key: str) -> tuple[tuple[str, ...], Mapping[str, bool]]:
    """Return by which found actors the findings are known that name an actor, and what looking into some of them tells.

    One that readers made is named where those are whose mentions it kept; findings on documents in which mentions were
    taken off are looked into.
    """
    made = overlay.corrected.made(key)
    if made is None:
        return (key,), {}
    mixed = _mixed(view, overlay)
    looked = view.ask(lambda case: telling.naming_findings(case, mixed, set(made.mentions))) if mixed else {}
    return overlay.corrected.left_to(key), looked
