"""Members of a claim that negate what the same voice put forward before; all sentences are invented."""

from __future__ import annotations

from dataclasses import replace

from stemma.model.links import ClaimStance
from tests.compare.speeches import spoken, stances_in_one_claim


def stances(*told: tuple[str, str]) -> list[ClaimStance]:
    """The stances of sentences that are one claim, each by the speaker named and a day after the one before."""
    pairs = [spoken(f"r{n}", (sentence, speaker)) for n, (sentence, speaker) in enumerate(told)]
    dated = [(replace(made, published=f"2031-05-0{n + 1}"), reading) for n, (made, reading) in enumerate(pairs)]
    return stances_in_one_claim(*dated)


SAID = "The illness on the island looks like an influenza virus."


def test_who_negates_later_in_other_words_denies() -> None:
    assert stances((SAID, "doctor"), ("After all it was not that which made people ill.", "doctor")) == [
        "affirms",
        "denies",
    ]


def test_who_negates_first_denies_nothing_of_his_own() -> None:
    found = stances(("After all it was not that which made people ill.", "doctor"), (SAID, "doctor"))
    assert found == ["affirms", "affirms"]


def test_who_negates_as_he_did_from_the_first_turns_nothing_round() -> None:
    negated = "After all it was not that which made people ill."
    told = [(negated, "doctor"), (SAID, "doctor"), (SAID, "nurse"), (SAID, "porter"), (negated, "doctor")]
    assert stances(*told) == ["affirms"] * len(told)


def test_who_was_wrong_takes_back_what_one_other_says() -> None:
    assert stances((SAID, "doctor"), ("I was wrong about the illness.", "doctor")) == ["affirms", "denies"]


def test_two_who_were_wrong_do_not_contradict_each_other() -> None:
    assert stances(("I was mistaken.", "doctor"), ("I was wrong.", "doctor")) == ["denies", "denies"]
