from __future__ import annotations

from dataclasses import replace

from stemma.model import Place
from stemma.show.facets import facets_of
from stemma.show.labels import Labels
from tests.show.cases import at, silo_case


def place(ident: str, words: str, **fields: object) -> Place:
    found = at(ident, words)
    return Place(report=ident, span=found.span, name=words, **{"kind": "town", **fields})  # type: ignore[arg-type]


def test_a_claim_is_sieved_by_its_speakers_and_days() -> None:
    facets = facets_of(Labels(silo_case()))
    fire = set(facets.tokens["c1"])
    assert {choice.words for choice in facets.actors if choice.token in fire} == {
        "Ona Brandt",
        "Ressel fire service",
        "Halm Grain",
    }
    assert {choice.words for choice in facets.days if choice.token in fire} == {"2 May 2031", "3 May 2031"}


def test_only_places_that_a_claim_s_own_words_name_are_its_places() -> None:
    inside, outside = place("post", "The east silo"), place("post", "Port Ressel")
    people = place("wire", "The east silo", kind="people")
    facets = facets_of(Labels(replace(silo_case(), places=(inside, outside, people))))
    assert [(choice.words, choice.claims) for choice in facets.places] == [("The east silo", 1)]
    assert facets.places[0].token in facets.tokens["c1"]


def test_choices_are_those_of_most_claims_first() -> None:
    counts = [choice.claims for choice in facets_of(Labels(silo_case())).actors]
    assert counts == sorted(counts, reverse=True)
