"""One browser for each module that opens pages, and the bundled case as it is built."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from stemma.model import Case
from stemma.run.local import build_case, derived_case
from tests.show.browsing import CHROMIUM, FLAGS

TITANIC = Path(__file__).resolve().parents[2] / "examples" / "titanic-1912"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def titanic(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return built(tmp_path_factory.mktemp("titanic"), TITANIC)


@pytest.fixture(scope="module")
def belgorod(tmp_path_factory: pytest.TempPathFactory, shared_cases: Path) -> Case:
    return built(tmp_path_factory.mktemp("belgorod"), shared_cases / "belgorod-2023" / "reports.jsonl")


def built(folder: Path, source: Path) -> Case:
    build_case(folder / "case", [source], workers=1)
    return derived_case(folder / "case")
