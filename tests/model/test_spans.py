"""Half-open ranges of code points."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.model import Cover, Span, hull, merged, trimmed

TEXT = "The lighthouse keeper said 😀 twice."
spans = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda ends: Span(min(ends), max(ends)))


def characters(span: Span) -> set[int]:
    return set(range(span.start, span.end))


def test_a_span_marks_its_words() -> None:
    assert Span(4, 14).of(TEXT) == "lighthouse"


def test_offsets_count_code_points_not_bytes() -> None:
    assert Span(27, 28).of(TEXT) == "😀"
    assert Span(29, 34).of(TEXT) == "twice"


def test_the_length_is_that_of_the_words() -> None:
    assert Span(4, 14).length == 10


@given(spans, spans)
def test_what_two_spans_share_is_what_their_characters_share(one: Span, other: Span) -> None:
    assert one.shared(other) == len(characters(one) & characters(other)) == other.shared(one)


@given(spans.filter(lambda span: span.length > 0), spans.filter(lambda span: span.length > 0))
def test_spans_overlap_where_they_share_a_character(one: Span, other: Span) -> None:
    assert one.overlaps(other) == bool(characters(one) & characters(other)) == other.overlaps(one)


@given(spans, spans.filter(lambda span: span.length > 0))
def test_a_span_covers_what_has_all_its_characters_in_it(one: Span, other: Span) -> None:
    assert one.covers(other) == (characters(other) <= characters(one))


@given(st.lists(spans, min_size=1))
def test_the_hull_covers_all_and_nothing_more(several: list[Span]) -> None:
    whole = hull(several)
    assert all(whole.covers(span) for span in several)
    assert whole.start in {span.start for span in several}
    assert whole.end in {span.end for span in several}


def test_nothing_has_no_hull() -> None:
    with pytest.raises(ValueError, match="no spans"):
        hull([])


def test_trimming_takes_blanks_off_both_ends() -> None:
    text = "x \u00a0\tthe tide \n y"
    assert trimmed(text, Span(1, 15)).of(text) == "the tide"


def test_trimming_only_blanks_leaves_nothing_at_the_start() -> None:
    assert trimmed("a   b", Span(1, 4)) == Span(4, 4)


@given(st.text(alphabet=" \n\u00a0ab"), st.data())
def test_trimming_loses_no_word(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    kept = trimmed(text, span)
    assert span.covers(kept)
    assert kept.of(text) == span.of(text).strip(" \n\u00a0")


@given(st.lists(spans.filter(lambda span: span.length > 0)))
def test_merged_spans_are_the_same_characters_apart(many: list[Span]) -> None:
    apart = merged(many)
    assert set().union(*map(characters, apart)) == set().union(*map(characters, many))
    assert all(left.end < right.start for left, right in itertools.pairwise(apart))


@given(st.lists(spans.filter(lambda span: span.length > 0)), spans.filter(lambda span: span.length > 0))
def test_a_cover_knows_the_characters_of_its_spans(many: list[Span], asked: Span) -> None:
    cover, known = Cover(many), set().union(*map(characters, many))
    assert cover.covers(asked) == (characters(asked) <= known)
    assert cover.overlaps(asked) == bool(characters(asked) & known)
    assert (asked.start in cover) == (asked.start in known)
