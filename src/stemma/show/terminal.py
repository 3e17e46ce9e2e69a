"""The ledger in the terminal: the same claims, voices and words as the case file, as plain lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from stemma.model import Case, LineageEdge, Pointer
from stemma.show.characters import one_line, quoted, shortened
from stemma.show.gaps import gaps_of
from stemma.show.labels import STATUS_WORDS, Labels, Quote, counted
from stemma.show.ledger import Ledger, Row, Voice, ledger_of
from stemma.show.paper import INDENT, Paper
from stemma.show.renderings import Parallel, parallels
from stemma.show.tallies import Tally, tallies_of
from stemma.show.when import when_words

# Discs are origins, as on the page: a shape and a word a status, so that colour is never needed.
_GLYPHS = {"contested": "◐", "withdrawn": "⊘", "corroborated": "●●", "single-origin": "●", "unattributed": "○"}
_PLAIN_GLYPHS = {"contested": "><", "withdrawn": "x", "corroborated": "**", "single-origin": "*", "unattributed": "-"}
_COLOURS = {"contested": "red", "withdrawn": "magenta", "corroborated": "blue", "single-origin": "yellow"}
_VOICES = 3
_FIGURES = 8
_WORDS = 110


def print_ledger(case: Case, console: Console, *, limit: int | None = 20) -> None:
    """Print a case: its claims with who affirms, denies and hedges them, its figures that
    differ, its utterances, lineage and gaps.

    `limit` is how many claims, utterances and edges are printed at most, None for all. Nothing in a report can act on
    the terminal: control and escape characters are shown, and its brackets are never read as markup.
    """
    labels = Labels(case)
    paper = Paper(console, limit)
    ledger = ledger_of(labels)
    _head(ledger, paper)
    _claims(ledger, paper)
    _tallies(tallies_of(labels), paper)
    _utterances(parallels(labels), paper)
    _lineage(labels, paper)
    _gaps(labels, paper)


def _head(ledger: Ledger, paper: Paper) -> None:
    undated = f" · {ledger.undated} undated" if ledger.undated else ""
    paper.line(paper.text(ledger.figures + undated, "bold"))
    paper.line("Stemma counts where claims come from. It does not say what is true.")


def _claims(ledger: Ledger, paper: Paper) -> None:
    paper.heading(f"Claims: {len(ledger.shared)} in several places, {len(ledger.lone)} in one place only")
    for story, rows in ledger.by_story(ledger.rows[: paper.within(ledger.rows)]):
        if story is not None:
            paper.heading(story.name)
            paper.line(story.figures)
        for row in rows:
            _claim(row, paper)
    paper.rest(ledger.rows, "claim")


def _claim(row: Row, paper: Paper) -> None:
    paper.console.print()
    paper.line(f"{row.number:>2}  ", verdict(row, paper), "  ", counts(row))
    paper.line(paper.text(shortened(row.gloss, 300), "bold"), "  ", paper.text(row.claim.id, "dim"), indent=INDENT)
    for heading, voices in row.voices():
        paper.beside(heading, _voices(voices, paper))
    when = when_words(row.claim)
    paper.beside("When", [paper.text(when)] if when else [])
    merged = [merge for origin in row.origins for merge in origin.merged]
    paper.beside("Merged", (paper.text(f"{name}: {why}") for name, why in merged[:_VOICES]))
    paper.beside("Judged", (paper.text(f"{one_line(judgement.reason)} ({judgement.id})") for judgement in row.judged))


def verdict(row: Row, paper: Paper) -> Text:
    """A claim's status as its shape and its word."""
    glyphs = _PLAIN_GLYPHS if paper.plain else _GLYPHS
    status = row.claim.status
    word = STATUS_WORDS[status].upper() + (", HEDGED ONLY" if row.claim.hedged else "")
    return paper.text(f"{glyphs[status]} {word}", f"bold {_COLOURS.get(status, '')}")


def counts(row: Row) -> str:
    """A claim's reports, origins and denials in one line of words."""
    denied = f" · denied in {counted(row.denied_in, 'report')}" if row.denied_in else ""
    return f"{counted(row.carried, 'report')} · {row.origins_words}{denied}"


