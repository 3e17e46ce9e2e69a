"""Voices that are described and not named, beside those that may be them."""

from __future__ import annotations

import pytest

from stemma.model import ActorKind, Claim
from stemma.trace import trace
from stemma.trace.kinds import is_described, kinds_of
from tests.factories import Scene


def said_by(*voices: tuple[str, ActorKind]) -> Claim:
    """The claim that each of the voices makes in a report of its own, in other words."""
    scene = Scene()
    for number, (name, kind) in enumerate(voices):
        scene.actor(name, kind)
        words = ("The dam is held", "We hold the dam", "The dam was taken", "The dam has fallen")[number]
        scene.report(f"r{number}", f"{words}, {name} said.", publisher=f"Paper {number}")
        scene.says(f"r{number}", words, by=name)
    scene.claim("the dam is taken")
    (claim,) = trace(tuple(scene.reports.values()), scene.readings(), scene.comparison()).claims
    return claim


@pytest.mark.parametrize(
    ("described", "named"),
    [
        (("Danish-backed Estonian rebels", "unnamed"), ("Free Estonia Legion", "organisation")),
        (("Estonian partisan forces", "organisation"), ("Free Estonia Legion", "organisation")),
        (("estońscy partyzanci", "unnamed"), ("Free Estonia Legion", "organisation")),
        (("the militants", "unnamed"), ("Tamarin Volunteer Corps", "organisation")),
        (("doctors", "unnamed"), ("Kell Bay Hospital", "organisation")),
        (("Wywiad", "organisation"), ("Kell Bay Intelligence Directorate", "organisation")),
        (("campaigners", "unnamed"), ("Kell Bay Rights Observatory", "organisation")),
        (("security experts", "unnamed"), ("military analysts", "unnamed")),
        (("spokeswoman", "unnamed"), ("fire brigade", "unnamed")),
        (("spokesman", "unnamed"), ("Kell Bay Harbour Board", "organisation")),
    ],
)
def test_who_is_only_described_may_be_the_named_voice_of_the_kind(
    described: tuple[str, ActorKind], named: tuple[str, ActorKind]
) -> None:
    claim = said_by(described, named)
    if named[1] != "unnamed":
        assert [origin.name for origin in claim.origins] == [named[0]]
    assert (claim.status, len(claim.origins), claim.at_most) == ("single-origin", 1, 2)
    assert "may be" in claim.origins[0].merged[0].why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("residents", "unnamed"), ("Norwegian navy", "organisation")),
        (("doctors", "unnamed"), ("Norwegian Ministry of Defence", "office")),
        (("witnesses", "unnamed"), ("Free Estonia Legion", "organisation")),
        (("Danish rebels", "unnamed"), ("Free Estonia Legion", "organisation")),
        (("Free Tamarin Army", "organisation"), ("Tamarin Legion", "organisation")),
        (("residents", "unnamed"), ("Jan Dahl", "person")),
        (("army doctors", "unnamed"), ("Free Estonia Legion", "organisation")),
        (("rebels", "unnamed"), ("Kell Bay Hospital", "organisation")),
        (("rebels", "unnamed"), ("Norwegian navy", "organisation")),
    ],
)
def test_other_kinds_and_other_countries_stay_apart(one: tuple[str, ActorKind], other: tuple[str, ActorKind]) -> None:
    assert said_by(one, other).status == "corroborated"


def test_a_description_that_may_be_either_of_two_does_not_make_them_one() -> None:
    claim = said_by(
        ("Free Estonia Legion", "organisation"), ("Estonian rebels", "unnamed"), ("Tamarin Corps", "organisation")
    )
    assert (len(claim.origins), claim.at_most) == (2, 3)


@pytest.mark.parametrize(
    "name", ["Médecins d'Armor", "Free Estonian Army", "National Front", "People's Militia", "Salt Harbour Legion"]
)
def test_a_name_of_common_words_is_a_name(name: str) -> None:
    assert kinds_of(name)
    assert not is_described(name)


@pytest.mark.parametrize("name", ["Security experts", "Estonian rebels", "anti-Brandt militias", "the fighters"])
def test_countries_and_a_capital_at_the_start_make_no_name(name: str) -> None:
    assert is_described(name)


