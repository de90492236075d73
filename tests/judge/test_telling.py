"""Verbs of saying, what happened when, who did what to whom: each from statements that a journalist could mark."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from crossread.judge.naming import find_sayings
from crossread.judge.network import find_acts
from crossread.judge.timeline import find_events
from crossread.model.account import Account
from crossread.model.document import Document, PassageId
from crossread.model.link import Actor, ActorId, Group
from crossread.model.mention import ActorKind, DateMention, Mention, MentionForm, TimexType
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
from crossread.model.value import Interval

DAY = Interval(date(2031, 5, 3), date(2031, 5, 3))
YEAR = Interval(date(2031, 1, 1), date(2031, 12, 31))


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def dated(
    text: str,
    clause: str,
    trigger: str,
    when: str,
    time: Interval = DAY,
    kind: TimexType = TimexType.DATE,
    key: str = "0",
) -> Account:
    """An account of one statement whose clause holds one time."""
    document = Document.named(f"{key}.txt", text, sha256=key * 64)
    found = DateMention.at(document.id, span(text, when), kind, time.iso(), interval=time)
    lemma = {"flooded": "flood", "were": "be", "election": "elect", "opened": "open"}.get(trigger, trigger)
    told = Statement.at(
        document.id, PassageId("p"), span(text, clause), span(text, trigger), lemma, time=time, dates=(found.id,)
    )
    return Account(document, dates=(found,), statements=(told,))


@pytest.mark.parametrize(
    ("text", "trigger", "when"),
    [
        ("The river flooded Orsk on Friday.", "flooded", "Friday"),
        ("In 2031 the river flooded Orsk.", "flooded", "2031"),
        ("In his last 2031 election campaign he was heard.", "election", "2031"),
        ("Its 2031 free election was heard.", "election", "2031"),
        ("The river flooded Orsk this month.", "flooded", "this month"),
        ("Friday the river flooded Orsk.", "flooded", "Friday"),
        ("The election of 3 May was heard.", "election", "3 May"),
    ],
)
def test_a_statement_stands_on_the_day_that_its_clause_names(text: str, trigger: str, when: str) -> None:
    (event,) = find_events([dated(text, text[:-1], trigger, when)], []).found
    assert event.time == DAY
    assert event.label == text[:-1]
    assert event.tellings[0].span.of(text) == event.label


@pytest.mark.parametrize(
    ("text", "trigger", "when"),
    [
        ("The river has flooded Orsk since the 2031 quake.", "flooded", "2031"),
        ("The river flooded Orsk after Friday's vote.", "flooded", "Friday"),
        ("The river flooded the 2031 camp.", "flooded", "2031"),
        ("The river flooded the Friday market.", "flooded", "Friday"),
        ("They were likely 2031 candidates.", "were", "2031"),
        ("The mayor opened Friday’s fair.", "opened", "Friday"),
        ("The mayor opened with his statement of 3 May.", "opened", "3 May"),
    ],
)
def test_a_time_that_bounds_or_names_something_else_tells_no_day(text: str, trigger: str, when: str) -> None:
    assert find_events([dated(text, text[:-1], trigger, when)], []).found == ()


def test_a_length_of_time_and_a_time_outside_the_clause_tell_no_day() -> None:
    text = "The river flooded Orsk for two days."
    assert find_events([dated(text, text[:-1], "flooded", "two days", kind=TimexType.DURATION)], []).found == ()
    far = dated("On Friday he said that the river flooded Orsk.", "the river flooded Orsk", "flooded", "Friday")
    (statement,) = far.statements
    bare = Statement.at(
        far.document.id, statement.passage, statement.span, statement.trigger, statement.lemma, time=statement.time
    )
    assert find_events([Account(far.document, dates=far.dates, statements=(bare,))], []).found == ()


def test_both_ends_of_a_stretch_of_days_belong_together() -> None:
    text = "The poll was part of a May 3-May 5 survey."
    document = Document.named("a.txt", text, sha256="0" * 64)
    ends = [Interval(date(2031, 5, day), date(2031, 5, day)) for day in (3, 5)]
    dates = tuple(
        DateMention.at(document.id, span(text, words), TimexType.DATE, time.iso(), interval=time)
        for words, time in zip(("May 3", "May 5"), ends, strict=True)
    )
    whole = Interval(date(2031, 5, 3), date(2031, 5, 5))
    told = [
        Statement.at(
            document.id,
            PassageId("p"),
            span(text, clause),
            span(text, trigger),
            trigger,
            time=whole,
            dates=tuple(item.id for item in dates),
        )
        for clause, trigger in ((text[:-1], "was"), ("a May 3-May 5 survey", "survey"))
    ]
    events = find_events([Account(document, dates=dates, statements=tuple(told))], []).found
    assert [(event.verb, event.time) for event in events] == [("survey", whole)]


@pytest.mark.parametrize(("joined", "told"), [("between {} and {}", 1), ("from {} to {}", 1), ("on {} and {}", 0)])
def test_two_days_are_a_stretch_or_leave_open_which_is_meant(joined: str, told: int) -> None:
    text = f"The letters came {joined.format('May 3', 'May 5')}."
    document = Document.named("a.txt", text, sha256="0" * 64)
    ends = [Interval(date(2031, 5, day), date(2031, 5, day)) for day in (3, 5)]
    dates = tuple(
        DateMention.at(document.id, span(text, words), TimexType.DATE, time.iso(), interval=time)
        for words, time in zip(("May 3", "May 5"), ends, strict=True)
    )
    whole = Interval(date(2031, 5, 3), date(2031, 5, 5))
    came = Statement.at(
        document.id,
        PassageId("p"),
        span(text, text[:-1]),
        span(text, "came"),
        "come",
        time=whole,
        dates=tuple(item.id for item in dates),
    )
    events = find_events([Account(document, dates=dates, statements=(came,))], []).found
    assert [event.time for event in events] == [whole] * told


def tellers() -> tuple[list[Account], Group]:
    """Three accounts of one flood: one tells the day, one the year, one another day."""
    other = Interval(date(2031, 8, 9), date(2031, 8, 9))
    accounts = [
        dated("The river flooded Orsk on Friday.", "The river flooded Orsk on Friday", "flooded", "Friday", key="1"),
        dated("In 2031 Orsk was flooded.", "In 2031 Orsk was flooded", "flooded", "2031", YEAR, key="2"),
        dated("Orsk was flooded in August.", "Orsk was flooded in August", "flooded", "August", other, key="3"),
    ]
    return accounts, Group.of(tuple(item.statements[0].id for item in accounts), ())


def test_tellings_of_one_event_are_together_as_long_as_their_times_can_be_the_same() -> None:
    accounts, group = tellers()
    two = find_events(accounts[:2], [Group.of(tuple(item.statements[0].id for item in accounts[:2]), ())]).found
    assert [(event.time, len(event.tellings)) for event in two] == [(DAY, 2)]
    # The year may mean either day: it stands by itself.
    all_three = find_events(accounts, [group]).found
    assert sorted(len(event.tellings) for event in all_three) == [1, 1, 1]
    assert find_events(accounts[:2], []).found != two


def test_the_order_of_documents_changes_nothing() -> None:
    accounts, group = tellers()
    assert len({find_events(list(order), [group]).found for order in permutations(accounts)}) == 1


def test_statements_of_another_kind_of_happening_are_no_telling_of_it() -> None:
    accounts, _ = tellers()
    odd = dated("The fair opened on Friday.", "The fair opened on Friday", "opened", "Friday", key="4")
    group = Group.of((accounts[0].statements[0].id, odd.statements[0].id), ())
    assert sorted(event.verb for event in find_events([accounts[0], odd], [group]).found) == ["flood", "open"]


NAMES = {
    "Guild": ("k1", ActorKind.ORGANISATION, MentionForm.NAME),
    "It": ("k1", ActorKind.OTHER, MentionForm.PRONOUN),
    "it": ("k1", ActorKind.OTHER, MentionForm.PRONOUN),
    "Orr": ("k2", ActorKind.PERSON, MentionForm.NAME),
    "him": ("k2", ActorKind.PERSON, MentionForm.PRONOUN),
    "Orsk": ("k3", ActorKind.PLACE, MentionForm.NAME),
    "the town": ("k3", ActorKind.PLACE, MentionForm.DESCRIPTOR),
    "the man": ("k2", ActorKind.PERSON, MentionForm.DESCRIPTOR),
    "someone": ("k4", ActorKind.PERSON, MentionForm.PRONOUN),
}
ACTORS = {"k1": ("Guild", ActorKind.ORGANISATION), "k2": ("Orr", ActorKind.PERSON), "k3": ("Orsk", ActorKind.PLACE)}


def acted(text: str, agent: str, trigger: str, patient: str, clause: str = "", **more: object) -> list[str]:
    """The acts that one statement tells, as words."""
    document = Document.named("a.txt", text, sha256="0" * 64)
    mentions = {
        words: Mention.at(document.id, span(text, words), span(text, words), *NAMES[words][1:], words)
        for words in (agent, patient)
    }
    roles = tuple(
        Role(role, mentions[words].span, words.casefold(), mentions[words].id)
        for role, words in ((RoleName.AGENT, agent), (RoleName.PATIENT, patient))
    )
    told = Statement.at(
        document.id, PassageId("p"), span(text, clause or text), span(text, trigger), trigger, roles=roles, **more
    )
    held: dict[str, list[Mention]] = {}
    for mention in mentions.values():
        held.setdefault(NAMES[mention.name][0], []).append(mention)
    actors = [
        Actor(ActorId(key), *ACTORS.get(key, ("", ActorKind.PERSON)), (), tuple(item.id for item in found))
        for key, found in sorted(held.items())
    ]
    account = Account(document, mentions=tuple(mentions.values()), statements=(told,))
    found = find_acts([account], actors).found
    for act in found:
        assert (act.agent_span.of(text), act.patient_span.of(text)) == (agent, patient)
        assert act.span.of(text) == (clause or text)
    return [f"{act.agent} {act.polarity.value} {act.modality.value} {act.verb} {act.patient}" for act in found]


@pytest.mark.parametrize(
    ("text", "agent", "trigger", "patient"),
    [
        ("Guild sued Orr", "Guild", "sued", "Orr"),
        ("It sued him", "It", "sued", "him"),
        ("Guild stormed Orsk", "Guild", "stormed", "Orsk"),
        ("Guild sued the man", "Guild", "sued", "the man"),
    ],
)
def test_who_acts_on_whom(text: str, agent: str, trigger: str, patient: str) -> None:
    (told,) = acted(text, agent, trigger, patient)
    assert told.split()[1:4] == ["positive", "asserted", trigger]


@pytest.mark.parametrize(
    ("text", "agent", "trigger", "patient"),
    [
        ("Guild left the town", "Guild", "left", "the town"),
        ("Orr used it as a pretext", "Orr", "used", "it"),
        ("Guild have Orr", "Guild", "have", "Orr"),
        ("Guild sued It", "Guild", "sued", "It"),
        ("someone sued Orr", "someone", "sued", "Orr"),
    ],
)
def test_what_is_named_too_loosely_or_is_no_act_is_left_out(text: str, agent: str, trigger: str, patient: str) -> None:
    assert acted(text, agent, trigger, patient) == []


def test_what_is_denied_foreseen_or_only_meant_is_told_so() -> None:
    denied = acted("Guild sued Orr", "Guild", "sued", "Orr", polarity=Polarity.NEGATIVE, modality=Modality.PREDICTED)
    assert denied == ["k1 negative predicted sued k2"]
    meant = acted("Guild came for Orr to sue him", "Guild", "sue", "him", "to sue him")
    assert meant == ["k1 positive hypothetical sue k2"]
    plotted = acted("Guild plotted to secretly sue Orr", "Guild", "sue", "Orr")
    assert plotted == ["k1 positive hypothetical sue k2"]
    idea = acted("Guild was accused of suing Orr", "Guild", "suing", "Orr")
    assert idea == ["k1 positive hypothetical suing k2"]


def said(*speeches: tuple[str, str, Stance, AttributionKind], quoted: str = "") -> list[tuple[object, ...]]:
    """The verbs of saying of an account in which the mayor says things; with one quotation that shares its cue."""
    text = " ".join(f"Orr {cue} {words}." for cue, words, *_ in speeches)
    document = Document.named("a.txt", text, sha256="0" * 64)
    mentions, attributions, at = [], [], 0
    for cue, words, stance, kind in speeches:
        start = text.index(f"Orr {cue}", at)
        mention = Mention.at(
            document.id, Span(start, start + 3), Span(start, start + 3), ActorKind.PERSON, MentionForm.NAME, "Orr"
        )
        place = Span(start + 4, start + 4 + len(cue))
        content = Span(place.end + 1, place.end + 1 + len(words))
        mentions.append(mention)
        attributions.append(
            Attribution.at(
                document.id, (content,), kind, source=Speaker(mention.span, mention.id), cue=place, stance=stance
            )
        )
        at = content.end
    quotations = [
        Quotation.at(document.id, (span(text, quoted),), QuotationKind.DIRECT, one.source, one.cue)
        for one in attributions
        if quoted
    ]
    actor = Actor(ActorId("k2"), "Orr", ActorKind.PERSON, (), tuple(item.id for item in mentions))
    account = Account(
        document, mentions=tuple(mentions), quotations=tuple(quotations), attributions=tuple(attributions)
    )
    found = find_sayings([account], [actor]).found
    for saying in found:
        assert len(saying.spans) == len(saying.speakers) == saying.count
        assert {place.of(text).casefold() for place in saying.spans} == {saying.verb}
    return [(saying.verb, saying.kind, saying.stance, saying.count) for saying in found]


SPEECH, THOUGHT, ATTITUDE = AttributionKind.SPEECH, AttributionKind.THOUGHT, AttributionKind.ATTITUDE


def test_a_verb_of_a_quotation_and_of_reported_words_counts_once_with_its_stance() -> None:
    claimed = ("claimed", "the mill was safe", Stance.DOUBTFUL, SPEECH)
    assert said(claimed, quoted="safe") == [("claimed", SPEECH, Stance.DOUBTFUL, 1)]


def test_verbs_are_counted_by_kind_and_stance() -> None:
    told = said(
        ("said", "it rained", Stance.NEUTRAL, SPEECH),
        ("said", "it snowed", Stance.NEUTRAL, SPEECH),
        ("knew", "it burned", Stance.COMMITTING, THOUGHT),
    )
    assert told == [("knew", THOUGHT, Stance.COMMITTING, 1), ("said", SPEECH, Stance.NEUTRAL, 2)]


def test_a_mark_is_no_verb_and_a_wish_is_not_said() -> None:
    assert said((":", "it rained", Stance.NEUTRAL, SPEECH), ("wants", "rain", Stance.NEUTRAL, ATTITUDE)) == []
