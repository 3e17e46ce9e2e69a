"""Figures of places: articles in which somebody put every place's name on the map.

    python -m evaluation.toponyms [--reader rules]      print the figures on LGL and GWN, both halves

A name counts as found where a place was read whose characters are the same give or take half, and as right where that
lies within 161 km (100 miles, the customary bound) of where the annotator put it. Every annotated name that has degrees
counts: what is not found or not resolved is wrong. Names without degrees (streets that the annotators could not place,
languages) are left out.

Articles fall into two halves by a hash of their number. What was learnt from single articles was learnt from the
development half; the other was only ever counted.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from evaluation.commands import Json, stemma
from evaluation.corpora import shared_folder
from evaluation.distances import kilometres
from stemma.model import Span
from stemma.read.readers import READERS, ReaderName

NEAR = 161.0
HALVES = ("development", "held-out")
# Articles whose names are places, as read by the trained reader and by the rules alone.
CORPORA = {"lgl": "lgl.xml", "gwn": "gwn.xml"}


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name with the degrees that an annotator gave it."""

    span: Span
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Article:
    """An annotated article, as a report's line of JSON, and its names."""

    report: Json
    toponyms: tuple[Toponym, ...]

    @property
    def half(self) -> str:
        """The half that it falls into."""
        return HALVES[hashlib.sha256(self.report["id"].encode()).digest()[0] % 2]


def corpora(shared: Path) -> dict[str, Path]:
    """The corpora that are there."""
    paths = {name: shared / "data" / "geo" / file for name, file in CORPORA.items()}
    return {name: path for name, path in paths.items() if path.exists()}


def articles(path: Path) -> Iterator[Article]:
    """The articles of a corpus, in its order."""
    tree = etree.parse(path, etree.XMLParser(resolve_entities=False))
    for number, node in enumerate(tree.iter("article")):
        text = node.findtext("text") or ""
        report = {
            "id": node.get("docid") or f"{path.stem}-{node.get('file', number)}",
            "text": text,
            "url": node.findtext("url") or node.findtext("link"),
            "publisher": node.findtext("domain"),
            "published": (node.findtext("dltime") or "")[:10] or None,
            "lang": "en",
        }
        found = (_toponym(one) for one in node.iter("toponym"))
        yield Article(
            {key: value for key, value in report.items() if value}, tuple(one for one in found if one is not None)
        )


def _toponym(node: etree._Element) -> Toponym | None:
    latitude = node.findtext("gaztag/lat") or node.findtext("latitude")
    longitude = node.findtext("gaztag/lon") or node.findtext("longitude")
    if not latitude or not longitude:
        return None
    span = Span(int(node.findtext("start") or 0), int(node.findtext("end") or 0))
    return Toponym(span, float(latitude), float(longitude))


def figures(path: Path, by: ReaderName, scratch: Path) -> Json:
    """How many names of each half were found and right, as shares."""
    found = list(articles(path))
    reports, readings = scratch / f"{path.stem}.jsonl", scratch / f"{path.stem}-read.jsonl"
    reports.write_text("".join(json.dumps(one.report) + "\n" for one in found), encoding="utf-8")
    stemma("read", reports, "--reader", by, "--workers", "1", output=readings)
    read = {row["report"]: row["places"] for row in map(json.loads, readings.read_text("utf-8").splitlines())}
    return {half: scores([one for one in found if one.half == half], read) for half in HALVES} | scores(found, read)


def scores(found: list[Article], read: dict[str, list[Json]]) -> Json:
    """The shares over these articles, given the places read by report."""
    judged = [judge(name, read.get(one.report["id"], [])) for one in found for name in one.toponyms]
    total = max(1, len(judged))
    located = sum(1 for one in found for place in read.get(one.report["id"], []) if place["latitude"] is not None)
    return {
        "recall": round(sum(hit for hit, _ in judged) / total, 4),
        "within_161km": round(sum(right for _, right in judged) / total, 4),
        "gold": len(judged),
        "located": located,
    }


def judge(name: Toponym, places: list[Json]) -> tuple[bool, bool]:
    """Whether the name was found, and whether within NEAR kilometres."""
    hits = [place for place in places if same_words(name.span, Span(*place["span"]))]
    near = [
        place
        for place in hits
        if place["latitude"] is not None
        and kilometres((place["latitude"], place["longitude"]), (name.latitude, name.longitude)) <= NEAR
    ]
    return bool(hits), bool(near)


def same_words(left: Span, right: Span) -> bool:
    """Whether two spans share half of the characters that either has."""
    shared = left.shared(right)
    return 2 * shared >= left.length + right.length - shared


def table(found: Json) -> str:
    """The figures, a line a half."""
    rows = {"all": {key: value for key, value in found.items() if key not in HALVES}} | {h: found[h] for h in HALVES}
    return "\n".join(
        f"  {label:<12} " + "  ".join(f"{key} {value}" for key, value in row.items()) for label, row in rows.items()
    )


def main(argv: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", choices=READERS, default="rules")
    parser.add_argument("--scratch", type=Path, required=True, help="a folder to work in")
    asked = parser.parse_args(argv)
    for name, path in corpora(shared_folder()).items():
        print(f"{name}\n{table(figures(path, asked.reader, asked.scratch))}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
