"""A dump of GeoNames (download.geonames.org/export/dump), as what a gazetteer is made of."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
import sys
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from stemma.model import InputError
from stemma.vocabulary.gazetteer.compiling import Division, Land, Source
from stemma.vocabulary.gazetteer.entries import Entry
from stemma.vocabulary.gazetteer.lands import land_words
from stemma.vocabulary.gazetteer.spelling import usable

# What of the dump is a place that reports speak of. Settlements that are no more are left out.
_SETTLEMENTS = re.compile(r"P\.(?!PPL[CHQW]*$)PPL\w*|P\.PPLC?|P\.STLMT")
_WATERS = frozenset(
    ("H.OCN", "H.SEA", "H.GULF", "H.BAY", "H.STRT", "H.LK", "H.LKS", "H.RSV", "H.CHN", "H.CNL", "H.STM", "H.LGN",
     "H.SD", "H.FJD")
)  # fmt: skip
_OTHERS = frozenset(
    ("T.ISL", "T.ISLS", "T.ATOL", "T.MT", "T.MTS", "T.PEN", "T.CAPE", "T.DSRT", "T.VAL", "T.PLN", "T.PASS", "T.VLC",
     "L.CONT", "L.RGN", "L.RGNH", "L.PRK", "A.ADM3", "A.TERR", "A.ADMD")
)  # fmt: skip
_COUNTRY = re.compile(r"A\.PCL(?!H)\w*")
# "Languages" of the table of alternate names that are none.
_CODES = frozenset(("link", "post", "iata", "icao", "faac", "wkdt", "unlc", "abbr", "tcid", "phon"))
_COLUMNS, _ALTERNATE_COLUMNS = 19, 4
_NO_PLACES = re.compile(
    r"(alternateNames|admin|countryInfo|cities|iso-|readme|hierarchy|featureCodes|timeZones|user|no-country)",
    re.IGNORECASE,
)


@contextmanager
def dump(folder: Path) -> Iterator[Source]:
    """The dump in `folder`: allCountries or files of countries (RU.zip), alternateNamesV2, admin1CodesASCII,
    admin2Codes and countryInfo, each as .txt or .zip.

    Raises InputError where there are no places or no countryInfo, and where a line is not as it should be.
    """
    csv.field_size_limit(min(sys.maxsize, 1 << 30))
    places = _tables(folder)
    if not places:
        raise InputError(str(folder), "no allCountries.txt and no file of a country such as RU.zip in it")
    own = {code: found for path in places for code, found in _divisions_of(path)}
    lands, divisions = _lands(folder, own), _divisions(folder, own)
    with TemporaryDirectory(prefix="stemma-") as scratch, closing(sqlite3.connect(Path(scratch) / "names")) as names:
        _take_alternates(folder, names)
        name = f"GeoNames dump of {', '.join(path.name for path in places)}"
        yield Source(name, lands, divisions, _places(places, names))


def _tables(folder: Path) -> list[Path]:
    """The files of places: that of all countries, else those of single ones, else the longest list of cities."""
    files = _files(folder)
    whole = [path for path in files if path.stem == "allCountries"]
    cities = sorted(
        (path for path in files if re.fullmatch(r"cities\d+", path.stem)), key=lambda path: int(path.stem[6:])
    )
    return whole or [path for path in files if not _NO_PLACES.match(path.stem)] or cities[:1]


def _files(folder: Path) -> list[Path]:
    """Text files and archives in the folder, by name; of allCountries.txt and allCountries.zip the first."""
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() in {".txt", ".zip"})
    return [path for path in found if path.suffix.lower() == ".txt" or path.with_suffix(".txt") not in found]


def _rows(path: Path, columns: int) -> Iterator[list[str]]:
    """The lines of a tab-separated file, or of the file of its name in an archive; remarks are left out."""
    with _opened(path) as lines:
        for number, line in enumerate(lines, 1):
            row = line.rstrip("\r\n").split("\t")
            if line.startswith("#") or not line.strip():
                continue
            if len(row) < columns:
                raise InputError(str(path), f"{columns} columns expected, {len(row)} found", number)
            yield row


@contextmanager
def _opened(path: Path) -> Iterator[Iterable[str]]:
    try:
        if path.suffix.lower() == ".txt":
            with path.open(encoding="utf-8", newline="\n") as lines:
                yield lines
        else:
            with zipfile.ZipFile(path) as archive, archive.open(f"{path.stem}.txt") as raw:
                yield io.TextIOWrapper(raw, encoding="utf-8", newline="\n")
    except (OSError, KeyError, UnicodeDecodeError, zipfile.BadZipFile) as error:
        raise InputError(str(path), f"can't be read ({error})") from error


def _named(folder: Path, stem: str) -> Path | None:
    return next((path for path in _files(folder) if path.stem == stem), None)


def _take_alternates(folder: Path, names: sqlite3.Connection) -> None:
    """Put the alternate names that a newspaper might print into a table, by the number of their place."""
    names.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; CREATE TABLE others (place, name);")
    path = _named(folder, "alternateNamesV2")
    if path is not None:
        rows = (row for row in _rows(path, _ALTERNATE_COLUMNS) if row[2] not in _CODES and usable(row[3]))
        names.executemany("INSERT INTO others VALUES (?, ?)", ((int(row[1]), row[3]) for row in rows))
    names.execute("CREATE INDEX by_place ON others (place)")


def _places(paths: list[Path], names: sqlite3.Connection) -> Iterator[tuple[Entry, list[str]]]:
    for path in paths:
        for number, row in enumerate(_rows(path, _COLUMNS), 1):
            kind = _kind(f"{row[6]}.{row[7]}")
            if kind is not None and row[8] and row[1]:
                others = names.execute("SELECT name FROM others WHERE place = ?", (int(row[0]),))
                try:
                    yield _entry(row, kind), [*row[3].split(","), *(name for (name,) in others)]
                except ValueError as error:
                    raise InputError(str(path), f"not a line of GeoNames ({error})", number) from error


def _kind(feature: str) -> str | None:
    if _SETTLEMENTS.fullmatch(feature):
        return "town"
    if feature in _WATERS:
        return "water"
    return "other" if feature in _OTHERS else None


def _entry(row: list[str], kind: str) -> Entry:
    region = f"{row[8]}.{row[10]}" if row[10] and row[10] != "00" else ""
    district = f"{region}.{row[11]}" if region and row[11] else ""
    degrees = float(row[4]), float(row[5])
    return Entry(row[1], kind, row[8], *degrees, int(row[14] or 0), int(row[0]), region, district)


def _divisions_of(path: Path) -> Iterator[tuple[str, tuple[int, tuple[float, float]]]]:
    """Code of each country, region and district that the file tells of → its number and where its middle is."""
    for row in _rows(path, _COLUMNS):
        if row[6] != "A":
            continue
        code = {"ADM1": f"{row[8]}.{row[10]}", "ADM2": f"{row[8]}.{row[10]}.{row[11]}"}.get(row[7])
        if code is None and _COUNTRY.fullmatch(f"A.{row[7]}"):
            code = row[8]
        if code:
            yield code, (int(row[0]), (float(row[4]), float(row[5])))


Own = dict[str, tuple[int, tuple[float, float]]]


def _lands(folder: Path, own: Own) -> dict[str, Land]:
    path = _named(folder, "countryInfo")
    if path is None:
        raise InputError(str(folder), "no countryInfo.txt in it")
    lands = {}
    for row in _rows(path, 17):
        code, name, capital, population, geonameid = row[0], row[4], row[5], int(row[7] or 0), int(row[16] or 0)
        # Some countries have more than one row of their own; that of the country's number is meant.
        centre = own[code][1] if code in own and own[code][0] == geonameid else land_words().centres.get(code)
        lands[code] = Land(code, name, geonameid or None, population, capital, centre)
    return lands


def _divisions(folder: Path, own: Own) -> dict[str, Division]:
    divisions = {}
    for stem in ("admin1CodesASCII", "admin2Codes"):
        path = _named(folder, stem)
        for row in _rows(path, 2) if path else ():
            geonameid, centre = own.get(row[0], (None, None))
            number = int(row[3]) if len(row) > 3 and row[3] else geonameid
            divisions[row[0]] = Division(row[1], number, centre)
    return divisions
