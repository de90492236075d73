"""Words as Universal Dependencies counts them."""

import pytest

from crossread.extract.tokens import tokenizer


@pytest.fixture(scope="module")
def cut():
    nlp = tokenizer()
    return lambda text: " ".join(word.text for word in nlp(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The 350,000-strong force fled.", "The 350,000 - strong force fled ."),
        ("from 2001-2021 and 8–10 May", "from 2001 - 2021 and 8 – 10 May"),
        ("a pre-war, pro-Belland ex-minister", "a pre-war , pro-Belland ex-minister"),
        ("the Norva-led talks", "the Norva - led talks"),
        ("the U.S.-led raid", "the U.S. - led raid"),
        ("They didn’t; we can't.", "They did n’t ; we ca n't ."),
        ("the ministry’s and Kesh's", "the ministry ’s and Kesh 's"),
        ("‘We won,’ he said.", "‘ We won , ’ he said ."),
        ("“Never!” she said.‘Go’", "“ Never ! ” she said . ‘ Go ’"),
        ("What?! No!!! Stop...", "What ?! No !!! Stop ..."),
        ("Capt. J. K. Osman of Kesh and/or Norva", "Capt. J. K. Osman of Kesh and / or Norva"),
        ("Call 555-0134 or 555-010-0199", "Call 555-0134 or 555-010-0199"),
        ("left at 9:25—too late", "left at 9:25 — too late"),
        ("----- ***", "----- ***"),
    ],
)
def test_words(cut, text, words):
    assert cut(text) == words


def test_no_character_is_lost(cut):
    text = "Odd–text/with “marks”, e-mail@example.org & http://example.org/a-b?c=1-2 (x)[1]–[3]…"
    assert cut(text).replace(" ", "") == text.replace(" ", "")


def test_time_grows_with_length_not_its_square(cut):
    assert len(cut("a-" * 2000)) > 4000
