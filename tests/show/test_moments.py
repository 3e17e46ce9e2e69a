from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.show.moments import Scale, day_of, day_words, moment_of, scale_of


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("1970-01-02", 1.5),
        ("1970-01-02T06:00:00+00:00", 1.25),
        ("1970-01-02T06:00:00+06:00", 1.0),
        ("1969-12-31T00:00", -1.0),
        ("soon", None),
        (None, None),
    ],
)
def test_moments_are_days_since_1970(text: str | None, days: float | None) -> None:
    assert moment_of(text) == days


def test_a_bare_date_begins_at_midnight_where_asked() -> None:
    assert moment_of("1970-01-02", midday=False) == 1.0
    assert day_words(day_of(1.0)) == "2 January 1970"


def test_an_axis_of_hours_names_the_days_between_them() -> None:
    ticks = Scale(0.0, 2.0, 0, 800).ticks()
    assert [tick.words for tick in ticks if tick.major] == ["1 Jan", "2 Jan", "3 Jan"]
    assert "06:00" in {tick.words for tick in ticks}


@given(st.floats(-700_000, 2_900_000), st.floats(0.01, 900_000), st.integers(100, 2000))
def test_ticks_lie_on_the_axis_apart_from_each_other(first: float, length: float, width: int) -> None:
    scale = scale_of([first, first + length], 10, 10 + width)
    assert scale
    places = [tick.x for tick in scale.ticks()]
    assert all(10 <= x <= 10 + width for x in places)
    assert all(b - a > 30 for a, b in itertools.pairwise(places))
