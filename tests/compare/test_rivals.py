"""Denials in other words than what they deny, and states that rule out what another claim tells."""

from __future__ import annotations

from dataclasses import replace

from stemma.compare.links import compare
from stemma.model import ClaimGroup, Judgement, Reading, Report
from stemma.model.rulings import Subject, place_of, rulings_of
from tests.compare.speeches import Compared, Said, spoken

BACKGROUND = (
    "The harbour at Selm lies east of the town.",
    "Milk prices in Selm will rise in the autumn.",
    "The choir of Selm sings on Sundays.",
)


def compared(*pairs: tuple[Report, Reading]) -> Compared:
    return Compared(*pairs, *(spoken(f"z{n}", own=[sentence]) for n, sentence in enumerate(BACKGROUND)))


def on(day: int, name: str, *said: Said) -> tuple[Report, Reading]:
    """A report of that day in May."""
    made, reading = spoken(name, *said)
    return replace(made, published=f"2031-05-{day:02}"), reading


def claims_with(case: Compared, words: str) -> list[ClaimGroup]:
    return [claim for claim in case.claims if any(words in text for text in case.texts(claim))]


def stances(case: Compared, claim: ClaimGroup) -> dict[str, str]:
    return dict(zip(case.texts(claim), (member.stance for member in claim.members), strict=True))


def test_a_denial_in_other_words_denies_the_claim_beside_it() -> None:
    case = compared(
        spoken(
            "a",
            ("The insurer Halcyon paid for the flood film.", "critic"),
            ("having given money for any film at all", "insurer", "denies"),
        ),
    )
    (claim,) = claims_with(case, "The insurer Halcyon paid")
    assert stances(case, claim)["having given money for any film at all"] == "denies"
    assert claims_with(case, "having given money") == [claim]


def test_a_denial_leaves_the_words_that_show_the_claim_alone() -> None:
    case = compared(
        spoken(
            "a",
            ("The insurer Halcyon paid for the flood film.", "critic"),
            ("having given money for any film at all", "insurer", "denies"),
        ),
    )
    (claim,) = claims_with(case, "The insurer Halcyon paid")
    assert claim.gloss == "The insurer Halcyon paid for the flood film"


def test_a_denial_of_something_else_denies_nothing_beside_it() -> None:
    case = compared(
        spoken(
            "a",
            ("The insurer Halcyon paid for the flood film.", "critic"),
            ("that its lorries had been seen at the quarry", "insurer", "denies"),
        ),
    )
    (claim,) = claims_with(case, "The insurer Halcyon paid")
    assert list(stances(case, claim).values()) == ["affirms"]
    assert claims_with(case, "its lorries") != [claim]


def test_nobody_denies_what_he_says_himself() -> None:
    case = compared(
        spoken(
            "a",
            ("The insurer Halcyon paid for the flood film.", "insurer"),
            ("having given money for any film at all", "insurer", "denies"),
        ),
    )
    (claim,) = claims_with(case, "The insurer Halcyon paid")
    assert "denies" not in stances(case, claim).values()


def test_a_denial_that_two_claims_are_as_like_denies_neither() -> None:
    case = compared(
        spoken(
            "a",
            ("The insurer Halcyon paid for the flood film.", "critic"),
            ("having given money for any film at all", "insurer", "denies"),
            ("The dentist Morrow directed the flood film.", "rival"),
        ),
    )
    assert all(len(claim.members) == 1 for claim in case.claims)


def test_what_is_negated_is_not_what_is_denied() -> None:
    case = compared(
        spoken(
            "a",
            ("No insurer paid for the flood film.", "critic"),
            ("having given money for any film at all", "insurer", "denies"),
        ),
    )
    (claim,) = claims_with(case, "No insurer paid")
    assert "denies" not in stances(case, claim).values()


def test_a_denial_in_another_report_has_to_be_liker() -> None:
    case = compared(
        spoken("a", ("The insurer Halcyon paid for the flood film.", "critic")),
        spoken("b", ("having given money for any film at all", "insurer", "denies")),
    )
    (claim,) = claims_with(case, "The insurer Halcyon paid")
    assert list(stances(case, claim).values()) == ["affirms"]


def test_what_was_judged_to_be_another_claim_denies_nothing() -> None:
    made, reading = spoken(
        "a",
        ("The insurer Halcyon paid for the flood film.", "critic"),
        ("having given money for any film at all", "insurer", "denies"),
    )
    pairs = [(made, reading), *(spoken(f"z{n}", own=[sentence]) for n, sentence in enumerate(BACKGROUND))]
    subjects = [Subject((place_of(made, statement.content[0]),)) for statement in reading.statements]
    row = Judgement(
        id="j", verb="different claim", subjects=tuple(s.text for s in subjects), author="Ada", made="2031-05-08"
    )
    reports, readings = [one for one, _ in pairs], [one for _, one in pairs]
    assert any(len(claim.members) == 2 for claim in compare(reports, readings).claims)
    assert all(len(claim.members) == 1 for claim in compare(reports, readings, rulings_of([row], reports)).claims)


