"""`stemma gazetteer`: which places are known."""

from __future__ import annotations

from pathlib import Path

import click

from stemma.cli.progress import progress_bars
from stemma.run.gazetteers import Described, build_gazetteer, forget_gazetteer, known_gazetteers


@click.group(invoke_without_command=True)
@click.pass_context
def gazetteer(context: click.Context) -> None:
    """Show which gazetteer is used: the embedded one, or the user's own before it.

    The embedded one knows settlements of 500 people and more. Data: GeoNames (https://www.geonames.org), CC BY 4.0.
    """
    if context.invoked_subcommand is None:
        for one in known_gazetteers():
            click.echo(line_of(one))


@gazetteer.command(short_help="Make a gazetteer out of a dump of GeoNames.")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--to", type=click.Path(path_type=Path), default=None, help="A file; default: it is used from now on.")
@click.option("--quiet", "-q", is_flag=True, help="No progress, no summary; errors only.")
def build(folder: Path, to: Path | None, quiet: bool) -> int:
    """Make a gazetteer out of the dump of GeoNames in FOLDER; everything uses it from then on.

    FOLDER holds, as .txt or .zip from https://download.geonames.org/export/dump/: allCountries, or files of single
    countries such as RU.zip; countryInfo; and, where regions and other names are wanted, admin1CodesASCII, admin2Codes
    and alternateNamesV2. What it has no settlements of stays as in the embedded gazetteer. Cases are read anew with
    it the next time they are used. With --to a file is written and nothing changes; it is used where the environment
    variable STEMMA_GAZETTEER names it.
    """
    with progress_bars(quiet) as progress:
        built = build_gazetteer(folder, to, progress)
    if not quiet:
        click.echo(line_of(built), err=True)
    return 0


@gazetteer.command(short_help="Go back to the embedded gazetteer.")
def reset() -> int:
    """Remove the user's own gazetteer: the embedded one is used alone, as before."""
    removed = forget_gazetteer()
    click.echo(f"removed {removed}" if removed else "no gazetteer but the embedded one")
    return 0


def line_of(one: Described) -> str:
    """One gazetteer in one line."""
    return f"{one.use}: {one.path}, {one.places} places, {one.names} names, {one.source}; hash {one.digest[:16]}"
