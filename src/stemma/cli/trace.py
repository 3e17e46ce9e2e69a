"""`stemma trace`: where does this come from?"""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from stemma.run.local import derived_case
from stemma.show.characters import one_line, shortened
from stemma.show.export.contract import to_json
from stemma.show.export.trail import trail_document
from stemma.show.finding import find
from stemma.show.labels import Labels
from stemma.show.trail import trail_of
from stemma.show.trail_lines import print_trail
from stemma.show.writing import write_text


@click.command("trace")
@click.argument("case", type=click.Path(path_type=Path))
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--as", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="The format."
)
def trace_command(case: Path, words: tuple[str, ...], form: str) -> int:
    """Tell where WORDS come from: their earliest appearance in CASE, every rendering in time order, how they changed,
    the way they took from report to report, and the origins at its end.

    WORDS are looked for as they stand, then by the rare ones among them; the id of a claim, utterance or statement does
    as well. Where several things match, the best is told and the others are listed.
    """
    asked = " ".join(words)
    derived = derived_case(case)
    found = find(derived, asked)
    if not found:
        click.echo(f"stemma: nothing in {case} has these words: {shortened(one_line(asked), 80)}", err=True)
        return 1
    labels = Labels(derived)
    best, *others = found
    trail = trail_of(best, labels)
    told = {utterance.id for utterance in trail.utterances}
    others = [match for match in others if match.id not in told]
    if form == "json":
        write_text(None, to_json(trail_document(asked, trail, others, labels)) + "\n")
    else:
        print_trail(trail, others, labels, Console(highlight=False))
    return 0
