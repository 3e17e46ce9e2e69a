"""The gate guards the figures, so the gate itself is tested."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from evaluation import gate
from evaluation.arithmetic import arithmetic
from evaluation.floors import Floors, worse


def asked(raise_floors: bool = False, lower: tuple[str, ...] = (), because: str = "") -> argparse.Namespace:
    return argparse.Namespace(raise_floors=raise_floors, lower=list(lower), because=because)


@pytest.fixture
def floors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Floors:
    monkeypatch.setattr(gate, "FLOORS", tmp_path / "floors.json")
    pinned = Floors({"harbour/utterances.f1": 0.6, "harbour/claims.origin_count_mae": 0.4}, {"harbour": "aa"})
    pinned.save(gate.FLOORS)
    return pinned


def test_a_figure_at_its_floor_passes(floors: Floors) -> None:
    figures = {"harbour/utterances.f1": 0.6, "harbour/claims.origin_count_mae": 0.4}
    assert gate.settle(floors, figures, {"harbour": "aa"}, asked()) == 0


def test_a_figure_below_its_floor_fails(floors: Floors) -> None:
    figures = {"harbour/utterances.f1": 0.59, "harbour/claims.origin_count_mae": 0.4}
    assert gate.settle(floors, figures, {"harbour": "aa"}, asked()) == 1


def test_an_error_figure_fails_when_it_rises(floors: Floors) -> None:
    assert worse("harbour/claims.origin_count_mae", 0.5, 0.4)
    assert not worse("harbour/claims.origin_count_mae", 0.3, 0.4)


def test_another_kind_of_processor_is_allowed_a_little_and_no_more(floors: Floors) -> None:
    figures = {"harbour/utterances.f1": 0.575, "harbour/claims.origin_count_mae": 0.45}
    assert gate.settle(floors, figures, {"harbour": "aa"}, asked(), "another") == 0
    assert gate.settle(floors, figures, {"harbour": "aa"}, asked(), floors.arithmetic) == 1
    assert gate.settle(floors, figures | {"harbour/utterances.f1": 0.5}, {"harbour": "aa"}, asked(), "another") == 1


def test_one_processor_always_has_one_arithmetic() -> None:
    assert arithmetic() == arithmetic() != "none"


def test_raising_never_lowers(floors: Floors) -> None:
    figures = {"harbour/utterances.f1": 0.5, "harbour/claims.origin_count_mae": 0.2}
    assert gate.settle(floors, figures, {"harbour": "aa"}, asked(raise_floors=True)) == 1
    kept = Floors.load(gate.FLOORS).figures
    assert kept == {"harbour/utterances.f1": 0.6, "harbour/claims.origin_count_mae": 0.2}


def test_a_floor_is_not_lowered_without_a_reason(floors: Floors) -> None:
    figures = {"harbour/utterances.f1": 0.5, "harbour/claims.origin_count_mae": 0.4}
    assert gate.settle(floors, figures, {"harbour": "aa"}, asked(lower=("harbour/utterances.f1",))) == 2
    assert Floors.load(gate.FLOORS).figures["harbour/utterances.f1"] == 0.6


def test_a_lowered_floor_keeps_its_reason(floors: Floors) -> None:
    figures = {"harbour/utterances.f1": 0.5, "harbour/claims.origin_count_mae": 0.4}
    request = asked(lower=("harbour/utterances.f1",), because="members must now be quoted whole")
    assert gate.settle(floors, figures, {"harbour": "aa"}, request) == 0
    kept = Floors.load(gate.FLOORS)
    assert kept.figures["harbour/utterances.f1"] == 0.5
    assert kept.lowered[0]["because"] == "members must now be quoted whole"


def test_leaving_a_figure_out_is_no_way_around_its_floor(floors: Floors) -> None:
    assert gate.settle(floors, {"harbour/utterances.f1": 0.9}, {"harbour": "aa"}, asked()) == 1


def test_floors_hold_only_for_the_data_that_they_were_measured_on(
    floors: Floors, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = {"harbour/utterances.f1": 0.1, "harbour/claims.origin_count_mae": 0.9}
    assert gate.settle(floors, figures, {"harbour": "bb"}, asked()) == 0
    assert "not the data" in capsys.readouterr().out


def test_raising_on_new_data_pins_anew(floors: Floors) -> None:
    figures = {"harbour/utterances.f1": 0.1, "harbour/claims.origin_count_mae": 0.9}
    gate.settle(floors, figures, {"harbour": "bb"}, asked(raise_floors=True))
    assert Floors.load(gate.FLOORS).figures == figures


def test_without_annotated_data_the_gate_says_so_and_passes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STEMMA_SHARED", str(tmp_path / "nowhere"))
    assert gate.main([]) == 0
    assert "nothing measured" in capsys.readouterr().out
