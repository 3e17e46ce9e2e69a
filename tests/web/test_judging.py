"""Judging at the desk: what is judged holds, shows and can be undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from stemma.run.judging import judge
from stemma.run.local import derived_case
from stemma.web.guard import KEY_HEADER
from tests.web.desks import KEY, TAKING, change, claim_with, client, ended

EMPTY, UNPAID = "warehouse on Quay Street", "guard has been paid"


def same(desk: TestClient, **fields: Any) -> dict[str, Any]:
    """Two claims judged one."""
    subjects = [claim_with(desk, EMPTY)["id"], claim_with(desk, UNPAID)["id"]]
    answer = change(desk, "/api/judgements", {"verb": "same", "of": "claim", "subjects": subjects} | fields)
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_a_judgement_changes_the_case_and_undoing_it_changes_it_back(desk: TestClient, folder: Path) -> None:
    before = desk.get("/api/claims").json()["total"]
    told = same(desk)
    assert ended(desk, told["job"])["state"] == "done"
    assert desk.get("/api/claims").json()["total"] == before - 1
    undone = change(desk, f"/api/judgements/{told['judgement']['id']}/undo").json()
    assert ended(desk, undone["job"])["state"] == "done"
    assert desk.get("/api/claims").json()["total"] == before
    assert [row.verb for row in derived_case(folder).judgements] == ["same claim", "undo"]


def test_the_pages_tell_of_it_and_by_whom(desk: TestClient) -> None:
    told = same(desk, author="  Grace\nHopper ")
    ended(desk, told["job"])
    page = desk.get("/judgements").text
    assert "Grace Hopper" in page
    assert "in force" in page
    assert f'data-undo="{told["judgement"]["id"]}"' in page
    assert "Grace Hopper" in desk.get("/").text


def test_the_same_again_is_told_and_not_kept_twice(desk: TestClient) -> None:
    body = {"verb": "dependent", "subjects": ["Mona Lark", "Paul Rosen"]}
    first = change(desk, "/api/judgements", body)
    again = change(desk, "/api/judgements", body)
    assert (first.status_code, again.status_code, again.json()["new"]) == (201, 200, False)
    assert desk.get("/api/judgements").json()["total"] == 1


def test_actors_become_one(desk: TestClient) -> None:
    answer = change(desk, "/api/judgements", {"verb": "same", "subjects": ["Mona Lark", "Paul Rosen"]})
    ended(desk, answer.json()["job"])
    names = [(actor["name"], *actor["aliases"]) for actor in desk.get("/api/actors").json()["items"]]
    assert any({"Mona Lark", "Paul Rosen"} <= set(one) for one in names)


def test_a_note_is_kept_at_once_and_shown_as_it_was_written(desk: TestClient) -> None:
    body = {"text": TAKING, "subjects": [claim_with(desk, EMPTY)["id"]]}
    told = change(desk, "/api/notes", body).json()
    assert told["job"] is None
    page = desk.get("/judgements").text
    assert TAKING not in page
    assert "&lt;script&gt;document.title=" in page
    assert desk.get("/api/case").json()["behind"] is False


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ({}, "`verb` is to be a text"),
        ({"verb": "dance"}, "the verb is one of"),
        ({"verb": "same"}, "`subjects` is to be a list"),
        ({"verb": "same", "subjects": [1, 2]}, "`subjects` is to be a list"),
        ({"verb": "same", "subjects": ["nothing", "nobody"]}, "is nothing in this case"),
        ({"verb": "dependent", "of": "actor", "subjects": ["Mona Lark", "Paul Rosen"]}, "only for `same`"),
        ({"verb": "same", "subjects": ["Mona Lark"]}, "name two or more"),
        ({"verb": "same", "of": "actor", "subjects": []}, "name two or more"),
    ],
)
def test_what_can_t_be_judged_is_told_why(desk: TestClient, body: dict[str, Any], why: str) -> None:
    answer = change(desk, "/api/judgements", body)
    assert answer.status_code == 422
    assert why in answer.json()["error"]


@pytest.mark.parametrize("body", [b"[]", b"{", b"\xff", b"[" * 100_000, b'"same"'])
def test_a_body_that_is_no_object_is_told_so(desk: TestClient, body: bytes) -> None:
    answer = desk.post("/api/judgements", content=body, headers={KEY_HEADER: KEY})
    assert (answer.status_code, answer.json()["error"]) == (422, "the body is to be a JSON object")


def test_a_judgement_made_in_the_terminal_is_seen_by_the_desk(desk: TestClient, folder: Path) -> None:
    before = desk.get("/api/case").json()["version"]
    claims = [claim_with(desk, words)["id"] for words in (EMPTY, UNPAID)]
    judge(folder, "same", claims, author="Eve", made="2031-05-08T09:00:00.000")
    assert desk.get("/api/case").json()["behind"] is True
    derived_case(folder)
    standing = desk.get("/api/case").json()
    assert (standing["behind"], standing["version"] == before) == (False, False)
    assert "Eve" in desk.get("/judgements").text


def test_two_desks_over_one_case_see_each_other_s_judgements(folder: Path) -> None:
    with client(folder) as one, client(folder) as other:
        told = same(one)
        ended(one, told["job"])
        assert other.get("/api/judgements").json()["items"][0]["id"] == told["judgement"]["id"]
        undone = change(other, f"/api/judgements/{told['judgement']['id']}/undo").json()
        ended(other, undone["job"])
        again = change(one, f"/api/judgements/{told['judgement']['id']}/undo")
        assert "is undone already" in again.json()["error"]
