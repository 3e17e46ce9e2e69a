"""What is one claim by what it means, in several languages; real vectors on invented events."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import pytest

from stemma.compare.agreement import LEAST, SURE, Agreement
from stemma.compare.align import Aligner
from stemma.compare.clauses import Clause, Clauses
from stemma.compare.forms import distinct_forms
from stemma.compare.judged import Bounds
from stemma.compare.meanings import meanings
from stemma.compare.salience import salience_of
from stemma.model import ClaimGroup, Reading, Report
from stemma.text.meaning import trained_meaning
from tests.compare.speeches import Compared, spoken

SUNK = "The ferry sank in the storm."


def meant(name: str, *said: str, language: str = "en") -> tuple[Report, Reading]:
    """A report in which several people say something, with its meanings."""
    made, reading = spoken(name, *((words, f"{name}{number}") for number, words in enumerate(said)))
    made, reading = replace(made, language=language), replace(reading, language=language)
    return made, replace(reading, meanings=meanings(made, reading, trained_meaning()))


def claims_of(*pairs: tuple[Report, Reading]) -> list[list[str]]:
    """The reports of each claim's members, of claims with several."""
    claims: Sequence[ClaimGroup] = Compared(*pairs).claims
    return [[member.report for member in claim.members] for claim in claims if len(claim.members) > 1]


def agreement_of(*pairs: tuple[Report, Reading]) -> Agreement:
    compared = Compared(*pairs)
    aligner = Aligner(compared.material.lexicon)
    forms = distinct_forms(compared.material, aligner)
    salience = salience_of(compared.material, forms.runs, aligner.kin)
    return Agreement(Clauses(compared.material, forms, salience, aligner.kin))


def test_the_same_in_other_words_is_one_claim_which_says_so() -> None:
    compared = Compared(
        meant("a", "The vessel went down off Langholm."),
        meant("b", "The ferry sank near the island of Langholm."),
        meant("c", "Lawmakers approved the new budget."),
    )
    (claim,) = (claim for claim in compared.claims if len(claim.members) > 1)
    assert [member.report for member in claim.members] == ["a", "b"]
    assert {evidence.kind for evidence in claim.evidence} == {"meaning"}
    assert "they mean much the same" in claim.evidence[0].why


def test_different_facts_of_one_place_are_different_claims() -> None:
    facts = (
        "The bridge of Langholm was closed to lorries.",
        "The school of Langholm won a prize for its choir.",
        "The mayor of Langholm has married an actress.",
    )
    assert claims_of(*(meant(name, fact) for name, fact in zip("abc", facts, strict=True))) == []


def test_a_phrase_joins_the_claim_that_it_is_about() -> None:
    assert claims_of(meant("a", "the release of the captain"), meant("b", "The captain was released on Friday.")) == [
        ["a", "b"]
    ]


def test_phrases_alone_are_no_claim() -> None:
    assert Compared(meant("a", "the release"), meant("b", "his release")).claims == ()


def test_one_claim_in_three_languages() -> None:
    assert claims_of(
        meant("a", "The ferry Alda sank in a storm."),
        meant("b", "Prom Alda zatonął w burzy.", language="pl"),
        meant("c", "Паром «Альда» затонул в шторм.", language="ru"),
    ) == [["a", "b", "c"]]


def test_a_claim_is_told_in_the_language_of_most_of_its_members() -> None:
    polish = meant("a", "Prom zatonął podczas burzy.", language="pl")
    compared = Compared(polish, meant("b", SUNK), meant("c", "The ferry went down in the storm on Friday."))
    (claim,) = (claim for claim in compared.claims if len(claim.members) > 1)
    assert len(claim.members) == 3
    assert "ferry" in claim.gloss


def test_in_a_language_that_is_not_covered_words_alone_are_compared() -> None:
    sunk = "Lautta upposi myrskyssä saaren lähellä."
    compared = Compared(
        meant("a", sunk, language="fi"),
        meant("b", "Lautta upposi saaren lähellä myrskyssä.", language="fi"),
        meant("c", SUNK),
    )
    assert not any(reading.meanings for _, reading in (meant("a", sunk, language="fi"),))
    (claim,) = (claim for claim in compared.claims if len(claim.members) > 1)
    assert [member.report for member in claim.members] == ["a", "b"]
    assert {evidence.kind for evidence in claim.evidence} == {"words"}
    assert "mean" not in claim.evidence[0].why


