"""What copied words take for known shows which of two reports was cut from the other."""

from __future__ import annotations

import pytest

from stemma.model import LineageEdge, Span
from stemma.trace import trace
from stemma.trace.leftovers import Leftovers
from tests.factories import Scene, span_of

INTRODUCED = "A harbour official said on Monday that the ferry carried too many carts."
COPIED = (
    "The second official said that the pilot had gone ashore an hour before she sailed and that nobody was asked to "
    "take his place at the wheel."
)


def scene_of(source: str, taker: str, copied: str, days: tuple[str | None, str | None] = (None, None)) -> Scene:
    scene = Scene()
    for name, text, day in (("source", source, days[0]), ("taker", taker, days[1])):
        scene.report(name, text, published=day)
    scene.copy("source", "taker", copied)
    return scene


def edges(scene: Scene) -> tuple[LineageEdge, ...]:
    return trace(tuple(scene.reports.values()), scene.readings(), scene.comparison()).lineage


def left_over(scene: Scene, copied: str, language: str = "en") -> str | None:
    """What the report "taker" has left over from "source" in these copied words."""
    leftovers = Leftovers(tuple(scene.reports.values()), scene.comparison(), dict.fromkeys(scene.reports, language))
    spans = [(span_of(scene.reports["taker"].text, copied), span_of(scene.reports["source"].text, copied))]
    found = leftovers.found("taker", "source", spans)
    return found.span.of(scene.reports["taker"].text) if found else None


def test_the_second_official_whom_the_copy_never_introduced_shows_the_copy() -> None:
    scene = scene_of(f"{INTRODUCED} {COPIED}", f"A ferry has sunk. {COPIED}", COPIED)
    (edge,) = edges(scene)
    assert (edge.report, edge.takes_from.report, edge.kind) == ("taker", "source", "copies")
    assert edge.score > 0.4
    (shown,) = [item for item in edge.evidence if "left over" in item.why]
    assert shown.span.of(scene.reports["taker"].text) == "The second official"
    assert (
        shown.why == "“The second official” is left over from there: only that report introduces “A harbour official”"
    )


def test_who_is_introduced_in_both_shows_nothing() -> None:
    scene = scene_of(f"{INTRODUCED} {COPIED}", f"One official wept. {COPIED}", COPIED)
    assert left_over(scene, COPIED) is None


def test_whom_neither_introduces_shows_nothing() -> None:
    scene = scene_of(f"She sank. {COPIED}", f"A ferry has sunk. {COPIED}", COPIED)
    assert left_over(scene, COPIED) is None


def test_where_the_words_contradict_the_clock_the_direction_is_unknown() -> None:
    days = "2024-03-02", "2024-03-01"
    assert edges(scene_of(f"{INTRODUCED} {COPIED}", f"A ferry has sunk. {COPIED}", COPIED, days)) == ()


def test_words_that_agree_with_the_clock_stand_beside_it() -> None:
    days = "2024-03-01", "2024-03-02"
    (edge,) = edges(scene_of(f"{INTRODUCED} {COPIED}", f"A ferry has sunk. {COPIED}", COPIED, days))
    assert any("published later" in item.why for item in edge.evidence)
    assert any("left over" in item.why for item in edge.evidence)


def test_where_each_has_something_left_over_both_were_cut_from_a_third() -> None:
    other = "The other sailor told them that he saw her lights go out one by one behind the breakwater at two."
    scene = Scene()
    scene.report("a", f"{INTRODUCED} {COPIED} {other}", published="2024-03-01")
    scene.report("b", f"A sailor slept. {other} {COPIED}", published="2024-03-02")
    scene.copy("a", "b", COPIED)
    scene.copy("a", "b", other)
    assert edges(scene) == ()


