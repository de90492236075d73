"""Which of two documents with the same wording was there first."""

from __future__ import annotations

from crossread.model.document import Document
from crossread.model.reason import Reason

_HEAD = 400
"""Characters at either end of a document in which bylines and credits stand."""


def direction(one: Document, other: Document) -> tuple[bool, Reason]:
    """Return whether `one` reuses what stands in `other` (else the other way), and why.

    The later date reuses; without dates that tell, the document that credits the other's source does; without either
    the order of identifiers is kept, and the reason says that the direction is unknown.

    Args:
        one: The document with the smaller identifier.
        other: The other document.
    """
    days = [document.published.interval() if document.published else None for document in (one, other)]
    if days[0] is not None and days[1] is not None and not days[0].overlaps(days[1]):
        forward = (days[1].start or days[1].end) < (days[0].start or days[0].end)  # type: ignore[operator]
        inputs = (("one", days[0].iso()), ("other", days[1].iso()))
        return forward, Reason("published_later", inputs, "direction")
    credited = gives_credit(one, other), gives_credit(other, one)
    if credited[0] != credited[1]:
        name = (other if credited[0] else one).label
        return credited[0], Reason("credits_source", (("source", name),), "direction")
    return False, Reason("direction_unknown", (), "order_of_ids")


def gives_credit(document: Document, other: Document) -> bool:
    """Return whether the head, the end or the byline of `document` names the source of `other`."""
    if other.source is None or (document.source is not None and document.source.name == other.source.name):
        return False
    ends = f"{document.text[:_HEAD]} {document.text[-_HEAD:]} {document.author or ''}".casefold()
    names = {other.source.name.casefold()} | ({other.source.family.casefold()} if other.source.family else set())
    return any(
        f"({name})" in ends or f"source: {name}" in ends or f"reporting by {name}" in ends for name in names
    ) or (other.source.name.casefold() in (document.author or "").casefold())
