"""A text comes out of its original again, whatever it was once cut out of; one that does not is named."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from stemma.collect import Collected, collect
from stemma.collect.again import Evidence, differing
from stemma.collect.extractor import extractor
from stemma.collect.handed import handed_report
from stemma.collect.media import media_type
from stemma.model import InputError, Report
from stemma.show.export.contract import report_document
from tests.collect import test_documents, test_feeds, test_mail, test_subtitles, test_telegram
from tests.collect.web_archives import html, http, record

CYRILLIC = "Паром затонул у мыса в понедельник, сообщила береговая охрана, на борту было сорок человек. " * 8
RUSSIAN = f"<html><body><article><p>{CYRILLIC}</p></article></body></html>".encode("cp1251")
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel>'
    "<title>Old News</title></channel><item><title>Ferry sinks at noon</title><link>https://old.example/1</link></item>"
    "</rdf:RDF>"
)
GROUP = {"name": "Dock talk", "type": "private_group", "id": 9}
MESSAGE = test_telegram.message(3, "The quay is shut, they say.", **{"from": "Joss Pell"})
FILES: dict[str, bytes | str] = {
    "feed.rss": test_feeds.RSS,
    "feed.atom": test_feeds.ATOM,
    "feed.rdf": RDF,
    "feed.json": test_feeds.JSON_FEED,
    "result.json": test_telegram.EXPORT,
    "group.json": json.dumps(GROUP | {"messages": [MESSAGE]}),
    "letter.eml": test_mail.NEWSLETTER,
    "box.mbox": test_mail.mailbox(test_mail.RELEASE, test_mail.NEWSLETTER),
    "s.srt": test_subtitles.SRT,
    "v.vtt": test_subtitles.VTT,
    "d.pdf": test_documents.PDF,
    "w.docx": test_documents.WORD,
    "m.md": test_documents.MARKDOWN,
    "page.html": html(),
    "told.warc": record(
        "response", "https://post.example/ru", http(RUSSIAN, content_type="text/html; charset=windows-1251")
    ),
    "array.json": '[\n {"id": "j1", "text": "The ferry\\nsank."},\n {"text": "Nobody\\n hurt", "url": "https://x.example/"}]',
    "notice.txt": "The ferry sank.\n\nForty people were aboard.",
}


def evidence(name: str) -> list[Evidence]:
    data = FILES[name]
    found = collect(data if isinstance(data, bytes) else data.encode("utf-8"), name, "2031-05-05")
    kept = [item for item in found if isinstance(item, Collected)]
    assert kept
    return [Evidence(replace(item.report, extractor=extractor()), item.original) for item in kept]


@pytest.mark.parametrize("name", FILES)
def test_what_was_not_altered_comes_out_again(name: str) -> None:
    assert [differing(one) for one in evidence(name)] == [[] for _ in evidence(name)]


@pytest.mark.parametrize("name", FILES)
def test_a_word_put_into_the_text_does_not(name: str) -> None:
    for one in evidence(name):
        ((finding),) = differing(replace(one, report=replace(one.report, text=one.report.text + " not")))
        assert (finding.what, finding.where, finding.item) == ("altered", "text", one.report.id)


def test_a_title_that_the_original_does_not_have_is_told_with_both() -> None:
    (one,) = evidence("d.pdf")
    (finding,) = differing(replace(one, report=replace(one.report, title="Ferry Maribel is found")))
    assert finding.why == "title is 'Ferry Maribel is found', the original says 'Ferry Maribel is lost'"


def test_what_another_version_extracted_otherwise_is_a_note() -> None:
    (one,) = evidence("page.html")
    older = replace(one.report, text="Less.", extractor=None)
    (finding,) = differing(replace(one, report=older))
    assert finding.what == "note"
    assert "a version that was not noted" in finding.why


@pytest.mark.parametrize("name", FILES)
def test_a_report_that_was_handed_on_is_the_same_report(name: str) -> None:
    for one in evidence(name):
        back = handed(one.report, one.original)
        assert isinstance(back, Collected)
        assert (back.report, back.handed) == (one.report, True)


def handed(report: Report, original: bytes, **altered: object) -> Collected | InputError:
    row = report_document(report) | altered
    return handed_report(json.dumps({"report": row}).encode(), original, "handed")


@pytest.mark.parametrize(
    "altered",
    [
        {"id": None}, {"id": 3}, {"text": ""}, {"text": ["x"]}, {"title": 5}, {"title": "\ud83d"},
        {"links": [{"span": [0, 999_999], "url": "x"}]}, {"links": [{"span": [True, 2], "url": "x"}]},
        {"anchors": [{"span": [0, 1], "kind": "hour", "value": "1"}]}, {"anchors": None}, {"text_sha256": None},
    ],
)  # fmt: skip
def test_what_is_no_report_is_refused(altered: dict[str, object]) -> None:
    (one,) = evidence("page.html")
    assert isinstance(handed(one.report, one.original, **altered), InputError)
    assert isinstance(handed_report(b"[" * 100_000, b"", "handed"), InputError)


def test_media_types_are_told_by_the_bytes() -> None:
    told = {name: {media_type(one.original, one.report.id) for one in evidence(name)} for name in FILES}
    assert told["feed.rss"] == told["feed.atom"] == told["feed.rdf"] == {"application/xml"}
    assert told["result.json"] == told["feed.json"] == told["array.json"] == {"application/json"}
    assert told["page.html"] == told["told.warc"] == {"text/html"}
    assert (told["d.pdf"], told["letter.eml"]) == ({"application/pdf"}, {"message/rfc822"})
    assert (told["s.srt"], told["v.vtt"]) == ({"application/x-subrip"}, {"text/vtt"})
    assert told["w.docx"] == {"application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
    assert media_type(b"\xff\xfe\x00\xd8", "x") in {"application/octet-stream", "text/plain"}
