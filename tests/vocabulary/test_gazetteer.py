from __future__ import annotations

import random
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from stemma.model import InputError, VocabularyError
from stemma.vocabulary.gazetteer.areas import Area
from stemma.vocabulary.gazetteer.compiling import Division, Land, Source, compile_gazetteer
from stemma.vocabulary.gazetteer.entries import Entry, entry_of, line_of
from stemma.vocabulary.gazetteer.geonames import dump
from stemma.vocabulary.gazetteer.keys import place_key
from stemma.vocabulary.gazetteer.reading import GazetteerFile
from stemma.vocabulary.gazetteer.world import Gazetteer, embedded_file, gazetteer

LANDS = {
    "RU": Land("RU", "Russia", 2017370, 144_000_000, "Moscow", (60, 100)),
    "UA": Land("UA", "Ukraine", 690791, 41_000_000, "Kyiv", (49, 32)),
}
DIVISIONS = {"RU.09": Division("Belgorod Oblast"), "UA.07": Division("Kharkiv"), "UA.07.1": Division("Izyum Raion")}
TOWNS = [
    (Entry("Belgorod", "town", "RU", 50.6, 36.6, 345_289, 578072, "RU.09"), ("Белгород", "Bielgorod")),
    (Entry("Grayvoron", "town", "RU", 50.5, 35.7, 6_212, 559034, "RU.09"), ("Грайворон",)),
    (Entry("Moscow", "town", "RU", 55.8, 37.6, 10_381_222, 524901, "RU.48"), ("Moskau", "Москва")),
    (Entry("Moscow", "town", "RU", 58.0, 40.0, 900, 7, "RU.88"), ()),
    (Entry("Kyiv", "town", "UA", 50.5, 30.5, 2_952_301, 703448, "UA.12"), ("Київ", "Kiev")),
    (Entry("Izyum", "town", "UA", 49.2, 37.3, 45_884, 707565, "UA.07", "UA.07.1"), ("Ізюм", "Изюм")),
]


def source(towns: Sequence[tuple[Entry, Sequence[str]]] = TOWNS) -> Source:
    return Source("test", LANDS, DIVISIONS, towns)


def compiled(folder: Path, towns: Sequence[tuple[Entry, Sequence[str]]] = TOWNS) -> Gazetteer:
    compile_gazetteer(source(towns), folder / "test.places")
    return Gazetteer([GazetteerFile(folder / "test.places")], {})


def write_dump(folder: Path, towns: Sequence[tuple[Entry, Sequence[str]]] = TOWNS) -> None:
    """The same data as files of GeoNames."""

    def table(name: str, rows: list[list[str]]) -> None:
        (folder / name).write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")

    table("allCountries.txt", [town_row(one, others) for one, others in towns])
    table("countryInfo.txt", [["#ISO"], *map(land_row, LANDS.values())])
    table("admin1CodesASCII.txt", [[c, d.name, d.name, "1"] for c, d in DIVISIONS.items() if c.count(".") == 1])
    table("admin2Codes.txt", [[c, d.name, d.name, "2"] for c, d in DIVISIONS.items() if c.count(".") == 2])
    others = [[str(one.geonameid), "", name] for one, names in towns for name in names[1:]]
    table("alternateNamesV2.txt", [["1", *row] for row in others])


def town_row(one: Entry, others: Sequence[str]) -> list[str]:
    region, district = one.region.partition(".")[2], one.district.removeprefix(one.region + ".")
    row = [str(one.geonameid), one.name, one.name, ",".join(others[:1]), str(one.latitude), str(one.longitude)]
    return [*row, "P", "PPL", one.country, "", region, district, "", "", str(one.population), "", "", "", ""]


def land_row(land: Land) -> list[str]:
    row = [""] * 19
    row[0], row[4], row[5], row[7], row[16] = (
        land.code,
        land.name,
        land.capital,
        str(land.population),
        str(land.geonameid),
    )
    return row


def test_a_place_is_found_by_all_its_names(tmp_path: Path) -> None:
    places = compiled(tmp_path)
    for name in ("Grayvoron", "GRAYVORON", "Грайворон", "Hraivoron"):
        assert [entry.geonameid for entry in places.look_up(place_key(name))] == [559034]
    assert places.look_up("graywater") == ()


def test_a_spelling_that_is_on_no_list_is_found_by_its_sound(tmp_path: Path) -> None:
    places = compiled(tmp_path)
    assert [one.entry.name for one in places.like(place_key("Grajworon"))] == ["Grayvoron"]
    assert [one.entry.name for one in places.look_like(place_key("Grayvorons"))] == ["Grayvoron"]
    assert places.look_like(place_key("Zürich")) == ()


def test_a_region_lies_where_its_settlements_do(tmp_path: Path) -> None:
    region = compiled(tmp_path).area("RU.09")
    assert region is not None
    assert (region.name, region.kind, region.population) == ("Belgorod", "region", 351_501)
    assert region.bounds == (50.5, 35.7, 50.6, 36.6)
    assert 35.7 < region.longitude < 36.6


def test_a_region_is_found_with_and_without_the_word_for_what_it_is(tmp_path: Path) -> None:
    places = compiled(tmp_path)
    assert {entry.kind for entry in places.look_up("belgorod")} == {"region", "town"}
    assert [entry.kind for entry in places.look_up("belgorod oblast")] == ["region"]
    assert [entry.kind for entry in places.look_up("izyum raion")] == ["district"]


