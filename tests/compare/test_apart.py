from __future__ import annotations

import numpy as np

from stemma.compare.apart import within_stories
from stemma.compare.block import Allowed, candidate_pairs
from stemma.model import Passage, Pointer, Span
from tests.compare.speeches import Compared, spoken

SAME = "The ferry left the pier at noon with nobody on the bridge."
OTHER = "The ferry left the pier at dawn with everybody on the bridge."


def test_sentences_of_two_stories_are_not_compared() -> None:
    material = Compared(spoken("a", (SAME, None)), spoken("b", (OTHER, None))).material
    allowed = within_stories(material, [[0], [1]], ["one", "two"], ())
    assert allowed is not None
    assert not allowed(np.array([0]), np.array([1])).any()


def test_with_one_story_all_are() -> None:
    material = Compared(spoken("a", (SAME, None)), spoken("b", (OTHER, None))).material
    assert within_stories(material, [[0], [1]], ["one", "one"], ()) is None


def test_a_sentence_that_stands_in_both_stories_is_compared_with_either() -> None:
    material = Compared(spoken("a", (SAME, None)), spoken("b", (SAME, None), (OTHER, None))).material
    allowed = within_stories(material, [[0, 1], [2]], ["one", "two"], ())
    assert allowed is not None
    assert allowed(np.array([0]), np.array([1])).all()


def test_what_was_copied_across_stories_is_compared_unless_it_is_boilerplate() -> None:
    material = Compared(spoken("a", (SAME, None)), spoken("b", (OTHER, None))).material
    sides = Pointer("a", Span(0, len(SAME))), Pointer("b", Span(0, len(OTHER)))
    for boilerplate in (False, True):
        passage = Passage(left=sides[0], right=sides[1], score=0.8, evidence=(), boilerplate=boilerplate)
        allowed = within_stories(material, [[0], [1]], ["one", "two"], [passage])
        assert allowed is not None
        assert allowed(np.array([0]), np.array([1])).all() != boilerplate


def test_pairs_that_are_not_allowed_take_no_others_place() -> None:
    def found(allowed: Allowed | None) -> list[tuple[int, int]]:
        items = [[1, 4], [1, 2, 3], [1, 2, 3]]
        return candidate_pairs(items, [1.0] * 5, [True] * 5, least_share=0.1, most_each=1, allowed=allowed)

    assert found(None) == [(0, 1), (1, 2)]
    assert found(lambda left, right: left == 0) == [(0, 1), (0, 2)]