def _voices(voices: Sequence[Voice], paper: Paper) -> Iterable[Text]:
    for voice in voices[:_VOICES]:
        more = f" and in {counted(voice.reports - 1, 'further report')}" if voice.reports > 1 else ""
        yield Text.assemble(
            paper.text(voice.name, "bold"),
            paper.text(f": {quoted_at(voice.lead)}" if voice.lead else ""),
            paper.text(more),
        )
    if len(voices) > _VOICES:
        yield paper.text(f"and {counted(len(voices) - _VOICES, 'further voice')}")


def quoted_at(quote: Quote, limit: int = _WORDS, *, day: bool = True) -> str:
    """Words with where they stand: “…” Publisher, day [report:offset]."""
    where = f"{quote.publisher}, {quote.when}" if day else quote.publisher
    return f"{quoted(shortened(quote.words, limit))} {where} [{quote.place}]"


def _tallies(found: Sequence[Tally], paper: Paper) -> None:
    if not found:
        return
    paper.heading(f"Figures that differ: {counted(len(found), 'count')}")
    for tally in found[: paper.within(found)]:
        whether = " · they exclude each other" if tally.series.contests else ""
        paper.line(
            paper.text(tally.series.gloss, "bold"), whether, "  ", paper.text(tally.series.id, "dim"), indent=INDENT
        )
        for given in tally.given[:_FIGURES]:
            notes = [f"and in {counted(given.reports - 1, 'further report')}"] if given.reports > 1 else []
            notes += ["brought up to date later"] if given.superseded else []
            line = f"{given.source}: {quoted_at(given.quote)}"
            paper.line(", ".join([line, *notes]), indent=INDENT + 2)
        if len(tally.given) > _FIGURES:
            paper.line(f"and {counted(len(tally.given) - _FIGURES, 'further figure')}", indent=INDENT + 2)
    paper.rest(found, "count")


def _utterances(found: Sequence[Parallel], paper: Paper) -> None:
    if not found:
        return
    paper.heading(f"The same words in several reports: {counted(len(found), 'utterance')}")
    for parallel in found[: paper.within(found)]:
        count = f"{counted(parallel.reports, 'report')}, {counted(len(parallel.renderings), 'wording')}"
        speaker = paper.text(parallel.speaker or "Speaker not agreed on", "bold")
        paper.line(speaker, f" · {count}  ", paper.text(parallel.utterance.id, "dim"), indent=INDENT)
        for rendering in parallel.renderings[:_VOICES]:
            more = f" and in {counted(len(rendering.quotes) - 1, 'further place')}" if len(rendering.quotes) > 1 else ""
            paper.line(quoted_at(rendering.quotes[0], 200) + more, indent=INDENT + 2)
        for why in parallel.changes:
            paper.line(paper.text(f"! {one_line(why)}", "bold"), indent=INDENT + 2)
        for why in dict.fromkeys(evidence.why for evidence in parallel.utterance.evidence if evidence.kind == "judged"):
            paper.line(one_line(why), indent=INDENT + 2)
    paper.rest(found, "utterance")


def _lineage(labels: Labels, paper: Paper) -> None:
    edges = labels.case.lineage
    if not edges:
        return
    paper.heading(f"Family tree: {counted(len(edges), 'tie')}, each report ← what it takes from")
    for edge in edges[: paper.within(edges)]:
        print_edge(edge, labels, paper)
    paper.rest(edges, "tie")


def print_edge(edge: LineageEdge, labels: Labels, paper: Paper) -> None:
    """A tie between reports, with the words that show it."""
    taker = f"{labels.publisher(edge.report)}, {labels.when(edge.report)}"
    paper.line(f"{taker} ← {source_name(edge, labels)} ({edge.kind})", indent=INDENT)
    for evidence in edge.evidence[:1]:
        if quote := labels.quote(Pointer(evidence.report, evidence.span)):
            paper.line(f"{quoted(shortened(quote.words, _WORDS))} [{quote.place}]", indent=INDENT + 2)


def source_name(edge: LineageEdge, labels: Labels) -> str:
    """What a report takes from, by name: a report of the case, something outside it, or "unknown"."""
    target = edge.takes_from
    if target.report is not None:
        return f"{labels.publisher(target.report)}, {labels.when(target.report)}"
    return labels.outside(target)


def _gaps(labels: Labels, paper: Paper) -> None:
    gaps = gaps_of(labels)
    if not gaps:
        return
    paper.heading("What is not known")
    for gap in gaps:
        paper.line(f"{gap.count:>4}  {gap.heading}", indent=INDENT)
