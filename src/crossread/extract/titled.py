"""Words between marks that are a name inside a noun phrase: the “Stop Hunger” alliance, the “Harbour Today” show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crossread.extract.tagging import Tag

if TYPE_CHECKING:
    from crossread.extract.reading import Reading
    from crossread.model.span import Span

_LONGEST: Final = 8
"""Words of such a name at most."""
_SMALL: Final = frozenset("a an and as at but by for from in of on or our the to with your".split())
_LEADS: Final = frozenset({Tag.DET, Tag.ADJ, Tag.NOUN, Tag.PROPN, Tag.NUM})


def is_titled(reading: Reading, span: Span) -> bool:
    """Tell whether the words of a stretch between marks are capitalised like a name and stand before their noun.

    Args:
        reading: The document's words.
        span: The words between the marks, the marks excluded.
    """
    inside = reading.words_in(span)
    words = reading.words[inside.start : inside.stop]
    if not inside or len(words) > _LONGEST or inside.start < 2 or inside.stop + 1 >= len(reading.words):
        return False
    named = [word for word in words if word.text[0].isalpha() and word.lower not in _SMALL]
    if not named or not all(word.text[0].isupper() for word in named):
        return False
    lead, after = reading.words[inside.start - 2], reading.words[inside.stop + 1]
    led = lead.tag in _LEADS or lead.lower in {"'s", "his", "her", "its", "their", "our", "my"}
    return led and after.tag is Tag.NOUN and after.text.islower()
