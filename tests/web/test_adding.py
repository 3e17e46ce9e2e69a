"""Adding files at the desk: what comes in is built, what can't be taken is told, nothing lands elsewhere."""

from __future__ import annotations

import io
import json
import threading
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from stemma.run.local import Built
from stemma.web.guard import KEY_HEADER, Door
from stemma.web.uploads import Receiving, left_over, safe_name
from stemma.web.worker import Task, Tell
from tests.web.desks import KEY, Inline, change, client, ended

STATEMENT = "The quay will stay closed until Monday, harbour chief Mona Lark said.\n"
Files = list[tuple[str, tuple[str, bytes]]]


class Held(Inline):
    """Builds when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self._may = threading.Event(), threading.Semaphore(0)

    def let_go(self) -> None:
        self.begun.clear()
        self._may.release()

    def run(self, task: Task, tell: Tell) -> Built:
        if task.inputs:
            self.begun.set()
        self._may.acquire()
        return super().run(task, tell)

    def stop(self) -> None:
        self._may.release()


def send(desk: TestClient, *files: tuple[str, bytes]) -> Response:
    return desk.post("/api/reports", files=[("file", file) for file in files], headers={KEY_HEADER: KEY})


def added(desk: TestClient, *files: tuple[str, bytes]) -> dict[str, Any]:
    """The job of adding these files, ended."""
    answer = send(desk, *files)
    assert answer.status_code == 202, answer.text
    return ended(desk, answer.json())


def everything_below(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if "originals" not in path.parts}


def test_a_file_becomes_a_report_with_its_name_as_id(desk: TestClient) -> None:
    job = added(desk, ("bote.txt", STATEMENT.encode()))
    assert (job["state"], job["new"], job["files"]) == ("done", 1, ["bote.txt"])
    assert desk.get("/api/reports/bote.txt").json()["text"] == STATEMENT
    assert "stay closed until Monday" in desk.get("/").text


def test_each_file_that_can_t_be_taken_is_told_and_the_others_are_taken(desk: TestClient) -> None:
    lines = b'{"id": "l1", "text": "Rain fell, Lark said."}\n{"id": 7}\n'
    job = added(
        desk, ("empty.txt", b""), ("bote.txt", STATEMENT.encode()), ("lines.jsonl", lines), ("a.zip", b"PK\3\4")
    )
    assert (job["state"], job["new"]) == ("done", 2)
    told = {one["file"]: one["why"] for one in job["problems"]}
    assert set(told) == {"empty.txt", "lines.jsonl, line 2", "a.zip"}
    assert told["empty.txt"] == "is empty"


def test_the_same_file_again_is_not_new(desk: TestClient) -> None:
    added(desk, ("bote.txt", STATEMENT.encode()))
    assert added(desk, ("bote.txt", STATEMENT.encode()))["new"] == 0


def test_two_files_of_one_name_are_two_reports(desk: TestClient) -> None:
    job = added(desk, ("news.txt", STATEMENT.encode()), ("news.txt", b"Rain fell all day, Paul Rosen said.\n"))
    assert job["new"] == 2


@pytest.mark.parametrize(
    "name",
    ["../../../escape.txt", "/etc/escape.txt", "..\\..\\escape.txt", "C:\\escape.txt", "a/../../escape.txt", "..", "."],
)
def test_a_name_leads_nowhere_but_into_the_case(tmp_path: Path, folder: Path, name: str) -> None:
    before = everything_below(tmp_path)
    with client(folder) as desk:
        job = added(desk, (name, STATEMENT.encode()))
    assert (job["state"], job["new"]) == ("done", 1)
    assert job["files"][0] in ("escape.txt", "unnamed")
    new = everything_below(tmp_path) - before
    assert all("stemma.sqlite" in path for path in new), new


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("news.html", "news.html"),
        ("", "unnamed"),
        ("  ", "unnamed"),
        ("...", "unnamed"),
        ("-", "-"),
        ("con.txt", "unnamed"),
        ("a\x00b\nc\u202egpj.exe", "a_b_c_gpj.exe"),
        ("<script>.html", "_script_.html"),
        ("\ud800.txt", "_.txt"),
        (".hidden", ".hidden"),
        ("Überschrift №1.txt", "Überschrift №1.txt"),
        ("trailing.txt. ", "trailing.txt"),
    ],
)
def test_a_hostile_name_becomes_a_plain_one(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.parametrize("name", ["x" * 5_000 + ".html", "ж" * 5_000, "." + "y" * 3_000, "a." * 2_000])
def test_a_long_name_is_cut_and_keeps_its_ending(name: str) -> None:
    cut = safe_name(name)
    assert 0 < len(cut.encode()) <= 180
    assert not name.endswith(".html") or cut.endswith(".html")


def test_a_hostile_name_renders_inert(desk: TestClient) -> None:
    added(desk, ("<img src=x onerror=alert(1)>.txt", STATEMENT.encode()))
    for path in ("/", "/reports", "/search?q=Monday"):
        assert "<img" not in desk.get(path).text


def test_more_than_the_desk_takes_at_once_is_refused_and_leaves_nothing(folder: Path) -> None:
    before = everything_below(folder)
    with client(folder, door=Door(key=KEY, most_uploaded=10_000)) as desk:
        assert send(desk, ("big.txt", b"x" * 20_000)).status_code == 413
        chunks = (b"x" * 1_000 for _ in range(40))
        headers = {KEY_HEADER: KEY, "content-type": "multipart/form-data; boundary=b"}
        assert desk.post("/api/reports", content=chunks, headers=headers).status_code in (413, 422)
        assert everything_below(folder) - before <= {"stemma.sqlite-wal", "stemma.sqlite-shm"}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "multipart/form-data; boundary=b"),
        (b"--b\r\nnonsense", "multipart/form-data; boundary=b"),
        (b"--b--\r\n", "multipart/form-data"),
        (b"file=x", "application/x-www-form-urlencoded"),
        (b"{}", "application/json"),
    ],
)
def test_what_is_no_file_is_told_so(desk: TestClient, content: bytes, kind: str) -> None:
    answer = desk.post("/api/reports", content=content, headers={KEY_HEADER: KEY, "content-type": kind})
    assert answer.status_code in (400, 422), answer.text
    assert answer.json()["error"]


def test_that_a_job_has_ended_has_a_higher_revision_than_all_that_was_told_before(folder: Path) -> None:
    with client(folder) as desk:
        answer = send(desk, ("bote.txt", STATEMENT.encode())).json()
        told = desk.get("/api/events", params={"job": answer["id"]}).text.splitlines()
        events = [json.loads(line.removeprefix("data: ")) for line in told if line.startswith('data: {"files"')]
        tellings = [answer, *(one for one in events if one["id"] == answer["id"]), ended(desk, answer)]
    by_state = {state: {one["revision"] for one in tellings if one["state"] == state} for state in ("running", "done")}
    assert answer["revision"] < max(by_state["done"])
    assert max(by_state["running"]) < max(by_state["done"])


def test_what_failed_is_kept_and_can_be_tried_again(folder: Path) -> None:
    builder = Inline()
    with client(folder, builder) as desk:
        ended(desk, desk.get("/api/jobs").json()["items"][0])
        builder.fails = "the disk is full"
        job = added(desk, ("bote.txt", STATEMENT.encode()))
        assert (job["state"], job["why"]) == ("failed", "the disk is full")
        again = change(desk, f"/api/jobs/{job['id']}/again")
        assert (again.status_code, ended(desk, again.json())["new"]) == (202, 1)
        assert change(desk, f"/api/jobs/{again.json()['id']}/again").status_code == 409
    assert not list(folder.glob(".delivery-*"))


def test_what_came_in_and_was_not_built_is_built_at_the_next_start(folder: Path) -> None:
    with Receiving(folder) as receiving:
        receiving.take("bote.txt", io.BytesIO(STATEMENT.encode()))
        receiving.finish()
    with client(folder) as desk:
        jobs = desk.get("/api/jobs").json()["items"]
        assert [job["files"] for job in jobs] == [[], ["bote.txt"]]
        assert ended(desk, jobs[1])["new"] == 1
    assert not list(folder.glob(".delivery-*"))


def test_what_was_cut_short_while_it_came_in_is_forgotten(folder: Path) -> None:
    (folder / ".coming-999999999-aa" / "00000").mkdir(parents=True)
    assert list(left_over(folder)) == []
    assert not list(folder.glob(".coming-*"))


def test_the_desk_answers_while_it_builds_and_builds_one_thing_at_a_time(folder: Path) -> None:
    builder = Held()
    with client(folder, builder) as desk:
        first, second = (send(desk, (name, STATEMENT.encode())).json()["id"] for name in ("a.txt", "b.txt"))
        builder.let_go()  # what is derived is brought up to date first
        builder.begun.wait(30)
        states = {job["id"]: job["state"] for job in desk.get("/api/jobs").json()["items"]}
        assert (states[first], states[second]) == ("running", "waiting")
        assert desk.get("/").status_code == 200
        stopped = change(desk, f"/api/jobs/{second}/stop").json()
        assert stopped["state"] == "stopped"
        builder.let_go()
        assert ended(desk, {"id": first})["new"] == 1
        assert desk.get("/api/reports/b.txt").status_code == 404


def test_a_job_that_has_ended_can_t_be_stopped(desk: TestClient) -> None:
    job = added(desk, ("bote.txt", STATEMENT.encode()))
    stopped = change(desk, f"/api/jobs/{job['id']}/stop")
    assert stopped.json()["state"] == "done"
    assert change(desk, "/api/jobs/none/stop").status_code == 404
