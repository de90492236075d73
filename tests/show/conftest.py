"""A case made by hand: three invented outlets on one warehouse fire, every kind of record in it once at least."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.show import chromium

from crossread.case import Case
from crossread.errors import Notice, NoticeCode
from crossread.model.account import Account, Vector
from crossread.model.decision import Decision, DecisionId, DecisionKind
from crossread.model.document import Document, Passage, PassageKind, Source
from crossread.model.event import Act, Event, Telling
from crossread.model.finding import (
    Answer,
    Evidence,
    Finding,
    FindingId,
    FindingKind,
    Grade,
    Naming,
    Question,
    Saying,
    Silence,
    Verdict,
)
from crossread.model.link import Actor, ActorId, Lineage, LineageId, Link, LinkKind
from crossread.model.mention import ActorKind, DateMention, Figure, Mention, MentionForm, TimexType
from crossread.model.reason import Reason
from crossread.model.span import Span
from crossread.model.statement import (
    Attribution,
    AttributionKind,
    Modality,
    Polarity,
    Quotation,
    QuotationKind,
    Role,
    RoleName,
    Speaker,
    Stance,
    Statement,
)
from crossread.model.value import Amount, Approximation, Interval, PartialDate
from crossread.store.writer import Writer

HOSTILE = "<script>alert(1)</script> & \u202e\u0007\x1b[31m =1+1"
TEXTS = {
    "bell.txt": "At least nine people died on Monday, the harbour office said.\n\n“We saw the flames,” said Ann Low.",
    "drum.txt": f"Twenty people died, and nobody will answer for it. {HOSTILE}",
}


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def account(path: str, text: str) -> Account:
    source = Source(path.split(".", maxsplit=1)[0].title() + " <b>News</b>", "Quay & Sons")
    document = Document.named(
        path, text, sha256=path.encode().hex().ljust(64, "0"), title="T", source=source, published=PartialDate(2031, 5)
    )
    kind, at = PassageKind.SENTENCE, document.id
    passages, begin = [], 0
    for number, part in enumerate(text.split("\n\n")):
        begin = text.index(part, begin)
        passages.append(Passage.at(at, Span(begin, begin + len(part)), kind, number))
    words = "nine" if "nine" in text else "Twenty"
    number = span(text, words)
    figure = Figure.at(
        at,
        span(text, "At least nine") if words == "nine" else number,
        number,
        Amount(9, None, Approximation.AT_LEAST, "person") if words == "nine" else Amount(20, 20, unit="person"),
        counted=span(text, "people"),
        noun="people",
    )
    clause = Span(0, text.index("died") + 4)
    mentions, quotations, attributions, voice = [], [], [], "author"
    if words == "nine":
        office, low = span(text, "the harbour office"), span(text, "Ann Low")
        mentions = [
            Mention.at(at, office, office, ActorKind.ORGANISATION, MentionForm.DESCRIPTOR, "harbour office"),
            Mention.at(at, low, low, ActorKind.PERSON, MentionForm.NAME, "Ann Low"),
        ]
        content = (Span(0, text.index(",")),)
        said = Span(office.end + 1, office.end + 5)
        attributions = [
            Attribution.at(at, content, AttributionKind.SPEECH, source=Speaker(office, mentions[0].id), cue=said)
        ]
        voice = attributions[0].id
        quotations = [
            Quotation.at(at, (span(text, "We saw the flames,"),), QuotationKind.DIRECT, Speaker(low, mentions[1].id))
        ]
    monday = span(text, "Monday") if "Monday" in text else None
    dates = [
        DateMention.at(at, monday, TimexType.DATE, "2031-05-12", interval=Interval(date(2031, 5, 12), None))
        for _ in range(1)
        if monday
    ]
    people = span(text, "people")
    statement = Statement.at(
        at,
        passages[0].id,
        clause,
        span(text, "died"),
        "die",
        roles=(Role(RoleName.PATIENT, people, "people"), Role(RoleName.PATIENT, number, "nine")),
        voice=voice,
        figures=(figure.id,),
        time=Interval(date(2031, 5, 12), date(2031, 5, 12)),
        terms=("people", "die"),
    )
    return Account(
        document,
        tuple(passages),
        tuple(Vector(b"\0\0" * 4) for _ in passages),
        tuple(sorted(mentions, key=lambda item: item.span)),
        tuple(dates),
        (figure,),
        tuple(quotations),
        tuple(attributions),
        (statement,),
    )


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium.PATH, args=chromium.QUIET)
        yield started
        started.close()


@pytest.fixture
def accounts() -> list[Account]:
    return [account(path, text) for path, text in TEXTS.items()]


@pytest.fixture
def case_path(tmp_path: Path, accounts: list[Account]) -> Path:
    path = tmp_path / "quay.crossread"
    first, second = accounts
    lineages = [Lineage(LineageId(f"x{item.document.id}"), (item.document.id,)) for item in accounts]
    answers = tuple(
        Answer(
            label,
            value,
            (Evidence(item.document.id, item.statements[0].span, item.statements[0].id, item.statements[0].voice),),
            (lineage.id,),
        )
        for label, value, item, lineage in zip(
            ("at least nine", "Twenty"), ("9/", "20/20"), accounts, lineages, strict=True
        )
    )
    why = (Reason("bounds_apart", (("a", "9"), ("b", HOSTILE)), "apart"),)
    question = Question(FindingKind.FIGURE, verb="die", counted="people")
    contested = Finding(FindingId("n00aa"), Verdict.CONTESTED, Grade.HARD, question, answers, 0.8, 0.9, why)
    single = Finding(
        FindingId("n00bb"),
        Verdict.SINGLE_SOURCE,
        None,
        Question(FindingKind.WHETHER, subject="the talks", verb="fail"),
        answers[:1],
        0.3,
        0.1,
        why,
    )
    with Writer(path) as writer:
        for item in accounts:
            writer.save_account(item)
        reuse = Link.between(
            LinkKind.REUSES, first.document.id, second.document.id, 0.7, why, span_a=Span(0, 4), span_b=Span(1, 5)
        )
        actor = Actor(ActorId("c1"), "Ann Low", ActorKind.PERSON, ("Ann Low",), (first.mentions[1].id,))
        naming = Naming(actor.id, first.document.id, "Ann Low", 1, (first.mentions[1].span,))
        silence = Silence(second.document.id, contested.id, why[0])
        writer.replace_findings(
            [contested, single], [silence], [naming], [Notice(NoticeCode.BAD_ROW, path="t.csv", detail=HOSTILE)]
        )
        office = first.mentions[0]
        cue = first.attributions[0].cue
        saying = Saying(
            actor.id,
            first.document.id,
            "said",
            AttributionKind.SPEECH,
            Stance.NEUTRAL,
            1,
            (cue,),
            (first.mentions[1].id,),
        )
        day = Interval(date(2031, 5, 12), date(2031, 5, 12))
        told = tuple(
            Telling(item.document.id, statement.span, statement.id, day, voice=statement.voice)
            for item in sorted(accounts, key=lambda item: item.document.id)
            for statement in item.statements
        )
        harbour = Actor(ActorId("c2"), HOSTILE, ActorKind.ORGANISATION, (HOSTILE,), (office.id,))
        act = Act(
            Act.key(first.statements[0].id, office.id, first.mentions[1].id),
            first.document.id,
            first.statements[0].span,
            first.statements[0].id,
            first.passages[0].id,
            "blame",
            Polarity.NEGATIVE,
            Modality.ASSERTED,
            first.statements[0].voice,
            harbour.id,
            actor.id,
            RoleName.PATIENT,
            office.id,
            first.mentions[1].id,
            office.span,
            first.mentions[1].span,
        )
        writer.replace_alignment([reuse], [actor, harbour], lineages, [])
        writer.replace_tellings([saying], [Event.told(day, "die", HOSTILE, told)], [act])
        writer.add_decision(
            Decision(DecisionId("k1"), DecisionKind.NOTE, contested.id, "R. Eader", "2031-06-01T10:00:00Z", HOSTILE)
        )
        writer.set_meta("models", "vectors 1")
        writer.set_meta("version", "0")
    return path


@pytest.fixture
def case(case_path: Path):
    with Case.open(case_path) as opened:
        yield opened
