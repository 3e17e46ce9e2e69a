from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from stemma.compare.links import compare
from stemma.compare.pieces import gather
from stemma.compare.stories import find_stories
from stemma.model import Hyperlink, Report, Span
from stemma.read.reader import read
from tests.compare.speeches import report

LOCK = (
    report(
        "lock-wire",
        "The old lock at Tervanna gave way on Monday night and barges drifted onto the weir. Harbour master Ilka "
        "Sorrel said that 14 barges had broken loose.",
        published="2031-03-03",
    ),
    report(
        "lock-post",
        "Divers searched below the weir at Tervanna after the lock gates failed. Nobody was hurt, Ilka Sorrel said, "
        "though two barges sank.",
        published="2031-03-04",
    ),
    report(
        "lock-echo",
        "Who looked after the lock gates? Sorrel asked for new ones in Tervanna years ago, the barge owners say.",
        published="2031-03-05",
    ),
    report(
        "lock-ru",
        "Шлюз в Тервання рухнул ночью. По словам Илки Соррел, оторвало 14 барж.",
        published="2031-03-04",
        language="ru",
    ),
)
PRIZE = (
    report(
        "prize-wire",
        "The novelist Bruna Ockley turned down the Marrick prize on Tuesday. She would not take money from a brewery, "
        "Ockley told reporters.",
        published="2031-03-04",
    ),
    report(
        "prize-post",
        "The Marrick jury regrets that Bruna Ockley will not come. The prize goes to nobody this year, the jury said.",
        published="2031-03-04",
    ),
    report(
        "prize-echo",
        "Ockley is the third novelist to refuse the Marrick prize. The brewery that pays for it had no comment.",
        published="2031-03-06",
    ),
)


def stories(*reports: Report) -> dict[str, str]:
    ordered = sorted(reports, key=lambda one: one.id)
    material = gather(ordered, [read(one) for one in ordered], ())
    return dict(zip((one.id for one in ordered), find_stories(material), strict=True))


def groups(*reports: Report) -> set[frozenset[str]]:
    found = stories(*reports)
    return {frozenset(name for name in found if found[name] == story) for story in found.values()}


def ids(reports: Sequence[Report]) -> frozenset[str]:
    return frozenset(one.id for one in reports)


def test_reports_of_one_event_are_one_story() -> None:
    assert groups(*LOCK) == {ids(LOCK)}


def test_two_events_of_one_week_are_two_stories_and_a_second_language_stays_with_its_own() -> None:
    assert groups(*LOCK, *PRIZE) == {ids(LOCK), ids(PRIZE)}


def test_dates_are_not_needed() -> None:
    assert groups(*(replace(one, published=None) for one in (*LOCK, *PRIZE))) == {ids(LOCK), ids(PRIZE)}


def test_a_report_that_nothing_ties_is_a_story_of_its_own() -> None:
    stray = report("stray", "Quince jam keeps longest in small jars.")
    assert frozenset(["stray"]) in groups(*LOCK, *PRIZE, stray)


def test_the_order_of_reports_decides_nothing() -> None:
    reports = [*LOCK, *PRIZE]
    random.Random(7).shuffle(reports)
    readings = [read(one) for one in reports]
    assert dict(compare(reports, readings).stories) == stories(*LOCK, *PRIZE)


def test_a_later_report_leaves_a_storys_id_as_it_is() -> None:
    late = replace(LOCK[1], id="a-late", published="2031-03-09")
    before, after = stories(*LOCK), stories(*LOCK, late)
    assert after["a-late"] == after["lock-wire"] == before["lock-wire"]


def test_versions_of_a_report_are_of_one_story_whatever_they_say() -> None:
    edited = report("lock-wire~2", "This item was withdrawn.", revision_of="lock-wire")
    found = stories(*LOCK, *PRIZE, edited)
    assert found["lock-wire~2"] == found["lock-wire"]


def test_a_link_ties_a_report_to_what_it_links_to() -> None:
    first = report("a", "Snow fell on the pass.", url="https://post.example/pass")
    second = replace(
        report("b", "Closed, says the council."), links=(Hyperlink(Span(0, 6), "https://post.example/pass"),)
    )
    other = report("c", "The choir sang.")
    assert groups(first, second, other) == {frozenset("ab"), frozenset("c")}
    assert groups(first, replace(second, links=()), other) == {frozenset("a"), frozenset("b"), frozenset("c")}


def test_texts_without_words_are_stories_too() -> None:
    assert groups(report("a", ""), report("b", "?! \ud800 …"), report("c", "\x00")) == {
        frozenset("a"),
        frozenset("b"),
        frozenset("c"),
    }


def test_one_story_of_many_reports_stays_one() -> None:
    wire = LOCK[0].text
    copies = [replace(LOCK[0], id=f"copy-{n:03}", text=f"{wire} Edition {n}.") for n in range(300)]
    assert len(groups(*copies)) == 1
