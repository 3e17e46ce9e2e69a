import itertools

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
        ("It sank a dozen years ago.", "a dozen years ago", "2007"),
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


def test_a_clock_time_since_which_it_is_so_is_of_the_reports_day() -> None:
    found = only("The gate has been shut since 9:00am.")
    assert (found.value, found.anchor, found.bound) == ("2019-05-15T09:00", "published", "from")
    assert only("The gate has been shut since 9:00am.", published=None).value == "T09:00"
    assert times_in("It has been shut since 9:00am on Monday.")[0].value == "2019-05-13T09:00"


def test_a_zone_is_kept_only_where_it_is_named() -> None:
    assert times_in("It fell at 10:30 GMT today.")[0].start == "2019-05-15T10:30Z"


def test_a_weekday_and_its_date_are_one_time() -> None:
    text = "It fell on Sunday, 5 May 2019, they wrote."
    assert only(text).span.of(text) == "Sunday, 5 May 2019"


def test_without_a_date_of_publication_nothing_is_anchored() -> None:
    found = only("The dam opened yesterday.", published=None)
    assert (found.value, found.start, found.end, found.anchor) == (None, None, None, None)
    assert only("The dam opened on 3 June.", published=None).value == "XXXX-06-03"


def test_a_year_beside_others_serves_nobody() -> None:
    found = times_in("It broke in August. It had broken on 11 May 2001, and leaked in 2012.", published=None)
    assert [time.value for time in found] == ["XXXX-08", "2001-05-11", "2012"]


def test_a_weekday_of_an_undated_report_is_a_day_that_the_report_gives() -> None:
    text = "It broke on Sunday. The dam had been checked on Friday, 3 May 2019, and broke on Sunday, 5 May 2019."
    first = times_in(text, published=None)[0]
    assert (first.value, first.anchor) == ("2019-05-05", "report")
    assert first.anchor_span is not None
    assert first.anchor_span.of(text) == "Sunday, 5 May 2019"
    assert times_in("It broke on Monday, they said on 5 May 2019.", published=None)[0].value is None
    assert times_in("It broke on Sunday, not on 5 May 2019 or 12 May 2019.", published=None)[0].value is None


def test_the_one_year_that_a_text_is_about_serves_its_other_dates() -> None:
    text = "The dam opened on 3 June 1931, leaked on 5 June 1931 and gave way on 9 June."
    assert [time.value for time in times_in(text, published=None)] == ["1931-06-03", "1931-06-05", "1931-06-09"]


def test_one_date_that_a_text_recalls_tells_nothing_of_its_others() -> None:
    text = "It broke on Tuesday and in August, as one had on 11 September 2001."
    assert [time.value for time in times_in(text, published=None)] == [None, "XXXX-08", "2001-09-11"]


@pytest.mark.parametrize(
    "text", ["They may march on.", "A 12-year-old girl wept.", "Flight 370 had 227 aboard, 31 of them young."]
)
def test_what_only_looks_like_a_time(text: str) -> None:
    assert times_in(text) == []


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The dam opened in the third quarter of 1931.", "the third quarter of 1931", "1931-Q3"),
        ("The dam opened in the first quarter.", "the first quarter", "2019-Q1"),
        ("The dam opened in the fourth quarter.", "the fourth quarter", "2018-Q4"),
        ("The dam opened last summer.", "last summer", "2018-SU"),
        ("The dam opened in the 19th century.", "the 19th century", "18"),
        ("The dam opened in nineteen thirty-one.", "nineteen thirty-one", "1931"),
        ("The dam opened on Christmas Day.", "Christmas Day", "2018-12-25"),
        ("The dam opened on Thanksgiving 1931.", "Thanksgiving 1931", "1931-11-26"),
        ("The dam opened on April 3 last year.", "April 3 last year", "2018-04-03"),
        ("The dam was shut over the weekend.", "the weekend", "2019-W19-WE"),
        ("The dam held for twenty-four hours.", "twenty-four hours", "PT24H"),
        ("The dam held for half an hour.", "half an hour", "PT30M"),
        ("The dam held for two hundred years.", "two hundred years", "P200Y"),
        ("The dam held for several days.", "several days", "PXD"),
        ("The dam held for years.", "years", "PXY"),
        ("The dam held in the past three years.", "the past three years", "P3Y"),
        ("The dam is watched each Monday.", "each Monday", "XXXX-WXX-1"),
        ("The dam is watched twice a day.", "twice a day", "P1D"),
        ("The dam is watched every two weeks.", "every two weeks", "P2W"),
        ("The dam is watched now.", "now", "PRESENT_REF"),
        ("The dam was opened recently.", "recently", "PAST_REF"),
    ],
)
def test_more_values_of_words_of_time(text: str, words: str, value: str) -> None:
    found = only(text)
    assert (found.span.of(text), found.value) == (words, value)


