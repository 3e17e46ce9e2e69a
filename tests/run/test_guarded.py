"""What one input does to its process costs that input alone."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence

import pytest

from stemma.run import guarded
from stemma.run.guarded import Bounds, guarded_map, guarded_stream

QUICK = Bounds(seconds=2.0, megabytes=1500)


@pytest.fixture(autouse=True)
def ended() -> Iterator[None]:
    yield
    guarded._end_idle()


def work(item: object) -> object:
    """What a reader does, hostile inputs by name."""
    match item:
        case "hang":
            time.sleep(60)
        case "crash":
            os._exit(3)
        case "grow":
            return len(bytearray(4_000_000_000))
        case "raise":
            raise KeyError("a bug")
    return item


def said(item: object, why: str) -> object:
    return f"{item}: {why}"


def test_results_come_in_order_from_any_number_of_processes() -> None:
    for workers in (1, 2):
        assert list(guarded_map(work, range(60), said, workers)) == list(range(60))


def test_a_hang_and_a_crash_cost_only_their_item() -> None:
    found = list(guarded_map(work, [1, "hang", 2, "crash", 3], said, 1, QUICK))
    assert [item for item in found if isinstance(item, int)] == [1, 2, 3]
    assert "took over 2 s" in str(found[1])
    assert "end without a word" in str(found[3])


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")
def test_growing_costs_only_its_item() -> None:
    found = list(guarded_map(work, [1, "grow", 2], said, 1, QUICK))
    assert found[::2] == [1, 2]
    assert "1,500 MB of memory" in str(found[1])


def test_a_bug_is_raised_here() -> None:
    with pytest.raises(KeyError, match="a bug"):
        list(guarded_map(work, [1, "raise"], said, 1))


def test_the_process_is_kept_for_the_next_call() -> None:
    first = list(guarded_map(process, [0], said, 1))
    assert first == list(guarded_map(process, [0], said, 1))
    assert first[0] != os.getpid()


def process(_: object) -> object:
    return os.getpid()


def test_who_stops_listening_leaves_no_process_at_work() -> None:
    results = guarded_map(work, [1, "hang", 2], said, 1)
    assert next(results) == 1
    results.close()  # type: ignore[attr-defined]
    assert all(worker.task is None for worker in guarded._idle)


def works(items: Sequence[object]) -> Iterator[object]:
    """What takes an archive apart does, hostile members by name."""
    yield from map(work, items)


def test_a_stream_is_handed_over_as_it_is_made_and_its_process_kept() -> None:
    assert list(guarded_stream(works, list(range(50)), said)) == list(range(50))
    (kept,) = guarded._idle
    assert list(guarded_stream(works, [1], said)) == [1]
    assert guarded._idle == [kept]


@pytest.mark.parametrize(("trap", "why"), [("hang", "took over 2 s"), ("crash", "end without a word")])
def test_what_a_stream_gave_before_it_hung_or_crashed_is_kept(trap: str, why: str) -> None:
    *before, last = guarded_stream(works, [1, 2, trap, 3], said, QUICK)
    assert before == [1, 2]
    assert why in str(last)


def test_a_bug_in_a_stream_is_raised_here() -> None:
    with pytest.raises(KeyError, match="a bug"):
        list(guarded_stream(works, ["raise"], said))


def test_who_stops_listening_to_a_stream_ends_its_process() -> None:
    stream = guarded_stream(works, list(range(100_000)), said)
    assert next(stream) == 0
    stream.close()  # type: ignore[attr-defined]
    assert guarded._idle == []
