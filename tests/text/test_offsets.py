"""Places move between forms of a text without ever losing a character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.text.offsets import Edit, OffsetMap, Utf16Map


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str, list[Edit]]:
    """A raw text, the clean one, and the edits between them."""
    raw, clean, edits = "", "", []
    for keep, gone, put in draw(st.lists(st.tuples(st.text("abc", min_size=1), st.text("xy"), st.text("XY")))):
        raw, clean = raw + keep, clean + keep
        if gone or put:
            edits.append(Edit(len(raw), len(raw) + len(gone), len(put)))
        raw, clean = raw + gone, clean + put
    return raw, clean, edits


@given(edited(), st.data())
def test_untouched_characters_keep_their_place(case: tuple[str, str, list[Edit]], data: st.DataObject) -> None:
    raw, clean, edits = case
    places = OffsetMap(edits)
    kept = [place for place, sign in enumerate(clean) if sign in "abc"]
    for place in kept:
        first, last = places.to_raw(place, place + 1)
        assert raw[first:last] == clean[place]
        assert places.to_clean(first, last) == (place, place + 1)


@given(edited(), st.data())
def test_a_stretch_never_loses_characters(case: tuple[str, str, list[Edit]], data: st.DataObject) -> None:
    raw, clean, edits = case
    places = OffsetMap(edits)
    start = data.draw(st.integers(0, len(clean)))
    end = data.draw(st.integers(start, len(clean)))
    first, last = places.to_raw(start, end)
    assert 0 <= first <= last <= len(raw)
    kept = [sign for sign in clean[start:end] if sign in "abc"]
    assert [sign for sign in raw[first:last] if sign in "abc"] == kept


@given(edited(), edited())
def test_two_maps_join_into_one(one: tuple[str, str, list[Edit]], other: tuple[str, str, list[Edit]]) -> None:
    first, second = OffsetMap(one[2]), OffsetMap(other[2])
    both = OffsetMap(other[2], first)
    assert both.to_raw(0, 1) == first.to_raw(*second.to_raw(0, 1))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_browser_places_are_those_of_utf16(text: str) -> None:
    places = Utf16Map(text)
    for offset in range(len(text) + 1):
        units = len(text[:offset].encode("utf-16-le")) // 2
        assert places.to_utf16(offset) == units
        assert places.to_code_point(units) == offset


@pytest.mark.parametrize(("unit", "offset"), [(0, 0), (1, 0), (2, 1), (3, 2), (4, 2), (5, 3)])
def test_the_middle_of_a_pair_is_its_beginning(unit: int, offset: int) -> None:
    assert Utf16Map("🙂a🙂").to_code_point(unit) == offset
