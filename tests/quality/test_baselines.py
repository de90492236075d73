"""The baselines are real code: each finds the plain cases that it is meant to find."""

import numpy as np

from crossread_scores import baselines
from crossread_scores.baseline_findings import find_pairs, rare_word_vectors
from crossread_scores.exports import document

TEXT = (
    "The mill at Orlo burned on Monday. Two days later, on 3 May 2031, 1,200 people marched and gave $45.5 to the fund. "
    '"It was the lamp," said Ada Finch. Bor Weld said that the lamp had never been lit that night.'
)


def words(text, records, key="span"):
    return [text[slice(*record[key])] for record in records]


def test_dates_with_values():
    found = baselines.dates([document("a", TEXT, published="2031-05-08")])["dates"]
    assert words(TEXT, found)[:1] == ["Monday"]
    assert {"2031-05-05", "2031-05-03"} <= {record["value"] for record in found}


def test_digits_with_units():
    found = baselines.figures([document("a", TEXT)])["figures"]
    assert [(record["low"], record["unit"]) for record in found] == [
        (3, None),
        (2031, None),
        (1200, None),
        (45.5, "USD"),
    ]


def test_marks_with_the_nearest_name():
    found = baselines.quotations([document("a", TEXT)])["quotations"]
    assert [TEXT[slice(*record["spans"][0])] for record in found] == ["It was the lamp,"]
    assert found[0]["speaker"]["text"] == "Ada Finch"


def test_single_and_curly_marks_and_apostrophes():
    text = "It's late. \u2018Don\u2019t go\u2019, he said. 'Stay here', she didn't say. \u201cNo\u201d."
    found = baselines.quotations([document("a", text)])["quotations"]
    assert [text[slice(*record["spans"][0])] for record in found] == ["Don\u2019t go", "Stay here", "No"]


def test_verbs_of_saying_take_the_clause_after_them():
    found = baselines.attributions([document("a", TEXT)])["attributions"]
    assert [TEXT[slice(*record["content"][0])] for record in found] == ["the lamp had never been lit that night"]
    assert found[0]["source"]["text"] == "Bor Weld"


def test_shared_runs_are_copies_and_lineages():
    copied = "one two three four five six seven eight nine ten"
    texts = [
        document("a", f"{copied} here", published="2031-01-01"),
        document("b", f"But {copied}", published="2031-01-02"),
        document("c", "other"),
    ]
    found = baselines.lineages(texts)
    (link,) = found["links"]
    assert (link["a"], link["b"]) == ("b", "a")
    assert texts[1]["text"][slice(*link["span_a"])] == copied
    assert texts[0]["text"][slice(*link["span_b"])] == copied
    assert sorted(lineage["documents"] for lineage in found["lineages"]) == [["a", "b"], ["c"]]


def test_near_sentences_make_findings_of_different_documents_only():
    texts = [
        document("a", "The gate was shut at noon. The gate was shut at noon."),
        document("b", "The gate was not shut at noon."),
    ]
    found = find_pairs(texts, rare_word_vectors, 0.5)["findings"]
    assert [finding["verdict"] for finding in found] == ["contested", "contested"]
    assert all(
        {item["document"] for answer in finding["answers"] for item in answer["evidence"]} == {"a", "b"}
        for finding in found
    )


def test_vectors_are_of_unit_length():
    rows = rare_word_vectors(["a b", "b c c", ""])
    assert np.allclose(np.linalg.norm(rows, axis=1), [1, 1, 0])