def test_two_days_after_a_day_are_counted_from_that_day() -> None:
    text = "Two days after Sunday's flood it rained."
    found = times_in(text)[0]
    assert (found.value, found.anchor) == ("2019-05-14", "report")
    assert found.anchor_span is not None
    assert found.anchor_span.of(text) == "Sunday"


def test_two_days_after_what_has_no_date_are_a_length() -> None:
    assert only("Two days after the flood it rained.").value == "P2D"


def test_later_is_counted_from_the_time_last_named() -> None:
    text = "The dam opened on 3 June 1931. Two days later it leaked, and the following year it broke."
    later, following = times_in(text)[1:]
    assert (later.value, following.value) == ("1931-06-05", "1932")
    assert later.anchor_span is not None
    assert later.anchor_span.of(text) == "3 June 1931"


def test_later_than_nothing_is_unknown() -> None:
    assert only("It leaked two days later.").value is None
    assert times_in("It broke in June. Two days later it was mended.")[1].value is None


def test_the_day_before_something_is_not_counted_from_the_day_last_named() -> None:
    assert [time.value for time in times_in("It rained on 3 May, the day before the vote.")] == ["2019-05-03"]
    assert [time.value for time in times_in("It rained on 3 May, not the day before.")][1] == "2019-05-02"


def test_a_year_earlier_than_a_quarter_is_that_quarter_of_the_year_before() -> None:
    text = "In the first quarter it made less than a year earlier. The quarter was dry."
    assert [time.value for time in times_in(text)] == ["2019-Q1", "2018-Q1", "2019-Q1"]


def test_a_dateline_near_publication_tells_the_day() -> None:
    text = "LUND, May 14 (Agency) — The dam broke today."
    dateline = Span(0, text.index("The"))
    report = Report(id="r", text=text, sha256="", language="en", published=PUBLISHED)
    named, today = find_times(report, (dateline, Span(dateline.end, len(text))), (dateline,))
    assert (named.value, today.value, today.anchor) == ("2019-05-14", "2019-05-14", "dateline")
    assert today.anchor_span == named.span


def test_a_dateline_with_its_year_serves_where_no_day_of_publication_is_known() -> None:
    text = "LUND, 3 June 1931 — The dam broke on Monday."
    dateline = Span(0, text.index("The"))
    report = Report(id="r", text=text, sha256="", language="en")
    assert find_times(report, (dateline, Span(dateline.end, len(text))), (dateline,))[1].value == "1931-06-01"


def test_an_old_dateline_does_not_tell_the_day() -> None:
    text = "LUND, 3 June 1931 — The dam broke today."
    dateline = Span(0, text.index("The"))
    report = Report(id="r", text=text, sha256="", language="en", published=PUBLISHED)
    assert find_times(report, (dateline, Span(dateline.end, len(text))), (dateline,))[1].anchor == "published"


