"""The language of a report: what it says of itself, else what its words say, else nothing."""

from __future__ import annotations

import pytest

from stemma.collect.languages import detect, normalised


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("en-GB", "en"),
        ("EN", "en"),
        ("pt_BR", "pt"),
        ("pol", "pl"),
        ("zh-Hans-CN", "zh"),
        ("und", None),
        ("English", None),
        ("", None),
        (None, None),
        (7, None),
        ("x" * 10_000, None),
    ],
)
def test_codes_are_normalised(code: object, language: str | None) -> None:
    assert normalised(code) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ferry runs aground off the northern cape", "en"),
        ("Prom osiadł na mieliźnie przy przylądku", "pl"),
        ("Паром сел на мель у мыса", "ru"),
        ("Двоє загинули під час обвалу мосту", "uk"),
        ("Zwei Tote bei Brückeneinsturz", "de"),
        ("FERRY SINKS OFF THE COAST OF TARN", "en"),
        ("Alda", None),
        ("11:30 https://post.example/the/and/of @harbour", None),
        ("\ud800" * 40, None),
    ],
)
def test_short_entries(text: str, language: str | None) -> None:
    assert detect(text) == language
