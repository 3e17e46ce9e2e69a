import numpy as np

from stemma.read import linking
from stemma.read.linking import Fragment, Fragments, Linked
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


def link(
    weights: LinkWeights,
    given: Floats,
    cues: list[Fragment],
    sources: list[Fragment],
    contents: list[Fragment],
    *,
    ends: tuple[int, ...] = (),
    quoted: tuple[int, ...] = (),
) -> list[Linked]:
    """The links in a window whose paragraphs end before the words `ends` and where the words `quoted` are quoted."""
    paragraph = np.searchsorted(np.array(ends, np.intp), np.arange(len(given)), side="right")
    return linking.link(
        weights, given, Fragments(cues, sources, contents, paragraph, np.isin(np.arange(len(given)), quoted))
    )


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


def test_near_fragments_are_preferred_where_the_weights_say_so() -> None:
    near = np.zeros((2, 24), np.float32)
    near[1, 14] = 3.0  # one word ahead
    given = vectors(9, wants_1=(9, 0), wants_6=(9, 0), content_2=(1, 0))
    found = link(LinkWeights(WIDTH, near, WEIGHTS.nobody), given, [(1, 2), (6, 7)], [], [(2, 3)])
    assert found == [Linked((1, 2), None, ((2, 3),))]


def test_what_is_behind_is_not_as_near_as_what_is_ahead() -> None:
    near = np.zeros((2, 24), np.float32)
    near[1, 9] = 3.0  # one word behind
    given = vectors(9, wants_1=(9, 0), wants_3=(9, 0), content_2=(1, 0))
    found = link(LinkWeights(WIDTH, near, WEIGHTS.nobody), given, [(1, 2), (3, 4)], [], [(2, 3)])
    assert found == [Linked((3, 4), None, ((2, 3),))]


def test_far_fragments_are_linked_too() -> None:
    given = vectors(5000, wants_1=(9, 0), content_4000=(1, 0))
    assert link(WEIGHTS, given, [(1, 2)], [], [(4000, 4900)]) == [Linked((1, 2), None, ((4000, 4900),))]


def test_what_is_not_quoted_belongs_to_no_cue_in_another_paragraph() -> None:
    given = vectors(9, wants_1=(9, 0), content_5=(9, 0))
    assert link(WEIGHTS, given, [(1, 2)], [], [(5, 7)], ends=(3,)) == [Linked(None, None, ((5, 7),))]


def test_a_quotation_may_belong_to_a_cue_in_the_paragraph_before() -> None:
    given = vectors(9, wants_1=(9, 0), content_5=(9, 0))
    assert link(WEIGHTS, given, [(1, 2)], [], [(5, 7)], ends=(3,), quoted=(5, 6)) == [Linked((1, 2), None, ((5, 7),))]
    far = link(WEIGHTS, given, [(1, 2)], [], [(5, 7)], ends=(3, 4), quoted=(5, 6))
    assert far == [Linked(None, None, ((5, 7),))]


def test_a_source_is_in_its_cues_paragraph() -> None:
    given = vectors(9, asks_1=(9, 0), wants_1=(9, 0), source_5=(9, 0), content_2=(9, 0))
    assert link(WEIGHTS, given, [(1, 2)], [(5, 6)], [(2, 3)], ends=(4,)) == [Linked((1, 2), None, ((2, 3),))]
