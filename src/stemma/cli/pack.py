"""`stemma pack` and `stemma unpack`: a case as one file, and back."""

from __future__ import annotations

from pathlib import Path

import click

from stemma.cli.build import summary
from stemma.cli.progress import progress_bars
from stemma.run.local import build_case
from stemma.run.packing import pack_case
from stemma.run.pool import available_cores
from stemma.run.unpacking import unpack_case
from stemma.show.labels import counted


@click.command
@click.argument("case", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The file to write.")
@click.option("--without-originals", is_flag=True, help="Leave out the original bytes; the reports' texts stay.")
@click.option("--quiet", "-q", is_flag=True, help="No progress, no summary; errors only.")
def pack(case: Path, output: Path, without_originals: bool, quiet: bool) -> int:
    """Pack CASE into one file: its reports, judgements and notes, what was removed, and the original bytes.

    The file is a ZIP archive with the SHA-256 of each part in its manifest.json; the same case gives the same file.
    What is derived is left out: whoever unpacks it derives it anew. A case that is open at a desk can be packed.
    """
    with progress_bars(quiet) as progress:
        packed = pack_case(case, output, originals=not without_originals, progress=progress)
    for problem in packed.problems:
        click.echo(f"stemma: {case}: {problem}; it was packed without", err=True)
    if not quiet:
        held = packed.manifest
        number = sum(part.name.startswith("originals/") for part in held.parts)
        originals = "without originals" if without_originals else counted(number, "original")
        what = f"{counted(held.reports, 'report')}, {counted(held.judgements, 'judgement')}, {originals}"
        click.echo(f"{output}: {what}; SHA-256 {packed.sha256}", err=True)
    return 2 if packed.problems else 0


@click.command
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--workers", type=click.IntRange(min=1), default=None, help="Processes to use; default: one a core.")
@click.option("--quiet", "-q", is_flag=True, help="No progress, no summary; errors only.")
def unpack(file: Path, case: Path, workers: int | None, quiet: bool) -> int:
    """Make the folder CASE, where nothing is yet, out of FILE that `stemma pack` wrote, and derive what follows of it.

    Everything in FILE is checked against its hashes first: one that was cut short, altered or packed by a newer version
    is refused, and makes no case. To take it into a case that there is, merge it.
    """
    with progress_bars(quiet) as progress:
        manifest = unpack_case(file, case, progress=progress)
        built = build_case(case, (), workers=workers or available_cores(), progress=progress)
    for problem in built.intake.problems:
        click.echo(f"stemma: {problem}", err=True)
    if not quiet:
        if manifest.originals == "left out":
            click.echo("note: it was packed without the original bytes of its reports", err=True)
        elif manifest.missing:
            click.echo(f"note: originals missing already when it was packed: {len(manifest.missing)}", err=True)
        click.echo(summary(case, built), err=True)
    return 2 if built.intake.problems else 0
