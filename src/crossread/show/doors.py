"""Who may come in: the host that was meant, the visit, the password, the token that a form sends back."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_bytes, token_urlsafe
from typing import Final
from urllib.parse import quote, unquote

LONGEST_NAME: Final = 80
"""Characters of a reader's name."""
VISIT: Final = "crossread_visit"
"""Cookie that tells one browser from another; forms are bound to it."""
READER: Final = "crossread_reader"
"""Cookie that keeps the name a reader signs with."""


@dataclass(frozen=True, slots=True)
class Doors:
    """What a visitor must bring. Made anew with each start, so that an old token opens nothing.

    Attributes:
        hosts: Values of the Host header that are answered.
        password: What a visitor has to know, or "" where only this machine is served.
        secret: What tokens are made with.
    """

    hosts: frozenset[str]
    password: str = ""
    secret: bytes = field(default_factory=lambda: token_bytes(32), repr=False)

    def is_own(self, host: str, origin: str | None, site: str | None) -> bool:
        """Return whether a request was meant for the reading room and comes from it.

        Args:
            host: Header Host.
            origin: Header Origin, or None.
            site: Header Sec-Fetch-Site, or None.
        """
        foreign = origin is not None and origin.partition("://")[2] not in self.hosts
        return host in self.hosts and not foreign and site not in {"cross-site", "same-site"}

    def new_visit(self) -> str:
        """Return the cookie for a new visit; its second half proves that we made it."""
        name = token_urlsafe(18)
        return f"{name}.{self._sign('visit', name)}"

    def knows(self, visit: str) -> bool:
        """Return whether a visit is one that we made."""
        name, _, proof = visit.rpartition(".")
        return bool(name) and hmac.compare_digest(proof.encode(), self._sign("visit", name).encode())

    def token(self, visit: str) -> str:
        """Return what the forms of a visit send back."""
        return self._sign("form", visit)

    def fits(self, visit: str, token: str) -> bool:
        """Return whether a form was made for this visit."""
        return self.knows(visit) and hmac.compare_digest(self.token(visit).encode(), token.encode())

    def opens(self, password: str) -> bool:
        """Return whether this is the password."""
        return hmac.compare_digest(password.encode(), self.password.encode())

    def reader_cookie(self, name: str) -> str:
        """Return the cookie for a reader's name; where a password is asked, it proves that it was given."""
        return f"{quote(name, safe='')}.{self._sign('reader', name)}"

    def reader(self, cookie: str) -> str:
        """Return the reader's name that a cookie holds, or "" where we did not make it."""
        name, _, proof = cookie.rpartition(".")
        plain = unquote(name)
        return plain if hmac.compare_digest(proof.encode(), self._sign("reader", plain).encode()) else ""

    def _sign(self, use: str, words: str) -> str:
        return hmac.new(self.secret, f"{use}\x1f{words}".encode("utf-8", "surrogatepass"), sha256).hexdigest()


def clean_name(name: str) -> str:
    r"""Return a reader's name on one line, cut where it is too long.

    Examples:
        >>> clean_name("  Ada \n Reader ")
        'Ada Reader'
    """
    return " ".join(name.split())[:LONGEST_NAME]
