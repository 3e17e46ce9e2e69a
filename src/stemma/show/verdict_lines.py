"""A verdict as lines of text."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from rich.console import Console

from stemma.model import Finding
from stemma.show.characters import one_line, quoted, shortened
from stemma.show.paper import INDENT, Paper
from stemma.show.verdict import Verdict

_STYLES = {"altered": "red", "missing": "magenta", "added": "yellow", "note": "dim"}
_LABEL = 9
_TITLE = 80


def print_verdict(path: Path, verdict: Verdict, console: Console, *, limit: int | None = 50) -> None:
    """Print what was looked at and what was found; `limit` is how many findings and notes are printed at most."""
    paper = Paper(console, limit)
    paper.line(paper.text(f"{path}: ", "bold"), verdict.looked_at)
    if verdict.findings:
        tally = Counter(one.what for one in verdict.findings)
        told = ", ".join(f"{tally[what]} {what}" for what in ("altered", "missing", "added") if tally[what])
        paper.heading(f"Not as it was: {told}")
    else:
        paper.heading("Sound: every hash and every offset is as stated")
    for one in verdict.findings[: paper.within(verdict.findings)]:
        _finding(one, paper)
    paper.rest(verdict.findings, "finding")
    if verdict.notes:
        paper.heading("To know")
        for one in verdict.notes[: paper.within(verdict.notes)]:
            _finding(one, paper)
        paper.rest(verdict.notes, "note")
    if verdict.digest:
        paper.heading("Digest, to compare with one that was published or sent when it was made")
        paper.line(verdict.digest)


def _finding(one: Finding, paper: Paper) -> None:
    title = f" {quoted(shortened(one_line(one.title), _TITLE))}" if one.title else ""
    place = f"{one.where}: " if one.where else ""
    paper.line(
        paper.text(f"{place}{shortened(one_line(one.item), 200)}{title}", "bold" if one.what != "note" else ""),
        indent=_LABEL,
        label=one.what,
    )
    paper.line(paper.text(one_line(one.why)), indent=_LABEL + INDENT)
