"""The case file in a real browser: what a reader does with it. Needs Chromium: scripts/install-browser.sh."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from stemma.model import Case
from tests.show.browsing import VIEWS, WIDTHS, highlighted, needs_browser, opened, view
from tests.show.cases import TEXTS, full_case, hostile_case, silo_case

pytestmark = needs_browser


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("build", [silo_case, hostile_case], ids=["plain", "hostile"])
def test_the_page_is_quiet_and_fits(browser: Browser, tmp_path: Path, width: int, build: Callable[[], Case]) -> None:
    found = opened(browser, build(), tmp_path, width)
    for fold in found.page.query_selector_all("details"):
        fold.evaluate("fold => fold.open = true")
    assert found.page.evaluate("document.documentElement.scrollWidth") <= width
    assert found.said == []
    assert found.asked_elsewhere == []
    assert found.page.title() == "Silo fire · Stemma case file"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_click_on_a_quotation_shows_exactly_its_characters(browser: Browser, tmp_path: Path, width: int) -> None:
    page = opened(browser, silo_case(), tmp_path, width).page
    page.locator("#c1 .denied a.q").click()
    assert highlighted(page) == "that the east silo had burned"
    assert page.locator(".snap .hit").first.is_visible()
    place = page.evaluate("location.hash").removeprefix("#").split("-")
    assert TEXTS["wire"][int(place[1]) : int(place[2])] == highlighted(page)


def test_back_returns_to_the_quotation(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, silo_case(), tmp_path, 390).page
    page.locator("#c1 .denied a.q").click()
    page.locator("#back").click()
    assert page.evaluate("document.activeElement.textContent") == "“that the east silo had burned”"
    assert page.locator("#c1 .denied a.q").is_visible()


def test_the_first_screen_shows_words_in_their_report(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, silo_case(), tmp_path, 1440).page
    assert highlighted(page) == "The east silo caught fire at dawn"


def test_hostile_text_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, hostile_case(), tmp_path, 1440).page
    page.locator("#c1 .affirmed a.q").first.click()
    assert page.title() == "Silo fire · Stemma case file"
    assert "<script>document.title" in highlighted(page)


def test_statuses_and_words_sieve_the_claims(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, silo_case(), tmp_path, 1440).page
    page.locator("button[data-show=unattributed]").click()
    assert not page.locator("#c1").is_visible()
    assert page.locator("#c3").is_visible()
    page.locator("#find").fill("set alight")
    assert page.locator("#found").text_content() == "1 of 3 claims"
    assert not page.locator("#c2").is_visible()


def test_a_line_of_the_tree_leads_to_its_proof(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, silo_case(), tmp_path, 1440).page
    view(page, "tree")
    page.locator("#tree a.edge").first.dispatch_event("click")
    assert highlighted(page) in ("told the Ressel Post", "as the Ressel Post first reported")


def test_without_scripts_a_quotation_still_leads_to_its_words(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, silo_case(), tmp_path, 1440, scripts=False).page
    page.locator("#c1 .denied a.q").click()
    assert page.locator("text=denied that the east silo had burned").first.is_visible()


def test_one_view_is_shown_at_a_time_and_named(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, full_case(), tmp_path, 1440).page
    assert view(page, "timeline")
    assert page.locator("#timeline").is_visible()
    assert not page.locator("#claims").is_visible()
    assert page.locator(".views a[aria-current]").text_content() == "Timeline"


def test_a_speaker_a_place_and_a_day_sieve_the_claims(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, full_case(), tmp_path, 1440).page
    page.select_option("select[data-sieve=speaker]", label="Halm Grain (1)")
    assert page.locator("#found").text_content() == "1 of 3 claims"
    assert page.locator("#c1").is_visible()
    page.locator("#clear").click()
    page.select_option("select[data-sieve=place]", label="The east silo (1)")
    assert page.locator("#found").text_content() == "1 of 3 claims"
    page.locator("#clear").click()
    page.select_option("select[data-sieve=published]", label="3 May 2031 (2)")
    assert page.locator("#found").text_content() == "2 of 3 claims"
    assert not page.locator("#c3").is_visible()


def test_claims_can_be_put_into_another_order(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, full_case(), tmp_path, 1440).page
    page.select_option("#order", "denied")
    order = page.evaluate("[...document.querySelectorAll('article.claim')].map(e => e.dataset.denied)")
    assert order == sorted(order, reverse=True)
    page.select_option("#order", "weight")
    assert page.evaluate("document.querySelector('article.claim').id") == "c1"


def test_keys_go_from_claim_to_claim_and_can_be_switched_off(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, full_case(), tmp_path, 1440).page
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('.claim').id") == "c1"
    page.keyboard.press("o")
    assert page.locator("#c1 .apparatus > div").is_visible()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('.claim').id") == "c2"
    page.keyboard.press("?")
    page.locator("#single-keys").uncheck()
    page.locator("#close-keys").click()
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.closest('.claim')?.id") != "c1"


def test_a_line_shows_the_words_that_prove_it_beside_the_pointer(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, full_case(), tmp_path, 1440).page
    view(page, "tree")
    line = page.locator("#tree a.edge").first
    line.locator(".grip").hover(force=True)
    assert page.locator("#proof").is_visible()
    assert page.locator("#proof q").text_content() in ("told the Ressel Post", "as the Ressel Post first reported")
    assert "credits" in (page.locator("#proof p").text_content() or "")
    page.keyboard.press("Escape")
    assert not page.locator("#proof").is_visible()


def test_a_number_in_a_report_leads_to_its_claim_and_its_words_back(browser: Browser, tmp_path: Path) -> None:
    for width in WIDTHS:
        page = opened(browser, full_case(), tmp_path, width).page
        page.locator("#c1 .denied a.q").click()
        page.locator(".report[open] a.ref[href='#c1']").first.click()
        assert page.locator("#c1").is_visible()
        assert page.evaluate("document.activeElement.id") == "c1-h"


def test_a_place_in_a_report_leads_to_the_map_and_from_there_to_its_claims(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, full_case(), tmp_path, 1440).page
    page.locator("#c1 .affirmed a.q").first.click()
    page.locator(".report[open] a.pl", has_text="The east silo").first.click()
    assert page.locator("#map").is_visible()
    entry = page.locator("#map li.reached")
    assert entry.locator("a.q").first.is_visible()
    entry.locator("a[data-sieve]").click()
    assert page.locator("#found").text_content() == "1 of 3 claims"


def test_the_map_zooms_and_its_marks_keep_their_size(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, full_case(), tmp_path, 1440).page
    view(page, "map")
    spot = page.locator(".spot circle:not(.grip)").first
    before = spot.bounding_box()
    box = page.evaluate("document.querySelector('.map svg').getAttribute('viewBox')")
    page.locator("button[data-zoom=in]").click()
    after = spot.bounding_box()
    assert page.evaluate("document.querySelector('.map svg').getAttribute('viewBox')") != box
    assert before
    assert after
    assert abs(before["width"] - after["width"]) < 1
    page.locator("button[data-zoom=back]").click()
    assert page.evaluate("document.querySelector('.map svg').getAttribute('viewBox')").split()[2] == "820"


def test_going_back_in_the_browser_goes_back_on_the_page(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, full_case(), tmp_path, 390).page
    view(page, "map")
    page.locator(".views a[href='#figures']").click()
    page.go_back()
    assert page.locator("#map").is_visible()


def test_without_scripts_every_view_stands_on_the_page(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, full_case(), tmp_path, 1440, scripts=False).page
    for name in VIEWS:
        assert page.locator(f"#{name}").is_visible()


def test_on_paper_every_view_stands_below_the_other_and_is_unfolded(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, full_case(), tmp_path, 1440).page
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#claims").is_visible()
    assert page.locator("#timeline").is_visible()
    assert page.locator("#c1 .apparatus > div").is_visible()
    assert not page.locator(".views").is_visible()
    page.evaluate("c3 => { c3.hidden = true; c3.setAttribute('data-later', '') }", page.query_selector("#c2"))
    assert page.locator("#c2").is_visible()


def test_a_view_begins_at_its_heading_however_far_the_one_before_was_scrolled(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, full_case(), tmp_path, 390).page
    page.evaluate("scrollTo(0, 600)")
    view(page, "utterances")
    heading, bar = page.locator("#utterances-h").bounding_box(), page.locator(".views").bounding_box()
    assert heading
    assert bar
    assert heading["y"] >= bar["y"] + bar["height"]


def test_an_address_of_a_view_opens_it_with_its_heading_in_sight(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, full_case(), tmp_path, 390).page
    page.set_viewport_size({"width": 390, "height": 300})
    page.evaluate("location.hash = 'utterances'")
    page.wait_for_selector("#utterances", state="visible")
    heading, bar = page.locator("#utterances-h").bounding_box(), page.locator(".views").bounding_box()
    assert heading
    assert bar
    assert heading["y"] >= bar["y"] + bar["height"]


def test_a_claims_curve_stands_clear_of_its_words(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, full_case(), tmp_path, 1440).page
    curve, words = page.locator("#c1 .curve").bounding_box(), page.locator("#c1 .count").bounding_box()
    assert curve
    assert words
    assert curve["y"] + curve["height"] <= words["y"]


def test_on_a_phone_the_marks_of_the_reports_are_explained_in_full(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, full_case(), tmp_path, 390).page
    page.evaluate("location.hash = 'reader'")
    page.wait_for_selector(".reader-head .key", state="visible")
    head, last = page.locator(".reader-head").bounding_box(), page.locator(".reader-head .key > .hit").bounding_box()
    assert head
    assert last
    assert last["y"] + last["height"] <= head["y"] + head["height"]
