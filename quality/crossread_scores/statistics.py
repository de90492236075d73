"""The statistics of the accounts corpus, counted from its records: `accounts/STATISTICS.md`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from crossread_scores.accounts import AccountsEvent
from crossread_scores.checks import contradictions, denials
from crossread_scores.event import GRADES, QUESTION_KINDS, REGISTERS, SPLITS, VERDICTS

Count = Callable[[AccountsEvent], int]
HEAD = """# Statistics of the accounts corpus

Made by `crossread-accounts statistics`; not written by hand. What is counted: `README.md` tells what the marks are.
"""


def statistics_text(events: Sequence[AccountsEvent]) -> str:
    """Return the statistics of these events as Markdown."""
    parts = [HEAD, "## Size", _size(events), "## Marks", _marks(events), "## Questions by verdict", _verdicts(events)]
    parts += [
        "## Questions by kind and verdict",
        _kinds(events),
        "## Contested questions by kind and grade",
        _grades(events),
    ]
    parts += ["## Registers", _registers(events), "## Events", _events(events)]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|---|" + "---:|" * (len(head) - 1)]
    return "\n".join([*lines, *("| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows)])


def _cell(cell: object) -> str:
    return f"{cell:,}" if isinstance(cell, int) else str(cell)


def _by_split(events: Sequence[AccountsEvent], counts: Sequence[tuple[str, Count]]) -> str:
    columns = [*SPLITS, "all"]
    chosen = {split: [event for event in events if split in {"all", event.sheet.split}] for split in columns}
    rows = [[name, *(sum(count(event) for event in chosen[split]) for split in columns)] for name, count in counts]
    return _table(["", *columns], rows)


def words(event: AccountsEvent) -> int:
    """Count the words of an event: what stands between white space."""
    return sum(len(text.text.split()) for text in event.texts.values())


def _size(events: Sequence[AccountsEvent]) -> str:
    return _by_split(
        events,
        [
            ("events", lambda _event: 1),
            ("accounts", lambda event: len(event.texts)),
            ("words", words),
            ("actors", lambda event: len(event.sheet.actors)),
            ("lineages", lambda event: len(event.sheet.lineages)),
            ("questions", lambda event: len(event.sheet.questions)),
            ("answers", lambda event: sum(len(q.answers) for q in event.sheet.questions.values())),
            ("silences", lambda event: len(event.sheet.silences)),
        ],
    )


def _named(name: str) -> Count:
    return lambda event: sum(mark.name == name for text in event.texts.values() for mark in text.marks)


def _linked(kind: str) -> Count:
    return lambda event: sum(link["kind"] == kind for link in event.links)


def _differing(event: AccountsEvent) -> int:
    return sum(utterance.relation != "identical" for utterance in event.sheet.utterances.values())


def _marks(events: Sequence[AccountsEvent]) -> str:
    return _by_split(
        events,
        [
            ("mentions of actors", _named("actor")),
            ("dates", _named("date")),
            ("figures", _named("fig")),
            ("quotations", lambda event: sum(len(account.quotations) for account in event.accounts.values())),
            ("attributions", lambda event: sum(len(account.attributions) for account in event.accounts.values())),
            ("statements that answer a question", lambda event: len(event.statements)),
            ("near-misses", _named("near")),
            ("reuse pairs", _linked("reuses")),
            ("utterances", lambda event: len(event.sheet.utterances)),
            ("utterances given differently", _differing),
            ("same-utterance pairs", _linked("same_utterance")),
            ("denials", lambda event: len(denials(event))),
            ("questions on which someone contradicts himself", lambda event: len(contradictions(event))),
        ],
    )


def _verdicts(events: Sequence[AccountsEvent]) -> str:
    def of(verdict: str) -> Count:
        return lambda event: sum(question.verdict == verdict for question in event.sheet.questions.values())

    return _by_split(events, [(verdict, of(verdict)) for verdict in VERDICTS])


def _kinds(events: Sequence[AccountsEvent]) -> str:
    counts = Counter((q.kind, q.verdict) for event in events for q in event.sheet.questions.values())
    rows = [[kind, *(counts[kind, verdict] for verdict in VERDICTS)] for kind in QUESTION_KINDS]
    return _table(["", *VERDICTS], rows)


def _grades(events: Sequence[AccountsEvent]) -> str:
    counts = Counter((q.kind, q.grade) for event in events for q in event.sheet.questions.values() if q.grade)
    return _table(["", *GRADES], [[kind, *(counts[kind, grade] for grade in GRADES)] for kind in QUESTION_KINDS])


def _registers(events: Sequence[AccountsEvent]) -> str:
    counts = Counter(outlet.register for event in events for outlet in event.sheet.outlets.values())
    return _table(["", "accounts"], [[register, counts[register]] for register in REGISTERS])


def _events(events: Sequence[AccountsEvent]) -> str:
    rows = []
    for event in sorted(events, key=lambda event: (SPLITS.index(event.sheet.split), event.sheet.id)):
        sheet = event.sheet
        rows.append([sheet.id, sheet.kind, sheet.split, len(event.texts), words(event), len(sheet.questions)])
    return _table(["event", "kind", "split", "accounts", "words", "questions"], rows)
