"""What a reader asks for, and the template that answers: pages as HTML, every text escaped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any, Final
from urllib.parse import urlencode

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from crossread.show import wording
from crossread.text.visible import visible

EVERY: Final = 10**6
"""Things on one page of a report: all."""


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
        live: Whether a server answers: then there are forms, and the page stands by itself. A report has neither.
    """

    path: str = "/"
    key: str = ""
    query: Mapping[str, str] = field(default_factory=dict)
    reader: str = ""
    token: str = ""
    name: str = ""
    live: bool = True

    def value(self, name: str) -> str:
        """Return what the query says under a name, white space off its ends."""
        return self.query.get(name, "").strip()

    def address(self, **changes: object) -> str:
        """Return this page's address with some of its query changed; what is empty is left out."""
        query = {**self.query, **{name: str(value) for name, value in changes.items()}}
        kept = {name: value for name, value in query.items() if value}
        return f"{self.path}?{urlencode(kept)}" if kept else self.path

    def size(self, usual: int) -> int:
        """Return how many things a page shows: as many as usual, or, in a report, all."""
        return usual if self.live else EVERY

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


PAGES: Final = _environment()
"""The templates; what they show of a text is escaped, its direction marks and control characters made visible."""


def page(template: str, title: str, asked: Asked, **values: Any) -> str:
    """Return a page as HTML."""
    return PAGES.get_template(f"{template}.html.j2").render(
        title=title, here=template, asked=asked, name=asked.name, **values
    )
