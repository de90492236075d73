"""When something happened: the date goes to the clause that it stands in, not to what is said there."""

from __future__ import annotations

import pytest

from crossread.extract.account import extract_account
from crossread.extract.models import load_encoder
from crossread.model.account import Account
from crossread.model.document import Document
from crossread.model.statement import Statement
from crossread.model.value import PartialDate
from crossread.read.passages import split_passages


@pytest.fixture(scope="module")
def encoder():
    return load_encoder()


def read(encoder, text: str) -> Account:
    document = Document.named("a.txt", text, sha256="0" * 64, published=PartialDate.parse("2031-06-05"))
    return extract_account(document, split_passages(document).found, encoder)


def told(account: Account, lemma: str) -> Statement:
    return next(one for one in account.statements if one.lemma == lemma)


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Mayor Brandt on Monday said the bank ruined her brother.", "ruin"),
        ("Mayor Brandt said on Monday that the bank ruined her brother.", "ruin"),
        ("The bank ruined her brother, Mayor Brandt said on Monday.", "ruin"),
        ("“The bank ruined my brother,” Mayor Brandt said on Monday.", "ruin"),
        ("On Monday, Mayor Brandt announced that the bank would close.", "close"),
    ],
)
def test_the_date_of_saying_is_not_that_of_what_is_said(encoder, text: str, lemma: str) -> None:
    statement = told(read(encoder, text), lemma)
    assert statement.time is None
    assert statement.dates == ()


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Mayor Brandt said that the bank closed on Monday.", "close"),
        ("The bank closed on Monday, Mayor Brandt said.", "close"),
        ("“The bank closed on Monday,” Mayor Brandt said in October.", "close"),
        ("On Monday the bank closed and its staff left.", "leave"),
    ],
)
def test_what_is_said_keeps_its_own_date(encoder, text: str, lemma: str) -> None:
    statement = told(read(encoder, text), lemma)
    assert statement.time is not None
    assert str(statement.time.start) == "2031-06-02"


def test_what_is_said_begins_after_the_verb_of_saying(encoder) -> None:
    text = "Mayor Brandt on Monday said the bank ruined her brother."
    assert told(read(encoder, text), "ruin").span.of(text) == "the bank ruined her brother"


def test_what_is_said_may_stand_after_a_clause_that_tells_when(encoder) -> None:
    text = "Mayor Brandt said after the reports broke that she would repay the loan."
    account = read(encoder, text)
    [source] = [one.source for one in account.attributions if one.source]
    assert source.span.of(text) == "Mayor Brandt"
