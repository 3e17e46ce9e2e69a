"""`stemma pack`, `unpack` and `merge` as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cases.ferry import write_files
from tests.conftest import Command


@pytest.fixture
def case(stemma: Command, tmp_path: Path) -> Path:
    write_files(tmp_path / "in")
    stemma("build", tmp_path / "case", tmp_path / "in", "--reader", "rules")
    return tmp_path / "case"


def test_a_case_is_handed_over_and_is_the_same_there(stemma: Command, case: Path, tmp_path: Path) -> None:
    packed = stemma("pack", case, "-o", tmp_path / "matter.zip")
    assert packed.code == 0
    assert "4 reports, 0 judgements, 4 originals; SHA-256 " in packed.err
    unpacked = stemma("unpack", tmp_path / "matter.zip", tmp_path / "there")
    assert (unpacked.code, "read by rules" in unpacked.err) == (0, True)
    assert stemma("export", tmp_path / "there").out == stemma("export", case).out


def test_one_without_originals_says_so(stemma: Command, case: Path, tmp_path: Path) -> None:
    assert "without originals" in stemma("pack", case, "-o", tmp_path / "bare.zip", "--without-originals").err
    assert "without the original bytes" in stemma("unpack", tmp_path / "bare.zip", tmp_path / "there").err


def test_a_missing_original_is_told_and_the_rest_is_packed(stemma: Command, case: Path, tmp_path: Path) -> None:
    next(path for path in (case / "originals").rglob("*") if path.is_file()).unlink()
    ended = stemma("pack", case, "-o", tmp_path / "matter.zip")
    assert ended.code == 2
    assert "is missing" in ended.err
    assert "missing already when it was packed: 1" in stemma("unpack", tmp_path / "matter.zip", case / "x").err


@pytest.mark.parametrize("line", ["pack nothing -o x.zip", "merge new nothing", "remove nothing a --yes"])
def test_a_folder_that_is_no_case_is_one_clear_error(
    stemma: Command, tmp_path: Path, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = stemma(*line.split())
    assert (ended.code, len(ended.err.splitlines())) == (2, 1)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_packed_case_is_one_clear_error(stemma: Command, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all", encoding="utf-8")
    ended = stemma("unpack", tmp_path / "letter.txt", tmp_path / "there")
    assert (ended.code, len(ended.err.splitlines())) == (2, 1)
    assert not (tmp_path / "there").exists()


def test_two_cases_become_one(stemma: Command, case: Path, tmp_path: Path) -> None:
    (tmp_path / "tip.txt").write_text('"I saw it," keeper Odo Krill said.\n', encoding="utf-8")
    stemma("build", tmp_path / "other", tmp_path / "tip.txt", "--reader", "rules")
    stemma("judge", tmp_path / "other", "dependent", "tip.txt", "Odo Krill", "--author", "Ada")
    ended = stemma("merge", case, tmp_path / "other")
    assert ended.code == 0
    assert "5 reports (1 new)" in ended.err
    assert "1 new judgement" in ended.err
    document = json.loads(stemma("export", case).out)
    assert "tip.txt" in {report["id"] for report in document["reports"]}
    assert len(document["judgements"]) == 1
