"""Copied passages: how many are found, how many of those found are copies, and what it costs.

    python -m benchmarks.passages [--reports 10000] [--workers 4] [--peer] [--keep all] [--seed 1912]

Reports are drawn from real news text by edits (`benchmarks.copies`): trimmed, words changed, paragraphs moved, two
sources mixed. How much of a report was copied, its containment, is therefore known; a found pair is right when the two
have eight or more copied words in common. Cutting texts into words is not counted. Then the newest reports are added
one after the other to the index of all others. --keep tells which shingles the index holds: all, as it does, or to see
what that costs one in four ("mod"), or the least of each four in a row ("winnow").

With --peer, datasketch's MinHashLSH (128 permutations, threshold .5, shingles of five words) and its MinHashLSHEnsemble
(containment, threshold .5) look for the same pairs, one core each; they find pairs of reports and no passages:
uv run --group bench python -m benchmarks.passages --peer
"""

from __future__ import annotations

import argparse
import importlib
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

import numpy as np

from benchmarks.copies import CONTAINMENTS, Drawn, draw
from benchmarks.reports import paragraphs
from evaluation.corpora import shared_folder
from stemma.compare.passages import Pages, runs_into
from stemma.compare.pieces import gather
from stemma.compare.shingles import SHINGLE, Hashes, Ints, Key, ShingleIndex
from stemma.model import Reading, Report, Span, sha256_of
from stemma.run.pool import available_cores
from stemma.text.tokens import tokenise

Pair = tuple[int, int]
Passages = dict[Pair, list[tuple[Span, Span]]]

# Two reports that have fewer copied words in common share no passage.
LEAST_WORDS = 8
ADDED = 200
# The goals: recall of passages from this containment on, and minutes for the whole case.
RECALL, FROM_CONTAINMENT, MINUTES = 0.95, 0.5, 10.0


@dataclass(slots=True)
class Found:
    """What a contender found: pairs (earlier report, later report), with passages where it tells them, and its cost."""

    name: str
    pairs: set[Pair]
    passages: Passages | None = None
    seconds: float = 0.0
    megabytes: float = 0.0
    notes: list[str] = field(default_factory=list)


def pages_of(drawn: Drawn) -> Pages:
    """The drawn reports as they are compared; each has the number that it was drawn under."""
    first = datetime(2020, 1, 1, tzinfo=UTC)
    reports = []
    for number in range(len(drawn.words)):
        text, published = drawn.text(number), (first + timedelta(minutes=number)).isoformat()
        reports.append(Report(id=f"r{number:07d}", text=text, sha256=sha256_of(text), published=published))
    return Pages(gather(reports, [Reading(report=report.id, language="en") for report in reports], ()))


class SampledIndex(ShingleIndex):
    """An index that holds a part of the shingles: those that `kept` leaves."""

    def __init__(self, kept: Callable[[Hashes], Hashes]) -> None:
        super().__init__()
        self._kept = kept

    def add(self, key: Key, hashes: Hashes) -> int:
        """As ever."""
        return super().add(key, self._kept(hashes))

    def extend(self, reports: Iterable[tuple[Key, Hashes]]) -> None:
        """As ever."""
        super().extend((key, self._kept(hashes)) for key, hashes in reports)

    def partners(self, number: int, hashes: Hashes, without: Collection[int] = ()) -> Ints:
        """As ever."""
        return super().partners(number, self._kept(hashes), without)


def one_in_four(hashes: Hashes) -> Hashes:
    """The shingles whose hash divides by four (U. Manber 1994)."""
    kept: Hashes = hashes[hashes % np.uint64(4) == 0]
    return kept


def winnowed(hashes: Hashes) -> Hashes:
    """The least of each four shingles in a row (S. Schleimer et al. 2003): of any eight words in a row one is kept."""
    if len(hashes) < 4:
        return hashes
    windows = np.lib.stride_tricks.sliding_window_view(hashes, 4)
    kept: Hashes = hashes[np.unique(windows.argmin(axis=1) + np.arange(len(windows)))]
    return kept


INDEXES: dict[str, Callable[[], ShingleIndex]] = {
    "all": ShingleIndex,
    "mod": lambda: SampledIndex(one_in_four),
    "winnow": lambda: SampledIndex(winnowed),
}


class _Ours:
    """What the processes that compare have in common: set before they are forked."""

    pages: Pages
    index: ShingleIndex


def _passages_into(right: int) -> list[tuple[int, int, Span, Span]]:
    """The passages that a report shares with earlier ones."""
    pages = _Ours.pages
    return [
        (left, right, pages.span(left, run.left, run.left_end), pages.span(right, run.right, run.right_end))
        for left, run in runs_into(pages, _Ours.index, right)
    ]


