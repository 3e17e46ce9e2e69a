"""The quality gate: our figures on the annotated data, beside today's practice, against their floors.

    python -m evaluation.gate                 measure, print, fail where a figure fell below its floor
    python -m evaluation.gate --raise         also pin what became better
    python -m evaluation.gate --lower FIGURE --because "why"      lower one floor, said and kept

Runs the installed `stemma` command as a user would, and the scorers that lie with the data. Where there is no
annotated data it says so and passes: the data is not ours to publish.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from evaluation.baselines import BASELINES, answered
from evaluation.corpora import PROJECT, GoldCase, attribution_sets, corpus_hash, gold_cases, shared_folder
from evaluation.floors import Floors

FLOORS = PROJECT / "evaluation" / "floors.json"
Json = dict[str, Any]
CLAIM_FIGURES = ("status_macro_f1", "origin_count_mae", "false_corroboration", "missed_corroboration")


def stemma(*arguments: str | Path, output: Path | None = None) -> None:
    """Run the stemma command; raises CalledProcessError with its message where it fails."""
    command = [sys.executable, "-m", "stemma", *map(str, arguments)]
    environment = os.environ | {"PYTHONUTF8": "1"}
    with (output or Path(os.devnull)).open("wb") as sink:
        subprocess.run(command, stdout=sink, check=True, env=environment)


def scored(scorer: Path, *arguments: str | Path) -> Json:
    """What a scorer prints with --json."""
    command = [sys.executable, str(scorer), *map(str, arguments), "--json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    figures: Json = json.loads(done.stdout)
    return figures


def case_figures(case: GoldCase, scorer: Path, scratch: Path) -> Json:
    """Build the case from its reports alone, export it and score the export."""
    folder, exported = scratch / case.name, scratch / f"{case.name}.json"
    stemma("build", folder, case.reports, "--quiet")
    stemma("export", folder, "--as", "json", output=exported)
    return scored(scorer, case.reports, scorable_gold(case, scratch), exported)


def scorable_gold(case: GoldCase, scratch: Path) -> Path:
    """The gold without places that the annotator could not locate: the scorer has no distance to them and stops."""
    gold = json.loads(case.gold.read_text(encoding="utf-8"))
    gold["places"] = [place for place in gold["places"] if place["lat"] is not None]
    path = scratch / f"{case.name}-gold.json"
    path.write_text(json.dumps(gold), encoding="utf-8")
    return path


def baseline_figures(case: GoldCase, scorer: Path, scratch: Path) -> dict[str, Json]:
    """What each baseline gets for its claims, given the gold claims."""
    reports = [json.loads(line) for line in case.reports.read_text(encoding="utf-8").splitlines() if line.strip()]
    gold = json.loads(case.gold.read_text(encoding="utf-8"))
    figures = {}
    for name, count in BASELINES.items():
        path = scratch / "baseline.json"
        path.write_text(json.dumps(answered(reports, gold, count)), encoding="utf-8")
        figures[name] = scored(scorer, case.reports, case.gold, path)["claims"]
    return figures


def attribution_figures(gold: Path, scorer: Path, scratch: Path) -> Json:
    """Read the texts of an attribution corpus and score the statements."""
    reports, readings = scratch / "reports.jsonl", scratch / "readings.jsonl"
    with reports.open("wb") as sink:
        subprocess.run([sys.executable, str(scorer), "prepare", str(gold)], stdout=sink, check=True)
    stemma("read", reports, "--as", "jsonl", output=readings)
    return scored(scorer, "score", gold, readings)


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
)


def measure(shared: Path) -> tuple[dict[str, float], dict[str, str]]:
    """Print all figures as they come; returns those that are pinned, and the hashes of the data."""
    measured: dict[str, float] = {}
    hashes: dict[str, str] = {}
    case_scorer, attribution_scorer = (shared / "bench" / name for name in ("score_case.py", "score_attribution.py"))
    with tempfile.TemporaryDirectory() as scratch_name:
        scratch = Path(scratch_name)
        for case in gold_cases(shared):
            hashes[case.name] = corpus_hash(case.reports, case.gold)
            figures = case_figures(case, case_scorer, scratch)
            print_case(case.name, figures, baseline_figures(case, case_scorer, scratch))
            measured |= flat(case.name, figures)
        for name, path in attribution_sets(shared).items():
            hashes[name] = corpus_hash(path)
            figures = attribution_figures(path, attribution_scorer, scratch)
            print_attribution(name, figures)
            measured |= flat(name, figures)
    return {name: value for name, value in measured.items() if name.endswith(PINNED)}, hashes


def print_case(name: str, figures: Json, baselines: dict[str, Json]) -> None:
    """A case's figures, and under them what the baselines get for the claims."""
    print(f"\n{name}")
    for part, values in figures.items():
        print(f"  {part:<11}", "  ".join(f"{key} {value}" for key, value in values.items()))
    rows = {"stemma (no gold given)": figures["claims"]} | {
        f"{key} (gold claims)": row for key, row in baselines.items()
    }
    print(f"  {'origins of claims':<34}", "  ".join(f"{figure:>20}" for figure in CLAIM_FIGURES))
    for label, row in rows.items():
        print(f"  {label:<34}", "  ".join(f"{row[figure]!s:>20}" for figure in CLAIM_FIGURES))


def print_attribution(name: str, figures: Json) -> None:
    """An attribution corpus's figures, a line a role."""
    print(f"\n{name}")
    for part, values in figures.items():
        print(f"  {part:<14}", json.dumps(values))


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
    if not gold_cases(shared):
        print(f"gate: no annotated cases at {shared} (set STEMMA_SHARED to where they are); nothing measured")
        return 0
    measured, hashes = measure(shared)
    return settle(Floors.load(FLOORS), measured, hashes, asked)


def settle(floors: Floors, measured: dict[str, float], hashes: dict[str, str], asked: argparse.Namespace) -> int:
    """Hold the figures against the floors, changing the floors only as far as was asked."""
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
    failures = floors.failures(comparable)
    for line in failures:
        print(f"gate: below its floor: {line}")
    if asked.raise_floors:
        floors.forget(changed)
        for line in floors.raise_to(measured):
            print(f"gate: pinned {line}")
        floors.corpora |= hashes
    if asked.raise_floors or asked.lower:
        floors.save(FLOORS)
    print(f"\ngate: {len(measured)} figures, {len(failures)} below their floor")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
