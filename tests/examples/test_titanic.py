"""The bundled case: written for the project, complete, and consistent in its dates."""

import datetime
import json
from collections import Counter
from pathlib import Path
from typing import cast

import pytest
from lxml import html

from stemma.collect import collect
from stemma.collect.revisions import settle
from stemma.model import InputError, Report
from stemma.read.reader import read
from stemma.run.inputs import Input, walk
from stemma.run.placing import placed_by_case

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "titanic-1912"
PAGES = sorted(FOLDER.glob("*.html"))
ITEMS = [json.loads(line) for line in (FOLDER / "wire.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def reports() -> tuple[Report, ...]:
    found = []
    for source in walk([FOLDER]):
        assert isinstance(source, Input)
        for collected in collect(source.read(), source.name, None):
            assert not isinstance(collected, InputError)
            found.append(collected.report)
    return settle(found)


def texts_at(page: Path, path: str) -> list[str]:
    """The attributes or texts that an XPath expression finds in the page."""
    return [str(found) for found in cast(list[str], html.fromstring(page.read_bytes()).xpath(path))]


def meta(page: Path, name: str) -> str:
    (content,) = texts_at(page, f"//meta[@property='{name}' or @name='{name}']/@content")
    return content


def test_the_folder_holds_what_users_have(reports: tuple[Report, ...]) -> None:
    assert Counter(path.suffix for path in FOLDER.iterdir()) == {".html": 8, ".txt": 2, ".jsonl": 1, ".md": 1}
    assert len(reports) == 14
    assert not any("README" in report.id for report in reports)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_states_what_it_is(page: Path) -> None:
    (address,) = texts_at(page, "//link[@rel='canonical']/@href")
    assert address == meta(page, "og:url")
    assert address.split("/")[2].endswith(".example")
    assert all(meta(page, name) for name in ("og:title", "og:site_name", "author", "description"))
    assert datetime.datetime.fromisoformat(meta(page, "article:published_time")).tzinfo is not None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_a_page_says_to_machines_agrees_with_its_tags(page: Path) -> None:
    for script in texts_at(page, "//script[@type='application/ld+json']/text()"):
        data = json.loads(script)
        assert data["@type"] == "NewsArticle"
        assert data["datePublished"] == meta(page, "article:published_time")
        assert data["headline"] == meta(page, "og:title")


def test_every_file_says_that_it_is_a_retelling() -> None:
    for path in FOLDER.iterdir():
        assert "written for" in path.read_text(encoding="utf-8"), path
    assert all("written for the Stemma project" in item["note"] for item in ITEMS)


def test_feed_items_have_their_fields() -> None:
    for item in ITEMS:
        assert {"id", "url", "publisher", "published", "title", "lang", "text"} <= item.keys()
        assert item["text"].startswith(item["title"])


def test_dates_hold_together(reports: tuple[Report, ...]) -> None:
    first, last = (datetime.datetime(1912, 4, day, tzinfo=datetime.UTC) for day in (14, 21))
    dated = [datetime.datetime.fromisoformat(report.published) for report in reports if report.published]
    assert len(dated) == 12
    assert all(moment.tzinfo is not None and first <= moment < last for moment in dated)


def test_one_report_comes_in_two_editions(reports: tuple[Report, ...]) -> None:
    (late,) = [report for report in reports if report.revision_of]
    (early,) = [report for report in reports if report.id == late.revision_of]
    assert early.url == late.url
    assert early.published is not None
    assert late.published is not None
    assert early.published < late.published


def test_furniture_stays_out_of_the_snapshots(reports: tuple[Report, ...]) -> None:
    for report in reports:
        assert "newsletter" not in report.text
        assert "Most read" not in report.text
        assert report.id.endswith(".txt") or "Stemma" not in report.text


def test_reports_are_short(reports: tuple[Report, ...]) -> None:
    assert all(100 <= len(report.text.split()) <= 350 for report in reports)


def test_the_voyage_is_on_the_map(reports: tuple[Report, ...]) -> None:
    readings = [read(report) for report in reports]
    placed = placed_by_case(reports, readings, {report.id: "titanic" for report in reports})
    places = [place for reading in placed for place in reading.places]
    named = {place.span.of(report.text) for report in reports for place in places if place.report == report.id}
    ports = {"Southampton", "Cherbourg", "Queenstown", "New York", "Halifax", "Montreal", "Cape Race"}
    assert ports <= named
    located = [place for place in places if place.name == "Halifax" and place.latitude is not None]
    assert {round(place.longitude or 0) for place in located} == {-64}
    assert any(place.name == "Cobh" for place in places)
