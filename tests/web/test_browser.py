"""The desk in a real browser, over the bundled example. Needs Chromium: scripts/install-browser.sh."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect, sync_playwright
from starlette.applications import Starlette

from stemma.run.local import build_case
from stemma.store import open_case
from stemma.web.app import desk_app
from stemma.web.server import address, bound, desk_server
from tests.show.browsing import CHROMIUM, FLAGS, Opened, highlighted, needs_browser
from tests.show.cases import hostile_case
from tests.show.test_views import AXE, VIOLATIONS, WCAG
from tests.web.desks import Inline, settings

EXAMPLE = Path(__file__).resolve().parent.parent.parent / "examples" / "titanic-1912"

pytestmark = needs_browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@contextlib.contextmanager
def served(app: Starlette) -> Iterator[str]:
    """The address of a desk that a thread of this process serves."""
    listening = bound("127.0.0.1", 0)
    begun = threading.Event()
    server = desk_server(app, begun.set)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    assert begun.wait(30)
    yield address(listening)
    server.should_exit = True
    thread.join(30)
    assert not thread.is_alive()
    listening.close()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a desk over the example."""
    folder = tmp_path_factory.mktemp("desk") / "titanic-1912"
    build_case(folder, [EXAMPLE], workers=1, reader="rules")
    app = desk_app(folder, settings(title="How the Titanic was saved", look_again=0.2), Inline())
    with served(app) as found:
        yield found


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a desk over a case whose every text tries something, and stays as it is."""
    folder, case, builder = tmp_path_factory.mktemp("desk") / "case", hostile_case(), Inline()
    with open_case(folder, create=True) as store:
        store.add_reports(case.reports)
        store.put_case(case, "by hand", "rules")
    builder.fails = "is to stay as it is"
    with served(desk_app(folder, settings(title="Silo fire"), builder)) as found:
        yield found


def opened(browser: Browser, address: str, width: int = 1440) -> Opened:
    found = Opened(browser.new_context(viewport={"width": width, "height": 900}).new_page())
    found.page.on("console", lambda message: found.said.append(message.text))
    found.page.on("pageerror", lambda error: found.said.append(str(error)))
    found.page.on("request", lambda request: found.asked.append(request.url))
    found.page.goto(address)
    return found


def away(found: Opened, desk: str) -> list[str]:
    """What was asked of anybody but the desk."""
    own = urlsplit(desk).netloc
    return [url for url in found.asked if urlsplit(url).netloc != own and not url.startswith("data:")]


def pick(page: Page, claim: str, what: str = "Pick this claim") -> None:
    fold = page.locator(f"{claim} .judging")
    fold.locator("summary").click()
    fold.locator(".pick", has_text=what).first.click()


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("path", ["", "search?q=safe", "reports", "actors?q=franklin", "judgements", "add"])
def test_every_page_is_quiet_and_fits_and_asks_nobody_else(browser: Browser, desk: str, path: str, width: int) -> None:
    found = opened(browser, desk + path, width)
    assert found.page.locator("#deskbar").is_visible()
    assert found.page.evaluate("document.documentElement.scrollWidth") <= width
    assert found.said == []
    assert away(found, desk) == []


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize(
    "path", ["", "search?q=silo", "search?q=script", "reports", "report?id=bad&at=0-60", "actors", "claim?id=bad"]
)
def test_hostile_words_run_nothing_and_break_no_page(browser: Browser, hostile: str, path: str, width: int) -> None:
    found = opened(browser, hostile + path, width)
    for fold in found.page.query_selector_all("details"):
        fold.evaluate("fold => fold.open = true")
    found.page.wait_for_load_state("networkidle")
    assert found.page.evaluate("document.documentElement.scrollWidth") <= width
    assert found.page.title() != "taken"
    assert (found.said, away(found, hostile)) == ([], [])


def test_from_a_search_to_the_words_and_to_their_claim(browser: Browser, desk: str) -> None:
    found = opened(browser, desk)
    found.page.locator("#asked").fill("unsinkable")
    found.page.keyboard.press("Enter")
    found.page.locator(".rows a.q").first.click()
    found.page.locator(".snap .hit").first.wait_for()
    assert "unsinkable" in highlighted(found.page)
    found.page.locator(".of-claim a").first.click()
    found.page.wait_for_url("**/#c*")
    found.page.locator(".claim:target").wait_for()
    assert (found.said, away(found, desk)) == ([], [])


def test_from_a_claim_to_the_words(browser: Browser, desk: str) -> None:
    found = opened(browser, desk)
    quotation = found.page.locator("#c1 a.q").first
    words = quotation.inner_text()
    quotation.click()
    assert highlighted(found.page).strip("“”") in words
    found.page.locator(".pick-followed").click()
    assert found.page.locator("#picks li").count() == 1
    found.page.get_by_role("button", name="Let go: ").click()
    assert not found.page.locator("#tray").is_visible()
    assert found.said == []


@pytest.mark.parametrize("width", [1440, 390])
def test_a_judgement_is_made_and_undone(browser: Browser, desk: str, width: int) -> None:
    found = opened(browser, desk, width)
    page = found.page
    before = page.locator("#deskbar").get_attribute("data-version")
    claims = page.locator(".claim h3").all_inner_texts()
    pick(page, "#c1")
    pick(page, "#c2")
    page.get_by_role("button", name="One claim").click()
    page.get_by_text("Judged: one claim.").wait_for()
    assert page.locator(".claim .weak", has_text="judged").count() == 1
    assert page.locator(".claim h3").all_inner_texts() != claims
    page.locator("#outcome").get_by_role("button", name="Undo").click()
    page.get_by_text("Undone.").wait_for()
    assert page.locator(".claim h3").all_inner_texts() == claims
    assert page.locator("#deskbar").get_attribute("data-version") != before
    assert (found.said, away(found, desk)) == ([], [])


def test_what_can_t_be_judged_is_said_and_the_picks_stay(browser: Browser, desk: str) -> None:
    page = opened(browser, desk + "actors").page
    first = page.locator(".rows .pick").first
    first.click()
    assert "Pick another" in page.locator("#verbs").inner_text()
    page.goto(desk + "reports")
    page.locator(".rows .pick").first.click()
    page.goto(desk + "judgements")
    assert page.locator("#picks li").count() == 2
    assert page.locator("#verbs button").all_inner_texts() == ["Not independent", "Independent"]


def test_another_tab_tells_that_the_case_has_changed(browser: Browser, desk: str) -> None:
    watching, judging = opened(browser, desk + "reports").page, opened(browser, desk + "actors").page
    for number in (0, 1):
        judging.locator(".rows .pick").nth(number).click()
    judging.locator("#note").fill("Both spoke on the pier.")
    judging.get_by_role("button", name="Note", exact=True).click()
    judging.get_by_text("Noted.").wait_for()
    watching.get_by_text("This case has changed since the page was loaded.").wait_for()
    watching.get_by_role("button", name="Show it as it is now").click()
    watching.goto(desk + "judgements")
    assert watching.locator(".ruling .told").first.inner_text() == "Both spoke on the pier."


def test_a_file_is_added_with_its_progress_told(browser: Browser, desk: str, tmp_path: Path) -> None:
    page = tmp_path / "pier.txt"
    page.write_text("The pier is closed, said the dock master of Halifax.\n", encoding="utf-8")
    empty = tmp_path / "empty.txt"
    empty.write_text("", encoding="utf-8")
    found = opened(browser, desk + "add")
    found.page.locator("#files").set_input_files([page, empty])
    found.page.locator("#send").click()
    job = found.page.locator(".job", has_text="pier.txt")
    job.get_by_text("Done: 1 new report").wait_for()
    assert job.locator(".problems li").all_inner_texts() == ["empty.txt: is empty"]
    found.page.goto(desk + "reports?q=pier.txt")
    assert found.page.locator(".rows .row").count() == 1
    assert (found.said, away(found, desk)) == ([], [])


def test_addresses_are_added_and_those_that_could_not_be_had_are_given_back(browser: Browser, desk: str) -> None:
    found = opened(browser, desk + "add")
    page, box = found.page, found.page.locator("#addresses")
    assert page.locator("#ask").is_disabled()
    assert not page.locator("#ignore-robots").is_checked()
    box.fill(f"{desk}reports\nsome/file")
    page.locator("#ask").click()
    page.get_by_text("no http or https address: 'some/file'; nothing was asked for").wait_for()
    assert box.input_value() == f"{desk}reports\nsome/file"
    box.fill(f"{desk}reports\n\n")
    page.locator("#ask").click()
    job = page.locator(".job", has_text=f"{desk}reports")
    job.get_by_text("Done: 0 new reports").wait_for()
    assert "not on the public internet" in job.locator(".problems li").inner_text()
    assert box.input_value() == ""
    job.get_by_role("button", name="Write these addresses again").click()
    assert box.input_value() == f"{desk}reports"
    assert page.locator("#ask").is_enabled()
    assert away(found, desk) == []


def test_an_answer_that_comes_after_the_job_has_ended_changes_nothing(browser: Browser, desk: str) -> None:
    found = opened(browser, desk + "add")
    page = found.page

    def late(route: Route) -> None:
        answer = route.fetch()
        path = f"{desk}api/jobs/{answer.json()['id']}"
        while page.request.get(path).json()["state"] != "done":
            page.wait_for_timeout(50)
        page.wait_for_timeout(500)  # for the event that tells so
        route.fulfill(response=answer)

    page.route("**/api/reports", late)
    page.locator("#addresses").fill(f"{desk}figures")
    page.locator("#ask").click()
    done = page.locator(".job", has_text=f"{desk}figures").get_by_text("Done: 0 new reports")
    done.wait_for()
    expect(page.locator("#addresses")).to_have_value("")  # the answer has come
    assert done.is_visible()


def test_a_page_of_another_site_can_t_change_the_case(browser: Browser, desk: str) -> None:
    found = opened(browser, desk)
    page = found.page
    before = page.locator("#deskbar").get_attribute("data-version")
    page.goto("data:text/html,<p>elsewhere</p>")
    sent = f"fetch('{desk}api/refresh', {{method: 'POST', mode: 'no-cors'}}).then(() => 'sent', () => 'refused')"
    assert page.evaluate(sent) in ("sent", "refused")
    page.goto(desk)
    assert page.locator("#deskbar").get_attribute("data-version") == before


@pytest.mark.skipif(not AXE.is_file(), reason="no axe-core found: run scripts/install-axe.sh")
@pytest.mark.parametrize("path", ["", "search?q=franklin", "reports", "actors", "judgements", "add", "sign-in"])
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_axe_finds_nothing_on_any_page(
    browser: Browser, desk: str, path: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    size: ViewportSize = {"width": width, "height": 900}
    page = browser.new_context(viewport=size, bypass_csp=True, color_scheme=scheme).new_page()
    page.goto(desk + path)
    if not path:
        pick(page, "#c1")
    elif path == "actors":
        page.locator(".rows .pick").first.click()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate(VIOLATIONS, [WCAG, "#deskbar, #tray, #room, .judging, .room", True]) == []
