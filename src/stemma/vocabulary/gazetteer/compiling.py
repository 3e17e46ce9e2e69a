"""Making a gazetteer's file out of settlements and what they lie in."""

from __future__ import annotations

import hashlib
import itertools
import json
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from stemma.vocabulary.gazetteer.areas import Area
from stemma.vocabulary.gazetteer.blocks import SMALLEST_BLOCK, block_size, write_blocks
from stemma.vocabulary.gazetteer.entries import Bounds, Entry, line_of
from stemma.vocabulary.gazetteer.keys import place_key, place_keys, skeleton
from stemma.vocabulary.gazetteer.lands import bare_name
from stemma.vocabulary.gazetteer.reading import MAGIC
from stemma.vocabulary.gazetteer.spelling import kept_names

_STEP = 10_000


@dataclass(frozen=True, slots=True)
class Land:
    """A country, with where its middle is on the map, if that is known."""

    code: str
    name: str
    geonameid: int | None
    population: int
    capital: str = ""
    centre: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Division:
    """A region or district: its name and its number at GeoNames; where its middle is, if that is known."""

    name: str
    geonameid: int | None = None
    centre: tuple[float, float] | None = None


@dataclass(slots=True)
class Source:
    """What a gazetteer is made of: countries by code, divisions by code ("UA.07", "UA.07.1"), and everything else.

    `places` can be gone through once: an entry and its other names, in any order. Their `capital` is not looked at.
    """

    name: str
    lands: Mapping[str, Land]
    divisions: Mapping[str, Division]
    places: Iterable[tuple[Entry, Iterable[str]]]
    areas: defaultdict[str, Area] = field(default_factory=lambda: defaultdict(Area))


# Told now and then how many places were taken in.
Progress = Callable[[int], None]


