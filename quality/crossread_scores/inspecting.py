"""One event, gold beside found: which question is matched by which finding, what is missed, what is extra."""

from __future__ import annotations

from collections.abc import Iterator

from crossread_scores.accounts import AccountsEvent, event_folders, load_event
from crossread_scores.exports import Export, Record
from crossread_scores.rows import ACCOUNTS
from crossread_scores.schema import short
from crossread_scores.score_case import held_as_utterance, match_findings
from crossread_scores.systems import read_case


def inspect(name: str) -> int:
    """Print the findings of one event of train or dev beside its gold questions; return 2 where there is no such event.

    Events of the test split are refused: they are for the report at the end.
    """
    events = [load_event(folder) for folder in event_folders(ACCOUNTS) if folder.name == name]
    if not events or events[0].sheet.split == "test":
        print(f"no event of train or dev is called '{name}'")
        return 2
    for line in told(events[0], read_case(events[0].export()["documents"])):
        print(line)
    return 0


def told(event: AccountsEvent, found: Export) -> Iterator[str]:
    """Yield the lines of the comparison."""
    gold = event.export()
    pairs = dict(match_findings(gold["findings"], found["findings"]))
    text = {document["id"]: document["text"] for document in gold["documents"]}
    for number, question in enumerate(gold["findings"]):
        match = pairs.get(number)
        other = found["findings"][match] if match is not None else None
        mark = "MISS" if other is None else "ok  " if other["verdict"] == question["verdict"] else "VERD"
        yield f"{mark} {question['verdict']}: {question['question']}"
        yield from _evidence(question, text, "gold")
        if other is not None:
            yield f"     found as {other['verdict']}, number {match}: {other['question']}"
            yield from _evidence(other, text, "found")
    for number, finding in enumerate(found["findings"]):
        if number not in pairs.values() and finding["verdict"] != "single_source":
            held = " (an utterance in gold)" if held_as_utterance(finding, gold) else ""
            yield f"EXTRA {finding['verdict']}, number {number}{held}: {finding['question']}"
            yield from _evidence(finding, text, "found")


def _evidence(finding: Record, text: dict[str, str], side: str) -> Iterator[str]:
    for camp, answer in enumerate(finding["answers"]):
        for item in answer["evidence"]:
            words = short(text[item["document"]][slice(*item["span"])], 90)
            yield f"       {side} {answer.get('camp', camp)} {item['document']} ({item['voice']}): {words}"
