"""How well figures are read: spans, values and what they count, on invented sentences annotated by hand.

    python -m evaluation.quantities [--wrong]

`evaluation/quantities/` holds dev.jsonl, which the rules were written beside, and held-out.jsonl, which no rule is
changed for. A row has `id`, `lang`, `text` and `quantities`: the `words` (the first place where they stand as words),
what they allow (`low`, `high`; null for no end), `bound`, `unit`, `counted` (words) and `frame`. A span counts as found
where it is exactly that; a value where span, low, high, bound and unit are right; `frame_accuracy` and
`counted_accuracy` are of the spans found. --wrong lists what is not as annotated.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.commands import Json
from evaluation.corpora import PROJECT
from stemma.model import Quantity, Report, Span, sha256_of
from stemma.read.reader import read

FOLDER = PROJECT / "evaluation" / "quantities"
HELD_OUT = FOLDER / "held-out.jsonl"
SETS = (FOLDER / "dev.jsonl", HELD_OUT)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a text, annotated or read: its span, its value, and what it says of what."""

    text: str
    span: Span
    value: tuple[float | None, float | None, str, str | None]
    counted: str | None
    frame: str | None


def figures(path: Path) -> Json:
    """The figures of the texts of one file."""
    return scores(list(_pairs(path)))


def scores(pairs: Sequence[tuple[Sequence[Figure], Sequence[Figure]]]) -> Json:
    """Precision, recall and F1 of spans and of values, and what is right of the spans found; pairs of gold and read."""
    gold = [figure for annotated, _ in pairs for figure in annotated]
    found = [figure for _, read_ in pairs for figure in read_]
    by_place = {(figure.text, figure.span): figure for figure in found}
    same = [(one, by_place[one.text, one.span]) for one in gold if (one.text, one.span) in by_place]
    valued = sum(one.value == other.value for one, other in same)
    return {
        "span": _f1(len(same), len(found), len(gold)),
        "value": _f1(valued, len(found), len(gold)),
        "frame_accuracy": _share(sum(one.frame == other.frame for one, other in same), len(same)),
        "counted_accuracy": _share(sum(one.counted == other.counted for one, other in same), len(same)),
        "gold": len(gold),
        "system": len(found),
    }


def _f1(right: int, found: int, gold: int) -> Json:
    precision, recall = right / found if found else 0.0, right / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {"p": round(precision, 4), "r": round(recall, 4), "f1": round(f1, 4)}


def _share(right: int, whole: int) -> float:
    return round(right / whole, 4) if whole else 0.0


def _pairs(path: Path) -> Iterator[tuple[list[Figure], list[Figure]]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        report = Report(id=row["id"], text=row["text"], sha256=sha256_of(row["text"]), language=row["lang"])
        yield _annotated(row), [_figure(report, quantity) for quantity in read(report).quantities]


def _annotated(row: Json) -> list[Figure]:
    figures = []
    for one in row["quantities"]:
        match = re.search(rf"(?<!\w){re.escape(one['words'])}(?!\w)", row["text"])
        if match is None:
            raise ValueError(f"{row['id']}: {one['words']!r} does not stand in its text")
        value = (one["low"], one["high"], one["bound"], one["unit"])
        figures.append(Figure(row["text"], Span(*match.span()), value, one["counted"], one["frame"]))
    return figures


def _figure(report: Report, quantity: Quantity) -> Figure:
    counted = quantity.counted.of(report.text) if quantity.counted else None
    value = (quantity.low, quantity.high, quantity.bound, quantity.unit)
    return Figure(report.text, quantity.span, value, counted, quantity.frame)


def table(measured: Json) -> str:
    """The figures on three lines."""
    rows = [f"  {part:<6}" + "".join(f"  {k} {v}" for k, v in measured[part].items()) for part in ("span", "value")]
    rest = "".join(f"  {name} {value}" for name, value in measured.items() if not isinstance(value, dict))
    return "\n".join([*rows, rest])


def wrong(path: Path) -> Iterator[str]:
    """A line for each figure that is not as annotated."""
    for gold, found in _pairs(path):
        for mark, ones, others in (("-", gold, found), ("+", found, gold)):
            for one in ones:
                if one not in others:
                    yield f"{mark} {one.span.of(one.text)!r} {one.value} {one.counted} {one.frame} | {one.text}"


def main(argv: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="list what is not as annotated")
    asked = parser.parse_args(argv)
    for path in SETS:
        print(f"{path.stem}\n{table(figures(path))}")
        if asked.wrong:
            print("\n".join(wrong(path)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
