"""Puts the desk together: its pages and its API behind its guard."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response

from stemma.model import StemmaError
from stemma.web import api, pages
from stemma.web.desk import Desk
from stemma.web.guard import Guard
from stemma.web.settings import Settings
from stemma.web.worker import Builder


def desk_app(folder: Path, settings: Settings, builder: Builder) -> Starlette:
    """The server's application for the case at `folder`. Raises CaseError where the case can't be opened."""
    desk = Desk(folder, settings, builder)

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        desk.open()
        watching = asyncio.create_task(desk.watch())
        try:
            yield
        finally:
            watching.cancel()
            await asyncio.to_thread(desk.close)

    app = Starlette(
        routes=[*api.ROUTES, *pages.ROUTES],
        middleware=[Middleware(Guard, door=settings.door)],
        exception_handlers={HTTPException: _wrong, StemmaError: _wrong, Exception: _wrong},
        lifespan=lifespan,
    )
    app.state.desk = desk
    return app


def _wrong(request: Request, error: Exception) -> Response:
    wrong = api.wrong if request.url.path.startswith("/api/") else pages.wrong
    return wrong(request, error)
