"""How well whole events come out: figures on the invented events, each built alone from its reports, pooled.

    python -m evaluation.events [EVENT...] [--choosing] [--all] [--each] [--reader accurate]

An EVENT is a folder with reports.jsonl and gold.json, or the name of an invented one; without one, those that nothing
is trained or tuned on, with --choosing those that settings are chosen on, or with --all every one. Pooled figures count
statements, pairs of members, claims and edges of all events together; --each adds a line for each event. The scorer
lies with the annotated cases.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from evaluation.cases import baseline_figures, case_lines
from evaluation.commands import Json, scored
from evaluation.corpora import GoldCase, choosing_events, event_folders, held_out_events, shared_folder
from stemma.model import WeightsError
from stemma.read.readers import DEFAULT_READER, READERS, ReaderName, reader
from stemma.run.local import build_case, derived_case
from stemma.run.pool import available_cores, collect_seldom
from stemma.show.export.contract import case_document

# What the scorer reads of an export.
_PARTS = ("reports", "actors", "statements", "utterances", "claims", "lineage", "places")
# The columns of a line for each event: the head, and where the figure stands.
_COLUMNS = {
    "stmts": ("statements", "f1"),
    "spkr": ("statements", "speaker_accuracy"),
    "stance": ("statements", "stance_accuracy"),
    "utts": ("utterances", "f1"),
    "claims": ("claims", "f1"),
    "p": ("claims", "p"),
    "r": ("claims", "r"),
    "status": ("claims", "status_macro_f1"),
    "mae": ("claims", "origin_count_mae"),
    "false": ("claims", "false_corroboration"),
    "missed": ("claims", "missed_corroboration"),
    "lineage": ("lineage", "f1"),
}


def exports(folders: Sequence[Path], by: ReaderName = DEFAULT_READER) -> dict[Path, Json]:
    """The exported case of each event, built alone as the command builds it, in as many processes as there are cores.

    Raises WeightsError where the reader can't be used.
    """
    work = partial(exported, by=by)
    workers = min(available_cores(), len(folders))
    if workers < 2:
        return dict(zip(folders, map(work, folders), strict=True))
    # The events with the most to read first, so that no process is left with one at the end.
    longest = sorted(folders, key=lambda folder: -(folder / "reports.jsonl").stat().st_size)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=collect_seldom) as pool:
        found = dict(zip(longest, pool.map(work, longest), strict=True))
    return {folder: found[folder] for folder in folders}


def exported(folder: Path, by: ReaderName) -> Json:
    """What `stemma export --as json` writes for the event's reports, as far as it is scored."""
    with tempfile.TemporaryDirectory() as scratch:
        case = Path(scratch) / "case"
        build_case(case, [folder / "reports.jsonl"], workers=1, reader=by)
        document = case_document(derived_case(case))
    return {part: document[part] for part in _PARTS}


def pooled_figures(found: Mapping[Path, Json], scorer: Path, scratch: Path) -> tuple[Json, dict[str, Json]]:
    """The scorer's figures of all events as of one case, and the baselines' figures for their claims.

    No two events share an id there, and their members are only ever found within one event, so that every ratio is
    that of the sums over the events.
    """
    case = _poured(tuple(found), scratch)
    whole: Json = {part: [] for part in _PARTS}
    for folder, document in found.items():
        for part, rows in apart(document, folder.name, _report_ids(folder)).items():
            whole[part] += rows
    path = _written(scratch / "events.json", whole)
    with ThreadPoolExecutor(2) as pool:
        baselines = pool.submit(baseline_figures, case, scorer, scratch)
        return scored(scorer, case.reports, case.gold, path), baselines.result()


