"""What is measured on the annotated data, each in a folder of its own, so that several can run side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import evaluation.attributions as attributions
import evaluation.entities as entities
import evaluation.events as events
import evaluation.gazetteer as gazetteer
import evaluation.quantities as quantities
import evaluation.times as times
import evaluation.toponyms as toponyms
from evaluation.cases import baseline_figures, case_figures, case_lines
from evaluation.commands import Json
from evaluation.corpora import GoldCase, attribution_sets, gold_cases, held_out, held_out_events, names_folder
from stemma.model import WeightsError
from stemma.read.readers import DEFAULT_READER, ReaderName, reader
from stemma.vocabulary.gazetteer.world import embedded_file

# Whose readings of the corpora are measured, and what is added to the corpora's names for them.
TRAINED: dict[ReaderName, str] = {"accurate": "", "fast": "-fast"}


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
    if case_scorer.exists():
        yield Measurement(
            "events-held-out", held_out_events(), partial(measured_events, held_out_events(), case_scorer)
        )
        yield Measurement("quantities-held-out", (quantities.HELD_OUT,), measured_quantities)
    for name, documents in times.time_corpora(shared).items():
        yield Measurement(name, documents, partial(measured_times, documents))
    placed = toponyms.corpora(shared)
    if placed:
        yield Measurement("gazetteer", (embedded_file(),), measured_gazetteer)
    for name, path in placed.items():
        yield Measurement(f"toponyms-{name}", (path,), partial(measured_toponyms, path))
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


def measured_events(folders: tuple[Path, ...], scorer: Path, scratch: Path) -> Measured:
    """The figures of events pooled, and what the baselines get for their claims."""
    figures, baselines = events.pooled_figures(events.exports(folders), scorer, scratch)
    return Measured(figures, case_lines(figures, baselines))


def measured_attribution(gold: Path, scorer: Path, by: ReaderName, scratch: Path) -> Measured:
    """An attribution corpus's figures, a line a role."""
    figures = attributions.attribution_figures(gold, scorer, by, scratch)
    return Measured(figures, attributions.table(figures))


def measured_entities(paths: tuple[Path, ...], by: ReaderName, scratch: Path) -> Measured:
    """The figures of names on articles that nothing was trained on, a line a class."""
    figures = entities.entity_figures(paths, by, scratch)
    return Measured(figures, entities.table(figures))


def measured_quantities(scratch: Path) -> Measured:
    """The figures read in sentences that no rule was changed for."""
    figures = quantities.figures(quantities.HELD_OUT)
    return Measured(figures, quantities.table(figures))


def measured_times(paths: tuple[Path, ...], scratch: Path) -> Measured:
    """The figures of times on documents that times were marked in, and those of their halves."""
    figures = times.time_figures(paths, scratch)
    return Measured(figures, times.table(figures))


def measured_toponyms(path: Path, scratch: Path) -> Measured:
    """How many of the places in a corpus were found and put where they are, by the default reader, a line a half."""
    figures = toponyms.figures(path, DEFAULT_READER, scratch)
    return Measured(figures, toponyms.table(figures))


def measured_gazetteer(scratch: Path) -> Measured:
    """How many spellings that are on no list were found."""
    figures = gazetteer.figures()
    return Measured(figures, "  " + "  ".join(f"{key} {value}" for key, value in figures["variants"].items()))
