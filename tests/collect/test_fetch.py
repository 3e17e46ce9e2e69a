"""Fetching is guarded: public machines only, within limits, where robots may go. The servers are the tests' own."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from stemma.collect import Collected, collect_response
from stemma.collect.addresses import is_public
from stemma.collect.clock import Clock
from stemma.collect.fetch import Fetcher, Guard, NotServed, Validators, is_address, post
from stemma.collect.robots import allows
from stemma.model import InputError
from tests.collect.sites import Answer, Posted, named, send, serving
from tests.collect.web_archives import html


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "0.1.2.3"),
        *("255.255.255.255", "224.0.0.1", "240.0.0.1", "192.0.0.8", "192.88.99.1", "198.18.0.1", "203.0.113.9"),
        *("::", "::1", "::127.0.0.1", "::8.8.8.8", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:127.0.0.1"),
        *("64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "64:ff9b:1::8.8.8.8", "2002:7f00:1::", "2002:808:808::1"),
        *("2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1", "3fff::1", "fe80::1", "fe80::1%eth0"),
        *("fec0::1", "fc00::1", "fd12::1", "ff02::1", "100::1", "5f00::1", "4000::1", "localhost", "", "0x7f000001"),
    ],
)
def test_addresses_that_are_not_of_the_public_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "64:ff9b::808:808", "172.32.0.1"])
def test_addresses_of_the_public_internet(address: str) -> None:
    assert is_public(address)


@pytest.fixture
def server(socket_enabled: None) -> Iterator[Callable[[dict[str, Answer | bytes]], str]]:
    """Servers on this machine that give the answers they are told."""
    with serving() as serve:
        yield serve


def open_to_all(**limits: Any) -> Fetcher:
    """A fetcher that may ask this machine: the seam that these tests go through."""
    return Fetcher(replace(Guard(allowed=lambda _: True, pause=0.0, seconds=20.0), **limits))


def refusal(fetcher: Fetcher, address: str) -> str:
    with pytest.raises(InputError) as error:
        fetcher.fetch(address)
    assert error.value.name == address
    return error.value.why


def test_a_page_is_fetched_with_its_address(server: Any) -> None:
    site = server({"/sea?x=1": send(gzip.compress(html()), Content_Encoding="gzip", Content_Type="text/html")})
    found = open_to_all().fetch(f"{site}/sea?x=1#top")
    assert found.address == f"{site}/sea?x=1"
    assert found.response.body == html()
    (item,) = collect_response(found.response, found.address, "2031-05-05T12:00:00Z")
    assert isinstance(item, Collected)
    assert (item.report.id, item.report.captured) == (f"{site}/sea?x=1", "2031-05-05T12:00:00Z")
    assert item.original == html()


def test_this_machine_is_not_asked(server: Any) -> None:
    site = server({"/": html()})
    port = site.rpartition(":")[2]
    for host in (
        "127.0.0.1",
        "localhost",
        "[::1]",
        "0x7f000001",
        "2130706433",
        "127.1",
        "①②⑦.⓪.⓪.①",
        "[::ffff:127.0.0.1]",
    ):
        why = refusal(Fetcher(Guard(robots=False)), f"http://{host}:{port}/")
        assert "not on the public internet" in why or "no such host" in why or "could not be had" in why, (host, why)


def test_every_redirect_is_checked_again(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = server({"/secret": html()})
    outer = server({"/": send(b"", 302, Location=f"{inner}/secret")})
    inner_port = int(inner.rpartition(":")[2])

    asked: list[str] = []
    connect = socket.socket.connect

    def noted(self: socket.socket, target: Any) -> None:
        asked.append(str(target[1]))
        connect(self, target)

    monkeypatch.setattr(socket.socket, "connect", noted)
    first = iter([True, True])
    fetcher = Fetcher(Guard(robots=False, pause=0.0, allowed=lambda _: next(first, False)))
    assert "not on the public internet" in refusal(fetcher, f"{outer}/")
    assert str(inner_port) not in asked


def test_the_address_connected_to_is_what_is_checked(server: Any) -> None:
    site = server({"/": html()})
    answers = iter([True, False])  # public when resolved, another one when connected
    why = refusal(Fetcher(Guard(robots=False, allowed=lambda _: next(answers))), f"{site}/")
    assert "not on the public internet" in why


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://post.example/", "gopher://x", "javascript:1", "http://", "http://[::1"]
)
def test_redirects_to_other_than_web_addresses_are_refused(server: Any, target: str) -> None:
    site = server({"/": send(b"", 301, Location=target)})
    assert refusal(open_to_all(), f"{site}/")


def test_redirects_without_end(server: Any) -> None:
    site = server({"/": send(b"", 302, Location="/")})
    assert "over 3 times" in refusal(open_to_all(redirects=3), f"{site}/")


def test_pages_over_the_limit_are_refused_before_and_while_they_come(server: Any) -> None:
    def endless(to: BaseHTTPRequestHandler) -> None:
        to.send_response(200)
        to.end_headers()
        try:
            while True:
                to.wfile.write(b"a" * 100_000)
        except OSError:
            pass

    bomb = send(gzip.compress(bytes(5_000_000)), Content_Encoding="gzip")
    site = server({"/a": send(b"", Content_Length="2000000"), "/b": endless, "/c": bomb})
    for path in "abc":
        assert "1 MB" in refusal(open_to_all(size=1_000_000), f"{site}/{path}")


def test_a_server_that_drips_is_cut_at_the_limit(server: Any) -> None:
    stop = threading.Event()

    def dripping(to: BaseHTTPRequestHandler) -> None:
        try:
            for _ in range(400):
                to.wfile.write(b"H")
                to.wfile.flush()
                if stop.wait(0.05):
                    return
        except OSError:
            pass

    site = server({"/": dripping})
    begun = time.monotonic()
    assert "took over" in refusal(open_to_all(seconds=0.4, robots=False), f"{site}/")
    stop.set()
    assert time.monotonic() - begun < 15


@pytest.mark.parametrize("status", [204, 403, 404, 500])
def test_other_answers_are_said(server: Any, status: int) -> None:
    assert str(status) in refusal(open_to_all(), server({"/": send(b"", status)}) + "/")


def test_robots_txt_is_honoured_unless_told_otherwise(server: Any) -> None:
    site = server({"/robots.txt": b"User-agent: *\nDisallow: /private", "/private/a": html(), "/open": html()})
    fetcher = open_to_all()
    assert "robots.txt" in refusal(fetcher, f"{site}/private/a")
    assert fetcher.fetch(f"{site}/open").response.body
    assert open_to_all(robots=False).fetch(f"{site}/private/a").response.body
    broken = server({"/robots.txt": send(b"", 503), "/a": html()})
    assert "robots.txt" in refusal(open_to_all(), f"{broken}/a")


@pytest.mark.parametrize(
    "address",
    [
        "http://user:pass@post.example/",
        "http://post.example:25/",
        "http://[::1",
        "http://a\x00b/",
        "http://" + "a" * 9000,
    ],
)
def test_addresses_that_are_no_web_pages(address: str) -> None:
    assert refusal(Fetcher(), address)


def test_which_names_are_addresses() -> None:
    assert is_address("https://post.example/a")
    assert not is_address("feeds/http:/x")


@pytest.mark.parametrize(
    ("robots", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /\nAllow: /a", "/a/b", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: other\nUser-agent: STEMMA/2\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/a.pdf?b", True),
        ("User-agent: *\nDisallow: /*?print=", "/x?print=1", False),
        ("User-agent: *\nDisallow: /%7Ejoe/", "/~joe/a", False),
        ("User-agent: * # all\nDisallow: /a # this\nCrawl-delay: 5", "/ab", False),
        ("User-agent: *\nDisallow: /" + "*a" * 5000 + "$", "/" + "a" * 5000 + "b", True),
    ],
)
def test_robots_rules(robots: str, path: str, allowed: bool) -> None:
    assert allows(robots, "Stemma", path) is allowed


def test_what_is_unchanged_is_not_sent_again(server: Any) -> None:
    site = server({"/": named(html())})
    fetcher = open_to_all()
    first = fetcher.fetch(f"{site}/")
    assert (first.unchanged, bool(first.validators.etag)) == (False, True)
    again = fetcher.fetch(f"{site}/", first.validators)
    assert (again.unchanged, again.response.body) == (True, b"")
    assert fetcher.fetch(f"{site}/", Validators('"other"')).response.body == html()


def test_unchanged_is_no_answer_to_who_asked_for_a_page(server: Any) -> None:
    assert "304" in refusal(open_to_all(), server({"/": send(b"", 304)}) + "/")


def test_robots_txt_is_asked_for_without_conditions_and_again_after_a_day(server: Any) -> None:
    asked: list[str | None] = []

    def robots(to: BaseHTTPRequestHandler) -> None:
        asked.append(to.headers.get("If-None-Match"))
        send(b"")(to)

    passed = [0.0]
    fetcher = Fetcher(
        Guard(allowed=lambda _: True, pause=0.0), Clock(monotonic=lambda: passed[0], sleep=lambda _: None)
    )
    site = server({"/robots.txt": robots, "/": html()})
    for hours in (0, 1, 23, 25):
        passed[0] = hours * 3600.0
        fetcher.fetch(f"{site}/", Validators('"1"'))
    assert asked == [None, None]


def test_requests_to_one_host_are_apart_by_a_pause(server: Any) -> None:
    waited: list[float] = []
    fetcher = Fetcher(
        Guard(allowed=lambda _: True, pause=2.0, robots=False), Clock(monotonic=lambda: 7.0, sleep=waited.append)
    )
    site, other = server({"/": html()}), server({"/": html()}).replace("127.0.0.1", "localhost")
    for address in (f"{site}/", f"{site}/", f"{other}/"):
        fetcher.fetch(address)
    assert waited == [2.0]


@pytest.mark.parametrize(("first", "second", "moved"), [(301, 308, "/c"), (301, 302, "/b"), (302, 301, None)])
def test_where_an_address_has_moved_for_good(server: Any, first: int, second: int, moved: str | None) -> None:
    site = server({"/a": send(b"", first, Location="/b"), "/b": send(b"", second, Location="/c"), "/c": html()})
    found = open_to_all().fetch(f"{site}/a")
    assert (found.address, found.moved_to) == (f"{site}/c", moved and f"{site}{moved}")


def test_how_long_a_server_asks_to_wait_is_kept(server: Any) -> None:
    site = server({"/": send(b"", 429, Retry_After="120")})
    with pytest.raises(NotServed) as error:
        open_to_all().fetch(f"{site}/")
    assert (error.value.status, error.value.retry_after) == (429, "120")


def test_bytes_are_sent_and_only_the_status_of_the_answer_counts(socket_enabled: None) -> None:
    posted: list[Posted] = []
    guard = Guard(allowed=lambda _: True, seconds=20.0)
    with serving(posted) as serve:
        long, led_on = send(b"x" * 5_000_000, 202), send(b"", 307, Location="/hook")
        site = serve({"/hook": long, "/odd": send(b"", 200, Content_Length="many"), "/led": led_on})
        assert post(f"{site}/hook", b"{}", {"X-Who": "desk"}, guard) == 202
        assert post(f"{site}/odd", b"{}", {}, guard) == 200
        assert post(f"{site}/led", b"{}", {}, guard) == 307
    assert [path for path, _, _ in posted] == ["/hook", "/odd", "/led"]
    assert (posted[0][1]["X-Who"], posted[0][2]) == ("desk", b"{}")


def test_nothing_is_sent_to_where_the_guard_does_not_allow_it(server: Any) -> None:
    site = server({"/": html()})
    with pytest.raises(InputError, match="not on the public internet"):
        post(f"{site}/", b"{}", {}, Guard())
