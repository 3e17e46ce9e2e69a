"""The case file in a real browser. Needs Chromium: scripts/install-browser.sh."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from stemma.model import Case
from stemma.show.page import render
from tests.show.cases import TEXTS, hostile_case, silo_case

WIDTHS = [1440, 390]
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]

# Playwright's driver is a process beside the test, spoken to over pipes; its event loop makes a socket pair.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.enable_socket,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium found: run scripts/install-browser.sh"),
]


@dataclass
class Opened:
    """A page in the browser with all that it said and asked for."""

    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def opened(browser: Browser, case: Case, folder: Path, width: int, *, scripts: bool = True) -> Opened:
    file = folder / "case.html"
    file.write_text(render(case, title="Silo fire"), encoding="utf-8")
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
    found = Opened(context.new_page())
    found.page.on("console", lambda message: found.said.append(message.text))
    found.page.on("pageerror", lambda error: found.said.append(str(error)))
    found.page.on("request", lambda request: found.asked.append(request.url))
    found.page.goto(file.as_uri())
    return found


def highlighted(page: Page) -> str:
    found: str = page.evaluate("[...document.querySelectorAll('.snap .hit')].map(e => e.textContent).join('')")
    return found


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("build", [silo_case, hostile_case], ids=["plain", "hostile"])
def test_the_page_is_quiet_and_fits(browser: Browser, tmp_path: Path, width: int, build: Callable[[], Case]) -> None:
    found = opened(browser, build(), tmp_path, width)
    for fold in found.page.query_selector_all("details"):
        fold.evaluate("fold => fold.open = true")
    assert found.page.evaluate("document.documentElement.scrollWidth") <= width
    assert found.said == []
    assert [url for url in found.asked if not url.startswith("file:")] == []
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
    page.locator("#tree a.edge").first.dispatch_event("click")
    assert highlighted(page) in ("told the Ressel Post", "as the Ressel Post first reported")


def test_without_scripts_a_quotation_still_leads_to_its_words(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, silo_case(), tmp_path, 1440, scripts=False).page
    page.locator("#c1 .denied a.q").click()
    assert page.locator("text=denied that the east silo had burned").first.is_visible()
