"""Where members stand towards a claim, whatever it was that made one claim of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stemma.compare.clauses import Clause, Said
from stemma.compare.pieces import gather
from stemma.compare.polarity import negates
from stemma.model import Reading, Report, Statement
from stemma.model.links import ClaimStance
from tests.compare.speeches import spoken, stances_in_one_claim


def stances(*sentences: str, language: str = "en") -> list[ClaimStance]:
    """The stances of sentences that are one claim, each said by somebody else in a report of its own."""
    pairs = [spoken(f"r{n}", (sentence, f"speaker{n}")) for n, sentence in enumerate(sentences)]
    return stances_in_one_claim(
        *((replace(made, language=language), replace(reading, language=language)) for made, reading in pairs)
    )


def test_a_figure_in_much_the_same_words_denies() -> None:
    found = stances(
        "Fourteen boats look for the freighter Selga.",
        "Fourteen boats look for the freighter Selga on Monday.",
        "Sixty boats look for the freighter Selga.",
    )
    assert found == ["affirms", "affirms", "denies"]


def test_a_figure_in_other_words_is_of_something_else() -> None:
    found = stances(
        "Fourteen boats look for the freighter Selga.",
        "Fourteen boats look for the freighter Selga on Monday.",
        "Sixty boats full of sightseers came to see the search.",
    )
    assert found == ["affirms", "affirms", "affirms"]


def test_a_figure_of_what_happened_to_people_denies_in_any_words() -> None:
    found = stances(
        "Nine sailors drowned when the freighter Selga sank.",
        "Nine sailors drowned when the freighter Selga sank on Monday.",
        "In the harbour chapel they read the names of four sailors who were killed.",
    )
    assert found == ["affirms", "affirms", "denies"]


def test_what_nobody_disputes_is_not_denied() -> None:
    found = stances(
        "The tanker Orla ran aground off Cape Mell on Friday.",
        "A tanker ran aground off the cape on Friday.",
        "No one disputes that the tanker ran aground off the cape.",
        "There is no doubt that the tanker Orla ran aground.",
    )
    assert "denies" not in found


def test_what_cannot_be_ruled_out_is_not_denied() -> None:
    found = stances(
        "Saboteurs cut the cable to Mell.",
        "Saboteurs cut the cable to Mell, the operator thinks.",
        "It cannot be ruled out that saboteurs cut the cable to Mell.",
    )
    assert "denies" not in found


def test_doubt_that_nothing_turns_round_denies() -> None:
    found = stances(
        "Saboteurs cut the cable to Mell.",
        "Saboteurs cut the cable to Mell on Friday.",
        "It is unlikely that saboteurs cut the cable to Mell.",
    )
    assert found == ["affirms", "affirms", "denies"]


def test_a_number_after_no_and_a_vote_of_no_confidence_negate_nothing() -> None:
    found = stances(
        "The leak was found in the third tank.",
        "Divers found the leak in the third tank.",
        "No. 3 tank is where the leak was found.",
    )
    assert "denies" not in found
    found = stances(
        "The opposition asks parliament to unseat the minister.",
        "The opposition wants parliament to unseat the minister.",
        "No-confidence vote against the minister is called by the opposition.",
    )
    assert "denies" not in found


def test_no_one_with_a_hyphen_still_negates() -> None:
    found = stances(
        "The opposition boycotts the vote in Mell.",
        "The opposition has boycotted the vote in Mell.",
        "No-one boycotted the vote.",
    )
    assert found == ["affirms", "affirms", "denies"]


def test_no_before_a_comma_still_negates() -> None:
    found = stances(
        "Forty sheep were stolen in Mell.",
        "Forty sheep were stolen in Mell on Friday.",
        "No, 40 sheep were not stolen in Mell.",
    )
    assert found == ["affirms", "affirms", "denies"]


def test_nothing_that_happens_is_the_same_as_what_is_closed() -> None:
    found = stances(
        "The harbour of Mell is closed.",
        "Mell has closed its harbour.",
        "No ship may enter Mell before Monday.",
    )
    assert found == ["affirms", "affirms", "affirms"]


def test_who_says_that_it_is_not_closed_denies() -> None:
    found = stances(
        "The harbour of Mell is closed.",
        "Mell has closed its harbour.",
        "No harbour has been closed in Mell.",
    )
    assert found == ["affirms", "affirms", "denies"]


def test_nothing_that_happens_denies_what_is_said_to_have_happened() -> None:
    found = stances(
        "The navy fired at the trawler.",
        "Navy guns fired at the trawler on Friday.",
        "No shot left our ships.",
    )
    assert found == ["affirms", "affirms", "denies"]


def test_alive_denies_killed() -> None:
    found = stances(
        "The harbour master Ilan Tarek was killed by the blast.",
        "Ilan Tarek was killed by the blast in the harbour.",
        "Ilan Tarek is alive.",
    )
    assert found == ["affirms", "affirms", "denies"]


def test_a_forgery_is_none_that_is_genuine() -> None:
    found = stances(
        "The recording from the harbour office is genuine.",
        "The recording from the harbour office is genuine, says a laboratory.",
        "The recording was manipulated.",
    )
    assert found == ["affirms", "affirms", "denies"]


def test_one_of_several_who_is_alive_denies_no_deaths() -> None:
    found = stances(
        "Nine sailors were killed when the ferry sank.",
        "Nine sailors were killed when the ferry sank on Monday.",
        "Three sailors were found alive after the ferry sank.",
    )
    assert "denies" not in found


def test_who_tells_of_both_states_denies_neither() -> None:
    found = stances(
        "The harbour master Ilan Tarek was killed by the blast.",
        "Ilan Tarek was killed by the blast in the harbour.",
        "Tarek was killed by the blast and his brother is alive.",
    )
    assert found == ["affirms", "affirms", "affirms"]


def test_what_is_not_so_tells_of_no_state() -> None:
    found = stances(
        "The harbour master Ilan Tarek was killed by the blast.",
        "Ilan Tarek was killed by the blast in the harbour.",
        "The harbour master is no longer alive.",
    )
    assert found == ["affirms", "affirms", "affirms"]


def test_who_was_wrong_takes_it_back() -> None:
    found = stances(
        "The shape on the beach is the lost ferry.",
        "A shape on the beach is the lost ferry, says a student.",
        "I was wrong about the ferry and I am sorry.",
    )
    assert found == ["affirms", "affirms", "denies"]


def test_a_claim_that_somebody_was_wrong_is_not_taken_back_by_saying_so() -> None:
    found = stances(
        "The student was mistaken about the ferry.",
        "The student was mistaken about the lost ferry, the coastguard says.",
        "The student misread the picture of the ferry.",
    )
    assert found == ["affirms", "affirms", "affirms"]


def test_what_is_not_genuine_is_denied_and_not_unconfirmed() -> None:
    material = gather(*_spanish("La carta del alcalde no es auténtica."))
    piece = next(piece for piece in material.pieces if piece.spoken)
    assert negates(material, Said(piece, Clause(0, 0, piece.last - piece.first), piece.span))


@pytest.mark.parametrize(
    ("language", "usual", "again", "against", "for_it"),
    [
        (
            "en",
            "A car bomb tore up the gate of the mission.",
            "A car bomb exploded at the gate of the mission.",
            "It was a rocket, not a car bomb.",
            "It was a car bomb, not a rocket.",
        ),
        (
            "en",
            "A car bomb tore up the gate of the mission.",
            "A car bomb exploded at the gate of the mission.",
            "The gate was hit not by a car bomb but by a rocket.",
            "The gate was hit not by a rocket but by a car bomb.",
        ),
        (
            "de",
            "Eine Autobombe zerriss das Tor der Gesandtschaft.",
            "Eine Autobombe explodierte am Tor der Gesandtschaft.",
            "Das Tor traf keine Autobombe, sondern eine Rakete.",
            "Das Tor traf keine Rakete, sondern eine Autobombe.",
        ),
        (
            "fr",
            "Une voiture piégée a détruit la porte de la mission.",
            "Une voiture piégée a explosé à la porte de la mission.",
            "C'était une roquette, et non une voiture piégée.",
            "C'était une voiture piégée, et non une roquette.",
        ),
        (
            "pl",
            "Bramę misji zniszczyła bomba w samochodzie.",
            "Bomba w samochodzie wybuchła przed bramą misji.",
            "To była rakieta, a nie bomba w samochodzie.",
            "To była bomba w samochodzie, a nie rakieta.",
        ),
        (
            "ru",
            "Ворота миссии разрушила бомба в автомобиле.",
            "Бомба в автомобиле взорвалась у ворот миссии.",
            "Это была ракета, а не бомба в автомобиле.",
            "Это была бомба в автомобиле, а не ракета.",
        ),
        (
            "es",
            "Un coche bomba destrozó la puerta de la misión.",
            "Un coche bomba estalló en la puerta de la misión.",
            "No fue un coche bomba, sino un cohete.",
            "No fue un cohete, sino un coche bomba.",
        ),
        (
            "uk",
            "Ворота місії зруйнувала бомба в автомобілі.",
            "Бомба в автомобілі вибухнула біля воріт місії.",
            "Це була ракета, а не бомба в автомобілі.",
            "Це була бомба в автомобілі, а не ракета.",
        ),
    ],
)
def test_what_is_rejected_in_passing_is_denied_where_others_say_it(
    language: str, usual: str, again: str, against: str, for_it: str
) -> None:
    assert stances(usual, again, against, language=language) == ["affirms", "affirms", "denies"]
    assert stances(usual, again, for_it, language=language) == ["affirms", "affirms", "affirms"]


def test_who_says_what_is_so_instead_denies_too() -> None:
    found = stances(
        "A car bomb tore up the gate of the mission.",
        "A car bomb exploded at the gate of the mission.",
        "It was a rocket, not a car bomb.",
        "A rocket hit the gate of the mission.",
        "The gate of the mission lies in ruins.",
    )
    assert found == ["affirms", "affirms", "denies", "denies", "affirms"]


@pytest.mark.parametrize(
    "words",
    [
        "The dockers' strike goes on and has never stopped.",
        "The dockers' strike goes on without an end in sight, nobody knows why.",
    ],
)
def test_a_negation_of_something_else_denies_nothing(words: str) -> None:
    found = stances("The dockers' strike goes on.", "The strike of the dockers goes on this week.", words)
    assert found == ["affirms", "affirms", "affirms"]


def test_a_negation_of_a_verb_form_alone_denies_nothing() -> None:
    found = stances(
        "The boats would help the islanders greatly.",
        "The boats would greatly help those on the island.",
        "Not helping people who are cut off from the world would be shameful.",
    )
    assert found == ["affirms", "affirms", "affirms"]


def test_a_negation_of_what_the_others_say_denies_it() -> None:
    found = stances(
        "The army fired shells at the village of Ngora.",
        "Shells fired by the army fell on the village.",
        "The army has not fired shells at the village since May.",
    )
    assert found == ["affirms", "affirms", "denies"]


def _spanish(sentence: str) -> tuple[list[Report], list[Reading], list[Statement]]:
    made, reading = spoken("a", (sentence, "speaker"))
    return [replace(made, language="es")], [replace(reading, language="es")], list(reading.statements)


def test_what_most_negate_outright_is_said_against_them_in_their_own_words() -> None:
    found = stances(
        "She cannot go down.",
        "And she cannot go down.",
        "We saw her go down.",
    )
    assert found == ["affirms", "affirms", "denies"]


def test_a_word_in_common_with_what_most_negate_is_not_said_against_them() -> None:
    found = stances(
        "He did not hear a shot.",
        "He never heard a shot.",
        "The film was shot on Sunday.",
    )
    assert found == ["affirms", "affirms", "affirms"]
