"""The desk's door: who is let in, and what may change something."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from stemma.model import StemmaError
from stemma.web.guard import HEADERS, KEY_HEADER, MOST_ASKED, Door
from stemma.web.server import door_for
from tests.web.desks import KEY, change, client

TOKEN = "a-token-nobody-guesses"
UNDO = "/api/judgements/j0/undo"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8417", "LOCALHOST", "[::1]:8417"])
def test_the_desk_answers_to_its_own_names(desk: TestClient, host: str) -> None:
    assert desk.get("/api/case", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "10.0.0.7", "", "localhost@evil.example", "[::1", "localhost:x", "a b"],
)
def test_a_name_that_another_site_chose_is_not_answered_to(desk: TestClient, host: str) -> None:
    answer = desk.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "Quay Street" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {KEY_HEADER: ""},
        {KEY_HEADER: KEY + "x"},
        {KEY_HEADER: KEY, "origin": "http://evil.example"},
        {KEY_HEADER: KEY, "origin": "null"},
        {KEY_HEADER: KEY, "origin": "http://127.0.0.1:9"},
        {KEY_HEADER: KEY, "sec-fetch-site": "cross-site"},
        {KEY_HEADER: KEY, "sec-fetch-site": "same-site"},
        {"authorization": "Bearer None"},
        {"cookie": f"{KEY_HEADER}={KEY}"},
    ],
)
@pytest.mark.parametrize("path", [UNDO, "/api/judgements", "/api/notes", "/api/refresh", "/api/reports", "/nothing"])
def test_a_change_that_a_page_of_another_site_sends_is_refused(
    desk: TestClient, path: str, headers: dict[str, str]
) -> None:
    before = desk.get("/api/case").json()["version"]
    assert desk.post(path, json={}, headers=headers).status_code == 403
    assert desk.get("/api/case").json()["version"] == before


def test_a_change_of_ours_comes_as_far_as_what_it_asks(desk: TestClient) -> None:
    assert "no judgement 'j0'" in change(desk, UNDO).json()["error"]


@pytest.mark.parametrize(
    "path", ["/", "/search?q=quay", "/reports", "/api/case", "/assets/desk.js", "/nothing", "/claim"]
)
def test_every_answer_forbids_what_no_page_of_ours_needs(desk: TestClient, path: str) -> None:
    answer = desk.get(path)
    for name in HEADERS:
        assert answer.headers[name]
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert "access-control-allow-origin" not in answer.headers


def test_the_case_file_lets_only_its_own_scripts_run_and_ask_its_own_server(desk: TestClient) -> None:
    page = desk.get("/").text.replace("&#39;", "'")
    policy = page.partition('Content-Security-Policy" content="')[2].partition('"')[0]
    assert "default-src 'none'" in policy
    assert "connect-src 'self'" in policy
    assert policy.partition("script-src")[2].partition(";")[0].count("'sha256-") == 2


def test_more_than_is_taken_is_refused_before_it_is_read(desk: TestClient) -> None:
    headers = {KEY_HEADER: KEY, "content-length": str(10**12)}
    assert desk.post("/api/reports", content=b"x", headers=headers).status_code == 413
    assert desk.post("/api/notes", content=b"x" * (MOST_ASKED + 1), headers={KEY_HEADER: KEY}).status_code == 413


def test_a_body_that_does_not_tell_its_size_is_cut_off(desk: TestClient) -> None:
    chunks = (b"x" * 100_000 for _ in range(20))
    assert desk.post("/api/notes", content=chunks, headers={KEY_HEADER: KEY}).status_code == 413


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.7", "desk.example", "::"])
def test_an_address_that_others_can_reach_needs_a_token(host: str) -> None:
    with pytest.raises(StemmaError, match="a token is needed"):
        door_for(host, None)
    assert door_for(host, TOKEN).token == TOKEN


def test_a_token_that_can_be_guessed_is_refused() -> None:
    with pytest.raises(StemmaError, match="can be guessed"):
        door_for("127.0.0.1", "secret")


def test_an_open_address_is_called_by_any_number_but_not_by_any_name() -> None:
    door = door_for("0.0.0.0", TOKEN, ["Desk.example"])
    assert door.knows("192.168.1.7:8417")
    assert door.knows("desk.example")
    assert not door.knows("evil.example")


def test_who_has_no_token_sees_nothing_of_the_case(folder: Path) -> None:
    with client(folder, door=Door(key=KEY, token=TOKEN)) as desk:
        for path in ("/", "/reports", "/assets/desk.js", "/outline.json"):
            answer = desk.get(path)
            assert (answer.status_code, answer.headers["location"][:8]) == (303, "/sign-in")
        assert desk.get("/api/case").status_code == 401
        assert desk.get("/?token=wrong-token-of-some-length").status_code == 303
        assert change(desk, UNDO).status_code == 401
        assert "Quay Street" not in desk.get("/sign-in").text


def test_the_token_is_shown_once_and_a_cookie_kept(folder: Path) -> None:
    with client(folder, door=Door(key=KEY, token=TOKEN)) as desk:
        assert desk.post("/sign-in", data={"token": "wrong"}).status_code == 403
        answer = desk.post("/sign-in", data={"token": TOKEN, "to": "/reports"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/reports")
        assert {"HttpOnly", "SameSite=strict"} <= set(answer.headers["set-cookie"].split("; "))
        assert TOKEN not in answer.headers["set-cookie"]
        assert desk.get("/api/case").status_code == 200


@pytest.mark.parametrize("to", ["//evil.example", "/\\evil.example", "https://evil.example", ""])
def test_signing_in_leads_nowhere_else(folder: Path, to: str) -> None:
    with client(folder, door=Door(key=KEY, token=TOKEN)) as desk:
        assert desk.post("/sign-in", data={"token": TOKEN, "to": to}).headers["location"] == "/"


def test_the_address_with_the_token_is_left_at_once(folder: Path) -> None:
    with client(folder, door=Door(key=KEY, token=TOKEN)) as desk:
        answer = desk.get(f"/?token={TOKEN}")
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        assert desk.get("/").status_code == 200


def test_a_program_shows_the_token_with_each_request_and_needs_no_key(folder: Path) -> None:
    with client(folder, door=Door(key=KEY, token=TOKEN)) as desk:
        bearing = {"authorization": f"Bearer {TOKEN}"}
        assert desk.get("/api/case", headers=bearing).status_code == 200
        assert desk.post("/api/refresh", headers=bearing).status_code == 202
        assert desk.get("/api/case", headers={"authorization": "Bearer x"}).status_code == 401
