"""Who does what: gerunds and infinitives under a verb, verbs that "and" joins, what a noun intends."""

from __future__ import annotations

import pytest

from crossread.extract.account import extract_account
from crossread.extract.models import load_encoder
from crossread.model.account import Account
from crossread.model.document import Document, Passage, PassageKind
from crossread.model.span import Span
from crossread.model.statement import RoleName, Statement


@pytest.fixture(scope="module")
def encoder():
    return load_encoder()


def read(encoder, text: str) -> Account:
    document = Document.named("a.txt", text, sha256="0" * 64)
    return extract_account(document, (Passage.at(document.id, Span(0, len(text)), PassageKind.SENTENCE, 0),), encoder)


def told(account: Account, lemma: str) -> Statement:
    return next(one for one in account.statements if one.lemma == lemma)


def fillers(account: Account, lemma: str, name: RoleName) -> list[str]:
    return [one.span.of(account.document.text) for one in told(account, lemma).roles if one.name is name]


@pytest.mark.parametrize(
    ("text", "lemma", "doer"),
    [
        ("Mayor Anna Brandt fired the clerk only for lying to the council.", "lie", "the clerk"),
        ("The bank thanked its staff for working through the night.", "work", "its staff"),
        ("Police stopped the students from entering the hall.", "enter", "the students"),
        ("Guards charged Otto Lind with stealing the chain.", "steal", "Otto Lind"),
        ("Anna Brandt talked the council into selling the harbour.", "sell", "the council"),
        ("Anna Brandt criticised the police for having arrested Otto Lind.", "arrest", "the police"),
        ("Anna Brandt accused Otto Lind of taking bribes.", "bribe", "Otto Lind"),
        ("Otto Lind was fired for lying.", "lie", "Otto Lind"),
        ("Anna Brandt apologised to the miners for closing the pit.", "close", "Anna Brandt"),
        ("Anna Brandt ordered Otto Lind to leave the town.", "leave", "Otto Lind"),
        ("Anna Brandt promised Otto Lind to leave the town.", "leave", "Anna Brandt"),
    ],
)
def test_the_verb_above_tells_who_does_it(encoder, text: str, lemma: str, doer: str) -> None:
    assert fillers(read(encoder, text), lemma, RoleName.AGENT) == [doer]


@pytest.mark.parametrize(
    ("text", "lemma", "doer"),
    [
        ("The union's plan to block the port was dropped.", "block", ["The union"]),
        ("Otto Lind made a last attempt at persuading the mayor.", "persuade", ["Otto Lind"]),
        ("The decision of the board to close the port angered the village.", "close", ["the board"]),
        ("The risk of losing the seat frightened Anna Brandt.", "lose", []),
    ],
)
def test_who_owns_an_intention_does_it(encoder, text: str, lemma: str, doer: list[str]) -> None:
    assert fillers(read(encoder, text), lemma, RoleName.AGENT) == doer


@pytest.mark.parametrize(
    ("text", "lemma", "doer"),
    [
        (
            "Otto Lind has doubts about whether the bridge was built well and has sent inspectors to Tolmar.",
            "send",
            "Otto Lind",
        ),
        ("The captain asked the guard to open the gate and later fired the cook.", "fire", "The captain"),
        ("The court found Otto Lind guilty of having taken money, and sent him to prison.", "send", "The court"),
    ],
)
def test_and_joins_verbs_of_one_form(encoder, text: str, lemma: str, doer: str) -> None:
    assert fillers(read(encoder, text), lemma, RoleName.AGENT) == [doer]


def test_a_trailing_saying_is_of_the_subject_of_the_clause(encoder) -> None:
    text = (
        "She accused Otto Lind of carrying out a muddled policy on the harbour, "
        'saying "nobody knows what is happening down there."'
    )
    [quotation] = read(encoder, text).quotations
    assert quotation.speaker is not None
    assert quotation.speaker.span.of(text) == "She"


def test_a_second_saying_joins_the_first(encoder) -> None:
    text = (
        "Anna Brandt on Monday said the bank ruined the life of her brother and said the clerk, Otto Lind, "
        "suffered no loss."
    )
    account = read(encoder, text)
    sources = {one.source.span.of(text) for one in account.attributions if one.source}
    assert sources == {"Anna Brandt"}


