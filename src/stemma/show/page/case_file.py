"""Puts the case file together."""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from stemma import __version__
from stemma.model import Case, Pointer, Report, Statement, sha256_of
from stemma.show.characters import one_line, quoted, shortened, visible
from stemma.show.gaps import gaps_of
from stemma.show.judgements import judgements_of
from stemma.show.labels import (
    ACCESS_WORDS,
    STATUS_WORDS,
    Labels,
    counted,
    moment_words,
    web_address,
)
from stemma.show.ledger import STATUSES, ledger_of
from stemma.show.page.anchors import Anchors
from stemma.show.page.drawing import drawing_of, drawing_of_claim
from stemma.show.page.snapshots import snapshot
from stemma.show.renderings import parallels
from stemma.show.when import when_words

# What stands open on the page, and what it holds at all: a page is read by a person.
OPEN_CLAIMS = 25
MOST_CLAIMS = 300
MOST_LONE = 400
MOST_UTTERANCES = 80
MOST_QUOTES = 30
MOST_IN_A_LIST = 200
# Characters of report text on the page, and of a single report, before only the surroundings of what is quoted are
# shown. 1.5 million make a page of some 3 MB, which a browser still opens at once.
MOST_TEXT = 1_500_000
MOST_TEXT_OF_A_REPORT = 150_000


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A report as the page shows it. `text` is None where nothing leads into it and its text was left out."""

    report: Report
    fragment: str
    text: Markup | None
    whole: bool


def render(case: Case, *, title: str) -> str:
    """The case file: one HTML page with everything in it, that asks nothing of any network.

    The same case and title give the same page. Texts of reports are escaped wherever they stand, the page's policy lets
    no script or style run but its own two, and only http and https addresses become links.
    """
    labels = Labels(case)
    anchors = Anchors(labels)
    environment = _environment()
    style, script = _asset("page.css"), _asset("page.js")
    context: dict[str, Any] = {
        "title": one_line(title) or "Untitled case",
        "case": case,
        "labels": labels,
        "anchors": anchors,
        "ledger": ledger_of(labels),
        "parallels": parallels(labels),
        "drawing": drawing_of(labels),
        "drawing_of_claim": functools.partial(drawing_of_claim, labels),
        "gaps": gaps_of(labels),
        "judgements": judgements_of(labels),
        "style": Markup(style),
        "script": Markup(script),
        "policy": _policy(style, script),
        "version": __version__,
        "pinned": _pinned(case.reports),
    }
    # The reports come last: only then is it known which of their characters the page leads to.
    sheet = Markup(environment.get_template("sheet.html.j2").render(context))
    reader = Markup(environment.get_template("reader.html.j2").render(context, snapshots=_snapshots(labels, anchors)))
    return environment.get_template("page.html.j2").render(context, sheet=sheet, reader=reader)


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("stemma.show.page", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printable,
    )
    environment.filters.update(
        one_line=one_line,
        quoted=quoted,
        shortened=shortened,
        moment=moment_words,
        address=web_address,
        sha256=sha256_of,
        counted=counted,
        when_words=when_words,
    )
    environment.globals.update(
        pointer=Pointer,
        STATUSES=STATUSES,
        STATUS_WORDS=STATUS_WORDS,
        ACCESS_WORDS=ACCESS_WORDS,
        OPEN_CLAIMS=OPEN_CLAIMS,
        MOST_CLAIMS=MOST_CLAIMS,
        MOST_LONE=MOST_LONE,
        MOST_UTTERANCES=MOST_UTTERANCES,
        MOST_QUOTES=MOST_QUOTES,
        MOST_IN_A_LIST=MOST_IN_A_LIST,
    )
    return environment


def _printable(value: Any) -> Any:
    """What an expression of a template prints: text with acting characters shown, markup as it is."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _asset(name: str) -> str:
    text = resources.files("stemma.show.page").joinpath("assets", name).read_text(encoding="utf-8")
    return "\n" + text.replace("\r\n", "\n")


def _policy(style: str, script: str) -> str:
    """The page's Content-Security-Policy: nothing is loaded, and only this style and this script run."""
    return (
        f"default-src 'none'; script-src '{_source_hash(script)}'; style-src '{_source_hash(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _source_hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _pinned(reports: Iterable[Report]) -> str:
    """One SHA-256 over all reports: over the lines "id, hash of the bytes, hash of the text", sorted."""
    lines = sorted(f"{report.id}\t{report.sha256}\t{sha256_of(report.text)}" for report in reports)
    return sha256_of("\n".join(lines))


def _snapshots(labels: Labels, anchors: Anchors) -> list[Snapshot]:
    """Every report by date, with as much text as the page can carry; what the page leads into first."""
    statements: dict[str, list[Statement]] = {}
    for statement in labels.case.statements:
        statements.setdefault(statement.report, []).append(statement)
    whole = _whole(labels, anchors)
    return [
        _snapshot(labels.reports[report], statements.get(report, []), report in whole, labels, anchors)
        for report in sorted(labels.reports, key=labels.earliest_first)
    ]


def _whole(labels: Labels, anchors: Anchors) -> set[str]:
    """The reports shown whole: those led into in the order in which they are, then the others while there is room."""
    left = MOST_TEXT
    whole = set()
    for report in dict.fromkeys([*anchors.referenced(), *labels.reports]):
        length = len(labels.reports[report].text)
        if length <= min(left, MOST_TEXT_OF_A_REPORT):
            whole.add(report)
            left -= length
    return whole


def _snapshot(report: Report, statements: list[Statement], whole: bool, labels: Labels, anchors: Anchors) -> Snapshot:
    places = anchors.places(report.id)
    shown = whole or bool(places)
    text = snapshot(report, statements, places, labels, whole=whole) if shown else None
    return Snapshot(report, anchors.report(report.id) or "", text, whole)
