"""The pages of the reading room, made on the server from the views; who asks and how is `web`'s affair."""

from __future__ import annotations

from contextlib import suppress
from math import ceil
from typing import Any, Final

from crossread.case import Case
from crossread.errors import UnknownRecordError
from crossread.model.decision import Decision
from crossread.model.finding import Finding, FindingKind, Verdict
from crossread.model.link import Actor
from crossread.show import wording
from crossread.show.acting import act_views, matrix_and_network
from crossread.show.actor_page import SOURCES, actor_page
from crossread.show.comparing import comparison, most_alike
from crossread.show.copying import alone_rows, copying
from crossread.show.document_page import LAYERS, SHOWN, document_page
from crossread.show.history import decision_views
from crossread.show.pages import overlap, source_views
from crossread.show.people import Roster
from crossread.show.rendering import Asked, page
from crossread.show.screen import Screen, document_view, notice_view
from crossread.show.synopsis import synopsis
from crossread.show.timeline import LISTED, timeline
from crossread.store import lists
from crossread.store.filters import Order
from crossread.store.search import is_crowded

PER_PAGE: Final = 25
"""Findings on one page."""
ACTORS_PER_PAGE: Final = 50
"""Actors on one page."""
HITS_PER_PAGE: Final = 50
"""Passages on one page of a search."""
NOTICES_PER_PAGE: Final = 200
"""Notices on one page."""
CHOICES: Final = 500
"""Records that a list to choose from offers."""
DOCUMENTS_PER_PAGE: Final = 100
"""Documents on one page."""
SOURCES_PER_PAGE: Final = 50
"""Sources on one page."""
DECISIONS_PER_PAGE: Final = 100
"""Decisions on one page."""
OFFERED: Final = 60
"""Actors that the field for an actor offers to choose from; any other may be typed."""
NEAR: Final = 6
"""Findings that the page of a finding offers to merge it with."""
ACCOUNTS_SHOWN: Final = 12
"""Accounts that the overview names."""
LINEAGES_SHOWN: Final = 30
"""Lineages that the page of sources tells of."""
ALONE_SHOWN: Final = 30
"""Sources of which the page of sources tells what they alone report."""


def overview(case: Case, asked: Asked) -> str:
    """What is in the case, and the findings that matter most."""
    screen = Screen(case)
    top = [screen.finding(finding) for finding in case.findings(limit=8)]
    joined = case.ask(lists.counts)["joined"]
    accounts = case.ask(lambda opened: lists.documents(opened, "published", ACCOUNTS_SHOWN))
    return page(
        "overview",
        "Overview",
        asked,
        case=screen.glance(),
        findings=top,
        accounts=[document_view(item) for item in accounts],
        lineages=screen.lineages(6),
        total=joined,
        meanings={wording.VERDICTS[key]: meaning for key, meaning in wording.VERDICT_MEANINGS.items()},
    )


FILTERS: Final = ("verdict", "kind", "source", "actor", "about", "since", "until")
"""What the list of findings is filtered by; each is kept in the address under its name."""


def findings(case: Case, asked: Asked) -> str:
    """The findings, filtered, sorted and paged; filters and order stay in the address."""
    size = asked.size(PER_PAGE)
    given = {key: asked.value(key) for key in FILTERS}
    rejected = bool(asked.value("rejected"))
    named = _actor_asked(case, given["actor"])
    filters: Any = {key: value or None for key, value in given.items()} | {"actor": named.id if named else None}
    nobody = bool(given["actor"]) and named is None
    total = 0 if nobody else case.count_findings(**filters, rejected=rejected)
    last = max(1, ceil(total / size))
    number = asked.number("page", last)
    screen = Screen(case)
    sort = Order(asked.value("sort")) if asked.value("sort") in set(Order) else Order.MATTERS
    paging: Any = {"rejected": rejected, "sort": sort, "limit": size, "offset": (number - 1) * size}
    found = [] if nobody else case.findings(**filters, **paging)
    return page(
        "findings",
        "Findings",
        asked,
        findings=[screen.finding(finding) for finding in found],
        total=total,
        given=given | {"actor": named.name if named else given["actor"], "sort": sort.value},
        rejected=rejected,
        filtered=any(given.values()),
        hidden=0 if rejected else len(case.overlay.without("finding")),
        verdicts=[(verdict.value, wording.VERDICTS[verdict]) for verdict in Verdict],
        kinds=[(kind.value, wording.KINDS[kind]) for kind in FindingKind],
        orders=[(order.value, wording.ORDERS[order]) for order in Order],
        sources=source_choices(case),
        actors=Roster(case).names(OFFERED),
        number=number,
        last=last,
    )


