"""What a page shows, worked out once: everything that the templates ask for, as values."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from markupsafe import Markup

import stemma.show.page.limits as limits
from stemma import __version__
from stemma.model import Case, Claim, Report, Statement, sha256_of
from stemma.show.characters import one_line
from stemma.show.figures import FigureStrip, strips_of_figures
from stemma.show.gaps import Gap, gaps_of
from stemma.show.judgements import ShownJudgement, judgements_of
from stemma.show.labels import Labels
from stemma.show.ledger import Ledger, ledger_of
from stemma.show.page.anchors import Anchors
from stemma.show.page.cartography import Chart, chart_of
from stemma.show.page.drawing import Drawing, drawing_of, drawing_of_claim
from stemma.show.page.references import references_of, rows_shown
from stemma.show.page.snapshots import snapshot
from stemma.show.page.strips import WIDTH, Strips, strips_of
from stemma.show.places import NamedPlace, places_of
from stemma.show.renderings import Parallel, parallels, rendered_by_several
from stemma.show.snippets import snippet_of
from stemma.show.timeline import timeline_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A case as its page shows it, but for the reports, which are rendered last (`snapshots_of`).

    `parallels` are the first of so many `utterances` that several reports render.
    `pinned` is one SHA-256 over all reports; `versions` are what read and derived the case, with their versions.
    """

    title: str
    case: Case
    labels: Labels
    anchors: Anchors
    ledger: Ledger
    parallels: tuple[Parallel, ...]
    utterances: int
    drawing: Drawing
    strips: Strips | None
    places: tuple[NamedPlace, ...]
    chart: Chart | None
    figures: tuple[FigureStrip, ...]
    gaps: tuple[Gap, ...]
    judgements: tuple[ShownJudgement, ...]
    pinned: str
    version: str
    versions: tuple[tuple[str, str], ...] = ()

    def drawing_of_claim(self, claim: Claim) -> Drawing:
        """How a claim comes down from its origins to its reports."""
        return drawing_of_claim(self.labels, claim)

    def whole_drawing_of_claim(self, claim: Claim) -> Drawing:
        """The same with as many nodes as a page can hold."""
        return drawing_of_claim(self.labels, claim, limits.MOST_NODES_WHOLE)

    def whole_drawing(self) -> Drawing:
        """The family tree with as many nodes as a page can hold."""
        return drawing_of(self.labels, limits.MOST_NODES_WHOLE)

    def context(self) -> dict[str, Any]:
        """The names that the templates know."""
        named = {field.name: getattr(self, field.name) for field in fields(self)}
        large = len(self.case.reports) > limits.LARGE
        return named | {
            "numbers": {row.claim.id: row.number for row in rows_shown(self.ledger)},
            "drawing_of_claim": self.drawing_of_claim,
            "whole_drawing_of_claim": self.whole_drawing_of_claim,
            "whole_drawing": self.whole_drawing,
            "snippet": functools.partial(snippet_of, labels=self.labels),
            "most_snippets": limits.FEWER_SNIPPETS if large else limits.MOST_SNIPPETS,
            "most_voices": limits.FEWER_VOICES if large else limits.MOST_VOICES,
            "most_quotes": limits.FEWER_QUOTES if large else limits.MOST_QUOTES,
        }


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A report as the page shows it. `text` is None where nothing leads into it and its text was left out."""

    report: Report
    fragment: str
    text: Markup | None
    whole: bool


def sheet_of(case: Case, *, title: str, versions: Iterable[tuple[str, str]] = ()) -> Sheet:
    """All that the page of a case shows."""
    labels = Labels(case)
    ledger = ledger_of(labels)
    timeline = timeline_of(labels, ledger, width=WIDTH)
    places = places_of(labels, ledger.facets)
    return Sheet(
        title=one_line(title) or "Untitled case",
        case=case,
        labels=labels,
        anchors=Anchors(labels),
        ledger=ledger,
        parallels=parallels(labels, limits.MOST_UTTERANCES),
        utterances=len(rendered_by_several(case)),
        drawing=drawing_of(labels),
        strips=strips_of(timeline, labels) if timeline else None,
        places=places,
        chart=chart_of(places[: limits.MOST_PLACES]),
        figures=strips_of_figures(labels),
        gaps=gaps_of(labels),
        judgements=judgements_of(labels),
        pinned=_pinned(case.reports),
        version=__version__,
        versions=tuple(versions),
    )


def _pinned(reports: Iterable[Report]) -> str:
    """One SHA-256 over all reports: over the lines "id, hash of the bytes, hash of the text", sorted."""
    lines = sorted(f"{report.id}\t{report.sha256}\t{sha256_of(report.text)}" for report in reports)
    return sha256_of("\n".join(lines))


def snapshots_of(sheet: Sheet) -> list[Snapshot]:
    """Every report by date, with as much text as the page can carry; what the page leads into first."""
    labels, anchors = sheet.labels, sheet.anchors
    statements: dict[str, list[Statement]] = {}
    for statement in labels.case.statements:
        statements.setdefault(statement.report, []).append(statement)
    whole = _whole(labels, anchors)
    references = references_of(sheet.ledger, sheet.places, sheet.strips.timeline if sheet.strips else None)

    def shown(ident: str) -> Snapshot:
        report, places = labels.reports[ident], anchors.places(ident)
        text = None
        if ident in whole or places:
            text = snapshot(
                report,
                statements.get(ident, ()),
                places,
                labels,
                whole=ident in whole,
                references=references.get(ident, ()),
            )
        return Snapshot(report, anchors.report(ident) or "", text, ident in whole)

    return [shown(report) for report in sorted(labels.reports, key=labels.earliest_first)]


def _whole(labels: Labels, anchors: Anchors) -> set[str]:
    """The reports shown whole: those led into in the order in which they are, then the others while there is room."""
    left = limits.LESS_TEXT if len(labels.reports) > limits.LARGE else limits.MOST_TEXT
    whole = set()
    for report in dict.fromkeys([*anchors.referenced(), *labels.reports]):
        length = len(labels.reports[report].text)
        if length <= min(left, limits.MOST_TEXT_OF_A_REPORT):
            whole.add(report)
            left -= length
    return whole
