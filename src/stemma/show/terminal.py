"""The ledger in the terminal: the same claims, voices and words as the case file, as plain lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from stemma.model import Case, LineageEdge, Pointer
from stemma.show.characters import one_line, quoted, shortened, visible
from stemma.show.gaps import gaps_of
from stemma.show.labels import STATUS_WORDS, Labels, Quote, counted
from stemma.show.ledger import Ledger, Row, Voice, ledger_of
from stemma.show.renderings import Parallel, parallels

# Discs are origins, as on the page: a shape and a word a status, so that colour is never needed.
_GLYPHS = {"contested": "◐", "withdrawn": "⊘", "corroborated": "●●", "single-origin": "●", "unattributed": "○"}
_PLAIN_GLYPHS = {"contested": "><", "withdrawn": "x", "corroborated": "**", "single-origin": "*", "unattributed": "-"}
_COLOURS = {"contested": "red", "withdrawn": "magenta", "corroborated": "blue", "single-origin": "yellow"}
_PLAIN_MARKS = str.maketrans(
    {"“": '"', "”": '"', "’": "'", "‘": "'", "·": "|", "–": "-", "—": "-", "…": "...", "←": "<-"}
)
_INDENT = 4
_LABEL = 13
_NARROWEST = 20
_VOICES = 3
_WORDS = 110


def print_ledger(case: Case, console: Console, *, limit: int | None = 20) -> None:
    """Print a case: its claims with who affirms, denies and hedges them, its utterances, lineage and gaps.

    `limit` is how many claims, utterances and edges are printed at most, None for all. Nothing in a report can act on
    the terminal: control and escape characters are shown, and its brackets are never read as markup.
    """
    labels = Labels(case)
    paper = _Paper(console, limit)
    ledger = ledger_of(labels)
    _head(ledger, paper)
    _claims(ledger, paper)
    _utterances(parallels(labels), paper)
    _lineage(labels, paper)
    _gaps(labels, paper)


class _Paper:
    """Prints lines of text in what the console can encode."""

    def __init__(self, console: Console, limit: int | None) -> None:
        self.console = console
        self.limit = limit
        self.plain = "utf" not in (console.encoding or "").lower()

    def text(self, words: str, style: str = "") -> Text:
        words = visible(words)
        if self.plain:
            words = words.translate(_PLAIN_MARKS).encode(self.console.encoding, "replace").decode(self.console.encoding)
        return Text(words, style=style, overflow="fold")

    def line(self, *parts: Text | str, indent: int = 0, label: str = "") -> None:
        """One paragraph, wrapped under its own start; `label` stands before its first line, within the indent."""
        whole = Text.assemble(*(part if isinstance(part, Text) else self.text(part) for part in parts))
        room = max(self.console.width - indent, _NARROWEST)
        for number, line in enumerate(whole.wrap(self.console, room, overflow="fold")):
            line.rstrip()
            before = self.text((label if number == 0 else "").ljust(indent))
            self.console.print(before + line, soft_wrap=True, highlight=False)

    def heading(self, words: str) -> None:
        self.console.print()
        self.line(self.text(words, "bold"))

    def beside(self, label: str, lines: Iterable[Text]) -> None:
        """A label with paragraphs to its right, each beginning on a line of its own."""
        for number, line in enumerate(lines):
            self.line(line, indent=_INDENT + _LABEL, label=" " * _INDENT + label if number == 0 else "")

    def within(self, items: Sequence[object]) -> int:
        """How many of `items` are printed."""
        return len(items) if self.limit is None else min(self.limit, len(items))

    def rest(self, items: Sequence[object], one: str) -> None:
        """Says how many of `items` were not printed, if any."""
        left = len(items) - self.within(items)
        if left:
            self.line(f"… and {counted(left, 'further ' + one)}", indent=_INDENT)


def _head(ledger: Ledger, paper: _Paper) -> None:
    undated = f" · {ledger.undated} undated" if ledger.undated else ""
    paper.line(paper.text(ledger.figures + undated, "bold"))
    paper.line("Stemma counts where claims come from. It does not say what is true.")


def _claims(ledger: Ledger, paper: _Paper) -> None:
    paper.heading(f"Claims: {len(ledger.shared)} in several places, {len(ledger.lone)} in one place only")
    for story, rows in ledger.by_story(ledger.rows[: paper.within(ledger.rows)]):
        if story is not None:
            paper.heading(story.name)
            paper.line(story.figures)
        for row in rows:
            _claim(row, paper)
    paper.rest(ledger.rows, "claim")


def _claim(row: Row, paper: _Paper) -> None:
    glyphs = _PLAIN_GLYPHS if paper.plain else _GLYPHS
    status = row.claim.status
    word = STATUS_WORDS[status].upper() + (", HEDGED ONLY" if row.claim.hedged else "")
    paper.console.print()
    number = f"{row.number:>2}  "
    paper.line(number, paper.text(f"{glyphs[status]} {word}", f"bold {_COLOURS.get(status, '')}"), "  ", counts(row))
    paper.line(paper.text(shortened(row.gloss, 300), "bold"), indent=_INDENT)
    for heading, voices in row.voices():
        paper.beside(heading, _voices(voices, paper))
    merged = [merge for origin in row.origins for merge in origin.merged]
    paper.beside("Merged", (paper.text(f"{name}: {why}") for name, why in merged[:_VOICES]))


def counts(row: Row) -> str:
    """A claim's reports, origins and denials in one line of words."""
    denied = f" · denied in {counted(row.denied_in, 'report')}" if row.denied_in else ""
    return f"{counted(row.carried, 'report')} · {row.origins_words}{denied}"