def told(*voices: tuple[str, str], spoken: str = "The dam has fallen") -> Claim:
    """The claim made in reports of these texts, each with the voice that makes it; a name in lower case is unnamed."""
    scene = Scene()
    for number, (text, name) in enumerate(voices):
        scene.actor(name, "unnamed" if name == name.lower() else "person")
        made = scene.report(f"r{number}", f"{spoken}. {text}", publisher=f"Paper {number}")
        scene.says(f"r{number}", spoken, by=name)
        if name != name.lower():
            scene.mention(made.id, name, name)
    scene.claim("the dam has fallen")
    (claim,) = trace(tuple(scene.reports.values()), scene.readings(), scene.comparison()).claims
    return claim


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Jana Dahl, the captain's sister, said so.", "Jana Dahl"), ("His heartbroken sister said so.", "sister")),
        (("Jana Dahl, the captain's sister, said so.", "Jana Dahl"), ("A weeping sister wept.", "weeping sister")),
        (("Lawmaker Jana Dahl said so.", "Jana Dahl"), ("So said furious mps.", "furious mps")),
        (("Governor Jana Dahl said so.", "Jana Dahl"), ("So said the governor of Armor.", "governor of armor")),
        (("Губернатор Яна Даль сказала.", "Яна Даль"), ("So said the regional governor.", "regional governor")),
        (("Jana Dahl told us.", "Jana Dahl"), ("So said the proprietor.", "proprietor")),
        (("President Jana Dahl said so.", "Jana Dahl"), ("So said armor's president.", "armor's president")),
    ],
)
def test_a_described_person_may_be_the_one_named_elsewhere(one: tuple[str, str], other: tuple[str, str]) -> None:
    claim = told(one, other)
    assert ([origin.name for origin in claim.origins], claim.at_most) == ([one[1]], 2)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Spokeswoman Jana Dahl said so.", "Jana Dahl"), ("So said a student.", "student")),
        (("The student Jana Dahl said so.", "Jana Dahl"), ("So said a government official.", "official")),
        (("Jana Dahl, a nurse, said so.", "Jana Dahl"), ("So said a fisherman.", "fisherman")),
    ],
)
def test_who_plays_another_part_is_another(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert len(told(one, other).origins) == 2


@pytest.mark.parametrize("source", ["A proprietor", "The captain's steward"])
def test_who_is_brought_in_as_new_or_is_somebodys_is_another(source: str) -> None:
    scene = Scene()
    scene.report("one", "The dam has fallen, Jana Dahl said.")
    scene.report("two", f"The dam has gone. {source} said so.")
    scene.actor(source.removeprefix("A "), "unnamed")
    scene.says("one", "The dam has fallen", by="Jana Dahl")
    scene.says("two", "The dam has gone", by=source.removeprefix("A "), source=source)
    scene.claim("the dam has fallen")
    (claim,) = trace(tuple(scene.reports.values()), scene.readings(), scene.comparison()).claims
    assert len(claim.origins) == 2


def test_one_report_that_has_both_speak_tells_them_apart() -> None:
    scene = Scene()
    scene.report("both", "The dam has fallen, Jana Dahl said. The dam has gone, the proprietor said.")
    scene.actor("proprietor", "unnamed")
    scene.says("both", "The dam has fallen", by="Jana Dahl")
    scene.says("both", "The dam has gone", by="proprietor")
    scene.claim("the dam has fallen")
    (claim,) = trace(tuple(scene.reports.values()), scene.readings(), scene.comparison()).claims
    assert len(claim.origins) == 2


@pytest.mark.parametrize(
    ("short", "long", "origins"),
    [
        (("Ormond", "person"), ("Ormond Lines", "person"), 1),
        (("Salters", "organisation"), ("Association of Lake Salters", "organisation"), 1),
        (("Ormond", "organisation"), ("Youth Ormond", "organisation"), 2),
        (("Norway", "office"), ("Norway Fishers' Union", "organisation"), 2),
        (("Tamaria", "person"), ("Foreign Ministry of Tamaria", "organisation"), 1),
        (("president of Tamaria", "office"), ("Presidents' Guild", "organisation"), 2),
    ],
)
def test_one_word_of_a_name_may_stand_for_it(
    short: tuple[str, ActorKind], long: tuple[str, ActorKind], origins: int
) -> None:
    claim = said_by(short, long)
    assert (len(claim.origins), claim.at_most) == (origins, 2)


@pytest.mark.parametrize(("body", "origins"), [("Lake Salters' Club", 1), ("Armor Police", 2)])
def test_a_spokeswoman_of_nobody_in_particular_may_speak_for_a_body_of_the_claim(body: str, origins: int) -> None:
    scene = Scene()
    scene.report("one", "Spokeswoman Jana Dahl said the dam has fallen.")
    scene.report("two", f"{body} said that the dam has gone.")
    scene.actor(body, "organisation")
    scene.says("one", "the dam has fallen", by="Jana Dahl")
    scene.mention("one", "Jana Dahl", "Jana Dahl")
    scene.says("two", "the dam has gone", by=body)
    scene.claim("the dam has fallen")
    (claim,) = trace(tuple(scene.reports.values()), scene.readings(), scene.comparison()).claims
    assert (len(claim.origins), claim.at_most) == (origins, 2)


def test_a_spokeswoman_who_speaks_beside_a_body_is_not_its_own() -> None:
    scene = Scene()
    scene.report("one", "The dam has fallen, the spokeswoman said. The dam has gone, the fire brigade said.")
    for name, kind in (("spokeswoman", "unnamed"), ("the fire brigade", "unnamed")):
        scene.actor(name, kind)  # type: ignore[arg-type]
    scene.says("one", "The dam has fallen", by="spokeswoman")
    scene.says("one", "The dam has gone", by="the fire brigade")
    (claim,) = trace(tuple(scene.reports.values()), scene.readings(), scene.comparison()).claims
    assert len(claim.origins) == 2


def test_a_body_that_is_only_described_may_be_that_of_a_spokeswoman_elsewhere() -> None:
    claim = told(("Spokeswoman Jana Dahl said so.", "Jana Dahl"), ("So said the fire service.", "fire service"))
    assert ([origin.name for origin in claim.origins], claim.at_most) == (["Jana Dahl"], 2)
