"""`stemma read`: readings alone, no case needed."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from stemma.model import InputError
from stemma.read.readers import DEFAULT_READER, READERS, ReaderName
from stemma.run.inputs import terms_of
from stemma.run.local import read_inputs
from stemma.run.pool import available_cores
from stemma.show.export.contract import reading_document, to_json


@click.command
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--as", "form", type=click.Choice(["jsonl"]), default="jsonl", show_default=True, help="The format.")
@click.option(
    "--reader", type=click.Choice(READERS), default=DEFAULT_READER, show_default=True, help="Who reads the reports."
)
@click.option("--check-digests", is_flag=True, help="Leave out records of web archives that were altered.")
@click.option("--ignore-robots", is_flag=True, help="Fetch addresses even where robots.txt asks programs not to.")
@click.option("--follow", is_flag=True, help="Fetch the pages too that entries of feeds lead to.")
@click.option("--workers", type=click.IntRange(min=1), default=None, help="Processes to use; default: one a core.")
def read(
    inputs: Sequence[str],
    form: str,
    reader: ReaderName,
    check_digests: bool,
    ignore_robots: bool,
    follow: bool,
    workers: int | None,
) -> int:
    """Print one reading a line for each report in INPUT: its statements, mentions, places, times and entities."""
    problems = printed = 0
    for result in read_inputs(
        inputs,
        workers=workers or available_cores(),
        reader=reader,
        terms=terms_of(check_digests, ignore_robots, follow=follow),
    ):
        if isinstance(result, InputError):
            problems += 1
            click.echo(f"stemma: {result}", err=True)
            continue
        printed += 1
        sys.stdout.buffer.write((to_json(reading_document(result)) + "\n").encode("utf-8"))
    sys.stdout.buffer.flush()
    if problems:
        return 2
    return 0 if printed else 1
