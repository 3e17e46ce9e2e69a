"""Work on what strangers wrote, in processes of their own with limits on time and memory.

A file that makes its parser hang, crash or grow costs that file: its process is ended, another one goes on with the
rest. The processes are kept for the next call, because starting one costs more than parsing a page.
"""

from __future__ import annotations

import atexit
import multiprocessing
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from stemma.run.pool import AHEAD, WORTH_A_POOL, quiet_worker, without_main

try:
    import resource
except ImportError:  # Windows: time is limited, memory is not
    resource = None  # type: ignore[assignment]

T = TypeVar("T")
R = TypeVar("R")

# Thirty times what the largest input that is taken needs on a slow machine; a part of one needs a second or two.
SECONDS = 300.0
# What starting a process may take on top of its first item, on a machine that is busy with much else.
STARTING = 60.0
# A page of 100 MB, the most that is taken, needs some ten times its size.
MEGABYTES = 3000


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one item may cost: seconds by the clock, and megabytes of memory where the platform can hold it to that."""

    seconds: float = SECONDS
    megabytes: int = MEGABYTES


@dataclass(slots=True)
class _Task(Generic[T, R]):
    """An item, and what came of it in a list of one, empty as long as nothing has."""

    item: T
    came: list[R] = field(default_factory=list)


@dataclass(slots=True)
class _Worker:
    """A process that does one item at a time. `task` is what it is at, `deadline` when it has to be done."""

    process: Any
    connection: Connection
    bounds: Bounds
    task: _Task[Any, Any] | None = None
    deadline: float = 0.0
    warm: bool = False

    def begin(self, function: Callable[[T], R], task: _Task[T, R]) -> None:
        """Hand it an item. Raises OSError where the process has ended."""
        self.connection.send(("one", function, task.item))
        self.task = task
        self.deadline = time.monotonic() + self.bounds.seconds + (0 if self.warm else STARTING)

    def end(self) -> None:
        """End the process, whatever it does."""
        with suppress(OSError, ValueError):
            self.process.kill()
            self.process.join()
            self.process.close()
        self.connection.close()


# Those without work, kept until this process ends.
_idle: list[_Worker] = []


def start_ahead(bounds: Bounds = Bounds()) -> None:
    """Start a process that the next `guarded_map` finds ready, where none is; returns at once."""
    if not _idle:
        _idle.append(_started(bounds))


def guarded_map(
    function: Callable[[T], R],
    items: Iterable[T],
    failed: Callable[[T, str], R],
    workers: int,
    bounds: Bounds = Bounds(),
) -> Iterator[R]:
    """`map(function, items)`, in order, in up to `workers` processes with limits; some items in memory at a time.

    Where an item costs more than `bounds` or ends its process, the result is `failed(item, why)`, `why` being half a
    sentence. `function`, items and results have to be picklable. The same results whatever `workers` is. An exception
    in `function` is raised here.
    """
    iterator, window = iter(items), deque[_Task[T, R]]()
    crew: list[_Worker] = []
    begun, more = 0, True
    try:
        while more or window:
            while more and len(window) < workers * AHEAD:
                worker = _free(crew, workers if begun >= WORTH_A_POOL else 1, bounds)
                if worker is None:
                    break
                task = next((_Task[T, R](item) for item in iterator), None)
                if task is None:
                    more = False
                    break
                window.append(task)
                begun += 1
                _begin(crew, worker, function, task)
            while window and window[0].came:
                yield window.popleft().came[0]
            if window:
                _wait(crew, failed)
    finally:
        for worker in crew:
            if worker.task is None:
                _idle.append(worker)
            else:
                worker.end()


def guarded_stream(
    function: Callable[[T], Iterator[R]], item: T, failed: Callable[[T, str], R], bounds: Bounds = Bounds()
) -> Iterator[R]:
    """What `function(item)` yields, made in a process with limits and handed over as it is made.

    `bounds.seconds` are for each result, while it is waited for. Where one costs more or the process ends, the last
    result is `failed(item, why)`. `function`, item and results have to be picklable. An exception in `function` is
    raised here.
    """
    worker = _asked(function, item, bounds)
    done = False
    try:
        while True:
            if not worker.connection.poll(bounds.seconds + (0 if worker.warm else STARTING)):
                yield failed(item, f"took over {bounds.seconds:g} s to read; the rest of it was passed over")
                return
            try:
                how, result = worker.connection.recv()
            except (EOFError, OSError):
                yield failed(item, "made its reader end without a word; the rest of it was passed over")
                return
            worker.warm = True
            if how == "part":
                yield result
                continue
            done = True
            if how == "raised":
                raise result
            if how == "memory":
                yield failed(item, f"needs over {bounds.megabytes:,} MB of memory to be read; the rest was passed over")
            return
    finally:
        if done:
            _idle.append(worker)
        else:
            worker.end()


def _asked(function: Callable[[T], Iterator[R]], item: T, bounds: Bounds) -> _Worker:
    """A process that was handed an item to stream."""
    worker = next((one for one in _idle if one.bounds == bounds), None)
    if worker is not None:
        _idle.remove(worker)
        try:
            worker.connection.send(("each", function, item))
            return worker
        except OSError:  # it was ended while it had no work
            worker.end()
    worker = _started(bounds)
    worker.connection.send(("each", function, item))
    return worker


def _free(crew: list[_Worker], workers: int, bounds: Bounds) -> _Worker | None:
    """A process without work, started where there are fewer than `workers`; None where all are at work."""
    worker = next((one for one in crew if one.task is None), None)
    if worker is None and len(crew) < workers:
        kept = next((one for one in _idle if one.bounds == bounds), None)
        if kept is not None:
            _idle.remove(kept)
        worker = kept or _started(bounds)
        crew.append(worker)
    return worker


def _begin(crew: list[_Worker], worker: _Worker, function: Callable[[T], R], task: _Task[T, R]) -> None:
    try:
        worker.begin(function, task)
    except OSError:  # it was ended while it had no work
        fresh = _replace(crew, worker)
        fresh.begin(function, task)


def _replace(crew: list[_Worker], worker: _Worker) -> _Worker:
    crew.remove(worker)
    worker.end()
    fresh = _started(worker.bounds)
    crew.append(fresh)
    return fresh


def _wait(crew: list[_Worker], failed: Callable[[Any, str], Any]) -> None:
    """Wait until one of those at work is done, ended or late, and note what came of its item."""
    busy = {worker.connection: worker for worker in crew if worker.task is not None}
    left = min(worker.deadline for worker in busy.values()) - time.monotonic()
    ready = wait(list(busy), timeout=max(0.0, left))
    for connection in ready:
        worker = busy[connection]  # type: ignore[index]
        task, worker.task = worker.task, None
        assert task is not None
        try:
            how, result = worker.connection.recv()
        except (EOFError, OSError):
            _replace(crew, worker)
            task.came.append(failed(task.item, "made its reader end without a word; it was passed over"))
            continue
        worker.warm = True
        if how == "raised":
            raise result
        why = f"needs over {worker.bounds.megabytes:,} MB of memory to be read; it was passed over"
        task.came.append(result if how == "done" else failed(task.item, why))
    for worker in busy.values():
        if worker.task is not None and time.monotonic() >= worker.deadline:
            task = worker.task
            _replace(crew, worker)
            task.came.append(failed(task.item, f"took over {worker.bounds.seconds:g} s to read; it was passed over"))


def _started(bounds: Bounds) -> _Worker:
    # spawn: the one start method that behaves the same on Linux, macOS and Windows and beside threads.
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, bounds.megabytes), daemon=True)
    with without_main():
        process.start()
    theirs.close()
    return _Worker(process, ours, bounds)


def _serve(connection: Connection, megabytes: int) -> None:
    quiet_worker()
    _limit(megabytes)
    while True:
        try:
            how, function, item = connection.recv()
        except (EOFError, OSError):
            return
        answer: tuple[str, Any]
        try:
            made = function(item)
            if how == "each":
                # A result that is not asked for yet waits in the pipe, and its maker with it.
                for part in made:
                    connection.send(("part", part))
            answer = ("done", made if how == "one" else None)
        except MemoryError:
            answer = ("memory", None)
        except Exception as error:  # raised again where the items come from
            answer = ("raised", error)
        connection.send(answer)


def _limit(megabytes: int) -> None:
    if resource is not None:
        # RLIMIT_DATA: what is allocated, without what is only mapped. macOS has it and does not enforce it.
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_DATA, (megabytes * 1_000_000, hard))


@atexit.register
def _end_idle() -> None:
    while _idle:
        _idle.pop().end()
