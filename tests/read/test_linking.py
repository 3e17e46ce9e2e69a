import numpy as np

from stemma.read.linking import Linked, bucket, link
from stemma.text.encoder import Floats, LinkWeights

WIDTH = 2
WEIGHTS = LinkWeights(WIDTH, np.zeros((2, 24), np.float32), np.array([0.5, 0.5], np.float32))


def vectors(words: int, **rows: tuple[float, float]) -> Floats:
    """`asks`, `wants` of cues and `source`, `content` answers, named like asks_3: that of word 3."""
    made = np.zeros((words, 4 * WIDTH), np.float32)
    for name, value in rows.items():
        part, word = name.split("_")
        at = ("asks", "wants", "source", "content").index(part) * WIDTH
        made[int(word), at : at + WIDTH] = value
    return made


def test_a_cue_gets_the_source_and_the_content_that_agree_with_it() -> None:
    given = vectors(
        9,
        asks_1=(9, 0), wants_1=(9, 0), asks_5=(0, 9), wants_5=(0, 9),
        source_0=(1, 0), source_4=(0, 1), content_2=(1, 0), content_7=(0, 1),
    )  # fmt: skip
    found = link(WEIGHTS, given, [(1, 2), (5, 6)], [(0, 1), (4, 5)], [(2, 3), (7, 8)])
    assert found == [Linked((1, 2), (0, 1), ((2, 3),)), Linked((5, 6), (4, 5), ((7, 8),))]


def test_a_cue_without_a_likely_source_has_none() -> None:
    given = vectors(4, wants_1=(9, 0), content_2=(1, 0))
    assert link(WEIGHTS, given, [(1, 2)], [(0, 1)], [(2, 3)]) == [Linked((1, 2), None, ((2, 3),))]


def test_one_source_may_be_that_of_two_cues() -> None:
    given = vectors(
        9,
        asks_1=(9, 0), asks_5=(9, 0), wants_1=(9, 0), wants_5=(0, 9),
        source_0=(1, 0), content_2=(1, 0), content_7=(0, 1),
    )  # fmt: skip
    found = link(WEIGHTS, given, [(1, 2), (5, 6)], [(0, 1)], [(2, 3), (7, 8)])
    assert [one.source for one in found] == [(0, 1), (0, 1)]


def test_a_content_before_and_after_its_cue_are_both_its_contents() -> None:
    given = vectors(9, wants_3=(9, 0), content_0=(1, 0), content_5=(1, 0))
    (found,) = link(WEIGHTS, given, [(3, 4)], [], [(0, 2), (5, 7)])
    assert found.contents == ((0, 2), (5, 7))


def test_a_cue_without_content_takes_the_one_it_wants_most() -> None:
    given = vectors(9, wants_1=(9, 0), wants_5=(1, 0), content_2=(1, 0), content_7=(1, 0))
    found = link(WEIGHTS, given, [(1, 2), (5, 6)], [], [(2, 3), (7, 8)])
    assert sorted(one.contents for one in found) == [((2, 3),), ((7, 8),)]


def test_speech_that_no_cue_wants_stands_alone() -> None:
    given = vectors(9, wants_1=(9, 0), content_2=(1, 0))
    assert Linked(None, None, ((7, 8),)) in link(WEIGHTS, given, [(1, 2)], [], [(2, 3), (7, 8)])


def test_without_cues_every_content_stands_alone() -> None:
    assert link(WEIGHTS, vectors(4), [], [(0, 1)], [(2, 4)]) == [Linked(None, None, ((2, 4),))]


def test_distances_fall_into_the_buckets_of_their_direction() -> None:
    assert bucket((5, 6), (5, 6), 24) == 12
    assert bucket((5, 6), (6, 7), 24) == 14
    assert bucket((5, 6), (4, 5), 24) == 9
    assert bucket((0, 1), (100_000, 100_001), 24) == 23
    assert bucket((100_000, 100_001), (0, 1), 24) == 0
