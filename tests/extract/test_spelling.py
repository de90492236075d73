"""Quotation marks of every kind, joined numbers, initials: spelling that must not change what the encoder reads."""

import pytest

from crossread.extract.encoder import Encoder, Parse
from crossread.extract.tokens import tokenizer

#: Each sentence with the arcs that everything else rests on.
QUOTED = [
    (
        "<We will rebuild the harbour,> Mayor Ana Ruiz told reporters on Monday.",
        {("We", "nsubj", "rebuild"), ("harbour", "obj", "rebuild"), ("Ana", "nsubj", "told")},
    ),
    (
        "Ruiz called the plan <a gift to the rich> and left the hall.",
        {("Ruiz", "nsubj", "called"), ("plan", "obj", "called"), ("rich", "nmod", "gift"), ("left", "conj", "called")},
    ),
    (
        "The minister said the union's offer was <insulting>, and that talks would end.",
        {("minister", "nsubj", "said"), ("insulting", "ccomp", "said"), ("offer", "nsubj", "insulting")},
    ),
    (
        "<They lied to us,> she said.",
        {("They", "nsubj", "lied"), ("lied", "ccomp", "said"), ("she", "nsubj", "said")},
    ),
]

PAIRS = ['""', "“”", "‘’", "''", "«»", ("``", "''"), ("", "")]


@pytest.fixture(scope="module")
def read():
    nlp, encoder = tokenizer(), Encoder()

    def run(text: str) -> Parse:
        words, gaps, gap = [], [], ""
        for token in nlp(text):
            words.append(token.text)
            gaps.append(gap)
            gap = token.whitespace_
        return encoder.parse(words, gaps)

    return run


def arcs(parse: Parse) -> set[tuple[str, str, str]]:
    return {
        (word, label, parse.words[head])
        for word, label, head in zip(parse.words, parse.labels, parse.heads, strict=True)
    }


@pytest.mark.parametrize(("sentence", "core"), QUOTED)
@pytest.mark.parametrize("pair", PAIRS)
def test_who_said_what_stands_in_any_marks(read, sentence, core, pair):
    parse = read(sentence.replace("<", pair[0]).replace(">", pair[1]))
    assert core <= arcs(parse)
    assert len(parse.sentences) == 1


@pytest.mark.parametrize("apostrophe", "'’")
def test_apostrophes_of_both_kinds(read, apostrophe):
    found = arcs(read(f"The town{apostrophe}s mayor didn{apostrophe}t warn the harbour."))
    assert {("town", "nmod:poss", "mayor"), ("mayor", "nsubj", "warn"), ("harbour", "obj", "warn")} <= found


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("The 350,000-strong army collapsed.", {("army", "nsubj", "collapsed"), ("strong", "amod", "army")}),
        ("A 12-year-old boy saved his sister.", {("boy", "nsubj", "saved"), ("old", "amod", "boy")}),
        ("Engineers found a 20-kilometre-long crack.", {("crack", "obj", "found"), ("long", "amod", "crack")}),
        ("A $2-million fine was paid.", {("fine", "nsubj:pass", "paid")}),
        ("The US-led force left the valley.", {("force", "nsubj", "left"), ("led", "amod", "force")}),
        ("The Belland-led force left the valley.", {("force", "nsubj", "left"), ("valley", "obj", "left")}),
    ],
)
def test_figures_and_names_joined_by_hyphens(read, text, core):
    assert core <= arcs(read(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The judge fined J. K. Rowan for contempt.", "J. K. Rowan"),
        ("The crowd cheered J.K. Rowan on Tuesday.", "J.K. Rowan"),
        ("George W. Hale won the vote in Norvale.", "George W. Hale"),
        ("Police arrested D. Okafor, 34, on Tuesday.", "D. Okafor"),
    ],
)
def test_initials_belong_to_the_name_and_end_no_sentence(read, text, name):
    parse = read(text)
    assert len(parse.sentences) == 1
    assert name in {" ".join(parse.words[a:b]) for a, b, kind in parse.names if kind == "PER"}
