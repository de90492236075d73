"""The scorers: gold against itself is all right, and each damage costs what it should."""

import copy

import pytest

from crossread_scores.exports import document, empty_export, merged, place
from crossread_scores.score_case import (
    match_findings,
    score_findings,
    score_lineages,
    score_reuse,
    score_silences,
    score_utterances,
)
from crossread_scores.score_layers import score_attributions, score_dates, score_figures, score_quotations
from crossread_scores.scoring import Counts, soft

TEXT_A = 'Ada Finch said 12 people died on 3 May 2031. "The gate was shut," she said. Bor said that it was open.'
TEXT_B = 'At least 15 died at Orlo. "The gate was shut," said Ada Finch, the keeper. The gate stood open at noon.'


def span(text, words):
    start = text.index(words)
    return [start, start + len(words)]


def figure(key, name, text, words, low, high, unit="person", counted=None):
    return place(key, name, *span(text, words)) | {
        "number": span(text, words),
        "low": low,
        "high": high,
        "approximation": "exact",
        "unit": unit,
        "counted": {"text": counted, "span": span(text, counted)} if counted else None,
    }


def speaker(text, words, actor):
    return {"text": words, "span": span(text, words), "actor": actor}


def finding(key, verdict, *answers, grade=None):
    return {
        "id": key,
        "verdict": verdict,
        "grade": grade,
        "kind": "what",
        "question": "?",
        "answers": [
            {
                "label": "",
                "value": None,
                "lineages": [],
                "evidence": [{"document": d, "span": s, "statement": None, "voice": "author"} for d, s in answer],
            }
            for answer in answers
        ],
        "confidence": None,
        "reasons": [],
    }


@pytest.fixture
def gold():
    export = empty_export(
        [
            document("a", TEXT_A, published="2031-05-04"),
            document("b", TEXT_B, published="2031-05-03"),
            document("c", "Nothing."),
        ]
    )
    export["actors"] = [{"id": "ada", "name": "Ada Finch", "kind": "person", "names": ["the keeper"]}]
    export["mentions"] = [
        place("m1", "a", *span(TEXT_A, "Ada Finch")) | {"head": None, "kind": "person", "form": "name", "actor": "ada"},
        place("m2", "a", *span(TEXT_A, "she")) | {"head": None, "kind": "person", "form": "pronoun", "actor": "ada"},
        place("m3", "b", *span(TEXT_B, "Ada Finch")) | {"head": None, "kind": "person", "form": "name", "actor": "ada"},
    ]
    export["dates"] = [
        place("d1", "a", *span(TEXT_A, "3 May 2031"))
        | {"type": "DATE", "value": "2031-05-03", "mod": None, "anchor": None}
    ]
    export["figures"] = [
        figure("f1", "a", TEXT_A, "12", 12, 12, counted="people"),
        figure("f2", "b", TEXT_B, "15", 15, None),
    ]
    export["quotations"] = [
        {
            "id": "q1",
            "document": "a",
            "spans": [span(TEXT_A, "The gate was shut")],
            "kind": "direct",
            "speaker": speaker(TEXT_A, "she", "ada"),
            "cue": None,
        },
        {
            "id": "q2",
            "document": "b",
            "spans": [span(TEXT_B, "The gate was shut")],
            "kind": "direct",
            "speaker": speaker(TEXT_B, "Ada Finch", "ada"),
            "cue": None,
        },
    ]
    export["attributions"] = [
        {
            "id": "t1",
            "document": "a",
            "content": [span(TEXT_A, "it was open")],
            "source": speaker(TEXT_A, "Bor", None),
            "cue": {"text": "said", "span": [TEXT_A.index("Bor said") + 4, TEXT_A.index("Bor said") + 8]},
            "kind": "speech",
        }
    ]
    export["links"] = [
        {"id": "l1", "kind": "same_utterance", "a": "q1", "b": "q2", "score": 1, "reasons": [], "by": "gold"},
        {
            "id": "l2",
            "kind": "reuses",
            "a": "a",
            "b": "b",
            "score": 1,
            "reasons": [],
            "by": "gold",
            "span_a": [46, 63],
            "span_b": [27, 44],
        },
    ]
    export["lineages"] = [
        {"id": "1", "documents": ["a", "b"], "reasons": []},
        {"id": "2", "documents": ["c"], "reasons": []},
    ]
    export["findings"] = [
        finding(
            "toll",
            "contested",
            [("a", span(TEXT_A, "12 people died"))],
            [("b", span(TEXT_B, "At least 15 died"))],
            grade="hard",
        ),
        finding(
            "gate", "repeated", [("a", span(TEXT_A, "The gate was shut")), ("b", span(TEXT_B, "The gate was shut"))]
        ),
    ]
    export["silences"] = [{"document": "c", "finding": "toll", "reason": "it does not say"}]
    return export


