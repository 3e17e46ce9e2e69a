"""Publishers that are no outlets."""

from __future__ import annotations

import pytest

from stemma.text.bodies import may_be_body, speaking_publishers
from tests.factories import Scene

RELEASE = "Every wagon was inspected before it left the yard."


def speak(publisher: str, text: str, source: str, cue: str, language: str = "en") -> bool:
    """Whether the publisher of one report, named in another, speaks in its own report."""
    scene = Scene()
    scene.report("release", RELEASE, publisher=publisher, language=language)
    scene.report("paper", text, publisher="The Tarn Courier", language=language)
    scene.actor(publisher, "organisation")
    told = text.split(cue, 1)[1].strip(" .")
    scene.says("paper", told, publisher, source=source, cue=cue)
    reports, statements = tuple(scene.reports.values()), scene.comparison().statements
    return "release" in speaking_publishers(reports, scene.readings(), statements, tuple(scene.actors.values()))


def test_whoever_speaks_elsewhere_by_a_name_that_tells_nothing_may_be_a_body() -> None:
    assert speak("Kessandra", "Kessandra said the brakes had failed.", "Kessandra", "said")


@pytest.mark.parametrize(
    ("text", "source", "cue", "language"),
    [
        ("The weekly Kessandra said the brakes had failed.", "The weekly Kessandra", "said", "en"),
        ("The rebel outlet Kessandra says the brakes had failed.", "The rebel outlet Kessandra", "says", "en"),
        ("Kessandra reported that the brakes had failed.", "Kessandra", "reported", "en"),
        ("Die Zeitung Kessandra sagte, die Bremsen hätten versagt.", "Die Zeitung Kessandra", "sagte", "de"),
        ("Kessandra berichtete, die Bremsen hätten versagt.", "Kessandra", "berichtete", "de"),
        ("Le quotidien Kessandra affirme que les freins ont lâché.", "Le quotidien Kessandra", "affirme", "fr"),
        ("El diario Kessandra afirma que fallaron los frenos.", "El diario Kessandra", "afirma", "es"),
        ("Tygodnik Kessandra twierdzi, że zawiodły hamulce.", "Tygodnik Kessandra", "twierdzi", "pl"),
        ("Газета Kessandra заявила, что отказали тормоза.", "Газета Kessandra", "заявила", "ru"),
        ("Газета Kessandra заявила, що відмовили гальма.", "Газета Kessandra", "заявила", "uk"),
    ],
)
def test_who_is_called_a_paper_or_reports_is_an_outlet(text: str, source: str, cue: str, language: str) -> None:
    assert not speak("Kessandra", text, source, cue, language)


def test_a_name_that_is_an_outlet_s_or_missing_is_no_body_s() -> None:
    assert may_be_body("Kessandra")
    assert not may_be_body("The Tarn Courier")
    assert not may_be_body(None)
    assert not may_be_body(" ")
