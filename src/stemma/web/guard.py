"""Who is let in at the desk's door, and what every answer forbids the browser.

Three things may be asked through a browser without its user's knowledge, and each has its bar. Another site may have
its name resolve to this machine (DNS rebinding): only known names are answered to. It may send a change in the user's
name (cross-site request forgery): a change must come from a page of ours and carry its key. And words of a report may
try to act as a page: the policy that goes with every answer lets no script run but the desk's files.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
# What can be guessed is no token; `secrets.token_urlsafe(16)` has 22 characters.
SHORTEST_TOKEN = 16
KEY_HEADER = "x-stemma-key"
SIGN_IN = "/sign-in"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OPEN_TO_ALL = frozenset({SIGN_IN, "/assets/page.css", "/assets/desk.css"})
# A judgement with all its subjects is far smaller; files have a limit of their own.
MOST_ASKED = 1_000_000

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not "no-referrer": browsers then call the origin of a sent form "null".
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    # The material is confidential: it stays out of the browser's cache on disk.
    "cache-control": "no-store",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Who is let in: by which `names` the desk may be called, and with which `token`, if any is asked for.

    `any_address` lets in requests that call it by whatever numeric address: no other site can have one of ours.
    `key` is what every change has to carry; it is made anew with each door.
    """

    names: frozenset[str] = LOOPBACK
    any_address: bool = False
    token: str | None = None
    most_uploaded: int = 2_000_000_000
    key: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @property
    def session(self) -> str:
        """What the cookie of a browser that has shown the token holds."""
        return hmac.new(self.key.encode(), (self.token or "").encode(), hashlib.sha256).hexdigest()

    def knows(self, host: str) -> bool:
        """Whether a Host header is one of our names, whatever the port."""
        name = _name_of(host)
        return name is not None and (name in self.names or (self.any_address and _is_address(name)))

    def admits(self, headers: Headers, cookie: str) -> bool:
        """Whether a request has shown the token, in a header of its own or by the cookie."""
        if self.token is None or self.bears(headers):
            return True
        return _same(_cookies(headers.get("cookie", "")).get(cookie, ""), self.session)

    def opens_with(self, token: str) -> bool:
        """Whether that is the token."""
        return self.token is not None and _same(token, self.token)

    def bears(self, headers: Headers) -> bool:
        """Whether a request has the token in its Authorization header, which no other site can make a browser send."""
        kind, _, given = headers.get("authorization", "").partition(" ")
        return kind.lower() == "bearer" and self.opens_with(given.strip())


class Guard:
    """Lets requests through to the app that the door lets in, and puts `HEADERS` on every answer."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        answer = self._refusal(scope) or self._signing_in(scope)
        if answer is not None:
            await answer(scope, receive, send_guarded)
        else:
            await self._app(scope, self._limited(scope, receive), send_guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        """Why the request is not let through, as an answer."""
        headers, path = Headers(scope=scope), scope["path"]
        if not self._door.knows(headers.get("host", "")):
            return refused(path, 421, "this desk is not known by that name; see `stemma serve --help`, --name")
        if scope["method"] not in _SAFE and (why := self._forged(headers, path)):
            return refused(path, 403, why)
        if not self._fits(scope, headers):
            return refused(path, 413, "that is more than is taken at once")
        return None

    def _forged(self, headers: Headers, path: str) -> str | None:
        """Why a change may not have been sent by a page of ours."""
        origin = headers.get("origin")
        if origin is not None and not _is_ours(origin, headers.get("host", "")):
            return "the change was sent by a page of another site"
        if headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return "the change was sent by a page of another site"
        if path == SIGN_IN or self._door.bears(headers) or _same(headers.get(KEY_HEADER, ""), self._door.key):
            return None
        return f"a change needs the key of this desk in the header {KEY_HEADER}; load the page again"

    def _fits(self, scope: Scope, headers: Headers) -> bool:
        length = headers.get("content-length", "0")
        return length.isdecimal() and len(length) < 16 and int(length) <= self._most(scope)

    def _most(self, scope: Scope) -> int:
        kind = Headers(scope=scope).get("content-type", "")
        files = scope["path"] == "/api/reports" and kind.lower().startswith("multipart/form-data")
        return self._door.most_uploaded if files else MOST_ASKED

    def _signing_in(self, scope: Scope) -> Response | None:
        """The answer to a request that has not shown the token; None for one that has, or need not."""
        headers, path, cookie = Headers(scope=scope), scope["path"], cookie_name(scope)
        if path in _OPEN_TO_ALL or self._door.admits(headers, cookie):
            return None
        asked = parse_qs(scope["query_string"].decode("latin-1"))
        if scope["method"] == "GET" and self._door.opens_with(asked.get("token", [""])[0]):
            return signed_in(self._door, cookie, path)
        if path.startswith("/api/"):
            answer = refused(path, 401, "this desk asks for a token")
            answer.headers["www-authenticate"] = "Bearer"
            return answer
        return RedirectResponse(f"{SIGN_IN}?{urlencode({'to': path})}", status_code=303)

    def _limited(self, scope: Scope, receive: Receive) -> Receive:
        """`receive`, which ends a body that says it is small and is not."""
        left = self._most(scope)

        async def counted() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise HTTPException(413, "that is more than is taken at once")
            return message

        return counted


def signed_in(door: Door, cookie: str, path: str) -> Response:
    """The answer that lets a browser in from now on, and sends it to `path` of this desk."""
    # "//host" and "/\host" would lead elsewhere.
    inside = path if path.startswith("/") and path[1:2] not in ("/", "\\") else "/"
    answer = RedirectResponse(inside, status_code=303)
    answer.set_cookie(cookie, door.session, httponly=True, samesite="strict", path="/")
    return answer


def cookie_name(scope: Mapping[str, object]) -> str:
    """The cookie's name: cookies know no ports, so that two desks on one machine need two."""
    server = scope.get("server")
    return f"stemma-{server[1]}" if isinstance(server, list | tuple) else "stemma"


def refused(path: str, status: int, why: str) -> Response:
    """An answer that says why not, as JSON where the path is the API's."""
    if path.startswith("/api/"):
        return JSONResponse({"error": why}, status)
    return PlainTextResponse(f"Stemma: {why}\n", status)


def _is_ours(origin: str, host: str) -> bool:
    """Whether an Origin header is that of pages of the host that the request is for."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower()


def _name_of(host: str) -> str | None:
    try:
        parts = urlsplit(f"//{host}")
        parts.port  # noqa: B018 - raises for what is no port
    except ValueError:
        return None
    return parts.hostname if parts.netloc == host and "@" not in host else None


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _same(given: str, wanted: str) -> bool:
    return bool(wanted) and hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode("utf-8", "replace"))


def _cookies(header: str) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
    except CookieError:
        return {}
