"""Statements on words that stand elsewhere: compared by what they speak about, shown by their own words."""

from __future__ import annotations

from stemma.compare.links import compare
from stemma.compare.pieces import gather
from stemma.compare.replies import replies
from stemma.model import ClaimGroup, Report, Statement
from tests.factories import own_voice, reading, report, statement

HEADLINE = report("a", "Ostria says raiders burned the mill at Velk, Tervanna denies.")
SAYS = statement(HEADLINE, "raiders burned the mill at Velk", source="Ostria", cue="says")
DENIES = statement(HEADLINE, "raiders burned the mill at Velk", source="Tervanna", cue="denies", stance="denies")
TOLD = report("b", "The mill at Velk burned down overnight. The mayor of Velk confirmed it.")
CONFIRMS = statement(
    TOLD, "The mill at Velk burned down overnight.", source="The mayor of Velk", cue="confirmed", stance="confirms"
)


def words(made: Report, *statements: Statement) -> list[str]:
    return [span.of(made.text) for span in replies(statements, reading(made).sentences).values()]


def members(made: Report, claims: tuple[ClaimGroup, ...]) -> set[tuple[str, str]]:
    return {(m.stance, m.span.of(made.text)) for claim in claims for m in claim.members if m.report == made.id}


def test_who_denies_what_another_says_stands_by_the_denial() -> None:
    assert words(HEADLINE, SAYS, DENIES) == ["Tervanna denies"]


def test_who_confirms_the_sentence_before_stands_by_the_confirmation() -> None:
    assert words(TOLD, CONFIRMS) == ["The mayor of Velk confirmed"]


def test_who_denies_in_words_of_their_own_stands_by_these() -> None:
    made = report("c", "Tervanna denied that it had burned the mill. Its minister spoke of a lie.")
    assert (
        words(made, statement(made, "that it had burned the mill", source="Tervanna", cue="denied", stance="denies"))
        == []
    )


def test_a_quotation_that_goes_on_after_its_cue_is_no_reply() -> None:
    made = report("d", "The barn is safe, she confirmed. The mill is lost.")
    assert words(made, statement(made, "The mill is lost.", source="she", cue="confirmed", stance="confirms")) == []


def test_members_of_the_claim_are_the_words_of_each() -> None:
    case = compare((HEADLINE,), (reading(HEADLINE, statements=(SAYS, DENIES)),))
    assert members(HEADLINE, case.claims) == {
        ("affirms", "raiders burned the mill at Velk"),
        ("denies", "Tervanna denies"),
    }


def test_what_somebody_confirms_is_told_by_the_report_too() -> None:
    made = gather((TOLD,), (reading(TOLD, statements=(CONFIRMS,)),), (CONFIRMS,))
    assert [(piece.spoken, piece.span.of(TOLD.text)) for piece in made.pieces] == [
        (False, "The mill at Velk burned down overnight."),
        (True, "The mill at Velk burned down overnight."),
    ]


def test_what_a_reply_is_about_is_told_once() -> None:
    own = own_voice(TOLD, "The mill at Velk burned down overnight.")
    made = gather((TOLD,), (reading(TOLD, statements=(CONFIRMS,), own_voice=(own,)),), (CONFIRMS,))
    assert len([piece for piece in made.pieces if not piece.spoken]) == 1


def test_one_denied_word_is_compared_with_its_cue() -> None:
    made = report("e", "Tervanna denies involvement.")
    said = statement(made, "involvement", source="Tervanna", cue="denies", stance="denies")
    assert [p.span.of(made.text) for p in gather((made,), (reading(made),), (said,)).pieces] == ["denies involvement"]


def test_what_a_long_cue_says_is_compared_with_what_follows() -> None:
    made = report("f", "The Free Coast Legion claimed responsibility for the fire at Velk.")
    said = statement(made, "the fire at Velk", source="The Free Coast Legion", cue="claimed responsibility for")
    (piece,) = gather((made,), (reading(made),), (said,)).pieces
    assert piece.span.of(made.text) == "claimed responsibility for the fire at Velk"


def test_contents_of_several_words_are_compared_alone() -> None:
    made = report("g", "Tervanna denies any part in the raid.")
    said = statement(made, "any part in the raid", source="Tervanna", cue="denies", stance="denies")
    (piece,) = gather((made,), (reading(made),), (said,)).pieces
    assert piece.span.of(made.text) == "any part in the raid"
