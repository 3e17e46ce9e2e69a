"""Voices whom one report names and another calls by an epithet, a translated name or less of the name."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from stemma.model import ActorKind, Claim
from stemma.trace import trace
from stemma.trace.bynames import is_epithet
from tests.factories import Scene

WORDS = {"en": "The dam has fallen", "de": "Der Damm ist gebrochen", "pl": "Tama pękła", "es": "La presa cayó"}


class Told(NamedTuple):
    """A voice that makes the claim in a report, and what the report says after it."""

    name: str
    kind: ActorKind = "organisation"
    text: str = ""
    language: str = "en"
    body: str | None = None


def claim_of(*voices: Told) -> Claim:
    """The claim that the voices make, each in a report of its own."""
    scene = Scene()
    for number, voice in enumerate(voices):
        scene.actor(voice.name, voice.kind, body=voice.body)
        text = f"{WORDS[voice.language]}. {voice.text or voice.name}."
        scene.report(f"r{number}", text, publisher=f"Paper {number}", language=voice.language)
        scene.says(f"r{number}", WORDS[voice.language], by=voice.name)
        scene.mention(f"r{number}", voice.name, voice.name)
    return traced(scene)


def claim_in_one_report(one: Told, other: Told) -> Claim:
    """The claim that both make in one report."""
    scene = Scene()
    scene.report("both", f"The dam has fallen, said {one.name}. The dam has gone, said {other.name}.")
    for words, voice in zip(("The dam has fallen", "The dam has gone"), (one, other), strict=True):
        scene.actor(voice.name, voice.kind)
        scene.says("both", words, by=voice.name)
    return traced(scene)


def traced(scene: Scene) -> Claim:
    scene.claim("the dam has fallen")
    (claim,) = trace(tuple(scene.reports.values()), scene.readings(), scene.comparison()).claims
    return claim


def may_be_one(claim: Claim) -> bool:
    """Whether one origin is shown, and there may be two at most."""
    return (len(claim.origins), claim.at_most) == (1, 2)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Told("Shield of the Plateau"), Told("Tarcza Płaskowyżu", "person", language="pl")),
        (Told("Security Office of Tamaria"), Told("Urząd Bezpieczeństwa", language="pl")),
        (Told("fishing guild", "unnamed"), Told("gremio de pescadores", "unnamed", language="es")),
    ],
)
def test_a_name_may_be_the_english_of_another(one: Told, other: Told) -> None:
    assert may_be_one(claim_of(one, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Told("Shield of the Coast"), Told("Tarcza Płaskowyżu", language="pl")),
        (Told("Security Office of Tamaria"), Told("Urząd Bezpieczeństwa Zelonii", language="pl")),
        (Told("Youth Shield of the Plateau"), Told("Tarcza Płaskowyżu", language="pl")),
    ],
)
def test_names_of_which_one_says_something_else_are_two(one: Told, other: Told) -> None:
    assert len(claim_of(one, other).origins) == 2


@pytest.mark.parametrize(
    ("office", "named"),
    [
        ("police chief", Told("Jana Dahl", "person", "Polizeichefin Jana Dahl", "de")),
        ("Alder leader", Told("Jana Dahl", "person", "Party head Jana Dahl", body="small Alder party")),
        ("mayor of Alder", Told("Jana Dahl", "person", "Mayor Jana Dahl")),
    ],
)
def test_an_office_may_be_whoever_pages_call_so_in_any_language(office: str, named: Told) -> None:
    assert may_be_one(claim_of(named, Told(office, "office")))


@pytest.mark.parametrize(
    ("text", "body", "office"),
    [
        ("Party head Jana Dahl", "small Alder party", "Birch leader"),
        ("Party leader Jana Dahl", None, "Birch leader"),
        ("Mayor Jana Dahl", "Alder", "mayor of Birch"),
        ("Jana Dahl", None, "spokesman for the Birch Union"),
    ],
)
def test_who_leads_or_speaks_for_another_body_is_another(text: str, body: str | None, office: str) -> None:
    dahl = Told("Jana Dahl", "person", text, body=body)
    assert len(claim_of(dahl, Told(office, "office")).origins) == 2


def test_furious_people_may_be_those_of_whom_another_report_names_one() -> None:
    dahl = Told("Jana Dahl", "person", "Lawmaker Jana Dahl")
    furious = Told("Furious MPs", "unnamed")
    assert may_be_one(claim_of(dahl, furious))


@pytest.mark.parametrize("word", ["Furious", "Grieving", "Fearless", "Senior"])
def test_how_people_feel_is_no_name(word: str) -> None:
    assert is_epithet(word)


@pytest.mark.parametrize("word", ["Labour", "Boeing", "Alder", "Solidarity"])
def test_what_people_belong_to_is_a_name(word: str) -> None:
    assert not is_epithet(word)


def test_a_plain_noun_taken_for_a_surname_names_nobody() -> None:
    dahl = Told("Jana Dahl", "person", "Jana Dahl, a rescuer, spoke")
    assert may_be_one(claim_of(dahl, Told("Searchers", "person")))


def test_the_company_may_be_a_firm_whose_name_was_taken_for_a_persons() -> None:
    assert may_be_one(claim_of(Told("Ormond Freight", "person"), Told("company")))


@pytest.mark.parametrize("text", ["Captain Ormond Freight", "Ormond Freight, a lawyer, spoke"])
def test_the_company_is_nobody_whom_pages_call_what_people_are_called(text: str) -> None:
    assert len(claim_of(Told("Ormond Freight", "person", text), Told("company")).origins) == 2


def test_the_authorities_may_be_a_public_body_of_another_report() -> None:
    council, authorities = Told("district council", "unnamed"), Told("local authorities", "unnamed")
    assert may_be_one(claim_of(council, authorities))
    assert len(claim_in_one_report(council, authorities).origins) == 2


def test_the_authorities_are_no_private_body() -> None:
    assert len(claim_of(Told("fishing guild", "unnamed"), Told("Behörde", language="de")).origins) == 2


@pytest.mark.parametrize(("text", "origins"), [("Jana Dahl, an attorney, spoke", 1), ("Jana Dahl, a nurse, spoke", 2)])
def test_a_surname_after_what_pages_call_its_bearer_is_short_for_the_name(text: str, origins: int) -> None:
    claim = claim_of(Told("Jana Dahl", "person", text), Told("Attorney Dahl", "person"))
    assert (len(claim.origins), claim.at_most) == (origins, 2)


@pytest.mark.parametrize(("text", "origins"), [("A Grey Lantern video shows it", 1), ("Lantern saw it", 2)])
def test_one_word_of_a_name_that_the_page_has_whole_is_that_name(text: str, origins: int) -> None:
    scene = Scene()
    scene.actor("Grey Lantern militia", "organisation")
    scene.report("one", f"The dam has fallen. {text}.", publisher="Paper 1")
    scene.report("two", "The dam has gone. So the Grey Lantern militia says.", publisher="Paper 2")
    scene.says("one", "The dam has fallen", by="Lantern")
    scene.says("two", "The dam has gone", by="Grey Lantern militia")
    scene.mention("one", "Grey Lantern" if origins == 1 else "Lantern", "Lantern")
    assert len(traced(scene).origins) == origins
