"""The sentence for each rule that a room may give as a reason; part of the one choice of English with `wording`.

A sentence may name the rule's inputs in braces, and `{effect}`.
"""

from __future__ import annotations

from typing import Final

REASONS: Final[dict[str, str]] = {}
