"""Opening the reading room: on this machine, or with a password on a network."""

from __future__ import annotations

import socket
import sys
from errno import EADDRNOTAVAIL
from ipaddress import ip_address
from pathlib import Path
from secrets import token_urlsafe
from typing import Final

import uvicorn

from crossread.errors import BadOptionError, PortTakenError
from crossread.show.web import make_app

LOCAL: Final = "127.0.0.1"
"""The address that is listened on by default: nobody else on the network sees the case."""
_EVERYWHERE: Final = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared with, not bound to


def serve_case(path: Path, port: int, *, host: str = LOCAL, password: str = "", quiet: bool) -> None:
    """Serve the case until stopped (Ctrl-C).

    Args:
        path: The case file.
        port: Port to listen on, 1 to 65535.
        host: Address to listen on. On any but this machine's own a password is asked.
        password: What visitors have to give with their name; made up and told where `host` is open to others and
            none is given.
        quiet: Do not tell the address; a password that was made up is told all the same.

    Raises:
        PortTakenError: If another program listens there.
        BadOptionError: If `host` is no address of this machine.
        CaseNotFoundError, NotACaseError, NewerCaseError: As `Case` tells.
    """
    made_up = "" if password or is_local(host) else token_urlsafe(12)
    app = make_app(path, answered(host, port), password or made_up)
    with _listening(host, port) as listening:
        if not quiet:
            sys.stderr.write(f"The reading room is open: http://{_told(host)}:{port}/ (Ctrl-C closes it)\n")
        if made_up:
            sys.stderr.write(f"Password for visitors: {made_up}\n")
        uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run(sockets=[listening])


def is_local(host: str) -> bool:
    """Return whether only this machine can reach an address.

    Examples:
        >>> is_local("127.0.0.1"), is_local("localhost"), is_local("0.0.0.0")
        (True, True, False)
    """
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def answered(host: str, port: int) -> tuple[str, ...]:
    """Return the values of the Host header that are answered: the address, and this machine's names for it."""
    names = {host, LOCAL, "localhost"}
    if host in _EVERYWHERE:
        own = socket.gethostname()
        names |= {own, socket.getfqdn(), *_addresses(own)}
    return tuple(sorted(f"{_told(name)}:{port}" for name in names))


def _addresses(name: str) -> set[str]:
    try:
        return {str(found[4][0]) for found in socket.getaddrinfo(name, None)}
    except OSError:
        return set()


def _told(host: str) -> str:
    """Return an address as it stands in a link."""
    return f"[{host}]" if ":" in host else host


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, _, _, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise BadOptionError("--host", host, [LOCAL, "0.0.0.0"]) from error  # noqa: S104 - named, not bound to
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind(where)
    except OSError as error:
        made.close()
        if error.errno == EADDRNOTAVAIL:
            raise BadOptionError("--host", host, [LOCAL, "0.0.0.0"]) from error  # noqa: S104 - named, not bound to
        raise PortTakenError(port) from error
    return made
