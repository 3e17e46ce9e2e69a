"""The process that builds: the same as building here, and ended in the middle it leaves the case whole."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from stemma.model import StemmaError
from stemma.run.local import build_case, derived_case
from stemma.store import open_case
from stemma.web.worker import Task, Worker
from tests.web.desks import Inline, client, ended, new_case, report
from tests.web.test_adding import STATEMENT, send

# So many that the reading is still under way when the first of it is told.
MANY = 60
SENTENCE = "Gate {0} of the quay was shut on Friday, harbour chief Mona Lark said. “We open gate {0} soon,” she said."


@pytest.fixture
def worker() -> Iterator[Worker]:
    found = Worker()
    yield found
    found.stop()


def page(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_build_in_the_process_is_a_build_and_tells_of_its_steps(tmp_path: Path, worker: Worker) -> None:
    folder = new_case(tmp_path / "case")
    steps: list[str] = []
    new = page(tmp_path, "bote.txt", "Rain fell all day, Paul Rosen said.")
    built = worker.run(Task(folder, (new, tmp_path / "none.txt")), lambda stage, *_: steps.append(stage))
    assert (built.intake.new, built.reports, len(built.intake.problems)) == (1, 5, 1)
    assert list(dict.fromkeys(steps)) == ["collect", "read", "compare"]


def test_a_case_that_can_t_be_used_is_told_and_the_process_goes_on(tmp_path: Path, worker: Worker) -> None:
    page(tmp_path, "file", "no folder")
    with pytest.raises(StemmaError, match="is a file, not a case folder"):
        worker.run(Task(tmp_path / "file"), lambda *_: None)
    assert worker.run(Task(new_case(tmp_path / "case")), lambda *_: None).reports == 4


@pytest.mark.parametrize("how", ["stop", "kill"])
def test_ended_in_the_middle_it_leaves_the_case_whole(tmp_path: Path, worker: Worker, how: str) -> None:
    folder = new_case(tmp_path / "case")
    before = derived_case(folder)
    lines = "\n".join(f'{{"id": "g{n}", "text": "{SENTENCE.format(n)}"}}' for n in range(MANY))
    inputs = (page(tmp_path, "gates.jsonl", lines),)

    def end(stage: str, done: int, total: int | None) -> None:
        if stage == "read" and done == 1:
            if how == "stop":
                worker.stop()
            elif worker.process and worker.process.pid:
                os.kill(worker.process.pid, signal.SIGKILL)

    with pytest.raises(StemmaError, match="what was done is kept"):
        worker.run(Task(folder, inputs), end)
    with open_case(folder, create=False) as store:
        assert store.case() == before
        assert len(store.reports()) == 4 + MANY
    built = worker.run(Task(folder, inputs), lambda *_: None)
    assert (built.intake.new, built.reports) == (0, 4 + MANY)


def test_a_server_that_dies_leaves_no_process_behind(tmp_path: Path, worker: Worker) -> None:
    folder = new_case(tmp_path / "case")
    inputs = (page(tmp_path, "bote.txt", "Rain fell all day, Paul Rosen said."),)
    process = worker.process

    def die(*_: object) -> None:
        nonlocal process
        process = worker.process
        worker.hang_up()

    with pytest.raises(StemmaError, match="was ended"):
        worker.run(Task(folder, inputs), die)
    assert process is not None
    process.join(30)
    assert process.exitcode == 0


def test_the_process_finds_what_this_one_finds(tmp_path: Path, worker: Worker) -> None:
    reports = [report(f"r{n}", SENTENCE.format(n)) for n in range(5)]
    here, there = new_case(tmp_path / "here", *reports), new_case(tmp_path / "there", *reports)
    new = page(tmp_path, "bote.txt", "Gate 3 of the quay was shut on Friday, Mona Lark said.")
    build_case(here, [new], workers=1)
    worker.run(Task(there, (new,)), lambda *_: None)
    one, other = derived_case(here), derived_case(there)
    assert (one.claims, one.utterances, one.lineage) == (other.claims, other.utterances, other.lineage)


def test_a_desk_that_closes_while_it_builds_keeps_what_came_in(tmp_path: Path) -> None:
    folder, builder = new_case(tmp_path / "case"), Inline()
    with client(folder, builder) as desk:
        ended(desk, desk.get("/api/jobs").json()["items"][0])
        builder.fails = "the building was ended"
        ended(desk, send(desk, ("bote.txt", STATEMENT.encode())).json())
    with client(folder) as desk:
        assert ended(desk, desk.get("/api/jobs").json()["items"][1])["new"] == 1
