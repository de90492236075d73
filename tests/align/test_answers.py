"""Answers to one question as wholes: which are the same."""

import numpy as np
import pytest

from crossread.align.answers import AnswerOptions, group_answers, measure_answers, same_answer, score_answers
from crossread.extract.models import load_encoder

WHY = "Why did the council close the bridge?"
ANSWERS = (
    "because inspectors had found cracks in two of its piers",
    "after cracks were discovered in the piers",
    "the cracked piers",
    "to make room for the film crew",
    "so that a film could be shot on it",
)


@pytest.fixture(scope="module")
def encoder():
    return load_encoder()


def test_answers_in_other_words_are_the_same_and_other_answers_are_not(encoder):
    assert group_answers(ANSWERS, encoder, WHY) == ((0, 1, 2), (3, 4))


def test_the_order_of_two_answers_does_not_matter(encoder):
    table = score_answers(ANSWERS, encoder, WHY)
    assert np.array_equal(table, table.T)
    one, other = ANSWERS[0], ANSWERS[3]
    assert same_answer(one, other, encoder, WHY).score == pytest.approx(same_answer(other, one, encoder, WHY).score)


def test_another_number_is_another_answer(encoder):
    asked = "How many ferries were sold?"
    same = same_answer("the line sold twelve ferries", "12 ferries were sold by the line", encoder, asked)
    other = same_answer("the line sold twelve ferries", "19 ferries were sold by the line", encoder, asked)
    assert same.said
    assert other.score < same.score - 0.2
    assert other.parts["numbers_compared"] < 0 < same.parts["numbers_compared"]


def test_a_denial_speaks_against_the_same_answer(encoder):
    asked = "Was the mill insured?"
    plain = same_answer("the mill was insured", "the old mill was fully insured", encoder, asked)
    denied = same_answer("the mill was insured", "the old mill was not insured", encoder, asked)
    assert denied.score < plain.score
    assert denied.parts["one_denies"] < 0


def test_words_of_the_question_tell_nothing(encoder):
    asked = "What did the mayor of Orlo promise the ferrymen?"
    pair = ("the mayor of Orlo promised the ferrymen a pension", "the mayor of Orlo promised the ferrymen new boats")
    assert same_answer(*pair, encoder, asked).score < same_answer(*pair, encoder).score


def test_few_answers_have_no_company(encoder):
    assert {row["company"] for row in measure_answers(ANSWERS[:3], encoder, WHY).values()} == {0.0}
    assert any(row["company"] for row in measure_answers(ANSWERS, encoder, WHY).values())


def test_answers_in_equal_words_are_one_and_count_once(encoder):
    repeated = (*ANSWERS, "The cracked piers.", *[ANSWERS[3]] * 6)
    assert same_answer("The cracked piers.", ANSWERS[2], encoder, WHY).said
    assert np.allclose(score_answers(repeated, encoder, WHY)[:5, :5], score_answers(ANSWERS, encoder, WHY))
    assert group_answers(repeated, encoder, WHY) == ((0, 1, 2, 5), (3, 4, 6, 7, 8, 9, 10, 11))


def test_none_and_one_answer(encoder):
    assert group_answers((), encoder, WHY) == ()
    assert group_answers(("rust",), encoder, WHY) == ((0,),)
    assert score_answers((), encoder).shape == (0, 0)


def test_answers_without_any_word_are_compared_all_the_same(encoder):
    assert 0.0 <= same_answer("?", "…", encoder).score <= 1.0


def test_everything_is_one_set_where_nothing_is_asked_of_a_pair(encoder):
    assert group_answers(ANSWERS, encoder, WHY, AnswerOptions(join=0.0)) == ((0, 1, 2, 3, 4),)