@pytest.mark.parametrize(
    ("copied", "expected"),
    [
        ("The official added that the bell was heard as far as the mill.", "The official"),
        ("Another senior official told them that the bell was heard at the mill.", "Another senior official"),
        ("The official in charge of the bell said that it was heard at the mill.", None),
        ("The official Jan Roos said that the bell was heard as far as the mill.", None),
        ("The president said that the bell was heard as far as the mill.", None),
        ("The officious clerk said that the bell was heard as far as the mill.", None),
    ],
)
def test_which_words_take_somebody_for_known(copied: str, expected: str | None) -> None:
    source = f"A harbour official, an officious clerk and a president met. {copied}"
    assert left_over(scene_of(source, f"She sank. {copied}", copied), copied) == expected


@pytest.mark.parametrize(
    ("language", "introduced", "copied", "expected"),
    [
        ("de", "Ein Beamter schwieg.", "Der zweite Beamte sagte, die Glocke sei verstummt.", "Der zweite Beamte"),
        ("de", "Eine Sprecherin schwieg.", "Die Sprecherin sagte, die Glocke sei verstummt.", "Die Sprecherin"),
        ("fr", "Un témoin pleurait.", "Un deuxième témoin dit avoir entendu la cloche.", "deuxième témoin"),
        ("fr", "Un témoin pleurait.", "Puis l'autre témoin dit avoir entendu la cloche.", "l'autre témoin"),
        ("es", "Un vecino lloraba.", "El segundo vecino dijo que oyó la campana.", "El segundo vecino"),
        ("pl", "Milczał jeden świadek.", "Drugi świadek mówił, że słyszał dzwon.", "Drugi świadek"),
        ("ru", "Один свидетель молчал.", "Второй свидетель сказал, что слышал колокол.", "Второй свидетель"),
        ("uk", "Один свідок мовчав.", "Другий свідок сказав, що чув дзвін.", "Другий свідок"),
    ],
)
def test_other_languages_have_such_words_too(language: str, introduced: str, copied: str, expected: str) -> None:
    assert left_over(scene_of(f"{introduced} {copied}", copied, copied), copied, language) == expected


def named(scene: Scene, report: str, words: str) -> None:
    scene.actor("Ines Falk")
    scene.mention(report, words, "Ines Falk")


SURNAME = "Falk said that the pilot had gone ashore an hour before the ferry sailed from the north quay."


def test_a_bare_surname_that_only_the_other_gives_in_full_shows_the_copy() -> None:
    scene = scene_of(f"The harbour master, Ines Falk, came late. {SURNAME}", f"She sank. {SURNAME}", SURNAME)
    named(scene, "source", "Ines Falk")
    named(scene, "taker", "Falk")
    assert left_over(scene, SURNAME) == "Falk"


def test_a_surname_that_strangers_use_bare_is_a_known_one() -> None:
    scene = scene_of(f"The harbour master, Ines Falk, came late. {SURNAME}", f"She sank. {SURNAME}", SURNAME)
    scene.report("stranger", "Falk has opened a fair.")
    named(scene, "source", "Ines Falk")
    named(scene, "taker", "Falk")
    named(scene, "stranger", "Falk")
    assert left_over(scene, SURNAME) is None


def test_what_somebody_said_in_so_many_words_shows_nothing() -> None:
    scene = scene_of(f"{INTRODUCED} “{COPIED}”", f"He said: “{COPIED}”", COPIED)
    scene.says("taker", COPIED, by="Ines Falk", manner="direct")
    assert left_over(scene, COPIED) is None


def test_words_outside_the_copied_ones_show_nothing() -> None:
    scene = scene_of(f"{INTRODUCED} {COPIED}", f"She sank. {COPIED}", COPIED)
    leftovers = Leftovers(tuple(scene.reports.values()), scene.comparison(), dict.fromkeys(scene.reports, "en"))
    later = span_of(COPIED, "the pilot")
    assert leftovers.found("taker", "source", [(Span(later.start + 10, later.end + 10), later)]) is None


def test_unknown_languages_have_no_such_words() -> None:
    scene = scene_of(f"{INTRODUCED} {COPIED}", f"She sank. {COPIED}", COPIED)
    assert left_over(scene, COPIED, "xx") is None
