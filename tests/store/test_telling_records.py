"""Verbs of saying, events and acts come back as they went in; an older case is marked until they are made."""

from __future__ import annotations

import sqlite3
from datetime import date

from crossread.model.event import Act, Event, Telling
from crossread.model.finding import Saying
from crossread.model.link import ActorId
from crossread.model.span import Span
from crossread.model.statement import AttributionKind, Modality, Polarity, RoleName, Stance
from crossread.model.value import Interval
from crossread.store import database, lists, schema, telling
from crossread.store.view import View
from crossread.store.writer import Writer


def told_of(account):
    """A saying, two events and an act of the account of the invented flood."""
    document, (_, statement) = account.document.id, account.statements
    mill, mayor = account.mentions
    spans = (Span(0, 5), Span(9, 12))
    saying = Saying(
        ActorId("r1"), document, "so said", AttributionKind.HEARSAY, Stance.DOUBTFUL, 2, spans, (mayor.id, mill.id)
    )
    times = (
        Interval(None, date(2031, 5, 2)),
        Interval(date(2031, 5, 1), date(2031, 5, 2)),
        Interval(date(2031, 5, 1), None),
    )
    events = tuple(
        Event.told(
            time,
            "lose",
            f"at least {number}",
            (Telling(document, span, statement.id, time, Polarity.NEGATIVE, Modality.DEMANDED, statement.voice),)
            * number,
        )
        for number, (time, span) in enumerate(zip(times, (*spans, Span(3, 7)), strict=True), start=1)
    )
    act = Act(
        Act.key(statement.id, mayor.id, mill.id),
        document,
        statement.span,
        statement.id,
        statement.passage,
        "take_over",
        Polarity.NEGATIVE,
        Modality.PREDICTED,
        statement.voice,
        ActorId("r1"),
        ActorId("r2"),
        RoleName.RECIPIENT,
        mayor.id,
        mill.id,
        mayor.span,
        mill.span,
    )
    return (saying,), events, (act,)


def test_they_come_back_as_they_went_in_and_are_replaced(path, account):
    sayings, events, acts = told_of(account)
    for _ in range(2):
        with Writer(path) as writer:
            writer.save_account(account)
            writer.replace_tellings(sayings, reversed(events), acts)
    with View(path) as view:
        assert tuple(view.sayings()) == sayings
        assert tuple(view.events()) == events
        assert tuple(view.acts()) == acts
        assert {name: view.counts()[name] for name in ("sayings", "timeline", "network")} == {
            "sayings": 1,
            "timeline": 3,
            "network": 1,
        }
        assert view.ask(lambda case: telling.acts(case, ["r1"], ["r2"])) == list(acts)
        assert view.ask(lambda case: telling.acts_touching(case, ["r2"])) == list(acts)
        assert view.ask(lambda case: telling.sayings_of(case, ["r1"])) == list(sayings)
        assert view.ask(lambda case: telling.passage_start(case, acts[0].passage)) == 20
        (pair,) = view.ask(lambda case: lists.pairs_acting(case, ["r1", "r2"]))
        assert (pair.verb, pair.polarity, pair.modality, pair.number) == ("take_over", "negative", "predicted", 1)
        # Two of the times are open at one end: told, and not drawn.
        counted = view.ask(lists.counts)
        assert (counted["drawn"], counted["vague"]) == (1, 2)
    with Writer(path) as writer:
        writer.replace_tellings((), (), ())
    with View(path) as view:
        assert not [*view.sayings(), *view.events(), *view.acts()]
    tables = sqlite3.connect(path)
    assert tables.execute("SELECT count(*) FROM tellings").fetchone() == (0,)
    tables.close()


def test_an_older_case_is_marked_until_they_are_made(path, account, monkeypatch):
    older = schema.MIGRATIONS[: schema.MIGRATIONS.index(schema._TELLINGS)]
    monkeypatch.setattr(database, "MIGRATIONS", older)
    monkeypatch.setattr("crossread.store.writer.is_fresh", lambda case: True)
    monkeypatch.setattr("crossread.store.writer.catalogue", lambda case: None)
    with Writer(path) as writer:
        writer.save_account(account)
    monkeypatch.undo()
    with View(path) as view:
        assert view.meta("untold") == "1"
        assert list(view.accounts()) == [account]
    with Writer(path) as writer:
        writer.replace_tellings(*told_of(account))
    with View(path) as view:
        assert view.meta("untold") is None


def test_a_new_case_is_not_marked(path, account):
    with Writer(path) as writer:
        writer.save_account(account)
    with View(path) as view:
        assert view.meta("untold") is None
