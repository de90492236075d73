"""Quotations and voices on hostile text: a megabyte is read at once, and time grows no faster than the text."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest

from crossread.extract.encoder import Parse
from crossread.extract.quotations import find_quotations
from crossread.extract.reading import Reading, Sentence, Word, read_words
from crossread.extract.tagging import Tag
from crossread.extract.voices import find_voices
from crossread.model.document import Document
from crossread.read.passages import split_passages

if TYPE_CHECKING:
    from collections.abc import Callable

MEGABYTE = 1_000_000
LIMIT = 5.0
"""Seconds of processor time for a megabyte; on an idle machine it is one."""
GROWTH = 3.0
"""Times as long that twice the text may take; a square would take four."""


def read(text: str) -> Reading:
    document = Document.named("a.txt", text, sha256="0")
    return read_words(document, split_passages(document).found)


def bare(text: str) -> Reading:
    """A reading without tags, phrases or verbs: the layers' own time on marks is what is asked."""
    document = Document.named("a.txt", text, sha256="0")
    words: list[Word] = []
    sentences: list[Sentence] = []
    for passage in split_passages(document).found:
        first = len(words)
        words.extend(
            Word(match.start(), match.end(), match[0], match[0].lower(), match[0], Tag.X)
            for match in _WORD.finditer(text, passage.span.start, passage.span.end)
        )
        sentences.append(Sentence(passage, first, len(words)))
    return Reading(document, tuple(words), tuple(sentences))


_WORD = re.compile(r"\w+|([^\w\s])\1*")


def chained(text: str) -> Reading:
    """A reading whose trees are chains, each word hanging on the one before: the deepest there are."""
    plain = read(text)
    count = len(plain.words)
    heads = [max(place - 1, 0) for place in range(count)]
    labels = ["ccomp"] * count
    for sentence in plain.sentences:
        heads[sentence.first], labels[sentence.first] = sentence.first, "root"
    parse = Parse(
        tuple(word.text for word in plain.words),
        tuple((one.first, one.last) for one in plain.sentences),
        ("VERB",) * count,
        ("_",) * count,
        ("say",) * count,
        tuple(heads),
        tuple(labels),
        (),
    )
    return read_words(plain.document, tuple(one.passage for one in plain.sentences), parse)


def layers(reading: Reading) -> None:
    quotations = find_quotations(reading).found
    find_voices(reading, (), quotations)


def seconds(work: Callable[[Reading], None], reading: Reading) -> float:
    """The lesser of two tries: what else runs on the machine only adds."""
    tries = []
    for _ in range(2):
        start = time.process_time()
        work(reading)
        tries.append(time.process_time() - start)
    return min(tries)


@pytest.mark.parametrize(
    "text",
    [
        "a " + '"' * MEGABYTE,
        "a " + "“ ‘b " * (MEGABYTE // 5),
        "a “" + "word " * (MEGABYTE // 5),
        "a\n" * (MEGABYTE // 2),
    ],
    ids=["one line of marks", "nested marks", "no end", "all newlines"],
)
def test_a_megabyte(text: str) -> None:
    reading = bare(text)
    start = time.process_time()
    layers(reading)
    assert time.process_time() - start < LIMIT


@pytest.mark.parametrize(
    "unit",
    [
        '"A b." said ',
        'He said, "Yes," ',
        "“a ‘b “c” d’ e” ",
        "“a\n\n",
        "Ana: “x”\n\n",
        "He said that ",
        "reportedly, ",
        "he wants to ",
        "according to ",
    ],
)
@pytest.mark.parametrize("reader", [read, chained])
def test_time_grows_with_the_text(unit: str, reader: Callable[[str], Reading]) -> None:
    small, large = reader(unit * 300), reader(unit * 600)
    once, twice = seconds(layers, small), seconds(layers, large)
    assert twice < GROWTH * once + 0.2
