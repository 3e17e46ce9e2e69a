"""Credits that lead to reports of the case by the names of their publishers, and reports that retell one another."""

from __future__ import annotations

import pytest

from stemma.model import Span, StatedSource
from stemma.trace import trace
from tests.factories import Scene, actor_id


def pairs(scene: Scene) -> set[tuple[str, str | None, str]]:
    lineage = trace(tuple(scene.reports.values()), scene.readings(), scene.comparison()).lineage
    return {(edge.report, edge.takes_from.report or edge.takes_from.outside, edge.kind) for edge in lineage}


@pytest.mark.parametrize(
    "text",
    [
        "She sank, a pilot told Lontarwire.",
        "She sank, a pilot told the news agency Lontarwire.",
        "Lontarwire reported that she sank.",
        "She sank. That is what Lontarwire's report says.",
        "Lontarwire said she sank.",
        "She sank, reports Lontarwire.",
        "She sank, says the Lontarwire; nobody else does.",
    ],
)
def test_a_publisher_of_the_case_is_credited_by_name_though_no_list_has_it(text: str) -> None:
    scene = Scene()
    scene.report("wire", "She sank off Kelp Point.", publisher="Lontarwire")
    scene.report("echo", text, publisher="Echo")
    assert pairs(scene) == {("echo", "wire", "credits")}


def test_a_publisher_in_brackets_is_whose_text_it_is() -> None:
    scene = Scene()
    scene.report("wire", "KELP POINT (Lontarwire) - She sank.", publisher="Lontarwire")
    scene.report("echo", "KELP POINT (Lontarwire) - She went down.", publisher="Echo")
    assert pairs(scene) == {("echo", "Lontarwire", "credits")}


@pytest.mark.parametrize(
    "text",
    [
        "Lontarwire was sold in May.",
        "Lontarwire lost money in May.",
        "Sailors say Lontarwire lost money.",
        "The Friends of the Lontarwire said she sank.",
        "A pilot told friends of Lontarwire so.",
        "The lontarwire reported nothing, being a wire.",
        "The Long Tarred Wire (Lontarwire) said it was sold.",
    ],
)
def test_a_publisher_that_is_only_named_is_not_credited(text: str) -> None:
    scene = Scene()
    scene.report("wire", "She sank off Kelp Point.", publisher="Lontarwire")
    scene.report("echo", text, publisher="Echo")
    assert not pairs(scene)


@pytest.mark.parametrize(
    ("publisher", "text"),
    [
        ("El Farol de la Costa", "The newspaper El Farol de la Costa said she sank."),
        ("Kelp-Gazette", "The Kelp-Gazette reported that she sank."),
    ],
)
def test_a_name_may_have_small_words_and_hyphens(publisher: str, text: str) -> None:
    scene = Scene()
    scene.report("paper", "She sank off Kelp Point.", publisher=publisher)
    scene.report("echo", text, publisher="Echo")
    assert pairs(scene) == {("echo", "paper", "credits")}


@pytest.mark.parametrize(
    ("text", "credited"),
    [
        ("The Harbour Ministry said she sank.", False),
        ("She sank, says the Harbour Ministry.", False),
        ("The Harbour Ministry reported that she sank.", True),
    ],
)
def test_a_body_that_puts_out_reports_only_speaks(text: str, credited: bool) -> None:
    scene = Scene()
    scene.report("body", "She sank off Kelp Point.", publisher="Harbour Ministry")
    scene.report("echo", text, publisher="Echo")
    assert pairs(scene) == ({("echo", "body", "credits")} if credited else set())


@pytest.mark.parametrize(
    ("days", "meant"),
    [(("2031-05-01", "2031-05-02"), {"wire-2"}), (("2031-05-01", "2031-05-09"), {"wire-1"}), ((None, None), set())],
)
def test_of_an_outlet_s_reports_the_last_before_is_taken_for_the_one_that_is_meant(
    days: tuple[str | None, str | None], meant: set[str]
) -> None:
    scene = Scene()
    for name, day in zip(("wire-1", "wire-2"), days, strict=True):
        scene.report(name, "She sank off Kelp Point.", publisher="Lontarwire", published=day)
    scene.report("echo", "She went down, a pilot told Lontarwire.", publisher="Echo", published="2031-05-04")
    lineage = trace(tuple(scene.reports.values()), scene.readings(), scene.comparison()).lineage
    assert {edge.takes_from.report for edge in lineage} == meant
    assert all((edge.score < 1) == (len(days) == 2 and meant == {"wire-2"}) for edge in lineage)


