"""What readers decided, in words: for the history, and for the record that a decision is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from crossread.case import Case
from crossread.errors import UnknownRecordError
from crossread.model.decision import Decision
from crossread.show import wording
from crossread.store import lists


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A reader's decision, in words.

    Attributes:
        id: Its identifier.
        kind: What was decided.
        kind_text: The same in words.
        about: For each target: where to look at it ("" where it is gone), and what it is called.
        by: Who decided.
        at: When, to the minute.
        note: Why.
        to: The new name or value.
        state: What became of it.
        state_text: The same in words.
    """

    id: str
    kind: str
    kind_text: str
    about: tuple[tuple[str, str], ...]
    by: str
    at: str
    note: str
    to: str
    state: str
    state_text: str


def decision_views(case: Case, decisions: Iterable[Decision] | None = None) -> tuple[DecisionView, ...]:
    """Return decisions in words, in their order: those given, or all."""
    given = tuple(case.decisions() if decisions is None else decisions)
    names = _names(case, {key for decision in given for key in _targets(case, decision)})
    return tuple(_view(case, decision, names) for decision in given)


def _targets(case: Case, decision: Decision) -> tuple[str, ...]:
    """Return the identifiers that the targets of a decision have now, or had."""
    return case.overlay.met.get(decision.id) or tuple(target for target, _ in decision.targets)


def _names(case: Case, keys: Collection[str]) -> dict[str, tuple[str, str]]:
    """Return where to look at actors and documents, and what they are called."""
    asked = sorted(keys)
    documents = case.ask(lambda opened: lists.listed(opened, asked))
    actors = {key: row.name for key, row in case.ask(lambda opened: lists.actors_named(opened, asked)).items()}
    actors |= {actor.id: actor.name for actor in case.overlay.corrected.actors if actor.id in keys}
    names = {key: (f"/actors/{key}", name) for key, name in actors.items()}
    return names | {key: (f"/documents/{key}", item.label) for key, item in documents.items()}


def _view(case: Case, decision: Decision, names: Mapping[str, tuple[str, str]]) -> DecisionView:
    state = case.overlay.states[decision.id]
    return DecisionView(
        id=decision.id,
        kind=decision.kind.value,
        kind_text=wording.DECISIONS[decision.kind],
        about=tuple(dict.fromkeys(_about(case, target, names) for target in _targets(case, decision))),
        by=decision.by,
        at=decision.at[:16].replace("T", " "),
        note=decision.note,
        to=decision.to,
        state=state.value,
        state_text=wording.STATES[state],
    )


def _about(case: Case, target: str, names: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    """Return where to look at a record, and what it is called; what is gone goes by its identifier."""
    if target in names:
        return names[target]
    try:
        return f"/findings/{target}", wording.finding_question(case.finding(target))
    except UnknownRecordError:
        return "", target
