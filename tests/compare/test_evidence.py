"""The small parts: blocking, grouping, quantities, words and pieces."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stemma.compare.align import Aligner
from stemma.compare.block import candidate_pairs
from stemma.compare.grouping import grouped
from stemma.compare.words import Lexicon, words_of
from stemma.model import Span
from tests.compare.speeches import Compared, report, spoken


def likeness(one: str, other: str) -> float:
    lexicon = Lexicon()
    words = [words_of(report("a", one), "en", lexicon), words_of(report("b", other), "en", lexicon)]
    lexicon.weigh(words)
    return Aligner(lexicon).overlap(words[0].stems, words[1].stems).likeness


def test_only_items_that_share_rare_terms_are_paired() -> None:
    items = [[1, 2, 3], [3, 2, 9], [7, 8], [8, 7], []]
    pairs = candidate_pairs(items, [1.0] * 10, [True] * 10, least_share=0.3, most_each=5)
    assert pairs == [(0, 1), (2, 3)]


def test_a_term_that_everything_holds_pairs_nothing_by_itself() -> None:
    items = [[0, n] for n in range(1, 3001)]
    pairs = candidate_pairs(items, [1.0] * 3001, [True] * 3001, least_share=0.3, most_each=5)
    assert pairs == []


def test_at_most_so_many_pairs_are_kept_for_an_item() -> None:
    items = [[1, 2, 3, n] for n in range(10, 60)]
    pairs = candidate_pairs(items, [1.0] * 60, [True] * 60, least_share=0.3, most_each=3)
    assert 0 < len(pairs) <= 50 * 6


def test_groups_join_only_where_both_agree() -> None:
    pairs = [(0.9, 1, 2), (0.8, 2, 3), (0.7, 4, 5)]
    assert grouped(pairs, lambda one, other: 3 not in one + other) == [[1, 2], [4, 5]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("rebels seized the Grayvoron depot", "rebels seized the Graivoron depot"),
        ("They took the children to Oslo", "taking a child to Oslo"),
        ("the plane vanished over Chad", "an aircraft disappeared over Chad"),
        ("1,500 sheep were lost", "1\u00a0500 sheep lost"),
        ("the US embassy in Bern", "the U.S. embassy in Bern"),
    ],
)
def test_other_forms_of_the_same_words_are_alike(one: str, other: str) -> None:
    assert likeness(one, other) > 0.6


def test_words_of_another_meaning_are_not_alike() -> None:
    assert likeness("The militia marched on Sunday", "The military band sang a hymn") < 0.3


def with_content(text: str, *content: str, source: str | None = None, cue: str | None = None) -> Compared:
    """A report of one statement whose content stands in these parts of the text."""

    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    made, reading = spoken("a", (text, "mara"))
    statement = replace(
        reading.statements[0],
        content=tuple(map(span, content)),
        source=span(source) if source else None,
        cue=span(cue) if cue else None,
    )
    return Compared((made, replace(reading, statements=(statement,))))


def pieces(compared: Compared) -> list[str]:
    return [compared.material.text(piece.report, piece.span) for piece in compared.material.pieces]


def test_quoted_words_that_the_report_holds_together_are_one_piece() -> None:
    text = "The boys were “locked out” from the yard “for asking for gloves.”"
    compared = with_content(text, "“locked out”", "“for asking for gloves.”")
    assert pieces(compared) == ["locked out” from the yard “for asking for gloves."]


def test_words_around_the_cue_stay_two_pieces() -> None:
    text = "“We are cold,” she said, “and we are tired.”"
    compared = with_content(text, "“We are cold,”", "“and we are tired.”", source="she", cue="said")
    assert pieces(compared) == ["We are cold", "and we are tired."]


def test_a_long_quotation_is_cut_into_its_sentences() -> None:
    text = "“The ladders are rusty. Nobody mends them. Shall we wait?”"
    assert pieces(with_content(text, text)) == ["The ladders are rusty.", "Nobody mends them.", "Shall we wait?"]


def test_text_without_an_end_is_cut_somewhere() -> None:
    text = "salt " * 999
    spans = [piece.span.length for piece in with_content(text, text.strip()).material.pieces]
    assert len(spans) == 5
