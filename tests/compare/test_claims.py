"""Claims: who says the same, who denies it, and in which words the claim is put."""

from __future__ import annotations

import pytest

from stemma.model import ClaimGroup
from tests.compare.speeches import Compared, spoken


def claim_with(compared: Compared, words: str) -> ClaimGroup:
    (found,) = [claim for claim in compared.claims if any(words in text for text in compared.texts(claim))]
    return found


def stances(compared: Compared, claim: ClaimGroup) -> dict[str, str]:
    return dict(zip(compared.texts(claim), (member.stance for member in claim.members), strict=True))


def test_different_speakers_make_one_claim() -> None:
    compared = Compared(
        spoken("a", ("The dam at Vesterby broke shortly after midnight.", "mayor")),
        spoken("b", ("that the Vesterby dam had broken around midnight", "farmer")),
        spoken("c", ("Milk prices will rise in the autumn.", "dairy")),
    )
    assert compared.together("The dam at Vesterby", "the Vesterby dam", compared.claims)
    assert len(compared.claims) == 2


def test_every_statement_is_in_a_claim() -> None:
    compared = Compared(spoken("a", ("Milk prices will rise.", "dairy"), ("Nobody asked us.", None)))
    held = {member.statement for claim in compared.claims for member in claim.members}
    assert len(held) == 2


def test_a_denial_denies_what_others_affirm() -> None:
    compared = Compared(
        spoken("a", ("The brewery poisoned the river at Skive.", "angler")),
        spoken("b", ("it poisoned the river at Skive", "brewery", "denies")),
    )
    found = stances(compared, claim_with(compared, "The brewery poisoned"))
    assert found["it poisoned the river at Skive"] == "denies"
    assert found["The brewery poisoned the river at Skive."] == "affirms"


def test_who_takes_no_stand_is_no_member() -> None:
    compared = Compared(
        spoken("a", ("The brewery poisoned the river at Skive.", "angler")),
        spoken("b", ("the brewery poisoned the river at Skive", "police", "other")),
    )
    assert [claim.members[0].report for claim in compared.claims] == ["a"]
    assert all(len(claim.members) == 1 for claim in compared.claims)


def test_a_lone_denial_denies() -> None:
    compared = Compared(spoken("a", ("any part in the poisoning of the river", "brewery", "denies")))
    (claim,) = compared.claims
    assert [member.stance for member in claim.members] == ["denies"]
    assert claim.gloss == "any part in the poisoning of the river"


def test_a_negation_in_the_words_denies_what_the_others_affirm() -> None:
    compared = Compared(
        spoken("a", ("The pumps at Vesterby were tested in March.", "mayor")),
        spoken("b", ("The Vesterby pumps were tested in March.", "clerk")),
        spoken("c", ("The pumps at Vesterby were never tested in March.", "engineer")),
    )
    found = stances(compared, claim_with(compared, "never tested"))
    assert sorted(found.values()) == ["affirms", "affirms", "denies"]


def test_a_long_clause_that_opens_with_its_negation_denies(monkeypatch: pytest.MonkeyPatch) -> None:
    # However little its words are like the others'.
    monkeypatch.setattr("stemma.compare.stances._SAME_BUT_NEGATED", 2.0)
    compared = Compared(
        spoken("a", ("Shots were fired at the mill in Skive.", "miller")),
        spoken("b", ("Shots were fired at the mill at Skive.", "farmer")),
        spoken(
            "c",
            (
                "No shots were fired at the mill in Skive by any of our eleven men on duty near the weir that night",
                "constable",
            ),
        ),
    )
    found = stances(compared, claim_with(compared, "No shots"))
    assert sorted(found.values()) == ["affirms", "affirms", "denies"]


def test_a_claim_that_all_put_negatively_is_affirmed() -> None:
    compared = Compared(
        spoken("a", ("We do not sell cider to minors.", "brewer")),
        spoken("b", ("We don't sell any cider to minors.", "publican")),
    )
    assert {member.stance for claim in compared.claims for member in claim.members} == {"affirms"}


def test_a_hedged_statement_hedges() -> None:
    compared = Compared(spoken("a", ("The brewery poisoned the river at Skive.", None, "hedges")))
    assert [member.stance for claim in compared.claims for member in claim.members] == ["hedges"]


def test_own_voice_joins_what_it_repeats() -> None:
    compared = Compared(
        spoken("a", ("The dam at Vesterby broke shortly after midnight.", "mayor")),
        spoken("b", own=["The dam at Vesterby broke after midnight.", "Cows like the new pasture by the mill."]),
    )
    claim = claim_with(compared, "dam at Vesterby broke after")
    assert [member.statement is None for member in claim.members] == [False, True]


def test_own_voice_of_one_report_alone_makes_no_claim() -> None:
    compared = Compared(spoken("a", own=["Cows like the new pasture by the mill."]))
    assert compared.claims == ()


def test_own_voice_of_two_reports_makes_a_claim() -> None:
    compared = Compared(
        spoken("a", own=["Cows like the new pasture by the mill."]),
        spoken("b", own=["The cows like their new pasture by the old mill."]),
    )
    assert len(compared.claims) == 1


def test_the_gloss_is_words_of_a_member_without_that_and_quotes() -> None:
    compared = Compared(
        spoken("a", ("that “the Vesterby dam” had broken around midnight", "farmer")),
    )
    assert compared.claims[0].gloss == "the Vesterby dam had broken around midnight"


def test_a_group_says_why() -> None:
    compared = Compared(
        spoken("a", ("The dam at Vesterby broke shortly after midnight.", "mayor")),
        spoken("b", ("The Vesterby dam had broken around midnight.", "farmer")),
    )
    assert compared.claims[0].evidence
