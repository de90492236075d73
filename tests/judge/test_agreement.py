from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.judge.agreement import amounts_agree, camps, is_rounding, times_agree
from crossread.model.value import Amount, Approximation, Interval, PartialDate

A = Approximation


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Amount(9, 9), Amount(9, 9)),
        (Amount(9, None, A.AT_LEAST), Amount(14, 14)),
        (Amount(140, 140, A.ABOUT), Amount(143, 143)),
        (Amount(4000, 4000), Amount(3987, 3987)),
        (Amount(350000, 350000), Amount(352100, 352100)),
        (Amount(None, 100, A.AT_MOST), Amount(80, 80)),
        (Amount(12, 19, A.VAGUE), Amount(15, 15)),
    ],
)
def test_amounts_that_can_hold_together(one, other):
    assert amounts_agree(one, other)
    assert amounts_agree(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Amount(9, 9), Amount(11, 11)),
        (Amount(23, None, A.AT_LEAST), Amount(14, 14)),
        (Amount(10, 10), Amount(12, 12)),
        (Amount(140, 140, A.ABOUT), Amount(190, 190)),
        (Amount(2029, 2029), Amount(2031, 2031)),
        (Amount(120, 120), Amount(160, 160)),
    ],
)
def test_amounts_that_cannot(one, other):
    assert not amounts_agree(one, other)


amounts = st.integers(1, 10**6).map(lambda n: Amount(n, n))


@given(amounts, amounts)
def test_agreement_is_mutual(one, other):
    assert amounts_agree(one, other) == amounts_agree(other, one)
    assert amounts_agree(one, one)


@given(amounts)
def test_nothing_rounds_to_something_far(one):
    assert not is_rounding(one, Amount(one.low * 2, one.low * 2))


def test_a_month_holds_its_days():
    assert times_agree(PartialDate(2031, 5).interval(), Interval(date(2031, 5, 30), date(2031, 5, 30)))
    assert not times_agree(PartialDate(2031, 5).interval(), PartialDate(2031, 6, 1).interval())


@given(st.lists(st.integers(0, 20)))
def test_camps_hold_every_item_once_and_agree_inside(items):
    found = camps(items, lambda a, b: abs(a - b) <= 2)
    assert sorted(item for camp in found for item in camp) == sorted(items)
    assert all(abs(a - b) <= 2 for camp in found for a in camp for b in camp)