def test_of_towns_named_like_the_capital_the_largest_is_it(tmp_path: Path) -> None:
    found = compiled(tmp_path).look_up("moscow")
    assert [(entry.geonameid, entry.capital) for entry in found] == [(524901, True), (7, False)]


def test_the_order_of_the_data_does_not_matter(tmp_path: Path) -> None:
    compiled(tmp_path)
    first = (tmp_path / "test.places").read_bytes()
    for seed in range(5):
        towns = random.Random(seed).sample(TOWNS, len(TOWNS))
        compiled(tmp_path, towns)
        assert (tmp_path / "test.places").read_bytes() == first


def test_a_dump_of_the_same_data_gives_the_same_answers(tmp_path: Path) -> None:
    write_dump(tmp_path)
    with dump(tmp_path) as found:
        compile_gazetteer(found, tmp_path / "dump.places")
    one, other = GazetteerFile(tmp_path / "dump.places"), compiled(tmp_path)
    names = [name for entry, others in TOWNS for name in (entry.name, *others)] + ["Belgorod Oblast", "Ukraine"]
    numbers = {"RU.09": 1, "UA.07": 1, "UA.07.1": 2}  # a dump has numbers of regions, the packages have not
    for key in map(place_key, names):
        expected = {e._replace(geonameid=e.geonameid or numbers[e.district or e.region]) for e in other.look_up(key)}
        assert set(one.named(key)) == expected


def test_a_dump_of_one_country_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    towns = [(Entry("Grayvoron", "town", "RU", 1.0, 2.0, 5, 8), ())]
    compile_gazetteer(Source("RU", LANDS, {}, towns), tmp_path / "ru.places")
    places = Gazetteer([GazetteerFile(tmp_path / "ru.places"), GazetteerFile(embedded_file())], {})
    assert [entry.geonameid for entry in places.look_up("grayvoron")] == [8]
    assert any(entry.capital for entry in places.look_up("lisbon"))


def test_of_a_dumps_files_none_is_read_twice(tmp_path: Path) -> None:
    write_dump(tmp_path)
    for name in ("RU.txt", "cities500.txt"):
        (tmp_path / name).write_bytes((tmp_path / "allCountries.txt").read_bytes())
    with zipfile.ZipFile(tmp_path / "allCountries.zip", "w") as archive:
        archive.write(tmp_path / "allCountries.txt", "allCountries.txt")
    with dump(tmp_path) as found:
        assert len(list(found.places)) == len(TOWNS)


def test_an_archive_is_read_like_the_file_in_it(tmp_path: Path) -> None:
    write_dump(tmp_path)
    with zipfile.ZipFile(tmp_path / "RU.zip", "w") as archive:
        archive.write(tmp_path / "allCountries.txt", "RU.txt")
    (tmp_path / "allCountries.txt").unlink()
    with dump(tmp_path) as found:
        assert [entry.name for entry, _ in found.places] == [entry.name for entry, _ in TOWNS]


def test_a_dump_without_countries_is_refused(tmp_path: Path) -> None:
    write_dump(tmp_path)
    (tmp_path / "countryInfo.txt").unlink()
    with pytest.raises(InputError, match=r"countryInfo\.txt"), dump(tmp_path):
        pass


def test_a_line_cut_short_is_named(tmp_path: Path) -> None:
    write_dump(tmp_path)
    with (tmp_path / "allCountries.txt").open("a", encoding="utf-8") as lines:
        lines.write("1\tOnly a name\n")
    with pytest.raises(InputError, match="line 7"), dump(tmp_path):
        pass


@pytest.mark.parametrize("cut", [0, 10, 200, -1])
def test_a_file_cut_short_is_no_gazetteer(tmp_path: Path, cut: int) -> None:
    compiled(tmp_path)
    path = tmp_path / "test.places"
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(VocabularyError, match="make it again"):
        GazetteerFile(path)


def test_a_line_holds_all_of_an_entry() -> None:
    entry = Entry("Kyiv", "town", "UA", 50.4547, 30.5238, 2_952_301, 703448, "UA.12", "", None, True)
    region = Entry("Kent", "district", "GB", 51.2, 0.7, 9, None, "GB.ENG", "GB.ENG.G5", (50.9, 0.0, 51.5, 1.4))
    assert [entry_of(line_of(one)) for one in (entry, region)] == [entry, region]


def test_an_area_over_the_date_line_is_no_belt_around_the_earth() -> None:
    area = Area()
    for longitude in (177.0, 179.5, -178.0):
        area.add(-18.0, longitude, 1)
    assert area.bounds == (-18.0, 177.0, -18.0, -178.0)
    assert abs(area.centre[1]) > 177


def test_the_embedded_gazetteer_knows_towns_regions_and_capitals() -> None:
    places = gazetteer()
    (lisbon,) = (entry for entry in places.look_up("lisbon") if entry.capital)
    assert (lisbon.kind, lisbon.country, round(lisbon.latitude)) == ("town", "PT", 39)
    assert {"region"} == {entry.kind for entry in places.look_up("bavaria")[:1]}
    assert places.area("PT") is not None
    assert embedded_file().stat().st_size < 15_000_000


def test_a_look_up_unpacks_a_few_blocks_of_thousands() -> None:
    file = GazetteerFile(embedded_file())
    assert file.named("grayvoron")
    assert file._names._blocks.text.cache_info().misses + file._places.text.cache_info().misses <= 3
