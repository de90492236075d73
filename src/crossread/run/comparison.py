"""From accounts to findings: across the documents of a case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final

from crossread.align.actors import link_actors
from crossread.align.lineage import trace_lineages
from crossread.align.reuse import find_reuse
from crossread.align.statements import group_statements
from crossread.align.utterances import compare_utterances
from crossread.errors import Notice
from crossread.judge.naming import find_namings
from crossread.judge.silences import find_silences
from crossread.judge.verdicts import judge_groups
from crossread.model.account import Account
from crossread.model.link import Link
from crossread.run.decisions import taken_back
from crossread.run.options import Progress
from crossread.store.writer import Writer

ALIGNING: Final = "comparing accounts"
JUDGING: Final = "judging"
_STEPS: Final = 5


def compare(accounts: Sequence[Account], writer: Writer, progress: Progress, notices: Iterable[Notice]) -> None:
    """Align and judge the accounts of a case, and save what comes of it.

    Args:
        accounts: All accounts of the case, in any order.
        writer: The open case.
        progress: Told of each step.
        notices: Trouble with the input as a whole, to save beside that of comparing.
    """
    ordered = sorted(accounts, key=lambda account: account.document.id)
    progress(ALIGNING, 0, _STEPS)
    naming, actors = link_actors(ordered)
    progress(ALIGNING, 1, _STEPS)
    reuses = find_reuse(ordered)
    progress(ALIGNING, 2, _STEPS)
    rejected = taken_back(writer.decisions())
    lineages = trace_lineages(ordered, [link for link in reuses.found if link.id not in rejected])
    progress(ALIGNING, 3, _STEPS)
    utterances = compare_utterances(ordered, actors)
    progress(ALIGNING, 4, _STEPS)
    same, groups = group_statements(ordered, actors)
    progress(ALIGNING, _STEPS, _STEPS)
    links = _distinct(chain(naming.found, reuses.found, utterances.found, same.found))
    inside = {link.id for account in ordered for link in account.links}
    writer.replace_alignment([link for link in links if link.id not in inside], actors, lineages, groups)

    progress(JUDGING, 0, 1)
    findings = judge_groups(ordered, groups, links, lineages, actors)
    silences = find_silences(ordered, findings.found, actors)
    labels = find_namings(ordered, actors)
    outcomes = (naming, reuses, utterances, same, findings, silences)
    told = [*notices, *chain.from_iterable(outcome.notices for outcome in outcomes)]
    writer.replace_findings(findings.found, silences.found, labels.found, told)
    progress(JUDGING, 1, 1)


def _distinct(links: Iterable[Link]) -> list[Link]:
    return sorted({link.id: link for link in links}.values(), key=lambda link: link.id)
