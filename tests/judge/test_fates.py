"""What befell the people whom a number counts, by the words right after it."""

import pytest

from crossread.judge.fates import asked_by_fate, fate_of
from crossread.judge.testimony import Court
from crossread.model.finding import FindingKind, Question

ASKED = Question(FindingKind.FIGURE, subject="police", verb="storm", object="the square", counted="people")


@pytest.fixture
def figure(build):
    def make(text, words, **given):
        statement = {"clause": text, "trigger": text.split()[-1], "figures": [{"words": words, "n": 5, **given}]}
        accounts = build({"a": {"published": "2031-06-03", "text": f"{text}.", "statements": [statement]}})
        return Court.of(accounts, (), (), ()), accounts[0].figures[0]

    return make


@pytest.mark.parametrize(
    ("text", "words", "given", "fate"),
    [
        ("Five dead as police storm the square", "Five", {"of": "dead"}, "die"),
        ("Five protesters were shot dead by police", "Five", {"of": "protesters"}, "die"),
        ("A guard was killed and five injured", "five", {}, "injure"),
        ("There 'up to five' feared killed", "five", {}, "die"),
        ("Five people are still missing", "Five", {"of": "people"}, "missing"),
        ("Five guards killed the horses", "Five", {"of": "guards"}, ""),
        ("The toll from the storm on the coast rose to five", "five", {}, "die"),
        ("Five people saw the dead", "Five", {"of": "people"}, ""),
    ],
)
def test_fate(figure, text, words, given, fate):
    assert fate_of(*figure(text, words, **given)) == fate


def test_a_number_of_dead_answers_how_many_died_not_who_stormed(figure):
    court, one = figure("Five dead as police storm the square", "Five", of="dead")
    asked = asked_by_fate(court, ASKED, [one])
    assert (asked.subject, asked.verb, asked.object, asked.counted) == ("", "die", "", "people")


def test_without_a_fate_the_question_stays(figure):
    court, one = figure("Five people saw the dead", "Five", of="people")
    assert asked_by_fate(court, ASKED, [one]) == ASKED
