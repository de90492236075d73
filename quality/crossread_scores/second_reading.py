"""The second reading: contested and corroborated questions marked again from the plain texts alone, compared with the
gold.

`quality/second-reading/<event>.yaml` holds a list `questions`, each with `question`, `verdict`, `kind: quote` where it
is about wording, and `evidence`: a list of `{document, words}` in which `words` stand in the plain text exactly as
written (white space apart). The comparison is that of findings: see `crossread_scores.score_case.match_findings`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from crossread_scores.accounts import AccountsEvent
from crossread_scores.score_case import held_as_utterance, match_findings
from crossread_scores.scoring import Counts, Record

VERDICTS = ("contested", "corroborated")


@dataclass(frozen=True)
class Agreement:
    """How the second reading of one event agrees with its gold.

    Attributes:
        event: Name of the event.
        same: Questions that both have, with the same verdict.
        counts: Right (same question and verdict), found by the reader, in the gold.
        differences: What differs, in words, one line each.
    """

    event: str
    same: int
    counts: Counts
    differences: tuple[str, ...]


def read_notes(path: Path, event: AccountsEvent) -> tuple[list[Record], list[str]]:
    """Return the reader's questions as findings, and what could not be found in the texts."""
    raw: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    findings: list[Record] = []
    lost: list[str] = []
    for number, item in enumerate(raw["questions"]):
        evidence = []
        for piece in item["evidence"]:
            span = _place(event, piece["document"], piece["words"])
            if span is None:
                lost.append(f"{path.name}: '{piece['words']}' does not stand in {piece['document']}")
            else:
                evidence.append(
                    {"document": piece["document"], "span": list(span), "statement": None, "voice": "author"}
                )
        findings.append(_finding(number, item, evidence))
    return findings, lost


def _place(event: AccountsEvent, document: str, words: str) -> tuple[int, int] | None:
    if document not in event.texts:
        return None
    pattern = r"\s+".join(re.escape(piece) for piece in words.split())
    match = re.search(pattern, event.texts[document].text)
    return match.span() if match else None


def _finding(number: int, item: dict[str, Any], evidence: list[Record]) -> Record:
    return {
        "id": f"reader-{number}",
        "verdict": item["verdict"],
        "kind": item.get("kind", "what"),
        "question": item["question"],
        "answers": [{"label": "", "value": None, "lineages": [], "evidence": evidence}],
    }


def compare(event: AccountsEvent, notes: Sequence[Record]) -> Agreement:
    """Compare the reader's questions with the gold ones.

    Only contested and corroborated questions are compared; but a reader's question may be one that gold holds under
    another verdict (updated, repeated), and that is a difference of verdict, told apart from a question that gold
    lacks.
    """
    export = event.export()
    gold = export["findings"]
    pairs = match_findings(gold, notes)
    matched_gold, matched_notes = {i for i, _ in pairs}, {j for _, j in pairs}
    held = {
        j
        for j, finding in enumerate(notes)
        if j not in matched_notes and finding["kind"] == "quote" and held_as_utterance(finding, export)
    }
    right = [(i, j) for i, j in pairs if gold[i]["verdict"] == notes[j]["verdict"] and gold[i]["verdict"] in VERDICTS]
    asked = [i for i, finding in enumerate(gold) if finding["verdict"] in VERDICTS]
    found = [j for j, finding in enumerate(notes) if finding["verdict"] in VERDICTS and j not in held]
    differences = [
        f"verdict: '{gold[i]['question']}' is {gold[i]['verdict']} in gold, {notes[j]['verdict']} to the reader"
        for i, j in pairs
        if gold[i]["verdict"] != notes[j]["verdict"]
    ]
    differences += [f"not seen: '{gold[i]['question']}' ({gold[i]['verdict']})" for i in asked if i not in matched_gold]
    extra = [notes[j] for j in found if j not in matched_notes]
    differences += [f"not in gold: '{finding['question']}' ({finding['verdict']})" for finding in extra]
    differences += [f"an utterance in gold: '{notes[j]['question']}'" for j in sorted(held)]
    return Agreement(event.sheet.id, len(right), Counts(len(right), len(found), len(asked)), tuple(differences))
