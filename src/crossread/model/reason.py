"""Reasons: the steps of an explanation, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Reason:
    """One step of an explanation. English for it is chosen in `show/wording.py`.

    Attributes:
        rule: Name of the rule that spoke, in snake_case ("shared_rare_words", "bounds_overlap").
        inputs: What it looked at: pairs of a name and a value, in a fixed order.
        effect: What came of it: a number for scores, a word for decisions.

    Examples:
        >>> Reason("shared_rare_words", (("words", "levee, breach"),), "+0.31").rule
        'shared_rare_words'
    """

    rule: str
    inputs: tuple[tuple[str, str], ...] = ()
    effect: str = ""
