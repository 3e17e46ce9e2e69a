"""Subtitles hold words as they were spoken: who quotes them takes from the track, never the other way."""

from __future__ import annotations

from dataclasses import replace

from stemma.model import (
    Anchor,
    Comparison,
    Manner,
    Passage,
    Pointer,
    Report,
    Span,
    Statement,
    Utterance,
    UtteranceMember,
)
from stemma.trace.tracks import quoted

WORDS = "We had warned the company twice"


def report(number: str, text: str, track: bool = False) -> Report:
    anchors = (Anchor(Span(0, len(text)), "time", "00:00:01.000"),) if track else ()
    return Report(id=number, text=text, sha256="0" * 64, anchors=anchors)


def comparison(reports: list[Report], manner: Manner) -> Comparison:
    """One utterance with a rendering in each of the reports."""
    members, statements = [], []
    for one in reports:
        start = one.text.index("We")
        number, span = f"s-{one.id}", Span(start, min(len(one.text), start + len(WORDS)))
        statements.append(
            Statement(id=number, report=one.id, source=None, cue=None, content=(span,), manner=manner, stance="asserts")
        )
        members.append(UtteranceMember(report=one.id, span=span, statement=number))
    said = Utterance(id="u", speaker=None, members=tuple(members))
    return Comparison(actors=(), mentions=(), statements=tuple(statements), passages=(), utterances=(said,), claims=())


TRACK, PAGE = report("a.srt", f"{WORDS}.", track=True), report("page", f"“{WORDS},” the mayor said.")


def edges(reports: list[Report], manner: Manner = "direct") -> list[tuple[str, str | None, str]]:
    found = quoted(reports, comparison(reports, manner))
    return [(edge.report, edge.takes_from.report, edge.kind) for edge in found]


def test_a_quotation_of_a_track_is_taken_from_it() -> None:
    assert edges([TRACK, PAGE]) == [("page", "a.srt", "renders")]


def test_indirect_speech_and_few_words_show_nothing() -> None:
    assert edges([TRACK, PAGE], manner="indirect") == []
    assert edges([report("a.srt", "We had warned.", track=True), report("page", "“We had warned,” he said.")]) == []


def test_of_two_tracks_with_the_words_neither_is_chosen() -> None:
    assert edges([TRACK, report("b.vtt", f"{WORDS}.", track=True), PAGE]) == []


def test_without_a_track_there_is_no_edge() -> None:
    assert edges([PAGE, report("other", f"“{WORDS},” she said.")]) == []


def test_a_track_that_names_no_speaker_is_quoted_all_the_same() -> None:
    found = comparison([PAGE], "direct")
    passage = Passage(
        left=Pointer(report="a.srt", span=Span(0, len(WORDS))),
        right=Pointer(report="page", span=Span(1, 1 + len(WORDS))),
        score=1.0,
        evidence=(),
    )
    (edge,) = quoted([TRACK, PAGE], replace(found, passages=(passage,), utterances=()))
    assert (edge.report, edge.takes_from.report) == ("page", "a.srt")
    assert edge.evidence[0].span.of(PAGE.text) == WORDS
