"""Web pages by their address, guarded: only public machines, only so much, only so long, only where robots may go.

The one module that opens a socket, and only when the user names an address, or a feed whose entries are followed.
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import quote, urljoin, urlsplit

from stemma.collect.addresses import is_public
from stemma.collect.clock import SYSTEM, Clock
from stemma.collect.http_body import NotRead, Response
from stemma.collect.robots import allows
from stemma.model import InputError

AGENT = "Stemma"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HOST = re.compile(r"[A-Za-z0-9._-]{1,253}|[0-9A-Fa-f:.]{2,45}")
_LONGEST_ADDRESS = 8000
_BLOCK = 65_536
_ROBOTS_LIMIT = 500_000
# RFC 9309, section 2.4: a robots.txt should not be gone by for longer than a day.
_ROBOTS_SECONDS = 86_400.0
_FOR_GOOD = frozenset({301, 308})


@dataclass(frozen=True, slots=True)
class Guard:
    """The limits of fetching: bytes of a page, seconds for all of it, redirects, seconds between requests to a host.

    `allowed` decides by the numeric address that is connected to; `robots` is whether robots.txt is honoured.
    """

    size: int = 50_000_000
    seconds: float = 60.0
    redirects: int = 5
    pause: float = 1.0
    robots: bool = True
    allowed: Callable[[str], bool] = is_public


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server named its last answer by (RFC 9110, section 8.8), to be asked whether that still stands."""

    etag: str | None = None
    modified: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """The request's headers that ask for something newer only."""
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came: the address that it came from after all redirects, and the response, its body unpacked.

    `moved_to` is the address that the one asked for has moved to for good, None where it has not.
    """

    address: str
    response: Response
    moved_to: str | None = None

    @property
    def unchanged(self) -> bool:
        """Whether the server only said that what it was asked about still stands."""
        return self.response.status == 304

    @property
    def validators(self) -> Validators:
        """What the server names this answer by."""
        return Validators(*(_sendable(self.response.headers.get(name)) for name in ("etag", "last-modified")))


class NotServed(InputError):  # noqa: N818 - a finding about one address, as InputError is
    """An address that a server answered for, but not with a page. `retry_after` is as it was stated (RFC 9110)."""

    def __init__(self, name: str, why: str, status: int, retry_after: str | None = None) -> None:
        super().__init__(name, why)
        self.status = status
        self.retry_after = retry_after


NOTHING = Validators()


@dataclass(slots=True)
class Fetcher:
    """Fetches addresses one after another, politely; remembers robots.txt of each site and when it last asked.

    `clock` is what pauses are measured by and made with.
    """

    guard: Guard = field(default_factory=Guard)
    clock: Clock = SYSTEM
    _robots: dict[str, tuple[float, str | None]] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def fetch(self, address: str, known: Validators = NOTHING) -> Fetched:
        """The page at an http or https address, or that it is still the one that `known` names.

        Raises InputError, which says why it was not had; NotServed where a server said so.
        """
        place = _checked(address, address)
        moved, for_good = None, True
        deadline = time.monotonic() + self.guard.seconds
        for _ in range(self.guard.redirects + 1):
            if self.guard.robots and not self._may(place, address, deadline):
                raise InputError(address, f"robots.txt of {urlsplit(place).netloc} asks programs not to read it")
            response = self._get(place, address, deadline, self.guard.size, known)
            status = response.status
            if status in _REDIRECTS and response.headers.get("location"):
                there = _led_on(place, response.headers["location"], address)
                # Nobody is led for good from an address that encrypts to one that does not.
                for_good = for_good and status in _FOR_GOOD and (place[:5] != "https" or there[:5] == "https")
                place, moved = there, there if for_good else moved
            elif status == 200:
                return Fetched(place, _unpacked(response, address, self.guard.size), moved)
            elif status == 304 and known.headers:
                return Fetched(place, response, moved)
            else:
                raise NotServed(address, f"the server answered {status}", status, response.headers.get("retry-after"))
        raise InputError(address, f"leads on from page to page over {self.guard.redirects} times")

    def _may(self, place: str, address: str, deadline: float) -> bool:
        parts = urlsplit(place)
        site = f"{parts.scheme}://{parts.netloc}"
        now = self.clock.monotonic()
        if site not in self._robots or now - self._robots[site][0] > _ROBOTS_SECONDS:
            self._robots[site] = now, self._rules(site, address, deadline)
        _, rules = self._robots[site]
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return rules is not None and allows(rules, AGENT, path)

    def _rules(self, site: str, address: str, deadline: float) -> str | None:
        """A site's robots.txt, "" where it has none, None where the site can't say (RFC 9309, section 2.3.1)."""
        place = f"{site}/robots.txt"
        for _ in range(self.guard.redirects + 1):
            response = self._get(place, address, deadline, _ROBOTS_LIMIT)
            if response.status in _REDIRECTS and response.headers.get("location"):
                place = _led_on(place, response.headers["location"], address)
                continue
            if response.status == 200:
                return _unpacked(response, address, _ROBOTS_LIMIT).body.decode("utf-8", "replace")
            return None if response.status >= 500 else ""
        return ""

    def _get(self, place: str, address: str, deadline: float, size: int, known: Validators = NOTHING) -> Response:
        host = urlsplit(place).hostname or ""
        waiting = self._asked.get(host, 0.0) + self.guard.pause - self.clock.monotonic()
        if host in self._asked and waiting > 0:
            self.clock.sleep(waiting)
            deadline += waiting
        try:
            return _answered(place, address, self.guard, deadline, size, _Request(headers=_READING | known.headers))
        finally:
            self._asked[host] = self.clock.monotonic()


def post(address: str, body: bytes, headers: Mapping[str, str], guard: Guard) -> int:
    """Send bytes to an http or https address and return the status of the answer. Redirects are not followed.

    Raises InputError, which says why there was no answer. robots.txt is not asked: it is for those who read.
    """
    place = _checked(address, address)
    deadline = time.monotonic() + guard.seconds
    asked = _Request("POST", {"User-Agent": f"{AGENT}/1", **headers}, body)
    return _answered(place, address, guard, deadline, 0, asked).status


def _answered(place: str, address: str, guard: Guard, deadline: float, size: int, asked: _Request) -> Response:
    """What a server answers. Raises InputError, which says `address`, where it does not."""
    try:
        return _request(place, guard, deadline, size, asked)
    except _Refused as why:
        raise InputError(address, str(why)) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        # What is cut at the deadline fails in many ways; timers may go off a little early.
        late = isinstance(error, TimeoutError) or time.monotonic() >= deadline - 0.1
        told = f"took over {guard.seconds:g} seconds" if late else f"could not be had ({_said(error)})"
        raise InputError(address, told) from None


@dataclass(frozen=True, slots=True)
class _Request:
    """What a server is asked, but for the address."""

    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None


_READING = {
    "User-Agent": f"{AGENT}/1 (reads news reports for one person; asked for by name)",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip",
}


class _Refused(Exception):  # noqa: N818 - a finding
    """What the guard does not let pass; its text says why, as a half sentence."""


def is_address(name: str) -> bool:
    """Whether the user named a web address rather than a file."""
    return name.lower().startswith(("http://", "https://"))


def _checked(place: str, named: str) -> str:
    """`place` as an address that may be asked for, without fragment. Raises InputError, which says `named`."""
    try:
        parts = urlsplit(place)
        port, host = parts.port, parts.hostname
        named_host = (host or "").encode("idna").decode("ascii") if host and not host.isascii() else host
    except (ValueError, UnicodeError):
        raise InputError(named, "is not an address that can be understood") from None
    if parts.scheme.lower() not in ("http", "https") or not named_host or not _HOST.fullmatch(named_host):
        raise InputError(named, "leads to something other than an http or https address")
    if len(place) > _LONGEST_ADDRESS:
        raise InputError(named, "has an address longer than any")
    if parts.username is not None or parts.password is not None:
        raise InputError(named, "has a user name in its address; fetch it by hand")
    if port is not None and port not in (80, 443) and port < 1024:
        raise InputError(named, f"leads to port {port}, which no web page is at")
    at = f"[{named_host}]" if ":" in named_host else named_host
    netloc = at if port is None else f"{at}:{port}"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]|") if parts.query else ""
    return f"{parts.scheme.lower()}://{netloc}{path}{query}"


def _led_on(place: str, location: str, named: str) -> str:
    """Where an answer from `place` leads, as an address that may be asked for. Raises InputError with `named`."""
    try:
        return _checked(urljoin(place, location), named)
    except ValueError:
        raise InputError(named, "leads to an address that can't be understood") from None


def _request(place: str, guard: Guard, deadline: float, size: int, asked: _Request) -> Response:
    parts = urlsplit(place)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    with _connected(parts.scheme, parts.hostname or "", parts.port, guard, deadline) as connection:
        connection.request(asked.method, path, asked.body, {**asked.headers, "Connection": "close"})
        # Closed here: the socket stays open as long as its answer does.
        with closing(connection.getresponse()) as answer:
            headers = {name.lower(): value for name, value in answer.getheaders()}
            # Of what was sent only the status of the answer counts, whatever else comes with it.
            length = int(headers.get("content-length", "0") or "0") if asked.body is None else 0
            body = _body(answer, length, deadline, size) if asked.body is None else b""
        headers.pop("transfer-encoding", None)  # http.client has joined the chunks
        return Response(answer.status, headers, body)


def _body(answer: http.client.HTTPResponse, stated: int, deadline: float, size: int) -> bytes:
    """The bytes of an answer, which states their number or 0. Raises _Refused where they are over `size`."""
    parts_read: list[bytes] = []
    length = 0
    while max(stated, length) <= size:
        if not (block := answer.read(_BLOCK)):
            return b"".join(parts_read)
        parts_read.append(block)
        length += len(block)
        if length <= size and time.monotonic() >= deadline:
            raise TimeoutError
    raise _Refused(f"is over {size / 1_000_000:g} MB, which no report is")


@contextmanager
def _connected(
    scheme: str, host: str, port: int | None, guard: Guard, deadline: float
) -> Iterator[http.client.HTTPConnection]:
    """A connection to an address that the guard allows, cut at the deadline whatever the server does.

    The name is resolved once and the socket goes to the address that was checked, so a name that resolves otherwise the
    second time gains nothing; proxies that the environment names are not asked.
    """
    default = 443 if scheme == "https" else 80
    opened = _socket(host, port or default, guard, deadline)
    # A second handle on the connection: encryption takes the first one over.
    handle = opened.dup()
    cut = threading.Timer(max(0.0, deadline - time.monotonic()), _cut, [handle])
    cut.daemon = True
    cut.start()
    try:
        if scheme == "https":
            opened = ssl.create_default_context().wrap_socket(opened, server_hostname=host)
        connection = http.client.HTTPConnection(host, port or default)
        connection.default_port = default
        connection.sock = opened
        yield connection
    finally:
        cut.cancel()
        handle.close()
        opened.close()


def _socket(host: str, port: int, guard: Guard, deadline: float) -> socket.socket:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    error: OSError | None = None
    for family, kind, protocol, _, target in found:
        if not guard.allowed(str(target[0])):
            continue
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        opened = socket.socket(family, kind, protocol)
        opened.settimeout(left)
        try:
            opened.connect(target)
            if not guard.allowed(str(opened.getpeername()[0])):
                raise _Refused(f"{host} is not on the public internet")
        except OSError as failed:
            opened.close()
            error = failed
        except _Refused:
            opened.close()
            raise
        else:
            return opened
    if error is not None:
        raise error
    raise _Refused(f"{host} is not on the public internet, and nothing else is asked")


def _cut(opened: socket.socket) -> None:
    with suppress(OSError):
        opened.shutdown(socket.SHUT_RDWR)


def _unpacked(response: Response, address: str, size: int) -> Response:
    try:
        content = response.content(size)
    except NotRead as why:
        raise InputError(address, str(why)) from None
    plain = {name: value for name, value in response.headers.items() if name != "content-encoding"}
    return Response(response.status, plain, content)


def _sendable(value: str | None) -> str | None:
    """A header's value where it may be sent back: printable ASCII, and no longer than any server needs."""
    return value if value and len(value) <= 500 and value.isascii() and value.isprintable() else None


def _said(error: BaseException) -> str:
    """What went wrong, in one line that no server has written."""
    if isinstance(error, socket.gaierror):
        return "there is no such host"
    if isinstance(error, ssl.SSLError):
        return f"its certificate or encryption is not sound: {error.reason or 'unknown'}"
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return type(error).__name__
