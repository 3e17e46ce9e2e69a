"""Sentences that go on with another's words in the German subjunctive; all of them invented."""

import pytest

from stemma.model import Span
from stemma.read.reader import read
from tests.factories import report
from tests.read import spoken

_SAID = "Der Wirt Karl Senn sagte, er habe nichts gehört."


def added(text: str) -> list[tuple[str, ...]]:
    return [one[2] for one in spoken.said(text, "de") if one[0] is None and one[1] is None]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{_SAID} Das Licht sei noch an gewesen.", "Das Licht sei noch an gewesen"),
        (f"{_SAID} Er ist 54. Er sei früh zu Bett gegangen.", "Er sei früh zu Bett gegangen"),
        (f"{_SAID} Die Tür, die neu war, habe geklemmt.", "Die Tür, die neu war, habe geklemmt"),
        (f"{_SAID} Wenn es Spuren gebe, werde man sie finden.", "Wenn es Spuren gebe, werde man sie finden"),
        (f"{_SAID}\n\nDie Gäste hätten geschlafen.", "Die Gäste hätten geschlafen"),
        ("Laut Polizei brannte es im Keller. Verletzt worden sei niemand.", "Verletzt worden sei niemand"),
        ("Die Brücke halte, hieß es aus dem Amt. Sie werde geprüft.", "Sie werde geprüft"),
    ],
)
def test_a_main_clause_in_the_subjunctive_goes_on_with_what_was_said(text: str, said: str) -> None:
    assert added(text) == [(said,)]


def test_it_is_said_by_whoever_spoke_before() -> None:
    text = f"{_SAID} Das Licht sei an gewesen. Um acht habe jemand geklopft."
    assert spoken.speakers(text, "de") == ["Karl Senn"] * 3


def test_a_sentence_that_goes_on_is_no_longer_the_pages_own() -> None:
    text = f"{_SAID} Das Licht sei an gewesen. Er ging nach Hause."
    own = [one.span for one in read(report(text=text, language="de")).own_voice]
    assert own == [Span(text.index("Er ging"), len(text))]


@pytest.mark.parametrize(
    "text",
    [
        f"{_SAID} Das Licht war an.",
        f"{_SAID} Sei es drum, die Suche geht weiter.",
        f"{_SAID} Es sei denn, ein Zeuge kommt, bleibt der Fall offen.",
        f"{_SAID} Wie dem auch sei, die Brücke bleibt zu.",
        f"{_SAID} Wäre er geflohen, würde er noch leben.",
        f"{_SAID} Ich habe das nicht geprüft.",
        f"{_SAID} Die Tür war zu. Die Gäste schliefen. Das Haus sei alt.",
        "Die Brücke bleibt zu. Es sei zu gefährlich.",
    ],
)
def test_other_sentences_are_the_pages_own(text: str) -> None:
    assert added(text) == []
