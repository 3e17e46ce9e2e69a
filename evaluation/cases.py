"""Figures of one annotated case: built from its reports alone, exported, scored; and the baselines' for its claims."""

from __future__ import annotations

import json
from pathlib import Path

from evaluation.baselines import BASELINES, answered
from evaluation.commands import Json, scored, stemma
from evaluation.corpora import GoldCase

CLAIM_FIGURES = ("status_macro_f1", "origin_count_mae", "false_corroboration", "missed_corroboration")


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
