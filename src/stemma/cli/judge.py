"""`stemma judge`: users' rulings on a case."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console

from stemma.model import StemmaError
from stemma.model.rulings import Level, reason_of
from stemma.run.judging import Verb, judge, undo
from stemma.run.local import derived_case
from stemma.show.judgement_list import print_judgements


@click.command("judge")
@click.argument("case", type=click.Path(path_type=Path))
@click.argument("verb", type=click.Choice(["same", "different", "dependent", "independent"]), required=False)
@click.argument("subjects", nargs=-1, metavar="[SUBJECT]...")
@click.option(
    "--of",
    "level",
    type=click.Choice(["claim", "utterance", "actor"]),
    default=None,
    help="What `same` and `different` are about; default: what the subjects are, claims for statements and places.",
)
@click.option("--author", default=None, metavar="NAME", help="Who judges; default: the name you are logged in by.")
@click.option("--undo", "undone", metavar="ID", default=None, help="Undo a judgement. Both stay in the case.")
@click.option("--list", "listing", is_flag=True, help="List all judgements, whether they hold, and what came of them.")
def judge_command(
    case: Path,
    verb: Verb | None,
    subjects: Sequence[str],
    level: Level | None,
    author: str | None,
    undone: str | None,
    listing: bool,
) -> int:
    """Rule on CASE: what Stemma derives from now on, also from reports that come in later, keeps to it.

    \b
    same         these claims are one; these renderings are one utterance; this actor is that one
    different    they are not
    dependent    these actors, reports or publishers are not independent: they count as one origin
    independent  they are: they count apart, and neither report has it from the other

    A SUBJECT is a claim, utterance, statement, actor or report by its id, an actor or publisher by its name, or a place
    as the ledger prints it, REPORT:OFFSET. Of an id the first four characters do. A judgement that contradicts an
    earlier one overrules it; nothing is ever deleted.
    """
    if sum((verb is not None, undone is not None, listing)) != 1:
        raise click.UsageError("give a verb with its subjects, or --undo ID, or --list")
    if verb is not None and len(subjects) < 2:
        raise click.UsageError("a verb takes two subjects or more")
    if verb in ("dependent", "independent") and level is not None:
        raise click.UsageError(f"--of has no meaning for {verb}")
    console = Console(highlight=False)
    if undone is not None:
        row = undo(case, undone, author=author or _login(), made=_now())
        click.echo(f"undone: {row.subjects[0]} (this undoing is {row.id})")
        derived_case(case)
        return 0
    only = None
    if verb is not None:
        taken = judge(case, verb, subjects, level=level, author=author or _login(), made=_now())
        if not taken.new:
            click.echo(f"judged already: {taken.row.id}")
        for old in taken.overrules:
            click.echo(f"overrules {old.id}: {reason_of(old)}")
        only = taken.row.id
    return 0 if print_judgements(derived_case(case), console, only=only) else 1


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _login() -> str:
    """The name by which the user is logged in. Raises StemmaError where the system has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise StemmaError("judge: who you are could not be told; say it with --author") from error
