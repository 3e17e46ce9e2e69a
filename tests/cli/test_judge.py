"""`stemma judge` as its users meet it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cases.ferry import write_files
from tests.conftest import Command


@pytest.fixture
def case(stemma: Command, tmp_path: Path) -> Path:
    stemma("build", tmp_path / "case", *write_files(tmp_path / "in"), "--reader", "rules", "-q")
    return tmp_path / "case"


def exported(stemma: Command, case: Path) -> dict[str, Any]:
    return json.loads(stemma("export", case).out)  # type: ignore[no-any-return]


def claims(stemma: Command, case: Path) -> list[str]:
    return [claim["id"] for claim in exported(stemma, case)["claims"]]


def test_a_judgement_is_taken_told_listed_and_exported(stemma: Command, case: Path) -> None:
    one, other, *_ = claims(stemma, case)
    ended = stemma("judge", case, "same", one, other[:6], "--author", "Ada")
    assert (ended.code, ended.err) == (0, "")
    assert "same claim · Ada, " in ended.out
    assert "in force" in ended.out
    assert "→ claim c" in ended.out
    (row,) = exported(stemma, case)["judgements"]
    assert (row["verb"], row["author"], row["undone_by"], len(row["subjects"])) == ("same claim", "Ada", None, 2)
    assert row["id"] in stemma("judge", case, "--list").out
    assert row["id"] in stemma("show", case).out
    assert not {one, other} & set(claims(stemma, case))


def test_undoing_is_another_row_and_brings_back_the_case(stemma: Command, case: Path) -> None:
    before = exported(stemma, case)
    one, other, *_ = (claim["id"] for claim in before["claims"])
    stemma("judge", case, "same", one, other, "--author", "Ada")
    (row,) = exported(stemma, case)["judgements"]
    ended = stemma("judge", case, "--undo", row["id"], "--author", "Bo")
    assert (ended.code, ended.out.split()[:2]) == (0, ["undone:", row["id"]])
    after = exported(stemma, case)
    assert after["claims"] == before["claims"]
    assert [r["verb"] for r in after["judgements"]] == ["same claim", "undo"]
    assert after["judgements"][0]["undone_by"] == after["judgements"][1]["id"]
    listed = stemma("judge", case, "--list").out
    assert "· undone: " in listed
    assert "Bo" in listed


def test_no_judgements_is_exit_code_one(stemma: Command, case: Path) -> None:
    ended = stemma("judge", case, "--list")
    assert (ended.code, ended.out) == (1, "no judgements\n")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("same",),
        ("same", "only-one"),
        ("admire", "a", "b"),
        ("same", "a", "b", "--list"),
        ("dependent", "a", "b", "--of", "claim"),
        ("same", "no-such-thing", "neither-this"),
        ("--undo", "j000"),
        ("--undo", ""),
        ("same", "c" * 100_000, "[red]\x1b[31m"),
        ("dependent", "Ilse Varga", "Ilse Varga"),
    ],
)
def test_what_makes_no_sense_is_one_clear_error(stemma: Command, case: Path, arguments: tuple[str, ...]) -> None:
    before = stemma("export", case).out
    ended = stemma("judge", case, *arguments)
    assert ended.code == 2
    assert ended.err.strip()
    assert "Traceback" not in ended.err
    assert "\x1b" not in ended.err
    assert len(ended.err) < 1_000
    assert stemma("export", case).out == before


def test_a_hostile_author_cannot_act_on_page_or_terminal(stemma: Command, case: Path, tmp_path: Path) -> None:
    author = "<script>alert(1)</script>\x1b[31m\u202e"
    assert stemma("judge", case, "dependent", "Ilse Varga", "Harbour Board", "--author", author).code == 0
    for shown in (stemma("show", case), stemma("judge", case, "--list")):
        assert "\x1b" not in shown.out
        assert "\u202e" not in shown.out
    stemma("report", case, "-o", tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_case_file_tells_of_judgements(stemma: Command, case: Path, tmp_path: Path) -> None:
    one, other, *_ = claims(stemma, case)
    stemma("judge", case, "same", one, other, "--author", "Ada")
    stemma("report", case, "-o", tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert '<span class="weak">judged</span>' in page
    assert "judged one claim by Ada on " in page
    assert '<ul class="judgements">' in page


def test_judging_where_there_is_no_case(stemma: Command, tmp_path: Path) -> None:
    ended = stemma("judge", tmp_path / "nowhere", "--list")
    assert ended.code == 2
    assert "nowhere" in ended.err
    assert not (tmp_path / "nowhere").exists()