LAYERS = [
    (score_dates, ("relaxed", "strict", "value", "type")),
    (score_figures, ("span", "value", "unit", "hedge", "counted")),
    (score_quotations, ("span", "overlap", "speaker")),
    (score_attributions, ("content", "content_exact", "source", "cue", "source_given_content")),
]
CASES = [
    (score_findings, ("f1", "contested", "repeated", "matched", "evidence", "grade", "recall_20", "f1_asked")),
    (score_lineages, ("pairs", "events")),
    (score_reuse, ("characters", "pairs", "direction")),
    (score_utterances, ("pairs",)),
    (score_silences, ("recall", "precision")),
]


@pytest.mark.parametrize(("score", "names"), LAYERS)
def test_gold_against_itself_and_against_nothing(gold, score, names):
    own, none = score(gold, gold), score(gold, empty_export(gold["documents"]))
    assert {name: own[name] for name in names} == pytest.approx(dict.fromkeys(names, 100.0))
    assert none[names[0]] == 0.0


@pytest.mark.parametrize(("score", "names"), CASES)
def test_cases_against_themselves_and_against_nothing(gold, score, names):
    own, none = score([gold, gold], [gold, gold]), score([gold], [empty_export(gold["documents"])])
    assert {name: own[name] for name in names} == pytest.approx(dict.fromkeys(names, 100.0))
    assert none[names[0]] == 0.0


def damaged(gold, change):
    found = copy.deepcopy(gold)
    change(found)
    return found


def test_a_wrong_value_costs_the_value_only(gold):
    found = damaged(gold, lambda g: g["dates"][0].update(value="2031-06-03"))
    assert score_dates(gold, found) | {"type": 100.0} == {
        "relaxed": 100,
        "strict": 100,
        "value": 0,
        "type": 100,
        "precision": 100,
        "recall": 100,
    }


def test_a_longer_span_costs_the_strict_figure_only(gold):
    found = damaged(gold, lambda g: g["dates"][0].update(span=[g["dates"][0]["span"][0] - 3, g["dates"][0]["span"][1]]))
    told = score_dates(gold, found)
    assert (told["relaxed"], told["strict"]) == (100, 0)


def test_one_of_two_figures_wrong(gold):
    found = damaged(gold, lambda g: g["figures"][1].update(high=15))
    told = score_figures(gold, found)
    assert (told["span"], told["value"], told["unit"]) == (100, 50, 50)
    found = damaged(gold, lambda g: g["figures"][0].update(unit="day", counted=None))
    told = score_figures(gold, found)
    assert (told["value"], told["unit"], told["counted"]) == (100, 50, 0)


def test_punctuation_at_the_ends_of_a_quotation_costs_nothing_and_a_word_does(gold):
    found = damaged(
        gold, lambda g: g["quotations"][0]["spans"][0].__setitem__(1, g["quotations"][0]["spans"][0][1] + 1)
    )
    assert score_quotations(gold, found)["span"] == 100
    found = damaged(
        gold, lambda g: g["quotations"][0]["spans"][0].__setitem__(1, g["quotations"][0]["spans"][0][1] - 4)
    )
    assert score_quotations(gold, found)["span"] == 50


