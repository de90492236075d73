"""Questions in words: each as a person would ask it."""

from __future__ import annotations

import pytest

from crossread.model.document import DocumentId
from crossread.model.finding import Answer, Evidence, Finding, FindingId, FindingKind, Question, Verdict
from crossread.model.span import Span
from crossread.show.wording import finding_question, question_text

ASKED = [
    (Question(FindingKind.FIGURE, verb="hurt", counted="persons", passive=True), "How many people were hurt?"),
    (Question(FindingKind.FIGURE, counted="dead"), "How many people were dead?"),
    (Question(FindingKind.FIGURE, verb="evacuate", subject="The army", counted="villager"), None),
    (Question(FindingKind.FIGURE, counted="voters", unit="percent"), "What share of voters was there?"),
    (Question(FindingKind.WHAT, subject="that The mayor", verb="take_over", object="The port"), None),
    (Question(FindingKind.WHETHER, subject="the talks", verb="be", object="over"), "Were the talks over?"),
    (Question(FindingKind.WHO, subject="the gate", verb="open", passive=True), "By whom was the gate opened?"),
    (Question(FindingKind.PLACE, subject="The fire", verb="begin"), "Where did the fire begin?"),
    (Question(FindingKind.QUOTE, subject="Ana Ruiz", object="the gate"), "What did Ana Ruiz say about the gate?"),
    (Question(FindingKind.WHETHER, object="weapons", verb="hand_over", passive=True), "Were weapons handed over?"),
]
LONGER = {
    2: "How many villagers did the army evacuate?",
    4: "Did the mayor take over the port?",
}


@pytest.mark.parametrize("number", range(len(ASKED)))
def test_questions_read_as_questions(number: int) -> None:
    question, words = ASKED[number]
    assert question_text(question) == (words or LONGER[number])


def finding(question: Question, label: str) -> Finding:
    answer = Answer(label, "yes", (Evidence(DocumentId("d"), Span(0, 4)),), ())
    return Finding(FindingId("n"), Verdict.CORROBORATED, None, question, (answer,), 0.5, 0.5, ())


def test_a_question_without_names_asks_the_answers_words() -> None:
    nameless = Question(FindingKind.WHAT, subject="it", verb="be")
    assert finding_question(finding(nameless, "that the bridge was unsafe,")) == "Is it so: “the bridge was unsafe”?"
    long = finding_question(finding(nameless, "the bridge was unsafe " * 20))
    assert len(long) < 110
    assert long.endswith("…”?")
    named = Question(FindingKind.WHAT, subject="the bridge", verb="fall")
    assert finding_question(finding(named, "x")) == "Did the bridge fall?"
