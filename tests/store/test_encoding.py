"""Any text that Python holds is kept exactly, and as text that any database takes."""

from __future__ import annotations

import gc
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.model import Judgement, Report
from stemma.store.encoding import decode, encode, searchable, storable, stored

# Weighted towards what goes wrong: halves of characters, escapes, quotes, controls.
TROUBLE = st.sampled_from('\ud83d\ude00\ud800\udfff\x00\x1a\\u"d😀\ufffd\xad\u0301')
texts = st.text(st.one_of(TROUBLE, st.characters(codec=None)))


def report(text: str) -> Report:
    return Report(id=text, text=text, sha256="ab12")


@given(texts)
def test_a_value_comes_back_exactly(text: str) -> None:
    assert decode(Report, [encode(report(text))]) == (report(text),)


@given(texts)
def test_what_is_kept_is_json_in_utf_8(text: str) -> None:
    kept = encode(report(text)).encode("utf-8")
    assert json.loads(kept)["sha256"] == "ab12"


@given(texts)
def test_a_column_comes_back_exactly(text: str) -> None:
    kept = storable(text)
    assert stored(kept) == text
    assert "\x00" not in kept.encode("utf-8").decode()


@given(texts, texts)
def test_different_texts_are_different_columns(one: str, other: str) -> None:
    assert (storable(one) == storable(other)) == (one == other)


@given(texts)
def test_a_searched_text_can_be_written(text: str) -> None:
    assert "\x00" not in searchable(text).encode("utf-8").decode()


def test_two_halves_are_not_melted_into_one_character() -> None:
    (back,) = decode(Report, [encode(report("\ud83d\ude00 and 😀"))])
    assert len(back.text) == len("?? and ?")


def test_a_plain_text_is_kept_as_it_is() -> None:
    assert storable("Grünau 😀") == "Grünau 😀"


@pytest.mark.parametrize("damaged", ['{"id":"a"', '{"id":"a"}', "[1,2]", "7"])
def test_what_is_no_such_value_is_an_error(damaged: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        decode(Judgement, [damaged])
    assert gc.isenabled()
