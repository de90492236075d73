"""What the others report and this one does not, though it could have."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from crossread.model.account import Account
from crossread.model.document import DocumentId
from crossread.model.finding import Finding, FindingKind, Silence, Verdict
from crossread.model.link import Actor
from crossread.model.mention import MentionForm
from crossread.model.outcome import Outcome
from crossread.model.reason import Reason
from crossread.model.shelf import Shelf

_TELLING = {Verdict.CONTESTED, Verdict.CORROBORATED, Verdict.UPDATED}


_NAMING = {MentionForm.NAME, MentionForm.ACRONYM, MentionForm.DEMONYM}

Places = dict[DocumentId, list[tuple[int, int, str]]]
"""Where each document names which actors."""


@dataclass(frozen=True, slots=True)
class SilenceOptions:
    """When not saying something is a silence.

    Attributes:
        documents: Least number of documents that report it.
        actors: Least share of the finding's named actors that the silent document names.
    """

    documents: int = 2
    actors: float = 0.5


def find_silences(
    accounts: Sequence[Account],
    findings: Iterable[Finding],
    actors: Sequence[Actor],
    options: SilenceOptions | None = None,
) -> Outcome[Silence]:
    """Return, for each finding of several independent sources, the documents that are silent about it.

    A document is silent only where it tells of the same actors and could have known: one published before the day
    of which the finding tells is not silent about it.

    Args:
        accounts: What was read off the documents, in any order.
        findings: The findings of the case.
        actors: The actors of the case.
        options: When not saying something is a silence.

    Returns:
        The silences, sorted.

    Examples:
        >>> find_silences((), (), ()).found
        ()
    """
    options = options or SilenceOptions()
    shelf = Shelf.of(accounts, actors)
    known = {actor for key, actor in shelf.actor_of.items() if shelf.mentions[key].form in _NAMING}
    places = {account.document.id: _places(account, shelf, known) for account in shelf.accounts}
    named = {document: frozenset(actor for *_, actor in found) for document, found in places.items()}
    silences = []
    for finding in findings:
        if finding.verdict not in _TELLING or finding.question.kind is FindingKind.QUOTE:
            continue
        if len(finding.documents) >= options.documents:
            involved = _involved(shelf, finding, places) or _shared(finding, named)
            silences += _of_finding(shelf, finding, involved, named, options)
    return Outcome(tuple(sorted(silences)))


def _places(account: Account, shelf: Shelf, named: Collection[str]) -> list[tuple[int, int, str]]:
    """Return where a document names which actors, in order of the text: start, end, actor.

    Actors that have a name somewhere count: "thirty people" are named by nobody.
    """
    return sorted(
        (mention.span.start, mention.span.end, shelf.actor_of[mention.id])
        for mention in account.mentions
        if mention.form is not MentionForm.PRONOUN
        and mention.id in shelf.actor_of
        and shelf.actor_of[mention.id] in named
    )


def _of_finding(
    shelf: Shelf,
    finding: Finding,
    involved: frozenset[str],
    named: dict[DocumentId, frozenset[str]],
    options: SilenceOptions,
) -> list[Silence]:
    """Return the documents that are silent about one finding."""
    if not involved:
        return []
    happened = _first_day(shelf, finding)
    found = []
    for document in sorted(set(named) - set(finding.documents)):
        share = len(involved & named[document]) / len(involved)
        if share < options.actors or _earlier(shelf, document, happened):
            continue
        inputs = (("documents", str(len(finding.documents))), ("actors", f"{share:.2f}"))
        found.append(Silence(document, finding.id, Reason("others_report", inputs, "silent")))
    return found


def _involved(shelf: Shelf, finding: Finding, places: Places) -> frozenset[str]:
    """Return the actors whom at least two of the finding's documents name in the passages that give the answers."""
    holders: dict[str, set[DocumentId]] = {}
    for item in (item for answer in finding.answers for item in answer.evidence):
        statement = shelf.statements.get(item.statement) if item.statement else None
        passage = shelf.passages.get(statement.passage) if statement else None
        span = passage.span if passage else item.span
        found = places[item.document]
        for place in range(bisect_left(found, (span.start, 0, "")), len(found)):
            start, end, actor = found[place]
            if start >= span.end:
                break
            if end <= span.end:
                holders.setdefault(actor, set()).add(item.document)
    return frozenset(actor for actor, documents in holders.items() if len(documents) > 1)


def _shared(finding: Finding, named: dict[DocumentId, frozenset[str]]) -> frozenset[str]:
    """Return the actors whom all of the finding's documents name anywhere: those of the story it belongs to."""
    return frozenset.intersection(*(named[document] for document in finding.documents))


def _first_day(shelf: Shelf, finding: Finding) -> date | None:
    """Return the first day of which the finding's statements tell, or None where none tells one."""
    keys = {item.statement for answer in finding.answers for item in answer.evidence if item.statement}
    times = [shelf.statements[key].time for key in keys if key in shelf.statements]
    return min((time.start for time in times if time is not None and time.start is not None), default=None)


def _earlier(shelf: Shelf, document: DocumentId, happened: date | None) -> bool:
    """Return whether a document was published before a day."""
    published = shelf.documents[document].published
    last = published.interval().end if published else None
    return happened is not None and last is not None and last < happened