def ours(pages: Pages, count: int, workers: int, index: ShingleIndex) -> Found:
    """All passages among the first `count` reports, on so many processes."""
    start = time.perf_counter()
    index.extend((pages.key(number), pages.hashes(number)) for number in range(count))
    indexed = time.perf_counter()
    _Ours.pages, _Ours.index = pages, index
    passages: Passages = {}
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        for rows in pool.imap(_passages_into, range(count), chunksize=200):
            for left, right, there, here in rows:
                passages.setdefault((left, right), []).append((there, here))
    seconds = time.perf_counter() - start
    postings = sum(level.nbytes for level in index.arrays()[0]) / 1e6
    note = f"index {indexed - start:.1f} s, {postings:.0f} MB; passages {sum(map(len, passages.values()))}"
    return Found(f"stemma, {workers} processes", set(passages), passages, seconds, notes=[note])


def added(pages: Pages, first: int) -> list[float]:
    """Milliseconds of CPU that each report from `first` on takes to be added to the index and compared."""
    index, costs = _Ours.index, []
    for number in range(first, len(pages)):
        start = time.process_time()
        index.add(pages.key(number), pages.hashes(number))
        runs_into(pages, index, number)
        costs.append(1000 * (time.process_time() - start))
    return costs


def sketches(texts: Iterable[str]) -> tuple[list[Any], list[int]]:
    """A MinHash of each text's shingles and how many these are. Raises ImportError without datasketch."""
    minhash = importlib.import_module("datasketch").MinHash
    made, sizes = [], []
    for text in texts:
        words = [token.folded for token in tokenise(text)]
        parts = {" ".join(words[at : at + SHINGLE]).encode() for at in range(len(words) - SHINGLE + 1)}
        sketch = minhash(num_perm=128)
        sketch.update_batch(sorted(parts))
        made.append(sketch)
        sizes.append(max(1, len(parts)))
    return made, sizes


def lsh(made: Sequence[Any], sizes: Sequence[int]) -> set[Pair]:
    """Pairs by datasketch's MinHashLSH."""
    index = importlib.import_module("datasketch").MinHashLSH(threshold=0.5, num_perm=128)
    pairs: set[Pair] = set()
    for number, sketch in enumerate(made):
        pairs.update((other, number) for other in index.query(sketch))
        index.insert(number, sketch)
    return pairs


def ensemble(made: Sequence[Any], sizes: Sequence[int]) -> set[Pair]:
    """Pairs by datasketch's MinHashLSHEnsemble: reports of which half or more is contained in another."""
    index = importlib.import_module("datasketch").MinHashLSHEnsemble(threshold=0.5, num_perm=128, num_part=16)
    index.index((number, sketch, size) for number, (sketch, size) in enumerate(zip(made, sizes, strict=True)))
    pairs: set[Pair] = set()
    for number, (sketch, size) in enumerate(zip(made, sizes, strict=True)):
        pairs.update((min(number, other), max(number, other)) for other in index.query(sketch, size))
    return {pair for pair in pairs if pair[0] != pair[1]}


def peers(drawn: Drawn, count: int) -> list[Found]:
    """datasketch's two indexes on the first `count` reports."""
    start = time.perf_counter()
    made, sizes = sketches(map(drawn.text, range(count)))
    sketching = time.perf_counter() - start
    found = []
    finders: list[tuple[str, Callable[[Sequence[Any], Sequence[int]], set[Pair]]]] = [
        ("datasketch MinHashLSH", lsh),
        ("datasketch MinHashLSHEnsemble", ensemble),
    ]
    for name, find in finders:
        start = time.perf_counter()
        pairs = find(made, sizes)
        seconds = sketching + time.perf_counter() - start
        found.append(Found(name, pairs, seconds=seconds, notes=[f"of it sketching {sketching:.1f} s"]))
    return found


def alone(make: Callable[[], list[Found]]) -> list[Found]:
    """What `make` finds in a process of its own, with the memory that this process and its own came to need."""

    def work() -> list[Found]:
        before = _peak()
        found = make()
        for one in found:
            one.megabytes = _peak() - before
        return found

    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=lambda: sender.send(work()))
    process.start()
    found: list[Found] = receiver.recv()
    process.join()
    return found


