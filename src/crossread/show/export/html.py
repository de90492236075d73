"""The case as one self-contained HTML file: the pages of the reading room, without a server and without corrections."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from importlib.resources import files
from itertools import combinations
from typing import Final
from urllib.parse import parse_qs, urlencode, urlsplit

from markupsafe import Markup

from crossread.case import Case
from crossread.model.finding import Finding
from crossread.show import reading_room, wording
from crossread.show.acting import matrix_and_network
from crossread.show.people import Roster
from crossread.show.rendering import PAGES, Asked
from crossread.store import lists
from crossread.text.visible import visible

FINDINGS: Final = 2000
"""Findings that a report shows, those that matter most; it says how many more there are."""
DOCUMENTS: Final = 1000
"""Documents that a report holds in full: those on which its findings rest."""
PAIRS: Final = 60
"""Pairs of documents that a report compares: those with most in common."""
ACTORS: Final = 80
"""Actors that have a page in a report: those named most, and those of the matrix."""

_HREF: Final = re.compile(r' (href|cite)="([^"]*)"')
_PLACE: Final = re.compile(r' id="at([0-9]+)"')
Page = Callable[[Case, Asked], str]
_FIXED: Final = {
    "/": "overview",
    "/findings": "findings",
    "/documents": "documents",
    "/compare": "compare",
    "/timeline": "timeline",
    "/actors": "actors",
    "/sources": "sources",
    "/notices": "notices",
    "/history": "history",
}
"""The pages that every report has, and what they are called in it."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the report.

    Attributes:
        id: Its address in the file.
        within: The page that the reader comes from, for the way back.
        html: Its content.
    """

    id: str
    within: str
    html: Markup


def html_text(case: Case) -> str:
    """Return the report: overview, findings, documents, comparisons, timeline, actors, sources, notices, history."""
    found = case.findings(limit=FINDINGS)
    documents = _documents(case, found)
    pairs = _pairs(case, found, set(documents))
    actors = _actors(case)
    wanted = list(_wanted(found, documents, pairs, actors, case))
    known = {address: key for key, _, address in wanted}
    leaves = [Leaf(key, within, _leaf(case, key, address, known)) for key, within, address in wanted]
    counted = case.ask(lists.counts)
    left = (counted["findings"] - len(found), counted["documents"] - len(documents))
    room = files("crossread").joinpath("show/room")
    return PAGES.get_template("report.html.j2").render(
        name=case.name,
        generator=case.generator,
        leaves=leaves,
        left=left,
        verdicts=[
            (verdict.value, words, number)
            for verdict, words in wording.VERDICTS.items()
            if (number := sum(one.verdict is verdict for one in found))
        ],
        style=Markup(room.joinpath("room.css").read_text("utf-8")),  # noqa: S704 - our own file
        script=Markup(room.joinpath("report.js").read_text("utf-8")),  # noqa: S704 - our own file
    )


def _documents(case: Case, found: Sequence[Finding]) -> list[str]:
    """Return the documents that the report holds: all, or those on which its findings rest, by path."""
    everything = [str(item.id) for item in case.ask(lists.documents)]
    if len(everything) <= DOCUMENTS:
        return everything
    resting = {str(key): None for finding in found for key in finding.documents}
    kept = set(list(resting)[:DOCUMENTS])
    return [key for key in everything if key in kept]


def _pairs(case: Case, found: Sequence[Finding], held: set[str]) -> list[tuple[str, str]]:
    """Return the pairs of documents with most in common: questions that both answer, and words that stand in both."""
    together: Counter[tuple[str, str]] = Counter()
    for finding in found:
        together.update(combinations([key for key in finding.documents if key in held], 2))
    for one, other, passages, _, _ in case.ask(lambda opened: lists.copied(opened, case.overlay.without("link"))):
        if {one, other} <= held:
            together[min(one, other), max(one, other)] += passages
    return sorted(together, key=lambda pair: (-together[pair], pair))[:PAIRS]


def _actors(case: Case) -> list[str]:
    """Return the actors that have a page: those of the matrix, and those named most."""
    matrix, _ = matrix_and_network(case)
    acting = [key for key, _ in (*matrix.agents, *matrix.patients)]
    named = [row.id for row in Roster(case).page("mentions", ACTORS)]
    return list(dict.fromkeys([*named, *acting]))


def _wanted(
    found: Sequence[Finding],
    documents: Sequence[str],
    pairs: Sequence[tuple[str, str]],
    actors: Sequence[str],
    case: Case,
) -> Iterator[tuple[str, str, str]]:
    """Yield address in the file, the page it belongs to, and address in the reading room, of each page."""
    for address, key in _FIXED.items():
        yield key, "", address
    for finding in found:
        yield finding.id, "findings", f"/findings/{finding.id}"
    for key in documents:
        yield key, "documents", f"/documents/{key}"
    for one, other in pairs:
        yield f"{one}-{other}", "compare", f"/compare?{urlencode({'a': one, 'b': other})}"
    for key in actors:
        yield key, "actors", f"/actors/{key}"
    for row in matrix_and_network(case)[0].rows:
        for cell in row:
            if cell.count:
                ends = {"agent": cell.agent, "patient": cell.patient}
                yield f"{cell.agent}-{cell.patient}", "actors", f"/actors/acts?{urlencode(ends)}"


def _leaf(case: Case, key: str, address: str, known: Mapping[str, str]) -> Markup:
    """Return one page of the reading room as a part of the report."""
    asked, make = _asked(case, address)
    if key == "compare":
        return _links(_compared(case, known), known)
    text = make(case, asked)
    return _links(_PLACE.sub(lambda place: f' id="{key}-{place[1]}"', text), known)


def _asked(case: Case, address: str) -> tuple[Asked, Page]:
    """Return what is asked for at an address of the reading room, and what makes its page."""
    path, query = urlsplit(address).path, dict(parse_qs_flat(urlsplit(address).query))
    if path in reading_room.PAGES:
        return Asked(path=path, query=query, name=case.name, live=False), reading_room.PAGES[path]
    folder, _, key = path.rpartition("/")
    return Asked(path=path, key=key, query=query, name=case.name, live=False), reading_room.PAGES[f"{folder}/{{key}}"]


def parse_qs_flat(query: str) -> list[tuple[str, str]]:
    """Return the fields of a query, each once.

    Examples:
        >>> parse_qs_flat("a=1&b=x+y")
        [('a', '1'), ('b', 'x y')]
    """
    return [(name, values[0]) for name, values in parse_qs(query).items()]


def _compared(case: Case, known: Mapping[str, str]) -> str:
    """Return the list of the comparisons that the report holds."""
    pairs = [dict(parse_qs_flat(urlsplit(address).query)) for address in known if address.startswith("/compare?")]
    names = case.ask(lambda opened: lists.listed(opened, [key for pair in pairs for key in pair.values()]))
    rows = [
        Markup('<li><a href="/compare?{}">{} and {}</a></li>').format(
            urlencode(pair), *(visible(names[pair[end]].label) for end in ("a", "b"))
        )
        for pair in pairs
    ]
    told = "The pairs with most in common." if rows else "No two documents have anything in common."
    return f'<h1>Compare two accounts</h1><p class="lead">{told}</p><ul class="list">{"".join(rows)}</ul>'


def _links(text: str, known: Mapping[str, str]) -> Markup:
    """Return a page with its links leading to places in the file; one that has no place there is a link no more."""

    def led(match: re.Match[str]) -> str:
        address = unescape(match[2])
        if match[1] == "cite" or not address.startswith(("/", "#")):
            return "" if match[1] == "cite" else match[0]
        place, _, verdict = _place(address, known).partition("=")
        chosen = f' data-verdict="{escape(verdict)}"' if verdict else ""
        return f' href="#{escape(place)}"{chosen}' if place else ""

    # In texts and values quotation marks are escaped: what looks like an attribute is one of our own.
    return Markup(_HREF.sub(led, text))  # noqa: S704 - escaped when the page was made


def _place(address: str, known: Mapping[str, str]) -> str:
    """Return where an address of the reading room is in the file, or ""."""
    parts = urlsplit(address)
    query = dict(parse_qs_flat(parts.query))
    if parts.path == "/findings" and set(query) == {"verdict"}:
        return f"findings={query['verdict']}"
    if parts.path == "/compare" and {"a", "b"} <= set(query):
        ends = [urlencode({"a": query[one], "b": query[other]}) for one, other in (("a", "b"), ("b", "a"))]
        found = next((known[f"/compare?{end}"] for end in ends if f"/compare?{end}" in known), "")
        return parts.fragment if found and parts.fragment else found
    bare = f"{parts.path}?{parts.query}" if parts.query else parts.path
    found = known.get(bare, "")
    return f"{found}-{parts.fragment[2:]}" if found and parts.fragment.startswith("at") else found
