"""A process beside the server that builds, one thing at a time, so that whoever looks at the desk need not wait."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any, Protocol

from stemma.model import StemmaError
from stemma.run.inputs import Terms
from stemma.run.local import Built, build_case
from stemma.run.pool import collect_seldom

Tell = Callable[[str, int, int | None], None]

# A process that was asked to end has processes of its own to end first.
_PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Task:
    """A build: `inputs` into the case at `folder`, or for no inputs only what is derived brought up to date.

    Texts among the inputs are web addresses; `terms` say how they are fetched.
    """

    folder: Path
    inputs: tuple[Path | str, ...] = ()
    workers: int = 1
    terms: Terms = field(default_factory=Terms)


class Builder(Protocol):
    """Whoever does the building: a process of its own, or in tests the process itself."""

    def run(self, task: Task, tell: Tell) -> Built:
        """Do it, telling of every step. Raises StemmaError where it could not be done or was stopped."""

    def stop(self) -> None:
        """End what is being done; whatever was kept of it stays kept."""


class Worker:
    """A process that builds. It is started at the first task and anew after it was ended."""

    def __init__(self) -> None:
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._changing = threading.Lock()

    def run(self, task: Task, tell: Tell) -> Built:
        """See `Builder.run`."""
        pipe = self._started()
        try:
            pipe.send(task)
            while True:
                kind, value = pipe.recv()
                if kind == "step":
                    tell(*value)
                elif kind == "done":
                    built: Built = value
                    return built
                else:
                    raise StemmaError(value)
        except (EOFError, OSError):
            self.stop()
            raise StemmaError(
                "the building was ended; what was done is kept, and the next build goes on there"
            ) from None

    def stop(self) -> None:
        """See `Builder.stop`."""
        with self._changing:
            process, pipe, self._process, self._pipe = self._process, self._pipe, None, None
        if process is None or pipe is None:
            return
        process.terminate()
        process.join(_PATIENCE)
        if process.is_alive():
            process.kill()
            process.join()

    def hang_up(self) -> None:
        """Let the process alone, as the end of this one would."""
        with self._changing:
            pipe, self._process, self._pipe = self._pipe, None, None
        if pipe is not None:
            pipe.close()

    @property
    def process(self) -> SpawnProcess | None:
        """The process, while there is one."""
        return self._process

    def _started(self) -> Connection:
        with self._changing:
            if self._process is None or self._pipe is None or not self._process.is_alive():
                context = multiprocessing.get_context("spawn")
                self._pipe, theirs = context.Pipe()
                self._process = context.Process(target=_work, args=(theirs,), name="stemma-builder")
                self._process.start()
                theirs.close()  # so that the pipe ends with the process
            return self._pipe


def _work(pipe: Connection) -> None:
    """What the process does until the pipe is closed, which the end of the server does too."""
    # Ctrl-C is for the server, which then says what to do.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _interrupt)
    collect_seldom()
    with contextlib.suppress(EOFError, KeyboardInterrupt):
        while True:
            task: Task = pipe.recv()
            kind, value = _done(task, pipe)
            _send(pipe, kind, value)


def _done(task: Task, pipe: Connection) -> tuple[str, Any]:
    def tell(stage: str, done: int, total: int | None) -> None:
        _send(pipe, "step", (stage, done, total))

    try:
        built = build_case(task.folder, task.inputs, workers=task.workers, progress=tell, terms=task.terms)
        return "done", built
    except StemmaError as error:
        return "failed", str(error)
    except Exception:
        traceback.print_exc(file=sys.stderr)
        return "failed", "the build met an error of Stemma's own, which stands in the terminal; what was done is kept"


def _send(pipe: Connection, kind: str, value: Any) -> None:
    try:
        pipe.send((kind, value))
    except OSError:
        # The server has ended without a word. What it took in is built by the next one.
        raise KeyboardInterrupt from None


def _interrupt(_number: int, _frame: object) -> None:
    # As an exception, so that a build ends the processes that it started.
    raise KeyboardInterrupt
