"""The scorer of figures, and its sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.quantities import SETS, Figure, figures, scores
from stemma.model import Span


def figure(start: int, value: float, frame: str | None = "killed") -> Figure:
    return Figure("text", Span(start, start + 2), (value, value, "exactly", None), None, frame)


def test_a_value_counts_only_with_its_span() -> None:
    gold, read = [figure(0, 12), figure(9, 40)], [figure(0, 13), figure(20, 40)]
    measured = scores([(gold, read)])
    assert measured["span"]["f1"] == 0.5
    assert measured["value"]["f1"] == 0.0


def test_what_is_right_of_the_spans_found() -> None:
    measured = scores([([figure(0, 12), figure(9, 40)], [figure(0, 12), figure(9, 40, "wounded")])])
    assert (measured["value"]["f1"], measured["frame_accuracy"]) == (1.0, 0.5)


def test_nothing_found_divides_by_nothing() -> None:
    assert scores([])["span"] == {"p": 0.0, "r": 0.0, "f1": 0.0}


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_the_sentences_are_read(path: Path) -> None:
    assert figures(path)["value"]["f1"] > 0.8


def test_no_sentence_is_in_both_sets() -> None:
    texts = [[json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()] for path in SETS]
    assert set(texts[0]).isdisjoint(texts[1])
    assert sum(map(len, texts)) >= 60
