"""The synopsis of a finding: the passages of each document side by side, their differing words marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from re import compile as pattern
from typing import Final

from crossread.case import Case
from crossread.model.finding import FindingKind
from crossread.show import wording
from crossread.show.views import EvidenceView, FindingView
from crossread.store import lists

_WORD: Final = pattern(r"\w+")
_FEW: Final = 3
"""Words up to which an answer is marked as a whole: there is nothing to tell apart in it."""
_LITTLE: Final = 3
"""Letters up to which a word tells nothing by itself."""
_MOST: Final = 0.7
"""Share of an answer's words that may be its own; of more, none is underlined."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage.

    Attributes:
        text: The words.
        answer: Whether they give the answer.
        differs: Whether no other document has them in its answer.
    """

    text: str
    answer: bool
    differs: bool


@dataclass(frozen=True, slots=True)
class Said:
    """One place in a document's column.

    Attributes:
        camp: Letter of its answer.
        fits: How it gives the answer of its camp, in words, where it does not in the very words; else "".
        pieces: The passages.
        item: The evidence.
        place: Its address for corrections, `document:start-end`.
    """

    camp: str
    fits: str
    pieces: tuple[Piece, ...]
    item: EvidenceView
    place: str


@dataclass(frozen=True, slots=True)
class Column:
    """One document in the synopsis of a finding.

    Attributes:
        document: Its identifier.
        label: What to call it.
        published: Its date in words.
        said: Its places.
        joined: Whether the column before it is of the same lineage: the two count once.
        before: What that column is called, or "".
    """

    document: str
    label: str
    published: str
    said: tuple[Said, ...]
    joined: bool
    before: str


def synopsis(case: Case, view: FindingView) -> tuple[Column, ...]:
    """Return the evidence of a finding by document, in the order of publication, a lineage together."""
    held: dict[str, list[tuple[str, str, EvidenceView]]] = {}
    for answer in view.answers:
        for item in answer.evidence:
            fits = wording.fits_text(FindingKind(view.kind), answer.label, item.words)
            held.setdefault(item.document, []).append((answer.camp, fits, item))
    documents = case.ask(lambda opened: lists.listed(opened, list(held))).values()
    ordered = sorted(documents, key=lambda document: (document.published or "9", document.path))
    # Documents of one lineage stand beside each other, where the first of them stands.
    first: dict[int, int] = {}
    for at, document in enumerate(ordered):
        first.setdefault(document.lineage, at)
    ordered.sort(key=lambda document: first[document.lineage])
    words = {key: _words(item.words for _, _, item in found) for key, found in held.items()}
    columns = []
    for at, document in enumerate(ordered):
        others = {word for key, own in words.items() if key != document.id for word in own}
        said = sorted(held[document.id], key=lambda row: row[2].start)
        before = ordered[at - 1] if at else None
        joined = before is not None and before.lineage == document.lineage
        columns.append(
            Column(
                document.id,
                document.label,
                wording.iso_text(document.published),
                tuple(_said(camp, fits, item, others) for camp, fits, item in said),
                joined,
                before.label if joined and before else "",
            )
        )
    return tuple(columns)


def _words(texts: Iterable[str]) -> set[str]:
    return {word.casefold() for text in texts for word in _WORD.findall(text)}


def _said(camp: str, fits: str, item: EvidenceView, others: set[str]) -> Said:
    start, end = item.marks[0]
    own = item.passages[start:end]
    marked = list(_differing(own, others))
    pieces = [Piece(item.passages[:start], answer=False, differs=False)] if start else []
    pieces += [Piece(text, answer=True, differs=differs) for text, differs in marked]
    pieces += [Piece(item.passages[end:], answer=False, differs=False)] if end < len(item.passages) else []
    return Said(camp, fits, tuple(pieces), item, f"{item.document}:{item.start}-{item.end}")


def _differing(text: str, others: set[str]) -> Iterator[tuple[str, bool]]:
    """Cut an answer where its words begin or cease to be its own.

    Little words (of three letters at most) go with the words beside them. An answer stays whole where hardly any words
    are there to tell apart, or where so many are its own that the two are simply told in other words.
    """
    found = list(_WORD.finditer(text))
    weighty = [match[0].casefold() not in others for match in found if not _is_little(match[0])]
    if not others or len(found) <= _FEW or not any(weighty) or sum(weighty) > _MOST * len(weighty):
        yield text, False
        return
    differs = [match[0].casefold() not in others for match in found]
    little = [_is_little(match[0]) for match in found]
    own = [one and not small for one, small in zip(differs, little, strict=True)]
    for order in (range(1, len(found)), range(len(found) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for number in order:
            own[number] |= differs[number] and own[number + step]
    at = 0
    for number, match in enumerate(found):
        if not number or own[number] == own[number - 1]:
            continue
        begin = match.start() if own[number] else found[number - 1].end()
        if begin > at:
            yield text[at:begin], own[number - 1]
            at = begin
    yield text[at:], own[-1]


def _is_little(word: str) -> bool:
    return len(word) <= _LITTLE and not word.isdigit()
