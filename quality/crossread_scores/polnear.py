"""What PolNeAR asks for: quotations and voices, compared as its annotators marked them."""

from __future__ import annotations

from collections.abc import Sequence

from crossread_scores import score_layers
from crossread_scores.exports import Export, Record
from crossread_scores.scoring import overlap


def marked_words(gold: Export, found: Export) -> dict[str, float]:
    """Score quotations in double marks inside gold contents: of others PolNeAR says nothing.

    Gold has a record for each stretch between marks; a found quotation of several stretches is asked for each.
    """
    text = score_layers.texts(gold)
    contents: dict[str, list[list[int]]] = {}
    for record in gold["attributions"]:
        contents.setdefault(record["document"], []).extend(record["content"])
    inside = [
        record | {"spans": [span]}
        for record in found["quotations"]
        for span in record["spans"]
        if any(overlap(span, b) for b in contents.get(record["document"], []))
        and _in_double_marks(text[record["document"]], span[0])
    ]
    return score_layers.score_quotations(gold, found | {"quotations": inside})


def _in_double_marks(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start].rstrip()[-2:]
    return before == "''" or before[-1:] in {'"', "\u201c"}


def all_voices(gold: Export, found: Export) -> dict[str, float]:
    """Score attributions where gold counts direct quotations among them, and no word belongs to two voices.

    PolNeAR is univocal, as its README says: of "he said that they deny it" it has what he said. A found voice inside
    another one is therefore left aside.
    """
    return score_layers.score_attributions(gold, found | {"attributions": univocal(voices(found))})


def univocal(records: Sequence[Record]) -> list[Record]:
    """Return the attributions without those whose content lies inside the content of another one.

    Examples:
        >>> outer, inner = {"document": "a", "content": [[0, 30]]}, {"document": "a", "content": [[10, 30]]}
        >>> univocal([inner, outer]) == [outer]
        True
    """
    kept: dict[str, list[Record]] = {}
    for record in sorted(records, key=lambda one: (-sum(b - a for a, b in one["content"]), one["content"])):
        beside = kept.setdefault(record["document"], [])
        if not any(_within(record, other) for other in beside):
            beside.append(record)
    return [record for document in sorted(kept) for record in sorted(kept[document], key=lambda one: one["content"])]


def _within(record: Record, other: Record) -> bool:
    return all(any(c[0] <= s[0] and s[1] <= c[1] for c in other["content"]) for s in record["content"])


def voices(found: Export) -> list[Record]:
    """Return attributions and speaking quotations as attributions; one inside a content is part of it."""
    return [*found["attributions"], *_speaking(found)]


def _speaking(found: Export) -> list[Record]:
    contents: dict[str, list[list[int]]] = {}
    for record in found["attributions"]:
        contents.setdefault(record["document"], []).extend(record["content"])
    return [
        {
            "id": q["id"],
            "document": q["document"],
            "content": q["spans"],
            "source": q["speaker"],
            "cue": q["cue"],
            "kind": "speech",
        }
        for q in found["quotations"]
        if q["kind"] != "scare"
        and not all(any(c[0] <= s[0] and s[1] <= c[1] for c in contents.get(q["document"], [])) for s in q["spans"])
    ]
