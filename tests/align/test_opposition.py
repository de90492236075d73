"""Two short texts that cannot both hold."""

import pytest

from crossread.align.opposition import changed_words, opposed
from crossread.extract.models import load_encoder


@pytest.fixture(scope="module")
def encoder():
    return load_encoder()


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("A clerk locked the north door", "A clerk locked the south door", "direction"),
        ("A man with a red hat lost a red scarf", "A man with a green hat lost a green scarf", "colour"),
        ("The four-wheeled cart stood in the yard", "The 12 wheeled cart stood in the yard", "number"),
        ("The warden can open the gate", "The warden cannot open the gate", "negation"),
        ("They met in the living room of the inn", "They met in the dining room of the inn", "room"),
    ],
)
def test_texts_that_differ_in_words_that_exclude_one_another(encoder, one, other, kind):
    assert opposed(one, other, encoder).said
    assert opposed(other, one, encoder).said
    assert changed_words(one, other)[0][2] == kind


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The lorry stood in the yard all night", "The truck stood in the yard all night"),
        ("The mill is old and grey", "The mill is old and gray"),
        ("A tall clerk locked the door", "A clerk locked the door"),
    ],
)
def test_texts_that_differ_in_words_that_go_together(encoder, one, other):
    assert not opposed(one, other, encoder).said


def test_what_a_text_bears_out_speaks_against_opposition(encoder):
    told = (
        "Ada Merrow founded the Orlo ferry line in 1912 with two boats and her brother, who kept the books. "
        "The line was sold to the port in 1950."
    )
    borne = opposed("The ferry line of Orlo was founded by Ada Merrow in 1912.", told, encoder)
    years = opposed("The ferry line of Orlo was founded by Ada Merrow in 1931.", told, encoder)
    kin = opposed("Ada Merrow ran the Orlo ferry line with her sister.", told, encoder)
    assert borne.score < years.score
    assert years.parts["numbers_compared"] > 0
    assert kin.parts["words_that_exclude"] > 0


def test_a_longer_text_may_come_first(encoder):
    pair = (
        "The quay was rebuilt.",
        "In spring, after the flood, masons of the port rebuilt the whole of the old quay.",
    )
    assert opposed(*pair, encoder).score == pytest.approx(opposed(*reversed(pair), encoder).score)


def test_no_words_at_all(encoder):
    assert changed_words("", "") == ()
    assert not opposed("", "", encoder).said
