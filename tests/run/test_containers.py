"""Archives named on the command line: each file in them an input of its own, in parts where they are large."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemma.collect import Collected, collect
from stemma.model import InputError
from stemma.run import containers
from stemma.run.inputs import Input, Limits, Terms, walk
from tests.collect.files import docx, paragraph, zipped
from tests.collect.test_warc import handed_on
from tests.collect.web_archives import html, http, packed, record


def taken(path: Path, terms: Terms | None = None) -> tuple[list[str], list[str]]:
    """The ids of the reports at `path` and the errors."""
    found: list[Collected | InputError] = []
    for item in walk([path], Limits(), terms or Terms()):
        try:
            found += [item] if isinstance(item, InputError) else collect(item.read(), item.name, None)
        except InputError as error:
            found.append(error)
    return [i.report.id for i in found if isinstance(i, Collected)], [
        str(i) for i in found if isinstance(i, InputError)
    ]


def pages(count: int) -> list[bytes]:
    return [
        record("response", f"https://post.example/{n}", http(html(f"The ferry {n} sank off Port Ellery on Monday. ")))
        for n in range(count)
    ]


def test_each_file_of_an_archive_is_an_input(tmp_path: Path) -> None:
    path = tmp_path / "feed.zip"
    path.write_bytes(zipped({"b/a.txt": "It sank.", "c.zip": zipped({"d.txt": "It burnt."}), "x.bin": bytes(99)}))
    names = [item.name.removeprefix(str(path)) for item in walk([path]) if isinstance(item, Input)]
    assert names == ["/b/a.txt", "/c.zip", "/x.bin"]
    ids, errors = taken(path)
    assert ids == ["a.txt", "d.txt"]
    assert len(errors) == 1


def test_a_word_document_is_one_input(tmp_path: Path) -> None:
    path = tmp_path / "release"
    path.write_bytes(docx(paragraph("The ferry sank at four.")))
    assert taken(path) == (["release"], [])


def test_a_damaged_archive_spoils_no_other_input(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"a.txt": "It sank."})[:-10])
    (tmp_path / "b.txt").write_text("It burnt.")
    ids, errors = taken(tmp_path)
    assert ids == ["b.txt"]
    assert "can't be opened" in errors[0]


def test_a_file_of_an_archive_is_never_larger_than_the_archive_says(tmp_path: Path) -> None:
    data = zipped({"a.txt": "It sank. " * 1000})
    at = data.index(b"PK\x01\x02") + 24
    (tmp_path / "a.zip").write_bytes(data[:at] + b"\x05\x00\x00\x00" + data[at + 4 :])
    assert "larger than the archive says" in taken(tmp_path)[1][0]


def test_what_claims_to_unpack_to_terabytes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "ZIP_TOTAL", 20)
    (tmp_path / "a.zip").write_bytes(zipped({"a.txt": "It sank at four in the morning."}))
    assert "unpacks to over" in taken(tmp_path)[1][0]


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_web_archive_comes_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrapped: bool) -> None:
    monkeypatch.setattr(containers, "WARC_PART", 3000)
    data = packed(*pages(12))
    path = tmp_path / "crawl"
    path.write_bytes(zipped({"datapackage.json": "{}", "archive/a.warc.gz": data}) if wrapped else data)
    assert len(list(walk([path]))) == 3
    assert taken(path) == ([f"https://post.example/{n}" for n in range(12)], [])


def test_digests_are_checked_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    path.write_bytes(record("response", "https://post.example/1", http(html()), Block_Digest="sha1:AAAA"))
    assert len(taken(path)[0]) == 1
    ids, errors = taken(path, Terms(check_digests=True))
    assert not ids
    assert "do not have the digest" in errors[0]


def test_a_report_that_was_handed_on_stays_with_its_original(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "crawl.warc"
    path.write_bytes(b"".join(
        record("resource", f"https://post.example/{n}", html()) + handed_on("One.", html(), f"https://post.example/{n}")
        for n in range(5)
    ))  # fmt: skip
    monkeypatch.setattr(containers, "WARC_PART", 100)
    assert taken(path) == (["told"] * 5, [])
    assert len(list(walk([path]))) == 5
