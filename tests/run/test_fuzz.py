"""Some inputs of the fuzz loop, which goes on for as long as one likes: `python -m tests.run.fuzz --minutes 15`."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stemma.collect import Collected
from stemma.model import InputError
from tests.collect.samples import SAMPLES
from tests.run import fuzz


@pytest.mark.parametrize("kind", SAMPLES)
def test_the_files_that_slips_are_made_in_are_whole(tmp_path: Path, kind: str) -> None:
    name, data = SAMPLES[kind]
    found = fuzz.read_through(tmp_path, name, data)
    assert found
    assert all(isinstance(item, Collected) for item in found), found


@given(st.integers(0, 10**9), st.sampled_from(sorted(SAMPLES)))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_a_file_holds_comes_out_as_reports_and_errors(
    tmp_path_factory: pytest.TempPathFactory, number: int, kind: str
) -> None:
    _, name, data = fuzz.number_of(1912, number, kind)
    fuzz.read_through(tmp_path_factory.getbasetemp(), name, data[:20_000])


def test_an_input_follows_from_its_number() -> None:
    assert fuzz.number_of(1, 7) == fuzz.number_of(1, 7)
    assert fuzz.number_of(1, 7) != fuzz.number_of(2, 7)


def test_what_breaks_its_reader_is_found_and_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def findings(*_: object) -> Iterator[tuple[int, str]]:
        yield 7, "ValueError: a defect"

    monkeypatch.setattr(fuzz, "findings", findings)
    assert fuzz.main(["--seed", "3", "--into", str(tmp_path)]) == 1
    assert "seed 3, number 7" in capsys.readouterr().out
    (left,) = tmp_path.iterdir()
    assert left.read_bytes() == fuzz.number_of(3, 7)[2]


def test_a_report_that_does_not_hold_together_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "collect", lambda *_: [InputError("", "")])
    monkeypatch.setattr(fuzz, "sound", lambda items: pytest.fail("looked at") if items else [])
    with pytest.raises(pytest.fail.Exception, match="looked at"):
        fuzz.read_through(tmp_path, "a.txt", gzip.compress(b"It sank."))
