"""Which judgements hold."""

from __future__ import annotations

import random

from stemma.store.judgements import resolved
from tests.store.factories import judgement


def test_making_and_undoing_ten_thousand_times_is_no_trouble() -> None:
    rows = [judgement("00000")] + [judgement(f"{n:05}", "undo", f"{n - 1:05}") for n in range(1, 10_001)]
    assert resolved(rows)[0].undone_by is None
    assert resolved(rows[:-1])[0].undone_by == "00001"


def test_one_undoing_may_undo_several() -> None:
    rows = [judgement("j1"), judgement("j2"), judgement("j3", "undo", "j1", "j2")]
    assert [row.undone_by for row in resolved(rows)] == ["j3", "j3", None]


def test_a_clock_that_runs_backwards_spoils_nothing() -> None:
    rows = [judgement("j1", made="2031-05-09"), judgement("j2", "undo", "j1", made="2031-05-08")]
    assert [(row.id, row.undone_by) for row in resolved(rows)] == [("j2", None), ("j1", "j2")]


def test_judgements_that_undo_nothing_may_come_in_any_order() -> None:
    rows = [judgement(f"j{n}", made=f"2031-05-{n:02}") for n in range(1, 20)]
    mixed = random.Random(7).sample(rows, len(rows))
    assert resolved(mixed) == resolved(rows)
