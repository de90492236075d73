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
from crossread.show.history import decision_views
from crossread.show.pages import actor_rows, document_page, evidence_columns, overlap_rows, silence_rows
from crossread.show.views import Screen
from crossread.text.visible import visible

PER_PAGE: Final = 25
"""Findings on one page."""


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
    return page("overview", "Overview", asked, case=screen.overview(), findings=top)


def findings(case: Case, asked: Asked) -> str:
    """The findings, filtered and paged; the filters stay in the address."""
    given = {key: asked.value(key) for key in ("verdict", "kind", "source", "about")}
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
    """All documents."""
    return page("documents", "Documents", asked, case=Screen(case).overview())


def document(case: Case, asked: Asked) -> str:
    """One document in full, with the findings it bears on in the margin."""
    made = document_page(case, asked.key)
    return page("document", made.label, asked, document=made)


def actors(case: Case, asked: Asked) -> str:
    """What each document calls each actor."""
    return page("actors", "Names", asked, rows=actor_rows(case))


def sources(case: Case, asked: Asked) -> str:
    """Lineages, how much the documents have in common, and what they are silent about."""
    view = Screen(case).overview()
    return page("sources", "Sources", asked, case=view, overlap=overlap_rows(case), silences=silence_rows(case))


def search(case: Case, asked: Asked) -> str:
    """Passages that hold the words."""
    words = asked.value("q")
    hits = list(Screen(case).search(words, 100)) if words else []
    return page("search", "Search", asked, words=words, hits=hits)


def notices(case: Case, asked: Asked) -> str:
    """Trouble met in the material."""
    return page("notices", "Notices", asked, case=Screen(case).overview())


def history(case: Case, asked: Asked) -> str:
    """What readers decided, the latest first."""
    return page("history", "History", asked, decisions=tuple(reversed(decision_views(case))))


PAGES: Final = {
    "/": overview,
    "/findings": findings,
    "/findings/{key}": finding,
    "/documents": documents,
    "/documents/{key}": document,
    "/actors": actors,
    "/sources": sources,
    "/search": search,
    "/notices": notices,
    "/history": history,
}
"""What makes the page at each address."""
