from __future__ import annotations

from stemma.model import Case, Pointer, Span
from stemma.show.labels import Labels
from stemma.show.snippets import Snippet, snippet_of
from tests.show.cases import report


def around(text: str, words: str) -> Snippet | None:
    start = text.index(words)
    labels = Labels(Case(reports=(report("a", text),)))
    return snippet_of(Pointer("a", Span(start, start + len(words))), labels)


def test_words_stand_within_their_own_line() -> None:
    found = around("A headline\nThe quay at Ressel is shut.\nNothing else", "Ressel")
    assert found
    assert (found.before, found.quote.words, found.after) == ("The quay at ", "Ressel", " is shut.")


def test_a_long_line_is_cut_at_spaces() -> None:
    found = around("many words " * 20 + "Ressel" + " further words" * 20, "Ressel")
    assert found
    assert found.before.startswith("…")
    assert found.after.endswith("…")
    assert len(found.before) + len(found.after) < 130


def test_places_outside_the_text_have_no_words() -> None:
    assert snippet_of(Pointer("a", Span(90, 95)), Labels(Case(reports=(report("a", "short"),)))) is None