def _peak() -> float:
    """The most memory in MB that this process has had in use."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def recall(found: Found, drawn: Drawn, count: int) -> dict[float, tuple[float, float]]:
    """By containment: the share of copies whose pair was found, and of the copied characters that passages cover."""
    tallies = {containment: [0, 0, 0, 0] for containment in (0.1, *CONTAINMENTS)}
    for copy in drawn.copies:
        if copy.taker >= count:
            continue
        tally = tallies[copy.containment]
        pair = copy.source, copy.taker
        tally[0] += 1
        tally[1] += pair in found.pairs
        if found.passages is not None:
            taken, covered = _covered(drawn, pair, found.passages.get(pair, []))
            tally[2] += taken
            tally[3] += covered
    return {c: (hit / max(1, all_), covered / max(1, taken)) for c, (all_, hit, taken, covered) in tallies.items()}


def _covered(drawn: Drawn, pair: Pair, passages: Sequence[tuple[Span, Span]]) -> tuple[int, int]:
    """Characters of words that the later report has from the earlier, and how many of them stand in passages."""
    marks = set(drawn.marks[pair[0]])
    spans = sorted(here for _, here in passages)
    taken = covered = at = 0
    for word, mark in zip(drawn.words[pair[1]], drawn.marks[pair[1]], strict=True):
        if mark in marks:
            taken += len(word)
            covered += len(word) * any(span.start < at + len(word) and at < span.end for span in spans)
        at += len(word) + 1
    return taken, covered


def precision(found: Found, drawn: Drawn) -> tuple[float, float]:
    """The share of pairs with copied words in common; and of the characters in passages that were copied at all."""
    right = sum(_common(drawn, pair) >= LEAST_WORDS for pair in found.pairs)
    copied = marked = 0
    for (left, later), passages in (found.passages or {}).items():
        marks = set(drawn.marks[left])
        at = 0
        for word, mark in zip(drawn.words[later], drawn.marks[later], strict=True):
            if any(here.start < at + len(word) and at < here.end for _, here in passages):
                marked += len(word)
                copied += len(word) * (mark in marks)
            at += len(word) + 1
    return right / max(1, len(found.pairs)), copied / max(1, marked)


def _common(drawn: Drawn, pair: Pair) -> int:
    return len(set(drawn.marks[pair[0]]) & set(drawn.marks[pair[1]]))


def table(found: Sequence[Found], drawn: Drawn, count: int) -> list[dict[float, tuple[float, float]]]:
    """Print how they compare; each one's recall."""
    levels = (0.1, *CONTAINMENTS)
    print(f"{'recall at containment':<34}" + "".join(f"{level:>8}" for level in levels) + f"{'precision':>11}")
    recalls = []
    for one in found:
        recalls.append(recall(one, drawn, count))
        pairs, characters = precision(one, drawn)
        print(f"{one.name + ': pairs':<34}" + _row(recalls[-1], 0) + f"{pairs:>11.3f}")
        if one.passages is not None:
            print(f"{one.name + ': characters':<34}" + _row(recalls[-1], 1) + f"{characters:>11.3f}")
    for one in found:
        notes = "; ".join(one.notes)
        print(f"{one.name:<34}{one.seconds:>9.1f} s{one.megabytes:>9.0f} MB{len(one.pairs):>10} pairs   {notes}")
    return recalls


def _row(recalls: dict[float, tuple[float, float]], which: int) -> str:
    return "".join(f"{recalls[level][which]:>8.3f}" for level in recalls)


def missed(recalls: dict[float, tuple[float, float]], seconds: float) -> int:
    """Print the goals; how many are missed."""
    reached = min(min(values) for level, values in recalls.items() if level >= FROM_CONTAINMENT)
    goals = [
        (f"recall from containment {FROM_CONTAINMENT} on, at least {RECALL}", reached, reached >= RECALL),
        (f"minutes for the whole case, at most {MINUTES:g}", seconds / 60, seconds <= 60 * MINUTES),
    ]
    for what, value, met in goals:
        print(f"{what:<52}{value:>8.3f}  {'met' if met else 'MISSED'}")
    return sum(not met for _, _, met in goals)


def main(argv: list[str] | None = None) -> int:
    """Measure and print; 1 where a goal is missed, 2 where there is no text to draw from."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=min(4, available_cores()))
    parser.add_argument("--keep", choices=INDEXES, default="all", help="which shingles the index holds")
    parser.add_argument("--seed", type=int, default=1912)
    parser.add_argument("--peer", action="store_true", help="also datasketch (dependency group bench)")
    asked = parser.parse_args(argv)
    news = shared_folder() / "data" / "polnear" / "train" / "text"
    if not news.is_dir():
        print(f"benchmark: no news text at {news}; set STEMMA_SHARED to where it is", file=sys.stderr)
        return 2
    drawn = draw(paragraphs(news), asked.reports + ADDED, asked.seed)
    found = alone(lambda: peers(drawn, asked.reports)) if asked.peer else []
    start = time.perf_counter()
    pages = pages_of(drawn)
    words = sum(map(len, drawn.words)) / len(drawn.words)
    cutting = time.perf_counter() - start
    print(
        f"{asked.reports} reports of {words:.0f} words, {len(drawn.copies)} copies; cut in {cutting:.0f} s", flush=True
    )
    before = _peak()
    own = ours(pages, asked.reports, asked.workers, INDEXES[asked.keep]())
    own.megabytes = _peak() - before
    recalls = table([own, *found], drawn, asked.reports)
    costs = added(pages, asked.reports)
    spent = f"{median(costs):.1f} ms of CPU, at most {max(costs):.1f} ms"
    print(f"adding a report to {asked.reports}: {spent} ({ADDED} added)")
    return int(missed(recalls[0], own.seconds) > 0)


if __name__ == "__main__":
    sys.exit(main())
