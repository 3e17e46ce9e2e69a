"""The index over shingles: it grows report by report, in any order, and brings up those worth comparing with."""

from __future__ import annotations

import random
from itertools import pairwise
from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.compare.shingles import Hashes, Key, ShingleIndex, publication_key, shingles, word_hashes

Page = tuple[Key, Hashes]


def page(name: str, text: str, published: str | None = None) -> Page:
    return publication_key(published, name), shingles(word_hashes(text.split()))


def grown(pages: list[Page]) -> ShingleIndex:
    index = ShingleIndex()
    for made in pages:
        index.add(*made)
    return index


def partners(index: ShingleIndex, pages: list[Page]) -> dict[Key, set[Key]]:
    """Who is compared with whom, by their keys."""
    keys = index.arrays()[1]
    numbers = {key: number for number, key in enumerate(keys)}
    return {key: {keys[n] for n in index.partners(numbers[key], hashes)} for key, hashes in pages}


def words(chance: random.Random, count: int) -> str:
    return " ".join(str(chance.randrange(10_000)) for _ in range(count))


@st.composite
def cases(draw: st.DrawFn) -> list[Page]:
    """Reports of a few stretches each, out of a small store of them, so that many share some."""
    stretches = [words(random.Random(number), 9) for number in range(6)]
    days = [None, "2024-03-01", "2024-03-02"]
    return [
        page(
            f"r{number:02}",
            " ".join(draw(st.lists(st.sampled_from(stretches), max_size=4))),
            draw(st.sampled_from(days)),
        )
        for number in range(draw(st.integers(1, 30)))
    ]


@settings(deadline=None)
@given(cases(), st.randoms(use_true_random=False), st.sampled_from([3, 1000]))
def test_the_order_in_which_reports_come_does_not_matter(pages: list[Page], chance: random.Random, common: int) -> None:
    shuffled = list(pages)
    chance.shuffle(shuffled)
    at_once = ShingleIndex()
    at_once.extend(pages)
    with mock.patch("stemma.compare.shingles._COMMON", common):
        assert partners(grown(shuffled), pages) == partners(at_once, pages)


@settings(deadline=None)
@given(cases(), st.sampled_from([1, 3, 1000]), st.sampled_from([1, 16]))
def test_a_report_changes_partners_only_for_those_that_it_touched(pages: list[Page], common: int, most: int) -> None:
    *before, (key, hashes) = pages
    index = grown(before)
    named = "stemma.compare.shingles."
    with mock.patch(f"{named}_COMMON", common), mock.patch(f"{named}_MOST_ALIKE", most):
        earlier = partners(index, before)
        number = index.add(key, hashes)
        keys = index.arrays()[1]
        touched = {keys[n] for n in index.touched(number, hashes)}
        after = partners(index, before)
    assert {name for name in earlier if earlier[name] != after[name]} <= touched


def test_the_newest_report_touches_nobody() -> None:
    index = grown([page("a", words(random.Random(1), 40), "2024-03-01")])
    key, hashes = page("b", words(random.Random(1), 40), "2024-03-02")
    assert len(index.touched(index.add(key, hashes), hashes)) == 0


@settings(deadline=None)
@given(cases())
def test_an_index_comes_back_from_its_arrays(pages: list[Page]) -> None:
    index = grown(pages)
    assert partners(ShingleIndex.restored(*index.arrays()), pages) == partners(index, pages)


def test_levels_of_postings_stay_few() -> None:
    index = grown([page(f"r{n}", words(random.Random(n), 50)) for n in range(300)])
    levels, _ = index.arrays()
    assert sum(map(len, levels)) == 300 * 46
    assert all(len(long) > 2 * len(short) for long, short in pairwise(levels))
    assert all((np.diff(level) > 0).all() for level in levels)


def test_a_story_that_many_carry_leads_to_the_first_and_stays_linear() -> None:
    story = words(random.Random(1), 60)
    pages = [page(f"r{n:04}", story, f"2024-03-01T{n:04}") for n in range(1500)]
    found = partners(grown(pages), pages)
    assert all(pages[0][0] in found[key] for key, _ in pages[1:])
    assert max(map(len, found.values())) <= 20


def test_a_stretch_of_a_small_source_is_not_lost_behind_many_large_ones() -> None:
    big, small = words(random.Random(1), 300), words(random.Random(2), 20)
    pages = [page("small", small, "2024-03-01")]
    pages += [page(f"big{n}", f"{big} {words(random.Random(n), 20)}", f"2024-03-02T{n:03}") for n in range(100)]
    pages.append(page("mix", f"{big} {small}", "2024-03-03"))
    found = partners(grown(pages), pages)
    assert {pages[0][0], pages[1][0]} <= found[pages[-1][0]]


def test_a_phrase_that_everybody_uses_does_not_hide_a_copy() -> None:
    phrase, copied = words(random.Random(1), 8), words(random.Random(2), 14)
    pages = [page(f"r{n:04}", f"{words(random.Random(n + 9), 12)} {phrase}", "2024-03-01") for n in range(1200)]
    pages.append(page("source", f"{words(random.Random(3), 9)} {copied} {phrase}", "2024-03-02"))
    pages.append(page("taker", f"{copied} {words(random.Random(4), 9)} {phrase}", "2024-03-03"))
    index = ShingleIndex()
    index.extend(pages)
    assert 1200 in index.partners(1201, pages[-1][1])


def test_words_hash_alike_in_every_run() -> None:
    assert word_hashes(["harbour", "\ud800"]).tolist() == [16295200358155746308, 7497787021708494914]


def test_an_index_that_is_full_says_so() -> None:
    index = ShingleIndex()
    with mock.patch("stemma.compare.shingles._NUMBER", np.uint64(1)):
        for name in "ab":
            index.add(*page(name, "one two three four five"))
        with pytest.raises(OverflowError, match="2 reports"):
            index.add(*page("c", "one two three four five"))


def test_short_texts_have_no_shingles() -> None:
    assert len(shingles(word_hashes(["only", "four", "words", "here"]))) == 0
    assert len(shingles(word_hashes([]))) == 0
