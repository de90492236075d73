"""A case of many documents, written straight into the store: reports that name actors, findings on each two of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from crossread.model.account import Account
from crossread.model.document import Document, DocumentId, Passage, PassageKind, Source
from crossread.model.finding import (
    Answer,
    Evidence,
    Finding,
    FindingId,
    FindingKind,
    Naming,
    Question,
    Silence,
    Verdict,
)
from crossread.model.link import Actor, ActorId, Lineage, LineageId, Link, LinkKind
from crossread.model.mention import ActorKind, DateMention, Mention, MentionForm, TimexType
from crossread.model.reason import Reason
from crossread.model.span import Span
from crossread.model.statement import Role, RoleName, Statement
from crossread.model.value import Interval, PartialDate
from crossread.run.telling import tell
from crossread.store.writer import Writer

FIRST = date(2031, 1, 1)


def account(number: int) -> Account:
    """An invented report: forty sentences, a named actor acting on another in each tenth."""
    sentences = [f"Ward {number % 97} reported {place} losses after storm {place}." for place in range(40)]
    sentences[0] = f"Mayor Ilse Brand{number % 200} blamed Guild {number % 50} today."
    text = "\n\n".join(sentences)
    day = FIRST + timedelta(number % 365)
    document = Document.named(
        f"{number:05}.txt",
        text,
        sha256=f"{number:064x}",
        title=f"Report {number}",
        source=Source(f"Outlet {number % 400}"),
        published=PartialDate(day.year, day.month, day.day),
    )
    passages, start = [], 0
    for place, sentence in enumerate(sentences):
        passages.append(Passage.at(document.id, Span(start, start + len(sentence)), PassageKind.SENTENCE, place))
        start += len(sentence) + 2
    blamed = text.index(" blamed")
    guild = Span(text.index("Guild"), text.index(" today."))
    mayor = Span(6, blamed)
    mentions = (
        Mention.at(document.id, mayor, mayor, ActorKind.PERSON, MentionForm.NAME, mayor.of(text)),
        Mention.at(document.id, guild, guild, ActorKind.ORGANISATION, MentionForm.NAME, guild.of(text)),
    )
    roles = (
        Role(RoleName.AGENT, mayor, "brand", mentions[0].id),
        Role(RoleName.PATIENT, guild, "guild", mentions[1].id),
    )
    dated = DateMention.at(
        document.id, Span(guild.end + 1, guild.end + 6), TimexType.DATE, day.isoformat(), interval=Interval(day, day)
    )
    told = Statement.at(
        document.id,
        passages[0].id,
        Span(0, guild.end + 6),
        Span(blamed + 1, blamed + 7),
        "blame",
        roles=roles,
        time=Interval(day, day),
        dates=(dated.id,),
    )
    return Account(document, tuple(passages), (), mentions, (dated,), statements=(told,))


def with_wards(account: Account) -> Account:
    """The same report, in which each sentence but the first names one more actor, "Ward"."""
    starts = (passage.span.start for passage in account.passages[1:])
    spans = [Span(start, start + len("Ward")) for start in starts]
    wards = [
        Mention.at(account.document.id, span, span, ActorKind.GROUP, MentionForm.NAME, span.of(account.document.text))
        for span in spans
    ]
    return replace(account, mentions=(*account.mentions, *wards))


def findings(accounts: list[Account]) -> Iterator[Finding]:
    """A finding for each two documents that follow each other, one in four of them contested."""
    for number, (one, other) in enumerate(pairwise(accounts)):
        answers = tuple(
            Answer(
                f"Guild {at}",
                str(at),
                (Evidence(item.document.id, item.statements[0].span, item.statements[0].id),),
                (LineageId(f"x{item.document.id}"),),
            )
            for at, item in enumerate((one, other))
        )
        verdict = Verdict.CONTESTED if number % 4 == 0 else Verdict.CORROBORATED
        question = Question(FindingKind.WHO, verb="blame", object=f"Guild {number}")
        rank = number % 1000 / 1000
        yield Finding(FindingId(f"v{number:016x}"), verdict, None, question, answers, 0.5, rank, (Reason("camps"),))


def write_large(path: Path, documents: int, *, wards: bool = False) -> None:
    """Write a case of so many documents; with `wards` an actor is named in nearly every sentence."""
    accounts = [account(number) for number in range(documents)]
    if wards:
        accounts = [with_wards(item) for item in accounts]
    held: dict[str, list[Mention]] = {}
    for mention in (mention for item in accounts for mention in item.mentions):
        held.setdefault(mention.name, []).append(mention)
    actors = [
        Actor(ActorId(f"k{at:016x}"), name, found[0].kind, (name,), tuple(sorted(mention.id for mention in found)))
        for at, (name, found) in enumerate(sorted(held.items()))
    ]
    places: dict[tuple[ActorId, DocumentId, str], list[Span]] = {}
    for actor in actors:
        for mention in held[actor.name]:
            places.setdefault((actor.id, mention.document, mention.name), []).append(mention.span)
    naming = [Naming(*key, len(spans), tuple(sorted(spans))) for key, spans in places.items()]
    found = list(findings(accounts))
    silences = [
        Silence(item.document.id, one.id, Reason("others_report")) for item in accounts[:50] for one in found[:200]
    ]
    copies = [
        Link.between(
            LinkKind.REUSES, a.document.id, b.document.id, 0.9, span_a=a.statements[0].span, span_b=b.statements[0].span
        )
        for a, b in zip(accounts[:300], accounts[documents // 3 :], strict=False)
    ]
    lineages = [Lineage(LineageId(f"x{item.document.id}"), (item.document.id,)) for item in accounts]
    with Writer(path) as writer:
        for item in accounts:
            writer.save_account(item)
        writer.replace_alignment(copies, actors, lineages, [])
        writer.replace_findings(found, silences, naming, [])
        told = tell(accounts, [], actors)
        writer.replace_tellings(told.sayings, told.events, told.acts)
