"""`stemma verify`: is everything as it was?"""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from stemma.cli.progress import progress_bars
from stemma.run.pool import available_cores
from stemma.show.export.contract import to_json
from stemma.show.verdict import verdict_document, verdict_of
from stemma.show.verdict_lines import print_verdict
from stemma.show.writing import write_text


@click.command("verify")
@click.argument("case", type=click.Path(path_type=Path), metavar="CASE|FILE")
@click.option("--again", is_flag=True, help="Read and derive everything anew and compare; takes as long as a build.")
@click.option(
    "--as", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="The format."
)
@click.option("--all", "everything", is_flag=True, help="Every finding, not only the first 50.")
@click.option("--workers", type=click.IntRange(min=1), default=None, help="Processes to use; default: one a core.")
def verify_command(case: Path, again: bool, form: str, everything: bool, workers: int | None) -> int:
    """Recompute every hash and every offset of CASE, and name what was altered, missing or added. FILE is a WACZ or
    JSON file that `stemma export` wrote.

    Checked are original bytes and texts against their SHA-256, rows against each other, every offset, ids that follow
    from what they stand for, and whether each original still gives its text. CASE is never changed. Exit codes: 0
    sound, 1 something was found, 2 it could not be checked.

    Somebody who alters everything so that it fits again leaves no trace within: keep the digest of a WACZ elsewhere.
    """
    with progress_bars(form == "json") as progress:
        verdict = verdict_of(case, again=again, workers=workers or available_cores(), progress=progress)
    if form == "json":
        write_text(None, to_json(verdict_document(case, verdict)) + "\n")
    else:
        print_verdict(case, verdict, Console(highlight=False), limit=None if everything else 50)
    return 1 if verdict.findings else 0