def _actor_asked(case: Case, words: str) -> Actor | None:
    """Return the actor that a reader means by identifier or by name: of several, the one named most."""
    if not words:
        return None
    with suppress(UnknownRecordError):
        return case.actor(words)
    called = Roster(case).called(words, OFFERED)
    exact = [row for row in called if row.name.casefold() == words.casefold()]
    return case.actor((exact or called)[0].id) if called else None


def source_choices(case: Case) -> list[str]:
    """Return the sources that a list offers; nothing where there are too many: then a name is typed."""
    many = case.ask(lists.counts)["sources"] > CHOICES
    return [] if many else [row.label for row in case.ask(lists.sources)]


def document_choices(case: Case) -> list[tuple[str, str]]:
    """Return the documents that a list offers; nothing where there are too many: then a path is typed."""
    many = case.ask(lists.counts)["documents"] > CHOICES
    return [] if many else [(item.id, item.label) for item in case.ask(lists.documents)]


def finding(case: Case, asked: Asked) -> str:
    """The synopsis: the passages of each document side by side."""
    found = case.finding(asked.key)
    screen = Screen(case)
    view = screen.finding(found)
    columns = synopsis(case, view)
    return page(
        "finding",
        view.question,
        asked,
        finding=view,
        columns=columns,
        ranked=[reason for reason in view.reasons if reason.startswith("Rank:")],
        differs=any(piece.differs for column in columns for said in column.said for piece in said.pieces),
        decisions=decision_views(case, _decisions_on(case, found)),
        near=[screen.finding(other) for other in near(case, found)],
    )


def _decisions_on(case: Case, found: Finding) -> list[Decision]:
    """Return the decisions on a finding, and on those of which it was made."""
    laid = case.overlay
    keys = (found.id, *laid.regrouped.parts.get(found.id, ()))
    made = {decision.id: decision for key in keys for decision in laid.on.get(key, ())}
    return [decision for decision in laid.decisions if decision.id in made]


def near(case: Case, found: Finding) -> list[Finding]:
    """Return findings that may ask the same: those that share a document and words, for merging; a few at most."""
    words = [found.question.subject, found.question.object, found.question.counted, found.question.verb]
    asked = [word for part in words for word in part.replace("_", " ").split() if len(word) > 3]
    nearby: dict[str, Finding] = {}
    for word in asked[:4]:
        for other in case.findings(about=word, kind=found.question.kind, limit=NEAR):
            nearby.setdefault(other.id, other)
    nearby.pop(found.id, None)
    return list(nearby.values())[:NEAR]


def documents(case: Case, asked: Asked) -> str:
    """All documents, a hundred on a page."""
    size = asked.size(DOCUMENTS_PER_PAGE)
    total = case.ask(lists.counts)["documents"]
    last = max(1, ceil(total / size))
    number = asked.number("page", last)
    first = (number - 1) * size
    sort = asked.value("sort")
    found = case.ask(lambda opened: lists.documents(opened, sort, size, first))
    shown = [document_view(item) for item in found]
    return page("documents", "Documents", asked, documents=shown, total=total, number=number, last=last)


def document(case: Case, asked: Asked) -> str:
    """One document in full, with what is marked in it in the margin."""
    chosen = tuple(layer for layer in LAYERS if asked.value(layer)) if asked.value("chosen") else SHOWN
    made = document_page(case, asked.key, chosen)
    decisions = decision_views(case, case.overlay.on.get(made.id, ()))
    others = [(key, label) for key, label in document_choices(case) if key != made.id]
    return page("document", made.label, asked, document=made, decisions=decisions, others=others)


def compare(case: Case, asked: Asked) -> str:
    """Two documents side by side; those with most in common where none were chosen."""
    one, other = (_document_asked(case, asked.value(name)) for name in ("a", "b"))
    if not (one and other) and (alike := most_alike(case)):
        one, other = one or alike[0], other or alike[1]
    made = comparison(case, one, other) if one and other else None
    return page("compare", "Compare", asked, view=made, choices=document_choices(case))


def _document_asked(case: Case, words: str) -> str:
    """Return the document that a reader means by identifier, path or source; the words themselves where it is none."""
    return case.ask(lambda opened: lists.document_named(opened, words)) or words if words else ""


def time(case: Case, asked: Asked) -> str:
    """What is told, by the time told, in a lane per source."""
    number = asked.number("page", 10**6)
    given = (asked.value("from"), asked.value("to"), asked.value("source"))
    view = timeline(case, *given, number, listed=asked.size(LISTED))
    return page("timeline", "Timeline", asked, view=view)


