"""What the reading room shows beyond the findings: a document with its margin, names, overlap, silences."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from crossread.case import Case
from crossread.model.document import DocumentId
from crossread.show import wording
from crossread.show.views import EvidenceView, FindingView, lineage_numbers

SILENCES: Final = 50
"""Findings of others that the page of sources lists for each document."""
FEW: Final = 30
"""Documents up to which pages show something of each."""


@dataclass(frozen=True, slots=True)
class Column:
    """One document in the synopsis of a finding.

    Attributes:
        document: Its identifier.
        label: What to call it.
        published: Its date in words.
        lineage: Number of its lineage, from 1.
        rows: For each of its places: what it answers, and the evidence.
        joined: Whether the column before it is of the same lineage.
    """

    document: str
    label: str
    published: str
    lineage: int
    rows: tuple[tuple[str, EvidenceView], ...]
    joined: bool


def evidence_columns(case: Case, view: FindingView) -> tuple[Column, ...]:
    """Return the evidence of a finding by document, in the order of publication, a lineage together."""
    documents = {document.id: document for document in case.listed()}
    numbers = lineage_numbers(documents.values(), case)
    rows: dict[str, list[tuple[str, EvidenceView]]] = {}
    for answer in view.answers:
        for item in answer.evidence:
            rows.setdefault(item.document, []).append((wording.camp_text(answer.label, item.words), item))
    ordered = sorted(
        (document for document in documents.values() if document.id in rows),
        key=lambda document: (document.published or "9", document.path),
    )
    # Documents of one lineage stand beside each other, where the first of them stands.
    first: dict[int, int] = {}
    for at, document in enumerate(ordered):
        first.setdefault(numbers[document.id], at)
    ordered.sort(key=lambda document: first[numbers[document.id]])
    before = [0, *(numbers[document.id] for document in ordered)]
    return tuple(
        Column(
            document.id,
            document.label,
            wording.iso_text(document.published),
            numbers[document.id],
            tuple(sorted(rows[document.id], key=lambda row: row[1].start)),
            last == numbers[document.id],
        )
        for document, last in zip(ordered, before, strict=False)
    )


def overlap_rows(case: Case) -> tuple[list[str], list[tuple[DocumentId, str, list[tuple[DocumentId, int]]]]]:
    """Return the documents' labels, and for each document how many findings rest on it and each other."""
    documents = case.listed()
    together: Counter[tuple[str, str]] = Counter()
    for finding in case.findings():
        keys = finding.documents
        together.update((one, other) for one in keys for other in keys)
    labels = [document.label for document in documents]
    rows = [
        (one.id, label, [(other.id, together[one.id, other.id]) for other in documents])
        for label, one in zip(labels, documents, strict=True)
    ]
    return labels, rows


def silence_rows(case: Case) -> list[tuple[str, str, int, list[tuple[str, str]]]]:
    """Return, for each document that leaves something out: identifier, label, how much, the first of it.

    Of a finding: identifier and question.
    """
    labels = case.labels()
    rows: list[tuple[str, str, int, list[tuple[str, str]]]] = []
    for key, number in case.silence_counts().items():
        if key in labels:
            first = (silence.finding for silence in case.silences_of(key)[:SILENCES]) if len(labels) <= FEW else ()
            found = (case.finding(finding) for finding in first)
            rows.append((str(key), labels[key], number, [(one.id, wording.finding_question(one)) for one in found]))
    return sorted(rows, key=lambda row: (row[1], row[0]))
