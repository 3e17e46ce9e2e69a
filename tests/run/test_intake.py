"""What one input comes to, in the process that parses it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from stemma.collect import Collected, collect
from stemma.model import InputError
from stemma.run import intake
from stemma.run.inputs import Input


def test_a_defect_in_a_reader_costs_only_what_comes_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(data: bytes, *more: object) -> Iterator[Collected | InputError]:
        yield from collect(data, "a.txt", None)
        raise KeyError("a defect")

    monkeypatch.setattr(intake, "collect", breaks)
    first, last = intake.collect_input(None, Input("a.txt", 8, data=b"It sank."))
    assert isinstance(first, Collected)
    assert str(last).startswith("a.txt: could not be taken in, whole or in part, because of an error in Stemma (Key")


def test_too_little_memory_is_for_the_process_to_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def grows(*_: object) -> Iterator[Collected | InputError]:
        raise MemoryError

    monkeypatch.setattr(intake, "collect", grows)
    with pytest.raises(MemoryError):
        intake.collect_input(None, Input("a.txt", 8, data=b"It sank."))
