"""How times are scored, and what a document in TimeML is taken to say."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation import times
from evaluation.times import Timed, TimedText, figures, is_held_out, time_corpora, timed_text
from stemma.model import Span

DOCUMENT = """<?xml version="1.0" ?>
<TimeML><DOCID>x</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2031-05-06" functionInDocument="CREATION_TIME">May 6</TIMEX3></DCT>
<TEXT>The dam <EVENT eid="e1">broke</EVENT> <TIMEX3 tid="t1" type="DATE" value="2031-05-05">on
<SIGNAL>Monday</SIGNAL></TIMEX3>, A&amp;B said,
<TIMEX3 tid="t2" type="DURATION" value="P2D">two days</TIMEX3> late.</TEXT>
</TimeML>
"""
TEXT = "It broke on Monday after two days of rain."
MONDAY, TWO_DAYS = Timed(Span(12, 18), "DATE", "2031-05-05"), Timed(Span(25, 33), "DURATION", "P2D")
GOLD = TimedText("x", TEXT, "2031-05-06", (MONDAY, TWO_DAYS))


def test_a_document_is_its_text_without_the_marks(tmp_path: Path) -> None:
    path = tmp_path / "x.tml"
    path.write_text(DOCUMENT, encoding="utf-8")
    read = timed_text(path)
    assert read.text == "The dam broke on\nMonday, A&B said,\ntwo days late."
    assert [(time.span.of(read.text), time.value) for time in read.times] == [
        ("on\nMonday", "2031-05-05"),
        ("two days", "P2D"),
    ]
    assert read.published == "2031-05-06"


def test_all_right_is_one() -> None:
    measured = figures([GOLD], {"x": [MONDAY, TWO_DAYS]})
    assert [measured[part]["f1"] for part in ("strict", "relaxed", "type", "value")] == [1.0, 1.0, 1.0, 1.0]


def test_words_in_part_are_relaxed_only_and_the_value_counts_for_them() -> None:
    longer = Timed(Span(9, 18), "DATE", "2031-05-05")
    measured = figures([GOLD], {"x": [longer]})
    assert measured["strict"]["f1"] == 0.0
    assert measured["relaxed"] == {"p": 1.0, "r": 0.5, "f1": 0.6667}
    assert measured["value"] == {"accuracy": 1.0, "f1": 0.6667}


def test_what_is_beside_all_gold_words_costs_precision() -> None:
    beside = Timed(Span(0, 2), "DATE", None)
    assert figures([GOLD], {"x": [beside, MONDAY, TWO_DAYS]})["relaxed"]["p"] == 0.6667


def test_a_wrong_value_costs_the_value_alone() -> None:
    wrong = Timed(MONDAY.span, "TIME", "2031-05-12")
    measured = figures([GOLD], {"x": [wrong, TWO_DAYS]})
    assert (measured["strict"]["f1"], measured["type"]["f1"], measured["value"]["f1"]) == (1.0, 0.5, 0.5)


def test_nothing_found_divides_by_nothing() -> None:
    assert figures([GOLD], {})["value"]["f1"] == 0.0


def test_the_halves_are_told_by_the_documents_names_alone() -> None:
    held = [is_held_out(Path(folder) / f"doc_{number}.tml") for folder in ("a", "b") for number in range(200)]
    assert held[:200] == held[200:]
    assert 60 < sum(held[:200]) < 140


def test_without_data_nothing_is_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STEMMA_SHARED", str(tmp_path))
    assert time_corpora(tmp_path) == {}
    assert times.main([]) == 0
    assert "nothing measured" in capsys.readouterr().out


def test_the_errors_shown_are_those_of_the_development_half(tmp_path: Path) -> None:
    paths = [tmp_path / f"doc_{number}.tml" for number in range(6)]
    for path in paths:
        path.write_text(DOCUMENT.replace("2031-05-05", "2031-01-01"), encoding="utf-8")
    shown = list(times.errors(paths, tmp_path))
    assert len(shown) == sum(not is_held_out(path) for path in paths)
    assert all(line.startswith("value\t") and "2031-01-01" in line for line in shown)
    assert all(path.stem not in line for path in paths if is_held_out(path) for line in shown)
