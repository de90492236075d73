"""What is loaded equals what was saved."""

import sqlite3
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.model.account import Account, Vector
from crossread.model.decision import Decision, DecisionId, DecisionKind
from crossread.model.document import Document, Passage, PassageKind, Source
from crossread.model.mention import DateMention, Figure, TimexType
from crossread.model.span import Span
from crossread.model.value import Amount, Approximation, Interval, PartialDate
from crossread.store.filters import Wanted
from crossread.store.view import View
from crossread.store.writer import Writer

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 10**7), st.integers(1, 10**6))
DAYS = st.one_of(st.none(), st.dates())
DATES = st.one_of(
    st.none(),
    st.dates().map(lambda day: PartialDate(day.year, day.month, day.day)),
    st.builds(PartialDate, st.integers(1, 9999), st.integers(1, 12)),
    st.builds(PartialDate, st.integers(1, 9999)),
)
NUMBERS = st.one_of(st.none(), st.integers(-(10**15), 10**15), st.floats(allow_nan=False, allow_infinity=False))


def saved(account: Account) -> Account:
    with TemporaryDirectory() as folder:
        path = Path(folder, "case.crossread")
        with Writer(path) as writer:
            writer.save_account(account)
        with View(path) as view:
            return view.account(account.document.id)


def test_an_account_with_every_field_filled(account):
    assert saved(account) == account


def test_an_account_with_nothing_but_a_text():
    bare = Account(Document.named("a.txt", "x", sha256="00"))
    assert saved(bare) == bare


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS, st.one_of(st.none(), WORDS), DATES, WORDS)
def test_any_document(path, text, title, published, source):
    document = Document.named(
        path, text, sha256="00", title=title, published=published, source=Source(source), url=title
    )
    assert saved(Account(document)).document == document


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(SPANS, NUMBERS, NUMBERS, st.sampled_from(Approximation)), max_size=5))
def test_any_figures(made):
    document = Document.named("a.txt", "x", sha256="00")
    figures = tuple(Figure.at(document.id, span, span, Amount(low, high, how)) for span, low, high, how in made)
    assert saved(Account(document, figures=figures)).figures == figures


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(SPANS, st.sampled_from(TimexType), st.one_of(st.none(), WORDS), DAYS, DAYS), max_size=5))
def test_any_dates(made):
    document = Document.named("a.txt", "x", sha256="00")
    dates = tuple(
        DateMention.at(document.id, span, kind, value, mod=value, interval=Interval(first, last))
        for span, kind, value, first, last in made
    )
    assert saved(Account(document, dates=dates)).dates == dates


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30), st.binary(max_size=8)), max_size=8))
def test_any_passages_and_vectors(made):
    document = Document.named("a.txt", "Rain fell on Orsk. " * 4, sha256="00")
    passages = tuple(
        Passage.at(document.id, Span(start, start + length), PassageKind.SENTENCE, place)
        for place, (start, length, _) in enumerate(made)
    )
    account = Account(document, passages, tuple(Vector(vector) for *_, vector in made))
    assert saved(account) == account


def test_what_joins_documents_and_what_they_amount_to(path, records):
    account = records["account"]()
    links, actors, lineages, groups = records["alignment"](account)
    silences, naming, notices = records["judged"](account)
    high, low = records["finding"](account, "n2", rank=0.9, grade=None), records["finding"](account, "n1")
    decision = Decision(DecisionId("x1"), DecisionKind.RENAME, "r1", "Ada", "2031-05-04T10:00:00+00:00", "Élan")
    with Writer(path) as writer:
        writer.save_account(account)
        writer.replace_alignment(links, actors, lineages, groups)
        writer.replace_findings((low, high), silences, naming, notices)
        writer.add_decision(decision)
        writer.set_meta("model", "none")
    with View(path) as view:
        assert set(view.links()) == {*links, *account.links}
        assert tuple(view.links(links[1].kind)) == (links[1],)
        assert tuple(view.actors()) == actors
        assert tuple(view.lineages()) == lineages
        assert tuple(view.groups()) == groups
        assert tuple(view.findings()) == (high, low)
        assert tuple(view.silences()) == silences
        assert tuple(view.naming()) == naming
        assert set(view.notices()) == {*notices, *account.notices}
        assert tuple(view.decisions()) == (decision,)
        assert view.meta("model") == "none"
        assert view.meta("other") is None


def test_saving_again_replaces_and_leaves_nothing_behind(path, records):
    account = records["account"]()
    everything = (records["alignment"](account), ((records["finding"](account),), *records["judged"](account)))
    counts = []
    for _ in range(3):
        with Writer(path) as writer:
            writer.save_account(account)
            writer.replace_alignment(*everything[0])
            writer.replace_findings(*everything[1])
        with View(path) as view:
            counts.append(view.counts())
            assert len(list(view.search("houses"))) == 1
            assert len(list(view.findings(Wanted(about="houses")))) == 1
    assert counts[0] == counts[1] == counts[2]
    assert counts[0]["statements"] == 2
    assert counts[0]["links"] == 3


def test_accounts_come_sorted_by_path(path, records):
    made = [records["account"](name, sha256=name) for name in ("c.txt", "a.txt", "b.txt")]
    with Writer(path) as writer:
        for account in made:
            writer.save_account(account)
    with View(path) as view:
        assert [account.document.path for account in view.accounts()] == ["a.txt", "b.txt", "c.txt"]
        assert {account.document.id: account for account in view.accounts()} == {a.document.id: a for a in made}
        assert [document.path for document in view.documents()] == ["a.txt", "b.txt", "c.txt"]


def test_removing_a_document_removes_all_that_was_read_off_it(path, records):
    keep, gone = records["account"]("a.txt", sha256="a"), records["account"]("b.txt", sha256="b")
    with Writer(path) as writer:
        writer.save_account(keep)
        writer.save_account(gone)
        writer.remove_documents([gone.document.id, "d-unknown"])
    with View(path) as view:
        assert list(view.accounts()) == [keep]
        assert [hit.passage.document for hit in view.search("flood")] == [keep.document.id]
    tables = sqlite3.connect(path)
    for table in ("passages", "mentions", "dates", "figures", "quotations", "attributions", "statements", "links"):
        assert tables.execute(f"SELECT count(*) FROM {table} WHERE document = ?", (gone.document.id,)).fetchone() == (  # noqa: S608
            0,
        )
    assert tables.execute("SELECT count(*) FROM roles").fetchone() == (len(keep.statements[1].roles),)
    assert tables.execute("SELECT count(*) FROM vectors").fetchone() == (2,)
    tables.close()


def test_days_of_an_interval_may_be_open():
    assert Interval.parse(Interval(None, date(2031, 5, 1)).iso()) == Interval(None, date(2031, 5, 1))