@pytest.mark.parametrize(
    ("text", "lemma", "role", "words"),
    [
        ("Otto Lind released a statement late Tuesday.", "release", RoleName.PATIENT, "a statement"),
        ("Otto Lind cancelled a radio interview Monday night.", "cancel", RoleName.PATIENT, "a radio interview"),
        ("She was paid 300 crowns by the county for her claim.", "pay", RoleName.RECIPIENT, "She"),
        ("She was paid 300 crowns by the county for her claim.", "pay", RoleName.PATIENT, "300 crowns"),
        ("Anna Brandt sent inspectors to the harbour.", "send", RoleName.PLACE, "the harbour"),
        ("Anna Brandt gave the keys to the clerk.", "give", RoleName.RECIPIENT, "the clerk"),
    ],
)
def test_what_is_given_and_where_to(encoder, text: str, lemma: str, role: RoleName, words: str) -> None:
    assert fillers(read(encoder, text), lemma, role) == [words]


@pytest.mark.parametrize(
    ("text", "lemma", "words"),
    [
        ("Otto Lind pleaded guilty on Friday to lying under oath.", "plead", ["guilty", "to lying"]),
        ("Anna Brandt refused on Tuesday to leave the race.", "refuse", ["to leave the race"]),
        ("The board voted to authorise the sale of the port.", "vote", ["to authorise the sale of the port"]),
        ("Otto Lind voted in favour of the bill.", "vote", ["in favour of the bill"]),
        ("Otto Lind accused the mayor of fraud in May.", "accuse", ["of fraud"]),
        ("Otto Lind stepped down as head of the bank on Monday.", "step_down", ["as head of the bank"]),
        ("Anna Brandt pulled out of the deal in May.", "pull_out", ["of the deal"]),
        ("He was elected mayor in May.", "elect", ["mayor"]),
        ("The army left on Monday.", "leave", []),
    ],
)
def test_what_completes_a_verb(encoder, text: str, lemma: str, words: list[str]) -> None:
    assert fillers(read(encoder, text), lemma, RoleName.ATTRIBUTE) == words


def test_a_verb_in_a_name_is_no_happening(encoder) -> None:
    text = "Anna Brandt praised the “Stop Hunger” alliance after Otto Lind left the United Dockers."
    assert sorted(one.lemma for one in read(encoder, text).statements) == ["leave", "praise"]


def test_nobody_says_the_name_of_a_show(encoder) -> None:
    text = "In a talk aired on the “Harbour Today” show, Otto Lind said that he was tired."
    assert [one.kind.value for one in read(encoder, text).quotations] == ["scare"]


def test_using_something_is_a_happening_of_its_own(encoder) -> None:
    account = read(encoder, "The bank used 300 crowns of public money to pay the clerk.")
    assert fillers(account, "use", RoleName.PATIENT) == ["300 crowns"]
    assert "use" not in {one.lemma for one in read(encoder, "The clerks used to meet at noon.").statements}


@pytest.mark.parametrize(
    ("text", "lemma", "doers", "undergoers"),
    [
        ("Brandt's dismissal of Otto Lind shocked the town.", "dismiss", ["Brandt"], ["Otto Lind"]),
        ("Lind's dismissal by Anna Brandt shocked the town.", "dismiss", ["Anna Brandt"], ["Lind"]),
        ("Lind's ouster as chairman came late.", "oust", [], ["Lind"]),
        ("The appointment of Otto Lind as judge by Anna Brandt was rushed.", "appoint", ["Anna Brandt"], ["Otto Lind"]),
        ("The dismissal of Otto Lind and Jonas Brandt was unlawful.", "dismiss", [], ["Otto Lind", "Jonas Brandt"]),
        ("The US elections in November were close.", "elect", [], []),
    ],
)
def test_who_takes_part_in_what_a_noun_tells(
    encoder, text: str, lemma: str, doers: list[str], undergoers: list[str]
) -> None:
    account = read(encoder, text)
    assert fillers(account, lemma, RoleName.AGENT) == doers
    assert fillers(account, lemma, RoleName.PATIENT) == undergoers


@pytest.mark.parametrize(
    ("text", "lemma", "polarity", "modality"),
    [
        ("Police stopped the students from entering the hall.", "enter", "negative", "asserted"),
        ("Anna Brandt accused Otto Lind of stealing the chain.", "steal", "positive", "hypothetical"),
        ("The court convicted Otto Lind of stealing the chain.", "steal", "positive", "asserted"),
        ("The union's plan to block the port was dropped.", "block", "positive", "hypothetical"),
        ("His refusal to leave the hall angered Otto Lind.", "leave", "negative", "asserted"),
    ],
)
def test_what_is_prevented_alleged_or_meant_is_no_fact(
    encoder, text: str, lemma: str, polarity: str, modality: str
) -> None:
    statement = told(read(encoder, text), lemma)
    assert (statement.polarity.value, statement.modality.value) == (polarity, modality)
