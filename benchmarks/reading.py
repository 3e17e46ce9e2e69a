"""How fast the readers read: one process, one core, text in, statements out.

    python -m benchmarks.reading [--articles 200] [--peer] [--cores 1] [--reader NAME]

Every contender has a process of its own, pinned to the same core, and they take turns: each reads a part of the
articles, then each the next part, so that whatever else the machine does falls on all alike. Printed are the medians of
the turns. With --cores N, N such processes of a contender read at once, each on a core of its own, and their rates are
added up. Start-up is from the start of a process to the end of its first reading, of a short text.

With --peer, spaCy reads the same texts in the same turns: its tokeniser alone, and a blank pipeline with a named-entity
recogniser of its default size: uv run --group bench python -m benchmarks.reading --peer
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from statistics import median
from types import TracebackType
from typing import Self

from benchmarks.contenders import PEERS
from benchmarks.reports import drawn, paragraphs
from evaluation.corpora import shared_folder
from stemma.read.readers import READERS
from stemma.run.pool import available_cores

TURNS = 5
# The goals for a reader on one core.
ARTICLES_A_SECOND = {"accurate": 6.0, "fast": 25.0}
MEGABYTES, STARTUP_SECONDS = 500.0, 1.5
ONE_THREAD = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "BLIS")}


class Missing(Exception):  # noqa: N818 - a finding: this contender does not take part
    """A contender could not be loaded: its library or its weights are not there."""


class Process:
    """A contender's process, ready to read; `startup` is how many seconds that took from the start of the process.

    Raises Missing where it says that it can't.
    """

    def __init__(self, name: str, core: int) -> None:
        start = time.perf_counter()
        command = [sys.executable, "-m", "benchmarks.contenders", name, "--core", str(core)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | ONE_THREAD
        )
        said = self._said()
        self.startup = time.perf_counter() - start
        if said != "ready":
            self.close()
            raise Missing(said or "its process ended")

    def begin(self, texts: Sequence[str]) -> None:
        """Hand texts over to be read."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(texts) + "\n")
        self._process.stdin.flush()

    def done(self) -> dict[str, float]:
        """Wait for the texts to be read; what that took, as the process measured it."""
        cost: dict[str, float] = json.loads(self._said())
        return cost

    def close(self) -> None:
        """End the process."""
        self._process.communicate()

    def _said(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@dataclass(slots=True)
class Contender:
    """A contender with its processes, and what each turn took.

    Rates are of all processes together; `cpu` is milliseconds of CPU for an article.
    """

    name: str
    processes: list[Process]
    articles: list[float] = field(default_factory=list)
    words: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    startup: list[float] = field(default_factory=list)
    megabytes: float = 0.0

    def turn(self, texts: Sequence[str]) -> None:
        """Have every process read the texts, all at once."""
        words = sum(len(text.split()) for text in texts)
        for process in self.processes:
            process.begin(texts)
        costs = [process.done() for process in self.processes]
        rate = sum(1 / cost["seconds"] for cost in costs)
        self.articles.append(rate * len(texts))
        self.words.append(rate * words)
        self.cpu.append(1000 * sum(cost["cpu"] for cost in costs) / len(costs) / len(texts))
        self.megabytes = max([self.megabytes, *(cost["megabytes"] for cost in costs)])

    def row(self) -> str:
        """Its line of the table."""
        speed = f"{median(self.articles):>12.1f}{median(self.words):>10.0f}{median(self.cpu):>10.1f}"
        return f"{self.name:<24}{speed}{median(self.startup):>12.2f}{self.megabytes:>8.0f}"


HEADER = f"{'':<24}{'articles/s':>12}{'words/s':>10}{'CPU ms':>10}{'start-up s':>12}{'MB':>8}"


def entered(names: Sequence[str], cores: Sequence[int], processes: ExitStack) -> list[Contender]:
    """The contenders that can be loaded, each with a process a core; of the others it is printed why not."""
    found = []
    for name in names:
        try:
            found.append(Contender(name, [processes.enter_context(Process(name, core)) for core in cores]))
        except Missing as why:
            print(f"left out: {name}: {why}")
    return found


def race(contenders: Sequence[Contender], texts: Sequence[str], core: int) -> None:
    """Have all read all texts, taking turns; and start each anew at each turn, to see how long that takes."""
    for number in range(TURNS):
        for contender in contenders:
            with Process(contender.name, core) as fresh:
                contender.startup.append(fresh.startup)
            contender.turn(texts[number::TURNS])


def missed(contenders: Sequence[Contender], cores: int) -> int:
    """Print the goals of our readers; how many are missed. Those for speed hold for one process."""
    goals: list[tuple[str, float, float]] = []
    for one in contenders:
        if one.name in ARTICLES_A_SECOND and cores == 1:
            goals.append((f"{one.name}: articles/s, at least", median(one.articles), ARTICLES_A_SECOND[one.name]))
        if one.name in READERS:
            goals.append((f"{one.name}: MB, under", -one.megabytes, -MEGABYTES))
            goals.append((f"{one.name}: start-up s, under", -median(one.startup), -STARTUP_SECONDS))
    for what, reached, goal in goals:
        verdict = "met" if reached >= goal else "MISSED"
        print(f"{what + f' {abs(goal):g}':<36}{abs(reached):>10.2f}  {verdict}")
    return sum(reached < goal for _, reached, goal in goals)


def main(argv: list[str] | None = None) -> int:
    """Measure and print; 1 where a goal is missed, 2 where there is nothing to read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=200, help="how many articles of 750 words each contender reads")
    parser.add_argument("--cores", type=int, default=1, help="how many processes of a contender read at once")
    parser.add_argument("--reader", choices=READERS, action="append", help="only this reader; may be given again")
    parser.add_argument("--peer", action="store_true", help="also spaCy (dependency group bench)")
    asked = parser.parse_args(argv)
    news = shared_folder() / "data" / "polnear" / "train" / "text"
    if not news.is_dir():
        print(f"benchmark: no news text at {news}; set STEMMA_SHARED to where it is", file=sys.stderr)
        return 2
    texts = [row["text"] for row in drawn(paragraphs(news), max(asked.articles, TURNS))]
    cores = usable_cores()[: max(1, asked.cores)]
    with ExitStack() as processes:
        contenders = entered([*(asked.reader or READERS), *(PEERS if asked.peer else ())], cores, processes)
        race(contenders, texts, cores[0])
    words = sum(len(text.split()) for text in texts) / len(texts)
    print(f"{len(texts)} articles of {words:.0f} words, {TURNS} turns, processes of a contender at once: {len(cores)}")
    print(HEADER, *(one.row() for one in contenders), sep="\n")
    return int(missed(contenders, len(cores)) > 0)


def usable_cores() -> list[int]:
    """The numbers of the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return list(range(available_cores()))


if __name__ == "__main__":
    sys.exit(main())
