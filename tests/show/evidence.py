"""An invented case of several formats, built once, with its WACZ, and ways to alter both by hand."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from stemma.run.local import build_case

PAGE = """<html><head><title>Crane falls at Ostrand quay</title>
<link rel="canonical" href="https://post.example/crane"><meta property="article:published_time" content="2031-05-05">
<meta property="og:site_name" content="Ostrand Post"></head><body><article><h1>Crane falls at Ostrand quay</h1>
<p>A crane fell into the basin at Ostrand quay on Monday, harbour master Lena Voss said. “Nobody was on it,” Voss said.
The quay stays closed until Friday, the harbour office told the Ostrand Post, and ships are sent on to Sundby.</p>
<p>Seven men had worked on the crane until noon, dockers said. The firm denied that it had been overloaded.</p>
</article></body></html>"""
FEED = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Coast Wire</title><item><title>Crane falls</title><guid isPermaLink="false">77</guid>
<link>https://wire.example/crane</link><pubDate>Mon, 05 May 2031 12:00:00 +0000</pubDate>
<content:encoded>&lt;p&gt;A crane fell into the basin at Ostrand, Lena Voss said.&lt;/p&gt;</content:encoded>
</item></channel></rss>"""
CHANNEL = {
    "name": "Ostrand dockers", "type": "public_channel", "id": 4711, "messages": [{
        "id": 3, "type": "message", "date": "2031-05-05T12:30:00", "date_unixtime": "1935923400",
        "from": "Ostrand dockers", "from_id": "channel4711",
        "text": ["The crane is in the water. ", {"type": "bold", "text": "Nobody was on it."}],
        "text_entities": [
            {"type": "plain", "text": "The crane is in the water. "}, {"type": "bold", "text": "Nobody was on it."},
        ],
    }],
}  # fmt: skip
LINE = {"id": "kurier-1", "text": "Der Kran fiel ins Becken, sagte Voss. 7 Männer waren in Ostrand.", "lang": "de"}


def built(folder: Path) -> Path:
    """The case, built into `folder`."""
    (folder / "in").mkdir(parents=True)
    files = {"crane.html": PAGE, "wire.rss": FEED, "result.json": json.dumps(CHANNEL), "lines.jsonl": json.dumps(LINE)}
    for name, text in files.items():
        (folder / "in" / name).write_text(text, encoding="utf-8")
    build_case(folder / "case", [folder / "in"], workers=1, reader="rules")
    return folder / "case"


def copy_of(case: Path, folder: Path) -> Path:
    """A copy of a case, to be altered."""
    shutil.copytree(case, folder / "altered")
    return folder / "altered"


def files_in(wacz: Path) -> dict[str, bytes]:
    """The files of a WACZ by their names."""
    with zipfile.ZipFile(wacz) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(path: Path, files: dict[str, bytes]) -> Path:
    """A WACZ of these files."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def sealed(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files as somebody leaves them who makes the hashes of whole files fit again."""
    package = json.loads(files["datapackage.json"])
    for resource in package["resources"]:
        data = files.get(resource["path"], b"")
        resource |= {"hash": "sha256:" + hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    package["resources"] = [one for one in package["resources"] if one["path"] in files]
    described = json.dumps(package).encode()
    digest = {"path": "datapackage.json", "hash": "sha256:" + hashlib.sha256(described).hexdigest()}
    return files | {"datapackage.json": described, "datapackage-digest.json": json.dumps(digest).encode()}


def with_case(files: dict[str, bytes], alter: Callable[[dict[str, Any]], object]) -> dict[str, bytes]:
    """The files with the case altered."""
    document = json.loads(files["stemma/case.json"])
    alter(document)
    return files | {"stemma/case.json": json.dumps(document).encode()}


def with_archive(files: dict[str, bytes], old: bytes, new: bytes) -> dict[str, bytes]:
    """The files with bytes of as many others put for some in the originals."""
    data = gzip.decompress(files["archive/data.warc.gz"])
    assert old in data
    assert len(old) == len(new)
    return files | {"archive/data.warc.gz": gzip.compress(data.replace(old, new), mtime=0)}


def warc_of(files: dict[str, bytes]) -> io.BytesIO:
    """The web archive in the files."""
    return io.BytesIO(files["archive/data.warc.gz"])
