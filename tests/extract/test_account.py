"""The whole room: any text, spans inside it, the same bytes again, pickling, failing stages, time."""

from __future__ import annotations

import dataclasses
import pickle
import time

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossread.errors import MissingModelError, NoticeCode
from crossread.extract import account as account_module
from crossread.extract.account import extract_account
from crossread.extract.encoder import Encoder
from crossread.extract.models import load_encoder
from crossread.model.account import Account, Vector
from crossread.model.document import Document
from crossread.model.span import Span
from crossread.model.value import PartialDate
from crossread.read.passages import split_passages

TEXT = """Ferry sinks off Bwanda

“We counted twice,” the clerk, Ana Ruiz, said on Monday. At least nine people died when the ferry Halima sank in Lake Ondari.
The Bwandari Lake Line (BLL) denied that the ship was overloaded. She admitted that 230 people had been on board.

According to the ministry, the captain reportedly fled. The wire was cut by the owner two days later.
"""

PIECES = st.sampled_from(
    [
        "“", "”", "'", '"', "‘", "’", "said", " that ", "the minister", " Ana Ruiz ", "at least ", "12", "1,000", " million ", "$", "%", "-", "–", ",", ". ", "\n", "\n\n",
        "on Monday", "9/11", "two years ago", "according to ", "he ", "who ", "was killed by ", "not ", "will ", "of ", "and ", "US", "(NATO)", "the ", "\u0301", "\U0001f600", "ﬁ", "\ud800", "\x00", "İ", " one in ", "half ",
    ]
)  # fmt: skip


class Fake:
    """Gives the same short vector for everything."""

    name = "fake"

    def vectors(self, sentences):
        return [Vector(b"\x00\x3c") for _ in sentences]


def read(text: str, published: str | None = "2031-05-20") -> Account:
    document = Document.named("a.txt", text, sha256="0", published=PartialDate.parse(published) if published else None)
    return extract_account(document, split_passages(document).found, Fake())


def spans_in(record: object) -> list[Span]:
    if isinstance(record, Span):
        return [record]
    if isinstance(record, tuple):
        return [span for one in record for span in spans_in(one)]
    if dataclasses.is_dataclass(record) and not isinstance(record, type):
        return [span for field in dataclasses.fields(record) for span in spans_in(getattr(record, field.name))]
    return []


def check(found: Account) -> None:
    text = found.document.text
    assert not [notice for notice in found.notices if notice.code is NoticeCode.STAGE_FAILED]
    for layer in ("mentions", "dates", "figures", "quotations", "attributions", "statements"):
        records = getattr(found, layer)
        for span in spans_in(records):
            assert 0 <= span.start < span.end <= len(text)
        assert len({one.id for one in records}) == len(records)
    for mention in found.mentions:
        assert mention.span.contains(mention.head)
    for figure in found.figures:
        assert figure.span.contains(figure.number)
    for statement in found.statements:
        assert statement.span.contains(statement.trigger)
    known = {one.id for one in (*found.quotations, *found.attributions)} | {"author"}
    assert {one.voice for one in found.statements} <= known
    ids = {one.id for one in found.mentions}
    assert all(link.a in ids and link.b in ids for link in found.links)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    check(read(text))


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_row_of_pieces(text: str) -> None:
    check(read(text))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_any_part_of_a_real_text(start: int, end: int) -> None:
    check(read(TEXT[min(start, end) : max(start, end)], None))


def test_every_layer_speaks() -> None:
    found = read(TEXT)
    text = found.document.text
    assert [figure.span.of(text) for figure in found.figures] == ["At least nine", "230"]
    assert {date.value for date in found.dates} >= {"2031-05-19"}
    assert [one.speaker.span.of(text) for one in found.quotations if one.speaker] == ["the clerk"]
    assert {one.cue.of(text) for one in found.attributions if one.cue} == {
        "denied",
        "admitted",
        "According to",
        "reportedly",
    }
    assert {"die", "sink", "cut", "overload"} <= {one.lemma for one in found.statements}
    assert {reason.rule for link in found.links for reason in link.reasons} >= {"apposition", "acronym_in_brackets"}


def test_same_bytes_again() -> None:
    assert pickle.dumps(read(TEXT)) == pickle.dumps(read(TEXT))


def test_account_and_function_pickle() -> None:
    assert pickle.loads(pickle.dumps(extract_account)) is extract_account  # noqa: S301 - our own bytes
    found = read(TEXT)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes


def test_a_failing_stage_is_a_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(account_module, "find_figures", broken)
    found = read(TEXT)
    assert [(one.code, one.detail) for one in found.notices if one.code is NoticeCode.STAGE_FAILED] == [
        (NoticeCode.STAGE_FAILED, "figures: ZeroDivisionError")
    ]
    assert found.statements
    assert found.dates


def test_no_date_is_a_notice() -> None:
    found = read("The dam broke on Monday.", None)
    assert [one.code for one in found.notices] == [NoticeCode.NO_DATE]


def test_stray_mark_is_a_notice_and_the_rest_is_read() -> None:
    found = read("He said “no and left.\n\n“We counted,” the clerk said.")
    assert [one.code for one in found.notices] == [NoticeCode.UNBALANCED_QUOTE]
    assert found.quotations[-1].speaker is not None


def test_a_quotation_over_paragraphs_is_one() -> None:
    found = read("“We came at night,” she said. “It was dark and\n\n“nobody opened the door for us.”")
    assert [len(one.spans) for one in found.quotations][-1] == 2


HOSTILE = {
    "words": "The minister said that 12 people died on Monday. ",
    "brackets": "(",
    "quotes": '"a ',
    "single": "‘a ' ",
    "digits": "1",
    "commas": "1,111",
    "numerals": "one hundred and ",
    "names": "Aaa ",
    "of": "Bank of ",
    "hyphens": "a-",
    "that": "said that ",
    "who": "man, who ",
    "to": "two to ",
    "early": "early May ",
    "lines": "“Open\n\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_length(name: str) -> None:
    read("Warm up. “Yes,” he said on Monday.")
    times = []
    for size in (25_000, 100_000):
        text = (HOSTILE[name] * (size // len(HOSTILE[name]) + 1))[:size]
        begun = time.process_time()
        read(text)
        times.append(time.process_time() - begun)
    assert times[1] < 0.5 + 8 * times[0]  # four times the text; the rest is for a busy machine


def test_vectors_are_the_same_in_any_company() -> None:
    encoder = load_encoder()
    sentences = [
        "The bridge fell.",
        "",
        "A much longer sentence about a bridge that fell at noon on a Monday in May.",
        "\ud800",
    ]
    together = encoder.vectors(sentences)
    assert together == [encoder.vectors([one])[0] for one in sentences]
    assert together[::-1] == encoder.vectors(sentences[::-1])
    assert all(len(one) == 768 for one in together)


def test_vectors_know_what_is_alike() -> None:

    one, like, other = (
        np.frombuffer(v, "<f2").astype(float)
        for v in load_encoder().vectors(["The ferry sank.", "The boat went down.", "Bread is dearer."])
    )
    assert one @ like > one @ other + 0.2
    assert abs(one @ one - 1) < 0.01


def test_missing_model_is_told(tmp_path) -> None:
    with pytest.raises(MissingModelError):
        Encoder(tmp_path).vectors(["x"])
