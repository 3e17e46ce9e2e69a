"""Work spread over processes, results in the order of the work."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from types import ModuleType
from typing import TypeVar

from stemma.model import StemmaError

T = TypeVar("T")
R = TypeVar("R")

# Starting a process costs some 0.7 s of imports, about what 25 articles cost to read in this one.
WORTH_A_POOL = 24
# Chunks in flight for each worker: enough to keep it busy, few enough that memory does not grow with the input.
AHEAD = 4


def available_cores() -> int:
    """How many cores this process may use (a container's limit, not the machine's number, where that is known)."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def ordered_map(function: Callable[[T], R], items: Iterable[T], workers: int, chunk: int = 8) -> Iterator[R]:
    """`map(function, items)` over `workers` processes, in order, with a bounded number of items in memory.

    Runs in this process for one worker or a handful of items. `function` must be importable by name. The same
    results whatever `workers` and `chunk` are. An exception in `function` is raised here; StemmaError where a process
    was ended from outside.
    """
    iterator = iter(items)
    first = list(islice(iterator, WORTH_A_POOL)) if workers > 1 else []
    if workers <= 1 or len(first) < WORTH_A_POOL:
        yield from map(function, chain(first, iterator))
        return
    yield from _pooled(function, chain(first, iterator), workers, chunk)


def _pooled(function: Callable[[T], R], items: Iterator[T], workers: int, chunk: int) -> Iterator[R]:
    # spawn: the one start method that behaves the same on Linux, macOS and Windows and beside threads.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=quiet_worker)
    pending: deque[Future[list[R]]] = deque()
    try:
        while True:
            while len(pending) < workers * AHEAD and (part := list(islice(items, chunk))):
                with without_main():
                    pending.append(pool.submit(_each, function, part))
            if not pending:
                break
            yield from pending.popleft().result()
    except BrokenProcessPool as error:
        why = "a worker process was ended from outside, perhaps for want of memory"
        raise StemmaError(f"{why}; run the same command again, with fewer --workers") from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _each(function: Callable[[T], R], part: list[T]) -> list[R]:
    return [function(item) for item in part]


@contextmanager
def without_main() -> Iterator[None]:
    """Have no main module meanwhile: a spawned process would import it, and with it all that the command needs.

    A user's script needs no `if __name__ == "__main__"` because of it. What the process is to run can't be one of the
    main module's own functions, which one that is importable by name is not.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def collect_seldom() -> None:
    """Have this process look for unreachable cycles seldom.

    Readings and cases are large trees of values without cycles, which Python's collector goes over again and again
    and finds nothing in.
    """
    gc.set_threshold(100_000, 50, 50)


def quiet_worker() -> None:
    """Make this process a worker: it leaves Ctrl-C to its parent and collects garbage seldom."""
    # Ctrl-C reaches the whole process group; only the parent answers it, so that no worker prints a traceback.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_seldom()
