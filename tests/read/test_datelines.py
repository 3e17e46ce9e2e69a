from time import process_time

import pytest

from stemma.model import Span
from stemma.read.datelines import find_datelines
from tests.read.test_statements import read_text, rows


def datelines(*lines: str) -> list[str]:
    text = "\n\n".join(lines)
    starts = [text.index(line) for line in lines]
    spans = [Span(start, start + len(line)) for start, line in zip(starts, lines, strict=True)]
    return [span.of(text) for span in find_datelines(text, spans, "en")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("LUND, 3 May — The dam holds.", ["LUND, 3 May —"]),
        ("LUND, Norway, May 3 (Fjord Press) - The dam holds.", ["LUND, Norway, May 3 (Fjord Press) -"]),
        ("Lund, Norway (Fjord Press) — The dam holds.", ["Lund, Norway (Fjord Press) —"]),
        ("LUND(Fjord Press)May 3 — The dam holds.", ["LUND(Fjord Press)May 3 —"]),
        ("LUNDBy, May 3 — The dam holds.", ["LUNDBy, May 3 —"]),
        ("NATO — the alliance — met at noon.", []),
        ("The dam — built in 1903 — holds.", []),
    ],
)
def test_place_and_day_before_a_dash_are_a_dateline(line: str, expected: list[str]) -> None:
    assert datelines(line) == expected


def test_a_line_of_place_and_day_is_a_dateline_unless_it_is_the_headline() -> None:
    line = "Lund, Monday, 3 May 1907, nine o’clock in the evening"
    assert datelines("Dam holds", line) == [line]
    assert datelines(line, "The dam holds.") == []


def test_a_dateline_is_neither_content_nor_own_voice_nor_an_actor() -> None:
    text = "LUND, 3 May — The dam holds, Mr. Brandt said."
    reading = read_text(text)
    assert rows(text) == [("Mr. Brandt", "said", ("The dam holds",))]
    assert reading.own_voice == ()
    assert [actor.name for actor in reading.actors] == ["Brandt"]


def test_the_day_of_a_dateline_is_still_a_time() -> None:
    text = "LUND, 3 May 1907 — The dam holds."
    assert [one.span.of(text) for one in read_text(text).times] == ["3 May 1907"]


@pytest.mark.parametrize("line", ["A" * 100_000, "AA" + " A1" * 30_000, "AA-" * 30_000, "AA(A)" + "A)" * 30_000])
def test_capitals_without_end_are_looked_over_in_good_time(line: str) -> None:
    start = process_time()
    assert datelines(line) == []
    assert process_time() - start < 1
