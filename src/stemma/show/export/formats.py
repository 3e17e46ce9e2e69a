"""Every format that a case is handed on in: what `stemma export` and the desk offer."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import IO, Any

from stemma.collect.originals import Originals
from stemma.model import Case
from stemma.show.export.briefing import briefing
from stemma.show.export.contract import case_document, to_json
from stemma.show.export.followthemoney import followthemoney_lines
from stemma.show.export.geojson import geojson_document
from stemma.show.export.prov import prov_document
from stemma.show.export.web_annotations import MEDIA_TYPE, annotations_document

# What every file in a ZIP is dated, so that the same case gives the same bytes: the earliest that a ZIP can say.
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Handed:
    """What is handed on: the case as derived, its title, what read and derived it with their versions, its originals.

    `originals` is None where there are none to be had; the formats that need them say so.
    """

    case: Case
    title: str
    versions: tuple[tuple[str, str], ...] = ()
    originals: Originals | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what users call it, its media type, the end of its file's name, and what writes it.

    `write` writes one file. A format of several files has `parts`, which gives each by its name, in a fixed order; it
    is written as a folder, or as a ZIP of them where one file is wanted.
    """

    name: str
    media_type: str
    suffix: str
    write: Callable[[Handed, IO[bytes]], None]
    parts: Callable[[Handed], Iterable[tuple[str, bytes]]] | None = None


def document(name: str, media_type: str, suffix: str, make: Callable[[Case], dict[str, Any]]) -> Format:
    """The format of one JSON document, on one line."""

    def write(handed: Handed, file: IO[bytes]) -> None:
        file.write((to_json(make(handed.case)) + "\n").encode("utf-8"))

    return Format(name, media_type, suffix, write)


def texts(name: str, media_type: str, suffix: str, make: Callable[[Handed], Iterable[str]]) -> Format:
    """The format of one text in UTF-8, handed over piece by piece."""

    def write(handed: Handed, file: IO[bytes]) -> None:
        for piece in make(handed):
            file.write(piece.encode("utf-8"))

    return Format(name, media_type, suffix, write)


def folder(name: str, parts: Callable[[Handed], Iterable[tuple[str, bytes]]]) -> Format:
    """The format of several files."""

    def write(handed: Handed, file: IO[bytes]) -> None:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, data in parts(handed):
                archive.writestr(zipfile.ZipInfo(part, _LONG_AGO), data, zipfile.ZIP_DEFLATED)

    return Format(name, "application/zip", "zip", write, parts)


def _annotations(handed: Handed) -> Iterable[str]:
    yield to_json(annotations_document(handed.case, handed.title)) + "\n"


def _prov(handed: Handed) -> Iterable[str]:
    yield to_json(prov_document(handed.case, handed.versions)) + "\n"


def _entities(handed: Handed) -> Iterable[str]:
    return followthemoney_lines(handed.case)


def _briefing(handed: Handed) -> Iterable[str]:
    return briefing(handed.case, handed.title, handed.versions)


FORMATS: Mapping[str, Format] = {
    "json": document("JSON (stemma-case/1)", "application/json", "json", case_document),
    "geojson": document("Places (GeoJSON)", "application/geo+json", "geojson", geojson_document),
    "annotations": texts("Web Annotations (W3C)", MEDIA_TYPE, "jsonld", _annotations),
    "prov": texts("Provenance (W3C PROV-JSON)", "application/json", "prov.json", _prov),
    "followthemoney": texts("FollowTheMoney entities", "application/x-ndjson", "ftm.json", _entities),
    "markdown": texts("Briefing (Markdown)", "text/markdown; charset=utf-8", "md", _briefing),
}
