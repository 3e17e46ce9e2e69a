"""A trail in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from stemma.model import Drift, Pointer
from stemma.show.characters import one_line, quoted, shortened
from stemma.show.finding import Match
from stemma.show.labels import ACCESS_WORDS, Labels, counted, origins_phrase, utc_words
from stemma.show.ledger import OriginRow, Row, ledger_of
from stemma.show.paper import INDENT, Paper
from stemma.show.terminal import counts, print_edge, quoted_at, verdict
from stemma.show.trail import Step, Trail

_WORDS = 220
_OTHERS = 8
_TIME = 7
_ALL = 0.995
_STANCES = {"affirms": "", "denies": "denied: ", "hedges": "hedged: "}
# How a change is marked; the plain change of words is told last, since it is the least.
_KINDS = ("negation", "number", "hedge", "name", "dropped", "added", "words")


def print_trail(trail: Trail, others: Sequence[Match], labels: Labels, console: Console) -> None:
    """Print where something comes from, and what else was found. Nothing in a report can act on the terminal."""
    paper = Paper(console, None)
    row = next((row for row in ledger_of(labels).rows if trail.claim and row.claim.id == trail.claim.id), None)
    _head(trail, row, labels, paper)
    _first(trail, paper)
    _renderings(trail, paper)
    _changes(trail.drift, labels, paper)
    _way(trail, labels, paper)
    if row is not None:
        _origins(row, paper)
    _others(others, labels, paper)


def _head(trail: Trail, row: Row | None, labels: Labels, paper: Paper) -> None:
    match = trail.match
    if row is not None and match.claim is not None:
        paper.line(verdict(row, paper), "  ", counts(row))
    paper.line(paper.text(gist(match, labels, 300), "bold"), "  ", paper.text(match.id or "", "dim"))
    paper.line(f"{_FOUND[match.kind]}, found by {_how(match)}.")
    if row is not None and match.claim is None:
        paper.line(f"It is part of claim {row.claim.id}, {shortened(row.gloss, 200)}:")
        paper.line(verdict(row, paper), "  ", counts(row), indent=INDENT)


_FOUND = {
    "claim": "A claim",
    "utterance": "An utterance",
    "statement": "A statement",
    "sentence": "What reports say in their own voice",
}


def _how(match: Match) -> str:
    if match.how == "id":
        return "its id"
    if match.how == "exact":
        return f"exactly these words in {counted(len(match.places), 'place')}"
    if match.score > _ALL:
        return "all of the words asked for, in other order or form"
    return f"{round(100 * match.score)}% of the words asked for, the rarer counting more"


def gist(match: Match, labels: Labels, limit: int = _WORDS) -> str:
    """What was found, in words: the claim's gloss, the fullest rendering of an utterance, or the earliest words."""
    if match.claim is not None:
        gloss = shortened(one_line(match.claim.gloss), limit)
        return gloss[:1].upper() + gloss[1:]
    if match.utterance is not None:
        members = [Pointer(member.report, member.span) for member in match.utterance.members]
        own = [place for place in members if labels.reports[place.report].language == labels.language] or members
        chosen = min(own, key=lambda place: (-place.span.length, place))
    else:
        chosen = min(match.places, key=lambda place: (labels.earliest_first(place.report), place.span))
    quote = labels.quote(chosen)
    return quoted(shortened(quote.words, limit)) if quote else ""


def _first(trail: Trail, paper: Paper) -> None:
    paper.heading("Earliest appearance")
    if trail.first is None:
        paper.line("not known: no report that carries it is dated", indent=INDENT)
        return
    paper.line(f"{utc_words(trail.first.published or '')}: {_words(trail.first)}", indent=INDENT)
    caveats = []
    if trail.as_early:
        caveats.append(f"no date tells it from {counted(trail.as_early, 'other report')}")
    if trail.undated:
        caveats.append(f"{counted(trail.undated, 'undated rendering')} may be older")
    if caveats:
        paper.line(f"But {', and '.join(caveats)}.", indent=INDENT)


def _words(step: Step) -> str:
    voice = f"{step.voice}: " if step.voice else ""
    return f"{voice}{_STANCES[step.stance]}{quoted_at(step.quote, _WORDS, day=False)}"