def test_of_an_outlet_s_reports_the_one_is_meant_with_which_most_is_shared() -> None:
    scene = Scene()
    for name in ("wire-1", "wire-2"):
        scene.report(name, "She sank off Kelp Point. The crew is safe.", publisher="Lontarwire")
    scene.report("echo", "She sank, Lontarwire reported. The crew is safe.", publisher="Echo")
    assert not pairs(scene)
    scene.tells("wire-2", "The crew is safe")
    scene.tells("echo", "The crew is safe")
    scene.claim("the crew is safe")
    assert pairs(scene) == {("echo", "wire-2", "credits")}


def test_of_several_reports_of_an_agency_a_credit_means_none() -> None:
    scene = Scene()
    for name in ("one", "two"):
        scene.report(name, "She sank off Kelp Point.", publisher="Reuters")
    scene.report("echo", "She sank off Kelp Point, a pilot told Reuters.", publisher="Echo")
    scene.credit("echo", "told Reuters", "Reuters", outlet="Reuters")
    scene.tells("one", "She sank")
    scene.tells("echo", "She sank")
    scene.claim("she sank")
    assert pairs(scene) == {("echo", "Reuters", "credits")}


def test_what_an_actor_posted_leads_to_that_actor_s_own_item() -> None:
    scene = Scene()
    scene.actor("Salt League", "organisation")
    scene.report("post", "We shut the quay.", publisher="Salt League (Telegram)")
    scene.report("echo", "The Salt League wrote on its Telegram channel that it shut the quay.", publisher="Echo")
    scene.mention("echo", "Salt League", "Salt League")
    scene.credit(
        "echo", "on its Telegram channel", "its Telegram channel", outlet="Telegram", actor=actor_id("Salt League")
    )
    assert pairs(scene) == {("echo", "post", "credits")}


def test_channels_of_two_actors_are_two_sources() -> None:
    scene = Scene()
    scene.report("echo", "The League wrote on its Telegram channel. The Board replied in a Telegram message.")
    for name, words in (("League", "its Telegram channel"), ("Board", "a Telegram message")):
        scene.actor(name, "organisation")
        scene.mention("echo", name, name)
        scene.credit("echo", words, words, outlet="Telegram", actor=actor_id(name))
    assert {target for _, target, _ in pairs(scene)} == {"its Telegram channel", "a Telegram message"}


def test_what_one_actor_put_out_is_one_source_under_its_name() -> None:
    scene = Scene()
    scene.actor("League", "organisation")
    scene.report("echo", "A video uploaded by League men shows it. The League has posted pictures.")
    scene.mention("echo", "The League", "League")
    scene.credit("echo", "The League has posted pictures", "pictures", actor=actor_id("League"))
    scene.credit("echo", "A video uploaded by League men", "League men", actor=actor_id("League"))
    assert pairs(scene) == {("echo", "League men", "credits")}


def test_a_reporter_leads_to_the_report_of_the_outlet_that_the_reporter_works_for() -> None:
    scene = Scene()
    scene.actor("Ines Falk", body="Harbour Post")
    scene.report("post", "She sank.", publisher="Harbour Post")
    scene.report("echo", "She sank, reporter Ines Falk wrote.", publisher="Echo")
    scene.mention("echo", "Ines Falk", "Ines Falk")
    scene.credit("echo", "reporter Ines Falk wrote", "reporter Ines Falk", actor=actor_id("Ines Falk"))
    assert pairs(scene) == {("echo", "post", "credits")}


def test_a_reporter_who_gives_an_opinion_is_a_speaker() -> None:
    scene = Scene()
    scene.actor("Ines Falk", aliases=("reporter Ines Falk",))
    scene.report("echo", "She is lost, noted reporter Ines Falk.", publisher="Echo")
    scene.mention("echo", "Ines Falk", "Ines Falk")
    scene.credit("echo", "noted reporter Ines Falk", "reporter Ines Falk", actor=actor_id("Ines Falk"))
    assert not pairs(scene)


