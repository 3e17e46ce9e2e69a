"""What the desk was asked to build: done in turn by one thread, with all that became of it."""

from __future__ import annotations

import queue
import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from stemma.model import StemmaError
from stemma.run.inputs import Terms
from stemma.run.local import Built
from stemma.web.settings import Settings
from stemma.web.uploads import Delivery
from stemma.web.worker import Builder, Task

JobState = Literal["waiting", "running", "done", "failed", "stopped"]
Say = Callable[[str, Mapping[str, Any]], None]

# Jobs that are told of; the oldest that have ended are forgotten first.
MOST_KEPT = 200


@dataclass(slots=True)
class Job:
    """One build. `files` are names of files and addresses sent in, `problems` what could not be taken of them, and why.

    `stage` is what is being done, `done` how much of it of `total`; `total` is None where that is not known yet.
    `revision` grows with every change that is told: answers and events come over connections of their own, so what was
    sent first may arrive last.
    """

    id: str
    delivery: Delivery | None = None
    state: JobState = "waiting"
    stage: str = ""
    done: int = 0
    total: int | None = None
    new: int = 0
    problems: list[dict[str, str | None]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    why: str | None = None
    revision: int = 0

    @property
    def ended(self) -> bool:
        """Whether nothing more becomes of it."""
        return self.state in ("done", "failed", "stopped")

    @property
    def document(self) -> dict[str, Any]:
        """The job as plain JSON types."""
        # The revision first: what changes meanwhile is told again, of a later revision.
        names = ("revision", "id", "state", "stage", "done", "total", "new", "problems", "notes", "why")
        files = list(self.delivery.names) if self.delivery else []
        return {"files": files} | {name: getattr(self, name) for name in names}


class Jobs:
    """Does jobs one after the other in a thread of its own. `say` is told of every change, `settled` after each job."""

    def __init__(
        self, folder: Path, builder: Builder, settings: Settings, say: Say, settled: Callable[[], None]
    ) -> None:
        self._folder = folder
        self._builder = builder
        self._settings = settings
        self._say = say
        self._settled = settled
        self._jobs: dict[str, Job] = {}
        self._waiting: queue.Queue[Job | None] = queue.Queue()
        self._changing = threading.Lock()
        self._closing = False
        self._thread = threading.Thread(target=self._work, name="stemma-jobs", daemon=True)
        self._thread.start()

    def add(self, delivery: Delivery | None = None) -> Job:
        """A job for what was sent in; for None one that brings what is derived up to date."""
        with self._changing:
            waiting = (job for job in self._jobs.values() if job.state == "waiting" and job.delivery is None)
            job = next(waiting, None) if delivery is None else None
            if job is not None:
                return job
            job = Job(id=secrets.token_hex(6), delivery=delivery)
            self._jobs[job.id] = job
            for old in [one.id for one in self._jobs.values() if one.ended][: max(0, len(self._jobs) - MOST_KEPT)]:
                del self._jobs[old]
        self._waiting.put(job)
        self._tell(job)
        return job

    def get(self, ident: str) -> Job | None:
        """The job of that id."""
        return self._jobs.get(ident)

    def all(self) -> tuple[Job, ...]:
        """All jobs that are remembered, the first made first."""
        with self._changing:
            return tuple(self._jobs.values())

    def stop(self, job: Job) -> None:
        """End a job, or keep it from beginning. What was sent in with it is forgotten."""
        with self._changing:
            was, job.state = job.state, job.state if job.ended else "stopped"
        if was == "running":
            self._builder.stop()

    def close(self) -> None:
        """End the job that runs and begin no other. What was sent in and not built yet stays for the next start."""
        self._closing = True
        self._waiting.put(None)
        self._builder.stop()
        self._thread.join()

    def _work(self) -> None:
        while (job := self._waiting.get()) is not None and not self._closing:
            with self._changing:
                begins = job.state == "waiting"
                if begins:
                    job.state = "running"
            if begins:
                self._tell(job)
                self._do(job)
            # What failed may be tried again, now or after the next start.
            if job.delivery is not None and job.state in ("done", "stopped"):
                job.delivery.discard()
            self._tell(job)

    def _do(self, job: Job) -> None:
        try:
            self._note(job, self._builder.run(self._task(job.delivery), lambda *step: self._step(job, *step)))
            self._settled()
        except StemmaError as error:
            self._end(job, "failed", str(error))
        except Exception:
            self._end(job, "failed", "the desk met an error of its own")
            raise
        else:
            self._end(job, "done")

    def _task(self, delivery: Delivery | None) -> Task:
        if delivery is None:
            return Task(self._folder, (), self._settings.workers)
        guard = replace(self._settings.fetching, robots=not delivery.ignore_robots)
        return Task(self._folder, delivery.inputs, self._settings.workers, Terms(guard=guard))

    def _end(self, job: Job, state: JobState, why: str | None = None) -> None:
        with self._changing:
            if not job.ended:
                job.state, job.why = state, why

    def _note(self, job: Job, built: Built) -> None:
        called = job.delivery.called if job.delivery else str
        job.new = built.intake.new
        job.problems = [
            {"file": called(one.name) + (f", line {one.line}" if one.line else ""), "why": one.why}
            for one in built.intake.problems
        ]
        job.notes = [job.delivery.told(note) if job.delivery else note for note in built.intake.notes]

    def _step(self, job: Job, stage: str, done: int, total: int | None) -> None:
        before = (job.stage, job.done)
        job.stage, job.done, job.total = stage, done, total
        if job.ended:  # stopped before there was anything to stop
            self._builder.stop()
        # A percent is as fine as anybody sees.
        if stage != before[0] or done == total or not total or done * 100 // total != before[1] * 100 // total:
            self._tell(job)

    def _tell(self, job: Job) -> None:
        with self._changing:
            job.revision += 1
        self._say("job", job.document)
