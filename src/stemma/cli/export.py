"""`stemma export`: the case for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from stemma.cli.writing import write_text
from stemma.run.local import derived_case
from stemma.show.export.contract import to_json
from stemma.show.export.formats import DOCUMENTS


@click.command(short_help="Write a case for other programs.")
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--as", "form", type=click.Choice(list(DOCUMENTS)), default="json", show_default=True, help="The format.")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=None, help="A file; default: standard output.")
def export(case: Path, form: str, output: Path | None) -> int:
    """Write CASE for other programs.

    json: all of it in the format "stemma-case/1", every cell with the characters it stands on. geojson: its places for
    a map, with the reports and claims that name them; a place that is not known for certain is the box around the
    region or country that it lies in.
    """
    derived = derived_case(case)
    write_text(output, to_json(DOCUMENTS[form](derived)) + "\n")
    return 0 if derived.reports else 1
