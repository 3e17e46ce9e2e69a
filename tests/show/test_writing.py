"""Output is whole or not there, whatever it is written to."""

from __future__ import annotations

from pathlib import Path
from typing import IO

import pytest

from stemma.model import StemmaError
from stemma.show.writing import write_file, write_folder, write_text


def _halfway(file: IO[bytes]) -> None:
    file.write(b"the first half")
    raise StemmaError("no second half")


def test_a_file_that_fails_half_way_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "ledger.txt"
    write_text(path, "yesterday's")
    with pytest.raises(StemmaError, match="no second half"):
        write_file(path, _halfway)
    assert path.read_text(encoding="utf-8") == "yesterday's"
    assert [item.name for item in tmp_path.iterdir()] == ["ledger.txt"]


def test_nothing_is_printed_of_what_fails_half_way(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    with pytest.raises(StemmaError, match="no second half"):
        write_file(None, _halfway)
    assert capfdbinary.readouterr().out == b""


def test_a_writer_may_go_back_in_what_it_wrote(tmp_path: Path) -> None:
    def write(file: IO[bytes]) -> None:
        file.write(b"length 0, words")
        file.seek(7)
        file.write(b"5")

    write_file(tmp_path / "a", write)
    assert (tmp_path / "a").read_bytes() == b"length 5, words"


def test_a_folder_is_made_and_other_files_in_it_stay(tmp_path: Path) -> None:
    folder = tmp_path / "made" / "here"
    write_folder(folder, [("one.csv", b"1")])
    write_folder(folder, [("two.csv", b"2")])
    assert sorted(path.name for path in folder.iterdir()) == ["one.csv", "two.csv"]


def test_a_folder_that_is_a_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    with pytest.raises(StemmaError, match="taken: can't be made a folder"):
        write_folder(tmp_path / "taken", [("one.csv", b"1")])
