"""Every format that a case is handed on in: what `stemma export` and the desk offer."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from stemma.model import Case
from stemma.show.export.briefing import briefing
from stemma.show.export.contract import case_document, to_json
from stemma.show.export.csv_tables import csv_files
from stemma.show.export.followthemoney import followthemoney_lines
from stemma.show.export.geojson import geojson_document
from stemma.show.export.handing import LONG_AGO, Handed
from stemma.show.export.parquet_tables import parquet_files
from stemma.show.export.prov import prov_document
from stemma.show.export.wacz import digest_told, write_wacz
from stemma.show.export.web_annotations import MEDIA_TYPE, annotations_document

__all__ = ["FORMATS", "Format", "Handed", "document", "folder"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what users call it, its media type, the end of its file's name, and what writes it.

    `write` writes one file. A format of several files has `parts`, which gives each by its name, in a fixed order; it
    is written as a folder, or as a ZIP of them where one file is wanted. `told` is what the user is told of a file
    that was written.
    """

    name: str
    media_type: str
    suffix: str
    write: Callable[[Handed, IO[bytes]], None]
    parts: Callable[[Handed], Iterable[tuple[str, bytes]]] | None = None
    told: Callable[[Path], str] | None = None


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
                archive.writestr(zipfile.ZipInfo(part, LONG_AGO), data, zipfile.ZIP_DEFLATED)

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
    "csv": folder("Tables (CSV)", lambda handed: csv_files(handed.case)),
    "parquet": folder("Tables (Parquet)", lambda handed: parquet_files(handed.case)),
    "annotations": texts("Web Annotations (W3C)", MEDIA_TYPE, "jsonld", _annotations),
    "prov": texts("Provenance (W3C PROV-JSON)", "application/json", "prov.json", _prov),
    "followthemoney": texts("FollowTheMoney entities", "application/x-ndjson", "ftm.json", _entities),
    "markdown": texts("Briefing (Markdown)", "text/markdown; charset=utf-8", "md", _briefing),
    "wacz": Format("Web archive of the originals (WACZ)", "application/wacz", "wacz", write_wacz, told=digest_told),
}
