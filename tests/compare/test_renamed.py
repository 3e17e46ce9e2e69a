from dataclasses import replace

import pytest

from stemma.compare.actors import merge_actors
from stemma.compare.renamed import english_key
from stemma.model import Actor, Reading, Report
from tests.compare.test_actors import named, reading


def in_language(language: str, report: str, *actors: Actor) -> tuple[Report, Reading]:
    told, made = reading(report, *actors)
    return replace(told, language=language), replace(made, language=language)


def count(*told: tuple[str, str]) -> int:
    """How many actors a case has whose reports name one body each, by language."""
    made = [
        in_language(language, f"r{n}", named(name, "organisation", id="a")) for n, (language, name) in enumerate(told)
    ]
    return len(merge_actors([report for report, _ in made], [one for _, one in made]).actors)


@pytest.mark.parametrize(
    "told",
    [
        (("en", "Norway's Ministry of Defence"), ("pl", "Norweskie Ministerstwo Obrony")),
        (("en", "Norwegian Defence Ministry"), ("de", "Norwegisches Verteidigungsministerium")),
        (("en", "Danish Coast Guard"), ("fr", "Garde côtière danoise"), ("de", "Dänische Küstenwache")),
        (("en", "Popular Front of Estonia"), ("pl", "Front Ludowy Estonii"), ("de", "Volksfront Estlands")),
        (("en", "Legion of Free Estonia"), ("pl", "Legion Wolność Estonii")),
        (("en", "Tamarin Liberation Front"), ("es", "Frente de Liberación de Tamarin")),
        (("en", "Norwegian Ministry of Defence"), ("uk", "Міністерство оборони Норвегії")),
        (("en", "Danish Volunteer Corps"), ("pl", "Duńskiego Korpusu Ochotniczego")),
        (("en", "Free Tamarin Legion"), ("en", "Freedom of Tamarin Legion")),
        (("en", "Tamarin Coast Guard"), ("en", "Coastal Guard of Tamarin")),
    ],
)
def test_a_body_named_in_another_language_or_by_a_derived_word_is_one(told: tuple[tuple[str, str], ...]) -> None:
    assert count(*told) == 1


@pytest.mark.parametrize(
    "told",
    [
        (("en", "Free Estonian Army"), ("en", "Estonian Army")),
        (("en", "Free Estonian Army"), ("pl", "Armia Estońska")),
        (("en", "Popular Front of Estonia"), ("en", "Popular Army of Estonia")),
        (("en", "Popular Army of Estonia"), ("pl", "Front Ludowy Estonii")),
        (("en", "Norwegian Ministry of Defence"), ("pl", "Duńskie Ministerstwo Obrony")),
        (("en", "Norwegian Ministry of Defence"), ("pl", "Norweskie Ministerstwo Zdrowia")),
        (("en", "Tamarin Liberal Party"), ("en", "Tamarin Liberation Party")),
        (("en", "Ministry of Defence"), ("pl", "Ministerstwo Obrony")),
    ],
)
def test_bodies_whose_names_differ_in_a_word_that_tells_stay_apart(told: tuple[tuple[str, str], ...]) -> None:
    assert count(*told) == len(told)


def test_what_one_report_tells_apart_is_not_one_by_derived_words() -> None:
    both = reading(
        "a",
        named("Free Tamarin Legion", "organisation", id="a"),
        named("Freedom of Tamarin Legion", "organisation", id="b"),
    )
    one = in_language("pl", "b", named("Legion Wolny Tamarin", "organisation", id="a"))
    found = merge_actors([both[0], one[0]], [both[1], one[1]])
    assert {actor.name for actor in found.actors} == {
        "Free Tamarin Legion",
        "Freedom of Tamarin Legion",
        "Legion Wolny Tamarin",
    }


def test_plain_words_without_a_name_or_country_tell_too_little() -> None:
    assert english_key("Coast Guard", "en") is None
    assert english_key("Straż Graniczna", "pl") is None
    assert english_key("Tamarin Navy", "en") is not None


def test_hostile_names_have_no_key() -> None:
    assert english_key("a " * 100_000, "en") is None
    assert english_key("\ud800 \x00 ", "pl") is None
