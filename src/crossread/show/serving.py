"""Opening the reading room on this machine."""

from __future__ import annotations

import socket
import sys
from pathlib import Path
from typing import Final

import uvicorn

from crossread.errors import PortTakenError
from crossread.show.web import make_app

LOCAL: Final = "127.0.0.1"
"""The only address that is listened on: nobody else on the network sees the case."""


def serve_case(path: Path, port: int, *, quiet: bool) -> None:
    """Serve the case on this machine until stopped (Ctrl-C).

    Args:
        path: The case file.
        port: Port to listen on, 1 to 65535.
        quiet: Do not tell the address.

    Raises:
        PortTakenError: If another program listens there.
        CaseNotFoundError, NotACaseError, NewerCaseError: As `Case` tells.
    """
    app = make_app(path, (f"{LOCAL}:{port}", f"localhost:{port}"))
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((LOCAL, port))
    except OSError as error:
        listening.close()
        raise PortTakenError(port) from error
    if not quiet:
        sys.stderr.write(f"The reading room is open: http://{LOCAL}:{port}/ (Ctrl-C closes it)\n")
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    with listening:
        server.run(sockets=[listening])
