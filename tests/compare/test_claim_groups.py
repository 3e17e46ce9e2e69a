"""What makes one claim of several sentences, and what does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stemma.compare.links import compare
from stemma.model import ClaimGroup, Reading, Report, Span, Time
from tests.compare.speeches import Compared, spoken

# Sentences about a mill fire at a place that all reports name: the case's topic.
BACKGROUND = (
    "The Karlsborg mill stands on the river.",
    "Karlsborg is a town of nine bakeries.",
    "The mill at Karlsborg belongs to a cooperative.",
    "Tourists visit the Karlsborg mill every summer.",
)


def case(*sentences: str, stance: str = "asserts") -> Compared:
    """A case in which each sentence is said by a speaker of its own in a report of its own, beside the background."""
    reports = [spoken(f"r{n}", (sentence, f"speaker{n}")) for n, sentence in enumerate(sentences)]
    return Compared(*reports, *(spoken(f"z{n}", own=[sentence]) for n, sentence in enumerate(BACKGROUND)))


def published(pair: tuple[Report, Reading], publisher: str) -> tuple[Report, Reading]:
    made, reading = pair
    return Report(id=made.id, text=made.text, sha256=made.sha256, language="en", publisher=publisher), reading


def claim_of(compared: Compared, words: str) -> ClaimGroup:
    return next(claim for claim in compared.claims if any(words in text for text in compared.texts(claim)))


def stance_of(compared: Compared, words: str) -> str:
    claim = claim_of(compared, words)
    texts = compared.texts(claim)
    return next(member.stance for member, text in zip(claim.members, texts, strict=True) if words in text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Karlsborg mill burned down overnight.", "The Karlsborg mill was sold to a brewer."),
        ("The mill at Karlsborg lost its licence.", "The mill at Karlsborg bought a turbine."),
        ("Sparks from the Karlsborg mill set the barn alight.", "The owner of the Karlsborg mill has left for Malta."),
    ],
)
def test_the_topic_of_a_case_makes_no_claim(one: str, other: str) -> None:
    assert not case(one, other).together(one[:20], other[:30], case(one, other).claims)


def test_other_words_about_the_same_are_one_claim() -> None:
    compared = case("Lightning struck the Karlsborg mill.", "The mill was struck by lightning, a baker says.")
    assert compared.together("Lightning struck", "was struck by lightning", compared.claims)


def test_shared_time_words_make_no_claim() -> None:
    texts = ("The dredger sailed early on Monday, Vesterby time.", "Rain was forecast early on Monday, Vesterby time.")
    pairs = []
    for name, text in zip("ab", texts, strict=True):
        made, reading = spoken(name, (text, name))
        start = text.index("early")
        time = Time(report=name, span=Span(start, len(text) - 1), type="TIME")
        pairs.append((made, Reading(**{f: getattr(reading, f) for f in Reading.__slots__} | {"times": (time,)})))
    compared = Compared(*pairs)
    assert not compared.together("dredger", "Rain", compared.claims)


def test_a_clause_of_a_long_sentence_is_the_member() -> None:
    compared = case(
        "The turbine had rusted through.",
        "The roof was mended in the spring by volunteers from the parish, and the turbine had rusted through.",
    )
    members = compared.texts(claim_of(compared, "turbine"))
    assert sorted(members) == ["The turbine had rusted through.", "and the turbine had rusted through"]


def test_no_chain_ties_what_has_nothing_in_common() -> None:
    compared = case(
        "The inspector closed the flooded tunnel.",
        "The inspector closed the flooded tunnel and fined the ferryman.",
        "Somebody fined the ferryman.",
    )
    assert not compared.together("The inspector closed the flooded tunnel.", "Somebody fined", compared.claims)


@pytest.mark.parametrize("fragment", ["the message", "he", "Captain Lund of Karlsborg", "about 40 people"])
def test_a_fragment_is_no_claim(fragment: str) -> None:
    assert Compared(spoken("a", (fragment, "clerk"))).claims == ()


def test_the_name_of_a_series_is_no_claim() -> None:
    name = "Harbour strike: latest news and pictures"
    compared = Compared(
        published(spoken("a", own=[name, "Cranes stood still."]), "Courier"),
        published(spoken("b", own=[name, "Talks were broken off."]), "Courier"),
    )
    assert compared.claims == ()


def test_own_voice_of_two_publishers_makes_a_claim_and_of_one_none() -> None:
    sentence = "The ferry to Langholm was withdrawn in autumn."
    two = Compared(published(spoken("a", own=[sentence]), "Courier"), published(spoken("b", own=[sentence]), "Mail"))
    one = Compared(published(spoken("a", own=[sentence]), "Mail"), published(spoken("b", own=[sentence]), "Mail"))
    assert (len(two.claims), len(one.claims)) == (1, 0)


def test_who_tells_that_somebody_said_it_is_no_member_beside_it() -> None:
    text = "The mayor conceded that the levee had crumbled"
    made, reading = spoken("a", (text, "clerk"), ("the levee crumbled at noon", "mayor"))
    compared = Compared((made, reading), spoken("b", ("that the levee had crumbled", "farmer")))
    assert claim_of(compared, "levee")


@pytest.mark.parametrize(
    ("usual", "other", "expected"),
    [
        ("The ferry reached Langholm.", "The ferry never reached Langholm.", "denies"),
        ("The bridge is not in danger of collapse.", "Nobody fears a collapse of the bridge, no danger.", "affirms"),
        ("The cellar was flooded.", "Not only was the cellar flooded.", "affirms"),
    ],
)
def test_negation_decides_the_side(usual: str, other: str, expected: str) -> None:
    compared = Compared(
        spoken("a", (usual, "one")),
        spoken("b", (usual.replace(".", " again."), "two")),
        spoken("c", (other, "three")),
    )
    assert stance_of(compared, other) == expected


def test_a_denial_of_what_is_put_negatively_affirms_nothing_it_negates() -> None:
    compared = Compared(
        spoken("a", ("The tannery did not poison the brook.", "tanner")),
        spoken("b", ("We did not poison the brook at the tannery.", "foreman")),
        spoken("c", ("that the tannery poisoned the brook", "owner", "denies")),
    )
    assert {member.stance for member in claim_of(compared, "tannery").members} == {"affirms"}


def test_a_word_with_a_negating_beginning_negates() -> None:
    compared = Compared(
        spoken("a", ("The vault is unbreakable, the locksmith says.", "locksmith")),
        spoken("b", ("Thieves cannot break the vault of the locksmith.", "banker")),
    )
    assert {member.stance for claim in compared.claims for member in claim.members} == {"affirms"}


def test_a_figure_that_excludes_the_usual_one_denies() -> None:
    compared = Compared(
        spoken("a", ("The avalanche buried 40 skiers.", "guide")),
        spoken("b", ("The avalanche buried 40 skiers at dawn.", "pilot")),
        spoken("c", ("The avalanche buried 12 skiers.", "sheriff")),
    )
    assert [member.stance for member in claim_of(compared, "avalanche").members] == ["affirms", "affirms", "denies"]


@pytest.mark.parametrize("figure", ["about 43", "more than 30", "up to 50", "at least 40", "some 38"])
def test_a_rough_figure_excludes_none_that_it_allows(figure: str) -> None:
    compared = Compared(
        spoken("a", ("The avalanche buried 40 skiers.", "guide")),
        spoken("b", (f"The avalanche buried {figure} skiers.", "sheriff")),
    )
    assert {member.stance for member in claim_of(compared, "avalanche").members} == {"affirms"}


def test_everyone_excludes_a_figure_where_some_were_lost() -> None:
    compared = Compared(
        spoken("a", ("All the miners were rescued from the shaft.", "guide")),
        spoken("b", ("Everybody in the shaft was rescued, all the miners.", "pilot")),
        spoken("c", ("7 miners were rescued from the shaft.", "sheriff"), ("Two miners were killed.", "sheriff")),
    )
    assert stance_of(compared, "7 miners") == "denies"


def test_a_figure_may_be_that_of_everyone() -> None:
    compared = Compared(
        spoken("a", ("All the miners were rescued from the shaft.", "guide")),
        spoken("b", ("Everybody in the shaft was rescued, all the miners.", "pilot")),
        spoken("c", ("7 miners were rescued from the shaft.", "sheriff")),
    )
    assert stance_of(compared, "7 miners") == "affirms"


def test_years_and_times_are_no_figures() -> None:
    compared = Compared(
        spoken("a", ("The granary collapsed in 1987.", "guide")),
        spoken("b", ("The granary collapsed at 4.20 pm.", "sheriff")),
    )
    assert {member.stance for member in claim_of(compared, "granary").members} == {"affirms"}


def test_the_gloss_is_a_clause_that_stands_by_itself() -> None:
    compared = Compared(
        spoken("a", ("it had emptied the reservoir", "warden")),
        spoken("b", ("that the leak had emptied the reservoir, he said", "miller")),
        spoken("c", ("The leak has emptied the whole reservoir.", "farmer")),
    )
    assert claim_of(compared, "reservoir").gloss == "The leak has emptied the whole reservoir"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("We cannot confirm the ferry reached Langholm.", "hedges"),
        ("Whether the ferry reached Langholm has yet to be verified.", "hedges"),
        ("denying that the ferry reached Langholm", "denies"),
        ("No ferry has ever reached Langholm.", "denies"),
        ("The ferry is unlikely to have reached Langholm.", "denies"),
        ("That the ferry reached Langholm is a hoax.", "denies"),
    ],
)
def test_words_that_only_fail_to_confirm_hedge_and_words_that_reject_deny(other: str, expected: str) -> None:
    compared = Compared(
        spoken("a", ("The ferry reached Langholm.", "one")),
        spoken("b", ("The ferry reached Langholm again.", "two")),
        spoken("c", (other, "three")),
    )
    assert stance_of(compared, other.rstrip(".")) == expected


def test_a_clause_that_somebody_could_not_confirm_is_hedged() -> None:
    compared = Compared(
        spoken("a", ("The ferry reached Langholm.", "one")),
        spoken("b", ("The ferry reached Langholm again.", "two")),
        spoken("c", ("The clerk could not confirm that the ferry reached Langholm.", "three")),
    )
    claim = claim_of(compared, "ferry")
    assert [member.stance for member in claim.members] == ["affirms", "affirms", "hedges"]


def test_that_nobody_confirms_it_may_be_what_all_say() -> None:
    compared = Compared(
        spoken("a", ("We cannot confirm the flood at Langholm.", "one")),
        spoken("b", ("We could not confirm the flood at Langholm.", "two")),
    )
    assert {member.stance for member in claim_of(compared, "flood").members} == {"affirms"}


@pytest.mark.parametrize("other", ["Number two, the avalanche buried skiers.", "The avalanche buried 12 other skiers."])
def test_a_number_that_is_no_whole_excludes_nothing(other: str) -> None:
    compared = Compared(
        spoken("a", ("The avalanche buried 40 skiers.", "guide")),
        spoken("b", ("The avalanche buried 40 skiers at dawn.", "pilot")),
        spoken("c", (other, "sheriff")),
    )
    assert stance_of(compared, other.rstrip(".")) == "affirms"


def test_in_all_is_not_everyone() -> None:
    compared = Compared(
        spoken("a", ("Seven miners were rescued from the shaft.", "guide")),
        spoken("b", ("The miners were rescued from the shaft after all.", "pilot")),
    )
    assert {member.stance for member in claim_of(compared, "shaft").members} == {"affirms"}


def test_nobody_denies_what_he_says_in_the_same_breath() -> None:
    compared = Compared(
        spoken("a", ("The harbour office is honest. The harbour office is not honest at night.", "captain")),
        spoken("b", ("The harbour office is honest", "mayor")),
        spoken("c", ("The harbour office is honest, all of it", "cook")),
        spoken("d", ("The harbour office is not honest", "judge")),
    )
    claim = claim_of(compared, "honest")
    assert {member.stance for member in claim.members if member.report == "a"} == {"affirms"}
    assert {member.stance for member in claim.members if member.report == "d"} == {"denies"}


def test_what_a_body_says_in_its_communique_is_a_claim_of_its_own() -> None:
    made, reading = spoken("a", own=["The lock at Tarn will be repaired in August."])
    for publisher, claims in (("Ministry of Waterways", 1), ("Tarn Courier", 0)):
        assert len(compare([replace(made, publisher=publisher)], [reading]).claims) == claims


def test_a_body_denies_in_its_communique_what_others_report() -> None:
    told = spoken("a", ("The army shelled the village of Ngora.", "baker"))
    made, reading = spoken("b", own=["No shell of ours fell on Ngora."])
    pairs = [told, (replace(made, publisher="Ministry of Defence"), reading)]
    pairs += [spoken(f"z{n}", own=[sentence]) for n, sentence in enumerate(BACKGROUND)]
    (found,) = compare([report for report, _ in pairs], [one for _, one in pairs]).claims
    assert {member.report: member.stance for member in found.members} == {"a": "affirms", "b": "denies"}
    assert not any(member.loose for member in found.members)
