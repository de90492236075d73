"""The pages of the reading room, made on the server from the views; who asks and how is `web`'s affair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from math import ceil
from typing import Any, Final
from urllib.parse import urlencode

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from crossread.case import Case
from crossread.model.finding import FindingKind, Verdict
from crossread.show import wording
from crossread.show.actor_page import actor_of, actor_page
from crossread.show.comparing import comparison, most_alike
from crossread.show.copying import alone_rows, copying
from crossread.show.document_page import LAYERS, SHOWN, document_page
from crossread.show.history import decision_views
from crossread.show.pages import FEW, evidence_columns, overlap_rows, silence_rows
from crossread.show.people import act_views, actor_list, matrix_and_network
from crossread.show.timeline import timeline
from crossread.show.views import Screen, notice_view
from crossread.text.visible import visible

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


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks for.

    Attributes:
        path: The page's own address, without its query.
        key: The record that the address names, or "".
        query: What follows the question mark.
        reader: The name that decisions are signed with, or "".
        token: What a form has to send back.
        name: What to call the case.
    """

    path: str = "/"
    key: str = ""
    query: Mapping[str, str] = field(default_factory=dict)
    reader: str = ""
    token: str = ""
    name: str = ""

    def value(self, name: str) -> str:
        """Return what the query says under a name, white space off its ends."""
        return self.query.get(name, "").strip()

    def address(self, **changes: object) -> str:
        """Return this page's address with some of its query changed; what is empty is left out."""
        query = {**self.query, **{name: str(value) for name, value in changes.items()}}
        kept = {name: value for name, value in query.items() if value}
        return f"{self.path}?{urlencode(kept)}" if kept else self.path

    def number(self, name: str, last: int) -> int:
        """Return a page number from the query, from 1 to `last`."""
        text = self.value(name)
        given = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 1
        return min(max(1, given), last)