def _renderings(trail: Trail, paper: Paper) -> None:
    reports = len({step.quote.pointer.report for step in trail.steps})
    count = f"{counted(len(trail.steps), 'rendering')} in {counted(reports, 'report')}"
    paper.heading(f"In time order (UTC): {count}" if trail.first else f"In no known order: {count}")
    dated = [step for step in trail.steps if step.published is not None]
    for day, steps in groupby(dated, key=lambda step: utc_words(step.published or "").partition(", ")[0]):
        paper.line(paper.text(day, "bold"), indent=INDENT)
        for step in steps:
            _step(step, paper)
    undated = trail.steps[len(dated) :]
    if undated and dated:
        paper.line(paper.text("undated", "bold"), ": where in this order they belong is not known", indent=INDENT)
    for step in undated:
        _step(step, paper)


def _step(step: Step, paper: Paper) -> None:
    paper.line(_words(step), indent=INDENT + _TIME, label=" " * INDENT + _hour(step))


def _hour(step: Step) -> str:
    """The hour and minute, where the report states them."""
    return utc_words(step.published or "").partition(", ")[2][: len("23:59")]


def _changes(drift: Sequence[Drift], labels: Labels, paper: Paper) -> None:
    lines = list(dict.fromkeys(_change(one, labels) for one in sorted(drift, key=lambda one: _KINDS.index(one.kind))))
    if lines:
        paper.heading(f"How the words changed: {counted(len(lines), 'change')}")
    for line in lines:
        paper.line(line, indent=INDENT)


def _change(drift: Drift, labels: Labels) -> str:
    """What changed, and where the changed words stand; of what is left out, where it was."""
    place = drift.after or drift.before
    quote = labels.quote(place) if place else None
    if quote is None:
        return one_line(drift.why)
    where = f"{quote.publisher} [{quote.place}]"
    return f"{one_line(drift.why)}, in {where}" if drift.after else f"{one_line(drift.why)} (it stands in {where})"


def _way(trail: Trail, labels: Labels, paper: Paper) -> None:
    if not trail.edges:
        paper.heading("The way it took")
        paper.line("not known: no report that carries it says, or shows, where it has it from", indent=INDENT)
        return
    paper.heading(f"The way it took: {counted(len(trail.edges), 'tie')}, each report ← what it takes from")
    for edge in trail.edges:
        print_edge(edge, labels, paper)


def _origins(row: Row, paper: Paper) -> None:
    paper.heading(f"Where it comes from: {row.origins_words}")
    paper.line(one_line(row.claim.why), indent=INDENT)
    for origin in row.origins:
        paper.line(*_origin(origin, paper), indent=INDENT + 2, label=" " * INDENT + ("* " if paper.plain else "● "))
        for why, names in _by_reason(origin).items():
            if why not in row.claim.why:
                paper.line(f"counted with it: {', '.join(names)}: {why}", indent=INDENT + 4)
    for judgement in row.judged:
        paper.line(f"{judgement.reason} ({judgement.id})", indent=INDENT)


def _by_reason(origin: OriginRow) -> dict[str, list[str]]:
    """Who was merged with an origin, by the reason."""
    found: dict[str, list[str]] = {}
    for name, why in origin.merged:
        found.setdefault(why, []).append(name)
    return found


def _origin(origin: OriginRow, paper: Paper) -> Iterator[Text | str]:
    yield paper.text(origin.name, "bold")
    yield f", {origin.kind}: {ACCESS_WORDS[origin.access]}"
    if origin.quote is not None:
        yield f"; first {quoted_at(origin.quote)}"


def _others(others: Sequence[Match], labels: Labels, paper: Paper) -> None:
    if not others:
        return
    paper.heading(f"Also found: {counted(len(others), 'other match', 'other matches')}")
    for match in others[:_OTHERS]:
        reports = counted(match.reports, "report")
        origins = f" · {origins_phrase(match.claim)}" if match.claim else ""
        ident = match.id or match.kind
        words = gist(match, labels, 90)
        paper.line(f"{words} ({reports}{origins})", indent=INDENT + 15, label=" " * INDENT + ident)
    if len(others) > _OTHERS:
        paper.line(f"… and {counted(len(others) - _OTHERS, 'further match', 'further matches')}", indent=INDENT)
