"""Binds the desk to an address and serves it until it is told to stop."""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import socket
from collections.abc import Callable, Iterable
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from stemma.model import StemmaError
from stemma.web.app import desk_app
from stemma.web.guard import LOOPBACK, SHORTEST_TOKEN, Door
from stemma.web.settings import Settings
from stemma.web.worker import Worker

# Pages listen for events without end; they are let go so soon after Ctrl-C, in seconds.
_PATIENCE = 1


def door_for(host: str, token: str | None, names: Iterable[str] = ()) -> Door:
    """Who is let in at an address. Raises StemmaError where anybody on the network would be."""
    if token is not None and len(token) < SHORTEST_TOKEN:
        raise StemmaError(f"serve: the token has fewer than {SHORTEST_TOKEN} characters and can be guessed")
    if is_loopback(host):
        return Door(names=LOOPBACK | {host.lower()} | {name.lower() for name in names}, token=token)
    if token is None:
        raise StemmaError(
            f"serve: {host} can be reached from other machines, so a token is needed: --token, or STEMMA_TOKEN in the "
            "environment; one is made by: python -c 'import secrets; print(secrets.token_urlsafe(24))'"
        )
    own = {host.lower(), socket.gethostname().lower(), *(name.lower() for name in names)}
    return Door(names=LOOPBACK | own, any_address=True, token=token)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach that address."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def bound(host: str, port: int) -> socket.socket:
    """A socket at that address, for any free port where `port` is 0. Raises StemmaError where there can be none."""
    name = host.strip("[]")
    family = socket.AF_INET6 if ":" in name else socket.AF_INET
    try:
        return socket.create_server((name, port), family=family)
    except OverflowError:
        raise StemmaError(f"serve: there is no port {port}") from None
    except OSError as error:
        if error.errno in (errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", -1)):
            raise StemmaError(f"serve: port {port} is in use; choose another with --port, or 0 for any") from error
        if error.errno in (errno.EACCES, errno.EPERM):
            raise StemmaError(f"serve: port {port} is not for you to use; choose one above 1023 with --port") from error
        raise StemmaError(f"serve: {host} is no address of this machine ({error.strerror or error})") from error


def address(listening: socket.socket) -> str:
    """The address to open in a browser on this machine."""
    host, port = listening.getsockname()[:2]
    if ipaddress.ip_address(host).is_unspecified:
        host = "localhost"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def serve(folder: Path, settings: Settings, listening: socket.socket, begun: Callable[[str], None]) -> None:
    """Serve the case at `folder` until Ctrl-C; `begun` is told the address once it may be opened.

    Raises CaseError where the case can't be opened.
    """
    builder = Worker()
    try:
        app = desk_app(folder, settings, builder)
        with contextlib.suppress(KeyboardInterrupt):  # the server has ended in good order before it is raised
            desk_server(app, lambda: begun(address(listening))).run(sockets=[listening])
    finally:
        builder.stop()
        listening.close()


def desk_server(app: Starlette, begun: Callable[[], None]) -> uvicorn.Server:
    """The server of a desk, which has still to be run; `begun` is called once it answers."""
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_PATIENCE,
    )
    return _Server(config, app.state.desk.bulletin.close, begun)


class _Server(uvicorn.Server):
    """Tells when it can be asked, and lets listeners go before it waits for connections to end."""

    def __init__(self, config: uvicorn.Config, let_go: Callable[[], None], begun: Callable[[], None]) -> None:
        super().__init__(config)
        self._let_go = let_go
        self._begun = begun

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """See uvicorn."""
        await super().startup(sockets)
        if self.started:
            self._begun()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """See uvicorn."""
        self._let_go()
        await super().shutdown(sockets)
