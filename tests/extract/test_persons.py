"""Whom "he" means: not one of the same clause, not the speaker between his own marks; the subject right ahead."""

from __future__ import annotations

import pytest

from crossread.extract.account import extract_account
from crossread.extract.models import load_encoder
from crossread.model.account import Account
from crossread.model.document import Document
from crossread.model.mention import MentionForm
from crossread.read.passages import split_passages


@pytest.fixture(scope="module")
def encoder():
    return load_encoder()


def read(encoder, text: str) -> Account:
    document = Document.named("a.txt", text, sha256="0" * 64)
    return extract_account(document, split_passages(document).found, encoder)


def meant(account: Account, number: int) -> str:
    """The longest name of whom the pronoun of this number means."""
    pronouns = [one for one in account.mentions if one.form is MentionForm.PRONOUN and one.name in {"he", "him", "his"}]
    known = {pronouns[number].id}
    while True:
        more = {end for link in account.links for end in (link.a, link.b) if {link.a, link.b} & known}
        if more <= known:
            break
        known |= more
    names = [one.name for one in account.mentions if one.id in known and one.form is MentionForm.NAME]
    return max(names, key=len)


@pytest.mark.parametrize(
    ("text", "number", "name"),
    [
        ("Otto Lind spoke. Of Mayor Jonas Brandt, he said, “I want peace.”", 0, "Otto Lind"),
        ("Otto Lind spoke. Asked about Jonas Brandt, he said: “I know nothing.”", 0, "Otto Lind"),
        ("Otto Lind gave an interview. “Jonas Brandt is a weak mayor,” he said.", 0, "Otto Lind"),
        ("Otto Lind met Jonas Brandt. Lind said: “I have always liked him.”", 0, "Jonas Brandt"),
        ("Jonas Brandt stayed away. In his letter on Monday, Otto Lind thanked the town.", 0, "Otto Lind"),
        (
            "Otto Lind told the paper that he doubted whether Jonas Brandt was born there, and that he sent a clerk.",
            1,
            "Otto Lind",
        ),
        (
            "Otto Lind said he wanted Jonas Brandt to do well. “I love this town. The world laughs at it,” he said.",
            1,
            "Otto Lind",
        ),
    ],
)
def test_whom_he_means(encoder, text: str, number: int, name: str) -> None:
    assert meant(read(encoder, text), number).endswith(name)


@pytest.mark.parametrize(
    "text",
    [
        "Of Mayor Jonas Brandt, Otto Lind said: “I want him to do well.”",
        "When asked about the mayor, Otto Lind said, “I never met him.”",
        "Asked about the strike, Otto Lind said: “We will not pay.”",
    ],
)
def test_what_leads_a_quotation_in_is_not_said(encoder, text: str) -> None:
    account = read(encoder, text)
    assert account.attributions == ()
    [quotation] = account.quotations
    assert quotation.speaker is not None
    assert quotation.speaker.span.of(text) == "Otto Lind"