def test_other_languages_meet_one_that_is_not_covered_by_names_and_numbers() -> None:
    agreement = agreement_of(
        meant("a", "Langholm: 14 matkustajaa, 7 lauttaa.", language="fi"),
        meant("b", "Langholm counted 14 passengers and 7 ferries."),
        meant("c", "Nobody was counted in the city hall."),
    )
    first, second, third = (Clause(form, 0, len(run)) for form, run in enumerate(agreement.clauses.forms.runs))
    assert agreement.of(first, second) > agreement.of(first, third) == 0
    assert agreement.meaning(first, second) is None
    assert agreement.meaning(second, third) is not None


def test_what_hangs_together_by_no_sure_chain_is_loose() -> None:
    agreement = agreement_of(
        meant("a", SUNK),
        meant("b", "In the storm the ferry sank."),
        meant("c", "Bad weather has been a danger to ships for weeks."),
    )
    clauses = [Clause(form, 0, len(run)) for form, run in enumerate(agreement.clauses.forms.runs)]
    assert agreement.of(clauses[0], clauses[1]) >= SURE > agreement.of(clauses[0], clauses[2])
    assert agreement.loose(clauses) == {clauses[2]}
    assert agreement.loose(clauses[::-1]) == {clauses[2]}
    assert agreement.loose(clauses[:2]) == frozenset()


@pytest.mark.parametrize(
    ("likeness", "loose"),
    [
        # (a, b), (a, c), (b, c)
        ((0.85, 0.72, 0.74), ""),
        ((0.85, 0.78, 0.5), "c"),
        ((0.85, 0.3, 0.82), "ac"),
        ((0.7, 0.4, 0.4), "c"),
        ((0.6, 0.4, 0.4), "bc"),
    ],
)
def test_who_agrees_with_the_core_on_average_is_sure(
    likeness: tuple[float, ...], loose: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreement = agreement_of(meant("a", SUNK), meant("b", "A choir sang."), meant("c", "The mayor married."))
    clauses = [Clause(form, 0, len(run)) for form, run in enumerate(agreement.clauses.forms.runs)]
    table = dict(zip(itertools.combinations(clauses, 2), likeness, strict=True))
    monkeypatch.setattr(agreement, "of", lambda one, other: table[min(one, other), max(one, other)])
    named = dict(zip(clauses, "abc", strict=True))
    assert "".join(sorted(named[clause] for clause in agreement.loose(clauses))) == loose


def test_a_claim_whose_core_is_but_a_chain_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    words = (SUNK, "A choir sang.", "The mayor married.", "The school won.")
    agreement = agreement_of(*(meant(name, text) for name, text in zip("abcd", words, strict=True)))
    clauses = [Clause(form, 0, len(run)) for form, run in enumerate(agreement.clauses.forms.runs)]
    near = {frozenset(pair) for pair in itertools.pairwise(clauses)}
    monkeypatch.setattr(agreement, "of", lambda one, other: 0.8 if {one, other} in near else 0.1)
    assert agreement.loose(clauses) == frozenset()


def test_of_few_clauses_more_agreement_is_asked() -> None:
    few = agreement_of(meant("a", SUNK), meant("b", "The bridge was closed."))
    many = agreement_of(
        *(meant(name, *(f"{SUNK[:-1]} at {hour} past {name}." for hour in range(12))) for name in "abc")
    )
    assert LEAST == many.least < few.least
    unknown = agreement_of(*(spoken(name, (SUNK, name)) for name in "ab"))
    assert unknown.least == LEAST


def test_clauses_that_are_not_known_agree_with_nothing() -> None:
    agreement = agreement_of(meant("a", SUNK))
    nowhere = Clause(99, 0, 3)
    known = agreement.contents[0].clause
    assert agreement.of(known, nowhere) == 0
    assert agreement.meaning(known, nowhere) is None


def test_what_was_judged_of_a_clause_is_asked_of_its_content() -> None:
    agreement = agreement_of(meant("a", SUNK), meant("b", "The bridge was closed."))
    one, other = (content.clause for content in agreement.contents)
    found = agreement.numbered(Bounds(together=((one, other),), apart=((frozenset({one}), frozenset({other})),)))
    assert found == Bounds(together=((0, 1),), apart=((frozenset({0}), frozenset({1})),))
    part = agreement.numbered(Bounds(together=((Clause(one.form, 0, 1), Clause(99, 0, 1)),)))
    assert part.together == ((0,),)


@pytest.mark.parametrize("words", ["\ud800 \x00", "word " * 3000, "7,7," * 3000])
def test_hostile_words_are_compared(words: str) -> None:
    assert claims_of(meant("a", SUNK), meant("b", words)) == []
