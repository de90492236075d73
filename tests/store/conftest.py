"""Records of every kind, of an invented flood."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crossread.errors import Notice, NoticeCode
from crossread.model.account import Account, Vector
from crossread.model.document import Document, Passage, PassageKind, Source
from crossread.model.finding import (
    Answer,
    Evidence,
    Finding,
    FindingId,
    FindingKind,
    Grade,
    Naming,
    Question,
    Silence,
    Verdict,
)
from crossread.model.link import Actor, ActorId, Group, Lineage, LineageId, Link, LinkKind
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

TEXT = 'Flood at Orsk Mill. Mayor Ana Élan said "at least 12 houses" were lost on Friday.'


def account_of(path: str = "a.txt", *, sha256: str = "00", source: str | None = "The Bell") -> Account:
    """An account that fills every field of every record."""
    document = Document.named(
        path,
        TEXT,
        sha256=sha256,
        language="en",
        title="Flood at Orsk Mill",
        source=Source(source, "Bell Group") if source else None,
        author="R. Toll",
        published=PartialDate(2031, 5),
        url="https://bell.example/flood",
    )
    key = document.id

    def at(words: str) -> Span:
        start = TEXT.index(words)
        return Span(start, start + len(words))

    title, said = (
        Passage.at(key, at("Flood at Orsk Mill."), PassageKind.TITLE, 0),
        Passage.at(key, Span(20, len(TEXT)), PassageKind.SENTENCE, 1),
    )
    mayor = Mention.at(key, at("Mayor Ana Élan"), at("Élan"), ActorKind.PERSON, MentionForm.NAME, "Ana Élan")
    mill = Mention.at(key, at("Orsk Mill"), at("Mill"), ActorKind.FACILITY, MentionForm.NAME, "Orsk Mill")
    day = DateMention.at(
        key,
        at("Friday"),
        TimexType.DATE,
        "2031-05-02",
        mod="APPROX",
        anchor="2031-05",
        interval=Interval(date(2031, 5, 2), None),
    )
    bare = DateMention.at(key, at("on"), TimexType.SET, None)
    houses = Figure.at(
        key,
        at("at least 12"),
        at("12"),
        Amount(12, None, Approximation.AT_LEAST, "house"),
        counted=at("houses"),
        noun="house",
    )
    vague = Figure.at(key, at("lost"), at("lost"), Amount(None, 2.5, Approximation.VAGUE))
    speaker = Speaker(mayor.span, mayor.id)
    quotation = Quotation.at(
        key, (at("at least"), at("12 houses")), QuotationKind.PARTIAL, speaker=speaker, cue=at("said")
    )
    scare = Quotation.at(key, (at("lost"),), QuotationKind.SCARE)
    attribution = Attribution.at(
        key,
        (at("were lost on Friday"),),
        AttributionKind.SPEECH,
        source=Speaker(at("Mayor")),
        cue=at("said"),
        stance=Stance.DOUBTFUL,
        within=quotation.id,
    )
    hearsay = Attribution.at(key, (at("Friday"),), AttributionKind.HEARSAY)
    roles = (Role(RoleName.AGENT, mayor.span, "élan", mayor.id), Role(RoleName.PATIENT, at("12 houses"), "house"))
    statement = Statement.at(
        key,
        said.id,
        said.span,
        at("lost"),
        "lose",
        roles=roles,
        polarity=Polarity.NEGATIVE,
        modality=Modality.PREDICTED,
        voice=attribution.id,
        time=Interval(None, date(2031, 5, 31)),
        dates=(day.id,),
        figures=(houses.id, vague.id),
        terms=("house", "lose", "house"),
    )
    bare_statement = Statement.at(key, title.id, title.span, at("Flood"), "flood")
    reason = Reason("shared_name", (("name", "Élan"), ("other", "")), "+0.5")
    link = Link.between(LinkKind.SAME_ACTOR, mayor.id, mill.id, 0.75, (reason,), span_a=at("12"), span_b=at("houses"))
    return Account(
        document,
        (title, said),
        (Vector(b"\x00\x01"), Vector(b"\xff\x7f")),
        (mill, mayor),
        (bare, day),
        (houses, vague),
        (quotation, scare),
        (attribution, hearsay),
        (bare_statement, statement),
        (link,),
        (Notice(NoticeCode.UNBALANCED_QUOTE, path, key, 3, 9, "“"), Notice(NoticeCode.NO_DATE)),
    )


def finding_of(account: Account, key: str = "n1", **changes) -> Finding:
    """A contested figure with one answer in the account and one without evidence of a statement."""
    evidence = Evidence(account.document.id, account.figures[0].span, account.statements[1].id, "q1")
    fields = {
        "id": FindingId(key),
        "verdict": Verdict.CONTESTED,
        "grade": Grade.HARD,
        "question": Question(FindingKind.FIGURE, "flood", "take_away", "mill", "houses", "house", passive=True),
        "answers": (
            Answer("at least 12", "12/", (evidence,), (LineageId("e1"), LineageId("e2"))),
            Answer("two", "2", (Evidence(account.document.id, Span(0, 5)),), ()),
        ),
        "confidence": 0.8,
        "rank": 0.5,
        "reasons": (Reason("bounds_apart", (("a", "12"), ("b", "2")), "hard"),),
    }
    return Finding(**{**fields, **changes})


def alignment_of(account: Account):
    """Links, actors, lineages and groups that join documents."""
    first, second = account.statements
    link = Link.between(LinkKind.SAME_STATEMENT, first.id, second.id, 1.0, by="Ada")
    copied = Link.between(LinkKind.REUSES, "d2", "d1", 0.5, span_a=Span(0, 4), span_b=Span(2, 6))
    actor = Actor(ActorId("r1"), "Ana Élan", ActorKind.PERSON, ("Ana Élan", "the mayor"), (account.mentions[1].id,))
    lineage = Lineage(LineageId("e1"), (account.document.id,), (Reason("alone"),))
    return (copied, link), (actor,), (lineage,), (Group.of((first.id, second.id), (link.id,)),)


def judged_of(account: Account):
    """Silences, naming and notices of the whole case."""
    return (
        (Silence(account.document.id, FindingId("n1"), Reason("after_event", (("days", "3"),), "silent")),),
        (Naming(ActorId("r1"), account.document.id, "the mayor", 2, (Span(0, 5), Span(6, 9))),),
        (Notice(NoticeCode.CANDIDATES_LIMITED, detail="12"),),
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "flood.crossread"


@pytest.fixture
def account() -> Account:
    return account_of()


@pytest.fixture
def records():
    """The makers of records, for tests that need several."""
    return {"account": account_of, "finding": finding_of, "alignment": alignment_of, "judged": judged_of}
