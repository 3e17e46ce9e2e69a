"""Whom an actor speaks for, by its names alone."""

from __future__ import annotations

import pytest

from stemma.model import ActorKind, VocabularyError
from stemma.trace.command import Standing, commands
from stemma.vocabulary import command as vocabulary
from tests.factories import actor


def standing(name: str, kind: ActorKind = "office", *aliases: str, body: str | None = None) -> Standing:
    return commands().standing(actor(name, kind, aliases=aliases, body=body))


@pytest.mark.parametrize(
    ("name", "kind", "government"),
    [
        ("Norway", "office", "NO"),
        ("the Norwegian Ministry of Defence", "office", "NO"),
        ("Downing Street", "office", "GB"),
        ("U.S. officials", "unnamed", "US"),
        ("Kenyan president Amina Njoroge", "person", "KE"),
        ("rzecznik norweskiego rządu", "person", "NO"),
        ("Ministerstwo Spraw Zagranicznych Kenii", "office", "KE"),
        ("das kenianische Außenministerium", "office", None),
        ("der norwegische Außenminister", "person", "NO"),
        ("le gouvernement français", "office", "FR"),
        ("el ministerio de Defensa de España", "office", "ES"),
        ("Министерство обороны Польши", "office", "PL"),
        ("Міністерство оборони Польщі", "office", "PL"),
        ("Kenya's ambassador to Norway", "person", "KE"),
        ("Norwegian military expert", "person", None),
        ("former Norwegian minister", "person", None),
        ("Norwegian Volunteer Battalion", "organisation", None),
        ("pro-Norwegian officials", "unnamed", None),
        ("norwescy urzędnicy", "unnamed", "NO"),
        ("Norwegian border guards", "unnamed", "NO"),
        ("der norwegische Grenzschutz", "organisation", "NO"),
        ("Straż Graniczna Ukrainy", "organisation", "UA"),
        ("Straż Graniczna", "organisation", "PL"),
        ("пограничная служба Польши", "organisation", "PL"),
        ("Державна прикордонна служба України", "organisation", "UA"),
        ("Kenya's military intelligence agency", "organisation", "KE"),
        ("authorities in Oslo", "unnamed", "NO"),
        ("władze w Kijowie", "unnamed", "UA"),
        ("die Behörden in Moskau", "unnamed", "RU"),
        ("doctors in Oslo", "unnamed", None),
        ("diplomats in Oslo", "unnamed", None),
        ("the embassy in Oslo", "organisation", None),
        ("Norwegian prison guards' union", "organisation", None),
        ("Jordan Smith", "person", None),
        ("minister Jordan Smith", "person", None),
        ("Norwegian state television", "media", None),
        ("Norwegians", "unnamed", None),
    ],
)
def test_government(name: str, kind: ActorKind, government: str | None) -> None:
    assert standing(name, kind).government == government


def test_names_that_point_to_two_governments_leave_it_open() -> None:
    assert standing("Ines Falk", "person", "the Norwegian minister", "the Kenyan minister").government is None


def test_a_stated_body_tells_the_government() -> None:
    assert standing("Ines Falk", "person", body="Norwegian Navy").government == "NO"


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Blue Gull Line spokesman Tomas Reyes", "blue gull line"),
        ("Tomas Reyes, a spokesman for the Blue Gull Line", "blue gull line"),
        ("a commander of the Free Fjord Front", "free fjord front"),
        ("rzecznik Blue Gull Line", ""),
    ],
)
def test_the_body_beside_a_role(name: str, body: str) -> None:
    found = standing(name, "person").bodies
    assert body in found if body else not found


def test_a_party_s_own_outlet_is_its_voice_and_no_way_station() -> None:
    assert standing("Harbour Post", "media").carrier
    own = standing("a channel loyal to the Free Fjord Front", "media")
    assert (own.carrier, "free fjord front" in own.bodies) == (False, True)


@pytest.mark.parametrize(
    ("name", "kind", "carrier"),
    [
        ("media reports", "unnamed", True),
        ("doniesienia medialne", "unnamed", True),
        ("local bloggers", "unnamed", True),
        ("reporter Ines Falk", "person", True),
        ("Danish newspapers", "organisation", True),
        ("independent Danish channels", "organisation", True),
        ("duńskie niezależne kanały", "organisation", True),
        ("médias danois indépendants", "unnamed", True),
        ("the harbour board's channel", "organisation", False),
        ("two sources", "unnamed", False),
        ("residents", "unnamed", False),
    ],
)
def test_what_only_carries_words(name: str, kind: ActorKind, carrier: bool) -> None:
    assert standing(name, kind).carrier is carrier


def test_unnamed_groups_are_told_apart_by_country_and_kind() -> None:
    assert standing("three senior U.S. officials", "unnamed").group == standing("an American official", "unnamed").group
    assert standing("Norwegian officials", "unnamed").group != standing("officials", "unnamed").group
    assert standing("residents", "unnamed").group != standing("officials", "unnamed").group
    assert standing("survivors of the ferry", "unnamed").group is None


@pytest.mark.parametrize("content", [None, ["a"], {"NO": {"name": []}}, {"NO": {"name": ["Norway"], "king": ["x"]}}])
def test_a_government_file_of_another_shape_is_refused(content: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "read_yaml", lambda language, kind: content)
    vocabulary.governments.cache_clear()
    try:
        with pytest.raises(VocabularyError):
            vocabulary.governments()
    finally:
        vocabulary.governments.cache_clear()


def test_every_language_has_every_list() -> None:
    words = vocabulary.command_words()
    assert "ministry" in words.organs
    assert "ministerstw*" in words.organs
    assert len(vocabulary.governments()) > 150
