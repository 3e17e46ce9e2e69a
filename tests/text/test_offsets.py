from hypothesis import given
from hypothesis import strategies as st

from stemma.model import Span
from stemma.text.offsets import normalise


def test_quotes_dashes_and_spaces_are_evened_out() -> None:
    assert normalise("a\u00a0\u2013 ``b'' \u201fc\u201d").text == 'a \u2014 \u201cb" \u201cc\u201d'


def test_a_span_found_in_normalised_text_leads_back_to_the_snapshot() -> None:
    text = "He said: ''The dam\u00ad holds,'' \ufb01rst of all."
    page = normalise(text)
    start = page.text.index('"')
    end = page.text.index('"', start + 1) + 1
    assert page.original(Span(start, end)).of(text) == "''The dam\u00ad holds,''"


def test_words_after_what_changed_length_are_found_again() -> None:
    text = "o\ufb03ce\r\nopen \u200bnow"
    page = normalise(text)
    assert page.text == "office\nopen now"
    start = page.text.index("now")
    assert page.original(Span(start, start + 3)).of(text) == "now"


@given(st.text(alphabet="ab '`-\r\n\u200b\ufb03\u00a0", max_size=60))
def test_offsets_grow_with_the_text_and_stay_inside_it(text: str) -> None:
    page = normalise(text)
    offsets = [page.offset(at) for at in range(len(page.text))]
    assert offsets == sorted(offsets)
    assert all(0 <= at < len(text) for at in offsets)


def test_text_that_needs_nothing_is_left_alone() -> None:
    assert normalise("Plain words.").starts == ()
