"""The measurement of main-text extraction, on a benchmark of invented pages in both layouts."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from evaluation import cascade, extraction
from stemma.collect.markup import parse
from stemma.model import InputError
from tests.collect.pages import page

WORDS = "The ferry Maribel sank off Port Ellery on Monday with forty people aboard, the coast guard said."


@pytest.fixture
def zyte(tmp_path: Path) -> Path:
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "a.html.gz").write_bytes(gzip.compress(page().encode()))
    (tmp_path / "ground-truth.json").write_text(json.dumps({"a": {"articleBody": WORDS}}))
    return tmp_path


def test_both_layouts_are_read_and_others_refused(zyte: Path, tmp_path: Path) -> None:
    (only,) = extraction.load(zyte).pages
    assert only.judged(WORDS) == (1.0, 0.0, 0.0)
    other = tmp_path / "tests"
    (other / "eval").mkdir(parents=True)
    (other / "eval" / "a.html").write_text(page())
    item = {"file": "a.html", "with": ["sank off Port", "not there"], "without": ["Most read"]}
    (other / "evaldata.json").write_text(json.dumps({"u": item, "v": item | {"file": "missing.html"}}))
    (only,) = extraction.load(other).pages
    assert only.judged("It sank  off Port Ellery. Most read") == (1, 1, 1)
    with pytest.raises(InputError, match="neither"):
        extraction.load(tmp_path / "html")


def test_runs_of_words_are_counted_with_their_number() -> None:
    hit, false, missed = extraction.by_runs("a b c d e", "a b c d x")
    assert (hit, false, missed) == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert extraction.by_runs("", "") == (0.0, 0.0, 0.0)


def test_scores_and_their_interval() -> None:
    counts = [(1.0, 0.0, 0.0), (0.5, 0.5, 0.0)]
    assert extraction.means(counts) == (0.75, 1.0)
    assert extraction.sums([(1, 1, 0), (3, 0, 4)]) == (0.8, 0.5)
    assert extraction.harmonic((0.5, 0.5)) == 0.5
    more, low, high = extraction.interval(counts, counts, lambda some: extraction.means(some)[0])
    assert (more, low, high) == (0.0, 0.0, 0.0)


def test_each_contender_is_printed(zyte: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert extraction.main([str(zyte), "--only", "trafilatura", "Stemma"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["1", "trafilatura", "Stemma"]


def test_paragraphs_come_without_the_furniture_of_the_page() -> None:
    text, share = cascade.by_paragraphs(parse(page(), "page"))
    assert text.startswith("The ferry Maribel sank")
    assert "Most read" not in text
    assert share == 1.0
    assert cascade.by_paragraphs(parse("<p></p>", "page")) == ("", 0.0)


@pytest.mark.parametrize(("other", "taken"), [(WORDS * 2, False), ("", False), (None, True)])
def test_the_fast_text_is_taken_where_the_other_agrees(
    monkeypatch: pytest.MonkeyPatch, other: str | None, taken: bool
) -> None:
    tree = parse(page(), "page")
    text = cascade.by_paragraphs(tree)[0]
    monkeypatch.setattr(cascade, "by_resiliparse", lambda _: text if other is None else other)
    assert (cascade.quick(tree, page()) is not None) == taken
