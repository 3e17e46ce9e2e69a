"""A case that is watched in a test: feeds of the test's own, a clock that only moves when it is told to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from stemma.collect.clock import Clock
from stemma.collect.fetch import Guard
from stemma.run.inputs import Terms
from stemma.run.watching import Watcher
from stemma.store import open_case
from tests.collect.sites import Answer, feed, named

BEGUN = datetime(2031, 5, 6, 10, 0, tzinfo=UTC)
LIGHT = "The light on Marne Point had been dark since Sunday, the Harbour Board said."
DENIAL = "Brandt Lines denied that the light on Marne Point had been dark since Sunday."
WITNESS = "Fisherman Jon Weller said he saw that the light on Marne Point had been dark since Sunday."


@dataclass
class Hours:
    """A clock that moves by sleeping alone; `slept` are the seconds it was made to."""

    passed: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.passed += seconds

    @property
    def clock(self) -> Clock:
        return Clock(lambda: BEGUN + timedelta(seconds=self.passed), lambda: self.passed, self.sleep)


@dataclass
class Site:
    """What a server answers, to be changed while it runs, and what it was asked for."""

    answers: dict[str, Answer | bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    address: str = ""

    def put(self, path: str, answer: Answer | bytes) -> None:
        """Answer so from now on, and note who asks."""

        def noted(to: BaseHTTPRequestHandler) -> None:
            self.asked.append(path)
            (named(answer) if isinstance(answer, bytes) else answer)(to)

        self.answers[path] = noted

    def post(self, *items: tuple[str, str, str], path: str = "/feed", title: str = "Harbour Post") -> None:
        """Have a feed of these items."""
        self.put(path, feed(*items, title=title, base=self.address))

    def page(self, name: str, words: str) -> None:
        """Have a page that a feed's entry of that name leads to."""
        body = f"<h1>Sea</h1><p>{words} It was the third such report of the week from the harbour.</p>"
        head = '<meta property="og:site_name" content="Harbour Post">'
        self.put(f"/{name}.html", f"<html lang=en><head>{head}</head><article>{body}</article></html>".encode())


@contextmanager
def watching(folder: Path, hours: Hours, *, follow: bool = False) -> Iterator[Watcher]:
    """A watcher of the case at `folder` by the rules alone, as one process has it."""
    guard = Guard(allowed=lambda _: True, pause=0.0, seconds=20.0)
    with open_case(folder, create=True) as store:
        watcher = Watcher(store, folder, Terms(guard=guard, follow=follow), "rules", clock=hours.clock)
        watcher.begin()
        yield watcher
