"""Who reads the reports: chosen by the user, remembered by the case, found wanting before anything is done."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from stemma.model import Entity, Reading, Report, Span, WeightsError
from stemma.read.reader import read
from stemma.read.readers import DEFAULT_READER, ReaderName
from stemma.run import local, stages
from stemma.store import CASE_FILE
from tests.cases.ferry import write_files
from tests.conftest import Command


class MadeUp:
    """Readers that mark the first five characters as a name and keep count of what they read."""

    def __init__(self) -> None:
        self.read: list[tuple[ReaderName, str]] = []
        self.loads: list[ReaderName] = []
        self.broken: set[ReaderName] = set()

    def reader(self, name: ReaderName) -> Callable[[Report], Reading]:
        self.loads.append(name)
        if name in self.broken:
            raise WeightsError(f"the weights of the reader {name!r} are cut short: install Stemma again")

        def reads(report: Report) -> Reading:
            self.read.append((name, report.id))
            first = Entity(report=report.id, span=Span(0, 5), kind="product" if name == "fast" else "other")
            return read(report) if name == "rules" else replace(read(report), entities=(first,))

        return reads

    def forget(self) -> None:
        """As in a new process."""
        self.read, self.loads = [], []
        stages.loaded.cache_clear()


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[MadeUp]:
    """All readers replaced by made-up ones, for work in this process."""
    readers = MadeUp()
    monkeypatch.setattr(stages, "reader", readers.reader)
    monkeypatch.setattr(stages, "reader_version", lambda name: f"{name}/made-up")
    stages.loaded.cache_clear()
    yield readers
    stages.loaded.cache_clear()


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    return write_files(tmp_path / "in")


def kinds(stemma: Command, case: Path) -> set[str]:
    """The kinds of the entities in the export; each made-up reader marks its own."""
    return {entity["kind"] for entity in json.loads(stemma("export", case).out)["entities"]}


def test_a_reading_is_by_the_reader_that_was_asked_for(stemma: Command, made_up: MadeUp, files: list[Path]) -> None:
    ended = stemma("read", "--reader", "fast", "--workers", "1", files[2])
    first, _ = map(json.loads, ended.out.splitlines())
    assert first["entities"] == [{"report": "coast-1", "span": [0, 5], "kind": "product"}]
    assert made_up.read == [("fast", "coast-1"), ("fast", "coast-2")]
    assert made_up.loads == ["fast"]


def test_the_rules_mark_no_entities(stemma: Command, files: list[Path]) -> None:
    ended = stemma("read", "--reader", "rules", *files)
    assert [json.loads(line)["entities"] for line in ended.out.splitlines()] == [[]] * 4


def test_nobody_else_may_be_asked_for(stemma: Command, files: list[Path]) -> None:
    ended = stemma("read", "--reader", "careless", *files)
    assert ended.code == 2
    assert "careless" in ended.err


def test_a_new_case_is_read_by_the_default_reader(
    stemma: Command, made_up: MadeUp, files: list[Path], tmp_path: Path
) -> None:
    assert stemma("build", tmp_path / "case", *files).code == 0
    assert {name for name, _ in made_up.read} == {DEFAULT_READER}


def test_a_case_keeps_its_reader(stemma: Command, made_up: MadeUp, files: list[Path], tmp_path: Path) -> None:
    case = tmp_path / "case"
    assert "read by fast" in stemma("build", case, "--reader", "fast", *files[:2]).err
    made_up.forget()
    assert "read by fast" in stemma("build", case, files[2]).err
    assert made_up.read == [("fast", "coast-1"), ("fast", "coast-2")]
    assert kinds(stemma, case) == {"product"}


def test_what_is_up_to_date_is_shown_without_loading_a_reader(
    stemma: Command, made_up: MadeUp, files: list[Path], tmp_path: Path
) -> None:
    case = tmp_path / "case"
    stemma("build", case, "--reader", "fast", *files)
    made_up.forget()
    assert stemma("show", case).code == 0
    assert made_up.loads == []


@pytest.mark.parametrize("verb", ["show", "export"])
def test_a_case_is_derived_anew_by_its_own_reader(
    stemma: Command, made_up: MadeUp, files: list[Path], tmp_path: Path, verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = tmp_path / "case"
    stemma("build", case, "--reader", "fast", *files)
    made_up.forget()
    monkeypatch.setattr(stages, "reader_version", lambda name: f"{name}/a later one")
    assert stemma(verb, case).code == 0
    assert [name for name, _ in made_up.read] == ["fast"] * 4


def test_another_reader_reads_everything_anew_and_is_remembered(
    stemma: Command, made_up: MadeUp, files: list[Path], tmp_path: Path
) -> None:
    case = tmp_path / "case"
    stemma("build", case, "--reader", "fast", *files)
    made_up.forget()
    stemma("build", case, "--reader", "accurate", files[0])
    assert [name for name, _ in made_up.read] == ["accurate"] * 4
    made_up.forget()
    stemma("build", case, files[0])
    assert made_up.read == []
    assert kinds(stemma, case) == {"other"}


def test_the_readings_of_another_reader_are_not_kept(
    stemma: Command, made_up: MadeUp, files: list[Path], tmp_path: Path
) -> None:
    case = tmp_path / "case"
    for name in ("fast", "accurate"):
        stemma("build", case, "--reader", name, *files)
    with closing(sqlite3.connect(case / CASE_FILE)) as database:
        rows = database.execute("SELECT DISTINCT reader FROM readings").fetchall()
    assert [key.split("/")[0] for (key,) in rows] == ["accurate"]


def test_a_change_of_reader_that_is_cut_short_leaves_the_case_with_the_old_one(
    made_up: MadeUp, stemma: Command, files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = tmp_path / "case"
    stemma("build", case, "--reader", "fast", *files)

    def pulled(*arguments: object) -> None:
        raise OSError("the plug was pulled")

    with monkeypatch.context() as cut:
        cut.setattr(local, "derive", pulled)
        with pytest.raises(OSError, match="plug"):
            local.build_case(case, [files[0]], workers=1, reader="accurate")
    assert kinds(stemma, case) == {"product"}


def test_weights_that_can_not_be_used_are_said_before_a_case_is_made(
    stemma: Command, made_up: MadeUp, files: list[Path], tmp_path: Path
) -> None:
    made_up.broken = {"accurate"}
    ended = stemma("build", tmp_path / "case", "--reader", "accurate", *files)
    assert ended.code == 2
    assert ended.err == "stemma: the weights of the reader 'accurate' are cut short: install Stemma again\n"
    assert not (tmp_path / "case").exists()


@pytest.mark.parametrize("asked", [(), ("--reader", "accurate")])
def test_weights_that_can_not_be_used_leave_a_case_untouched(
    stemma: Command, made_up: MadeUp, files: list[Path], tmp_path: Path, asked: tuple[str, ...]
) -> None:
    case = tmp_path / "case"
    stemma("build", case, "--reader", "fast", files[0])
    before = stemma("export", case).out
    made_up.forget()
    made_up.broken = {"fast", "accurate"}
    ended = stemma("build", case, *asked, *files)
    assert ended.code == 2
    assert len(ended.err.splitlines()) == 1
    made_up.broken = set()
    made_up.forget()
    assert stemma("export", case).out == before
    assert made_up.loads == []


def test_weights_that_can_not_be_used_are_said_before_anything_is_read(
    stemma: Command, made_up: MadeUp, files: list[Path], tmp_path: Path
) -> None:
    made_up.broken = {"accurate"}
    ended = stemma("read", "--reader", "accurate", tmp_path / "gone.txt", *files)
    assert (ended.code, ended.out) == (2, "")
    assert len(ended.err.splitlines()) == 1


def test_a_case_of_a_reader_that_there_is_no_more_says_so(
    stemma: Command, made_up: MadeUp, files: list[Path], tmp_path: Path
) -> None:
    case = tmp_path / "case"
    stemma("build", case, "--reader", "fast", *files)
    with closing(sqlite3.connect(case / CASE_FILE)) as database, database:
        database.execute("UPDATE meta SET value = 'oracle' WHERE key = 'reader'")
    ended = stemma("show", case)
    assert ended.code == 2
    assert "'oracle'" in ended.err
    assert stemma("build", case, "--reader", "fast", files[0]).code == 0
