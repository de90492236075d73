"""The browser face: the reading room over HTTP, on this machine only unless told otherwise.

Pages are made on the server (`reading_room`); nothing is loaded from elsewhere. Reading changes nothing in the case;
decisions are sent by forms that only the room's own pages can send.
"""

from __future__ import annotations

from asyncio import sleep
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from crossread.case import Case
from crossread.errors import BadDecisionError, BadOptionError, CannotWriteError, CaseBusyError, UnknownRecordError
from crossread.show import reading_room
from crossread.show.doors import READER, VISIT, Doors, clean_name
from crossread.show.rendering import Asked, page

POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_STATIC: Final = {"room.css": "text/css; charset=utf-8", "room.js": "text/javascript; charset=utf-8"}
LARGEST_FORM: Final = 64 * 1024
"""Bytes of a form; a longer one is refused unread."""
_PAUSE: Final = 1.0
"""Seconds after a wrong password: guessing is slow."""
_TROUBLES: Final = {
    UnknownRecordError: 404,
    BadOptionError: 404,
    BadDecisionError: 400,
    CaseBusyError: 503,
    CannotWriteError: 507,
}


def make_app(path: Path, hosts: tuple[str, ...], password: str = "") -> Starlette:
    """Return the reading room of one case.

    Args:
        path: The case file; opened for each request, so that a rebuild shows at once.
        hosts: Values of the Host header that are answered ("127.0.0.1:8033"); others are refused, so that no page
            elsewhere can read the case through a name that points here.
        password: What visitors have to give, with their name; "" where none is asked.

    Raises:
        CaseNotFoundError, NotACaseError, NewerCaseError: As `Case` tells, before anything is served.
    """
    Case.open(path).close()
    desk = _Desk(path, Doors(frozenset(hosts), password))
    routes = [Route(address, desk.answer(made), methods=["GET"]) for address, made in reading_room.PAGES.items()]
    routes += [
        Route("/enter", desk.door, methods=["GET"]),
        Route("/enter", desk.enter, methods=["POST"]),
        Route("/decide", desk.decide, methods=["POST"]),
        Route("/undo", desk.undo, methods=["POST"]),
        Route("/static/{name}", _static, methods=["GET"]),
    ]
    handlers: Mapping[Any, Any] = {HTTPException: desk.trouble, **dict.fromkeys(_TROUBLES, desk.trouble)}
    guard = Middleware(BaseHTTPMiddleware, dispatch=desk.guard)
    return Starlette(routes=routes, exception_handlers=handlers, middleware=[guard])


async def _static(request: Request) -> Response:
    kind = _STATIC.get(request.path_params["name"])
    if kind is None:
        raise HTTPException(404)
    return Response(files("crossread").joinpath("show/room", request.path_params["name"]).read_bytes(), media_type=kind)


