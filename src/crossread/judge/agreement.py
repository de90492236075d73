"""Answers that can hold together: amounts, times, actors, yes and no."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from crossread.model.value import Amount, Approximation, Interval

T = TypeVar("T")

_CLOCK: Final = re.compile(r"T(\d\d):(\d\d)")
_QUARTER: Final = 15
_DAY: Final = 24 * 60

ROUND: Final = frozenset({Approximation.ABOUT, Approximation.VAGUE})
_ABOUT: Final = 0.1
"""How far from its number "about" may reach, as a share of the number."""


def bounds(amount: Amount) -> tuple[float, float]:
    """Return the least and greatest value that an amount allows; "about" reaches a tenth to either side.

    Examples:
        >>> bounds(Amount(140, 140, Approximation.ABOUT))
        (126.0, 154.0)
    """
    low = float("-inf") if amount.low is None else amount.low
    high = float("inf") if amount.high is None else amount.high
    if amount.approximation in ROUND and low == high:
        return low - abs(low) * _ABOUT, high + abs(high) * _ABOUT
    return low, high


def amounts_agree(one: Amount, other: Amount) -> bool:
    """Return whether two amounts can hold of the same thing: their bounds meet, or one is the other rounded.

    Examples:
        >>> amounts_agree(Amount(4000, 4000), Amount(3987, 3987))
        True
        >>> amounts_agree(Amount(9, None, Approximation.AT_LEAST), Amount(11, 11))
        True
        >>> amounts_agree(Amount(11, 11), Amount(14, 14))
        False
    """
    (low, high), (other_low, other_high) = bounds(one), bounds(other)
    return max(low, other_low) <= min(high, other_high) or is_rounding(one, other) or is_rounding(other, one)


def is_rounding(rounded: Amount, exact: Amount) -> bool:
    """Return whether `rounded` is `exact` with fewer digits that tell, and ends in a nought at least.

    Examples:
        >>> is_rounding(Amount(350000, 350000), Amount(352100, 352100))
        True
        >>> is_rounding(Amount(10, 10), Amount(12, 12))
        False
    """
    a, b = rounded.low, exact.low
    if a is None or b is None or a != rounded.high or b != exact.high or a != int(a) or a < 100:
        return False
    digits = len(str(int(a)).rstrip("0"))
    return digits < len(str(int(a))) and abs(a - b) * 2 < 10 ** (len(str(int(a))) - max(digits, 2) + 0)


def times_agree(one: Interval, other: Interval) -> bool:
    """Return whether two times can be of the same thing: they share a day."""
    return one.overlaps(other)


def minute_of(value: str | None) -> int | None:
    """Return the time of day that a TIMEX3 value names, in minutes from midnight, or None.

    Examples:
        >>> minute_of("2029-03-14T23:15"), minute_of("T08:05"), minute_of("2029-03-14TNI")
        (1395, 485, None)
    """
    found = _CLOCK.search(value or "")
    return None if found is None else 60 * int(found[1]) + int(found[2])


def clocks_agree(one: int | None, other: int | None) -> bool:
    """Return whether two times of day can be of the same moment: a quarter of an hour apart at most, or one unknown.

    People round to the quarter, and watches differ.

    Examples:
        >>> clocks_agree(1395, 1400), clocks_agree(1395, 1360), clocks_agree(1395, None), clocks_agree(5, 1435)
        (True, False, True, True)
    """
    if one is None or other is None:
        return True
    apart = abs(one - other)
    return min(apart, _DAY - apart) <= _QUARTER


def camps(items: Sequence[T], agree: Callable[[T, T], bool]) -> list[list[T]]:
    """Return the items in camps within which every two agree; an item that fits several goes to the first.

    Args:
        items: In a fixed order, the most exact first: they found the camps.
        agree: Whether two items can hold together.

    Examples:
        >>> camps([1, 5, 2, 6], lambda a, b: abs(a - b) < 2)
        [[1, 2], [5, 6]]
    """
    found: list[list[T]] = []
    for item in items:
        home = next((camp for camp in found if all(agree(item, other) for other in camp)), None)
        if home is None:
            found.append([item])
        else:
            home.append(item)
    return found