def _voices(voices: Sequence[Voice], paper: _Paper) -> Iterable[Text]:
    for voice in voices[:_VOICES]:
        more = f" and in {counted(voice.reports - 1, 'further report')}" if voice.reports > 1 else ""
        yield Text.assemble(
            paper.text(voice.name, "bold"),
            paper.text(f": {_quoted(voice.lead)}" if voice.lead else ""),
            paper.text(more),
        )
    if len(voices) > _VOICES:
        yield paper.text(f"and {counted(len(voices) - _VOICES, 'further voice')}")


def _quoted(quote: Quote, limit: int = _WORDS) -> str:
    """Words with where they stand: “…” Publisher, day [report:offset]."""
    return f"{quoted(shortened(quote.words, limit))} {quote.publisher}, {quote.when} [{_place(quote.pointer)}]"


def _place(pointer: Pointer) -> str:
    return f"{one_line(pointer.report)}:{pointer.span.start}"


def _utterances(found: Sequence[Parallel], paper: _Paper) -> None:
    if not found:
        return
    paper.heading(f"The same words in several reports: {counted(len(found), 'utterance')}")
    for parallel in found[: paper.within(found)]:
        count = f"{counted(parallel.reports, 'report')}, {counted(len(parallel.renderings), 'wording')}"
        paper.line(paper.text(parallel.speaker or "Speaker not agreed on", "bold"), f" · {count}", indent=_INDENT)
        for rendering in parallel.renderings[:_VOICES]:
            more = f" and in {counted(len(rendering.quotes) - 1, 'further place')}" if len(rendering.quotes) > 1 else ""
            paper.line(_quoted(rendering.quotes[0], 200) + more, indent=_INDENT + 2)
        for why in parallel.changes:
            paper.line(paper.text(f"! {one_line(why)}", "bold"), indent=_INDENT + 2)
    paper.rest(found, "utterance")


def _lineage(labels: Labels, paper: _Paper) -> None:
    edges = labels.case.lineage
    if not edges:
        return
    paper.heading(f"Family tree: {counted(len(edges), 'tie')}, each report ← what it takes from")
    for edge in edges[: paper.within(edges)]:
        _edge(edge, labels, paper)
    paper.rest(edges, "tie")


def _edge(edge: LineageEdge, labels: Labels, paper: _Paper) -> None:
    taker = f"{labels.publisher(edge.report)}, {labels.when(edge.report)}"
    paper.line(f"{taker} ← {source_name(edge, labels)} ({edge.kind})", indent=_INDENT)
    for evidence in edge.evidence[:1]:
        if quote := labels.quote(Pointer(evidence.report, evidence.span)):
            paper.line(f"{quoted(shortened(quote.words, _WORDS))} [{_place(quote.pointer)}]", indent=_INDENT + 2)


def source_name(edge: LineageEdge, labels: Labels) -> str:
    """What a report takes from, by name: a report of the case, something outside it, or "unknown"."""
    target = edge.takes_from
    if target.report is not None:
        return f"{labels.publisher(target.report)}, {labels.when(target.report)}"
    return labels.outside(target)


def _gaps(labels: Labels, paper: _Paper) -> None:
    gaps = gaps_of(labels)
    if not gaps:
        return
    paper.heading("What is not known")
    for gap in gaps:
        paper.line(f"{gap.count:>4}  {gap.heading}", indent=_INDENT)
