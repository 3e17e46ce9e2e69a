"""`stemma remove`: reports out of a case."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from stemma.cli.progress import progress_bars
from stemma.model import StemmaError
from stemma.model.rulings import reason_of
from stemma.run.pool import available_cores
from stemma.run.removing import Plan, plan_removal, remove_reports, removed_reports
from stemma.show.characters import one_line
from stemma.show.labels import counted

_MOST_NAMED = 20


@click.command
@click.argument("case", type=click.Path(path_type=Path))
@click.argument("reports", nargs=-1, metavar="[REPORT]...")
@click.option("--with-original", is_flag=True, help="Also all other reports that came out of the same original bytes.")
@click.option("--yes", "-y", is_flag=True, help="Do not ask first.")
@click.option("--list", "listing", is_flag=True, help="List what was removed: when, ids and hashes.")
@click.option("--workers", type=click.IntRange(min=1), default=None, help="Processes to use; default: one a core.")
@click.option("--quiet", "-q", is_flag=True, help="No progress, no summary; errors only.")
def remove(
    case: Path,
    reports: Sequence[str],
    with_original: bool,
    yes: bool,
    listing: bool,
    workers: int | None,
    quiet: bool,
) -> int:
    """Remove reports from CASE: their text, their original bytes and everything that was derived from them.

    A REPORT goes by its id, or by the end of its address. What is left is derived anew. Nothing of a removed report
    stays in the case folder but its id, the hashes of its bytes and of its text, and when it went: so that building
    from the same input again does not bring it back (`stemma build --bring-back` does). Judgements that name it are
    kept and listed as about something removed; those in which its words would survive go with it. It can't be undone.
    """
    if listing:
        return _list(case)
    if not reports:
        raise click.UsageError("name the reports to remove, or give --list")
    plan = plan_removal(case, reports, with_original=with_original)
    if plan.reports and not yes:
        _ask(case, plan)
    with progress_bars(quiet) as progress:
        when = datetime.now(UTC).isoformat(timespec="seconds")
        cores = workers or available_cores()
        done = remove_reports(case, reports, when=when, with_original=with_original, workers=cores, progress=progress)
    if not quiet:
        for line in _told(done):
            click.echo(f"note: {line}", err=True)
        click.echo(f"{case}: {counted(len(done.reports), 'report')} removed", err=True)
    return 0


def _list(case: Path) -> int:
    rows = removed_reports(case)
    for row in rows:
        click.echo(f"{row.removed}  {one_line(row.id)}  bytes {row.sha256}  text {row.text_sha256}")
    return 0 if rows else 1


def _ask(case: Path, plan: Plan) -> None:
    """Ask before anything is lost. Raises StemmaError where nobody is there to answer."""
    if not sys.stdin.isatty():
        raise StemmaError(f"{case}: removing can't be undone; say that you mean it with --yes")
    click.echo(f"These go, with all that was derived from them: {_named(plan.reports)}", err=True)
    for line in _told(plan):
        click.echo(line, err=True)
    click.confirm("Remove? It can't be undone", abort=True, err=True)


def _told(plan: Plan) -> Iterator[str]:
    """What goes beside the reports, and what stays though one might think that it goes."""
    if plan.gone:
        yield f"removed before: {_named(plan.gone)}"
    if plan.sharing:
        yield (
            f"of the same original bytes there are also {_named(plan.sharing)}; so the bytes stay, with the words of "
            "what was removed in them. --with-original removes all of these"
        )
    if plan.versions:
        yield f"other versions of the same item stay: {_named(plan.versions)}"
    if plan.copies:
        yield f"these have words from it, and stay: {_named(plan.copies)}"
    for row in plan.judgements:
        why = one_line(reason_of(row))
        yield f"judgement {row.id} goes too, for it repeats words of it, or is a note on it alone: {why}"
    if plan.changes:
        yield f"of what changed in the case while it was watched, {counted(len(plan.changes), 'note')} on it: gone too"
    if plan.judgements_kept:
        ids = _named(row.id for row in plan.judgements_kept)
        yield f"{counted(len(plan.judgements_kept), 'judgement')} on it stay, by hashes alone: {ids}"


def _named(names: Iterable[str]) -> str:
    found = [one_line(name) for name in names]
    more = f" and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
    return ", ".join(found[:_MOST_NAMED]) + more
