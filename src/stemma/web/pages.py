"""The pages of the desk."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from stemma.model import CaseError, Span
from stemma.show.labels import Labels
from stemma.web.api import Plain, desk_of
from stemma.web.drawn import ASSETS, asset, drawn
from stemma.web.guard import SIGN_IN, cookie_name, signed_in
from stemma.web.live import Seen
from stemma.web.uploads import MOST_ADDRESSES
from stemma.web.views import actors_page, claim_page, judgements_page, report_page, reports_page, search_page

_AT = re.compile(r"(\d{1,12})-(\d{1,12})")
_LONGEST_ASKED = 400


def case_file(request: Request) -> Response:
    """The case file, as it stands now."""
    page, _ = desk_of(request).live.page()
    # The page's own policy, which lets only its own scripts and styles run, is in the page.
    policy = "frame-ancestors 'none'; object-src 'none'; base-uri 'none'"
    return HTMLResponse(page.encode("utf-8", "replace"), headers={"content-security-policy": policy})


def search(request: Request) -> Response:
    """Full-text search, and actors by name."""
    live = desk_of(request).live
    return _page(request, "search.html.j2", live.now(), page=search_page(live, _asked(request)))


def reports(request: Request) -> Response:
    """All reports and where they come from."""
    seen = desk_of(request).live.now()
    return _page(request, "reports.html.j2", seen, page=reports_page(seen, _asked(request), _leaf(request)))


def report(request: Request) -> Response:
    """One report, whole."""
    seen = desk_of(request).live.now()
    at = _AT.fullmatch(request.query_params.get("at", ""))
    span = Span(int(at[1]), int(at[2])) if at else None
    page = report_page(seen, request.query_params.get("id", ""), span)
    if page is None:
        raise HTTPException(404, "this case has no such report")
    return _page(request, "report.html.j2", seen, page=page)


def actors(request: Request) -> Response:
    """All actors."""
    seen = desk_of(request).live.now()
    return _page(request, "actors.html.j2", seen, page=actors_page(seen, _asked(request), _leaf(request)))


def claim(request: Request) -> Response:
    """What can be judged about one claim: a page, or the part of one that the case file shows in place."""
    seen = desk_of(request).live.now()
    page = claim_page(seen, request.query_params.get("id", ""))
    if page is None:
        raise HTTPException(404, "this case has no such claim now; it may have changed since the page was loaded")
    template = "claim_part.html.j2" if request.query_params.get("part") else "claim.html.j2"
    return _page(request, template, seen, page=page)


def judgements(request: Request) -> Response:
    """All judgements, with undo."""
    seen = desk_of(request).live.now()
    return _page(request, "judgements.html.j2", seen, page=judgements_page(seen))


def add(request: Request) -> Response:
    """Where files and addresses are added."""
    desk = desk_of(request)
    return _page(request, "add.html.j2", desk.live.now(), most_addresses=MOST_ADDRESSES)


def outline(request: Request) -> Response:
    """What the numbers on the case file stand for: `#c12` is the twelfth claim, `#r3` the third report."""
    seen = desk_of(request).live.now()
    return Plain({"version": seen.version, "claims": [*seen.numbers], "reports": [*seen.report_numbers]})


def sign_in(request: Request) -> Response:
    """Asks for the token."""
    return _page(request, "sign_in.html.j2", None, to=request.query_params.get("to", "/"), wrong=False)


async def signing_in(request: Request) -> Response:
    """Takes the token."""
    form = parse_qs((await request.body()).decode("utf-8", "replace"))
    token, to = (form.get(name, [""])[0] for name in ("token", "to"))
    door = desk_of(request).settings.door
    if door.opens_with(token):
        return signed_in(door, cookie_name(request.scope), to or "/")
    return _page(request, "sign_in.html.j2", None, status=403, to=to, wrong=True)


def file(request: Request) -> Response:
    """A style or a script."""
    name = request.path_params["name"]
    if name not in ASSETS:
        raise HTTPException(404, "there is no such file")
    return Response(asset(name), media_type=f"{ASSETS[name][1]}; charset=utf-8", headers={"cache-control": "no-cache"})


def wrong(request: Request, error: Exception) -> Response:
    """A page that says what is wrong."""
    status, why = 500, "Stemma met an error of its own; the terminal tells more"
    if isinstance(error, HTTPException):
        status, why = error.status_code, error.detail
    elif isinstance(error, CaseError):
        status, why = 503, str(error)
    return _page(request, "wrong.html.j2", None, status=status, why=why)


def _page(request: Request, template: str, seen: Seen | None, *, status: int = 200, **values: Any) -> Response:
    settings = desk_of(request).settings
    version = seen.version if seen else ""
    html = drawn(template, settings, version, here=request.url.path, seen=seen, labels=_labels(seen), **values)
    return HTMLResponse(html.encode("utf-8", "replace"), status)


def _labels(seen: Seen | None) -> Labels | None:
    return seen.labels if seen else None


def _asked(request: Request) -> str:
    return request.query_params.get("q", "")[:_LONGEST_ASKED]


def _leaf(request: Request) -> int:
    number = request.query_params.get("page", "1")
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 8 else 1


ROUTES = [
    Route("/", case_file),
    Route("/search", search),
    Route("/reports", reports),
    Route("/report", report),
    Route("/actors", actors),
    Route("/claim", claim),
    Route("/judgements", judgements),
    Route("/add", add),
    Route("/outline.json", outline),
    Route(SIGN_IN, sign_in, methods=["GET"]),
    Route(SIGN_IN, signing_in, methods=["POST"]),
    Route("/assets/{name}", file),
]
