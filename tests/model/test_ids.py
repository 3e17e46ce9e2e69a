"""Hashes and ids: the same in every run, whatever the text."""

from __future__ import annotations

import hashlib

from stemma.model import Span, sha256_of, statement_id


def test_a_text_is_pinned_by_its_utf_8() -> None:
    assert sha256_of("Grünau") == hashlib.sha256("Grünau".encode()).hexdigest() == sha256_of("Grünau".encode())


def test_half_a_character_does_not_keep_a_text_from_being_pinned() -> None:
    assert sha256_of("\ud83d") != sha256_of("\ude00")


def test_a_statement_has_the_same_id_in_every_run() -> None:
    words = ("harbour.html", Span(0, 4), None, (Span(5, 9), Span(10, 12)))
    assert statement_id(*words) == statement_id(*words) == "s1a9aea62ba6d"


def test_other_words_or_another_report_are_another_statement() -> None:
    content = (Span(5, 9),)
    ids = {
        statement_id("a", None, None, content),
        statement_id("b", None, None, content),
        statement_id("a", Span(5, 9), None, content),
        statement_id("a", None, Span(5, 9), content),
        statement_id("a", None, None, (Span(5, 8),)),
    }
    assert len(ids) == 5
