"""How long a store takes for a large case: 1,000 reports, 20,000 statements and claims, 100,000 of each small value.

    python -m benchmarks.store [--reports 1000]

The values are made up of random words and places; a store does not mind what they say.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from benchmarks.reports import WORDS
from stemma.model import (
    Case,
    Claim,
    ClaimMember,
    Mention,
    Merge,
    Origin,
    Place,
    Report,
    Span,
    Statement,
    Time,
    sha256_of,
)
from stemma.store import open_case

R = TypeVar("R")

# For each report; what news of WORDS words has, rounded up.
STATEMENTS, CLAIMS, SMALL_VALUES = 20, 20, 100


class Maker:
    """Random values of a case of `count` reports, the same for the same seed."""

    def __init__(self, count: int, seed: int = 1912) -> None:
        self.chance = random.Random(seed)
        self.count = count
        self.words = ["".join(self.chance.choices("abcdefghijklmnoprstuvw", k=k % 9 + 2)) for k in range(20_000)]

    def case(self) -> Case:
        """A case with something of every kind that there are many of."""
        small = self.count * SMALL_VALUES
        return Case(
            reports=tuple(self.report(number) for number in range(self.count)),
            mentions=tuple(
                Mention(report=self.at(), span=self.span(), kind="person", actor="a1") for _ in range(small)
            ),
            statements=tuple(map(self.statement, range(self.count * STATEMENTS))),
            claims=tuple(map(self.claim, range(self.count * CLAIMS))),
            places=tuple(Place(report=self.at(), span=self.span(), name="Grünau", kind="town") for _ in range(small)),
            times=tuple(Time(report=self.at(), span=self.span(), type="DATE", value="2031-05") for _ in range(small)),
        )

    def report(self, number: int) -> Report:
        """One report of WORDS words."""
        text = " ".join(self.chance.choices(self.words, k=WORDS))
        return Report(id=f"r{number}", text=text, sha256=sha256_of(text), title=" ".join(text.split()[:8]))

    def statement(self, number: int) -> Statement:
        """One statement, anywhere."""
        spans = (self.span(), self.span())
        return Statement(
            id=f"s{number}",
            report=self.at(),
            source=spans[0],
            cue=None,
            content=spans,
            manner="mixed",
            stance="asserts",
        )

    def claim(self, number: int) -> Claim:
        """One claim with three members and an origin."""
        members = tuple(
            ClaimMember(report=self.at(), span=self.span(), statement="s1", actor="a1", stance="affirms")
            for _ in range(3)
        )
        merged = (Merge(id="a2", why="both speak for one body"),)
        origin = Origin(
            id="a1", name="n", kind="person", access="unknown", report=self.at(), span=self.span(), merged=merged
        )
        gloss = " ".join(self.chance.choices(self.words, k=12))
        return Claim(
            id=f"c{number}", gloss=gloss, status="single-origin", hedged=False, members=members, origins=(origin,),
            at_most=2, why="one speaker",
        )  # fmt: skip

    def at(self) -> str:
        """The id of any report."""
        return f"r{self.chance.randrange(self.count)}"

    def span(self) -> Span:
        """Any span of any report."""
        start = self.chance.randrange(4_000)
        return Span(start, start + self.chance.randint(5, 120))


def timed(what: str, work: Callable[[], R]) -> R:
    """The result of `work`, having printed how long it took."""
    start = time.perf_counter()
    result = work()
    print(f"{what:24}{time.perf_counter() - start:8.2f} s")
    return result


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=1_000)
    maker = Maker(parser.parse_args().reports)
    case = maker.case()
    with tempfile.TemporaryDirectory() as scratch, open_case(Path(scratch), create=True) as store:
        timed("add_reports", lambda: store.add_reports(case.reports))
        timed("put_case, new", lambda: store.put_case(case, "first"))
        timed("put_case, replaced", lambda: store.put_case(case, "second"))
        if timed("case", store.case) != case:
            raise SystemExit("the case did not come back as it was put")
        timed("search, one word", lambda: store.search(maker.words[5]))
        timed("search, one letter*", lambda: store.search("a*"))
        on_disk = sum(path.stat().st_size for path in Path(scratch).iterdir()) / 1e6
    in_memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{on_disk:.0f} MB on disk, {in_memory:.0f} MB of memory at most")


if __name__ == "__main__":
    main()
