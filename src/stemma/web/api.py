"""The JSON API: what the pages can do, for other programs. `openapi` describes it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from tempfile import SpooledTemporaryFile
from typing import Any, cast, get_args

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from stemma.collect.originals import Originals
from stemma.model import CaseError, StemmaError
from stemma.model.rulings import Level
from stemma.run.judging import Taken, Verb, asked, asked_to_note
from stemma.run.local import ORIGINALS
from stemma.show.export.contract import public, to_json
from stemma.show.export.formats import Handed
from stemma.web.bulletin import event
from stemma.web.desk import Desk
from stemma.web.exports import FORMS
from stemma.web.jobs import Job
from stemma.web.lists import LISTS, SINGLE, item_document, narrowed, single
from stemma.web.openapi import description
from stemma.web.uploads import MOST_ADDRESSES, Delivery, Receiving, is_wanted

# How many items a page of a list has, unless asked otherwise, and at most.
A_PAGE, LONGEST_PAGE = 100, 1_000
MOST_HITS = 200
MOST_FILES = 2_000
LONGEST_AUTHOR = 100
_LONGEST_TOLD = 80
# A file that is handed on waits on the disk beyond so many bytes.
_IN_MEMORY = 32_000_000


class Plain(Response):
    """An answer as JSON that may hold whatever a report may, lone surrogates too."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """The document as bytes."""
        return to_json(content).encode()


def desk_of(request: Request) -> Desk:
    """The desk that a request is for."""
    return cast(Desk, request.app.state.desk)


def standing(request: Request) -> Response:
    """GET /api/case"""
    desk = desk_of(request)
    return Plain({**desk.standing(), "key": desk.settings.door.key, "author": desk.settings.author})


def listed(request: Request) -> Response:
    """GET /api/{list}"""
    name, query = request.path_params["list"], dict(request.query_params)
    if name not in LISTS:
        raise HTTPException(404, f"there is no list {name!r}; there are {', '.join(LISTS)}")
    offset, limit = _number(query.pop("offset", "0")), _number(query.pop("limit", str(A_PAGE)))
    text = query.pop("text", "no") == "yes"
    if unknown := sorted(set(query) - set(LISTS[name])):
        known = ", ".join(sorted(LISTS[name]))
        raise HTTPException(422, f"{name} can't be narrowed by {unknown[0]!r}, but by {known}")
    seen = desk_of(request).live.now()
    found = narrowed(seen.case, name, query)
    shown = found[offset : offset + min(limit, LONGEST_PAGE)]
    after = offset + len(shown)
    return Plain(
        {
            "items": [item_document(item, text=text) for item in shown],
            "total": len(found),
            "offset": offset,
            "next": after if after < len(found) and shown else None,
            "version": seen.version,
        }
    )


def one(request: Request) -> Response:
    """GET /api/{list}/{id}"""
    name, ident = request.path_params["list"], request.path_params["id"]
    item = single(desk_of(request).live.now().case, name, ident) if name in SINGLE else None
    if item is None:
        raise HTTPException(404, f"there is nothing of that id in {name}")
    return Plain(item_document(item))


def search(request: Request) -> Response:
    """GET /api/search"""
    words = request.query_params.get("q", "")
    limit = min(_number(request.query_params.get("limit", "50")), MOST_HITS)
    hits = desk_of(request).live.search(words, limit)
    names = ("report", "kind", "id", "snippet", "rank")
    return Plain({"items": [{name: getattr(hit, name) for name in names} for hit in hits]})


def exported(request: Request) -> Response:
    """GET /api/export/{form}"""
    form = FORMS.get(request.path_params["form"])
    if form is None:
        raise HTTPException(404, f"there is no such format; there are {', '.join(FORMS)}")
    desk = desk_of(request)
    title = desk.settings.title
    name = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_.") else "-" for sign in title) or "case"
    seen = desk.live.now()
    written = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed when its last block is sent
    try:
        form.write(Handed(seen.case, title, seen.made_by, Originals(desk.live.folder / ORIGINALS)), written)
    except BaseException:
        written.close()
        raise
    disposition = f'attachment; filename="{name}.{form.suffix}"'
    return StreamingResponse(_blocks(written), media_type=form.media_type, headers={"content-disposition": disposition})


def _blocks(written: SpooledTemporaryFile[bytes]) -> Iterator[bytes]:
    with written:
        written.seek(0)
        while block := written.read(1 << 20):
            yield block


async def judged(request: Request) -> Response:
    """POST /api/judgements"""
    body, desk = await _body(request), desk_of(request)
    verb, level = _text(body, "verb"), body.get("of")
    if verb not in get_args(Verb):
        raise HTTPException(422, f"the verb is one of {', '.join(get_args(Verb))}")
    if level is not None and (level not in ("claim", "utterance", "actor") or verb in ("dependent", "independent")):
        raise HTTPException(422, "`of` is claim, utterance or actor, and only for `same` and `different`")

    def enter() -> tuple[Taken, Job | None]:
        case = desk.live.now().case
        wanted = asked(case, cast(Verb, verb), _subjects(body), cast(Level | None, level))
        return desk.enter(wanted, _author(body, desk))

    return _taken(*await run_in_threadpool(enter))


async def noted(request: Request) -> Response:
    """POST /api/notes"""
    body, desk = await _body(request), desk_of(request)

    def enter() -> tuple[Taken, Job | None]:
        wanted = asked_to_note(desk.live.now().case, _text(body, "text"), _subjects(body))
        return desk.enter(wanted, _author(body, desk))

    return _taken(*await run_in_threadpool(enter))


async def undone(request: Request) -> Response:
    """POST /api/judgements/{id}/undo"""
    body, desk = await _body(request), desk_of(request)
    row, job = await run_in_threadpool(desk.undo, request.path_params["id"], _author(body, desk))
    return JSONResponse({"judgement": public(row), "job": job.document if job else None}, 201)


async def added(request: Request) -> Response:
    """POST /api/reports"""
    desk = desk_of(request)
    if request.headers.get("content-type", "").lower().startswith("application/json"):
        body = await _body(request)
        wanted, ignore_robots = _addresses(body), _flag(body, "ignore_robots")
        delivery = await run_in_threadpool(_asked_for, desk, wanted, ignore_robots)
        return JSONResponse(desk.jobs.add(delivery).document, 202)
    async with request.form(max_files=MOST_FILES, max_fields=16) as form:
        files = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
        if not files:
            raise HTTPException(
                422, "no file came in; send them as multipart/form-data under `file`, or `addresses` as JSON"
            )
        delivery = await run_in_threadpool(_received, desk, files)
    return JSONResponse(desk.jobs.add(delivery).document, 202)


def refreshed(request: Request) -> Response:
    """POST /api/refresh"""
    return JSONResponse(desk_of(request).jobs.add().document, 202)


def jobs(request: Request) -> Response:
    """GET /api/jobs"""
    return JSONResponse({"items": [job.document for job in desk_of(request).jobs.all()]})


def job(request: Request) -> Response:
    """GET /api/jobs/{id}"""
    return JSONResponse(_job(request).document)


def job_stopped(request: Request) -> Response:
    """POST /api/jobs/{id}/stop"""
    found = _job(request)
    desk_of(request).jobs.stop(found)
    return JSONResponse(found.document)


def job_again(request: Request) -> Response:
    """POST /api/jobs/{id}/again"""
    found = _job(request)
    if found.state != "failed":
        raise HTTPException(409, "only what failed can be tried again")
    return JSONResponse(desk_of(request).jobs.add(found.delivery).document, 202)


async def events(request: Request) -> Response:
    """GET /api/events"""
    desk = desk_of(request)
    ident = request.query_params.get("job")

    async def told() -> AsyncIterator[str]:
        # Listening begins before it is told how things are, so that nothing falls between.
        with desk.bulletin.listener() as hear:
            yield event("case", await run_in_threadpool(desk.news))
            for known in desk.jobs.all():
                if ident in (None, known.id):
                    yield event("job", known.document)
            while not _has_ended(desk, ident) and (said := await hear()) is not None:
                yield said
            if ident is not None and (last := desk.jobs.get(ident)):
                yield event("job", last.document)

    return StreamingResponse(told(), media_type="text/event-stream", headers={"x-accel-buffering": "no"})


def described(_request: Request) -> Response:
    """GET /api/openapi.json"""
    return JSONResponse(description())


def _has_ended(desk: Desk, ident: str | None) -> bool:
    """Whether all is told of the job that alone is asked for."""
    found = desk.jobs.get(ident) if ident is not None else None
    return ident is not None and (found is None or found.ended)


def _received(desk: Desk, files: list[UploadFile]) -> Delivery:
    with Receiving(desk.folder) as receiving:
        for file in files:
            receiving.take(file.filename or "", file.file)
        return receiving.finish()


def _asked_for(desk: Desk, addresses: list[str], ignore_robots: bool) -> Delivery:
    with Receiving(desk.folder) as receiving:
        receiving.ask(addresses, ignore_robots)
        return receiving.finish()


def _job(request: Request) -> Job:
    found = desk_of(request).jobs.get(request.path_params["id"])
    if found is None:
        raise HTTPException(404, "there is no such job")
    return found


def _taken(taken: Taken, job: Job | None) -> Response:
    document = {
        "judgement": public(taken.row),
        "new": taken.new,
        "overrules": [old.id for old in taken.overrules],
        "job": job.document if job else None,
    }
    return JSONResponse(document, 201 if taken.new else 200)


async def _body(request: Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.body() or b"{}")
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise HTTPException(422, "the body is to be a JSON object")
    return body


def _text(body: dict[str, Any], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str):
        raise HTTPException(422, f"`{name}` is to be a text")
    return value


def _subjects(body: dict[str, Any]) -> list[str]:
    return _texts(body, "subjects")


def _texts(body: dict[str, Any], name: str) -> list[str]:
    value = body.get(name)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise HTTPException(422, f"`{name}` is to be a list of texts")
    return value


def _addresses(body: dict[str, Any]) -> list[str]:
    found = [text.strip() for text in _texts(body, "addresses") if text.strip()]
    if not found:
        raise HTTPException(422, "no address came in; `addresses` is a list of them")
    if len(found) > MOST_ADDRESSES:
        raise HTTPException(422, f"{len(found):,} addresses are more than the {MOST_ADDRESSES} that are taken at once")
    if wrong := [ascii(one[:_LONGEST_TOLD]) for one in found if not is_wanted(one)]:
        raise HTTPException(422, f"no http or https address: {', '.join(wrong)}; nothing was asked for")
    return found


def _flag(body: dict[str, Any], name: str) -> bool:
    value = body.get(name, False)
    if not isinstance(value, bool):
        raise HTTPException(422, f"`{name}` is to be true or false")
    return value


def _author(body: dict[str, Any], desk: Desk) -> str:
    author = body.get("author", "")
    given = " ".join(author.split()) if isinstance(author, str) else ""
    return given[:LONGEST_AUTHOR] or desk.settings.author


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise HTTPException(422, f"{text[:40]!r} is no number")
    return int(text)


def wrong(request: Request, error: Exception) -> Response:
    """What an error is answered with, as JSON: a wrong request, a subject that is not there, a case out of reach."""
    if isinstance(error, HTTPException):
        return JSONResponse({"error": error.detail}, error.status_code, headers=error.headers)
    status = 503 if isinstance(error, CaseError) else 422 if isinstance(error, StemmaError) else 500
    return JSONResponse({"error": str(error) if status < 500 or status == 503 else "an error of Stemma's own"}, status)


ROUTES = [
    Route("/api/openapi.json", described),
    Route("/api/case", standing),
    Route("/api/search", search),
    Route("/api/events", events),
    Route("/api/jobs", jobs),
    Route("/api/jobs/{id}", job),
    Route("/api/jobs/{id}/stop", job_stopped, methods=["POST"]),
    Route("/api/jobs/{id}/again", job_again, methods=["POST"]),
    Route("/api/refresh", refreshed, methods=["POST"]),
    Route("/api/reports", added, methods=["POST"]),
    Route("/api/judgements", judged, methods=["POST"]),
    Route("/api/judgements/{id}/undo", undone, methods=["POST"]),
    Route("/api/notes", noted, methods=["POST"]),
    Route("/api/export/{form}", exported),
    Route("/api/{list}", listed),
    Route("/api/{list}/{id:path}", one),
]
