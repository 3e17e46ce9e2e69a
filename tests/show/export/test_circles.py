from __future__ import annotations

import networkx
from hypothesis import given
from hypothesis import strategies as st

from stemma.show.export.circles import in_circles

NODES = st.sampled_from("abcdefgh")


def test_a_chain_has_no_circle_however_long() -> None:
    chain = [(f"r{number}", f"r{number + 1}") for number in range(5_000)]
    assert in_circles(chain) == frozenset()
    assert len(in_circles([*chain, ("r5000", "r0")])) == 5_001


def test_a_report_that_takes_from_itself_is_a_circle() -> None:
    assert in_circles([("a", "a"), ("a", "b")]) == {("a", "a")}


@given(st.lists(st.tuples(NODES, NODES), max_size=30))
def test_the_circles_are_those_that_networkx_finds(pairs: list[tuple[str, str]]) -> None:
    graph = networkx.DiGraph(pairs)
    together = {
        node: number for number, found in enumerate(networkx.strongly_connected_components(graph)) for node in found
    }
    assert in_circles(pairs) == {pair for pair in pairs if together[pair[0]] == together[pair[1]]}
