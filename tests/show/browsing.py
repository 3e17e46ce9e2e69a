"""A case file in headless Chromium: opened from a file, with all that it said and asked for."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from stemma.model import Case
from stemma.show.page import render

TITLE = "Silo fire"
DESKTOP, PHONE = 1440, 390
WIDTHS = [DESKTOP, PHONE]
VIEWS = ("claims", "utterances", "tree", "timeline", "map", "figures", "gaps", "method")
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]

# Playwright's driver is a process beside the test, spoken to over pipes; its event loop makes a socket pair.
needs_browser = [
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

    @property
    def asked_elsewhere(self) -> list[str]:
        """What it asked for besides its own file."""
        return [url for url in self.asked if not url.startswith("file:")]


def opened(
    browser: Browser,
    case: Case,
    folder: Path,
    width: int,
    *,
    scripts: bool = True,
    trusting: bool = False,
    scheme: Literal["light", "dark"] = "light",
) -> Opened:
    """A case's page at a width; `trusting` lets a test run scripts of its own in it."""
    file = folder / "case.html"
    file.write_text(render(case, title=TITLE), encoding="utf-8")
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=scripts, bypass_csp=trusting, color_scheme=scheme
    )
    found = Opened(context.new_page())
    found.page.on("console", lambda message: found.said.append(message.text))
    found.page.on("pageerror", lambda error: found.said.append(str(error)))
    found.page.on("request", lambda request: found.asked.append(request.url))
    found.page.goto(file.as_uri())
    return found


def highlighted(page: Page) -> str:
    """The words that are marked in the reports."""
    found: str = page.evaluate("[...document.querySelectorAll('.snap .hit')].map(e => e.textContent).join('')")
    return found


def view(page: Page, name: str) -> bool:
    """Goes to a view; False where the page has none of that name."""
    link = page.locator(f".views a[href='#{name}']")
    if link.count() == 0:
        return False
    link.click()
    return True
