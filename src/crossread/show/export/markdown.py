"""The findings as a readable report in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from crossread.case import Case
from crossread.show.screen import Screen
from crossread.show.views import AnswerView, CaseView, EvidenceView, FindingView
from crossread.show.wording import count_text
from crossread.text.visible import visible

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>#|~])")


def markdown_text(case: Case) -> str:
    """Return the report: the case at a glance, then every finding with the words it rests on."""
    screen = Screen(case)
    findings = [screen.finding(finding) for finding in case.findings()]
    parts = [*_overview(screen.overview()), "## Findings", ""]
    for finding in findings:
        parts += _finding(finding)
    return "\n".join(parts).rstrip("\n") + "\n"


def escaped(text: str) -> str:
    r"""Return text of a document so that Markdown shows it as it is, on one line.

    Examples:
        >>> print(escaped("a *b*\n c"))
        a \*b\* c
    """
    return _SPECIAL.sub(r"\\\1", " ".join(visible(text).split()))


def _overview(view: CaseView) -> Iterator[str]:
    yield f"# {escaped(view.name)}"
    yield ""
    told = [count_text(len(view.documents), "document")]
    told += [f"published {view.dates}"] if view.dates else []
    told += [count_text(number, words + " finding") for words, number in view.counts if number]
    yield ", ".join(told) + "."
    yield ""
    yield "| document | source | published | words | lineage |"
    yield "|---|---|---|---|---|"
    for document in view.documents:
        cells = (document.path, document.label, document.published, str(document.words), str(document.lineage))
        yield "| " + " | ".join(escaped(cell) for cell in cells) + " |"
    yield ""
    for lineage in view.lineages:
        names = ", ".join(escaped(name) for name in lineage.documents)
        yield f"Lineage {lineage.number} counts once: {names}. {' '.join(lineage.reasons)}"
        yield ""
    if view.notices:
        yield "## Notices"
        yield ""
        yield from (f"- {escaped(notice.path)}: {escaped(notice.message)}" for notice in view.notices)
        yield ""


def _finding(view: FindingView) -> Iterator[str]:
    yield f"### {escaped(view.question)}"
    yield ""
    yield f"**{view.verdict_text}**: {view.meaning}. Confidence {view.confidence_text}. `{view.id}`"
    yield ""
    for answer in view.answers:
        yield from _answer(answer)
    yield from (f"> {escaped(reason)}  " for reason in view.reasons)
    yield ""


def _answer(answer: AnswerView) -> Iterator[str]:
    yield f"- **{escaped(answer.label)}** ({count_text(answer.lineages, 'lineage')})"
    for item in answer.evidence:
        yield f"  - {escaped(item.label)}, {item.published}{_voice(item)}: {_marked(item)}"
    yield ""


def _voice(item: EvidenceView) -> str:
    return f" ({escaped(item.voice)})" if item.voice else ""


def _marked(item: EvidenceView) -> str:
    shown, last = "", 0
    for start, end in item.marks:
        inside = escaped(item.passages[start:end])
        before = item.passages[last:start]
        shown += escaped(before) + (" " if before[-1:].isspace() else "") + f"**{inside}**"
        last = end
    after = item.passages[last:]
    return shown + (" " if after[:1].isspace() else "") + escaped(after)
