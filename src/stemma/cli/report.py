"""`stemma report`: the case file."""

from __future__ import annotations

import os
import sys
import webbrowser
from pathlib import Path

import click

from stemma.run.local import case_versions, derived_case
from stemma.show.page import render
from stemma.show.writing import write_text


@click.command
@click.argument("case", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="Where to write the page.")
@click.option("--title", default=None, help="The page's title; default: the case folder's name.")
@click.option("--open", "open_it", is_flag=True, help="Open it in the browser, where there is one.")
def report(case: Path, output: Path, title: str | None, open_it: bool) -> int:
    """Write the case file of CASE: one HTML page that holds everything and opens offline."""
    derived = derived_case(case)
    write_text(output, render(derived, title=title or case.resolve().name, versions=case_versions(case)))
    click.echo(f"case file: {output.resolve()}")
    if open_it and has_browser():
        webbrowser.open(output.resolve().as_uri())
    return 0 if derived.claims else 1


def has_browser() -> bool:
    """Whether a window could open: never a text browser in somebody's terminal."""
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