def test_a_speaker_may_be_named_by_any_mention_or_name_but_not_by_another(gold):
    found = damaged(gold, lambda g: g["quotations"][0].update(speaker=speaker(TEXT_A, "Ada Finch", "x7")))
    assert score_quotations(gold, found)["speaker"] == 100
    found = damaged(gold, lambda g: g["quotations"][1].update(speaker=speaker(TEXT_B, "the keeper", "x7")))
    assert score_quotations(gold, found)["speaker"] == 100
    found = damaged(gold, lambda g: g["quotations"][0].update(speaker=speaker(TEXT_A, "Bor", None)))
    assert score_quotations(gold, found)["speaker"] == 50


def test_soft_overlap_earns_part_on_each_side():
    counts = soft([{1, 2, 3, 4}], [{1, 2}])
    assert (counts.precision, counts.recall) == (100, 50)


def test_a_finding_matches_where_two_documents_overlap(gold):
    one = finding("x", "contested", [("a", span(TEXT_A, "12 people died"))], [("b", span(TEXT_B, "The gate stood"))])
    assert match_findings(gold["findings"], [one]) == []
    whole = finding("x", "contested", [("a", [0, len(TEXT_A)])], [("b", [0, len(TEXT_B)])])
    near = finding("y", "contested", [("a", span(TEXT_A, "12 people"))], [("b", span(TEXT_B, "15 died"))])
    assert match_findings(gold["findings"][:1], [whole, near]) == [(0, 1)]


def test_the_verdict_must_be_right_and_extra_findings_cost_precision(gold):
    found = damaged(gold, lambda g: g["findings"][0].update(verdict="corroborated"))
    told = score_findings([gold], [found])
    assert (told["matched"], told["f1"], told["contested"], told["corroborated"], told["repeated"]) == (
        100,
        50,
        0,
        0,
        100,
    )
    found = damaged(gold, lambda g: g["findings"].append(finding("z", "contested", [("c", [0, 4])], [("a", [0, 3])])))
    told = score_findings([gold], [found])
    assert told["recall"] == 100
    assert told["precision"] == pytest.approx(200 / 3)
    assert told["f1_asked"] == 100


def test_a_single_source_finding_counts_on_neither_side(gold):
    found = damaged(gold, lambda g: g["findings"].append(finding("z", "single_source", [("c", [0, 4])])))
    assert score_findings([gold], [found])["f1"] == 100


def test_only_the_first_twenty_count_as_early(gold):
    noise = [finding(f"n{k}", "corroborated", [("c", [0, 4]), ("a", [0, 3])]) for k in range(20)]
    assert score_findings([gold], [damaged(gold, lambda g: g.update(findings=noise + g["findings"]))])["recall_20"] == 0


def test_documents_put_apart_or_together_cost_lineages(gold):
    apart = damaged(gold, lambda g: g.update(lineages=[{"documents": [d]} for d in "abc"]))
    assert score_lineages([gold], [apart])["pairs"] == 0
    together = damaged(gold, lambda g: g.update(lineages=[{"documents": ["a", "b", "c"]}]))
    assert score_lineages([gold], [together])["precision"] == pytest.approx(100 / 3)


def test_reuse_counts_characters_and_direction(gold):
    found = damaged(gold, lambda g: g["links"][1].update(a="b", b="a", span_a=[27, 44], span_b=[46, 63]))
    told = score_reuse([gold], [found])
    assert (told["characters"], told["direction"]) == (100, 0)
    found = damaged(gold, lambda g: g["links"][1].update(span_a=[46, 55], span_b=[27, 36]))
    assert score_reuse([gold], [found])["recall"] == pytest.approx(100 * 9 / 17)


def test_a_silence_of_a_document_that_speaks_costs_precision(gold):
    found = damaged(gold, lambda g: g["silences"].append({"document": "a", "finding": "toll", "reason": ""}))
    assert score_silences([gold], [found]) == {"recall": 100, "precision": 50}


def test_merging_keeps_what_belongs_together(gold):
    whole = merged([gold, gold])
    assert score_quotations(whole, whole)["speaker"] == 100
    assert len({record["id"] for record in whole["documents"]}) == 6
    assert {mention["actor"] for mention in whole["mentions"]} == {"0/ada", "1/ada"}


def test_counts_of_nothing():
    assert Counts().f1 == 100
    assert Counts(0, 3, 0).f1 == 0
    assert Counts(0, 0, 3).f1 == 0
