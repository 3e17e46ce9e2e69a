"""A place of the gazetteer, and the line that keeps it."""

from __future__ import annotations

from typing import NamedTuple

# South, west, north, east in degrees. West is greater than east where the date line lies between.
Bounds = tuple[float, float, float, float]

KINDS = {"c": "country", "r": "region", "d": "district", "t": "town", "p": "town", "w": "water", "o": "other"}
CAPITAL = "p"


class Entry(NamedTuple):
    """One place of the gazetteer.

    `kind` is country, region (of the first level), district (of the second), town, water or other; `population` is in
    people. `region` and `district` are the codes of what it lies in ("UA.07", "UA.07.1"), empty where that is not
    known; for a region or district its own code. `bounds` are known of countries, regions and districts.
    """

    name: str
    kind: str
    country: str
    latitude: float
    longitude: float
    population: int
    geonameid: int | None = None
    region: str = ""
    district: str = ""
    bounds: Bounds | None = None
    capital: bool = False


def line_of(entry: Entry) -> str:
    """The entry as a line of the file."""
    mark = next(mark for mark, kind in KINDS.items() if kind == entry.kind)
    return "\t".join(
        (
            str(entry.geonameid or ""),
            entry.name,
            CAPITAL if entry.capital else mark,
            entry.country,
            entry.region.removeprefix(entry.country + "."),
            entry.district.removeprefix(entry.region + "."),
            f"{entry.latitude:.4f}",
            f"{entry.longitude:.4f}",
            str(entry.population),
            " ".join(f"{degrees:.2f}" for degrees in entry.bounds or ()),
        )
    )


def entry_of(line: str) -> Entry:
    """The inverse of `line_of`, but for the degrees' last digits."""
    geonameid, name, mark, country, region, district, latitude, longitude, population, bounds = line.split("\t")
    code = f"{country}.{region}" if region else ""
    return Entry(
        name,
        KINDS[mark],
        country,
        float(latitude),
        float(longitude),
        int(population),
        int(geonameid) if geonameid else None,
        code,
        f"{code}.{district}" if district else "",
        _bounds(bounds) if bounds else None,
        mark == CAPITAL,
    )


def _bounds(text: str) -> Bounds:
    south, west, north, east = map(float, text.split(" "))
    return south, west, north, east
