"""What changed in a case, in the terminal: a line of what it is, the claim, why, and the words that it stands on."""

from __future__ import annotations

from collections.abc import Mapping

from rich.text import Text

from stemma.model import ChangeKind, ChangePlace, NotedChange
from stemma.show.characters import one_line, quoted, shortened
from stemma.show.labels import STATUS_WORDS, counted, day, host
from stemma.show.paper import INDENT, Paper

# What a reader is told first.
HEADINGS: Mapping[ChangeKind, str] = {
    "withdrawn": "Taken back",
    "denied": "Denied",
    "contested": "Contested",
    "vanished": "Gone from an edited report",
    "figure": "Another figure",
    "corroborated": "A second independent origin",
    "origin added": "A further independent origin",
    "origin merged": "Origins counted as one",
    "origin lost": "Fewer independent origins",
    "sourced": "An origin is named",
    "affirmed": "Affirmed",
    "uncontested": "No longer contested",
    "appeared": "New, in several reports",
    "taken up": "Taken up by others",
    "rewritten": "A report was rewritten",
}
# Colour only underlines what the words say: against a claim, for it, or neither.
_MAGENTA: tuple[ChangeKind, ...] = ("withdrawn", "vanished", "rewritten")
_RED: tuple[ChangeKind, ...] = ("denied", "contested")
_BLUE: tuple[ChangeKind, ...] = ("corroborated", "origin added", "affirmed")
_YELLOW: tuple[ChangeKind, ...] = ("figure", "origin merged", "origin lost")
_COLOURS: Mapping[ChangeKind, str] = (
    dict.fromkeys(_MAGENTA, "magenta")
    | dict.fromkeys(_RED, "red")
    | dict.fromkeys(_BLUE, "blue")
    | dict.fromkeys(_YELLOW, "yellow")
)
_PLACES = 3
_WORDS = 160


def print_change(noted: NotedChange, paper: Paper) -> None:
    """Print one change. Nothing in a report can act on the terminal, and its brackets are never read as markup."""
    change = noted.change
    status = f"  {STATUS_WORDS[change.status].lower()}" if change.status else ""
    heading = paper.text(HEADINGS[change.kind].upper(), f"bold {_COLOURS.get(change.kind, '')}")
    paper.console.print()
    paper.line(paper.text(minute(noted.made), "dim"), "  ", heading, paper.text(status, "dim"))
    paper.line(paper.text(shortened(one_line(change.gloss), 300), "bold"), "  ", _claim(noted, paper), indent=INDENT)
    paper.line(one_line(change.why), indent=INDENT)
    for place in change.places[:_PLACES]:
        paper.line(place_line(place), indent=INDENT + 2)
    more = change.more + max(0, len(change.places) - _PLACES)
    if more:
        paper.line(f"… and in {counted(more, 'further place')}", indent=INDENT + 2)


def _claim(noted: NotedChange, paper: Paper) -> Text:
    return paper.text(noted.change.claim or "", "dim")


def place_line(place: ChangePlace) -> str:
    """Words with where they stand: “…” Publisher, day [report:start–end]."""
    span = f"{place.span.start}–{place.span.end}"
    return f"{quoted(shortened(one_line(place.words), _WORDS))} {whose(place)} [{one_line(place.report)}:{span}]"


def whose(place: ChangePlace) -> str:
    """Who put a report out, and on which day."""
    publisher = one_line(place.publisher or host(place.url) or place.report)
    return f"{shortened(publisher, 100)}, {day(place.published) if place.published else 'undated'}"


def minute(made: str) -> str:
    """ "2031-05-06 09:14 UTC" of an ISO 8601 moment in UTC."""
    return f"{made[:16].replace('T', ' ')} UTC"
