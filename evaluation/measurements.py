"""What is measured on the annotated data, each in a folder of its own, so that several can run side by side."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import evaluation.attributions as attributions
import evaluation.entities as entities
from evaluation.baselines import BASELINES, answered
from evaluation.commands import Json, scored, stemma
from evaluation.corpora import GoldCase, attribution_sets, gold_cases, held_out, names_folder
from stemma.model import WeightsError
from stemma.read.readers import ReaderName, reader

# Whose readings of the corpora are measured, and what is added to the corpora's names for them.
TRAINED: dict[ReaderName, str] = {"accurate": "", "fast": "-fast"}
CLAIM_FIGURES = ("status_macro_f1", "origin_count_mae", "false_corroboration", "missed_corroboration")


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures, and the lines to print of them."""

    figures: Json
    lines: str


@dataclass(frozen=True, slots=True)
class Measurement:
    """One measurement: what it is called, the data that its figures hold for, and the work, given a scratch folder."""

    name: str
    data: tuple[Path, ...]
    work: Callable[[Path], Measured]


def measurements(shared: Path, usable: Callable[[ReaderName], bool]) -> Iterator[Measurement]:
    """All that there is data for, by readers that are `usable`; the cases are read by the default reader."""
    case_scorer, attribution_scorer = (shared / "bench" / name for name in ("score_case.py", "score_attribution.py"))
    for case in gold_cases(shared):
        yield Measurement(case.name, (case.reports, case.gold), partial(measured_case, case, case_scorer))
    names = held_out(names_folder(shared))
    for by, mark in TRAINED.items():
        if not usable(by):
            continue
        for name, path in attribution_sets(shared).items():
            yield Measurement(name + mark, (path,), partial(measured_attribution, path, attribution_scorer, by))
        if names:
            yield Measurement(f"entities-worldwide{mark}", names, partial(measured_entities, names, by))


def without_weights(name: ReaderName) -> str | None:
    """Why the reader of that name can't be used; None where it can."""
    try:
        reader(name)
    except WeightsError as error:
        return str(error)
    return None


def measured_case(case: GoldCase, scorer: Path, scratch: Path) -> Measured:
    """A case's figures, and what the baselines get for its claims."""
    figures = case_figures(case, scorer, scratch)
    return Measured(figures, case_lines(figures, baseline_figures(case, scorer, scratch)))


def measured_attribution(gold: Path, scorer: Path, by: ReaderName, scratch: Path) -> Measured:
    """An attribution corpus's figures, a line a role."""
    figures = attributions.attribution_figures(gold, scorer, by, scratch)
    return Measured(figures, attributions.table(figures))


def measured_entities(paths: tuple[Path, ...], by: ReaderName, scratch: Path) -> Measured:
    """The figures of names on articles that nothing was trained on, a line a class."""
    figures = entities.entity_figures(paths, by, scratch)
    return Measured(figures, entities.table(figures))


def case_figures(case: GoldCase, scorer: Path, scratch: Path) -> Json:
    """Build the case from its reports alone, export it and score the export."""
    folder, exported = scratch / case.name, scratch / f"{case.name}.json"
    stemma("build", folder, case.reports, "--quiet", "--workers", "1")
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


def case_lines(figures: Json, baselines: dict[str, Json]) -> str:
    """A case's figures, and under them what the baselines get for the claims."""
    lines = [
        f"  {part:<11} " + "  ".join(f"{key} {value}" for key, value in values.items())
        for part, values in figures.items()
    ]
    rows = {"stemma (no gold given)": figures["claims"]} | {
        f"{key} (gold claims)": row for key, row in baselines.items()
    }
    lines.append(f"  {'origins of claims':<34} " + "  ".join(f"{figure:>20}" for figure in CLAIM_FIGURES))
    for label, row in rows.items():
        lines.append(f"  {label:<34} " + "  ".join(f"{row[figure]!s:>20}" for figure in CLAIM_FIGURES))
    return "\n".join(lines)
