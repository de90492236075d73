"""One actor, source by source: names and labels, verbs of saying, what it is let say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from crossread.case import Case
from crossread.model.account import Account
from crossread.model.finding import Naming, Saying
from crossread.model.mention import MentionId
from crossread.model.span import Span
from crossread.model.statement import Attribution, Quotation
from crossread.show import wording


@dataclass(frozen=True, slots=True)
class Said:
    """Words that a source gives as an actor's.

    Attributes:
        words: The words.
        direct: Whether they stand in quotation marks.
        verb: The words that introduce them, or "".
        start: Where the passage begins in which they stand.
    """

    words: str
    direct: bool
    verb: str
    start: int


@dataclass(frozen=True, slots=True)
class ActorSource:
    """How one source treats an actor.

    Attributes:
        document: Its identifier.
        label: What to call it.
        labels: What it calls the actor, with counts, and a place of each.
        verbs: With which verbs it lets the actor speak: verb, what it implies in words or "", count, a place.
        said: What it lets the actor say.
    """

    document: str
    label: str
    labels: tuple[tuple[str, int, int], ...]
    verbs: tuple[tuple[str, str, int, int], ...]
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A place that names an actor, for taking it off."""

    id: str
    label: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class ActorPage:
    """One actor, source by source.

    Attributes:
        id: Its identifier.
        name: Its name.
        kind: Person, organisation ….
        names: All its names.
        sources: How each source treats it.
        mentions: Its mentions, as far as they are shown.
        held: How many mentions there are in all, pronouns too.
        accounts: How many accounts name it or let it speak.
        number: Which page of accounts this is, from 1.
        pages: How many there are.
    """

    id: str
    name: str
    kind: str
    names: tuple[str, ...]
    sources: tuple[ActorSource, ...]
    mentions: tuple[ActorMention, ...]
    held: int
    accounts: int
    number: int
    pages: int


SOURCES: Final = 20
"""Accounts on one page of an actor; those that let it speak come first."""
MENTIONS: Final = 60
"""Mentions that the page of an actor offers to take off."""


def actor_page(case: Case, key: str, number: int = 1, size: int = SOURCES) -> ActorPage:
    """Return one actor, source by source, some sources at a time.

    Args:
        case: The case.
        key: Its identifier, or that of an actor it was made of.
        number: Which page of sources, from 1.
        size: How many sources a page has.

    Raises:
        UnknownRecordError: If there is none.
    """
    actor = case.actor(key)
    number = max(1, number)
    held, shown = case.actor_documents(actor, size, (number - 1) * size)
    pages = max(1, -(-held // size))
    if number > pages:
        return actor_page(case, key, pages, size)
    namings: dict[str, list[Naming]] = {}
    for naming in case.naming_of(actor, shown):
        namings.setdefault(naming.document, []).append(naming)
    accounts = [case.brief(document, mentions=True) for document in shown]
    own = set(actor.mentions)
    sayings: dict[str, list[Saying]] = {}
    for saying in case.sayings_of(actor, shown):
        sayings.setdefault(saying.document, []).append(saying)
    sources = [
        _source(
            account,
            namings.get(account.document.id, ()),
            sayings.get(account.document.id, ()),
            _speeches(account, own),
        )
        for account in accounts
    ]
    mentions = [mention for account in accounts for mention in _mentions(account, own)]
    return ActorPage(
        actor.id,
        actor.name,
        actor.kind.value,
        actor.names,
        tuple(sorted(sources, key=lambda source: (source.label.casefold(), source.document))),
        tuple(mentions[:MENTIONS]),
        len(actor.mentions),
        held,
        number,
        pages,
    )


def _speeches(account: Account, own: AbstractSet[MentionId]) -> list[Quotation | Attribution]:
    found: list[Quotation | Attribution] = [q for q in account.quotations if q.speaker and q.speaker.mention in own]
    found += [a for a in account.attributions if a.source and a.source.mention in own]
    return sorted(found, key=lambda item: item.spans[0] if isinstance(item, Quotation) else item.content[0])


def _source(
    account: Account,
    namings: Iterable[Naming],
    sayings: Iterable[Saying],
    speeches: Sequence[Quotation | Attribution],
) -> ActorSource:
    labels = [(naming.label, naming.count, _passage(account, naming.spans[0])) for naming in namings]
    verbs = [
        (one.verb, wording.stance_text(one.stance, one.kind), one.count, _passage(account, one.spans[0]))
        for one in sayings
    ]
    return ActorSource(
        account.document.id,
        wording.document_text(account.document),
        tuple(sorted(labels, key=lambda item: (-item[1], item[0]))),
        tuple(sorted(verbs, key=lambda item: (-item[2], item[:2]))),
        tuple(_said(account, speech) for speech in _outermost(speeches)),
    )


def _outermost(speeches: Sequence[Quotation | Attribution]) -> list[Quotation | Attribution]:
    """Return each stretch of speech once: a quotation before the attribution that spans it."""
    quoted = [span for speech in speeches if isinstance(speech, Quotation) for span in speech.spans]
    return [
        speech
        for speech in speeches
        if isinstance(speech, Quotation) or not any(span.overlaps(part) for span in quoted for part in speech.content)
    ]


def _said(account: Account, speech: Quotation | Attribution) -> Said:
    text = account.document.text
    spans = speech.spans if isinstance(speech, Quotation) else speech.content
    words = " … ".join(" ".join(span.of(text).split()) for span in spans)
    verb = " ".join(speech.cue.of(text).split()) if speech.cue else ""
    return Said(words, isinstance(speech, Quotation), verb, _passage(account, spans[0]))


def _passage(account: Account, span: Span) -> int:
    """Return where the passage begins in which a span stands: its address on the document's page."""
    return next((item.span.start for item in account.passages if item.span.overlaps(span)), span.start)


def _mentions(account: Account, own: AbstractSet[MentionId]) -> Iterable[ActorMention]:
    label = wording.document_text(account.document)
    for mention in account.mentions:
        if mention.id in own:
            text = account.document.text
            before = " ".join(text[max(0, mention.span.start - 40) : mention.span.start].split())
            after = " ".join(text[mention.span.end : mention.span.end + 40].split())
            yield ActorMention(mention.id, label, before, " ".join(mention.span.of(text).split()), after)
