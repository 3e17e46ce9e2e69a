"""Words, their folded forms and their stems."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.model import Span
from stemma.text.tokens import fold, stem, stopwords, tokenise, tokens_in
from stemma.vocabulary.files import languages


def words(text: str) -> list[str]:
    return [token.text for token in tokenise(text)]


def test_words_keep_their_inner_apostrophes_and_hyphens() -> None:
    assert words("The harbour-master’s crew didn't sail.") == ["The", "harbour-master’s", "crew", "didn't", "sail"]


def test_quotation_marks_are_not_part_of_a_word() -> None:
    assert words("‘Nobody’ was “seen”, she said") == ["Nobody", "was", "seen", "she", "said"]


def test_numbers_keep_their_inner_separators() -> None:
    assert words("At 9:30am, 1,500 of 2.5m left; the 2nd ferry did not.")[:6] == [
        "At",
        "9:30",
        "am",
        "1,500",
        "of",
        "2.5",
    ]


def test_spans_are_marked_in_the_whole_text() -> None:
    text = "Before. The ferry sank. After."
    tokens = tokenise(text, Span(8, 23))
    assert [token.span.of(text) for token in tokens] == ["The", "ferry", "sank"]


def test_unspaced_scripts_give_a_token_a_character() -> None:
    assert words("渡轮沉没 today") == ["渡", "轮", "沉", "没", "today"]


@pytest.mark.parametrize(
    ("word", "folded"),
    [("Łódź", "lodz"), ("cafe\u0301", "cafe"), ("ﬁre", "fire"), ("Ёлка", "елка"), ("Зеленський", "зеленський")],
)
def test_folding_drops_case_and_diacritics(word: str, folded: str) -> None:
    assert fold(word) == folded


def test_typographic_apostrophes_fold_to_plain_ones() -> None:
    assert fold("didn’t") == "didn't"


def test_inflected_forms_share_a_stem() -> None:
    assert stem("sailing", "en") == stem("sailed", "en")
    assert stem("войны", "ru") == stem("война", "ru")


def test_irregular_forms_share_the_stem_of_their_word() -> None:
    assert stem("took", "en") == stem("taking", "en")
    assert stem(fold("children’s"), "en") == stem("child", "en")


def test_an_abbreviation_keeps_its_dots() -> None:
    assert words("The U.S. and the U.N. agreed") == ["The", "U.S.", "and", "the", "U.N.", "agreed"]


def test_a_possessive_shares_the_stem_of_its_owner() -> None:
    assert stem(fold("Ferry’s"), "en") == stem("ferry", "en")


def test_an_unknown_language_stems_nothing() -> None:
    assert stem("sailing", None) == "sailing"
    assert stem("sailing", "xx") == "sailing"


@pytest.mark.parametrize("language", languages("stopwords"))
def test_stop_words_are_written_as_folded(language: str) -> None:
    assert stopwords(language)
    assert all(fold(word) == word for word in stopwords(language))


def test_no_language_has_no_stop_words() -> None:
    assert stopwords(None) == stopwords("xx") == frozenset()


@pytest.mark.parametrize("text", ["a" * 200_000, "'" * 50_000, "1," * 50_000, "\ud800\x00\u0301", "é" * 50_000])
def test_hostile_text_is_taken_in_one_pass(text: str) -> None:
    assert all(token.span.of(text) == token.text for token in tokenise(text))


@given(st.text(alphabet="aB1é\u0301’-., _\u4e00\u00a0234\n", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_the_words_of_a_part_are_those_that_it_has_alone(text: str, start: int, length: int) -> None:
    span = Span(min(start, len(text)), min(start + length, len(text)))
    assert tokens_in(text, span) == tokenise(text, span)
    long = text + " " * 500  # Only of long texts the words are kept.
    assert tokens_in(long, span) == tokenise(long, span)
