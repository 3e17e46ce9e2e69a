"""`stemma show`: the ledger in the terminal."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from stemma.run.local import derived_case
from stemma.show.terminal import print_ledger


@click.command
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--all", "everything", is_flag=True, help="Every claim, not only the weightiest.")
def show(case: Path, everything: bool) -> int:
    """Print the ledger of CASE: claims with their status and origins, and who affirms, denies or hedges."""
    derived = derived_case(case)
    print_ledger(derived, Console(highlight=False), limit=None if everything else 20)
    return 0 if derived.claims else 1
