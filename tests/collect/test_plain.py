"""A text file becomes one report; everything else that lies about is refused in one clear line."""

from __future__ import annotations

import gzip

import pytest

from stemma.collect import Collected
from tests.collect.pages import items, refusal, report

LETTER = "Ferry sinks\r\n\r\nThe ferry sank at four, the mate said.\rNobody was hurt.\r\n"


def test_the_text_is_the_snapshot_with_plain_line_ends() -> None:
    found = report(b"\xef\xbb\xbf" + LETTER.encode(), "in/letter.txt")
    assert found.text == "Ferry sinks\n\nThe ferry sank at four, the mate said.\nNobody was hurt.\n"
    assert (found.id, found.title, found.captured) == ("letter.txt", "Ferry sinks", "2031-05-05T12:00:00Z")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ferry sinks\n\nIt sank.", "Ferry sinks"),
        ("\n\n  Ferry sinks  \n \nIt sank.", "Ferry sinks"),
        ("Ferry sinks\nIt sank.\n\nMore.", None),
        ("Ferry sinks", None),
        ("Ferry sinks\n\n", None),
        ("word " * 50 + "\n\nIt sank.", None),
        ("Home » Ferry sinks\n\nFerry sinks off the cape\n\nIt sank.", "Ferry sinks off the cape"),
        ("Home » Ferry sinks\n\nIt sank.", None),
    ],
)
def test_the_title_is_a_short_first_line_with_a_blank_line_after(text: str, title: str | None) -> None:
    assert report(text, "a.txt").title == title


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Паром затонул в понедельник у мыса, сообщила береговая охрана.", "cp1251"),
        ("Паром затонул в понедельник у мыса, сообщила береговая охрана.", "koi8_r"),
        ("Prom zatonął w poniedziałek u wybrzeży, podała straż. „Słyszeliśmy trzask”, powiedział.", "cp1250"),
        ("Prom zatonął w poniedziałek u wybrzeży, podała straż, źródło nieznane.", "iso8859_2"),
        ("Le ferry a coulé lundi près de la côte, a déclaré la garde ; l’équipage est sauvé.", "cp1252"),
        ("El ferry se hundió el lunes, según el capitán. «Oímos un crujido», añadió.", "cp1252"),
        ("The ferry sank. “We heard a crack,” said the mate.", "cp1252"),
        ("Die Fähre sank am Montag vor der Küste, größer als gemeldet.", "cp1252"),
        ("Feribot pazartesi günü battı, sahil güvenlik açıkladı; yağış vardı.", "cp1254"),
        ("Trajekt se potopil v pondělí u pobřeží, sdělila stráž. „Slyšeli jsme ho,“ řekl důstojník.", "cp1250"),
        ("Το πλοίο βυθίστηκε τη Δευτέρα, είπε η ακτοφυλακή.", "cp1253"),
        ("フェリーは月曜日に沈没したと沿岸警備隊が発表した。", "shift_jis"),
        ("Das Schiff sank am Montag vor der Küste, größer als gemeldet.", "utf-16"),
    ],
)
def test_old_encodings_are_recognised(text: str, encoding: str) -> None:
    assert report(text.encode(encoding), "old.txt").text == text


def test_single_broken_bytes_stand_as_replacement_characters_and_are_told() -> None:
    data = "Prom zatonął w poniedziałek u wybrzeży, źródło, łódź, żagiel".encode() + b" \xff."
    (item,) = items(data, "slip.txt")
    assert isinstance(item, Collected)
    assert item.report.text.endswith("żagiel \ufffd.")
    assert "1 place" in item.notes[0]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"  \r\n\t", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (gzip.compress(b"The ferry sank." * 1000, mtime=0)[:-9], "compressed and is damaged"),
        (b"\x89PNG\r\n\x1a\n\x00", "image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image"),
        (b"\x00\x00\x00\x18ftypmp42", "video"),
        (bytes(range(256)) * 20, "binary"),
        (b"A" * 9000 + bytes(9000), "binary"),
        (b"<?xml version='1.0'?><note>Hello</note>", "XML"),
        (b"--- ... !!!\n", "no text"),
    ],
)
def test_what_is_no_report_is_named(data: bytes, why: str) -> None:
    assert why in refusal(data, "thing")


def test_scripts_and_styles_of_a_saved_page_are_no_reports() -> None:
    assert "program text" in refusal("function sink() { return 'ferry'; }", "page_files/main.js")


def test_the_content_decides_not_the_name() -> None:
    assert report("<!-- a --><!-- b --><html><body><p>" + "The ferry sank. " * 30, "page.txt").text.startswith(
        "The ferry"
    )
    assert report("The ferry sank at four.", "letter.html").text == "The ferry sank at four."
    assert "PDF" in refusal(b"%PDF-1.4\n", "page.html")


def test_a_long_run_of_comments_takes_no_time() -> None:
    assert items("<!-- a -->" * 100_000 + "word", "page.html")


def test_a_line_of_a_megabyte_and_lone_control_characters() -> None:
    text = "word " * 200_000 + "\x1b[0m end"
    assert report(text, "long.txt").text == text


def test_a_file_name_that_is_not_utf8_gives_an_id_that_is() -> None:
    assert report("The ferry sank.", "caf\udce9.txt").id.encode()