def apart(document: Json, event: str, reports: frozenset[str]) -> Json:
    """A gold file or an export with the event's name before every id of a report, actor, utterance or claim in it."""

    def renamed(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {inner: renamed(item, inner) for inner, item in value.items()}
        if isinstance(value, list):
            return [renamed(item) for item in value]
        known = key in ("id", "report") or (key == "speaker" and value != "unattributed")
        # A gold edge has a report's id or a name outside the case in one field.
        known = known or (key == "takes_from" and value in reports)
        return f"{event}/{value}" if known and isinstance(value, str) else value

    return {part: renamed(rows) for part, rows in document.items()}


def _poured(folders: Sequence[Path], scratch: Path) -> GoldCase:
    """The events as one annotated case, written to `scratch`."""
    lines = []
    whole: Json = {part: [] for part in _PARTS if part != "reports"}
    for folder in folders:
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        gold = {part: gold[part] for part in whole}
        for part, rows in apart(gold, folder.name, _report_ids(folder)).items():
            whole[part] += rows
        lines += [json.dumps(row | {"id": f"{folder.name}/{row['id']}"}) + "\n" for row in _rows(folder)]
    reports = scratch / "reports.jsonl"
    reports.write_text("".join(lines), encoding="utf-8")
    return GoldCase("events", reports, _written(scratch / "gold.json", whole))


def _rows(folder: Path) -> list[Json]:
    lines = (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def _report_ids(folder: Path) -> frozenset[str]:
    return frozenset(row["id"] for row in _rows(folder))


def _written(path: Path, document: Json) -> Path:
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def each_figures(found: Mapping[Path, Json], scorer: Path, scratch: Path) -> dict[str, Json]:
    """The scorer's figures of each event by its name."""

    def figures(folder: Path) -> Json:
        path = _written(scratch / f"{folder.name}.json", found[folder])
        return scored(scorer, folder / "reports.jsonl", folder / "gold.json", path)

    with ThreadPoolExecutor(available_cores()) as pool:
        return {folder.name: row for folder, row in zip(found, pool.map(figures, found), strict=True)}


def each_lines(rows: Mapping[str, Json]) -> str:
    """A line for each event; "-" where it has nothing to divide by."""
    width = max(map(len, rows))
    lines = [" " * width + "".join(f"{head:>8}" for head in _COLUMNS)]
    for name, row in rows.items():
        figures = (row[part][figure] for part, figure in _COLUMNS.values())
        lines.append(f"{name:<{width}}" + "".join(f"{'-' if one is None else f'{one:.3f}':>8}" for one in figures))
    return "\n".join(lines)


def folders_named(named: Sequence[str], *, every: bool, choosing: bool = False) -> tuple[Path, ...]:
    """The folders of the events so named, else all, those for choosing, or those held out.

    Raises FileNotFoundError where one has no gold.
    """
    if not named:
        return event_folders() if every else choosing_events() if choosing else held_out_events()
    known = {folder.name: folder for folder in event_folders()}
    found = {known.get(name) or Path(name).resolve(): None for name in named}
    for folder in found:
        if not (folder / "gold.json").is_file():
            raise FileNotFoundError(f"{folder}: no gold.json there, and no invented event of that name")
    return tuple(found)


def main(argv: list[str] | None = None) -> int:
    """Measure and print; 2 where an event or the reader can't be used."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", nargs="*", metavar="EVENT", help="a folder, or the name of an invented event")
    parser.add_argument("--all", action="store_true", help="every invented event, not only those held out")
    parser.add_argument("--choosing", action="store_true", help="those that settings are chosen on")
    parser.add_argument("--each", action="store_true", help="a line for each event too")
    parser.add_argument("--reader", choices=READERS, default=DEFAULT_READER, help="who reads")
    asked = parser.parse_args(argv)
    scorer = shared_folder() / "bench" / "score_case.py"
    if not scorer.exists():
        print(f"events: no scorer at {scorer} (set STEMMA_SHARED to the folder that has bench); nothing measured")
        return 0
    try:
        folders = folders_named(asked.events, every=asked.all, choosing=asked.choosing)
        reader(asked.reader)
    except (FileNotFoundError, WeightsError) as error:
        print(f"events: {error}; nothing measured", file=sys.stderr)
        return 2
    found = exports(folders, asked.reader)
    with tempfile.TemporaryDirectory() as scratch:
        figures, baselines = pooled_figures(found, scorer, Path(scratch))
        rows = each_figures(found, scorer, Path(scratch)) if asked.each else {}
    if rows:
        print(each_lines(rows) + "\n")
    print(
        f"{len(folders)} events, {sum(len(case['reports']) for case in found.values())} reports, read by {asked.reader}"
    )
    print(case_lines(figures, baselines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
