from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stemma.show import collation
from stemma.show.collation import collate


def line(text: str) -> list[str]:
    return text.split()


BASE = line("we shall not reopen the quay this week")


def words(base: list[str], other: list[str]) -> list[tuple[str, int, bool]]:
    table = collate(base, [other])
    assert table
    return [(" ".join(other[slot.start : slot.end]), slot.columns, slot.same) for slot in table[1]]


def test_what_is_left_out_is_an_empty_slot_that_is_not_the_same() -> None:
    found = words(BASE, line("we shall reopen the quay this week"))
    assert found == [("we shall", 1, True), ("", 1, False), ("reopen the quay this week", 1, True)]


def test_what_is_added_has_a_column_of_its_own() -> None:
    found = words(BASE, line("we shall not reopen the east quay this week"))
    assert found == [("we shall not reopen the", 1, True), ("east", 1, False), ("quay this week", 1, True)]


def test_a_difference_stands_over_all_the_columns_that_it_replaces() -> None:
    others = [line("we shall not open the quay this week"), line("we shall close it this week")]
    table = collate(BASE, others)
    assert table
    base, first, second = table
    assert [(BASE[slot.start : slot.end], slot.columns) for slot in base] == [
        (["we", "shall"], 1), (["not"], 1), (["reopen"], 1), (["the", "quay"], 1), (["this", "week"], 1)
    ]  # fmt: skip
    assert [slot.columns for slot in first] == [1, 1, 1, 1, 1]
    assert [(slot.columns, slot.same) for slot in second] == [(1, True), (3, False), (1, True)]


def test_a_table_too_wide_is_none() -> None:
    base = [str(number) for number in range(4 * collation.MOST_COLUMNS)]
    assert collate(base, [[word if number % 2 else "x" for number, word in enumerate(base)]]) is None


LINES = st.lists(st.sampled_from("abcde"), min_size=1, max_size=8)


@given(LINES, st.lists(LINES, min_size=1, max_size=4))
def test_every_row_is_as_wide_and_holds_all_its_words_in_order(base: list[str], others: list[list[str]]) -> None:
    table = collate(base, others)
    assert table
    widths = {sum(slot.columns for slot in row) for row in table}
    assert len(widths) == 1
    for row, held in zip(table, [base, *others], strict=True):
        assert [word for slot in row for word in held[slot.start : slot.end]] == held
