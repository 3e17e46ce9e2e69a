"""The quality gate: our figures on the annotated data, beside today's practice, against their floors.

    python -m evaluation.gate                 measure, print, fail where a figure fell below its floor
    python -m evaluation.gate --raise         also pin what became better
    python -m evaluation.gate --lower FIGURE --because "why"      lower one floor, said and kept

Runs the installed `stemma` command as a user would, and the scorers that lie with the data, as many at once as there
are cores. The cases and the invented events are read by the default reader; who said what and which names, by each of
the trained ones. Where there is neither annotated data nor a scorer it says so and passes: those are not ours to
publish.
"""

from __future__ import annotations

import argparse
import datetime
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from evaluation.arithmetic import arithmetic
from evaluation.cases import CLAIM_FIGURES
from evaluation.commands import Json
from evaluation.corpora import PROJECT, corpus_hash, shared_folder
from evaluation.floors import Floors
from evaluation.measurements import TRAINED, Measured, Measurement, measurements, without_weights
from stemma.run.pool import available_cores

FLOORS = PROJECT / "evaluation" / "floors.json"


def flat(prefix: str, figures: Json) -> dict[str, float]:
    """Nested figures as {"prefix/part.figure": value}; counts and figures without a value are left out."""
    out: dict[str, float] = {}
    for name, value in figures.items():
        path = f"{prefix}.{name}" if "/" in prefix else f"{prefix}/{name}"
        if isinstance(value, dict):
            out |= flat(path, value)
        elif isinstance(value, float):
            out[path] = value
    return out


# What is pinned: the summary figures. Precision and recall are printed, but trade against each other freely.
PINNED = (
    *("statements.f1", "speaker_accuracy", "stance_accuracy", "utterances.f1", "same_language_f1", "claims.f1"),
    *CLAIM_FIGURES,
    *("lineage.f1", "explicit_recall", "places.recall", "within_161km", "exact.f1", "whole.f1", "whole_relaxed.f1"),
    *("/f1", "/untyped.f1", "/span.f1", "/value.f1", "frame_accuracy"),
    *("/strict.f1", "/relaxed.f1", "/value.f1", "/held-out.value.f1"),
    *("variants.rank_1", "variants.in_its_country"),
)


def measure(shared: Path) -> tuple[dict[str, float], dict[str, str]]:
    """Print all figures in a fixed order; returns those that are pinned, and the hashes of the data."""
    measured: dict[str, float] = {}
    hashes: dict[str, str] = {}
    unusable = {name: why for name in TRAINED if (why := without_weights(name)) is not None}
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(available_cores()) as pool:
        running = [
            (one, pool.submit(alone, one, Path(scratch) / one.name))
            for one in measurements(shared, lambda name: name not in unusable)
        ]
        for one, result in running:
            print(f"\n{one.name}\n{result.result().lines}", flush=True)
            hashes[one.name] = corpus_hash(*one.data)
            measured |= flat(one.name, result.result().figures)
    for why in unusable.values():
        print(f"\ngate: {why}; nothing measured by it")
    return {name: value for name, value in measured.items() if name.endswith(PINNED)}, hashes


def alone(one: Measurement, scratch: Path) -> Measured:
    """What was measured, in a new folder."""
    scratch.mkdir()
    return one.work(scratch)


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", dest="raise_floors", action="store_true", help="pin what became better")
    parser.add_argument("--lower", action="append", default=[], metavar="FIGURE", help="lower this figure's floor")
    parser.add_argument("--because", default="", help="why it may be lowered; kept in floors.json")
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Measure, compare, say; 1 where a floor is broken, 2 where a floor can't be lowered as asked."""
    asked = arguments(argv)
    shared = shared_folder()
    if next(measurements(shared, lambda name: True), None) is None:
        print(
            f"gate: no annotated data and no scorer at {shared} (set STEMMA_SHARED to where they are); nothing measured"
        )
        return 0
    measured, hashes = measure(shared)
    return settle(Floors.load(FLOORS), measured, hashes, asked, arithmetic())


def settle(
    floors: Floors,
    measured: dict[str, float],
    hashes: dict[str, str],
    asked: argparse.Namespace,
    here: str = "",
) -> int:
    """Hold the figures, of the arithmetic `here`, against the floors, changing the floors only as far as was asked."""
    try:
        for name in asked.lower:
            floors.lower(name, measured, asked.because, datetime.datetime.now(datetime.UTC).date().isoformat())
    except (KeyError, ValueError) as error:
        print(f"gate: {error}", file=sys.stderr)
        return 2
    changed = floors.changed_corpora(hashes)
    for name in changed:
        print(
            f"gate: {name} is not the data that its floors were measured on: not held against them; --raise pins anew"
        )
    comparable = {name: value for name, value in measured.items() if name.split("/")[0] not in changed}
    if floors.arithmetic != here:
        print("gate: another kind of processor than the floors were measured on: a little less is allowed")
    failures = floors.failures(comparable, here)
    for line in failures:
        print(f"gate: below its floor: {line}")
    if asked.raise_floors:
        floors.forget(changed)
        for line in floors.raise_to(measured):
            print(f"gate: pinned {line}")
        floors.corpora |= hashes
        floors.arithmetic = here
    if asked.raise_floors or asked.lower:
        floors.save(FLOORS)
    print(f"\ngate: {len(measured)} figures, {len(failures)} below their floor")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
