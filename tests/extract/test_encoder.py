"""The trained encoder on invented texts: what every reader would call right, and properties that always hold."""

import pickle
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.errors import MissingModelError
from crossread.extract.encoder import WEIGHTS, Encoder, Parse
from crossread.extract.lemmas import apply_rule, lemma_of
from crossread.extract.tokens import tokenizer
from crossread.extract.trees import is_tree


@pytest.fixture(scope="module")
def encoder():
    return Encoder()


@pytest.fixture(scope="module")
def read(encoder):
    nlp = tokenizer()

    def run(text, chosen=encoder):
        words, gaps, gap = [], [], ""
        for token in nlp(text):
            if token.is_space:
                gap += token.text_with_ws
                continue
            words.append(token.text)
            gaps.append(gap)
            gap = token.whitespace_
        return chosen.parse(words, gaps)

    return run


def arcs(parse: Parse) -> set[tuple[str, str, str]]:
    return {
        (parse.words[i], parse.labels[i], parse.words[parse.heads[i]])
        for i in range(len(parse.words))
        if parse.heads[i] != i
    }


def names(parse: Parse) -> set[tuple[str, str]]:
    return {(" ".join(parse.words[a:b]), kind) for a, b, kind in parse.names}


def sentences(parse: Parse) -> list[str]:
    return [" ".join(parse.words[a:b]) for a, b in parse.sentences]


def test_who_did_what_to_whom(read):
    found = arcs(read("The army of Belland attacked the village on Tuesday."))
    assert {("army", "nsubj", "attacked"), ("village", "obj", "attacked"), ("Belland", "nmod", "army")} <= found


def test_the_passive_turns_the_roles(read):
    found = arcs(read("Two bridges were destroyed by the retreating soldiers."))
    assert {("bridges", "nsubj:pass", "destroyed"), ("were", "aux:pass", "destroyed")} <= found
    assert ("soldiers", "obl:agent", "destroyed") in found


def test_said_and_what_was_said(read):
    found = arcs(read("The minister said that the talks had failed."))
    assert {("minister", "nsubj", "said"), ("failed", "ccomp", "said"), ("talks", "nsubj", "failed")} <= found


def test_whose_and_which(read):
    found = arcs(read("The man who led the strike lost his job."))
    assert {("led", "acl:relcl", "man"), ("his", "nmod:poss", "job"), ("man", "nsubj", "lost")} <= found


@pytest.mark.parametrize("pair", ['""', "“”", "‘’"])
def test_quotation_marks_of_every_kind_leave_the_tree_alone(read, pair):
    parse = read(f"{pair[0]}We will rebuild the harbour,{pair[1]} Mayor Ana Ruiz told reporters on Monday.")
    found = arcs(parse)
    assert {("We", "nsubj", "rebuild"), ("harbour", "obj", "rebuild")} <= found
    assert ("Ana Ruiz", "PER") in names(parse)
    assert len(parse.sentences) == 1


def test_a_number_joined_by_a_hyphen_goes_with_its_adjective(read):
    found = arcs(read("The 350,000-strong army collapsed."))
    assert {("army", "nsubj", "collapsed"), ("strong", "amod", "army")} <= found


def test_initials_and_abbreviations_end_no_sentence(read):
    parse = read("Gen. J. K. Osman met the U.S. ambassador at 9 a.m. on Friday. They shook hands.")
    assert len(parse.sentences) == 2
    assert any(name.endswith("Osman") and kind == "PER" for name, kind in names(parse))


def test_a_headline_is_a_sentence_of_its_own(read):
    text = "Dam collapse kills twelve in Norvale\n\nAt least 12 people died on Tuesday. The dam was old."
    assert sentences(read(text))[0] == "Dam collapse kills twelve in Norvale"
    assert len(sentences(read(text))) == 3


def test_names_of_people_places_and_organisations(read):
    found = names(read("Prime Minister Tomas Berg flew from London to Geneva to meet officials of the United Nations."))
    assert {("Tomas Berg", "PER"), ("London", "LOC"), ("Geneva", "LOC"), ("United Nations", "ORG")} <= found


def test_peoples_are_groups(read):
    assert ("French", "GROUP") in names(read("The French delegation left the room with the Turkish one."))


def test_features_and_lemmas(read):
    parse = read("The children were hiding in the mountains.")
    assert parse.lemmas == ("the", "child", "be", "hide", "in", "the", "mountain", ".")
    assert parse.feats[1] == "Number=Plur"
    assert parse.upos == ("DET", "NOUN", "AUX", "VERB", "ADP", "DET", "NOUN", "PUNCT")


def test_known_sentences_are_kept(encoder):
    words = "The dam broke the town fled".split()
    parse = encoder.parse(words, ["", *[" "] * 5], starts=[0, 3])
    assert parse.sentences == ((0, 3), (3, 6))


