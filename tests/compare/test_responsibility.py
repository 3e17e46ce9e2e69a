"""Who is said to be behind what was done: read in seven languages, made one claim, and denied."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stemma.compare.align import Aligner
from stemma.compare.clauses import Clause, Clauses, Said
from stemma.compare.forms import distinct_forms
from stemma.compare.meanings import meanings
from stemma.compare.parties import Parties, Party, key_of
from stemma.compare.responsibility import Deed, Responsibilities, Responsibility, deeds_of
from stemma.compare.salience import salience_of
from stemma.model import Actor, ClaimGroup, Reading, Report, Stance
from stemma.text.meaning import trained_meaning
from tests.compare.speeches import Compared, spoken

ORDOVIA = Actor(id="ordovia", name="Ordovia", kind="office")
LANTERN = Actor(id="lantern", name="Black Lantern", kind="organisation")
ACTORS = (ORDOVIA, LANTERN)


def party(*names: str, people: bool = False) -> Party:
    return Party(frozenset(map(key_of, names)), people)


def told(
    words: str, speaker: str | None = None, stance: Stance = "asserts", language: str = "en"
) -> Responsibility | None:
    """What words tell that somebody says, or the report itself where `speaker` is None."""
    made, reading = spoken("a", own=[words]) if speaker is None else spoken("a", (words, speaker, stance))
    compared = Compared((replace(made, language=language), replace(reading, language=language)), actors=ACTORS)
    material = compared.material
    aligner = Aligner(material.lexicon)
    forms = distinct_forms(material, aligner)
    clauses = Clauses(material, forms, salience_of(material, forms.runs, aligner.kin), aligner.kin)
    piece = material.pieces[0]
    return Responsibilities(clauses, ACTORS).said(Said(piece, Clause(0, 0, piece.last - piece.first), piece.span))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Ordovia was behind the raid on the depot."),
        ("en", "Ordovian special services had planned and directed the attack."),
        ("en", "The raid was carried out by Ordovian soldiers."),
        ("en", "Norland blames Ordovia."),
        ("en", "The government accused Ordovia of ordering the raid."),
        ("de", "Ordovia steckt hinter dem Anschlag auf das Depot."),
        ("de", "Norland macht Ordovia für den Anschlag verantwortlich."),
        ("fr", "Ordovia est derrière l'attaque du dépôt."),
        ("es", "Ordovia está detrás del ataque al depósito."),
        ("pl", "Za atakiem na magazyn stoi Ordovia."),
        ("ru", "За атакой на склад стоят спецслужбы Ордовии."),
        ("uk", "За нападом на склад стоять спецслужби Ордовії."),
    ],
)
def test_who_is_said_to_be_behind_it(language: str, words: str) -> None:
    assert told(words, language=language) == Responsibility(party("Ordovia"), denied=False)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "any involvement in the raid"),
        ("de", "jede Beteiligung an dem Anschlag"),
        ("fr", "toute implication dans l'attaque"),
        ("es", "cualquier participación en el ataque"),
        ("pl", "udziału w ataku"),
        ("ru", "причастность к атаке на склад"),
        ("uk", "причетність до нападу на склад"),
    ],
)
def test_who_denies_a_part_in_it_means_itself(language: str, words: str) -> None:
    assert told(words, "ordovia", "denies", language) == Responsibility(party("Ordovia"), denied=True)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "it had nothing to do with the fire"),
        ("de", "es habe nichts zu tun mit dem Brand"),
        ("fr", "elle n'a rien à voir avec l'incendie"),
        ("es", "no tiene nada que ver con el incendio"),
        ("pl", "nie ma z pożarem w porcie nic wspólnego"),
        ("ru", "страна не имеет никакого отношения к пожару"),
        ("uk", "країна не має жодного стосунку до пожежі"),
    ],
)
def test_who_had_nothing_to_do_with_it_is_no_doer(language: str, words: str) -> None:
    assert told(words, "ordovia", language=language) == Responsibility(party("Ordovia"), denied=True)


def test_who_claims_it_is_the_doer() -> None:
    assert told("It was behind the raid", "lantern") == Responsibility(party("Black", "Lantern"), denied=False)
    assert told("Black Lantern claimed responsibility for the raid.") == told("It was behind the raid", "lantern")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Zu dem Anschlag bekannte sich Black Lantern."),
        ("pl", "Do zamachu przyznała się Black Lantern."),
        ("ru", "Ответственность за взрыв взяла на себя Black Lantern."),
        ("uk", "Відповідальність за вибух взяла на себе Black Lantern."),
    ],
)
def test_who_claims_it_is_the_doer_where_the_deed_stands_first(language: str, words: str) -> None:
    assert told(words, language=language) == Responsibility(party("Black", "Lantern"), denied=False)


def test_citizens_and_rebels_of_a_land_are_not_the_land() -> None:
    state = told("Norway was behind the raid.")
    for words in (
        "The perpetrators were opposition-minded citizens of Norway.",
        "Norwegian armed groups are behind the raid.",
        "The raid was carried out exclusively by Norwegian partisans.",
    ):
        found = told(words)
        assert found is not None
        assert state is not None
        assert found.party == Party(state.party.keys, people=True)
    oslo = told("Oslo was behind the raid.")
    assert oslo == state


@pytest.mark.parametrize(
    "words",
    [
        "The helicopter came over the mill with smoke behind it.",
        "The rebels behind the raid on the depot have one aim and say that they will reach it.",
        "Ordovia launched a series of airstrikes on the coast.",
        "The raid by Ordovian soldiers was expected to draw the army away.",
        "The volcano was behind the clouds.",
        "Ordovia ordered new trains.",
        "Ordovia was attacked at dawn.",
        "Ordovia launched an investigation into the attack.",
        "Anna Brandt accused the Ordovian police of failing to stop the attack.",
        "Ordovian investigators blamed the fire on a short circuit.",
    ],
)
def test_what_blames_nobody(words: str) -> None:
    assert told(words, "ordovia") is None


def test_where_it_was_is_no_party() -> None:
    assert Parties(ACTORS).before("it had in Vesterby", "en") is None
    assert Parties(ACTORS).before("that Vesterby had", "en") == party("Vesterby")


def test_deeds_of_two_sorts_are_two_and_what_names_none_is_the_usual_one() -> None:
    ours = party("Ordovia")
    raid, role = Responsibility(ours, denied=False), Responsibility(ours, denied=True)
    drones = Responsibility(ours, denied=False, sort="air")
    first, again, other, theirs, nothing = deeds_of(
        [raid, role, drones, Responsibility(party("Black", "Lantern"), denied=False), None]
    )
    assert first == again
    assert len({first, other, theirs}) == 3
    assert nothing is None
    assert set(deeds_of([drones, drones, role])) == {Deed(ours, "air")}
    assert told("Ordovia was behind the drone strike.") == drones


def test_part_of_a_name_is_the_name() -> None:
    whole, part = (Responsibility(party(*names), denied=False) for names in (("Black", "Lantern"), ("Lantern",)))
    assert set(deeds_of([part, whole])) == {Deed(whole.party, None)}


def test_short_names_of_lands_have_capitals() -> None:
    parties = Parties(ACTORS)
    assert parties.before("the U.S. military was", "en") == parties.before("the United States was", "en")
    assert parties.before("the US was", "en") == parties.before("Washington was", "en")
    assert parties.before("one of us was", "en") is None
    assert parties.before("a US-led force was", "en") is None


def test_a_group_by_name_is_that_name_and_a_group_of_a_people_is_not_the_land() -> None:
    parties = Parties(ACTORS)
    assert parties.before("the Lantern group was", "en") == party("Lantern")
    assert parties.before("Ordovian rebels were", "en") == party("Ordovia", people=True)


def test_german_nouns_are_no_parties() -> None:
    assert Parties(ACTORS).before("Der Sturm war", "de") is None
    assert Parties(ACTORS).before("Der Verdacht, Ordovia stehe", "de") == party("Ordovia")


def meant(name: str, words: str, speaker: str, stance: Stance = "asserts") -> tuple[Report, Reading]:
    made, reading = spoken(name, (words, speaker, stance))
    return made, replace(reading, meanings=meanings(made, reading, trained_meaning()))


def blamed(*others: tuple[Report, Reading]) -> list[ClaimGroup]:
    """The claims with several members of a case in which Ordovia is blamed for a raid."""
    first = meant("a", "Ordovian special services had planned and directed the attack.", "minister")
    background = [
        meant(f"z{number}", words, f"other{number}")
        for number, words in enumerate(
            ("Milk prices will rise in autumn.", "The bridge was closed to lorries.", "Lawmakers approved the budget.")
        )
    ]
    compared = Compared(first, *others, *background, actors=ACTORS)
    return [claim for claim in compared.claims if len(claim.members) > 1]


def test_blame_and_denial_are_one_claim_that_is_contested() -> None:
    (claim,) = blamed(
        meant("b", "any role in the raid on the depot", "ordovia", "denies"),
        meant("c", "Ordovia had nothing to do with what burned there", "envoy"),
    )
    assert [(member.report, member.stance) for member in claim.members] == [
        ("a", "affirms"),
        ("b", "denies"),
        ("c", "denies"),
    ]
    assert all("both tell whether one party is behind it" in evidence.why for evidence in claim.evidence)


def test_blame_of_another_is_another_claim() -> None:
    assert blamed(meant("b", "Black Lantern was behind the fire at the harbour", "envoy")) == []


def test_a_member_that_disowns_it_denies_however_many_do() -> None:
    (claim,) = blamed(
        meant("b", "Ordovia had no part in the raid", "envoy"),
        meant("c", "Ordovia had nothing to do with the raid", "consul"),
        meant("d", "Ordovia was not behind the raid", "ordovia"),
    )
    assert [member.stance for member in claim.members] == ["affirms", "denies", "denies", "denies"]
