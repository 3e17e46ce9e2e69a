"""Every view of real cases, desktop and phone wide: quiet, within its width, and fit for those who do not see it.

Needs Chromium (scripts/install-browser.sh), and axe-core from npm for the last (scripts/install-axe.sh).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from stemma.model import Case
from stemma.show.page import render
from tests.show.browsing import DESKTOP, PHONE, VIEWS, WIDTHS, highlighted, needs_browser, opened, view
from tests.show.cases import full_case, hostile_case

pytestmark = needs_browser

AXE = Path(__file__).parents[2] / "web-src" / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# What axe finds within a part of the page, as "rule: element", to be read where a test fails. Targets within a report's
# sentences may be as high as its lines (WCAG 2.5.8, "inline"), which axe can't tell of a word that is a link.
VIOLATIONS = """([tags, within, sizes]) => axe.run(document.querySelectorAll(within), {
    runOnly: {type: "tag", values: tags}, resultTypes: ["violations"], rules: {"target-size": {enabled: sizes}},
}).then(found => found.violations.flatMap(
    rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 160)}`)))"""


@pytest.fixture(params=["titanic", pytest.param("belgorod", marks=pytest.mark.shared)])
def real_case(request: pytest.FixtureRequest) -> Case:
    case: Case = request.getfixturevalue(request.param)
    return case


def unfolded(page: Page) -> None:
    page.evaluate("document.querySelectorAll('.sheet details').forEach(fold => fold.open = true)")


@pytest.mark.parametrize("width", WIDTHS)
def test_every_view_of_a_real_case_is_quiet_and_fits(
    browser: Browser, tmp_path: Path, real_case: Case, width: int
) -> None:
    found = opened(browser, real_case, tmp_path, width)
    for name in VIEWS:
        assert view(found.page, name), name
        assert found.page.locator(f"#{name}").is_visible()
        unfolded(found.page)
        assert found.page.evaluate("document.documentElement.scrollWidth") <= width, name
    assert found.said == []
    assert found.asked_elsewhere == []


@pytest.mark.parametrize("width", WIDTHS)
def test_from_a_claim_to_its_words_and_back(browser: Browser, tmp_path: Path, real_case: Case, width: int) -> None:
    page = opened(browser, real_case, tmp_path, width).page
    link = page.locator("article.claim .affirmed a.q").first
    link.click()
    _, start, end = page.evaluate("location.hash").removeprefix("#").split("-")
    assert len(highlighted(page)) == int(end) - int(start)
    assert page.locator(".snap .hit").first.is_visible()
    page.keyboard.press("Escape")
    assert link.is_visible()
    assert page.evaluate("document.activeElement.matches('.claim a.q')")


def test_the_page_of_a_hundred_reports_stays_below_three_megabytes(real_case: Case) -> None:
    assert len(render(real_case, title="A case").encode()) < 3_000_000


@pytest.mark.parametrize("width", WIDTHS)
def test_hostile_reports_break_no_view(browser: Browser, tmp_path: Path, width: int) -> None:
    found = opened(browser, hostile_case(), tmp_path, width)
    for name in VIEWS:
        assert view(found.page, name), name
        unfolded(found.page)
        assert found.page.evaluate("document.documentElement.scrollWidth") <= width, name
    assert found.page.title() == "Silo fire · Stemma case file"
    assert (
        found.page.evaluate("document.querySelectorAll('main script, main img, aside script, aside img').length") == 0
    )
    assert found.said == []
    assert found.asked_elsewhere == []


def checked(page: Page) -> None:
    """Fails for whatever axe finds in any view."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for name in VIEWS:
        assert view(page, name), name
        page.evaluate("document.querySelectorAll('.shown details').forEach((fold, n) => fold.open = n < 6)")
        assert page.evaluate(VIOLATIONS, [WCAG, f"#{name}, .head, .views", True]) == [], name
    page.evaluate("document.querySelector('#claims a.q').click()")
    assert page.evaluate(VIOLATIONS, [WCAG, "#reader", False]) == []


@pytest.mark.skipif(not AXE.is_file(), reason="no axe-core found: run scripts/install-axe.sh")
@pytest.mark.parametrize(("width", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")])
def test_axe_finds_nothing_on_the_bundled_case(
    browser: Browser, tmp_path: Path, titanic: Case, width: int, scheme: Literal["light", "dark"]
) -> None:
    checked(opened(browser, titanic, tmp_path, width, trusting=True, scheme=scheme).page)


@pytest.mark.skipif(not AXE.is_file(), reason="no axe-core found: run scripts/install-axe.sh")
@pytest.mark.parametrize("build", [full_case, hostile_case], ids=["full", "hostile"])
def test_axe_finds_nothing_on_small_and_hostile_cases(
    browser: Browser, tmp_path: Path, build: Callable[[], Case]
) -> None:
    checked(opened(browser, build(), tmp_path, PHONE, trusting=True).page)
