from __future__ import annotations

from dataclasses import replace

import pytest

from stemma.show.labels import Labels, day, days, host, moment_words, origins_phrase, web_address
from tests.show.cases import claims, report, silo_case


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("2031-05-02", "2 May 2031"),
        ("2031-05-02T07:10:00+02:00", "2 May 2031, 07:10 UTC+02:00"),
        ("2031-05-02T07:10:00Z", "2 May 2031, 07:10 UTC"),
        ("2031-05-02T07:10:00", "2 May 2031, 07:10"),
        ("last\x1b Tuesday", "last␛ Tuesday"),
    ],
)
def test_moments(published: str, shown: str) -> None:
    assert moment_words(published) == shown


def test_a_day_leaves_out_the_hour() -> None:
    assert day("2031-05-02T07:10:00+02:00") == "2 May 2031"


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        (["2031-05-02", None], "2 May 2031"),
        (["2031-05-03", "2031-05-02"], "2 – 3 May 2031"),
        (["2031-06-01", "2031-05-02"], "2 May – 1 June 2031"),
        (["2030-12-31", "2031-01-01"], "31 December 2030 – 1 January 2031"),
        ([None, "soon"], None),
    ],
)
def test_spans_of_days(published: list[str | None], shown: str | None) -> None:
    assert days(published) == shown


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "//silo.example", "http://", "http://a b", "https://[", "\x01http://a"],
)
def test_only_web_addresses_become_links(url: str) -> None:
    assert web_address(url) is None
    assert host(url) is None


def test_a_report_is_called_by_its_publisher_else_its_host_else_its_id() -> None:
    case = replace(silo_case(), reports=(
        report("a", "x", publisher="Ressel Post", url="https://post.example/1"),
        report("b", "x", url="https://www.echo.example/1"),
        report("c.txt", "x"),
    ))  # fmt: skip
    assert [Labels(case).publisher(one) for one in ("a", "b", "c.txt")] == ["Ressel Post", "echo.example", "c.txt"]


def test_a_name_without_end_is_shortened() -> None:
    case = replace(silo_case(), reports=(report("a", "x", publisher="P" * 500),))
    assert len(Labels(case).publisher("a")) == 100


def test_a_count_is_a_range_where_more_may_stand_behind_it() -> None:
    fire = claims()[0]
    assert origins_phrase(fire) == "1 origin shown, at most 2"
    assert origins_phrase(replace(fire, at_most=1)) == "1 origin shown"
    assert origins_phrase(replace(fire, origins=(), at_most=3)) == "no origin shown, at most 3"


def test_reports_sort_by_moment_not_by_clock() -> None:
    case = replace(silo_case(), reports=(
        report("east", "x", published="2031-05-03T01:00:00+03:00"),
        report("west", "x", published="2031-05-02T20:00:00-05:00"),
        report("day", "x", published="2031-05-02"),
        report("never", "x"),
    ))  # fmt: skip
    ids = ["never", "day", "west", "east"]
    assert sorted(ids, key=Labels(case).earliest_first) == ["east", "day", "west", "never"]
