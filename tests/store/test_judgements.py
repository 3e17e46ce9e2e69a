"""Which judgements hold."""

from __future__ import annotations

import random

from stemma.store.judgements import resolved, undoings_last, with_undoings
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


def test_an_undoing_comes_after_what_it_undoes_whatever_the_clock_said() -> None:
    rows = [judgement("j3", "undo", "j2"), judgement("j2", "undo", "j1"), judgement("j1"), judgement("j0")]
    assert [row.id for row in undoings_last(rows)] == ["j1", "j0", "j2", "j3"]


def test_an_undoing_of_nothing_comes_last() -> None:
    rows = [judgement("j2", "undo", "j9"), judgement("j1")]
    assert [row.id for row in undoings_last(rows)] == ["j1", "j2"]


def test_ten_thousand_undoings_are_put_in_order_at_once() -> None:
    rows = [judgement("00000")] + [judgement(f"{n:05}", "undo", f"{n - 1:05}") for n in range(1, 10_001)]
    assert undoings_last(rows) == tuple(rows)


def test_what_undoes_an_undoing_goes_with_it() -> None:
    rows = [judgement("j1"), judgement("j2", "undo", "j1"), judgement("j3", "undo", "j2"), judgement("j4")]
    assert with_undoings(rows, ["j1"]) == {"j1", "j2", "j3"}
