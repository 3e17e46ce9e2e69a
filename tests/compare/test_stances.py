"""Where members stand towards a claim, whatever it was that made one claim of them."""

from __future__ import annotations

from dataclasses import replace

from stemma.compare.align import Aligner
from stemma.compare.clauses import Clause, Clauses, Said
from stemma.compare.forms import distinct_forms
from stemma.compare.opposites import with_opposites
from stemma.compare.pieces import gather
from stemma.compare.polarity import negates
from stemma.compare.salience import salience_of
from stemma.compare.stances import stances_of
from stemma.model import Reading, Report, Statement
from tests.compare.speeches import spoken


def stances(*sentences: str) -> list[str]:
    """The stances of sentences that are one claim, each said by somebody else in a report of its own."""
    pairs = [spoken(f"r{n}", (sentence, f"speaker{n}")) for n, sentence in enumerate(sentences)]
    reports, readings = [made for made, _ in pairs], [reading for _, reading in pairs]
    statements = [statement for reading in readings for statement in reading.statements]
    material = gather(reports, readings, statements)
    aligner = Aligner(material.lexicon)
    forms = distinct_forms(material, aligner)
    kin = with_opposites(aligner.kin, material.lexicon)
    clauses = Clauses(material, forms, salience_of(material, forms.runs, kin), kin)
    said = [one for form, run in enumerate(forms.runs) for one in clauses.said(Clause(form, 0, len(run)))]
    said.sort(key=lambda one: one.piece.report)
    return list(stances_of(clauses, said))


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


def _spanish(sentence: str) -> tuple[list[Report], list[Reading], list[Statement]]:
    made, reading = spoken("a", (sentence, "speaker"))
    return [replace(made, language="es")], [replace(reading, language="es")], list(reading.statements)
