"""What the user names becomes a stream of inputs; what can't be taken is said in its place."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from stemma.collect import Collected, collect
from stemma.model import InputError
from stemma.run.inputs import Input, Limits, walk


def names(*paths: Path | str) -> list[str]:
    return [Path(item.name).name for item in walk(paths) if isinstance(item, Input)]


def whys(*paths: Path | str, limits: Limits | None = None) -> list[str]:
    return [item.why for item in walk(paths, limits or Limits()) if isinstance(item, InputError)]


def write(path: Path, text: str = "The ferry sank.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_folder_is_walked_by_name_without_hidden_and_readme_files(tmp_path: Path) -> None:
    for name in ("README.md", "b.txt", "a/z.txt", ".hidden.txt", ".git/config", "c.txt"):
        write(tmp_path / name)
    assert names(tmp_path) == ["z.txt", "b.txt", "c.txt"]


def test_names_are_shown_as_the_user_named_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "in" / "a.txt")
    monkeypatch.chdir(tmp_path)
    assert [item.name for item in walk(["in"])] == [str(Path("in") / "a.txt")]


def test_what_is_named_twice_comes_once(tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt")
    assert names(file, tmp_path, tmp_path / "." / "a.txt") == ["a.txt"]


def test_the_companion_folder_of_a_saved_page_is_passed_over(tmp_path: Path) -> None:
    for name in ("Ferry.html", "Ferry_files/ad.html", "Other_files/page.html"):
        write(tmp_path / name)
    assert names(tmp_path) == ["Ferry.html", "page.html"]


def test_loops_of_links_end(tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.txt")
    (tmp_path / "in" / "up").symlink_to(tmp_path)
    (tmp_path / "in" / "self").symlink_to(tmp_path / "in" / "self")
    assert names(tmp_path / "in") == ["a.txt"]
    assert whys(tmp_path / "in") == []


def test_missing_empty_and_special_files_are_said_and_the_rest_goes_on(tmp_path: Path) -> None:
    good, empty, pipe = write(tmp_path / "good.txt"), write(tmp_path / "empty.txt", ""), tmp_path / "pipe"
    os.mkfifo(pipe)
    paths: list[Path | str] = [tmp_path / "gone.txt", empty, pipe, "/dev/null", "a\0b", good]
    assert names(*paths) == ["good.txt"]
    assert [why.split(" ")[0:3] for why in whys(*paths)] == [
        ["there", "is", "no"],
        ["is", "empty"],
        ["is", "not", "a"],
        ["is", "not", "a"],
        ["can't", "be", "read:"],
    ]


def test_an_unreadable_file_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path / "secret.txt")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert whys(file) == ["can't be read: permission denied"]
    with pytest.raises(InputError, match="permission denied"):
        Input(str(file), 5, file).read()


def test_a_file_that_vanishes_between_is_said(tmp_path: Path) -> None:
    (item,) = walk([write(tmp_path / "a.txt")])
    (tmp_path / "a.txt").unlink()
    assert isinstance(item, Input)
    with pytest.raises(InputError, match="no such file"):
        item.read()


def test_a_huge_page_is_refused_by_its_size(tmp_path: Path) -> None:
    page = tmp_path / "huge.html"
    with page.open("wb") as file:
        file.truncate(100_000_001)  # a sparse file: no such bytes are on the disk
    assert whys(page) == ["is over 100 MB, which no report is; split it into smaller files"]
    assert "over 0.01 MB" in whys(write(tmp_path / "b.txt", "a" * 10_001), limits=Limits(whole=10_000))[0]


def feed(count: int) -> str:
    return "".join(json.dumps({"id": f"post-{n}", "text": f"The ferry {n} sank."}) + "\n" for n in range(count))


def test_json_lines_come_in_parts_that_lose_no_line(tmp_path: Path) -> None:
    file = write(tmp_path / "feed.jsonl", feed(100) + "{broken\n" + feed(3))
    parts = [item for item in walk([file], Limits(whole=900, part=1000)) if isinstance(item, Input)]
    assert len(parts) > 4
    found = [item for part in parts for item in collect(part.read(), part.name, None, part.first_line)]
    ids = [item.report.id for item in found if isinstance(item, Collected)]
    assert ids == [f"post-{n}" for n in [*range(100), *range(3)]]
    assert [item.line for item in found if isinstance(item, InputError)] == [101]


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, b"The ferry sank.")
    (item,) = walk(["-", "-"])
    assert isinstance(item, Input)
    assert (item.name, item.read()) == ("standard input", b"The ferry sank.")


@pytest.mark.parametrize(("data", "why"), [(b"", "is empty"), (b"a" * 3000, "is over 0.002 MB")])
def test_standard_input_that_is_empty_or_endless(monkeypatch: pytest.MonkeyPatch, data: bytes, why: str) -> None:
    stdin(monkeypatch, data)
    assert whys("-", limits=Limits(whole=2000, part=1000))[0].startswith(why)


def test_json_lines_through_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, feed(100).encode())
    parts = [item for item in walk(["-"], Limits(whole=500, part=1000)) if isinstance(item, Input)]
    assert b"".join(part.read() for part in parts) == feed(100).encode()
    assert [part.first_line for part in parts] == sorted({part.first_line for part in parts})


def test_an_interruption_passes_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    file = write(tmp_path / "a.txt")
    monkeypatch.setattr(Path, "open", interrupt)
    with pytest.raises(KeyboardInterrupt):
        list(walk([file]))