@pytest.mark.parametrize(
    ("text", "url", "value"),
    [
        ("It broke on 13/05/2019.", None, "2019-05-13"),
        ("It broke on 05/13/2019.", None, "2019-05-13"),
        ("It broke on 03/02/2017.", None, None),
        ("It broke on 03/02/2017.", "https://harbour.example.co.uk/1", "2017-02-03"),
        ("It broke on 03/02/2017.", "https://harbour.gov/1", "2017-03-02"),
        ("It broke on 03/02/2017, not on 13/02/2017.", "https://harbour.gov/1", "2017-02-03"),
        ("It broke on 05/06/2019.", None, None),
        ("It broke on 10/05/2019.", None, "2019-05-10"),
        ("It broke on 31/02/2019.", None, None),
    ],
)
def test_the_order_of_a_date_in_numbers(text: str, url: str | None, value: str | None) -> None:
    report = Report(id="r", text=text, sha256="", language="en", published=PUBLISHED, url=url)
    found = find_times(report, (Span(0, len(text)),))
    assert [time.value for time in found][:1] == ([value] if "31/02" not in text else [])


def test_day_comes_first_in_languages_that_write_so() -> None:
    assert only("Es brach am 03.02.2017.", language="de").value == "2017-02-03"


@pytest.mark.parametrize(
    ("text", "zone", "start"),
    [
        ("It broke today at 0900 GMT.", "GMT", "2019-05-15T09:00Z"),
        ("It broke today at 9:30 CEST.", "CEST", "2019-05-15T09:30+02:00"),
        ("It broke today at 6 p.m. local time.", "local time", "2019-05-15T18:00"),
        ("It broke today at 18:00 Moscow time.", "Moscow time", "2019-05-15T18:00"),
    ],
)
def test_a_clock_is_kept_by_name_and_its_shift_only_where_the_name_tells_it(text: str, zone: str, start: str) -> None:
    clock = next(time for time in times_in(text) if time.type == "TIME")
    assert (clock.zone, clock.start) == (zone, start)


def test_a_time_of_day_and_the_day_behind_it_are_one_time() -> None:
    text = "It broke at 9 a.m. Tuesday."
    assert (only(text).span.of(text), only(text).value) == ("9 a.m. Tuesday", "2019-05-14T09")


def test_a_time_of_day_belongs_to_the_day_that_was_named_just_before() -> None:
    text = "It broke on Monday. The siren went off at 9 a.m."
    clock = times_in(text)[1]
    assert clock.value == "2019-05-13T09"
    assert clock.anchor_span is not None
    assert clock.anchor_span.of(text) == "Monday"


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("It rained since Monday.", ["from"]),
        ("It rained until Monday.", ["to"]),
        ("It rained before Monday.", ["before"]),
        ("It rained after Monday.", ["after"]),
        ("It rained on Monday.", [None]),
        ("It rained from Monday to Wednesday.", ["from", "to"]),
        ("It rained between Monday and Wednesday.", ["from", "to"]),
        ("It rained on Monday and Wednesday.", [None, None]),
        ("It rained May 3-5.", ["from", "to"]),
        ("It rained May 3 and 5.", [None, None]),
    ],
)
def test_which_side_a_time_closes(text: str, bounds: list[str | None]) -> None:
    assert [time.bound for time in times_in(text)] == bounds


def test_a_range_does_not_end_before_it_begins() -> None:
    assert [time.value for time in times_in("It rained from Monday to Friday.")] == ["2019-05-06", "2019-05-10"]


