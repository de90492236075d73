"""The browser face: the reading room, on this machine only unless told otherwise.

Pages are made on the server from the views; nothing is loaded from elsewhere. Reading changes nothing in the case.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from importlib.resources import files
from math import ceil
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from crossread.case import Case
from crossread.errors import BadOptionError, UnknownRecordError
from crossread.model.finding import FindingKind, Verdict
from crossread.show import wording
from crossread.show.pages import actor_rows, document_page, evidence_columns, overlap_rows, silence_rows
from crossread.show.views import Screen
from crossread.text.visible import visible

PER_PAGE: Final = 25
"""Findings on one page."""

POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_STATIC: Final = {"room.css": "text/css; charset=utf-8", "room.js": "text/javascript; charset=utf-8"}


def make_app(path: Path, hosts: tuple[str, ...]) -> Starlette:
    """Return the reading room of one case.

    Args:
        path: The case file; opened for each request, so that a rebuild shows at once.
        hosts: Values of the Host header that are answered ("127.0.0.1:8033"); others are refused, so that no page
            elsewhere can read the case through a name that points here.

    Raises:
        CaseNotFoundError, NotACaseError, NewerCaseError: As `Case` tells, before anything is served.
    """
    Case.open(path).close()
    room = Room(path)
    pages: Mapping[str, Callable[[Case, Request], str]] = {
        "/": room.overview,
        "/findings": room.findings,
        "/findings/{key}": room.finding,
        "/documents": room.documents,
        "/documents/{key}": room.document,
        "/actors": room.actors,
        "/sources": room.sources,
        "/search": room.search,
        "/notices": room.notices,
    }
    routes = [Route(address, room.answer(page), methods=["GET"]) for address, page in pages.items()]
    routes.append(Route("/static/{name}", _static, methods=["GET"]))
    handlers: Mapping[Any, Any] = {
        HTTPException: room.trouble,
        UnknownRecordError: room.trouble,
        BadOptionError: room.trouble,
    }
    guard = Middleware(BaseHTTPMiddleware, dispatch=_guard(frozenset(hosts)))
    return Starlette(routes=routes, exception_handlers=handlers, middleware=[guard])


def _guard(hosts: frozenset[str]) -> Callable[[Request, Callable[[Request], Awaitable[Response]]], Awaitable[Response]]:
    """Refuse foreign hosts and origins, and set the headers that keep a page by itself."""

    async def guard(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
        origin = request.headers.get("origin")
        foreign = origin is not None and origin.partition("://")[2] not in hosts
        if request.headers.get("host", "") not in hosts or foreign:
            return Response("This address is not the reading room's.", 403, media_type="text/plain")
        response = await answer(request)
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "no-store"
        return response

    return guard


async def _static(request: Request) -> Response:
    kind = _STATIC.get(request.path_params["name"])
    if kind is None:
        raise HTTPException(404)
    return Response(files("crossread").joinpath("show/room", request.path_params["name"]).read_bytes(), media_type=kind)


def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(lambda name: files("crossread").joinpath("show/room", name).read_text("utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value,
    )


class Room:
    """Makes the pages of one case.

    Args:
        path: The case file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pages = _environment()

    def answer(self, page: Callable[[Case, Request], str]) -> Callable[[Request], Awaitable[Response]]:
        """Return the endpoint for a page: it opens the case, and closes it when the page is made."""

        def make(request: Request) -> Response:
            with Case.open(self._path) as case:
                return HTMLResponse(page(case, request))

        async def endpoint(request: Request) -> Response:
            return await run_in_threadpool(make, request)

        return endpoint

    def trouble(self, _: Request, error: Exception) -> Response:
        """Return the page for what cannot be shown."""
        status = error.status_code if isinstance(error, HTTPException) else 404
        told = error.detail if isinstance(error, HTTPException) else str(error)
        return HTMLResponse(self._page("trouble", "Not found", told=told, name=self._path.stem), status)

    def _page(self, template: str, title: str, **values: Any) -> str:
        return self._pages.get_template(f"{template}.html.j2").render(
            title=title, here=template, count=wording.count_text, **values
        )

    def overview(self, case: Case, _: Request) -> str:
        """What is in the case, and the findings that matter most."""
        screen = Screen(case)
        top = [screen.finding(finding) for finding in case.findings(limit=8)]
        return self._page("overview", "Overview", name=case.name, case=screen.overview(), findings=top)

    def findings(self, case: Case, request: Request) -> str:
        """The findings, filtered and paged; the filters stay in the address."""
        asked = {key: request.query_params.get(key, "").strip() for key in ("verdict", "kind", "source", "about")}
        found = case.findings(
            verdict=asked["verdict"] or None,
            kind=asked["kind"] or None,
            source=asked["source"] or None,
            about=asked["about"] or None,
        )
        last = max(1, ceil(len(found) / PER_PAGE))
        number = min(max(1, _whole(request.query_params.get("page", "1"))), last)
        screen = Screen(case)
        shown = [screen.finding(finding) for finding in found[(number - 1) * PER_PAGE : number * PER_PAGE]]
        kept = {key: value for key, value in asked.items() if value}
        return self._page(
            "findings",
            "Findings",
            name=case.name,
            findings=shown,
            total=len(found),
            asked=asked,
            verdicts=[(verdict.value, wording.VERDICTS[verdict]) for verdict in Verdict],
            kinds=[(kind.value, wording.KINDS[kind]) for kind in FindingKind],
            sources=sorted({wording.document_text(document) for document in case.documents()}),
            number=number,
            last=last,
            address=lambda page: "/findings?" + urlencode({**kept, "page": page}),
        )

    def finding(self, case: Case, request: Request) -> str:
        """The synopsis: the passages of each document side by side."""
        finding = case.finding(request.path_params["key"])
        view = Screen(case).finding(finding)
        columns = evidence_columns(case, view)
        return self._page("finding", view.question, name=case.name, finding=view, columns=columns)

    def documents(self, case: Case, _: Request) -> str:
        """All documents."""
        return self._page("documents", "Documents", name=case.name, case=Screen(case).overview())

    def document(self, case: Case, request: Request) -> str:
        """One document in full, with the findings it bears on in the margin."""
        page = document_page(case, request.path_params["key"])
        return self._page("document", page.label, name=case.name, document=page)

    def actors(self, case: Case, _: Request) -> str:
        """What each document calls each actor."""
        return self._page("actors", "Names", name=case.name, rows=actor_rows(case))

    def sources(self, case: Case, _: Request) -> str:
        """Lineages, how much the documents have in common, and what they are silent about."""
        view = Screen(case).overview()
        silences = silence_rows(case)
        return self._page(
            "sources", "Sources", name=case.name, case=view, overlap=overlap_rows(case), silences=silences
        )

    def search(self, case: Case, request: Request) -> str:
        """Passages that hold the words."""
        words = request.query_params.get("q", "").strip()
        hits = list(Screen(case).search(words, 100)) if words else []
        return self._page("search", "Search", name=case.name, words=words, hits=hits)

    def notices(self, case: Case, _: Request) -> str:
        """Trouble met in the material."""
        return self._page("notices", "Notices", name=case.name, case=Screen(case).overview())


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 1
