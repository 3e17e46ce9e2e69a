"""An error of Stemma's own costs the report that it happened to, and says where it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemma.model import InputError, Reading, Report, StageError
from stemma.read.readers import ReaderName
from stemma.run import local
from stemma.run.inputs import Input
from stemma.run.intake import collect_input
from stemma.run.local import build_case, derived_case, read_inputs
from stemma.run.stages import read_one, read_to_compare
from tests.cases.ferry import write_files

UNLUCKY = "coast-2"


def stumbling(report: Report, name: ReaderName) -> Reading:
    """A reader that falls over one report."""
    if report.id == UNLUCKY:
        raise ZeroDivisionError("Brandt Lines denied that it had known")
    return read_to_compare(report, name)


def forgetful(report: Report, name: ReaderName) -> Reading:
    raise MemoryError


def broken(*_: object) -> None:
    raise KeyError("nobody is missing")


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    return write_files(tmp_path / "in")


def build(folder: Path, files: list[Path], read: object = stumbling) -> local.Built:
    return build_case(folder, files, workers=1, reader="rules", read=read)  # type: ignore[arg-type]


def test_a_report_that_can_not_be_read_costs_itself(files: list[Path], tmp_path: Path) -> None:
    built = build(tmp_path / "case", files)
    (problem,) = built.intake.problems
    assert problem.name == UNLUCKY
    assert "ZeroDivisionError in stemma.run.attempts" in problem.why
    assert "report this as a bug" in problem.why
    assert "denied" not in problem.why
    assert built.reports == 4
    assert built.claims > 0


def test_it_is_in_the_case_as_unread_and_says_nothing(files: list[Path], tmp_path: Path) -> None:
    build(tmp_path / "case", files)
    case = derived_case(tmp_path / "case")
    assert [report.id for report in case.reports if report.unread] == [UNLUCKY]
    assert UNLUCKY not in {statement.report for statement in case.statements}


def test_the_next_build_tries_it_again_and_ends_where_an_undisturbed_one_does(
    files: list[Path], tmp_path: Path
) -> None:
    build(tmp_path / "case", files)
    again = build(tmp_path / "case", [], read_to_compare)
    build(tmp_path / "whole", files, read_to_compare)
    assert again.intake.problems == []
    here, there = derived_case(tmp_path / "case"), derived_case(tmp_path / "whole")
    assert (here.claims, here.statements) == (there.claims, there.statements)


def test_looking_at_the_case_does_not_try_again(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path / "case", files)
    monkeypatch.setattr(local, "derive", broken)
    assert len(derived_case(tmp_path / "case").reports) == 4


def test_what_is_unread_stays_told(files: list[Path], tmp_path: Path) -> None:
    build(tmp_path / "case", files)
    assert [problem.name for problem in build(tmp_path / "case", []).intake.problems] == [UNLUCKY]


def test_a_want_of_memory_is_not_taken_for_a_bad_report(files: list[Path], tmp_path: Path) -> None:
    with pytest.raises(MemoryError):
        build(tmp_path / "case", files, forgetful)


def test_readings_alone_go_on_behind_it(files: list[Path]) -> None:
    def read(report: Report, name: ReaderName) -> Reading:
        stumbling(report, name)
        return read_one(report, name)

    results = list(read_inputs(files, workers=1, reader="rules", read=read))
    assert [result.name for result in results if isinstance(result, InputError)] == [UNLUCKY]
    assert len(results) == 4


@pytest.mark.parametrize(
    ("stage", "doing"),
    [("stemma.compare.links.compare", "comparing the reports"), ("stemma.trace.trace", "tracing the claims")],
)
def test_a_stage_that_fails_is_named_and_nothing_is_lost(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str, doing: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(stage, broken)
        with pytest.raises(
            StageError, match=f"{doing} met an error in Stemma \\(KeyError in stemma.run.stages"
        ) as told:
            build(tmp_path / "case", files, read_to_compare)
    assert "missing" not in str(told.value)
    assert len(derived_case(tmp_path / "case").reports) == 4


def test_a_format_that_falls_over_an_input_costs_that_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stemma.run.intake.collect", broken)
    (problem,) = collect_input(None, Input("odd.html", 3, data=b"odd"))
    assert isinstance(problem, InputError)
    assert problem.name == "odd.html"
    assert "KeyError" in problem.why