def test_early_and_late_belong_to_the_words() -> None:
    text = "It broke in mid-May 1931, they said late on Monday."
    first = times_in(text)[0]
    assert (first.span.of(text), first.value, first.mod) == ("mid-May 1931", "1931-05", "MID")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The dam will open on June 20.", "2019-06-20"),
        ("The dam opened on September 20.", "2018-09-20"),
        ("The dam will open in October.", "2019-10"),
        ("The dam opened in October.", "2018-10"),
        ("Last October the dam opened.", "2018-10"),
        ("The dam will be shut on Friday.", "2019-05-17"),
        ("Friday's talks will decide.", "2019-05-10"),
        ("On Friday, the council will vote.", "2019-05-17"),
        ("They met to be briefed on Friday.", "2019-05-10"),
    ],
)
def test_the_verb_tells_past_from_future(text: str, value: str) -> None:
    assert only(text).value == value


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 1973 and Flight 2012 were named.",
        "Some 2000 people came, 1950 soldiers left.",
        "It was a second flood.",
        "The Daily Harbour told of it.",
        "About three-quarters of it burnt.",
        "The pump fills a tank of 1931 km.",
    ],
)
def test_numbers_that_are_no_times(text: str) -> None:
    assert times_in(text) == []


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("pl", "Tamę otwarto 3 czerwca 1931 roku.", ["1931-06-03"]),
        ("pl", "Tamę otwarto w poniedziałek o godz. 9.30.", ["2019-05-13", "2019-05-13T09:30"]),
        ("pl", "Tamę otwarto wczoraj rano.", ["2019-05-14TMO"]),
        ("pl", "Tamę otwarto w zeszłym tygodniu.", ["2019-W19"]),
        ("pl", "Tamę otwarto dwa dni temu.", ["2019-05-13"]),
        ("pl", "W nocy z niedzieli na poniedziałek pękła tama.", ["2019-05-12TNI"]),
        ("pl", "Tamę otwarto pod koniec kwietnia.", ["2019-04"]),
        ("pl", "Od kilku dni pada, za trzy dni przestanie.", ["PXD", "2019-05-18"]),
        ("de", "Der Damm brach am 3. Juni 1931.", ["1931-06-03"]),
        ("de", "Der Damm brach am Montagabend gegen 21.30 Uhr.", ["2019-05-13TEV", "2019-05-13T21:30"]),
        ("de", "Vor zwei Tagen brach der Damm.", ["2019-05-13"]),
        ("de", "In der Nacht zum Dienstag brach der Damm.", ["2019-05-13TNI"]),
        ("de", "Letzte Woche brach er, zwei Tage später nicht.", ["2019-W19", None]),
        ("es", "La presa cedió el 3 de junio de 1931.", ["1931-06-03"]),
        ("es", "La presa cedió el lunes pasado a las 21:30.", ["2019-05-13", "2019-05-13T21:30"]),
        ("es", "La presa cedió hace dos días.", ["2019-05-13"]),
        ("es", "La presa cedió la semana pasada.", ["2019-W19"]),
        ("es", "La presa cedió a principios de mayo.", ["2019-05"]),
        ("fr", "Le barrage a cédé le 1er juin 1931.", ["1931-06-01"]),
        ("fr", "Le barrage a cédé lundi dernier à 21h30.", ["2019-05-13", "2019-05-13T21:30"]),
        ("fr", "Le barrage a cédé il y a deux jours.", ["2019-05-13"]),
        ("fr", "Le barrage a cédé dans la nuit de dimanche à lundi.", ["2019-05-12TNI"]),
        ("fr", "Le barrage a cédé l'été dernier.", ["2018-SU"]),
        ("ru", "Плотину прорвало 3 июня 1931 года.", ["1931-06-03"]),
        ("ru", "Плотину прорвало в понедельник в 21:30.", ["2019-05-13", "2019-05-13T21:30"]),
        ("ru", "Плотину прорвало два дня назад.", ["2019-05-13"]),
        ("ru", "В ночь на вторник прорвало плотину.", ["2019-05-13TNI"]),
        ("ru", "Плотину прорвало в 9 часов утра во вторник.", ["2019-05-14T09", "2019-05-14"]),
        ("ru", "Плотину прорвало на прошлой неделе.", ["2019-W19"]),
        ("uk", "Греблю прорвало 3 червня 1931 року.", ["1931-06-03"]),
        ("uk", "Греблю прорвало у понеділок о 21:30.", ["2019-05-13", "2019-05-13T21:30"]),
        ("uk", "Греблю прорвало два дні тому.", ["2019-05-13"]),
        ("uk", "У ніч на вівторок прорвало греблю.", ["2019-05-13TNI"]),
    ],
)
def test_other_languages(language: str, text: str, values: list[str | None]) -> None:
    assert [found.value for found in times_in(text, language=language)] == values


