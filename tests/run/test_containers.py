"""Archives named on the command line: each file in them an input of its own, in parts where they are large."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from stemma.collect import Collected, collect
from stemma.collect.warc import Revisits
from stemma.collect.warc_records import Tally, records
from stemma.model import InputError
from stemma.run import containers, inputs
from stemma.run.guarded import guarded_stream
from stemma.run.inputs import Input, Limits, Terms, walk
from tests.collect.files import docx, paragraph, zipped
from tests.collect.test_warc import handed_on
from tests.collect.web_archives import digest, html, http, packed, record


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


def page_and_revisit() -> tuple[bytes, bytes]:
    body = html()
    original = record("response", "https://post.example/a", http(body), Payload_Digest=digest(body))
    revisit = record("revisit", "https://post.example/b", b"HTTP/1.1 200 OK\r\n\r\n", Payload_Digest=digest(body))
    return original, revisit


@pytest.mark.parametrize(
    "names", [("1.warc", "2.warc"), ("2.warc", "1.warc"), ("1.wacz", "2.warc"), ("2.wacz", "1.wacz")]
)
def test_a_revisit_of_a_page_in_another_archive_is_that_page(tmp_path: Path, names: tuple[str, str]) -> None:
    for name, data in zip(names, page_and_revisit(), strict=True):
        wrapped = zipped({"datapackage.json": "{}", "archive/a.warc.gz": packed(data)})
        (tmp_path / name).write_bytes(wrapped if name.endswith("wacz") else data)
    ids, errors = taken(tmp_path)
    assert sorted(ids) == ["https://post.example/a", "https://post.example/b"]
    assert errors == []


def test_a_revisit_of_the_same_address_in_another_archive_is_the_same_page_again(tmp_path: Path) -> None:
    original, revisit = page_and_revisit()
    (tmp_path / "1.warc").write_bytes(original)
    (tmp_path / "2.warc").write_bytes(revisit.replace(b"post.example/b", b"post.example/a"))
    assert taken(tmp_path) == (["https://post.example/a"], [])


def test_a_revisit_of_what_no_archive_has_is_counted_and_said(tmp_path: Path) -> None:
    _, revisit = page_and_revisit()
    (tmp_path / "1.warc").write_bytes(pages(1)[0] + revisit)
    (tmp_path / "2.warc").write_bytes(pages(1)[0])
    ids, errors = taken(tmp_path)
    assert len(ids) == 2
    assert errors == [
        f"{tmp_path / '1.warc'}: 1 revisit record(s) lead to pages that are in none of the archives that were put in"
    ]


def test_an_altered_page_is_no_revisits_page_either(tmp_path: Path) -> None:
    original, revisit = page_and_revisit()
    (tmp_path / "1.warc").write_bytes(original.replace(b"forty", b"ninety"[:5]))
    (tmp_path / "2.warc").write_bytes(revisit)
    ids, errors = taken(tmp_path, Terms(check_digests=True))
    assert ids == []
    assert len(errors) == 2


def test_only_so_many_revisits_are_kept() -> None:
    _, revisit = page_and_revisit()
    (found,) = records(io.BytesIO(revisit), Tally())
    kept = Revisits(room=2)
    assert [kept.add(key, "a.warc", [found]) for key in "xyz"] == [0, 0, 1]
    assert "2 revisit record(s)" in str(next(kept.told()))


def test_archives_are_taken_apart_in_a_process_with_limits(tmp_path: Path) -> None:
    body = packed(*pages(3))
    (tmp_path / "a.zip").write_bytes(zipped({"a.txt": "It sank."}))
    (tmp_path / "b.warc.gz").write_bytes(body)
    (tmp_path / "c.wacz").write_bytes(zipped({"datapackage.json": "{}", "archive/a.warc.gz": body}))
    (tmp_path / "d.zip").write_bytes(b"PK\x03\x04 and no more")
    here, apart = (list(walk([tmp_path], runs=runs)) for runs in (inputs.here, guarded_stream))
    assert list(map(repr, here)) == list(map(repr, apart))
    assert len(apart) == 4


def test_an_archive_that_ends_its_process_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"".join(pages(1)))

    def ended(function: object, item: object, failed: Callable[[object, str], object]) -> Iterator[object]:
        yield failed(item, "made its reader end without a word; the rest of it was passed over")

    (only,) = walk([tmp_path], runs=ended)
    assert str(only) == f"{tmp_path / 'a.warc'}: made its reader end without a word; the rest of it was passed over"
