from __future__ import annotations

import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import Browser

from stemma.model import Case, Claim
from stemma.show.export.briefing import briefing
from tests.show.browsing import needs_browser
from tests.show.cases import full_case, hostile_case, silo_case
from tests.show.export.test_markup import Seen


def written(case: Case, title: str = "Silo fire") -> str:
    return "".join(briefing(case, title, (("Reader", "accurate/9"),)))


def section(text: str, heading: str) -> str:
    """What stands under a heading of the second level."""
    return text.partition(f"\n## {heading}")[2].partition("\n## ")[0]


def many_claims() -> Case:
    case = silo_case()
    return replace(case, claims=tuple(replace(case.claims[0], id=f"c{number}") for number in range(40)))


def test_it_begins_with_what_was_read() -> None:
    text = written(silo_case())
    assert text.startswith("# Silo fire\n")
    assert "**What was read.** 5 reports by 4 publishers, 2 – 3 May 2031, 1 of them undated. " in text
    assert "Languages: English (4), German (1)." in text


def test_it_says_in_short_who_denies_what() -> None:
    told = "**contested**, 3 reports, 1 origin shown, at most 2; denied by Halm Grain.\n"
    assert f"- The east silo caught fire at dawn: {told}" in written(silo_case())


def test_a_claim_has_its_status_in_words_its_origins_and_its_sides() -> None:
    claims = section(written(silo_case()), "The claims")
    assert "### 1. The east silo caught fire at dawn\n\n**Contested.** 3 reports · 1 origin shown, at most 2" in claims
    assert "- **Origin:** Ona Brandt (how it knows is not said); first in Ressel Post, 2 May 2031 [1]" in claims
    assert "counted with it: Ressel fire service, because Ona Brandt speaks for the Ressel fire service." in claims
    assert "- **Denied by**\n  - Halm Grain: “that the east silo had burned” (Northern Wire, 2 May 2031 [3])" in claims


def test_every_number_leads_to_its_source() -> None:
    text = written(full_case())
    cited = {int(number) for number in re.findall(r"\[(\d+)\]", text)}
    numbered = [line.partition(". ") for line in section(text, "Sources").splitlines() if re.match(r"\d+\. ", line)]
    assert [int(number) for number, _, _ in numbered] == sorted(cited) == list(range(1, len(cited) + 1))
    assert "Ressel Post: [Silo burns at Port Ressel](<https://post.example/silo>), 2 May 2031, 07:10 UTC+02:00" in text


def test_a_changed_negation_is_told_with_both_wordings() -> None:
    changes = section(written(silo_case()), "How words changed")
    assert "- **Ona Brandt** (3 reports, 3 wordings)" in changes
    assert "“We shall not reopen the quay this week” (Ressel Post, 2 May 2031 [1])" in changes
    assert "*“not” is lost in Northern Wire.*" in changes


def test_figures_stand_side_by_side_in_their_sentence() -> None:
    figures = section(written(full_case()), "Figures that differ")
    assert "- **workers who left**: they exclude each other" in figures
    assert "12 workers left it unhurt" in figures
    assert "Some 21 workers left it" in figures


def test_lineage_gaps_and_limits_are_told() -> None:
    text = written(silo_case())
    assert (
        "- Coast Echo, 3 May 2031 [2] credits Ressel Post, 2 May 2031 [1]: “as the Ressel Post first reported”" in text
    )
    assert "- Reports without a date: 1. " in section(text, "What is not known")
    assert "Reader accurate/9" in section(text, "Method and limits")


def test_a_long_case_says_how_much_is_left_out() -> None:
    text = written(many_claims())
    assert len(re.findall(r"^### \d", text, flags=re.MULTILINE)) == 12
    assert "*28 further claims of less weight left out here; the case file has all of them.*" in text


def test_an_enormous_report_makes_no_enormous_briefing() -> None:
    assert max(map(len, written(hostile_case()).splitlines())) < 2_000


def test_several_stories_have_a_heading_each() -> None:
    case = silo_case()
    told = tuple(replace(one, story="arson" if one.id == "rumour" else "fire") for one in case.reports)
    claims = section(written(replace(case, reports=told)), "The claims")
    assert "### Silo burns at Port Ressel (4 reports · 2 – 3 May 2031)\n\n#### 1. " in claims


def test_an_empty_case_is_told_too() -> None:
    text = written(Case(reports=()), "")
    assert text.startswith("# A case\n")
    assert "0 reports of unknown publishers, no dates known." in text


def test_a_claim_without_origins_says_why() -> None:
    lone: Claim = silo_case().claims[2]
    text = written(replace(silo_case(), claims=(lone,)))
    assert "- **No origin shown.** The report says it in its own voice." in text


def test_hostile_reports_inject_nothing() -> None:
    seen = Seen(written(hostile_case(), "<img src=x> [x](javascript:1)"))
    assert set(seen.elements) <= {"h1", "h2", "h3", "p", "ul", "ol", "li", "em", "strong", "a"}
    assert all(target.startswith("https://") for target in seen.links)
    assert seen.elements.count("h1") == 1
    assert "<script>document.title='taken'</script>" in seen.text


@pytest.mark.parametrize("case", [silo_case(), full_case(), hostile_case()], ids=["silo", "full", "hostile"])
def test_it_is_the_same_each_time_and_can_be_written(case: Case) -> None:
    assert written(case) == written(case)
    assert written(case).encode("utf-8")


class TestInABrowser:
    pytestmark = needs_browser

    def test_a_pasted_briefing_does_nothing_but_stand_there(self, browser: Browser) -> None:
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.set_content(MarkdownIt("commonmark").render(written(hostile_case())))
        assert page.title() == ""
        assert asked == []
        assert page.locator("h1").inner_text() == "Silo fire"
        page.close()
