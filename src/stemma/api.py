"""Stemma from Python: the sentence as functions on values, and cases in folders as the commands have them.

Everything here is used as `stemma.NAME`; see docs/how-to/use-it-from-python.md.
"""

from __future__ import annotations

import getpass
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console

from stemma.collect.originals import Originals
from stemma.model import Case, Comparison, Judgement, Reading, Report, StemmaError
from stemma.model.rulings import Level
from stemma.read.readers import DEFAULT_READER, ReaderName
from stemma.run import judging, memory, stages
from stemma.run.inputs import terms_of
from stemma.run.judging import Verb
from stemma.run.local import ORIGINALS, Built, Step, case_versions, derived_case, no_progress
from stemma.run.local import build_case as build_in_folder
from stemma.run.memory import Collection
from stemma.run.pool import available_cores
from stemma.show.export.columns import Cell
from stemma.show.export.contract import case_document
from stemma.show.export.formats import FORMATS, Handed
from stemma.show.export.tables import tables_of
from stemma.show.finding import find
from stemma.show.labels import Labels
from stemma.show.page import render
from stemma.show.terminal import print_ledger
from stemma.show.trail import Trail, trail_of
from stemma.show.writing import write_file, write_folder
from stemma.text.meaning import MeaningEncoder

# A path, an address, or a record: a mapping with "text", as a line of JSON lines has it.
Given = str | Path | Mapping[str, Any]
Reader = Callable[[Report], Reading]
Tables = dict[str, dict[str, list[Cell]]]
_LEDGER_WIDTH = 100
_LEDGER_CLAIMS = 20


def collect_reports(
    inputs: Iterable[Given],
    *,
    follow: bool = False,
    check_digests: bool = False,
    ignore_robots: bool = False,
    workers: int = 1,
) -> Collection:
    """Collect: the reports in `inputs`, which are paths of files and folders, web addresses, and records.

    A record is a mapping with `text` and, optionally, `id`, `url`, `publisher`, `published`, `title`, `lang` and
    `byline`, such as a row of a table. `follow` fetches the pages that entries of feeds lead to. Nothing is raised for
    what can't be read; it is in `problems`.
    """
    return memory.collect(inputs, terms_of(check_digests, ignore_robots, follow), workers)


def read_reports(
    reports: Iterable[Report],
    *,
    reader: ReaderName | Reader = DEFAULT_READER,
    encoder: MeaningEncoder | None = None,
    workers: int = 1,
) -> tuple[Reading, ...]:
    """Read: a reading for each of `reports`, in their order, each report on its own.

    `reader` is one of ours by its name ("accurate", "fast", "rules") or any function from a report to a reading;
    `encoder` gives the meanings that comparing needs, by default ours. Both of your own work in this process, ours in
    up to `workers`. Raises WeightsError where weights can't be used.
    """
    return memory.read_all(tuple(reports), reader, encoder, workers)


def compare_readings(
    reports: Sequence[Report], readings: Sequence[Reading], judgements: Sequence[Judgement] = ()
) -> Comparison:
    """Compare: copied passages, the same utterances, the same claims, actors over all reports, stories.

    `readings` are those of `reports`, in any order. Raises KeyError for a report without a reading.
    """
    return stages.compared(reports, {reading.report: reading for reading in readings}, judgements)


def trace_claims(
    reports: Sequence[Report],
    readings: Sequence[Reading],
    comparison: Comparison,
    judgements: Sequence[Judgement] = (),
) -> Case:
    """Trace: lineage, origins and the status of every claim; with what was read and compared, that is a case."""
    return stages.traced(reports, {reading.report: reading for reading in readings}, comparison, judgements)


def make_case(
    reports: Iterable[Report],
    *,
    judgements: Sequence[Judgement] = (),
    reader: ReaderName | Reader = DEFAULT_READER,
    encoder: MeaningEncoder | None = None,
    workers: int = 1,
) -> Case:
    """A case in memory, without a folder: read, compare and trace in one; see these for the arguments."""
    known = tuple(reports)
    readings = read_reports(known, reader=reader, encoder=encoder, workers=workers)
    return trace_claims(known, readings, compare_readings(known, readings, judgements), judgements)


def show_case(case: Case, *, everything: bool = False) -> str:
    """Show: the ledger as `stemma show` prints it, as a text of lines up to 100 characters wide."""
    written = io.StringIO()
    console = Console(file=written, width=_LEDGER_WIDTH, highlight=False, force_terminal=False)
    print_ledger(case, console, limit=None if everything else _LEDGER_CLAIMS)
    return written.getvalue()