def compile_gazetteer(source: Source, target: Path, progress: Progress = lambda done: None) -> int:
    """Write the gazetteer of `source` to `target`, which is replaced when all is done; returns the number of places.

    What has to be sorted is sorted on the disk beside the target, so a dump of the whole world needs little memory.
    The same data in any order give the same bytes.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch, unfinished = target.with_name(target.name + ".sorting"), target.with_name(target.name + ".unfinished")
    try:
        scratch.unlink(missing_ok=True)
        with closing(sqlite3.connect(scratch)) as rows:
            rows.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;")
            rows.execute("CREATE TABLE places (place INTEGER PRIMARY KEY, key TEXT, line TEXT)")
            rows.execute("CREATE TABLE names (name TEXT, place INTEGER)")
            _fill(rows, source, progress)
            covered = sorted(code for code in source.areas if "." not in code)
            with unfinished.open("w+b") as out:
                count = _write(rows, source.name, covered, out)
        unfinished.replace(target)
    finally:
        scratch.unlink(missing_ok=True)
        unfinished.unlink(missing_ok=True)
    return count


def _fill(rows: sqlite3.Connection, source: Source, progress: Progress) -> None:
    """Put all places and their names into the tables."""
    number = itertools.count()
    capitals = {land.code: place_key(land.capital) for land in source.lands.values() if land.capital}
    largest: dict[str, tuple[Entry, list[str]]] = {}
    for done, (entry, others) in enumerate(source.places):
        names = kept_names(entry.name, others, entry.population, entry.country)
        found: tuple[Entry, list[str]] | None = (entry, names)
        if entry.kind == "town":
            _enlarge(source.areas, entry)
            if capitals.get(entry.country, "") in {place_key(name) for name in (entry.name, *names)}:
                # Which of a country's towns of that name is its capital shows when all have been seen: the largest.
                before = largest.get(entry.country)
                largest[entry.country] = max((entry, names), before or (entry, names), key=_rank)
                found = min((entry, names), before, key=_rank) if before else None
        if found:
            _put(rows, next(number), *found)
        if done % _STEP == 0:
            progress(done)
    for entry, names in largest.values():
        _put(rows, next(number), entry._replace(capital=True), names)
    for entry, names in (*_countries(source), *_divisions(source)):
        _put(rows, next(number), entry, names)


def _rank(found: tuple[Entry, list[str]]) -> tuple[int, int]:
    return found[0].population, -(found[0].geonameid or 0)


def _enlarge(areas: defaultdict[str, Area], entry: Entry) -> None:
    for code in dict.fromkeys((entry.country, entry.region, entry.district)):
        if code:
            areas[code].add(entry.latitude, entry.longitude, entry.population)


def _put(rows: sqlite3.Connection, number: int, entry: Entry, names: Iterable[str]) -> None:
    main = place_key(entry.name)
    code = {"region": entry.region, "district": entry.district, "country": entry.country}.get(entry.kind)
    keys = dict.fromkeys(key for name in (entry.name, *names) for key in place_keys(name) if key)
    rows.execute("INSERT INTO places VALUES (?, ?, ?)", (number, main, line_of(entry)))
    found = [f"{skeleton(key)}\t{key}" for key in keys] + ([f"\t{code}"] if code else [])
    rows.executemany("INSERT INTO names VALUES (?, ?)", [(name, number) for name in found])


def _countries(source: Source) -> Iterator[tuple[Entry, list[str]]]:
    for code, land in source.lands.items():
        area = source.areas.get(code)
        centre = land.centre or (area.centre if area else None)
        if centre is not None:
            bounds = area.bounds if area else None
            name = land.name.removeprefix("The ")
            yield Entry(name, "country", code, *centre, land.population, land.geonameid, bounds=bounds), []


def _divisions(source: Source) -> Iterator[tuple[Entry, list[str]]]:
    for code, division in source.divisions.items():
        area = source.areas.get(code)
        bare = bare_name(division.name)
        if not area or len(bare) < 3:
            continue
        country, region, *inner = code.split(".", 2)
        kind = "district" if inner else "region"
        centre = division.centre or area.centre
        people, bounds = area.people, _around(area.bounds, centre)
        shown = division.name if inner else bare
        region = f"{country}.{region}"
        entry = Entry(shown, kind, country, *centre, people, division.geonameid, region, code * bool(inner), bounds)
        yield entry, [name for name in (bare, division.name) if name != shown]


def _around(bounds: Bounds, centre: tuple[float, float]) -> Bounds:
    south, west, north, east = bounds
    if west <= east:
        west, east = min(west, centre[1]), max(east, centre[1])
    return min(south, centre[0]), west, max(north, centre[0]), east


def _write(rows: sqlite3.Connection, name: str, covered: list[str], out: IO[bytes]) -> int:
    """The file: a line that says what it is, the blocks, the lists of where they begin, and where those lists are."""
    out.write(MAGIC)
    (count,) = rows.execute("SELECT count(*) FROM places").fetchone()
    numbers = array("L", bytes(array("L").itemsize * count))
    places, _ = write_blocks(out, _ordered_places(rows, numbers), SMALLEST_BLOCK)
    (lines,) = rows.execute("SELECT count(DISTINCT name) FROM names").fetchone()
    names, first = write_blocks(out, _ordered_names(rows, numbers), block_size(lines))
    heads = "\n".join(line.rpartition("\t")[0] for line in first).encode()
    lists = (places.tobytes(), names.tobytes(), heads)
    header: dict[str, object] = {
        "source": name,
        "places": count,
        "names": lines,
        "place_block": SMALLEST_BLOCK,
        "name_block": block_size(lines),
        "lists": list(itertools.accumulate(map(len, lists), initial=out.tell())),
        "countries": covered,
    }
    for part in lists:
        out.write(part)
    header["digest"] = _digest(out)
    tail = json.dumps(header, sort_keys=True).encode()
    out.write(tail + len(tail).to_bytes(4, "little"))
    return int(count)


def _ordered_places(rows: sqlite3.Connection, numbers: array[int]) -> Iterator[str]:
    """The places' lines, like names together: they are asked for together. `numbers` is filled by the way."""
    for number, (place, line) in enumerate(rows.execute("SELECT place, line FROM places ORDER BY key, line")):
        numbers[place] = number
        yield line


def _ordered_names(rows: sqlite3.Connection, numbers: array[int]) -> Iterator[str]:
    found = rows.execute("SELECT name, place FROM names ORDER BY name")
    for name, group in itertools.groupby(found, key=lambda row: row[0]):
        places = sorted({numbers[place] for _, place in group})
        yield f"{name}\t{' '.join(map(str, places))}"


def _digest(out: IO[bytes]) -> str:
    """SHA-256 of what was written so far."""
    end = out.tell()
    out.seek(0)
    digest = hashlib.file_digest(out, "sha256").hexdigest()  # type: ignore[arg-type]  # opened for both
    out.seek(end)
    return digest