@pytest.mark.parametrize(
    ("language", "text"),
    [("es", "Murieron las 12 personas."), ("fr", "Il vit à 20 kilomètres."), ("de", "Es stieg um 9 Prozent.")],
)
def test_an_hour_without_minutes_needs_more_than_a_preposition(language: str, text: str) -> None:
    assert times_in(text, language=language) == []


LANGUAGES = ("en", "de", "es", "fr", "pl", "ru", "uk")
# Words that patterns begin with, end with and repeat, so that what is drawn comes near to matching.
PIECES = (
    *(
        "Monday",
        "May",
        "March",
        "14",
        "2019",
        "03/04/2019",
        "9:30",
        "p.m.",
        "GMT",
        "two",
        "twenty-",
        "days",
        "a",
        "the",
    ),
    *(
        "last",
        "after",
        "ago",
        "later",
        "from",
        "to",
        "and",
        "-",
        ",",
        ".",
        "since",
        "third quarter",
        "a few",
        "'s",
        "hours",
    ),
    *(
        "Montag",
        "3. Mai",
        "in der Nacht zum",
        "w nocy z",
        "lundi",
        "dernier",
        "hace",
        "в ночь на",
        "понедельник",
        "роки",
    ),
    *(" ", "  ", "\n", "\ud800", "İ", "\u00a0", "\x00", "0", "999999999", "1,000,000"),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join), st.sampled_from(LANGUAGES), st.booleans())
def test_no_text_breaks_it_and_times_do_not_overlap(text: str, language: str, dated: bool) -> None:
    report = Report(id="r", text=text, sha256="", language=language, published=PUBLISHED if dated else None)
    found = find_times(report, (Span(0, len(text)),))
    assert all(left.span.end <= right.span.start for left, right in itertools.pairwise(found))
    assert all(0 <= time.span.start < time.span.end <= len(text) for time in found)
    assert all((time.start is None) == (time.end is None) for time in found)
    assert all(time.start < time.end for time in found if time.start is not None and time.end is not None)
    assert all(time.anchor is not None for time in found if time.start is not None)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from("0123456789 :.-/MaypmToday,\n\ud800 "), max_size=200))
def test_no_row_of_signs_breaks_it(text: str) -> None:
    found = find_times(Report(id="r", text=text, sha256="", language="en", published=PUBLISHED), (Span(0, len(text)),))
    assert all(left.span.end <= right.span.start for left, right in itertools.pairwise(found))


@pytest.mark.parametrize(
    "unit",
    [
        "7",
        "AB ",
        "the ",
        "1/",
        "1/1/",
        "1.",
        "12:30 ",
        "a ",
        "two ",
        "twenty-",
        "Monday, ",
        "from 1 to ",
        "in  ",
        "1,000,",
    ],
)
@pytest.mark.parametrize("language", ["en", "de", "ru"])
def test_a_long_line_is_read_to_its_end(unit: str, language: str) -> None:
    text = unit * (60_000 // len(unit)) + " it broke on 2019-05-03"
    found = find_times(
        Report(id="r", text=text, sha256="", language=language, published=PUBLISHED), (Span(0, len(text)),)
    )
    assert found[-1].value == "2019-05-03"


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31", "not a date"])
def test_the_ends_of_the_calendar_do_not_break_it(published: str) -> None:
    text = "Yesterday, tomorrow, last week, next year, 31 December 2099, tonight, 999 years ago, next month."
    assert len(times_in(text, published)) == 8


@pytest.mark.parametrize(
    "text", ["3 m\u0131nutes later", "la\u017ft week", "5 MİNUTES", "at m\u0131dnight, in 2 hour\u017f"]
)
def test_letters_that_only_look_alike_do_not_break_it(text: str) -> None:
    assert times_in(f"It rained {text} and the water rose within two minutes.", "2031-05-06")
