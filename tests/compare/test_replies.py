"""Statements on words that stand elsewhere: compared by what they speak about, shown by their own words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stemma.compare.links import compare
from stemma.compare.pieces import gather
from stemma.compare.replies import replies
from stemma.model import ClaimGroup, Report, Span, Statement
from stemma.vocabulary.replies import reply_words
from tests.factories import own_voice, reading, report, span_of, statement

HEADLINE = report("a", "Ostria says raiders burned the mill at Velk, Tervanna denies.")
SAYS = statement(HEADLINE, "raiders burned the mill at Velk", source="Ostria", cue="says")
DENIES = statement(HEADLINE, "raiders burned the mill at Velk", source="Tervanna", cue="denies", stance="denies")
TOLD = report("b", "The mill at Velk burned down overnight. The mayor of Velk confirmed it.")
CONFIRMS = statement(
    TOLD, "The mill at Velk burned down overnight.", source="The mayor of Velk", cue="confirmed", stance="confirms"
)


def words(made: Report, *statements: Statement) -> list[str]:
    found = replies(made.text, made.language or "en", statements, reading(made).sentences)
    return [reply.words.of(made.text) for reply in found.values()]


def about(made: Report, *statements: Statement) -> list[str]:
    found = replies(made.text, made.language or "en", statements, reading(made).sentences)
    return [span.of(made.text) for reply in found.values() for span in reply.about]


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


def denial(made: Report, content: str, cue: str = "denied", source: str = "The ministry") -> Statement:
    return statement(made, content, source=source, cue=cue, stance="denies", speaker="ministry")


@pytest.mark.parametrize(
    ("reply", "content", "cue"),
    [
        ("The ministry denied it.", "it", "denied"),
        ("The ministry rejected the allegation.", "the allegation", "rejected"),
        ("The ministry dismissed all such reports.", "all such reports", "dismissed"),
        ("The ministry called the charge baseless and an insult.", "the charge baseless and an insult", "called"),
        ("The ministry replied that was nonsense.", "that was nonsense", "replied"),
    ],
)
def test_a_denial_that_points_is_of_what_another_said_before(reply: str, content: str, cue: str) -> None:
    made = report("h", f"The Legion said that it had burned the mill at Velk. {reply}")
    legion = statement(made, "it had burned the mill at Velk", source="The Legion", cue="said", speaker="legion")
    said = denial(made, content, cue)
    if content == "it":
        at = made.text.index("denied it") + len("denied ")
        said = replace(said, content=(Span(at, at + 2),))
    assert about(made, legion, said) == ["it had burned the mill at Velk"]
    assert words(made, legion, said) == [reply.removesuffix(".")]


@pytest.mark.parametrize(
    ("reply", "content"),
    [
        ("The ministry denied the report that it had burned down.", "the report that it had burned down"),
        ("The ministry denied the claims of the Legion.", "the claims of the Legion"),
        ("The ministry denied it had been there.", "it had been there"),
        ("The ministry denied having been there.", "having been there"),
    ],
)
def test_a_denial_that_says_what_it_denies_stands_by_itself(reply: str, content: str) -> None:
    made = report("i", f"The mill at Velk burned down. {reply}")
    assert about(made, denial(made, content)) == []


def test_what_the_report_told_itself_is_denied() -> None:
    made = report("j", "A colonel of theirs was on board. The ministry rejected the allegation.")
    assert about(made, denial(made, "the allegation", "rejected")) == ["A colonel of theirs was on board."]


def test_nobody_denies_what_was_said_by_nobody_before() -> None:
    made = report("k", "The ministry rejected the allegation.")
    assert about(made, denial(made, "the allegation", "rejected")) == []


def test_nobody_denies_what_they_say_themselves() -> None:
    made = report("l", "The ministry said that all was well. The ministry rejected the allegation.")
    own = statement(made, "that all was well", source="The ministry", cue="said", speaker="ministry")
    assert about(made, own, denial(made, "the allegation", "rejected")) == []


def test_pointers_are_known_in_other_languages() -> None:
    made = report("m", "Osten wirft ihm vor, das Band gefälscht zu haben. Das sei Unsinn, sagte Behn.", language="de")
    osten = statement(made, "das Band gefälscht zu haben", source="Osten", cue="wirft", speaker="osten")
    behn = statement(made, "Das sei Unsinn", source="Behn", cue="sagte", stance="denies", speaker="behn")
    assert about(made, osten, behn) == ["das Band gefälscht zu haben"]
    assert words(made, osten, behn) == ["Das sei Unsinn, sagte Behn"]


@pytest.mark.parametrize("language", ["de", "en", "es", "fr", "pl", "ru", "uk"])
def test_every_language_that_is_read_has_its_words(language: str) -> None:
    known = reply_words(language)
    assert known.pointers
    assert known.nouns
    assert known.before.isdisjoint(known.nouns)


def test_a_language_without_words_has_no_replies() -> None:
    assert not reply_words("fi").nouns


def test_what_is_made_of_an_account_speaks_of_what_was_told() -> None:
    made = report("e", "The rebels say that the fort at Velk fell, an account that the army dismissed as invented.")
    says = statement(made, "that the fort at Velk fell", source="The rebels", cue="say")
    dismissed = statement(made, "an account", source="the army", cue="dismissed", stance="denies")
    dismissed = replace(dismissed, content=(*dismissed.content, span_of(made.text, "as invented")))
    assert about(made, says, dismissed) == ["that the fort at Velk fell"]
    praised = replace(dismissed, stance="asserts")
    assert about(made, says, praised) == []


def test_an_aside_speaks_of_what_the_page_tells_before_it() -> None:
    made = report("f", "Raiders burned the mill at Velk, a claim that Tervanna rejects.")
    told = "Raiders burned the mill at Velk"
    rejects = statement(made, told, source="Tervanna", cue="rejects", stance="denies")
    assert words(made, rejects) == ["Tervanna rejects"]
    assert about(made, rejects) == [told]
    plain = report("g", "Raiders burned the mill at Velk, the mayor of Tervanna denied.")
    assert words(plain, statement(plain, told, source="the mayor of Tervanna", cue="denied", stance="denies")) == []


@pytest.mark.parametrize("flat", ['"Lies,"', "no", "otherwise", "that it was not", '"That\'s utter nonsense,"'])
def test_a_flat_denial_is_one_of_what_another_said_before(flat: str) -> None:
    made = report("d", f"Ostria says raiders burned the mill. {flat} said Tervanna.")
    says = statement(made, "raiders burned the mill", source="Ostria", cue="says")
    denies = statement(made, flat, source="Tervanna", cue="said", stance="denies")
    assert about(made, says, denies) == ["raiders burned the mill"]


def test_who_denies_what_somebody_is_said_to_claim_is_a_member_beside_him() -> None:
    text = "The navy dismissed a claim by Kessa that the militia seized a second boat."
    made = report("d", text, publisher="Post")
    claim = "the militia seized a second boat"
    denies = statement(made, f"a claim by Kessa that {claim}", source="The navy", cue="dismissed", stance="denies")
    asserts = statement(made, claim, source="Kessa", cue="claim")
    other = report("e", "The militia seized a second boat, fishermen said.", publisher="Gazette")
    says = statement(other, "The militia seized a second boat", source="fishermen", cue="said")
    told = (reading(made, statements=(denies, asserts)), reading(other, statements=(says,)))
    compared = compare((made, other), told)
    assert members(made, compared.claims) == {("denies", f"a claim by Kessa that {claim}"), ("affirms", claim)}


def test_what_a_speaker_sets_against_a_denial_does_not_affirm_what_others_deny() -> None:
    told, counter = "Voss gives up the leadership of the party", "Voss keeps up the leadership of the party"
    made = report("d", f"{told}. The party denies: {counter}.", publisher="Post")
    denies = statement(made, told, source="The party", cue="denies", stance="denies")
    asserts = statement(made, counter, source="The party", cue="denies")
    compared = compare((made,), (reading(made, statements=(denies, asserts)),))
    assert members(made, compared.claims) == {
        ("affirms", told),
        ("denies", "The party denies"),
        ("denies", counter),
    }
