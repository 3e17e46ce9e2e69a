"""A small file of every format that is read, about the invented shipwreck, with what such files have in life."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma

from tests.collect.files import docx, paragraph, pdf, zipped
from tests.collect.pages import page
from tests.collect.web_archives import digest, html, http, packed, record

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Harbour Post</title><link>https://post.example/</link><language>en</language>
<item><title>Ferry &amp; crew lost</title><link>https://post.example/a</link><guid isPermaLink="false">post-1</guid>
<pubDate>Mon, 05 May 2031 08:30:00 GMT</pubDate><source url="https://wire.example/feed">Tarn Wire</source>
<description><![CDATA[<p>The ferry Ma\u00adribel sank off <a href="/port">Port Ellery</a>.</p>]]></description>
<content:encoded>&lt;p&gt;The ferry sank off Port Ellery at four, the guard said.&lt;/p&gt;</content:encoded></item>
<item><title>הספינה טבעה</title><dc:date>9999-12-31T00:00:00Z</dc:date><guid>b</guid></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://post.example/"><title>Post</title>
<entry><id>urn:x:1</id><title type="html">It &lt;b&gt;sank&lt;/b&gt;</title><link href="a"/><updated>2031-05-05T10:00:00Z</updated>
<author><name>Ada Brandt</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>It sank.</p></div>
</content><source><title>Tarn Wire</title></source></entry></feed>"""
JSON_FEED = json.dumps({
    "version": "https://jsonfeed.org/version/1.1", "title": "Post", "home_page_url": "https://post.example/",
    "items": [{"id": "1", "url": "https://post.example/a", "content_html": "<p>It sank off <b>Ellery</b>.</p>",
               "date_published": "2031-05-05T10:00:00+02:00", "authors": [{"name": "Ada"}]},
              {"id": "2", "content_text": "It burnt.\n\nThen it sank."}],
})  # fmt: skip
TELEGRAM = json.dumps({
    "name": "Harbour Watch", "type": "public_channel", "id": 1077, "messages": [
        {"id": 1, "type": "service", "action": "create_channel", "text": ""},
        {"id": 2, "type": "message", "date": "2031-05-05T12:00:00", "date_unixtime": "1935736200", "from": "Watch",
         "text": ["⚓ The ", {"type": "bold", "text": "Maribel"}, " sank, see ", {"type": "link", "text": "post.example/a"}]},
        {"id": 3, "type": "message", "text": "Ten are missing.", "forwarded_from": "Coast Guard",
         "edited_unixtime": "1935739800"}]}, indent=1)  # fmt: skip