def trace_words(case: Case, words: str) -> Trail | None:
    """Where some words come from, as `stemma trace` tells it; None where nothing in `case` has them.

    `words` may be the id of a claim, utterance or statement.
    """
    found = find(case, words)
    return trail_of(found[0], Labels(case)) if found else None


def tables(case: Case) -> Tables:
    """All tables of `case` by name, each as its columns: what `pandas.DataFrame` and `polars.DataFrame` take.

    The tables and columns are those of `stemma export --as parquet`; instants are datetimes in UTC.
    """
    return tables_of(case)


def reading_tables(reports: Sequence[Report], readings: Sequence[Reading]) -> Tables:
    """The tables of readings that were not compared, as `tables` gives them; those of claims and the like are empty.

    An actor's id is that of its report and its own there. Raises KeyError for a reading without its report.
    """
    return tables_of(memory.apart(reports, readings))


def rows(table: Mapping[str, Sequence[Cell]]) -> list[dict[str, Cell]]:
    """A table of `tables` as a list of dicts, one a row."""
    return [dict(zip(table, row, strict=True)) for row in zip(*table.values(), strict=True)]


def case_page(case: Case, *, title: str = "Case", versions: Sequence[tuple[str, str]] = ()) -> str:
    """The case file: one page of HTML that holds everything and opens offline."""
    return render(case, title=title, versions=tuple(versions))


def build_case(
    folder: str | Path,
    inputs: Iterable[Given],
    *,
    reader: ReaderName | None = None,
    follow: bool = False,
    check_digests: bool = False,
    ignore_robots: bool = False,
    bring_back: bool = False,
    workers: int | None = None,
    progress: Step = no_progress,
) -> Built:
    """As `stemma build`: collect `inputs` into the case at `folder` (made where there is none), and derive it anew.

    Inputs are as in `collect_reports`; what was removed from the case stays out, but for `bring_back`. What could not
    be taken is in the result's `intake.problems`. For None the case's reader reads, in as many processes as there are
    cores. Raises CaseError where the case can't be used.
    """
    return build_in_folder(
        Path(folder),
        memory.inputs_of(inputs),
        workers=workers or available_cores(),
        reader=reader,
        progress=progress,
        terms=terms_of(check_digests, ignore_robots, follow, bring_back=bring_back),
    )


def open_case(folder: str | Path) -> Case:
    """The case at `folder` as derived; derived anew first where it is not up to date. Raises CaseError."""
    return derived_case(Path(folder))


def judge_case(
    folder: str | Path, verb: Verb, *subjects: str, of: Level | None = None, author: str | None = None
) -> Judgement:
    """As `stemma judge`: enter a ruling on what `subjects` name; returns its row, an older one that rules the same.

    `of` says what "same" and "different" are about where the subjects don't tell; `author` is by default the name you
    are logged in by. Raises StemmaError for what the case does not hold.
    """
    return judging.judge(Path(folder), verb, subjects, level=of, author=author or _login(), made=_now()).row


def undo_judgement(folder: str | Path, ident: str, *, author: str | None = None) -> Judgement:
    """As `stemma judge --undo`: the row that undoes the judgement of that id. Raises StemmaError."""
    return judging.undo(Path(folder), ident, author=author or _login(), made=_now())


def export_case(case: Case | str | Path, output: str | Path, form: str = "json", *, title: str | None = None) -> Path:
    """As `stemma export`: write a case, or that of a folder, in one of its formats; returns `output`.

    A format of several files is written as a folder, or as a ZIP archive where `output` ends so. Formats that hold the
    originals need the case's folder. Raises StemmaError, ValueError where there is no such format.
    """
    if form not in FORMATS:
        raise ValueError(f"there is no format {form!r}; there are {', '.join(FORMATS)}")
    path, handed, written = Path(output), _handed(case, title), FORMATS[form]
    if written.parts and path.suffix.lower() != ".zip":
        write_folder(path, written.parts(handed))
    else:
        write_file(path, lambda file: written.write(handed, file))
    return path


def case_dict(case: Case) -> dict[str, Any]:
    """A case as plain dicts, lists and scalars: the format "stemma-case/1"."""
    return case_document(case)


def _handed(case: Case | str | Path, title: str | None) -> Handed:
    if isinstance(case, Case):
        return Handed(case, title or "Case")
    folder = Path(case)
    return Handed(
        derived_case(folder), title or folder.resolve().name, case_versions(folder), Originals(folder / ORIGINALS)
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise StemmaError("judge: who you are could not be told; say it with `author`") from error
