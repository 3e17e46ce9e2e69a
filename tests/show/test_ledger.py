from __future__ import annotations

from dataclasses import replace

from stemma.read.reader import read
from stemma.run.stages import derive
from stemma.show.labels import Labels
from stemma.show.ledger import OWN_VOICE, Ledger, Row, ledger_of
from tests import factories
from tests.show.cases import at, member, silo_case


def rows() -> tuple[Row, ...]:
    return ledger_of(Labels(silo_case())).rows


def test_the_head_line_counts_reports_publishers_and_days() -> None:
    assert ledger_of(Labels(silo_case())).figures == "5 reports · 4 publishers · 2 – 3 May 2031"


def test_who_affirms_stands_apart_from_who_denies() -> None:
    fire = rows()[0]
    assert [voice.name for voice in fire.affirms] == ["Ona Brandt", "Ressel fire service"]
    assert [voice.name for voice in fire.denies] == ["Halm Grain"]


def test_reports_of_a_denial_do_not_count_as_carrying_the_claim() -> None:
    fire = rows()[0]
    assert (fire.carried, fire.denied_in, fire.reports) == (3, 1, 3)


def test_a_voice_has_all_its_words_the_earliest_first() -> None:
    brandt = rows()[0].affirms[0]
    assert [quote.publisher for quote in brandt.quotes] == ["Ressel Post", "Northern Wire"]
    assert brandt.reports == 2


def test_a_speaker_who_was_not_resolved_is_named_in_the_words_of_the_page() -> None:
    voice = rows()[1].affirms[0]
    assert (voice.name, voice.resolved) == ("“officials”", False)


def test_own_voice_is_said_to_be_so() -> None:
    assert [voice.name for voice in rows()[1].denies] == ["Ressel Post, in its own voice"]


def test_several_outlets_in_their_own_voice_are_one_voice() -> None:
    case = silo_case()
    twice = (*case.claims[2].members, member(at("echo", "silo on fire")))
    row = ledger_of(Labels(replace(case, claims=(replace(case.claims[2], members=twice),)))).rows[0]
    assert [voice.name for voice in row.affirms] == [OWN_VOICE]


def test_what_was_merged_is_named_with_its_reason() -> None:
    assert rows()[0].origins[0].merged == (("Ressel fire service", "Ona Brandt speaks for the Ressel fire service."),)


def test_claims_in_one_place_only_are_the_tail() -> None:
    ledger = ledger_of(Labels(silo_case()))
    assert [row.claim.id for row in ledger.shared] == ["c1", "c2"]
    assert [row.claim.id for row in ledger.lone] == ["c3"]


def test_words_in_the_language_of_most_reports_lead() -> None:
    case = silo_case()
    translated = tuple(
        replace(report, published="2031-05-01", language="de") if report.id == "wire" else report
        for report in case.reports
    )
    brandt = ledger_of(Labels(replace(case, reports=translated))).rows[0].affirms[0]
    assert brandt.quotes[0].publisher == "Northern Wire"
    assert brandt.lead is not None
    assert brandt.lead.publisher == "Ressel Post"


def test_a_member_that_the_case_cannot_show_is_left_out() -> None:
    case = silo_case()
    assert ledger_of(Labels(replace(case, reports=case.reports[:1]))).rows[0].claim.id == "c1"


def two_stories() -> Ledger:
    case = silo_case()
    told = tuple(replace(one, story="arson" if one.id == "rumour" else "fire") for one in case.reports)
    return ledger_of(Labels(replace(case, reports=told)))


def test_several_stories_are_told_with_their_size_and_days() -> None:
    ledger = two_stories()
    assert ledger.figures == "5 reports · 2 stories · 4 publishers · 2 – 3 May 2031"
    assert [(story.name, story.figures) for story in ledger.stories] == [
        ("Silo burns at Port Ressel", "4 reports · 2 – 3 May 2031"),
        ("They say the east silo was set alight.", "1 report · no dates known"),
    ]


def test_claims_stand_under_their_stories_the_weightiest_first() -> None:
    ledger = two_stories()
    assert [(story and story.id, [row.number for row in rows]) for story, rows in ledger.by_story(ledger.rows)] == [
        ("fire", [1, 2]),
        ("arson", [3]),
    ]


def test_a_case_of_one_story_has_no_headings() -> None:
    ledger = ledger_of(Labels(silo_case()))
    assert [story for story, _ in ledger.by_story(ledger.rows)] == [None]


def test_a_fact_check_denies_by_its_verdict() -> None:
    said = factories.report(
        "a", "Eleven barges burned at Ressel, the mayor said.", publisher="Ressel Post", language="en"
    )
    checked = factories.report(
        "b", "Claim: Eleven barges burned at Ressel.\n\nMOSTLY FALSE", publisher="Ledger Check", language="en"
    )
    case = derive([said, checked], {one.id: read(one) for one in (said, checked)})
    (row,) = ledger_of(Labels(case)).rows
    assert [voice.name for voice in row.denies] == ["Ledger Check, in its verdict"]
    assert [voice.name for voice in row.affirms] == ["mayor"]
