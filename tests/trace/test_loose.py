"""What becomes of voices that put a claim only in words broadly like it."""

from __future__ import annotations

from dataclasses import replace

from stemma.model import Claim
from stemma.trace import trace
from tests.factories import Scene


def judged(scene: Scene) -> Claim:
    (claim,) = trace(tuple(scene.reports.values()), scene.readings(), scene.comparison()).claims
    return claim


def broadly(scene: Scene, report: str, words: str, by: str, stance: str = "asserts") -> None:
    """Somebody says it in words broadly like the claim's."""
    scene.says(report, words, by=by, stance=stance)  # type: ignore[arg-type]
    scene.members[-1] = replace(scene.members[-1], loose=True)


def headlines() -> Scene:
    scene = Scene()
    scene.report("one", "Harbour master sacked")
    scene.tells("one", "Harbour master sacked")
    scene.report("two", "The harbour master has lost his post.")
    scene.tells("two", "The harbour master has lost his post")
    return scene


def test_who_announces_what_headlines_put_shorter_is_the_origin() -> None:
    scene = headlines()
    scene.report("three", "Ines Falk said he had been relieved of his duties.")
    broadly(scene, "three", "he had been relieved of his duties", "Ines Falk")
    claim = judged(scene)
    assert (claim.status, [origin.name for origin in claim.origins]) == ("single-origin", ["Ines Falk"])


def test_several_who_say_something_broadly_like_it_are_no_origins() -> None:
    scene = headlines()
    scene.report("three", "He was relieved of his duties, Ines Falk said. Somebody had to go, Jan Dahl said.")
    broadly(scene, "three", "He was relieved of his duties", "Ines Falk")
    broadly(scene, "three", "Somebody had to go", "Jan Dahl")
    claim = judged(scene)
    assert (claim.status, claim.origins, claim.at_most) == ("unattributed", (), 4)
    assert claim.why.endswith("; whether Ines Falk and Jan Dahl say the same is not sure.")


def test_who_gives_another_figure_is_not_whom_headlines_have_theirs_from() -> None:
    scene = Scene()
    scene.report("one", "Nine sailors rescued")
    scene.tells("one", "Nine sailors rescued")
    scene.report("two", "Four sailors were picked up, Ines Falk said.")
    broadly(scene, "two", "Four sailors were picked up", "Ines Falk")
    assert judged(scene).origins == ()

    scene.report("three", "The rescue of nine sailors took an hour, Jan Dahl said.")
    scene.members = list(scene.claims.pop().members)
    broadly(scene, "three", "The rescue of nine sailors took an hour", "Jan Dahl")
    assert [origin.name for origin in judged(scene).origins] == ["Jan Dahl"]


def test_beside_an_origin_who_says_it_broadly_may_be_one_more() -> None:
    scene = headlines()
    scene.report("three", "The harbour master is sacked, Jan Dahl said. He was relieved of it, Ines Falk said.")
    scene.says("three", "The harbour master is sacked", by="Jan Dahl")
    broadly(scene, "three", "He was relieved of it", "Ines Falk")
    claim = judged(scene)
    assert ([origin.name for origin in claim.origins], claim.at_most) == (["Jan Dahl"], 4)


def test_who_denies_broadly_is_no_origin() -> None:
    scene = headlines()
    scene.report("three", "Ines Falk denied that he had been relieved of his duties.")
    broadly(scene, "three", "that he had been relieved of his duties", "Ines Falk", "denies")
    assert judged(scene).origins == ()


def test_whom_a_report_quotes_on_what_it_says_outright_is_whom_it_has_it_from() -> None:
    scene = Scene()
    scene.report("one", "Harbour master sacked, says Jan Dahl.")
    scene.says("one", "Harbour master sacked", by="Jan Dahl")
    scene.report("two", "Harbour master sacked\n\nThe board said he had been relieved of his duties.")
    scene.tells("two", "Harbour master sacked")
    broadly(scene, "two", "he had been relieved of his duties", "Ines Falk")
    claim = judged(scene)
    assert (claim.status, len(claim.origins)) == ("corroborated", 2)


def test_who_confirms_what_the_report_has_just_told_counts_in_other_words() -> None:
    def told(stance: str) -> Claim:
        scene = Scene()
        scene.report("one", "Harbour master sacked, says Jan Dahl. Ines Falk on it: he had to go on Monday.")
        scene.says("one", "Harbour master sacked", by="Jan Dahl")
        broadly(scene, "one", "he had to go on Monday", "Ines Falk", stance)
        return judged(scene)

    assert [origin.name for origin in told("asserts").origins] == ["Jan Dahl"]
    assert [origin.name for origin in told("confirms").origins] == ["Jan Dahl", "Ines Falk"]
