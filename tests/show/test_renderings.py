from __future__ import annotations

from dataclasses import replace

from stemma.model import Case, Span, Utterance, UtteranceMember
from stemma.show.labels import Labels
from stemma.show.renderings import Parallel, Rendering, parallels
from tests.show.cases import report, silo_case


def side_by_side(*texts: str) -> Parallel:
    """Utterances of one member a report, the whole report, dated in the order given."""
    reports = tuple(
        report(str(number), text, published=f"2031-05-{number + 1:02}", language="en")
        for number, text in enumerate(texts)
    )
    members = tuple(UtteranceMember(report=one.id, span=Span(0, len(one.text)), statement="s") for one in reports)
    case = Case(reports=reports, utterances=(Utterance(id="u", speaker=None, members=members),))
    return parallels(Labels(case))[0]


def marked(rendering: Rendering) -> list[tuple[str, str]]:
    return [(piece.text, piece.kind) for piece in rendering.pieces if piece.kind]


def test_words_that_differ_from_the_earliest_rendering_are_marked() -> None:
    _, second = side_by_side("We shall close the quay for a week", "We will close the quay for a week").renderings
    assert marked(second) == [("will", "words")]


def test_a_number_is_louder_than_words() -> None:
    _, second = side_by_side("We counted 12 tired workers there", "We counted 21 tired people there").renderings
    assert marked(second) == [("21", "number"), ("people", "words")]


def test_words_left_out_in_between_are_named() -> None:
    _, second = side_by_side("We shall not reopen the quay", "We shall reopen the quay").renderings
    assert second.left_out == ("not",)


def test_equal_words_stand_once_with_all_their_reports() -> None:
    (only,) = side_by_side("“We shall leave.”", "We shall leave,", "we shall leave").renderings
    assert [quote.pointer.report for quote in only.quotes] == ["0", "1", "2"]


def test_other_words_throughout_are_not_marked_word_by_word() -> None:
    _, second = side_by_side("We shall close the quay", "Nobody goes near those docks today").renderings
    assert marked(second) == []
    assert second.note == "other words throughout"


def test_languages_are_compared_each_with_itself() -> None:
    (parallel,) = parallels(Labels(silo_case()))
    assert [(one.quotes[0].language, one.first) for one in parallel.renderings] == [
        ("en", True), ("en", False), ("de", True)
    ]  # fmt: skip


def test_drift_that_was_found_is_said_and_marked() -> None:
    (parallel,) = parallels(Labels(silo_case()))
    assert parallel.changes == ("“not” is lost in Northern Wire.",)
    assert ("not", "negation") in [mark for rendering in parallel.renderings for mark in marked(rendering)]


def test_the_pieces_are_the_words_of_the_report() -> None:
    for rendering in side_by_side("We shall close 3 quays", "We will close 4 quays, now").renderings:
        assert "".join(piece.text for piece in rendering.pieces) in (
            "We shall close 3 quays",
            "We will close 4 quays, now",
        )


def test_speech_in_one_report_is_not_shown() -> None:
    case = silo_case()
    lonely = replace(case.utterances[0], members=case.utterances[0].members[:1])
    assert parallels(Labels(replace(case, utterances=(lonely,)))) == ()


def test_a_rendering_without_end_is_cut_and_said_to_be() -> None:
    (only,) = side_by_side("word " * 5_000, "word " * 5_000).renderings
    assert sum(len(piece.text) for piece in only.pieces) == 2_000
    assert only.note == "not shown to its end"
