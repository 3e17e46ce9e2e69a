"""Mails and mailboxes: newsletters and press releases, with what is attached to them."""

from __future__ import annotations

import base64

from hypothesis import given

from stemma.collect import Collected, collect
from stemma.model import InputError, Report
from tests.collect.files import docx, paragraph
from tests.collect.mangled import MANY, mangled, sound
from tests.collect.pages import items, refusal, report

NEWSLETTER = b"""Received: from mx.example (mx.example [192.0.2.1])
\tby post.example; Mon, 5 May 2031 10:00:05 +0200
Message-ID: <77@post.example>
Date: Mon, 5 May 2031 10:00:00 +0200 (CEST)
From: =?utf-8?q?Hafenbote_=E2=9A=93?= <brief@post.example>
Subject: =?iso-8859-1?Q?F=E4hre_Maribel_gesunken?=
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b1"

--b1
Content-Type: text/plain; charset=utf-8

View in browser
--b1
Content-Type: text/html; charset="iso-8859-1"
Content-Transfer-Encoding: quoted-printable

<html><head><title>x</title><style>p {}</style></head><body><table><tr><td>
<p>Die F=E4hre sank am Montag vor <a href=3D"https://guard.example/log">Port
Ellery</a>, teilte die K=FCstenwache mit.</p><p>Zehn Menschen werden ver&shy;misst.</p>
</td></tr></table></body></html>
--b1--
"""

RELEASE = b"""From: Press office <press@guard.example>\r
To: desk@post.example\r
Subject: Statement on the ferry\r
Date: Fri, 31 Dec 9999 10:00:00 +0000\r
Content-Type: text/plain; charset=windows-1252\r
\r
The ferry sank at four \x96 nobody was warned.\r
\r
From the pier we saw it go, the mate said.\r
"""


def mailbox(*mails: bytes) -> bytes:
    quoted = (mail.replace(b"\nFrom the", b"\n>From the") for mail in mails)
    return b"\n".join(b"From desk@post.example Mon May  5 10:00:00 2031\n" + mail for mail in quoted)


def with_attachment(data: bytes, name: str, kind: str) -> bytes:
    return (
        b"Subject: Release\nFrom: press@guard.example\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/mixed; boundary="x"\n\n'
        b"--x\nContent-Type: text/plain\n\nPlease find the release attached.\n"
        b"--x\nContent-Type: " + kind.encode() + b"\nContent-Transfer-Encoding: base64\n"
        b'Content-Disposition: attachment; filename="'
        + name.encode()
        + b'"\n\n'
        + base64.encodebytes(data)
        + b"--x--\n"
    )


def reports(data: bytes) -> list[Report]:
    return [item.report for item in items(data, "in.eml") if isinstance(item, Collected)]


def test_a_newsletter_with_a_poor_plain_form_is_read_from_its_html() -> None:
    found = report(NEWSLETTER, "letter.eml")
    assert found.text == (
        "Fähre Maribel gesunken\n\nDie Fähre sank am Montag vor Port Ellery, teilte die Küstenwache mit.\n\n"
        "Zehn Menschen werden ver\xadmisst."
    )
    assert (found.id, found.publisher, found.language) == ("mid:77@post.example", "Hafenbote ⚓", "de")
    assert found.published == "2031-05-05T10:00:00+02:00"
    assert [(link.span.of(found.text), link.url) for link in found.links] == [
        ("Port Ellery", "https://guard.example/log")
    ]


def test_a_plain_mail_in_windows_letters_with_an_impossible_date() -> None:
    (item,) = items(RELEASE, "release.eml")
    assert isinstance(item, Collected)
    assert item.report.text == (
        "Statement on the ferry\n\nThe ferry sank at four – nobody was warned.\n\n"
        "From the pier we saw it go, the mate said."
    )
    assert (item.report.id, item.report.published) == ("release.eml", None)
    assert "9999" in item.notes[0]


def test_a_mailbox_is_its_mails() -> None:
    first, second = reports(mailbox(NEWSLETTER, RELEASE))
    assert first.id == "mid:77@post.example"
    assert second.text.endswith("From the pier we saw it go, the mate said.")


def test_attached_documents_are_reports_of_their_own() -> None:
    word = docx(paragraph("The ferry sank at four, the guard said."))
    mail, attached = reports(with_attachment(word, "release.docx", "application/octet-stream"))
    assert mail.title == "Release"
    assert (attached.id, attached.text) == ("release.docx", "The ferry sank at four, the guard said.")


def test_an_attachment_that_is_no_report_is_said_and_its_name_does_no_harm() -> None:
    mail, error = items(with_attachment(bytes(range(256)) * 9, "../../etc/x\x1b[31m.bin", "application/x"), "in.eml")
    assert isinstance(mail, Collected)
    assert isinstance(error, InputError)
    assert "binary" in error.why
    assert "\x1b" not in error.name


def test_mails_within_mails_end() -> None:
    mail = b"The ferry sank."
    for number in range(200):
        head = f"Subject: {number}\nFrom: a@b.example\nContent-Type: message/rfc822\n\n".encode()
        mail = head + mail
    sound(items(mail))
    inside = RELEASE
    for _ in range(8):
        inside = with_attachment(inside, "a.eml", "application/octet-stream")
    found = sound(items(inside))
    assert "within one another" in str(found[-1])


def test_a_page_saved_as_one_file() -> None:
    text = "The ferry Maribel sank off Port Ellery on Monday with forty people aboard, the coast guard said. " * 5
    mhtml = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://post.example/sea/maribel\nSubject: Ferry\n"
        'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="y"\n\n--y\n'
        "Content-Type: text/html\nContent-Location: https://post.example/sea/maribel\n\n"
        f"<html><body><article><h1>Ferry sinks</h1><p>{text}</p></article></body></html>\n--y--\n"
    )
    found = report(mhtml, "page.mhtml")
    assert found.url == "https://post.example/sea/maribel"
    assert "forty people" in found.text


def test_a_mail_without_words_is_refused() -> None:
    assert "without any words" in refusal("From: a@b.example\nSubject: \n\n\n", "a.eml")


def test_a_text_that_only_speaks_of_mail_stays_a_text() -> None:
    assert report("Note: the ferry sank.\nFrom: the pier\n\nMore.", "a.txt").id == "a.txt"
    assert report("From the pier we saw it at 10:00 o'clock.\n\nIt sank.", "a.txt").text.startswith("From the pier")


@MANY
@given(mangled(NEWSLETTER, RELEASE, mailbox(NEWSLETTER, RELEASE), with_attachment(b"It sank.", "a.txt", "text/plain")))
def test_whatever_a_mail_holds_comes_out_as_reports_and_errors(data: bytes) -> None:
    sound(collect(data, "in.eml", None))


def test_a_sender_of_brackets_that_never_close_is_nobody() -> None:
    found = report(b"From: " + b"(" * 1500 + b" x@y.example\nSubject: Lost\nDate: x\n\nIt sank.\n", "a.eml")
    assert (found.publisher, found.title) == (None, "Lost")


def test_a_header_of_a_hundred_thousand_parameters_ends_soon() -> None:
    head = b'Subject: Lost\nFrom: a@b.example\nContent-Disposition: inline; a="' + b";" * 100_000 + b'"\n'
    assert (
        report(head + b"Content-Type: text/plain" + b"; a=b" * 30_000 + b"\n\nIt sank.\n", "a.eml").text
        == "Lost\n\nIt sank."
    )
