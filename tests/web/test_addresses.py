"""Adding web addresses at the desk: fetched by the guard alone, each told that could not be had, none lost."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from stemma.collect.fetch import Guard
from stemma.run.inputs import Terms
from stemma.web.guard import KEY_HEADER
from stemma.web.uploads import MOST_ADDRESSES, Receiving, left_over
from stemma.web.worker import Task, Worker
from tests.collect.sites import Answer, send, serving
from tests.web.desks import KEY, Inline, change, client, ended, new_case

Serve = Callable[[dict[str, Answer | bytes]], str]
PAGE = (
    b"<html lang=en><title>Quay</title><article><p>The quay stays shut until Monday, harbour chief Mona Lark said on "
    b"Friday, after the crane at its end had been found unsafe.</p></article></html>"
)
# The seam: this machine may be asked too, and need not be asked politely.
OPEN = Guard(allowed=lambda _: True, pause=0.0, seconds=20.0)


@pytest.fixture
def server(socket_enabled: None) -> Iterator[Serve]:
    with serving() as serve:
        yield serve


@pytest.fixture
def open_desk(folder: Path) -> Iterator[TestClient]:
    with client(folder, fetching=OPEN) as found:
        yield found


def fetched(desk: TestClient, *addresses: str, **wishes: bool) -> dict[str, Any]:
    """The job of adding these addresses, ended."""
    answer = change(desk, "/api/reports", {"addresses": addresses, **wishes})
    assert answer.status_code == 202, answer.text
    return ended(desk, answer.json())


def told(job: dict[str, Any]) -> dict[str, str]:
    return {one["file"]: one["why"] for one in job["problems"]}


def test_what_is_at_an_address_becomes_a_report_and_each_that_fails_is_told(
    server: Serve, open_desk: TestClient
) -> None:
    site = server({"/quay": PAGE, "/other": send(b"", 302, Location="/nowhere")})
    job = fetched(open_desk, f"{site}/gone", f" {site}/quay\n", f"{site}/other", "", f"{site}/quay")
    assert (job["state"], job["new"]) == ("done", 1)
    assert job["files"] == [f"{site}/gone", f"{site}/quay", f"{site}/other"]
    assert told(job) == dict.fromkeys((f"{site}/gone", f"{site}/other"), "the server answered 404")
    assert "stays shut until Monday" in open_desk.get(f"/api/reports/{site}/quay").json()["text"]


def test_fetching_is_told_address_by_address(server: Serve, folder: Path) -> None:
    steps: list[tuple[str, int, int | None]] = []
    site = server({"/quay": PAGE})
    task = Task(folder, (f"{site}/quay", f"{site}/gone"), terms=Terms(guard=OPEN))
    Inline().run(task, lambda *step: steps.append(step))
    assert [step for step in steps if step[0] == "fetch"] == [("fetch", 0, 2), ("fetch", 1, 2), ("fetch", 2, 2)]


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "10.1.2.3", "192.168.1.1", "169.254.169.254"])
def test_no_machine_of_the_user_s_own_network_is_asked(socket_enabled: None, desk: TestClient, host: str) -> None:
    address = f"http://{host}:8417/"
    job = fetched(desk, address, ignore_robots=True)
    assert (job["state"], job["new"]) == ("done", 0)
    assert "is not on the public internet, and nothing else is asked" in told(job)[address]


def test_no_redirect_leads_into_the_user_s_own_network(server: Serve, folder: Path) -> None:
    inner = server({"/secret": PAGE})
    outer = server({"/": send(b"", 302, Location=f"{inner}/secret")})
    first = iter([True, True])  # asked before and after connecting
    guard = Guard(allowed=lambda _: next(first, False), pause=0.0, seconds=20.0)
    with client(folder, fetching=guard) as desk:
        job = fetched(desk, f"{outer}/", ignore_robots=True)
    assert job["new"] == 0
    assert "not on the public internet" in told(job)[f"{outer}/"]


def test_robots_txt_is_honoured_unless_the_user_says_otherwise(server: Serve, open_desk: TestClient) -> None:
    site = server({"/robots.txt": b"User-agent: *\nDisallow: /", "/quay": PAGE})
    job = fetched(open_desk, f"{site}/quay")
    assert (job["new"], "robots.txt" in told(job)[f"{site}/quay"]) == (0, True)
    assert fetched(open_desk, f"{site}/quay", ignore_robots=True)["new"] == 1


@pytest.mark.parametrize(
    "wrong",
    [
        *(
            "/etc/passwd",
            "-",
            "file:///etc/passwd",
            "post.example/quay",
            "ftp://post.example/",
            "../case",
            "javascript:1",
        ),
        *("http://post.example/a b", "http://post.example/\n/etc", "http://post.example/\ud800", "http://a/\u202eb"),
    ],
)
def test_what_is_no_address_is_refused_with_the_whole_request(desk: TestClient, wrong: str) -> None:
    before = desk.get("/api/jobs").json()["items"]
    body = json.dumps({"addresses": ["https://post.example/quay", wrong]})  # escapes what no UTF-8 can hold
    headers = {"content-type": "application/json", KEY_HEADER: KEY}
    answer = desk.post("/api/reports", content=body, headers=headers)
    assert answer.status_code == 422
    assert "no http or https address" in answer.json()["error"]
    assert len(desk.get("/api/jobs").json()["items"]) == len(before)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"addresses": []},
        {"addresses": [" "]},
        {"addresses": "https://post.example/"},
        {"addresses": [7]},
        {"addresses": ["https://post.example/"], "ignore_robots": "yes"},
        {"addresses": [f"https://post.example/{n}" for n in range(MOST_ADDRESSES + 1)]},
    ],
)
def test_a_request_that_asks_for_nothing_or_too_much_is_told_so(desk: TestClient, body: dict[str, Any]) -> None:
    answer = change(desk, "/api/reports", body)
    assert answer.status_code == 422
    assert answer.json()["error"]


def test_a_list_of_addresses_may_be_no_larger_than_any_other_request(desk: TestClient) -> None:
    assert change(desk, "/api/reports", {"addresses": ["https://post.example/" + "a" * 1_000_000]}).status_code == 413


def test_what_was_asked_for_and_not_fetched_is_fetched_at_the_next_start(server: Serve, folder: Path) -> None:
    site, builder = server({"/robots.txt": b"User-agent: *\nDisallow: /", "/quay": PAGE}), Inline()
    with client(folder, builder, fetching=OPEN) as desk:
        ended(desk, desk.get("/api/jobs").json()["items"][0])
        builder.fails = "the building was ended"
        assert fetched(desk, f"{site}/quay", ignore_robots=True)["state"] == "failed"
    with client(folder, fetching=OPEN) as desk:
        job = desk.get("/api/jobs").json()["items"][1]
        assert (job["files"], ended(desk, job)["new"]) == ([f"{site}/quay"], 1)
    assert not list(folder.glob(".delivery-*"))


def test_no_file_of_this_machine_is_taken_for_an_address_that_was_kept(folder: Path) -> None:
    with Receiving(folder) as receiving:
        receiving.ask(["https://post.example/quay"], False)
        kept = receiving.finish().folder / "addresses.json"
    kept.write_text(json.dumps({"addresses": ["/etc/passwd", 7], "ignore_robots": "yes"}), encoding="utf-8")
    (found,) = left_over(folder)
    assert (found.inputs, found.ignore_robots) == ((), False)
    with Receiving(folder) as receiving, pytest.raises(ValueError, match="/etc/passwd"):
        receiving.ask(["/etc/passwd"], False)


def test_the_building_process_is_guarded_too(tmp_path: Path) -> None:
    worker, steps = Worker(), list[str]()
    try:
        address = "http://127.0.0.1:8417/"
        built = worker.run(Task(new_case(tmp_path / "case"), (address,)), lambda stage, *_: steps.append(stage))
    finally:
        worker.stop()
    (problem,) = built.intake.problems
    assert (problem.name, "not on the public internet" in problem.why) == (address, True)
    assert "fetch" in steps


def test_the_page_has_a_box_for_robots_that_is_off(desk: TestClient) -> None:
    page = desk.get("/add").text
    assert '<input type="checkbox" id="ignore-robots">' in page
    assert f'data-most="{MOST_ADDRESSES}"' in page
