"""Bad input gets one clear line that names it, and loses nothing: the rest is processed."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
from pathlib import Path

import pytest

from stemma.model import Reading, Report
from stemma.read.readers import ReaderName
from stemma.run.stages import read_to_compare
from tests.cases.ferry import write_files
from tests.conftest import Command, Ended


def reports_in(stemma: Command, case: Path) -> list[str]:
    return [report["id"] for report in json.loads(stemma("export", case).out)["reports"]]


def one_line(ended: Ended, *words: str) -> None:
    """The command failed with one line of error for the input, which holds `words`, and no traceback."""
    lines = [line for line in ended.err.splitlines() if line.startswith("stemma: ")]
    assert ended.code == 2, ended
    assert len(lines) == 1, ended.err
    assert all(word in lines[0] for word in words), ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b"  \n \n", "no"),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(200), ""),
        ("noise.txt", bytes(range(256)) * 20, ""),
        ("paper.pdf", b"%PDF-1.7\n" + bytes(100), "PDF"),
        ("nothing.html", b"<html><body></body></html>", "no "),
    ],
)
def test_an_input_that_is_no_report(stemma: Command, tmp_path: Path, name: str, data: bytes, word: str) -> None:
    files = write_files(tmp_path / "in")
    bad = tmp_path / name
    bad.write_bytes(data)
    one_line(stemma("build", tmp_path / "case", bad, *files), name, word)
    assert len(reports_in(stemma, tmp_path / "case")) == 4


def test_a_missing_file(stemma: Command, tmp_path: Path) -> None:
    files = write_files(tmp_path / "in")
    one_line(stemma("build", tmp_path / "case", tmp_path / "gone.html", *files), "gone.html")
    assert len(reports_in(stemma, tmp_path / "case")) == 4


def test_json_lines_with_a_broken_line_name_the_line(stemma: Command, tmp_path: Path) -> None:
    feed = tmp_path / "feed.jsonl"
    feed.write_text(
        '{"id": "a", "text": "The pier is closed, the board said."}\n{"id": "b", "text": \n'
        '{"id": "c", "text": "The pier is open, the mayor said."}\n',
        encoding="utf-8",
    )
    one_line(stemma("build", tmp_path / "case", feed), "feed.jsonl", "line 2")
    assert reports_in(stemma, tmp_path / "case") == ["a", "c"]


def test_a_wrongly_encoded_page_is_still_read(stemma: Command, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    text = (
        "<html><head><meta charset='utf-8'><title>Łódź</title></head><body><article><p>Burmistrz Łodzi powiedział, że"
    )
    text += (
        " most jest zamknięty od wtorku.</p><p>Mieszkańcy muszą jechać objazdem przez wieś.</p></article></body></html>"
    )
    page.write_bytes(text.encode("cp1250"))
    assert stemma("build", tmp_path / "case", page).code == 0
    (report,) = json.loads(stemma("export", tmp_path / "case").out)["reports"]
    assert "zamknięty" in report["text"]


def test_deeply_nested_html_ends(stemma: Command, tmp_path: Path) -> None:
    page = tmp_path / "deep.html"
    page.write_text("<html><body>" + "<div>" * 100_000 + "deep" + "</div>" * 100_000, encoding="utf-8")
    ended = stemma("build", tmp_path / "case", page)
    assert ended.code in (0, 2)
    assert "Traceback" not in ended.err


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file(stemma: Command, tmp_path: Path) -> None:
    files = write_files(tmp_path / "in")
    secret = tmp_path / "secret.txt"
    secret.write_text("Nobody may read this.", encoding="utf-8")
    secret.chmod(0)
    one_line(stemma("build", tmp_path / "case", secret, *files), "secret.txt")


def test_a_case_of_a_newer_version_is_left_alone(stemma: Command, tmp_path: Path) -> None:
    files = write_files(tmp_path / "in")
    case = tmp_path / "case"
    stemma("build", case, *files)
    with sqlite3.connect(case / "stemma.sqlite") as database:
        (table,) = database.execute(
            "select name from sqlite_master where type='table' and name like '%meta%'"
        ).fetchone()
        database.execute(f"update {table} set value = '9999' where key = 'schema_version'")
    database.close()
    for command in (
        ("build", case, *files),
        ("show", case),
        ("export", case),
        ("report", case, "-o", tmp_path / "x.html"),
    ):
        one_line(stemma(*command), "newer")


@pytest.mark.parametrize("verb", ["show", "export"])
def test_a_folder_that_is_no_case(stemma: Command, tmp_path: Path, verb: str) -> None:
    one_line(stemma(verb, tmp_path / "nowhere"), "nowhere")


def test_a_full_disk_is_said_and_the_old_case_stays(
    stemma: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, letter, feed = write_files(tmp_path / "in")
    case = tmp_path / "case"
    stemma("build", case, page)
    before = stemma("export", case).out

    def full(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr("os.replace", full)
        one_line(stemma("build", case, letter), "space")
    assert stemma("export", case).out == before
    assert stemma("build", case, letter, feed).code == 0


def test_nothing_found_is_exit_code_one(stemma: Command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert stemma("build", tmp_path / "case", tmp_path / "empty").code == 1
    assert stemma("read", tmp_path / "empty").code == 1


def test_reading_goes_on_after_a_bad_file(stemma: Command, tmp_path: Path) -> None:
    files = write_files(tmp_path / "in")
    ended = stemma("read", tmp_path / "gone.txt", *files)
    assert ended.code == 2
    assert len([json.loads(line) for line in ended.out.splitlines()]) == 4


def test_an_output_that_cannot_be_written(stemma: Command, tmp_path: Path) -> None:
    stemma("build", tmp_path / "case", *write_files(tmp_path / "in"))
    one_line(stemma("report", tmp_path / "case", "-o", tmp_path / "no" / "such" / "page.html"), "page.html")


def test_a_report_that_stemma_stumbles_over_is_one_line_and_the_rest_is_built(
    stemma: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbling(report: Report, name: ReaderName) -> Reading:
        if report.id == "letter.txt":
            raise IndexError("string index out of range")
        return read_to_compare(report, name)

    write_files(tmp_path / "in")
    monkeypatch.setattr("stemma.run.local.read_to_compare", stumbling)
    ended = stemma("build", tmp_path / "case", tmp_path / "in", "--reader", "rules", "--workers", "1", "--quiet")
    one_line(ended, "letter.txt: could not be read because of an error in Stemma (IndexError", "report this as a bug")
    assert len(reports_in(stemma, tmp_path / "case")) == 4
    assert "Reports that could not be read" in stemma("show", tmp_path / "case").out
