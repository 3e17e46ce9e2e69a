"""The `stemma` command: one file a verb."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

import stemma
from stemma.cli.verbs import VERBS, Verbs
from stemma.model import StemmaError
from stemma.run.pool import collect_seldom

FOUND_NOTHING = 1
BAD_INPUT = 2
INTERRUPTED = 130


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(stemma.__version__, prog_name="stemma")
def cli() -> None:
    """Read many reports of one event: who said what in which words, who confirms and who denies it, and how many
    independent origins stand behind each claim. Stemma never says what is true.

    A CASE is a folder that Stemma makes. Exit codes: 0 done, 1 nothing found, 2 some input or the case could not be
    used (the rest was done).
    """


for verb in VERBS:
    cli.add_command(verb)


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command and exit with its code. Errors of the user's input are one line on standard error."""
    collect_seldom()
    try:
        code = cli.main(args=None if argv is None else list(argv), standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("stemma: interrupted; what was done is kept, the same command goes on from there", err=True)
        code = INTERRUPTED
    except StemmaError as error:
        click.echo(f"stemma: {error}", err=True)
        code = BAD_INPUT
    except BrokenPipeError:
        # The reader of our output has seen enough (`stemma show CASE | head`); flushing at exit would complain again.
        sys.stdout = None
        code = 0
    sys.exit(code if isinstance(code, int) else 0)
