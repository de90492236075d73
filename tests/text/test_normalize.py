"""One form for signs that are written in several, and the way back to the raw text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.text.normalize import normalize

ODD = st.text(
    st.sampled_from("ab eé\u0301\u0308“”’…—–\u00a0\u200b\u00ad\r\nﬁ\u2028🙂ㅎ\u1100\u1161\u11a8Ω\u212b\u1fef"),
    max_size=30,
)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("“We’ll see,” she said.", '"We\'ll see," she said.'),
        ("a\u00a0b\u2009c", "a b c"),
        ("2019–2021 — and −3", "2019-2021 - and -3"),
        ("wait…", "wait..."),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("Ru\u0301bio", "Rúbio"),
        ("\ufb01nal", "final"),
        ("co\u00adop\u200beration", "cooperation"),
        ("Straße, Çelik, Ωmega", "Straße, Çelik, Ωmega"),
        ("", ""),
    ],
)
def test_each_sign_has_one_form(raw: str, clean: str) -> None:
    assert normalize(raw).text == clean


@given(st.one_of(ODD, st.text()))
def test_normalizing_twice_is_the_same_as_once(raw: str) -> None:
    once = normalize(raw).text
    assert normalize(once).text == once


@given(st.one_of(ODD, st.text()))
def test_the_result_is_in_nfc(raw: str) -> None:
    assert unicodedata.is_normalized("NFC", normalize(raw).text)


@given(st.text("ab éü. 🙂\n\t"))
def test_text_in_that_form_already_is_left_alone(raw: str) -> None:
    raw = unicodedata.normalize("NFC", raw)
    assert normalize(raw).text == raw


@given(st.one_of(ODD, st.text()), st.data())
def test_every_clean_stretch_comes_from_raw_words_that_clean_to_it(raw: str, data: st.DataObject) -> None:
    done = normalize(raw)
    start = data.draw(st.integers(0, len(done.text)))
    end = data.draw(st.integers(start, len(done.text)))
    first, last = done.offsets.to_raw(start, end)
    assert 0 <= first <= last <= len(raw)
    if start < end:
        assert done.text[start:end] in normalize(raw[first:last]).text


@given(ODD)
def test_all_of_the_clean_text_is_all_of_the_raw_text(raw: str) -> None:
    done = normalize(raw)
    assert done.offsets.to_clean(0, len(raw)) == (0, len(done.text))


def test_a_long_text_takes_no_longer_than_its_length_asks() -> None:
    raw = "“Ée\u0301…” – \u00a0" * 40_000
    assert normalize(raw).text.count("...") == 40_000
