"""How views look on a terminal: tables, marked passages, progress."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console, Group
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from crossread.run.options import Progress as Told
from crossread.run.options import unseen
from crossread.show.history import DecisionView
from crossread.show.views import AnswerView, DocumentView, EvidenceView, FindingView, HitView, NoticeView
from crossread.show.wording import count_text
from crossread.text.visible import visible

_COLOURS = {
    "contested": "red",
    "corroborated": "green",
    "updated": "yellow",
    "repeated": "magenta",
    "single_source": "bright_black",
}
_PIPED_WIDTH = 110
_LINES = 20
"""Lines of progress for one stage where no terminal redraws them."""


def console(*, error: bool = False) -> Console:
    """Return the console; a pipe gets a fixed width, so that the same case prints the same bytes."""
    stream = sys.stderr if error else sys.stdout
    return Console(stderr=error, width=None if stream.isatty() else _PIPED_WIDTH, highlight=False, soft_wrap=False)


def findings_table(findings: list[FindingView]) -> Table:
    """Return the findings as a table: verdict, question with its answers, confidence."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0), expand=False, show_edge=False)
    table.add_column("verdict", no_wrap=True)
    table.add_column("question and answers", ratio=1)
    table.add_column("sure", no_wrap=True)
    for finding in findings:
        name = Text(finding.verdict_text.replace(" (", "\n("), style=_COLOURS.get(finding.verdict, ""))
        verdict = Text.assemble(name, "\n", (finding.id[:9], "dim"))
        answers = [Padding(_answer(answer), (0, 0, 0, 2)) for answer in finding.answers]
        table.add_row(verdict, Group(Text(visible(finding.question), style="bold"), *answers), finding.confidence_text)
    return table


def _answer(answer: AnswerView) -> Text:
    lineages = count_text(answer.lineages, "lineage")
    text = Text.assemble((visible(answer.label), "italic"), (f"  {lineages}", "dim"))
    for item in answer.evidence:
        text.append("\n  ")
        text.append(visible(item.label), style="cyan")
        text.append(f" {_when(item)}", style="dim")
        text.append(f"“{' '.join(visible(item.words).split())}”")
    return text


def _when(item: EvidenceView) -> str:
    voice = f", {visible(item.voice)}" if item.voice else ""
    return f"({item.published}{voice}) "


def finding_page(finding: FindingView) -> Group:
    """Return one finding with every passage in full, the words that give the answer marked."""
    head = Text.assemble(
        (visible(finding.question), "bold"),
        "\n",
        (finding.verdict_text, _COLOURS.get(finding.verdict, "")),
        f": {finding.meaning}. Confidence {finding.confidence_text} ({finding.confidence:.2f}). ",
        (finding.id, "dim"),
    )
    parts: list[Text | Padding] = [head, Text()]
    for answer in finding.answers:
        lineages = count_text(answer.lineages, "lineage")
        parts.append(Text.assemble((visible(answer.label), "bold italic"), (f"  {lineages}", "dim")))
        for item in answer.evidence:
            place = f"{item.document}:{item.start}-{item.end}"
            about = Text.assemble((visible(item.label), "cyan"), (f" {_when(item)}{place}", "dim"))
            parts += [Padding(about, (0, 0, 0, 2)), Padding(_marked(item), (0, 0, 1, 4))]
    parts.append(Text("Why", style="bold"))
    parts += [Padding(Text(visible(f"- {reason}")), (0, 0, 0, 2)) for reason in finding.reasons]
    return Group(*parts)


def _marked(item: EvidenceView | HitView) -> Text:
    """Return the passage with its marks; where there are no colours, brackets mark them."""
    text = visible(item.passages if isinstance(item, EvidenceView) else item.passage)
    shown, last = Text(), 0
    for start, end in item.marks:
        shown.append(text[last:start])
        shown.append(f"[{text[start:end]}]", style="bold reverse")
        last = end
    shown.append(text[last:])
    return shown


def documents_table(documents: tuple[DocumentView, ...]) -> Table:
    """Return the documents as a table."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("path", "source", "published", "title"):
        table.add_column(name, overflow="fold")
    for name in ("words", "lineage"):
        table.add_column(name, justify="right")
    for document in documents:
        source = document.label if document.label != document.path else "unknown"
        lineage = str(document.lineage)
        table.add_row(
            *(Text(visible(cell)) for cell in (document.path, source, document.published, document.title)),
            f"{document.words:,}",
            lineage,
        )
    return table


def hits_page(hits: list[HitView]) -> Group:
    """Return the passages that a search found."""
    parts: list[Text | Padding] = []
    for hit in hits:
        parts.append(Text.assemble((visible(hit.label), "cyan"), (f" ({hit.published})", "dim")))
        parts.append(Padding(_marked(hit), (0, 0, 1, 2)))
    return Group(*parts)


def notices_table(notices: tuple[NoticeView, ...]) -> Table:
    """Return the notices as a table."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("file", "notice"):
        table.add_column(name, overflow="fold")
    for notice in notices:
        table.add_row(Text(visible(notice.path or "(the case)")), Text(visible(notice.message)))
    return table


def decisions_table(decisions: tuple[DecisionView, ...]) -> Table:
    """Return the readers' decisions as a table."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("id", "when", "who", "decision", "about", "note", "state"):
        table.add_column(name, overflow="fold")
    for item in decisions:
        done = f"{item.kind_text}: {item.to}" if item.to else item.kind_text
        about = "; ".join(label for _, label in item.about)
        cells = (item.id, item.at, item.by, done, about, item.note, item.state_text)
        table.add_row(*(Text(visible(cell)) for cell in cells))
    return table


@contextmanager
def progress(*, quiet: bool) -> Iterator[Told]:
    """Give a function that shows progress on standard error: a bar on a terminal, plain lines in a pipe, or nothing."""
    if quiet:
        yield unseen
    elif sys.stderr.isatty():
        yield from _bar()
    else:
        yield _plain


def _bar() -> Iterator[Told]:
    columns = (TextColumn("{task.description:<18}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(error=True), transient=True) as shown:
        tasks: dict[str, TaskID] = {}

        def tell(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = shown.add_task(stage, total=total)
            shown.update(tasks[stage], completed=done, total=total)

        yield tell


def _plain(stage: str, done: int, total: int) -> None:
    step = max(1, -(-total // _LINES))
    if done == total or done % step == 0:
        sys.stderr.write(f"{stage}: {done:,} of {total:,}\n")
