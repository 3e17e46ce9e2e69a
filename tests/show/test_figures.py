from __future__ import annotations

from dataclasses import replace

from stemma.model import Contest, Pointer, QuantityRow, QuantitySeries
from stemma.show.figures import WIDTH, FigureStrip, strips_of_figures
from stemma.show.labels import Labels
from tests.show.cases import at, silo_case


def row(ident: str, words: str, low: float | None, high: float | None, **fields: object) -> QuantityRow:
    found = at(ident, words)
    return QuantityRow(report=ident, span=found.span, low=low, high=high, bound="exactly", **fields)  # type: ignore[arg-type]


def strip(*rows: QuantityRow, contests: tuple[Contest, ...] = ()) -> FigureStrip:
    series = QuantitySeries(
        id="q",
        frame="left",
        counts="worker",
        unit=None,
        gloss="workers who left",
        story=None,
        rows=rows,
        contests=contests,
    )
    (found,) = strips_of_figures(Labels(replace(silo_case(), quantities=(series,))))
    return found


def test_each_figure_has_who_said_it_and_its_words_in_their_surroundings() -> None:
    found = strip(row("post", "12", 12, 12, actor="brandt"), row("echo", "21", 21, 21))
    assert [one.who for one in found.rows] == ["Ona Brandt", "Coast Echo, in its own voice"]
    assert [one.quote.words for one in found.rows] == ["12", "21"]
    assert found.rows[0].snippet.after.startswith(" workers left it unhurt")
    assert found.figures == "2 figures in 2 reports"


def test_a_larger_number_lies_further_right_and_an_open_end_reaches_the_edge() -> None:
    few, many, open_ended = strip(
        row("post", "12", 12, 12), row("echo", "21", 21, 21), row("wire", "We", 15, None)
    ).rows
    assert few.reach.right < many.reach.left
    assert (open_ended.reach.right, open_ended.reach.open_right) == (WIDTH, True)


def test_figures_that_exclude_each_other_are_said_and_marked() -> None:
    contest = Contest(left=at("post", "12"), right=at("echo", "21"), why="12 and 21 can't both be so")
    found = strip(
        row("post", "12", 12, 12), row("echo", "21", 21, 21), row("wire", "We", 15, None), contests=(contest,)
    )
    assert found.contests == ("12 and 21 can't both be so",)
    assert [one.contested for one in found.rows] == [True, True, False]


def test_numbers_of_many_sizes_stand_on_powers_of_ten() -> None:
    found = strip(row("post", "12", 1, 1), row("wire", "We", 100, 100), row("echo", "21", 10_000, 10_000))
    middles = [(one.reach.left + one.reach.right) / 2 for one in found.rows]
    assert abs(middles[1] - WIDTH / 2) < 4


def test_where_all_say_all_there_is_no_scale() -> None:
    found = strip(row("post", "12", None, None), row("echo", "21", None, None))
    assert found.ticks == ()
    assert all(one.reach.open_left and one.reach.open_right for one in found.rows)


def test_a_figure_of_a_report_outside_the_case_is_left_out() -> None:
    found = strip(row("post", "12", 12, 12), replace(row("echo", "21", 21, 21), report="gone"))
    assert [one.quote.pointer for one in found.rows] == [Pointer("post", at("post", "12").span)]
