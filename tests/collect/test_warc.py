"""Web archives: pages with the address and the time that their records state, whatever is broken around them."""

from __future__ import annotations

import gzip
import io
import json
import zlib

import brotli
import pytest
from hypothesis import given

from stemma.collect import Collected, collect
from stemma.collect.handed import MEDIA_TYPE
from stemma.collect.warc import pages
from stemma.collect.warc_records import Tally
from stemma.model import InputError, Report, sha256_of
from stemma.show.export.contract import report_document
from tests.collect.files import pdf, zipped
from tests.collect.mangled import MANY, mangled, sound
from tests.collect.pages import items
from tests.collect.web_archives import TEXT, digest, html, http, packed, record

SEA = "https://post.example/sea/1"
INFO = record("warcinfo", "", b"software: none\r\n", Target_URI="")
FIRST = record("response", SEA, http(html()), Payload_Digest=digest(html()))
OTHER = html("The pier is closed until June, the harbour board decided on Friday. ")
SECOND = record("response", "https://post.example/pier", http(OTHER), Date="2031-05-06T08:00:00Z")


def reports(data: bytes) -> list[Report]:
    return [item.report for item in items(data, "crawl.warc.gz") if isinstance(item, Collected)]


def urls(data: bytes) -> list[str | None]:
    return [report.url for report in reports(data)]


def errors(data: bytes) -> list[str]:
    return [str(item) for item in items(data, "crawl.warc.gz") if isinstance(item, InputError)]


@pytest.mark.parametrize(
    "data", [INFO + FIRST + SECOND, packed(INFO, FIRST, SECOND), gzip.compress(INFO + FIRST + SECOND, mtime=0)]
)
def test_pages_come_with_their_address_and_time(data: bytes) -> None:
    first, second = reports(data)
    assert (first.id, first.url, first.captured) == (SEA, SEA, "2031-05-05T10:00:00Z")
    assert first.text.startswith("The ferry Maribel sank")
    assert second.captured == "2031-05-06T08:00:00Z"
    assert not errors(data)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(html(), mtime=0), {"content_encoding": "gzip"}),
        (zlib.compress(html()), {"content_encoding": "deflate"}),
        (zlib.compress(html())[2:-4], {"content_encoding": "deflate"}),
        (brotli.compress(html()), {"content_encoding": "br"}),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(html()), html()), {"transfer_encoding": "chunked"}),
        (html(), {"content_encoding": "gzip"}),
        (html("Паром затонул у мыса в понедельник, сообщила береговая охрана. ").decode().encode("cp1251"),
         {"content_type": "text/html; charset=windows-1251"}),
    ],
)  # fmt: skip
def test_bodies_are_unpacked_as_their_headers_say(body: bytes, headers: dict[str, str]) -> None:
    (report,) = reports(packed(record("response", SEA, http(body, **headers))))
    assert report.text.startswith(("The ferry Maribel sank", "Паром затонул"))


def test_a_revisit_of_another_address_repeats_the_page_it_refers_to() -> None:
    again = record("revisit", SEA, b"", Payload_Digest=digest(html()), Date="2031-05-07T00:00:00Z")
    mirror = record(
        "revisit", "https://mirror.example/1", b"", Payload_Digest=digest(html()), Date="2031-05-08T00:00:00Z"
    )
    lost = record("revisit", "https://post.example/lost", b"", Payload_Digest="sha1:NOWHERE")
    found = reports(packed(mirror, FIRST, again, SECOND, lost))
    assert [(report.url, report.captured) for report in found] == [
        (SEA, "2031-05-05T10:00:00Z"),
        ("https://post.example/pier", "2031-05-06T08:00:00Z"),
        ("https://mirror.example/1", "2031-05-08T00:00:00Z"),
    ]
    assert found[0].text == found[2].text
    assert errors(packed(FIRST, lost)) == [
        "crawl.warc.gz: 1 revisit record(s) lead to pages that are not in this archive"
    ]


def test_a_broken_record_is_passed_over_and_counted() -> None:
    wrong_length = record("response", "https://post.example/short", http(html()), length=40)
    too_long = record("response", "https://post.example/long", http(html()), length=5000)
    no_length = SECOND.replace(b"Content-Length", b"Content-Longth")
    for broken in (wrong_length, too_long, no_length, b"noise and nothing\r\n\r\n"):
        assert urls(FIRST + broken + SECOND)[-1] == "https://post.example/pier", broken[:200]
        assert urls(FIRST + broken + SECOND)[0] == SEA
        assert "1 broken record(s)" in errors(FIRST + broken + SECOND)[0]
    damaged = bytearray(gzip.compress(record("response", "https://post.example/x", http(html()))))
    damaged[60:80] = bytes(20)
    assert urls(packed(FIRST) + bytes(damaged) + packed(SECOND)) == [SEA, "https://post.example/pier"]
    assert "broken record(s)" in errors(packed(FIRST) + bytes(damaged) + packed(SECOND))[0]
    assert urls((FIRST + SECOND)[:-300]) == [SEA]