def test_whose_text_it_is_names_the_outlet_and_the_copied_words_show_the_item() -> None:
    words = "The ferry Osprey ran aground off Kelp Point in thick fog and was towed in by two tugs before dawn."
    scene = Scene()
    scene.report("wire", words, publisher="Reuters", published="2021-03-01")
    scene.report("echo", f"KELP POINT (Reuters) {words}", publisher="Echo", published="2021-03-02")
    scene.credit("echo", "(Reuters)", "Reuters", outlet="Reuters")
    scene.copy("wire", "echo", words)
    assert pairs(scene) == {("echo", "Reuters", "credits"), ("echo", "wire", "copies")}


def retold(claims: int, others: int) -> Scene:
    """A report that credits the Harbour Post and makes `claims` of its claims, and `others` along with a third."""
    scene = Scene()
    facts = [f"Fact {number} holds" for number in range(claims + others)]
    scene.report("post", ". ".join(facts[:claims]), publisher="Harbour Post")
    scene.report("third", ". ".join(facts[claims:]) or "Nothing", publisher="Third")
    scene.report("echo", "The Harbour Post reported it. " + ". ".join(facts), publisher="Echo")
    scene.credit("echo", "The Harbour Post reported", "The Harbour Post")
    for number, fact in enumerate(facts):
        scene.tells("post" if number < claims else "third", fact)
        scene.tells("echo", fact)
        scene.claim(fact)
    return scene


def test_a_report_that_makes_most_of_its_claims_along_with_one_that_it_credits_renders_it() -> None:
    assert ("echo", "post", "renders") in pairs(retold(5, 1))


@pytest.mark.parametrize(("claims", "others"), [(3, 0), (4, 5)])
def test_a_few_claims_in_common_are_no_rendering(claims: int, others: int) -> None:
    assert pairs(retold(claims, others)) == {("echo", "post", "credits")}


def test_an_earlier_report_of_the_same_outlet_is_a_source_outside() -> None:
    scene = Scene()
    scene.report("post", "She sank, as a Monday report in the Harbour Post had it.", publisher="Harbour Post")
    scene.credit("post", "report in the Harbour Post", "Harbour Post")
    assert pairs(scene) == {("post", "Harbour Post", "credits")}


def test_edges_stand_in_the_order_of_the_report_s_words() -> None:
    scene = Scene()
    scene.report("echo", "She sank, Zenit reported. She sank, Argus reported.")
    scene.credit("echo", "Zenit reported", "Zenit")
    scene.credit("echo", "Argus reported", "Argus")
    lineage = trace(tuple(scene.reports.values()), scene.readings(), scene.comparison()).lineage
    assert [edge.takes_from.outside for edge in lineage] == ["Zenit", "Argus"]


def test_an_outlet_in_a_byline_beside_the_text_is_credited() -> None:
    scene = Scene()
    scene.report("echo", "She sank.", publisher="Echo", byline="Ada Brandt and Ines Falk, Associated Press")
    assert pairs(scene) == {("echo", "Associated Press", "credits")}


@pytest.mark.parametrize("byline", ["Ada Brandt, Reuters", "Ada Brandt", "Ada Brandt on Twitter", ""])
def test_a_byline_of_the_house_or_of_a_person_credits_nobody(byline: str) -> None:
    scene = Scene()
    scene.report("echo", "She sank.", publisher="Reuters", byline=byline)
    assert not pairs(scene)


def test_whom_an_item_names_beside_its_text_is_where_it_has_it_from() -> None:
    scene = Scene()
    scene.report("wire", "She sank off Kelp Point.", publisher="Lontarwire")
    text = "She is lost."
    for name in ("Lontarwire", "Kelp Watch", "Echo"):
        source = StatedSource(Span(0, len(text)), name, "it was forwarded from there")
        scene.report(f"from {name}", text, publisher="Echo", stated_sources=(source,))
    assert pairs(scene) == {("from Lontarwire", "wire", "credits"), ("from Kelp Watch", "Kelp Watch", "credits")}
