"""Server-sent events: what has happened, told to every page that listens."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import json
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any

Hearing = Callable[[], Awaitable[str | None]]

# A listener that is further behind has gone; it may come again and ask how things are.
MOST_UNHEARD = 1_000
# Proxies and browsers take a silent connection for a dead one.
SILENCE = 20.0


class Bulletin:
    """Hands events to listeners. `say` may be called from any thread, the rest from the event loop."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[str | None]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None

    def open(self) -> None:
        """Begin to hand on what is said."""
        self._loop = asyncio.get_running_loop()

    def close(self) -> None:
        """End every listening."""
        self._loop = None
        for listener in self._listeners:
            _end(listener)
        self._listeners.clear()

    @property
    def heard(self) -> bool:
        """Whether anybody listens."""
        return bool(self._listeners)

    def say(self, kind: str, about: Mapping[str, Any]) -> None:
        """Tell everybody who listens now."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._put, event(kind, about))

    @contextlib.contextmanager
    def listener(self) -> Iterator[Hearing]:
        """Listening from now until the end of the `with`: each call waits for what is said next.

        It is a comment after a long silence, and None once the desk closes.
        """
        listener: asyncio.Queue[str | None] = asyncio.Queue(MOST_UNHEARD)
        if self._loop is None:
            _end(listener)
        self._listeners.add(listener)
        try:
            yield functools.partial(_next, listener)
        finally:
            self._listeners.discard(listener)

    def _put(self, told: str) -> None:
        for listener in list(self._listeners):
            if listener.full():
                self._listeners.discard(listener)
                _end(listener)
            else:
                listener.put_nowait(told)


def event(kind: str, about: Mapping[str, Any]) -> str:
    """An event as it goes over the wire."""
    return f"event: {kind}\ndata: {json.dumps(about)}\n\n"


def _end(listener: asyncio.Queue[str | None]) -> None:
    while listener.full():
        listener.get_nowait()
    listener.put_nowait(None)


async def _next(listener: asyncio.Queue[str | None]) -> str | None:
    """What is said next, a comment after a long silence, None at the end."""
    try:
        return await asyncio.wait_for(listener.get(), SILENCE)
    except TimeoutError:
        return ": nothing new\n\n"