def actors(case: Case, asked: Asked) -> str:
    """All actors, and who acts on whom."""
    size = asked.size(ACTORS_PER_PAGE)
    called = asked.value("called")
    roster = Roster(case)
    total = len(found := roster.called(called, CHOICES)) if called else roster.count()
    last = max(1, ceil(total / size))
    number = asked.number("page", last)
    first = (number - 1) * size
    shown = found[first : first + size] if called else roster.page(asked.value("sort"), size, first)
    matrix, network = matrix_and_network(case, asked.value("order"), roster)
    return page(
        "actors",
        "Actors",
        asked,
        rows=shown,
        matrix=matrix,
        network=network,
        called=called,
        total=total,
        number=number,
        last=last,
    )


def actor(case: Case, asked: Asked) -> str:
    """One actor, source by source."""
    made = actor_page(case, asked.key, asked.number("page", 10**6), asked.size(SOURCES))
    decisions = decision_views(case, case.overlay.on.get(made.id, ()))
    roster = Roster(case)
    everybody = roster.count() <= CHOICES and asked.live
    others = [(row.id, row.name) for row in roster.page("name", CHOICES) if row.id != made.id] if everybody else []
    return page(
        "actor",
        made.name or "An actor",
        asked,
        actor=made,
        decisions=decisions,
        others=others,
        findings=case.count_findings(actor=made.id),
    )


def acts(case: Case, asked: Asked) -> str:
    """The statements in which one actor acts on another."""
    size = asked.size(HITS_PER_PAGE)
    agent, patient = (case.actor(asked.value(name)) for name in ("agent", "patient"))
    number = asked.number("page", 10**6)
    total, found = act_views(case, agent.id, patient.id, size, (number - 1) * size)
    last = max(1, ceil(total / size))
    title = f"{agent.name} acting on {patient.name}"
    return page("acts", title, asked, agent=agent, patient=patient, found=found, total=total, number=number, last=last)


def sources(case: Case, asked: Asked) -> str:
    """Who copied whom, what each source alone reports, what they have in common, and what they are silent about."""
    size = asked.size(SOURCES_PER_PAGE)
    counted = case.ask(lists.counts)
    last = max(1, ceil(counted["sources"] / size))
    number = asked.number("page", last)
    shown = source_views(case, asked.value("sort"), size, (number - 1) * size)
    return page(
        "sources",
        "Sources",
        asked,
        picture=copying(case),
        sources=shown,
        total=counted["sources"],
        lineages=Screen(case).lineages(LINEAGES_SHOWN),
        joined=counted["joined"],
        alone=alone_rows(case, ALONE_SHOWN),
        overlap=overlap(case),
        number=number,
        last=last,
    )


def search(case: Case, asked: Asked) -> str:
    """Passages that hold the words."""
    words = asked.value("q")
    number = asked.number("page", 10**6)
    # One more than a page holds tells whether there is a next one; counting all would take longer than finding some.
    hits = list(Screen(case).search(words, HITS_PER_PAGE + 1, (number - 1) * HITS_PER_PAGE)) if words else []
    last = number + (len(hits) > HITS_PER_PAGE)
    return page(
        "search",
        "Search",
        asked,
        words=words,
        hits=hits[:HITS_PER_PAGE],
        number=number,
        last=last,
        crowded=bool(words) and case.ask(lambda opened: is_crowded(opened, words)),
    )


def notices(case: Case, asked: Asked) -> str:
    """Trouble met in the material."""
    size = asked.size(NOTICES_PER_PAGE)
    total = case.ask(lists.counts)["notices"]
    last = max(1, ceil(total / size))
    number = asked.number("page", last)
    first = (number - 1) * size
    found = case.ask(lambda opened: lists.notices(opened, size, first))
    shown = [notice_view(notice) for notice in found]
    return page("notices", "Notices", asked, notices=shown, total=total, number=number, last=last)


def history(case: Case, asked: Asked) -> str:
    """What readers decided, the latest first."""
    size = asked.size(DECISIONS_PER_PAGE)
    made = case.decisions()[::-1]
    last = max(1, ceil(len(made) / size))
    number = asked.number("page", last)
    shown = made[(number - 1) * size : number * size]
    return page("history", "History", asked, decisions=decision_views(case, shown), number=number, last=last)


PAGES: Final = {
    "/": overview,
    "/findings": findings,
    "/findings/{key}": finding,
    "/documents": documents,
    "/documents/{key}": document,
    "/compare": compare,
    "/timeline": time,
    "/actors": actors,
    "/actors/acts": acts,
    "/actors/{key}": actor,
    "/sources": sources,
    "/search": search,
    "/notices": notices,
    "/history": history,
}
"""What makes the page at each address."""
