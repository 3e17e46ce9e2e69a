"""An invented event in every format that is read: a grain silo explodes in the harbour of Brask.

One folder as a desk would have it after a day: the emergency service's channel and one that forwards it, pages, feeds,
subtitles of a hearing, a company's mail, an inspectorate's documents, and archives of some of these.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from tests.collect.files import docx, paragraph, pdf, zipped
from tests.collect.web_archives import http, packed, record

RESCUED = "Three workers were killed and eleven were injured when silo 4 at the Halden terminal exploded at 05:40."
WARNED = "We had warned the company twice about the dust in the elevator shaft"
CLEANED = (
    "The elevator shaft of silo 4 was cleaned on Friday and inspected by our own engineers on Saturday morning. "
    "There was no dust in the shaft, and no warning from the city ever reached the management of Halden Grain. "
    "Halden Grain will pay the hospital bills of every injured worker and of every family that lost one."
)
FOUND = "The dust filters of silo 4 had been out of order since March"
SMELT = "I smelt burning at five and saw flames in the shaft before the roof flew off"

CHANNEL = {
    "name": "Brask Emergency Service",
    "type": "public_channel",
    "id": 2041,
    "messages": [
        {"id": 11, "type": "message", "date": "2031-06-03T06:10:00", "date_unixtime": "1938233400",
         "from": "Brask Emergency Service", "from_id": "channel2041",
         "text": [{"type": "bold", "text": "Halden terminal."}, f" {RESCUED} Keep the quay road free for ambulances."]},
        {"id": 12, "type": "message", "date": "2031-06-03T08:10:00", "date_unixtime": "1938240600",
         "from": "Brask Emergency Service", "from_id": "channel2041", "text": "The fire in silo 4 is out."},
    ],
}  # fmt: skip
FORWARDING = {
    "name": "Quay Road News",
    "type": "public_channel",
    "id": 2077,
    "messages": [
        {"id": 340, "type": "message", "date": "2031-06-03T06:30:00", "date_unixtime": "1938234600", "from": "Quay Road News",
         "from_id": "channel2077", "forwarded_from": "Brask Emergency Service",
         "text": f"Halden terminal. {RESCUED} Keep the quay road free for ambulances."},
    ],
}  # fmt: skip


def _page(address: str, publisher: str, published: str, headline: str, *paragraphs: str) -> str:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{headline}</title>
<meta property="og:site_name" content="{publisher}"><meta property="og:title" content="{headline}">
<meta property="article:published_time" content="{published}"><link rel="canonical" href="{address}"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>{headline}</h1>{body}</article>
<footer>All rights reserved</footer></body></html>"""


COURIER = _page(
    "https://courier.example/halden-silo", "Brask Courier", "2031-06-03T07:30:00Z", "Three dead in silo blast at Halden terminal",
    "Three workers were killed and eleven were injured when a grain silo blew up in the harbour of Brask on Tuesday, the Brask "
    "Emergency Service said on Telegram.",
    f"“{SMELT},” said crane driver Tove Marsk, who was on the quay.",
    "The company did not answer the telephone this morning.",
)  # fmt: skip
GAZETTE = _page(
    "https://gazette.example/hearing", "Harbour Gazette", "2031-06-04T15:00:00Z", "Mayor says company was warned of dust",
    "The city of Brask heard witnesses on the explosion at the Halden terminal on Wednesday.",
    f"“{WARNED},” mayor Ines Korhall told the hearing. She said the city would close the terminal.",
)  # fmt: skip
WIRE_COPY = _page(
    "https://norland.example/halden-grain", "Norland Wire", "2031-06-03T13:00:00Z", "Halden Grain: silo was cleaned on Friday",
    CLEANED, "The company employs 140 people in Brask.",
)  # fmt: skip
MORNING = _page(
    "https://morning.example/halden-denies", "Morning Ledger", "2031-06-03T18:00:00Z", "Halden Grain denies there was dust",
    "Halden Grain denied on Tuesday that there had been dust in the elevator shaft of its silo, Norland Wire reported.",
)  # fmt: skip

RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Coast Radio</title>
<link>https://coast.example/</link><language>en</language>
<item><title>Silo explodes at Halden terminal</title><link>https://coast.example/1</link><guid>https://coast.example/1</guid>
<pubDate>Tue, 03 Jun 2031 06:50:00 GMT</pubDate>
<description><![CDATA[<p>{RESCUED} The Brask Emergency Service wrote this on Telegram.</p>]]></description></item>
<item><title>Fire at Halden terminal is out</title><link>https://coast.example/2</link><guid>https://coast.example/2</guid>
<pubDate>Tue, 03 Jun 2031 09:00:00 GMT</pubDate>
<description>The fire in silo 4 is out, the Brask Emergency Service said.</description></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Norrsund Today</title>
<link href="https://norrsund.example/"/><id>https://norrsund.example/</id><updated>2031-06-05T10:00:00Z</updated>
<entry><id>urn:norrsund:9</id><title>Filters broken for months</title><link href="https://norrsund.example/9"/>
<published>2031-06-05T10:00:00Z</published><updated>2031-06-05T10:00:00Z</updated><content type="html">
&lt;p&gt;The dust filters of silo 4 had been out of order since March, according to the Labour Inspectorate.&lt;/p&gt;</content></entry></feed>"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1", "title": "Island Herald", "home_page_url": "https://herald.example/",
    "items": [{
        "id": "https://herald.example/77", "url": "https://herald.example/77", "title": "Eleven hurt in Brask",
        "date_published": "2031-06-03T10:00:00Z",
        "content_html": "<p>Eleven people were injured in Brask, <a href=\"https://courier.example/halden-silo\">the Brask Courier"
        "</a> reports. Crane driver Tove Marsk said she had seen flames in the shaft.</p>",
    }],
}  # fmt: skip
SRT = f"""1
00:00:02,000 --> 00:00:06,000
INES KORHALL: {WARNED.split(" about ")[0]}

2
00:00:06,000 --> 00:00:09,500
about {WARNED.split(" about ")[1]}.

3
00:00:10,000 --> 00:00:13,000
We will close the terminal.

4
00:00:20,000 --> 00:00:22,000
Subtitles by Nora Lind
"""
VTT = f"""WEBVTT - Tove Marsk on the quay

00:01.000 --> 00:04.000
<v Tove Marsk>{SMELT.split(" and ")[0]}

00:04.000 --> 00:08.000
<v Tove Marsk>and {SMELT.split(" and ")[1]}.
"""
RELEASE = f"""From: Halden Grain <press@halden.example>
To: desk@courier.example
Subject: Statement of Halden Grain
Date: Tue, 03 Jun 2031 12:00:00 +0000
Message-ID: <statement-1@halden.example>
Content-Type: text/plain; charset=utf-8

{CLEANED}
"""
NEWSLETTER = """From: Evening Brief <letter@evening.example>
Subject: Evening Brief
Date: Tue, 03 Jun 2031 19:00:00 +0000
Message-ID: <brief-1@evening.example>
Content-Type: text/plain; charset=utf-8

"There was no dust in the shaft," Halden Grain said in a statement.
"""
PORT_MAIL = """From: Port of Brask <traffic@port.example>
Subject: Berth 7 closed
Date: Tue, 03 Jun 2031 07:00:00 +0000
Message-ID: <berth-7@port.example>
Content-Type: text/plain; charset=utf-8

Berth 7 is closed to all ships until Friday, the Port of Brask said.
"""
REPORT = [
    ["Labour Inspectorate of Norrsund", "Report on the explosion at the Halden terminal", "",
     f"The Labour Inspectorate said: \"{FOUND}.\"", "The filters stood open when the inspectors came."],
    ["The inspectorate will hear the engineers of the company in July."],
]  # fmt: skip
MARKDOWN = """---
title: What we know about the silo
date: 2031-06-05
author: Ada Brandt
---
# What we know about the silo

- The **Labour Inspectorate** will hear engineers of Halden Grain in July.
- Mayor Ines Korhall [said](https://gazette.example/hearing) the company had been warned twice about the dust.
"""
TEXT = """Brask students' radio

"I smelt burning at five and saw flames in the shaft," Tove Marsk told Brask students' radio.
"""
LINES = [
    {"id": "agenda-1", "publisher": "Agenda Brask", "published": "2031-06-05T12:00:00Z", "lang": "en", "title": "Engineers to be heard",
     "text": "Engineers to be heard\n\nThe engineers of Halden Grain will be heard in July, the Labour Inspectorate said."},
]  # fmt: skip


def files() -> dict[str, bytes]:
    """The event's files by name, one or more of each format."""
    letter = docx(
        paragraph("City of Brask", style="Heading1")
        + paragraph(f"“{WARNED},” mayor Ines Korhall said on Wednesday.")
        + paragraph("Both letters went to the management of Halden Grain in April."),
        "<dc:title>City of Brask</dc:title>",
    )
    mailbox = "".join(f"From x@y.example Tue Jun 03 19:00:00 2031\n{mail}\n" for mail in (NEWSLETTER, PORT_MAIL))
    gazette, ledger = (
        record("response", address, http(page.encode()), Date="2031-06-06T09:00:00Z")
        for address, page in (
            ("https://gazette.example/hearing", GAZETTE),
            ("https://morning.example/halden-denies", MORNING),
        )
    )
    wire = record(
        "response", "https://norland.example/halden-grain", http(WIRE_COPY.encode()), Date="2031-06-06T09:00:00Z"
    )
    return {
        "agenda.jsonl": "".join(json.dumps(line) + "\n" for line in LINES).encode(),
        "city.docx": letter,
        "coast-radio.xml": RSS.encode(),
        "courier.html": COURIER.encode(),
        "crawl.warc.gz": packed(gazette, ledger),
        "evening.mbox": mailbox.encode(),
        "forwarded/result.json": json.dumps(FORWARDING, indent=1).encode(),
        "hearing.srt": SRT.encode(),
        "herald.json": json.dumps(JSON_FEED).encode(),
        "inspectorate.pdf": pdf(REPORT, "/Title(Report on the explosion at the Halden terminal)"),
        "norland.wacz": zipped({"datapackage.json": "{}", "archive/data.warc.gz": packed(wire)}),
        "norrsund.atom": ATOM.encode(),
        "notes.zip": zipped({"notes/silo.md": MARKDOWN, "radio/students.txt": TEXT}),
        "quay.vtt": VTT.encode(),
        "release.eml": RELEASE.encode(),
        "result.json.gz": gzip.compress(json.dumps(CHANNEL, indent=1).encode(), mtime=0),
    }


def write_files(folder: Path) -> Path:
    """The event's files in `folder`, which is returned."""
    for name, data in files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder
