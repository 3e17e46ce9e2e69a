"""The whole comparison: complete, and the same whatever the order of arrival."""

from __future__ import annotations

import json

import pytest

from stemma.compare.links import compare
from stemma.model import Reading, Report
from stemma.model.plain import to_plain
from tests.compare.speeches import report, spoken


def small_case() -> list[tuple[Report, Reading]]:
    return [
        spoken("b", ("The dam at Vesterby broke shortly after midnight.", None), own=["The valley lies under water."]),
        spoken("a", ("The Vesterby dam broke after midnight.", None), own=["The valley is now under water."]),
        spoken("c", ("Milk prices will rise in the autumn.", None)),
    ]


def test_the_comparison_holds_everything() -> None:
    reports, readings = zip(*small_case(), strict=True)
    comparison = compare(reports, readings)
    assert len(comparison.statements) == 3
    assert len(comparison.utterances) == 1
    assert len(comparison.claims) == 3


def test_the_order_of_arrival_leaves_no_trace() -> None:
    case = small_case()
    documents = set()
    for ordered in (case, case[::-1], case[1:] + case[:1]):
        reports, readings = zip(*ordered, strict=True)
        documents.add(json.dumps(to_plain(compare(reports, readings))))
    assert len(documents) == 1


def test_no_reports_make_an_empty_comparison() -> None:
    comparison = compare((), ())
    assert (comparison.claims, comparison.utterances, comparison.passages) == ((), (), ())


@pytest.mark.parametrize("text", ["", "\ud800 \x00", "a" * 100_000, "word " * 20_000, "“" * 5_000, "7,7," * 10_000])
def test_hostile_text_is_compared(text: str) -> None:
    plain = report("a", text), report("b", text)
    readings = tuple(Reading(report=made.id, language="en") for made in plain)
    assert compare(plain, readings).claims == ()


@pytest.mark.parametrize("words", ["word " * 5_000, "x" * 50_000, "no no no", "12 12 12"])
def test_hostile_statements_are_compared_and_claim_nothing(words: str) -> None:
    reports, readings = zip(*(spoken(name, (words, None)) for name in "ab"), strict=True)
    assert compare(reports, readings).claims == ()
