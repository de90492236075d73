"""The room's rules on the words and trees of the shipped encoder: the two must agree on what leads a noun phrase in."""

from __future__ import annotations

import pytest

from crossread.extract.account import extract_account
from crossread.extract.models import load_encoder
from crossread.model.account import Account
from crossread.model.document import Document, Passage, PassageKind
from crossread.model.span import Span


@pytest.fixture(scope="module")
def encoder():
    return load_encoder()


def read(encoder, text: str) -> Account:
    document = Document.named("a.txt", text, sha256="0" * 64)
    return extract_account(document, (Passage.at(document.id, Span(0, len(text)), PassageKind.SENTENCE, 0),), encoder)


def told(account: Account) -> dict[str, list[str]]:
    """The words of the figures of each statement, by its lemma."""
    text = account.document.text
    figures = {figure.id: figure.span.of(text) for figure in account.figures}
    return {item.lemma: [figures[key] for key in item.figures] for item in account.statements}


def test_each_toll_stays_with_its_own_clause(encoder) -> None:
    account = read(encoder, "At least nine people were killed and 31 were injured when fire broke out in a mill.")
    assert told(account)["kill"] == ["At least nine"]
    assert told(account)["injure"] == ["31"]
    assert told(account)["break_out"] == []


def test_a_possessive_belongs_to_what_is_counted(encoder) -> None:
    account = read(encoder, "No fewer than twenty-three of our comrades perished in the shed.")
    [figure] = account.figures
    assert figure.counted is not None
    assert figure.counted.of(account.document.text) == "our comrades"
    assert figure.amount.low == 23
    assert figure.amount.high is None


def test_the_hedge_is_part_of_the_subject(encoder) -> None:
    account = read(encoder, "Over forty villagers were evacuated by the army on Tuesday.")
    [statement] = [item for item in account.statements if item.lemma == "evacuate"]
    roles = {role.name.value: role.span.of(account.document.text) for role in statement.roles}
    assert roles["patient"] == "Over forty villagers"
    assert roles["agent"] == "the army"


def test_a_number_in_a_plan_is_not_of_what_the_plan_does(encoder) -> None:
    account = read(encoder, "The plan to move 70 ships drew sharp criticism.")
    assert told(account)["move"] == ["70"]
    assert told(account)["draw"] == []
