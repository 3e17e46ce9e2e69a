"""Archives are opened in memory, as far as is sane; nothing is lost without a word."""

from __future__ import annotations

import bz2
import gzip
import lzma
import struct
import zipfile

import pytest
from hypothesis import given

from stemma.collect import Collected, collect, nesting
from stemma.model import InputError
from tests.collect.files import zipped
from tests.collect.mangled import MANY, mangled, sound
from tests.collect.pages import items, refusal, report

FILES: dict[str, bytes | str] = {
    "feed/a.txt": "The ferry sank at four, the mate said.",
    "feed/b.html": "<html><body><article><p>"
    + "The pier is closed, the board said. " * 20
    + "</p></article></body></html>",
    "README.md": "What this is.",
    "__MACOSX/feed/._a.txt": b"\x00\x05\x16\x07",
    ".hidden": "no",
    "b_files/ad.html": "<p>kept: it is no page's companion</p>",
    "page.html": "<html><body><article><p>" + "The master resigned, he said. " * 20 + "</p></article></body></html>",
    "page_files/ad.html": "<html><p>An advertisement</p></html>",
}


def ids(data: bytes) -> list[str]:
    return [item.report.id for item in items(data, "in.zip") if isinstance(item, Collected)]


def errors(data: bytes) -> list[InputError]:
    return [item for item in items(data, "in.zip") if isinstance(item, InputError)]


def test_an_archive_is_the_reports_in_its_files() -> None:
    assert ids(zipped(FILES)) == ["ad.html", "a.txt", "b.html", "page.html"]
    assert not errors(zipped(FILES))


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_archives_in_archives_and_ways_of_packing(method: int) -> None:
    assert ids(zipped({"inner.zip": zipped({"a.txt": "It sank."}, method)}, method)) == ["a.txt"]


def test_files_that_cannot_be_read_are_named_with_their_archive() -> None:
    found = errors(zipped({"a.bin": bytes(range(256)) * 9, "b.txt": "It sank.", "c.pdf": b"%PDF-1.4"}))
    assert [error.name for error in found] == ["in.zip/a.bin", "in.zip/c.pdf"]


def test_names_that_lead_out_of_the_archive_are_only_names() -> None:
    data = zipped(
        {"../../../etc/pass\x1b[2Jwd.txt": "It sank.", "C:\\windows\\b.txt": "It burnt.", "/srv/c": b"\x00" * 99}
    )
    assert set(ids(data)) == {"pass\ufffd[2Jwd.txt", "b.txt"}
    assert errors(data)[0].name == "in.zip/srv/c"


def test_compressed_files_of_one_or_several_parts() -> None:
    text = b"The ferry sank at four."
    for packed in (
        gzip.compress(text, mtime=0),
        bz2.compress(text),
        lzma.compress(text),
        gzip.compress(text[:9], mtime=0) + gzip.compress(text[9:], mtime=0),
    ):
        assert report(packed, "in/letter.txt.gz").text == text.decode()
    assert "ends too soon" in refusal(gzip.compress(text * 50)[:-12], "a.gz")


def test_bombs_are_refused_in_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nesting, "MEMBER_LIMIT", 1_000_000)
    monkeypatch.setattr(nesting.Room, "member", property(lambda room: min(room.left, 1_000_000)))
    zeros = bytes(30_000_000)
    assert "unpacks to over" in refusal(gzip.compress(zeros), "a.gz")
    assert "unpacks to over" in refusal(bz2.compress(zeros), "a.bz2")
    assert "unpacks to over" in refusal(lzma.compress(zeros), "a.xz")
    found = items(zipped({"a.txt": zeros, "b.txt": "It sank."}), "in.zip")
    assert [type(item) for item in found] == [InputError, Collected]


def test_all_members_together_have_a_limit_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nesting.Room, "__init__", lambda room: setattr(room, "left", 2500))
    found = items(zipped({f"{n}.txt": f"The ferry {n} sank. " * 50 for n in range(5)}), "in.zip")
    assert [type(item) for item in found] == [Collected, Collected, InputError]
    assert "3 of its files were not read" in str(found[-1])


def test_members_that_share_bytes_are_refused() -> None:
    data = bytearray(zipped({"a.txt": "It sank. " * 100, "b.txt": "It burnt. " * 100}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 42 : at + 46] = struct.pack("<I", 0)
    assert "over one another" in refusal(bytes(data), "bomb.zip")


def test_archives_in_archives_without_end() -> None:
    data = zipped({"a.txt": "It sank."})
    for _ in range(8):
        data = zipped({"in.zip": data})
    assert "within one another" in str(errors(data)[0])
    data = b"It sank."
    for _ in range(8):
        data = gzip.compress(data)
    assert "within one another" in str(errors(data)[0])


def test_damaged_encrypted_and_empty_archives() -> None:
    data = zipped({"a.txt": "The ferry sank."}, zipfile.ZIP_STORED)
    assert "check sum" in str(errors(data.replace(b"sank", b"rose"))[0])
    encrypted = bytearray(data)
    for at in (data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8):
        encrypted[at] |= 1
    assert "encrypted" in str(errors(bytes(encrypted))[0])
    assert "can't be opened" in refusal(data[:-10], "short.zip")
    assert "without any file" in refusal(zipped({}), "empty.zip")


def test_a_wrong_size_in_the_directory_deceives_nobody() -> None:
    data = zipped({"a.txt": "The ferry sank at four, the mate said." * 20})
    at = data.index(b"PK\x01\x02")
    lying = data[: at + 24] + struct.pack("<I", 5) + data[at + 28 :]
    sound(items(lying, "in.zip"))


@MANY
@given(mangled(zipped(FILES), zipped({"a.zip": zipped(FILES)}, zipfile.ZIP_STORED), gzip.compress(b"It sank. " * 30)))
def test_whatever_an_archive_holds_comes_out_as_reports_and_errors(data: bytes) -> None:
    sound(collect(data, "in.zip", None))
