"""The second reading: its notes quote the texts, and the comparison tells agreement from each kind of difference."""

from pathlib import Path

import pytest
import yaml

from crossread_scores.accounts import event_folders, load_event
from crossread_scores.accounts_cli import main
from crossread_scores.second_reading import compare, read_notes
from crossread_scores.statistics import statistics_text

ROOT = Path(__file__).parents[2]
NOTES = sorted((ROOT / "quality" / "second-reading").glob("*.yaml"))


def test_eight_events_were_read_again_and_none_of_test():
    events = [load_event(ROOT / "accounts" / path.stem) for path in NOTES]
    assert len(events) == 8
    assert {event.sheet.split for event in events} == {"train", "dev"}


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.stem)
def test_every_quoted_word_stands_in_its_text(path):
    _, lost = read_notes(path, load_event(ROOT / "accounts" / path.stem))
    assert lost == []


def notes(tmp_path, event, questions):
    path = tmp_path / f"{event.sheet.id}.yaml"
    path.write_text(yaml.safe_dump({"questions": questions}))
    findings, lost = read_notes(path, event)
    assert lost == []
    return findings


def test_agreement_and_each_difference(tmp_path):
    event = load_event(ROOT / "accounts" / "harbour-fire")
    gold = [finding for finding in event.export()["findings"] if finding["verdict"] in {"contested", "corroborated"}]

    def asked(finding, verdict):
        items = [item for answer in finding["answers"] for item in answer["evidence"]]
        words = [event.texts[item["document"]].text[slice(*item["span"])] for item in items]
        return {
            "question": "?",
            "verdict": verdict,
            "evidence": [{"document": i["document"], "words": w} for i, w in zip(items, words, strict=True)],
        }

    own = notes(tmp_path, event, [asked(finding, finding["verdict"]) for finding in gold])
    assert compare(event, own).counts.f1 == 100
    other = [asked(gold[0], "repeated"), *(asked(finding, finding["verdict"]) for finding in gold[2:])]
    told = compare(event, notes(tmp_path, event, other))
    assert told.same == len(gold) - 2
    assert sum(line.startswith("verdict:") for line in told.differences) == 1
    assert sum(line.startswith("not seen:") for line in told.differences) == 1
    extra = {
        "question": "?",
        "verdict": "contested",
        "evidence": [{"document": name, "words": text.text.split()[0]} for name, text in event.texts.items()],
    }
    told = compare(event, notes(tmp_path, event, [extra]))
    assert any(line.startswith("not in gold:") for line in told.differences)


def test_the_statistics_in_the_repository_are_those_of_the_corpus():
    told = statistics_text([load_event(folder) for folder in event_folders(ROOT / "accounts")])
    assert (ROOT / "accounts" / "STATISTICS.md").read_text("utf-8") == told


def test_commands_answer(capsys):
    assert main(["export", "harbour-fire"]) == 0
    assert main(["statistics", "harbour-fire"]) == 0
    assert main(["second-reading"]) == 0
    assert main(["check", "no-such-event"]) == 2
    assert "all: " in capsys.readouterr().out
