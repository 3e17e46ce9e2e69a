from __future__ import annotations

import json
from pathlib import Path

from stemma.read.readers import reader_version
from stemma.vocabulary.gazetteer.world import gazetteer, own_file
from tests.conftest import Command
from tests.vocabulary.test_gazetteer import write_dump


def test_a_dump_is_used_from_then_on_until_it_is_taken_back(stemma: Command, tmp_path: Path) -> None:
    write_dump(tmp_path)
    before = reader_version("rules")
    made = stemma("gazetteer", "build", tmp_path)
    assert (made.code, "used from now on" in made.err) == (0, True)
    assert [entry.geonameid for entry in gazetteer().look_up("moscow") if entry.country == "RU"] == [524901, 7]
    assert reader_version("rules") != before
    assert "used for all other countries" in stemma("gazetteer").out
    stemma("gazetteer", "reset")
    assert reader_version("rules") == before
    assert not own_file().exists()


def test_a_file_made_elsewhere_changes_nothing(stemma: Command, tmp_path: Path) -> None:
    write_dump(tmp_path)
    before = reader_version("rules")
    assert stemma("gazetteer", "build", tmp_path, "--to", tmp_path / "mine", "--quiet").err == ""
    assert reader_version("rules") == before


def test_a_folder_that_is_no_dump_is_said_to_be_none(stemma: Command, tmp_path: Path) -> None:
    ended = stemma("gazetteer", "build", tmp_path)
    assert (ended.code, "no allCountries.txt" in ended.err) == (2, True)
    assert not own_file().exists()


def test_the_places_of_a_case_are_exported_for_a_map(stemma: Command, tmp_path: Path) -> None:
    page = tmp_path / "mill.txt"
    page.write_text("A mill burned in Marseille. The French fire service sent two engines.", encoding="utf-8")
    stemma("build", tmp_path / "case", page, "--reader", "rules", "--quiet")
    ended = stemma("export", tmp_path / "case", "--as", "geojson")
    names = [feature["properties"]["name"] for feature in json.loads(ended.out)["features"]]
    assert (ended.code, names) == (0, ["Marseille"])
