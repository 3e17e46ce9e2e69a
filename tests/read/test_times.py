import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.model import Report, Span, Time
from stemma.read.times import find_times
from stemma.text.sentences import split

# A Wednesday.
PUBLISHED = "2019-05-15T18:30:00+02:00"


def times_in(text: str, published: str | None = PUBLISHED, language: str = "en") -> list[Time]:
    report = Report(id="r", text=text, sha256="", language=language, published=published)
    return list(find_times(report, split(text, language)))


def only(text: str, published: str | None = PUBLISHED, language: str = "en") -> Time:
    (found,) = times_in(text, published, language)
    return found


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The dam opened on 3 June 1931.", "3 June 1931", "1931-06-03"),
        ("The dam opened on June 3, 1931.", "June 3, 1931", "1931-06-03"),
        ("The dam opened on June 3rd.", "June 3rd", "2019-06-03"),
        ("The dam opened on 1931-06-03.", "1931-06-03", "1931-06-03"),
        ("The dam opened in June 1931.", "June 1931", "1931-06"),
        ("The dam opened in 1931.", "1931", "1931"),
        ("The dam opened on 3 December.", "3 December", "2018-12-03"),
        ("The dam opened yesterday.", "yesterday", "2019-05-14"),
        ("The dam opened this morning.", "this morning", "2019-05-15TMO"),
        ("The dam opened on Monday night.", "Monday night", "2019-05-13TNI"),
        ("The dam opened last week.", "last week", "2019-W19"),
        ("The dam opened last month.", "last month", "2019-04"),
        ("The dam opened two days ago.", "two days ago", "2019-05-13"),
        ("The dam stood for more than two years.", "more than two years", "P2Y"),
        ("The dam was watched every day.", "every day", "P1D"),
        ("The dam was built in the 1930s.", "the 1930s", "193"),
    ],
)
def test_the_value_of_words_of_time(text: str, words: str, value: str) -> None:
    found = only(text)
    assert (found.span.of(text), found.value) == (words, value)


def test_a_bare_weekday_is_the_latest_one_and_may_be_the_day_of_publication() -> None:
    assert only("The bridge was shut on Thursday.").value == "2019-05-09"
    assert only("The bridge was shut on Wednesday.").value == "2019-05-15"


def test_a_weekday_lies_ahead_where_the_sentence_looks_ahead() -> None:
    assert only("The bridge will be shut on Friday.").value == "2019-05-17"
    assert only("The bridge will be shut, the mayor said on Friday.").value == "2019-05-10"


def test_the_end_is_exclusive() -> None:
    found = only("The dam opened in December 1931.")
    assert (found.start, found.end, found.anchor) == ("1931-12-01", "1932-01-01", "text")


def test_a_clock_time_takes_the_day_of_its_sentence() -> None:
    clock = times_in("At 11.40 pm on 3 June 1931 the gate gave way.")[0]
    assert (clock.type, clock.value, clock.end) == ("TIME", "1931-06-03T23:40", "1931-06-03T23:41")


def test_a_clock_time_without_a_day_has_no_start() -> None:
    found = only("The gate gave way at noon.")
    assert (found.value, found.start, found.anchor) == ("T12:00", None, None)


def test_a_zone_is_kept_only_where_it_is_named() -> None:
    assert times_in("It fell at 10:30 GMT today.")[0].start == "2019-05-15T10:30Z"


def test_a_weekday_and_its_date_are_one_time() -> None:
    text = "It fell on Sunday, 5 May 2019, they wrote."
    assert only(text).span.of(text) == "Sunday, 5 May 2019"


def test_without_a_date_of_publication_nothing_is_anchored() -> None:
    found = only("The dam opened yesterday.", published=None)
    assert (found.value, found.start, found.end, found.anchor) == (None, None, None, None)
    assert only("The dam opened on 3 June.", published=None).value == "XXXX-06-03"


def test_the_one_year_that_a_text_names_serves_its_other_dates() -> None:
    found = times_in("The dam opened on 3 June 1931. It gave way on 9 June.", published=None)
    assert [time.value for time in found] == ["1931-06-03", "1931-06-09"]


@pytest.mark.parametrize(
    "text", ["They may march on.", "A 12-year-old girl wept.", "Flight 370 had 227 aboard, 31 of them young."]
)
def test_what_only_looks_like_a_time(text: str) -> None:
    assert times_in(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Tamę otwarto 3 czerwca 1931 roku.", ["1931-06-03"]),
        ("Tamę otwarto w poniedziałek o godz. 9.30.", ["2019-05-13", "2019-05-13T09:30"]),
        ("Tamę otwarto wczoraj rano.", ["2019-05-14TMO"]),
        ("Tamę otwarto w zeszłym tygodniu.", ["2019-W19"]),
        ("Tamę otwarto dwa dni temu.", ["2019-05-13"]),
    ],
)
def test_polish(text: str, values: list[str]) -> None:
    assert [found.value for found in times_in(text, language="pl")] == values


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet=st.sampled_from("0123456789 :.-/MaypmToday,\n\ud800 "), max_size=200))
def test_no_text_breaks_it_and_times_do_not_overlap(text: str) -> None:
    found = find_times(Report(id="r", text=text, sha256="", language="en", published=PUBLISHED), (Span(0, len(text)),))
    assert all(left.span.end <= right.span.start for left, right in itertools.pairwise(found))


def test_a_long_line_takes_linear_time() -> None:
    text = "1912 - 31 more than a May 12 " * 10_000
    start = time.process_time()
    find_times(Report(id="r", text=text, sha256="", language="en", published=PUBLISHED), (Span(0, len(text)),))
    assert time.process_time() - start < 10


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31", "not a date"])
def test_the_ends_of_the_calendar_do_not_break_it(published: str) -> None:
    text = "Yesterday, tomorrow, last week, next year, 31 December 2099, tonight, 999 years ago, next month."
    assert len(times_in(text, published)) == 8


@pytest.mark.parametrize(
    "text", ["3 m\u0131nutes later", "la\u017ft week", "5 MİNUTES", "at m\u0131dnight, in 2 hour\u017f"]
)
def test_letters_that_only_look_alike_do_not_break_it(text: str) -> None:
    assert times_in(f"It rained {text} and the water rose within two minutes.", "2031-05-06")
