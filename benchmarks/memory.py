"""Running a command and measuring it: seconds, and the most memory that it and its children held at once."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """One run: wall-clock seconds and peak memory in MB, of the whole process tree (shared pages counted once)."""

    seconds: float
    megabytes: float


def measured(command: Sequence[str]) -> Run:
    """Run `command`; raises CalledProcessError where it fails. Memory is read from /proc every 0.1 s (Linux)."""
    start = time.perf_counter()
    peak = 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        ended = threading.Event()

        def watch() -> None:
            nonlocal peak
            while not ended.wait(0.1):
                peak = max(peak, tree_megabytes(process.pid))

        watcher = threading.Thread(target=watch)
        watcher.start()
        code = process.wait()
        ended.set()
        watcher.join()
    if code:
        raise subprocess.CalledProcessError(code, command)
    return Run(time.perf_counter() - start, peak)


def tree_megabytes(pid: int) -> float:
    """Proportional set size of a process and all its descendants, in MB; 0 for what has just ended."""
    total = 0.0
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        total = sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return total
    return total + sum(tree_megabytes(int(child)) for child in children)
