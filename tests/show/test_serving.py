"""Where the reading room listens, and for whom."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from crossread.errors import BadOptionError, PortTakenError
from crossread.show import serving


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def served(monkeypatch: pytest.MonkeyPatch, *given: object, **options: object) -> dict[str, object]:
    """Open the room without answering anybody; return what it was opened with."""
    told: dict[str, object] = {}

    class Server:
        def __init__(self, config: object) -> None:
            pass

        def run(self, sockets: list[socket.socket]) -> None:
            told["address"] = sockets[0].getsockname()[0]

    def make_app(path: Path, hosts: tuple[str, ...], password: str) -> object:
        told.update(hosts=hosts, password=password)
        return None

    monkeypatch.setattr(serving.uvicorn, "Server", Server)
    monkeypatch.setattr(serving, "make_app", make_app)
    serving.serve_case(*given, **options)  # type: ignore[arg-type]
    return told


def test_by_default_only_this_machine_is_answered_without_a_password(monkeypatch, case_path, free_port) -> None:
    told = served(monkeypatch, case_path, free_port, quiet=True)
    assert told == {
        "address": "127.0.0.1",
        "hosts": (f"127.0.0.1:{free_port}", f"localhost:{free_port}"),
        "password": "",
    }


def test_on_a_network_a_password_is_made_up_and_told(monkeypatch, case_path, free_port, capsys) -> None:
    told = served(monkeypatch, case_path, free_port, host="0.0.0.0", quiet=True)  # noqa: S104
    assert len(str(told["password"])) >= 16
    assert str(told["password"]) in capsys.readouterr().err


def test_a_password_that_is_given_is_not_told(monkeypatch, case_path, free_port, capsys) -> None:
    told = served(monkeypatch, case_path, free_port, host="0.0.0.0", password="swordfish", quiet=False)  # noqa: S104, S106
    assert told["password"] == "swordfish"  # noqa: S105
    assert "swordfish" not in capsys.readouterr().err


def test_a_taken_port_and_a_foreign_address_are_told(monkeypatch, case_path, free_port) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", free_port))
        other.listen()
        with pytest.raises(PortTakenError):
            served(monkeypatch, case_path, free_port, quiet=True)
    with pytest.raises(BadOptionError):
        served(monkeypatch, case_path, free_port, host="192.0.2.77", quiet=True)
