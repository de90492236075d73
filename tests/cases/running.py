"""Walks a case through the two rooms, as the pipeline does, and says in a word what came of it."""

from types import SimpleNamespace

from crossread.align.actors import link_actors
from crossread.align.alterations import find_alterations
from crossread.align.lineage import trace_lineages
from crossread.align.reuse import find_reuse
from crossread.align.statements import group_statements
from crossread.align.utterances import compare_utterances
from crossread.judge.naming import find_namings, find_sayings
from crossread.judge.silences import find_silences
from crossread.judge.verdicts import judge_groups
from crossread.show.questions import finding_question


def run(accounts):
    """Return everything that align and judge make of some accounts."""
    actor_links, actors = link_actors(accounts)
    reuses = find_reuse(accounts)
    lineages = trace_lineages(accounts, reuses.found)
    utterances = compare_utterances(accounts, actors)
    statement_links, groups = group_statements(accounts, actors)
    altered = find_alterations(accounts)
    links = (*actor_links.found, *reuses.found, *utterances.found, *statement_links.found, *altered.found)
    findings = judge_groups(accounts, groups, links, lineages, actors).found
    return SimpleNamespace(
        accounts=accounts,
        actors=actors,
        links=links,
        reuses=reuses.found,
        lineages=lineages,
        utterances=utterances.found,
        groups=groups,
        findings=findings,
        silences=find_silences(accounts, findings, actors).found,
        namings=find_namings(accounts, actors).found,
        sayings=find_sayings(accounts, actors).found,
    )


def names(result):
    """Return the name of each document of a case: its path without the ending."""
    return {account.document.id: account.document.path.rsplit(".", 1)[0] for account in result.accounts}


def told(result):
    """Return the findings of several documents, or of one that contradicts itself, in the words that cases are written in."""
    name = names(result)
    return [
        {
            "kind": str(finding.question.kind),
            "verdict": str(finding.verdict),
            "grade": str(finding.grade) if finding.grade else None,
            "question": finding_question(finding),
            "camps": sorted(sorted({name[item.document] for item in answer.evidence}) for answer in finding.answers),
        }
        for finding in result.findings
        if finding.verdict != "single_source"
    ]
