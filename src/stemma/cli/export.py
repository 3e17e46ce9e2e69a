"""`stemma export`: the case for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from stemma.collect.originals import Originals
from stemma.run.local import ORIGINALS, case_versions, derived_case
from stemma.show.export.formats import FORMATS, Handed
from stemma.show.writing import write_file, write_folder


@click.command
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--as", "form", type=click.Choice(list(FORMATS)), default="json", show_default=True, help="The format.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=None,
    help="A file, or a folder for a format of several files; default: standard output (several files: as a ZIP).",
)
@click.option("--title", default=None, help="What the case is called; default: the case folder's name.")
def export(case: Path, form: str, output: Path | None, title: str | None) -> int:
    """Write CASE for other programs.

    json: all of it in the format "stemma-case/1", every cell with the characters it stands on. geojson: its places for
    a map, with the reports and claims that name them; a place that is not known for certain is the box around the
    region or country that it lies in. csv: tables for a spreadsheet, a file for each kind of thing, with the words that
    each span selects. parquet: the same tables for programs, typed and exact; needs pyarrow. annotations: what was
    read, as Web Annotations (W3C) on its words. prov: where all of it comes from, as PROV-JSON (W3C). followthemoney:
    entities for OpenAleph and Aleph, one JSON object a line. markdown: a briefing to paste into a mail or an editorial
    system, with the weightiest claims and their sources. wacz: a web archive with the original bytes of every report,
    the case as json, and a script that checks all hashes and offsets with nothing but Python; the digest that it all
    hangs from is told on standard error.
    """
    derived = derived_case(case)
    handed = Handed(derived, title or case.resolve().name, case_versions(case), Originals(case / ORIGINALS))
    wanted = FORMATS[form]
    if wanted.parts and output is not None and output.suffix.lower() != ".zip":
        write_folder(output, wanted.parts(handed))
    else:
        write_file(output, lambda file: wanted.write(handed, file))
        if output is not None and wanted.told is not None:
            click.echo(f"{output}: {wanted.told(output)}", err=True)
    return 0 if derived.reports else 1
