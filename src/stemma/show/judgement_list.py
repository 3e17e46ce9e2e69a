"""Judgements in the terminal: what each is about, whether it holds, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console

from stemma.model import Case
from stemma.show.characters import one_line
from stemma.show.judgements import ShownJudgement, ShownSubject, judgements_of, phrase
from stemma.show.labels import Labels, counted, origins_phrase
from stemma.show.paper import INDENT, Paper
from stemma.show.terminal import quoted_at


def print_judgements(case: Case, console: Console, *, only: str | None = None) -> int:
    """Print all judgements of a case, or the one of the id `only`; how many were printed."""
    labels = Labels(case)
    paper = Paper(console, None)
    shown = [one for one in judgements_of(labels) if only is None or one.id == only]
    if not shown:
        paper.line("no judgements")
    for number, one in enumerate(shown):
        if number:
            console.print()
        _judgement(one, labels, paper)
    return len(shown)


def _judgement(one: ShownJudgement, labels: Labels, paper: Paper) -> None:
    head = paper.text(f"{one_line(one.id)}  {phrase(one.judgement)}", "bold")
    why = f": {one.why}" if one.why else ""
    paper.line(head, f" · {one.by} · {one.state}{why}")
    for subject in one.subjects:
        paper.line(_subject(subject), indent=INDENT)
    for line in _outcome(one, labels):
        paper.line(line, indent=INDENT, label="  → ")


def _subject(subject: ShownSubject) -> str:
    more = f" and {counted(subject.more, 'further place')}" if subject.more else ""
    if subject.quote is not None:
        return quoted_at(subject.quote) + more
    return subject.name if subject.name is not None else "words that are not in the case now"


def _outcome(one: ShownJudgement, labels: Labels) -> Iterator[str]:
    """The claims and utterances that the judgement made what they are."""
    for claim in labels.case.claims:
        if claim.id in one.claims:
            reports = counted(len({member.report for member in claim.members}), "report")
            yield f"claim {claim.id}: {reports}, {origins_phrase(claim)}"
    for utterance in labels.case.utterances:
        if utterance.id in one.utterances:
            reports = counted(len({member.report for member in utterance.members}), "report")
            yield f"utterance {utterance.id}: {counted(len(utterance.members), 'rendering')} in {reports}"
