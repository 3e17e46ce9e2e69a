"""The desk itself: one case with whoever looks at it, adds to it and judges on it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool

from stemma.model import CaseError, Judgement
from stemma.model.rulings import NOTE
from stemma.run.judging import Asked, Taken, enter, undo
from stemma.web.bulletin import Bulletin
from stemma.web.drawn import case_file
from stemma.web.jobs import Job, Jobs
from stemma.web.live import Live
from stemma.web.settings import Settings
from stemma.web.uploads import left_over
from stemma.web.worker import Builder


class Desk:
    """The case at `folder` with all that serves it. Raises CaseError where it can't be opened."""

    def __init__(self, folder: Path, settings: Settings, builder: Builder) -> None:
        self.folder = folder
        self.settings = settings
        self.bulletin = Bulletin()
        self.live = Live(folder, partial(case_file, settings))
        self.jobs = Jobs(folder, builder, settings, self.bulletin.say, self._settled)
        self._told = ""

    def open(self) -> None:
        """Begin: bring what is derived up to date, and build what an earlier desk took in and did not."""
        self.bulletin.open()
        self.jobs.add()
        for delivery in left_over(self.folder):
            self.jobs.add(delivery)

    def close(self) -> None:
        """End, with the case whole."""
        self.bulletin.close()
        self.jobs.close()
        self.live.close()

    def enter(self, asked: Asked, author: str) -> tuple[Taken, Job | None]:
        """Enter a judgement, and the job that derives the case with it; a note needs none."""
        taken = enter(self.folder, asked, author=author, made=now())
        return taken, self._after(asked.verb)

    def undo(self, ident: str, author: str) -> tuple[Judgement, Job | None]:
        """Undo a judgement; the undoing, and the job that derives the case without it."""
        verb = next((row.verb for row in self.live.now().case.judgements if row.id == ident), "")
        row = undo(self.folder, ident, author=author, made=now())
        return row, self._after(verb)

    def standing(self) -> dict[str, Any]:
        """How the case stands, as plain JSON types."""
        case, state = self.live.now().case, self.live.state()
        counts = {name: len(getattr(case, name)) for name in COUNTED}
        return {"title": self.settings.title, "version": state, "behind": self.live.behind(), "counts": counts}

    def news(self) -> dict[str, Any]:
        """What pages are told when the case has changed."""
        return {"version": self.live.state(), "behind": self.live.behind()}

    async def watch(self) -> None:
        """Tell listeners of changes by others, as long as the desk is open."""
        while True:
            await asyncio.sleep(self.settings.look_again)
            if self.bulletin.heard:
                await run_in_threadpool(self.look)

    def look(self) -> None:
        """Tell listeners where the case has changed since they were told."""
        try:
            news = self.news()
        except CaseError:
            return  # the next look, or whoever asks for a page, meets it again
        if self._told and self._told != news["version"]:
            self.bulletin.say("case", news)
        self._told = news["version"]

    def _after(self, verb: str) -> Job | None:
        if verb == NOTE:
            self._tell()
            return None
        return self.jobs.add()

    def _settled(self) -> None:
        self.live.page()  # drawn now, whoever asks for it next need not wait
        self._tell()

    def _tell(self) -> None:
        self.live.settle()
        news = self.news()
        if self._told != news["version"]:
            self._told = news["version"]
            self.bulletin.say("case", news)


COUNTED = ("reports", "actors", "statements", "utterances", "claims", "lineage", "judgements")


def now() -> str:
    """This moment as judgements keep it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
