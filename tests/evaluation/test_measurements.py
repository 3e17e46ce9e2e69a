"""What the gate measures, by whom, and what it does where it can't."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation import gate, measurements
from evaluation.corpora import held_out_events, is_held_out
from evaluation.measurements import Measured, Measurement
from stemma.model import WeightsError


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A folder laid out as the annotated data is."""
    case = tmp_path / "cases" / "harbour"
    names = tmp_path / "data" / "ner-worldwide" / "processed_annotated"
    polnear = tmp_path / "data" / "polnear"
    for folder in (case, names, polnear / "dev"):
        folder.mkdir(parents=True)
    source = next(f"source-{letter}" for letter in "abcdefghijklmnopqrstuvwxyz" if is_held_out(f"source-{letter}"))
    for path in (case / "gold.json", case / "reports.jsonl", polnear / "paragraphs-dev.jsonl"):
        path.write_text("{}\n", encoding="utf-8")
    (names / f"{source}_1.txt.tsv").write_text("https://ferry.example\tO\n", encoding="utf-8")
    return tmp_path


def test_the_corpora_are_measured_by_both_trained_readers(shared: Path) -> None:
    assert [one.name for one in measurements.measurements(shared, lambda name: True)] == [
        "harbour",
        *("polnear-paragraphs", "polnear-articles", "entities-worldwide"),
        *("polnear-paragraphs-fast", "polnear-articles-fast", "entities-worldwide-fast"),
    ]


def test_times_are_measured_once_since_no_trained_reader_finds_them(shared: Path) -> None:
    folder = shared / "data" / "time" / "TBAQ-cleaned" / "AQUAINT"
    folder.mkdir(parents=True)
    (folder / "x.tml").touch()
    found = [one for one in measurements.measurements(shared, lambda name: True) if one.name.startswith("times")]
    assert [(one.name, one.data) for one in found] == [("times-aquaint", (folder / "x.tml",))]


def test_the_events_need_only_the_scorer(tmp_path: Path) -> None:
    assert not list(measurements.measurements(tmp_path, lambda name: True))
    (tmp_path / "bench").mkdir()
    (tmp_path / "bench" / "score_case.py").touch()
    one, figures = measurements.measurements(tmp_path, lambda name: True)
    assert figures.name == "quantities-held-out"
    assert (one.name, one.data) == ("events-held-out", held_out_events())


def test_a_reader_without_weights_is_left_out(shared: Path) -> None:
    assert [one.name for one in measurements.measurements(shared, lambda name: name == "fast")] == [
        "harbour",
        *("polnear-paragraphs-fast", "polnear-articles-fast", "entities-worldwide-fast"),
    ]


def test_the_gate_says_who_could_not_read(
    shared: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def gone(name: str) -> None:
        raise WeightsError(f"the reader {name!r} has no weights")

    monkeypatch.setattr(measurements, "reader", gone)
    monkeypatch.setattr(gate, "measurements", lambda shared, usable: iter(()))
    assert gate.measure(shared) == ({}, {})
    printed = capsys.readouterr().out
    assert "'accurate' has no weights; nothing measured" in printed
    assert "'fast' has no weights" in printed


def test_measurements_side_by_side_are_printed_in_their_order(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def work(scratch: Path) -> Measured:
        (scratch / "reports.jsonl").write_text(scratch.name, encoding="utf-8")
        return Measured({"f1": 0.5, "p": 0.4, "untyped": {"f1": 0.75, "names": 3}}, f"lines of {scratch.name}")

    data = tmp_path / "data" / "polnear" / "paragraphs-dev.jsonl"
    several = [Measurement(f"corpus-{number}", (data,), work) for number in range(6)]
    monkeypatch.setattr(gate, "measurements", lambda shared, usable: iter(several))
    figures, hashes = gate.measure(shared)
    assert figures["corpus-5/f1"] == 0.5
    assert figures["corpus-0/untyped.f1"] == 0.75
    assert "corpus-0/p" not in figures
    assert len(set(hashes.values())) == 1
    printed = capsys.readouterr().out
    positions = [printed.index(f"lines of corpus-{number}") for number in range(6)]
    assert positions == sorted(positions)
