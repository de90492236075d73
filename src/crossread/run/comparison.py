"""From accounts to findings: across the documents of a case, story by story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from crossread.align.actors import link_actors
from crossread.align.alterations import find_alterations
from crossread.align.happenings import link_happenings
from crossread.align.lineage import trace_lineages
from crossread.align.reuse import find_reuse
from crossread.align.statements import group_statements
from crossread.align.stories import part_stories
from crossread.align.utterances import compare_utterances
from crossread.errors import Notice
from crossread.judge.naming import find_namings
from crossread.judge.silences import find_silences
from crossread.judge.verdicts import judge_groups
from crossread.model.account import Account
from crossread.model.document import DocumentId
from crossread.model.finding import Finding, Naming, Silence
from crossread.model.link import Actor, Group, Lineage, Link
from crossread.model.mention import MentionId
from crossread.run.decisions import taken_back
from crossread.run.options import Progress
from crossread.run.spool import Spool
from crossread.run.telling import Told, tell
from crossread.store.writer import Writer

ALIGNING: Final = "comparing accounts"
JUDGING: Final = "judging"


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing the documents of one story gives.

    Attributes:
        links: Links across documents, and inside one between statements; sorted by identifier.
        groups: Statements that answer one question.
        findings: What they amount to.
        silences: What documents leave out.
        naming: What documents call actors.
        told: Verbs of saying, what happened when, who did what to whom.
        notices: Trouble on the way.
    """

    links: tuple[Link, ...]
    groups: tuple[Group, ...]
    findings: tuple[Finding, ...]
    silences: tuple[Silence, ...]
    naming: tuple[Naming, ...]
    told: Told
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Across:
    """What holds across all stories of a case.

    Attributes:
        actors: The actors.
        lineages: Documents that count once.
        reuses: Who copied whom, without what readers took back.
    """

    actors: tuple[Actor, ...]
    lineages: tuple[Lineage, ...]
    reuses: tuple[Link, ...]


def compare(accounts: Spool[Account], writer: Writer, progress: Progress, notices: Iterable[Notice]) -> int:
    """Align and judge the accounts of a case, and save what comes of it.

    Actors, copying and lineages are found across the whole case, from what little of each account they need. All else
    is done story by story, so that no more than one story's accounts are in memory at once.

    Args:
        accounts: All accounts of the case, by document.
        writer: The open case.
        progress: Told of each step.
        notices: Trouble with the input as a whole, to save beside that of comparing.

    Returns:
        In how many stories the documents were compared.
    """
    progress(ALIGNING, 0, 1)
    slim = [_slim(account) for account in accounts]
    naming, actors = link_actors(slim)
    reuses = find_reuse(slim)
    rejected = taken_back(writer.decisions())
    links = tuple(link for link in reuses.found if link.id not in rejected)
    across = Across(actors, trace_lineages(slim, links), links)
    inside = {link.id for account in slim for link in account.links}
    del slim
    stories = part_stories(accounts, actors)
    with Spool[Compared]() as done:
        for number, part in enumerate(_of_stories(stories, across, accounts)):
            done.add(f"{number:08d}", compare_story(*part))
            progress(ALIGNING, number + 1, len(stories))
        whole = [link for link in (*naming.found, *reuses.found) if link.id not in inside]
        _save(done, across, whole, [*notices, *naming.notices, *reuses.notices], writer)
    progress(JUDGING, 1, 1)
    return len(stories)


def compare_story(accounts: Sequence[Account], across: Across) -> Compared:
    """Return what comes of comparing the documents of one story.

    Args:
        accounts: What was read off them, in any order.
        across: What holds of them across the case: actors with their mentions here, lineages and copying among them.
    """
    ordered = sorted(accounts, key=lambda account: account.document.id)
    utterances = compare_utterances(ordered, across.actors)
    same, groups = group_statements(ordered, across.actors)
    altered = find_alterations(ordered)
    happenings = link_happenings(ordered, across.actors)
    links = _distinct(chain(utterances.found, same.found, altered.found))
    known = [*links, *across.reuses]
    findings = judge_groups(ordered, groups, known, across.lineages, across.actors)
    silences = find_silences(ordered, findings.found, across.actors)
    labels = find_namings(ordered, across.actors)
    told = tell(ordered, groups, across.actors)
    notices = chain.from_iterable(outcome.notices for outcome in (utterances, same, altered, findings, silences))
    links = _distinct((*links, *happenings.found))
    return Compared(links, groups, findings.found, silences.found, labels.found, told, tuple(notices))


def _slim(account: Account) -> Account:
    """Return an account with what is needed of it across stories: its text, who is named, what is quoted."""
    return Account(account.document, mentions=account.mentions, quotations=account.quotations, links=account.links)


def _of_stories(
    stories: Sequence[Sequence[DocumentId]], across: Across, accounts: Spool[Account]
) -> Iterator[tuple[list[Account], Across]]:
    """Yield, for each story, its accounts, and what of the case belongs to them."""
    home = {document: number for number, story in enumerate(stories) for document in story}
    lineages: dict[int, list[Lineage]] = defaultdict(list)
    for lineage in across.lineages:
        for number in sorted({home[document] for document in lineage.documents}):
            lineages[number].append(lineage)
    reuses: dict[int, list[Link]] = defaultdict(list)
    for link in across.reuses:
        if home[DocumentId(link.a)] == home[DocumentId(link.b)]:
            reuses[home[DocumentId(link.a)]].append(link)
    bearer = {mention: place for place, actor in enumerate(across.actors) for mention in actor.mentions}
    for number, story in enumerate(stories):
        held = accounts.load(story)
        mentions: dict[int, list[MentionId]] = defaultdict(list)
        for mention in sorted(mention.id for account in held for mention in account.mentions):
            if mention in bearer:
                mentions[bearer[mention]].append(mention)
        actors = tuple(replace(across.actors[place], mentions=tuple(mentions[place])) for place in sorted(mentions))
        yield held, Across(actors, tuple(lineages[number]), tuple(reuses[number]))


def _save(
    done: Spool[Compared], across: Across, links: Iterable[Link], notices: Sequence[Notice], writer: Writer
) -> None:
    """Save what came of all stories; what rests on one story alone is taken from the spool as it is written."""
    groups: list[Group] = []
    findings: list[Finding] = []
    silences: list[Silence] = []
    told = list(notices)

    def every() -> Iterator[Link]:
        yield from _distinct(links)
        for part in done:
            groups.extend(part.groups)
            findings.extend(part.findings)
            silences.extend(part.silences)
            told.extend(part.notices)
            yield from part.links

    writer.replace_alignment(every(), across.actors, across.lineages, groups)
    findings.sort(key=lambda item: (-item.rank, item.id))
    naming = (row for part in done for row in part.naming)
    writer.replace_findings(findings, sorted(silences), naming, told)
    writer.replace_tellings(
        (saying for part in done for saying in part.told.sayings),
        (event for part in done for event in part.told.events),
        (act for part in done for act in part.told.acts),
    )


def _distinct(links: Iterable[Link]) -> tuple[Link, ...]:
    return tuple(sorted({link.id: link for link in links}.values(), key=lambda link: link.id))