class _Desk:
    """Answers the requests on one case."""

    def __init__(self, path: Path, doors: Doors) -> None:
        self._path = path
        self._doors = doors

    async def guard(self, request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
        """Refuse foreign hosts, origins and strangers, and set the headers that keep a page by itself."""
        told = request.headers
        if not self._doors.is_own(told.get("host", ""), told.get("origin"), _site(request)):
            return Response("This address is not the reading room's.", 403, media_type="text/plain")
        visit = request.cookies.get(VISIT, "")
        new = not self._doors.knows(visit)
        request.state.visit = self._doors.new_visit() if new else visit
        response = await answer(request) if self._may_read(request) else RedirectResponse("/enter", 303)
        if new:
            _keep(response, VISIT, request.state.visit)
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cache-Control"] = "no-store"
        return response

    def _may_read(self, request: Request) -> bool:
        """Return whether the visitor has given the password, or asks for what is open to all."""
        open_to_all = request.url.path == "/enter" or request.url.path.startswith("/static/")
        return not self._doors.password or open_to_all or bool(self._reader(request))

    def _reader(self, request: Request) -> str:
        return self._doors.reader(request.cookies.get(READER, ""))

    def _asked(self, request: Request) -> Asked:
        return Asked(
            path=request.url.path,
            key=str(request.path_params.get("key", "")),
            query=dict(request.query_params),
            reader=self._reader(request),
            token=self._doors.token(request.state.visit),
            name=self._path.stem,
        )

    def answer(self, make_page: Callable[[Case, Asked], str]) -> Callable[[Request], Awaitable[Response]]:
        """Return the endpoint for a page: it opens the case, and closes it when the page is made."""

        def make(asked: Asked) -> Response:
            with Case.open(self._path) as case:
                return HTMLResponse(make_page(case, asked))

        async def endpoint(request: Request) -> Response:
            return await run_in_threadpool(make, self._asked(request))

        return endpoint

    def trouble(self, request: Request, error: Exception) -> Response:
        """Return the page for what cannot be shown or done."""
        status = error.status_code if isinstance(error, HTTPException) else _TROUBLES.get(type(error), 404)
        told = error.detail if isinstance(error, HTTPException) else str(error)
        title = "Not found" if status == 404 else "Not done"
        return HTMLResponse(page("trouble", title, self._asked(request), told=told), status)

    async def door(self, request: Request) -> Response:
        """The page that asks for name and password."""
        return HTMLResponse(page("enter", "Come in", self._asked(request), wrong=False))

    async def enter(self, request: Request) -> Response:
        """Let in who gives the password and a name."""
        form = await self._form(request)
        name = clean_name(form.get("by", [""])[0])
        if name and self._doors.opens(form.get("password", [""])[0]):
            response: Response = RedirectResponse("/", 303)
            _keep(response, READER, self._doors.reader_cookie(name))
            return response
        await sleep(_PAUSE)
        return HTMLResponse(page("enter", "Come in", self._asked(request), wrong=True), 403)

    async def decide(self, request: Request) -> Response:
        """Take a decision from a form, and go back to where it was made."""
        form = await self._form(request)
        by = self._signature(request, form)
        words = {name: form.get(name, [""])[0] for name in ("kind", "note", "to")}
        targets = [target for target in form.get("target", []) if target]

        def make() -> None:
            with Case.open(self._path) as case:
                case.decide(words["kind"], *targets, by=by, at=_now(), note=words["note"], to=words["to"])

        await run_in_threadpool(make)
        return self._back(form, by)

    async def undo(self, request: Request) -> Response:
        """Take a decision back."""
        form = await self._form(request)

        def make() -> None:
            with Case.open(self._path) as case:
                case.undo(form.get("decision", [""])[0])

        await run_in_threadpool(make)
        return self._back(form, self._reader(request))

    async def _form(self, request: Request) -> dict[str, list[str]]:
        """Return the fields of a form that one of our own pages sent in this visit.

        Raises:
            HTTPException: If it is too long (413), or was made elsewhere (403).
        """
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > LARGEST_FORM:
                raise HTTPException(413, "This is too long. Shorten the note.")
        fields: dict[str, list[str]] = {}
        for name, value in parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True):
            fields.setdefault(name, []).append(value)
        if not self._doors.fits(request.cookies.get(VISIT, ""), fields.get("token", [""])[0]):
            raise HTTPException(403, "This form is too old or not the reading room's. Load the page again.")
        return fields

    def _signature(self, request: Request, form: Mapping[str, list[str]]) -> str:
        """Return who signs: behind a password the one who came in, else the name in the form."""
        return self._reader(request) if self._doors.password else clean_name(form.get("by", [""])[0])

    def _back(self, form: Mapping[str, list[str]], by: str) -> Response:
        """Return to the page that the form stood on; never to another site."""
        back = form.get("back", ["/history"])[0]
        local = back.startswith("/") and not back.startswith("//") and "\\" not in back and back.isprintable()
        response = RedirectResponse(back if local else "/history", 303)
        if by:
            _keep(response, READER, self._doors.reader_cookie(by))
        return response


def _site(request: Request) -> str | None:
    """Return where a changing request comes from; links from elsewhere may lead in, forms may not."""
    return request.headers.get("sec-fetch-site") if request.method == "POST" else None


def _keep(response: Response, name: str, value: str) -> None:
    response.set_cookie(name, value, httponly=True, samesite="strict", path="/")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
