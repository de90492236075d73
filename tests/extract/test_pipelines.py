"""A user's own spaCy pipeline."""

import pytest
import spacy
from spacy.training import Example

from crossread.errors import ForeignLabelsError, PipelineNotFoundError
from crossread.extract.pipelines import Pipeline

TOLD = [
    ("The guard saw Berg", ["DET", "NOUN", "VERB", "PROPN"], [1, 2, 2, 2], ["det", "nsubj", "ROOT", "obj"], 3),
    ("A boy met Osman", ["DET", "NOUN", "VERB", "PROPN"], [1, 2, 2, 2], ["det", "nsubj", "ROOT", "obj"], 3),
    ("Ruiz fled", ["PROPN", "VERB"], [1, 1], ["nsubj", "ROOT"], 0),
]


def train(folder, rename):
    nlp = spacy.blank("en")
    nlp.add_pipe("morphologizer")
    nlp.add_pipe("parser", config={"min_action_freq": 1})
    nlp.add_pipe("ner")
    examples = []
    for text, pos, heads, deps, name in TOLD:
        words = text.split()
        entities = ["U-PERSON" if i == name else "O" for i in range(len(words))]
        told = {"words": words, "pos": pos, "heads": heads, "entities": entities}
        told["deps"] = [rename.get(dep, dep) for dep in deps]
        examples.append(Example.from_dict(nlp.make_doc(text), told))
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(60):
        nlp.update(examples, sgd=optimizer)
    nlp.to_disk(folder)
    return str(folder)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return train(tmp_path_factory.mktemp("universal"), {})


def test_a_pipeline_with_universal_labels_takes_the_place_of_the_encoder(folder):
    parse = Pipeline(folder).parse(["The", "guard", "met", "Osman"], ["", " ", " ", " "])
    assert parse.heads == (1, 2, 2, 2)
    assert parse.labels == ("det", "nsubj", "root", "obj")
    assert parse.upos == ("DET", "NOUN", "VERB", "PROPN")
    assert parse.names == ((3, 4, "PER"),)
    assert parse.sentences == ((0, 4),)


def test_known_sentences_are_kept(folder):
    parse = Pipeline(folder).parse(["Ruiz", "fled", "Ruiz", "fled"], ["", " ", " ", " "], starts=[0, 2])
    assert parse.sentences == ((0, 2), (2, 4))


def test_no_words(folder):
    assert Pipeline(folder).parse([], []).words == ()


def test_a_pipeline_with_other_labels_is_refused(tmp_path):
    with pytest.raises(ForeignLabelsError, match=r"not universal \(dobj\)"):
        Pipeline(train(tmp_path, {"obj": "dobj"}))


def test_a_pipeline_without_a_parser_is_refused(tmp_path):
    spacy.blank("en").to_disk(tmp_path)
    with pytest.raises(ForeignLabelsError, match="no parser"):
        Pipeline(str(tmp_path))


def test_a_pipeline_that_is_not_there_is_named():
    with pytest.raises(PipelineNotFoundError, match="en_nowhere"):
        Pipeline("en_nowhere")
