"""How well tracing counts, apart from how well claims are grouped: it is given the gold's claims.

    python -m evaluation.tracing [CASE...] [--readings gold|own] [--reader accurate] [--misses]

A CASE is a folder with reports.jsonl and gold.json, or the name of an annotated case; without one, all there are. With
the gold's readings (statements, speakers, utterances) only tracing can err; with the reader's own, also who was read to
have said it. The figures are those of the cases' scorer; beside them stand the baselines, given the same claims.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from evaluation.annotated import Annotated, Read, load, regrouped, with_gold_readings
from evaluation.baselines import BASELINES
from evaluation.corpora import event_folders, gold_cases, shared_folder
from stemma.compare.links import compare
from stemma.model import WeightsError
from stemma.read.readers import DEFAULT_READER, READERS, reader
from stemma.trace import trace

Json = dict[str, Any]
Readings = Literal["gold", "own"]
STATUSES = ("unattributed", "single-origin", "corroborated", "contested", "withdrawn")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for one gold claim: its status and its origins, beside the gold's. `why` is the claim's own."""

    claim: str
    gloss: str
    gold_status: str
    gold_origins: tuple[str, ...]
    status: str
    origins: tuple[str, ...]
    why: str = ""

    @property
    def right(self) -> bool:
        """Whether status and number of origins are the gold's."""
        return self.status == self.gold_status and len(self.origins) == len(self.gold_origins)


@dataclass(frozen=True, slots=True)
class Figures:
    """The scorer's figures of the answers to a number of claims; None where there is nothing to divide by."""

    claims: int
    status_macro_f1: float | None
    status_accuracy: float | None
    origin_count_mae: float | None
    false_corroboration: float | None
    missed_corroboration: float | None


FIGURES = tuple(Figures.__dataclass_fields__)


def answers(case: Annotated, readings: Readings, read: Read) -> tuple[Answer, ...]:
    """Trace the gold claims of a case; those that the gold does not let score are left out."""
    if readings == "gold":
        made, comparison = with_gold_readings(case, read)
    else:
        made = tuple(map(read, case.reports))
        comparison = regrouped(case, compare(case.reports, made))
    traced = {claim.gloss: claim for claim in trace(case.reports, made, comparison).claims}
    found = []
    for row in _scorable(case):
        claim = traced[row["id"]]
        origins = tuple(origin.name for origin in claim.origins)
        found.append(_answer(case, row, claim.status, origins, claim.why))
    return tuple(found)


def baseline(case: Annotated, name: str) -> tuple[Answer, ...]:
    """What a baseline answers."""
    rows: dict[str, Json] = {report.id: {"publisher": report.publisher} for report in case.reports}
    found = []
    for row in _scorable(case):
        count = BASELINES[name](row, rows)
        status = "corroborated" if count > 1 else "single-origin" if count else "unattributed"
        found.append(_answer(case, row, status, ("",) * count, ""))
    return tuple(found)


def _scorable(case: Annotated) -> Iterator[Json]:
    yield from (row for row in case.gold["claims"] if row.get("scorable") is not False)


def _answer(case: Annotated, row: Json, status: str, origins: tuple[str, ...], why: str) -> Answer:
    named = tuple(case.actors[key].name if key in case.actors else key for key in row["origins"])
    return Answer(row["id"], row["gloss"], row["status"], named, status, origins, why)


def figures(found: Sequence[Answer]) -> Figures:
    """The figures of these answers, counted as the cases' scorer counts them."""
    kinds = sorted({answer.gold_status for answer in found})
    single = [answer for answer in found if answer.gold_status == "single-origin"]
    several = [answer for answer in found if len(answer.gold_origins) > 1]
    return Figures(
        claims=len(found),
        status_macro_f1=_mean(_f1(found, kind) for kind in kinds),
        status_accuracy=_mean(answer.status == answer.gold_status for answer in found),
        origin_count_mae=_mean(abs(len(answer.origins) - len(answer.gold_origins)) for answer in found),
        false_corroboration=_mean(len(answer.origins) > 1 for answer in single),
        missed_corroboration=_mean(len(answer.origins) < 2 for answer in several),
    )


