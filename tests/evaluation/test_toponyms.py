from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.distances import kilometres
from evaluation.gazetteer import Variant, rank_1, sample
from evaluation.toponyms import Article, Toponym, articles, judge, scores, table
from stemma.model import Span
from stemma.vocabulary.gazetteer.entries import Entry
from stemma.vocabulary.gazetteer.keys import place_key
from stemma.vocabulary.gazetteer.reading import GazetteerFile
from stemma.vocabulary.gazetteer.world import embedded_file

LUND = Toponym(Span(3, 7), 55.7, 13.19)
CORPUS = """<articles><article docid="7"><text>In Lund, Monday.</text><domain>kelp.example</domain>
<dltime>2009-03-20 12:24</dltime><toponyms>
<toponym><start>3</start><end>7</end><gaztag><lat>55.7</lat><lon>13.19</lon></gaztag></toponym>
<toponym><start>9</start><end>15</end></toponym></toponyms></article></articles>"""


def place(span: tuple[int, int], latitude: float | None = 55.6, longitude: float | None = 13.0) -> dict[str, object]:
    return {"span": list(span), "latitude": latitude, "longitude": longitude}


def test_a_hundred_miles_are_near() -> None:
    assert kilometres((0, 0), (0, 1)) == pytest.approx(111.2, abs=0.1)
    assert judge(LUND, [place((3, 7))]) == (True, True)
    assert judge(LUND, [place((3, 7), 52.5, 13.4)]) == (True, False)


def test_what_is_not_resolved_is_wrong_and_what_is_elsewhere_is_not_found() -> None:
    assert judge(LUND, [place((3, 7), None, None)]) == (True, False)
    assert judge(LUND, [place((0, 40))]) == (False, False)


def test_names_without_degrees_do_not_count(tmp_path: Path) -> None:
    path = tmp_path / "lgl.xml"
    path.write_text(CORPUS, encoding="utf-8")
    (article,) = articles(path)
    assert article.toponyms == (LUND,)
    assert article.report["published"] == "2009-03-20"
    assert article.half in {"development", "held-out"}
    assert scores([article], {"7": [place((3, 7))]})["within_161km"] == 1.0


def test_the_table_has_a_line_for_each_half() -> None:
    empty = scores([Article({"id": "1"}, ())], {})
    lines = table(empty | {"development": empty, "held-out": empty}).splitlines()
    assert [line.split()[0] for line in lines] == ["all", "development", "held-out"]


def test_ties_count_their_part() -> None:
    lund, other = (Entry("Lund", "town", "SE", 55.7, 13.2, 9, number) for number in (1, 2))
    assert rank_1([(Variant("lunt", lund), [lund, other]), (Variant("lunn", lund), [other])]) == 0.25


def test_variants_are_names_of_one_town_and_no_main_names() -> None:
    picked = sample(GazetteerFile(embedded_file()), 20)
    assert len({one.key for one in picked}) == 20
    assert all(place_key(one.town.name) != one.key and one.town.population >= 1000 for one in picked)
