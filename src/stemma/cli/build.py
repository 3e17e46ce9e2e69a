"""`stemma build`: reports into a case."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from stemma.cli.progress import progress_bars
from stemma.read.readers import DEFAULT_READER, READERS, ReaderName
from stemma.run.inputs import terms_of
from stemma.run.local import Built, build_case
from stemma.run.pool import available_cores


@click.command
@click.argument("case", type=click.Path(path_type=Path))
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "--reader",
    type=click.Choice(READERS),
    default=None,
    help=f"Who reads the reports; default: who read the case so far, {DEFAULT_READER} for a new one.",
)
@click.option("--check-digests", is_flag=True, help="Leave out records of web archives that were altered.")
@click.option("--ignore-robots", is_flag=True, help="Fetch addresses even where robots.txt asks programs not to.")
@click.option("--follow", is_flag=True, help="Fetch the pages too that entries of feeds lead to.")
@click.option("--bring-back", is_flag=True, help="Take in also what was removed from the case before.")
@click.option("--workers", type=click.IntRange(min=1), default=None, help="Processes to use; default: one a core.")
@click.option("--quiet", "-q", is_flag=True, help="No progress, no summary; errors only.")
def build(
    case: Path,
    inputs: Sequence[str],
    reader: ReaderName | None,
    check_digests: bool,
    ignore_robots: bool,
    follow: bool,
    bring_back: bool,
    workers: int | None,
    quiet: bool,
) -> int:
    """Collect reports into CASE, read and compare them, trace their claims.

    INPUT is a file, a folder, a web address, or - for standard input. What a file is, is told by its content: a web
    page, a feed (RSS, Atom, JSON Feed), JSON lines of reports, a Telegram export, subtitles (SRT, WebVTT), a PDF or
    Word document, Markdown, plain text, mail, a web archive (WARC, WACZ) or a ZIP archive of these. Build again with
    more inputs, or with edited pages: what is there already is not read again, an edited page becomes a revision beside
    the old one. What was removed stays out, which is told, unless you say --bring-back. With another --reader than
    before, all is read anew by that one.
    """
    with progress_bars(quiet) as progress:
        terms = terms_of(check_digests, ignore_robots, follow=follow, bring_back=bring_back)
        cores = workers or available_cores()
        built = build_case(case, inputs, workers=cores, reader=reader, progress=progress, terms=terms)
    for problem in built.intake.problems:
        click.echo(f"stemma: {problem}", err=True)
    if not quiet:
        for note in built.intake.notes:
            click.echo(f"note: {note}", err=True)
        click.echo(summary(case, built), err=True)
    if built.intake.problems:
        return 2
    return 0 if built.reports else 1


def summary(case: Path, built: Built) -> str:
    """What was done, in one line."""
    if not built.reports:
        return f"{case}: no reports"
    new = f"{built.intake.new} new" if built.intake.new else "none new"
    return (
        f"{case}: {built.reports} reports ({new}), {built.statements} statements, "
        f"{built.utterances} utterances, {built.claims} claims; read by {built.reader}"
    )
