"""`stemma remove`: it asks, it tells what goes and what stays, and it lists what went."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases.ferry import write_files
from tests.conftest import Command


@pytest.fixture
def case(stemma: Command, tmp_path: Path) -> Path:
    write_files(tmp_path / "in")
    stemma("build", tmp_path / "case", tmp_path / "in", "--reader", "rules")
    return tmp_path / "case"


def test_nothing_goes_that_nobody_confirmed(stemma: Command, case: Path) -> None:
    ended = stemma("remove", case, "letter.txt")
    assert ended.code == 2
    assert "--yes" in ended.err
    assert "letter.txt" in stemma("export", case).out


def test_a_report_goes_and_is_listed(stemma: Command, case: Path) -> None:
    ended = stemma("remove", case, "letter.txt", "--yes")
    assert (ended.code, ended.err.splitlines()[-1]) == (0, f"{case}: 1 report removed")
    assert "letter.txt" not in stemma("export", case).out
    assert "letter.txt" in stemma("remove", case, "--list").out


def test_removing_it_again_is_harmless(stemma: Command, case: Path) -> None:
    stemma("remove", case, "letter.txt", "--yes")
    ended = stemma("remove", case, "letter.txt", "--yes")
    assert ended.code == 0
    assert "removed before: letter.txt" in ended.err


def test_nothing_removed_is_nothing_to_list(stemma: Command, case: Path) -> None:
    assert stemma("remove", case, "--list").code == 1


def test_what_is_not_there_is_one_clear_error(stemma: Command, case: Path) -> None:
    ended = stemma("remove", case, "wire.html", "--yes")
    assert ended.code == 2
    assert len(ended.err.splitlines()) == 1


def test_reports_have_to_be_named(stemma: Command, case: Path) -> None:
    assert stemma("remove", case, "--yes").code == 2


def test_a_build_tells_what_stays_out_and_brings_it_back(stemma: Command, case: Path, tmp_path: Path) -> None:
    stemma("remove", case, "letter.txt", "--yes")
    again = stemma("build", case, tmp_path / "in")
    assert again.code == 0
    assert "note: letter.txt was removed from the case before" in again.err
    stemma("build", case, tmp_path / "in", "--bring-back")
    assert "letter.txt" in stemma("export", case).out


def test_the_ledger_tells_that_something_was_removed(stemma: Command, case: Path, tmp_path: Path) -> None:
    stemma("remove", case, "letter.txt", "--yes")
    assert "1  Reports that were removed from this case" in stemma("show", case).out
    stemma("report", case, "-o", tmp_path / "case.html")
    assert "removed from this case" in (tmp_path / "case.html").read_text(encoding="utf-8")


def test_a_judgement_on_it_is_shown_as_such(stemma: Command, case: Path) -> None:
    stemma("judge", case, "dependent", "letter.txt", "coast-1", "--author", "Ada")
    assert "1 judgement on it stay" in stemma("remove", case, "letter.txt", "--yes").err
    assert "letter.txt, which was removed from the case" in stemma("judge", case, "--list").out


def test_a_judgement_on_words_of_it_is_shown_as_such(stemma: Command, case: Path) -> None:
    stemma("judge", case, "same", "letter.txt:92", "coast-1:43", "--author", "Ada")
    stemma("remove", case, "letter.txt", "--yes")
    assert "words of letter.txt, which was removed from the case" in stemma("judge", case, "--list").out
