"""`stemma merge`: several cases into one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from stemma.cli.build import summary
from stemma.cli.progress import progress_bars
from stemma.run.merging import merge_cases
from stemma.run.pool import available_cores
from stemma.show.labels import counted


@click.command
@click.argument("into", type=click.Path(path_type=Path))
@click.argument("cases", nargs=-1, required=True, metavar="CASE...", type=click.Path(path_type=Path))
@click.option("--bring-back", is_flag=True, help="Take in also what was removed from INTO before.")
@click.option("--workers", type=click.IntRange(min=1), default=None, help="Processes to use; default: one a core.")
@click.option("--quiet", "-q", is_flag=True, help="No progress, no summary; errors only.")
def merge(into: Path, cases: Sequence[Path], bring_back: bool, workers: int | None, quiet: bool) -> int:
    """Take each CASE, a folder or a packed case, into INTO, which is made where it is not: reports with their original
    bytes, judgements, notes, and what was removed. Each CASE stays as it is.

    Equal reports become one; where one id stands for differing texts both are kept, as versions are. INTO keeps its
    reader, and what is derived follows from all of it anew. Merging again changes nothing; a merge that was cut short
    is mended so.
    """
    with progress_bars(quiet) as progress:
        cores = workers or available_cores()
        merged = merge_cases(into, cases, workers=cores, bring_back=bring_back, progress=progress)
    intake = merged.built.intake
    for problem in intake.problems:
        click.echo(f"stemma: {problem}", err=True)
    if not quiet:
        for note in intake.notes:
            click.echo(f"note: {note}", err=True)
        click.echo(f"{summary(into, merged.built)}; {counted(merged.judgements, 'new judgement')}", err=True)
    if intake.problems:
        return 2
    return 0 if merged.built.reports else 1
