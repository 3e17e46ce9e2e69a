"""PDF, Word and Markdown: the words without the layout, and what the file says of itself."""

from __future__ import annotations

import pytest
from hypothesis import given

from stemma.collect import Collected, collect
from tests.collect.files import docx, paragraph, pdf, zipped
from tests.collect.mangled import MANY, mangled, sound
from tests.collect.pages import items, refusal, report

HEAD = "Harbour Authority - press release"
PAGES = [
    [HEAD, "Ferry Maribel is lost", "The ferry sank off Port Ellery on Monday with forty per-",
     "sons aboard. Ten are missing.", "Nobody else", "Page 1 of 3"],
    [HEAD, "was on the pier (closed since May), the master said, and", "the search goes on until nightfall.",
     "Page 2 of 3"],
    [HEAD, "Press contact: the harbour master, every day from nine.", "Page 3 of 3"],
]  # fmt: skip
PDF = pdf(PAGES, "/Title(Ferry Maribel is lost)/Author(J. Pell)/CreationDate(D:20310505120000+02'00')")

WORD = docx(
    paragraph("Ferry ", "<w:r><w:t>Maribel</w:t></w:r>", " is lost", style="Heading1")
    + paragraph("The ferry sank", "<w:del><w:r><w:delText>near</w:delText></w:r></w:del>", " off ",
                '<w:hyperlink r:id="rId9"><w:r><w:t>Port Ellery</w:t></w:r></w:hyperlink>', ".",
                "<w:r><w:br/></w:r>", "Ten are missing.")
    + f"<w:tbl><w:tr><w:tc>{paragraph('Saved')}</w:tc>"
    + f"<w:tc>{paragraph('30')}{paragraph('people')}</w:tc></w:tr></w:tbl>",
    "<dc:title>Template 4</dc:title><dc:creator>Ada Brandt</dc:creator>"
    "<dcterms:modified>2031-05-05T10:00:00Z</dcterms:modified>",
    {"rId9": "https://guard.example/log"},
)  # fmt: skip

MARKDOWN = """---
title: "Ferry Maribel is lost"
date: 2031-05-05 10:00:00 +0200
author: [Ada Brandt, Joss Pell]
url: https://post.example/sea/maribel
---
# Ferry Maribel is lost

The ferry **sank** off [Port Ellery](/log) on *Monday*,
the guard said.

> We heard the hull crack.

- Thirty saved
- Ten missing
"""


def test_a_pdf_is_paragraphs_with_page_anchors() -> None:
    found = report(PDF, "in/release.pdf")
    assert found.text == (
        "Ferry Maribel is lost\n\n"
        "The ferry sank off Port Ellery on Monday with forty persons aboard. Ten are missing.\n\n"
        "Nobody else was on the pier (closed since May), the master said, and the search goes on until nightfall.\n\n"
        "Press contact: the harbour master, every day from nine."
    )
    assert [(a.kind, a.value, a.span.of(found.text)[:18]) for a in found.anchors] == [
        ("page", "1", "Ferry Maribel is l"),
        ("page", "2", "was on the pier (c"),
        ("page", "3", "Press contact: the"),
    ]
    assert (found.id, found.title, found.byline) == ("release.pdf", "Ferry Maribel is lost", "J. Pell")
    assert (found.published, found.updated) == (None, "2031-05-05T12:00:00+02:00")


def test_a_scan_is_said_to_be_one() -> None:
    assert "(a scan)" in refusal(pdf([[], []]), "scan.pdf")
    (item,) = items(pdf([["The ferry sank at four."], []]), "half.pdf")
    assert isinstance(item, Collected)
    assert "page(s) 2 hold no text" in item.notes[0]


def test_a_pdf_that_is_broken_or_locked_is_refused_in_one_line() -> None:
    assert "can't be read" in refusal(b"%PDF-1.7\n" + bytes(200), "broken.pdf")
    assert refusal(PDF[:200], "short.pdf")


def test_a_word_document() -> None:
    found = report(WORD, "in/release.docx")
    assert found.text == (
        "Ferry Maribel is lost\n\nThe ferry sank off Port Ellery.\nTen are missing.\n\nSaved | 30 people"
    )
    assert [(link.span.of(found.text), link.url) for link in found.links] == [
        ("Port Ellery", "https://guard.example/log")
    ]
    assert (found.title, found.byline, found.updated) == (
        "Ferry Maribel is lost",
        "Ada Brandt",
        "2031-05-05T10:00:00Z",
    )


def test_a_word_document_without_words_or_with_a_bomb_in_it() -> None:
    assert "without any words" in refusal(docx(paragraph("")), "empty.docx")
    bomb = '<!DOCTYPE a [<!ENTITY b "' + "lol" * 1000 + '">]>'
    hostile = zipped({"word/document.xml": f"{bomb}<document><p><t>Sunk &b;</t></p></document>"})
    assert report(hostile, "bomb.docx").text == "Sunk"
    deep = zipped({"word/document.xml": "<p>" * 100_000 + "<t>word</t>"})
    sound(items(deep, "deep.docx"))


def test_office_formats_that_are_not_read_are_named() -> None:
    assert "spreadsheet" in refusal(zipped({"xl/workbook.xml": "<a/>"}), "a.xlsx")
    assert "EPUB" in refusal(zipped({"META-INF/container.xml": "<a/>"}), "a.epub")


def test_markdown_with_front_matter() -> None:
    found = report(MARKDOWN, "maribel.md")
    assert found.text == (
        "Ferry Maribel is lost\n\nThe ferry sank off Port Ellery on Monday, the guard said.\n\n"
        "We heard the hull crack.\n\nThirty saved\nTen missing"
    )
    assert [(link.span.of(found.text), link.url) for link in found.links] == [
        ("Port Ellery", "https://post.example/log")
    ]
    assert (found.id, found.published) == ("https://post.example/sea/maribel", "2031-05-05T10:00:00+02:00")
    assert (found.byline, found.title) == ("Ada Brandt, Joss Pell", "Ferry Maribel is lost")


def test_markdown_without_front_matter_and_with_a_trap_in_it() -> None:
    assert report("# Ferry sinks\r\n\r\nIt *sank*.\r\n", "a.md").text == "Ferry sinks\n\nIt sank."
    trap = "---\na: &a [x, x]\nb: &b [*a, *a]\n---\nThe ferry sank."
    assert report(trap, "trap.md").text == "The ferry sank."
    assert "nested too deeply" in refusal(">" * 5000 + " word", "deep.md")


@pytest.mark.parametrize(
    "text",
    [
        "*a " * 20_000,
        "[" * 199 + "a",
        "![](" * 20_000,
        "`" * 50_000 + "a",
        "<a " * 20_000,
        "_" * 60_000 + "*é" * 1000,
        "(a@[\n" * 100_000,
        "xref\n>>---\n" * 20_000,
    ],
)
def test_markdown_that_is_all_marks_ends_soon(text: str) -> None:
    sound(items(text, "marks.md"))


@MANY
@given(mangled(PDF, WORD, MARKDOWN.encode()))
def test_whatever_a_document_holds_comes_out_as_a_report_or_an_error(data: bytes) -> None:
    sound(collect(data, "document.md", None))
