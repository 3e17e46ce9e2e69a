from __future__ import annotations

import itertools

from stemma.model import Case, LineageEdge, LineageKind, Target
from stemma.show.labels import Labels
from stemma.show.tree import Tree, tree_of
from tests.show.cases import report, silo_case


def edge(taker: str, source: str | None, kind: LineageKind = "credits") -> LineageEdge:
    """`taker` takes from a report of one letter, from outside, or from nobody named."""
    inside = source is not None and len(source) == 1
    target = Target(report=source) if inside else Target(outside=source)
    return LineageEdge(report=taker, takes_from=target, kind=kind, score=1.0, evidence=())


def tree(*edges: LineageEdge, most: int = 90) -> Tree:
    return tree_of(Labels(Case(reports=tuple(report(i, "x") for i in "abcdef"), lineage=edges)), most)


def layers(tree: Tree) -> dict[str, int]:
    return {node.key: node.layer for node in tree.nodes}


def test_sources_stand_to_the_left_of_what_takes_from_them() -> None:
    assert layers(tree(edge("b", "a"), edge("c", "b"), edge("a", "Agency"))) == {
        "o:Agency": 0, "r:a": 1, "r:b": 2, "r:c": 3
    }  # fmt: skip


def test_a_source_stands_next_to_the_first_that_takes_from_it() -> None:
    assert layers(tree(edge("b", "a"), edge("c", "b"), edge("c", "Agency")))["o:Agency"] == 1


def test_a_line_over_several_layers_has_a_way_between_the_nodes() -> None:
    drawn = tree(edge("b", "a"), edge("c", "b"), edge("c", "a"))
    (long,) = [branch for branch in drawn.branches if branch.via]
    (waypoint,) = long.via
    assert waypoint[0] == 1
    assert waypoint[1] not in [node.row for node in drawn.nodes if node.layer == 1]


def test_reports_that_take_from_each_other_are_drawn_all_the_same() -> None:
    assert len(tree(edge("b", "a"), edge("a", "b"), edge("a", "a")).branches) == 2


def test_an_unknown_source_is_drawn_as_unknown() -> None:
    (source,) = [node for node in tree(edge("a", None)).nodes if node.report is None]
    assert source.name == "unknown"


def test_a_pair_is_drawn_once_as_its_closest_tie() -> None:
    (branch,) = tree(edge("b", "a", "credits"), edge("b", "a", "copies")).branches
    assert branch.kind == "copies"
    assert len(branch.edges) == 2


def test_reports_without_a_tie_stand_beside_the_drawing() -> None:
    assert tree(edge("b", "a")).apart == ("c", "d", "e", "f")


def test_a_large_tree_is_pruned_to_what_has_most_ties() -> None:
    drawn = tree(*(edge(taker, "a") for taker in "bcdef"), edge("b", "Agency"), most=3)
    assert {node.key for node in drawn.nodes} == {"r:a", "r:b", "r:c"}
    assert drawn.left_out == 4


def test_no_two_nodes_of_a_layer_touch() -> None:
    drawn = tree(*(edge(taker, "a") for taker in "bcdef"), *(edge("b", f"Agency {n}") for n in range(6)))
    for layer in range(drawn.layers):
        rows = sorted(node.row for node in drawn.nodes if node.layer == layer)
        assert all(below - above > 0.99 for above, below in itertools.pairwise(rows))


def test_the_order_of_the_edges_changes_nothing() -> None:
    edges = [edge("b", "a"), edge("c", "b"), edge("c", "Agency"), edge("e", "d")]
    assert tree(*edges).nodes == tree(*reversed(edges)).nodes


def test_a_node_leads_to_the_words_that_prove_it() -> None:
    assert all(branch.proof is not None for branch in tree_of(Labels(silo_case())).branches)