FIRE = ("The fire in the oil store at Selm was put out.", "ministry")
BURNING = ("The oil store of the Selm railway is still burning.", "driver")


def test_what_is_still_so_denies_that_it_has_ended() -> None:
    case = compared(on(1, "a", FIRE), on(2, "b", BURNING))
    (claim,) = claims_with(case, "put out")
    assert stances(case, claim) == {FIRE[0]: "affirms", BURNING[0]: "denies"}


def test_who_tells_of_a_rival_state_still_has_a_claim_of_his_own() -> None:
    case = compared(on(1, "a", FIRE), on(2, "b", BURNING))
    assert {stances(case, claim)[BURNING[0]] for claim in claims_with(case, "still burning")} == {"affirms", "denies"}


def test_what_was_still_so_before_it_ended_denies_nothing() -> None:
    case = compared(on(2, "a", FIRE), on(1, "b", BURNING))
    assert all("denies" not in stances(case, claim).values() for claim in case.claims)


def test_a_rival_state_of_something_else_denies_nothing() -> None:
    case = compared(on(1, "a", FIRE), on(2, "b", ("A haystack beyond the frontier is still burning.", "driver")))
    assert all("denies" not in stances(case, claim).values() for claim in case.claims)


BLAMES = "Ukraine carried out the night raid on the Baltic fuel depot."


def blamed(*others: Said) -> tuple[Compared, ClaimGroup]:
    case = compared(
        spoken("a", (BLAMES, "general")),
        spoken("b", ("The night raid on the Baltic fuel depot was carried out by Ukraine.", "general")),
        *(spoken(f"c{number}", said) for number, said in enumerate(others)),
    )
    (claim,) = (one for one in claims_with(case, BLAMES) if stances(case, one)[BLAMES] == "affirms")
    return case, claim


def test_who_blames_another_side_denies_that_the_first_did_it() -> None:
    other = "Russia carried out the night raid on the Baltic fuel depot itself."
    case, claim = blamed((other, "envoy"), ("It was Russia that was behind the night raid.", "envoy"))
    assert [stance for words, stance in stances(case, claim).items() if "Russia" in words] == ["denies"]
    theirs = [one for one in claims_with(case, other) if one != claim]
    assert [stances(case, one)[BLAMES] for one in theirs] == ["denies"]
    assert any("each is behind it" in one.why for one in claim.evidence)


def test_who_says_both_contradicts_nobody() -> None:
    case, claim = blamed(("Russia carried out the night raid on the Baltic fuel depot itself.", "general"))
    assert "denies" not in stances(case, claim).values()


def test_a_group_may_be_among_those_of_a_land() -> None:
    case, claim = blamed(("The Lantern Brigade carried out the night raid on the Baltic fuel depot.", "envoy"))
    assert "denies" not in stances(case, claim).values()


def test_a_deed_of_another_sort_is_another_deed() -> None:
    case, claim = blamed(("Russia carried out the drone strike on the refinery at Selm.", "envoy"))
    assert "denies" not in stances(case, claim).values()


def test_what_is_said_outright_not_to_be_so_denies_the_claim_beside_it() -> None:
    case = compared(
        spoken(
            "a",
            ("The ambassador was called back to Selm.", "baker"),
            ("No ambassador is packing his bags.", "consul"),
        ),
    )
    (claim,) = claims_with(case, "The ambassador was")
    assert stances(case, claim)["No ambassador is packing his bags."] == "denies"
    assert [evidence.kind for evidence in claim.evidence] == ["denial"]


def test_what_is_negative_of_something_else_stands_for_itself() -> None:
    case = compared(
        spoken(
            "a",
            ("Guards fired shots at the crowd in Selm square.", "baker"),
            ("No bread will be sold before Friday.", "miller"),
        ),
    )
    (claim,) = claims_with(case, "Guards fired")
    assert set(stances(case, claim).values()) == {"affirms"}
    assert claims_with(case, "No bread")


def test_who_says_to_have_been_wrong_means_what_he_said_before_not_what_he_says_now() -> None:
    case = compared(
        on(3, "a", ("The ferry Orla lies safe in the harbour of Mell.", "owner")),
        on(
            4,
            "b",
            ("The ferry Orla lies safe in the harbour of Mell, I said.", "owner"),
            ("There has been a heavy loss of cattle.", "owner"),
            ("I was mistaken.", "owner"),
        ),
    )
    (claim,) = claims_with(case, "I was mistaken")
    assert "The ferry Orla lies safe in the harbour of Mell." in stances(case, claim)
    assert stances(case, claim)["I was mistaken."] == "denies"
    (loss,) = claims_with(case, "loss of cattle")
    assert set(stances(case, loss).values()) == {"affirms"}


def test_who_says_to_have_been_wrong_of_what_no_report_has_denies_nothing() -> None:
    case = compared(spoken("a", ("I was wrong, and I offer him my hand.", "player")))
    (claim,) = claims_with(case, "I was wrong")
    assert set(stances(case, claim).values()) == {"affirms"}
