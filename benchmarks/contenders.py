"""One contender of `benchmarks.reading`, alone in a process on one core.

    python -m benchmarks.contenders accurate [--core 0]

Reads a short text and says "ready", or why it can't. Then reads the texts of each line of standard input, a JSON list,
and says in a line of JSON what that took: seconds, seconds of CPU, peak memory in MB so far.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

# Reads texts, and tells how much came out of them.
Reads = Callable[[Sequence[str]], int]

SHORT = 'The bridge is closed, mayor Ada Brandt said on Tuesday. "Nobody was on it," she told the Harbour Post.'
PEERS = ("spaCy, tokeniser alone", "spaCy, blank NER")
LABELS = 9


def contender(name: str) -> Reads:
    """The contender of that name, loaded. Raises ImportError or WeightsError where it can't be."""
    return stemma(name) if name not in PEERS else spacy(name)


def stemma(name: str) -> Reads:
    """A reader of ours: a text in, statements out."""
    # Imported here, so that no contender pays for the imports of another.
    from stemma.model import Report, sha256_of
    from stemma.read.readers import READERS, reader
    from stemma.run.pool import collect_seldom

    collect_seldom()  # as the worker processes and the command line do
    read = reader(next(known for known in READERS if known == name))

    def reads(texts: Sequence[str]) -> int:
        reports = (Report(id="r", text=text, sha256=sha256_of(text), language="en") for text in texts)
        return sum(len(read(report).statements) for report in reports)

    return reads


def spacy(name: str) -> Reads:
    """spaCy's tokeniser, or with it a named-entity recogniser of the default size, which costs the same untrained."""
    language: Any = importlib.import_module("spacy").blank("en")
    if name == PEERS[0]:
        return lambda texts: sum(len(doc) for doc in language.tokenizer.pipe(texts))
    recogniser = language.add_pipe("ner")
    for number in range(LABELS):
        recogniser.add_label(f"LABEL{number}")
    language.initialize()
    # 16: as fast as any number of articles at a time, at a quarter of the memory of its default.
    return lambda texts: sum(len(doc.ents) for doc in language.pipe(texts, batch_size=16))


def peak_megabytes() -> float:
    """The most memory that this process held; getrusage would count what its parent held before the exec."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")) / 1024


def main() -> None:
    """Load, say so, read what comes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name")
    parser.add_argument("--core", type=int, default=None, help="run on this core alone (Linux)")
    asked = parser.parse_args()
    if asked.core is not None and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {asked.core})
    try:
        reads = contender(asked.name)
    except Exception as error:  # whatever it is, the others go on without this one
        print(f"{type(error).__name__}: {error}".splitlines()[0], flush=True)
        return
    reads([SHORT])
    print("ready", flush=True)
    for line in sys.stdin:
        texts = json.loads(line)
        wall, cpu = time.perf_counter(), time.process_time()
        reads(texts)
        seconds, cpu = time.perf_counter() - wall, time.process_time() - cpu
        print(json.dumps({"seconds": seconds, "cpu": cpu, "megabytes": peak_megabytes()}), flush=True)


if __name__ == "__main__":
    main()
