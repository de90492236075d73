"""Actors and statements on hostile text, read by rules: time linear in length, patterns quick on a million signs."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest

from crossread.extract import actors, mention_drafts, statements
from crossread.extract.actors import find_actors, link_actors
from crossread.extract.reading import Reading, read_words
from crossread.extract.statements import Heard, find_statements
from crossread.model.document import Document
from crossread.read.passages import split_passages

HOSTILE = {
    "names": "Aaa ",
    "of": "Bank of ",
    "hyphens": "a-",
    "that": "said that ",
    "who": "man, who ",
    "commas": "the man, ",
    "and": "the man and ",
    "indefinite": "a man and ",
    "its": "its ",
    "by": "killed by ",
    "titles": "President ",
    "was": "was hurt ",
    "to": "began to ",
    "dateline": "ORLO, ",
    "surnames": "Ana Ruiz. Ruiz. ",
}
MILLION = 1_000_000


def reading(text: str) -> Reading:
    document = Document.named("a.txt", text, sha256="0")
    return read_words(document, split_passages(document).found)


def actors_layer(words: Reading) -> None:
    mentions = find_actors(words).found
    link_actors(words, mentions)


def statements_layer(words: Reading) -> None:
    find_statements(words, Heard())


def took(layer: Callable[[Reading], None], words: Reading) -> float:
    begun = time.process_time()
    layer(words)
    return time.process_time() - begun


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("layer", [actors_layer, statements_layer])
def test_time_grows_with_length(layer: Callable[[Reading], None], name: str) -> None:
    actors_layer(reading("Warm up. Ana Ruiz said so."))
    texts = [(HOSTILE[name] * (size // len(HOSTILE[name]) + 1))[:size] for size in (10_000, 40_000)]
    short, long = (took(layer, reading(text)) for text in texts)
    assert long < 0.5 + 8 * short  # four times the text; the rest is for a busy machine
    assert long < 5  # the encoder takes about as long to read as many words


PATTERNS = {
    "acronym": (actors._ACRONYM, re.Pattern.fullmatch),
    "wordlike": (statements._WORDLIKE, re.Pattern.match),
    "space": (mention_drafts._BEFORE_MARK, re.Pattern.search),
}


@pytest.mark.parametrize("name", PATTERNS)
@pytest.mark.parametrize("piece", ["A", "A.", "a ", " ", "’", " ’", "A&1", "-", "\n", "1"])
def test_patterns_are_quick_on_a_million_signs(name: str, piece: str) -> None:
    pattern, way = PATTERNS[name]
    text = piece * (MILLION // len(piece))
    begun = time.process_time()
    way(pattern, text)
    assert time.process_time() - begun < 1