def _f1(found: Sequence[Answer], kind: str) -> float:
    right = sum(answer.status == kind == answer.gold_status for answer in found)
    return 2 * right / sum((answer.status == kind) + (answer.gold_status == kind) for answer in found)


def _mean(values: Iterable[float]) -> float | None:
    listed = list(values)
    return round(sum(listed) / len(listed), 4) if listed else None


def table(rows: dict[str, Figures]) -> str:
    """Figures side by side, a line each."""
    width = max(len(name) for name in rows)
    lines = [f"{'':<{width}}  " + "  ".join(f"{name:>{len(name)}}" for name in FIGURES)]
    for name, row in rows.items():
        lines.append(f"{name:<{width}}  " + "  ".join(f"{getattr(row, key)!s:>{len(key)}}" for key in FIGURES))
    return "\n".join(lines)


def confusion(found: Sequence[Answer]) -> str:
    """How often which status was found (across) for which (down)."""
    counts = Counter((answer.gold_status, answer.status) for answer in found)
    lines = [f"{'gold / found':<14}" + "".join(f"{status:>14}" for status in STATUSES)]
    for gold in STATUSES:
        lines.append(f"{gold:<14}" + "".join(f"{counts[gold, status]:>14}" for status in STATUSES))
    return "\n".join(lines)


def miss(case: str, answer: Answer) -> str:
    """One wrong answer in words."""
    gold = f"{answer.gold_status} {list(answer.gold_origins)}"
    got = f"{answer.status} {list(answer.origins)}"
    return f"{case} {answer.claim} ({answer.gloss})\n    gold {gold}\n    got  {got}\n    {answer.why}"


def folders(named: Sequence[str]) -> list[Path]:
    """The folders of the cases so named; of all where none is. FileNotFoundError where one has no gold."""
    shared = [case.gold.parent for case in gold_cases(shared_folder())]
    known = {path.name: path for path in (*shared, *event_folders())}
    found = [known.get(name, Path(name)) for name in named] or list(known.values())
    for folder in found:
        if not (folder / "gold.json").is_file():
            raise FileNotFoundError(f"{folder}: no gold.json there, and no annotated case of that name")
    return found


def measure(cases: Sequence[Annotated], readings: Readings, read: Read, *, misses: bool) -> None:
    """Print the figures of each case and of all together, beside the baselines."""
    by_case = {case.name: answers(case, readings, read) for case in cases}
    found = [answer for part in by_case.values() for answer in part]
    rows = {name: figures(part) for name, part in by_case.items() if part} if len(cases) > 1 else {}
    rows["all"] = figures(found)
    for name in BASELINES:
        rows[name] = figures([answer for case in cases for answer in baseline(case, name)])
    print(f"\n{readings} readings\n\n{table(rows)}\n\n{confusion(found)}")
    for name, part in by_case.items() if misses else ():
        for answer in part:
            if not answer.right:
                print(miss(name, answer))


def main(argv: list[str] | None = None) -> int:
    """Measure and print; 2 where a case or the reader can't be used."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="*", metavar="CASE", help="a folder, or the name of an annotated case")
    parser.add_argument("--readings", choices=get_args(Readings), help="whose readings; without it, both")
    parser.add_argument("--reader", choices=READERS, default=DEFAULT_READER, help="who reads")
    parser.add_argument("--misses", action="store_true", help="list the claims that came out otherwise")
    asked = parser.parse_args(argv)
    try:
        cases = [load(folder) for folder in folders(asked.cases)]
        read = reader(asked.reader)
    except (OSError, ValueError, WeightsError) as error:
        print(f"tracing: {error}; nothing measured", file=sys.stderr)
        return 2
    if not cases:
        print(f"tracing: no annotated cases at {shared_folder()} (set STEMMA_SHARED); nothing measured")
        return 0
    for readings in [asked.readings] if asked.readings else get_args(Readings):
        measure(cases, readings, read, misses=asked.misses)
    return 0


if __name__ == "__main__":
    sys.exit(main())
