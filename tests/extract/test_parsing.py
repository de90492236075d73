"""A document's passages, parsed."""

import pytest

from crossread.extract.encoder import Encoder
from crossread.extract.parsing import parse_passages
from crossread.extract.reading import read_words
from crossread.model.document import Document, Passage, PassageKind
from crossread.model.span import Span

TEXT = "Ferry sinks off Orsa\n\n[advertisement]\n\nA ferry sank on Monday. Its captain, Jon Aker, was rescued by fishermen."


@pytest.fixture(scope="module")
def told():
    document = Document.named("a.txt", TEXT, sha256="00")
    sentences = ["Ferry sinks off Orsa", "A ferry sank on Monday.", "Its captain, Jon Aker, was rescued by fishermen."]
    passages = []
    for number, sentence in enumerate(sentences):
        start = TEXT.index(sentence)
        kind = PassageKind.SENTENCE if number else PassageKind.TITLE
        passages.append(Passage.at(document.id, Span(start, start + len(sentence)), kind, number))
    parse = parse_passages(Encoder(), document, passages)
    return parse, read_words(document, passages, parse)


def test_each_passage_is_a_sentence(told):
    parse, _ = told
    assert [" ".join(parse.words[a:b]) for a, b in parse.sentences] == [
        "Ferry sinks off Orsa",
        "A ferry sank on Monday .",
        "Its captain , Jon Aker , was rescued by fishermen .",
    ]


def test_the_parse_fits_the_reading_word_by_word(told):
    parse, reading = told
    assert reading.parsed
    assert tuple(word.text for word in reading.words) == parse.words
    rescued = next(i for i, word in enumerate(reading.words) if word.text == "rescued")
    captain = next(word for word in reading.words if word.text == "captain")
    assert (captain.head, captain.label) == (rescued, "nsubj:pass")
    assert next(word for word in reading.words if word.text == "fishermen").label == "obl:agent"


def test_names_are_found_across_words(told):
    parse, _ = told
    assert ("Jon Aker", "PER") in {(" ".join(parse.words[a:b]), kind) for a, b, kind in parse.names}


def test_a_document_without_passages():
    document = Document.named("a.txt", "", sha256="00")
    assert parse_passages(Encoder(), document, []).words == ()
