"""When an address may be asked again. Nothing here waits: what is remembered goes in and comes out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from stemma.collect.fetch import Fetched, NotServed
from stemma.collect.http_body import Response
from stemma.collect.visits import (
    asked_to_wait,
    by_turns,
    failed,
    is_due,
    known_of,
    led_to,
    new_visit,
    served,
    silences_host,
)
from stemma.model import InputError, Visit

NOW = datetime(2031, 5, 6, 10, 0, tzinfo=UTC)
FEED = new_visit("https://post.example/feed", NOW)
PAGE = led_to(None, "https://post.example/a", "e1", NOW)
assert PAGE is not None


def answer(status: int = 200, moved_to: str | None = None, **headers: str) -> Fetched:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Fetched("https://post.example/feed", Response(status, named, b""), moved_to)


def wait(visit: Visit, now: datetime = NOW) -> timedelta | None:
    return None if visit.due is None else datetime.fromisoformat(visit.due) - now


def refused(status: int, retry_after: str | None = None) -> NotServed:
    return NotServed("https://post.example/feed", f"the server answered {status}", status, retry_after)


def test_a_feed_that_answers_may_be_asked_every_time() -> None:
    after = served(FEED, answer(), NOW)
    assert is_due(FEED, NOW)
    assert is_due(after, NOW)


def test_what_an_answer_was_named_by_is_asked_about_next_time() -> None:
    after = served(FEED, answer(etag='W/"7"', last_modified="Tue, 06 May 2031 09:00:00 GMT"), NOW)
    assert known_of(after).headers == {"If-None-Match": 'W/"7"', "If-Modified-Since": "Tue, 06 May 2031 09:00:00 GMT"}
    still = served(after, answer(304), NOW)
    assert known_of(still) == known_of(after)
    assert known_of(served(after, answer(), NOW)).headers == {}


@pytest.mark.parametrize("etag", ["a\nb", "ä", "x" * 501, ""])
def test_names_that_may_not_be_sent_back_are_not_kept(etag: str) -> None:
    assert served(FEED, answer(etag=etag), NOW).etag is None


def test_an_answer_without_a_report_is_not_believed() -> None:
    """A log-in page in a feed's place."""
    after = served(FEED, answer(moved_to="https://login.example/", etag='"1"'), NOW, worth=False)
    assert (after.moved_to, after.etag) == (None, None)


def test_an_address_that_moved_for_good_is_asked_there_until_it_fails_there() -> None:
    after = served(FEED, answer(moved_to="https://new.example/feed"), NOW)
    assert after.place == "https://new.example/feed"
    assert served(after, answer(304), NOW).place == "https://new.example/feed"
    assert failed(after, refused(404), NOW).place == FEED.address


def test_failures_are_waited_out_longer_each_time_up_to_a_day() -> None:
    visit, waits = FEED, []
    for _ in range(12):
        visit = failed(visit, InputError(FEED.address, "could not be had"), NOW)
        waits.append(wait(visit))
    minutes = timedelta(minutes=1)
    assert waits[:4] == [5 * minutes, 10 * minutes, 20 * minutes, 40 * minutes]
    assert waits[-1] == timedelta(days=1)
    assert not is_due(visit, NOW + timedelta(hours=23))
    assert is_due(visit, NOW + timedelta(hours=24))
    assert wait(failed(served(visit, answer(), NOW), refused(500), NOW)) == 5 * minutes


@pytest.mark.parametrize(
    ("status", "stated", "expected"),
    [
        (429, "3600", timedelta(hours=1)),
        (503, "Tue, 06 May 2031 12:00:00 GMT", timedelta(hours=2)),
        (503, "1", timedelta(minutes=5)),
        (429, "999999999", timedelta(days=7)),
        (429, "soon", timedelta(minutes=5)),
        (500, "3600", timedelta(minutes=5)),
        (410, None, timedelta(days=30)),
    ],
)
def test_a_server_says_how_long_it_is_to_be_let_alone(status: int, stated: str | None, expected: timedelta) -> None:
    assert wait(failed(FEED, refused(status, stated), NOW)) == expected
    assert silences_host(failed(FEED, refused(status, stated), NOW)) == (status in (429, 503))


@pytest.mark.parametrize("stated", [None, "", "-5", "1e9", "٣", "9" * 40, "Tue, 99 May 2031 12:00:00 GMT", "0001"])
def test_retry_after_that_is_odd(stated: str | None) -> None:
    assert asked_to_wait(stated, NOW) in (None, timedelta(seconds=1))
    assert asked_to_wait("Tue, 06 May 2031 09:00:00 GMT", NOW) == timedelta(0)


def test_a_page_is_looked_at_again_ever_later_and_then_let_be() -> None:
    assert PAGE is not None
    visit, waits = PAGE, []
    while visit.due is not None:
        visit = served(visit, answer(), NOW)
        waits.append(wait(visit))
    assert waits == [*(timedelta(hours=hours) for hours in (1, 4, 16, 64)), None]


def test_an_edited_entry_makes_its_page_due_again() -> None:
    assert PAGE is not None
    done = served(served(PAGE, answer(), NOW), answer(), NOW)
    assert led_to(done, PAGE.address, "e1", NOW) is None
    again = led_to(done, PAGE.address, "e2", NOW)
    assert again is not None
    assert (is_due(again, NOW), again.looks, again.entries) == (True, 0, ("e1", "e2"))
    assert led_to(again, PAGE.address, "e1", NOW) is None


def test_a_page_that_can_not_be_had_is_given_up() -> None:
    assert PAGE is not None
    visit = PAGE
    for _ in range(5):
        assert visit.due is not None
        visit = failed(visit, refused(404), NOW)
    assert visit.due is None
    assert failed(PAGE, refused(410), NOW).due is None


def test_hosts_take_turns() -> None:
    pages = [
        Visit(address=name, kind="page", due="2031-05-06T10:00:00+00:00") for name in ("a1", "a2", "a3", "b1", "b2")
    ]
    ordered = by_turns(pages, {page.address: page.address[0] for page in pages})
    assert [page.address for page in ordered] == ["a1", "b1", "a2", "b2", "a3"]