SRT = """1
00:00:01,000 --> 00:00:03,500
<i>The ferry sank</i>

2
00:00:03,500 --> 00:00:06,000
- off Port Ellery,
the mate said.

3
00:00:06,100 --> 00:00:09,000
Subtitles by Ada Brandt
"""
VTT = """WEBVTT - hearing

NOTE made by hand

STYLE
::cue { color: red }

intro
00:01.000 --> 00:03.500 align:start
<v Joss Pell>We heard <c.loud>the hull</c> crack.

00:03.500 --> 00:06.000
<00:00:04.000>We heard the hull crack.
It was four &amp; dark.
"""
MAIL = b"""From: =?utf-8?q?Port_Ellery_Coast_Guard?= <press@guard.example>
Subject: =?utf-8?b?U2lua2luZyBvZiB0aGUgTWFyaWJlbA==?=
Date: Mon, 05 May 2031 08:30:00 +0200
Message-ID: <1@guard.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="=_x"

--=_x
Content-Type: multipart/alternative; boundary="=_y"

--=_y
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

The ferry sank at four, the caf=E9 of the pier is clo=
sed.

--=_y
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: base64

PHA+VGhlIGZlcnJ5IHNhbmsgYXQgZm91ci48L3A+
--=_y--

--=_x
Content-Type: text/plain; name="release.txt"
Content-Disposition: attachment; filename="release.txt"

It sank, the owner said.
--=_x--
"""
MARKDOWN = """---
title: Ferry lost
date: 2031-05-05
tags: [sea, "lost"]
---
# Ferry lost

It *sank* off [Ellery](https://post.example/a "x"), **the guard** said.

> - We heard `it`
> - crack ![picture](a.png)

| a | b |
|---|---|
| 1 | 2 |
"""
TEXT = "Ferry lost\n\nThe ferry Maribel sank off Port Ellery, the coast guard said.\n\nTen people are missing.\n"
LINES = "".join(
    json.dumps({"id": f"r{n}", "text": f"The ferry {n} sank.", "published": "2031-05-05", "lang": "en"}) + "\n"
    for n in range(3)
)
WORD = docx(
    paragraph("Ferry lost", style="Heading1") + paragraph("It sank, ", '<w:hyperlink r:id="a"><w:r><w:t>they</w:t></w:r></w:hyperlink>')
    + "<w:tbl><w:tr><w:tc>" + paragraph("ten") + "</w:tc></w:tr></w:tbl>",
    "<dc:title>Ferry lost</dc:title><dcterms:modified>2031-05-05T10:00:00Z</dcterms:modified>",
    {"a": "https://guard.example/"},
)  # fmt: skip
PDF = pdf(
    [
        ["Ferry lost", "The ferry sank off Port Ellery (at four), the co-", "ast guard said.", "1"],
        ["Ten are missing.", "2"],
    ],
    "/Title(Ferry lost)/Author(Ada)/ModDate(D:20310505120000+02'00')",
)
PAGE = page(
    '<link rel="canonical" href="https://post.example/sea/maribel"><meta property="og:site_name" content="Post">'
    '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2031-05-05T10:00:00Z", '
    '"author": [{"@type": "Person", "name": "Ada"}]}</script>'
)
BODY = html()
RECORDS = (
    record("warcinfo", "", b"software: ours\r\n"),
    record("request", "https://post.example/a", b"GET / HTTP/1.1\r\n\r\n"),
    record("response", "https://post.example/a", http(BODY), Payload_Digest=digest(BODY)),
    record("response", "https://post.example/b", http(gzip.compress(html("It burnt. "), mtime=0), content_encoding="gzip")),
    record("response", "https://post.example/c", http(b"5\r\n<p>It\r\n5\r\n sank\r\n0\r\n\r\n", transfer_encoding="chunked")),
    record("revisit", "https://post.example/d", b"HTTP/1.1 200 OK\r\n\r\n", Payload_Digest=digest(BODY)),
)  # fmt: skip
MHTML = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://post.example/a
Subject: Ferry lost
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="--x"

----x
Content-Type: text/html
Content-Location: https://post.example/a
Content-Transfer-Encoding: quoted-printable

<html><body><article><p>The ferry sank off Port Ellery at four, the coast guard said =E2=80=93 =
again.</p></article></body></html>
----x--
"""

# Each by the format's name, with the file name that it has in life.
SAMPLES: dict[str, tuple[str, bytes]] = {
    "html": ("page.html", PAGE.encode()),
    "rss": ("feed.xml", RSS.encode()),
    "atom": ("feed.atom", ATOM.encode()),
    "json feed": ("feed.json", JSON_FEED.encode()),
    "jsonl": ("reports.jsonl", LINES.encode()),
    "telegram": ("result.json", TELEGRAM.encode()),
    "srt": ("hearing.srt", SRT.encode()),
    "vtt": ("hearing.vtt", VTT.encode()),
    "pdf": ("release.pdf", PDF),
    "docx": ("release.docx", WORD),
    "markdown": ("notes.md", MARKDOWN.encode()),
    "text": ("notes.txt", TEXT.encode()),
    "text, cp1251": ("notes.txt", ("Паром затонул у берега, сообщили спасатели. " * 9).encode("cp1251")),
    "eml": ("release.eml", MAIL),
    "mbox": ("inbox.mbox", b"From a@b.example Mon May 05 08:30:00 2031\n" + MAIL + b"\nFrom c@d.example Mon May 05 08:31:00 2031\n" + MAIL),
    "mhtml": ("page.mhtml", MHTML),
    "warc": ("crawl.warc", b"".join(RECORDS)),
    "warc.gz": ("crawl.warc.gz", packed(*RECORDS)),
    "wacz": ("crawl.wacz", zipped({"datapackage.json": "{}", "archive/a.warc": b"".join(RECORDS)})),
    "zip": ("all.zip", zipped({"a.txt": TEXT, "b.html": PAGE, "c/inner.zip": zipped({"d.srt": SRT, "e.eml": MAIL})})),
    "gzip": ("notes.txt.gz", gzip.compress(TEXT.encode(), mtime=0)),
    "bzip2": ("feed.xml.bz2", bz2.compress(RSS.encode())),
    "xz": ("page.html.xz", lzma.compress(PAGE.encode())),
}  # fmt: skip
