"""Whether a clause is said to have come about, beyond what its verb alone says."""

from __future__ import annotations

import re
from typing import Final

from crossread.model.statement import Modality, Statement

_PURPOSE: Final = re.compile(r"\bto\s+(?:\w+ly\s+)?$", re.IGNORECASE)
"""What stands before an infinitive: a purpose, plan, wish or duty."""
_IDEA: Final = re.compile(r"\b(?:in|of|as|from|against|for|about|like|than|without|instead)\s+$", re.IGNORECASE)
"""Words before a verb in "-ing" that name an idea of it rather than tell of it ("believe in …", "accused of …")."""
_NEAR: Final = 24
"""Characters before a verb in which such words stand."""


def told_modality(statement: Statement, text: str) -> Modality:
    """Return the modality of a statement; a purpose or a mere idea is none that is said to have come about.

    Args:
        statement: The statement.
        text: The text of its document.
    """
    if statement.modality is not Modality.ASSERTED:
        return statement.modality
    before = text[: statement.trigger.start][-_NEAR:]
    idea = statement.trigger.of(text).endswith("ing") and _IDEA.search(before)
    return Modality.HYPOTHETICAL if idea or _PURPOSE.search(before) else Modality.ASSERTED
