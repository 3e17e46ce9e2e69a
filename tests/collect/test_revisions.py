"""One id, several texts: versions of one item, or files that merely share a name."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.collect.revisions import kept_as, settle
from stemma.model import Report, sha256_of

FIRST = "The ferry Maribel sank off Port Ellery on Monday with forty people aboard, the coast guard said."
SECOND = FIRST.replace("forty", "thirty-eight") + " Ten are missing."
OTHER = "Rail workers at Tarn walked out in their third week of a strike over night shifts and old trains."


def a_report(text: str, name: str = "https://post.example/1", **fields: str | None) -> Report:
    url = name if name.startswith("https:") else None
    return replace(Report(id=name, text=text, sha256=sha256_of("page " + text), url=url), **fields)  # type: ignore[arg-type]


def told(*reports: Report) -> list[tuple[str, str | None]]:
    return [(report.id, report.revision_of) for report in settle(reports)]


def test_the_same_text_twice_is_one_report_the_earliest_captured() -> None:
    early, late = a_report(FIRST, captured="2031-05-05T10:00:00Z"), a_report(FIRST, captured="2031-05-06T10:00:00Z")
    assert settle([late, early]) == (early,)


def test_a_changed_text_at_one_address_is_a_revision() -> None:
    old, new = a_report(FIRST, captured="2031-05-05"), a_report(OTHER, captured="2031-05-06")
    later = f"{old.id}~{new.sha256[:8]}"
    assert told(new, old) == [(old.id, None), (later, old.id)]


def test_publication_goes_before_capture_and_zones_are_minded() -> None:
    old = a_report(FIRST, published="2031-05-05T10:00:00+02:00", captured="2031-06-01")
    new = a_report(SECOND, published="2031-05-05T09:00:00Z", captured="2031-05-06")
    assert [report.text for report in settle([new, old]) if report.revision_of is None] == [FIRST]


def test_three_versions_make_a_chain() -> None:
    texts = [FIRST, SECOND, SECOND + " The search goes on."]
    versions = [a_report(text, captured=f"2031-05-0{day}") for day, text in enumerate(texts, 1)]
    by_text = {report.text: report for report in settle(versions)}
    assert [by_text[text].revision_of for text in texts] == [None, by_text[texts[0]].id, by_text[texts[1]].id]


def test_an_edited_file_is_a_revision_but_another_of_the_same_name_is_not() -> None:
    first, edited, other = (a_report(text, "index.html", captured="2031-05-05") for text in (FIRST, SECOND, OTHER))
    found = {report.text: report for report in settle([other, edited, first])}
    assert found[OTHER].revision_of is None
    assert len({report.id for report in found.values()}) == 3
    assert [found[FIRST].revision_of, found[SECOND].revision_of].count(None) == 1


def test_an_id_that_the_user_gave_means_one_item() -> None:
    assert [before for _, before in told(a_report(FIRST, "post-1"), a_report(OTHER, "post-1"))].count(None) == 1


def test_different_ids_are_left_alone_whatever_their_texts() -> None:
    assert told(a_report(FIRST, "b"), a_report(FIRST, "a")) == [("a", None), ("b", None)]


def test_an_id_that_a_suffix_would_hit_stays_its_own() -> None:
    taken = a_report(OTHER, f"post-1~{a_report(SECOND).sha256[:8]}")
    settled = settle([a_report(FIRST, "post-1", captured="1"), a_report(SECOND, "post-1", captured="2"), taken])
    assert len({report.id for report in settled}) == 3
    assert taken in settled


TEXTS = st.sampled_from([FIRST, SECOND, OTHER, "Short.", "Short too."])
REPORTS = st.builds(
    lambda text, name, captured, published: a_report(text, name, captured=captured, published=published),
    TEXTS,
    st.sampled_from(["https://post.example/1", "index.html", "post-1"]),
    st.sampled_from([None, "2031-05-05", "2031-05-06T10:00:00Z"]),
    st.sampled_from([None, "2031-05-04", "2031-05-04T23:00:00-02:00"]),
)


@given(st.lists(REPORTS, max_size=8), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_neither_order_nor_batches_matter(reports: list[Report], rnd: random.Random) -> None:
    settled = settle(reports)
    shuffled = list(reports)
    rnd.shuffle(shuffled)
    half = len(shuffled) // 2
    assert settle(shuffled) == settled
    assert settle(settled) == settled
    assert settle([*settle(shuffled[:half]), *shuffled[half:]]) == settled
    assert len({report.id for report in settled}) == len(settled)


def test_equal_times_are_ordered_by_hash() -> None:
    versions = [a_report(text, captured="2031-05-05") for text in (FIRST, SECOND, OTHER)]
    assert len({settle(order) for order in permutations(versions)}) == 1


def test_thousands_of_files_called_index() -> None:
    rnd = random.Random(1)
    words = [f"word{number}" for number in range(5000)]
    pages = [
        a_report("Menu of the site, at the top. " + " ".join(rnd.choices(words, k=300)), "index.html")
        for _ in range(1500)
    ]
    began = time.perf_counter()
    settled = settle(pages)
    assert sum(report.revision_of is not None for report in settled) == 0
    assert time.perf_counter() - began < 20


def test_a_settled_report_is_traced_to_all_that_it_was_collected_as() -> None:
    fetched = [a_report(FIRST, captured="2031-01-02"), replace(a_report(FIRST), sha256="b" * 64)]
    edited, elsewhere = a_report(SECOND), a_report(FIRST, "https://other.example/1")
    rows = [*fetched, edited, elsewhere]
    by_text = {(report.id[:15], report.text): report for report in settle(rows)}
    assert set(kept_as(by_text["https://post.ex", FIRST], rows)) == set(fetched)
    assert kept_as(by_text["https://post.ex", SECOND], rows) == (edited,)
    assert kept_as(by_text["https://other.e", FIRST], rows) == (elsewhere,)
