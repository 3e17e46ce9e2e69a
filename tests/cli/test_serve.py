"""`stemma serve`: what keeps it from beginning is one line that says what to do."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from stemma.web.server import address, bound
from tests.conftest import Command
from tests.web.desks import new_case

TOKEN = "a-token-nobody-guesses"


def test_a_folder_that_is_no_case_is_told_with_the_command_that_makes_one(stemma: Command, tmp_path: Path) -> None:
    ended = stemma("serve", tmp_path / "none")
    assert (ended.code, ended.out) == (2, "")
    assert "is not a case" in ended.err
    assert "stemma build" in ended.err
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--host", "0.0.0.0"), "a token is needed"),
        (("--host", "192.168.1.7"), "a token is needed"),
        (("--host", "0.0.0.0", "--token", "short"), "can be guessed"),
        (("--token", ""), "can be guessed"),
    ],
)
def test_it_does_not_open_to_others_without_a_token(
    stemma: Command, tmp_path: Path, options: tuple[str, ...], why: str
) -> None:
    ended = stemma("serve", new_case(tmp_path / "case"), *options)
    assert ended.code == 2
    assert why in ended.err


def test_a_damaged_case_is_told(stemma: Command, tmp_path: Path) -> None:
    folder = new_case(tmp_path / "case")
    for path in folder.glob("stemma.sqlite*"):
        path.write_bytes(b"not a database at all" * 100)
    ended = stemma("serve", folder)
    assert (ended.code, len(ended.err.splitlines())) == (2, 1)
    assert "damaged" in ended.err


@pytest.mark.enable_socket
def test_a_port_in_use_is_told(stemma: Command, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = stemma("serve", new_case(tmp_path / "case"), "--port", str(port))
    assert ended.code == 2
    assert f"port {port} is in use; choose another with --port" in ended.err


@pytest.mark.enable_socket
def test_any_free_port_has_an_address() -> None:
    with bound("127.0.0.1", 0) as listening:
        assert address(listening) == f"http://127.0.0.1:{listening.getsockname()[1]}/"
