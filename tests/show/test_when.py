"""When a claim's reports put it, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stemma.model import ClaimInterval, Pointer, Span
from stemma.show.when import interval_words, when_words
from tests.show.cases import claims


def interval(start: str, end: str, *reports: str) -> ClaimInterval:
    return ClaimInterval(start=start, end=end, words=tuple(Pointer(name, Span(0, 1)) for name in reports))


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2031-05-14", "2031-05-15", "14 May 2031"),
        ("2031-05-14", "2031-05-17", "14 – 16 May 2031"),
        ("2031-05-01", "2031-06-01", "May 2031"),
        ("2031-05-01", "2031-07-01", "1 May – 30 June 2031"),
        ("2031-01-01", "2032-01-01", "2031"),
        ("2031-05-14T09:30", "2031-05-14T09:31", "14 May 2031, 09:30"),
        ("2031-05-14T09:30Z", "2031-05-14T09:31Z", "14 May 2031, 09:30 UTC"),
        ("2031-05-14T18:00", "2031-05-15T06:00", "14 May 2031, 18:00 – 15 May 2031, 06:00"),
        ("2031-05-14", "2031-05-15T06:00", "14 May 2031 – 15 May 2031, 06:00"),
        ("soon", "later", "soon – later"),
    ],
)
def test_an_interval_in_words(start: str, end: str, words: str) -> None:
    assert interval_words(interval(start, end)) == words


def test_how_many_reports_put_it_there_and_whether_they_differ() -> None:
    fire = claims()[0]
    sunday, saturday = interval("2031-05-04", "2031-05-05", "a", "b", "b"), interval("2031-05-03", "2031-05-04", "c")
    assert when_words(fire) is None
    assert when_words(replace(fire, intervals=(sunday,))) == "4 May 2031, as 2 reports put it"
    wider = replace(sunday, wider=(Pointer("a", Span(2, 3)), Pointer("d", Span(0, 1))))
    assert when_words(replace(fire, intervals=(wider,))) == "4 May 2031, as 2 reports put it and 1 less exactly"
    assert when_words(replace(fire, intervals=(sunday, saturday))) == (
        "the reports differ: 4 May 2031, as 2 reports put it; 3 May 2031, as 1 report puts it"
    )