def test_what_is_no_page_is_passed_over_and_other_formats_are_read() -> None:
    data = packed(
        record("request", SEA, b"GET / HTTP/1.1\r\n\r\n"),
        record("response", "https://post.example/a.png", http(b"\x89PNG", content_type="image/png")),
        record("response", "https://post.example/gone", http(html(), "404 Not Found")),
        record(
            "response", "https://post.example/r.pdf", http(pdf([["The ferry sank at four."]]), content_type="x/pdf")
        ),
        record("resource", "https://post.example/note", b"The pier is closed, the board said."),
        record("response", "https://post.example/empty", http(b"<html><body></body></html>")),
    )
    assert urls(data) == ["https://post.example/r.pdf", "https://post.example/note"]
    (error,) = errors(data)
    assert "1 of its pages hold no report" in error
    assert "post.example/empty" in error


def test_digests_are_checked_when_asked() -> None:
    altered = FIRST.replace(b"forty people", b"fifty people")
    blocks = record("response", SEA, http(OTHER), Block_Digest=digest(http(html())))
    chunked = http(b"%x\r\n%s\r\n0\r\n\r\n" % (len(html()), html()), transfer_encoding="chunked")
    sound_one = record("response", "https://post.example/c", chunked, Payload_Digest=digest(html()))
    tally = Tally()
    found = list(pages([lambda: io.BytesIO(packed(altered, SECOND, blocks, sound_one))], tally, check=True))
    assert [record.uri for record in found] == ["https://post.example/pier", "https://post.example/c"]
    assert tally.altered == 2
    assert len(list(pages([lambda: io.BytesIO(altered + blocks)], Tally()))) == 2


def test_a_wacz_is_the_archives_in_it() -> None:
    wacz = zipped({
        "datapackage.json": "{}",
        "pages/pages.jsonl": '{"format": "json-pages-1.0"}\n{"url": "x", "text": "no report"}\n',
        "archive/data.warc.gz": packed(FIRST),
        "archive/more.warc": SECOND,
    })  # fmt: skip
    assert urls(wacz) == [SEA, "https://post.example/pier"]


def test_bombs_in_archives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stemma.collect.warc.MEMBER_LIMIT", 1_000_000)
    monkeypatch.setattr("stemma.collect.warc_records.MEMBER_LIMIT", 1_000_000)
    monkeypatch.setattr("stemma.collect.warc_records._RATIO_FROM", 5_000_000)
    zeros = bytes(20_000_000)
    for coding, body in (("gzip", gzip.compress(zeros)), ("br", brotli.compress(zeros, quality=1))):
        (error,) = errors(record("response", SEA, http(body, content_encoding=coding)))
        assert "unpacks to over 1 MB" in error
    huge = packed(record("response", SEA, http(zeros)))
    found = errors(packed(FIRST) + huge)
    assert "were passed over" in found[0]


def test_the_text_of_a_page_is_as_it_is_without_an_archive() -> None:
    (report,) = reports(packed(FIRST))
    assert report.text == (TEXT * 8).strip()


@MANY
@given(mangled(INFO + FIRST + SECOND, packed(FIRST, SECOND), zipped({"datapackage.json": "", "a.warc": FIRST})))
def test_whatever_an_archive_holds_comes_out_as_reports_and_errors(data: bytes) -> None:
    sound(collect(data, "crawl.warc", None))


def test_records_beyond_the_first_block_of_an_unpacked_archive_are_read_too() -> None:
    many = [record("response", f"https://post.example/{n}", http(html(more=" " * 9_000))) for n in range(40)]
    assert not errors(b"".join(many))
    assert len(reports(b"".join(many))) == 40


def handed_on(text: str, original: bytes, uri: str = SEA) -> bytes:
    """The record of a report that another case handed on."""
    row = report_document(Report(id="told", text=text, sha256=sha256_of(original)))
    return record("metadata", uri, json.dumps({"report": row}).encode(), Content_Type=MEDIA_TYPE).replace(
        b"WARC-Content-Type", b"Content-Type"
    )


def test_reports_that_were_handed_on_stand_for_what_would_be_read_out_of_the_record_before_them() -> None:
    page = record("resource", SEA, html())
    data = packed(page, handed_on("One.", html()), handed_on("Two.", html()), SECOND)
    assert [report.text for report in reports(data)] == ["One.", "Two.", reports(packed(SECOND))[0].text]
    assert [report.text for report in reports(packed(page))] == [(TEXT * 8).strip()]


def test_a_report_that_was_handed_on_without_its_original_is_an_error() -> None:
    for before in (
        [],
        [record("resource", "https://other.example/", html())],
        [record("resource", SEA, b"other bytes")],
    ):
        (error,) = errors(packed(*before, handed_on("One.", html())))
        assert "hold no report that could be read" in error
    assert "without its original" in errors(packed(handed_on("One.", html())))[0]


@MANY
@given(mangled(record("resource", SEA, html()) + handed_on("One.", html()) + handed_on("Two.", html())))
def test_whatever_is_handed_on_comes_out_as_reports_and_errors(data: bytes) -> None:
    sound(collect(data, "crawl.warc", None))
