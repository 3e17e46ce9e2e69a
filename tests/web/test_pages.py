"""The pages of the desk: whatever reports hold, they are shown as words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from stemma.store import open_case
from stemma.web.views import A_PAGE, leafed
from tests.show.cases import TEXTS, hostile_case
from tests.web.desks import Inline, client, ended

PAGES = ("/", "/reports", "/actors", "/judgements", "/add", "/search?q=silo", "/search?q=script", "/claim?id=bad")


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[TestClient]:
    """A desk over a case that was put together by hand and stays as it is."""
    case, builder = hostile_case(), Inline()
    with open_case(tmp_path / "case", create=True) as store:
        store.add_reports(case.reports)
        store.put_case(case, "by hand", "rules")
    builder.fails = "is to stay as it is"
    with client(tmp_path / "case", builder) as desk:
        ended(desk, desk.get("/api/jobs").json()["items"][0])
        yield desk


@pytest.mark.parametrize("path", [*PAGES, "/report?id=bad", "/report?id=bad&at=0-60", "/claim?id=bad&part=1"])
def test_hostile_words_are_only_words(hostile: TestClient, path: str) -> None:
    answer = hostile.get(path)
    assert answer.status_code == 200
    assert "<script>document.title" not in answer.text
    assert "<img src=x" not in answer.text
    assert 'href="javascript:' not in answer.text
    assert "\u202e" not in answer.text.replace('<bdi class="ctl" data-c="202E">\u202e</bdi>', "")


def test_an_actor_is_found_by_any_of_its_names_whatever_its_letters(hostile: TestClient) -> None:
    assert "Ona Brandt" in hostile.get("/search?q=brandt").text
    assert "Ona Brandt" in hostile.get("/actors?q=BRÀNDT").text
    assert "Nobody is called so" in hostile.get("/actors?q=nobody").text


def test_a_hit_leads_to_the_words_and_to_the_claim(hostile: TestClient) -> None:
    page = hostile.get("/search?q=burned").text
    start = TEXTS["wire"].index("that the east silo had burned")
    assert f'href="/report?id=wire&amp;at={start}-{start + 29}#hit"' in page
    assert 'href="/#c2"' in page


@pytest.mark.parametrize("at", ["0-5", "5-5", "9-2", "0-99999999", "x-y", "-1-4", ""])
def test_a_report_is_shown_whatever_place_is_asked_for(hostile: TestClient, at: str) -> None:
    page = hostile.get("/report", params={"id": "wire", "at": at}).text
    assert "Halm Grain" in page
    assert ('data-p="s0-5"' in page) == (at == "0-5")


@pytest.mark.parametrize(
    ("path", "status"), [("/report?id=none", 404), ("/claim?id=none", 404), ("/none", 404), ("/assets/../desk.py", 404)]
)
def test_what_is_not_there_is_told_on_a_page_of_the_desk(hostile: TestClient, path: str, status: int) -> None:
    answer = hostile.get(path)
    assert answer.status_code == status
    assert "deskbar" in answer.text


def test_no_page_is_kept_on_the_browser_s_disk(hostile: TestClient) -> None:
    for path in PAGES:
        assert hostile.get(path).headers["cache-control"] == "no-store"


def test_the_outline_names_the_claims_and_reports_as_the_case_file_numbers_them(hostile: TestClient) -> None:
    told = hostile.get("/outline.json").json()
    assert told["claims"] == ["bad", "c1", "c2", "c3"]
    assert told["reports"].index("wire") == [one.id for one in hostile_case().reports].index("wire")
    assert f'data-version="{told["version"]}"' in hostile.get("/").text


@pytest.mark.parametrize(
    ("page", "first", "last", "before", "after"),
    [(1, 1, 100, None, 2), (3, 201, 250, 2, None), (0, 1, 100, None, 2), (99, 201, 250, 2, None)],
)
def test_a_long_list_comes_in_pages(page: int, first: int, last: int, before: int | None, after: int | None) -> None:
    rows, leaf = leafed(range(250), page)
    assert (rows[0] + 1, rows[-1] + 1) == (first, last)
    assert (leaf.first, leaf.last, leaf.before, leaf.after) == (first, last, before, after)


def test_a_list_of_nothing_and_a_list_that_just_fits_are_one_page() -> None:
    assert leafed([], 1)[1].last == 0
    assert leafed(range(A_PAGE), 1)[1].after is None
