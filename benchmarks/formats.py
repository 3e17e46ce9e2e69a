"""How fast each format is read: one process, one core, bytes in, reports out.

    python -m benchmarks.formats [--items 200] [--turns 3] [--only NAME]

Every format carries the same invented articles of 400 words, one an item: a page, an entry, a message, a mail, a page
of a PDF, fifty cues. A rate is items for a second of CPU, the median of the turns. "up to extraction" is a
web archive's records framed, unpacked and told apart, without the main text being looked for, which most of `html` is.
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import io
import json
import lzma
import random
import re
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from statistics import median

from stemma.collect import Collected, collect
from stemma.collect.http_body import parsed
from stemma.collect.nesting import MEMBER_LIMIT
from stemma.collect.warc import pages
from stemma.collect.warc_records import Tally
from tests.collect.files import docx, paragraph, pdf, zipped
from tests.collect.web_archives import http, packed, record

# The goal for web archives, in pages a second on one core, up to extraction.
WARC_GOAL = 300.0
_WORDS = re.findall(
    r"\w+",
    "harbour ferry master pilot storm tide crew guard said that the a of and in on was were had been not near Ellery "
    "Maribel Tarn Monday morning forty ten people saved missing before after report board owner lines denied told",
)

Work = Callable[[], int]


def articles(count: int) -> list[list[str]]:
    """Articles of eight paragraphs of fifty words, the same at every run."""
    draw = random.Random(1912)
    return [[" ".join(draw.choices(_WORDS, k=50)).capitalize() + "." for _ in range(8)] for _ in range(count)]


def page(article: Sequence[str]) -> bytes:
    """An article as a web page with the navigation and scripts that pages have."""
    links = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(40))
    head = "<title>A page</title><script>" + "var a = 1;" * 400 + "</script>"
    body = "".join(f"<p>{text}</p>" for text in article)
    return f"<html><head>{head}</head><body><nav><ul>{links}</ul></nav><article>{body}</article></body></html>".encode()


def mhtml(one: bytes) -> bytes:
    """A page as browsers save it in one file."""
    head = "From: <Saved by Blink>\nSubject: A page\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"
    return f"{head}--x\nContent-Type: text/html\nContent-Transfer-Encoding: 8bit\n\n".encode() + one + b"\n--x--\n"


def cue(number: int, words: str) -> str:
    """A subtitle of eight words."""
    begin, end = (f"{at // 3600:02}:{at // 60 % 60:02}:{at % 60:02},000" for at in (3 * number, 3 * number + 3))
    return f"{number + 1}\n{begin} --> {end}\n{words}\n\n"


def files(found: Sequence[Sequence[str]]) -> dict[str, list[bytes]]:
    """The articles in each format, as files."""
    texts = ["\n\n".join(article) for article in found]
    html = [page(article) for article in found]
    entries = "".join(
        f"<item><title>{n}</title><guid>urn:x:{n}</guid><description><![CDATA[<p>{text}</p>]]></description></item>"
        for n, text in enumerate(texts)
    )
    messages = [
        {"id": n, "type": "message", "date_unixtime": "1935736200", "text": text} for n, text in enumerate(texts)
    ]
    atom = "".join(
        f'<entry><id>urn:x:{n}</id><title>{n}</title><content type="html"><![CDATA[<p>{text}</p>]]></content></entry>'
        for n, text in enumerate(texts)
    )
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "x",
        "items": [{"id": str(n), "content_text": text} for n, text in enumerate(texts)],
    }
    chat = {"name": "x", "type": "public_channel", "id": 1, "messages": messages}
    mails = [f"From: a@b.example\nSubject: {n}\nMessage-ID: <{n}@b>\n\n{text}\n" for n, text in enumerate(texts)]
    lines = [[text[at : at + 90] for text in article for at in range(0, len(text), 90)] for article in found]
    tracks = ["".join(cue(n, text[at : at + 48]) for n, at in enumerate(range(0, len(text), 48))) for text in texts]
    archive = packed(*(record("response", f"https://p.example/{n}", http(one)) for n, one in enumerate(html)))
    return {
        "text": [text.encode() for text in texts],
        "jsonl": ["\n".join(json.dumps({"id": str(n), "text": text}) for n, text in enumerate(texts)).encode()],
        "html": html,
        "rss": [f"<rss><channel><title>x</title>{entries}</channel></rss>".encode()],
        "atom": [f'<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>{atom}</feed>'.encode()],
        "json feed": [json.dumps(feed).encode()],
        "telegram": [json.dumps(chat, indent=1).encode()],
        "srt": [track.encode() for track in tracks],
        "webvtt": [f"WEBVTT\n\n{track.replace(',000', '.000')}".encode() for track in tracks],
        "mail": [mail.encode() for mail in mails],
        "mailbox": ["".join(f"From a@b.example Mon May 05 08:30:00 2031\n{mail}\n" for mail in mails).encode()],
        "mhtml": [mhtml(one) for one in html],
        "markdown": [text.encode() for text in texts],
        "docx": [docx("".join(map(paragraph, article))) for article in found],
        "pdf": [pdf(lines)],
        "zip": [zipped({f"{n}.txt": text for n, text in enumerate(texts)})],
        "gzip": [gzip.compress(text.encode()) for text in texts],
        "bzip2": [bz2.compress(text.encode()) for text in texts],
        "xz": [lzma.compress(text.encode()) for text in texts],
        "warc": [archive],
        "wacz": [zipped({"datapackage.json": "{}", "archive/a.warc.gz": archive}, zipfile.ZIP_STORED)],
    }


def reading(name: str, data: Sequence[bytes]) -> Work:
    """What reads the files and counts the items in them."""
    suffix = "md" if name == "markdown" else "bin"

    def work() -> int:
        found = [item for one in data for item in collect(one, f"input.{suffix}", None)]
        reports = [item.report for item in found if isinstance(item, Collected)]
        assert len(reports) == len(found), next(item for item in found if not isinstance(item, Collected))
        return len(reports[0].anchors) if name == "pdf" else len(reports)

    return work


def framing(data: bytes) -> Work:
    """What takes a web archive apart as far as the page's own bytes."""

    def work() -> int:
        responses = [parsed(one.block) for one in pages([lambda: io.BytesIO(data)], Tally())]
        return sum(response is not None and bool(response.content(MEMBER_LIMIT)) for response in responses)

    return work


def rate(work: Work, turns: int) -> float:
    """Items for a second of CPU, the median of the turns, after one that warms up."""
    work()
    rates = []
    for _ in range(turns):
        begun = time.process_time()
        done = work()
        rates.append(done / max(time.process_time() - begun, 1e-9))
    return median(rates)


def main(argv: list[str] | None = None) -> int:
    """Measure and print; 1 where the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=200, help="how many articles are in each format")
    parser.add_argument("--turns", type=int, default=3, help="how often each is read")
    parser.add_argument("--only", help="the one format to measure")
    asked = parser.parse_args(argv)
    made = files(articles(max(1, asked.items)))
    works = {name: reading(name, data) for name, data in made.items()}
    works["warc, up to extraction"] = framing(made["warc"][0])
    print(f"{'items/s a core':>38}")
    met = True
    for name, work in works.items():
        if asked.only in (None, name):
            found = rate(work, asked.turns)
            goal = name.startswith("warc,")
            met = met and (not goal or found >= WARC_GOAL)
            print(f"{name:<24}{found:>14.0f}" + (f"  goal {WARC_GOAL:g}" if goal else ""))
    return int(not met)


if __name__ == "__main__":
    sys.exit(main())
