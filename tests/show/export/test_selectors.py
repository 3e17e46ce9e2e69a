from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from stemma.model import Span
from stemma.show.export.selectors import LONGEST_QUOTE, selectors
from tests.factories import span_of

TEXT = "The quay 🌊 is shut. “The quay is shut,” she said.\n\nOn Monday the quay is open. The quay is shut.\n"


def by_position(text: str, start: int, end: int) -> str:
    """The words by another way of counting code points: four bytes each."""
    return text.encode("utf-32-le", "surrogatepass")[4 * start : 4 * end].decode("utf-32-le", "surrogatepass")


def test_a_position_counts_code_points_and_not_utf_16() -> None:
    words = span_of(TEXT, "shut,”")
    position = selectors(TEXT, words)[-1]
    assert by_position(TEXT, position["start"], position["end"]) == "shut,”"


def test_a_quotation_is_found_once_with_what_stands_around_it() -> None:
    for nth in range(3):
        words = span_of(TEXT, "quay is shut", nth) if nth < 2 else span_of(TEXT, "quay", 0)
        quote = selectors(TEXT, words)[0]
        whole = quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "")
        found = [match.start() for match in re.finditer(re.escape(whole), TEXT)]
        assert [start + len(quote.get("prefix", "")) for start in found] == [words.start]


def test_what_stands_around_grows_until_it_tells_the_words_apart() -> None:
    text = "It fell at noon. " * 8 + "Then the bridge opened. " + "It fell at noon. " * 8
    quote = selectors(text, span_of(text, "fell", 4))[0]
    assert len(quote["suffix"]) > 32
    near = selectors(text, span_of(text, "bridge"))[0]
    assert (len(near["prefix"]), len(near["suffix"])) == (32, 32)


def test_words_at_the_ends_have_nothing_before_or_after_them() -> None:
    whole = selectors("Shut.", Span(0, 5))[0]
    assert whole == {"type": "TextQuoteSelector", "exact": "Shut."}


def test_an_overlong_quotation_is_told_by_its_two_ends() -> None:
    text = "".join(f"Line {number} of the record. " for number in range(200))
    words = Span(100, 100 + LONGEST_QUOTE + 1)
    first, position = selectors(text, words)
    assert (first["type"], position["type"]) == ("RangeSelector", "TextPositionSelector")
    start, end = first["startSelector"], first["endSelector"]
    assert text.index(start["prefix"] + start["exact"]) + len(start["prefix"]) == words.start
    assert text.index(end["prefix"] + end["exact"]) + len(end["prefix"]) == words.end


def test_an_overlong_quotation_at_the_end_of_a_text_has_its_position() -> None:
    text = "word " * 400
    assert [one["type"] for one in selectors(text, Span(5, len(text)))] == ["TextPositionSelector"]


@given(st.text(min_size=1, max_size=300), st.data())
def test_both_ways_select_the_same_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote, position = selectors(text, Span(start, end))
    assert quote["exact"] == by_position(text, position["start"], position["end"])
    whole = quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "")
    assert whole in text
