"""Members of a claim that negate what the same voice put forward before; all sentences are invented."""

from __future__ import annotations

from dataclasses import replace

from stemma.compare.align import Aligner
from stemma.compare.clauses import Clause, Clauses
from stemma.compare.forms import distinct_forms
from stemma.compare.opposites import with_opposites
from stemma.compare.pieces import gather
from stemma.compare.salience import salience_of
from stemma.compare.stances import stances_of
from tests.compare.speeches import spoken


def stances(*told: tuple[str, str]) -> list[str]:
    """The stances of sentences that are one claim, each by the speaker named and a day after the one before."""
    pairs = [spoken(f"r{n}", (sentence, speaker)) for n, (sentence, speaker) in enumerate(told)]
    reports = [replace(made, published=f"2031-05-0{n + 1}") for n, (made, _) in enumerate(pairs)]
    readings = [reading for _, reading in pairs]
    material = gather(reports, readings, [one for reading in readings for one in reading.statements])
    aligner = Aligner(material.lexicon)
    forms = distinct_forms(material, aligner)
    kin = with_opposites(aligner.kin, material.lexicon)
    clauses = Clauses(material, forms, salience_of(material, forms.runs, kin), kin)
    said = [one for form, run in enumerate(forms.runs) for one in clauses.said(Clause(form, 0, len(run)))]
    said.sort(key=lambda one: one.piece.report)
    return list(stances_of(clauses, said))


SAID = "The illness on the island looks like an influenza virus."


def test_who_negates_later_in_other_words_denies() -> None:
    assert stances((SAID, "doctor"), ("After all it was not that which made people ill.", "doctor")) == [
        "affirms",
        "denies",
    ]


def test_who_negates_first_denies_nothing_of_his_own() -> None:
    found = stances(("After all it was not that which made people ill.", "doctor"), (SAID, "doctor"))
    assert found == ["affirms", "affirms"]


def test_who_was_wrong_takes_back_what_one_other_says() -> None:
    assert stances((SAID, "doctor"), ("I was wrong about the illness.", "doctor")) == ["affirms", "denies"]
