from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stemma.show.characters import one_line, quoted, shortened, visible


def test_escape_sequences_are_shown_not_sent() -> None:
    assert visible("a\x1b[31mb\x7f") == "a␛[31mb␡"


def test_marks_that_reorder_a_line_are_shown_by_their_code_point() -> None:
    assert visible("a\u202eb") == "a⟨202E⟩b"


def test_tabs_and_line_feeds_stay() -> None:
    assert visible("a\tb\nc") == "a\tb\nc"


@given(st.text(st.characters(exclude_categories=())))
def test_what_is_visible_can_be_encoded(text: str) -> None:
    assert visible(text).encode("utf-8").decode("utf-8") == visible(text)


def test_one_line_takes_breaks_for_spaces() -> None:
    assert one_line("  the quay\r\n\n is closed ") == "the quay is closed"


def test_shortening_ends_at_a_word() -> None:
    assert shortened("the quay is closed, they say", 20) == "the quay is closed…"


def test_shortening_cuts_a_word_without_end() -> None:
    assert shortened("x" * 50, 10) == "x" * 9 + "…"


def test_words_with_their_own_quotation_marks_get_no_others() -> None:
    assert quoted("we leave") == "“we leave”"
    assert quoted("said “we leave”") == "said “we leave”"
    assert quoted("'We leave', he says") == "'We leave', he says"


def test_half_a_pair_of_quotation_marks_is_no_quotation() -> None:
    assert quoted('all out: "we leave') == '“all out: "we leave”'
    assert quoted("we leave”") == "“we leave””"
