"""The accounts corpus itself: every event holds to its rules, and compared with itself it is all right."""

from pathlib import Path

import pytest

from crossread_scores.accounts import event_folders, load_event
from crossread_scores.checks import check_event
from crossread_scores.exports import merged
from crossread_scores.score_case import score_findings, score_lineages, score_reuse, score_utterances
from crossread_scores.score_layers import score_attributions, score_dates, score_figures, score_quotations

ROOT = Path(__file__).parents[2] / "accounts"
FOLDERS = event_folders(ROOT)
TOLD = {"f1", "evidence", "pairs", "characters", "relaxed", "strict", "value", "span", "speaker", "content", "source"}


def test_there_are_events():
    assert FOLDERS


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_event_holds_to_the_rules(folder):
    assert [str(problem) for problem in check_event(load_event(folder)) if problem.level == "error"] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_span_of_the_gold_stands_in_its_text(folder):
    export = load_event(folder).export()
    text = {document["id"]: document["text"] for document in export["documents"]}
    for layer in ("passages", "mentions", "dates", "figures", "statements"):
        for record in export[layer]:
            start, end = record["span"]
            assert 0 <= start < end <= len(text[record["document"]]), record
    for record in export["figures"]:
        assert record["span"][0] <= record["number"][0] < record["number"][1] <= record["span"][1]


def test_gold_against_itself_is_all_right():
    gold = [load_event(folder).export() for folder in FOLDERS]
    figures = {}
    for score in (score_findings, score_lineages, score_reuse, score_utterances):
        figures |= {f"{score.__name__}.{name}": value for name, value in score(gold, gold).items()}
    whole = merged(gold)
    for score in (score_dates, score_figures, score_quotations, score_attributions):
        figures |= {f"{score.__name__}.{name}": value for name, value in score(whole, whole).items()}
    wrong = {name: value for name, value in figures.items() if name.split(".")[1] in TOLD and value < 99.999}
    assert wrong == {}
