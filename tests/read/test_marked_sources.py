"""Sources that a network marks short or in the wrong clause, on sentences of our own; its marks are given."""

from __future__ import annotations

import pytest

from stemma.model import Span
from stemma.read.attributions import Attribution, Page
from stemma.read.marked_sources import MarkedSources
from stemma.read.quotations import find_quotations
from stemma.read.rules import ruled, units_of
from stemma.text.sentences import paragraphs, sentences_in


def page(text: str) -> Page:
    lines = paragraphs(text)
    return Page(text, lines, sentences_in(text, lines, "en"), find_quotations(text, lines, None), "en")


def span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def mended(text: str, source: str | None, cue: str, content: str) -> str | None:
    """The source that is told for a mark, given with what the rules find for the same cue."""
    units = units_of(page(text))
    marked = span(text, cue)
    rule = next((one for one in ruled(page(text), units) if one.cue is not None and one.cue.overlaps(marked)), None)
    found = MarkedSources(page(text), units).mended(
        span(text, source) if source else None, marked, (span(text, content),), rule.source if rule else None
    )
    return found.of(text) if found else None


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "right"),
    [
        # A subject shared with a verb that no list has.
        ("Lolland battles a flood and reports broken dykes.", None, "reports", "broken dykes", "Lolland"),
        ("Rescue crews of Lolland labour and reports come in.", None, "reports", "come in", None),
        ("Perhaps it froze and asks for more.", None, "asks for", "more", None),
        # Whoever is quoted, not who quotes.
        ("The clerks quoted by Lund said it froze.", "Lund", "said", "it froze", "The clerks quoted by Lund"),
        ("The letter written by Lund said it froze.", "Lund", "said", "it froze", "Lund"),
        # Who an aside says it of goes on to speak.
        (
            "A clerk dodged the question, according to the Herald, and stated: “I can’t say.”",
            "the Herald", "stated", "“I can’t say.”", "A clerk",
        ),
        ("It froze, according to the Herald, which said it thawed.", "the Herald", "said", "it thawed", "the Herald"),
        # Who speaks in an aside goes on.
        ("The boats are lost, Marine Weekly reports, but says one was found.", "The boats", "says", "one was found",
         "Marine Weekly"),
        # Who calls somebody something.
        ("Two unions deemed “unlawful” by the Lolland senate: Salt and Iron.", "Two unions", "deemed", "“unlawful”",
         "the Lolland senate"),
        ("Two unions called “unlawful” what the senate did.", "Two unions", "called", "“unlawful”", "Two unions"),
        # Nobody in particular.
        ("Lund pilots said to be behind the leak have fled.", "Lund pilots", "said", "to be behind the leak", None),
        ("Lund pilots claimed to be behind it.", "Lund pilots", "claimed", "to be behind it", "Lund pilots"),
        ("It was later reported that the boats sank.", "It", "was later reported", "that the boats sank", None),
        ("It said the boats sank.", "It", "said", "the boats sank", "It"),
    ],
)  # fmt: skip
def test_who_says_it(text: str, source: str | None, cue: str, content: str, right: str | None) -> None:
    assert mended(text, source, cue, content) == right


TOLD = "Ada Brandt told the Gazette, which first reported the theft, the alert was meant for the coast."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (TOLD, "Ada Brandt"),
        (TOLD.replace("told", "left"), None),
        (TOLD.replace("theft, ", "theft and "), None),
    ],
)
def test_what_is_told_goes_on_past_a_relative_clause(text: str, told: str | None) -> None:
    units = units_of(page(text))
    cue, content = span(text, "first reported"), (Span(text.index("the theft"), len(text) - 1),)
    rule = Attribution(span(text, "which"), cue, (span(text, "the theft"),), "asserts", "indirect")
    found = MarkedSources(page(text), units).told_around(cue, content, rule)
    assert (found.source.of(text) if found and found.source else None) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The Herald quoted Mayor Ada Brandt as saying it froze.", ("Mayor Ada Brandt", "as saying")),
        ('"It froze," the Lund Herald quoted a clerk as saying.', ("a clerk", "as saying")),
        ("The Herald cites the council as warning that it froze.", ("the council", "as warning")),
        ("The Herald said it froze, adding that it thawed.", ("The Herald", "adding")),
    ],
)
def test_the_rules_know_whom_somebody_else_quotes(text: str, told: tuple[str, str]) -> None:
    found = ruled(page(text), units_of(page(text)))
    assert told in [(one.source.of(text), one.cue.of(text)) for one in found if one.source and one.cue]