def _environment() -> Environment:
    made = Environment(
        loader=FunctionLoader(lambda name: files("crossread").joinpath("show/room", name).read_text("utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value,
    )
    made.globals["count"] = wording.count_text
    return made


_PAGES: Final = _environment()


def page(template: str, title: str, asked: Asked, **values: Any) -> str:
    """Return a page as HTML."""
    return _PAGES.get_template(f"{template}.html.j2").render(
        title=title, here=template, asked=asked, name=asked.name, **values
    )


def overview(case: Case, asked: Asked) -> str:
    """What is in the case, and the findings that matter most."""
    screen = Screen(case)
    top = [screen.finding(finding) for finding in case.findings(limit=8)]
    lineages = screen.lineages()
    return page(
        "overview", "Overview", asked, case=screen.glance(), findings=top, lineages=lineages[:20], total=len(lineages)
    )


def findings(case: Case, asked: Asked) -> str:
    """The findings, filtered and paged; the filters stay in the address."""
    given = {key: asked.value(key) for key in ("verdict", "kind", "source", "about", "since", "until")}
    rejected = bool(asked.value("rejected"))
    filters: Any = {key: value or None for key, value in given.items()}
    total = case.count_findings(**filters, rejected=rejected)
    last = max(1, ceil(total / PER_PAGE))
    number = asked.number("page", last)
    screen = Screen(case)
    found = case.findings(**filters, rejected=rejected, limit=PER_PAGE, offset=(number - 1) * PER_PAGE)
    return page(
        "findings",
        "Findings",
        asked,
        findings=[screen.finding(finding) for finding in found],
        total=total,
        given=given,
        rejected=rejected,
        hidden=0 if rejected else len(case.overlay.without("finding")),
        verdicts=[(verdict.value, wording.VERDICTS[verdict]) for verdict in Verdict],
        kinds=[(kind.value, wording.KINDS[kind]) for kind in FindingKind],
        sources=sorted({wording.document_text(document) for document in case.documents()}),
        number=number,
        last=last,
    )


def finding(case: Case, asked: Asked) -> str:
    """The synopsis: the passages of each document side by side."""
    found = case.finding(asked.key)
    view = Screen(case).finding(found)
    columns = evidence_columns(case, view)
    decisions = decision_views(case, case.overlay.on.get(found.id, ()))
    return page("finding", view.question, asked, finding=view, columns=columns, decisions=decisions)


def documents(case: Case, asked: Asked) -> str:
    """All documents, a hundred on a page."""
    found = case.listed()
    last = max(1, ceil(len(found) / DOCUMENTS_PER_PAGE))
    number = asked.number("page", last)
    shown = Screen(case).documents(found, (number - 1) * DOCUMENTS_PER_PAGE, DOCUMENTS_PER_PAGE)
    return page("documents", "Documents", asked, documents=shown, total=len(found), number=number, last=last)


def choices(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return what a list offers to choose from; nothing where it is too long: then a name or path is typed."""
    return found if len(found) <= CHOICES else []


def document(case: Case, asked: Asked) -> str:
    """One document in full, with what is marked in it in the margin."""
    chosen = tuple(layer for layer in LAYERS if asked.value(layer)) if asked.value("chosen") else SHOWN
    made = document_page(case, asked.key, chosen)
    decisions = decision_views(case, case.overlay.on.get(made.id, ()))
    others = [(key, label) for key, label in case.labels().items() if key != made.id]
    return page("document", made.label, asked, document=made, decisions=decisions, others=choices(others))


def compare(case: Case, asked: Asked) -> str:
    """Two documents side by side; those with most in common where none were chosen."""
    labels = case.labels()
    one, other = asked.value("a"), asked.value("b")
    if not (one and other) and (alike := most_alike(case)):
        one, other = one or alike[0], other or alike[1]
    made = comparison(case, one, other) if one and other else None
    return page("compare", "Compare", asked, view=made, choices=choices(list(labels.items())))


def time(case: Case, asked: Asked) -> str:
    """What is told, by the time told, in a lane per source."""
    return page("timeline", "Timeline", asked, view=timeline(case, asked.value("from"), asked.value("to")))


def actors(case: Case, asked: Asked) -> str:
    """All actors, and who acts on whom."""
    rows = actor_list(case, asked.value("sort"))
    last = max(1, ceil(len(rows) / ACTORS_PER_PAGE))
    number = asked.number("page", last)
    matrix, network = matrix_and_network(case, asked.value("order"))
    shown = rows[(number - 1) * ACTORS_PER_PAGE : number * ACTORS_PER_PAGE]
    return page("actors", "Actors", asked, rows=shown, matrix=matrix, network=network, number=number, last=last)


def actor(case: Case, asked: Asked) -> str:
    """One actor, source by source."""
    made = actor_page(case, asked.key)
    decisions = decision_views(case, case.overlay.on.get(made.id, ()))
    others = [(row.id, row.name) for row in actor_list(case, "name") if row.id != made.id]
    return page("actor", made.name or "An actor", asked, actor=made, decisions=decisions, others=choices(others))


def acts(case: Case, asked: Asked) -> str:
    """The statements in which one actor acts on another."""
    agent, patient = (actor_of(case, asked.value(name)) for name in ("agent", "patient"))
    found = act_views(case, agent.id, patient.id)
    title = f"{agent.name} acting on {patient.name}"
    return page("acts", title, asked, agent=agent, patient=patient, found=found[:CHOICES], total=len(found))


def sources(case: Case, asked: Asked) -> str:
    """Who copied whom, what each source alone reports, what they have in common, and what they are silent about."""
    labels = case.labels()
    few = len(labels) <= FEW
    return page(
        "sources",
        "Sources",
        asked,
        picture=copying(case),
        lineages=Screen(case).lineages()[:CHOICES],
        labels=labels,
        alone=alone_rows(case)[:CHOICES],
        overlap=overlap_rows(case) if few else None,
        silences=silence_rows(case)[:CHOICES],
    )


def search(case: Case, asked: Asked) -> str:
    """Passages that hold the words."""
    words = asked.value("q")
    number = asked.number("page", 10**6)
    # One more than a page holds tells whether there is a next one; counting all would take longer than finding some.
    hits = list(Screen(case).search(words, HITS_PER_PAGE + 1, (number - 1) * HITS_PER_PAGE)) if words else []
    last = number + (len(hits) > HITS_PER_PAGE)
    return page("search", "Search", asked, words=words, hits=hits[:HITS_PER_PAGE], number=number, last=last)


def notices(case: Case, asked: Asked) -> str:
    """Trouble met in the material."""
    found = [notice_view(notice) for notice in case.notices()]
    last = max(1, ceil(len(found) / NOTICES_PER_PAGE))
    number = asked.number("page", last)
    shown = found[(number - 1) * NOTICES_PER_PAGE : number * NOTICES_PER_PAGE]
    return page("notices", "Notices", asked, notices=shown, number=number, last=last)


def history(case: Case, asked: Asked) -> str:
    """What readers decided, the latest first."""
    return page("history", "History", asked, decisions=tuple(reversed(decision_views(case))))


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
