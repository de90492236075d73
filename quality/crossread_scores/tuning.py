"""Choosing the baseline's one number on the train split: its cosine."""

from __future__ import annotations

from crossread_scores import baseline_findings, systems
from crossread_scores.accounts import event_folders, load_event
from crossread_scores.corpora import REPOSITORY
from crossread_scores.score_case import score_findings

STEPS = tuple(k / 100 for k in range(50, 95, 5))


def tune_cosine() -> int:
    """Print the F1 of findings of the sentence-pair baseline on the train split at each cosine."""
    events = [load_event(folder) for folder in event_folders(REPOSITORY / "accounts")]
    gold = [event.export() for event in events if event.sheet.split == "train" and not event.errors]
    for threshold in STEPS:
        found = [baseline_findings.find_pairs(case["documents"], systems.encode, threshold) for case in gold]
        figures = score_findings(gold, found)
        shown = ", ".join(f"{name} {figures[name]:.1f}" for name in ("f1", "contested", "corroborated"))
        print(f"cosine {threshold:.2f}: {shown}")
    return 0
