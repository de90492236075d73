"""What a reader sees: one frozen record per screen, nothing else. Both faces and every report are made of these."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One place in one document that gives an answer.

    Attributes:
        document: Identifier of the document.
        label: What to call the document.
        published: Its date, in words.
        words: The words that give the answer.
        passages: The text of the passages they stand in.
        marks: Where the words stand in `passages`, half-open, in code points.
        start: Where the words stand in the document's text.
        end: Just past them.
        voice: Whose words they are ("the minister, “said”"), or "" where the document speaks in its own voice.
        hedge: How a figure in them is hedged ("at least"), or "".
    """

    document: str
    label: str
    published: str
    words: str
    passages: str
    marks: tuple[tuple[int, int], ...]
    start: int
    end: int
    voice: str
    hedge: str = ""


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One answer, with everything it rests on.

    Attributes:
        label: The answer in the documents' words.
        lineages: How many independent lineages give it.
        evidence: Where it stands, by document.
        camp: A letter by which pages refer to it.
    """

    label: str
    lineages: int
    evidence: tuple[EvidenceView, ...]
    camp: str = ""


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding, in words.

    Attributes:
        id: Its identifier.
        verdict: "contested", "corroborated" ….
        verdict_text: The verdict with its grade.
        meaning: What verdict and grade mean, in plain words.
        kind: What is asked for.
        question: One plain sentence.
        answers: The camps, most lineages first.
        confidence: 0 to 1.
        confidence_text: The same in a word.
        rank: 0 to 1; findings are shown by falling rank.
        reasons: Why, a sentence each.
        standing: "confirmed" or "rejected" where a reader said so, else "".
    """

    id: str
    verdict: str
    verdict_text: str
    meaning: str
    kind: str
    question: str
    answers: tuple[AnswerView, ...]
    confidence: float
    confidence_text: str
    rank: float
    reasons: tuple[str, ...]
    standing: str = ""


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document in the list of documents.

    Attributes:
        id: Its identifier.
        path: Where it was read.
        label: Its source, or its path.
        title: Headline, or "".
        author: Byline, or "".
        published: Date in words.
        words: How many words.
        lineage: Number of its lineage, from 1.
        kin: How many documents its lineage has.
    """

    id: str
    path: str
    label: str
    title: str
    author: str
    published: str
    words: int
    lineage: int
    kin: int


@dataclass(frozen=True, slots=True)
class LineageView:
    """Documents that count once.

    Attributes:
        number: From 1, in the order of the documents.
        documents: What to call them.
        reasons: Why they belong together.
    """

    number: int
    documents: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoticeView:
    """Trouble in the material, in words."""

    path: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class HitView:
    """A passage that a search found."""

    document: str
    label: str
    published: str
    passage: str
    marks: tuple[tuple[int, int], ...]
    start: int


@dataclass(frozen=True, slots=True)
class CaseView:
    """The case at a glance.

    Attributes:
        name: Name of the case.
        documents: Its documents, by path.
        lineages: Lineages of more than one document.
        counts: How many findings of each verdict, in the order of `wording.VERDICTS`.
        statements: How many statements were read.
        dates: First and last date of publication, in words, or "".
        notices: Trouble met.
        generator: Program, version and models.
    """

    name: str
    documents: tuple[DocumentView, ...]
    lineages: tuple[LineageView, ...]
    counts: tuple[tuple[str, int], ...]
    statements: int
    dates: str
    notices: tuple[NoticeView, ...]
    generator: str


@dataclass(frozen=True, slots=True)
class Glance:
    """How much there is in a case.

    Attributes:
        name: Name of the case.
        documents: How many documents.
        sources: How many sources.
        counts: How many findings of each verdict, in the order of `wording.VERDICTS`.
        statements: How many statements were read.
        dates: First and last date of publication, in words, or "".
        notices: How many notices.
    """

    name: str
    documents: int
    sources: int
    counts: tuple[tuple[str, int], ...]
    statements: int
    dates: str
    notices: int