def test_nothing_gives_nothing(encoder):
    assert encoder.parse([], []) == Parse((), (), (), (), (), (), (), ())
    assert encoder.vectors([]) == []


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.text(st.characters(exclude_categories=("Z", "Cc")), min_size=1, max_size=12), min_size=1, max_size=60)
)
def test_any_words_give_trees_that_cover_them(words):
    parse = Encoder().parse(words, [" "] * len(words))
    assert parse.words == tuple(words)
    assert [i for a, b in parse.sentences for i in range(a, b)] == list(range(len(words)))
    for a, b in parse.sentences:
        heads = [0 if parse.heads[i] == i else parse.heads[i] - a + 1 for i in range(a, b)]
        assert is_tree(np.array(heads))
        assert [parse.labels[i] == "root" for i in range(a, b)].count(True) == 1
    assert all(parse.upos)
    assert all(a < b for a, b, _ in parse.names)


def test_a_word_of_strange_signs_and_a_very_long_one(encoder):
    words = ["\ud800", "x" * 5000, "\u200b", "Ж", "ﷺ"]
    assert len(encoder.parse(words, [" "] * 5).upos) == 5


def test_a_sentence_longer_than_the_window_is_read_in_parts(encoder):
    words = ["very"] * 2000
    parse = encoder.parse(words, [" "] * 2000)
    assert len(parse.heads) == 2000


def test_threads_change_nothing(read):
    text = "The river rose. Officials in Norvale, who had warned of it, left; the town’s mayor did not.\n\n" * 12
    one, two = read(text, Encoder(WEIGHTS, 1)), read(text, Encoder(WEIGHTS, 2))
    assert one == two
    lines = ["The river rose.", "Officials left the town."]
    assert Encoder(WEIGHTS, 1).vectors(lines) == Encoder(WEIGHTS, 2).vectors(lines)


def test_the_same_text_twice_is_the_same(read):
    text = "The strike ended. Workers at the Orrin plant voted 310 to 12 to return.\n"
    assert read(text * 9) == read(text * 9)


def test_vectors_do_not_depend_on_their_company(encoder):
    lines = ["The dam broke.", "A ferry sank off the coast near Orsa with 40 people on board."]
    assert encoder.vectors(lines)[0] == encoder.vectors(lines[:1])[0]


def test_vectors_of_like_meaning_are_near(encoder):
    rows = encoder.vectors(["The dam burst on Monday.", "On Monday the dam collapsed.", "Shares of the bank rose."])
    near, far, third = (np.frombuffer(row, "<f2").astype(np.float32) for row in rows)
    assert np.linalg.norm(near) == pytest.approx(1, abs=0.01)
    assert near @ far > 0.7
    assert near @ third < 0.3


def test_an_encoder_pickles_as_its_folder(encoder):
    again = pickle.loads(pickle.dumps(encoder))  # noqa: S301 - our own bytes
    assert again.name == encoder.name
    assert len(pickle.dumps(encoder)) < 1000


def test_a_folder_without_weights_is_refused_by_name():
    with pytest.raises(MissingModelError, match=r"reader\.onnx"):
        Encoder(Path("/nowhere")).parse(["The"], [""])


def test_the_weights_are_small_enough():
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) < 30_000_000


def test_loading_is_quick():
    begun = time.process_time()
    Encoder(WEIGHTS, 3).vectors(["The dam broke."])
    assert time.process_time() - begun < 3  # 0.3 s on a quiet machine; the bar is 1.5 s of wall time


@pytest.mark.parametrize(
    ("word", "rule", "lemma"),
    [("Was", "l|3|be", "be"), ("the", "k|0|", "the"), ("I", "l|4|", "i"), ("Taxes", "l|2|", "tax")],
)
def test_rules_of_lemmas(word, rule, lemma):
    assert apply_rule(word, rule) == lemma


@pytest.mark.parametrize(
    ("word", "upos", "rule", "lemma"),
    [
        ("mice", "NOUN", "k|1|", "mouse"),
        ("changed", "VERB", "k|2|", "change"),
        ("saw", "NOUN", "k|0|", "saw"),
        ("troops", "NOUN", "k|0|", "troop"),
        ("troops", "NOUN", "k|1|", "troop"),
        ("means", "NOUN", "k|0|", "means"),
        ("saw", "VERB", "k|2|ee", "see"),
        ("Norvale", "PROPN", "k|0|", "Norvale"),
        ("zorbled", "VERB", "k|1|", "zorble"),
    ],
)
def test_the_dictionary_corrects_rules_of_words_it_knows(word, upos, rule, lemma):
    assert lemma_of(word, upos, rule) == lemma
